//! The HTML view in a real browser: makes pages, then runs `tests/browser/page.test.mjs` over them where Chromium and
//! Node.js are.

#![allow(clippy::unwrap_used)]

mod support;

use showcase::analysis::Analysis;
use showcase::rubric::Rubric;
use showcase::view::{Part, Shown, html, markdown};
use std::path::Path;

#[test]
fn the_page_works_in_a_browser() {
    let Some((tests, chromium)) = support::browser::tools("the browser tests") else {
        return;
    };
    let pages = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("pages-{}", std::process::id()));
    std::fs::create_dir_all(&pages).unwrap();
    write_pages(&pages);
    support::browser::drive(&["page.test.mjs"], &tests, &chromium, &pages);
    std::fs::remove_dir_all(&pages).unwrap();
}

fn write_pages(folder: &Path) {
    let sample = support::sample();
    let page = |name: &str, (analysis, rubric): &(Analysis, Rubric), part| {
        let mut out = Vec::new();
        html::write(&mut out, Shown { analysis, rubric, part }).unwrap();
        std::fs::write(folder.join(name), out).unwrap();
    };
    page("sample.html", &sample, Part::Whole);
    page("plan.html", &sample, Part::Interview);
    page("hostile.html", &support::hostile(), Part::Whole);
    page("report.html", &real_report(), Part::Whole);
    let mut text = Vec::new();
    let (analysis, rubric) = &sample;
    markdown::write(
        &mut text,
        Shown {
            analysis,
            rubric,
            part: Part::Whole,
        },
    )
    .unwrap();
    std::fs::write(folder.join("sample.md"), text).unwrap();
}

/// A labelled report with headings, lists, tables and an appendix.
fn real_report() -> (Analysis, Rubric) {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/corpus/natural-dev/n23.docx");
    let rubric = Rubric::builtin().unwrap();
    let options = showcase::Options {
        fast: true,
        ..showcase::Options::default()
    };
    let analysis = showcase::analyse(&std::fs::read(path).unwrap(), "n23.docx", &rubric, &options).unwrap();
    (analysis, rubric)
}
