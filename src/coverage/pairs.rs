//! What the pair reader is given, and what the judge takes from it.

use super::features::Evidence;
use super::hollow::Hollow;
use crate::error::Result;
use crate::reader::pair_reader;
use crate::reader::pairs::{Numbered, PairReading, SENTENCES};
use crate::rubric::Rubric;

/// What the strongest sentences of the report proper say of each criterion together. Hollow ones are not asked: a copied wording is near
/// those of its neighbours too.
///
/// # Errors
/// [`crate::Error::Model`] if the embedded weights are damaged.
pub(super) fn readings(
    evidence: &Evidence<'_>,
    hollow: &[Hollow],
    rubric: &Rubric,
    on_part: &mut dyn FnMut(usize, usize),
) -> Result<Vec<PairReading>> {
    let strongest: Vec<_> = (0..rubric.criteria.len())
        .map(|c| strongest(evidence, hollow, c))
        .collect();
    pair_reader(rubric)?.read(&strongest, on_part)
}

fn strongest<'a>(evidence: &Evidence<'a>, hollow: &[Hollow], c: usize) -> Vec<Numbered<'a>> {
    let order = evidence.ranked(c).into_iter().map(|i| &evidence.body[i]);
    let of_substance = order.filter(|s| !hollow.get(s.sentence).is_some_and(Hollow::is_any));
    of_substance.map(|s| (s.sentence, s.text)).take(SENTENCES).collect()
}
