//! The coverage map: criteria by task and component, with status, best quote and what is open.

use super::paint::Ink;
use super::{Page, phrases};
use crate::analysis::Analysis;
use crate::coverage::{CriterionCoverage, Status};
use crate::rubric::{Criterion, Level};
use crate::view::Shown;
use crate::view::text::shorten;
use std::io::{self, Write};

/// Characters of a quote; enough to recognise the passage, the JSON has all of it.
const QUOTE: usize = 220;

pub(super) fn write<W: Write>(page: &mut Page<'_, W>, shown: Shown<'_>) -> io::Result<()> {
    page.title("Coverage")?;
    for gate in phrases::gates(shown.analysis) {
        page.text(2, &gate, Ink::Plain)?;
    }
    page.text(2, phrases::assessor_decides(shown.analysis), Ink::Plain)?;
    for task in &shown.rubric.tasks {
        page.blank()?;
        page.hanging(0, &format!("Task {}", task.id), &task.title, Ink::Strong)?;
        for component in shown
            .rubric
            .components
            .iter()
            .filter(|component| component.task == task.id)
        {
            page.text(2, &component.title, Ink::Strong)?;
            for criterion in shown.rubric.criteria.iter().filter(|c| c.component == component.id) {
                let coverage = shown.analysis.criteria.iter().find(|c| c.code == criterion.code);
                if let Some(coverage) = coverage {
                    entry(page, shown.analysis, criterion, coverage)?;
                }
            }
        }
    }
    Ok(())
}

fn entry<W: Write>(
    page: &mut Page<'_, W>,
    analysis: &Analysis,
    criterion: &Criterion,
    coverage: &CriterionCoverage,
) -> io::Result<()> {
    let (sign, ink) = match coverage.status {
        Status::Evidenced => ("+", Ink::Good),
        Status::Partial => ("~", Ink::Half),
        Status::NotFound => ("-", Ink::Open),
    };
    let lead = format!("{sign} {:<9} {:<5}", phrases::status(coverage.status), coverage.code);
    let level = match criterion.level {
        Level::Pass => String::new(),
        level => format!(" ({level})"),
    };
    page.hanging(4, &lead, &format!("{}{level}", criterion.wording), ink)?;
    if let Some(best) = coverage.evidence.first() {
        let place = phrases::place(analysis, best);
        let place = if place.is_empty() { place } else { format!(" ({place})") };
        page.text(8, &format!("“{}”{place}", shorten(&best.quote, QUOTE)), Ink::Plain)?;
    }
    if !coverage.missing.is_empty() {
        page.hanging(8, "Still open:", &coverage.missing.join("; "), Ink::Strong)?;
    }
    Ok(())
}
