//! Checks that the entries of a rubric fit each other, and reports every mistake with its line and cure.
//!
//! [`super::load`] has made sure that each entry has the right keys; here they are compared: codes that
//! must be unique, references that must lead somewhere, figures that must add up, questions that must be open.

mod figures;
mod questions;
mod references;

use super::load::{At, Draft, Mistake, Placed};

/// Everything wrong with `draft`, in no particular order.
pub(super) fn mistakes(draft: &Draft) -> Vec<Mistake> {
    let mut found = Found::default();
    missing_tables(draft, &mut found);
    empty_texts(draft, &mut found);
    references::check(draft, &mut found);
    figures::check(draft, &mut found);
    questions::check(draft, &mut found);
    review(draft, &mut found);
    found.mistakes
}

/// The mistakes so far.
#[derive(Default)]
struct Found {
    mistakes: Vec<Mistake>,
}

impl Found {
    fn add(&mut self, at: At, text: impl Into<String>) {
        self.mistakes.push(Mistake { at, text: text.into() });
    }
}

/// Rules of a review that say nothing, or twice the same.
fn review(draft: &Draft, found: &mut Found) {
    let Some(review) = &draft.review else { return };
    for (index, rule) in review.value.rules.iter().enumerate() {
        let at = review.item("rule", index);
        if rule.text.trim().is_empty() || rule.source.trim().is_empty() {
            found.add(at, "a rule of the review has no text or no source; add it");
        }
        if review.value.rules.iter().take(index).any(|other| other.id == rule.id) {
            found.add(at, "a second rule of the review with this id; keep one of them");
        }
    }
}

fn missing_tables(draft: &Draft, found: &mut Found) {
    let parts = [
        ("[standard]", draft.standard.is_none()),
        ("[word_rule]", draft.word_rule.is_none()),
        ("[headings]", draft.headings.is_none()),
        ("[interview]", draft.interview.is_none()),
        ("[[task]]", draft.tasks.is_empty()),
        ("[[component]]", draft.components.is_empty()),
        ("[[section]]", draft.sections.is_empty()),
        ("[[criterion]]", draft.criteria.is_empty()),
    ];
    for (name, _) in parts.into_iter().filter(|(_, missing)| *missing) {
        found.add(At { file: 0, line: 1 }, format!("there is no {name}; add it"));
    }
}

/// Texts and lists that later stages show to people and that would leave a hole there.
fn empty_texts(draft: &Draft, found: &mut Found) {
    for criterion in &draft.criteria {
        let c = &criterion.value;
        for (key, text) in [
            ("code", &c.code),
            ("verb", &c.verb),
            ("wording", &c.wording),
            ("shows", &c.shows),
        ] {
            text_given(criterion, key, text, found);
        }
        if c.asks.is_empty() {
            found.add(
                criterion.key("asks"),
                "`asks` is empty; name at least one thing the wording asks for",
            );
        }
        for (index, ask) in c.asks.iter().enumerate() {
            if ask.trim().is_empty() || ask.ends_with(['.', '?', '!']) {
                let text = format!("\"{ask}\" is not a noun phrase; write it so that it can follow \"still open:\"");
                found.add(criterion.item("asks", index), text);
            }
        }
    }
    for section in &draft.sections {
        text_given(section, "id", &section.value.id, found);
        text_given(section, "title", &section.value.title, found);
    }
    for example in &draft.examples {
        text_given(example, "text", &example.value.text, found);
        text_given(example, "why", &example.value.why, found);
    }
}

fn text_given<T>(entry: &Placed<T>, key: &str, text: &str, found: &mut Found) {
    if text.trim().is_empty() {
        found.add(entry.key(key), format!("`{key}` is empty; fill it in"));
    }
}
