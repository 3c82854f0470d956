//! What all criteria of a report share, against which one of them stands out.

use super::features::{Evidence, Judged, NONE, Row, sigmoid};
use super::lexicon::{ADVICE, FIRST_PERSON, PAST, SIGNALS};
use crate::rubric::Rubric;

/// What all criteria share.
pub(super) struct ReportTotals {
    tops: Vec<f32>,
    soft: Vec<f32>,
    both: Vec<f32>,
    words: f32,
    sentences: f32,
    signals: [f32; SIGNALS],
    /// The strongest criterion of each sentence and the next one.
    strongest: Vec<(f32, f32)>,
}

impl ReportTotals {
    pub(super) fn new(evidence: &Evidence<'_>, criteria: usize) -> Self {
        let body = &evidence.body;
        let column = |f: &dyn Fn(&Judged<'_>, usize) -> f32| -> Vec<f32> {
            (0..criteria).map(|c| body.iter().map(|s| f(s, c)).sum()).collect()
        };
        let words: f32 = body.iter().map(|s| s.words).sum();
        let mut signals = [0.0; SIGNALS];
        for s in body {
            for (total, v) in signals.iter_mut().zip(s.signals) {
                *total += v * s.words / words;
            }
        }
        Self {
            tops: (0..criteria)
                .map(|c| {
                    body.iter()
                        .map(|s| s.reading.evidence[c])
                        .fold(f32::NEG_INFINITY, f32::max)
                })
                .collect(),
            soft: column(&|s, c| sigmoid(s.reading.evidence[c])),
            both: column(&|s, c| sigmoid(s.reading.evidence[c]) * sigmoid(s.reading.quality[c])),
            words,
            sentences: body.len() as f32,
            signals,
            strongest: body.iter().map(|s| two_largest(&s.reading.evidence)).collect(),
        }
    }

    /// How far sentence `i` bears more on `c` than on any other criterion.
    pub(super) fn margin(&self, evidence: &Evidence<'_>, i: usize, c: usize) -> f32 {
        margin(evidence.evidence(i, c), self.strongest[i])
    }

    pub(super) fn push(&self, c: usize, rubric: &Rubric, row: &mut Row) {
        let others = |v: &[f32]| {
            v.iter()
                .enumerate()
                .filter(move |(i, _)| *i != c)
                .map(|(_, v)| *v)
                .collect::<Vec<_>>()
        };
        row.push(mean(&others(&self.tops)));
        row.push(mean(&others(&self.soft)));
        row.push(mean(&others(&self.both)));
        row.push(self.words);
        row.push(self.sentences);
        let mut low = others(&self.tops);
        low.sort_by(f32::total_cmp);
        low.truncate(10);
        row.push(mean(&low));
        let family = |i: usize| rubric.criteria[i].code.split('.').next().unwrap_or_default();
        let siblings: Vec<usize> = (0..rubric.criteria.len())
            .filter(|&i| i != c && family(i) == family(c))
            .collect();
        let pick = |v: &[f32]| siblings.iter().map(|&i| v[i]).collect::<Vec<_>>();
        row.push(if siblings.is_empty() {
            NONE
        } else {
            mean(&pick(&self.tops))
        });
        row.push(if siblings.is_empty() {
            0.0
        } else {
            mean(&pick(&self.both))
        });
        row.push(self.signals[FIRST_PERSON]);
        row.push(self.signals[PAST]);
        row.push(self.signals[ADVICE]);
    }
}

/// How far `own` is above all others, of which these are the two largest, it among them.
pub(super) fn margin(own: f32, (first, second): (f32, f32)) -> f32 {
    own - if own >= first { second } else { first }
}

pub(super) fn two_largest(values: &[f32]) -> (f32, f32) {
    values
        .iter()
        .fold((f32::NEG_INFINITY, f32::NEG_INFINITY), |(first, second), &v| {
            if v > first { (v, first) } else { (first, second.max(v)) }
        })
}

fn mean(values: &[f32]) -> f32 {
    values.iter().sum::<f32>() / values.len().max(1) as f32
}
