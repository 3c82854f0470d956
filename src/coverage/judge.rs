//! From readings to statuses: the fitted judge and the rules that no fitting may break.

use super::Status;
use super::features::{Evidence, FEATURES};
use super::rank::Ranking;
use super::trees::Forest;
use crate::error::{Error, Result};
use crate::reader::Depth;
use crate::reader::pairs::PairReading;
use crate::reader::weights::Weights;
use crate::rubric::Rubric;
use serde::Deserialize;

/// What the judge thinks of one criterion.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Opinion {
    /// What the report shows.
    pub(crate) status: Status,
    /// Expected level, 0 to 2.
    pub(crate) score: f32,
    /// Probability that the status is right.
    pub(crate) confidence: f32,
    /// The report would show it in full if the appendix counted.
    pub(crate) held_back_by_appendix: bool,
}

/// Facts of the fitting that inference needs.
#[derive(Debug, Deserialize)]
struct Fitted {
    thresholds: [f32; 2],
    priors: Vec<[f32; 2]>,
}

/// The fitted judge for one depth of reading.
pub(crate) struct Judge {
    /// Does the report at least touch the criterion?
    touch: Forest,
    /// Does it show it in full?
    met: Forest,
    /// The level from 0 to 2 itself. Its mean with the two probabilities errs less than either.
    level: Forest,
    ranking: Ranking,
    fitted: Fitted,
}

impl Judge {
    /// The judge for readings of this depth.
    ///
    /// # Errors
    /// [`Error::Model`] if the embedded weights are damaged.
    pub(crate) fn load(weights: &Weights<'_>, depth: Depth) -> Result<Self> {
        let name = match depth {
            Depth::Fast => "fast",
            Depth::Full => "full",
        };
        let facts = weights.meta().get(name).cloned().unwrap_or_default();
        Ok(Self {
            touch: Forest::load(weights, &format!("{name}.touch"), FEATURES)?,
            met: Forest::load(weights, &format!("{name}.met"), FEATURES)?,
            level: Forest::load(weights, &format!("{name}.level"), FEATURES)?,
            ranking: Ranking::load(weights, name)?,
            fitted: serde_json::from_value(facts).map_err(|e| Error::Model {
                problem: format!("facts of the {name} judge: {e}"),
            })?,
        })
    }

    /// One opinion a criterion. `pairs` has one reading a criterion for a full reading, none for a fast one.
    pub(crate) fn opinions(&self, evidence: &Evidence<'_>, pairs: &[PairReading], rubric: &Rubric) -> Vec<Opinion> {
        let Some(rows) = evidence.rows(rubric, &self.fitted.priors, pairs) else {
            return vec![nothing(); rubric.criteria.len()];
        };
        let judged = rows.iter().enumerate().map(|(c, row)| {
            let touch = self.touch.probability(row);
            let met = self.met.probability(row).min(touch);
            let score = f32::midpoint(touch + met, self.level.value(row)).clamp(0.0, 2.0);
            self.opinion([touch, met], score, evidence, c)
        });
        judged.collect()
    }

    /// Body sentences for the quotes of each criterion, the most telling first.
    pub(crate) fn ranked(&self, evidence: &Evidence<'_>, rubric: &Rubric) -> Vec<Vec<usize>> {
        self.ranking.ranked(evidence, rubric)
    }

    fn opinion(&self, [touch, met]: [f32; 2], score: f32, evidence: &Evidence<'_>, c: usize) -> Opinion {
        let [partial, full] = self.fitted.thresholds;
        let status = match score {
            s if s >= full => Status::Evidenced,
            s if s >= partial => Status::Partial,
            _ => Status::NotFound,
        };
        // Rule 1 of the labels: the appendix alone makes partial at most.
        let held_back_by_appendix = status == Status::Evidenced && !evidence.stands_in_body(c);
        let status = if held_back_by_appendix { Status::Partial } else { status };
        let confidence = match status {
            Status::NotFound => 1.0 - touch,
            Status::Partial => touch - met,
            Status::Evidenced => met,
        };
        Opinion {
            status,
            score,
            confidence: confidence.clamp(0.0, 1.0),
            held_back_by_appendix,
        }
    }
}

/// Opinions on the whole text, with those on what has substance: what is shown in full only by the rest is partial.
pub(crate) fn at_most_partial_by_the_rest(whole: Vec<Opinion>, of_substance: Vec<Opinion>) -> Vec<Opinion> {
    let one = |(whole, of_substance): (Opinion, Opinion)| {
        if whole.status == Status::Evidenced && of_substance.status != Status::Evidenced {
            Opinion {
                status: Status::Partial,
                ..of_substance
            }
        } else {
            whole
        }
    };
    whole.into_iter().zip(of_substance).map(one).collect()
}

/// The opinion on a report that has no text of its own.
fn nothing() -> Opinion {
    Opinion {
        status: Status::NotFound,
        score: 0.0,
        confidence: 1.0,
        held_back_by_appendix: false,
    }
}
