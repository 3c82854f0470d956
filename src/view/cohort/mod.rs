//! Ways to show a [`Cohort`]: as a web page, and as tables for a spreadsheet.

mod cell;
pub mod csv;
pub mod page;
pub mod xlsx;

use crate::cohort::{Cohort, Row};

/// Headings of the columns of figures, which both tables share.
const FIGURES: [&str; 9] = [
    "Words",
    "Words over the limit",
    "Pass criteria open",
    "Evidenced",
    "Partial",
    "Not found",
    "Empty sections",
    "Warnings",
    "Words shared with other reports",
];

/// The figures of a row, in the order of [`FIGURES`].
fn figures(row: &Row) -> [u32; 9] {
    [
        row.words,
        row.over,
        row.open_pass,
        row.evidenced,
        row.partial,
        row.not_found,
        row.empty_sections,
        row.warnings,
        row.shared_words,
    ]
}

/// "R001 (45 words), R007 (39 words)".
fn sharers(cohort: &Cohort, passage: &crate::cohort::Shared) -> String {
    let of = passage.reports.iter().filter_map(|sharer| {
        let row = cohort.reports.get(sharer.report)?;
        Some(format!("{} ({} words)", row.id, sharer.words))
    });
    of.collect::<Vec<_>>().join(", ")
}
