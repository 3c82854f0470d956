//! What the judge sees of one criterion over a whole report, as a row of numbers.
//!
//! training/features.py computes the same numbers in the same order; a test compares the two. Rows are the judge's only
//! input, so whatever is not here can't change a status.

use super::lexicon::{SIGNALS, signals};
use super::totals::ReportTotals;
use crate::document::Document;
use crate::reader::Reading;
use crate::reader::pairs::PairReading;
use crate::rubric::Rubric;
use crate::steady;
use crate::structure::{Role, Structure};
use crate::words::{Sentence, lower_words, triples};
use std::collections::BTreeSet;

/// Numbers that the blended readings give.
const OWN: usize = 55;
/// What is taken again of each reader behind the blend, by its place among [`OWN`].
const BEHIND: [usize; 12] = [0, 1, 2, 5, 6, 9, 13, 19, 17, 20, 16, 15];
/// Readers behind a blend.
const READERS: usize = 2;
/// What the pair reader says: log odds of touched and met, and the level that they make likely.
const PAIR: usize = 3;
/// Numbers in a row: [`OWN`], the criterion's index, [`BEHIND`] of each reader, [`PAIR`].
pub(crate) const FEATURES: usize = OWN + 1 + READERS * BEHIND.len() + PAIR;
/// Sentences with fewer words say nothing that can be judged alone.
const MIN_WORDS: usize = 3;
/// Stands for "no such sentence", as in training.
pub(super) const NONE: f32 = -12.0;
const NO_QUALITY: f32 = -6.0;
/// A sentence under this log odds does not count as bearing on a criterion.
const BEARS: f32 = -2.0;

/// A sentence that is judged.
#[derive(Clone)]
pub(crate) struct Judged<'a> {
    /// Index into the sentences.
    pub(crate) sentence: usize,
    /// Its block.
    pub(crate) block: usize,
    /// Words in it.
    pub(crate) words: f32,
    /// What it says.
    pub(crate) reading: &'a Reading,
    pub(super) signals: [f32; SIGNALS],
    /// Probability of each section.
    pub(super) sections: Vec<f32>,
    /// Its text.
    pub(crate) text: &'a str,
}

/// The report as the judge sees it.
pub(crate) struct Evidence<'a> {
    /// Sentences of the report proper, in order.
    pub(crate) body: Vec<Judged<'a>>,
    /// Sentences of the appendix, in order.
    pub(crate) appendix: Vec<Judged<'a>>,
}

impl<'a> Evidence<'a> {
    /// Log odds that a sentence, given by its index among all, bears on criterion `c`; none for one that is not judged.
    pub(crate) fn strength(&self, sentence: usize, c: usize) -> f32 {
        let of = |list: &[Judged<'_>]| {
            let at = list.binary_search_by_key(&sentence, |s| s.sentence).ok()?;
            list.get(at)?.reading.evidence.get(c).copied()
        };
        of(&self.body).or_else(|| of(&self.appendix)).unwrap_or(NONE)
    }

    /// Sorts the sentences that were read into report and appendix; the cover is left out.
    pub(crate) fn new(
        document: &'a Document,
        sentences: &'a [Sentence],
        readings: &'a [Option<Reading>],
        structure: &Structure,
    ) -> Self {
        let (mut body, mut appendix) = (Vec::new(), Vec::new());
        for (index, (sentence, reading)) in sentences.iter().zip(readings).enumerate() {
            let (Some(reading), Some(block)) = (reading, document.blocks.get(sentence.block)) else {
                continue;
            };
            let role = structure.places.get(sentence.block).map_or(Role::Body, |p| p.role);
            if sentence.words < MIN_WORDS || role == Role::Front {
                continue;
            }
            let text = &block.text[sentence.span.clone()];
            let judged = Judged {
                sentence: index,
                block: sentence.block,
                words: sentence.words as f32,
                reading,
                signals: signals(text),
                sections: softmax(&reading.section),
                text,
            };
            if role == Role::Appendix {
                &mut appendix
            } else {
                &mut body
            }
            .push(judged);
        }
        Self { body, appendix }
    }

    /// The report without some sentences, given by their index among all.
    pub(super) fn without(&self, is_gone: impl Fn(usize) -> bool) -> Self {
        let rest = |part: &[Judged<'a>]| part.iter().filter(|s| !is_gone(s.sentence)).cloned().collect();
        Self {
            body: rest(&self.body),
            appendix: rest(&self.appendix),
        }
    }

    /// Body sentences by how strongly they bear on criterion `c`, strongest first; ties in reading order.
    pub(crate) fn ranked(&self, c: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.body.len()).collect();
        order.sort_by(|&a, &b| self.evidence(b, c).total_cmp(&self.evidence(a, c)));
        order
    }

