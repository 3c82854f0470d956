//! Walks through the text and puts its paragraphs in order: one loop and a stack, as for .docx.

mod paragraphs;

use crate::Error;
use crate::document::Warning;
use crate::ingest::flow::{Collector, Flow, one_note};
use crate::ingest::limits::Limits;
use crate::ingest::lost::Lost;
use crate::ingest::odt::lists::Lists;
use crate::ingest::odt::styles::{Style, Styles};
use crate::ingest::para::{Look, Para, ParaBuilder};
use crate::ingest::xml::{Item, Ns, Problem, Tag, Xml};
use std::collections::BTreeMap;

/// Why the walk ended early.
#[derive(Debug)]
pub(crate) enum Stop {
    /// The markup is broken from here on.
    Problem(Problem),
    /// A limit was passed.
    Error(Error),
}

impl From<Problem> for Stop {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}

/// What an open element means for the walk.
#[derive(Debug)]
enum Scope {
    /// Nothing in itself; text in it belongs to what is around it.
    Pass,
    /// A paragraph or heading.
    Para,
    /// A span: the look around it comes back at its end.
    Span(Run),
    /// A table, row or cell.
    Collect,
    /// A text box, with the look of the text it is anchored in.
    TextBox(Run),
    /// A note, with the look of the text that refers to it.
    Note(Run),
    /// A list.
    List,
    /// An item: its first paragraph carries the number.
    Item,
    /// A contents list.
    Contents,
    /// A section or paragraph that does not show.
    Hidden,
    /// A prompt to fill in.
    Prompt,
}

#[derive(Debug, Clone, Copy, Default)]
struct Run {
    look: Look,
    hidden: bool,
    white: bool,
}

/// A paragraph that is open.
struct Open<'a> {
    builder: ParaBuilder,
    style: Option<&'a Style>,
    /// Level of a `text:h`.
    level: Option<u8>,
    placed: bool,
}

/// What the walk found.
pub(crate) struct Outcome {
    /// Paragraphs in reading order.
    pub(crate) paras: Vec<Para>,
    /// Last page by soft breaks.
    pub(crate) pages: Option<u32>,
    /// What was left out.
    pub(crate) warnings: Vec<Warning>,
}

/// The walk.
pub(crate) struct Body<'a> {
    styles: &'a Styles,
    objects: &'a BTreeMap<String, String>,
    xml: Xml<'a>,
    flow: Flow<'a>,
    scopes: Vec<Scope>,
    paras: Vec<Open<'a>>,
    run: Run,
    lists: Lists,
    /// Number of the item that was opened, until its first paragraph takes it; none for a bullet.
    number: Option<String>,
    page: Option<u32>,
    contents: usize,
    hidden: usize,
    prompts: usize,
    lost: Lost,
}

impl<'a> Body<'a> {
    /// A walk through `content.xml`.
    pub(crate) fn new(
        text: &'a str,
        name: &'a str,
        limits: &'a Limits,
        styles: &'a Styles,
        objects: &'a BTreeMap<String, String>,
    ) -> Self {
        Self {
            styles,
            objects,
            xml: Xml::new(text, limits.xml_depth),
            flow: Flow::new(name, limits),
            scopes: Vec::new(),
            paras: Vec::new(),
            run: Run::default(),
            lists: Lists::default(),
            number: None,
            page: text.contains("soft-page-break/").then_some(1),
            contents: 0,
            hidden: 0,
            prompts: 0,
            lost: Lost::default(),
        }
    }

    /// Walks to the end, or to where the markup breaks off.
    pub(crate) fn run(&mut self) -> Result<(), Stop> {
        let outcome = self.walk();
        while !self.paras.is_empty() {
            self.end_para()?;
        }
        outcome
    }

    /// Hands over what was read.
    pub(crate) fn finish(self) -> Outcome {
        Outcome {
            paras: self.flow.finish(),
            pages: self.page,
            warnings: self.lost.warnings(),
        }
    }

    fn walk(&mut self) -> Result<(), Stop> {
        loop {
            match self.xml.next()? {
                Item::Open(tag) => match self.open(&tag)? {
                    Some(scope) => self.scopes.push(scope),
                    None => self.xml.skip()?,
                },
                Item::Close => self.close()?,
                Item::Text(text) => self.text(&text),
                Item::End => return Ok(()),
            }
        }
    }

    /// What to do with an element; none to pass over it with all it holds.
    fn open(&mut self, tag: &Tag) -> Result<Option<Scope>, Stop> {
        match tag.ns {
            Ns::Text => self.open_text(tag),
            Ns::Table => self.open_table(tag.local()),
            Ns::Draw => self.open_drawing(tag),
            Ns::Office => Ok(self.open_office(tag.local())),
            Ns::Style => Ok(None),
            // Titles and descriptions of pictures, and equations written inline, whose letters have no order.
            _ if matches!(tag.local(), "title" | "desc" | "math") => Ok(None),
            _ => Ok(Some(Scope::Pass)),
        }
    }

