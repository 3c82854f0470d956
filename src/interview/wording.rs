//! What stands beside a question: why it is asked, how to follow up, what the report says so far.

use super::ReportSays;
use super::candidates::Candidate;
use super::targets::{Purpose, Target, shown_and_needed};
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
    let higher = served.iter().find(|target| target.criterion.level != Level::Pass);
    let sentences = [
        Some(format!("{}.", sentence_case(&statuses.join("; ")))),
        open_points(&served),
        higher.and_then(|target| grade_in_reach(target, criteria, rubric)),
    ];
    sentences.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn sentence_case(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    first + chars.as_str()
}

fn open_points(served: &[&Target<'_>]) -> Option<String> {
    let open: Vec<&str> = served
        .iter()
        .flat_map(|target| &target.coverage.missing)
        .map(|missing| missing.trim_end_matches('.'))
        .collect();
    let named = open.get(..MOST_OPEN_POINTS).unwrap_or(&open).join("; ");
    match open.len().saturating_sub(MOST_OPEN_POINTS) {
        _ if open.is_empty() => None,
        0 => Some(format!("Still open: {named}.")),
        more => Some(format!("Still open: {named}; and {more} more.")),
    }
}

fn grade_in_reach(target: &Target<'_>, criteria: &[CriterionCoverage], rubric: &Rubric) -> Option<String> {
    let level = target.criterion.level;
    let (shown, needed) = shown_and_needed(level, criteria, rubric)?;
    let all = rubric.count(level);
    let counts = format!("For {level}: {shown} of {all} shown, {needed} needed");
    Some(match target.purpose {
        Purpose::Spare => format!("{counts}, so nothing hangs on this one."),
        Purpose::Beyond => format!("{counts}, out of reach in this interview."),
        _ => format!("{counts}."),
    })
}

fn status(target: &Target<'_>) -> String {
    let code = &target.criterion.code;
    let by = if target.changed { "you judged " } else { "" };
    match target.coverage.status {
        Status::NotFound => format!("{by}{code} not found in the report"),
        Status::Partial if is_in_appendix_only(target.coverage) => format!("{by}{code} shown in the appendix only"),
        Status::Partial => format!("{by}{code} partly shown"),
        Status::Evidenced => match target.purpose {
            Purpose::Verify => format!("{code} shown, but in general words; to be heard in the apprentice's own"),
            Purpose::Wished => format!("{by}{code} shown; asked about because you chose it"),
            _ => format!("{code} shown, to be confirmed"),
        },
    }
}

fn is_in_appendix_only(coverage: &CriterionCoverage) -> bool {
    !coverage.evidence.is_empty() && coverage.evidence.iter().all(|evidence| evidence.in_appendix)
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
