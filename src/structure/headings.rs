//! What a heading names, by its wording.
//!
//! All wordings come from the rubric. A heading is compared with each: how much of the wording it holds, and how much else
//! it says; words that few parts of the report share weigh more.

use super::codes::{is_code, sections_of_codes};
use super::states::States;
use super::tokens::{alike, is_little, tokens};
use crate::rubric::Rubric;
use std::collections::BTreeMap;

/// A heading that words a part at least so well is a landmark: what stood above it no longer holds.
pub(super) const LANDMARK: f32 = 0.45;
/// Weight of a word that no wording of the rubric holds, as a share of the greatest weight.
const UNKNOWN_WEIGHT: f32 = 0.35;
/// Weight of the little words of English.
const STOP_WEIGHT: f32 = 0.05;
/// A wording counts as named beside a better one if the words left over match it at least so well.
const FURTHER_SCORE: f32 = 0.5;
/// A label ("Appendix", "Task 2") at the front of a longer heading.
const LABEL_SCORE: f32 = 0.9;
/// What a wording is worth that is held in a heading, whatever else the heading says: of a section, of another part.
const LOOSE_SECTION: f32 = 0.45;
const LOOSE_PART: f32 = 0.0;
/// A heading that begins with the wording, though it be of little words ("About me and the barn").
const BEGINS: f32 = 0.5;
/// A heading that is not the wording word for word.
const NOT_WHOLE: f32 = 0.9;
/// Words at the front of a paragraph that are looked at.
const LONGEST_CUE: usize = 4;
/// Most parts that one heading names.
const MOST_NAMED: usize = 3;

/// One wording from the rubric.
struct Wording {
    state: usize,
    /// Indices into [`Wordings::vocabulary`].
    tokens: Vec<usize>,
    /// Names its part also when more follows.
    label: bool,
}

/// The rubric's wordings, ready for comparing.
pub(super) struct Wordings<'a> {
    rubric: &'a Rubric,
    states: States,
    all: Vec<Wording>,
    contents: Vec<Vec<String>>,
    /// Each word of the wordings with its weight, the greatest being 1.
    vocabulary: Vec<(String, f32)>,
}

/// A word of a heading.
struct Word {
    /// Words of the vocabulary that it may be, slips forgiven.
    alike: Vec<usize>,
    weight: f32,
    little: bool,
}

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

