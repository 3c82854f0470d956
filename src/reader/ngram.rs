//! The fast reader: word and character n-grams of a sentence and its heading, hashed, with linear outputs.
//!
//! It costs milliseconds and knows no meaning: what it can't have seen in training it can't judge.

use super::weights::Weights;
use super::{Reader, Reading};
use crate::document::{BlockKind, Document};
use crate::error::{Error, Result};
use crate::steady;
use crate::words::{Sentence, lower_words};
use rten_simd::{Isa, SimdOp};
use std::slice;

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

    /// The reading of a sentence whose heading has the features `heading`.
    fn reading(&self, text: &str, heading: &[u32], tally: &mut Tally) -> Reading {
        let mut sums = self.bias.clone();
        for &bucket in heading {
            tally.add(bucket);
        }
        let words = lower_words(text);
        word_features(b'w', b'b', &words, |bucket| tally.add(bucket));
        let mut padded = String::new();
        for word in &words {
            letter_features(word, &mut padded, |bucket| tally.add(bucket));
        }
        let weigh = |(bucket, count)| (bucket, often(count) * self.idf[bucket]);
        let mut features: Vec<(usize, f32)> = tally.drain().map(weigh).collect();
        let length = features
            .iter()
            .map(|(_, v)| v * v)
            .sum::<f32>()
            .sqrt()
            .max(f32::MIN_POSITIVE);
        for (bucket, value) in &mut features {
            *value = *value / length * self.scales[*bucket];
        }
        Weighing {
            weights: self.weights,
            features: &features,
            sums: &mut sums,
        }
        .dispatch();
        let section = sums.split_off(self.criteria * 2);
        let quality = sums.split_off(self.criteria);
        Reading {
            evidence: sums,
            quality,
            section,
            behind: Vec::new(),
        }
    }
}

/// What a feature counts that comes up so often. Most come up once.
fn often(count: u16) -> f32 {
    if count == 1 {
        1.0
    } else {
        1.0 + steady::ln(f32::from(count))
    }
}

/// Adds the weights of each feature, times its factor, to the sums of the outputs.
///
/// Each sum is added up in the order of the features and products are never fused with sums, so that all processors
/// arrive at the same bits; those with wider vectors add more outputs at once.
struct Weighing<'a> {
    weights: &'a [i8],
    /// Bucket and factor.
    features: &'a [(usize, f32)],
    sums: &'a mut [f32],
}

impl SimdOp for Weighing<'_> {
    type Output = ();

    #[allow(clippy::inline_always)] // so that the loop is compiled for the widest vectors there are
    #[inline(always)]
    fn eval<I: Isa>(self, _isa: I) {
        let outputs = self.sums.len();
        for &(bucket, factor) in self.features {
            let row = &self.weights[bucket * outputs..][..outputs];
            for (sum, &weight) in self.sums.iter_mut().zip(row) {
                *sum += f32::from(weight) * factor;
            }
        }
    }
}

/// Counts how often each bucket comes up in a sentence, without sorting.
struct Tally {
    /// By bucket; all zero between sentences.
    counts: Vec<u16>,
    /// Buckets that came up, in that order.
    found: Vec<u32>,
}

impl Tally {
    fn new() -> Self {
        Self {
            counts: vec![0; BUCKETS],
            found: Vec::new(),
        }
    }

    fn add(&mut self, bucket: u32) {
        let count = &mut self.counts[bucket as usize];
        if *count == 0 {
            self.found.push(bucket);
        }
        *count = count.saturating_add(1);
    }

    /// Each bucket that came up with its count, which starts again at zero.
    fn drain(&mut self) -> impl Iterator<Item = (usize, u16)> + '_ {
        let counts = &mut self.counts;
        self.found.drain(..).map(|bucket| {
            let bucket = bucket as usize;
            (bucket, std::mem::take(&mut counts[bucket]))
        })
    }
}

/// Buckets of single words and of pairs in a row.
fn word_features(single: u8, double: u8, words: &[String], mut add: impl FnMut(u32)) {
    for word in words {
        add(Hash::of(single).and(word.as_bytes()).bucket());
    }
    for pair in words.windows(2) {
        add(Hash::of(double)
            .and(pair[0].as_bytes())
            .and(b" ")
            .and(pair[1].as_bytes())
            .bucket());
    }
}

/// Buckets of every three, four and five letters in a row, the spaces around the word among them, for which `padded` has
/// room.
fn letter_features(word: &str, padded: &mut String, mut add: impl FnMut(u32)) {
    padded.clear();
    padded.extend([" ", word, " "]);
    let bytes = padded.as_bytes();
    for start in (0..bytes.len()).filter(|&at| padded.is_char_boundary(at)) {
        let (mut hash, mut taken) = (Hash::of(b'c'), 0);
        for (at, byte) in bytes.iter().enumerate().skip(start) {
            hash = hash.and(slice::from_ref(byte));
            if !padded.is_char_boundary(at + 1) {
                continue;
            }
            taken += 1;
            if taken >= 3 {
                add(hash.bucket());
            }
            if taken == 5 {
                break;
            }
        }
    }
}

impl Reader for NGrams<'_> {
    fn read(&self, document: &Document, sentences: &[Sentence]) -> Result<Vec<Option<Reading>>> {
        // The features of the last heading.
        let (mut heading, mut heading_block) = (Vec::new(), None);
        let mut tally = Tally::new();
        let mut out = Vec::with_capacity(sentences.len());
        for sentence in sentences {
            let Some(block) = document.blocks.get(sentence.block) else {
                out.push(None);
                continue;
            };
            if block.kind == BlockKind::Heading {
                if heading_block != Some(sentence.block) {
                    heading_block = Some(sentence.block);
                    heading.clear();
                    word_features(b'h', b'g', &lower_words(&block.text), |bucket| heading.push(bucket));
                }
                out.push(None);
            } else {
                out.push(Some(self.reading(
                    &block.text[sentence.span.clone()],
                    &heading,
                    &mut tally,
                )));
            }
        }
        Ok(out)
    }
}

/// FNV-1a of a feature's kind and text.
#[derive(Clone, Copy)]
struct Hash(u64);

impl Hash {
    fn of(kind: u8) -> Self {
        Self(0xcbf2_9ce4_8422_2325).and(&[kind])
    }

    fn and(self, text: &[u8]) -> Self {
        let mix = |hash: u64, &byte: &u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        Self(text.iter().fold(self.0, mix))
    }

    /// The hash folded to a bucket.
    fn bucket(self) -> u32 {
        (self.0 ^ (self.0 >> 32)) as u32 & (BUCKETS as u32 - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buckets_are_those_of_training() {
        // Values printed by training/ngram.py.
        assert_eq!(Hash::of(b'w').and(b"customer").bucket(), 507);
        assert_eq!(Hash::of(b'b').and(b"a").and(b" ").and(b"b").bucket(), 32393);
    }
}
