//! Dots and lines that lead to a page number or wait to be filled in.
//!
//! Word processors draw them where a tab stands, so they are no words, in a PDF no more than in the document. A line of
//! text keeps a [`TAB`] in their place. What somebody typed ("Name: ______") is a word in the document and stays one: it is
//! drawn in one go with the text beside it, while leaders are drawn on their own.

use super::glyphs::Glyph;
use super::lines::Line;
use std::ops::Range;

/// Stands for a leader in the text of a line; nothing else makes one there.
pub(super) const TAB: char = '\t';

/// Marks from which they lead to a page number. Three are an ellipsis.
const FEWEST: usize = 4;
/// Marks from which they are a line to write on.
const FEWEST_BLANK: usize = 6;
/// Glyphs of a page number with the blanks around it, at most.
const LONGEST_END: usize = 24;

/// The glyphs of a line that are leaders, by index, in order.
pub(super) fn find(glyphs: &[Glyph]) -> Vec<Range<usize>> {
    let Some(first_letter) = glyphs.iter().position(|g| g.ch.is_alphanumeric()) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut at = first_letter;
    while let Some(glyph) = glyphs.get(at) {
        let end = if is_mark(glyph.ch) { end_of(glyphs, at) } else { at + 1 };
        if end - at >= 2 && is_leader(glyphs, at..end) {
            found.push(at..end);
        }
        at = end;
    }
    found
}

fn is_mark(c: char) -> bool {
    matches!(c, '.' | '_' | '-' | '·' | '…')
}

/// Where the marks of one kind end that begin at `start`, blanks between them being part of them.
fn end_of(glyphs: &[Glyph], start: usize) -> usize {
    let mark = glyphs.get(start).map(|g| g.ch);
    let rest = glyphs.iter().enumerate().skip(start);
    let same = rest.take_while(|(_, g)| g.ch == ' ' || Some(g.ch) == mark);
    same.filter(|(_, g)| g.ch != ' ').last().map_or(start, |(at, _)| at) + 1
}

fn is_leader(glyphs: &[Glyph], range: Range<usize>) -> bool {
    let inside = glyphs.get(range.clone()).unwrap_or_default();
    let weight = |g: &Glyph| match g.ch {
        ' ' => 0,
        '…' => 3,
        _ => 1,
    };
    let count: usize = inside.iter().map(weight).sum();
    let line = inside.first().is_some_and(|g| matches!(g.ch, '.' | '_'));
    let leads = count >= FEWEST && leads_to_page(glyphs.get(range.end..).unwrap_or_default());
    (leads || (line && count >= FEWEST_BLANK)) && is_drawn_apart(glyphs, &range)
}

/// Nothing but a page number comes after.
fn leads_to_page(after: &[Glyph]) -> bool {
    let number = |after: &[Glyph]| after.iter().filter(|g| g.ch != ' ').map(|g| g.ch).collect::<String>();
    after.len() <= LONGEST_END && is_page_number(&number(after))
}

/// What stands beside the marks was not drawn in one go with them.
fn is_drawn_apart(glyphs: &[Glyph], range: &Range<usize>) -> bool {
    let beside = [range.start.checked_sub(1), Some(range.end)];
    let mut beside = beside.into_iter().flatten().filter_map(|at| glyphs.get(at));
    let inside = || glyphs.get(range.clone()).unwrap_or_default().iter();
    beside.all(|beside| inside().all(|g| g.run != beside.run))
}

/// "7", "xii".
pub(super) fn is_page_number(text: &str) -> bool {
    let roman = |set: &str| text.len() <= 5 && text.chars().all(|c| set.contains(c));
    let digits = text.len() <= 3 && text.bytes().all(|c| c.is_ascii_digit());
    !text.is_empty() && (digits || roman("ivxl") || roman("IVXL"))
}

/// Puts leaders and page numbers that stand apart behind the entry they belong to, so that a contents list is no table.
pub(super) fn join(lines: Vec<Line>) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::new();
    let mut rest = lines.into_iter().peekable();
    while let Some(mut line) = rest.next() {
        if is_all_marks(&line.text)
            && out.last().is_some_and(|last| is_beside(last, &line))
            && rest
                .peek()
                .is_some_and(|next| is_beside(&line, next) && is_page_number(&next.text))
        {
            line.text = TAB.to_string();
        }
        match out.last_mut() {
            Some(last) if is_beside(last, &line) && leads_on(last, &line) => last.append(line),
            _ => out.push(line),
        }
    }
    out
}

fn leads_on(last: &Line, line: &Line) -> bool {
    line.text.starts_with(TAB) || (last.text.ends_with(TAB) && is_page_number(&line.text))
}

fn is_beside(last: &Line, next: &Line) -> bool {
    (last.y - next.y).abs() < 0.3 * last.size.max(next.size) && next.x0 >= last.x1 - 1.0 && last.angle == next.angle
}

fn is_all_marks(text: &str) -> bool {
    text.len() >= FEWEST && text.chars().all(|c| is_mark(c) || c == ' ')
}

/// The text without what stands for leaders.
pub(super) fn without(text: String) -> String {
    if !text.contains(TAB) {
        return text;
    }
    text.split([TAB, ' '])
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
