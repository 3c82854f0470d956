//! Sentences that serve no criterion, whatever a reader makes of them.
//!
//! "Copied wording without content" is partial at most, and "we do not have one of these" is no evidence of having it (both
//! fixtures/corpus/ANNOTATION.md). Such a sentence may still touch a criterion; it does not serve it well.

use crate::document::Document;
use crate::reader::Reading;
use crate::rubric::{Copies, Rubric};
use crate::words::{Sentence, lower_words, triples};
use std::collections::BTreeSet;

/// Share of the wording's word triples that a copy has.
const COPIED: f32 = 0.6;
/// Words of a copy for each of the wording's: what is longer says something of its own.
const OWN_WORDS: f32 = 1.6;
/// Runs of words that deny having or having done something. "I do not raise my voice" is none: not doing can be the evidence.
const DENIALS: [&[&str]; 9] = [
    &["do", "not", "have"],
    &["don't", "have"],
    &["does", "not", "have"],
    &["doesn't", "have"],
    &["did", "not", "have"],
    &["didn't", "have"],
    &["nobody", "has"],
    &["there", "is", "no"],
    &["there", "are", "no"],
];
/// Share of a sentence's runs of three words that stands in the rubric, and the fewest of them: such a sentence says nothing of its own. Fewer are
/// anybody's words.
const FROM_RUBRIC: (f32, usize) = (0.8, 6);
/// Log odds that a copy or a denial serves the criterion fully.
const NO_SERVICE: f32 = -4.0;

/// A criterion's wording, ready for comparing.
struct Wording {
    words: usize,
    triples: BTreeSet<[String; 3]>,
}

/// Criteria that a sentence serves badly, whatever a reader makes of it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Hollow {
    /// All of them: it denies something, or stands word for word in the rubric, be it as an example.
    All,
    /// Those whose wording it copies, by their index; mostly none.
    Of(Vec<usize>),
}

impl Hollow {
    /// It says nothing of its own, for whatever criterion.
    pub(super) fn is_any(&self) -> bool {
        !matches!(self, Self::Of(criteria) if criteria.is_empty())
    }

    fn is_for(&self, c: usize) -> bool {
        match self {
            Self::All => true,
            Self::Of(criteria) => criteria.contains(&c),
        }
    }
}

/// What each sentence serves badly.
pub(super) fn hollow(document: &Document, sentences: &[Sentence], rubric: &Rubric) -> Vec<Hollow> {
    let wordings: Vec<Wording> = rubric.criteria.iter().map(|c| Wording::of(&c.wording)).collect();
    let copies = Copies::of(rubric);
    let is_copy = |words: &[String]| copies.has(words, FROM_RUBRIC.0, FROM_RUBRIC.1);
    let one = |sentence: &Sentence| {
        let text = document
            .blocks
            .get(sentence.block)
            .map_or("", |block| &block.text[sentence.span.clone()]);
        let words = lower_words(text);
        if denies(&words) || is_copy(&words) {
            Hollow::All
        } else {
            Hollow::Of(copied(&words, &wordings))
        }
    };
    sentences.iter().map(one).collect()
}

/// The readings, with hollow sentences serving what they are hollow for badly.
pub(super) fn discounted(readings: &[Option<Reading>], hollow: &[Hollow]) -> Vec<Option<Reading>> {
    let one = |(reading, hollow): (&Option<Reading>, &Hollow)| {
        let mut reading = reading.clone()?;
        (0..reading.quality.len())
            .filter(|&c| hollow.is_for(c))
            .for_each(|c| serve_badly(&mut reading, c));
        Some(reading)
    };
    readings.iter().zip(hollow).map(one).collect()
}

fn denies(words: &[String]) -> bool {
    DENIALS
        .iter()
        .any(|denial| words.windows(denial.len()).any(|run| run == *denial))
}

/// Criteria whose wording is copied.
fn copied(words: &[String], wordings: &[Wording]) -> Vec<usize> {
    let triples: BTreeSet<[String; 3]> = triples(words).collect();
    let is_copy = |wording: &Wording| {
        let short = words.len() as f32 <= wording.words as f32 * OWN_WORDS;
        let shared = || wording.triples.intersection(&triples).count() as f32;
        short && !wording.triples.is_empty() && shared() >= COPIED * wording.triples.len() as f32
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
            triples: triples(&words).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, BlockKind, Format};

    fn copies(text: &str, wordings: &[Wording]) -> Vec<usize> {
        copied(&lower_words(text), wordings)
    }

    #[test]
    fn a_denial_is_told_from_restraint() {
        let denies = |text: &str| denies(&lower_words(text));
        assert!(denies("We don't have a social media policy."));
        assert!(denies("There are no deadlines in my job."));
        assert!(!denies(
            "I did not raise my voice and I never leave my screen unlocked."
        ));
    }

    #[test]
    fn what_stands_in_the_rubric_says_nothing_of_its_own() {
        let rubric = Rubric::builtin().unwrap();
        let hollow_of = |text: &str| {
            let document = Document {
                format: Format::Txt,
                blocks: vec![Block::new(BlockKind::Paragraph, text)],
                pages: None,
                warnings: Vec::new(),
            };
            hollow(&document, &crate::words::sentences(&document), &rubric)
        };
        let example = &rubric.examples[0].text;
        assert!(hollow_of(example).contains(&Hollow::All), "{example}");
        let own = "We are a council leisure centre, so nobody takes a profit, and this year we wanted more of the over-60s in the pool.";
        assert_eq!(hollow_of(own), [Hollow::Of(Vec::new())]);
    }

    #[test]
    fn a_copy_is_told_from_an_account_in_the_same_words() {
        let wording = [Wording::of("State the organisation's brand promise and core values.")];
        assert_eq!(
            copies(
                "I will state the organisation's brand promise and core values.",
                &wording
            ),
            [0]
        );
        assert_eq!(
            copies("Our brand promise is that nobody waits for more than a day.", &wording),
            [0; 0]
        );
        let told = "The organisation's brand promise and core values hang by the door: be kind, be quick, and never \
                    send anybody away without an answer, which is what I tell new starters.";
        assert_eq!(copies(told, &wording), [0; 0]);
    }
}
