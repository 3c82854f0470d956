//! Turns paragraphs into the blocks of the document: white space collapsed, bullets removed, headings recognised by
//! their look, the contents list marked. Shared by every format.

use super::contents;
use super::para::Para;
use crate::document::{Block, BlockKind, HeadingSignals};
use std::collections::BTreeMap;

/// The longest heading by look, in words. Questions pasted from the brief reach 23; at 30 bold sentences that stress a
/// point come in as headings.
const HEADING_WORDS: usize = 25;

/// The longest line in capitals that is a heading; longer ones are shouted sentences.
const CAPITALS_WORDS: usize = 14;

/// A styled heading longer than this is running text with the wrong style.
const STYLED_WORDS: usize = 40;

/// How much larger than body text letters must be to make a heading. One point over 11 or 12 (1.08) is common in
/// text pasted from elsewhere.
const LARGER: f32 = 1.14;

/// Signs that stand for a bullet where they are typed (or are symbols of a bullet font), followed by space.
const BULLETS: &[char] = &[
    '•', '·', '●', '○', '◦', '▪', '■', '□', '▫', '–', '—', '-', '*', '‣', '⁃', '►', '➢', '✓', '✔', '➤', '❖', '◆', '★',
    '\u{f0b7}', '\u{f0a7}', '\u{f0d8}', '\u{f0fc}', '\u{f076}',
];

/// The blocks of a document, in order, notes and text boxes after the paragraph they belong to.
pub(crate) fn finish(paras: Vec<Para>) -> Vec<Block> {
    let mut flat = flatten(paras);
    let body_pt = body_size(&flat);
    contents::mark(&mut flat);
    for para in &mut flat {
        strip_bullet(para);
        if looks_like_heading(para, body_pt) {
            para.kind = BlockKind::Heading;
        }
        unstyle(para);
    }
    numbered_headings(&mut flat);
    flat.into_iter().filter_map(block).collect()
}

/// Unfolds notes and boxes and splits off a bold first line. Boxes hold paragraphs that were flattened when they were
/// closed, so that a queue does it without recursion.
fn flatten(paras: Vec<Para>) -> Vec<Para> {
    let mut out = Vec::with_capacity(paras.len());
    let mut stack: Vec<std::vec::IntoIter<Para>> = vec![paras.into_iter()];
    while let Some(top) = stack.last_mut() {
        let Some(mut para) = top.next() else {
            stack.pop();
            continue;
        };
        let notes = std::mem::take(&mut para.notes);
        let boxes = std::mem::take(&mut para.boxes);
        split_bold_line(para, &mut out);
        stack.push(boxes.into_iter());
        stack.push(notes.into_iter());
    }
    out
}

/// A wholly bold first line before a soft break is a heading when the text goes on in plain letters.
fn split_bold_line(mut para: Para, out: &mut Vec<Para>) {
    if let (Some(end), BlockKind::Paragraph) = (para.bold_line, para.kind)
        && let Some((head, rest)) = para.text.split_at_checked(end)
        && is_heading_text(head, HEADING_WORDS)
        && !head.contains('\n')
        && !rest.trim().is_empty()
    {
        let mut heading = Para::new(BlockKind::Paragraph, head);
        heading.signals = para.signals.clone();
        heading.signals.bold = true;
        heading.signals.numbering = None;
        heading.page = para.page;
        para.text = rest.to_string();
        out.push(heading);
    }
    out.push(para);
}

/// The size most letters of running text have.
fn body_size(paras: &[Para]) -> Option<f32> {
    let mut letters: BTreeMap<u32, usize> = BTreeMap::new();
    for para in paras {
        if let Some(size) = para.signals.size_pt {
            *letters.entry(half_points(size)).or_default() += para.text.len();
        }
    }
    let most = letters.iter().max_by_key(|(_, n)| **n)?;
    Some(*most.0 as f32 / 2.0)
}

