//! Questions: whether they can be asked as they stand.
//!
//! A slot in the wrong place or a question that is too long to say is refused here; whether a question is open, and does not
//! lead, is a matter of the question rules. Their warnings are left to whoever writes the questions.

use std::collections::BTreeMap;

use super::super::lint;
use super::super::load::{At, Draft, Placed};
use super::Found;
use crate::questions::{Linter, Severity};

/// The one slot: the report's own words.
const SLOT: &str = "{quote}";

/// Stands for the report's words while a seeded question is looked at.
const SAMPLE: &str = "I wrote down what the customer told me.";

/// Longest question that can be taken in by ear, in words; the quote is not counted.
const MOST_WORDS: usize = 30;

/// Checks all questions, and the rules for them.
pub(super) fn check(draft: &Draft, found: &mut Found) {
    let Some(linter) = linter(draft, found) else { return };
    let mut asker = Asker {
        linter,
        asked: BTreeMap::new(),
        found,
    };
    for opener in &draft.openers {
        asker.question(&opener.value, &[], 0, opener.at());
    }
    for set in &draft.questions {
        if set.value.main.is_empty() {
            asker.found.add(set.key("main"), "no main question; add at least one");
        }
        for (key, list, slots) in [
            ("main", &set.value.main, 0),
            ("probes", &set.value.probes, 0),
            ("seeded", &set.value.seeded, 1),
        ] {
            for (index, text) in list.iter().enumerate() {
                let at = set.item(key, index);
                asker.question(text, &[&set.value.criterion], slots, at);
                // Probes are short and may serve many criteria, and a seeded question differs by its quote.
                if key == "main" {
                    asker.once(text, at);
                }
            }
        }
    }
    for shared in &draft.shared_questions {
        let codes: Vec<&str> = shared.value.criteria.iter().map(String::as_str).collect();
        asker.question(&shared.value.text, &codes, 0, shared.key("text"));
        asker.once(&shared.value.text, shared.key("text"));
        if codes.len() < 2 {
            asker.found.add(
                shared.key("criteria"),
                "a shared question serves two criteria or more; name them",
            );
        }
    }
}

/// The linter with the draft's rules, unless these have mistakes.
fn linter(draft: &Draft, found: &mut Found) -> Option<Linter> {
    let rules: Vec<_> = draft.question_rules.iter().map(|rule| rule.value.clone()).collect();
    let words = draft.question_words.as_ref();
    match (words, draft.question_rules.first()) {
        (None, Some(rule)) => {
            found.add(rule.at(), "there is no [question_words]; add it");
            return None;
        }
        (Some(words), None) => {
            found.add(
                words.at(),
                "there is no [[question_rule]]; add one, or take [question_words] out",
            );
            return None;
        }
        _ => {}
    }
    let place = |rule: Option<usize>| {
        let rule = rule.and_then(|index| draft.question_rules.get(index));
        rule.map(Placed::at)
            .or(words.map(Placed::at))
            .unwrap_or(At { file: 0, line: 1 })
    };
    let built = lint::from_rules(words.map(|words| &words.value), &rules).ok()?;
    let mut linter = match built {
        Ok(linter) => linter,
        Err(faults) => {
            for fault in faults {
                found.add(place(fault.rule), fault.text);
            }
            return None;
        }
    };
    for criterion in &draft.criteria {
        let set = draft
            .questions
            .iter()
            .find(|set| set.value.criterion == criterion.value.code);
        let answers = set.map_or(&[][..], |set| &set.value.answers);
        let example = criterion.value.needs_real_example();
        if let Err(text) = linter.add_criterion(&criterion.value.code, example, answers) {
            found.add(set.map_or(criterion.at(), |set| set.key("answers")), text);
        }
    }
    // Those of the program are checked by its tests, and their codes mean nothing elsewhere.
    if words.is_some() {
        for fault in linter.failing_examples() {
            found.add(place(fault.rule), fault.text);
        }
    }
    Some(linter)
}

/// Goes through the questions.
struct Asker<'d, 'f> {
    linter: Linter,
    asked: BTreeMap<&'d str, At>,
    found: &'f mut Found,
}

impl<'d> Asker<'d, '_> {
    fn once(&mut self, text: &'d str, at: At) {
        if let Some(first) = self.asked.insert(text, at) {
            let line = first.line;
            self.found.add(
                at,
                format!("this question stands already on line {line}; word it differently"),
            );
        }
    }

    fn question(&mut self, text: &str, codes: &[&str], slots: usize, at: At) {
        for fault in faults(text, codes, slots, &self.linter) {
            self.found.add(at, format!("\"{text}\": {fault}"));
        }
    }
}

/// What is wrong with a question that should hold the slot `slots` times, each with its cure.
fn faults(text: &str, codes: &[&str], slots: usize, linter: &Linter) -> Vec<String> {
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
    let words = plain
        .split_whitespace()
        .filter(|word| word.contains(char::is_alphanumeric))
        .count();
    if words > MOST_WORDS {
        faults.push(format!("{words} words, too long to say; use {MOST_WORDS} at most"));
    }
    let findings = linter.lint(&text.replace(SLOT, SAMPLE), codes);
    let errors = findings
        .into_iter()
        .filter(|finding| finding.severity == Severity::Error);
    faults.extend(errors.map(|error| format!("it {}; {}", error.reason, error.cure)));
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str, slots: usize) -> Vec<String> {
        let linter = lint::from_rules(None, &[]).unwrap().unwrap();
        super::faults(text, &[], slots, &linter)
    }

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
