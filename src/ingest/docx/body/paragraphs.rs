//! Paragraphs, runs and what stands in them.

use super::{Act, Body, Listed, NoteKind, Open, RunState, Scope, Stop};
use crate::document::BlockKind;
use crate::ingest::docx::props::{ParaProps, RunProps};
use crate::ingest::docx::styles::Resolved;
use crate::ingest::docx::symbols;
use crate::ingest::flow::Collector;
use crate::ingest::heading_style::Named;
use crate::ingest::para::{Look, Para, ParaBuilder};
use crate::ingest::xml::Tag;

impl<'a> Body<'a> {
    pub(super) fn start_para(&mut self) -> Act {
        let builder = self.carry.take().unwrap_or_else(ParaBuilder::new);
        self.paras.push(Open {
            builder,
            props: ParaProps::default(),
            placed: false,
            number: self.begun,
        });
        self.begun += 1;
        Act::Enter(Scope::Para)
    }

    pub(super) fn start_run(&mut self) -> Act {
        let before = self.run;
        self.run = self.plain_run();
        Act::Enter(Scope::Run(before))
    }

    /// The look of a run without properties of its own.
    pub(super) fn plain_run(&self) -> RunState {
        self.run_state(RunProps::default())
    }

    pub(super) fn run_state(&self, own: RunProps) -> RunState {
        let props = self.context.styles.run(own, self.para_style());
        // Text of next to no size is hidden as well.
        let tiny = props.size_pt.is_some_and(|s| s <= 2.0);
        let shaded = props.shaded.unwrap_or(false) || self.on_colour();
        RunState {
            look: Look {
                bold: props.bold.unwrap_or(false),
                capitals: props.capitals.unwrap_or(false),
                size_pt: props.size_pt,
            },
            hidden: props.hidden.unwrap_or(false) || tiny,
            white: props.white.unwrap_or(false) && !shaded,
        }
    }

    /// White letters are meant to be read in a table or box, whose fill is not known here, and on a shaded paragraph.
    pub(super) fn on_colour(&self) -> bool {
        let own = self.paras.last().and_then(|p| p.props.shaded);
        let style = self.para_style().is_some_and(|s| s.shaded);
        own.unwrap_or(style)
            || self.coloured_page
            || self.flow.inside(Collector::Table)
            || self.flow.inside(Collector::TextBox)
    }

