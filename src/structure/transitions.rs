//! What going from one part of the report to another costs.

use super::evidence::Evidence;
use super::states::States;
use super::weights::Weights;
use crate::rubric::Rubric;

/// A way that is not taken, unless nothing else is possible.
const CLOSED: f32 = 30.0;

/// The costs, natural log units.
pub(super) struct Transitions<'a> {
    states: States,
    weights: &'a Weights,
    /// Task of each section, by index.
    tasks: Vec<Option<usize>>,
}

impl<'a> Transitions<'a> {
    pub(super) fn new(rubric: &Rubric, weights: &'a Weights) -> Self {
        let task_of = |task: &str| rubric.tasks.iter().position(|other| other.id == task);
        Self {
            states: States::of(rubric),
            weights,
            tasks: rubric.sections.iter().map(|section| task_of(&section.task)).collect(),
        }
    }

    /// Cost of each step to the block of `evidence`: from the first state to each, then from the second, and so on.
    pub(super) fn costs(&self, evidence: &Evidence) -> Vec<f32> {
        let all = 0..self.states.count();
        let pairs = all.clone().flat_map(|from| all.clone().map(move |to| (from, to)));
        pairs.map(|(from, to)| self.cost(evidence, from, to)).collect()
    }

    /// Cost of the step from `from` to `to` where the block of `evidence` is `to`.
    fn cost(&self, evidence: &Evidence, from: usize, to: usize) -> f32 {
        let heading = evidence.like_heading;
        let mut cost = 0.0;
        if heading > 0.0 {
            cost += heading * self.at_heading(evidence, from, to);
        }
        if heading < 1.0 {
            cost += (1.0 - heading) * self.in_text(evidence, from, to);
        }
        cost
    }

    fn at_heading(&self, evidence: &Evidence, from: usize, to: usize) -> f32 {
        let weights = self.weights;
        match (from, to) {
            (States::APPENDIX, States::APPENDIX) => weights.stay_in_appendix,
            (States::FRONT, States::FRONT) => 0.0,
            (States::APPENDIX, _) => {
                let again = if evidence.inside_appendix(to, self.states) {
                    weights.resume_headed
                } else {
                    0.0
                };
                let other = if to == States::OTHER { weights.to_other } else { 0.0 };
                weights.leave_appendix + again + other
            }
            // Not a heading too early, though one that names it may follow.
            (_, States::APPENDIX) if evidence.names_appendix => weights.enter_appendix,
            (_, States::APPENDIX) => weights.appendix_unannounced,
            (_, States::FRONT) => weights.front_again,
            (States::OTHER, States::OTHER) => weights.stay_at_heading,
            (_, States::OTHER) => weights.to_other,
            _ => self.along_tasks(from, to, weights.stay_at_heading, weights.move_on),
        }
    }

    fn in_text(&self, evidence: &Evidence, from: usize, to: usize) -> f32 {
        let weights = self.weights;
        if from == to {
            return if self.states.task_of(to).is_some() { CLOSED } else { 0.0 };
        }
        let switch = if evidence.inside {
            weights.switch_inside
        } else {
            weights.switch
        };
        match (from, to) {
            (_, States::APPENDIX) | (States::APPENDIX, _) => weights.appendix_unannounced,
            (_, States::FRONT) => weights.front_again,
            (States::FRONT, States::OTHER) => weights.to_other / 2.0,
            (_, States::OTHER) | (States::OTHER, _) => switch.max(weights.to_other),
            _ if self.states.task_of(to).is_some() => CLOSED / 2.0,
            _ => self.along_tasks(from, to, 0.0, switch),
        }
    }

    /// Cost between front, task headings and sections, where `stay` and `other` are those of staying and going.
    fn along_tasks(&self, from: usize, to: usize, stay: f32, other: f32) -> f32 {
        let weights = self.weights;
        let (section_from, section_to) = (self.states.section_of(from), self.states.section_of(to));
        match (section_from, section_to) {
            (Some(a), Some(b)) if a == b => stay,
            (Some(a), Some(b)) if a + 1 == b => (other - weights.in_order).max(0.0),
            (Some(a), Some(b)) if b < a => other + weights.back,
            (Some(_), Some(_)) => other,
            // Under a task's heading stands, first, the task's first section; after the front, the first of all.
            (None, Some(b)) => {
                let task = self.tasks[b];
                let first = b == 0 || self.tasks[b - 1] != task && from != States::FRONT;
                let of_task = self.states.task_of(from);
                match of_task {
                    Some(from) if task != Some(from) => weights.move_on + weights.back,
                    _ if first => (weights.move_on - weights.in_order).max(0.0),
                    _ => weights.move_on,
                }
            }
            (Some(a), None) => {
                let next = self.tasks[a].map(|task| task + 1) == self.states.task_of(to);
                if next {
                    (weights.move_on - weights.in_order).max(0.0)
                } else {
                    weights.move_on
                }
            }
            (None, None) => weights.move_on,
        }
    }
}
