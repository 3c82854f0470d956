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
pub(super) fn shared(members: &[usize], shelf: &impl Shelf) -> io::Result<Vec<Shared>> {
    let mut groups = Groups::lay(members, shelf)?;
    let mut passages = Vec::new();
    for (report, member) in members.iter().enumerate() {
        // Each passage is told once, from the first report that has it.
        let postings = groups.first_in(report)?;
        if !postings.is_empty() {
            passages_of(report, &shelf.marks(*member), &postings, &mut passages);
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

fn passages_of(report: usize, marks: &[Mark], postings: &[Posting], passages: &mut Vec<Shared>) {
    let mut run = Run::new(report);
    for mark in marks {
        let group = group(postings, mark.hash);
        if group.is_empty() {
            continue;
        }
        if !run.takes(mark, group) {
            passages.extend(run.finish());
            run = Run::new(report);
        }
        run.add(*mark, group);
    }
    passages.extend(run.finish());
}

/// Words of each of `reports` reports in shared passages.
pub(super) fn words(passages: &[Shared], reports: usize) -> Vec<u32> {
    let mut words = vec![0; reports];
    for sharer in passages.iter().flat_map(|passage| &passage.reports) {
        if let Some(words) = words.get_mut(sharer.report) {
            *words += sharer.words;
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

    /// Whether a mark goes on with this passage: near enough, and shared with one that has the passage.
    fn takes(&self, mark: &Mark, group: &[Posting]) -> bool {
        let Some((_, last)) = self.ends else { return true };
        let is_near = mark.word <= last.word + SHINGLE_WORDS as u32 + MOST_GAP_WORDS;
        let others = group.iter().map(|posting| posting.report as usize);
        let mut known = others.filter(|report| *report != self.from && self.words.contains_key(report));
        is_near && known.next().is_some()
    }

    fn add(&mut self, mark: Mark, group: &[Posting]) {
        self.words.entry(self.from).or_default().push(mark.word);
        let others = group.iter().filter(|posting| posting.report as usize != self.from);
        let is_new = self.hashes.insert(mark.hash);
        for posting in others.filter(|_| is_new) {
            let words = self.words.entry(posting.report as usize).or_default();
            words.push(posting.word);
        }
        self.ends = Some((self.ends.map_or(mark, |(first, _)| first), mark));
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
        let end = start + SHINGLE_WORDS as u32;
        words += end - start.max(free).min(end);
        free = free.max(end);
    }
    words
}
