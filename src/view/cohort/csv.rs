//! The cohort as comma-separated values (RFC 4180), one line a report.

use super::cell::harmless;
use super::{FIGURES, figures};
use crate::cohort::Cohort;
use crate::view::phrases;
use std::io;

/// Writes the figures and the statuses. Reports that could not be read come last, with the cause.
///
/// # Errors
/// Whatever `out` reports.
pub fn write(out: &mut impl io::Write, cohort: &Cohort) -> io::Result<()> {
    let name = |name: &Option<String>| cohort.named.then(|| name.clone().unwrap_or_default());
    let codes = cohort.criteria.iter().map(|criterion| criterion.code.clone());
    let figure_heads = FIGURES.map(str::to_owned);
    let head = ["Report".to_owned()]
        .into_iter()
        .chain(cohort.named.then(|| "File".to_owned()));
    let last = "Could not be read".to_owned();
    line(out, head.chain(figure_heads).chain(codes).chain([last]))?;
    for row in &cohort.reports {
        let statuses = row.statuses.iter().map(|&status| phrases::status(status).to_owned());
        let figures = figures(row).map(|figure| figure.to_string());
        let head = [row.id.clone()].into_iter().chain(name(&row.name));
        line(out, head.chain(figures).chain(statuses).chain([String::new()]))?;
    }
    for failed in &cohort.failures {
        let head = [failed.id.clone()].into_iter().chain(name(&failed.name));
        let empty = (0..FIGURES.len() + cohort.criteria.len()).map(|_| String::new());
        line(out, head.chain(empty).chain([failed.cause.clone()]))?;
    }
    Ok(())
}

/// Writes which report is which: `pairs` of what it is called and its file.
///
/// # Errors
/// Whatever `out` reports.
pub fn key(out: &mut impl io::Write, pairs: impl Iterator<Item = (String, String)>) -> io::Result<()> {
    line(out, ["Report", "File"].map(str::to_owned))?;
    for (id, file) in pairs {
        line(out, [id, file])?;
    }
    Ok(())
}

fn line(out: &mut impl io::Write, cells: impl IntoIterator<Item = String>) -> io::Result<()> {
    let cells: Vec<String> = cells.into_iter().map(|cell| quoted(&harmless(&cell))).collect();
    write!(out, "{}\r\n", cells.join(","))
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', ';']) || cell.starts_with([' ', '\'']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}
