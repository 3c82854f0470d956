//! The result as one web page, to be kept beside the report: the report's text on one side, the criteria on the other.
//!
//! The page is complete in itself and holds the analysis as data; the viewer in it fills the page from there and
//! computes nothing. All that comes from a report reaches the page as text, never as markup.

mod assets;
mod comparison;
pub(super) mod embed;
mod policy;
pub(in crate::view) mod sheet;
mod texts;

pub use assets::{VIEWER_CSS, VIEWER_JS};
pub use comparison::write_comparison;
pub use embed::json_for_script;
pub use policy::{policy, source_hash};
pub use texts::Texts;

use super::{Part, Shown};
use crate::analysis::{Analysis, ReportFacts, RubricFacts};
use crate::document::Warning;
use crate::interview::InterviewPlan;
use assets::{PAGE, START_JS};
use serde::Serialize;
use std::io;

/// An analysis without the report's text and the criteria.
#[derive(Debug, Serialize)]
struct PlanAlone<'a> {
    schema: &'a str,
    version: &'a str,
    report: &'a ReportFacts,
    rubric: &'a RubricFacts,
    interview: &'a InterviewPlan,
    warnings: &'a [Warning],
}

impl<'a> PlanAlone<'a> {
    fn of(analysis: &'a Analysis) -> Self {
        Self {
            schema: &analysis.schema,
            version: &analysis.version,
            report: &analysis.report,
            rubric: &analysis.rubric,
            interview: &analysis.interview,
            warnings: &analysis.warnings,
        }
    }
}

/// Writes the page of the analysis, or of its interview plan alone.
///
/// # Errors
/// Whatever `out` reports.
pub fn write(out: &mut impl io::Write, shown: Shown<'_>) -> io::Result<()> {
    let analysis = match shown.part {
        Part::Whole => json_for_script(shown.analysis)?,
        Part::Interview => json_for_script(&PlanAlone::of(shown.analysis))?,
    };
    let rubric = json_for_script(&Texts::of(shown.rubric))?;
    let policy = policy(&[VIEWER_JS, START_JS], &[VIEWER_CSS]);
    let page = embed::fill(PAGE, |name| match name {
        "policy" => Some(&policy),
        "style" => Some(VIEWER_CSS),
        "analysis" => Some(&analysis),
        "rubric" => Some(&rubric),
        "viewer" => Some(VIEWER_JS),
        "start" => Some(START_JS),
        _ => None,
    });
    out.write_all(page.as_bytes())
}
