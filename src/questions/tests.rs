//! The built-in rules over their own examples, and over a batch of questions that was written before them.

use super::*;
use crate::rubric::Rubric;

/// Written before the rules.
const SECOND: &str = include_str!("../../fixtures/questions/second.tsv");

fn linter() -> Linter {
    Rubric::builtin().unwrap().linter().unwrap()
}

fn verdict(linter: &Linter, question: &str, code: &str) -> (Verdict, Vec<Finding>) {
    let codes: Vec<&str> = Some(code).filter(|code| *code != "-").into_iter().collect();
    let findings = linter.lint(question, &codes);
    let gravest = findings.iter().map(|finding| finding.severity).max();
    (gravest.map_or(Verdict::Ok, Verdict::from), findings)
}

#[test]
fn every_rule_does_as_its_examples_say() {
    let failing = linter().failing_examples();
    let texts: Vec<&str> = failing.iter().map(|fault| fault.text.as_str()).collect();
    assert!(texts.is_empty(), "{texts:#?}");
}

#[test]
fn every_rule_has_examples_of_both_kinds() {
    let (_, rules) = builtin_rules().unwrap();
    for rule in &rules {
        assert!(rule.fires.len() >= 2 && rule.quiet.len() >= 2, "{}", rule.id);
    }
    assert!(
        rules
            .iter()
            .map(|rule| rule.fires.len() + rule.quiet.len())
            .sum::<usize>()
            >= 200
    );
}

/// Counts for one verdict: right, wrongly given, missed.
#[derive(Debug, Default)]
struct Count {
    right: usize,
    wrong: usize,
    missed: usize,
}

/// Measures errors and, among the rest, warnings; names every difference.
fn measure(batch: &str) -> (Count, Count, usize) {
    let linter = linter();
    let (mut errors, mut warnings, mut all) = (Count::default(), Count::default(), 0);
    for row in batch.lines().filter(|line| !line.starts_with('#')) {
        let columns: Vec<&str> = row.split('\t').collect();
        let &[expected, _, code, question] = columns.as_slice() else {
            panic!("not four columns: {row}");
        };
        all += 1;
        let (given, findings) = verdict(&linter, question, code);
        let name = format!("{given:?}").to_lowercase();
        for (count, kind) in [(&mut errors, "error"), (&mut warnings, "warning")] {
            count.right += usize::from(name == kind && expected == kind);
            count.wrong += usize::from(name == kind && expected != kind);
            count.missed += usize::from(name != kind && expected == kind);
        }
        if name != expected {
            let found: Vec<_> = findings.iter().map(|f| format!("{} [{}]", f.rule, f.found)).collect();
            eprintln!("{expected} expected, {name} given: {code} {question} {found:?}");
        }
    }
    eprintln!("{all} questions; errors {errors:?}; warnings {warnings:?}");
    (errors, warnings, all)
}

#[test]
fn second_batch_keeps_its_figures() {
    let (errors, _, all) = measure(SECOND);
    assert!(all >= 80);
    let (precision, recall) = (
        errors.right as f32 / (errors.right + errors.wrong) as f32,
        errors.right as f32 / (errors.right + errors.missed) as f32,
    );
    assert!(
        precision >= 0.97 && recall >= 0.95,
        "precision {precision}, recall {recall}"
    );
}
