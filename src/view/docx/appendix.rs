//! The coverage map as a table, and the words of each section.

use super::cover::number;
use super::pieces::{Body, Grid, styled};
use super::questions::{quoted, spare};
use super::styles::{self, NORMAL, TABLE, TABLE_LABEL, TABLE_SMALL, WIDTH};
use crate::coverage::CriterionCoverage;
use crate::rubric::Criterion;
use crate::view::{Shown, phrases};
use docx_rs::Paragraph;

const CODE: usize = 1050;
const WORDING: usize = 2150;
const STATUS: usize = 1020;
const ASKED: usize = 1020;
const COUNT: usize = 900;
const GUIDE: usize = 1100;
const ADVICE: usize = 3000;

pub(super) fn write(body: &mut Body, shown: Shown<'_>) {
    body.add(styles::chapter("Appendix A: coverage map"));
    for line in styles::counts(shown) {
        body.text(NORMAL, &line);
    }
    body.table(coverage(shown));
    if shown.analysis.presentation.is_none() {
        body.add(styles::chapter("Appendix B: words of each section"));
        body.table(sections(shown));
    }
}

fn coverage(shown: Shown<'_>) -> docx_rs::Table {
    let mut grid = Grid::new(&[
        ("Criterion", CODE),
        ("What it asks", WORDING),
        ("In the report", STATUS),
        ("Quotes", WIDTH - CODE - WORDING - STATUS - ASKED),
        ("Asked in", ASKED),
    ]);
    for component in &shown.rubric.components {
        grid.divider(&format!("Task {}: {}", component.task, component.title));
        for criterion in shown.rubric.criteria.iter().filter(|c| c.component == component.id) {
            if let Some(coverage) = shown.analysis.criteria.iter().find(|c| c.code == criterion.code) {
                grid.row(entry(shown, criterion, coverage));
            }
        }
    }
    grid.into_table()
}

fn entry(shown: Shown<'_>, criterion: &Criterion, coverage: &CriterionCoverage) -> Vec<Vec<Paragraph>> {
    let quotes = coverage
        .evidence
        .iter()
        .map(|evidence| quoted(TABLE_SMALL, &evidence.quote, &phrases::place(shown.analysis, evidence)));
    let mut quotes: Vec<Paragraph> = quotes.collect();
    if quotes.is_empty() {
        quotes.push(styled(TABLE_SMALL, "–"));
    }
    vec![
        vec![
            styled(TABLE_LABEL, &criterion.code),
            styled(TABLE_SMALL, &criterion.level.to_string()),
        ],
        vec![styled(TABLE_SMALL, &criterion.wording)],
        vec![styled(TABLE_SMALL, phrases::status(coverage.status))],
        quotes,
        vec![styled(TABLE_SMALL, &asked_in(shown, &criterion.code))],
    ]
}

fn asked_in(shown: Shown<'_>, code: &str) -> String {
    let plan = &shown.analysis.interview;
    let serves = |codes: &[String]| codes.iter().any(|other| other == code);
    let scheduled = plan
        .questions
        .iter()
        .zip(1..)
        .filter(|(question, _)| serves(&question.criteria));
    let spares = plan
        .if_time_allows
        .iter()
        .zip(1..)
        .filter(|(question, _)| serves(&question.criteria));
    let places: Vec<String> = scheduled
        .map(|(_, number)| format!("Question {number}"))
        .chain(spares.map(|(_, number)| spare(number)))
        .collect();
    if places.is_empty() {
        "–".to_owned()
    } else {
        places.join(", ")
    }
}

fn sections(shown: Shown<'_>) -> docx_rs::Table {
    let mut grid = Grid::new(&[
        ("Section", WIDTH - COUNT - GUIDE - ADVICE),
        ("Words", COUNT),
        ("Guide", GUIDE),
        ("Advice", ADVICE),
    ]);
    for section in &shown.analysis.words.sections {
        grid.row(vec![
            vec![styled(TABLE, &format!("{} {}", section.id, section.title))],
            vec![number(section.words)],
            vec![styled(TABLE, &phrases::guide(section.guide))],
            vec![styled(TABLE, &section.advice)],
        ]);
    }
    grid.into_table()
}
