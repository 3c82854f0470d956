//! Writes the files of the cohort.

use super::args::BatchArgs;
use super::plan::Job;
use super::store::Store;
use crate::cli::{Failure, output};
use serde::Deserialize;
use showcase::cohort::{Cohort, Entry};
use showcase::view::cohort::{csv, page, xlsx};
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

/// Files of the cohort, and folders of what is about one report.
const FILES: [&str; 4] = ["index.html", "summary.csv", "summary.xlsx", "names.csv"];
const FOLDERS: [&str; 2] = ["reports", "resume"];

/// Nothing that is written may replace a report, be it by way of a link.
pub(super) fn refuse_overwriting(args: &BatchArgs, files: &[PathBuf]) -> Result<(), Failure> {
    let mut written: Vec<PathBuf> = FILES.iter().map(|name| args.output.join(name)).collect();
    written.extend(args.key.clone());
    let within = |name: &&str| args.output.join(name).canonicalize().ok();
    let folders: Vec<PathBuf> = FOLDERS.iter().filter_map(within).collect();
    for file in files {
        if let Some(own) = written.iter().find(|own| output::would_replace(own, file)) {
            return Err(Failure::OverReport(own.clone()));
        }
        let real = file.canonicalize().unwrap_or_else(|_| file.clone());
        if folders.iter().any(|folder| real.starts_with(folder)) {
            return Err(Failure::AmongResults(file.clone()));
        }
    }
    Ok(())
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
