//! The words by which a rubric's criteria and sections are known.
//!
//! A profile is a bag of stems with weights. What many profiles share weighs little, and each profile is brought to the
//! same length, so that one telling word of a short wording says as much as several of a long one.

use super::stems::{stem, stems};
use crate::rubric::{Criterion, ExampleLabel, Kind, Rubric, Section};
use crate::steady;
use std::collections::{BTreeMap, BTreeSet};

/// How much a text of the rubric says of what its criterion is about.
const WORDING: f32 = 1.0;
const ASKS: f32 = 1.0;
const SHOWS: f32 = 0.5;
const GLOSSARY: f32 = 0.3;
const QUESTIONS: f32 = 0.3;
/// The same of examples, which tell a story with many words of its own.
const MET: f32 = 1.0;
const PARTIAL: f32 = 0.4;
const ABSENT: f32 = -1.0;
/// The same for sections.
const TITLE: f32 = 1.0;
const HEADINGS: f32 = 0.5;
const CRITERIA: f32 = 0.4;

/// Stems with their weights.
pub(super) type Bag = BTreeMap<String, f32>;

/// Weighted stems, for looking up whom a word speaks for.
#[derive(Debug, Default)]
pub(super) struct Profiles {
    /// Stem → each profile that has it, with its weight there.
    postings: BTreeMap<String, Vec<(usize, f32)>>,
    count: usize,
}

impl Profiles {
    /// From bags of unequal length.
    pub(super) fn new(bags: &[Bag]) -> Self {
        let mut users: BTreeMap<&str, u32> = BTreeMap::new();
        for stem in bags.iter().flat_map(BTreeMap::keys) {
            *users.entry(stem).or_default() += 1;
        }
        let most = bags.len() as f32 + 1.0;
        let rarity = |stem: &str| users.get(stem).map_or(0.0, |&n| steady::ln(most / (n as f32 + 0.5)));
        let mut postings: BTreeMap<String, Vec<(usize, f32)>> = BTreeMap::new();
        for (owner, bag) in bags.iter().enumerate() {
            let weighted: Vec<(&String, f32)> = bag.iter().map(|(stem, w)| (stem, w * rarity(stem))).collect();
            let length = weighted
                .iter()
                .map(|(_, w)| w * w)
                .sum::<f32>()
                .sqrt()
                .max(f32::MIN_POSITIVE);
            for (stem, weight) in weighted {
                postings.entry(stem.clone()).or_default().push((owner, weight / length));
            }
        }
        Self {
            postings,
            count: bags.len(),
        }
    }

    /// How much the words speak for each profile: 1 is as much as a whole profile of one word.
    pub(super) fn scores<'s>(&self, words: impl IntoIterator<Item = (&'s String, f32)>) -> Vec<f32> {
        let mut scores = vec![0.0; self.count];
        for (word, worth) in words {
            for &(owner, weight) in self.postings.get(word).map_or(&[][..], Vec::as_slice) {
                if let Some(score) = scores.get_mut(owner) {
                    *score += weight * worth;
                }
            }
        }
        scores
    }
}

/// What each criterion is about, in the rubric's own words.
pub(super) fn own_words(rubric: &Rubric) -> Vec<Bag> {
    rubric
        .criteria
        .iter()
        .map(|criterion| own_words_of(rubric, criterion))
        .collect()
}

fn own_words_of(rubric: &Rubric, criterion: &Criterion) -> Bag {
    let mut bag = Bag::new();
    add(&mut bag, &criterion.wording, WORDING);
    add(&mut bag, &criterion.asks.join(" "), ASKS);
    add(&mut bag, &criterion.shows, SHOWS);
    for term in rubric
        .terms
        .iter()
        .filter(|term| criterion.glossary.contains(&term.term))
    {
        add(&mut bag, &term.meaning, GLOSSARY);
    }
    if let Some(questions) = rubric.questions_of(&criterion.code) {
        add(&mut bag, &questions.main.join(" "), QUESTIONS);
    }
    // "Describe" tells how to write; "adapt" is what has to be done.
    if criterion.kind == Kind::Knowledge {
        bag.remove(&stem(&criterion.verb));
    }
    bag
}

