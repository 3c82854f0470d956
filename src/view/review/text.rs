//! The review at a terminal.

use super::lines::{Line, lines, status};
use crate::coverage::Status;
use crate::review::Review;
use crate::view::terminal::{Ink, Page};
use crate::view::text::shorten;
use std::io::{self, Write};

/// Characters of a quote; enough to recognise the passage.
const QUOTE: usize = 160;

/// Writes the review, 80 columns wide.
///
/// # Errors
/// Whatever `out` reports.
pub fn write(out: &mut impl Write, review: &Review, colour: bool) -> io::Result<()> {
    let mut page = Page::new(out, colour);
    let mut step = 0;
    for line in lines(review) {
        match line {
            Line::Title(text) => page.text(0, &text, Ink::Strong)?,
            Line::Part(text) => page.title(&text)?,
            Line::Head(text) => {
                page.blank()?;
                page.text(2, &text, Ink::Strong)?;
            }
            Line::Text(text) => page.text(2, &text, Ink::Plain)?,
            Line::Step(text) => {
                step += 1;
                page.hanging(2, &format!("{step}."), &text, Ink::Strong)?;
            }
            Line::Criterion(of, text) => {
                let (sign, ink) = match of {
                    Status::Evidenced => ("+", Ink::Good),
                    Status::Partial => ("~", Ink::Half),
                    Status::NotFound => ("-", Ink::Open),
                };
                page.hanging(4, &format!("{sign} {}:", status(of)), &text, ink)?;
            }
            Line::Look(text) => {
                page.hanging(6, ">", &format!("An assessor would still look for: {text}"), Ink::Half)?;
            }
            Line::Quote(text) => page.text(6, &format!("“{}”", shorten(&text, QUOTE)), Ink::Plain)?,
            Line::Rule(text) => page.text(6, &format!("“{text}”"), Ink::Plain)?,
            Line::Source(text) => page.text(6, &format!("Rule: {text}"), Ink::Faint)?,
        }
    }
    Ok(())
}
