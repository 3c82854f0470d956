//! What a heading names: one part of the report, or several side by side.

use super::codes::{is_code, sections_of_codes};
use super::states::States;
use super::tokens::tokens;
use super::wordings::{Word, Wording, Wordings, is_mark};

/// A heading that words a part at least so well is a landmark: what stood above it no longer holds.
pub(super) const LANDMARK: f32 = 0.45;
/// A wording counts as named beside a better one if the words left over match it at least so well.
const FURTHER_SCORE: f32 = 0.5;
/// A label ("Appendix", "Task 2") at the front of a longer heading.
const LABEL_SCORE: f32 = 0.9;
/// Words of a heading that are looked at; they fit the bits of [`Match::used`].
const MOST_WORDS: usize = 60;
/// Words at the front of a paragraph that are looked at.
const LONGEST_CUE: usize = 4;
/// Most parts that one heading names.
const MOST_NAMED: usize = 3;

/// How well a heading names each state, 0 to 1.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Named {
    /// By state.
    pub(super) scores: Vec<f32>,
    /// The states that it names side by side, each by words of its own.
    pub(super) parts: Vec<usize>,
    /// It is the title of a contents list.
    pub(super) contents: bool,
    /// It is a label with a number or letter at most, as in "Appendix B" or "Task 2".
    pub(super) label: bool,
}

impl Named {
    /// The state that is named best, if it is named well enough to be a landmark.
    pub(super) fn landmark(&self) -> Option<usize> {
        let states = 0..self.scores.len();
        let best = states.max_by(|&a, &b| self.scores[a].total_cmp(&self.scores[b]).then(b.cmp(&a)))?;
        (self.scores[best] >= LANDMARK).then_some(best)
    }

    /// The best score.
    pub(super) fn best(&self) -> f32 {
        self.scores.iter().copied().fold(0.0, f32::max)
    }
}

