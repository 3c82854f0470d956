//! The word count, and the sections against their guides.

use super::paint::Ink;
use super::{Page, phrases};
use crate::analysis::Analysis;
use crate::view::text::{neutral, width, wrap};
use crate::words::SectionWords;
use std::io::{self, Write};

/// Cells of a bar; the guide's upper figure is reached at its end.
const BAR: u32 = 10;
/// Columns for the title of a section.
const TITLE: usize = 38;

pub(super) fn write<W: Write>(page: &mut Page<'_, W>, analysis: &Analysis) -> io::Result<()> {
    let words = &analysis.words;
    page.title("Words")?;
    page.hanging(
        2,
        &format!("{:>6}", phrases::number(words.counted)),
        "counted",
        Ink::Strong,
    )?;
    for (label, count) in phrases::parts(analysis).into_iter().filter(|(_, count)| *count > 0) {
        page.hanging(2, &format!("{:>6}", phrases::number(count)), label, Ink::Plain)?;
    }
    page.hanging(
        2,
        &format!("{:>6}", phrases::number(words.total)),
        "in the whole file",
        Ink::Plain,
    )?;
    let lead = analysis.presentation.as_ref().map_or("Length:", |_| "Slides:");
    page.hanging(2, lead, &words.advice, Ink::Strong)?;
    if let Some(presentation) = &analysis.presentation {
        page.title("Slides and their time guides")?;
        for (lead, line) in phrases::slides(presentation) {
            page.hanging(2, &lead, &line, Ink::Strong)?;
        }
        page.title("Sections")?;
    } else {
        page.title("Sections and their word guides")?;
    }
    for task in &words.tasks {
        let lead = format!("Task {}", task.id);
        let guide = match phrases::guide(task.guide) {
            guide if guide.is_empty() => String::new(),
            guide => format!(" (guide {guide})"),
        };
        let title = format!("{}: {} words{guide}", task.title, phrases::number(task.words));
        page.hanging(2, &lead, &title, Ink::Strong)?;
        for section in words.sections.iter().filter(|section| is_of(section, &task.id)) {
            row(page, section)?;
        }
    }
    Ok(())
}

/// Sections carry their task's number before the dot.
fn is_of(section: &SectionWords, task: &str) -> bool {
    section.id.split('.').next() == Some(task)
}

fn row<W: Write>(page: &mut Page<'_, W>, section: &SectionWords) -> io::Result<()> {
    let mut title = wrap(&neutral(&section.title), TITLE).into_iter();
    let first = title.next().unwrap_or_default();
    let pad = TITLE.saturating_sub(width(&first));
    page.line(&format!(
        "    {:<4} {first}{:pad$} {:>6}  {}  {}",
        section.id,
        "",
        phrases::number(section.words),
        bar(section),
        phrases::guide(section.guide),
    ))?;
    for line in title {
        page.text(9, &line, Ink::Plain)?;
    }
    page.text(9, &section.advice, Ink::Faint)
}

/// How much of the guide's upper figure is used; a plus where it is passed.
fn bar(section: &SectionWords) -> String {
    let Some((_, most)) = section.guide.filter(|(_, most)| *most > 0) else {
        return " ".repeat(BAR as usize + 3);
    };
    let cells = u64::from(section.words) * u64::from(BAR) / u64::from(most);
    let full = cells.min(u64::from(BAR)) as usize;
    let over = if section.words > most { '+' } else { ' ' };
    format!("[{}{}]{over}", "#".repeat(full), "·".repeat(BAR as usize - full))
}
