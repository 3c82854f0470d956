//! Many reports at once.

use serde::{Deserialize, Serialize};
use showcase::cohort::{Cohort, Entry, Mark, Member, Shelf};
use showcase::rubric::Rubric;
use std::io::{self, Cursor};

/// What the page keeps of a report for the cohort.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Kept {
    pub(crate) figures: Entry,
    pub(crate) marks: Vec<Mark>,
}

/// What the page tells of one report.
#[derive(Debug, Deserialize)]
pub(crate) struct Told {
    id: String,
    /// The file's name, where names are to be shown.
    name: Option<String>,
    /// What reading it gave; none where it could not be read.
    entry: Option<Kept>,
    /// The text of [`Entry::text`], from which passages are quoted.
    #[serde(default)]
    text: String,
    /// Why it could not be read.
    #[serde(default)]
    cause: String,
}

/// A page has no files.
struct InMemory(Vec<Vec<Mark>>);

impl Shelf for InMemory {
    type Scratch = Cursor<Vec<u8>>;

    fn marks(&self, member: usize) -> Vec<Mark> {
        self.0.get(member).cloned().unwrap_or_default()
    }

    fn scratch(&self, _: usize) -> io::Result<Self::Scratch> {
        Ok(Cursor::default())
    }
}

/// The cohort of these reports, with its passages quoted.
pub(crate) fn of(reports: Vec<Told>, rubric: &Rubric) -> io::Result<Cohort> {
    let (mut members, mut texts, mut marks) = (Vec::new(), Vec::new(), Vec::new());
    for told in reports {
        let (entry, of_report) = told.entry.map(|Kept { figures, marks }| (figures, marks)).unzip();
        marks.push(of_report.unwrap_or_default());
        // The cohort counts the reports that were read.
        texts.extend(entry.is_some().then_some(told.text));
        members.push(Member {
            id: told.id,
            name: told.name,
            result: entry.ok_or(told.cause),
        });
    }
    let mut cohort = Cohort::new(members, &InMemory(marks), rubric)?;
    for (at, text) in texts.iter().enumerate() {
        cohort.quote(at, text);
    }
    Ok(cohort)
}
