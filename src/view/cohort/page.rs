//! The cohort as one web page, with links to the reports' own pages in `reports/`.
//!
//! Like the page of one report it is complete in itself, holds the cohort as data and computes nothing; only as many lines
//! are in it at a time as a screen or two can show, so that a thousand reports are no slower than ten.

mod assets;

use crate::cohort::Cohort;
use crate::view::html::embed::{fill, write_json_for_script};
use crate::view::html::{json_for_script, policy};
use crate::view::phrases;
use serde::Serialize;
use std::io;

use assets::{COHORT_JS, PAGE, START_JS, STYLE};

/// Words that the page shares with the other views.
#[derive(Debug, Serialize)]
pub struct Phrases {
    statuses: [(&'static str, &'static str); 3],
    decides: &'static str,
    not_calibrated: &'static str,
}

impl Phrases {
    /// All of them.
    #[allow(clippy::new_without_default)] // there is nothing to choose
    pub fn new() -> Self {
        use crate::coverage::Status;
        Self {
            statuses: [
                ("evidenced", phrases::status(Status::Evidenced)),
                ("partial", phrases::status(Status::Partial)),
                ("not_found", phrases::status(Status::NotFound)),
            ],
            decides: phrases::ASSESSOR_DECIDES,
            not_calibrated: phrases::NOT_CALIBRATED,
        }
    }
}

/// Writes the page.
///
/// # Errors
/// Whatever `out` reports.
pub fn write(out: &mut impl io::Write, cohort: &Cohort) -> io::Result<()> {
    let phrases = json_for_script(&Phrases::new())?;
    let policy = policy(&[COHORT_JS, START_JS], &[STYLE]);
    let part = |name: &str| match name {
        "policy" => Some(policy.as_str()),
        "style" => Some(STYLE),
        "phrases" => Some(phrases.as_str()),
        "script" => Some(COHORT_JS),
        "start" => Some(START_JS),
        _ => None,
    };
    // The data of a large cohort need not be in memory a second time.
    let (before, after) = PAGE.split_once("{{cohort}}").unwrap_or((PAGE, ""));
    out.write_all(fill(before, part).as_bytes())?;
    write_json_for_script(&mut *out, cohort)?;
    out.write_all(fill(after, part).as_bytes())
}
