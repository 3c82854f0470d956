//! Puts the plan together: what to ask, in which order, in the time there is.

use super::candidates::{Candidate, UNITS_PER_MINUTE, candidates};
use super::choose::{Item, choose};
use super::targets::{Purpose, Target, shown_and_needed, targets};
use super::{InterviewPlan, Opener, Question, Request, wording};
use crate::coverage::CriterionCoverage;
use crate::rubric::{Level, Rubric};

/// Longest interview that is planned, in minutes; anything above is taken as this.
const MOST_MINUTES: f32 = 600.0;

/// Plans an interview of at most `limit_minutes` about what the report leaves open: [`plan_for`] all criteria, by our own
/// statuses. `attempt` counts from 1.
pub fn plan(criteria: &[CriterionCoverage], rubric: &Rubric, limit_minutes: f32, attempt: u8) -> InterviewPlan {
    let request = Request {
        limit_minutes,
        attempt,
        only: &[],
        judged: &[],
    };
    plan_for(criteria, rubric, &request)
}

/// Plans the interview that is asked for.
///
/// Pass criteria come first, then pass criteria that are shown but not surely, then the distinction criteria that decide
/// whether that grade is in reach, then, where the report is general or copied, a few that are shown with least of the
/// apprentice's own. The set of questions is the one worth most in the time. Where the pass gaps do
/// not all fit, the questions get less time each, down to the rubric's shortest pace, before any is left to
/// [`InterviewPlan::if_time_allows`]. Each attempt has its own questions.
pub fn plan_for(criteria: &[CriterionCoverage], rubric: &Rubric, request: &Request<'_>) -> InterviewPlan {
    let desk = Desk::new(criteria, rubric, request, &[]);
    let choice = desk.within(request);
    let beyond = desk.levels_beyond(&choice);
    if beyond.is_empty() {
        return desk.plan(choice, request);
    }
    // A grade that the interview can't bring into reach no longer comes before anything else.
    let desk = Desk::new(criteria, rubric, request, &beyond);
    let choice = desk.within(request);
    desk.plan(choice, request)
}

/// Everything the planner looks at.
struct Desk<'a> {
    targets: Vec<Target<'a>>,
    candidates: Vec<Candidate<'a>>,
    criteria: &'a [CriterionCoverage],
    rubric: &'a Rubric,
}

/// What was decided.
struct Choice {
    /// Indices of the candidates, ascending.
    taken: Vec<usize>,
    pace: f32,
    opener: Option<Opener>,
}

impl<'a> Desk<'a> {
    fn new(criteria: &'a [CriterionCoverage], rubric: &'a Rubric, request: &Request<'_>, beyond: &[Level]) -> Self {
        let targets = targets(criteria, rubric, request, beyond);
        Self {
            candidates: candidates(&targets, rubric, request),
            targets,
            criteria,
            rubric,
        }
    }

    fn plan(&self, choice: Choice, request: &Request<'_>) -> InterviewPlan {
        let opener_minutes = choice.opener.as_ref().map_or(0.0, |opener| opener.minutes);
        let mut said = Vec::new();
        let questions = self.in_speaking_order(&choice, &mut said);
        let if_time_allows = self.left_over(&choice, &mut said);
        InterviewPlan {
            limit_minutes: request.limit_minutes,
            planned_minutes: opener_minutes + questions.iter().map(|question| question.minutes).sum::<f32>(),
            opener: choice.opener,
            questions,
            if_time_allows,
            only: request.only.to_vec(),
            judged: request.judged.to_vec(),
            masked: false,
        }
    }

    /// Levels of which the report and the questions chosen together don't show what the grade needs, although it is open.
    fn levels_beyond(&self, choice: &Choice) -> Vec<Level> {
        let is_short = |level: Level| {
            let deciding = self
                .targets
                .iter()
                .enumerate()
                .filter(|(_, target)| target.criterion.level == level && target.purpose == Purpose::Deciding);
            let asked = deciding
                .filter(|(index, _)| self.is_served(*index, &choice.taken))
                .count();
            shown_and_needed(level, self.criteria, self.rubric).is_some_and(|(shown, needed)| shown + asked < needed)
        };
        let open = |level: Level| {
            let mut targets = self.targets.iter();
            targets.any(|target| target.criterion.level == level && target.purpose == Purpose::Deciding)
        };
        let levels = [Level::Merit, Level::Distinction];
        levels
            .into_iter()
            .filter(|&level| open(level) && is_short(level))
            .collect()
    }

    /// The most comfortable choice that asks about all pass gaps; failing that, the one that asks about most of them.
    fn within(&self, request: &Request<'_>) -> Choice {
        let limit = units(request.limit_minutes);
        let opener = self.opener(request.attempt);
        let rest = limit.saturating_sub(opener.as_ref().map_or(0, |opener| units(opener.minutes)));
        let mut last = 1.0;
        for &pace in &self.rubric.timing.paces {
            last = pace;
            let taken = self.scheduled(pace, rest);
            if self.asks_about_all_pass_gaps(&taken) {
                let opener = opener.filter(|opener| limit >= units(opener.minutes));
                return Choice { taken, pace, opener };
            }
        }
        // Even the opener's minute is needed.
        Choice {
            taken: self.scheduled(last, limit),
            pace: last,
            opener: None,
        }
    }

