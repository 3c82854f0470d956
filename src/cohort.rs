//! Many reports side by side: what the cohort shows of each criterion, which sections stay empty, who shares text.
//!
//! Comes after [`crate::pipeline`] and reads nothing but its results. Each report is first boiled down to an [`Entry`]
//! of a few hundred bytes, so that a cohort of any size fits into memory, and to its marks, which stay on a [`Shelf`].
//! [`Cohort::new`] then lays them together.

mod entry;
mod postings;
mod shared;
mod shingles;
#[cfg(test)]
mod tests;

pub use entry::{Entry, Standing, nameless};
pub use shared::{Shared, Sharer};
pub use shingles::Mark;

use crate::coverage::Status;
use crate::rubric::{Level, Rubric};
use serde::Serialize;
use std::io;

/// Characters of a passage that are enough to know it by and to find it in both reports.
const MOST_QUOTED: usize = 600;

/// What stands before the entries of a cohort.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// What the report is called in the cohort, unique in it, such as R007.
    pub id: String,
    /// Its file, where names may be shown.
    pub name: Option<String>,
    /// What was found, or why the report could not be read.
    pub result: Result<Entry, String>,
}

/// Where a cohort has what would not fit into memory for all reports at once.
pub trait Shelf {
    /// A file that only the cohort knows.
    type Scratch: io::Read + io::Write + io::Seek;

    /// The marks of the member at an index. Is asked many times, and about members with an entry alone.
    fn marks(&self, member: usize) -> Vec<Mark>;

    /// An empty file to write to and read back; each has another number, from 0. Not wanted any more when the cohort is made.
    ///
    /// # Errors
    /// What the system says where there can be none.
    fn scratch(&self, number: usize) -> io::Result<Self::Scratch>;

    /// Asked again and again while the cohort is made, which ends with whatever error this gives.
    ///
    /// # Errors
    /// When the cohort is not wanted any more.
    fn goes_on(&self) -> io::Result<()> {
        Ok(())
    }
}

/// All that is known about a cohort. Lists are in the order of the members, or of the rubric.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cohort {
    /// Version of the program.
    pub version: String,
    /// Code of the standard.
    pub standard: String,
    /// Reader of sentences that was used.
    pub reader: String,
    /// Whether the statuses were calibrated on labelled reports of this rubric.
    pub calibrated: bool,
    /// Whether any row has a name.
    pub named: bool,
    /// Reports that were read.
    pub reports: Vec<Row>,
    /// Reports that could not be read.
    pub failures: Vec<Failed>,
    /// One entry for each criterion of the rubric.
    pub criteria: Vec<CriterionCount>,
    /// Places in `criteria`, the one that most reports leave open first.
    pub most_missed: Vec<usize>,
    /// One entry for each section of the rubric.
    pub sections: Vec<SectionCount>,
    /// Passages that several reports share, the longest first.
    pub shared: Vec<Shared>,
}

/// One report of a cohort.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    /// What it is called.
    pub id: String,
    /// Its file, where names may be shown.
    pub name: Option<String>,
    /// Counted words.
    pub words: u32,
    /// Words over the rule's maximum.
    pub over: u32,
    /// One status for each criterion.
    pub statuses: Vec<Status>,
    /// Pass criteria not fully evidenced.
    pub open_pass: u32,
    /// Criteria of all levels by status.
    pub evidenced: u32,
    /// Partial.
    pub partial: u32,
    /// Not found.
    pub not_found: u32,
    /// Sections with no text at all.
    pub empty_sections: u32,
    /// Things that could not be read or are doubtful.
    pub warnings: u32,
    /// Words in passages that another report has as well.
    pub shared_words: u32,
}

/// A report that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Failed {
    /// What it is called.
    pub id: String,
    /// Its file, where names may be shown.
    pub name: Option<String>,
    /// Why, and what helps.
    pub cause: String,
}

/// One criterion across the cohort.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CriterionCount {
    /// Code.
    pub code: String,
    /// Level.
    pub level: Level,
    /// Wording in the rubric.
    pub wording: String,
    /// Reports that show it.
    pub evidenced: u32,
    /// Reports that touch it.
    pub partial: u32,
    /// Reports that show nothing of it.
    pub not_found: u32,
}

/// One section across the cohort.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SectionCount {
    /// Number.
    pub id: String,
    /// Title in the rubric.
    pub title: String,
    /// Reports with nothing on it.
    pub empty: u32,
    /// Reports with less than the guide.
    pub under: u32,
    /// Reports with more than the guide.
    pub over: u32,
    /// Words of the report in the middle.
    pub median_words: u32,
}

