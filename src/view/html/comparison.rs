//! What changed between two drafts, as a page.

use super::sheet::{self, escape};
use crate::compare::{Comparison, CriterionChange, Draft};
use crate::coverage::Status;
use crate::review::Flag;
use crate::rubric::Level;
use crate::view::phrases;
use crate::view::review;
use std::fmt::Write;
use std::io;

/// Writes the comparison as a web page.
///
/// # Errors
/// Whatever `out` reports.
pub fn write_comparison(out: &mut impl io::Write, comparison: &Comparison) -> io::Result<()> {
    let mut body = String::from("<h1>What changed between two drafts</h1>\n<dl class=\"card\">\n");
    for (lead, draft) in [("Before", &comparison.old), ("Now", &comparison.new)] {
        let _ = writeln!(
            body,
            "<dt>{lead}</dt><dd>{}{}</dd>",
            escape(&phrases::draft(draft)),
            warnings(draft)
        );
    }
    body.push_str("</dl>\n");
    if comparison.rose.is_empty() && comparison.fell.is_empty() {
        body.push_str("<h2>Criteria</h2>\n<p>No criterion has another status than before.</p>\n");
    }
    criteria(&mut body, "Shown better now", &comparison.rose, "New in this draft");
    criteria(&mut body, "Shown less now", &comparison.fell, "No longer there");
    flags(&mut body, "Checks that are solved", &comparison.solved);
    flags(&mut body, "New checks", &comparison.raised);
    words(&mut body, comparison);
    let _ = writeln!(body, "<p class=\"soft\">{}</p>", escape(phrases::ASSESSOR_DECIDES));
    sheet::write(out, "What changed between two drafts", &body)
}

fn flags(body: &mut String, title: &str, flags: &[Flag]) {
    if flags.is_empty() {
        return;
    }
    let _ = writeln!(body, "<h2>{title}</h2>\n<ul>");
    for flag in flags {
        let _ = writeln!(body, "<li>{}</li>", escape(&review::flag_line(flag)));
    }
    body.push_str("</ul>\n");
}

fn warnings(draft: &Draft) -> String {
    let mut lines = String::new();
    for warning in &draft.warnings {
        let _ = write!(
            lines,
            "<br>Note: {}: {}",
            escape(&warning.place),
            escape(&warning.message)
        );
    }
    lines
}

fn words(body: &mut String, comparison: &Comparison) {
    body.push_str(
        "<h2>Words</h2>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Words of each section\"><table>\n<thead><tr><th scope=\"col\">Section</th>\
         <th scope=\"col\" class=\"number\">Before</th><th scope=\"col\" class=\"number\">Now</th><th scope=\"col\" class=\"number\">Change</th>\
         <th scope=\"col\" class=\"number\">Guide</th></tr></thead>\n<tbody>\n",
    );
    let mut row = |title: &str, old: u32, new: u32, guide: &str| {
        let _ = writeln!(
            body,
            "<tr><th scope=\"row\">{}</th><td class=\"number\">{}</td><td class=\"number\">{}</td><td class=\"number\">{}</td><td class=\"number\">{guide}</td></tr>",
            escape(title),
            phrases::number(old),
            phrases::number(new),
            phrases::change(old, new),
        );
    };
    for section in comparison.sections.iter().filter(|s| s.old > 0 || s.new > 0) {
        let title = format!("{} {}", section.id, section.title);
        row(&title, section.old, section.new, &phrases::guide(section.guide));
    }
    row(
        "The whole report, as counted",
        comparison.old.words,
        comparison.new.words,
        "",
    );
    body.push_str("</tbody></table></div>\n");
}

fn criteria(body: &mut String, title: &str, changes: &[CriterionChange], lead: &str) {
    if changes.is_empty() {
        return;
    }
    let _ = writeln!(body, "<h2>{title}</h2>");
    for change in changes {
        let level = match change.level {
            Level::Pass => String::new(),
            level => format!(" ({level})"),
        };
        let _ = writeln!(
            body,
            "<div class=\"card\"><h3>{} {}{level}</h3>\n<p>{} <span aria-hidden=\"true\">→</span><span class=\"unseen\">then</span> {}</p>",
            escape(&change.code),
            escape(&change.wording),
            status(change.old),
            status(change.new),
        );
        let quotes = if change.new > change.old {
            &change.added
        } else {
            &change.gone
        };
        if !quotes.is_empty() {
            let _ = writeln!(body, "<p class=\"soft\">{lead}:</p>");
        }
        for evidence in quotes {
            let _ = writeln!(body, "<blockquote>{}</blockquote>", escape(&evidence.quote));
        }
        if !change.missing.is_empty() {
            let _ = writeln!(body, "<p>Still open: {}</p>", escape(&change.missing.join("; ")));
        }
        body.push_str("</div>\n");
    }
}

fn status(status: Status) -> String {
    let class = match status {
        Status::Evidenced => "evidenced",
        Status::Partial => "partial",
        Status::NotFound => "not_found",
    };
    format!("<span class=\"status {class}\">{}</span>", phrases::status(status))
}
