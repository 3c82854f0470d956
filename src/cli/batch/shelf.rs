//! What the cohort does not keep in memory: marks of the reports, and its own files while it is made.

use super::plan::Job;
use super::stop;
use super::store::Store;
use crate::cli::Failure;
use showcase::cohort::{Mark, Shelf};
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::PathBuf;

pub(super) struct OnDisk<'a> {
    jobs: &'a [Job],
    store: &'a Store,
    /// A folder for the cohort's own files.
    folder: PathBuf,
}

impl<'a> OnDisk<'a> {
    pub(super) fn new(jobs: &'a [Job], store: &'a Store) -> Result<Self, Failure> {
        let folder = store.path("resume/cohort");
        // A batch that was killed leaves it.
        let is_gone = fs::remove_dir_all(&folder).or_else(|problem| match problem.kind() {
            io::ErrorKind::NotFound => Ok(()),
            _ => Err(problem),
        });
        is_gone
            .and_then(|()| fs::create_dir(&folder))
            .map_err(|problem| Failure::writing(&folder, problem))?;
        Ok(Self { jobs, store, folder })
    }

    /// What to tell of a problem with the cohort's files.
    pub(super) fn failure(&self, problem: io::Error) -> Failure {
        Failure::writing(&self.folder, problem)
    }
}

impl Shelf for OnDisk<'_> {
    type Scratch = File;

    fn marks(&self, member: usize) -> Vec<Mark> {
        let job = self.jobs.get(member);
        job.map(|job| self.store.marks(&job.id())).unwrap_or_default()
    }

    fn scratch(&self, number: usize) -> io::Result<File> {
        let mut new = OpenOptions::new();
        new.read(true).write(true).create_new(true);
        new.open(self.folder.join(number.to_string()))
    }

    fn goes_on(&self) -> io::Result<()> {
        if stop::wanted() {
            return Err(io::ErrorKind::Interrupted.into());
        }
        Ok(())
    }
}

impl Drop for OnDisk<'_> {
    fn drop(&mut self) {
        // What stays is taken away by the next batch.
        let _ = fs::remove_dir_all(&self.folder);
    }
}