/// How each criterion's examples tell of it.
pub(super) fn told_words(rubric: &Rubric) -> Vec<Bag> {
    rubric
        .criteria
        .iter()
        .map(|criterion| told_words_of(rubric, criterion))
        .collect()
}

fn told_words_of(rubric: &Rubric, criterion: &Criterion) -> Bag {
    let mut bag = Bag::new();
    for (label, weight) in [
        (ExampleLabel::Met, MET),
        (ExampleLabel::Partial, PARTIAL),
        (ExampleLabel::Absent, ABSENT),
    ] {
        let of_label = |e: &&crate::rubric::Example| e.criterion == criterion.code && e.label == label;
        let count = rubric.examples.iter().filter(of_label).count().max(1) as f32;
        for example in rubric.examples.iter().filter(of_label) {
            add(&mut bag, &example.text, weight / count);
        }
    }
    bag
}

/// What each section is about.
pub(super) fn section_words(rubric: &Rubric, criteria: &[Bag]) -> Vec<Bag> {
    let of_section = |section: &Section| {
        let mut bag = Bag::new();
        add(&mut bag, &section.title, TITLE);
        add(&mut bag, &section.headings.join(" "), HEADINGS);
        let carried = rubric.criteria.iter().zip(criteria);
        for (_, words) in carried.filter(|(criterion, _)| section.criteria.contains(&criterion.code)) {
            for (stem, weight) in words {
                *bag.entry(stem.clone()).or_default() += weight * CRITERIA;
            }
        }
        bag
    };
    rubric.sections.iter().map(of_section).collect()
}

/// The separate things each criterion asks for, as the stems that no other of its parts has.
pub(super) fn asked_parts(rubric: &Rubric) -> Vec<Vec<BTreeSet<String>>> {
    rubric.criteria.iter().map(parts_of).collect()
}

/// The parts of one criterion; those that differ from the others in no word are left out.
pub(crate) fn parts_of(criterion: &Criterion) -> Vec<BTreeSet<String>> {
    let all: Vec<BTreeSet<String>> = criterion.asks.iter().map(|ask| stems(ask)).collect();
    let uses = |stem: &String| all.iter().filter(|part| part.contains(stem)).count();
    let own = all
        .iter()
        .map(|part| part.iter().filter(|stem| uses(stem) == 1).cloned().collect());
    own.filter(|part: &BTreeSet<String>| !part.is_empty()).collect()
}

fn add(bag: &mut Bag, text: &str, weight: f32) {
    for stem in stems(text) {
        *bag.entry(stem).or_default() += weight;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bag(text: &str) -> Bag {
        let mut bag = Bag::new();
        add(&mut bag, text, 1.0);
        bag
    }

    fn scores(profiles: &Profiles, text: &str) -> Vec<f32> {
        profiles.scores(stems(text).iter().map(|stem| (stem, 1.0)))
    }

    #[test]
    fn shared_words_weigh_little() {
        let profiles = Profiles::new(&[
            bag("customer complaint"),
            bag("customer feedback"),
            bag("customer deadline"),
        ]);
        let shared = scores(&profiles, "customers");
        let own = scores(&profiles, "feedback");
        assert!(shared[1] > 0.0 && shared[1] < 0.3 * own[1], "{shared:?} {own:?}");
        assert_eq!((own[0], own[2]), (0.0, 0.0));
    }

    #[test]
    fn short_and_long_wordings_are_told_by_as_much() {
        let profiles = Profiles::new(&[bag("lamp"), bag("tour weather storm visitor")]);
        assert!((scores(&profiles, "lamp")[0] - 1.0).abs() < 1e-6);
        assert!((scores(&profiles, "a tour in bad weather")[1] - 1.0).abs() < 1e-6);
    }
}
