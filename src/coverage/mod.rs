//! The coverage map: for each criterion, what the report shows, with quotes, and what is still open.
//!
//! Fifth stage: reads what the [`crate::reader`] and the [`crate::structure`] say, feeds [`crate::interview`].

mod features;
mod hollow;
mod judge;
pub(crate) mod lexicon;
pub(crate) mod missing;
mod pairs;
mod quotes;
mod rank;
mod totals;
mod trees;
mod wording;

use crate::document::Document;
use crate::error::Result;
use crate::reader::weights::Weights;
use crate::reader::{Choice, Depth, JUDGE, Reading};
use crate::rubric::{Level, Rubric};
use crate::structure::Structure;
use crate::words::Sentence;
use hollow::Hollow;
use serde::{Deserialize, Serialize};

/// What the report shows of a criterion. Never a grade.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema)]
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
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
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
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
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

/// What a judge says of a report, one entry a criterion.
struct Verdict {
    opinions: Vec<judge::Opinion>,
    /// Body sentences, the most telling first.
    ranked: Vec<Vec<usize>>,
    lacking: missing::Lacking,
}

/// The coverage map: one entry for each criterion, in rubric order.
///
/// `readings` come from the chosen reader, one for each sentence. `on_part` is told how much of the judging is done of how much; quick
/// judging tells nothing.
///
/// # Errors
/// [`crate::Error::Model`] if the embedded weights are damaged.
pub fn coverage(
    document: &Document,
    sentences: &[Sentence],
    readings: &[Option<Reading>],
    structure: &Structure,
    rubric: &Rubric,
    choice: Choice,
    on_part: &mut dyn FnMut(usize, usize),
) -> Result<Vec<CriterionCoverage>> {
    let hollow = hollow::hollow(document, sentences, rubric);
    let readings = hollow::discounted(readings, &hollow);
    let evidence = features::Evidence::new(document, sentences, &readings, structure);
    let verdict = match choice {
        Choice::Fitted(depth) => fitted(depth, &evidence, &hollow, rubric, on_part)?,
        Choice::Wording => Verdict {
            opinions: wording::opinions(&evidence, rubric),
            ranked: (0..rubric.criteria.len()).map(|c| evidence.ranked(c)).collect(),
            lacking: missing::Lacking::default(),
        },
    };
    let lacking = &verdict.lacking;
    let source = quotes::Source {
        document,
        sentences,
        structure,
        rubric,
    };
    let judged = rubric
        .criteria
        .iter()
        .zip(verdict.opinions)
        .zip(verdict.ranked)
        .enumerate();
    let entries = judged.map(|(c, ((criterion, opinion), ranked))| {
        let quotes = match opinion.status {
            Status::NotFound => Vec::new(),
            _ => quotes::quotes(&source, &evidence, c, &ranked),
        };
        CriterionCoverage {
            code: criterion.code.clone(),
            level: criterion.level,
            status: opinion.status,
            score: opinion.score,
            confidence: opinion.confidence,
            missing: lacking.open(criterion, &opinion, &quotes),
            reason: missing::reason(criterion, &opinion, &quotes, choice.is_calibrated()),
            evidence: quotes,
        }
    });
    Ok(entries.collect())
}

/// What the judge that was fitted to readings of this depth says.
fn fitted(
    depth: Depth,
    evidence: &features::Evidence<'_>,
    hollow: &[Hollow],
    rubric: &Rubric,
    on_part: &mut dyn FnMut(usize, usize),
) -> Result<Verdict> {
    let weights = Weights::open(JUDGE)?;
    let judge = judge::Judge::load(&weights, depth)?;
    let is_hollow = |sentence: usize| hollow.get(sentence).is_some_and(Hollow::is_any);
    let of_substance = hollow.iter().any(Hollow::is_any).then(|| evidence.without(is_hollow));
    let pairs = match depth {
        Depth::Fast => Vec::new(),
        Depth::Full => pairs::readings(of_substance.as_ref().unwrap_or(evidence), rubric, on_part)?,
    };
    let mut opinions = judge.opinions(evidence, &pairs, rubric);
    if let Some(of_substance) = &of_substance {
        opinions = judge::at_most_partial_by_the_rest(opinions, judge.opinions(of_substance, &pairs, rubric));
    }
    Ok(Verdict {
        opinions,
        ranked: judge.ranked(evidence, rubric),
        lacking: missing::Lacking::load(&weights),
    })
}
