//! The quotes: which passages to show for a criterion, exact and long enough to stand alone.

use super::Evidence as Quote;
use super::features::{Evidence, Judged, sigmoid};
use crate::document::Document;
use crate::rubric::Rubric;
use crate::structure::Structure;
use crate::words::Sentence;
use std::ops::Range;

/// Quotes a criterion gets at most.
const MOST: usize = 3;
/// A sentence under this log odds is only quoted when it is the best there is. Lower shows passages that
/// belong to a neighbour; higher leaves partial criteria without the passage that half meets them.
const WORTH_SHOWING: f32 = -3.0;
/// Log odds by which an appendix sentence must be stronger than one of the report proper to come before it.
const APPENDIX_HANDICAP: f32 = 1.5;
/// A neighbour in the same block from this log odds on is told along with the sentence.
const TOLD_ALONG: f32 = -2.0;
/// A quote under this many words needs a neighbour to be understood.
const STANDS_ALONE: usize = 8;
/// Sentences and words that a quote grows to at most; labelled evidence is one to three sentences.
const MOST_SENTENCES: usize = 3;
const MOST_WORDS: usize = 50;

/// What quoting needs of the report.
pub(crate) struct Source<'a> {
    /// The report.
    pub(crate) document: &'a Document,
    /// Its sentences.
    pub(crate) sentences: &'a [Sentence],
    /// Where its blocks belong.
    pub(crate) structure: &'a Structure,
    /// Names of the sections.
    pub(crate) rubric: &'a Rubric,
}

impl Source<'_> {
    fn words(&self, sentence: usize) -> usize {
        self.sentences.get(sentence).map_or(0, |s| s.words)
    }
}

/// The best quotes for criterion `c`, best first; `ranked` are the body's sentences, the most telling first.
pub(crate) fn quotes(source: &Source<'_>, evidence: &Evidence<'_>, c: usize, ranked: &[usize]) -> Vec<Quote> {
    let mut out: Vec<Quote> = Vec::new();
    for (sentence, in_appendix) in in_order(evidence, c, ranked) {
        let strength = sentence.reading.evidence[c];
        if out.len() == MOST {
            break;
        }
        if !out.is_empty() && strength < WORTH_SHOWING {
            continue;
        }
        let span = passage(source, evidence, c, sentence);
        let told = out
            .iter()
            .any(|q| q.block == sentence.block && q.start < span.end && span.start < q.end);
        if !told {
            out.push(quote(source, sentence.block, span, in_appendix, sigmoid(strength)));
        }
    }
    out
}

/// The body's sentences as ranked; one of the appendix goes before those that it is so much stronger than.
fn in_order<'e>(evidence: &'e Evidence<'e>, c: usize, ranked: &[usize]) -> Vec<(&'e Judged<'e>, bool)> {
    let strength = |s: &Judged<'_>| s.reading.evidence[c];
    let mut appendix: Vec<&Judged<'_>> = evidence.appendix.iter().collect();
    appendix.sort_by(|a, b| strength(b).total_cmp(&strength(a)));
    let mut appendix = appendix.into_iter().peekable();
    let mut out = Vec::new();
    for sentence in ranked.iter().filter_map(|&i| evidence.body.get(i)) {
        while let Some(stronger) = appendix.next_if(|a| strength(a) - APPENDIX_HANDICAP > strength(sentence)) {
            out.push((stronger, true));
        }
        out.push((sentence, false));
    }
    out.extend(appendix.map(|a| (a, true)));
    out
}

/// The sentence with the neighbours in its block that tell the same, so that the quote stands alone.
fn passage(source: &Source<'_>, evidence: &Evidence<'_>, c: usize, sentence: &Judged<'_>) -> Range<usize> {
    let mut passage = Passage {
        first: sentence.sentence,
        last: sentence.sentence,
        words: source.words(sentence.sentence),
    };
    while let Some(next) = passage.next(source, |i| evidence.strength(i, c)) {
        passage.words += source.words(next);
        passage.first = passage.first.min(next);
        passage.last = passage.last.max(next);
    }
    source.sentences[passage.first].span.start..source.sentences[passage.last].span.end
}

/// Sentences of one block, by their indices.
struct Passage {
    first: usize,
    last: usize,
    words: usize,
}

impl Passage {
    /// The neighbour to take in, if any, the one that tells more first.
    fn next(&self, source: &Source<'_>, strength: impl Fn(usize) -> f32) -> Option<usize> {
        let block = source.sentences[self.last].block;
        let beside = |i: Option<usize>| i.filter(|&i| source.sentences.get(i).is_some_and(|s| s.block == block));
        let before = beside(self.first.checked_sub(1));
        let after = beside(self.last.checked_add(1));
        let room = |i: usize| self.words + source.words(i) <= MOST_WORDS && self.last - self.first + 1 < MOST_SENTENCES;
        let wanted = |i: usize| (strength(i) >= TOLD_ALONG && room(i)) || self.words < STANDS_ALONE;
        match (before.filter(|&i| wanted(i)), after.filter(|&i| wanted(i))) {
            (Some(before), Some(after)) if strength(before) > strength(after) => Some(before),
            (before, after) => after.or(before),
        }
    }
}

fn quote(source: &Source<'_>, block: usize, span: Range<usize>, in_appendix: bool, strength: f32) -> Quote {
    let text = &source.document.blocks[block];
    let sections = source
        .structure
        .places
        .get(block)
        .map_or(&[][..], |p| p.sections.as_slice());
    Quote {
        block,
        start: span.start,
        end: span.end,
        quote: text.text[span].to_owned(),
        page: text.page,
        sections: sections
            .iter()
            .filter_map(|&s| source.rubric.sections.get(s))
            .map(|s| s.id.clone())
            .collect(),
        in_appendix,
        strength,
    }
}
