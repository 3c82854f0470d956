//! Gradient-boosted trees: the fitted judge of statuses.
//!
//! They are fitted off line; here they are only walked.

use crate::error::{Error, Result};
use crate::reader::weights::Weights;
use crate::steady;

/// One ensemble, as flat arrays of nodes.
pub(crate) struct Forest {
    feature: Vec<usize>,
    threshold: Vec<f32>,
    left: Vec<Child>,
    right: Vec<Child>,
    leaves: Vec<f32>,
    roots: Vec<Child>,
    scale: f32,
}

/// Where a walk goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Child {
    /// To this node.
    Node(usize),
    /// It ends at this leaf.
    Leaf(usize),
}

impl Child {
    /// Written as a whole number: a node as it is, leaf `n` as `-1 - n`. `None` for what is no whole number.
    #[allow(clippy::cast_sign_loss)] // of what is not negative
    fn parse(number: f32) -> Option<Self> {
        match number {
            n if n.fract() != 0.0 || !n.is_finite() => None,
            n if n < 0.0 => Some(Self::Leaf((-1.0 - n) as usize)),
            n => Some(Self::Node(n as usize)),
        }
    }
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
        let children = |part: &str, n: usize| -> Result<Vec<Child>> {
            let parsed: Option<Vec<Child>> = floats(part, n)?.into_iter().map(Child::parse).collect();
            parsed.ok_or_else(|| problem("a child is no whole number"))
        };
        #[allow(clippy::cast_sign_loss)] // a wrong one is found below
        let features_used = floats("feature", nodes)?.into_iter().map(|v| v as usize).collect();
        let forest = Self {
            feature: features_used,
            threshold: floats("threshold", nodes)?,
            left: children("left", nodes)?,
            right: children("right", nodes)?,
            leaves: floats("leaves", leaves)?,
            roots: children("roots", trees)?,
            scale: 1.0 / size("seeds")?.max(1) as f32,
        };
        // Children come after their parent, so that every walk ends.
        let sound = |first: usize, child: Child| match child {
            Child::Leaf(leaf) => leaf < leaves,
            Child::Node(node) => (first..nodes).contains(&node),
        };
        let walks_end = (0..nodes).all(|n| sound(n + 1, forest.left[n]) && sound(n + 1, forest.right[n]));
        if !walks_end || !forest.roots.iter().all(|&root| sound(0, root)) {
            return Err(problem("a node points nowhere"));
        }
        if forest.feature.iter().any(|&f| f >= features) {
            return Err(problem("fitted for other features"));
        }
        Ok(forest)
    }

    /// The probability for one row of features.
    pub(crate) fn probability(&self, row: &[f32]) -> f32 {
        1.0 / (1.0 + steady::exp(-self.value(row)))
    }

    /// What the trees say of one row of features, before it is made a probability.
    pub(crate) fn value(&self, row: &[f32]) -> f32 {
        self.roots.iter().map(|&root| self.leaf(root, row)).sum::<f32>() * self.scale
    }

    fn leaf(&self, root: Child, row: &[f32]) -> f32 {
        let mut at = root;
        loop {
            at = match at {
                Child::Leaf(leaf) => return self.leaves[leaf],
                Child::Node(n) if row[self.feature[n]] <= self.threshold[n] => self.left[n],
                Child::Node(n) => self.right[n],
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stump() -> Forest {
        Forest {
            feature: vec![1],
            threshold: vec![0.5],
            left: vec![Child::Leaf(0)],
            right: vec![Child::Leaf(1)],
            leaves: vec![-2.0, 2.0],
            roots: vec![Child::Node(0)],
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
