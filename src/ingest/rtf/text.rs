//! Text and paragraphs.

use super::state::Place;
use super::tables::Tables;
use super::walk::Walk;
use crate::Result;
use crate::document::BlockKind;
use crate::ingest::flow::Collector;
use crate::ingest::heading_style::Named;
use crate::ingest::numerals::of_label;
use crate::ingest::para::{Look, Para, ParaBuilder};

/// Smaller letters than this are hidden, in half points.
const TINY: i32 = 4;

/// One text: the body, a note or a box.
#[derive(Debug, Default)]
pub(super) struct Context {
    /// The paragraph that is open.
    pub(super) para: Option<ParaBuilder>,
    /// What was printed in front of it.
    pub(super) label: Option<String>,
    tables: Tables,
}

impl Walk<'_> {
    /// Adds text at the current place.
    pub(super) fn out(&mut self, text: &str) {
        match self.state.place {
            Place::Body => self.push(text),
            Place::Label => self.label.push_str(text),
            Place::Styles => self.head.style_text(text),
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        let letters = self.state.letters;
        let starts_deletion = letters.deleted && !self.in_deletion;
        self.in_deletion = letters.deleted;
        if letters.deleted {
            self.lost.deletions += usize::from(starts_deletion);
            return;
        }
        let hidden = letters.hidden || letters.half_points <= TINY;
        if hidden || self.unseen_white() {
            self.lost.unseen(text, hidden);
            return;
        }
        let look = Look {
            bold: letters.bold,
            capitals: letters.capitals,
            size_pt: Some(letters.half_points.clamp(0, 10_000) as f32 / 2.0),
        };
        let contents = self.state.contents;
        let Some(context) = self.contexts.last_mut() else {
            return;
        };
        let builder = context.para.get_or_insert_with(ParaBuilder::new);
        builder.para.contents |= contents && builder.para.text.trim().is_empty();
        builder.push(text, look);
    }

    /// White letters are meant to be read on a background, and in a table or box, whose own is not known here.
    fn unseen_white(&self) -> bool {
        let letters = self.state.letters;
        let background = letters.background != 0 && !self.head.is_white(letters.background);
        self.head.is_white(letters.colour)
            && !background
            && !self.state.lines.shaded
            && self.state.lines.nesting == 0
            && !self.flow.inside(Collector::TextBox)
    }

    /// A tab or line break.
    pub(super) fn space(&mut self, space: char) {
        if self.state.place != Place::Body || self.state.letters.deleted || self.state.letters.hidden {
            return;
        }
        if let Some(builder) = self.contexts.last_mut().and_then(|c| c.para.as_mut()) {
            match space {
                '\t' => builder.tab(),
                _ => builder.line_break(),
            }
        }
    }

    /// The mark at the end of a paragraph; a deleted one joins it with the next.
    pub(super) fn end_of_para(&mut self) -> Result<()> {
        if self.state.letters.deleted {
            return Ok(());
        }
        self.end_para(self.state.lines.nesting)
    }

    /// Ends the paragraph, which stands in so many tables.
    pub(super) fn end_para(&mut self, nesting: usize) -> Result<()> {
        let Some(context) = self.contexts.last_mut() else {
            return Ok(());
        };
        context.tables.stand_in(nesting, &mut self.flow)?;
        let label = context.label.take();
        let Some(mut para) = context.para.take().map(ParaBuilder::finish) else {
            return Ok(());
        };
        if para.text.trim().is_empty() && para.notes.is_empty() && para.boxes.is_empty() {
            return Ok(());
        }
        self.set_kind(&mut para);
        if label.is_some() || self.state.lines.list > 0 {
            para.signals.numbering = label.as_deref().and_then(of_label);
            if para.kind == BlockKind::Paragraph {
                para.kind = BlockKind::ListItem;
            }
        }
        self.flow.push(para)
    }

    /// Ends a cell of so many tables deep.
    pub(super) fn end_cell(&mut self, depth: usize) -> Result<()> {
        self.end_para(depth)?;
        if let Some(context) = self.contexts.last_mut() {
            context.tables.close_cell(&mut self.flow);
        }
        Ok(())
    }

    /// Ends a row of so many tables deep.
    pub(super) fn end_row(&mut self, depth: usize) -> Result<()> {
        if self.contexts.last().is_some_and(|c| c.para.is_some()) {
            self.end_cell(depth)?;
        }
        if let Some(context) = self.contexts.last_mut() {
            context.tables.end_row(depth, &mut self.flow);
        }
        Ok(())
    }

    /// Sets what the style says.
    fn set_kind(&self, para: &mut Para) {
        let lines = self.state.lines;
        let style = self.head.style(lines.style);
        let outline = lines.outline.or(style.outline).filter(|level| *level < 9);
        para.signals.style = style.name;
        para.signals.outline_level = outline.map(|level| level + 1).or(match style.named {
            Some(Named::Heading(level)) => level,
            _ => None,
        });
        match style.named {
            Some(Named::Contents) => para.contents = true,
            Some(Named::ContentsTitle) => {
                para.contents = true;
                para.kind = BlockKind::Heading;
            }
            Some(Named::Caption) => para.kind = BlockKind::Caption,
            Some(Named::Heading(_) | Named::Title) => para.kind = BlockKind::Heading,
            Some(Named::Body) | None if outline.is_some() => para.kind = BlockKind::Heading,
            Some(Named::Body) | None => {}
        }
    }
}
