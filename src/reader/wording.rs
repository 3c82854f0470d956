//! The reader for any rubric: what a sentence bears on, judged by the rubric's own words alone.
//!
//! Nothing is fitted. A sentence bears on a criterion as far as it shares telling words with its wording and its
//! examples, which the words around it can strengthen but not replace. It knows no meaning: what is told in quite other
//! words than the rubric's it does not see.

mod profile;
mod stems;

use super::{Reader, Reading};
use crate::document::{BlockKind, Document};
use crate::error::Result;
use crate::rubric::{Copies, Rubric};
use crate::steady;
use crate::words::{Sentence, lower_words};
use profile::Profiles;
use std::collections::{BTreeMap, BTreeSet};

pub(crate) use profile::parts_of;
pub(crate) use stems::stems;

/// Log odds of a sentence that shares no word with the criterion.
const NOTHING: f32 = -5.0;
/// Log odds that a whole profile's worth of words adds.
const WORTH: f32 = 6.5;
/// Log odds are never over this: words alone make nothing certain.
const MOST: f32 = 2.5;
/// What the words of examples can add at most, and take away.
const TOLD_MOST: f32 = 0.4;
const TOLD_LEAST: f32 = -0.2;
/// Share of the neighbours' and the heading's own words that strengthens a sentence.
const AROUND: f32 = 0.3;
/// A word stands in so many of this many sentences before it begins to weigh less.
const USUAL: f32 = 20.0;
/// The least that a word of the report weighs, however often it stands there.
const LEAST_WORTH: f32 = 0.3;
/// A sentence with this share of its words in the rubric's own order is copied from it.
const COPIED: f32 = 0.6;
/// Words at which a sentence is long enough to say a thing in full.
const LONG: f32 = 20.0;
/// Log odds of sections that a whole profile's worth of words adds.
const SECTION_WORTH: f32 = 3.0;

/// Reads by the words of a rubric.
#[derive(Debug)]
pub struct Wording {
    own: Profiles,
    told: Profiles,
    sections: Profiles,
    parts: Vec<Vec<BTreeSet<String>>>,
    copies: Copies,
}

/// A sentence on its way to a reading.
struct Read {
    block: usize,
    stems: BTreeSet<String>,
    words: usize,
    copied: bool,
    own: Vec<f32>,
    /// What the heading above it speaks for; shared by all sentences under it.
    heading: usize,
}

impl Wording {
    /// Gathers the words of a rubric.
    pub fn new(rubric: &Rubric) -> Self {
        let own = profile::own_words(rubric);
        Self {
            sections: Profiles::new(&profile::section_words(rubric, &own)),
            own: Profiles::new(&own),
            told: Profiles::new(&profile::told_words(rubric)),
            parts: profile::asked_parts(rubric),
            copies: Copies::of(rubric),
        }
    }

    fn reading(&self, read: &Read, around: &[f32], worth: &BTreeMap<String, f32>) -> Reading {
        let words = || weighted(&read.stems, worth);
        let told = self.told.scores(words());
        let score = |c: usize, own: f32| {
            let told_of = told.get(c).copied().unwrap_or(0.0).clamp(TOLD_LEAST, TOLD_MOST);
            own + told_of + AROUND * around.get(c).copied().unwrap_or(0.0).min(own)
        };
        let evidence = read.own.iter().enumerate().map(|(c, &own)| {
            let log_odds = NOTHING + WORTH * score(c, own).max(0.0);
            if read.copied { NOTHING } else { log_odds.min(MOST) }
        });
        let quality = self.parts.iter().map(|parts| quality(parts, read));
        Reading {
            evidence: evidence.collect(),
            quality: quality.collect(),
            section: self
                .sections
                .scores(words())
                .into_iter()
                .map(|s| s * SECTION_WORTH)
                .collect(),
            behind: Vec::new(),
        }
    }
}

/// Long sentences that speak of all parts serve a criterion best.
fn quality(parts: &[BTreeSet<String>], read: &Read) -> f32 {
    let spoken = parts.iter().filter(|part| !part.is_disjoint(&read.stems)).count();
    let share = spoken as f32 / parts.len().max(1) as f32;
    2.0 * share + 2.0 * (read.words as f32 / LONG).min(1.0) - 2.0
}

impl Reader for Wording {
    fn read(&self, document: &Document, sentences: &[Sentence]) -> Result<Vec<Option<Reading>>> {
        let (mut headings, mut of_heading) = (vec![Vec::new()], None);
        let mut found: Vec<Option<Read>> = Vec::with_capacity(sentences.len());
        for sentence in sentences {
            let block = document.blocks.get(sentence.block);
            let text = block.and_then(|b| Some((b, b.text.get(sentence.span.clone())?)));
            let Some((block, text)) = text else {
                found.push(None);
                continue;
            };
            if block.kind == BlockKind::Heading {
                if of_heading != Some(sentence.block) {
                    of_heading = Some(sentence.block);
                    headings.push(self.own.scores(stems(&block.text).iter().map(|stem| (stem, 1.0))));
                }
                found.push(None);
                continue;
            }
            found.push(Some(Read {
                block: sentence.block,
                stems: stems(text),
                words: sentence.words,
                copied: self.copies.has(&lower_words(text), COPIED, 1),
                own: Vec::new(),
                heading: headings.len() - 1,
            }));
        }
        let worth = worths(&found);
        for read in found.iter_mut().flatten() {
            read.own = self.own.scores(weighted(&read.stems, &worth));
        }
        let readings = found.iter().enumerate().map(|(i, read)| {
            let read = read.as_ref()?;
            let heading = headings.get(read.heading).map_or(&[][..], Vec::as_slice);
            Some(self.reading(read, &around(&found, i, read, heading), &worth))
        });
        Ok(readings.collect())
    }
}

