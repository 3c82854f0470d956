//! Numbers of lists, which browsers print and pages do not hold.

use super::attributes::Attributes;
use crate::ingest::numerals::written;

/// A list that is open: none counts for a list of bullets.
#[derive(Debug, Default)]
pub(super) struct List {
    counter: Option<Counter>,
}

#[derive(Debug)]
struct Counter {
    next: i64,
    step: i64,
    format: &'static str,
}

impl List {
    pub(super) fn bullets() -> Self {
        Self::default()
    }

    pub(super) fn numbers(attributes: &Attributes) -> Self {
        let format = match attributes.get("type") {
            Some("a") => "lowerLetter",
            Some("A") => "upperLetter",
            Some("i") => "lowerRoman",
            Some("I") => "upperRoman",
            _ => "decimal",
        };
        let step = if attributes.has("reversed") { -1 } else { 1 };
        let next = number(attributes.get("start")).unwrap_or(1);
        Self {
            counter: Some(Counter { next, step, format }),
        }
    }

    /// The number of the next item as printed, none for a bullet.
    pub(super) fn item(&mut self, attributes: &Attributes) -> Option<String> {
        let counter = self.counter.as_mut()?;
        let this = number(attributes.get("value")).unwrap_or(counter.next);
        counter.next = this.saturating_add(counter.step);
        Some(match u32::try_from(this) {
            Ok(positive) => format!("{}.", written(positive, counter.format)),
            Err(_) => format!("{this}."),
        })
    }
}

fn number(value: Option<&str>) -> Option<i64> {
    value?.parse::<i32>().ok().map(i64::from)
}
