//! What changed between two drafts.

use super::paint::Ink;
use super::{Page, phrases};
use crate::compare::{Comparison, CriterionChange, Draft};
use crate::review::Flag;
use crate::rubric::Level;
use crate::view::review;
use crate::view::text::shorten;
use std::io::{self, Write};

/// Characters of a quote.
const QUOTE: usize = 220;
/// Columns for the title of a section.
const TITLE: usize = 40;

/// Writes the comparison for people at a terminal.
///
/// # Errors
/// Whatever `out` reports.
pub fn write_comparison(out: &mut impl Write, comparison: &Comparison, colour: bool) -> io::Result<()> {
    let mut page = Page::new(out, colour);
    drafts(&mut page, comparison)?;
    words(&mut page, comparison)?;
    let is_same = comparison.rose.is_empty() && comparison.fell.is_empty();
    if is_same {
        page.title("Criteria")?;
        page.text(2, "No criterion has another status than before.", Ink::Plain)?;
    }
    criteria(&mut page, "Shown better now", &comparison.rose, "New in this draft:")?;
    criteria(&mut page, "Shown less now", &comparison.fell, "No longer there:")?;
    flags(&mut page, "Checks that are solved", &comparison.solved)?;
    flags(&mut page, "New checks", &comparison.raised)?;
    page.blank()?;
    page.text(0, phrases::ASSESSOR_DECIDES, Ink::Plain)
}

fn flags<W: Write>(page: &mut Page<'_, W>, title: &str, flags: &[Flag]) -> io::Result<()> {
    if !flags.is_empty() {
        page.title(title)?;
    }
    for flag in flags {
        page.hanging(2, "-", &review::flag_line(flag), Ink::Strong)?;
    }
    Ok(())
}

fn drafts<W: Write>(page: &mut Page<'_, W>, comparison: &Comparison) -> io::Result<()> {
    for (lead, draft) in [("Before:", &comparison.old), ("Now:   ", &comparison.new)] {
        page.hanging(0, lead, &phrases::draft(draft), Ink::Strong)?;
        warnings(page, draft)?;
    }
    Ok(())
}

fn warnings<W: Write>(page: &mut Page<'_, W>, draft: &Draft) -> io::Result<()> {
    for warning in &draft.warnings {
        page.hanging(8, "!", &format!("{}: {}", warning.place, warning.message), Ink::Warning)?;
    }
    Ok(())
}

fn words<W: Write>(page: &mut Page<'_, W>, comparison: &Comparison) -> io::Result<()> {
    page.title("Words: before, now, change, guide")?;
    for section in comparison.sections.iter().filter(|s| s.old > 0 || s.new > 0) {
        page.line(&format!(
            "  {:<4} {:<TITLE$} {:>6} {:>6} {:>7}  {}",
            section.id,
            shorten(&crate::view::neutral(&section.title), TITLE - 2),
            phrases::number(section.old),
            phrases::number(section.new),
            phrases::change(section.old, section.new),
            phrases::guide(section.guide),
        ))?;
    }
    let (old, new) = (comparison.old.words, comparison.new.words);
    page.line(&format!(
        "  {:<4} {:<TITLE$} {:>6} {:>6} {:>7}",
        "",
        "the whole report, as counted",
        phrases::number(old),
        phrases::number(new),
        phrases::change(old, new),
    ))
}

fn criteria<W: Write>(page: &mut Page<'_, W>, title: &str, changes: &[CriterionChange], lead: &str) -> io::Result<()> {
    if changes.is_empty() {
        return Ok(());
    }
    page.title(title)?;
    for change in changes {
        let level = match change.level {
            Level::Pass => String::new(),
            level => format!(" ({level})"),
        };
        let sign = if change.new > change.old { "+" } else { "-" };
        let ink = if change.new > change.old { Ink::Good } else { Ink::Open };
        page.hanging(
            2,
            &format!("{sign} {:<5}", change.code),
            &format!("{}{level}", change.wording),
            ink,
        )?;
        page.text(10, &phrases::from_to(change.old, change.new), Ink::Plain)?;
        let quotes = if change.new > change.old {
            &change.added
        } else {
            &change.gone
        };
        if !quotes.is_empty() {
            page.text(10, lead, Ink::Strong)?;
        }
        for evidence in quotes {
            page.text(10, &format!("“{}”", shorten(&evidence.quote, QUOTE)), Ink::Plain)?;
        }
        if !change.missing.is_empty() {
            page.hanging(10, "Still open:", &change.missing.join("; "), Ink::Strong)?;
        }
    }
    Ok(())
}
