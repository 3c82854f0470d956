//! What is worth asking about, and how much.

use super::{Request, authenticity};
use crate::coverage::{CriterionCoverage, Status};
use crate::judgement::Judged;
use crate::rubric::{Criterion, Level, Rubric};

/// One pass criterion outweighs everything that is not needed for a pass: the sum of all lesser worth stays far below this.
const PASS_GAP: u64 = 1 << 32;
/// A pass criterion that is shown, but not surely, outweighs all distinction criteria together: the pass comes first.
const CONFIRM: u64 = 1_000_000;
/// The distinction criteria that decide outweigh all that follow. One half shown is worth hardly more than one not found, as
/// it is the number of them that counts.
const DECIDING: u64 = 10_000;
/// Above everything that only fills the time.
const VERIFY: u64 = 100;

/// Why a criterion is worth a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// A pass criterion that the report leaves open.
    PassGap,
    /// A pass criterion that is shown, but not surely.
    Confirm,
    /// Its grade is open, and within reach in this interview.
    Deciding,
    /// Shown, but in words that anybody could have written.
    Verify,
    /// Open, while the report shows as many of its level as the grade needs.
    Spare,
    /// Open, while the grade needs more of its level than this interview can add.
    Beyond,
    /// Shown; to fill the number of questions that the rubric asks for.
    Fill,
    /// Shown; the assessor asks for it by its code.
    Wished,
}

/// A criterion worth a question.
pub(super) struct Target<'a> {
    pub(super) criterion: &'a Criterion,
    pub(super) coverage: &'a CriterionCoverage,
    pub(super) purpose: Purpose,
    pub(super) worth: u64,
    /// The status is the assessor's, against ours.
    pub(super) changed: bool,
}

impl Target<'_> {
    /// Whether it is a pass criterion that the report leaves open.
    pub(super) fn is_pass_gap(&self) -> bool {
        self.purpose == Purpose::PassGap
    }
}

/// The criteria that are worth a question, in rubric order. Levels `beyond` are those that this interview can't bring to
/// what their grade needs.
///
/// All pass criteria must be met, so those not found and those half shown come close to each other (10 to 8): time
/// for two half-shown ones is better spent than on a single one not found, but one against one the missing one goes first.
pub(super) fn targets<'a>(
    criteria: &'a [CriterionCoverage],
    rubric: &'a Rubric,
    request: &Request<'_>,
    beyond: &[Level],
) -> Vec<Target<'a>> {
    let doubtful = authenticity::doubtful(criteria, rubric, request.judged);
    let judged = |code: &str| request.judged.iter().find(|judged| judged.code == code);
    let in_order = rubric
        .criteria
        .iter()
        .filter(|criterion| request.only.is_empty() || request.only.contains(&criterion.code))
        .filter_map(|criterion| Some((criterion, criteria.iter().find(|c| c.code == criterion.code)?)));
    in_order
        .filter_map(|(criterion, coverage)| {
            let rank = doubtful.iter().position(|code| *code == coverage.code);
            let purpose = match coverage.status {
                Status::Evidenced => shown_purpose(coverage, rank, rubric, request)?,
                _ => open_purpose(criterion.level, criteria, rubric, beyond),
            };
            Some(Target {
                criterion,
                coverage,
                purpose,
                worth: worth(purpose, coverage, rank),
                changed: judged(&coverage.code).is_some_and(Judged::is_changed),
            })
        })
        .collect()
}

/// What for to ask about a criterion that the report shows, if at all. `rank` is its place among the doubtful ones.
fn shown_purpose(
    coverage: &CriterionCoverage,
    rank: Option<usize>,
    rubric: &Rubric,
    request: &Request<'_>,
) -> Option<Purpose> {
    let is_pass = coverage.level == Level::Pass;
    if is_pass && coverage.confidence < rubric.timing.confirm_below {
        Some(Purpose::Confirm)
    } else if rank.is_some() {
        Some(Purpose::Verify)
    } else if !request.only.is_empty() {
        Some(Purpose::Wished)
    } else {
        (is_pass && rubric.interview.min_questions.is_some()).then_some(Purpose::Fill)
    }
}

fn open_purpose(level: Level, criteria: &[CriterionCoverage], rubric: &Rubric, beyond: &[Level]) -> Purpose {
    match shown_and_needed(level, criteria, rubric) {
        _ if level == Level::Pass => Purpose::PassGap,
        _ if beyond.contains(&level) => Purpose::Beyond,
        Some((shown, needed)) if shown < needed => Purpose::Deciding,
        _ => Purpose::Spare,
    }
}

fn worth(purpose: Purpose, coverage: &CriterionCoverage, rank: Option<usize>) -> u64 {
    let is_partial = coverage.status == Status::Partial;
    let doubt = percent((1.0 - coverage.confidence).clamp(0.0, 1.0));
    match purpose {
        Purpose::PassGap if is_partial => 8 * PASS_GAP,
        Purpose::PassGap => 10 * PASS_GAP,
        Purpose::Confirm => CONFIRM + doubt,
        Purpose::Deciding => DECIDING + u64::from(is_partial),
        Purpose::Verify => VERIFY + authenticity::MOST.saturating_sub(rank.unwrap_or_default()) as u64,
        Purpose::Fill | Purpose::Wished => 3 + doubt / 10,
        // These decide nothing, but are not hidden either.
        Purpose::Spare | Purpose::Beyond => 1 + u64::from(is_partial),
    }
}

/// A share as a whole percentage.
#[allow(clippy::cast_sign_loss)] // clamped by the caller
fn percent(share: f32) -> u64 {
    (share * 100.0).round() as u64
}

/// How many criteria of the level the report shows, and how many the grades ask for at most.
pub(super) fn shown_and_needed(
    level: Level,
    criteria: &[CriterionCoverage],
    rubric: &Rubric,
) -> Option<(usize, usize)> {
    let needs = rubric.gates.iter().flat_map(|gate| &gate.needs);
    let needed = needs
        .filter(|need| need.level == level)
        .map(|need| {
            need.at_least
                .map_or_else(|| rubric.count(level), |least| least as usize)
        })
        .max()?;
    let shown = criteria
        .iter()
        .filter(|c| c.level == level && c.status == Status::Evidenced)
        .count();
    Some((shown, needed))
}
