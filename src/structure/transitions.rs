//! What going from one part of the report to another costs.

use super::evidence::Evidence;
use super::states::States;
use super::weights::Weights;
use crate::rubric::Rubric;
use std::borrow::Cow;

/// A way that is not taken, unless nothing else is possible.
const CLOSED: f32 = 30.0;

/// The costs, natural log units. Tables hold the cost from the first state to each, then from the second, and so on.
pub(super) struct Transitions<'a> {
    states: States,
    weights: &'a Weights,
    /// Task of each section, by index.
    tasks: Vec<Option<usize>>,
    /// In text: between two pieces of text, and inside a list or table.
    text: [Vec<f32>; 2],
    /// At a heading: at one that names no appendix, and at one that does. Leaving an appendix is not in it.
    heading: [Vec<f32>; 2],
}

impl<'a> Transitions<'a> {
    pub(super) fn new(rubric: &Rubric, weights: &'a Weights) -> Self {
        let task_of = |task: &str| rubric.tasks.iter().position(|other| other.id == task);
        let mut new = Self {
            states: States::of(rubric),
            weights,
            tasks: rubric.sections.iter().map(|section| task_of(&section.task)).collect(),
            text: Default::default(),
            heading: Default::default(),
        };
        new.text =
            [weights.switch, weights.switch_inside].map(|switch| new.table(|from, to| new.in_text(switch, from, to)));
        new.heading = [false, true].map(|names| new.table(|from, to| new.at_heading(names, from, to)));
        new
    }

    fn table(&self, cost: impl Fn(usize, usize) -> f32) -> Vec<f32> {
        let all = 0..self.states.count();
        let pairs = all.clone().flat_map(|from| all.clone().map(move |to| (from, to)));
        pairs.map(|(from, to)| cost(from, to)).collect()
    }

    /// The table of the step to the block of `evidence`.
    pub(super) fn costs(&self, evidence: &Evidence) -> Cow<'_, [f32]> {
        let text = &self.text[usize::from(evidence.inside)];
        let likeness = evidence.like_heading;
        if likeness <= 0.0 {
            return Cow::Borrowed(text);
        }
        let mut costs = self.heading[usize::from(evidence.names_appendix)].clone();
        for to in (0..self.states.count()).filter(|&to| to != States::APPENDIX) {
            costs[States::APPENDIX * self.states.count() + to] = self.leaving_appendix(evidence, to);
        }
        if likeness < 1.0 {
            let mix = |(cost, text): (&mut f32, &f32)| *cost = likeness * *cost + (1.0 - likeness) * text;
            costs.iter_mut().zip(text).for_each(mix);
        }
        Cow::Owned(costs)
    }

    fn leaving_appendix(&self, evidence: &Evidence, to: usize) -> f32 {
        let weights = self.weights;
        let again = if evidence.inside_appendix(to, self.states) {
            weights.resume_headed
        } else {
            0.0
        };
        let other = if to == States::OTHER { weights.to_other } else { 0.0 };
        weights.leave_appendix + again + other
    }

    fn at_heading(&self, names_appendix: bool, from: usize, to: usize) -> f32 {
        let weights = self.weights;
        match (from, to) {
            (States::APPENDIX, States::APPENDIX) => weights.stay_in_appendix,
            (States::FRONT, States::FRONT) => 0.0,
            // Not a heading too early, though one that names it may follow.
            (_, States::APPENDIX) if names_appendix => weights.enter_appendix,
            (_, States::APPENDIX) => weights.appendix_unannounced,
            (_, States::FRONT) => weights.front_again,
            (States::OTHER, States::OTHER) => weights.stay_at_heading,
            (_, States::OTHER) => weights.to_other,
            _ => self.along_tasks(from, to, weights.stay_at_heading, weights.move_on),
        }
    }

    /// `switch` is the cost of going to another section.
    fn in_text(&self, switch: f32, from: usize, to: usize) -> f32 {
        let weights = self.weights;
        if from == to {
            return if self.states.task_of(to).is_some() { CLOSED } else { 0.0 };
        }
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
