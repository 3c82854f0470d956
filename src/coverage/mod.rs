//! The coverage map: for each criterion, what the report shows, with quotes, and what is still open.
//!
//! Fifth stage: reads what the [`crate::reader`] and the [`crate::structure`] say, feeds [`crate::interview`].

mod features;
mod judge;
mod lexicon;
mod missing;
mod quotes;
mod trees;

use crate::document::Document;
use crate::error::Result;
use crate::reader::{Depth, Reading};
use crate::rubric::{Level, Rubric};
use crate::structure::Structure;
use crate::words::Sentence;
use serde::Serialize;

/// What the report shows of a criterion. Never a grade.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Nothing that bears on it.
    NotFound,
    /// Touched, but something the wording asks is missing.
    Partial,
    /// The whole criterion, at the depth its verb asks.
    Evidenced,
}

/// One quote.
#[derive(Debug, Clone, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Evidence {
    /// Index into the analysis' blocks.
    pub block: usize,
    /// Byte offset in the block's text where the quote starts.
    pub start: usize,
    /// Byte offset where it ends, end-exclusive.
    pub end: usize,
    /// The quote, an exact substring of the block's text.
    pub quote: String,
    /// Page, from 1, where the format tells.
    pub page: Option<u32>,
    /// Sections that the block speaks about.
    pub sections: Vec<String>,
    /// It stands in the appendix, which alone makes a criterion partial at most.
    pub in_appendix: bool,
    /// How strongly it bears on the criterion, 0 to 1.
    pub strength: f32,
}

/// What the report shows of one criterion.
#[derive(Debug, Clone, PartialEq, Serialize, schemars::JsonSchema)]
pub struct CriterionCoverage {
    /// The criterion's code, e.g. K2.1.
    pub code: String,
    /// Pass or distinction.
    pub level: Level,
    /// What the report shows.
    pub status: Status,
    /// Expected level from 0 (not found) to 2 (evidenced).
    pub score: f32,
    /// How sure the status is, 0 to 1.
    pub confidence: f32,
    /// At most three quotes, best first.
    pub evidence: Vec<Evidence>,
    /// What an assessor would still need, in the assessor's terms; empty when evidenced.
    pub missing: Vec<String>,
    /// Why this status, in one plain line.
    pub reason: String,
}

/// The coverage map: one entry for each criterion, in rubric order.
///
/// `readings` come from a reader of the given depth, one for each sentence.
///
/// # Errors
/// [`crate::Error::Model`] if the embedded weights are damaged.
pub fn coverage(
    document: &Document,
    sentences: &[Sentence],
    readings: &[Option<Reading>],
    structure: &Structure,
    rubric: &Rubric,
    depth: Depth,
) -> Result<Vec<CriterionCoverage>> {
    let evidence = features::Evidence::new(document, sentences, readings, structure);
    let opinions = judge::Judge::builtin(depth)?.opinions(&evidence, rubric);
    let source = quotes::Source { document, sentences, structure, rubric };
    let lacking = missing::Lacking::builtin();
    let entries = rubric.criteria.iter().zip(opinions).enumerate().map(|(c, (criterion, opinion))| {
        let quotes = if opinion.status == Status::NotFound { Vec::new() } else { quotes::quotes(&source, &evidence, c) };
        CriterionCoverage {
            code: criterion.code.clone(),
            level: criterion.level,
            status: opinion.status,
            score: opinion.score,
            confidence: opinion.confidence,
            missing: lacking.open(criterion, &opinion, &quotes),
            reason: missing::reason(criterion, &opinion, &quotes),
            evidence: quotes,
        }
    });
    Ok(entries.collect())
}