    fn open_text(&mut self, tag: &Tag) -> Result<Option<Scope>, Stop> {
        Ok(match tag.local() {
            "p" => Some(self.start_para(tag, None)),
            "h" => {
                let level = tag.attr("outline-level").and_then(|l| l.parse().ok()).unwrap_or(1);
                Some(self.start_para(tag, Some(level)))
            }
            "span" => {
                let style = self.styles.get("text", tag.attr("style-name").as_deref());
                let before = self.run;
                self.run = self.span(style);
                Some(Scope::Span(before))
            }
            "note" => {
                self.flow.open(Collector::Note)?;
                Some(Scope::Note(self.run))
            }
            "list" => {
                let goes_on =
                    tag.attr("continue-numbering").is_some_and(|v| v == "true") || tag.attr("continue-list").is_some();
                self.lists.open(tag.attr("style-name"), goes_on);
                Some(Scope::List)
            }
            "list-item" => {
                self.number = self.lists.item(self.styles);
                Some(Scope::Item)
            }
            "table-of-content" | "illustration-index" | "table-index" | "object-index" | "user-index"
            | "alphabetical-index" => {
                self.contents += 1;
                Some(Scope::Contents)
            }
            "section" if tag.attr("display").is_some_and(|d| d == "none") => {
                self.hidden += 1;
                Some(Scope::Hidden)
            }
            "placeholder" => {
                self.prompts += 1;
                Some(Scope::Prompt)
            }
            "deletion" => {
                self.lost.deletions += 1;
                None
            }
            "insertion" | "format-change" => None,
            local if local.ends_with("-source") || local.ends_with("-decls") => None,
            "note-citation" | "ruby-text" | "number" | "script" | "hidden-text" | "hidden-paragraph" => None,
            local => {
                self.sign(local);
                Some(Scope::Pass)
            }
        })
    }

    fn open_table(&mut self, local: &str) -> Result<Option<Scope>, Stop> {
        let what = match local {
            "table" => Collector::Table,
            "table-row" => Collector::Row,
            "table-cell" => Collector::Cell,
            "covered-table-cell" | "desc" | "title" | "tracked-changes" | "shapes" => return Ok(None),
            _ => return Ok(Some(Scope::Pass)),
        };
        self.flow.open(what)?;
        Ok(Some(Scope::Collect))
    }

    fn open_drawing(&mut self, tag: &Tag) -> Result<Option<Scope>, Stop> {
        match tag.local() {
            "text-box" | "custom-shape" | "rect" | "ellipse" | "circle" | "polygon" | "path" | "line" | "polyline"
            | "connector" | "caption" => {
                self.flow.open(Collector::TextBox)?;
                return Ok(Some(Scope::TextBox(self.run)));
            }
            "image" => self.lost.pictures += 1,
            "object" => {
                let href = tag.attr("href").unwrap_or_default();
                let equation = self.objects.get(href.trim_start_matches("./"));
                match equation.cloned() {
                    Some(equation) => self.text(&equation),
                    None => self.lost.embedded += 1,
                }
            }
            "object-ole" => self.lost.embedded += 1,
            _ => {}
        }
        Ok(Some(Scope::Pass))
    }

    fn open_office(&mut self, local: &str) -> Option<Scope> {
        match local {
            "annotation" => {
                self.lost.comments += 1;
                None
            }
            "automatic-styles" | "styles" | "scripts" | "font-face-decls" | "forms" | "event-listeners"
            | "binary-data" | "meta" | "settings" => None,
            _ => Some(Scope::Pass),
        }
    }

    fn close(&mut self) -> Result<(), Stop> {
        match self.scopes.pop() {
            Some(Scope::Para) => self.end_para()?,
            Some(Scope::Span(before)) => self.run = before,
            Some(Scope::Collect) => {
                self.flow.close();
            }
            Some(Scope::TextBox(before)) => {
                self.run = before;
                let paras = self.flow.close();
                self.anchor(paras, |para| &mut para.boxes)?;
            }
            Some(Scope::Note(before)) => {
                self.run = before;
                let note = one_note(self.flow.close());
                self.anchor(note, |para| &mut para.notes)?;
            }
            Some(Scope::List) => self.lists.close(),
            Some(Scope::Item) => self.number = None,
            Some(Scope::Contents) => self.contents = self.contents.saturating_sub(1),
            Some(Scope::Hidden) => self.hidden = self.hidden.saturating_sub(1),
            Some(Scope::Prompt) => self.prompts = self.prompts.saturating_sub(1),
            Some(Scope::Pass) | None => {}
        }
        Ok(())
    }

    /// Boxes and notes belong to the paragraph they are anchored in, or stand for themselves.
    fn anchor(&mut self, paras: Vec<Para>, list: impl Fn(&mut Para) -> &mut Vec<Para>) -> Result<(), Stop> {
        if let Some(open) = self.paras.last_mut() {
            list(&mut open.builder.para).extend(paras);
            return Ok(());
        }
        for para in paras {
            self.flow.push(para)?;
        }
        Ok(())
    }
}
