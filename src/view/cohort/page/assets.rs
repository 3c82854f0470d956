//! The fixed parts of the cohort's page. The page that works without a network takes them from here too.

/// The parts are in several small files for their readers' sake; the page holds them as one script. Making elements is
/// shared with the page of one report.
///
/// Defines `showcaseCohort.mount(root, cohort, phrases, link)` and does nothing else.
pub(crate) const COHORT_JS: &str = concat!(
    "\"use strict\";\nconst showcaseCohort = (() => {\n",
    include_str!("../../html/viewer/dom.js"),
    include_str!("pages.js"),
    include_str!("choice.js"),
    include_str!("reports.js"),
    include_str!("heat.js"),
    include_str!("missed.js"),
    include_str!("shared.js"),
    include_str!("mount.js"),
    "return { mount };\n})();\n",
);

pub(super) const START_JS: &str = include_str!("start.js");

/// Colours and small parts are those of the page of one report.
pub(super) const STYLE: &str = concat!(include_str!("../../html/viewer/look.css"), include_str!("page.css"));

pub(super) const PAGE: &str = include_str!("page.html");
