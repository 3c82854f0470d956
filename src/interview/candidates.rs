//! The questions that could be asked: one for each target, and those that serve several at once.

use super::targets::{Purpose, Target};
use super::{Request, seed};
use crate::coverage::Status;
use crate::rubric::{Criterion, Kind, QuestionSet, Rubric, SharedQuestion, Timing};

/// Time is planned in quarters of a minute.
pub(super) const UNITS_PER_MINUTE: f32 = 4.0;

/// A question that could be asked.
pub(super) struct Candidate<'a> {
    /// The question as spoken, in the ways it can be put, best first; the last one starts from no quote.
    pub(super) wordings: Vec<Wording<'a>>,
    /// What it asks about, in rubric order.
    pub(super) criteria: Vec<&'a Criterion>,
    /// Indices of the targets among these.
    pub(super) targets: Vec<usize>,
}

/// One way to put a question.
pub(super) struct Wording<'a> {
    /// The report's words that it starts from.
    pub(super) quote: Option<&'a str>,
    /// The whole question.
    pub(super) text: String,
}

impl<'a> Candidate<'a> {
    /// The best wording that starts from nothing that was `said` already.
    pub(super) fn wording(&self, said: &[&str]) -> Option<&Wording<'a>> {
        let is_new = |wording: &&Wording<'_>| wording.quote.is_none_or(|quote| !said.contains(&quote));
        self.wordings.iter().find(is_new)
    }

    /// Time at a pace, in quarters of a minute: the criterion that takes longest, and something for each further one.
    #[allow(clippy::cast_sign_loss)] // clamped
    pub(super) fn units(&self, timing: &Timing, pace: f32) -> usize {
        let longest = self.criteria.iter().map(|c| minutes(c, timing)).fold(0.0, f32::max);
        let further = self.criteria.len().saturating_sub(1) as f32 * timing.further_criterion;
        let units = (longest + further) * pace * UNITS_PER_MINUTE;
        // The upper bound (an hour for one question) only keeps a strange rubric from overflowing.
        units.round().clamp(1.0, 240.0) as usize
    }
}

fn minutes(criterion: &Criterion, timing: &Timing) -> f32 {
    match criterion.kind {
        Kind::Knowledge => timing.verbs.get(&criterion.verb).copied().unwrap_or(timing.knowledge),
        Kind::Skill | Kind::Behaviour => timing.real_example,
    }
}

/// Every question of this attempt that serves a target.
pub(super) fn candidates<'a>(targets: &[Target<'a>], rubric: &'a Rubric, request: &Request<'_>) -> Vec<Candidate<'a>> {
    let variant = usize::from(request.attempt.max(1)) - 1;
    let single = targets.iter().enumerate().map(|(index, target)| Candidate {
        wordings: single_wordings(target, rubric, variant),
        criteria: vec![target.criterion],
        targets: vec![index],
    });
    let asked_for = |code: &String| request.only.is_empty() || request.only.contains(code);
    let shared = rubric
        .shared_questions
        .iter()
        .filter(|question| variant_of(question, &rubric.shared_questions) == variant)
        .filter(|question| question.criteria.iter().all(asked_for));
    single
        .chain(shared.filter_map(|question| shared_candidate(question, targets, rubric)))
        .collect()
}

/// A shared question, if it serves at least two targets; for one alone its own question is more to the point. Whether the
/// report is the apprentice's own work is heard on one criterion at a time.
fn shared_candidate<'a>(
    question: &SharedQuestion,
    targets: &[Target<'a>],
    rubric: &'a Rubric,
) -> Option<Candidate<'a>> {
    let asks = |code: &str| question.criteria.iter().any(|asked| asked == code);
    let is_served = |target: &Target<'_>| target.purpose != Purpose::Verify && asks(&target.criterion.code);
    let served: Vec<usize> = (0..targets.len())
        .filter(|&index| targets.get(index).is_some_and(is_served))
        .collect();
    (served.len() >= 2).then(|| Candidate {
        wordings: vec![plain(question.text.clone())],
        criteria: rubric
            .criteria
            .iter()
            .filter(|criterion| asks(&criterion.code))
            .collect(),
        targets: served,
    })
}

/// Attempts must not share questions, so among shared questions on the same criteria the first is for the first attempt, the
/// second for the second, and so on. What depends on the report must not decide this: a resit comes with another one.
fn variant_of(question: &SharedQuestion, all: &[SharedQuestion]) -> usize {
    let same = |other: &&SharedQuestion| {
        other.criteria.len() == question.criteria.len() && other.criteria.iter().all(|c| question.criteria.contains(c))
    };
    all.iter()
        .filter(same)
        .position(|other| other.text == question.text)
        .unwrap_or(0)
}

fn single_wordings<'a>(target: &Target<'a>, rubric: &Rubric, variant: usize) -> Vec<Wording<'a>> {
    let Some(set) = rubric.questions_of(&target.criterion.code) else {
        return vec![plain(plain_text(target.criterion))];
    };
    let asked = pick(&set.main, variant).cloned();
    let mut wordings = seeded(target, set, variant);
    wordings.push(plain(asked.unwrap_or_else(|| plain_text(target.criterion))));
    wordings
}

fn plain<'a>(text: String) -> Wording<'a> {
    Wording { quote: None, text }
}

/// For a criterion half shown, the questions that start from the report's own words.
fn seeded<'a>(target: &Target<'a>, set: &QuestionSet, variant: usize) -> Vec<Wording<'a>> {
    let Some(template) = set
        .seeded
        .get(variant)
        .filter(|_| target.coverage.status == Status::Partial)
    else {
        return Vec::new();
    };
    let start = |quote: &'a str| Wording {
        quote: Some(quote),
        text: template.replace("{quote}", quote),
    };
    seed::quotes(target).into_iter().map(start).collect()
}

/// The variant for this attempt; from the start again when there are more attempts than variants.
fn pick<T>(list: &[T], variant: usize) -> Option<&T> {
    list.get(variant.checked_rem(list.len())?)
}

/// For a rubric without a question on this criterion.
fn plain_text(criterion: &Criterion) -> String {
    match criterion.asks.first() {
        Some(ask) => format!("What can you tell me about {ask}?"),
        None => format!(
            "What can you tell me about this: {}?",
            criterion.wording.trim_end_matches('.')
        ),
    }
}
