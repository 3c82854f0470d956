//! Whole decisions on small reports.

use super::*;
use crate::document::{Block, BlockKind, Format};
use crate::words;
use proptest::prelude::*;

/// `# ` a heading, `- ` a list item, `| ` a cell, else a paragraph.
fn document(lines: &[&str]) -> Document {
    let block = |line: &&str| match line.split_once(' ') {
        Some(("#", text)) => Block::new(BlockKind::Heading, text),
        Some(("-", text)) => Block::new(BlockKind::ListItem, text),
        Some(("|", text)) => Block::new(BlockKind::TableCell, text),
        _ => Block::new(BlockKind::Paragraph, *line),
    };
    Document {
        format: Format::Txt,
        blocks: lines.iter().map(block).collect(),
        pages: None,
        warnings: Vec::new(),
    }
}

/// A reading that is nearly sure of one section.
fn about(section: usize) -> Reading {
    let mut scores = vec![0.0; 17];
    scores[section] = 6.0;
    Reading {
        evidence: Vec::new(),
        quality: Vec::new(),
        section: scores,
        behind: Vec::new(),
    }
}

/// Places as role or section ids, with readings by block where given.
fn places(lines: &[&str], sections: &[Option<usize>]) -> (Vec<String>, Structure) {
    let document = document(lines);
    let rubric = Rubric::builtin().unwrap();
    let sentences = words::sentences(&document);
    let reading = |sentence: &Sentence| sections.get(sentence.block).copied().flatten().map(about);
    let readings: Vec<_> = sentences.iter().map(reading).collect();
    let found = structure(&document, &sentences, &readings, &rubric);
    let show = |place: &Place| match place.role {
        Role::Body => place
            .sections
            .iter()
            .map(|&i| rubric.sections[i].id.as_str())
            .collect::<Vec<_>>()
            .join("+"),
        role => format!("{role:?}").to_lowercase(),
    };
    (found.places.iter().map(show).collect(), found)
}

const LONG: &str = "We all did our best that day and it went well for the people who came in to see us at the counter.";

#[test]
fn headings_alone_lead_through_a_report() {
    let lines = [
        "# Customer Service Practitioner Apprentice Showcase",
        "Name: Jo Bloggs",
        "Contents",
        "The aims of the organisation ........ 1",
        "Appendix ........ 9",
        "# Task 1 Understanding your organisation",
        "# Our aims",
        LONG,
        "# Brand promise",
        LONG,
        "# Task 2",
        "# K3.1 Legislation",
        LONG,
        "# Appendix",
        LONG,
    ];
    let (found, structure) = places(&lines, &[]);
    let expected = [
        "front", "front", "front", "front", "front", "task", "1.1", "1.1", "1.2", "1.2", "task", "2.1", "2.1",
        "appendix", "appendix",
    ];
    assert_eq!(found, expected);
    assert_eq!(structure.places[6].signal, Signal::Heading);
    assert_eq!(structure.places[3].signal, Signal::Layout);
    assert!(
        structure
            .places
            .iter()
            .all(|place| (0.0..=1.0).contains(&place.confidence))
    );
}

#[test]
fn readings_alone_lead_through_a_report() {
    let text = format!("{LONG} {LONG}");
    let lines = [text.as_str(); 6];
    let (found, structure) = places(&lines, &[Some(0), Some(0), Some(7), Some(7), Some(16), Some(16)]);
    assert_eq!(found, ["1.1", "1.1", "2.1", "2.1", "3.5", "3.5"]);
    assert_eq!(structure.places[3].signal, Signal::Content);
}

#[test]
fn the_body_resumes_after_an_appendix_in_the_middle() {
    let lines = [
        "# Task 1",
        "# Aims",
        LONG,
        "# Appendix to task 1",
        LONG,
        "# Feedback from a customer",
        LONG,
        "# Task 2",
        "# Confidentiality",
        LONG,
    ];
    let (found, _) = places(&lines, &[]);
    let expected = [
        "task", "1.1", "1.1", "appendix", "appendix", "appendix", "appendix", "task", "2.4", "2.4",
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_mention_of_the_appendix_starts_none() {
    let lines = [
        "# Aims",
        "Appendix 1 has our aims on one page, as they hang in the office.",
        LONG,
        "See appendix 2.",
        LONG,
    ];
    assert_eq!(places(&lines, &[]).0, ["1.1"; 5]);
}

#[test]
fn an_appendix_may_be_announced_without_a_heading() {
    let lines = [
        "# Working in a team",
        LONG,
        "Appendix. Witness statement from Ruth",
        LONG,
    ];
    assert_eq!(places(&lines, &[]).0, ["3.5", "3.5", "appendix", "appendix"]);
}

#[test]
fn content_outvotes_a_heading_that_promises_something_else() {
    let lines = ["# Feedback", LONG, LONG, LONG, LONG];
    let section = Some(5);
    let (found, structure) = places(&lines, &[None, section, section, section, section]);
    assert_eq!(found[1..], ["1.6"; 4]);
    assert_eq!(structure.places[4].signal, Signal::Content);
}

#[test]
fn a_block_of_two_sections_has_both() {
    let text = format!("{LONG} {LONG}");
    let document = document(&["# Me", &text, LONG]);
    let rubric = Rubric::builtin().unwrap();
    let sentences = words::sentences(&document);
    let readings = [None, Some(about(13)), Some(about(14)), Some(about(14))];
    let found = structure(&document, &sentences, &readings, &rubric);
    assert_eq!(found.places[1].sections.len(), 2);
    assert_eq!(found.places[2].sections.len(), 1);
}

#[test]
fn nothing_has_no_places() {
    assert!(places(&[], &[]).0.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn any_report_gets_one_place_a_block(
        lines in prop::collection::vec("(# |- |\\| )?[A-Za-z0-9.,:é–\u{130} ]{1,60}", 0..12),
        sections in prop::collection::vec(prop::option::of(0_usize..17), 0..12),
    ) {
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let (found, structure) = places(&lines, &sections);
        prop_assert_eq!(found.len(), lines.len());
        for place in structure.places {
            prop_assert_eq!(place.role == Role::Body, !place.sections.is_empty());
            prop_assert!(place.sections.len() <= 2);
            prop_assert!((0.0..=1.0).contains(&place.confidence));
        }
    }
}
