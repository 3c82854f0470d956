//! The cohort as an Excel workbook: reports, criteria, sections, passages in common, and what could not be read.

use super::book::{Book, Look, Rows, Sheet};
use super::cell::harmless;
use super::{FIGURES, figures, sharers};
use crate::cohort::Cohort;
use crate::coverage::Status;
use crate::view::phrases;
use std::io;

/// Excel's own limit of characters in a cell, less some room.
const MOST_CHARACTERS: usize = 32_000;

/// Writes the workbook, row by row. The same cohort gives the same bytes.
///
/// # Errors
/// Whatever `out` reports.
pub fn write(out: &mut (impl io::Write + io::Seek), cohort: &Cohort) -> io::Result<()> {
    let mut book = Book::new(out)?;
    reports(&mut book, cohort)?;
    criteria(&mut book, cohort)?;
    sections(&mut book, cohort)?;
    passages(&mut book, cohort)?;
    failures(&mut book, cohort)?;
    book.finish()
}

impl<W: io::Write + io::Seek> Rows<'_, W> {
    fn plain(&mut self, text: &str) {
        self.text(&cut(text), Look::Plain);
    }

    fn numbers(&mut self, numbers: &[u32]) {
        for &number in numbers {
            self.number(number);
        }
    }

    fn status(&mut self, status: Status) {
        let look = match status {
            Status::Evidenced => Look::Evidenced,
            Status::Partial => Look::Partial,
            Status::NotFound => Look::NotFound,
        };
        self.text(phrases::status(status), look);
    }
}

/// What XML knows no sign for would spoil the whole workbook.
fn cut(text: &str) -> String {
    let shown = harmless(text).replace(['\u{FFFE}', '\u{FFFF}'], "");
    shown.chars().take(MOST_CHARACTERS).collect()
}

fn reports<W: io::Write + io::Seek>(book: &mut Book<W>, cohort: &Cohort) -> io::Result<()> {
    let codes: Vec<String> = cohort.criteria.iter().map(|criterion| cut(&criterion.code)).collect();
    let mut heads = vec!["Report"];
    heads.extend(cohort.named.then_some("File"));
    heads.extend(FIGURES);
    heads.extend(codes.iter().map(String::as_str));
    let mut rows = book.sheet(&Sheet {
        name: "Reports",
        heads: &heads,
        rows: cohort.reports.len(),
        widths: &[],
        is_filtered: true,
    })?;
    for row in &cohort.reports {
        rows.plain(&row.id);
        if cohort.named {
            rows.plain(row.name.as_deref().unwrap_or_default());
        }
        rows.numbers(&figures(row));
        for &status in &row.statuses {
            rows.status(status);
        }
        rows.next()?;
    }
    rows.finish()
}

fn criteria<W: io::Write + io::Seek>(book: &mut Book<W>, cohort: &Cohort) -> io::Result<()> {
    let mut rows = book.sheet(&Sheet {
        name: "Criteria",
        heads: &["Criterion", "Level", "Wording", "Evidenced", "Partial", "Not found"],
        rows: cohort.criteria.len(),
        widths: &[(3, 60)],
        is_filtered: true,
    })?;
    for criterion in &cohort.criteria {
        rows.plain(&criterion.code);
        rows.plain(&criterion.level.to_string());
        rows.plain(&criterion.wording);
        rows.numbers(&[criterion.evidenced, criterion.partial, criterion.not_found]);
        rows.next()?;
    }
    rows.finish()
}

fn sections<W: io::Write + io::Seek>(book: &mut Book<W>, cohort: &Cohort) -> io::Result<()> {
    let mut rows = book.sheet(&Sheet {
        name: "Sections",
        heads: &[
            "Section",
            "Title",
            "Nothing on it",
            "Under the guide",
            "Over the guide",
            "Words in the middle report",
        ],
        rows: cohort.sections.len(),
        widths: &[(2, 40)],
        is_filtered: true,
    })?;
    for section in &cohort.sections {
        rows.plain(&section.id);
        rows.plain(&section.title);
        rows.numbers(&[section.empty, section.under, section.over, section.median_words]);
        rows.next()?;
    }
    rows.finish()
}

fn passages<W: io::Write + io::Seek>(book: &mut Book<W>, cohort: &Cohort) -> io::Result<()> {
    let mut rows = book.sheet(&Sheet {
        name: "Passages in common",
        heads: &["Reports", "Passage"],
        rows: cohort.shared.len(),
        widths: &[(1, 40), (2, 120)],
        is_filtered: false,
    })?;
    for passage in &cohort.shared {
        rows.plain(&sharers(cohort, passage));
        rows.plain(&passage.quote);
        rows.next()?;
    }
    rows.finish()
}

fn failures<W: io::Write + io::Seek>(book: &mut Book<W>, cohort: &Cohort) -> io::Result<()> {
    let mut rows = book.sheet(&Sheet {
        name: "Could not be read",
        heads: &["Report", "Cause", "File"],
        rows: cohort.failures.len(),
        widths: &[(2, 100)],
        is_filtered: false,
    })?;
    for failed in &cohort.failures {
        rows.plain(&failed.id);
        rows.plain(&failed.cause);
        rows.plain(failed.name.as_deref().unwrap_or_default());
        rows.next()?;
    }
    rows.finish()
}
