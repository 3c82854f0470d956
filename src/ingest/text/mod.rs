//! Plain text: paragraphs, lists, tables and headings by the way the lines stand.
//!
//! Text files differ in what a line end means. Where lines are wrapped at a width, a blank line parts paragraphs; where
//! each line is a paragraph, blank lines are only for looks. [`Shape`] tells which it is, once for the whole file.

mod headings;
mod lists;
mod notes;
mod tables;

use super::blocks;
use super::decode::Decoded;
use super::limits::{Limits, over};
use super::para::{Look, Para, ParaBuilder};
use crate::Result;
use crate::document::{BlockKind, Document, Format};

/// Reads plain text.
pub(crate) fn read(decoded: &Decoded, name: &str, limits: &Limits) -> Result<Document> {
    if decoded.text.len() > limits.characters {
        return Err(over(name, "the amount of text", limits.characters.to_string()));
    }
    let lines = lines(&decoded.text);
    let shape = Shape::of(&lines);
    let mut paras = Vec::new();
    for chunk in chunks(&lines, &shape) {
        chunk_paras(chunk, &shape, &mut paras);
        if paras.len() > limits.blocks {
            return Err(over(name, "the number of paragraphs", limits.blocks.to_string()));
        }
    }
    notes::attach(&mut paras);
    headings::mark(&mut paras);
    Ok(Document {
        format: Format::Txt,
        blocks: blocks::finish(paras),
        pages: None,
        warnings: decoded.warnings.clone(),
    })
}

/// Lines, whatever ends them: CR, LF, both, or the separators of Unicode and of old printers.
fn lines(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}', '\u{b}', '\u{c}']) {
        let (line, tail) = rest.split_at(at);
        out.push(line.trim_end());
        rest = tail.strip_prefix("\r\n").unwrap_or_else(|| {
            let mut chars = tail.chars();
            chars.next();
            chars.as_str()
        });
    }
    out.push(rest.trim_end());
    out
}

/// What a line end means in this file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Shape {
    /// Width the lines are wrapped at, if they are.
    wrapped: Option<usize>,
    /// Blank lines part paragraphs.
    blank_lines: bool,
}

impl Shape {
    /// Lines are wrapped where those with text right below them are of much the same length and none is long. 100 is the
    /// widest that editors and mail programs wrap at by themselves; a paragraph typed as one line soon passes it.
    fn of(lines: &[&str]) -> Self {
        let width = |l: &str| l.chars().count();
        let full = lines.iter().filter(|l| !l.is_empty()).count();
        let blank_lines = lines.len() - full > full / 12;
        let inner: Vec<usize> = lines
            .windows(2)
            .filter(|pair| pair.iter().all(|l| !l.is_empty() && !tables::is_rule(l)))
            .filter_map(|pair| pair.first().map(|l| width(l)))
            .collect();
        let widest = inner.iter().copied().max().unwrap_or(0);
        let near = inner.iter().filter(|w| **w * 10 >= widest * 7).count();
        let wrapped = (30..=100).contains(&widest) && inner.len() >= 3 && near * 10 >= inner.len() * 6;
        Self {
            wrapped: wrapped.then_some(widest),
            blank_lines,
        }
    }
}

/// Stretches of lines that belong together: between blank lines, or single lines in a file without them. A table with
/// rules has blank lines inside and is one stretch.
fn chunks<'a, 'b>(lines: &'b [&'a str], shape: &Shape) -> Vec<&'b [&'a str]> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let rest = lines.get(at..).unwrap_or_default();
        let length = match tables::length(rest) {
            0 => stretch(rest, shape),
            n => n,
        };
        if let Some(chunk) = rest.get(..length)
            && chunk.iter().any(|l| !l.is_empty())
        {
            out.push(chunk);
        }
        at += length.max(1);
    }
    out
}

fn stretch(lines: &[&str], shape: &Shape) -> usize {
    if !shape.blank_lines && shape.wrapped.is_none() {
        return 1;
    }
    lines.iter().position(|l| l.is_empty()).unwrap_or(lines.len())
}

/// The paragraphs of a stretch of lines.
fn chunk_paras(chunk: &[&str], shape: &Shape, out: &mut Vec<Para>) {
    if let Some(cells) = tables::cells(chunk) {
        out.extend(cells.into_iter().map(|c| Para::new(BlockKind::TableCell, c)));
        return;
    }
    let mut lines = chunk;
    if let Some(heading) = headings::underlined(chunk) {
        out.push(Para::new(BlockKind::Heading, heading));
        lines = chunk.get(2..).unwrap_or_default();
    } else if let [first, rest @ ..] = chunk
        && headings::stands_over(first, rest, shape.wrapped)
    {
        out.push(paragraph(first, true));
        lines = rest;
    }
    if lists::is_item(lines.first().unwrap_or(&"")) {
        lists::items(lines, shape.wrapped.is_some(), out);
        return;
    }
    // An introduction and its list often stand without a blank line between.
    let list = lines.iter().position(|l| lists::is_bullet(l)).unwrap_or(lines.len());
    let (text, list) = lines.split_at_checked(list).unwrap_or((lines, &[]));
    for part in paragraphs(text, shape) {
        out.push(paragraph(&part, chunk.len() == 1));
    }
    lists::items(list, shape.wrapped.is_some(), out);
}

/// Lines joined to paragraphs.
fn paragraphs(lines: &[&str], shape: &Shape) -> Vec<String> {
    let long = lines.iter().any(|l| l.chars().count() > 120);
    match shape.wrapped {
        None if long => lines.iter().map(|l| (*l).to_owned()).collect(),
        Some(width) if !shape.blank_lines => unwrap_by_width(lines, width),
        _ if lines.is_empty() => Vec::new(),
        _ => vec![lines.join("\n")],
    }
}

/// Without blank lines a paragraph ends where a line stays well short of the width.
fn unwrap_by_width(lines: &[&str], width: usize) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut open = false;
    for line in lines {
        match out.last_mut() {
            Some(last) if open && !line.starts_with([' ', '\t']) => {
                last.push('\n');
                last.push_str(line);
            }
            _ => out.push((*line).to_owned()),
        }
        open = line.chars().count() * 10 >= width * 7;
    }
    out
}

/// A paragraph; `alone` when its line stood between blank lines, so that it may be a heading.
fn paragraph(text: &str, alone: bool) -> Para {
    let mut builder = ParaBuilder::new();
    builder.push(text, Look::default());
    let mut para = builder.finish();
    if !alone {
        para.signals.capitals = false;
    }
    para
}
