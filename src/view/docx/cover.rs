//! The cover: whose interview it is (to be filled in), the report's facts, its words, and what was found.

use super::PackOptions;
use super::pieces::{Body, Grid, form, run, styled};
use super::styles::{HEADING_1, NORMAL, SUBTITLE, TABLE, TABLE_LABEL, TITLE, WIDTH};
use crate::analysis::Analysis;
use crate::view::{Shown, phrases};
use crate::words::PresentationLedger;

const LABEL: usize = 2600;
const NUMBER: usize = 1400;

pub(super) fn write(body: &mut Body, shown: Shown<'_>, options: PackOptions) {
    let analysis = shown.analysis;
    body.text(TITLE, "Interview pack");
    body.text(SUBTITLE, &phrases::standard(analysis, shown.rubric));
    body.table(form(
        &[("Apprentice", ""), ("Assessor", ""), ("Date and time", "")],
        LABEL,
    ));
    facts(body, shown, options);
    found(body, shown);
    if phrases::has_notes(analysis) {
        notes(body, analysis);
    }
    words(body, analysis);
}

fn facts(body: &mut Body, shown: Shown<'_>, options: PackOptions) {
    let analysis = shown.analysis;
    let (report, plan) = (phrases::report(analysis), phrases::plan(analysis));
    let mut rows = vec![("Report", report.as_str())];
    if options.names {
        rows.push(("File", &analysis.report.name));
    }
    rows.extend([("Words", analysis.words.advice.as_str()), ("Interview", &plan)]);
    body.text(HEADING_1, "The report");
    body.table(form(&rows, LABEL));
}

fn found(body: &mut Body, shown: Shown<'_>) {
    body.text(HEADING_1, "What was found in it");
    for gate in phrases::gates(shown.analysis) {
        body.bullet(&gate);
    }
    let decides = run(phrases::assessor_decides(shown.analysis)).bold();
    body.add(styled(NORMAL, "").add_run(decides));
}

fn notes(body: &mut Body, analysis: &Analysis) {
    body.text(HEADING_1, "Please note");
    for warning in &analysis.warnings {
        body.bullet(&format!("{}: {}", warning.place, warning.message));
    }
    if !analysis.rubric.calibrated {
        body.bullet(phrases::NOT_CALIBRATED);
    }
    if analysis.masked {
        body.bullet(phrases::MASKED);
    }
}

fn words(body: &mut Body, analysis: &Analysis) {
    let ledger = &analysis.words;
    body.text(HEADING_1, "Words");
    let mut grid = Grid::new(&[("Part of the report", WIDTH - NUMBER), ("Words", NUMBER)]);
    let mut row = |style: &str, label: &str, count: u32| {
        grid.row(vec![vec![styled(style, label)], vec![number(count)]]);
    };
    row(TABLE_LABEL, "counted", ledger.counted);
    for (label, count) in phrases::parts(analysis) {
        if count > 0 {
            row(TABLE, label, count);
        }
    }
    row(TABLE, "in the whole file", ledger.total);
    body.table(grid.into_table());
    if let Some(presentation) = &analysis.presentation {
        slides(body, presentation);
    }
}

/// A number at the right of its cell.
pub(super) fn number(count: u32) -> docx_rs::Paragraph {
    styled(TABLE, &phrases::number(count)).align(docx_rs::AlignmentType::Right)
}

fn slides(body: &mut Body, presentation: &PresentationLedger) {
    let mut grid = Grid::new(&[("Part", LABEL), ("Slides", WIDTH - LABEL)]);
    for (lead, line) in phrases::slides(presentation) {
        grid.row(vec![vec![styled(TABLE_LABEL, &lead)], vec![styled(TABLE, &line)]]);
    }
    body.table(grid.into_table());
}
