//! Walks through a slide, or through its notes: one loop and a stack of what is open.

use super::Stop;
use crate::document::BlockKind;
use crate::ingest::flow::{Collector, Flow};
use crate::ingest::limits::Limits;
use crate::ingest::lost::Lost;
use crate::ingest::para::{Look, Para, ParaBuilder};
use crate::ingest::xml::{Item, Ns, Tag, Xml};
use std::collections::BTreeMap;

/// Which part is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Slide,
    Notes,
}

/// What a shape is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Shape {
    /// A text box.
    #[default]
    Plain,
    /// The title of the slide.
    Title,
    /// The line under the title of the presentation.
    Subtitle,
    /// The text of the slide, in points; or of the notes.
    Body,
    /// Number, date, footer, or the picture of the slide on its notes.
    Furniture,
    /// A shape that was hidden.
    Hidden,
}

/// What an open element means.
#[derive(Debug, Clone, Copy)]
enum Scope {
    Pass,
    Shape(Shape),
    Para,
    Run(Look),
    Text,
    Collect,
    Alternate(usize),
}

#[derive(Debug)]
struct Open {
    builder: ParaBuilder,
    /// Whether it has a bullet or number: as it says itself.
    listed: Option<bool>,
}

/// The walk through one part.
pub(super) struct Slide<'w, 'f> {
    xml: Xml<'w>,
    part: Part,
    flow: &'w mut Flow<'f>,
    lost: &'w mut Lost,
    diagrams: &'w BTreeMap<String, Vec<Para>>,
    scopes: Vec<Scope>,
    shape: Shape,
    para: Option<Open>,
    look: Look,
    seen: usize,
    /// The slide is left out when the presentation is given.
    pub(super) not_shown: bool,
}

impl<'w, 'f> Slide<'w, 'f> {
    pub(super) fn new(
        text: &'w str,
        part: Part,
        limits: &Limits,
        flow: &'w mut Flow<'f>,
        lost: &'w mut Lost,
        diagrams: &'w BTreeMap<String, Vec<Para>>,
    ) -> Self {
        Self {
            xml: Xml::new(text, limits.xml_depth),
            part,
            flow,
            lost,
            diagrams,
            scopes: Vec::new(),
            shape: Shape::Plain,
            para: None,
            look: Look::default(),
            seen: 0,
            not_shown: false,
        }
    }

    /// Walks to the end, or to where the markup breaks off.
    pub(super) fn run(&mut self) -> Result<(), Stop> {
        // A collector of its own, so that the slide can be put in order.
        self.flow.open(Collector::Note)?;
        let outcome = self.walk();
        self.end_para()?;
        for scope in self.scopes.drain(..).rev() {
            if matches!(scope, Scope::Collect) {
                self.flow.close();
            }
        }
        outcome
    }

    /// The paragraphs that were read.
    pub(super) fn finish(self) -> Vec<Para> {
        self.flow.close()
    }

    fn walk(&mut self) -> Result<(), Stop> {
        loop {
            match self.xml.next()? {
                Item::Open(tag) => match self.open(&tag)? {
                    Some(scope) => self.scopes.push(scope),
                    None => self.xml.skip()?,
                },
                Item::Close => self.close()?,
                Item::Text(text) => {
                    if matches!(self.scopes.last(), Some(Scope::Text)) {
                        self.text(&text);
                    }
                }
                Item::End => return Ok(()),
            }
        }
    }

    /// What to do with an element; none to pass over it with all it holds.
    fn open(&mut self, tag: &Tag) -> Result<Option<Scope>, Stop> {
        match tag.ns {
            Ns::Slide => return Ok(self.open_slide(tag)),
            Ns::Drawing => return self.open_drawing(tag),
            Ns::Math if tag.local() == "t" => return Ok(Some(Scope::Text)),
            Ns::Compat => return Ok(self.open_alternative(tag.local())),
            Ns::Diagram if tag.local() == "relIds" => {
                let diagram = tag.attr("dm").and_then(|id| self.diagrams.get(&id));
                match diagram {
                    Some(paras) => {
                        for para in paras {
                            self.flow.push(para.clone())?;
                        }
                    }
                    None => self.lost.diagrams += 1,
                }
            }
            Ns::Other if tag.local() == "chart" => self.lost.diagrams += 1,
            _ => {}
        }
        Ok(Some(Scope::Pass))
    }

    fn open_slide(&mut self, tag: &Tag) -> Option<Scope> {
        match tag.local() {
            "sld" => self.not_shown = tag.attr("show").is_some_and(|v| v == "0" || v == "false"),
            "sp" | "graphicFrame" => {
                let before = self.shape;
                self.shape = Shape::Plain;
                return Some(Scope::Shape(before));
            }
            "ph" => {
                let kind = shape(tag.attr("type").as_deref());
                if self.shape != Shape::Hidden || kind == Shape::Furniture {
                    self.shape = kind;
                }
            }
            "cNvPr" if tag.attr("hidden").is_some_and(|v| v == "1" || v == "true") => self.shape = Shape::Hidden,
            "pic" => self.lost.pictures += usize::from(self.part == Part::Slide),
            "oleObj" => self.lost.embedded += 1,
            "timing" | "transition" | "extLst" | "custDataLst" => return None,
            _ => {}
        }
        Some(Scope::Pass)
    }

