//! Gradient-boosted trees: the fitted judge of statuses.
//!
//! They are fitted off line; here they are only walked.

use crate::error::{Error, Result};
use crate::reader::weights::Weights;

/// One ensemble, as flat arrays of nodes. A child below zero is a leaf: `!child` is its index into `leaves`.
pub(crate) struct Forest {
    feature: Vec<usize>,
    threshold: Vec<f32>,
    left: Vec<i32>,
    right: Vec<i32>,
    leaves: Vec<f32>,
    roots: Vec<i32>,
    scale: f32,
}

impl Forest {
    /// The ensemble called `name`, over `features` features.
    ///
    /// # Errors
    /// [`Error::Model`] if it is missing, or a node points outside of it or back to an earlier one.
    pub(crate) fn load(weights: &Weights<'_>, name: &str, features: usize) -> Result<Self> {
        let problem = |what: &str| Error::Model {
            problem: format!("trees {name}: {what}"),
        };
        let size = |key: &str| -> Result<usize> {
            let n = weights
                .meta()
                .get(name)
                .and_then(|m| m.get(key))
                .and_then(serde_json::Value::as_u64);
            n.map(|n| n as usize).ok_or_else(|| problem("size unknown"))
        };
        let (nodes, leaves, trees) = (size("nodes")?, size("leaves")?, size("trees")?);
        let floats = |part: &str, n: usize| weights.floats(&format!("{name}.{part}"), n);
        let integers =
            |part: &str, n: usize| Ok(floats(part, n)?.into_iter().map(|v| v as i32).collect::<Vec<_>>()) as Result<_>;
        let forest = Self {
            feature: floats("feature", nodes)?.into_iter().map(|v| v as usize).collect(),
            threshold: floats("threshold", nodes)?,
            left: integers("left", nodes)?,
            right: integers("right", nodes)?,
            leaves: floats("leaves", leaves)?,
            roots: integers("roots", trees)?,
            scale: 1.0 / size("seeds")?.max(1) as f32,
        };
        // Children come after their parent, so that every walk ends.
        let sound = |parent: i32, child: i32| {
            if child < 0 {
                (!child as usize) < leaves
            } else {
                child > parent && (child as usize) < nodes
            }
        };
        let walks_end = (0..nodes).all(|n| sound(n as i32, forest.left[n]) && sound(n as i32, forest.right[n]));
        if !walks_end || !forest.roots.iter().all(|&r| sound(-1, r)) {
            return Err(problem("a node points nowhere"));
        }
        if forest.feature.iter().any(|&f| f >= features) {
            return Err(problem("fitted for other features"));
        }
        Ok(forest)
    }

    /// The probability for one row of features.
    pub(crate) fn probability(&self, row: &[f32]) -> f32 {
        1.0 / (1.0 + (-self.value(row)).exp())
    }

    /// What the trees say of one row of features, before it is made a probability.
    pub(crate) fn value(&self, row: &[f32]) -> f32 {
        self.roots.iter().map(|&root| self.leaf(root, row)).sum::<f32>() * self.scale
    }

    fn leaf(&self, root: i32, row: &[f32]) -> f32 {
        let mut at = root;
        while at >= 0 {
            let n = at as usize;
            at = if row[self.feature[n]] <= self.threshold[n] {
                self.left[n]
            } else {
                self.right[n]
            };
        }
        self.leaves[!at as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stump() -> Forest {
        Forest {
            feature: vec![1],
            threshold: vec![0.5],
            left: vec![!0],
            right: vec![!1],
            leaves: vec![-2.0, 2.0],
            roots: vec![0],
            scale: 1.0,
        }
    }

    #[test]
    fn values_up_to_the_threshold_go_left() {
        let forest = stump();
        assert!(forest.probability(&[9.0, 0.5]) < 0.2);
        assert!(forest.probability(&[9.0, 0.6]) > 0.8);
    }
}
