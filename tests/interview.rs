//! The interview over all labelled reports, with their labels in place of our statuses: what a plan holds, and in what time.
//! Prints its figures (`cargo test --test interview -- --nocapture`).

#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod support;

use serde::Deserialize;
use showcase::coverage::{CriterionCoverage, Evidence, Status};
use showcase::interview::{InterviewPlan, Question, plan};
use showcase::rubric::{Level, Rubric};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

const SETS: [&str; 5] = ["dev", "natural-dev", "train", "natural-train", "written"];
const MINUTES: [f32; 3] = [15.0, 30.0, 60.0];
/// Up to this many pass gaps nearly all must be scheduled in the time that the standard gives.
const FEW_GAPS: usize = 20;

#[derive(Deserialize)]
struct Labelled {
    criteria: BTreeMap<String, Label>,
}

#[derive(Deserialize)]
struct Label {
    label: String,
    evidence: Vec<String>,
}

fn labels() -> Vec<(PathBuf, Labelled)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/corpus");
    let mut all = Vec::new();
    for set in SETS {
        let entries = std::fs::read_dir(root.join(set)).unwrap();
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
        paths.retain(|path| path.to_string_lossy().ends_with(".gold.json"));
        paths.sort();
        assert!(!paths.is_empty(), "no labels in {set}");
        all.extend(paths.into_iter().map(|path| {
            let labelled = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
            (path, labelled)
        }));
    }
    all
}

/// The labels as if they had been found.
fn coverage(labelled: &Labelled, rubric: &Rubric) -> Vec<CriterionCoverage> {
    let entry = |criterion: &showcase::rubric::Criterion| {
        let label = &labelled.criteria[&criterion.code];
        let status = match label.label.as_str() {
            "met" => Status::Evidenced,
            "partial" => Status::Partial,
            "absent" => Status::NotFound,
            other => panic!("{other} is no label"),
        };
        CriterionCoverage {
            code: criterion.code.clone(),
            level: criterion.level,
            status,
            score: f32::from(status as u8),
            confidence: 1.0,
            evidence: label.evidence.iter().map(|quote| evidence(quote)).collect(),
            missing: vec![],
            reason: String::new(),
        }
    };
    rubric.criteria.iter().map(entry).collect()
}

fn evidence(quote: &str) -> Evidence {
    Evidence {
        block: 0,
        start: 0,
        end: quote.len(),
        quote: quote.to_owned(),
        page: None,
        sections: vec![],
        in_appendix: false,
        strength: 1.0,
    }
}

fn pass_gaps(criteria: &[CriterionCoverage]) -> Vec<&str> {
    let open = criteria
        .iter()
        .filter(|c| c.level == Level::Pass && c.status != Status::Evidenced);
    open.map(|c| c.code.as_str()).collect()
}

fn asks(questions: &[Question], code: &str) -> bool {
    questions
        .iter()
        .any(|question| question.criteria.iter().any(|asked| asked == code))
}

fn texts(plan: &InterviewPlan) -> Vec<&str> {
    let questions = plan
        .questions
        .iter()
        .chain(&plan.if_time_allows)
        .map(|question| question.text.as_str());
    questions
        .chain(plan.opener.iter().map(|opener| opener.text.as_str()))
        .collect()
}

#[test]
fn every_pass_gap_of_every_report_is_scheduled_or_named() {
    let rubric = Rubric::builtin().unwrap();
    let reports = labels();
    for minutes in MINUTES {
        let (mut gaps, mut scheduled, mut named) = (0, 0, 0);
        let (mut few_gaps, mut few_scheduled, mut few_reports) = (0, 0, 0);
        let (mut questions, mut useful, mut longest) = (0, 0, 0.0_f32);
        for (path, labelled) in &reports {
            let criteria = coverage(labelled, &rubric);
            let plan = plan(&criteria, &rubric, minutes, 1);
            let open = pass_gaps(&criteria);
            let asked = open.iter().filter(|code| asks(&plan.questions, code)).count();
            let listed = open
                .iter()
                .filter(|code| !asks(&plan.questions, code) && asks(&plan.if_time_allows, code))
                .count();
            assert_eq!(asked + listed, open.len(), "a gap is dropped: {}", path.display());
            let sum: f32 = plan.questions.iter().map(|question| question.minutes).sum();
            let opener = plan.opener.as_ref().map_or(0.0, |opener| opener.minutes);
            assert!(
                sum + opener <= minutes && (plan.planned_minutes - sum - opener).abs() < 0.01,
                "{}",
                path.display()
            );
            (gaps, scheduled, named) = (gaps + open.len(), scheduled + asked, named + listed);
            if open.len() <= FEW_GAPS {
                (few_gaps, few_scheduled, few_reports) =
                    (few_gaps + open.len(), few_scheduled + asked, few_reports + 1);
            }
            questions += plan.questions.len();
            let is_gap = |code: &String| {
                criteria
                    .iter()
                    .any(|c| c.code == *code && c.status != Status::Evidenced)
            };
            useful += plan
                .questions
                .iter()
                .filter(|question| question.criteria.iter().any(is_gap))
                .count();
            longest = longest.max(plan.planned_minutes);
        }
        println!(
            "{minutes} minutes, {} reports: {gaps} pass gaps, {scheduled} scheduled, {named} named if time allows; \
             {few_reports} reports with up to {FEW_GAPS} gaps: {few_scheduled} of {few_gaps} scheduled; \
             {questions} questions, {useful} on a gap; longest plan {longest} minutes",
            reports.len()
        );
        if (minutes - rubric.interview.max_minutes as f32).abs() < 0.01 {
            assert!(few_scheduled * 100 >= few_gaps * 95, "{few_scheduled} of {few_gaps}");
        }
    }
}

#[test]
fn no_report_gets_the_same_question_in_both_attempts() {
    let rubric = Rubric::builtin().unwrap();
    let mut compared = 0;
    for (path, labelled) in labels() {
        let criteria = coverage(&labelled, &rubric);
        for minutes in MINUTES {
            let (first, second) = (
                plan(&criteria, &rubric, minutes, 1),
                plan(&criteria, &rubric, minutes, 2),
            );
            let first = texts(&first);
            assert!(
                texts(&second).iter().all(|text| !first.contains(text)),
                "{}",
                path.display()
            );
            compared += first.len();
        }
    }
    println!("{compared} questions of first attempts, none in a second");
}

#[test]
fn quotes_in_questions_are_the_reports_own_words() {
    let rubric = Rubric::builtin().unwrap();
    let (mut partial, mut seeded) = (0, 0);
    for (path, labelled) in labels() {
        let criteria = coverage(&labelled, &rubric);
        partial += criteria.iter().filter(|c| c.status == Status::Partial).count();
        let plan = plan(&criteria, &rubric, 60.0, 1);
        for question in plan.questions.iter().chain(&plan.if_time_allows) {
            let Some((_, rest)) = question.text.split_once('“') else {
                continue;
            };
            let (quote, _) = rest.split_once('”').unwrap();
            let own = |c: &&CriterionCoverage| question.criteria.contains(&c.code);
            let mut quotes = criteria.iter().filter(own).flat_map(|c| &c.evidence);
            assert!(
                quotes.any(|evidence| evidence.quote.contains(quote)),
                "{}: {quote}",
                path.display()
            );
            seeded += 1;
        }
    }
    println!("{partial} half-shown criteria, {seeded} questions from the report's own words");
}
