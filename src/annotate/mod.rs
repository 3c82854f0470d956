//! The report itself with notes beside its text: comments in a Word file, highlights in a PDF.
//!
//! The bytes of the report and what was found in it go in, the bytes of a copy come out. All that the apprentice wrote
//! and how it looks stays as it is. No passage is lost without a word: what has no place of its own to be noted at
//! stands in the first note, the summary.

mod docx;
mod notes;
#[cfg(feature = "pdf")]
mod pdf;

use crate::analysis::Analysis;
use crate::document::Format;
use crate::error::{Error, Result};
use crate::ingest::limits::Limits;
use crate::rubric::Rubric;
use notes::Notes;

/// A copy of a report with notes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annotated {
    /// The file.
    pub bytes: Vec<u8>,
    /// Passages that are noted where they stand.
    pub placed: usize,
    /// Passages that are told in the summary alone.
    pub unplaced: usize,
}

/// A copy of the report `bytes` with a note at each passage that was quoted, and a summary at its start.
///
/// `analysis` and `rubric` are what [`crate::analyse`] made of the same bytes, and with what; `name` is for messages.
///
/// # Errors
/// [`Error::NotAnnotated`] for a format that can't carry notes; [`Error::Damaged`] for a file that is broken in a way
/// which reading survives.
pub fn annotate(bytes: &[u8], name: &str, analysis: &Analysis, rubric: &Rubric) -> Result<Annotated> {
    let limits = Limits::default();
    limits.check_input(bytes, name)?;
    let notes = Notes::of(analysis, rubric);
    match analysis.report.format {
        Format::Docx => docx::annotate(bytes, name, &limits, &notes),
        #[cfg(feature = "pdf")]
        Format::Pdf => pdf::annotate(bytes, name, &limits, &notes),
        format => Err(Error::NotAnnotated {
            name: name.to_owned(),
            found: crate::view::phrases::format(format).to_owned(),
        }),
    }
}
