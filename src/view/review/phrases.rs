//! What a review says in its own words: short, plain, kind, and never a word for the report itself.

use crate::review::{Flag, FlagKind, Length, LevelCount, Place, ReviewedSection};
use crate::rubric::Level;
use crate::view::phrases;

/// Said first.
pub(super) const LEAD: &str = "This is what a computer found in your draft. It reads fast, but it can be wrong. You know \
    your work best. Use this list to see what is there and what you could still look at. It does not give a grade, and it will \
    not write for you. The words in your report must be yours.";

/// Said where nothing is open.
pub(super) const ALL_THERE: &str = "Well done. Each point has something in your draft. Read each part once more and check that it says \
    what you did.";

/// Before the list of open criteria.
pub(super) const START_HERE: &str =
    "These points would help you most. Start with the first one. Look at the notes on its part below.";

/// Before the flags.
pub(super) const CHECKS: &str = "Please check these. Some may be fine as they are.";

/// Where there is nothing to check.
pub(super) const NO_CHECKS: &str = "We found nothing to check here. That is good.";

/// Before the rules.
pub(super) const RULES: &str = "These rules hold for every report. Please keep them in mind.";

/// Said of quotes in which personal data was masked.
pub(super) const MASKED: &str = "Data about customers is hidden where we could find it.";

/// "You show 20 of 30 pass points, and half show 8."
pub(super) fn count(count: &LevelCount) -> String {
    let half = match count.partial {
        0 => String::new(),
        some => format!(" {some} more are half there."),
    };
    let level = match count.level {
        Level::Pass => "pass",
        Level::Merit => "merit",
        Level::Distinction => "distinction",
    };
    format!(
        "Your draft shows {} of the {} {level} points.{half}",
        count.evidenced, count.of
    )
}

/// "97 words. The guide is 200–250. This part is a bit short."
pub(super) fn length(section: &ReviewedSection) -> String {
    let words = match section.words {
        1 => "1 word.".to_owned(),
        words => format!("{} words.", phrases::number(words)),
    };
    let guide = match section.guide {
        Some(_) => format!(" The guide is {}.", phrases::guide(section.guide)),
        None => String::new(),
    };
    let said = match (section.length, section.guide) {
        (Length::Empty, _) => " We found no words for this part yet.",
        (Length::Thin, _) => " This part is thin so far.",
        (Length::Short, _) => " This part is a bit short.",
        (Length::Fine, Some(_)) => " That is a good length.",
        (Length::Fine, None) => "",
        (Length::Long, _) => " This part is a bit long.",
        (Length::TooLong, _) => " This part is very long. Is it all needed?",
    };
    format!("{words}{guide}{said}")
}

/// What a flag is about, in a few words.
pub(super) fn flag_title(flag: &Flag) -> String {
    let what = &flag.what;
    match flag.kind {
        FlagKind::Ai => format!("You name an AI tool ({what})"),
        FlagKind::Personal => format!("There may be a {what} here"),
        FlagKind::Pasted => format!("This reads like the words of {what}"),
        FlagKind::AppendixMissing if what.is_empty() => "You name an appendix that we could not find".to_owned(),
        FlagKind::AppendixMissing => format!("You name Appendix {what}, and we could not find it"),
        FlagKind::AppendixUnused if what.is_empty() => "Your text never points to your appendix".to_owned(),
        FlagKind::AppendixUnused => format!("Your text never points to Appendix {what}"),
        FlagKind::SubmissionSheet => "We saw no submission sheet".to_owned(),
        FlagKind::Name => "We saw no name on the front page".to_owned(),
        FlagKind::Employer => "We saw no employer on the front page".to_owned(),
        FlagKind::LongReport => "Your report is over the limit".to_owned(),
    }
}

/// A flag in one line, with its place.
pub(in crate::view) fn flag_line(flag: &Flag) -> String {
    match &flag.place {
        Some(at) => format!("{} ({})", flag_title(flag), place(at)),
        None => flag_title(flag),
    }
}

/// Why it matters.
pub(super) fn flag_reason(kind: FlagKind) -> &'static str {
    match kind {
        FlagKind::Ai => "If you used AI at work, say so and name it as a source. AI must not write any of this report.",
        FlagKind::Personal => "Could somebody find out who this is? If so, hide it before you hand it in.",
        FlagKind::Pasted => "The task itself says this. An assessor looks for what you did, in your words.",
        FlagKind::AppendixMissing => "A reader who looks for it will find nothing. Check the name, or add it.",
        FlagKind::AppendixUnused => {
            "An assessor may not see why it is there. Check that each piece has a place in the text that names it."
        }
        FlagKind::SubmissionSheet => "It may be a file of its own. Just check that you hand it in too.",
        FlagKind::Name | FlagKind::Employer => "An assessor needs to know whose work this is. Please check.",
        FlagKind::LongReport => "The limit does not count the appendix. Which parts could move there, or go?",
    }
}

/// "page 3, section 1.2, at “When the bench …”".
pub(super) fn place(place: &Place) -> String {
    let page = place.page.map(|page| format!("page {page}"));
    let section = match place.sections.as_slice() {
        [] => None,
        [one] => Some(format!("part {one}")),
        many => Some(format!("parts {}", many.join(" and "))),
    };
    let begins = Some(format!("at “{} …”", place.begins));
    [page, section, begins]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Vowels that stand together make a syllable; a silent e at the end makes none.
    fn syllables(word: &str) -> usize {
        let word = word.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
        let groups = word
            .split(|c: char| !"aeiouy".contains(c))
            .filter(|group| !group.is_empty())
            .count();
        let silent = word.ends_with('e') && !word.ends_with("le") && groups > 1;
        (groups - usize::from(silent)).max(1)
    }

    /// School years by Flesch and Kincaid; children of twelve are in their seventh.
    fn school_years(text: &str) -> f32 {
        let words: Vec<&str> = text.split_whitespace().collect();
        let sentences = text.matches(['.', '?', '!']).count();
        let syllables: usize = words.iter().map(|word| syllables(word)).sum();
        0.39 * words.len() as f32 / sentences as f32 + 11.8 * syllables as f32 / words.len() as f32 - 15.59
    }

    #[test]
    fn everything_reads_easily() {
        let kinds = [
            FlagKind::Ai,
            FlagKind::Personal,
            FlagKind::Pasted,
            FlagKind::AppendixMissing,
            FlagKind::AppendixUnused,
            FlagKind::SubmissionSheet,
            FlagKind::Name,
            FlagKind::LongReport,
        ];
        let reasons = kinds.map(flag_reason);
        for text in [LEAD, ALL_THERE, START_HERE, CHECKS, NO_CHECKS, RULES, MASKED]
            .into_iter()
            .chain(reasons)
        {
            let years = school_years(text);
            assert!(years <= 7.0, "{years}: {text}");
        }
    }

    #[test]
    fn hard_words_and_long_sentences_do_not() {
        assert!(
            school_years(
                "The organisational implementation necessitates comprehensive documentation of responsibilities."
            ) > 12.0
        );
    }
}