impl Wordings<'_> {
    /// The naming of what is no heading.
    pub(super) fn nothing(&self) -> Named {
        Named {
            scores: vec![0.0; self.states.count()],
            parts: Vec::new(),
            contents: false,
            label: false,
        }
    }

    /// What `text` names as a heading.
    pub(super) fn name(&self, text: &str) -> Named {
        let mut scores = vec![0.0_f32; self.states.count()];
        let codes = sections_of_codes(text, self.rubric);
        let best_code = codes.iter().copied().fold(0.0, f32::max);
        let mut parts = Vec::new();
        for (i, share) in codes.into_iter().enumerate().filter(|(_, share)| *share > 0.0) {
            scores[self.states.section(i)] = 0.5 + 0.5 * share / best_code;
            parts.push(self.states.section(i));
        }
        let words: Vec<&str> = text
            .split_whitespace()
            .filter(|word| !is_code(word, self.rubric))
            .collect();
        let mut words = tokens(&words.join(" "));
        words.truncate(MOST_WORDS);
        let contents = self.contents.contains(&words);
        let mut left: Vec<Word> = words.iter().map(|word| self.word(word)).collect();
        let mut label = false;
        let appendix = self.may_be_appendix(&left);
        let possible = |state: usize| appendix || state != States::APPENDIX;
        if let Some(found) = self.label_of(&left).filter(|found| possible(found.state)) {
            label = words.len() <= found.tokens.len() + usize::from(words.last().is_some_and(|word| is_mark(word)));
            scores[found.state] = LABEL_SCORE;
            if found.state == States::APPENDIX {
                return Named {
                    scores,
                    parts: vec![States::APPENDIX],
                    contents,
                    label,
                };
            }
        }
        for round in 0..MOST_NAMED {
            let mut found = self.compare(&left);
            found.retain(|one| possible(one.state));
            let best = found.iter().max_by(|a, b| a.score.total_cmp(&b.score)).cloned();
            let Some(best) = best.filter(|best| best.score > 0.0 && (round == 0 || best.score >= FURTHER_SCORE)) else {
                break;
            };
            if best.score >= LANDMARK && !parts.contains(&best.state) {
                parts.push(best.state);
            }
            for one in found.into_iter().filter(|one| round == 0 || one.state == best.state) {
                scores[one.state] = scores[one.state].max(one.score);
            }
            let rest = left.into_iter().enumerate().filter(|(i, _)| best.used & (1 << i) == 0);
            left = rest.map(|(_, word)| word).collect();
        }
        Named {
            scores,
            parts,
            contents,
            label,
        }
    }

    /// A paragraph begins as introductions and conclusions do ("To finish off I would like to ...").
    pub(super) fn opens_other(&self, text: &str) -> bool {
        let first: Vec<&str> = text.split_whitespace().take(LONGEST_CUE).collect();
        let words: Vec<Word> = tokens(&first.join(" ")).iter().map(|word| self.word(word)).collect();
        let begins = |wording: &Wording| {
            let held = wording
                .tokens
                .iter()
                .zip(&words)
                .filter(|(token, word)| word.alike.contains(token));
            wording.tokens.len() > 1 && held.count() == wording.tokens.len()
        };
        let mut other = self.all.iter().filter(|wording| wording.state == States::OTHER);
        other.any(begins)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rubric::Rubric;

    /// Ids of what the heading names at least as well as half, best first.
    fn named(text: &str) -> Vec<String> {
        let rubric = Rubric::builtin().unwrap();
        let states = States::of(&rubric);
        let named = Wordings::new(&rubric).name(text);
        let mut found: Vec<usize> = (0..states.count())
            .filter(|&state| named.scores[state] >= 0.5)
            .collect();
        found.sort_by(|a, b| named.scores[*b].total_cmp(&named.scores[*a]));
        let id = |state: usize| match (states.section_of(state), states.task_of(state)) {
            (Some(section), _) => rubric.sections[section].id.clone(),
            (_, Some(task)) => format!("task {}", rubric.tasks[task].id),
            _ => format!("{:?}", states.role(state)),
        };
        found.into_iter().map(id).collect()
    }

    fn first(text: &str) -> Option<String> {
        named(text).into_iter().next()
    }

    #[test]
    fn wordings_are_found_whatever_their_dress() {
        for (text, id) in [
            ("1.1 The aims of the organisation", "1.1"),
            ("CONFIDENTIALTY:", "2.4"),
            ("13. How to influence others", "3.1"),
            ("Policies, procedures", "1.4"),
            ("State what is meant by the organisation's 'brand promise'", "1.2"),
            ("Working in the team at Hove", "3.5"),
            ("S12.1–S12.3", "3.2"),
            ("Task two: essentials", "task 2"),
            ("Appendix B (for Task 2)", "Appendix"),
            ("Apendix", "Appendix"),
            ("About me and the barn", "Other"),
        ] {
            assert_eq!(first(text).as_deref(), Some(id), "{text}");
        }
    }

    #[test]
    fn a_merged_heading_names_both_its_sections() {
        assert_eq!(named("Policies and social media")[..2], ["1.5", "1.4"]);
        assert_eq!(named("K3.2 K3.3"), ["2.4", "2.5"]);
    }

    #[test]
    fn other_words_name_nothing() {
        for text in ["The Saturday digger", "Me", "What and how", "", "2.1", "…"] {
            assert_eq!(named(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn evidence_of_something_else_is_no_appendix() {
        for text in [
            "Evidence of modular code",
            "Research Gap & Evidence",
            "Evidence from the literature review",
        ] {
            assert_ne!(first(text).as_deref(), Some("Appendix"), "{text}");
        }
        for text in [
            "Evidence",
            "Evidence at the end",
            "Evidence for Task 2",
            "Evidence I have put in the folder",
            "Annex B Scorecard and tracker",
        ] {
            assert_eq!(first(text).as_deref(), Some("Appendix"), "{text}");
        }
    }

    #[test]
    fn only_a_bare_label_is_a_label() {
        let rubric = Rubric::builtin().unwrap();
        let wordings = Wordings::new(&rubric);
        assert!(wordings.name("Appendix 1").label);
        assert!(!wordings.name("Appendix 1 has the rota").label);
    }
}