/// The most that a neighbour in the same block, or the heading, speaks for each criterion.
fn around(found: &[Option<Read>], i: usize, read: &Read, heading: &[f32]) -> Vec<f32> {
    let near = [i.checked_sub(1), i.checked_add(1)].into_iter().flatten();
    let near = near.filter_map(|k| found.get(k)?.as_ref());
    let mut most = vec![0.0_f32; read.own.len()];
    let beside = near
        .filter(|other| other.block == read.block && !other.copied)
        .map(|other| other.own.as_slice());
    for scores in beside.chain([heading]) {
        for (most, &score) in most.iter_mut().zip(scores) {
            *most = most.max(score);
        }
    }
    most
}

fn weighted<'s>(
    stems: &'s BTreeSet<String>,
    worth: &'s BTreeMap<String, f32>,
) -> impl Iterator<Item = (&'s String, f32)> {
    stems.iter().map(|stem| (stem, worth.get(stem).copied().unwrap_or(1.0)))
}

/// What each word of the report is worth: less where it stands in every other sentence. What was copied from the rubric
/// does not count, so that it makes no word of the report itself more usual.
fn worths(found: &[Option<Read>]) -> BTreeMap<String, f32> {
    let own = || found.iter().flatten().filter(|read| !read.copied);
    let mut uses: BTreeMap<String, f32> = BTreeMap::new();
    for stem in own().flat_map(|read| &read.stems) {
        *uses.entry(stem.clone()).or_default() += 1.0;
    }
    let all = own().count() as f32 + USUAL;
    let worth = |uses: f32| (steady::ln(all / (uses + 1.0)) / steady::ln(USUAL)).clamp(LEAST_WORTH, 1.0);
    uses.into_iter().map(|(stem, n)| (stem, worth(n))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, Format};
    use crate::rubric::{Example, ExampleLabel};
    use crate::words;
    use proptest::prelude::*;

    const OTHER: &str = include_str!("../../fixtures/rubrics/other.toml");

    fn rubric() -> Rubric {
        Rubric::parse("other.toml", &[("other.toml", OTHER)]).unwrap()
    }

    /// The readings of a paragraph.
    fn read(rubric: &Rubric, text: &str) -> Vec<Reading> {
        let document = Document {
            format: Format::Txt,
            blocks: vec![
                Block::new(BlockKind::Heading, "Report"),
                Block::new(BlockKind::Paragraph, text),
            ],
            pages: None,
            warnings: Vec::new(),
        };
        let sentences = words::sentences(&document);
        let readings = Wording::new(rubric).read(&document, &sentences).unwrap();
        assert_eq!((readings.len(), &readings[0]), (sentences.len(), &None));
        readings.into_iter().flatten().collect()
    }

    #[test]
    fn a_sentence_bears_on_the_criterion_whose_words_it_shares() {
        let found = &read(&rubric(), "Because of the weather I changed the tour.")[0];
        assert!(found.evidence[3] > 0.0, "{found:?}");
        assert!(
            found.evidence[..3].iter().all(|e| (e - NOTHING).abs() < 1e-6),
            "{found:?}"
        );
        assert!(found.section[1] > found.section[0], "{found:?}");
    }

    #[test]
    fn copied_wording_bears_on_nothing() {
        for copied in [
            "Adapt a tour to the weather.",
            "The report tells of a tour that was changed for the weather.",
            "How does the light get from the lamp to the ships?",
        ] {
            let found = &read(&rubric(), copied)[0];
            assert!(
                found.evidence.iter().all(|e| (e - NOTHING).abs() < 1e-6),
                "{copied} {found:?}"
            );
        }
    }

    #[test]
    fn examples_add_and_take_away_words() {
        let text = "We moved everyone indoors before the gale and skipped the tower tour.";
        let plain = read(&rubric(), text)[0].evidence[3];
        let with = |label: ExampleLabel| {
            let mut rubric = rubric();
            rubric.examples.push(Example {
                criterion: "L4".to_owned(),
                label,
                text: "When the gale came I took them indoors.".to_owned(),
                why: "It tells of one tour.".to_owned(),
            });
            read(&rubric, text)[0].evidence[3]
        };
        assert!(with(ExampleLabel::Met) > plain && with(ExampleLabel::Absent) < plain);
    }

    #[test]
    fn neighbours_strengthen_what_a_sentence_says_and_add_nothing_new() {
        let alone = read(&rubric(), "The lens is old.");
        let told = read(
            &rubric(),
            "The lens is old. It cost a lot. The two lenses differ in their rings.",
        );
        assert!((told[1].evidence[1] - NOTHING).abs() < 1e-6, "{told:?}");
        let near = read(&rubric(), "The lens is old. The two lenses differ in their rings.");
        assert!(near[0].evidence[1] > alone[0].evidence[1], "{near:?} {alone:?}");
    }

    #[test]
    fn a_long_sentence_about_all_parts_serves_best() {
        let quality = |text: &str| read(&rubric(), text)[0].quality[1];
        let full = quality(
            "The two lenses differ in that the old one, with its brass frame and its many rings, throws a narrower beam \
             than the plain new one.",
        );
        assert!(full > quality("The two lenses differ.") && full > quality("The lenses stand in the hall."));
    }

    proptest! {
        /// Whatever is read, there is a number for every criterion and section, and none is over the limit.
        #[test]
        fn any_text_has_whole_readings(text in "\\PC{1,200}") {
            for reading in read(&rubric(), &text) {
                prop_assert_eq!((reading.evidence.len(), reading.quality.len(), reading.section.len()), (4, 4, 2));
                prop_assert!(reading.evidence.iter().all(|e| (NOTHING..=MOST).contains(e)));
            }
        }
    }
}
