//! Finds the report's own words to start a question from.

use super::slips::slips;
use super::tact::embarrasses;
use super::targets::Target;
use crate::coverage::missing::{own_words, speaks_of};
use crate::personal::{self, Kind};
use crate::rubric::Criterion;
use crate::words::lower_words;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use unicode_segmentation::UnicodeSegmentation;

/// More than this can't be followed when it is read out.
const MOST_WORDS: usize = 30;
/// Fewer than this is a label or a fragment.
const LEAST_WORDS: usize = 5;

/// Words that lean on the sentence before: what follows can't be understood alone.
const LEANING: &[&str] = &[
    "also",
    "although",
    "and",
    "another",
    "because",
    "both",
    "but",
    "finally",
    "firstly",
    "he",
    "her",
    "his",
    "however",
    "it",
    "its",
    "lastly",
    "or",
    "otherwise",
    "secondly",
    "she",
    "so",
    "such",
    "that",
    "their",
    "them",
    "then",
    "therefore",
    "these",
    "they",
    "thirdly",
    "this",
    "those",
    "thus",
    "which",
    "who",
];

/// Whoever these are was named in a sentence before, where they stand so near the beginning.
const SOMEBODY: &[&str] = &["he", "her", "him", "his", "it", "she", "their", "them", "they"];

/// Words of a sentence's beginning.
const BEGINNING: usize = 4;

/// The same as second words ("Since then", "After this").
const LEANING_SECOND: &[&str] = &["that", "then", "these", "this", "those"];

/// Words with a full stop that does not end a sentence.
const ABBREVIATIONS: &[&str] = &[
    "approx.", "co.", "dept.", "dr.", "e.g.", "eg.", "etc.", "i.e.", "ie.", "inc.", "ltd.", "mr.", "mrs.", "ms.",
    "no.", "regs.", "st.", "vs.",
];

/// Share of a sentence's three-word runs that stand in the criterion from which it only repeats the criterion.
const REPEATS: f32 = 0.5;

/// Sentences of the apprentice's own that can be read out, best first: those with fewest slips, of these the ones from the
/// best evidence, and there the longest.
///
/// Appendix text is left out (others wrote it), as are questions (two question marks in one question confuse), whatever
/// leads or embarrasses, and what holds a customer's number, address or date of birth.
pub(super) fn quotes<'a>(target: &Target<'a>) -> Vec<&'a str> {
    let coverage = target.coverage;
    let own = coverage.evidence.iter().filter(|evidence| !evidence.in_appendix);
    let fit = own.enumerate().flat_map(|(rank, evidence)| {
        let fit = whole_sentences(&evidence.quote).into_iter().filter(|sentence| {
            stands_alone(sentence) && !embarrasses(sentence) && !leads(sentence, target.criterion, &coverage.missing)
        });
        fit.filter_map(|sentence| Some((roughness(sentence)?, rank, Reverse(words(sentence)), sentence)))
            .collect::<Vec<_>>()
    });
    let mut fit: Vec<_> = fit.collect();
    // Equals keep the report's order.
    fit.sort_by_key(|(rough, rank, length, _)| (*rough, *rank, *length));
    fit.into_iter().map(|(_, _, _, sentence)| sentence).collect()
}

/// The sentences, without those that an abbreviation was taken to end: neither half is one.
fn whole_sentences(text: &str) -> Vec<&str> {
    let sentences: Vec<&str> = text.unicode_sentences().map(str::trim).collect();
    let halved = |index: usize| {
        let before = index.checked_sub(1).and_then(|before| sentences.get(before));
        [before, sentences.get(index)]
            .into_iter()
            .flatten()
            .any(|s| ends_in_abbreviation(s))
    };
    let whole = sentences.iter().enumerate().filter(|(index, _)| !halved(*index));
    whole.map(|(_, sentence)| *sentence).collect()
}

/// Slips and names in it, which should both be as few as can be; nothing where it can't be read out at all. A masked sentence
/// is judged as the unmasked one was, so that masking changes no choice.
fn roughness(sentence: &str) -> Option<usize> {
    let names = personal::find(sentence)
        .iter()
        .try_fold(0, |names, span| (span.kind == Kind::Name).then_some(names + 1))?;
    let without_names = sentence.replace(Kind::Name.mark(), "");
    let marks = sentence.matches(Kind::Name.mark()).count();
    (!without_names.contains('[')).then(|| names + marks + slips(&without_names))
}

/// Whether the sentence holds what is asked for, or only repeats the criterion.
fn leads(sentence: &str, criterion: &Criterion, missing: &[String]) -> bool {
    let asked = criterion
        .asks
        .iter()
        .enumerate()
        .filter(|(_, ask)| missing.contains(ask));
    let gives_away = |index: usize| {
        let words = own_words(criterion, index);
        !words.is_empty() && words.iter().all(|word| speaks_of(sentence, word))
    };
    let (own, given) = (runs(sentence), runs(&criterion.wording));
    let repeated = own.intersection(&given).count() as f32;
    repeated >= REPEATS * own.len().max(1) as f32 || asked.map(|(index, _)| index).any(gives_away)
}

fn runs(text: &str) -> BTreeSet<Vec<String>> {
    lower_words(text).windows(3).map(<[String]>::to_vec).collect()
}

fn ends_in_abbreviation(sentence: &str) -> bool {
    let last = sentence
        .split_whitespace()
        .last()
        .unwrap_or_default()
        .trim_start_matches('(');
    ABBREVIATIONS.contains(&last.to_lowercase().as_str()) || last.trim_end_matches('.').chars().count() <= 1
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

fn stands_alone(sentence: &str) -> bool {
    let mut opening = sentence
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase());
    let (first, second) = (opening.next().unwrap_or_default(), opening.next().unwrap_or_default());
    let opens = sentence
        .chars()
        .next()
        .is_some_and(|c| c.is_uppercase() || c.is_numeric());
    let closes = sentence.ends_with(['.', '!']);
    let clean = !sentence.contains(['?', '“', '”', '"', ':']);
    opens
        && closes
        && clean
        && (LEAST_WORDS..=MOST_WORDS).contains(&words(sentence))
        && !LEANING.contains(&first.as_str())
        && !LEANING_SECOND.contains(&second.as_str())
        && !opening
            .take(BEGINNING - 2)
            .any(|word| SOMEBODY.contains(&word.as_str()))
        && !SOMEBODY.contains(&second.as_str())
}

#[cfg(test)]
mod tests;