    fn open_drawing(&mut self, tag: &Tag) -> Result<Option<Scope>, Stop> {
        let collector = match tag.local() {
            "p" => {
                self.end_para()?;
                self.para = Some(Open {
                    builder: ParaBuilder::new(),
                    listed: None,
                });
                return Ok(Some(Scope::Para));
            }
            "r" | "fld" => {
                // Numbers and dates that the program puts in.
                let kind = tag.attr("type").unwrap_or_default();
                if kind.starts_with("slidenum") || kind.starts_with("datetime") {
                    return Ok(None);
                }
                let before = self.look;
                self.look = Look::default();
                return Ok(Some(Scope::Run(before)));
            }
            "rPr" => {
                self.look.bold = tag.attr("b").is_some_and(|b| b == "1" || b == "true");
                self.look.capitals = tag.attr("cap").is_some_and(|c| c == "all");
                return Ok(None);
            }
            "t" => return Ok(Some(Scope::Text)),
            "br" => {
                if let Some(open) = &mut self.para {
                    open.builder.line_break();
                }
                return Ok(None);
            }
            "buNone" => {
                self.list(false);
                return Ok(None);
            }
            "buChar" | "buAutoNum" | "buBlip" => {
                self.list(true);
                return Ok(None);
            }
            "lstStyle" | "tblPr" | "tblGrid" | "endParaRPr" | "extLst" => return Ok(None),
            "tbl" => Collector::Table,
            "tr" => Collector::Row,
            "tc" => Collector::Cell,
            _ => return Ok(Some(Scope::Pass)),
        };
        self.end_para()?;
        self.flow.open(collector)?;
        Ok(Some(Scope::Collect))
    }

    fn list(&mut self, listed: bool) {
        if let Some(open) = &mut self.para {
            open.listed = Some(listed);
        }
    }

    /// Of alternatives the first that has any text is read.
    fn open_alternative(&mut self, local: &str) -> Option<Scope> {
        match (local, self.scopes.last()) {
            ("AlternateContent", _) => Some(Scope::Alternate(self.seen)),
            (_, Some(Scope::Alternate(before))) if self.seen != *before => None,
            _ => Some(Scope::Pass),
        }
    }

    fn close(&mut self) -> Result<(), Stop> {
        match self.scopes.pop() {
            Some(Scope::Para) => self.end_para()?,
            Some(Scope::Run(before)) => self.look = before,
            Some(Scope::Shape(before)) => self.shape = before,
            Some(Scope::Collect) => {
                self.end_para()?;
                self.flow.close();
            }
            Some(Scope::Pass | Scope::Text | Scope::Alternate(_)) | None => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        match (self.shape, self.part) {
            (Shape::Furniture, _) => return,
            // On the page of the notes, only the notes are text; the rest is the slide once more.
            (shape, Part::Notes) if shape != Shape::Body => return,
            (Shape::Hidden, _) => return self.lost.unseen(text, true),
            _ => {}
        }
        self.seen += text.len();
        if let Some(open) = &mut self.para {
            for (i, line) in text.split('\u{b}').enumerate() {
                if i > 0 {
                    open.builder.line_break();
                }
                open.builder.push(line, self.look);
            }
        }
    }

    fn end_para(&mut self) -> Result<(), Stop> {
        let Some(open) = self.para.take() else { return Ok(()) };
        let mut para = open.builder.finish();
        if para.text.trim().is_empty() {
            return Ok(());
        }
        para.kind = match (self.part, self.shape) {
            (Part::Notes, _) => BlockKind::Note,
            (_, Shape::Title) => BlockKind::Heading,
            (_, Shape::Body) if open.listed != Some(false) => BlockKind::ListItem,
            (_, Shape::Plain) if open.listed == Some(true) => BlockKind::ListItem,
            _ => BlockKind::Paragraph,
        };
        if para.kind == BlockKind::Heading {
            para.signals.outline_level = Some(1);
            para.signals.style = Some("title".to_owned());
        }
        // Sizes come from layouts that are not read, so those that are written here say nothing.
        para.signals.size_pt = None;
        self.flow.push(para)?;
        Ok(())
    }
}

/// What a placeholder is for.
fn shape(kind: Option<&str>) -> Shape {
    match kind {
        Some("title" | "ctrTitle") => Shape::Title,
        Some("subTitle") => Shape::Subtitle,
        Some("sldNum" | "dt" | "ftr" | "hdr" | "sldImg") => Shape::Furniture,
        _ => Shape::Body,
    }
}
