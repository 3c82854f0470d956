//! The review as a list of lines, so that all views say the same in the same order.

use super::phrases;
use crate::coverage::Status;
use crate::review::{Review, ReviewedCriterion};
use crate::rubric::Level;
use crate::view::phrases::number;

/// Criteria that are named at the top.
const FIRST: usize = 5;

/// A piece of the review; each view dresses it in its own way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Line {
    /// The title of the whole.
    Title(String),
    /// A part of the review.
    Part(String),
    /// A section of the report, or a flag.
    Head(String),
    /// A paragraph.
    Text(String),
    /// An item of a numbered list.
    Step(String),
    /// A criterion: its status, and what it is.
    Criterion(Status, String),
    /// What an assessor would look for.
    Look(String),
    /// The report's own words.
    Quote(String),
    /// A rule, whole.
    Rule(String),
    /// The source of a rule.
    Source(String),
}

/// Everything, in order.
pub(super) fn lines(review: &Review) -> Vec<Line> {
    let mut out = vec![
        Line::Title(format!("Your draft: {}", review.report.name)),
        Line::Text(phrases::LEAD.to_owned()),
    ];
    out.extend(
        review
            .warnings
            .iter()
            .map(|w| Line::Text(format!("Please note: {}: {}", w.place, w.message))),
    );
    if review.masked {
        out.push(Line::Text(phrases::MASKED.to_owned()));
    }
    out.push(Line::Part("How far you are".to_owned()));
    out.extend(review.counts.iter().map(|count| Line::Text(phrases::count(count))));
    out.push(Line::Text(format!("Length: {}.", review.advice)));
    if let Some(slides) = &review.presentation {
        let lines = crate::view::phrases::slides(slides);
        out.extend(
            lines
                .into_iter()
                .map(|(lead, line)| Line::Text(format!("{lead}: {line}"))),
        );
    }
    first(review, &mut out);
    sections(review, &mut out);
    flags(review, &mut out);
    out.push(Line::Part("Rules to keep in mind".to_owned()));
    out.push(Line::Text(phrases::RULES.to_owned()));
    for rule in &review.rules {
        out.push(Line::Rule(rule.text.clone()));
        out.push(Line::Source(rule.source.clone()));
    }
    out
}

fn first(review: &Review, out: &mut Vec<Line>) {
    out.push(Line::Part("Where to start".to_owned()));
    if review.first.is_empty() {
        out.push(Line::Text(phrases::ALL_THERE.to_owned()));
        return;
    }
    out.push(Line::Text(phrases::START_HERE.to_owned()));
    for code in review.first.iter().take(FIRST) {
        let mut sections = review.sections.iter();
        let found = sections.find_map(|s| Some((s, s.criteria.iter().find(|c| c.code == *code)?)));
        if let Some((section, criterion)) = found {
            let part = format!("part {}, {}", section.id, section.title);
            out.push(Line::Step(format!(
                "{} ({part}): {}",
                criterion.code, criterion.wording
            )));
        }
    }
}

fn sections(review: &Review, out: &mut Vec<Line>) {
    out.push(Line::Part("Part by part, most to do first".to_owned()));
    for section in &review.sections {
        out.push(Line::Head(format!("{} {}", section.id, section.title)));
        if review.presentation.is_none() {
            out.push(Line::Text(phrases::length(section)));
        } else {
            out.push(Line::Text(format!("{} words.", number(section.words))));
        }
        section.criteria.iter().for_each(|c| criterion(c, out));
    }
}

fn criterion(criterion: &ReviewedCriterion, out: &mut Vec<Line>) {
    let level = match criterion.level {
        Level::Pass => String::new(),
        level => format!(" ({level})"),
    };
    out.push(Line::Criterion(
        criterion.status,
        format!("{} {}{level}", criterion.code, criterion.wording),
    ));
    if criterion.status != Status::NotFound
        && let Some(quote) = &criterion.quote
    {
        out.push(Line::Quote(quote.clone()));
    }
    if !criterion.look_for.is_empty() {
        out.push(Line::Look(criterion.look_for.join("; ")));
    }
}

fn flags(review: &Review, out: &mut Vec<Line>) {
    out.push(Line::Part("Things to check".to_owned()));
    if review.flags.is_empty() {
        out.push(Line::Text(phrases::NO_CHECKS.to_owned()));
        return;
    }
    out.push(Line::Text(phrases::CHECKS.to_owned()));
    for flag in &review.flags {
        out.push(Line::Head(phrases::flag_title(flag)));
        if let Some(place) = &flag.place {
            out.push(Line::Text(format!("Where: {}", phrases::place(place))));
        }
        out.push(Line::Text(phrases::flag_reason(flag.kind).to_owned()));
        if let Some(rule) = &flag.rule {
            out.push(Line::Source(rule.source.clone()));
        }
    }
}

/// A status in the review's own words.
pub(super) fn status(status: Status) -> &'static str {
    match status {
        Status::Evidenced => "There",
        Status::Partial => "Half there",
        Status::NotFound => "Not found yet",
    }
}
