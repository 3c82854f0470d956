//! References to appendices, and appendices.

use super::look::words;
use super::{Flag, FlagKind};
use crate::analysis::{Analysis, PlacedBlock};
use crate::rubric::ReviewRules;
use crate::structure::Role;
use std::collections::BTreeSet;

/// Longest heading of an appendix, in words.
const HEADING_WORDS: usize = 16;

/// Numbers as words, from one on.
const NUMBERS: [&str; 10] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
];

/// An appendix that is spoken of: its label ("3", "b"; empty for just "the appendix"), and the block.
struct Mention {
    label: String,
    block: usize,
}

/// What does not fit together.
pub(super) fn flags(
    analysis: &Analysis,
    rules: &ReviewRules,
    flag: impl Fn(FlagKind, &str, Option<usize>) -> Flag,
) -> Vec<Flag> {
    let is_appendix = |block: &PlacedBlock| block.role == Role::Appendix;
    let there = analysis.blocks.iter().any(is_appendix);
    let labels = labels(analysis, rules);
    let mentions = mentions(analysis, rules);
    let mut out = Vec::new();
    for mention in &mentions {
        let leads_nowhere =
            !there || !mention.label.is_empty() && !labels.is_empty() && !labels.contains(&mention.label);
        if leads_nowhere {
            out.push(flag(
                FlagKind::AppendixMissing,
                &mention.label.to_uppercase(),
                Some(mention.block),
            ));
        }
    }
    if !there {
        return out;
    }
    let begins = analysis.blocks.iter().position(is_appendix);
    if mentions.is_empty() {
        if !speaks_of_evidence(analysis, rules) {
            out.push(flag(FlagKind::AppendixUnused, "", begins));
        }
        return out;
    }
    // Where the text only ever says "the appendix", each of them may be meant.
    let named: BTreeSet<&str> = mentions
        .iter()
        .map(|m| m.label.as_str())
        .filter(|label| !label.is_empty())
        .collect();
    if named.len() == mentions.iter().map(|m| m.label.as_str()).collect::<BTreeSet<_>>().len() {
        let unused: Vec<String> = labels
            .iter()
            .filter(|label| !named.contains(label.as_str()))
            .map(|label| label.to_uppercase())
            .collect();
        if !unused.is_empty() {
            out.push(flag(FlagKind::AppendixUnused, &unused.join(", "), begins));
        }
    }
    out
}

/// Labels of the appendices that have headings with one.
fn labels(analysis: &Analysis, rules: &ReviewRules) -> BTreeSet<String> {
    let blocks = analysis.blocks.iter().filter(|block| block.role == Role::Appendix);
    let headings = blocks.filter(|block| block.text.split_whitespace().count() <= HEADING_WORDS);
    headings
        .filter_map(|block| {
            let words = words(&block.text);
            let first = words.first()?;
            rules
                .appendix_words
                .contains(first)
                .then(|| label(words.get(1).map(String::as_str)))
        })
        .filter(|label| !label.is_empty())
        .collect()
}

fn mentions(analysis: &Analysis, rules: &ReviewRules) -> Vec<Mention> {
    let body = analysis
        .blocks
        .iter()
        .enumerate()
        .filter(|(_, block)| matches!(block.role, Role::Body | Role::Other));
    let mut out: Vec<Mention> = Vec::new();
    for (index, block) in body {
        let words = words(&block.text);
        for (at, _) in words
            .iter()
            .enumerate()
            .filter(|(_, word)| rules.appendix_words.contains(word))
        {
            for label in labels_after(&words, at) {
                if !out.iter().any(|m| m.label == label && m.block == index) {
                    out.push(Mention { label, block: index });
                }
            }
        }
    }
    out
}

/// The labels after the word at `at`: of "appendix A and B" both, of "appendices 1, 2 and 3" all three. One that is empty
/// where there is none.
fn labels_after(words: &[String], at: usize) -> Vec<String> {
    let plural = words[at].ends_with('s');
    let mut labels = vec![label(words.get(at + 1).map(String::as_str))];
    let mut next = at + 2;
    while labels.iter().all(|label| !label.is_empty()) {
        let joined = words.get(next).is_some_and(|word| word == "and" || word == "or");
        let further = label(words.get(next + usize::from(joined)).map(String::as_str));
        if further.is_empty() || !(joined || plural) {
            break;
        }
        labels.push(further);
        next += 1 + usize::from(joined);
    }
    labels
}

/// "3", "three", "b" or "iv" after the word; empty for another word.
fn label(word: Option<&str>) -> String {
    let Some(word) = word else { return String::new() };
    if let Some(number) = NUMBERS.iter().position(|number| *number == word) {
        return (number + 1).to_string();
    }
    let number = word.chars().all(|c| c.is_ascii_digit()) && word.len() <= 2;
    // "Appendix I wrote" and "appendix a" are words.
    let letter = word.chars().count() == 1 && word.chars().all(char::is_alphabetic) && word != "i";
    let roman = word.len() > 1 && word.chars().all(|c| matches!(c, 'i' | 'v' | 'x'));
    if number || letter || roman {
        word.to_owned()
    } else {
        String::new()
    }
}

fn speaks_of_evidence(analysis: &Analysis, rules: &ReviewRules) -> bool {
    let mut body = analysis.blocks.iter().filter(|block| block.role != Role::Appendix);
    body.any(|block| super::look::any_of(&words(&block.text), &rules.evidence_words))
}
