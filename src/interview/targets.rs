//! What is worth asking about, and how much.

use crate::coverage::{CriterionCoverage, Status};
use crate::rubric::{Criterion, Level, Rubric};

/// One pass criterion outweighs everything that is not needed for a pass: the sum of all lesser worth stays far below this.
const PASS_GAP: u64 = 1 << 32;

/// A criterion worth a question.
pub(super) struct Target<'a> {
    pub(super) criterion: &'a Criterion,
    pub(super) coverage: &'a CriterionCoverage,
    pub(super) worth: u64,
}

impl Target<'_> {
    /// Whether it is a pass criterion that the report leaves open.
    pub(super) fn is_pass_gap(&self) -> bool {
        self.worth >= PASS_GAP
    }
}

/// The criteria that are worth a question, in rubric order.
///
/// All pass criteria must be met, so those not found and those half shown come close to each other (10 to 8): time
/// for two half-shown ones is better spent than on a single one not found, but one against one the missing one goes first.
pub(super) fn targets<'a>(criteria: &'a [CriterionCoverage], rubric: &'a Rubric) -> Vec<Target<'a>> {
    let in_order = rubric.criteria.iter().filter_map(|criterion| {
        let coverage = criteria.iter().find(|coverage| coverage.code == criterion.code)?;
        Some((criterion, coverage))
    });
    in_order
        .map(|(criterion, coverage)| Target {
            criterion,
            coverage,
            worth: worth(criterion, coverage, criteria, rubric),
        })
        .filter(|target| target.worth > 0)
        .collect()
}

fn worth(criterion: &Criterion, coverage: &CriterionCoverage, criteria: &[CriterionCoverage], rubric: &Rubric) -> u64 {
    match (criterion.level, coverage.status) {
        (Level::Pass, Status::NotFound) => 10 * PASS_GAP,
        (Level::Pass, Status::Partial) => 8 * PASS_GAP,
        (Level::Pass, Status::Evidenced) => confirmation(coverage.confidence, rubric),
        (_, Status::Evidenced) => 0,
        // Beyond what the grade needs a further one decides nothing, but is not hidden either.
        (level, _) if !is_undecided(level, criteria, rubric) => 1,
        (_, Status::Partial) => 60,
        (_, Status::NotFound) => 40,
    }
}

/// The less sure the status, the more a question is worth; nothing if it is sure enough. A rubric that asks for a number of
/// questions has to fill them with confirmations where the gaps are few.
fn confirmation(confidence: f32, rubric: &Rubric) -> u64 {
    let doubt = (1.0 - confidence).clamp(0.0, 1.0);
    if confidence < rubric.timing.confirm_below {
        // Above every distinction criterion, as the pass comes first.
        1_000 + percent(doubt)
    } else if rubric.interview.min_questions.is_some() {
        1 + percent(doubt) / 10
    } else {
        0
    }
}

/// A share as a whole percentage.
#[allow(clippy::cast_sign_loss)] // clamped by the caller
fn percent(share: f32) -> u64 {
    (share * 100.0).round() as u64
}

/// Whether a grade asks for more criteria of this level than the report shows.
fn is_undecided(level: Level, criteria: &[CriterionCoverage], rubric: &Rubric) -> bool {
    shown_and_needed(level, criteria, rubric).is_some_and(|(shown, needed)| shown < needed)
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
