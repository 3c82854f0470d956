//! The interview's questions: none may lead, in the bank or in any plan, and the linter's command.

#![allow(clippy::unwrap_used)]

mod support;

use serde::Deserialize;
use showcase::coverage::{CriterionCoverage, Evidence, Status};
use showcase::interview::{InterviewPlan, plan};
use showcase::questions::{Linter, Severity, Verdict};
use showcase::rubric::Rubric;
use std::collections::{BTreeMap, BTreeSet};
use support::program::Folder;

/// A report's label, as far as an interview goes.
#[derive(Deserialize)]
struct Gold {
    criteria: BTreeMap<String, GoldCriterion>,
}

#[derive(Deserialize)]
struct GoldCriterion {
    label: String,
    #[serde(default)]
    evidence: Vec<String>,
}

/// The labels of every report of the corpus.
fn golds() -> Vec<(String, Gold)> {
    let root = support::corpus::root().unwrap();
    let sets = ["dev", "natural-dev", "train", "natural-train", "written"];
    let entries = sets
        .iter()
        .filter_map(|set| std::fs::read_dir(root.join(set)).ok())
        .flatten()
        .flatten();
    let mut paths: Vec<_> = entries.map(|entry| entry.path()).collect();
    paths.retain(|path| path.to_string_lossy().ends_with(".gold.json"));
    paths.sort();
    assert!(paths.len() >= 100, "{} labels", paths.len());
    let read = |path: std::path::PathBuf| {
        let gold = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        (path.display().to_string(), gold)
    };
    paths.into_iter().map(read).collect()
}

fn coverage(rubric: &Rubric, gold: &Gold) -> Vec<CriterionCoverage> {
    let of = |criterion: &showcase::rubric::Criterion| {
        let label = gold.criteria.get(&criterion.code);
        let status = match label.map(|label| label.label.as_str()) {
            Some("met") => Status::Evidenced,
            Some("partial") => Status::Partial,
            _ => Status::NotFound,
        };
        let quotes = label.map_or(&[][..], |label| &label.evidence);
        CriterionCoverage {
            code: criterion.code.clone(),
            level: criterion.level,
            status,
            score: 0.5,
            confidence: 0.9,
            evidence: quotes.iter().map(|quote| evidence(quote)).collect(),
            missing: criterion.asks.clone(),
            reason: String::new(),
        }
    };
    rubric.criteria.iter().map(of).collect()
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
        strength: 0.5,
    }
}

/// Every question and probe of a plan, with its criteria.
fn questions(plan: &InterviewPlan) -> Vec<(&str, Vec<&str>)> {
    let mut all = Vec::new();
    all.extend(plan.opener.iter().map(|opener| (opener.text.as_str(), Vec::new())));
    for question in plan.questions.iter().chain(&plan.if_time_allows) {
        let codes: Vec<&str> = question.criteria.iter().map(String::as_str).collect();
        all.extend(question.probes.iter().map(|probe| (probe.as_str(), codes.clone())));
        all.push((question.text.as_str(), codes));
    }
    all
}

fn errors(linter: &Linter, question: &str, codes: &[&str]) -> Vec<String> {
    let findings = linter.lint(question, codes).into_iter();
    let errors = findings.filter(|finding| finding.severity == Severity::Error);
    errors
        .map(|error| format!("{question}: {} [{}]", error.rule, error.found))
        .collect()
}

#[test]
fn no_question_on_any_report_of_the_corpus_leads_in_either_attempt() {
    let rubric = Rubric::builtin().unwrap();
    let linter = rubric.linter().unwrap();
    let (mut asked, mut seeded) = (0, 0);
    for (name, gold) in golds() {
        let criteria = coverage(&rubric, &gold);
        let plans = [1, 2].map(|attempt| plan(&criteria, &rubric, 30.0, attempt));
        for (text, codes) in plans.iter().flat_map(questions) {
            // A probe of a shared question follows up one criterion of it.
            assert_eq!(errors(&linter, text, &codes), Vec::<String>::new(), "{name}");
            asked += 1;
            seeded += usize::from(text.starts_with("You wrote"));
        }
        let [first, second] = plans.each_ref().map(main_texts);
        assert_eq!(
            first.intersection(&second).collect::<Vec<_>>(),
            Vec::<&&str>::new(),
            "{name}"
        );
    }
    assert!(asked > 1_000 && seeded > 100, "{asked} questions, {seeded} seeded");
}

