//! Marks by which a passage is recognised in another report.
//!
//! Every seven words in a row get a number; of each five neighbouring numbers the smallest is kept (winnowing, Schleimer,
//! Wilkerson and Aiken 2003). So a report leaves a third of its numbers, and still any eleven words that two reports
//! share leave a mark in both.

use crate::rubric::Rubric;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Words in a row that make one number. With five, phrases of the trade ("the needs of the customer") are shared by
/// chance; with ten, one word changed in each sentence hides a copy.
pub(super) const SHINGLE_WORDS: usize = 7;
/// Neighbouring numbers of which one is kept.
const WINDOW: usize = 5;

/// One kept number with its place. As JSON it is four numbers without names, as a report has hundreds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "(u64, u32, u32, u32)", into = "(u64, u32, u32, u32)")]
pub struct Mark {
    /// The number of these words.
    pub hash: u64,
    /// Which word of the text is the first.
    pub word: u32,
    /// Byte of the text where it starts.
    pub start: u32,
    /// Byte where the last word ends, end-exclusive.
    pub end: u32,
}

impl Mark {
    /// Bytes of [`Self::to_bytes`].
    pub const BYTES: usize = 20;

    /// As it is kept in a file, the same on every computer.
    pub fn to_bytes(self) -> [u8; Self::BYTES] {
        let (low, high) = (self.hash as u32, (self.hash >> 32) as u32);
        bytemuck::cast([low, high, self.word, self.start, self.end].map(u32::to_le_bytes))
    }

    /// Reads what [`Self::to_bytes`] wrote.
    pub fn from_bytes(bytes: [u8; Self::BYTES]) -> Self {
        let [low, high, word, start, end] = bytemuck::cast::<_, [[u8; 4]; 5]>(bytes).map(u32::from_le_bytes);
        let hash = u64::from(high) << 32 | u64::from(low);
        Self { hash, word, start, end }
    }
}

impl From<(u64, u32, u32, u32)> for Mark {
    fn from((hash, word, start, end): (u64, u32, u32, u32)) -> Self {
        Self { hash, word, start, end }
    }
}

impl From<Mark> for (u64, u32, u32, u32) {
    fn from(mark: Mark) -> Self {
        (mark.hash, mark.word, mark.start, mark.end)
    }
}

/// Marks of `text`, in order, but for numbers in `ignored`.
pub(super) fn marks(text: &str, ignored: &BTreeSet<u64>) -> Vec<Mark> {
    let all = all(text);
    let mut kept: Vec<Mark> = Vec::new();
    let windows = all.windows(WINDOW.min(all.len()).max(1));
    for window in windows {
        // The last of the smallest, so that a run of one number leaves few marks.
        let Some(least) = window.iter().rev().min_by_key(|mark| mark.hash) else {
            continue;
        };
        if kept.last() != Some(least) {
            kept.push(*least);
        }
    }
    kept.retain(|mark| !ignored.contains(&mark.hash));
    kept
}

/// Numbers of everything that the rubric says itself.
pub(super) fn of_rubric(rubric: &Rubric) -> BTreeSet<u64> {
    let criteria = rubric.criteria.iter().flat_map(|criterion| {
        let asks = criterion.asks.iter().map(String::as_str);
        asks.chain([criterion.wording.as_str(), criterion.shows.as_str()])
    });
    let tasks = rubric
        .tasks
        .iter()
        .flat_map(|task| [task.title.as_str(), task.brief.as_str()]);
    let sections = rubric.sections.iter().flat_map(|section| {
        let headings = section.headings.iter().map(String::as_str);
        headings.chain([section.title.as_str()])
    });
    let terms = rubric.terms.iter().map(|term| term.meaning.as_str());
    let components = rubric.components.iter().map(|component| component.title.as_str());
    let texts = criteria.chain(tasks).chain(sections).chain(terms).chain(components);
    texts.flat_map(all).map(|mark| mark.hash).collect()
}

/// Every seven words in a row of one line: what stands in the next block is another sentence, and rows of short headings are
/// the standard's own.
fn all(text: &str) -> Vec<Mark> {
    let words = words(text);
    let runs = words.windows(SHINGLE_WORDS).enumerate();
    runs.filter_map(|(at, run)| {
        let hash = run.iter().fold(0, |sum, word| mixed(sum ^ word.hash));
        let is_one_line = run.first()?.line == run.last()?.line;
        is_one_line.then_some(Mark {
            hash,
            word: at as u32,
            start: run.first()?.start as u32,
            end: run.last()?.end as u32,
        })
    })
    .collect()
}

struct Word {
    hash: u64,
    line: usize,
    start: usize,
    end: usize,
}

/// Words as runs of letters and digits, in lower case: punctuation and capitals are changed first when text is copied.
fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut open: Option<Word> = None;
    let mut line = 0;
    for (at, c) in text.char_indices() {
        if c.is_alphanumeric() {
            let word = open.get_or_insert(Word {
                hash: OFFSET,
                line,
                start: at,
                end: at,
            });
            for c in c.to_lowercase() {
                word.hash = (word.hash ^ u64::from(u32::from(c))).wrapping_mul(PRIME);
            }
            word.end = at + c.len_utf8();
        } else if !matches!(c, '\'' | '’') {
            words.extend(open.take());
            line += usize::from(c == '\n');
        }
    }
    words.extend(open);
    words
}

/// Offset and prime of FNV-1a, which gives the same numbers on every computer.
const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// Spreads the bits (the last step of `SplitMix64`), as the smallest of several is taken.
fn mixed(value: u64) -> u64 {
    let value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn capitals_and_punctuation_change_no_mark() {
        let none = BTreeSet::new();
        let a = marks(
            "Our customer's first call was about a late order, which I found.",
            &none,
        );
        let b = marks(
            "our customers FIRST call – was about a late order; which I found",
            &none,
        );
        let hashes = |marks: &[Mark]| marks.iter().map(|mark| mark.hash).collect::<Vec<_>>();
        assert!(!a.is_empty());
        assert_eq!(hashes(&a), hashes(&b));
    }

    #[test]
    fn a_short_text_leaves_a_mark_as_soon_as_it_has_seven_words() {
        let none = BTreeSet::new();
        assert!(marks("one two three four five six", &none).is_empty());
        assert_eq!(marks("one two three four five six seven", &none).len(), 1);
    }

    proptest! {
        #[test]
        fn eleven_shared_words_leave_a_shared_mark(
            before in "([a-f]{1,3} ){0,20}", shared in "([a-z]{4,6} ){11}", after in "([a-f]{1,3} ){0,20}"
        ) {
            let none = BTreeSet::new();
            let here: BTreeSet<u64> = marks(&format!("{before}{shared}"), &none).iter().map(|m| m.hash).collect();
            let there = marks(&format!("{shared}{after}"), &none);
            prop_assert!(there.iter().any(|mark| here.contains(&mark.hash)));
        }

        #[test]
        fn bytes_come_back(hash: u64, word: u32, start: u32, end: u32) {
            let mark = Mark { hash, word, start, end };
            prop_assert_eq!(Mark::from_bytes(mark.to_bytes()), mark);
        }

        #[test]
        fn places_lie_in_the_text(text in any::<String>()) {
            for mark in marks(&text, &BTreeSet::new()) {
                prop_assert!(text.get(mark.start as usize..mark.end as usize).is_some());
            }
        }
    }
}
