//! Which report is called what. A number belongs to a file's content and is kept for later runs.

use super::store::Store;
use super::worker::{digest, hex};
use crate::cli::{Failure, input};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, VecDeque};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// One file to read.
#[derive(Debug)]
pub(super) struct Job {
    /// Its number, from 1.
    pub(super) number: u32,
    /// The file.
    pub(super) path: PathBuf,
    /// SHA-256 of its content, or why it can't be opened.
    pub(super) content: Result<String, String>,
}

impl Job {
    /// R007.
    pub(super) fn id(&self) -> String {
        id(self.number)
    }
}

fn id(number: u32) -> String {
    format!("R{number:03}")
}

/// Largest number that a report can have; with it the next ones, as many as there can be files, still fit.
const MOST_NUMBER: u32 = 999_999_999;

/// Numbers given out in a folder of results, with the content that each belongs to.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Numbers {
    numbers: BTreeMap<u32, String>,
}

impl Numbers {
    /// Of all reports of this folder.
    pub(super) fn ids(&self) -> impl Iterator<Item = String> {
        self.numbers.keys().map(|&number| id(number))
    }

    /// Whether all of them can have been given out. Where not, the file is not what was written.
    pub(super) fn are_possible(&self) -> bool {
        self.numbers.keys().all(|number| (1..=MOST_NUMBER).contains(number))
    }
}

/// The files with their numbers, by number. New files get the next numbers in the order of their paths; two files with
/// the same content have one each.
pub(super) fn plan(paths: Vec<PathBuf>, store: &Store) -> Result<Vec<Job>, Failure> {
    let mut numbers = store.numbers()?.numbers;
    let mut known: BTreeMap<String, VecDeque<u32>> = BTreeMap::new();
    for (number, content) in &numbers {
        known.entry(content.clone()).or_default().push_back(*number);
    }
    let mut next = numbers.keys().next_back().map_or(1, |last| last + 1);
    let mut jobs = Vec::new();
    for path in paths {
        let content = content(&path);
        // A file that can't be opened keeps its number by its place.
        let key = content
            .clone()
            .unwrap_or_else(|_| format!("no-content-{}", by_place(&path)));
        let number = known.get_mut(&key).and_then(VecDeque::pop_front).unwrap_or_else(|| {
            let number = next;
            next += 1;
            numbers.insert(number, key);
            number
        });
        jobs.push(Job { number, path, content });
    }
    jobs.sort_by_key(|job| job.number);
    store.keep_numbers(&Numbers { numbers })?;
    Ok(jobs)
}

fn by_place(path: &Path) -> String {
    hex(&Sha256::digest(path.as_os_str().as_encoded_bytes()))
}

fn content(path: &Path) -> Result<String, String> {
    let told = |failure: Failure| {
        let message = failure.to_string();
        let rest = message
            .strip_prefix(&format!("{}: ", path.display()))
            .map(str::to_owned);
        rest.unwrap_or(message)
    };
    let failed = |problem: io::Error| told(Failure::reading(path, problem));
    // Opening a pipe or a device could wait for ever.
    if !fs::metadata(path).map_err(failed)?.is_file() {
        return Err("this is not an ordinary file".to_owned());
    }
    // The worker refuses what is larger; the beginning is enough to know the file by.
    let file = File::open(path).map_err(failed)?;
    digest(file.take(input::MOST_BYTES + 1)).map_err(failed)
}
