//! A draft looked over, for the person who writes it.

mod html;
mod lines;
mod markdown;
mod phrases;
mod text;

pub use html::write as html;
pub use markdown::write as markdown;
pub use text::write as text;

pub(super) use phrases::flag_line;

use crate::review::Review;
use std::io;

/// Writes the review as JSON.
///
/// # Errors
/// Whatever `out` reports.
pub fn json(out: &mut impl io::Write, review: &Review) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, review)?;
    writeln!(out)
}
