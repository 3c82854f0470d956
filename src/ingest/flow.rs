//! Puts paragraphs in reading order through tables, text boxes and notes, the same way for every format.
//!
//! A stack of collectors, one for each table, cell, box or note that is open; a paragraph goes into the innermost.
//! The depth is bounded by [`Limits::table_nesting`], the number of paragraphs and characters by theirs.

use super::limits::{Limits, over};
use super::para::Para;
use crate::document::BlockKind;
use crate::{Error, Result};

/// Words from which a paragraph in a cell counts as running text: a cell with several of these is a box that someone
/// writes in, not a value in a table, and its paragraphs stay apart. At half of it address lines would stay apart.
const LONG_WORDS: usize = 25;

/// A cell of up to this many words may head the rows below it in a table of one column.
const ROW_HEADING_WORDS: usize = 25;

/// What is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Collector {
    /// The document itself.
    Body,
    /// A table.
    Table,
    /// A row of it.
    Row,
    /// A cell of it.
    Cell,
    /// A text box.
    TextBox,
    /// A footnote or endnote.
    Note,
}

#[derive(Debug)]
struct Open {
    what: Collector,
    paras: Vec<Para>,
    /// For a row: its cells with text. For a table: the most of any row.
    cells: usize,
}

/// The stack.
#[derive(Debug)]
pub(crate) struct Flow<'a> {
    open: Vec<Open>,
    name: &'a str,
    limits: &'a Limits,
    paras: usize,
    characters: usize,
}

impl<'a> Flow<'a> {
    /// A flow with nothing but the body open.
    pub(crate) fn new(name: &'a str, limits: &'a Limits) -> Self {
        Self {
            open: vec![new_open(Collector::Body)],
            name,
            limits,
            paras: 0,
            characters: 0,
        }
    }

    /// Opens a table, cell, box or note.
    pub(crate) fn open(&mut self, what: Collector) -> Result<()> {
        if matches!(what, Collector::Table | Collector::TextBox) {
            let nesting = self.count(Collector::Table) + self.count(Collector::TextBox);
            if nesting >= self.limits.table_nesting {
                return Err(over(
                    self.name,
                    "the number of tables inside one another",
                    self.limits.table_nesting.to_string(),
                ));
            }
        }
        self.open.push(new_open(what));
        Ok(())
    }

    /// Whether the innermost table, box or note is of that kind, or one around it.
    pub(crate) fn inside(&self, what: Collector) -> bool {
        self.open.iter().any(|o| o.what == what)
    }

    /// Adds a paragraph to whatever is innermost.
    pub(crate) fn push(&mut self, para: Para) -> Result<()> {
        self.paras += 1;
        self.characters += para.text.len();
        if self.paras > self.limits.blocks {
            return Err(self.too_much("the number of paragraphs", self.limits.blocks));
        }
        if self.characters > self.limits.characters {
            return Err(self.too_much("the amount of text", self.limits.characters));
        }
        if let Some(top) = self.open.last_mut() {
            top.paras.push(para);
        }
        Ok(())
    }

    /// Closes the innermost and hands its paragraphs on: cells, rows and tables to what is around them, the
    /// paragraphs of a text box or note to the caller.
    pub(crate) fn close(&mut self) -> Vec<Para> {
        if self.open.len() < 2 {
            return Vec::new();
        }
        let Some(closed) = self.open.pop() else {
            return Vec::new();
        };
        let Some(around) = self.open.last_mut() else {
            return Vec::new();
        };
        match closed.what {
            Collector::Cell => {
                let cells = cell_blocks(closed.paras);
                around.cells += usize::from(!cells.is_empty());
                around.paras.extend(cells);
            }
            Collector::Row => {
                around.cells = around.cells.max(closed.cells);
                around.paras.extend(closed.paras);
            }
            Collector::Table => {
                let one_column = closed.cells < 2;
                around
                    .paras
                    .extend(closed.paras.into_iter().map(|p| row_heading(p, one_column)));
            }
            Collector::Body | Collector::TextBox | Collector::Note => return closed.paras,
        }
        Vec::new()
    }

    /// Everything, whatever is still open because the file breaks off.
    pub(crate) fn finish(mut self) -> Vec<Para> {
        while self.open.len() > 1 {
            let rest = self.close();
            if let Some(top) = self.open.last_mut() {
                top.paras.extend(rest);
            }
        }
        self.open.pop().map(|o| o.paras).unwrap_or_default()
    }

