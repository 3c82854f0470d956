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
/// A quote under this many words is told with its neighbour in the same block.
const STANDS_ALONE: usize = 6;

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

/// The best quotes for criterion `c`, best first.
pub(crate) fn quotes(source: &Source<'_>, evidence: &Evidence<'_>, c: usize) -> Vec<Quote> {
    let strength = |s: &Judged<'_>| s.reading.evidence[c];
    let body = evidence.body.iter().map(|s| (strength(s), s, false));
    let appendix = evidence
        .appendix
        .iter()
        .map(|s| (strength(s) - APPENDIX_HANDICAP, s, true));
    let mut ranked: Vec<_> = body.chain(appendix).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.sentence.cmp(&b.1.sentence)));
    let mut out: Vec<Quote> = Vec::new();
    for (rank, sentence, in_appendix) in ranked {
        if out.len() == MOST || (!out.is_empty() && rank < WORTH_SHOWING) {
            break;
        }
        let span = standing_alone(source, sentence.sentence);
        let told = out
            .iter()
            .any(|q| q.block == sentence.block && q.start < span.end && span.start < q.end);
        if !told {
            out.push(quote(
                source,
                sentence.block,
                span,
                in_appendix,
                sigmoid(strength(sentence)),
            ));
        }
    }
    out
}

/// The sentence's span, with its neighbour where it is too short to be understood alone.
fn standing_alone(source: &Source<'_>, index: usize) -> Range<usize> {
    let sentence = &source.sentences[index];
    if sentence.words >= STANDS_ALONE {
        return sentence.span.clone();
    }
    let same = |i: usize| source.sentences.get(i).filter(|s| s.block == sentence.block);
    match (same(index + 1), index.checked_sub(1).and_then(same)) {
        (Some(next), _) => sentence.span.start..next.span.end,
        (None, Some(before)) => before.span.start..sentence.span.end,
        (None, None) => sentence.span.clone(),
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
