//! Checks that the entries of a rubric fit each other, and reports every mistake with its line and cure.

use super::load::{At, Draft, Mistake};

/// Everything wrong with `draft`, in no particular order.
pub(super) fn mistakes(draft: &Draft) -> Vec<Mistake> {
    let mut found = Vec::new();
    missing_tables(draft, &mut found);
    found
}

fn missing_tables(draft: &Draft, found: &mut Vec<Mistake>) {
    let tables = [
        ("standard", draft.standard.is_none()),
        ("word_rule", draft.word_rule.is_none()),
        ("headings", draft.headings.is_none()),
        ("interview", draft.interview.is_none()),
    ];
    for (name, _) in tables.into_iter().filter(|(_, missing)| *missing) {
        found.push(Mistake {
            at: At { file: 0, line: 1 },
            text: format!("there is no [{name}]; add it"),
        });
    }
}
