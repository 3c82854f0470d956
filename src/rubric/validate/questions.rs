//! Questions: whether they can be asked as they stand.
//!
//! Only what makes a question unusable is refused here (closed, two at once, too long to say, a slot in the
//! wrong place); whether it leads is a matter of the question rules.

use std::collections::BTreeMap;

use super::super::load::{At, Draft};
use super::Found;

/// The one slot: the report's own words.
const SLOT: &str = "{quote}";

/// Longest question that can be taken in by ear, in words; the quote is not counted.
const MOST_WORDS: usize = 30;

/// First words of a sentence that leaves the answer open.
const OPEN: [&str; 14] = [
    "what", "how", "which", "why", "when", "where", "who", "whom", "whose", "tell", "describe", "explain", "talk",
    "walk",
];

/// Checks all questions.
pub(super) fn check(draft: &Draft, found: &mut Found) {
    let mut asked = BTreeMap::new();
    for opener in &draft.openers {
        question(&opener.value, 0, opener.at(), found);
    }
    for set in &draft.questions {
        if set.value.main.is_empty() {
            found.add(set.key("main"), "no main question; add at least one");
        }
        for (key, list, slots) in [
            ("main", &set.value.main, 0),
            ("probes", &set.value.probes, 0),
            ("seeded", &set.value.seeded, 1),
        ] {
            for (index, text) in list.iter().enumerate() {
                let at = set.item(key, index);
                question(text, slots, at, found);
                // Probes are short and may serve many criteria, and a seeded question differs by its quote.
                if key == "main" {
                    once(&mut asked, text, at, found);
                }
            }
        }
    }
    for shared in &draft.shared_questions {
        question(&shared.value.text, 0, shared.key("text"), found);
        once(&mut asked, &shared.value.text, shared.key("text"), found);
        if shared.value.criteria.len() < 2 {
            found.add(
                shared.key("criteria"),
                "a shared question serves two criteria or more; name them",
            );
        }
    }
}

fn once<'a>(asked: &mut BTreeMap<&'a str, At>, text: &'a str, at: At, found: &mut Found) {
    if let Some(first) = asked.insert(text, at) {
        found.add(
            at,
            format!(
                "this question stands already on line {}; word it differently",
                first.line
            ),
        );
    }
}

fn question(text: &str, slots: usize, at: At, found: &mut Found) {
    for fault in faults(text, slots) {
        found.add(at, format!("\"{text}\": {fault}"));
    }
}

/// What is wrong with a question that should hold the slot `slots` times, each with its cure.
fn faults(text: &str, slots: usize) -> Vec<String> {
    let mut faults = Vec::new();
    let plain = text.replace(SLOT, "");
    if text.matches(SLOT).count() != slots {
        let cure = if slots == 0 {
            "take it out"
        } else {
            "a seeded question holds it once"
        };
        faults.push(format!("the slot {SLOT} is in the wrong place; {cure}"));
    }
    if plain.contains(['{', '}']) {
        faults.push(format!("an unknown slot; {SLOT} is the only one"));
    }
    if !plain.ends_with(['?', '.']) || plain.trim() != plain {
        faults.push("does not end well; end it with a question mark or a full stop, without spaces around".to_owned());
    }
    if plain.matches('?').count() > 1 {
        faults.push("more than one question mark; ask one thing at a time".to_owned());
    }
    let words = plain
        .split_whitespace()
        .filter(|word| word.contains(char::is_alphanumeric))
        .count();
    if words > MOST_WORDS {
        faults.push(format!("{words} words, too long to say; use {MOST_WORDS} at most"));
    }
    if !OPEN.contains(&first_word(last_sentence(&plain)).as_str()) {
        faults.push("can be answered with yes or no; begin with what, how, which, why, tell me, describe …".to_owned());
    }
    faults
}

/// What is asked: the part after the last end of a sentence or of a quotation.
fn last_sentence(text: &str) -> &str {
    let body = text.trim_end_matches(['?', '.', ' ']);
    let start = [". ", "? ", "! ", "” "]
        .iter()
        .filter_map(|end| body.rfind(end).map(|at| at + end.len()))
        .max();
    body.get(start.unwrap_or(0)..).unwrap_or(body)
}

fn first_word(sentence: &str) -> String {
    sentence
        .split(|c: char| !c.is_alphanumeric())
        .find(|word| !word.is_empty())
        .unwrap_or("")
        .to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn open_questions_pass() {
        for text in [
            "What did you do?",
            "Tell me about a busy day.",
            "Tell me about a queue. How did you deal with it?",
        ] {
            assert_eq!(faults(text, 0), Vec::<String>::new(), "{text}");
        }
        assert_eq!(
            faults("You wrote: “{quote}” What happened after that?", 1),
            Vec::<String>::new()
        );
    }

    #[test]
    fn each_fault_is_named() {
        let long = format!("What {}?", "very ".repeat(30).trim_end());
        for (text, slots, part) in [
            ("Did you stay late?", 0, "yes or no"),
            ("Tell me about a queue. Did you cope?", 0, "yes or no"),
            ("What was it? Why?", 0, "more than one"),
            ("What was it", 0, "end well"),
            ("What about {quote}?", 0, "wrong place"),
            ("What happened then?", 1, "wrong place"),
            ("What about {answer}?", 0, "unknown slot"),
            (long.as_str(), 0, "too long"),
            ("", 0, "end well"),
        ] {
            assert!(
                faults(text, slots).iter().any(|fault| fault.contains(part)),
                "{text:?}: {part}"
            );
        }
    }
}
