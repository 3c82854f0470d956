//! What is done with an analysis on request: the assessor's judgements, a choice of criteria, masking.
//!
//! Comes after [`crate::pipeline`]: nothing is read again, only the interview is planned anew from what stands there.

use crate::analysis::Analysis;
use crate::interview::{self, Request};
use crate::judgement::Judgements;
use crate::personal::{self, Masked};
use crate::pipeline::{Options, gates};
use crate::rubric::Rubric;

/// What a masked report is called.
pub const MASKED_NAME: &str = "report 1";

/// What to do.
#[derive(Debug, Clone, Copy, Default)]
pub struct Revision<'a> {
    /// The assessor's statuses.
    pub judgements: Option<&'a Judgements>,
    /// Plan questions on these criteria alone; empty for all.
    pub only: &'a [String],
    /// Mask personal data in the report's text, the quotes and the notes. The file's name, which often is the apprentice's, becomes
    /// [`MASKED_NAME`].
    pub mask: bool,
    /// Keep the file's name even so, as somebody asked for it.
    pub keep_name: bool,
    /// Minutes and attempt of the interview.
    pub options: Options,
}

impl Revision<'_> {
    /// Whether an analysis that was made with the same options would stay as it is.
    pub fn is_nothing(&self) -> bool {
        self.judgements.is_none() && self.only.is_empty() && !self.mask
    }
}

/// The analysis with the revision carried out and the interview planned from it.
pub fn revise(mut analysis: Analysis, rubric: &Rubric, revision: &Revision<'_>) -> Analysis {
    let mut judged = revision
        .judgements
        .map(|judgements| judgements.apply(&mut analysis.criteria, rubric))
        .unwrap_or_default();
    if revision.mask {
        mask(&mut analysis);
        if !revision.keep_name {
            MASKED_NAME.clone_into(&mut analysis.report.name);
        }
        for judged in &mut judged {
            judged.note = personal::mask(&judged.note);
        }
    }
    let options = &revision.options;
    analysis.gates = gates(&analysis.criteria, rubric);
    analysis.interview = interview::plan_for(
        &analysis.criteria,
        rubric,
        &Request {
            limit_minutes: options.interview_minutes.unwrap_or(rubric.interview.max_minutes as f32),
            attempt: options.attempt,
            only: revision.only,
            judged: &judged,
        },
    );
    analysis.interview.masked = analysis.masked;
    analysis
}

/// Masks the text and every quote of it alike, so that quotes stay exact parts of the text.
fn mask(analysis: &mut Analysis) {
    let masked: Vec<Masked> = analysis.blocks.iter().map(|block| Masked::new(&block.text)).collect();
    let quotes = analysis
        .criteria
        .iter_mut()
        .flat_map(|criterion| &mut criterion.evidence);
    for evidence in quotes {
        let place = masked.get(evidence.block).and_then(|block| {
            let range = block.range(evidence.start, evidence.end);
            Some((block.text.get(range.clone())?, range))
        });
        if let Some((quote, range)) = place {
            quote.clone_into(&mut evidence.quote);
            (evidence.start, evidence.end) = (range.start, range.end);
        } else {
            evidence.quote = personal::mask(&evidence.quote);
        }
    }
    for (block, masked) in analysis.blocks.iter_mut().zip(masked) {
        block.text = masked.text;
    }
    analysis.masked = true;
}

#[cfg(test)]
mod tests;
