//! Sections with their criteria, in the order of what helps most.

use super::{Length, ReviewedCriterion, ReviewedSection};
use crate::analysis::Analysis;
use crate::coverage::{CriterionCoverage, Status};
use crate::rubric::{Level, Rubric};
use crate::words::SectionWords;
use std::cmp::Reverse;

/// Open criteria, the ones that help most first.
pub(super) fn first(analysis: &Analysis) -> Vec<String> {
    let mut open: Vec<&CriterionCoverage> = analysis
        .criteria
        .iter()
        .filter(|c| c.status != Status::Evidenced)
        .collect();
    // Stable: of equal ones the earlier in the rubric.
    open.sort_by_key(|c| Reverse(need(c.level, c.status)));
    open.into_iter().map(|c| c.code.clone()).collect()
}

/// How much a criterion needs its writer.
fn need(level: Level, status: Status) -> u32 {
    match (level, status) {
        (_, Status::Evidenced) => 0,
        (Level::Pass, Status::NotFound) => 4,
        (Level::Pass, Status::Partial) => 3,
        (_, Status::NotFound) => 1,
        (_, Status::Partial) => 2,
    }
}

/// Every section, the ones with most to do first.
pub(super) fn sections(analysis: &Analysis, rubric: &Rubric) -> Vec<ReviewedSection> {
    let mut sections: Vec<ReviewedSection> = rubric
        .sections
        .iter()
        .zip(&analysis.words.sections)
        .map(|(section, words)| ReviewedSection {
            id: section.id.clone(),
            title: section.title.clone(),
            words: words.words,
            guide: words.guide,
            length: length(words),
            criteria: criteria(&section.criteria, analysis, rubric),
        })
        .collect();
    sections.sort_by_key(|section| Reverse(urgency(section)));
    sections
}

/// Most needed criterion, then how many are open, then whether it is empty or thin.
fn urgency(section: &ReviewedSection) -> (u32, usize, bool) {
    let needs = || section.criteria.iter().map(|c| need(c.level, c.status));
    let open = needs().filter(|need| *need > 2).count();
    let thin = matches!(section.length, Length::Empty | Length::Thin);
    (needs().max().unwrap_or(0), open, thin)
}

fn criteria(codes: &[String], analysis: &Analysis, rubric: &Rubric) -> Vec<ReviewedCriterion> {
    let reviewed = |code: &String| {
        let criterion = rubric.criterion(code).ok()?;
        let coverage = analysis.criteria.iter().find(|c| c.code == *code)?;
        let best = coverage.evidence.first();
        Some(ReviewedCriterion {
            code: code.clone(),
            level: criterion.level,
            wording: criterion.wording.clone(),
            status: coverage.status,
            look_for: coverage.missing.clone(),
            quote: best.map(|evidence| evidence.quote.clone()),
            page: best.and_then(|evidence| evidence.page),
        })
    };
    let mut all: Vec<ReviewedCriterion> = codes.iter().filter_map(reviewed).collect();
    all.sort_by_key(|c| Reverse(need(c.level, c.status)));
    all
}

fn length(section: &SectionWords) -> Length {
    let (words, guide) = (section.words, section.guide);
    match guide {
        _ if words == 0 => Length::Empty,
        Some((least, _)) if 2 * words < least => Length::Thin,
        Some((least, _)) if words < least => Length::Short,
        Some((_, most)) if 2 * words > 3 * most => Length::TooLong,
        Some((_, most)) if words > most => Length::Long,
        _ => Length::Fine,
    }
}
