//! What is said: one note for each passage that was quoted, whatever it was quoted for, and the summary.

use crate::analysis::Analysis;
use crate::coverage::{CriterionCoverage, Evidence, Status};
use crate::rubric::{Level, Rubric};
use crate::view::phrases;
use std::collections::BTreeMap;

/// A line of a note: a few words in bold, and text after them; either may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) lead: String,
    pub(super) text: String,
}

impl Line {
    fn new(lead: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            lead: lead.into(),
            text: text.into(),
        }
    }

    /// Lead and text in one, for formats without bold letters.
    #[cfg(feature = "pdf")]
    pub(super) fn joined(&self) -> String {
        let space = if self.lead.is_empty() || self.text.is_empty() {
            ""
        } else {
            " "
        };
        format!("{}{space}{}", self.lead, self.text)
    }

    /// A line of plain text.
    pub(super) fn plain(text: impl Into<String>) -> Self {
        Self::new("", text)
    }
}

/// A passage with all that is said about it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Passage {
    /// Index of its block.
    pub(super) block: usize,
    /// Bytes of the block's text, end-exclusive.
    pub(super) start: usize,
    pub(super) end: usize,
    /// Its text.
    pub(super) quote: String,
    /// Page that its block begins on, from 1.
    pub(super) page: Option<u32>,
    /// "page 3, section 1.1", or nothing.
    pub(super) place: String,
    /// Codes with their statuses, "K2.1 partial".
    pub(super) found_for: Vec<String>,
    pub(super) lines: Vec<Line>,
}

/// All notes on a report.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Notes {
    /// In the order of the report.
    pub(super) passages: Vec<Passage>,
    summary: Vec<Line>,
    /// Texts of the report's blocks.
    pub(super) blocks: Vec<String>,
}

impl Notes {
    pub(super) fn of(analysis: &Analysis, rubric: &Rubric) -> Self {
        Self {
            passages: passages(analysis, rubric),
            summary: summary(analysis, rubric),
            blocks: analysis.blocks.iter().map(|block| block.text.clone()).collect(),
        }
    }

    /// The summary, with the passages that could not be noted where they stand.
    pub(super) fn summary<'a>(&self, unplaced: impl Iterator<Item = &'a Passage>) -> Vec<Line> {
        let mut lines = self.summary.clone();
        let mut unplaced = unplaced.peekable();
        if unplaced.peek().is_some() {
            lines.push(Line::new("Passages that can't be marked where they stand:", ""));
        }
        for passage in unplaced {
            let place = match passage.place.as_str() {
                "" => String::new(),
                place => format!(" ({place})"),
            };
            lines.push(Line::new(
                passage.found_for.join(", "),
                format!("“{}”{place}", passage.quote),
            ));
        }
        lines
    }
}

/// Each passage once, with all criteria it was quoted for.
fn passages(analysis: &Analysis, rubric: &Rubric) -> Vec<Passage> {
    let mut found: BTreeMap<(usize, usize, usize), Passage> = BTreeMap::new();
    for coverage in &analysis.criteria {
        for (index, evidence) in coverage.evidence.iter().enumerate() {
            let passage = found
                .entry((evidence.block, evidence.start, evidence.end))
                .or_insert_with(|| passage(analysis, evidence));
            let status = phrases::status(coverage.status);
            passage.found_for.push(format!("{} {status}", coverage.code));
            passage.lines.extend(about(coverage, rubric, index));
        }
    }
    found.into_values().collect()
}

fn passage(analysis: &Analysis, evidence: &Evidence) -> Passage {
    Passage {
        block: evidence.block,
        start: evidence.start,
        end: evidence.end,
        quote: evidence.quote.clone(),
        page: evidence.page,
        place: phrases::place(analysis, evidence),
        found_for: Vec::new(),
        lines: Vec::new(),
    }
}

/// The criterion and its status; what is missing stands at the first of its passages, the strongest, alone.
fn about(coverage: &CriterionCoverage, rubric: &Rubric, index: usize) -> Vec<Line> {
    let wording = wording(rubric, &coverage.code);
    let level = match coverage.level {
        Level::Pass => String::new(),
        level => format!(" ({level})"),
    };
    let mut lines = vec![Line::new(
        format!("{}{level} {}:", coverage.code, phrases::status(coverage.status)),
        wording,
    )];
    if index > 0 {
        lines.push(Line::plain("One more passage that bears on it."));
    } else if !coverage.missing.is_empty() {
        lines.push(Line::new("Still open:", coverage.missing.join("; ")));
    }
    lines
}

fn wording<'a>(rubric: &'a Rubric, code: &str) -> &'a str {
    rubric
        .criterion(code)
        .map_or("", |criterion| criterion.wording.as_str())
}

/// Words, counts, and what was not found; never a grade.
fn summary(analysis: &Analysis, rubric: &Rubric) -> Vec<Line> {
    let count = |status: Status| analysis.criteria.iter().filter(|c| c.status == status).count();
    let counts = format!(
        "{} evidenced, {} partial, {} not found",
        count(Status::Evidenced),
        count(Status::Partial),
        count(Status::NotFound)
    );
    let mut lines = vec![
        Line::new(&analysis.rubric.standard, "What was found in this report"),
        Line::new("Words:", &analysis.words.advice),
        Line::new("Criteria:", counts),
        Line::plain(phrases::assessor_decides(analysis)),
    ];
    let notes = analysis.warnings.iter();
    lines.extend(notes.map(|warning| Line::new("Please note:", format!("{}: {}", warning.place, warning.message))));
    if !analysis.rubric.calibrated {
        lines.push(Line::new("Please note:", phrases::NOT_CALIBRATED));
    }
    let open = analysis.criteria.iter().filter(|c| c.status == Status::NotFound);
    let open: Vec<Line> = open.map(|c| Line::new(&c.code, wording(rubric, &c.code))).collect();
    if !open.is_empty() {
        lines.push(Line::new("Nothing was found for:", ""));
    }
    lines.extend(open);
    lines
}
