//! Passages that several reports share.

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

/// Reports whose marks are laid side by side at a time; with more, the numbers are gone through in as many parts, so that
/// memory does not grow with the cohort but with what its reports share.
const TOGETHER: usize = 150;

/// Where one mark stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Posting {
    hash: u64,
    report: u32,
    /// Which word of the report's text is the first.
    word: u32,
}

/// All shared passages of so many reports, the longest first. `marks` gives those of a report, again and again.
pub(super) fn shared(reports: usize, marks: &dyn Fn(usize) -> Vec<Mark>) -> Vec<Shared> {
    let postings = shared_postings(reports, marks);
    let mut passages = Vec::new();
    for report in (0..reports).filter(|_| !postings.is_empty()) {
        let mut run = Run::new(report);
        for mark in marks(report) {
            let group = group(&postings, mark.hash);
            // Each passage is told once, from the first report that has it.
            let is_first = group.first().is_some_and(|first| first.report as usize == report);
            if is_first {
                if !run.takes(&mark, group) {
                    passages.extend(run.finish());
                    run = Run::new(report);
                }
                run.add(mark, group);
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
fn shared_postings(reports: usize, marks: &dyn Fn(usize) -> Vec<Mark>) -> Vec<Posting> {
    let parts = reports.div_ceil(TOGETHER) as u64;
    let mut found = Vec::new();
    for part in 0..parts {
        let mut postings = Vec::new();
        for report in 0..reports {
            let of_part = marks(report).into_iter().filter(|mark| mark.hash % parts == part);
            postings.extend(of_part.map(|mark| Posting {
                hash: mark.hash,
                report: report as u32,
                word: mark.word,
            }));
        }
        postings.sort_unstable();
        let groups = postings.chunk_by(|a, b| a.hash == b.hash);
        let several = groups.filter(|group| group.first().map(|p| p.report) != group.last().map(|p| p.report));
        found.extend(several.flatten());
    }
    found.sort_unstable();
    found
}

fn group(postings: &[Posting], hash: u64) -> &[Posting] {
    let start = postings.partition_point(|posting| posting.hash < hash);
    let end = postings.partition_point(|posting| posting.hash <= hash);
    postings.get(start..end).unwrap_or_default()
}

/// A passage in the making.
struct Run {
    from: usize,
    /// Its first and last mark in that report.
    ends: Option<(Mark, Mark)>,
    /// Words at which the marks of each report begin that has some of it.
    words: BTreeMap<usize, Vec<u32>>,
}

impl Run {
    fn new(from: usize) -> Self {
        Self {
            from,
            ends: None,
            words: BTreeMap::new(),
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
        for posting in group.iter().filter(|posting| posting.report as usize != self.from) {
            self.words
                .entry(posting.report as usize)
                .or_default()
                .push(posting.word);
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
