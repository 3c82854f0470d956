//! What the pair reader is given, and what the judge takes from it.

use super::features::Evidence;
use crate::error::Result;
use crate::reader::pair_reader;
use crate::reader::pairs::{Numbered, PairReading, SENTENCES};
use crate::rubric::Rubric;

/// What the strongest sentences of the report proper say of each criterion together. `evidence` has only sentences of substance: a copied
/// wording is near those of its neighbours too.
///
/// # Errors
/// [`crate::Error::Model`] if the embedded weights are damaged.
pub(super) fn readings(
    evidence: &Evidence<'_>,
    rubric: &Rubric,
    on_part: &mut dyn FnMut(usize, usize),
) -> Result<Vec<PairReading>> {
    let strongest: Vec<_> = (0..rubric.criteria.len()).map(|c| strongest(evidence, c)).collect();
    pair_reader(rubric)?.read(&strongest, on_part)
}

fn strongest<'a>(evidence: &Evidence<'a>, c: usize) -> Vec<Numbered<'a>> {
    let order = evidence.ranked(c).into_iter().map(|i| &evidence.body[i]);
    order.map(|s| (s.sentence, s.text)).take(SENTENCES).collect()
}
