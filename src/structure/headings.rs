//! What a heading names, by its wording.
//!
//! All wordings come from the rubric. A heading is compared with each: how much of the wording it holds, and how much else
//! it says; words that few parts of the report share weigh more.

use super::codes::{is_code, sections_of_codes};
use super::states::States;
use super::tokens::{alike, is_little, tokens};
use crate::rubric::Rubric;
use std::collections::BTreeMap;

/// Weight of a word that no wording of the rubric holds, as a share of the greatest weight.
const UNKNOWN_WEIGHT: f32 = 0.35;
/// Weight of the little words of English.
const STOP_WEIGHT: f32 = 0.05;
/// A wording counts as named beside a better one if the words left over match it at least so well.
const FURTHER_SCORE: f32 = 0.5;
/// A label ("Appendix", "Task 2") at the front of a longer heading.
const LABEL_SCORE: f32 = 0.9;
/// Most parts that one heading names.
const MOST_NAMED: usize = 3;

/// One wording from the rubric.
struct Wording {
    state: usize,
    tokens: Vec<String>,
    /// Names its part also when more follows.
    label: bool,
}

/// The rubric's wordings, ready for comparing.
pub(super) struct Wordings<'a> {
    rubric: &'a Rubric,
    states: States,
    all: Vec<Wording>,
    contents: Vec<Vec<String>>,
    weights: BTreeMap<String, f32>,
    unknown: f32,
}

/// How well a heading names each state, 0 to 1.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Named {
    /// By state.
    pub(super) scores: Vec<f32>,
    /// It is the title of a contents list.
    pub(super) contents: bool,
}

impl Named {
    /// The best score.
    pub(super) fn best(&self) -> f32 {
        self.scores.iter().copied().fold(0.0, f32::max)
    }
}

impl<'a> Wordings<'a> {
    pub(super) fn new(rubric: &'a Rubric) -> Self {
        let states = States::of(rubric);
        let mut all = Vec::new();
        let mut add = |state: usize, text: &str, labels: bool| {
            let tokens = tokens(text);
            let numbered = matches!(tokens.as_slice(), [_, number] if is_number(number));
            let label = labels && tokens.len() == 1 || numbered;
            all.push(Wording { state, tokens, label });
        };
        for (i, task) in rubric.tasks.iter().enumerate() {
            add(states.task(i), &task.title, false);
            task.headings.iter().for_each(|text| add(states.task(i), text, false));
        }
        for (i, section) in rubric.sections.iter().enumerate() {
            add(states.section(i), &section.title, false);
            section.headings.iter().for_each(|text| add(states.section(i), text, false));
            for code in &section.criteria {
                if let Ok(criterion) = rubric.criterion(code) {
                    add(states.section(i), &criterion.wording, false);
                }
            }
        }
        let parts = &rubric.headings;
        parts.appendix.iter().for_each(|text| add(States::APPENDIX, text, true));
        parts.front_matter.iter().for_each(|text| add(States::FRONT, text, false));
        parts.introduction.iter().chain(&parts.conclusion).for_each(|text| add(States::OTHER, text, false));
        let (weights, unknown) = weigh(&all, states.count());
        let contents = parts.contents.iter().map(|text| tokens(text)).collect();
        Self { rubric, states, all, contents, weights, unknown }
    }

    /// What `text` names as a heading.
    pub(super) fn name(&self, text: &str) -> Named {
        let mut scores = vec![0.0_f32; self.states.count()];
        let codes = sections_of_codes(text, self.rubric);
        let best_code = codes.iter().copied().fold(0.0, f32::max);
        for (i, share) in codes.into_iter().enumerate().filter(|(_, share)| *share > 0.0) {
            scores[self.states.section(i)] = 0.5 + 0.5 * share / best_code;
        }
        let words: Vec<&str> = text.split_whitespace().filter(|word| !is_code(word, self.rubric)).collect();
        let mut left = tokens(&words.join(" "));
        let contents = self.contents.contains(&left);
        if let Some(label) = self.label_of(&left) {
            scores[label.state] = LABEL_SCORE;
            if label.state == States::APPENDIX {
                return Named { scores, contents };
            }
        }
        for round in 0..MOST_NAMED {
            let found = self.compare(&left);
            let best = found.iter().max_by(|a, b| a.score.total_cmp(&b.score)).cloned();
            let Some(best) = best.filter(|best| best.score > 0.0 && (round == 0 || best.score >= FURTHER_SCORE)) else {
                break;
            };
            for one in found.into_iter().filter(|one| round == 0 || one.state == best.state) {
                scores[one.state] = scores[one.state].max(one.score);
            }
            left = left.into_iter().enumerate().filter(|(i, _)| !best.used.contains(i)).map(|(_, word)| word).collect();
        }
        Named { scores, contents }
    }

    /// The label with which the heading begins.
    fn label_of(&self, words: &[String]) -> Option<&Wording> {
        let begins = |wording: &&Wording| {
            let pairs = wording.tokens.iter().zip(words);
            wording.label && words.len() >= wording.tokens.len() && pairs.fold(true, |all, (a, b)| all && alike(a, b))
        };
        self.all.iter().find(begins)
    }

    /// The best wording of each state.
    fn compare(&self, words: &[String]) -> Vec<Match> {
        let total: f32 = words.iter().map(|word| self.weight(word)).sum();
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

    fn score(&self, words: &[String], total: f32, wording: &Wording) -> Match {
        let mut used = Vec::new();
        let (mut held, mut asked) = (0.0, 0.0);
        for token in &wording.tokens {
            let weight = self.weight(token);
            asked += weight;
            let at = (0..words.len()).find(|i| !used.contains(i) && alike(&words[*i], token));
            if let Some(at) = at {
                used.push(at);
                held += weight;
            }
        }
        let kept = if total > 0.0 { (held / total).min(1.0) } else { 0.0 };
        let covered = if asked > 0.0 { held / asked } else { 0.0 };
        // Little words alone name nothing.
        let content = used.iter().any(|&i| !is_little(&words[i])) || kept > 0.99;
        let score = if content { covered * covered * (0.45 + 0.55 * kept) } else { 0.0 };
        Match { state: wording.state, score, used }
    }

    fn weight(&self, word: &str) -> f32 {
        if is_little(word) || is_number(word) {
            return STOP_WEIGHT;
        }
        self.weights.get(word).copied().unwrap_or(self.unknown)
    }
}

#[derive(Clone)]
struct Match {
    state: usize,
    score: f32,
    used: Vec<usize>,
}

fn is_number(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_digit())
}

/// Weight of each word: the fewer states use it, the more it tells.
fn weigh(all: &[Wording], states: usize) -> (BTreeMap<String, f32>, f32) {
    let mut users: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for wording in all {
        for token in &wording.tokens {
            let states = users.entry(token.clone()).or_default();
            if !states.contains(&wording.state) {
                states.push(wording.state);
            }
        }
    }
    let most = (states as f32 + 1.0).ln();
    let weight = |users: usize| (most - (users as f32).ln()) / most;
    let weights = users.into_iter().map(|(word, users)| (word, weight(users.len()))).collect();
    (weights, UNKNOWN_WEIGHT)
}