/// Sizes are compared in half points, the unit of word processors; nonsense counts as none.
fn half_points(size: f32) -> u32 {
    let half = (size * 2.0).round().clamp(0.0, 10_000.0);
    #[allow(clippy::cast_sign_loss)] // clamped just above
    let half = half as u32;
    half
}

/// Removes a bullet that was typed, and makes the paragraph a list item.
fn strip_bullet(para: &mut Para) {
    if !matches!(para.kind, BlockKind::Paragraph | BlockKind::ListItem) {
        return;
    }
    let text = para.text.trim_start();
    let Some(sign) = text.chars().next() else { return };
    let rest = &text[sign.len_utf8()..];
    let letter_bullet = sign == 'o' && rest.starts_with('\t');
    if !(BULLETS.contains(&sign) || letter_bullet) || !rest.starts_with(char::is_whitespace) {
        return;
    }
    // A dash before a short last line is a signature or source ("- Maya"); it still is no word.
    para.text = rest.trim_start().to_owned();
    para.kind = BlockKind::ListItem;
}

/// A short paragraph that stands out: bold, in capitals or larger than the body.
fn looks_like_heading(para: &Para, body_pt: Option<f32>) -> bool {
    let automatic_number = para.kind == BlockKind::ListItem && para.signals.numbering.is_some();
    if para.contents || !(para.kind == BlockKind::Paragraph || automatic_number) {
        return false;
    }
    stands_out(&para.text, &para.signals, body_pt)
}

/// Whether a paragraph is a heading by its look, where body text has letters of `body_pt`.
pub(crate) fn stands_out(text: &str, signals: &HeadingSignals, body_pt: Option<f32>) -> bool {
    let larger = matches!((signals.size_pt, body_pt), (Some(size), Some(body)) if size >= body * LARGER);
    let capitals = signals.capitals && enough_capitals(text);
    ((signals.bold || larger) && is_heading_text(text, HEADING_WORDS))
        || (capitals && is_heading_text(text, CAPITALS_WORDS))
}

/// Letters enough that capitals were chosen: "DOB: 30.8.2005" and "GDPR" are not shouted.
fn enough_capitals(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let words = text
        .split_whitespace()
        .filter(|w| w.chars().any(char::is_alphabetic))
        .count();
    letters >= 4 && (words >= 2 || letters >= 8) && letters * 2 > text.chars().filter(|c| !c.is_whitespace()).count()
}

/// Short, with letters, and not closed like a sentence.
pub(crate) fn is_heading_text(text: &str, most_words: usize) -> bool {
    let text = text.trim();
    let words = text.split_whitespace().count();
    (1..=most_words).contains(&words)
        && text.chars().any(char::is_alphabetic)
        && !text.ends_with(['.', ';', ','])
        && !text.ends_with("…")
}

/// A heading by style that is running text all the same.
fn unstyle(para: &mut Para) {
    if para.kind == BlockKind::Heading && (para.contents_entry() || para.words() > STYLED_WORDS) {
        para.kind = BlockKind::Paragraph;
    }
}

impl Para {
    /// A line of a contents list, other than its title.
    fn contents_entry(&self) -> bool {
        self.contents && !contents::is_title(&self.text)
    }
}

/// "1. Aims" with an automatic number is a heading when it is short and stands alone between paragraphs.
fn numbered_headings(paras: &mut [Para]) {
    let short: Vec<bool> = paras
        .iter()
        .map(|p| {
            p.kind == BlockKind::ListItem
                && p.signals.numbering.is_some()
                && !p.contents
                && is_heading_text(&p.text, 12)
        })
        .collect();
    let list: Vec<bool> = paras.iter().map(|p| p.kind == BlockKind::ListItem).collect();
    for i in 0..paras.len() {
        let at = |j: Option<usize>| j.and_then(|j| list.get(j)).copied().unwrap_or(false);
        let alone = !at(i.checked_sub(1)) && !at(i.checked_add(1));
        let followed = paras.get(i + 1).is_some_and(|p| p.kind == BlockKind::Paragraph);
        if short.get(i).copied().unwrap_or(false)
            && alone
            && followed
            && let Some(para) = paras.get_mut(i)
        {
            para.kind = BlockKind::Heading;
        }
    }
}