fn main_texts(plan: &InterviewPlan) -> BTreeSet<&str> {
    let questions = plan.questions.iter().chain(&plan.if_time_allows);
    let opener = plan.opener.iter().map(|opener| opener.text.as_str());
    questions.map(|question| question.text.as_str()).chain(opener).collect()
}

#[test]
fn single_questions_of_the_bank_have_no_warning_either() {
    let rubric = Rubric::builtin().unwrap();
    let linter = rubric.linter().unwrap();
    for set in &rubric.questions {
        for text in set.main.iter().chain(&set.probes).chain(&set.seeded) {
            assert_eq!(linter.lint(text, &[&set.criterion]), vec![], "{text}");
        }
    }
    for opener in &rubric.openers {
        assert_eq!(linter.lint(opener, &[]), vec![], "{opener}");
    }
}

#[test]
fn a_question_on_several_criteria_may_only_be_found_to_ask_several_things() {
    let rubric = Rubric::builtin().unwrap();
    let linter = rubric.linter().unwrap();
    for shared in &rubric.shared_questions {
        let codes: Vec<&str> = shared.criteria.iter().map(String::as_str).collect();
        for finding in linter.lint(&shared.text, &codes) {
            assert_eq!(finding.rule, "double-barrelled", "{}", shared.text);
        }
    }
}

#[test]
fn main_questions_on_a_criterion_differ_in_more_than_a_word() {
    let rubric = Rubric::builtin().unwrap();
    let words = |text: &str| -> BTreeSet<String> {
        let split = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 3);
        split.map(str::to_lowercase).collect()
    };
    for set in &rubric.questions {
        for (index, one) in set.main.iter().enumerate() {
            for other in &set.main[..index] {
                let (a, b) = (words(one), words(other));
                let shared = a.intersection(&b).count() as f32 / a.union(&b).count() as f32;
                assert!(shared < 0.6, "{}: {one} / {other}", set.criterion);
            }
        }
    }
}

#[test]
fn each_line_gets_a_verdict_with_rule_reason_and_cure() {
    let list = "What did you do?\n\nDid you stay?\nHow and why?\nS12.1\tWhat would you do if she shouted?\n";
    let run = Folder::new().run_with(&["questions", "lint", "-", "--format", "json"], list.as_bytes());
    assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""));
    let json: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(json["schema"], "showcase-questions/1");
    let rows = json["questions"].as_array().unwrap();
    let verdicts: Vec<_> = rows
        .iter()
        .map(|row| (row["line"].as_u64(), row["verdict"].as_str()))
        .collect();
    let expected = [(1, "ok"), (3, "error"), (4, "warning"), (5, "warning")];
    assert_eq!(verdicts, expected.map(|(line, verdict)| (Some(line), Some(verdict))));
    assert_eq!((json["errors"].as_u64(), json["warnings"].as_u64()), (Some(1), Some(2)));
    let finding = &rows[1]["findings"][0];
    assert_eq!(
        (finding["rule"].as_str(), finding["found"].as_str()),
        (Some("closed-opener"), Some("Did you"))
    );
    for key in ["severity", "reason", "cure"] {
        assert!(finding[key].as_str().is_some_and(|text| !text.is_empty()), "{key}");
    }
    assert_eq!(rows[3]["criteria"][0], "S12.1");
}

