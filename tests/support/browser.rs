//! The browser and what drives it, where a machine has them.

use std::path::{Path, PathBuf};
use std::process::Command;

const NAMES: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// The folder of the browser's tests and the browser; nothing, and a line that says why, where something is missing.
pub(crate) fn tools(tests: &str) -> Option<(PathBuf, PathBuf)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser");
    let Some(chromium) = NAMES.iter().find_map(|name| in_path(name)) else {
        return skip(tests, "Chromium is not installed");
    };
    if in_path("node").is_none() {
        return skip(tests, "Node.js is not installed");
    }
    if !folder.join("node_modules").is_dir() {
        return skip(tests, "its tools are not there; run `npm ci` in tests/browser");
    }
    Some((folder, chromium))
}

/// Runs files of tests over the pages in a folder, two at a time.
pub(crate) fn drive(files: &[&str], tests: &Path, chromium: &Path, pages: &Path) {
    let run = Command::new("node")
        .args(["--test", "--test-concurrency=2"])
        .args(files)
        .current_dir(tests)
        .env("SHOWCASE_PAGES", pages)
        .env("SHOWCASE_CHROMIUM", chromium)
        .env("SHOWCASE_PROGRAM", env!("CARGO_BIN_EXE_showcase"))
        .output()
        .unwrap();
    let told = [run.stdout.as_slice(), &run.stderr].map(String::from_utf8_lossy);
    assert!(run.status.success(), "{}\n{}", told[0], told[1]);
    // Figures that the tests measured.
    for line in told[0].lines().filter(|line| line.starts_with("measured")) {
        eprintln!("{line}");
    }
}

/// A machine that must run these tests sets `SHOWCASE_BROWSER=required`.
pub(crate) fn skip<T>(tests: &str, why: &str) -> Option<T> {
    assert!(
        std::env::var_os("SHOWCASE_BROWSER").is_none_or(|how| how != "required"),
        "{why}"
    );
    eprintln!("skipped: {tests}, as {why}");
    None
}

fn in_path(name: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders)
        .map(|folder| folder.join(name))
        .find(|path| path.is_file())
}
