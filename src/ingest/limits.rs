//! How much of anything a reader takes in before it stops.
//!
//! The library has no clock: the figures are such that the largest file within them is read in seconds, and `batch` gives
//! each file a process with limits for time and memory besides. The README has the same figures for users.
//!
//! A showcase report is a few thousand words; the largest real word-processor files hold some ten times that. Every
//! figure below leaves room for those and stops files that were made to exhaust memory or time. Passing one of the
//! first group is [`crate::Error::OverLimit`], never a silent cut.

use crate::{Error, Result};

/// The bounds every reader keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Size of the file itself, in bytes.
    pub input_bytes: u64,
    /// Size of one part of a zip container once inflated, in bytes.
    pub part_bytes: u64,
    /// Inflated size of all parts that are read from one container, in bytes.
    pub inflated_bytes: u64,
    /// Inflated size of a part over its packed size. Only looked at for parts over one megabyte: small parts of
    /// repetitive XML pack 100 to 1 quite innocently.
    pub inflate_ratio: u64,
    /// Entries in a zip container.
    pub zip_entries: usize,
    /// Elements inside one another in a part of XML or a web page, and groups inside one another in an .rtf.
    pub xml_depth: usize,
    /// Tables inside one another.
    pub table_nesting: usize,
    /// Blocks of text in a document, empty ones included.
    pub blocks: usize,
    /// Characters of text in a document, in bytes of UTF-8.
    pub characters: usize,
    /// Slides of a presentation.
    pub slides: usize,
    /// Pages of a PDF.
    pub pdf_pages: u32,
    /// Objects in a PDF.
    pub pdf_objects: usize,
    /// Widths of letters that the composite fonts of a PDF state, ranges counted letter by letter.
    pub pdf_widths: usize,
    /// Letters drawn in a PDF, visible or not.
    pub pdf_glyphs: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            input_bytes: 64 << 20,
            part_bytes: 64 << 20,
            inflated_bytes: 128 << 20,
            inflate_ratio: 200,
            zip_entries: 20_000,
            xml_depth: 2_000,
            table_nesting: 100,
            blocks: 200_000,
            characters: 16 << 20,
            slides: 1_000,
            pdf_pages: 2_000,
            pdf_objects: 500_000,
            pdf_widths: 4_000_000,
            pdf_glyphs: 3_000_000,
        }
    }
}

impl Limits {
    /// Refuses a file that is larger than a report can be, before anything looks at it.
    ///
    /// # Errors
    /// [`Error::OverLimit`] for more than [`Limits::input_bytes`].
    pub fn check_input(&self, bytes: &[u8], name: &str) -> Result<()> {
        if bytes.len() as u64 > self.input_bytes {
            return Err(over(name, "the size of the file", megabytes(self.input_bytes)));
        }
        Ok(())
    }
}

/// The error for a measure that was passed.
pub(crate) fn over(name: &str, what: &str, limit: impl Into<String>) -> Error {
    Error::OverLimit {
        name: name.to_owned(),
        what: what.to_owned(),
        limit: limit.into(),
    }
}

/// Bytes as a reader of the message would say them.
pub(crate) fn megabytes(bytes: u64) -> String {
    match bytes >> 20 {
        0 => format!("{bytes} bytes"),
        whole => format!("{whole} MB"),
    }
}
