//! What the sentences of a block speak about.

use crate::reader::Reading;
use crate::steady;
use crate::words::Sentence;

/// What the readings say of one block.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Content {
    /// Words and chance of each section, for each sentence that was read.
    pub(super) sentences: Vec<(f32, Vec<f32>)>,
}

impl Content {
    /// Words that were read.
    pub(super) fn words(&self) -> f32 {
        self.sentences.iter().map(|(words, _)| words).sum()
    }

    /// Log odds of each section against even chances; `doubt` is the share spread over all.
    ///
    /// Chances are averaged before the logarithm is taken, so that a block half about each of two sections speaks for
    /// both of them.
    pub(super) fn log_odds(&self, doubt: f32) -> Vec<f32> {
        let sections = self.sentences.first().map_or(0, |(_, chances)| chances.len());
        let of = |section| steady::ln(doubt + (1.0 - doubt) * self.mean(section) * sections as f32);
        (0..sections).map(of).collect()
    }

    /// Mean chance of each section, sentences weighted by words.
    pub(super) fn mean(&self, section: usize) -> f32 {
        let of = self
            .sentences
            .iter()
            .map(|(words, chances)| words * chances.get(section).copied().unwrap_or(0.0));
        of.sum::<f32>() / self.words().max(1.0)
    }
}

/// Gathers the readings block by block; `None` where no sentence of it was read.
pub(super) fn by_block(
    blocks: usize,
    sentences: &[Sentence],
    readings: &[Option<Reading>],
    sections: usize,
) -> Vec<Option<Content>> {
    let mut out: Vec<Option<Content>> = vec![None; blocks];
    for (sentence, reading) in sentences.iter().zip(readings) {
        let usable = reading.as_ref().filter(|reading| reading.section.len() == sections);
        if let (Some(reading), Some(slot)) = (usable, out.get_mut(sentence.block)) {
            let content = slot.get_or_insert_with(|| Content { sentences: Vec::new() });
            content
                .sentences
                .push((sentence.words as f32, softmax(&reading.section)));
        }
    }
    out
}

/// Chances that add up to 1.
fn softmax(logits: &[f32]) -> Vec<f32> {
    let most = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let raised: Vec<f32> = logits.iter().map(|logit| steady::exp(logit - most)).collect();
    let sum: f32 = raised.iter().sum();
    raised.into_iter().map(|value| value / sum).collect()
}
