//! Linted questions, for people and for other programs.

use super::text::{neutral, wrap};
use crate::questions::{Finding, Linted, Report, Severity, Verdict};
use std::io::{self, Write};

/// Columns of the narrowest terminal in use.
const COLUMNS: usize = 80;
/// Columns before a finding.
const INDENT: usize = 4;

/// Writes the verdict on each question, with what to do about it, and the counts.
///
/// # Errors
/// Whatever `out` reports.
pub fn write(out: &mut impl Write, report: &Report) -> io::Result<()> {
    for linted in &report.questions {
        question(out, linted)?;
    }
    let fine = report.questions.len() - report.errors - report.warnings;
    writeln!(
        out,
        "\n{}: {fine} ok, {}, {}",
        counted(report.questions.len(), "question"),
        counted(report.errors, "error"),
        counted(report.warnings, "warning")
    )
}

/// Writes the report as JSON.
///
/// # Errors
/// Whatever `out` reports.
pub fn write_json(out: &mut impl Write, report: &Report) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, report)?;
    writeln!(out)
}

fn question(out: &mut impl Write, linted: &Linted) -> io::Result<()> {
    let verdict = match linted.verdict {
        Verdict::Ok => "ok",
        Verdict::Warning => "warning",
        Verdict::Error => "error",
    };
    let codes = match linted.criteria.as_slice() {
        [] => String::new(),
        codes => format!("{} ", codes.join(", ")),
    };
    let head = format!("line {}: {verdict}: {codes}{}", linted.line, neutral(&linted.text));
    for line in wrap(&head, COLUMNS) {
        writeln!(out, "{line}")?;
    }
    linted.findings.iter().try_for_each(|found| finding(out, found))
}

fn finding(out: &mut impl Write, finding: &Finding) -> io::Result<()> {
    let severity = match finding.severity {
        Severity::Warning => "warning",
        Severity::Error => "error",
    };
    let text = format!(
        "{severity} {}: “{}”: it {}; {}",
        finding.rule,
        neutral(&finding.found),
        finding.reason,
        finding.cure
    );
    for (index, line) in wrap(&text, COLUMNS - INDENT - 2).iter().enumerate() {
        let lead = if index == 0 { "- " } else { "  " };
        writeln!(out, "{:INDENT$}{lead}{line}", "")?;
    }
    Ok(())
}

fn counted(count: usize, what: &str) -> String {
    match count {
        1 => format!("1 {what}"),
        _ => format!("{count} {what}s"),
    }
}
