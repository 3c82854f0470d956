//! The result for people at a terminal: 80 columns, colour only where the caller wants it.
//!
//! Colour never says anything that a word does not say as well. Text of the report is shown on single lines and without
//! control characters, so that it can't take over the terminal.

mod compare;
mod interview;
mod map;
mod paint;
mod words;

pub use compare::write_comparison;

use super::text::{neutral, width, wrap};
use super::{Part, Shown, phrases};
pub(super) use paint::Ink;
use paint::Paint;
use std::io::{self, Write};

/// Columns of the narrowest terminal in use.
const COLUMNS: usize = 80;

/// Writes the analysis, or its interview plan alone.
///
/// # Errors
/// Whatever `out` reports.
pub fn write(out: &mut impl io::Write, shown: Shown<'_>, colour: bool) -> io::Result<()> {
    let mut page = Page::new(out, colour);
    head(&mut page, shown)?;
    if shown.part == Part::Whole {
        words::write(&mut page, shown.analysis)?;
        map::write(&mut page, shown)?;
    }
    interview::write(&mut page, shown)
}

fn head<W: Write>(page: &mut Page<'_, W>, shown: Shown<'_>) -> io::Result<()> {
    let analysis = shown.analysis;
    page.text(0, &analysis.report.name, Ink::Strong)?;
    page.text(0, &phrases::report(analysis), Ink::Plain)?;
    page.text(0, &phrases::standard(analysis, shown.rubric), Ink::Plain)?;
    if phrases::has_notes(analysis) {
        page.title("Please note")?;
    }
    for warning in &analysis.warnings {
        page.item("!", &format!("{}: {}", warning.place, warning.message), Ink::Warning)?;
    }
    if !analysis.rubric.calibrated {
        page.item("!", phrases::NOT_CALIBRATED, Ink::Warning)?;
    }
    if analysis.masked {
        page.item("!", phrases::MASKED, Ink::Warning)?;
    }
    Ok(())
}

/// Lines of text with an indent, within the columns.
pub(super) struct Page<'w, W: Write> {
    out: &'w mut W,
    paint: Paint,
}

impl<'w, W: Write> Page<'w, W> {
    pub(super) fn new(out: &'w mut W, colour: bool) -> Self {
        Self {
            out,
            paint: Paint { colour },
        }
    }

    pub(super) fn title(&mut self, title: &str) -> io::Result<()> {
        writeln!(self.out)?;
        self.text(0, &title.to_uppercase(), Ink::Strong)
    }

    pub(super) fn blank(&mut self) -> io::Result<()> {
        writeln!(self.out)
    }

    /// A paragraph.
    pub(super) fn text(&mut self, indent: usize, text: &str, ink: Ink) -> io::Result<()> {
        self.hanging(indent, "", text, ink)
    }

    /// A paragraph with a sign before its first line.
    fn item(&mut self, sign: &str, text: &str, ink: Ink) -> io::Result<()> {
        self.hanging(2, sign, text, ink)
    }

    /// A paragraph whose first line begins with `lead`, the others below its text. `lead` is painted, the text is not, unless
    /// there is no lead.
    pub(super) fn hanging(&mut self, indent: usize, lead: &str, text: &str, ink: Ink) -> io::Result<()> {
        let gap = usize::from(!lead.is_empty());
        let start = indent + width(lead) + gap;
        for (index, line) in wrap(&neutral(text), COLUMNS.saturating_sub(start)).iter().enumerate() {
            if index > 0 || lead.is_empty() {
                let body = if lead.is_empty() {
                    self.paint.with(ink, line)
                } else {
                    line.clone()
                };
                writeln!(self.out, "{:start$}{body}", "")?;
            } else {
                writeln!(self.out, "{:indent$}{} {line}", "", self.paint.with(ink, lead))?;
            }
        }
        Ok(())
    }

    /// A line that is already laid out.
    fn line(&mut self, line: &str) -> io::Result<()> {
        writeln!(self.out, "{}", line.trim_end())
    }
}
