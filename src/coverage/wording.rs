//! The judge for readings of [`crate::reader::wording`]: plain rules instead of fitted ones.
//!
//! Without labelled reports nobody knows how well they hold, so they call little evidenced, which makes the interview
//! ask, and no confidence is over [`MOST_CONFIDENCE`].
//!
//! How well they do was measured once, on the standard that has labelled reports: its rubric with a full stop after each
//! wording, so that the fitted weights did not apply, over the ten natural reports of `fixtures/corpus/natural-dev` as
//! .docx. Weighted kappa 0.10 (within criteria 0.09); 1.3% of the gaps are called evidenced, but 41% of what is met
//! is called not found, being told in other words; the first quote is a right one in 44%. Hints, not findings.
//!
//! - `not_found`: no sentence of the report shares telling words with the criterion; one alone that shares few does not
//!   count.
//! - `evidenced`: [`ENOUGH`] sentences bear on it strongly, with [`ENOUGH_WORDS`] words between them; each part that the
//!   criterion asks for is spoken of; and where it asks for a real example, one of these sentences tells what somebody of
//!   the report's own side did.
//! - `partial`: everything between. The appendix alone makes partial at most, as everywhere.

use super::Status;
use super::features::{Evidence, Judged, sigmoid};
use super::judge::Opinion;
use super::missing::is_account;
use crate::reader::wording::{parts_of, stems};
use crate::rubric::{Criterion, Rubric};
use std::collections::BTreeSet;

/// A sentence from this log odds on bears on a criterion.
const BEARS: f32 = -1.5;
/// From this on, strongly.
const STRONG: f32 = 0.0;
/// Sentences that bear on it, where none does strongly, before it counts as touched.
const TOUCHES: usize = 2;
/// Strong sentences that show a criterion in full.
const ENOUGH: usize = 3;
/// Words that they must have between them.
const ENOUGH_WORDS: f32 = 40.0;
/// The most that a status without labelled reports behind it may claim.
const MOST_CONFIDENCE: f32 = 0.5;

/// One opinion a criterion.
pub(crate) fn opinions(evidence: &Evidence<'_>, rubric: &Rubric) -> Vec<Opinion> {
    let of = |(c, criterion): (usize, &Criterion)| opinion(evidence, c, criterion);
    rubric.criteria.iter().enumerate().map(of).collect()
}

fn opinion(evidence: &Evidence<'_>, c: usize, criterion: &Criterion) -> Opinion {
    let body = Support::of(&evidence.body, c);
    let appendix = Support::of(&evidence.appendix, c);
    let status = body.status(criterion);
    let held_back_by_appendix = status == Status::NotFound && appendix.touches();
    let status = if held_back_by_appendix { Status::Partial } else { status };
    let best = if held_back_by_appendix {
        appendix.best
    } else {
        body.best
    };
    // Thirds of the scale, one a status, so that the score never contradicts it.
    let (least, within) = match status {
        Status::NotFound => (0.0, sigmoid(best)),
        Status::Partial => (2.0 / 3.0, (body.strong.len() as f32 / ENOUGH as f32).min(1.0)),
        Status::Evidenced => (4.0 / 3.0, 1.0 - 1.0 / body.strong.len().max(1) as f32),
    };
    let sure = match status {
        Status::NotFound => 1.0 - within,
        Status::Partial => sigmoid(best),
        Status::Evidenced => within,
    };
    Opinion {
        status,
        score: least + within * 2.0 / 3.0,
        confidence: MOST_CONFIDENCE * sure.clamp(0.0, 1.0),
        held_back_by_appendix,
    }
}

/// The sentences of a part of the report that bear on a criterion.
struct Support<'a> {
    bearing: Vec<&'a Judged<'a>>,
    strong: Vec<&'a Judged<'a>>,
    best: f32,
}

