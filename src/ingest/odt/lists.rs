//! Automatic numbers of list items and headings.

use super::styles::{Level, Styles};
use crate::ingest::numerals::written;
use std::collections::BTreeMap;

/// Levels of a list; `OpenDocument` has ten.
const LEVELS: usize = 10;

/// The lists around the current place, and how far each style has counted.
#[derive(Debug, Default)]
pub(crate) struct Lists {
    open: Vec<String>,
    counts: BTreeMap<String, [u32; LEVELS]>,
}

impl Lists {
    /// Opens a list; one without a style of its own goes on in that of the list around it.
    pub(crate) fn open(&mut self, style: Option<String>, goes_on: bool) {
        let style = style.or_else(|| self.open.last().cloned()).unwrap_or_default();
        if self.open.is_empty() && !goes_on {
            self.counts.remove(&style);
        }
        self.open.push(style);
    }

    /// Closes it.
    pub(crate) fn close(&mut self) {
        self.open.pop();
    }

    /// Whether any list is open.
    pub(crate) fn inside(&self) -> bool {
        !self.open.is_empty()
    }

    /// Counts an item of the innermost list; its number as printed, none for a bullet.
    pub(crate) fn item(&mut self, styles: &Styles) -> Option<String> {
        let style = self.open.last()?.clone();
        let level = self.open.len().min(LEVELS) as u8;
        self.count(styles, &style, level)
    }

    /// Counts a heading.
    pub(crate) fn heading(&mut self, styles: &Styles, level: u8) -> Option<String> {
        self.count(styles, "", level.clamp(1, LEVELS as u8))
    }

    fn count(&mut self, styles: &Styles, style: &str, level: u8) -> Option<String> {
        let levels = styles.lists.get(style)?;
        let counts = self.counts.entry(style.to_owned()).or_default();
        let at = usize::from(level) - 1;
        let start = levels.get(&level).map_or(1, |l| l.start);
        let count = counts.get_mut(at)?;
        *count = if *count == 0 { start } else { count.saturating_add(1) };
        for deeper in counts.iter_mut().skip(at + 1) {
            *deeper = 0;
        }
        label(levels, level, counts)
    }
}

fn label(levels: &BTreeMap<u8, Level>, level: u8, counts: &[u32; LEVELS]) -> Option<String> {
    let this = levels.get(&level)?;
    if this.format.is_empty() {
        return None;
    }
    let first = level.saturating_sub(this.shown.max(1) - 1).max(1);
    let numbers: Vec<String> = (first..=level)
        .filter_map(|l| {
            let number = counts.get(usize::from(l) - 1).copied().unwrap_or(1).max(1);
            let format = levels.get(&l).map(|l| l.format.as_str()).filter(|f| !f.is_empty())?;
            Some(written(number, named(format)))
        })
        .collect();
    Some(format!("{}{}{}", this.prefix, numbers.join("."), this.suffix))
}

/// The format's name as the writer of numbers knows it.
fn named(format: &str) -> &str {
    match format {
        "a" => "lowerLetter",
        "A" => "upperLetter",
        "i" => "lowerRoman",
        "I" => "upperRoman",
        _ => "decimal",
    }
}
