//! The plan on one page, with a running clock.

use super::pieces::{Body, Grid, led, styled};
use super::styles::{self, HEADING_2, NORMAL, TABLE, TABLE_LABEL, TABLE_SMALL, WIDTH};
use crate::interview::Question;
use crate::view::text::shorten;
use crate::view::{Shown, phrases};

/// Characters of a question here; its whole text stands on its own page.
const QUESTION: usize = 170;

const TIME: usize = 1400;
const NUMBER: usize = 560;
const CRITERIA: usize = 1900;

pub(super) fn write(body: &mut Body, shown: Shown<'_>) {
    let analysis = shown.analysis;
    let plan = &analysis.interview;
    body.add(styles::chapter("The plan"));
    body.text(
        NORMAL,
        &format!("{}. Minutes and seconds since the start:", phrases::plan(analysis)),
    );
    let mut grid = Grid::new(&[
        ("From–to", TIME),
        ("No.", NUMBER),
        ("Question", WIDTH - TIME - NUMBER - CRITERIA),
        ("Criteria", CRITERIA),
    ]);
    if let Some(opener) = &plan.opener {
        let time = span(0.0, opener.minutes);
        grid.row(row(&time, "", &format!("To begin with: {}", opener.text), ""));
    }
    for asked in asked(shown) {
        let number = asked.number.to_string();
        let question = asked.question;
        grid.row(row(&asked.time, &number, &question.text, &question.criteria.join(" ")));
    }
    body.table(grid.into_table());
    if !plan.if_time_allows.is_empty() {
        let codes: Vec<String> = plan
            .if_time_allows
            .iter()
            .map(|question| question.criteria.join(" "))
            .collect();
        body.add(led(NORMAL, "If time allows:", &codes.join(" · ")));
    }
    judged_elsewhere(body, shown);
    for line in styles::counts(shown) {
        body.text(NORMAL, &line);
    }
}

fn row(time: &str, number: &str, question: &str, criteria: &str) -> Vec<Vec<docx_rs::Paragraph>> {
    vec![
        vec![styled(TABLE_LABEL, time)],
        vec![styled(TABLE, number)],
        vec![styled(TABLE, &shorten(question, QUESTION))],
        vec![styled(TABLE_SMALL, criteria)],
    ]
}

fn judged_elsewhere(body: &mut Body, shown: Shown<'_>) {
    let judged = phrases::judged_elsewhere(shown.analysis);
    if !judged.is_empty() {
        body.text(HEADING_2, "You judged, and no question asks about it");
    }
    for line in judged {
        body.bullet(&line);
    }
}

/// A scheduled question with its place.
pub(super) struct Asked<'a> {
    pub(super) number: usize,
    pub(super) time: String,
    pub(super) question: &'a Question,
}

/// The scheduled questions with the running clock.
pub(super) fn asked(shown: Shown<'_>) -> impl Iterator<Item = Asked<'_>> {
    let plan = &shown.analysis.interview;
    let mut now = plan.opener.as_ref().map_or(0.0, |opener| opener.minutes);
    plan.questions.iter().zip(1..).map(move |(question, number)| {
        let time = span(now, question.minutes);
        now += question.minutes;
        Asked { number, time, question }
    })
}

/// "04:30–07:00".
fn span(start: f32, minutes: f32) -> String {
    format!("{}–{}", phrases::clock(start), phrases::clock(start + minutes))
}
