//! The interview plan with a running clock.

use super::paint::Ink;
use super::{Page, phrases};
use crate::analysis::Analysis;
use crate::interview::Question;
use crate::view::text::shorten;
use crate::view::{Part, Shown};
use std::io::{self, Write};

/// Characters of a quote of what the report says.
const QUOTE: usize = 160;

pub(super) fn write<W: Write>(page: &mut Page<'_, W>, shown: Shown<'_>) -> io::Result<()> {
    let analysis = shown.analysis;
    let plan = &analysis.interview;
    page.title("Interview plan")?;
    page.text(2, &phrases::plan(analysis), Ink::Plain)?;
    // Elsewhere the coverage map says it.
    if shown.part == Part::Interview {
        page.text(2, &phrases::counts(analysis), Ink::Plain)?;
        page.text(2, phrases::assessor_decides(analysis), Ink::Plain)?;
    }
    for judged in phrases::judged_elsewhere(analysis) {
        page.hanging(2, "You judged:", &judged, Ink::Strong)?;
    }
    let mut now = 0.0;
    if let Some(opener) = &plan.opener {
        page.blank()?;
        page.hanging(
            2,
            &phrases::clock(now),
            &format!("To begin with: {}", opener.text),
            Ink::Strong,
        )?;
        now += opener.minutes;
    }
    for question in &plan.questions {
        page.blank()?;
        page.hanging(2, &phrases::clock(now), &question.text, Ink::Strong)?;
        notes(page, analysis, question)?;
        now += question.minutes;
    }
    if !plan.if_time_allows.is_empty() {
        page.title("If time allows")?;
        for (index, question) in plan.if_time_allows.iter().enumerate() {
            if index > 0 {
                page.blank()?;
            }
            page.hanging(2, "-    ", &question.text, Ink::Strong)?;
            notes(page, analysis, question)?;
        }
    }
    Ok(())
}

fn notes<W: Write>(page: &mut Page<'_, W>, analysis: &Analysis, question: &Question) -> io::Result<()> {
    let for_whom = format!(
        "{} · {}",
        question.criteria.join(" "),
        phrases::minutes(question.minutes)
    );
    page.text(8, &for_whom, Ink::Faint)?;
    page.hanging(8, "Why:", &question.why, Ink::Faint)?;
    for judged in phrases::judged_for(analysis, question) {
        page.hanging(8, "You judged:", &judged, Ink::Strong)?;
    }
    for (codes, quote) in phrases::report_says(question) {
        let quote = format!("“{}” ({codes})", shorten(quote, QUOTE));
        page.hanging(8, "Report:", &quote, Ink::Faint)?;
    }
    if !question.probes.is_empty() {
        page.hanging(8, "Probes:", &question.probes.join(" · "), Ink::Faint)?;
    }
    Ok(())
}
