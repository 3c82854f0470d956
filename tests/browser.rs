//! The HTML view in a real browser: makes pages, then runs `tests/browser/page.test.mjs` over them where Chromium and
//! Node.js are.

#![allow(clippy::unwrap_used)]

mod support;

use showcase::analysis::Analysis;
use showcase::rubric::Rubric;
use showcase::view::{Part, Shown, html, markdown};
use std::path::{Path, PathBuf};
use std::process::Command;

const NAMES: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

#[test]
fn the_page_works_in_a_browser() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser");
    let Some(chromium) = NAMES.iter().find_map(|name| in_path(name)) else {
        return skip("Chromium is not installed");
    };
    if in_path("node").is_none() {
        return skip("Node.js is not installed");
    }
    if !tests.join("node_modules").is_dir() {
        return skip("its tools are not there; run `npm ci` in tests/browser");
    }
    let pages = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("pages-{}", std::process::id()));
    std::fs::create_dir_all(&pages).unwrap();
    write_pages(&pages);
    let run = Command::new("node")
        .args(["--test", "page.test.mjs"])
        .current_dir(&tests)
        .env("SHOWCASE_PAGES", &pages)
        .env("SHOWCASE_CHROMIUM", chromium)
        .output()
        .unwrap();
    let _ = std::fs::remove_dir_all(&pages);
    assert!(
        run.status.success(),
        "{}\n{}",
        String::from_utf8_lossy(&run.stdout),
        String::from_utf8_lossy(&run.stderr)
    );
}

/// A machine that must run these tests sets `SHOWCASE_BROWSER=required`.
fn skip(why: &str) {
    assert!(
        std::env::var_os("SHOWCASE_BROWSER").is_none_or(|how| how != "required"),
        "{why}"
    );
    eprintln!("skipped: the browser tests, as {why}");
}

fn in_path(name: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders)
        .map(|folder| folder.join(name))
        .find(|path| path.is_file())
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
