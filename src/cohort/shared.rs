//! Passages that several reports share.

use super::Shelf;
use super::postings::{Groups, Posting, group};
use super::shingles::{Mark, SHINGLE_WORDS};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::io;

/// Least words that a passage must share to be told. Below it, sentences of the trade and of the employer's own
/// leaflets come up; above it, a copied sentence of usual length goes unseen.
const LEAST_WORDS: u32 = 25;
/// Words without a mark in common after which a passage ends. Two changed words in a sentence keep it together.
const MOST_GAP_WORDS: u32 = 30;
/// Passages of one report that may hold the same number. A phrase that comes back more often tells nothing new, and each
/// passage looks at every place that the others have it in: without a bound, one phrase a hundred thousand times takes
/// hours.
const MOST_PASSAGES: u32 = 20;

/// One passage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Shared {
    /// Place in the cohort's reports of the one that it is quoted from: the first that has it.
    pub from: usize,
    /// Byte where it starts in the text of [`super::Entry::text`].
    pub start: u32,
    /// Byte where it ends, end-exclusive.
    pub end: u32,
    /// How it begins in that report; empty until [`super::Cohort::quote`] puts it in.
    pub quote: String,
    /// Every report that has it, the one quoted included, in order.
    pub reports: Vec<Sharer>,
}

/// A report that shares a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Sharer {
    /// Place in the cohort's reports.
    pub report: usize,
    /// Words that it has of the passage.
    pub words: u32,
}

/// All shared passages of these members, the longest first. Passages know members by their places in `members`.
///
/// # Errors
/// Whatever the files of `shelf` report, and what it says when the cohort is not wanted any more.
pub(super) fn shared(members: &[usize], shelf: &impl Shelf) -> io::Result<Vec<Shared>> {
    let mut groups = Groups::lay(members, shelf)?;
    let mut passages = Vec::new();
    for (report, member) in members.iter().enumerate() {
        // Each passage is told once, from the first report that has it.
        let postings = groups.first_in(report)?;
        if !postings.is_empty() {
            passages_of(report, &shelf.marks(*member), &postings, shelf, &mut passages)?;
        }
    }
    passages.sort_by_key(|p| {
        (
            std::cmp::Reverse(p.reports.iter().map(|r| r.words).max()),
            p.from,
            p.start,
        )
    });
    Ok(passages)
}

/// Adds the passages of `report`, which has these marks, to `passages`. `postings` are of numbers that it has first. Takes time
/// for each mark and for [`MOST_PASSAGES`] times the postings.
fn passages_of(
    report: usize,
    marks: &[Mark],
    postings: &[Posting],
    shelf: &impl Shelf,
    passages: &mut Vec<Shared>,
) -> io::Result<()> {
    let mut run = Run::new(report);
    let mut told: BTreeMap<u64, u32> = BTreeMap::new();
    for mark in marks {
        shelf.goes_on()?;
        let others = of_others(group(postings, mark.hash), report);
        let is_old = told.get(&mark.hash).is_some_and(|&passages| passages >= MOST_PASSAGES);
        if others.is_empty() || is_old && !run.hashes.contains(&mark.hash) {
            continue;
        }
        if !run.takes(mark, others) {
            passages.extend(run.finish());
            run = Run::new(report);
        }
        if run.add(*mark, others) {
            *told.entry(mark.hash).or_default() += 1;
        }
    }
    passages.extend(run.finish());
    Ok(())
}

/// Those of a sorted group that are not of `report`, which has its number first.
fn of_others(group: &[Posting], report: usize) -> &[Posting] {
    let own = group.partition_point(|posting| posting.report as usize <= report);
    group.get(own..).unwrap_or_default()
}

/// The reports of sorted postings, each once; one that has a number a thousand times costs no more than one that has it once.
fn reports_of(mut postings: &[Posting]) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let report = postings.first()?.report;
        let end = postings.partition_point(|posting| posting.report <= report);
        postings = postings.get(end..).unwrap_or_default();
        Some(report as usize)
    })
}

/// Words of each of `reports` reports in shared passages.
pub(super) fn words(passages: &[Shared], reports: usize) -> Vec<u32> {
    let mut words = vec![0_u32; reports];
    for sharer in passages.iter().flat_map(|passage| &passage.reports) {
        if let Some(words) = words.get_mut(sharer.report) {
            *words = words.saturating_add(sharer.words);
        }
    }
    words
}

/// A passage in the making.
struct Run {
    from: usize,
    /// Its first and last mark in that report.
    ends: Option<(Mark, Mark)>,
    /// Words at which the marks of each report begin that has some of it.
    words: BTreeMap<usize, Vec<u32>>,
    /// Numbers of its marks: a text that says one thing a thousand times has a thousand marks with one number.
    hashes: BTreeSet<u64>,
}

impl Run {
    fn new(from: usize) -> Self {
        Self {
            from,
            ends: None,
            words: BTreeMap::new(),
            hashes: BTreeSet::new(),
        }
    }

    /// Whether a mark goes on with this passage: near enough, and shared with one that has the passage. `others` are the
    /// postings of its number in other reports.
    fn takes(&self, mark: &Mark, others: &[Posting]) -> bool {
        let Some((_, last)) = self.ends else { return true };
        let is_near = mark.word <= last.word.saturating_add(SHINGLE_WORDS as u32 + MOST_GAP_WORDS);
        is_near && reports_of(others).any(|report| self.words.contains_key(&report))
    }

    /// Adds a mark of the report; `others` as in [`Self::takes`]. Gives back whether its number is new to this passage.
    fn add(&mut self, mark: Mark, others: &[Posting]) -> bool {
        self.words.entry(self.from).or_default().push(mark.word);
        self.ends = Some((self.ends.map_or(mark, |(first, _)| first), mark));
        let is_new = self.hashes.insert(mark.hash);
        if is_new {
            for posting in others {
                let words = self.words.entry(posting.report as usize).or_default();
                words.push(posting.word);
            }
        }
        is_new
    }

    fn finish(self) -> Option<Shared> {
        let (first, last) = self.ends?;
        let reports: Vec<Sharer> = self
            .words
            .into_iter()
            .map(|(report, starts)| Sharer {
                report,
                words: covered(starts),
            })
            .filter(|sharer| sharer.words >= LEAST_WORDS)
            .collect();
        let has = |others: bool| reports.iter().any(|sharer| (sharer.report != self.from) == others);
        (has(true) && has(false)).then_some(Shared {
            from: self.from,
            start: first.start,
            end: last.end,
            quote: String::new(),
            reports,
        })
    }
}

/// Words under the marks that begin at these words, each once.
fn covered(mut starts: Vec<u32>) -> u32 {
    starts.sort_unstable();
    let (mut free, mut words) = (0, 0);
    for start in starts {
        let end = start.saturating_add(SHINGLE_WORDS as u32);
        words += end - start.max(free).min(end);
        free = free.max(end);
    }
    words
}
