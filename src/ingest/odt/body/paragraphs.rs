//! Paragraphs, runs and what stands in them.

use super::{Body, Open, Run, Scope, Stop};
use crate::document::BlockKind;
use crate::ingest::flow::Collector;
use crate::ingest::heading_style::Named;
use crate::ingest::odt::styles::Style;
use crate::ingest::para::{Look, ParaBuilder};
use crate::ingest::xml::Tag;

impl Body<'_> {
    pub(super) fn start_para(&mut self, tag: &Tag, level: Option<u8>) -> Scope {
        let style = self.styles.get("paragraph", tag.attr("style-name").as_deref());
        self.paras.push(Open {
            builder: ParaBuilder::new(),
            style,
            level,
            placed: false,
        });
        self.run = self.span(None);
        Scope::Para
    }

    /// The look of text in a span of that style in the current paragraph.
    pub(super) fn span(&self, own: Option<&Style>) -> Run {
        let para = self.paras.last().and_then(|p| p.style);
        let mut style = own.cloned().unwrap_or_default();
        if let Some(para) = para {
            style = style.over(para);
        }
        if let Some(default) = self.styles.get("paragraph", Some("")) {
            style = style.over(default);
        }
        let shaded =
            style.shaded.unwrap_or(false) || self.flow.inside(Collector::Table) || self.flow.inside(Collector::TextBox);
        let around = own.is_some() && matches!(self.scopes.last(), Some(Scope::Span(_)));
        Run {
            look: Look {
                bold: style.bold.unwrap_or(false)
                    || (around && self.run.look.bold && own.is_some_and(|o| o.bold.is_none())),
                capitals: style.capitals.unwrap_or(false),
                size_pt: style.size_pt,
            },
            hidden: style.hidden.unwrap_or(false) || style.size_pt.is_some_and(|s| s <= 2.0),
            white: style.white.unwrap_or(false) && !shaded,
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        let Some(open) = self.paras.last_mut() else { return };
        let hidden = self.hidden > 0 || self.run.hidden;
        if hidden || self.run.white {
            self.lost.unseen(text, hidden);
            return;
        }
        if self.prompts > 0 {
            self.lost.prompt(text);
        }
        if !open.placed && !text.trim().is_empty() {
            open.placed = true;
            open.builder.para.page = self.page;
        }
        // Line ends in the markup are spaces, not breaks.
        open.builder.push(&text.replace(['\n', '\r', '\t'], " "), self.run.look);
    }

    /// Elements that stand for a character or a break.
    pub(super) fn sign(&mut self, local: &str) {
        match (local, self.paras.last_mut()) {
            ("soft-page-break", _) => self.page = self.page.map(|p| p.saturating_add(1)),
            ("s", Some(open)) => open.builder.push(" ", Look::default()),
            ("tab", Some(open)) => open.builder.tab(),
            ("line-break", Some(open)) => open.builder.line_break(),
            _ => {}
        }
    }

    pub(super) fn end_para(&mut self) -> Result<(), Stop> {
        let Some(open) = self.paras.pop() else { return Ok(()) };
        self.run = self.span(None);
        let mut para = open.builder.finish();
        if para.text.trim().is_empty() && para.notes.is_empty() && para.boxes.is_empty() {
            return Ok(());
        }
        para.contents = self.contents > 0;
        let named = open.style.and_then(|s| s.named);
        let by_style = open.style.and_then(|s| s.outline).filter(|l| *l > 0);
        let level = open.level.or(by_style);
        para.signals.style = open.style.and_then(|s| s.name.clone());
        para.signals.outline_level = level;
        para.kind = match (level, named) {
            (Some(_), _) | (None, Some(Named::Heading(_) | Named::Title | Named::ContentsTitle)) => BlockKind::Heading,
            (None, Some(Named::Caption)) => BlockKind::Caption,
            _ if self.lists.inside() => BlockKind::ListItem,
            _ => BlockKind::Paragraph,
        };
        para.contents |= matches!(named, Some(Named::Contents | Named::ContentsTitle));
        let item = self.number.take();
        para.signals.numbering = match open.level {
            Some(level) => item.or_else(|| self.lists.heading(self.styles, level)),
            None => item,
        };
        self.flow.push(para)?;
        Ok(())
    }
}
