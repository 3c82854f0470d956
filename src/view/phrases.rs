//! Phrases that all views share, so that they say the same.

use crate::analysis::{Analysis, GateCount};
use crate::coverage::{Evidence, Status};
use crate::document::Format;
use crate::interview::Question;
use crate::rubric::Rubric;
use crate::words::WordLedger;

/// The sentence that stands wherever criteria are counted.
pub(super) const ASSESSOR_DECIDES: &str =
    "These are counts of what was found in the text. They are not a grade: the assessor decides.";

/// Shown where the statuses were never compared with people's judgements.
pub(super) const NOT_CALIBRATED: &str =
    "The statuses were not fitted to labelled reports of this rubric; take them as hints.";

pub(super) fn status(status: Status) -> &'static str {
    match status {
        Status::Evidenced => "evidenced",
        Status::Partial => "partial",
        Status::NotFound => "not found",
    }
}

pub(super) fn format(format: Format) -> &'static str {
    match format {
        Format::Docx => "Word document",
        Format::Odt => "OpenDocument text",
        Format::Pdf => "PDF",
        Format::Txt => "plain text",
        Format::Md => "Markdown",
    }
}

/// "Word document, 14 pages".
pub(super) fn report(analysis: &Analysis) -> String {
    let format = format(analysis.report.format);
    match analysis.report.pages {
        Some(1) => format!("{format}, 1 page"),
        Some(pages) => format!("{format}, {pages} pages"),
        None => format.to_owned(),
    }
}

/// "ST0072 Customer Service Practitioner, plan ST0072/AP02".
pub(super) fn standard(analysis: &Analysis, rubric: &Rubric) -> String {
    let facts = &analysis.rubric;
    format!("{} {}, plan {}", facts.standard, rubric.standard.title, facts.plan)
}

/// 4500 as "4,500".
pub(super) fn number(number: u32) -> String {
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
pub(super) const PARTS: [&str; 6] = [
    "on the cover and in the contents list",
    "in headings",
    "in tables",
    "in footnotes and endnotes",
    "in text that belongs to no section",
    "in the appendix, not counted",
];

/// What the counted words are made of, with their numbers. The last one does not count.
pub(super) fn parts(words: &WordLedger) -> [(&'static str, u32); 6] {
    let [front, headings, tables, notes, other, appendix] = PARTS;
    [
        (front, words.front),
        (headings, words.headings),
        (tables, words.tables),
        (notes, words.notes),
        (other, words.other),
        (appendix, words.appendix),
    ]
}

/// "page 3, section 1.1", "appendix", or nothing.
pub(super) fn place(evidence: &Evidence) -> String {
    let mut parts = Vec::new();
    if let Some(page) = evidence.page {
        parts.push(format!("page {page}"));
    }
    if evidence.in_appendix {
        parts.push("appendix".to_owned());
    } else if !evidence.sections.is_empty() {
        parts.push(format!("section {}", evidence.sections.join(" and ")));
    }
    parts.join(", ")
}

/// One line a grade: "For a pass: all 30 pass criteria (evidenced 24, partial 4)".
pub(super) fn gates(analysis: &Analysis) -> Vec<String> {
    let of_one_grade = analysis.gates.chunk_by(|a, b| a.grade == b.grade);
    of_one_grade
        .filter_map(|gates| {
            let needs: Vec<String> = gates.iter().map(need).collect();
            Some(format!("For a {}: {}", gates.first()?.grade, needs.join(" and ")))
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
    format!("{asked} {level} criteria (evidenced {evidenced}, partial {partial})")
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
    format!(
        "{questions} in {} of {} minutes",
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
    fn the_clock_shows_minutes_and_seconds() {
        assert_eq!([0.0, 1.25, 4.5, 29.75].map(clock), ["00:00", "01:15", "04:30", "29:45"]);
    }
}
