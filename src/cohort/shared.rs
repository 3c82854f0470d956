//! Passages that several reports share.

use super::entry::Entry;
use super::shingles::{Mark, SHINGLE_WORDS};
use serde::Serialize;
use std::collections::BTreeMap;

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
    /// Byte where it starts in the text of [`Entry::text`].
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

/// Where one mark stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Posting {
    hash: u64,
    report: u32,
    mark: u32,
}

/// All shared passages, the longest first. Takes memory in proportion to the marks, however many reports share them.
pub(super) fn shared(entries: &[Entry]) -> Vec<Shared> {
    let postings = shared_postings(entries);
    let mut passages = Vec::new();
    for (report, entry) in entries.iter().enumerate() {
        let mut run = Run::new(report, entries);
        for (at, mark) in entry.marks.iter().enumerate() {
            let group = group(&postings, mark.hash);
            // Each passage is told once, from the first report that has it.
            let is_first = group.first().is_some_and(|first| first.report as usize == report);
            if is_first {
                if !run.takes(mark, group) {
                    passages.extend(run.finish());
                    run = Run::new(report, entries);
                }
                run.add(at, group);
            }
        }
        passages.extend(run.finish());
    }
    passages.sort_by_key(|p| {
        (
            std::cmp::Reverse(p.reports.iter().map(|r| r.words).max()),
            p.from,
            p.start,
        )
    });
    passages
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

/// Postings of numbers that at least two reports have, sorted.
fn shared_postings(entries: &[Entry]) -> Vec<Posting> {
    let mut postings = Vec::with_capacity(entries.iter().map(|entry| entry.marks.len()).sum());
    for (report, entry) in entries.iter().enumerate() {
        postings.extend(entry.marks.iter().enumerate().map(|(mark, found)| Posting {
            hash: found.hash,
            report: report as u32,
            mark: mark as u32,
        }));
    }
    postings.sort_unstable();
    let groups = postings.chunk_by(|a, b| a.hash == b.hash);
    let several = groups.filter(|group| group.first().map(|p| p.report) != group.last().map(|p| p.report));
    several.flatten().copied().collect()
}

fn group(postings: &[Posting], hash: u64) -> &[Posting] {
    let start = postings.partition_point(|posting| posting.hash < hash);
    let end = postings.partition_point(|posting| posting.hash <= hash);
    postings.get(start..end).unwrap_or_default()
}

/// A passage in the making.
struct Run<'a> {
    entries: &'a [Entry],
    from: usize,
    /// Marks of each report that has some of it.
    marks: BTreeMap<usize, Vec<usize>>,
    end_word: u32,
}

impl<'a> Run<'a> {
    fn new(from: usize, entries: &'a [Entry]) -> Self {
        Self {
            entries,
            from,
            marks: BTreeMap::new(),
            end_word: 0,
        }
    }

    /// Whether a mark goes on with this passage: near enough, and shared with one that has the passage.
    fn takes(&self, mark: &Mark, group: &[Posting]) -> bool {
        let is_near = mark.word <= self.end_word + MOST_GAP_WORDS;
        let others = group.iter().map(|posting| posting.report as usize);
        let mut known = others.filter(|report| *report != self.from && self.marks.contains_key(report));
        self.marks.is_empty() || (is_near && known.next().is_some())
    }

    fn add(&mut self, at: usize, group: &[Posting]) {
        self.marks.entry(self.from).or_default().push(at);
        for posting in group.iter().filter(|posting| posting.report as usize != self.from) {
            let marks = self.marks.entry(posting.report as usize).or_default();
            marks.push(posting.mark as usize);
        }
        if let Some(mark) = self.mark(self.from, at) {
            self.end_word = mark.word + SHINGLE_WORDS as u32;
        }
    }

    fn mark(&self, report: usize, at: usize) -> Option<&'a Mark> {
        self.entries.get(report)?.marks.get(at)
    }

    fn finish(self) -> Option<Shared> {
        let own = self.marks.get(&self.from)?;
        let first = self.mark(self.from, *own.first()?)?;
        let last = self.mark(self.from, *own.last()?)?;
        let reports: Vec<Sharer> = self
            .marks
            .iter()
            .map(|(&report, marks)| Sharer {
                report,
                words: self.words(report, marks),
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

    /// Words under these marks, each once.
    fn words(&self, report: usize, marks: &[usize]) -> u32 {
        let mut starts: Vec<u32> = marks
            .iter()
            .filter_map(|&at| Some(self.mark(report, at)?.word))
            .collect();
        starts.sort_unstable();
        let mut free = 0;
        let mut words = 0;
        for start in starts {
            let end = start + SHINGLE_WORDS as u32;
            words += end - start.max(free).min(end);
            free = free.max(end);
        }
        words
    }
}
