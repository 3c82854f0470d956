//! The result as JSON, for other programs. The schema is that of [`schema`].

use super::{Part, Shown};
use crate::analysis::Analysis;
use std::io;

/// Writes the analysis, or its interview plan alone.
///
/// # Errors
/// Whatever `out` reports.
pub fn write(out: &mut impl io::Write, shown: Shown<'_>) -> io::Result<()> {
    match shown.part {
        Part::Whole => serde_json::to_writer_pretty(&mut *out, shown.analysis)?,
        Part::Interview => serde_json::to_writer_pretty(&mut *out, &shown.analysis.interview)?,
    }
    writeln!(out)
}

/// The JSON Schema of [`Analysis`], with a line break at its end.
///
/// # Errors
/// Only if the schema itself can't be written as JSON, which the tests rule out.
pub fn schema() -> io::Result<String> {
    let schema = schemars::schema_for!(Analysis);
    Ok(serde_json::to_string_pretty(&schema)? + "\n")
}
