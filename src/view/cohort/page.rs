//! The cohort as one web page, with links to the reports' own pages in `reports/`.
//!
//! Like the page of one report it is complete in itself, holds the cohort as data and computes nothing; only as many lines
//! are in it at a time as a screen or two can show, so that a thousand reports are no slower than ten.

use crate::cohort::Cohort;
use crate::view::html::embed::{fill, write_json_for_script};
use crate::view::html::{json_for_script, policy};
use crate::view::phrases;
use serde::Serialize;
use std::io;

/// The parts are in several small files for their readers' sake; the page holds them as one script. Making elements is
/// shared with the page of one report.
///
/// Defines `showcaseCohort.mount(root, cohort, phrases, link)` and does nothing else.
pub const COHORT_JS: &str = concat!(
    "\"use strict\";\nconst showcaseCohort = (() => {\n",
    include_str!("../html/viewer/dom.js"),
    include_str!("page/pages.js"),
    include_str!("page/choice.js"),
    include_str!("page/reports.js"),
    include_str!("page/heat.js"),
    include_str!("page/missed.js"),
    include_str!("page/shared.js"),
    include_str!("page/mount.js"),
    "return { mount };\n})();\n",
);

const START_JS: &str = include_str!("page/start.js");

/// Styles of the cohort; colours and small parts are those of the page of one report.
pub const COHORT_CSS: &str = include_str!("page/page.css");

const STYLE: &str = concat!(include_str!("../html/viewer/look.css"), include_str!("page/page.css"));

const PAGE: &str = include_str!("page/page.html");

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