    fn opener(&self, attempt: u8) -> Option<Opener> {
        let openers = &self.rubric.openers;
        let index = (usize::from(attempt.max(1)) - 1).checked_rem(openers.len())?;
        openers.get(index).map(|text| Opener {
            text: text.clone(),
            minutes: self.rubric.timing.opener,
        })
    }

    fn all(&self) -> Vec<usize> {
        (0..self.candidates.len()).collect()
    }

    /// The best of the candidates `among` within `budget`, as indices of candidates.
    fn best(&self, among: &[usize], pace: f32, budget: usize) -> Vec<usize> {
        let items: Vec<Item> = among
            .iter()
            .filter_map(|&index| self.candidates.get(index))
            .map(|candidate| Item {
                serves: candidate.targets.clone(),
                units: candidate.units(&self.rubric.timing, pace),
            })
            .collect();
        let worth: Vec<u64> = self.targets.iter().map(|target| target.worth).collect();
        let enough = items.iter().map(|item| item.units).sum();
        let chosen = choose(&items, &worth, budget.min(enough));
        chosen.into_iter().filter_map(|at| among.get(at).copied()).collect()
    }

    /// The best of all candidates. Where the rubric limits the number of questions, those worth most are kept.
    fn scheduled(&self, pace: f32, budget: usize) -> Vec<usize> {
        let mut taken = self.best(&self.all(), pace, budget);
        if let Some(most) = self.rubric.interview.max_questions {
            taken.sort_by_key(|&index| (std::cmp::Reverse(self.worth(index)), index));
            taken.truncate(most as usize);
            taken.sort_unstable();
        }
        taken
    }

    fn worth(&self, candidate: usize) -> u64 {
        let served = self
            .candidates
            .get(candidate)
            .map(|c| c.targets.as_slice())
            .unwrap_or_default();
        served
            .iter()
            .filter_map(|&target| self.targets.get(target))
            .map(|target| target.worth)
            .sum()
    }

    fn is_served(&self, target: usize, taken: &[usize]) -> bool {
        taken
            .iter()
            .filter_map(|&index| self.candidates.get(index))
            .any(|c| c.targets.contains(&target))
    }

    fn asks_about_all_pass_gaps(&self, taken: &[usize]) -> bool {
        let mut targets = self.targets.iter().enumerate();
        targets.all(|(index, target)| !target.is_pass_gap() || self.is_served(index, taken))
    }

    /// By the rubric's order, which leads from the workplace to the apprentice's own work and keeps components together.
    fn in_speaking_order<'d>(&'d self, choice: &Choice, said: &mut Vec<&'d str>) -> Vec<Question> {
        let mut order: Vec<(usize, &Candidate<'_>)> = choice
            .taken
            .iter()
            .filter_map(|&index| self.candidates.get(index))
            .map(|candidate| (candidate.targets.first().copied().unwrap_or_default(), candidate))
            .collect();
        order.sort_by_key(|(first, _)| self.place(*first));
        order
            .into_iter()
            .map(|(_, candidate)| self.question(candidate, choice.pace, said))
            .collect()
    }

    /// Where a target's component and the target itself stand in the rubric.
    fn place(&self, target: usize) -> (usize, usize) {
        let component = self
            .targets
            .get(target)
            .map(|t| t.criterion.component.as_str())
            .unwrap_or_default();
        let of_component = |c: &crate::rubric::Component| c.id == component;
        (
            self.rubric
                .components
                .iter()
                .position(of_component)
                .unwrap_or(usize::MAX),
            target,
        )
    }

    /// Questions on every target that the choice does not serve, most useful first.
    fn left_over<'d>(&'d self, choice: &Choice, said: &mut Vec<&'d str>) -> Vec<Question> {
        let open = |candidate: &Candidate<'_>| candidate.targets.iter().all(|&t| !self.is_served(t, &choice.taken));
        let among: Vec<usize> = self
            .all()
            .into_iter()
            .filter(|&index| self.candidates.get(index).is_some_and(open))
            .collect();
        let mut rest = self.best(&among, choice.pace, usize::MAX);
        rest.sort_by_key(|&index| (std::cmp::Reverse(self.worth(index)), index));
        rest.iter()
            .filter_map(|&index| self.candidates.get(index))
            .map(|candidate| self.question(candidate, choice.pace, said))
            .collect()
    }

    /// No two questions start from the same words; `said` are those that did.
    fn question<'d>(&'d self, candidate: &'d Candidate<'_>, pace: f32, said: &mut Vec<&'d str>) -> Question {
        let wording = candidate.wording(said);
        said.extend(wording.and_then(|wording| wording.quote));
        Question {
            text: wording.map(|wording| wording.text.clone()).unwrap_or_default(),
            criteria: candidate
                .criteria
                .iter()
                .map(|criterion| criterion.code.clone())
                .collect(),
            minutes: candidate.units(&self.rubric.timing, pace) as f32 / UNITS_PER_MINUTE,
            why: wording::why(candidate, &self.targets, self.criteria, self.rubric),
            probes: wording::probes(candidate, self.rubric),
            report_says: wording::report_says(candidate, self.criteria),
        }
    }
}

/// Minutes as quarters, rounded down; not a number counts as none.
#[allow(clippy::cast_sign_loss)] // clamped
fn units(minutes: f32) -> usize {
    (minutes.clamp(0.0, MOST_MINUTES) * UNITS_PER_MINUTE).floor() as usize
}
