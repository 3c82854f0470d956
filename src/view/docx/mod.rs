//! The interview pack: a Word document for an assessor to prepare from, take into the room and write into.
//!
//! Cover, plan with a running clock, a page for each question, and the coverage map. What is ticked and noted stays with
//! the assessor: the boxes are empty. The same analysis always gives the same bytes.

mod appendix;
mod cover;
mod package;
mod pieces;
mod plan;
mod questions;
mod styles;
pub mod template;

use super::Shown;
use pieces::Body;
use std::io;

/// What only the pack can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PackOptions {
    /// Name the report's file, and so perhaps the apprentice, on the cover and on each page.
    pub names: bool,
}

/// Writes the pack. It is the same for an analysis and for its interview plan alone.
///
/// # Errors
/// Whatever `out` reports.
pub fn write(out: &mut impl io::Write, shown: Shown<'_>, options: PackOptions) -> io::Result<()> {
    let mut body = Body::default();
    cover::write(&mut body, shown, options);
    plan::write(&mut body, shown);
    questions::write(&mut body, shown);
    appendix::write(&mut body, shown);
    let name = options.names.then_some(shown.analysis.report.name.as_str());
    let document = body.into_document(styles::document(shown, name));
    out.write_all(&package::pack(document, "Interview pack", &[])?)
}
