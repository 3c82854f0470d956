//! A page for each question: what to ask, what the report shows, boxes to tick and room to write.

use super::pieces::{Body, Grid, led, note_box, run, shaded_box, styled, tick_box};
use super::plan::asked;
use super::styles::{
    self, HEADING_2, HEADING_3, NORMAL, QUESTION, QUOTE, SMALL, TABLE, TABLE_LABEL, TABLE_SMALL, WIDTH,
};
use crate::interview::{Question, ReportSays};
use crate::view::text::clean;
use crate::view::{Shown, phrases};
use docx_rs::Paragraph;

/// Least heights of the room for notes.
const NOTES: f32 = 4000.0;
const NOTES_BELOW_OPENER: f32 = 2600.0;
const SPARE_NOTES: f32 = 1500.0;

const CODE: usize = 1080;
const STATUS: usize = 1100;
const TICK: usize = 1030;

pub(super) fn write(body: &mut Body, shown: Shown<'_>) {
    let plan = &shown.analysis.interview;
    body.add(styles::chapter("Questions"));
    if let Some(opener) = &plan.opener {
        body.text(HEADING_2, "To begin with");
        body.text(
            SMALL,
            &format!("{} · serves no criterion", phrases::minutes(opener.minutes)),
        );
        body.table(shaded_box(styled(QUESTION, &opener.text)));
    }
    for asked in asked(shown) {
        let title = format!("Question {}", asked.number);
        // The first follows the chapter's heading, or the easy question to begin with.
        let heading = styled(HEADING_2, &title).page_break_before(asked.number > 1);
        body.add(heading);
        let minutes = phrases::minutes(asked.question.minutes);
        body.add(time_line(&format!("{} · {minutes}", asked.time)));
        let notes = if asked.number == 1 { NOTES_BELOW_OPENER } else { NOTES };
        area(body, shown, asked.question, notes);
    }
    if plan.if_time_allows.is_empty() {
        return;
    }
    body.add(styles::chapter("If time allows"));
    body.text(NORMAL, "Questions that the time does not hold, most useful first.");
    for (question, number) in plan.if_time_allows.iter().zip(1..) {
        body.text(HEADING_2, &spare(number));
        body.add(time_line(&phrases::minutes(question.minutes)));
        area(body, shown, question, SPARE_NOTES);
    }
}

/// What a question that the time does not hold is called.
pub(super) fn spare(number: usize) -> String {
    format!("Spare question {number}")
}

/// The line below a question's heading, which stays with the question.
fn time_line(text: &str) -> Paragraph {
    styled(SMALL, text).keep_next(true)
}

fn area(body: &mut Body, shown: Shown<'_>, question: &Question, notes: f32) {
    body.table(shaded_box(styled(QUESTION, &question.text).keep_next(true)));
    body.add(led(NORMAL, "Why:", &question.why));
    for judged in phrases::judged_for(shown.analysis, question) {
        body.add(led(NORMAL, "You judged:", &judged));
    }
    if !question.probes.is_empty() {
        body.text(HEADING_3, "Probes");
    }
    for probe in &question.probes {
        body.bullet(probe);
    }
    body.text(HEADING_3, "What the report shows");
    shows(body, shown, question);
    body.text(HEADING_3, "Criteria");
    body.table(criteria(shown, question));
    body.text(HEADING_3, "Notes");
    body.table(note_box(notes));
}

fn shows(body: &mut Body, shown: Shown<'_>, question: &Question) {
    if question.report_says.is_empty() {
        body.text(NORMAL, "Nothing was found on these criteria.");
    }
    for (codes, quote) in phrases::report_says(question) {
        let says = question.report_says.iter().find(|says| says.quote == quote);
        let place = says.map(|says| place(shown, says)).unwrap_or_default();
        let source = [codes, place].into_iter().filter(|part| !part.is_empty());
        body.add(quoted(QUOTE, quote, &source.collect::<Vec<_>>().join(", ")));
    }
}

/// Where a quote stands, as the coverage map has it.
fn place(shown: Shown<'_>, says: &ReportSays) -> String {
    let criterion = shown
        .analysis
        .criteria
        .iter()
        .find(|criterion| criterion.code == says.code);
    let mut evidence = criterion.into_iter().flat_map(|criterion| &criterion.evidence);
    evidence
        .find(|evidence| evidence.block == says.block)
        .map(|evidence| phrases::place(shown.analysis, evidence))
        .unwrap_or_default()
}

/// A quote with where it comes from.
pub(super) fn quoted(style: &str, quote: &str, source: &str) -> Paragraph {
    let paragraph = Paragraph::new()
        .style(style)
        .add_run(run(&format!("“{}”", clean(quote))));
    if source.is_empty() {
        return paragraph;
    }
    paragraph.add_run(run(&format!(" ({source})")).bold().color(styles::FAINT))
}

/// What each criterion asks, what is still open, and boxes for the assessor, which stay empty here.
fn criteria(shown: Shown<'_>, question: &Question) -> docx_rs::Table {
    let mut grid = Grid::new(&[
        ("Code", CODE),
        ("What it asks", WIDTH - CODE - STATUS - 3 * TICK),
        ("Found in the report", STATUS),
        ("Met in report", TICK),
        ("Met in interview", TICK),
        ("Not met", TICK),
    ]);
    for code in &question.criteria {
        let criterion = shown.rubric.criteria.iter().find(|criterion| &criterion.code == code);
        let coverage = shown.analysis.criteria.iter().find(|coverage| &coverage.code == code);
        let (Some(criterion), Some(coverage)) = (criterion, coverage) else {
            continue;
        };
        let mut asks = vec![styled(TABLE, &criterion.wording)];
        asks.extend(
            coverage
                .missing
                .iter()
                .map(|missing| led(TABLE_SMALL, "Still open:", missing)),
        );
        grid.row(vec![
            vec![
                styled(TABLE_LABEL, code),
                styled(TABLE_SMALL, &criterion.level.to_string()),
            ],
            asks,
            vec![styled(TABLE, phrases::status(coverage.status))],
            vec![tick_box()],
            vec![tick_box()],
            vec![tick_box()],
        ]);
    }
    grid.into_table()
}
