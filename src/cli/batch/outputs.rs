//! Writes the files of the cohort.

use super::args::BatchArgs;
use super::plan::Job;
use super::store::{FOLDERS, Store};
use crate::cli::{Failure, output};
use serde::Deserialize;
use showcase::cohort::{Cohort, Entry};
use showcase::view::cohort::{csv, page, xlsx};
use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;

/// As much of a report's data as quotes are taken from.
#[derive(Deserialize)]
struct Data {
    blocks: Vec<Block>,
}

#[derive(Deserialize)]
struct Block {
    text: String,
    role: String,
}

/// Files of the cohort.
const FILES: [&str; 4] = ["index.html", "summary.csv", "summary.xlsx", "names.csv"];

/// Nothing that is written may replace a report or a file of the rubric, be it by way of a link.
pub(super) fn refuse_overwriting(args: &BatchArgs, files: &[PathBuf]) -> Result<(), Failure> {
    let real = |path: PathBuf| Some((path.canonicalize().ok()?, path));
    let written = FILES.iter().map(|name| args.output.join(name)).chain(args.key.clone());
    let written: BTreeMap<PathBuf, PathBuf> = written.filter_map(real).collect();
    let folders = FOLDERS.iter().map(|name| args.output.join(name));
    let folders: Vec<PathBuf> = folders.filter_map(|folder| folder.canonicalize().ok()).collect();
    for file in files {
        // What leads nowhere costs its own line.
        let Ok(place) = file.canonicalize() else { continue };
        if let Some(own) = written.get(&place) {
            return Err(Failure::OverReport(own.clone()));
        }
        if folders.iter().any(|folder| place.starts_with(folder)) {
            return Err(Failure::AmongResults(file.clone()));
        }
    }
    let rubric = args.reading.rubric.as_deref();
    let mut own = written.values();
    own.try_for_each(|own| output::refuse_rubric(own, rubric))
}

/// Writes everything that is about all reports, and says what is there.
pub(super) fn write(args: &BatchArgs, jobs: &[Job], mut cohort: Cohort, store: &Store) -> Result<(), Failure> {
    quote(&mut cohort, store);
    let key = text(|out| csv::key(out, jobs.iter().map(|job| (job.id(), job.path.display().to_string()))))?;
    if args.names {
        store.write("names.csv", &key)?;
    } else {
        store.remove("names.csv")?;
    }
    if let Some(path) = &args.key {
        output::write(Some(path), &key)?;
    }
    store.write_with("summary.csv", |out| csv::write(out, &cohort))?;
    store.write_with("summary.xlsx", |out| xlsx::write(out, &cohort))?;
    store.write_with("index.html", |out| page::write(out, &cohort))?;
    crate::cli::tell!(
        "showcase: {} read, {} could not be read, {} passages in more than one report",
        cohort.reports.len(),
        cohort.failures.len(),
        cohort.shared.len()
    );
    output::write(None, format!("{}\n", store.path("index.html").display()).as_bytes())
}

/// Shared passages are quoted from the reports' data, one report at a time.
fn quote(cohort: &mut Cohort, store: &Store) {
    let mut sources: Vec<usize> = cohort.shared.iter().map(|passage| passage.from).collect();
    sources.sort_unstable();
    sources.dedup();
    for source in sources {
        let Some(id) = cohort.reports.get(source).map(|row| row.id.clone()) else {
            continue;
        };
        if let Some(data) = store.data::<Data>(&id) {
            let blocks = data
                .blocks
                .iter()
                .map(|block| (block.text.as_str(), block.role != "front"));
            cohort.quote(source, &Entry::text(blocks));
        }
    }
}

fn text(write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> Result<Vec<u8>, Failure> {
    let mut out = Vec::new();
    write(&mut out).map_err(Failure::from_stdout)?;
    Ok(out)
}
