//! The front page: whose report it is, and where they work.

use super::FlagKind;
use super::look::{any_of, words};
use crate::analysis::Analysis;
use crate::rubric::ReviewRules;
use crate::structure::Role;

/// Blocks at the start that are looked at where there is no front page: some begin with a sentence about themselves.
const FIRST_BLOCKS: usize = 2;
/// Words of a line that are looked at.
const LINE_WORDS: usize = 24;

/// What the front page seems to lack. Names look like anything, so that only what is plain is said: a page without any name
/// has no apprentice's, and one with a single name has no employer's.
pub(super) fn missing(analysis: &Analysis, rules: &ReviewRules) -> Vec<FlagKind> {
    let blocks = analysis.blocks.iter().enumerate();
    let front =
        blocks.filter(|(index, block)| block.role == Role::Front || block.role == Role::Other && *index < FIRST_BLOCKS);
    let lines: Vec<String> = front
        .map(|(_, block)| {
            block
                .text
                .split_whitespace()
                .take(LINE_WORDS)
                .collect::<Vec<_>>()
                .join(" ")
        })
        // The contents list.
        .filter(|line| !line.contains("..."))
        .collect();
    let labelled = |labels: &[String]| lines.iter().any(|line| any_of(&words(line), labels));
    let names = lines
        .iter()
        .flat_map(|line| parts(line))
        .filter(|part| holds_name(part, rules))
        .count();
    let all = [
        (FlagKind::Name, names >= 1 || labelled(&rules.name_labels)),
        (FlagKind::Employer, names >= 2 || labelled(&rules.employer_labels)),
    ];
    all.into_iter()
        .filter(|(_, there)| !there)
        .map(|(kind, _)| kind)
        .collect()
}

/// What stands side by side in a line: "Sam Lee, Harbour Lane Plants".
fn parts(line: &str) -> impl Iterator<Item = &str> {
    line.split([',', '|', '–', '—', ':', ';', '/'])
        .flat_map(|part| part.split(" - "))
}

/// A word with a capital letter that belongs to no title.
fn holds_name(part: &str, rules: &ReviewRules) -> bool {
    let named = |word: &str| {
        let bare = words(word).concat();
        word.chars().next().is_some_and(char::is_uppercase)
            && bare.chars().count() > 1
            && !rules.title_words.contains(&bare)
    };
    part.split_whitespace().any(named)
}
