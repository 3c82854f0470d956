//! The cohort as an Excel workbook: reports, criteria, sections, passages in common, and what could not be read.

use super::cell::harmless;
use super::{FIGURES, figures, sharers};
use crate::cohort::Cohort;
use crate::coverage::Status;
use crate::view::phrases;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use std::io;

/// Excel's own limit of characters in a cell, less some room.
const MOST_CHARACTERS: usize = 32_000;

/// Writes the workbook. The same cohort gives the same bytes.
///
/// # Errors
/// Whatever `out` reports.
pub fn write(out: &mut impl io::Write, cohort: &Cohort) -> io::Result<()> {
    let bytes = workbook(cohort).map_err(io::Error::other)?;
    out.write_all(&bytes)
}

fn workbook(cohort: &Cohort) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // Otherwise the hour of writing would stand in it.
    let fixed = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&fixed));
    reports(book.add_worksheet(), cohort)?;
    criteria(book.add_worksheet(), cohort)?;
    sections(book.add_worksheet(), cohort)?;
    passages(book.add_worksheet(), cohort)?;
    failures(book.add_worksheet(), cohort)?;
    book.save_to_buffer()
}

/// One sheet, written line by line.
struct Table<'a> {
    sheet: &'a mut Worksheet,
    row: u32,
    column: u16,
}

impl<'a> Table<'a> {
    fn new(sheet: &'a mut Worksheet, name: &str, heads: &[&str]) -> Result<Self, XlsxError> {
        sheet.set_name(name)?.set_freeze_panes(1, 1)?;
        let bold = Format::new().set_bold().set_text_wrap();
        for (column, head) in (0..).zip(heads) {
            sheet.write_string_with_format(0, column, harmless(head), &bold)?;
        }
        Ok(Self {
            sheet,
            row: 1,
            column: 0,
        })
    }

    fn text(&mut self, text: &str) -> Result<(), XlsxError> {
        self.sheet.write_string(self.row, self.column, cut(text))?;
        self.column += 1;
        Ok(())
    }

    fn number(&mut self, number: u32) -> Result<(), XlsxError> {
        self.sheet.write_number(self.row, self.column, number)?;
        self.column += 1;
        Ok(())
    }

    fn status(&mut self, status: Status) -> Result<(), XlsxError> {
        let ground = match status {
            Status::Evidenced => 0x00D8_F1E3,
            Status::Partial => 0x00FF_EDC4,
            Status::NotFound => 0x00FA_E3EA,
        };
        let format = Format::new().set_background_color(ground);
        self.sheet
            .write_string_with_format(self.row, self.column, phrases::status(status), &format)?;
        self.column += 1;
        Ok(())
    }

    fn next_row(&mut self) {
        self.row += 1;
        self.column = 0;
    }

    /// Filters over all columns.
    fn filtered(self, columns: usize) -> Result<(), XlsxError> {
        let (row, column) = (self.row.saturating_sub(1).max(1), columns.saturating_sub(1) as u16);
        self.sheet.autofilter(0, 0, row, column)?;
        Ok(())
    }
}

/// What XML knows no sign for would spoil the whole workbook; and what begins and ends like a run of formatted text, its writer takes for
/// one, which a space before it prevents.
fn cut(text: &str) -> String {
    let text = text.replace(['\u{FFFE}', '\u{FFFF}'], "");
    let shown = harmless(&text);
    let guard = if shown.starts_with("<r>") { " " } else { "" };
    guard.chars().chain(shown.chars()).take(MOST_CHARACTERS).collect()
}

fn reports(sheet: &mut Worksheet, cohort: &Cohort) -> Result<(), XlsxError> {
    let mut heads = vec!["Report"];
    heads.extend(cohort.named.then_some("File"));
    heads.extend(FIGURES);
    heads.extend(cohort.criteria.iter().map(|criterion| criterion.code.as_str()));
    let mut lines = Table::new(sheet, "Reports", &heads)?;
    for row in &cohort.reports {
        lines.text(&row.id)?;
        if cohort.named {
            lines.text(row.name.as_deref().unwrap_or_default())?;
        }
        figures(row).into_iter().try_for_each(|figure| lines.number(figure))?;
        row.statuses.iter().try_for_each(|&status| lines.status(status))?;
        lines.next_row();
    }
    lines.filtered(heads.len())
}

fn criteria(sheet: &mut Worksheet, cohort: &Cohort) -> Result<(), XlsxError> {
    let heads = ["Criterion", "Level", "Wording", "Evidenced", "Partial", "Not found"];
    let mut lines = Table::new(sheet, "Criteria", &heads)?;
    for criterion in &cohort.criteria {
        lines.text(&criterion.code)?;
        lines.text(&criterion.level.to_string())?;
        lines.text(&criterion.wording)?;
        for count in [criterion.evidenced, criterion.partial, criterion.not_found] {
            lines.number(count)?;
        }
        lines.next_row();
    }
    lines.sheet.set_column_width(2, 60)?;
    lines.filtered(heads.len())
}

fn sections(sheet: &mut Worksheet, cohort: &Cohort) -> Result<(), XlsxError> {
    let heads = [
        "Section",
        "Title",
        "Nothing on it",
        "Under the guide",
        "Over the guide",
        "Words in the middle report",
    ];
    let mut lines = Table::new(sheet, "Sections", &heads)?;
    for section in &cohort.sections {
        lines.text(&section.id)?;
        lines.text(&section.title)?;
        for count in [section.empty, section.under, section.over, section.median_words] {
            lines.number(count)?;
        }
        lines.next_row();
    }
    lines.sheet.set_column_width(1, 40)?;
    lines.filtered(heads.len())
}

fn passages(sheet: &mut Worksheet, cohort: &Cohort) -> Result<(), XlsxError> {
    let mut lines = Table::new(sheet, "Passages in common", &["Reports", "Passage"])?;
    for passage in &cohort.shared {
        lines.text(&sharers(cohort, passage))?;
        lines.text(&passage.quote)?;
        lines.next_row();
    }
    lines.sheet.set_column_width(0, 40)?.set_column_width(1, 120)?;
    Ok(())
}

fn failures(sheet: &mut Worksheet, cohort: &Cohort) -> Result<(), XlsxError> {
    let mut lines = Table::new(sheet, "Could not be read", &["Report", "Cause", "File"])?;
    for failed in &cohort.failures {
        lines.text(&failed.id)?;
        lines.text(&failed.cause)?;
        lines.text(failed.name.as_deref().unwrap_or_default())?;
        lines.next_row();
    }
    lines.sheet.set_column_width(1, 100)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_goes_into_the_workbook_as_markup() {
        assert_eq!(cut("<r>x</r>"), " <r>x</r>");
        assert_eq!(cut("a\u{FFFF}b"), "ab");
    }
}
