//! What the sentences of a block speak about.

use crate::reader::Reading;
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

    /// Mean log odds of each section against even chances, sentences weighted by words; `doubt` spread over all.
    pub(super) fn mean_log(&self, doubt: f32) -> Vec<f32> {
        let Some((_, first)) = self.sentences.first() else {
            return Vec::new();
        };
        let sections = first.len() as f32;
        let total = self.words().max(1.0);
        let mut mean = vec![0.0; first.len()];
        for (words, chances) in &self.sentences {
            for (mean, chance) in mean.iter_mut().zip(chances) {
                *mean += words / total * (doubt + (1.0 - doubt) * chance * sections).ln();
            }
        }
        mean
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
    let raised: Vec<f32> = logits.iter().map(|logit| (logit - most).exp()).collect();
    let sum: f32 = raised.iter().sum();
    raised.into_iter().map(|value| value / sum).collect()
}
