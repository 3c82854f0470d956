//! From readings to statuses: the fitted judge and the rules that no fitting may break.

use super::Status;
use super::features::{Evidence, FEATURES};
use super::trees::Forest;
use crate::error::{Error, Result};
use crate::reader::weights::Weights;
use crate::reader::{Depth, JUDGE};
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
    touch: Forest,
    met: Forest,
    fitted: Fitted,
}

impl Judge {
    /// The judge for readings of this depth.
    ///
    /// # Errors
    /// [`Error::Model`] if the embedded weights are damaged.
    pub(crate) fn builtin(depth: Depth) -> Result<Self> {
        let weights = Weights::open(JUDGE)?;
        let name = match depth {
            Depth::Fast => "fast",
            Depth::Full => "full",
        };
        let facts = weights.meta().get(name).cloned().unwrap_or_default();
        Ok(Self {
            touch: Forest::load(&weights, &format!("{name}.touch"), FEATURES)?,
            met: Forest::load(&weights, &format!("{name}.met"), FEATURES)?,
            fitted: serde_json::from_value(facts)
                .map_err(|e| Error::Model { problem: format!("facts of the {name} judge: {e}") })?,
        })
    }

    /// One opinion a criterion.
    pub(crate) fn opinions(&self, evidence: &Evidence<'_>, rubric: &Rubric) -> Vec<Opinion> {
        let Some(rows) = evidence.rows(rubric, &self.fitted.priors) else {
            return vec![nothing(); rubric.criteria.len()];
        };
        let judged = rows.iter().enumerate().map(|(c, row)| {
            let touch = self.touch.probability(row);
            self.opinion(touch, self.met.probability(row).min(touch), evidence, c)
        });
        judged.collect()
    }

    fn opinion(&self, touch: f32, met: f32, evidence: &Evidence<'_>, c: usize) -> Opinion {
        let score = touch + met;
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
        Opinion { status, score, confidence: confidence.clamp(0.0, 1.0), held_back_by_appendix }
    }
}

/// The opinion on a report that has no text of its own.
fn nothing() -> Opinion {
    Opinion { status: Status::NotFound, score: 0.0, confidence: 1.0, held_back_by_appendix: false }
}
