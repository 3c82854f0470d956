//! Lines to blocks.

use super::join::{self, Vocabulary};
use super::lines::Line;
use super::signs;
use super::tags::{Element, Role};
use crate::document::{BlockKind, HeadingSignals};

/// A block in the making.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) kind: BlockKind,
    pub(super) lines: Vec<Line>,
    /// Page it begins on, from 1.
    pub(super) page: u32,
    /// Page it ends on.
    pub(super) end_page: u32,
    /// Right edge of the text it stands in.
    pub(super) edge: f32,
    /// Row of the table, counted over the document, for cells.
    pub(super) row: Option<usize>,
    /// Automatic number taken off its front.
    pub(super) label: Option<String>,
    /// Left edge of its sign, where it has one.
    pub(super) sign_x0: Option<f32>,
    /// Left edge of its lines after the sign.
    pub(super) indent: f32,
}

impl Draft {
    pub(super) fn text(&self, vocabulary: &Vocabulary) -> String {
        join::lines(self.lines.iter().map(|l| l.text.as_str()), vocabulary)
    }

    pub(super) fn size(&self) -> f32 {
        self.lines.first().map_or(0.0, |l| l.size)
    }

    pub(super) fn bold(&self) -> bool {
        self.lines.iter().all(|l| l.bold)
    }

    /// What the file says it is.
    pub(super) fn role(&self) -> Option<Role> {
        self.lines.first().and_then(Line::role)
    }

    /// What its look and its tags say about it being a heading; `text` is all of its text.
    pub(super) fn signals(&self, text: &str) -> HeadingSignals {
        let letters = || text.chars().filter(|c| c.is_alphabetic());
        HeadingSignals {
            style: None,
            outline_level: match self.role() {
                Some(Role::Heading(level)) => Some(level),
                _ => None,
            },
            numbering: self.label.clone(),
            bold: self.bold(),
            capitals: letters().count() > 1 && letters().all(|c| !c.is_lowercase()),
            size_pt: Some(self.size()),
        }
    }

    fn ends_in(&self, element: Option<Element>) -> bool {
        self.lines.last().is_some_and(|line| line.element == element)
    }
}

/// What the breaks between lines depend on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Setting {
    /// Usual distance of lines over their size.
    pub(super) leading: f32,
    /// Right edge of the text.
    pub(super) edge: f32,
    pub(super) page: u32,
}

/// A gap wider than this times the leading ends a paragraph.
const PARAGRAPH_GAP: f32 = 1.22;

/// Blocks of lines that follow each other; `before` are those that were built from the lines above.
pub(super) fn build(lines: Vec<Line>, setting: Setting, before: &[Draft]) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    for line in join_rows(lines) {
        let above = || drafts.iter().rev().chain(before.iter().rev());
        let sign = match line.role() {
            // Notes and captions may stand between the parts of an item.
            Some(Role::Item) if above().take(signs::BACK).any(|draft| draft.ends_in(line.element)) => None,
            Some(Role::Item) => Some(signs::of_item(&line)),
            _ => signs::split_after(&line, above()),
        };
        match drafts.last_mut() {
            Some(draft) if sign.is_none() && continues(draft, &line, setting) => draft.lines.push(line),
            _ => drafts.push(start(line, sign, setting)),
        }
    }
    drafts.retain(|draft| !is_lone_sign(draft));
    drafts
}

/// A sign whose item has no text.
fn is_lone_sign(draft: &Draft) -> bool {
    draft.kind == BlockKind::Paragraph && matches!(draft.lines.as_slice(), [line] if signs::is_alone(line))
}

/// Puts together what stands on one row with a wide gap between (a list sign and its text, tabs).
fn join_rows(lines: Vec<Line>) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::new();
    for line in lines {
        match out.last_mut() {
            Some(last)
                if (last.y - line.y).abs() < 0.3 * last.size.max(line.size)
                    && line.x0 >= last.x1 - 0.5
                    && line.angle == last.angle =>
            {
                last.append(line);
            }
            _ => out.push(line),
        }
    }
    out
}

fn start(mut line: Line, sign: Option<(String, String)>, setting: Setting) -> Draft {
    let mut kind = BlockKind::Paragraph;
    let mut indent = line.x0;
    let mut label = None;
    let mut sign_x0 = None;
    if let Some((sign, rest)) = sign.or_else(|| signs::typed_dash(&line)) {
        kind = BlockKind::ListItem;
        sign_x0 = Some(line.x0);
        if signs::is_number(&sign) {
            label = Some(sign);
        }
        indent = if line.dot {
            line.x0
        } else {
            line.second_word_x0.unwrap_or(line.x0)
        };
        line.text = rest;
        line.x0 = indent;
    }
    Draft {
        kind,
        lines: vec![line],
        page: setting.page,
        end_page: setting.page,
        edge: setting.edge,
        row: None,
        label,
        sign_x0,
        indent,
    }
}

/// Whether `line` goes on with the block.
fn continues(draft: &Draft, line: &Line, setting: Setting) -> bool {
    let Some(last) = draft.lines.last() else { return false };
    // After a line that leads to a page number or is to be filled in comes something else.
    if last.angle != line.angle || last.has_leader() {
        return false;
    }
    if last.mark.is_some() && last.mark == line.mark && line.y > last.y {
        return true;
    }
    if let Some(one) = are_one(last, line, setting.edge) {
        return one;
    }
    let size = last.size.max(line.size);
    let gap = line.y - last.y;
    if gap < 0.2 * size || gap > PARAGRAPH_GAP * setting.leading * size + 0.5 {
        return false;
    }
    if (last.size - line.size).abs() > 0.06 * size {
        return false;
    }
    if last.bold != line.bold
        && (last.bold || !ends_open(last))
        && draft.bold() != line.bold
        && fits(last, line, setting.edge)
    {
        return false;
    }
    goes_on_sideways(draft, last, line, setting)
}

/// Whether the file says that two lines belong together, or that they do not.
fn are_one(last: &Line, line: &Line, edge: f32) -> Option<bool> {
    let (above, here) = (last.element?, line.element?);
    let plain = above.role == Role::Other && here.role == Role::Other;
    // Some programs tag each line as a paragraph of its own.
    let runs_on = plain && starts_lower(line) && !fits(last, line, edge);
    if above == here {
        (!plain).then_some(true)
    } else {
        (!runs_on).then_some(false)
    }
}

/// The part of [`continues`] that looks along the lines: indents and how far the last line runs.
fn goes_on_sideways(draft: &Draft, last: &Line, line: &Line, setting: Setting) -> bool {
    let em = line.size.max(1.0);
    if draft.kind == BlockKind::ListItem {
        // Text after a list at the margin of the sign or left of it is no more of the item.
        if line.x0 < draft.indent - 0.5 * em {
            return false;
        }
    } else if draft.lines.len() > 1 && line.x0 > last.x0 + 0.8 * em {
        return false;
    }
    !(fits(last, line, setting.edge)
        && (!starts_lower(line) || setting.edge - last.x1 > 0.3 * (setting.edge - last.x0)))
}

/// The first word of the next line would have fitted at the end of this one, so the break was meant.
pub(super) fn fits(last: &Line, next: &Line, edge: f32) -> bool {
    last.x1 + 0.25 * last.size + next.first_word_width < edge - 0.5
}

fn starts_lower(line: &Line) -> bool {
    line.text.chars().next().is_some_and(char::is_lowercase)
}

fn ends_open(line: &Line) -> bool {
    !line.text.ends_with(['.', '!', '?', ':'])
}
