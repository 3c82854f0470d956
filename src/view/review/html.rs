//! The review as a page.

use super::lines::{Line, lines, status};
use crate::coverage::Status;
use crate::review::Review;
use crate::view::html::sheet::{self, escape};
use std::fmt::Write;
use std::io;

/// Writes the review as a web page.
///
/// # Errors
/// Whatever `out` reports.
pub fn write(out: &mut impl io::Write, review: &Review) -> io::Result<()> {
    let mut body = String::new();
    let (mut in_steps, mut in_card) = (false, false);
    for line in lines(review) {
        let is_step = matches!(line, Line::Step(_));
        if is_step != in_steps {
            body.push_str(if is_step { "<ol>\n" } else { "</ol>\n" });
            in_steps = is_step;
        }
        if in_card && matches!(line, Line::Head(_) | Line::Part(_)) {
            body.push_str("</section>\n");
            in_card = false;
        }
        if matches!(line, Line::Head(_)) {
            body.push_str("<section class=\"card\">\n");
            in_card = true;
        }
        body.push_str(&markup(&line));
    }
    let title = format!("Your draft: {}", review.report.name);
    sheet::write(out, &title, &body)
}

fn markup(line: &Line) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = match line {
        Line::Title(text) => writeln!(out, "<h1>{}</h1>", escape(text)),
        Line::Part(text) => writeln!(out, "<h2>{}</h2>", escape(text)),
        Line::Head(text) => writeln!(out, "<h3>{}</h3>", escape(text)),
        Line::Text(text) => writeln!(out, "<p>{}</p>", escape(text)),
        Line::Step(text) => writeln!(out, "<li>{}</li>", escape(text)),
        Line::Criterion(of, text) => {
            let class = class(*of);
            writeln!(
                out,
                "<p><span class=\"status {class}\">{}</span> {}</p>",
                status(*of),
                escape(text)
            )
        }
        Line::Look(text) => writeln!(out, "<p><b>An assessor would still look for:</b> {}</p>", escape(text)),
        Line::Quote(text) | Line::Rule(text) => writeln!(out, "<blockquote>{}</blockquote>", escape(text)),
        Line::Source(text) => writeln!(out, "<p class=\"soft\">Rule: {}</p>", escape(text)),
    };
    out
}

/// The name that the styles have for a status.
fn class(status: Status) -> &'static str {
    match status {
        Status::Evidenced => "evidenced",
        Status::Partial => "partial",
        Status::NotFound => "not_found",
    }
}