impl<'a> Support<'a> {
    fn of(sentences: &'a [Judged<'a>], c: usize) -> Self {
        let strength = |s: &Judged<'_>| s.reading.evidence.get(c).copied().unwrap_or(f32::NEG_INFINITY);
        let over = |least: f32| sentences.iter().filter(move |s| strength(s) >= least).collect();
        Self {
            bearing: over(BEARS),
            strong: over(STRONG),
            best: sentences.iter().map(strength).fold(f32::NEG_INFINITY, f32::max),
        }
    }

    fn touches(&self) -> bool {
        !self.strong.is_empty() || self.bearing.len() >= TOUCHES
    }

    fn status(&self, criterion: &Criterion) -> Status {
        match self.touches() {
            false => Status::NotFound,
            true if self.is_told_in_full(criterion) => Status::Evidenced,
            true => Status::Partial,
        }
    }

    fn is_told_in_full(&self, criterion: &Criterion) -> bool {
        self.strong.len() >= ENOUGH
            && self.strong.iter().map(|s| s.words).sum::<f32>() >= ENOUGH_WORDS
            && self.speaks_of_all(criterion)
            && (!criterion.needs_real_example() || self.strong.iter().any(|s| is_account(s.text)))
    }

    fn speaks_of_all(&self, criterion: &Criterion) -> bool {
        let spoken: BTreeSet<String> = self.bearing.iter().flat_map(|s| stems(s.text)).collect();
        parts_of(criterion).iter().all(|part| !part.is_disjoint(&spoken))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coverage::CriterionCoverage;
    use crate::{Options, analyse};

    const OTHER: &str = include_str!("../../fixtures/rubrics/other.toml");
    const KEEPER: &str = include_str!("../../fixtures/rubrics/keeper.txt");

    /// What is found of a criterion in a report.
    fn found(report: &str, code: &str) -> CriterionCoverage {
        let rubric = Rubric::parse("other.toml", &[("other.toml", OTHER)]).unwrap();
        let analysis = analyse(report.as_bytes(), "report.txt", &rubric, &Options::default()).unwrap();
        analysis.criteria.into_iter().find(|c| c.code == code).unwrap()
    }

    #[test]
    fn scores_and_confidences_fit_the_statuses() {
        for code in ["L1", "L2", "L3", "L4"] {
            let found = found(KEEPER, code);
            let thirds = match found.status {
                Status::NotFound => 0.0..=2.0 / 3.0,
                Status::Partial => 2.0 / 3.0..=4.0 / 3.0,
                Status::Evidenced => 4.0 / 3.0..=2.0,
            };
            assert!(thirds.contains(&found.score), "{found:?}");
            assert!((0.0..=MOST_CONFIDENCE).contains(&found.confidence), "{found:?}");
            assert!(found.reason.ends_with("This status is not calibrated."), "{found:?}");
        }
    }

    #[test]
    fn a_part_never_spoken_of_makes_partial_and_is_named() {
        let found = found(KEEPER, "L2");
        assert_eq!(found.status, Status::Partial);
        assert!(found.missing.contains(&"how they differ".to_owned()), "{found:?}");
    }

    #[test]
    fn a_general_rule_is_no_real_example() {
        let rule = "A tour should always be adapted to the weather, and guides must know three ways to do so. In wet \
                    weather the whole tour should stay inside. When the weather turns the tour should be adapted again \
                    and led away from the edge.";
        assert_eq!(found(rule, "L4").status, Status::Partial);
        let account = rule.replace("the whole tour should stay", "we stayed on my tour");
        assert_eq!(found(&account, "L4").status, Status::Evidenced);
    }

    #[test]
    fn the_appendix_alone_makes_partial_at_most() {
        let (from, to) = (KEEPER.find("In June").unwrap(), KEEPER.find("I also sell").unwrap());
        let shop = "Keeper's report\n\nThose who come\n\nI keep the shop stocked and the yard clean.\n\nAppendix\n\n";
        let found = found(&format!("{shop}{}", &KEEPER[from..to]), "L3");
        assert_eq!((found.status, found.evidence[0].in_appendix), (Status::Partial, true));
    }
}
