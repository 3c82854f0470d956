//! The fast reader: word and character n-grams of a sentence and its heading, hashed, with linear outputs.
//!
//! It costs milliseconds and knows no meaning: what it can't have seen in training it can't judge.

use super::weights::Weights;
use super::{Reader, Reading};
use crate::document::{BlockKind, Document};
use crate::error::{Error, Result};
use crate::steady;
use crate::words::{Sentence, lower_words};
use std::collections::BTreeMap;

/// Features are hashed into this many buckets (a power of two), as in training.
const BUCKETS: usize = 1 << 15;

/// The fitted linear outputs.
pub struct NGrams<'a> {
    /// Bucket by bucket: one 8-bit weight an output, so that a feature's weights lie side by side.
    weights: &'a [i8],
    scales: Vec<f32>,
    bias: Vec<f32>,
    idf: Vec<f32>,
    criteria: usize,
}

impl<'a> NGrams<'a> {
    /// From the weights, for a rubric with `criteria` criteria and `sections` sections.
    ///
    /// # Errors
    /// [`Error::Model`] if the weights are damaged or were fitted for another rubric.
    pub fn new(weights: &'a [u8], criteria: usize, sections: usize) -> Result<Self> {
        let container = Weights::open(weights)?;
        let outputs = criteria * 2 + sections;
        let rows = container.rows("ngram", outputs)?;
        if rows.rows() != BUCKETS {
            return Err(Error::Model {
                problem: format!("{} n-gram buckets, expected {BUCKETS}", rows.rows()),
            });
        }
        Ok(Self {
            weights: rows.data,
            scales: (0..BUCKETS).map(|r| rows.scale(r)).collect(),
            bias: container.floats("ngram.bias", outputs)?,
            idf: container.floats("ngram.idf", BUCKETS)?,
            criteria,
        })
    }

    fn reading(&self, text: &str, heading: &[String]) -> Reading {
        let outputs = self.bias.len();
        let mut sums = self.bias.clone();
        let features = self.features(text, heading);
        let length = features
            .values()
            .map(|v| v * v)
            .sum::<f32>()
            .sqrt()
            .max(f32::MIN_POSITIVE);
        for (bucket, value) in features {
            let factor = value / length * self.scales[bucket];
            for (sum, &w) in sums.iter_mut().zip(&self.weights[bucket * outputs..][..outputs]) {
                *sum += f32::from(w) * factor;
            }
        }
        let section = sums.split_off(self.criteria * 2);
        let quality = sums.split_off(self.criteria);
        Reading {
            evidence: sums,
            quality,
            section,
            behind: Vec::new(),
        }
    }

    /// Weighted features by bucket.
    fn features(&self, text: &str, heading: &[String]) -> BTreeMap<usize, f32> {
        let mut counts: BTreeMap<usize, u32> = BTreeMap::new();
        let words = lower_words(text);
        let mut add = |kind: u8, parts: &[&[u8]]| *counts.entry(bucket(kind, parts)).or_default() += 1;
        for (single, double, list) in [(b'w', b'b', words.as_slice()), (b'h', b'g', heading)] {
            for word in list {
                add(single, &[word.as_bytes()]);
            }
            for pair in list.windows(2) {
                add(double, &[pair[0].as_bytes(), b" ", pair[1].as_bytes()]);
            }
        }
        for word in &words {
            let padded = format!(" {word} ");
            let mut ends: Vec<usize> = padded.char_indices().map(|(i, _)| i).collect();
            ends.push(padded.len());
            for n in 3..=5 {
                for piece in ends.windows(n + 1) {
                    add(b'c', &[&padded.as_bytes()[piece[0]..piece[n]]]);
                }
            }
        }
        counts
            .into_iter()
            .map(|(b, n)| (b, (1.0 + steady::ln(n as f32)) * self.idf[b]))
            .collect()
    }
}

impl Reader for NGrams<'_> {
    fn read(&self, document: &Document, sentences: &[Sentence]) -> Result<Vec<Option<Reading>>> {
        let (mut heading, mut heading_block) = (Vec::new(), None);
        let mut out = Vec::with_capacity(sentences.len());
        for sentence in sentences {
            let Some(block) = document.blocks.get(sentence.block) else {
                out.push(None);
                continue;
            };
            if block.kind == BlockKind::Heading {
                if heading_block != Some(sentence.block) {
                    heading_block = Some(sentence.block);
                    heading = lower_words(&block.text);
                }
                out.push(None);
            } else {
                out.push(Some(self.reading(&block.text[sentence.span.clone()], &heading)));
            }
        }
        Ok(out)
    }
}

/// FNV-1a of the feature's kind and text, folded to a bucket.
fn bucket(kind: u8, parts: &[&[u8]]) -> usize {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for &byte in std::iter::once(&kind).chain(parts.iter().copied().flatten()) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    ((hash ^ (hash >> 32)) as usize) & (BUCKETS - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buckets_are_those_of_training() {
        // Values printed by training/ngram.py.
        assert_eq!(bucket(b'w', &[b"customer"]), 507);
        assert_eq!(bucket(b'b', &[b"a", b" ", b"b"]), 32393);
    }
}