impl Cohort {
    /// Lays the entries together. The same members give the same cohort.
    ///
    /// # Errors
    /// Whatever the files of `shelf` report, and what it says when the cohort is not wanted any more.
    pub fn new(members: Vec<Member>, shelf: &impl Shelf, rubric: &Rubric) -> io::Result<Self> {
        let named = members.iter().any(|member| member.name.is_some());
        let mut entries = Vec::new();
        let mut reports = Vec::new();
        let mut failures = Vec::new();
        let mut places = Vec::new();
        for (place, Member { id, name, result }) in members.into_iter().enumerate() {
            match result {
                Ok(entry) => {
                    places.push(place);
                    reports.push(Row::new(id, name, &entry, rubric));
                    entries.push(entry);
                }
                Err(cause) => failures.push(Failed { id, name, cause }),
            }
        }
        let shared = shared::shared(&places, shelf)?;
        for (row, words) in reports.iter_mut().zip(shared::words(&shared, entries.len())) {
            row.shared_words = words;
        }
        let criteria = criteria(&entries, rubric);
        Ok(Self {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            standard: rubric.standard.code.clone(),
            reader: entries.first().map(|entry| entry.reader.clone()).unwrap_or_default(),
            calibrated: entries.iter().all(|entry| entry.calibrated),
            named,
            most_missed: most_missed(&criteria),
            sections: sections(&entries, rubric),
            reports,
            failures,
            criteria,
            shared,
        })
    }

    /// Puts in the beginning of each shared passage that is quoted from the report at `index`. `text` is what
    /// [`Entry::text`] makes of its blocks.
    pub fn quote(&mut self, index: usize, text: &str) {
        for passage in self.shared.iter_mut().filter(|passage| passage.from == index) {
            let whole = text
                .get(passage.start as usize..passage.end as usize)
                .unwrap_or_default();
            passage.quote = beginning(whole);
        }
    }
}

/// At most [`MOST_QUOTED`] characters, to the end of a word: somebody may have copied a whole report.
fn beginning(passage: &str) -> String {
    let Some((end, _)) = passage.char_indices().nth(MOST_QUOTED) else {
        return passage.to_owned();
    };
    let head = passage.get(..end).unwrap_or_default();
    let cut = head.rfind(char::is_whitespace).unwrap_or(end);
    format!("{} …", head.get(..cut).unwrap_or_default())
}

impl Row {
    fn new(id: String, name: Option<String>, entry: &Entry, rubric: &Rubric) -> Self {
        let count = |status: Status| entry.statuses.iter().filter(|&&s| s == status).count() as u32;
        let criteria = rubric.criteria.iter().zip(&entry.statuses);
        let open =
            criteria.filter(|(criterion, status)| criterion.level == Level::Pass && **status != Status::Evidenced);
        Self {
            id,
            name,
            words: entry.words,
            over: entry.limit.map_or(0, |limit| entry.words.saturating_sub(limit)),
            open_pass: open.count() as u32,
            evidenced: count(Status::Evidenced),
            partial: count(Status::Partial),
            not_found: count(Status::NotFound),
            empty_sections: entry.sections.iter().filter(|section| section.words == 0).count() as u32,
            warnings: entry.warnings,
            shared_words: 0,
            statuses: entry.statuses.clone(),
        }
    }
}

fn criteria(entries: &[Entry], rubric: &Rubric) -> Vec<CriterionCount> {
    let criteria = rubric.criteria.iter().enumerate();
    criteria
        .map(|(at, criterion)| {
            let count = |status: Status| {
                let statuses = entries.iter().filter_map(|entry| entry.statuses.get(at));
                statuses.filter(|&&s| s == status).count() as u32
            };
            CriterionCount {
                code: criterion.code.clone(),
                level: criterion.level,
                wording: criterion.wording.clone(),
                evidenced: count(Status::Evidenced),
                partial: count(Status::Partial),
                not_found: count(Status::NotFound),
            }
        })
        .collect()
}

/// What is missed altogether weighs more than what is touched; ties stay in rubric order. Criteria that every report
/// shows are left out.
fn most_missed(criteria: &[CriterionCount]) -> Vec<usize> {
    let mut places: Vec<(usize, &CriterionCount)> = criteria.iter().enumerate().collect();
    places.retain(|(_, count)| count.not_found + count.partial > 0);
    places.sort_by_key(|(at, count)| (std::cmp::Reverse((count.not_found, count.partial)), *at));
    places.into_iter().map(|(at, _)| at).collect()
}

fn sections(entries: &[Entry], rubric: &Rubric) -> Vec<SectionCount> {
    let sections = rubric.sections.iter().enumerate();
    sections
        .map(|(at, section)| {
            let of = || entries.iter().filter_map(|entry| entry.sections.get(at));
            let count = |standing: Standing| of().filter(|s| s.standing == standing).count() as u32;
            let mut words: Vec<u32> = of().map(|section| section.words).collect();
            words.sort_unstable();
            SectionCount {
                id: section.id.clone(),
                title: section.title.clone(),
                empty: count(Standing::Empty),
                under: count(Standing::Under),
                over: count(Standing::Over),
                median_words: words.get(words.len() / 2).copied().unwrap_or_default(),
            }
        })
        .collect()
}
