//! Puts everything into one page.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use cohort::COHORT_JS;
use flate2::Compression;
use flate2::write::DeflateEncoder;
use policy::source_hash;
use std::io::Write;
use viewer::{VIEWER_CSS, VIEWER_JS};

// The parts of the program's own pages, from where they stand: so no native build of the program is needed for this one.
#[allow(dead_code, unreachable_pub)] // each has more than this page needs
#[path = "../../src/view/cohort/page/assets.rs"]
mod cohort;
#[allow(dead_code, unreachable_pub)]
#[path = "../../src/view/html/policy.rs"]
mod policy;
#[allow(dead_code, unreachable_pub)]
#[path = "../../src/view/html/assets.rs"]
mod viewer;

const COHORT_CSS: &str = include_str!("../../src/view/cohort/page/page.css");

const PAGE: &str = include_str!("../page/page.html");
const WORKER: &str = include_str!("../page/worker.js");

/// The page's own script; in several small files for its readers' sake.
const SCRIPT: &str = concat!(
    "\"use strict\";\n(() => {\nconst { el, append } = showcaseViewer;\n",
    include_str!("../page/words.js"),
    include_str!("../page/engine.js"),
    include_str!("../page/reports.js"),
    include_str!("../page/keep.js"),
    include_str!("../page/judge.js"),
    include_str!("../page/clock.js"),
    include_str!("../page/files.js"),
    include_str!("../page/result.js"),
    include_str!("../page/many.js"),
    include_str!("../page/start.js"),
    "})();\n",
);

/// The page around the program and its kernel.
pub(crate) fn page(engine: &[u8], kernel: &[u8]) -> Result<String, String> {
    let style = [VIEWER_CSS, COHORT_CSS, include_str!("../page/page.css")].concat();
    let policy = policy(&[VIEWER_JS, COHORT_JS, SCRIPT], &style);
    let worker = WORKER.replacen("{{kernel}}", &STANDARD.encode(kernel), 1);
    let engine = packed(engine).map_err(|problem| problem.to_string())?;
    let parts = [
        ("policy", policy.as_str()),
        ("style", &style),
        ("worker", worker.as_str()),
        ("viewer", VIEWER_JS),
        ("cohort", COHORT_JS),
        ("script", SCRIPT),
        ("engine", &engine),
    ];
    let mut page = PAGE.to_owned();
    for (name, part) in parts {
        page = page.replacen(&format!("{{{{{name}}}}}"), part, 1);
    }
    Ok(page)
}

/// What a browser may do with the page: run what stands in it, in a worker too, and nothing else. No rule allows an address, so
/// that every connection is refused.
fn policy(scripts: &[&str], style: &str) -> String {
    let scripts: Vec<String> = scripts.iter().map(|script| source_hash(script)).collect();
    format!(
        "default-src 'none'; script-src {} 'wasm-unsafe-eval'; style-src {}; worker-src blob:; img-src 'none'; \
         connect-src 'none'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; \
         trusted-types showcase-worker",
        scripts.join(" "),
        source_hash(style)
    )
}

/// Compressed as browsers can unpack it, and in letters.
fn packed(wasm: &[u8]) -> std::io::Result<String> {
    let mut out = DeflateEncoder::new(Vec::new(), Compression::best());
    out.write_all(wasm)?;
    Ok(STANDARD.encode(out.finish()?))
}
