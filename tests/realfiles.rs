//! Files by other people, in `../shared/realfiles` while the project is built: no panic, none slow, and a text of each.

#![allow(clippy::unwrap_used, clippy::print_stdout)] // a test fails by panicking, and says what it measured

use showcase::ingest::{limits::Limits, read};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

fn folder() -> Option<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let named = std::env::var_os("SHOWCASE_REALFILES").map(PathBuf::from);
    [named, Some(here.join("../shared/realfiles"))]
        .into_iter()
        .flatten()
        .find(|p| p.is_dir())
}

/// With `DUMP_TEXT` set to a folder, the text of each file is written there, to be compared with other readers.
#[test]
fn real_word_files_are_read_without_panic_and_in_time() {
    let Some(folder) = folder() else {
        println!("skipped: ../shared/realfiles is not here");
        return;
    };
    let mut paths: Vec<PathBuf> = fs::read_dir(folder.join("docx"))
        .unwrap()
        .flatten()
        .map(|e| e.path())
        .filter(|p| p.extension().is_some_and(|e| e == "docx"))
        .collect();
    paths.sort();
    let mut failed = Vec::new();
    for path in &paths {
        let bytes = fs::read(path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let start = Instant::now();
        let outcome = read(&bytes, &name, &Limits::default());
        let took = start.elapsed();
        assert!(took < Duration::from_secs(10), "{name} took {took:?}");
        match outcome {
            Ok(document) => {
                let text: Vec<&str> = document.blocks.iter().map(|b| b.text.as_str()).collect();
                if let Some(dump) = std::env::var_os("DUMP_TEXT") {
                    fs::write(Path::new(&dump).join(format!("{name}.txt")), text.join("\n")).unwrap();
                    let warnings = format!("{:#?}", document.warnings);
                    fs::write(Path::new(&dump).join(format!("{name}.warnings")), warnings).unwrap();
                }
            }
            Err(error) => failed.push(error.to_string()),
        }
    }
    println!(
        "{} files, {} not read:\n{}",
        paths.len(),
        failed.len(),
        failed.join("\n")
    );
    assert!(failed.len() * 20 <= paths.len(), "more than one in twenty fails");
}
