//! Sentences that only copy a criterion's wording.
//!
//! "Copied wording without content" is partial at most (corpus/ANNOTATION.md), so whatever a reader makes of such a
//! sentence, it does not serve the criterion well.

use crate::document::Document;
use crate::reader::Reading;
use crate::rubric::Rubric;
use crate::words::{Sentence, lower_words};
use std::collections::BTreeSet;

/// Share of the wording's word triples that a copy has.
const COPIED: f32 = 0.6;
/// Words of a copy for each of the wording's: what is longer says something of its own.
const OWN_WORDS: f32 = 1.6;
/// Log odds that a copy serves the criterion fully.
const NO_SERVICE: f32 = -4.0;

/// A criterion's wording, ready for comparing.
struct Wording {
    words: usize,
    triples: BTreeSet<[String; 3]>,
}

/// The readings, with copies of a criterion's wording serving it badly.
pub(super) fn discounted(
    document: &Document,
    sentences: &[Sentence],
    readings: &[Option<Reading>],
    rubric: &Rubric,
) -> Vec<Option<Reading>> {
    let wordings: Vec<Wording> = rubric.criteria.iter().map(|c| Wording::of(&c.wording)).collect();
    let pairs = sentences.iter().zip(readings);
    let one = |(sentence, reading): (&Sentence, &Option<Reading>)| {
        let mut reading = reading.clone()?;
        let block = document.blocks.get(sentence.block)?;
        for c in copied(&block.text[sentence.span.clone()], &wordings) {
            serve_badly(&mut reading, c);
        }
        Some(reading)
    };
    pairs.map(one).collect()
}

/// Criteria whose wording `text` copies.
fn copied(text: &str, wordings: &[Wording]) -> Vec<usize> {
    let words = lower_words(text);
    let triples = triples(&words);
    let is_copy = |wording: &Wording| {
        let shared = wording.triples.intersection(&triples).count() as f32;
        let short = words.len() as f32 <= wording.words as f32 * OWN_WORDS;
        short && !wording.triples.is_empty() && shared >= COPIED * wording.triples.len() as f32
    };
    (0..wordings.len()).filter(|&c| is_copy(&wordings[c])).collect()
}

fn serve_badly(reading: &mut Reading, c: usize) {
    if let Some(quality) = reading.quality.get_mut(c) {
        *quality = quality.min(NO_SERVICE);
    }
    reading.behind.iter_mut().for_each(|one| serve_badly(one, c));
}

impl Wording {
    fn of(text: &str) -> Self {
        let words = lower_words(text);
        Self {
            words: words.len(),
            triples: triples(&words),
        }
    }
}

fn triples(words: &[String]) -> BTreeSet<[String; 3]> {
    words
        .windows(3)
        .filter_map(|w| <[String; 3]>::try_from(w.to_vec()).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_told_from_an_account_in_the_same_words() {
        let wording = [Wording::of("State the organisation's brand promise and core values.")];
        assert_eq!(
            copied(
                "I will state the organisation's brand promise and core values.",
                &wording
            ),
            [0]
        );
        assert_eq!(
            copied("Our brand promise is that nobody waits for more than a day.", &wording),
            [0; 0]
        );
        let told = "The organisation's brand promise and core values hang by the door: be kind, be quick, and never \
                    send anybody away without an answer, which is what I tell new starters.";
        assert_eq!(copied(told, &wording), [0; 0]);
    }
}
