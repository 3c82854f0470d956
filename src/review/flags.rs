//! What to check: rules that the text touches, each with its place.

use super::look::{any_of, first_of, words};
use super::{Flag, FlagKind, Place, appendix, front};
use crate::analysis::{Analysis, PlacedBlock};
use crate::document::BlockKind;
use crate::personal::{self, Kind};
use crate::rubric::{ReviewRule, ReviewRules, Rubric, RuleId};
use crate::structure::Role;
use crate::words::{lower_words, triples};
use std::collections::BTreeSet;

/// Data that somebody could be known by.
const PERSONAL: [Kind; 6] = [
    Kind::Phone,
    Kind::Email,
    Kind::Card,
    Kind::Account,
    Kind::BirthDate,
    Kind::Postcode,
];
/// Words of a paragraph that a place quotes.
const BEGINS: usize = 8;
/// Share of a criterion's word triples that stand in a paragraph which repeats it.
const COPIED: f32 = 0.8;
/// Shortest wording that is known again, in word triples.
const LEAST_TRIPLES: usize = 5;

/// All flags, by kind, then in the order of the report. None where the rubric has no rules for a review.
pub(super) fn flags(analysis: &Analysis, rubric: &Rubric) -> Vec<Flag> {
    let Some(rules) = &rubric.review else {
        return Vec::new();
    };
    let flag = |kind: FlagKind, what: &str, block: Option<usize>| Flag {
        kind,
        what: what.to_owned(),
        place: block.and_then(|block| place(analysis, block)),
        rule: rule(rules, kind.rule()),
    };
    let mut out = Vec::new();
    for (index, block) in analysis.blocks.iter().enumerate() {
        let found = ai(block, rules)
            .into_iter()
            .chain(personal_data(block))
            .chain(pasted(block, rubric));
        out.extend(found.map(|(kind, what)| flag(kind, &what, Some(index))));
    }
    out.extend(appendix::flags(analysis, rules, flag));
    if !analysis
        .blocks
        .iter()
        .any(|block| any_of(&words(&block.text), &rules.submission_words))
    {
        out.push(flag(FlagKind::SubmissionSheet, "", None));
    }
    out.extend(
        front::missing(analysis, rules)
            .into_iter()
            .map(|kind| flag(kind, "", None)),
    );
    if analysis.words.limit.is_some_and(|limit| analysis.words.counted > limit) {
        out.push(flag(FlagKind::LongReport, "", None));
    }
    out.sort_by_key(|flag| (flag.kind, flag.place.as_ref().map(|place| place.block)));
    out
}

/// Rules that hold whatever the text says.
pub(super) fn reminders(rubric: &Rubric) -> Vec<ReviewRule> {
    let rules = rubric.review.iter();
    let ids = [RuleId::Ai, RuleId::OwnWork];
    rules
        .flat_map(|rules| ids.into_iter().filter_map(|id| rule(rules, id)))
        .collect()
}

fn rule(rules: &ReviewRules, id: RuleId) -> Option<ReviewRule> {
    rules.rules.iter().find(|rule| rule.id == id).cloned()
}

fn place(analysis: &Analysis, index: usize) -> Option<Place> {
    let block = analysis.blocks.get(index)?;
    let masked = personal::mask(&block.text);
    let begins: Vec<&str> = masked.split_whitespace().take(BEGINS).collect();
    Some(Place {
        block: index,
        page: block.page,
        sections: block.sections.clone(),
        begins: begins.join(" "),
    })
}

/// An AI tool without a reference in the same paragraph. Whether a tool wrote the report can't be seen and is not guessed.
fn ai(block: &PlacedBlock, rules: &ReviewRules) -> Option<(FlagKind, String)> {
    let words = words(&block.text);
    let tool = first_of(&words, &rules.ai_tools)?;
    let text = block.text.to_lowercase();
    let (with_colon, bare): (Vec<String>, Vec<String>) = rules
        .reference_words
        .iter()
        .cloned()
        .partition(|word| word.ends_with(':'));
    let referenced = any_of(&words, &bare) || with_colon.iter().any(|word| text.contains(word));
    (!referenced).then(|| (FlagKind::Ai, tool.to_owned()))
}

/// Data that somebody could be known by. The front page holds the apprentice's own.
fn personal_data(block: &PlacedBlock) -> Vec<(FlagKind, String)> {
    if block.role == Role::Front {
        return Vec::new();
    }
    let found = personal::find(&block.text);
    let of_somebody = found
        .iter()
        .filter(|span| span.kind != Kind::Phone || !is_service_number(&block.text[span.start..span.end]));
    // Where it is masked already, it still stands in the report.
    let masked = PERSONAL.into_iter().filter(|kind| block.text.contains(kind.mark()));
    let kinds: BTreeSet<Kind> = of_somebody.map(|span| span.kind).chain(masked).collect();
    let telling = kinds
        .into_iter()
        .filter(|kind| !matches!(kind, Kind::Name | Kind::Order));
    telling
        .map(|kind| (FlagKind::Personal, kind.mark().trim_matches(['[', ']']).to_owned()))
        .collect()
}

/// Numbers that only organisations have: free ones, and those of one price for the whole country.
fn is_service_number(number: &str) -> bool {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    ["0800", "0808", "03"].iter().any(|start| digits.starts_with(start))
}

/// A criterion's wording as text of the report. As a heading it is what the brief suggests.
fn pasted(block: &PlacedBlock, rubric: &Rubric) -> Vec<(FlagKind, String)> {
    let text = matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem) && block.role == Role::Body;
    if !text {
        return Vec::new();
    }
    let own: BTreeSet<[String; 3]> = triples(&lower_words(&block.text)).collect();
    let repeats = |wording: &str| {
        let given: BTreeSet<[String; 3]> = triples(&lower_words(wording)).collect();
        let shared = given.intersection(&own).count() as f32;
        given.len() >= LEAST_TRIPLES && shared >= COPIED * given.len() as f32
    };
    let copied = rubric.criteria.iter().filter(|criterion| repeats(&criterion.wording));
    copied
        .map(|criterion| (FlagKind::Pasted, criterion.code.clone()))
        .collect()
}
