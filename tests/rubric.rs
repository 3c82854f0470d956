//! The built-in rubric keeps its promises.

use std::collections::BTreeSet;
use std::path::Path;

use showcase::rubric::{Enforcement, ExampleLabel, Level, Rubric, WordGuide, WordPart};

const DOMAIN: &str = include_str!("../fixtures/domain/criteria.tsv");

fn builtin() -> Rubric {
    Rubric::builtin().expect("the built-in rubric is sound")
}

#[test]
fn there_are_40_criteria_30_pass_and_10_distinction() {
    let rubric = builtin();
    let codes: BTreeSet<&str> = rubric.criteria.iter().map(|c| c.code.as_str()).collect();
    assert_eq!((codes.len(), rubric.criteria.len()), (40, 40));
    assert_eq!(
        (
            rubric.count(Level::Pass),
            rubric.count(Level::Merit),
            rubric.count(Level::Distinction)
        ),
        (30, 0, 10)
    );
}

#[test]
fn wordings_are_those_of_the_kit() {
    let rubric = builtin();
    let kit: Vec<Vec<&str>> = DOMAIN
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split('\t').collect())
        .collect();
    let ours: Vec<Vec<String>> = rubric
        .criteria
        .iter()
        .map(|c| {
            let component = rubric.component(&c.component).unwrap().title.clone();
            vec![c.code.clone(), c.level.to_string(), component, c.wording.clone()]
        })
        .collect();
    assert_eq!(ours, kit);
}

#[test]
fn checked_in_wordings_are_those_of_the_source_where_it_is_at_hand() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/domain/showcase.md");
    let Ok(source) = std::fs::read_to_string(&path) else {
        eprintln!(
            "{} is missing: compared with fixtures/domain/criteria.tsv alone",
            path.display()
        );
        return;
    };
    let rows: Vec<String> = source
        .lines()
        .filter(|line| line.starts_with("| ") && line.split('|').count() == 6 && line.contains('.'))
        .map(|line| {
            line.trim_matches(['|', ' '])
                .split(" | ")
                .collect::<Vec<_>>()
                .join("\t")
        })
        .filter(|row| {
            row.split('\t')
                .nth(1)
                .is_some_and(|level| level == "pass" || level == "distinction")
        })
        .collect();
    let ours: Vec<&str> = DOMAIN.lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(rows, ours);
}

#[test]
fn seventeen_sections_add_up_to_4500_words() {
    let rubric = builtin();
    assert_eq!(rubric.sections.len(), 17);
    assert_eq!(
        rubric.sections.iter().filter_map(|s| s.guide.upper()).sum::<u32>(),
        4_500
    );
    assert_eq!(
        rubric.section("1.5").unwrap().guide,
        WordGuide::Range { min: 50, max: 100 }
    );
    assert_eq!(rubric.section("3.2").unwrap().guide, WordGuide::Single(400));
    assert!(rubric.sections.iter().all(|s| !s.required && s.headings.len() >= 10));
    assert_eq!(rubric.word_rule.enforcement, Enforcement::Advisory);
    assert_eq!(rubric.word_rule.most_words(), Some(4_500));
    assert_eq!(rubric.word_rule.excludes, [WordPart::Appendix]);
}

#[test]
fn presentation_interview_and_gates_are_those_of_the_kit() {
    let rubric = builtin();
    assert_eq!(
        rubric.tasks.iter().filter_map(|t| t.minutes).collect::<Vec<_>>(),
        [10, 15, 20]
    );
    assert_eq!(
        rubric.presentation.as_ref().map(|p| (p.minutes, p.slides)),
        Some((45, 18))
    );
    assert_eq!(rubric.interview.max_minutes, 30);
    let distinction = rubric.gates.last().unwrap();
    assert_eq!(distinction.grade, Level::Distinction);
    assert_eq!(
        distinction.needs.iter().map(|n| n.at_least).collect::<Vec<_>>(),
        [None, Some(7)]
    );
}

#[test]
fn every_criterion_has_examples_of_each_kind_in_a_passage_of_its_own() {
    let rubric = builtin();
    for criterion in &rubric.criteria {
        for label in [ExampleLabel::Met, ExampleLabel::Partial, ExampleLabel::Absent] {
            let there = rubric
                .examples
                .iter()
                .any(|e| e.criterion == criterion.code && e.label == label);
            assert!(there, "{}: no {label:?} example", criterion.code);
        }
    }
    let texts: BTreeSet<&str> = rubric.examples.iter().map(|e| e.text.as_str()).collect();
    assert_eq!(texts.len(), rubric.examples.len());
    for example in &rubric.examples {
        let words = example.text.split_whitespace().count();
        assert!(
            (40..=90).contains(&words),
            "{} {:?}: {words} words",
            example.criterion,
            example.label
        );
    }
}

#[test]
fn every_criterion_has_questions_for_two_attempts() {
    let rubric = builtin();
    for criterion in &rubric.criteria {
        let set = rubric.questions_of(&criterion.code).unwrap();
        assert!(
            set.main.len() >= 3 && set.probes.len() >= 2 && !set.seeded.is_empty(),
            "{}",
            criterion.code
        );
    }
    for component in &rubric.components {
        let shared = rubric
            .shared_questions
            .iter()
            .filter(|q| q.component == component.id)
            .count();
        assert!(shared >= 2, "{}", component.id);
    }
    for shared in &rubric.shared_questions {
        for code in &shared.criteria {
            assert_eq!(
                rubric.criterion(code).unwrap().component,
                shared.component,
                "{}",
                shared.text
            );
        }
    }
}

/// Words by which a criterion values what was done. In a question they would tell the apprentice what to say.
const VALUE_WORDS: [&str; 24] = [
    "calm",
    "patient",
    "patience",
    "professional",
    "professionally",
    "positive",
    "positively",
    "sensitive",
    "sensitivity",
    "clear",
    "clearly",
    "coherent",
    "timely",
    "reliable",
    "accurate",
    "accurately",
    "appropriate",
    "productive",
    "constructive",
    "ownership",
    "reasoned",
    "effective",
    "effectively",
    "excellent",
];

#[test]
fn questions_do_not_hold_the_words_by_which_answers_are_valued() {
    let rubric = builtin();
    let sets = rubric
        .questions
        .iter()
        .flat_map(|q| q.main.iter().chain(&q.probes).chain(&q.seeded));
    for question in sets
        .chain(&rubric.openers)
        .chain(rubric.shared_questions.iter().map(|q| &q.text))
    {
        let lower = question.to_lowercase();
        let told = lower
            .split(|c: char| !c.is_alphanumeric())
            .find(|word| VALUE_WORDS.contains(word));
        assert_eq!(told, None, "{question}");
    }
}

#[test]
fn questions_on_skills_and_behaviours_ask_for_what_happened() {
    let rubric = builtin();
    for set in &rubric.questions {
        if rubric.criterion(&set.criterion).unwrap().needs_real_example() {
            for question in &set.main {
                let asks = ["Tell me", "Describe", "Talk me through"]
                    .iter()
                    .any(|start| question.starts_with(start));
                assert!(asks, "{}: {question}", set.criterion);
            }
        }
    }
}
