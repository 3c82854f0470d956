//! The folder of results: what is in it, and what an earlier run has finished.

use super::child::Outcome;
use super::plan::Numbers;
use super::worker::{Findings, hex};
use super::{Finding, kept};
use crate::cli::{Failure, output};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use showcase::cohort::Mark;
use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};

/// Folders of what is about one report.
pub(super) const FOLDERS: [&str; 2] = ["reports", "resume"];
/// Stands in the description of a reading that names the files.
const NAMED: &str = " names true ";

/// Most bytes of what stands in place of a report's own words: its entry, a few hundred.
const MOST_ENTRY: u64 = 1 << 20;
/// Most bytes of the numbers of all reports, of some eighty bytes each.
const MOST_NUMBERS: u64 = 256 << 20;
/// Most bytes of a report's marks: one for each second byte of the longest text would be 160 MB.
const MOST_MARKS: u64 = 256 << 20;
/// Most bytes of a report's data, as of what its worker may write.
const MOST_DATA: u64 = super::child::MOST_WRITTEN;

/// A folder of results.
pub(super) struct Store {
    folder: PathBuf,
    /// Held as long as this batch runs; the system lets go of it even where a batch is killed.
    _lock: File,
    /// All that a result depends on but the report: results of other readings are not taken over.
    reading: String,
}

/// Written last of all that belongs to a report, so that the rest is whole where this is.
#[derive(Serialize, Deserialize)]
struct Done {
    content: String,
    reading: String,
    /// SHA-256 of the file of its marks, to see whether that is whole; empty where there is none.
    marks: String,
    result: Finding,
}

impl Store {
    /// The folder, made if it is not there.
    pub(super) fn open(folder: &Path, reading: String) -> Result<Self, Failure> {
        for part in FOLDERS {
            let part = folder.join(part);
            fs::create_dir_all(&part).map_err(|problem| Failure::writing(&part, problem))?;
        }
        let lock = lock(folder)?;
        // What killed batches began to write; names may stand in it.
        output::remove_begun(folder);
        for part in FOLDERS {
            output::remove_begun(&folder.join(part));
        }
        Ok(Self {
            folder: folder.to_owned(),
            _lock: lock,
            reading,
        })
    }

    /// Takes away what was said with names of reports that are not among these, where this batch gives none.
    pub(super) fn forget_named(&self, known: &Numbers, ids: &BTreeSet<String>) -> Result<(), Failure> {
        let names = |reading: &str| reading.contains(NAMED);
        for id in known.ids().filter(|id| !names(&self.reading) && !ids.contains(id)) {
            let done: Option<Done> = kept::read_json(&self.entry_file(&id), MOST_ENTRY).unwrap_or_default();
            if done.is_none_or(|done| names(&done.reading)) {
                self.forget(&id)?;
            }
        }
        Ok(())
    }

    /// Numbers of earlier runs. Damaged ones are no reason to begin anew: a key that somebody keeps would then say the wrong
    /// names.
    pub(super) fn numbers(&self) -> Result<Numbers, Failure> {
        let path = self.path("resume/numbers.json");
        match kept::read_json::<Numbers>(&path, MOST_NUMBERS) {
            Ok(numbers) => {
                let numbers = numbers.unwrap_or_default();
                if numbers.are_possible() {
                    Ok(numbers)
                } else {
                    Err(Failure::DamagedBatch(path))
                }
            }
            Err(problem) if problem.kind() == io::ErrorKind::InvalidData => Err(Failure::DamagedBatch(path)),
            Err(problem) => Err(Failure::reading(&path, problem)),
        }
    }

    pub(super) fn keep_numbers(&self, numbers: &Numbers) -> Result<(), Failure> {
        self.write_json("resume/numbers.json", numbers)
    }

    /// What an earlier run with the same reading found in this content; none where there was no such run.
    ///
    /// # Errors
    /// The file that can't be used, so that the report must be read again.
    pub(super) fn done(&self, id: &str, content: &str) -> Result<Option<Finding>, PathBuf> {
        let path = self.entry_file(id);
        let Ok(done) = kept::read_json::<Done>(&path, MOST_ENTRY) else {
            return Err(path);
        };
        let Some(done) = done.filter(|done| done.content == content && done.reading == self.reading) else {
            return Ok(None);
        };
        if done.result.is_err() {
            return Ok(Some(done.result));
        }
        if !self.has_marks(id, &done.marks) {
            return Err(self.marks_file(id));
        }
        let has_pages = self.pages(id).iter().all(|page| page.is_file());
        Ok(has_pages.then_some(done.result))
    }

    /// The marks of a report that is done.
    pub(super) fn marks(&self, id: &str) -> Vec<Mark> {
        let bytes = kept::read(&self.marks_file(id), MOST_MARKS)
            .ok()
            .flatten()
            .unwrap_or_default();
        let (marks, _) = bytes.as_chunks::<{ Mark::BYTES }>();
        marks.iter().copied().map(Mark::from_bytes).collect()
    }