/// The block, unless the paragraph is empty.
fn block(para: Para) -> Option<Block> {
    let text = collapse(&para.text);
    (!text.is_empty()).then_some(Block {
        kind: para.kind,
        text,
        signals: para.signals,
        page: para.page,
        contents: para.contents,
    })
}

/// Soft hyphens, zero-width spaces, byte order marks, and marks that turn the direction of writing, which would turn that
/// of the page around a quote as well.
fn never_shows(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// White space as single spaces, none at the ends; marks that never show left out.
pub(crate) fn collapse(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        if c.is_whitespace() {
            gap = true;
        } else if has_ink(c) {
            if gap && !out.is_empty() {
                out.push(' ');
            }
            gap = false;
            out.push(c);
        }
    }
    out
}

/// The letters of `text` alone, without white space and marks that never show: the same whichever way it is set.
pub(crate) fn squeeze(text: &str) -> String {
    text.chars().filter(|&c| has_ink(c)).collect()
}

/// Neither white space nor a mark that never shows.
pub(crate) fn has_ink(c: char) -> bool {
    !c.is_whitespace() && !c.is_control() && !never_shows(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn para(text: &str, bold: bool) -> Para {
        let mut p = Para::new(BlockKind::Paragraph, text);
        p.signals.bold = bold;
        p
    }

    fn kinds(paras: Vec<Para>) -> Vec<BlockKind> {
        finish(paras).into_iter().map(|b| b.kind).collect()
    }

    #[test]
    fn white_space_collapses_and_invisible_marks_go() {
        assert_eq!(collapse("  a\u{a0}\n b\u{ad}c\t"), "a bc");
        assert!(finish(vec![para(" \t\u{feff} ", false)]).is_empty());
    }

    #[test]
    fn bold_makes_a_heading_unless_it_is_a_sentence_or_long() {
        use BlockKind::{Heading, Paragraph};
        let long = "word ".repeat(26);
        assert_eq!(
            kinds(vec![para("My team", true), para("I did it.", true), para(&long, true)]),
            [Heading, Paragraph, Paragraph]
        );
    }

    #[test]
    fn capitals_make_a_heading_but_not_abbreviations() {
        let caps = |t: &str| {
            let mut b = super::super::para::ParaBuilder::new();
            b.push(t, super::super::para::Look::default());
            kinds(vec![b.finish()])
        };
        assert_eq!(caps("TASK ONE. MY ORGANISATION"), [BlockKind::Heading]);
        assert_eq!(caps("DOB: 30.8.2005"), [BlockKind::Paragraph]);
        assert_eq!(caps("GDPR"), [BlockKind::Paragraph]);
    }

    #[test]
    fn typed_bullets_are_not_words() {
        let blocks = finish(vec![
            para("- one", false),
            para("•\ttwo", false),
            para("-5 degrees", false),
        ]);
        assert_eq!(blocks[0].text, "one");
        assert_eq!(blocks[1].kind, BlockKind::ListItem);
        assert_eq!(blocks[2].text, "-5 degrees");
    }

    #[test]
    fn a_bold_line_before_a_soft_break_is_its_own_heading() {
        let mut p = para("Aims\nWe sell shoes.", false);
        p.bold_line = Some(4);
        assert_eq!(kinds(vec![p]), [BlockKind::Heading, BlockKind::Paragraph]);
    }

    #[test]
    fn a_short_automatic_number_alone_is_a_heading() {
        let mut item = Para::new(BlockKind::ListItem, "Aims");
        item.signals.numbering = Some("1.".to_owned());
        let list = vec![item.clone(), item.clone(), para("Text.", false)];
        assert_eq!(kinds(list)[1], BlockKind::ListItem);
        assert_eq!(kinds(vec![item, para("Text.", false)])[0], BlockKind::Heading);
    }
}
