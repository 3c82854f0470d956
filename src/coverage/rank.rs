//! Which sentence to quote first.
//!
//! The strongest sentence for a criterion is not always the most telling one: it may belong to a neighbouring criterion, or
//! only announce what the next one tells. Trees fitted to labelled evidence put the strongest few in order.

use super::features::{Evidence, Judged, NONE, own_sections};
use super::lexicon::SIGNALS;
use super::totals::{margin, two_largest};
use super::trees::Forest;
use crate::error::Result;
use crate::reader::weights::Weights;
use crate::rubric::Rubric;

/// Sentences that are put in order; the others follow by strength.
const CANDIDATES: usize = 12;
/// Numbers in a row: those of the blend, the signals, evidence and quality of each of two readers behind it.
const FEATURES: usize = 12 + SIGNALS + 4;

/// The fitted order.
pub(crate) struct Ranking {
    first: Forest,
}

impl Ranking {
    /// The ranking for the readings called `name`.
    ///
    /// # Errors
    /// [`crate::Error::Model`] if the embedded weights are damaged.
    pub(crate) fn load(weights: &Weights<'_>, name: &str) -> Result<Self> {
        Ok(Self {
            first: Forest::load(weights, &format!("{name}.first"), FEATURES)?,
        })
    }

    /// Body sentences of each criterion, the most telling first.
    pub(crate) fn ranked(&self, evidence: &Evidence<'_>, rubric: &Rubric) -> Vec<Vec<usize>> {
        for_each_criterion(evidence, rubric, |place| self.of_criterion(place))
    }

    fn of_criterion(&self, place: &Place<'_>) -> Vec<usize> {
        let order = place.evidence.ranked(place.c);
        let (few, rest) = order.split_at(order.len().min(CANDIDATES));
        let values = place.rows(few).into_iter().map(|row| self.first.value(&row));
        let mut few: Vec<(f32, usize)> = values.zip(few.iter().copied()).collect();
        few.sort_by(|a, b| b.0.total_cmp(&a.0));
        few.into_iter().map(|(_, i)| i).chain(rest.iter().copied()).collect()
    }
}

/// What `judge` makes of the sentences as each criterion sees them.
fn for_each_criterion<T>(evidence: &Evidence<'_>, rubric: &Rubric, judge: impl Fn(&Place<'_>) -> T) -> Vec<T> {
    let strongest: Vec<_> = evidence.body.iter().map(|s| two_largest(&s.reading.evidence)).collect();
    let of = |c| {
        judge(&Place {
            evidence,
            strongest: &strongest,
            own: own_sections(rubric, c),
            c,
        })
    };
    (0..rubric.criteria.len()).map(of).collect()
}

/// The rows that the trees decide by, for comparing them with training.
#[cfg(test)]
pub(super) fn candidate_rows(evidence: &Evidence<'_>, rubric: &Rubric) -> Vec<Vec<Vec<f32>>> {
    for_each_criterion(evidence, rubric, |place| place.rows(&evidence.ranked(place.c)))
}

/// The sentences as one criterion sees them.
struct Place<'a> {
    evidence: &'a Evidence<'a>,
    /// Each sentence's strongest criterion and the next one.
    strongest: &'a [(f32, f32)],
    /// Sections that are meant to carry the criterion.
    own: Vec<usize>,
    c: usize,
}

impl Place<'_> {
    /// One row for each of these sentences, which are the strongest, in order.
    fn rows(&self, few: &[usize]) -> Vec<Vec<f32>> {
        few.iter().enumerate().map(|(k, &i)| self.row(few, k, i)).collect()
    }

    /// Row of sentence `i`, the `k`-th strongest of `few`. training/features.py computes the same (`candidates`).
    fn row(&self, few: &[usize], k: usize, i: usize) -> Vec<f32> {
        let (body, c) = (&self.evidence.body, self.c);
        let sentence = &body[i];
        let strength = self.strength(sentence);
        let beside = |j: Option<usize>| {
            let other = j
                .and_then(|j| body.get(j))
                .filter(|other| other.block == sentence.block);
            other.map_or(NONE, |other| self.strength(other))
        };
        let mut row = vec![
            k as f32,
            strength,
            self.strength(&body[few[0]]) - strength,
            sentence.reading.quality[c],
            margin(strength, self.strongest[i]),
            sentence.words,
            beside(i.checked_sub(1)),
            beside(i.checked_add(1)),
            self.own.iter().filter_map(|&s| sentence.sections.get(s)).sum(),
            i as f32 / body.len() as f32,
            c as f32,
            body.len() as f32,
        ];
        row.extend(sentence.signals);
        row.extend(
            sentence
                .reading
                .behind
                .iter()
                .flat_map(|read| [read.evidence[c], read.quality[c]]),
        );
        row.resize(FEATURES, 0.0);
        row
    }

    fn strength(&self, sentence: &Judged<'_>) -> f32 {
        sentence.reading.evidence[self.c]
    }
}