    /// Whether the file of marks holds what was written to it, by its SHA-256.
    fn has_marks(&self, id: &str, sum: &str) -> bool {
        let bytes = kept::read(&self.marks_file(id), MOST_MARKS);
        bytes.is_ok_and(|bytes| bytes.is_some_and(|bytes| sum_of(&bytes) == sum))
    }

    /// Keeps what came of a report, and gives back what the cohort needs of it; none if it was not finished.
    pub(super) fn keep(&self, id: &str, content: &str, outcome: Outcome) -> Result<Option<Finding>, Failure> {
        let (result, is_lasting) = match outcome {
            Outcome::Stopped => return Ok(None),
            Outcome::Unreadable(cause) => (Err(cause), true),
            Outcome::Broken(cause) => (Err(cause), false),
            Outcome::Read(found) => (Ok(found), true),
        };
        let marks = if let Ok(found) = &result {
            self.keep_found(id, found)?
        } else {
            self.forget(id)?;
            String::new()
        };
        let done = Done {
            content: content.to_owned(),
            reading: self.reading.clone(),
            marks,
            result: result.map(|found| found.entry),
        };
        if is_lasting {
            self.write_json(&format!("resume/{id}.json"), &done)?;
        }
        Ok(Some(done.result))
    }

    /// Writes the report's pages and its marks; gives back the SHA-256 of these.
    fn keep_found(&self, id: &str, found: &Findings) -> Result<String, Failure> {
        // What an earlier reading said of it must not stand beside pages of this one.
        remove(&self.entry_file(id))?;
        let [page, data] = self.pages(id);
        let marks: Vec<u8> = found.marks.iter().flat_map(|mark| mark.to_bytes()).collect();
        let marks_file = self.marks_file(id);
        for (path, bytes) in [
            (data, found.json.as_bytes()),
            (page, found.html.as_bytes()),
            (marks_file, marks.as_slice()),
        ] {
            remove_special(&path)?;
            output::save(&path, bytes)?;
        }
        Ok(sum_of(&marks))
    }

    /// Takes away what an earlier reading said.
    fn forget(&self, id: &str) -> Result<(), Failure> {
        let [page, data] = self.pages(id);
        let files = [self.entry_file(id), page, data, self.marks_file(id)];
        files.iter().try_for_each(|file| remove(file))
    }

    /// What is written last of a report: a [`Done`].
    fn entry_file(&self, id: &str) -> PathBuf {
        self.path(&format!("resume/{id}.json"))
    }

    fn marks_file(&self, id: &str) -> PathBuf {
        self.path(&format!("resume/{id}.marks"))
    }

    fn pages(&self, id: &str) -> [PathBuf; 2] {
        ["html", "json"].map(|kind| self.folder.join(format!("reports/{id}.{kind}")))
    }

    /// The data of a report that is done.
    pub(super) fn data<T: DeserializeOwned>(&self, id: &str) -> Option<T> {
        let [_, data] = self.pages(id);
        kept::read_json(&data, MOST_DATA).ok().flatten()
    }

    /// A file of the cohort.
    pub(super) fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Failure> {
        output::save(&self.folder.join(name), bytes)
    }

    /// A file of the cohort, as `write` writes it.
    pub(super) fn write_with(
        &self,
        name: &str,
        write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
    ) -> Result<(), Failure> {
        output::save_with(&self.path(name), write)
    }

    /// Where a file of the cohort is.
    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Takes away a file that this run does not make, so that an earlier run's does not stay.
    pub(super) fn remove(&self, name: &str) -> Result<(), Failure> {
        remove(&self.path(name))
    }

    fn write_json(&self, name: &str, value: &impl Serialize) -> Result<(), Failure> {
        let json = serde_json::to_vec(value).map_err(|problem| Failure::from_stdout(problem.into()))?;
        self.write(name, &json)
    }
}

/// SHA-256 in hexadecimal digits.
fn sum_of(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// A file that is not there is no problem.
fn remove(path: &Path) -> Result<(), Failure> {
    match fs::remove_file(path) {
        Err(problem) if problem.kind() != io::ErrorKind::NotFound => Err(Failure::writing(path, problem)),
        _ => Ok(()),
    }
}

/// Takes away a pipe, a device or the like, which would not be written over. Folders stay, with whatever is in them.
fn remove_special(path: &Path) -> Result<(), Failure> {
    match fs::metadata(path) {
        Ok(about) if !about.is_file() && !about.is_dir() => remove(path),
        _ => Ok(()),
    }
}

/// Keeps other batches out of the folder. Where the system has no locks there is none.
fn lock(folder: &Path) -> Result<File, Failure> {
    let path = folder.join("resume/lock");
    // Opening a pipe would wait for somebody who reads from it.
    remove_special(&path)?;
    // Nothing is ever written to it, so there is nothing to cut off, least of all where it has become a link.
    let file = OpenOptions::new().write(true).create(true).truncate(false).open(&path);
    let file = file.map_err(|problem| Failure::writing(&path, problem))?;
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => Err(Failure::BatchRuns(folder.to_owned())),
        Ok(()) | Err(TryLockError::Error(_)) => Ok(file),
    }
}
