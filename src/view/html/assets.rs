//! The page's fixed parts. The viewer is in several small files for its readers' sake; the page holds it as one script.

/// Defines `showcaseViewer.mount(root, analysis, rubric)`, with the functions by which elements are made, and does nothing else.
pub const VIEWER_JS: &str = concat!(
    "\"use strict\";\nconst showcaseViewer = (() => {\n",
    include_str!("viewer/dom.js"),
    include_str!("viewer/phrases.js"),
    include_str!("viewer/spans.js"),
    include_str!("viewer/roving.js"),
    include_str!("viewer/report.js"),
    include_str!("viewer/filters.js"),
    include_str!("viewer/criteria.js"),
    include_str!("viewer/words.js"),
    include_str!("viewer/interview.js"),
    include_str!("viewer/top.js"),
    include_str!("viewer/paper.js"),
    include_str!("viewer/tabs.js"),
    include_str!("viewer/bars.js"),
    include_str!("viewer/movement.js"),
    include_str!("viewer/place.js"),
    include_str!("viewer/mount.js"),
    "return { mount, el, append };\n})();\n",
);

/// Styles of the viewer, all of them below the class that `mount` gives its root.
pub const VIEWER_CSS: &str = concat!(
    include_str!("viewer/look.css"),
    include_str!("viewer/layout.css"),
    include_str!("viewer/report.css"),
    include_str!("viewer/side.css"),
    include_str!("viewer/print.css"),
);

/// Shows the data of the page that it stands in.
pub(super) const START_JS: &str = include_str!("viewer/start.js");

/// The page with `{{name}}` wherever something belongs.
pub(super) const PAGE: &str = include_str!("viewer/page.html");
