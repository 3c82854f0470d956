//! Drafts with one thing to find each.

use super::*;
use crate::{Options, analyse};

const FRONT: &str = "# Apprentice Showcase\n\nName: Sam Lee\n\nEmployer: Harbour Lane Plants\n\nThe submission sheet is in the same folder.\n\n";

fn looked_over(text: &str) -> Review {
    let rubric = Rubric::builtin().unwrap();
    let options = Options {
        fast: true,
        ..Options::default()
    };
    let analysis = analyse(format!("{FRONT}{text}").as_bytes(), "draft.md", &rubric, &options).unwrap();
    review(&analysis, &rubric)
}

fn kinds(text: &str) -> Vec<FlagKind> {
    looked_over(text).flags.into_iter().map(|flag| flag.kind).collect()
}

const BODY: &str = "## The aims of the organisation\n\nHarbour Lane is a garden centre. Its aim is to be the first place people come to for plants.\n\n";

#[test]
fn a_tidy_draft_has_nothing_to_check() {
    assert_eq!(kinds(BODY), []);
}

#[test]
fn a_tool_without_a_source_is_named_with_its_place() {
    let text = format!("{BODY}We use Copilot to sort the letters that come in, and I read what it gives back.\n");
    let review = looked_over(&text);
    assert_eq!(review.flags.len(), 1);
    let flag = &review.flags[0];
    assert_eq!((flag.kind, flag.what.as_str()), (FlagKind::Ai, "Copilot"));
    assert!(flag.place.as_ref().unwrap().begins.starts_with("We use Copilot"));
    assert!(flag.rule.as_ref().unwrap().source.contains("Artificial Intelligence"));
    assert_eq!(
        kinds(&text.replace("gives back", "gives back (source: Copilot, May 2026)")),
        []
    );
    assert!(!review.rules.is_empty());
    assert_eq!(
        kinds(&text.replace("gives back", "gives back, an open source program")),
        [FlagKind::Ai]
    );
    for told in [
        "ChatGPT’s answer was wrong",
        "I used AI for the first letter",
        "Grammarly put my commas right",
        "I asked GPT-4o about it",
    ] {
        assert_eq!(
            kinds(&format!("{BODY}{told} that morning.\n")),
            [FlagKind::Ai],
            "{told}"
        );
    }
}

#[test]
fn data_of_customers_is_found_and_not_repeated() {
    let review = looked_over(&format!(
        "{BODY}07700 900123 was the number that she rang from, so I rang her back.\n"
    ));
    assert_eq!(review.flags.len(), 1);
    assert_eq!(
        (review.flags[0].kind, review.flags[0].what.as_str()),
        (FlagKind::Personal, "phone number")
    );
    assert!(!format!("{review:?}").contains("900123 was"));
}

#[test]
fn the_words_of_a_criterion_are_known_again_unless_they_are_a_heading() {
    let wording = "Explain how the organisation's core values relate to its service culture";
    assert_eq!(kinds(&format!("{BODY}{wording}.\n")), [FlagKind::Pasted]);
    assert_eq!(
        kinds(&format!(
            "{BODY}## {wording}\n\nWe are kind to people and quick, and it shows.\n"
        )),
        []
    );
}

#[test]
fn appendices_and_their_names_fit_together() {
    let text = format!("{BODY}Her letter is in Appendix 2.\n\n");
    assert_eq!(kinds(&text), [FlagKind::AppendixMissing]);
    let one = "## Appendix 1\n\nA letter from a customer who was pleased with her roses and wrote to say so.\n\n";
    let two = one.replace('1', "2");
    assert_eq!(kinds(&format!("{text}{two}")), []);
    assert_eq!(
        kinds(&format!("{text}{one}")),
        [FlagKind::AppendixMissing, FlagKind::AppendixUnused]
    );
    assert_eq!(kinds(&format!("{text}{one}{two}")), [FlagKind::AppendixUnused]);
    assert_eq!(kinds(&format!("{BODY}{one}")), [FlagKind::AppendixUnused]);
    assert_eq!(kinds(&format!("{BODY}Her letter is in the appendix.\n\n{one}")), []);
    for both in [
        "appendices 1 and 2",
        "appendix 1 and 2",
        "Appendices 1, 2",
        "appendix one and appendix two",
    ] {
        assert_eq!(
            kinds(&format!("{BODY}Her letters are in {both}.\n\n{one}{two}")),
            [],
            "{both}"
        );
    }
}

#[test]
fn a_bare_front_page_is_told() {
    let rubric = Rubric::builtin().unwrap();
    let analysis = analyse(
        format!("# Apprentice Showcase\n\n{BODY}").as_bytes(),
        "x.md",
        &rubric,
        &Options {
            fast: true,
            ..Options::default()
        },
    )
    .unwrap();
    let flags: Vec<FlagKind> = review(&analysis, &rubric)
        .flags
        .into_iter()
        .map(|flag| flag.kind)
        .collect();
    assert_eq!(flags, [FlagKind::SubmissionSheet, FlagKind::Name, FlagKind::Employer]);
}

#[test]
fn a_report_over_the_limit_is_told_and_open_pass_criteria_come_first() {
    let long = "I rang the customer on Tuesday to say when her bench would come.\n\n".repeat(400);
    let review = looked_over(&format!("{BODY}{long}"));
    assert!(review.flags.iter().any(|flag| flag.kind == FlagKind::LongReport));
    let rubric = Rubric::builtin().unwrap();
    let levels: Vec<Level> = review
        .first
        .iter()
        .map(|code| rubric.criterion(code).unwrap().level)
        .collect();
    let passes = levels.iter().take_while(|level| **level == Level::Pass).count();
    assert!(passes > 10 && levels[passes..].iter().all(|level| *level == Level::Distinction));
    let all: usize = review.sections.iter().map(|section| section.criteria.len()).sum();
    assert_eq!(all, 40);
}

#[test]
fn another_rubric_without_rules_has_no_flags() {
    let mut rubric = Rubric::builtin().unwrap();
    rubric.review = None;
    let analysis = analyse(
        BODY.as_bytes(),
        "x.md",
        &rubric,
        &Options {
            fast: true,
            ..Options::default()
        },
    )
    .unwrap();
    let review = review(&analysis, &rubric);
    assert!(review.flags.is_empty() && review.rules.is_empty() && !review.sections.is_empty());
}
