//! Finds tasks, sections, front matter and the appendix.
//!
//! Fourth stage: reads the document and what a [`crate::reader::Reader`] says of its sentences, feeds [`crate::coverage`].
//! One decision for the whole report: a sequence model over its blocks weighs the wording of headings, what the
//! sentences speak about, the layout and the usual order, and takes the likeliest course through the report.

mod codes;
mod collect;
mod content;
mod evidence;
mod headings;
mod layout;
mod states;
#[cfg(test)]
mod tests;
mod tokens;
mod transitions;
mod viterbi;
mod weights;
mod wordings;

use crate::document::Document;
use crate::reader::Reading;
use crate::rubric::Rubric;
use crate::words::Sentence;
use evidence::Evidence;
use serde::{Deserialize, Serialize};
use states::States;
use transitions::Transitions;

pub use weights::Weights;

/// What part of the report a block belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Cover, title, names, contents list.
    Front,
    /// The heading of a whole task.
    Task,
    /// Text that speaks about one or two of the suggested sections.
    Body,
    /// Text of the report that belongs to none of them (introduction, conclusion, small talk).
    Other,
    /// Appendix: not counted, supporting evidence only.
    Appendix,
}

/// Which signal decided where a block belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Signal {
    /// The wording of its own or the last heading.
    Heading,
    /// What its sentences speak about.
    Content,
    /// Its neighbours and the usual order.
    Order,
    /// The layout (first page, contents field).
    Layout,
}

/// Where a block belongs.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Its role.
    pub role: Role,
    /// Indices into the rubric's sections; empty unless the role is `Body`; two where it truly speaks about both.
    pub sections: Vec<usize>,
    /// Which signal made the decision.
    pub signal: Signal,
    /// How sure it is, 0 to 1.
    pub confidence: f32,
}

/// The parts of a report.
#[derive(Debug, Clone, PartialEq)]
pub struct Structure {
    /// One place for each block, in order.
    pub places: Vec<Place>,
}

/// Finds the place of every block.
///
/// `readings` holds one entry for each of `sentences`; where there is none, headings and order decide alone.
pub fn structure(
    document: &Document,
    sentences: &[Sentence],
    readings: &[Option<Reading>],
    rubric: &Rubric,
) -> Structure {
    structure_with(document, sentences, readings, rubric, &Weights::default())
}

/// As [`structure`], with weights of one's own.
pub fn structure_with(
    document: &Document,
    sentences: &[Sentence],
    readings: &[Option<Reading>],
    rubric: &Rubric,
    weights: &Weights,
) -> Structure {
    let states = States::of(rubric);
    let contents = content::by_block(document.blocks.len(), sentences, readings, rubric.sections.len());
    let evidence = collect::collect(document, &contents, rubric, weights);
    let transitions = Transitions::new(rubric, weights);
    let emissions: Vec<Vec<f32>> = evidence.iter().map(Evidence::sum).collect();
    // Both passes over the chain ask for each cost, forwards and backwards.
    let costs: Vec<_> = evidence.iter().map(|e| transitions.costs(e)).collect();
    let path = viterbi::best_path(&emissions, &costs);
    let posteriors = viterbi::posteriors(&emissions, &costs);
    let places = evidence
        .iter()
        .zip(&contents)
        .zip(path.into_iter().zip(&posteriors))
        .map(|((evidence, content), (state, posterior))| Place {
            role: states.role(state),
            sections: states.section_of(state).map_or_else(Vec::new, |first| {
                let second = evidence.second_section(first, content.as_ref(), states, weights);
                [first].into_iter().chain(second).collect()
            }),
            signal: evidence.deciding_signal(state, posterior),
            confidence: posterior[state].clamp(0.0, 1.0),
        })
        .collect();
    Structure { places }
}