    /// Whether the report proper, and not only its appendix, bears on criterion `c`.
    pub(crate) fn stands_in_body(&self, c: usize) -> bool {
        let top = |part: &[Judged<'_>]| {
            part.iter()
                .map(|s| s.reading.evidence[c])
                .fold(f32::NEG_INFINITY, f32::max)
        };
        let body = top(&self.body);
        body >= BEARS || body >= top(&self.appendix)
    }

    pub(super) fn evidence(&self, i: usize, c: usize) -> f32 {
        self.body[i].reading.evidence[c]
    }

    /// One row for each criterion; `None` where the report proper has no sentence. `pairs` has one reading a criterion, or none
    /// where no pair reader was asked.
    pub(crate) fn rows(
        &self,
        rubric: &Rubric,
        priors: &[[f32; 2]],
        pairs: &[PairReading],
    ) -> Option<Vec<[f32; FEATURES]>> {
        if self.body.is_empty() {
            return None;
        }
        let report = ReportTotals::new(self, rubric.criteria.len());
        let behind: Vec<Self> = (0..READERS).map_while(|k| self.behind(k)).collect();
        let behind: Vec<_> = behind
            .iter()
            .map(|e| (e, ReportTotals::new(e, rubric.criteria.len())))
            .collect();
        let rows = (0..rubric.criteria.len()).map(|c| {
            let mut row = Row::default();
            self.own_sentences(c, &report, &mut row);
            self.place_and_words(c, rubric, &mut row);
            report.push(c, rubric, &mut row);
            row.extend(priors.get(c).copied().unwrap_or_default());
            row.push(c as f32);
            for (evidence, report) in &behind {
                let mut own = Row::default();
                evidence.own_sentences(c, report, &mut own);
                row.extend(BEHIND.map(|at| own.values[at]));
            }
            if let Some(&PairReading { touched, met }) = pairs.get(c) {
                row.extend([touched, met, sigmoid(touched) + sigmoid(met)]);
            }
            row.values
        });
        Some(rows.collect())
    }

