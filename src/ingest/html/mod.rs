//! Web pages (.html): reports saved from a browser, an e-portfolio, Google Docs or a word processor.
//!
//! `html5gum` cuts a page into tags and text as browsers do. [`open`] keeps what is open, [`css`] reads the little of
//! style sheets that matters, [`walk`] puts the paragraphs in order.

mod attributes;
mod charset;
mod css;
mod elements;
mod lists;
mod notes;
mod open;
mod run;
mod tags;
mod walk;

use super::limits::Limits;
use super::{blocks, warn};
use crate::Result;
use crate::document::{Document, Format, Warning};
use walk::Walk;

/// Reads a web page.
pub(crate) fn read(bytes: &[u8], name: &str, limits: &Limits) -> Result<Document> {
    let (text, lossy) = charset::decode(bytes);
    let mut warnings: Vec<Warning> = Vec::new();
    if lossy {
        warnings.push(warn("the page", "Some characters are damaged and can't be read."));
    }
    // Around the part that a page itself calls the main one stand menus and the like. A page that a program would have
    // to fill has nothing in it.
    let marked = ["<main", "role=\"main\""].iter().any(|mark| text.contains(mark));
    let mut outcome = Walk::new(name, limits, marked).run(&text)?;
    if marked && outcome.paras.is_empty() {
        outcome = Walk::new(name, limits, false).run(&text)?;
    }
    let blocks = blocks::finish(outcome.paras);
    if let Some(cut) = outcome.cut_in {
        warnings.insert(0, broken_off(cut, blocks.last().map(|b| b.text.as_str())));
    }
    warnings.extend(outcome.warnings);
    Ok(Document {
        format: Format::Html,
        blocks,
        pages: None,
        warnings,
    })
}

fn broken_off(cut_in: &str, last: Option<&str>) -> Warning {
    let words: Vec<&str> = last.unwrap_or_default().split(' ').collect();
    let end = words.get(words.len().saturating_sub(8)..).unwrap_or_default().join(" ");
    let message = format!(
        "The page breaks off ({cut_in}). Text after \"{end}\" may be missing; save the page again and compare the end."
    );
    warn("the page", &message)
}

/// Whether a file begins as a web page does.
pub(crate) fn begins(bytes: &[u8]) -> bool {
    const HEAD: usize = 64 << 10;
    let (head, _) = charset::decode(bytes.get(..bytes.len().min(HEAD)).unwrap_or_default());
    is_page(&head)
}

/// Whether text begins as a web page does, after comments and declarations.
fn is_page(text: &str) -> bool {
    // Windows programs write long comments first.
    const STEPS: usize = 20;
    let mut rest = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    for _ in 0..STEPS {
        let end = match rest {
            r if r.starts_with("<!--") => "-->",
            r if r.starts_with("<?") || r.starts_with("<!") && !starts(r, "<!doctype") => ">",
            _ => break,
        };
        let Some((_, after)) = rest.split_once(end) else {
            return false;
        };
        rest = after.trim_start();
    }
    if starts(rest, "<!doctype") {
        let named = rest.get("<!doctype".len()..).unwrap_or_default().trim_start();
        return starts(named, "html");
    }
    ["<html", "<head", "<body", "<meta", "<title", "<style"]
        .iter()
        .any(|tag| starts(rest, tag))
        || is_fragment(rest)
}

/// A piece of a page: begins with a tag of text, and has more of them.
fn is_fragment(text: &str) -> bool {
    const TAGS: [&str; 12] = [
        "<h1", "<h2", "<h3", "<p", "<div", "<span", "<table", "<ul", "<ol", "<section", "<article", "<main",
    ];
    let begins = TAGS.iter().any(|tag| {
        starts(text, tag)
            && text
                .get(tag.len()..)
                .is_some_and(|rest| rest.starts_with(|c: char| c == '>' || c.is_whitespace()))
    });
    begins && text.matches("</").take(2).count() == 2
}

/// Begins with these letters, without regard to case.
fn starts(text: &str, with: &str) -> bool {
    text.get(..with.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(with))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_known_by_their_beginning() {
        for page in [
            "<!DOCTYPE html><p>x",
            "\u{feff} <HTML>",
            "<!-- saved from url=x -->\n<!doctype HTML>",
            "<?xml version='1.0'?><html xmlns='x'>",
            "<p class=a>One</p><p>Two</p>",
        ] {
            assert!(is_page(page), "{page}");
        }
        for other in [
            "<svg>",
            "<?xml version='1.0'?><w:document>",
            "<p for you",
            "I said <p>",
            "<!doctype svg>",
            "",
        ] {
            assert!(!is_page(other), "{other}");
        }
    }
}