    pub(super) fn para_style(&self) -> Option<&'a Resolved> {
        let style = self.paras.last().and_then(|p| p.props.style.as_deref());
        self.context.styles.para(style)
    }

    pub(super) fn text(&mut self, text: &str) {
        if !self.fields.shown() {
            return;
        }
        if self.run.hidden || self.run.white {
            self.lost.unseen(text, self.run.hidden);
            return;
        }
        if self.prompts > 0 {
            self.lost.prompt(text);
        }
        self.fields.result();
        self.seen += text.len();
        let contents = self.contents > 0 || self.fields.in_contents();
        let Some(open) = self.paras.last_mut() else { return };
        if !open.placed && !text.trim().is_empty() {
            open.placed = true;
            open.builder.para.page = self.page;
            open.builder.para.contents = contents;
        }
        open.builder.push(text, self.run.look);
        if let Some(trace) = &mut self.trace {
            trace.add(open.number, self.xml.span(), text);
        }
    }

    pub(super) fn mark_field(&mut self, kind: &str) {
        if let Some(choice) = self.fields.mark(kind) {
            self.text(&choice);
        }
    }

    /// Elements without content that stand for a character, a break or a reference.
    pub(super) fn sign(&mut self, local: &str, tag: &Tag) {
        match local {
            "tab" | "ptab" if matches!(self.scopes.last(), Some(Scope::Run(_))) => self.space(ParaBuilder::tab),
            "br" | "cr" => self.space(ParaBuilder::line_break),
            "noBreakHyphen" => self.text("-"),
            "sym" => self.symbol(tag),
            "lastRenderedPageBreak" => self.page = self.page.map(|p| p.saturating_add(1)),
            "fldChar" => self.mark_field(&tag.attr("fldCharType").unwrap_or_default()),
            "footnoteReference" => self.refer(tag, NoteKind::Foot),
            "endnoteReference" => self.refer(tag, NoteKind::End),
            "background" => {
                let colour = tag.attr("color").unwrap_or_default();
                self.coloured_page = !matches!(colour.as_str(), "" | "auto" | "FFFFFF");
            }
            _ => {}
        }
    }

    pub(super) fn space(&mut self, add: impl Fn(&mut ParaBuilder)) {
        if let Some(open) = self.paras.last_mut()
            && self.fields.shown()
        {
            add(&mut open.builder);
        }
    }

    /// A character by number in a font.
    pub(super) fn symbol(&mut self, tag: &Tag) {
        let code = tag.attr("char").and_then(|c| u32::from_str_radix(&c, 16).ok());
        let font = tag.attr("font").unwrap_or_default();
        if let Some(c) = code.and_then(|code| symbols::character(&font, code)) {
            self.text(c.encode_utf8(&mut [0; 4]));
        }
    }

    pub(super) fn refer(&mut self, tag: &Tag, kind: NoteKind) {
        let key = (kind, tag.attr("id").unwrap_or_default());
        // Taken out, so that a note referred to twice is counted once.
        if let Some(note) = self.notes.by_id.remove(&key)
            && let Some(open) = self.paras.last_mut()
        {
            open.builder.para.notes.extend(note);
        }
    }

    /// The paragraphs of a text box belong to the paragraph it is anchored in.
    pub(super) fn end_box(&mut self) -> Result<(), Stop> {
        let paras = self.flow.close();
        match self.paras.last_mut() {
            Some(open) => open.builder.para.boxes.extend(paras),
            None => {
                for para in paras {
                    self.flow.push(para)?;
                }
            }
        }
        Ok(())
    }

    pub(super) fn end_para(&mut self) -> Result<(), Stop> {
        let style = self.para_style();
        let Some(open) = self.paras.pop() else { return Ok(()) };
        if open.props.mark.deleted {
            self.carry = Some(open.builder);
            return Ok(());
        }
        let number = self.number(&open.props, style);
        let mut para = open.builder.finish();
        if para.text.trim().is_empty() && para.notes.is_empty() && para.boxes.is_empty() {
            return Ok(());
        }
        set_kind(&mut para, &open.props, style);
        match number {
            Some(Listed(number)) if !matches!(para.kind, BlockKind::Heading | BlockKind::Caption) => {
                para.kind = BlockKind::ListItem;
                para.signals.numbering = number;
            }
            Some(Listed(number)) => para.signals.numbering = number,
            None => {}
        }
        self.flow.push(para)?;
        Ok(())
    }

    /// The place in a list, if the paragraph is in one.
    pub(super) fn number(&mut self, props: &ParaProps, style: Option<&Resolved>) -> Option<Listed> {
        let by_style = style.and_then(|s| s.list.clone());
        let (list, level) = match (&props.list, by_style) {
            (Some(list), _) => (list.clone(), props.list_level),
            (None, Some((list, level))) => (list, props.list_level.or(level)),
            (None, None) => return None,
        };
        if list == "0" {
            return None;
        }
        let numbering = &self.context.numbering;
        Some(Listed(numbering.next(
            &mut self.counters,
            &list,
            level,
            props.style.as_deref(),
        )))
    }

    pub(super) fn flush_carry(&mut self) -> Result<(), Stop> {
        if let Some(builder) = self.carry.take() {
            self.flow.push(builder.finish())?;
        }
        Ok(())
    }
}

/// Sets what the style says of a paragraph.
fn set_kind(para: &mut Para, props: &ParaProps, style: Option<&Resolved>) {
    let named = style.and_then(|s| s.named);
    let outline = props
        .outline
        .or(style.and_then(|s| s.outline))
        .filter(|level| *level < 9);
    para.signals.style = style.and_then(|s| s.name.clone());
    para.signals.outline_level = outline.map(|level| level + 1).or(match named {
        Some(Named::Heading(level)) => level,
        _ => None,
    });
    match named {
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
