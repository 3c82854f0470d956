//! Phrases that all views share, so that they say the same.

use crate::analysis::{Analysis, GateCount};
use crate::compare::Draft;
use crate::coverage::{Evidence, Status};
use crate::document::Format;
use crate::interview::Question;
use crate::judgement::Judged;
use crate::rubric::{Level, Rubric};
use crate::words::{PresentationLedger, WordLedger};
use std::cmp::Ordering;

/// The sentence that stands wherever criteria are counted.
pub(super) const ASSESSOR_DECIDES: &str =
    "These are counts of what was found in the text. They are not a grade: the assessor decides.";

/// The same where the assessor's judgements were taken in.
const ASSESSOR_DECIDED: &str = "These counts follow your judgements where you gave them. They are not a grade: the \
                                assessor decides.";

/// Said of quotes and text in which personal data was looked for.
pub(super) const MASKED: &str =
    "Personal data of customers is masked as far as it was recognised; please check before passing it on.";

/// Shown where the statuses were never compared with people's judgements.
pub(crate) const NOT_CALIBRATED: &str =
    "The statuses were not fitted to labelled reports of this rubric; take them as hints.";

/// Whether there is something to note before everything else.
pub(super) fn has_notes(analysis: &Analysis) -> bool {
    !analysis.warnings.is_empty() || !analysis.rubric.calibrated || analysis.masked
}

pub(crate) fn status(status: Status) -> &'static str {
    match status {
        Status::Evidenced => "evidenced",
        Status::Partial => "partial",
        Status::NotFound => "not found",
    }
}

pub(crate) fn format(format: Format) -> &'static str {
    match format {
        Format::Docx => "Word document",
        Format::Odt => "OpenDocument text",
        Format::Pdf => "PDF",
        Format::Txt => "plain text",
        Format::Md => "Markdown",
        Format::Rtf => "Rich Text",
        Format::Html => "web page",
        Format::Pptx => "PowerPoint presentation",
    }
}

/// What a page of the report is called.
fn page(analysis: &Analysis) -> &'static str {
    match analysis.report.format {
        Format::Pptx => "slide",
        _ => "page",
    }
}

/// "Word document, 14 pages".
pub(super) fn report(analysis: &Analysis) -> String {
    let page = page(analysis);
    let format = format(analysis.report.format);
    match analysis.report.pages {
        Some(1) => format!("{format}, 1 {page}"),
        Some(pages) => format!("{format}, {pages} {page}s"),
        None => format.to_owned(),
    }
}

/// What the slides are for, one line each: "Task 1", then "7 slides (2–8); guide: about 10 minutes, 7 slides in the sample".
pub(super) fn slides(ledger: &PresentationLedger) -> Vec<(String, String)> {
    let mut lines: Vec<(String, String)> = Vec::new();
    for task in &ledger.tasks {
        let guide = match task.minutes {
            Some(minutes) => format!("about {minutes} minutes, {} slides in the sample", task.sample_slides),
            None => format!("{} slides in the sample", task.sample_slides),
        };
        let line = format!("{}: {}; guide: {guide}", task.title, numbered(&task.slides));
        lines.push((format!("Task {}", task.id), line));
    }
    for (name, numbers) in [("Appendix", &ledger.appendix), ("Other", &ledger.other)] {
        if !numbers.is_empty() {
            lines.push((name.to_owned(), numbered(numbers)));
        }
    }
    lines
}

/// "7 slides (2–8)", "no slides".
fn numbered(slides: &[u32]) -> String {
    let runs: Vec<String> = slides
        .chunk_by(|a, b| a.checked_add(1) == Some(*b))
        .filter_map(|run| match (run.first()?, run.last()?) {
            (first, last) if first == last => Some(first.to_string()),
            (first, last) => Some(format!("{first}–{last}")),
        })
        .collect();
    match slides.len() {
        0 => "no slides".to_owned(),
        1 => format!("1 slide ({})", runs.join(", ")),
        many => format!("{many} slides ({})", runs.join(", ")),
    }
}

/// "ST0072 Customer Service Practitioner, plan ST0072/AP02".
pub(super) fn standard(analysis: &Analysis, rubric: &Rubric) -> String {
    let facts = &analysis.rubric;
    format!("{} {}, plan {}", facts.standard, rubric.standard.title, facts.plan)
}

/// "draft.docx: 3,885 words, within …; 22 evidenced, 8 partial, 10 not found".
pub(super) fn draft(draft: &Draft) -> String {
    let counts = [
        (draft.evidenced, Status::Evidenced),
        (draft.partial, Status::Partial),
        (draft.not_found, Status::NotFound),
    ];
    let counts = counts.map(|(count, of)| format!("{count} {}", status(of)));
    format!("{}: {}; {}", draft.name, draft.advice, counts.join(", "))
}

