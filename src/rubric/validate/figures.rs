//! Words, minutes, slides and gates: figures that must be possible and must fit each other.

use std::collections::BTreeSet;

use super::super::load::{Draft, Placed};
use super::super::{Enforcement, Gate, Level, WordGuide};
use super::Found;

/// Checks every figure.
pub(super) fn check(draft: &Draft, found: &mut Found) {
    word_rule(draft, found);
    guides(draft, found);
    interview(draft, found);
    presentation(draft, found);
    timing(draft, found);
    gates(draft, found);
}

fn word_rule(draft: &Draft, found: &mut Found) {
    let Some(placed) = &draft.word_rule else { return };
    let rule = &placed.value;
    if rule.min_words.zip(rule.max_words).is_some_and(|(min, max)| min > max) {
        found.add(
            placed.key("min_words"),
            "min_words is over max_words; exchange or correct them",
        );
    }
    if rule.max_words == Some(0) {
        found.add(
            placed.key("max_words"),
            "max_words is 0; give the limit, or leave it out if there is none",
        );
    }
    if rule.enforcement == Enforcement::Enforced && rule.min_words.or(rule.max_words).is_none() {
        found.add(
            placed.key("enforcement"),
            "an enforced rule without a figure; add min_words or max_words",
        );
    }
    // A tolerance of half or more would be no limit; it is most likely a slip for 5 or 10.
    if rule.tolerance_percent >= 50 {
        found.add(
            placed.key("tolerance_percent"),
            "a tolerance of 50 percent or more; give a smaller one",
        );
    }
}

fn guides(draft: &Draft, found: &mut Found) {
    for section in &draft.sections {
        let fault = match section.value.guide {
            WordGuide::Single(0) => Some("a guide of 0 words; leave `guide` out if there is none"),
            WordGuide::Range { min, max } if min >= max => Some("`min` must be under `max`; correct the guide"),
            _ => None,
        };
        if let Some(fault) = fault {
            found.add(section.key("guide"), fault);
        }
    }
    let Some(rule) = &draft.word_rule else { return };
    let lower: u64 = draft
        .sections
        .iter()
        .filter_map(|s| s.value.guide.lower())
        .map(u64::from)
        .sum();
    if let Some(most) = rule.value.most_words().filter(|most| lower > u64::from(*most)) {
        let text = format!("the lower guides of the sections add up to {lower}, over the {most} allowed; correct one");
        found.add(rule.key("max_words"), text);
    }
}

fn interview(draft: &Draft, found: &mut Found) {
    let Some(placed) = &draft.interview else { return };
    let rules = &placed.value;
    if rules.max_minutes == 0 {
        found.add(placed.key("max_minutes"), "an interview of 0 minutes; give its length");
    }
    if rules
        .min_questions
        .zip(rules.max_questions)
        .is_some_and(|(min, max)| min > max)
    {
        found.add(
            placed.key("min_questions"),
            "min_questions is over max_questions; correct one of them",
        );
    }
    let asked = draft.questions.iter().map(|set| set.value.main.len()).sum::<usize>() + draft.shared_questions.len();
    if rules.min_questions.is_some_and(|min| min as usize > asked) {
        let text = format!("min_questions is more than the {asked} questions of this rubric; add questions");
        found.add(placed.key("min_questions"), text);
    }
}

fn timing(draft: &Draft, found: &mut Found) {
    let Some(placed) = &draft.timing else { return };
    let timing = &placed.value;
    let mut times = vec![
        ("knowledge", timing.knowledge),
        ("real_example", timing.real_example),
        ("further_criterion", timing.further_criterion),
        ("opener", timing.opener),
    ];
    times.extend(timing.verbs.values().map(|&minutes| ("verbs", minutes)));
    // An hour for one question is most likely seconds taken for minutes.
    for (key, _) in times.into_iter().filter(|(_, minutes)| !(0.0..=60.0).contains(minutes)) {
        found.add(
            placed.key(key),
            format!("`{key}` must be minutes, from 0 to 60; correct it"),
        );
    }
    if timing.paces.is_empty() || timing.paces.iter().any(|pace| !(0.1..=1.0).contains(pace)) {
        found.add(
            placed.key("paces"),
            "`paces` must be shares from 0.1 to 1.0, at least one; correct them",
        );
    }
    if !(0.0..=1.0).contains(&timing.confirm_below) {
        found.add(
            placed.key("confirm_below"),
            "`confirm_below` must be from 0 to 1; correct it",
        );
    }
}

fn presentation(draft: &Draft, found: &mut Found) {
    let Some(placed) = &draft.presentation else {
        for section in draft.sections.iter().filter(|section| section.value.slide.is_some()) {
            found.add(
                section.key("slide"),
                "a slide, but there is no [presentation]; add it or remove the slide",
            );
        }
        return;
    };
    let rules = &placed.value;
    let minutes: u64 = draft
        .tasks
        .iter()
        .filter_map(|task| task.value.minutes)
        .map(u64::from)
        .sum();
    if minutes > u64::from(rules.minutes) {
        let text = format!("the tasks take {minutes} minutes together, more than this; correct one of the figures");
        found.add(placed.key("minutes"), text);
    }
    let mut taken = BTreeSet::new();
    let own = rules.appendix_slide.map(|slide| (slide, placed.key("appendix_slide")));
    let slides = draft
        .sections
        .iter()
        .filter_map(|s| s.value.slide.map(|slide| (slide, s.key("slide"))));
    for (slide, at) in own.into_iter().chain(slides) {
        if slide == 0 || slide > rules.slides {
            found.add(at, format!("there is no slide {slide}; use 1 to {}", rules.slides));
        }
        if !taken.insert(slide) {
            found.add(at, format!("slide {slide} is taken already; give another number"));
        }
    }
}

fn gates(draft: &Draft, found: &mut Found) {
    for pair in draft.gates.windows(2) {
        if let [lower, higher] = pair
            && lower.value.grade >= higher.value.grade
        {
            found.add(
                higher.key("grade"),
                "gates must stand from the lowest grade to the highest, each once; move it",
            );
        }
    }
    for gate in &draft.gates {
        needs(gate, draft, found);
    }
    let counted: BTreeSet<Level> = draft
        .gates
        .iter()
        .flat_map(|g| &g.value.needs)
        .map(|need| need.level)
        .collect();
    let mut told = BTreeSet::new();
    for criterion in draft.criteria.iter().filter(|_| !draft.gates.is_empty()) {
        let level = criterion.value.level;
        if !counted.contains(&level) && told.insert(level) {
            found.add(
                criterion.key("level"),
                format!("no gate counts {level} criteria; add one that does"),
            );
        }
    }
}

fn needs(gate: &Placed<Gate>, draft: &Draft, found: &mut Found) {
    if gate.value.needs.is_empty() {
        found.add(
            gate.key("needs"),
            "a gate that needs nothing; say which criteria it needs",
        );
    }
    for (index, need) in gate.value.needs.iter().enumerate() {
        let there = draft.criteria.iter().filter(|c| c.value.level == need.level).count();
        let at = gate.item("needs", index);
        if there == 0 {
            found.add(
                at,
                format!("there are no {} criteria to meet; correct the level", need.level),
            );
        } else if need.at_least.is_some_and(|least| least == 0 || least as usize > there) {
            found.add(
                at,
                format!("at_least must be 1 to {there}, the number of {} criteria", need.level),
            );
        }
    }
}
