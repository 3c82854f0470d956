//! What each kind of check looks at.

use super::linter::{Criterion, Ready};
use super::phrase::Phrases;
use super::rules::{Check, Words};
use super::shape::{Closed, Shape};
use super::text::{Asked, Kind};
use std::ops::Range;

/// A question, looked at.
pub(super) struct Looked<'a> {
    question: &'a str,
    asked: &'a Asked,
    shapes: Vec<Shape<'a>>,
    criteria: Vec<&'a Criterion>,
}

impl<'a> Looked<'a> {
    pub(super) fn new(question: &'a str, asked: &'a Asked, criteria: Vec<&'a Criterion>, words: &'a Words) -> Self {
        Self {
            question,
            asked,
            shapes: asked
                .sentences
                .iter()
                .map(|sentence| Shape::new(sentence, words))
                .collect(),
            criteria,
        }
    }

    /// What a rule finds: the exact words, sentence by sentence.
    ///
    /// `closed` keeps the sentences that a rule has called closed; a later rule says the same of another kind of sentence
    /// and has nothing to add.
    pub(super) fn by(&self, ready: &Ready, closed: &mut Vec<usize>) -> Vec<String> {
        let for_others = ready.rule.real_example && !self.criteria.is_empty();
        if for_others && !self.criteria.iter().any(|criterion| criterion.needs_real_example) {
            return Vec::new();
        }
        if let Some(whole) = self.of_whole(ready) {
            return whole;
        }
        let mut found = Vec::new();
        for (index, shape) in self.shapes.iter().enumerate() {
            if ready.rule.check.is_on_closed() && closed.contains(&index) {
                continue;
            }
            if let Some(range) = self.in_sentence(ready, shape) {
                found.extend(self.words_at(shape, range));
                if ready.rule.check.is_on_closed() {
                    closed.push(index);
                }
            }
        }
        found
    }

    /// Checks that look at the question as a whole; none for the others.
    fn of_whole(&self, ready: &Ready) -> Option<Vec<String>> {
        let over = |count: usize| ready.rule.most.is_some_and(|most| count > most);
        let asks = || {
            let told = |shape: &Shape<'_>| ready.phrases.is_in(&shape.marked);
            self.shapes
                .iter()
                .any(|shape| shape.asks() || shape.closed().is_some() || told(shape))
        };
        let all = || self.question.trim().to_owned();
        let last_states = || self.shapes.last().is_some_and(Shape::is_statement);
        let found = match ready.rule.check {
            Check::Marks => over(self.asked.marks).then(all),
            Check::Length => over(self.asked.words).then(|| format!("{} words", self.asked.words)),
            Check::Assertion => (!asks() && last_states()).then(all),
            Check::AsksNothing => (!asks() && !last_states()).then(all),
            _ => return None,
        };
        Some(found.into_iter().collect())
    }

    fn in_sentence(&self, ready: &Ready, shape: &Shape<'_>) -> Option<Range<usize>> {
        let closed = || shape.closed();
        match ready.rule.check {
            Check::Phrases => first(&ready.phrases, ready, shape),
            Check::OwnPhrases => own(&ready.phrases, ready, shape),
            Check::ClosedPhrases => closed().and_then(|_| first(&ready.phrases, ready, shape)),
            Check::ClosedOpener => closed().and_then(|closed| match closed {
                Closed::Opener(range) => Some(range),
                Closed::Statement(_) => None,
            }),
            Check::ClosedStatement => closed().map(|closed| closed.range()),
            Check::EitherOr => first(&ready.phrases, ready, shape)
                .or_else(|| shape.choices().filter(|range| !excused(range, ready, shape))),
            Check::Answers => own(&ready.phrases, ready, shape).or_else(|| {
                let mut answers = self.criteria.iter().map(|criterion| &criterion.answers);
                answers.find_map(|answers| own(answers, ready, shape))
            }),
            Check::Abbreviations => first(&ready.phrases, ready, shape).or_else(|| self.abbreviation(ready, shape)),
            Check::Double => first(&ready.phrases, ready, shape).or_else(|| {
                (shape.asks_count() > 1)
                    .then(|| shape.whole())
                    .filter(|all| !excused(all, ready, shape))
            }),
            Check::Marks | Check::Length | Check::Assertion | Check::AsksNothing => None,
        }
    }

    /// The first word in capitals that is not among the rule's exceptions. A sentence all in capitals has none.
    fn abbreviation(&self, ready: &Ready, shape: &Shape<'_>) -> Option<Range<usize>> {
        let is_short = |at: usize| {
            let text = self.words_at(shape, at..at + 1).unwrap_or_default();
            let letters = text.trim_end_matches('s');
            (2..=6).contains(&letters.len())
                && letters.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
                && letters.starts_with(|c: char| c.is_ascii_uppercase())
        };
        let words = shape.whole().filter(|&at| shape.marked.sentence.word(at).is_some());
        let short: Vec<usize> = words.clone().filter(|&at| is_short(at)).collect();
        if short.len() * 2 > words.count() {
            return None;
        }
        let mut ranges = short.into_iter().map(|at| at..at + 1);
        ranges.find(|range| !excused(range, ready, shape))
    }

    /// The exact words of a range of tokens.
    fn words_at(&self, shape: &Shape<'_>, range: Range<usize>) -> Option<String> {
        let tokens = shape.marked.sentence.tokens.get(range)?;
        let is_word = |token: &&super::text::Token| token.kind != Kind::Break;
        let start = tokens.iter().find(is_word)?.span.start;
        let end = tokens.iter().rev().find(is_word)?.span.end;
        self.question.get(start..end).map(str::to_owned)
    }
}

impl Check {
    /// Whether it says that yes or no would be an answer; one such finding a sentence is enough.
    pub(super) fn is_on_closed(self) -> bool {
        matches!(self, Self::ClosedPhrases | Self::ClosedOpener | Self::ClosedStatement)
    }

    /// Whether it counts against `most`.
    pub(super) fn counts(self) -> bool {
        matches!(self, Self::Marks | Self::Length)
    }
}

/// The first place of a phrase that the rule does not except.
fn first(phrases: &Phrases, ready: &Ready, shape: &Shape<'_>) -> Option<Range<usize>> {
    phrases.find(&shape.marked).find(|range| !excused(range, ready, shape))
}

/// As [`first`], outside of what is only repeated from the report.
fn own(phrases: &Phrases, ready: &Ready, shape: &Shape<'_>) -> Option<Range<usize>> {
    let reported = shape.reported();
    let is_own = |range: &Range<usize>| !reported.get(range.start).copied().unwrap_or(false);
    phrases
        .find(&shape.marked)
        .find(|range| is_own(range) && !excused(range, ready, shape))
}

/// Whether an exception of the rule stands on any of the same words.
fn excused(range: &Range<usize>, ready: &Ready, shape: &Shape<'_>) -> bool {
    ready
        .unless
        .find(&shape.marked)
        .any(|other| other.start < range.end && range.start < other.end)
}
