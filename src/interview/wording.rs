//! What stands beside a question: why it is asked, how to follow up, what the report says so far.

use super::ReportSays;
use super::candidates::Candidate;
use super::targets::{Target, shown_and_needed};
use crate::coverage::{CriterionCoverage, Status};
use crate::rubric::{Level, Rubric};

/// Quotes shown for each criterion of a question; more do not help in the room.
const MOST_QUOTES: usize = 2;
/// Open points named in the reason; the coverage map has them all.
const MOST_OPEN_POINTS: usize = 3;

/// "K2.1 not found; K2.2 partly shown. Still open: …"
pub(super) fn why(
    candidate: &Candidate<'_>,
    targets: &[Target<'_>],
    criteria: &[CriterionCoverage],
    rubric: &Rubric,
) -> String {
    let served: Vec<&Target<'_>> = candidate
        .targets
        .iter()
        .filter_map(|&target| targets.get(target))
        .collect();
    let statuses: Vec<String> = served.iter().map(|target| status(target)).collect();
    let mut why = format!("{}.", statuses.join("; "));
    let open: Vec<&str> = served
        .iter()
        .flat_map(|target| &target.coverage.missing)
        .map(|missing| missing.trim_end_matches('.'))
        .collect();
    if !open.is_empty() {
        let more = open.len().saturating_sub(MOST_OPEN_POINTS);
        let named = open
            .iter()
            .take(MOST_OPEN_POINTS)
            .copied()
            .collect::<Vec<_>>()
            .join("; ");
        why += &format!(" Still open: {named}");
        why += &if more > 0 {
            format!("; and {more} more.")
        } else {
            ".".to_owned()
        };
    }
    let higher = served
        .iter()
        .map(|target| target.criterion.level)
        .find(|level| *level != Level::Pass);
    if let Some((level, (shown, needed))) = higher.and_then(|l| Some((l, shown_and_needed(l, criteria, rubric)?))) {
        why += &format!(
            " For {level}: {shown} of {} shown, {needed} needed.",
            rubric.count(level)
        );
    }
    why
}

fn status(target: &Target<'_>) -> String {
    let code = &target.criterion.code;
    match target.coverage.status {
        Status::NotFound => format!("{code} not found in the report"),
        Status::Partial if target.coverage.evidence.iter().all(|e| e.in_appendix) => {
            format!("{code} shown in the appendix only")
        }
        Status::Partial => format!("{code} partly shown"),
        Status::Evidenced => format!("{code} shown, to be confirmed"),
    }
}

/// All probes of a question on one criterion; of one on several, the first of each.
pub(super) fn probes(candidate: &Candidate<'_>, rubric: &Rubric) -> Vec<String> {
    let each = if candidate.criteria.len() == 1 { usize::MAX } else { 1 };
    let mut probes: Vec<String> = Vec::new();
    let sets = candidate
        .criteria
        .iter()
        .filter_map(|criterion| rubric.questions_of(&criterion.code));
    for probe in sets.flat_map(|set| set.probes.iter().take(each)) {
        if !probes.contains(probe) {
            probes.push(probe.clone());
        }
    }
    probes
}

/// The best quotes of each of the question's criteria.
pub(super) fn report_says(candidate: &Candidate<'_>, criteria: &[CriterionCoverage]) -> Vec<ReportSays> {
    let coverage = candidate
        .criteria
        .iter()
        .filter_map(|criterion| criteria.iter().find(|coverage| coverage.code == criterion.code));
    coverage
        .flat_map(|coverage| {
            coverage.evidence.iter().take(MOST_QUOTES).map(|evidence| ReportSays {
                code: coverage.code.clone(),
                block: evidence.block,
                quote: evidence.quote.clone(),
            })
        })
        .collect()
}
