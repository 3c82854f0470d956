//! The offline page in a real browser: builds it, then runs `tests/browser/offline-*.test.mjs` over it. Where the WebAssembly
//! target, Chromium or Node.js are missing, a line says so.

#![allow(clippy::unwrap_used)]

mod support;

use std::path::Path;
use std::process::Command;

#[test]
fn the_offline_page_works_in_a_browser() {
    let what = "the tests of the offline page";
    let Some((tests, chromium)) = support::browser::tools(what) else {
        return;
    };
    if !has_target() {
        let _: Option<()> = support::browser::skip(
            what,
            "the target is missing; run `rustup target add wasm32-unknown-unknown`",
        );
        return;
    }
    let pages = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("offline-{}", std::process::id()));
    std::fs::create_dir_all(&pages).unwrap();
    build(&pages.join("showcase.html"));
    let drive = |files: &[&str]| support::browser::drive(files, &tests, &chromium, &pages);
    drive(&["offline-times.test.mjs"]);
    drive(&["offline-results.test.mjs", "offline-use.test.mjs"]);
    std::fs::remove_dir_all(&pages).unwrap();
}

/// Without link-time optimisation, as everything else that is tested.
fn build(page: &Path) {
    let run = Command::new(env!("CARGO"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["run", "--profile", "quick", "--package", "showcase-offline", "--"])
        .args(["--profile", "quick", "-o"])
        .arg(page)
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}

fn has_target() -> bool {
    let run = Command::new("rustc")
        .args(["--print", "target-libdir", "--target", "wasm32-unknown-unknown"])
        .output();
    run.is_ok_and(|run| Path::new(String::from_utf8_lossy(&run.stdout).trim()).is_dir())
}
