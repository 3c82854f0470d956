//! The folder of results: what is in it, and what an earlier run has finished.

use super::child::Outcome;
use super::plan::Numbers;
use super::worker::Findings;
use crate::cli::{Failure, output};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use showcase::cohort::{Entry, Mark};
use std::collections::BTreeSet;
use std::fs::{self, File, TryLockError};
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};

/// Folders of what is about one report.
pub(super) const FOLDERS: [&str; 2] = ["reports", "resume"];
/// Stands in the description of a reading that names the files.
const NAMED: &str = " names true ";

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
    /// Marks in the file of its own, to see whether that is whole.
    marks: u64,
    result: Result<Entry, String>,
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
            let done: Option<Done> = self.read_json(&format!("resume/{id}.json"));
            if done.is_none_or(|done| names(&done.reading)) {
                self.forget(&id)?;
            }
        }
        Ok(())
    }

    /// Numbers of earlier runs.
    pub(super) fn numbers(&self) -> Result<Numbers, Failure> {
        let path = self.folder.join("resume/numbers.json");
        match fs::read(&path) {
            Ok(bytes) => serde_json::from_slice(&bytes).map_err(|_| Failure::DamagedBatch(path)),
            Err(problem) if problem.kind() == io::ErrorKind::NotFound => Ok(Numbers::default()),
            Err(problem) => Err(Failure::reading(&path, problem)),
        }
    }

    pub(super) fn keep_numbers(&self, numbers: &Numbers) -> Result<(), Failure> {
        self.write_json("resume/numbers.json", numbers)
    }

    /// What an earlier run with the same reading found in this content.
    pub(super) fn done(&self, id: &str, content: &str) -> Option<Result<Entry, String>> {
        let done: Done = self.read_json(&format!("resume/{id}.json"))?;
        let is_whole = done.result.is_err() || self.is_whole(id, done.marks);
        (done.content == content && done.reading == self.reading && is_whole).then_some(done.result)
    }

    /// The marks of a report that is done.
    pub(super) fn marks(&self, id: &str) -> Vec<Mark> {
        let bytes = fs::read(self.marks_file(id)).unwrap_or_default();
        let (marks, _) = bytes.as_chunks::<{ Mark::BYTES }>();
        marks.iter().copied().map(Mark::from_bytes).collect()
    }

    /// Whether everything is there that was written before an entry of so many marks.
    fn is_whole(&self, id: &str, marks: u64) -> bool {
        let has_marks = fs::metadata(self.marks_file(id)).is_ok_and(|about| about.len() == bytes_of(marks));
        has_marks && self.pages(id).iter().all(|page| page.is_file())
    }

    /// Keeps what came of a report, and gives back what the cohort needs of it; none if it was not finished.
    pub(super) fn keep(
        &self,
        id: &str,
        content: &str,
        outcome: Outcome,
    ) -> Result<Option<Result<Entry, String>>, Failure> {
        let (result, is_lasting) = match outcome {
            Outcome::Stopped => return Ok(None),
            Outcome::Unreadable(cause) => (Err(cause), true),
            Outcome::Broken(cause) => (Err(cause), false),
            Outcome::Read(found) => (Ok(found), true),
        };
        match &result {
            Ok(found) => self.keep_found(id, found)?,
            Err(_) => self.forget(id)?,
        }
        let done = Done {
            content: content.to_owned(),
            reading: self.reading.clone(),
            marks: result.as_ref().map_or(0, |found| found.marks.len() as u64),
            result: result.map(|found| found.entry),
        };
        if is_lasting {
            self.write_json(&format!("resume/{id}.json"), &done)?;
        }
        Ok(Some(done.result))
    }

    fn keep_found(&self, id: &str, found: &Findings) -> Result<(), Failure> {
        // What an earlier reading said of it must not stand beside pages of this one.
        self.remove(&format!("resume/{id}.json"))?;
        let [page, data] = self.pages(id);
        output::save(&data, found.json.as_bytes())?;
        output::save(&page, found.html.as_bytes())?;
        let marks: Vec<u8> = found.marks.iter().flat_map(|mark| mark.to_bytes()).collect();
        output::save(&self.marks_file(id), &marks)
    }

    /// Takes away what an earlier reading said.
    fn forget(&self, id: &str) -> Result<(), Failure> {
        let [page, data] = self.pages(id);
        let files = [self.path(&format!("resume/{id}.json")), page, data, self.marks_file(id)];
        files.iter().try_for_each(|file| remove(file))
    }

    fn marks_file(&self, id: &str) -> PathBuf {
        self.path(&format!("resume/{id}.marks"))
    }

    fn pages(&self, id: &str) -> [PathBuf; 2] {
        ["html", "json"].map(|kind| self.folder.join(format!("reports/{id}.{kind}")))
    }

    /// The data of a report that is done.
    pub(super) fn data<T: DeserializeOwned>(&self, id: &str) -> Option<T> {
        self.read_json(&format!("reports/{id}.json"))
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

    /// What is damaged is made anew.
    fn read_json<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        serde_json::from_slice(&fs::read(self.folder.join(name)).ok()?).ok()
    }

    fn write_json(&self, name: &str, value: &impl Serialize) -> Result<(), Failure> {
        let json = serde_json::to_vec(value).map_err(|problem| Failure::from_stdout(problem.into()))?;
        self.write(name, &json)
    }
}

fn bytes_of(marks: u64) -> u64 {
    marks.saturating_mul(Mark::BYTES as u64)
}

/// A file that is not there is no problem.
fn remove(path: &Path) -> Result<(), Failure> {
    match fs::remove_file(path) {
        Err(problem) if problem.kind() != io::ErrorKind::NotFound => Err(Failure::writing(path, problem)),
        _ => Ok(()),
    }
}

/// Keeps other batches out of the folder. Where the system has no locks there is none.
fn lock(folder: &Path) -> Result<File, Failure> {
    let path = folder.join("resume/lock");
    let file = File::create(&path).map_err(|problem| Failure::writing(&path, problem))?;
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => Err(Failure::BatchRuns(folder.to_owned())),
        Ok(()) | Err(TryLockError::Error(_)) => Ok(file),
    }
}
