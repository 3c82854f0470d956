//! Files by other people, in `../shared/realfiles` while the project is built: each with the outcome and the words that
//! `fixtures/REALFILES.md` has for it, none slow.

#![allow(clippy::unwrap_used, clippy::print_stdout)] // a test fails by panicking, and says what it measured

use showcase::ingest::{limits::Limits, read};
use showcase::words::count;
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

/// Name, words and message of each file in the table.
fn recorded() -> Vec<(String, String)> {
    let table = include_str!("../fixtures/REALFILES.md");
    let cells = |line: &str| line.split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
    let rows = table.lines().map(cells);
    let files = rows.filter(|row| row.len() == 8 && [".docx", ".pdf"].iter().any(|ending| row[1].ends_with(ending)));
    files
        .map(|row| match row[2].as_str() {
            "read" => (row[1].clone(), format!("{} words", row[3].replace(',', ""))),
            message => (row[1].clone(), message.trim_start_matches("refused: ").to_owned()),
        })
        .collect()
}

fn outcome(path: &Path, name: &str) -> String {
    match read(&fs::read(path).unwrap(), name, &Limits::default()) {
        Ok(document) => format!("{} words", document.blocks.iter().map(|b| count(&b.text)).sum::<u32>()),
        Err(error) => error.to_string(),
    }
}

#[test]
fn real_files_come_out_as_recorded_and_in_time() {
    let Some(folder) = folder() else {
        println!("skipped: ../shared/realfiles is not here");
        return;
    };
    let recorded = recorded();
    assert_eq!(recorded.len(), 100);
    let mut wrong = Vec::new();
    for (name, expected) in recorded {
        let kind = name.rsplit('.').next().unwrap();
        let start = Instant::now();
        let found = outcome(&folder.join(kind).join(&name), &name);
        let took = start.elapsed();
        assert!(took < Duration::from_secs(10), "{name} took {took:?}");
        if found != expected && !found.ends_with(&expected) {
            wrong.push(format!("{name}: {found}, recorded: {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
