//! What speaks for each state at one block.

use super::Signal;
use super::content::Content;
use super::states::States;
use super::weights::Weights;

/// What speaks for each state at one block, natural log odds by state.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Evidence {
    pub(super) heading: Vec<f32>,
    pub(super) content: Vec<f32>,
    pub(super) layout: Vec<f32>,
    /// How much the block is a heading, 0 to 1.
    pub(super) like_heading: f32,
    /// It names an appendix.
    pub(super) names_appendix: bool,
    /// The block goes on with a list, a table or a note.
    pub(super) inside: bool,
    /// Sections that the last heading names, best first.
    pub(super) named: Vec<usize>,
    /// States that had a heading of their own before.
    pub(super) headed: Vec<bool>,
    /// The heading stands deeper in the outline than the last heading of an appendix.
    pub(super) deeper: bool,
}

impl Evidence {
    /// All evidence together.
    pub(super) fn sum(&self) -> Vec<f32> {
        let of = |state: usize| self.heading[state] + self.content[state] + self.layout[state];
        (0..self.heading.len()).map(of).collect()
    }

    /// An appendix hardly ends here: what would follow had its heading before, or a later part had, or the heading
    /// stands below the appendix's own.
    pub(super) fn inside_appendix(&self, to: usize, states: States) -> bool {
        self.deeper || self.headed[to..states.end_of_kind(to)].contains(&true)
    }

    /// The signal that sets the chosen state most apart from the likeliest other one.
    pub(super) fn deciding_signal(&self, chosen: usize, posterior: &[f32]) -> Signal {
        let rivals = posterior.iter().enumerate().filter(|(state, _)| *state != chosen);
        let Some((rival, _)) = rivals.max_by(|a, b| a.1.total_cmp(b.1)) else {
            return Signal::Order;
        };
        let margin = |row: &[f32]| row[chosen] - row[rival];
        let signals = [
            (margin(&self.heading), Signal::Heading),
            (margin(&self.content), Signal::Content),
            (margin(&self.layout), Signal::Layout),
        ];
        let best = signals.into_iter().max_by(|a, b| a.0.total_cmp(&b.0));
        best.filter(|(margin, _)| *margin > 0.5)
            .map_or(Signal::Order, |(_, signal)| signal)
    }

    /// A second section that the block truly speaks about.
    pub(super) fn second_section(
        &self,
        first: usize,
        content: Option<&Content>,
        states: States,
        weights: &Weights,
    ) -> Option<usize> {
        let sections = states.count() - states.section(0);
        let named = self.named.contains(&first).then_some(&self.named);
        let Some(content) = content else {
            return named?.iter().copied().find(|&section| section != first);
        };
        let share = |section: &usize| content.mean(*section);
        let rivals = (0..sections).filter(|&section| section != first);
        let best = rivals.max_by(|a, b| share(a).total_cmp(&share(b)))?;
        let both = named.is_some_and(|named| named.contains(&best));
        let least = if both {
            weights.second_named
        } else {
            weights.second_share
        };
        (share(&best) >= least).then_some(best)
    }
}