impl<'a> Wordings<'a> {
    pub(super) fn new(rubric: &'a Rubric) -> Self {
        let states = States::of(rubric);
        let texts = texts_of(rubric, states);
        let mut users: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (state, text, _) in &texts {
            for token in tokens(text) {
                let states = users.entry(token).or_default();
                if !states.contains(state) {
                    states.push(*state);
                }
            }
        }
        let most = (states.count() as f32 + 1.0).ln();
        let weight = |word: &str, users: usize| {
            let telling = (most - (users as f32).ln()) / most;
            if is_little(word) || is_number(word) {
                STOP_WEIGHT
            } else {
                telling
            }
        };
        let vocabulary: Vec<(String, f32)> = users
            .into_iter()
            .map(|(word, users)| (word.clone(), weight(&word, users.len())))
            .collect();
        let id = |word: &String| vocabulary.binary_search_by(|(other, _)| other.cmp(word)).ok();
        let wording = |&(state, text, labels): &(usize, &str, bool)| {
            let words = tokens(text);
            let numbered = matches!(words.as_slice(), [_, number] if is_number(number));
            let label = labels && words.len() == 1 || numbered;
            Wording {
                state,
                tokens: words.iter().filter_map(id).collect(),
                label,
            }
        };
        let all = texts.iter().map(wording).collect();
        let contents = rubric.headings.contents.iter().map(|text| tokens(text)).collect();
        Self {
            rubric,
            states,
            all,
            contents,
            vocabulary,
        }
    }

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
        let words = tokens(&words.join(" "));
        let contents = self.contents.contains(&words);
        let mut left: Vec<Word> = words.iter().map(|word| self.word(word)).collect();
        let mut label = false;
        if let Some(found) = self.label_of(&left) {
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
            let found = self.compare(&left);
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
            let rest = left.into_iter().enumerate().filter(|(i, _)| !best.used.contains(i));
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

    fn word(&self, word: &str) -> Word {
        // Words that are alike begin with the same letter, and the vocabulary is sorted.
        let first = word.chars().next();
        let from = self
            .vocabulary
            .partition_point(|(other, _)| other.chars().next() < first);
        let near = self.vocabulary.iter().enumerate().skip(from);
        let found: Vec<usize> = near
            .take_while(|(_, (other, _))| other.chars().next() == first)
            .filter(|(_, (other, _))| alike(word, other))
            .map(|(id, _)| id)
            .collect();
        let exact = self
            .vocabulary
            .binary_search_by(|(other, _)| other.as_str().cmp(word))
            .ok();
        let little = is_little(word);
        let weight = match exact.or(found.first().copied()) {
            Some(id) => self.vocabulary[id].1,
            None if little || is_number(word) => STOP_WEIGHT,
            None => UNKNOWN_WEIGHT,
        };
        Word {
            alike: found,
            weight,
            little,
        }
    }

    /// The label with which the heading begins.
    fn label_of(&self, words: &[Word]) -> Option<&Wording> {
        let begins = |wording: &&Wording| {
            let held = wording
                .tokens
                .iter()
                .zip(words)
                .filter(|(token, word)| word.alike.contains(token));
            wording.label && held.count() == wording.tokens.len()
        };
        self.all.iter().find(begins)
    }

    /// The best wording of each state that is held at all.
    fn compare(&self, words: &[Word]) -> Vec<Match> {
        let total: f32 = words.iter().map(|word| word.weight).sum();
        let mut best: Vec<Match> = Vec::new();
        for wording in &self.all {
            let found = self.score(words, total, wording);
            match best.iter_mut().find(|other| other.state == found.state) {
                Some(other) if other.score < found.score => *other = found,
                Some(_) => {}
                None => best.push(found),
            }
        }
        best
    }

    fn score(&self, words: &[Word], total: f32, wording: &Wording) -> Match {
        let mut used = Vec::new();
        let (mut held, mut asked) = (0.0, 0.0);
        for token in &wording.tokens {
            let weight = self.vocabulary[*token].1;
            asked += weight;
            let at = (0..words.len()).find(|i| !used.contains(i) && words[*i].alike.contains(token));
            if let Some(at) = at {
                used.push(at);
                held += weight;
            }
        }
        let kept = if total > 0.0 { (held / total).min(1.0) } else { 0.0 };
        let covered = if asked > 0.0 { held / asked } else { 0.0 };
        // Little words alone name nothing.
        let telling = used.iter().any(|&i| !words[i].little);
        let room = if self.states.section_of(wording.state).is_some() {
            LOOSE_SECTION
        } else {
            LOOSE_PART
        };
        let whole = kept.min(covered) > 0.99 && used.len() == words.len();
        let begins = used.len() > 1 && covered > 0.99 && used.iter().copied().eq(0..used.len());
        let score = match (whole, telling) {
            (true, _) => 1.0,
            (false, true) => NOT_WHOLE * covered * covered * (room + (1.0 - room) * kept),
            (false, false) => 0.0,
        };
        let score = if begins { score.max(BEGINS) } else { score };
        Match {
            state: wording.state,
            score,
            used,
        }
    }
}

/// Every wording of the rubric: state, text, and whether a single word is a label.
fn texts_of(rubric: &Rubric, states: States) -> Vec<(usize, &str, bool)> {
    let mut all: Vec<(usize, &str, bool)> = Vec::new();
    for (i, task) in rubric.tasks.iter().enumerate() {
        let texts = [&task.title].into_iter().chain(&task.headings);
        all.extend(texts.map(|text| (states.task(i), text.as_str(), false)));
    }
    for (i, section) in rubric.sections.iter().enumerate() {
        let criteria = section.criteria.iter().filter_map(|code| rubric.criterion(code).ok());
        let wordings = criteria.map(|criterion| &criterion.wording);
        let texts = [&section.title].into_iter().chain(&section.headings).chain(wordings);
        all.extend(texts.map(|text| (states.section(i), text.as_str(), false)));
    }
    let parts = &rubric.headings;
    all.extend(
        parts
            .appendix
            .iter()
            .map(|text| (States::APPENDIX, text.as_str(), true)),
    );
    all.extend(
        parts
            .front_matter
            .iter()
            .map(|text| (States::FRONT, text.as_str(), false)),
    );
    let other = parts.introduction.iter().chain(&parts.conclusion);
    all.extend(other.map(|text| (States::OTHER, text.as_str(), false)));
    all
}

#[derive(Clone)]
struct Match {
    state: usize,
    score: f32,
    used: Vec<usize>,
}

/// What tells one appendix from the next.
fn is_mark(word: &str) -> bool {
    is_number(word) || word.chars().count() == 1
}

fn is_number(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn only_a_bare_label_is_a_label() {
        let rubric = Rubric::builtin().unwrap();
        let wordings = Wordings::new(&rubric);
        assert!(wordings.name("Appendix 1").label);
        assert!(!wordings.name("Appendix 1 has the rota").label);
    }
}
