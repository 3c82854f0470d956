//! The review as Markdown.

use super::lines::{Line, lines, status};
use crate::review::Review;
use crate::view::markdown::escape;
use std::io::{self, Write};

/// Writes the review.
///
/// # Errors
/// Whatever `out` reports.
pub fn write(out: &mut impl Write, review: &Review) -> io::Result<()> {
    for line in lines(review) {
        match line {
            Line::Title(text) => writeln!(out, "# {}", escape(&text))?,
            Line::Part(text) => writeln!(out, "\n## {}", escape(&text))?,
            Line::Head(text) => writeln!(out, "\n### {}", escape(&text))?,
            Line::Text(text) => writeln!(out, "\n{}", escape(&text))?,
            Line::Step(text) => writeln!(out, "\n1. {}", escape(&text))?,
            Line::Criterion(of, text) => writeln!(out, "\n**{}:** {}", status(of), escape(&text))?,
            Line::Look(text) => writeln!(out, "\n*An assessor would still look for:* {}", escape(&text))?,
            Line::Quote(text) | Line::Rule(text) => writeln!(out, "\n> {}", escape(&text))?,
            Line::Source(text) => writeln!(out, "\nRule: {}", escape(&text))?,
        }
    }
    Ok(())
}