    fn count(&self, what: Collector) -> usize {
        self.open.iter().filter(|o| o.what == what).count()
    }

    fn too_much(&self, what: &str, limit: usize) -> Error {
        over(self.name, what, limit.to_string())
    }
}

fn new_open(what: Collector) -> Open {
    Open {
        what,
        paras: Vec::new(),
        cells: 0,
    }
}

/// The blocks of a cell: its paragraphs joined, or one each where the cell holds running text, headings or a table.
fn cell_blocks(paras: Vec<Para>) -> Vec<Para> {
    let long = paras.iter().filter(|p| p.words() >= LONG_WORDS).count();
    let apart = long > 1 || paras.iter().any(|p| p.kind == BlockKind::Heading);
    let mut out: Vec<Para> = Vec::new();
    let mut open = false;
    for mut para in paras.into_iter().filter(|p| !blank(p)) {
        if matches!(para.kind, BlockKind::TableCell | BlockKind::Heading | BlockKind::Note) {
            open = false;
            out.push(para);
            continue;
        }
        let follows = para.boxes.is_empty() && open && !apart;
        para.kind = BlockKind::TableCell;
        match out.last_mut() {
            Some(last) if follows => join(last, para),
            _ => out.push(para),
        }
        open = true;
    }
    out
}

fn blank(para: &Para) -> bool {
    para.text.trim().is_empty() && para.notes.is_empty() && para.boxes.is_empty()
}

/// Adds a paragraph to the one before it, as words after a space.
fn join(into: &mut Para, from: Para) {
    if !into.text.is_empty() {
        into.text.push('\n');
    }
    into.text.push_str(&from.text);
    into.signals.bold &= from.signals.bold;
    into.signals.capitals &= from.signals.capitals;
    into.contents &= from.contents;
    into.bold_line = None;
    into.notes.extend(from.notes);
    into.boxes.extend(from.boxes);
}

/// The paragraphs of a note as one.
pub(crate) fn one_note(paras: Vec<Para>) -> Vec<Para> {
    let mut paras = paras.into_iter();
    let Some(mut note) = paras.next() else {
        return Vec::new();
    };
    for para in paras {
        join(&mut note, para);
    }
    note.kind = BlockKind::Note;
    vec![note]
}

/// In a table of one column (a form to write in) a bold row heads what is below it; in any other table a styled
/// heading stays one, as it was meant, and bold cells are just bold.
fn row_heading(mut para: Para, one_column: bool) -> Para {
    let bold = para.kind == BlockKind::TableCell && para.signals.bold && para.words() <= ROW_HEADING_WORDS;
    if one_column && bold {
        para.kind = BlockKind::Paragraph;
    }
    para
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(s: &str) -> Para {
        Para::new(BlockKind::Paragraph, s)
    }

    fn cell(flow: &mut Flow, paras: &[&str]) {
        flow.open(Collector::Cell).unwrap();
        for p in paras {
            flow.push(text(p)).unwrap();
        }
        flow.close();
    }

    #[test]
    fn short_paragraphs_of_a_cell_make_one_block() {
        let limits = Limits::default();
        let mut flow = Flow::new("x", &limits);
        flow.open(Collector::Table).unwrap();
        flow.open(Collector::Row).unwrap();
        cell(&mut flow, &["one", "", "two"]);
        cell(&mut flow, &[&"word ".repeat(30), &"more ".repeat(30)]);
        flow.close();
        flow.close();
        let out = flow.finish();
        assert_eq!(out.len(), 3);
        assert_eq!(out[0].text, "one\ntwo");
        assert!(out.iter().all(|p| p.kind == BlockKind::TableCell));
    }

    #[test]
    fn nested_tables_stand_between_the_text_around_them_up_to_a_limit() {
        let limits = Limits {
            table_nesting: 2,
            ..Limits::default()
        };
        let mut flow = Flow::new("x", &limits);
        flow.open(Collector::Table).unwrap();
        flow.open(Collector::Cell).unwrap();
        flow.push(text("before")).unwrap();
        flow.open(Collector::Table).unwrap();
        assert!(flow.open(Collector::Table).is_err());
        cell(&mut flow, &["inside"]);
        flow.close();
        flow.push(text("after")).unwrap();
        let texts: Vec<String> = flow.finish().into_iter().map(|p| p.text).collect();
        assert_eq!(texts, ["before", "inside", "after"]);
    }
}