#[test]
fn text_names_the_line_the_verdict_and_the_cure_within_80_columns() {
    let folder = Folder::new().with(
        "list.txt",
        "\u{FEFF}Can you tell me about a busy day?\r\nWhat else?\r\n",
    );
    let run = folder.run(&["questions", "lint", "list.txt"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stdout.contains("line 1: error: Can you tell me"), "{}", run.stdout);
    assert!(
        run.stdout.contains("closed-request") && run.stdout.contains("Tell me"),
        "{}",
        run.stdout
    );
    assert!(
        run.stdout.contains("line 2: ok: What else?") && run.stdout.contains("2 questions: 1 ok, 1 error, 0 warnings")
    );
    assert!(
        run.stdout.lines().all(|line| line.chars().count() <= 80),
        "{}",
        run.stdout
    );
}

#[test]
fn questions_without_errors_end_with_0() {
    let run = Folder::new().run_with(&["questions", "lint"], b"How and why did that change?\n");
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
}

#[test]
fn lists_that_cannot_be_used_are_refused() {
    let folder = Folder::new()
        .with("empty.txt", "")
        .with("blank.txt", " \n\r\n\t\n")
        .with("latin.txt", b"Caf\xE9?")
        .with("code.txt", "What?\nX9.9\tWhat else?\n")
        .with("long.txt", "what ".repeat(3_000));
    for (file, parts) in [
        ("empty.txt", ["empty.txt", "one question a line"]),
        ("blank.txt", ["blank.txt", "one question a line"]),
        ("latin.txt", ["latin.txt", "UTF-8"]),
        ("code.txt", ["line 2", "X9.9"]),
        ("long.txt", ["line 1", "10000 characters"]),
        ("gone.txt", ["gone.txt", "no such file"]),
    ] {
        folder.run(&["questions", "lint", file]).refuses(&parts);
    }
    folder.run(&["questions", "lint", "."]).refuses(&["folder"]);
}

#[test]
fn a_rubric_is_told_of_questions_that_lead() {
    let other = include_str!("../fixtures/rubrics/other.toml");
    for (new, part) in [
        ("Can you tell me about the lamp?", "Tell me"),
        ("What makes your excellent lamp shine?", "leave the judgement out"),
        ("What is the lamp like, big or small?", ""),
        ("What is the lamp like? Why?", "more than one question mark"),
    ] {
        let line = other
            .lines()
            .position(|line| line.contains("What is the lamp like?"))
            .unwrap()
            + 1;
        let folder = Folder::new().with("mine.toml", other.replacen("What is the lamp like?", new, 1));
        let run = folder.run(&["rubric", "check", "mine.toml"]);
        if !part.is_empty() {
            run.refuses(&[&format!("line {line}:"), part]);
        }
    }
}

#[test]
fn a_rubric_may_bring_its_own_question_rules() {
    let other = include_str!("../fixtures/rubrics/other.toml");
    let builtin = include_str!("../rubric/lint.toml");
    let words = &builtin[builtin.find("[question_words]").unwrap()..builtin.find("# Errors: closed").unwrap()];
    let rule = "[[question_rule]]\nid = \"no-lamps\"\nseverity = \"error\"\nreason = \"names the lamp\"\ncure = \"leave it out\"\nphrases = [\"lamp\"]\nfires = [\"What lamp?\"]\nquiet = [\"What light?\"]\n";
    let text = format!("{other}\n{words}\n{rule}");
    let mistakes = |text: &str| match Rubric::parse("x", &[("x", text)]) {
        Err(showcase::Error::Rubric { mistakes, .. }) => mistakes.join("\n"),
        _ => String::new(),
    };
    assert!(
        mistakes(&text).contains("it names the lamp; leave it out"),
        "{}",
        mistakes(&text)
    );
    for (old, new, part) in [
        ("phrases = [\"lamp\"]", "phrases = [\"<lamps>\"]", "no class <lamps>"),
        ("phrases = [\"lamp\"]", "phrases = [\"~\"]", "would stand everywhere"),
        (
            "fires = [\"What lamp?\"]",
            "fires = [\"What light?\"]",
            "should be found by no-lamps",
        ),
        (
            "quiet = [\"What light?\"]",
            "quiet = [\"What lamp?\"]",
            "should not be found by no-lamps",
        ),
        ("reason = \"names the lamp\"", "reason = \"\"", "no reason or no cure"),
        ("phrases = [\"lamp\"]", "most = 3", "take `most` out"),
        (
            "[question_words]",
            "[question_words]\nlamps = [\"lamp\"]",
            "unknown word list",
        ),
    ] {
        let spoilt = text.replacen(old, new, 1);
        assert!(mistakes(&spoilt).contains(part), "{new}: {}", mistakes(&spoilt));
    }
    let without = format!("{other}\n{rule}");
    assert!(mistakes(&without).contains("there is no [question_words]"));
}

#[test]
fn verdicts_are_ordered_by_gravity() {
    assert!(Verdict::Ok < Verdict::Warning && Verdict::Warning < Verdict::Error);
}