    /// The same sentences as reader `k` behind the blend reads them; `None` where one reader read alone.
    fn behind(&self, k: usize) -> Option<Self> {
        let read = |part: &[Judged<'a>]| -> Option<Vec<Judged<'a>>> {
            part.iter()
                .map(|s| {
                    Some(Judged {
                        reading: s.reading.behind.get(k)?,
                        ..s.clone()
                    })
                })
                .collect()
        };
        Some(Self {
            body: read(&self.body)?,
            appendix: read(&self.appendix)?,
        })
    }

    /// The criterion's own best sentences: strength, quality, margins over other criteria.
    fn own_sentences(&self, c: usize, report: &ReportTotals, row: &mut Row) {
        let order = self.ranked(c);
        let e: Vec<f32> = order.iter().map(|&i| self.evidence(i, c)).collect();
        let q: Vec<f32> = order.iter().map(|&i| self.body[i].reading.quality[c]).collect();
        let words: Vec<f32> = order.iter().map(|&i| self.body[i].words).collect();
        let p: Vec<f32> = e.iter().copied().map(sigmoid).collect();
        let both: Vec<f32> = p.iter().zip(&q).map(|(p, &q)| p * sigmoid(q)).collect();
        row.extend((0..5).map(|k| e.get(k).copied().unwrap_or(NONE)));
        row.extend((0..4).map(|k| q.get(k).copied().unwrap_or(NO_QUALITY)));
        let soft: f32 = p.iter().sum();
        row.push(soft);
        row.push(e.iter().filter(|&&v| v > 0.0).count() as f32);
        row.push(e.iter().filter(|&&v| v > -1.5).count() as f32);
        row.push(dot(&p, &words));
        row.push(both.iter().sum());
        row.push(dot(&both, &words));
        row.push(dot(&p, &q) / (soft + 0.05));
        let bearing = e.iter().zip(&q).filter(|&(&e, _)| e > BEARS);
        row.push(bearing.map(|(_, &q)| q).reduce(f32::max).unwrap_or(NO_QUALITY));
        let mut least: Vec<f32> = e.iter().zip(&q).map(|(&e, &q)| e.min(q + 2.0)).collect();
        least.sort_by(|a, b| b.total_cmp(a));
        row.push(least[0]);
        row.push(least.get(1).copied().unwrap_or(NONE));
        row.push(both.iter().map(|b| -steady::ln((1.0 - b).clamp(0.01, 1.0))).sum());
        let margin = |i: usize| report.margin(self, i, c);
        row.push(margin(order[0]));
        row.push(order.get(1).map_or(NONE, |&i| margin(i)));
        let bearing: Vec<usize> = order.iter().copied().filter(|&i| self.evidence(i, c) > BEARS).collect();
        row.push(bearing.iter().filter(|&&i| margin(i) >= 0.0).count() as f32);
        row.push(bearing.iter().map(|&i| margin(i)).reduce(f32::max).unwrap_or(NONE));
    }

    /// Where the best sentences stand, the appendix, and the words they use.
    fn place_and_words(&self, c: usize, rubric: &Rubric, row: &mut Row) {
        let order = self.ranked(c);
        let top = &order[..order.len().min(5)];
        let blocks: BTreeSet<usize> = top
            .iter()
            .filter(|&&i| self.evidence(i, c) > BEARS)
            .map(|&i| self.body[i].block)
            .collect();
        row.push(blocks.len() as f32);
        let mut places = top.to_vec();
        places.sort_unstable();
        row.push(places.windows(2).filter(|w| w[1] == w[0] + 1).count() as f32);
        let near = [
            order[0].checked_sub(1),
            order[0].checked_add(1).filter(|&i| i < self.body.len()),
        ];
        row.push(
            near.into_iter()
                .flatten()
                .map(|i| self.evidence(i, c))
                .reduce(f32::max)
                .unwrap_or(NONE),
        );
        let appendix = || self.appendix.iter().map(|s| s.reading.evidence[c]);
        row.push(appendix().reduce(f32::max).unwrap_or(NONE));
        row.push(appendix().map(sigmoid).sum());
        let p: Vec<f32> = order.iter().map(|&i| sigmoid(self.evidence(i, c))).collect();
        let soft: f32 = p.iter().sum();
        let own = own_sections(rubric, c);
        let mass = |i: usize| own.iter().filter_map(|&s| self.body[i].sections.get(s)).sum::<f32>();
        row.push((0..self.body.len()).map(|i| mass(i) * self.body[i].words).sum());
        row.push(order.iter().zip(&p).map(|(&i, p)| mass(i) * p).sum::<f32>() / (soft + 0.05));
        row.push(self.body[order[0]].words);
        row.push(order.iter().take(3).map(|&i| self.body[i].words).sum());
        let six = order.len().min(6);
        let weight = p[..six].iter().sum::<f32>() + 0.05;
        for signal in 0..SIGNALS {
            let sum: f32 = order[..six]
                .iter()
                .zip(&p)
                .map(|(&i, p)| self.body[i].signals[signal] * p)
                .sum();
            row.push(sum / weight);
        }
        let wording = trigrams(&rubric.criteria[c].wording);
        let copied = |&i: &usize| {
            trigrams(self.body[i].text).intersection(&wording).count() as f32 / wording.len().max(1) as f32
        };
        row.push(order.iter().take(3).map(copied).fold(0.0, f32::max));
    }
}

/// A row being filled.
pub(super) struct Row {
    values: [f32; FEATURES],
    next: usize,
}

impl Default for Row {
    fn default() -> Self {
        Self {
            values: [0.0; FEATURES],
            next: 0,
        }
    }
}

impl Row {
    pub(super) fn push(&mut self, value: f32) {
        if let Some(slot) = self.values.get_mut(self.next) {
            *slot = value;
        }
        self.next += 1;
    }

    fn extend(&mut self, values: impl IntoIterator<Item = f32>) {
        values.into_iter().for_each(|v| self.push(v));
    }
}

/// Indices of the sections that are meant to carry criterion `c`.
pub(super) fn own_sections(rubric: &Rubric, c: usize) -> Vec<usize> {
    let code = &rubric.criteria[c].code;
    (0..rubric.sections.len())
        .filter(|&s| rubric.sections[s].criteria.contains(code))
        .collect()
}

fn trigrams(text: &str) -> BTreeSet<[String; 3]> {
    triples(&lower_words(text)).collect()
}

fn softmax(logits: &[f32]) -> Vec<f32> {
    let top = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let parts: Vec<f32> = logits.iter().map(|v| steady::exp(v - top)).collect();
    let sum: f32 = parts.iter().sum();
    parts.into_iter().map(|v| v / sum).collect()
}

/// Probability of a log odds.
pub(crate) fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + steady::exp(-x.clamp(-30.0, 30.0)))
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

#[cfg(test)]
mod tests;
