//! Headings in plain text, where nothing but position, length and wording tells them.

use super::tables;
use crate::document::BlockKind;
use crate::ingest::blocks::is_heading_text;
use crate::ingest::para::Para;

/// The longest heading without a number, in words. In the labelled reports 97% are within it; short sentences
/// become more frequent than headings above.
const WORDS: usize = 14;

/// The longest with a number or a code, which few sentences begin with.
const NUMBERED_WORDS: usize = 22;

/// What comes before the colon on covers and in letters; such lines are filled-in forms, not headings.
const LABELS: &[&str] = &[
    "name",
    "full name",
    "apprentice",
    "apprentice name",
    "learner",
    "learner name",
    "candidate",
    "date",
    "date of birth",
    "dob",
    "employer",
    "company",
    "organisation",
    "workplace",
    "employer name",
    "job title",
    "job role",
    "role",
    "position",
    "job",
    "hours",
    "department",
    "team",
    "location",
    "site",
    "branch",
    "standard",
    "level",
    "course",
    "programme",
    "uln",
    "tutor",
    "coach",
    "trainer",
    "assessor",
    "manager",
    "line manager",
    "training provider",
    "provider",
    "signed",
    "signature",
    "email",
    "e-mail",
    "tel",
    "phone",
    "mobile",
    "from",
    "to",
    "subject",
    "sent",
    "cc",
    "re",
    "word count",
    "words",
    "start date",
    "submission date",
    "submitted",
    "cohort",
    "address",
    "author",
    "by",
    "version",
    "apprenticeship",
    "store",
    "shop",
];

/// The first line over a row of = or - of about its length.
pub(super) fn underlined<'a>(lines: &[&'a str]) -> Option<&'a str> {
    let [first, rule, ..] = lines else { return None };
    let line = rule.trim();
    let drawn = line.len() >= 3 && (line.chars().all(|c| c == '=') || line.chars().all(|c| c == '-'));
    (drawn && !tables::is_rule(first) && is_heading_text(first, NUMBERED_WORDS)).then_some(first)
}

/// A short first line right above running text, without a blank line between.
pub(super) fn stands_over(first: &str, rest: &[&str], wrapped: Option<usize>) -> bool {
    let length = |l: &str| l.chars().count();
    let Some(next) = rest.first() else { return false };
    let below = match wrapped {
        Some(width) => length(first) * 10 < width * 6 && length(next) * 10 >= width * 7,
        None => length(next) > 120,
    };
    below && is_heading_text(first, WORDS) && !is_form_line(first) && !first.ends_with(':')
}

/// Marks the headings among the paragraphs of a file.
pub(super) fn mark(paras: &mut [Para]) {
    let likely: Vec<bool> = paras.iter().map(may_be_heading).collect();
    let texts: Vec<String> = paras.iter().map(|p| p.text.clone()).collect();
    let mut at = 0;
    while at < paras.len() {
        let run = likely.iter().skip(at).take_while(|l| **l).count();
        let last = at + run >= paras.len();
        for (i, para) in paras.iter_mut().enumerate().skip(at).take(run) {
            // The title comes first. In a row of short lines (a cover, an address, a list without bullets) only the last
            // two can head what follows: a task and its first section; and only where no more than one stands before.
            let near = !last && run <= 3 && i + 2 >= at + run;
            let listed = run != 2 || para.text.contains(',');
            let cover = at == 0 && listed && !after_marked(&texts, i);
            if i == 0 || is_marked(&para.text) || (near && !cover) {
                para.kind = BlockKind::Heading;
            }
        }
        at += run.max(1);
    }
}

/// Whether the line above is a task or the like, so that this one heads its first section. Other short lines below the
/// title of a report are the cover: name, job, employer.
fn after_marked(texts: &[String], at: usize) -> bool {
    at.checked_sub(1)
        .and_then(|i| texts.get(i))
        .is_some_and(|t| is_marked(t))
}

/// Short, alone on its line, and not closed like a sentence.
fn may_be_heading(para: &Para) -> bool {
    let text = para.text.trim();
    let most = if is_marked(text) { NUMBERED_WORDS } else { WORDS };
    para.kind == BlockKind::Paragraph
        && !text.contains('\n')
        && !para.contents
        && is_heading_text(text, most)
        && (is_marked(text) || !ends_open(text))
        && !text.starts_with(['"', '“', '(', '['])
        && text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        && !is_form_line(text)
}

/// Ends as headings don't: introducing a list, quoted, exclaimed, or in the middle of a sentence.
fn ends_open(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    let long = text.split_whitespace().count() > 8;
    text.ends_with([':', '!', '"', '”'])
        || (text.ends_with(')') && long)
        || matches!(
            last.as_str(),
            "is" | "are" | "was" | "were" | "include" | "includes" | "the" | "and" | "of" | "to"
        )
}

/// "Name: Jo", "Kind regards".
fn is_form_line(text: &str) -> bool {
    let label = text.split_once(':').map(|(label, _)| label.trim().to_lowercase());
    let lower = text.to_lowercase();
    label.is_some_and(|l| LABELS.contains(&l.as_str()))
        || [
            "dear ",
            "kind regards",
            "regards",
            "hi ",
            "many thanks",
            "best wishes",
            "yours ",
            "by ",
        ]
        .iter()
        .any(|s| lower.starts_with(s))
}

/// Begins with a number, a criterion code, or a word that only headings begin with.
fn is_marked(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    let word = first.trim_end_matches([':', '.', ')', '-']);
    let number = word.starts_with(|c: char| c.is_ascii_digit())
        && word.chars().all(|c| c.is_ascii_digit() || c == '.')
        && word.len() <= 6
        && (word.contains('.') || first.ends_with(['.', ')']));
    let code = word.len() >= 2
        && word.starts_with(['K', 'S', 'B'])
        && word
            .get(1..)
            .is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()));
    let named = matches!(
        word.to_lowercase().as_str(),
        "task" | "appendix" | "appendices" | "annex" | "annexe" | "section" | "part" | "chapter"
    ) && text.split_whitespace().count() <= 14;
    number || code || named
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headings(texts: &[&str]) -> Vec<usize> {
        let mut paras: Vec<Para> = texts.iter().map(|t| Para::new(BlockKind::Paragraph, *t)).collect();
        mark(&mut paras);
        (0..paras.len())
            .filter(|&i| paras[i].kind == BlockKind::Heading)
            .collect()
    }

    #[test]
    fn short_lines_over_text_are_headings_and_cover_lines_are_not() {
        let texts = [
            "My report",
            "Name: Jo",
            "Task 1 Aims",
            "What we do",
            "We sell shoes.",
            "These are:",
            "x y.",
        ];
        assert_eq!(headings(&texts), [0, 2, 3]);
    }

    #[test]
    fn rows_of_short_lines_are_not_headings() {
        let texts = ["Report", "Text here.", "One", "Two", "Three", "Four", "Then text."];
        assert_eq!(headings(&texts), [0]);
    }

    #[test]
    fn a_rule_underlines() {
        assert_eq!(underlined(&["My team", "======="]), Some("My team"));
        assert_eq!(underlined(&["My team.", "======="]), None);
    }
}