/// "partial before, evidenced now".
pub(super) fn from_to(old: Status, new: Status) -> String {
    format!("{} before, {} now", status(old), status(new))
}

/// "+120", "−35", "same".
pub(super) fn change(old: u32, new: u32) -> String {
    match new.cmp(&old) {
        Ordering::Greater => format!("+{}", number(new - old)),
        Ordering::Less => format!("−{}", number(old - new)),
        Ordering::Equal => "same".to_owned(),
    }
}

/// 4500 as "4,500".
pub(crate) fn number(number: u32) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// "100–150", "300", or nothing.
pub(super) fn guide(guide: Option<(u32, u32)>) -> String {
    match guide {
        None => String::new(),
        Some((least, most)) if least == most => number(most),
        Some((least, most)) => format!("{}–{}", number(least), number(most)),
    }
}

/// Labels of [`parts`], in their order.
pub(super) const PARTS: [&str; 7] = [
    "of these on the cover and in the contents list",
    "of these in headings",
    "of these in tables",
    "of these in footnotes and endnotes",
    "of these in text that belongs to no section",
    "more in the appendix, not counted",
    "more in parts that the word rule leaves out, not counted",
];

/// Place of the notes among [`PARTS`].
const NOTES: usize = 3;

/// What the counted words are made of, with their numbers, and the two parts that do not count.
pub(super) fn parts(analysis: &Analysis) -> [(&'static str, u32); 7] {
    let mut parts = parts_of(&analysis.words);
    if analysis.report.format == Format::Pptx {
        parts[NOTES].0 = "of these in speaker notes";
    }
    parts
}

/// [`parts`], whatever the format.
pub(super) fn parts_of(words: &WordLedger) -> [(&'static str, u32); 7] {
    let [front, headings, tables, notes, other, appendix, left_out] = PARTS;
    [
        (front, words.front),
        (headings, words.headings),
        (tables, words.tables),
        (notes, words.notes),
        (other, words.other),
        (appendix, words.appendix),
        (left_out, words.left_out),
    ]
}

/// "page 3, section 1.1", "appendix", or nothing.
pub(crate) fn place(analysis: &Analysis, evidence: &Evidence) -> String {
    let mut parts = Vec::new();
    if let Some(number) = evidence.page {
        parts.push(format!("{} {number}", page(analysis)));
    }
    if evidence.in_appendix {
        parts.push("appendix".to_owned());
    } else if !evidence.sections.is_empty() {
        parts.push(format!("section {}", evidence.sections.join(" and ")));
    }
    parts.join(", ")
}

/// One line a grade: "A pass needs all 30 pass criteria (in this report 24 are evidenced, 4 partial, 2 not found)".
pub(super) fn gates(analysis: &Analysis) -> Vec<String> {
    let of_one_grade = analysis.gates.chunk_by(|a, b| a.grade == b.grade);
    of_one_grade
        .filter_map(|gates| {
            let needs: Vec<String> = gates.iter().map(need).collect();
            Some(format!("A {} needs {}", gates.first()?.grade, needs.join(" and ")))
        })
        .collect()
}

fn need(gate: &GateCount) -> String {
    let asked = if gate.needed >= gate.of {
        format!("all {}", gate.of)
    } else {
        format!("{} of {}", gate.needed, gate.of)
    };
    let GateCount {
        level,
        evidenced,
        partial,
        ..
    } = gate;
    let open = gate.of.saturating_sub(evidenced + partial);
    format!("{asked} {level} criteria (in this report {evidenced} are evidenced, {partial} partial, {open} not found)")
}

/// "Pass criteria evidenced in the report: 24 of 30; distinction: 5 of 10, 7 needed."
pub(super) fn counts(analysis: &Analysis) -> String {
    let levels = [Level::Pass, Level::Merit, Level::Distinction];
    // Of the grades that need a level, the highest asks most of it.
    let most = levels.into_iter().filter_map(|level| {
        let of_level = analysis.gates.iter().filter(move |gate| gate.level == level);
        of_level.max_by_key(|gate| gate.needed)
    });
    let parts: Vec<String> = most.enumerate().map(|(index, gate)| count(gate, index == 0)).collect();
    format!("{}.", parts.join("; "))
}

fn count(gate: &GateCount, is_first: bool) -> String {
    let GateCount {
        level,
        needed,
        of,
        evidenced,
        ..
    } = gate;
    let lead = match (is_first, level) {
        (true, Level::Pass) => "Pass criteria evidenced in the report".to_owned(),
        (true, level) => format!("Criteria evidenced in the report: {level}"),
        (false, level) => level.to_string(),
    };
    let need = if needed < of {
        format!(", {needed} needed")
    } else {
        String::new()
    };
    format!("{lead}: {evidenced} of {of}{need}")
}

/// The sentence that the assessor decides, as it fits the counts.
pub(crate) fn assessor_decides(analysis: &Analysis) -> &'static str {
    if analysis.interview.judged.is_empty() {
        ASSESSOR_DECIDES
    } else {
        ASSESSOR_DECIDED
    }
}

/// What the assessor changed or noted on the criteria of a question.
pub(super) fn judged_for(analysis: &Analysis, question: &Question) -> Vec<String> {
    let judged = analysis.interview.judged.iter();
    judged
        .filter(|judged| question.criteria.contains(&judged.code))
        .filter_map(judgement)
        .collect()
}

/// What the assessor changed or noted on criteria that no question asks about.
pub(super) fn judged_elsewhere(analysis: &Analysis) -> Vec<String> {
    let plan = &analysis.interview;
    let is_asked = |judged: &&Judged| {
        let mut questions = plan.questions.iter().chain(&plan.if_time_allows);
        questions.any(|question| question.criteria.contains(&judged.code))
    };
    plan.judged
        .iter()
        .filter(|judged| !is_asked(judged))
        .filter_map(judgement)
        .collect()
}

/// "K2.1 evidenced (the program found: partial). Your note: …", or nothing where there is neither change nor note.
fn judgement(judged: &Judged) -> Option<String> {
    let code = &judged.code;
    let change = judged.is_changed().then(|| {
        let (yours, ours) = (status(judged.status), status(judged.tool_status));
        format!("{code} {yours} (the program found: {ours}).")
    });
    let note = (!judged.note.is_empty()).then_some(&judged.note);
    match (change, note) {
        (None, None) => None,
        (Some(change), None) => Some(change),
        (Some(change), Some(note)) => Some(format!("{change} Your note: {note}")),
        (None, Some(note)) => Some(format!("{code} as the program found. Your note: {note}")),
    }
}

/// What the report says on a question, each quote once with all criteria it was found for.
pub(super) fn report_says(question: &Question) -> Vec<(String, &str)> {
    let mut said: Vec<(String, &str)> = Vec::new();
    for says in &question.report_says {
        match said.iter_mut().find(|(_, quote)| *quote == says.quote) {
            Some((codes, _)) => codes.extend([" ", &says.code]),
            None => said.push((says.code.clone(), &says.quote)),
        }
    }
    said
}

/// 2.5 as "2.5 min", 2.25 as "2.25 min", 2.0 as "2 min".
pub(super) fn minutes(minutes: f32) -> String {
    format!("{minutes} min")
}

/// The time since the interview began as "04:30".
pub(super) fn clock(minutes: f32) -> String {
    let seconds = f64::from(minutes.max(0.0)) * 60.0;
    format!("{:02.0}:{:02.0}", (seconds / 60.0).floor(), seconds % 60.0)
}

/// What the plan holds: "12 questions in 28.5 of 30 minutes".
pub(super) fn plan(analysis: &Analysis) -> String {
    let plan = &analysis.interview;
    let questions = match plan.questions.len() {
        0 => "no questions".to_owned(),
        1 => "1 question".to_owned(),
        many => format!("{many} questions"),
    };
    let only = match plan.only.join(" ") {
        codes if codes.is_empty() => codes,
        codes => format!(", on {codes} only"),
    };
    format!(
        "{questions} in {} of {} minutes{only}",
        plan.planned_minutes, plan.limit_minutes
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_a_comma_every_three_digits() {
        assert_eq!(
            [0, 999, 1000, 4_500, 1_234_567].map(number),
            ["0", "999", "1,000", "4,500", "1,234,567"]
        );
    }

    #[test]
    fn slides_in_a_row_are_told_as_one() {
        assert_eq!(numbered(&[2, 3, 4, 7]), "4 slides (2–4, 7)");
        assert_eq!(numbered(&[5]), "1 slide (5)");
        assert_eq!(numbered(&[]), "no slides");
    }

    #[test]
    fn the_clock_shows_minutes_and_seconds() {
        assert_eq!([0.0, 1.25, 4.5, 29.75].map(clock), ["00:00", "01:15", "04:30", "29:45"]);
    }
}
