//! Files to keep, the same to the byte as the command line writes them.
//!
//! `summary.xlsx` is not among them: its writer asks for the time, which nobody tells here.

use crate::ask::plain;
use serde::Deserialize;
use showcase::analysis::Analysis;
use showcase::annotate::annotate;
use showcase::cohort::Cohort;
use showcase::review::review;
use showcase::rubric::Rubric;
use showcase::view;
use showcase::view::cohort::csv;
use showcase::view::{Part, Shown, docx, html, json, markdown};
use std::io;

/// What kind of file.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    /// `interview --format docx`
    Pack,
    /// `analyse --format json`
    Json,
    /// `analyse --format html`
    Html,
    /// `analyse --format markdown`
    Markdown,
    /// `interview --format json`
    PlanJson,
    /// `annotate`
    Annotated,
    /// `review --format html`
    Review,
    /// `summary.csv` of `batch`
    Csv,
}

/// A file about one report, whose own bytes are `report`. `names` is for the pack alone, as on the command line.
pub(crate) fn of_report(
    kind: Kind,
    report: &[u8],
    analysis: &Analysis,
    rubric: &Rubric,
    names: bool,
) -> Result<Vec<u8>, String> {
    let shown = |part| Shown { analysis, rubric, part };
    written(|out| match kind {
        Kind::Pack => docx::write(out, shown(Part::Interview), docx::PackOptions { names }),
        Kind::Json => json::write(out, shown(Part::Whole)),
        Kind::Html => html::write(out, shown(Part::Whole)),
        Kind::Markdown => markdown::write(out, shown(Part::Whole)),
        Kind::PlanJson => json::write(out, shown(Part::Interview)),
        Kind::Annotated => {
            let annotated = annotate(report, &analysis.report.name, analysis, rubric).map_err(io::Error::other)?;
            out.extend(annotated.bytes);
            Ok(())
        }
        Kind::Review => view::review::html(out, &review(analysis, rubric)),
        Kind::Csv => Err(io::Error::other("this file is about many reports")),
    })
}

/// A file about many reports.
pub(crate) fn of_cohort(kind: Kind, cohort: &Cohort) -> Result<Vec<u8>, String> {
    written(|out| match kind {
        Kind::Csv => csv::write(out, cohort),
        _ => Err(io::Error::other("this file is about one report")),
    })
}

fn written(write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> Result<Vec<u8>, String> {
    let mut out = Vec::new();
    write(&mut out).map_err(plain)?;
    Ok(out)
}
