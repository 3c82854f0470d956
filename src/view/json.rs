//! The result as JSON, for other programs. The schema is that of [`schema`].

use super::{Part, Shown, phrases};
use crate::analysis::{Analysis, GateCount};
use crate::compare::Comparison;
use crate::interview::InterviewPlan;
use serde::Serialize;
use std::io;

/// The interview plan alone, with the counts that stand beside it in every view.
#[derive(Serialize)]
struct PlanAlone<'a> {
    #[serde(flatten)]
    plan: &'a InterviewPlan,
    gates: &'a [GateCount],
    /// That the counts are no grade.
    note: &'a str,
}

/// Writes the analysis, or its interview plan alone.
///
/// # Errors
/// Whatever `out` reports.
pub fn write(out: &mut impl io::Write, shown: Shown<'_>) -> io::Result<()> {
    match shown.part {
        Part::Whole => serde_json::to_writer_pretty(&mut *out, shown.analysis)?,
        Part::Interview => {
            let alone = PlanAlone {
                plan: &shown.analysis.interview,
                gates: &shown.analysis.gates,
                note: phrases::assessor_decides(shown.analysis),
            };
            serde_json::to_writer_pretty(&mut *out, &alone)?;
        }
    }
    writeln!(out)
}

/// Writes what changed between two drafts.
///
/// # Errors
/// Whatever `out` reports.
pub fn write_comparison(out: &mut impl io::Write, comparison: &Comparison) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, comparison)?;
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
