//! Walks through a part with text and puts its paragraphs in order.
//!
//! One loop over the markup with a stack of what is open ([`Scope`]): nothing recurses, so nesting costs memory that the
//! limits bound, not the call stack.

use super::Context;
use super::fields::Fields;
use super::numbering::Counters;
use super::props::{self, ParaProps, RunProps};
use super::styles::Resolved;
use crate::Error;
use crate::document::{BlockKind, Warning};
use crate::ingest::flow::{Collector, Flow, one_note};
use crate::ingest::heading_style::Named;
use crate::ingest::lost::Lost;
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

/// Footnotes and endnotes by kind and id.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    by_id: BTreeMap<(NoteKind, String), Vec<Para>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum NoteKind {
    Foot,
    End,
}

/// What an open element means for the walk.
#[derive(Debug)]
enum Scope {
    /// Nothing in itself.
    Pass,
    /// A paragraph.
    Para,
    /// A run; the look and visibility of the run around it come back at its end.
    Run(RunState),
    /// Text.
    Text,
    /// The code of a field.
    Code,
    /// A table, row or cell.
    Collect,
    /// A text box, with the look of the run it is anchored in.
    TextBox(RunState),
    /// A footnote or endnote.
    Note(NoteKind, String),
    /// Alternatives, of which one is read: characters seen before the first.
    Alternate(usize),
    /// `w:fldSimple`.
    Field,
    /// A content control: whether it holds a contents list, and whether its text is a prompt.
    Control(Control),
}

#[derive(Debug, Clone, Copy, Default)]
struct Control {
    contents: bool,
    prompt: bool,
}

#[derive(Debug, Clone, Copy, Default)]
struct RunState {
    look: Look,
    hidden: bool,
    white: bool,
}

/// What to do with an element that was opened.
enum Act {
    /// Walk into it.
    Enter(Scope),
    /// Pass over it with all it holds.
    Skip,
    /// It was read to its end already.
    Done,
}

/// A paragraph that is open.
#[derive(Debug)]
struct Open {
    builder: ParaBuilder,
    props: ParaProps,
    placed: bool,
}

/// What the walk found.
pub(crate) struct Outcome {
    /// Paragraphs in reading order.
    pub(crate) paras: Vec<Para>,
    /// Last page by rendered breaks.
    pub(crate) pages: Option<u32>,
    /// What was left out.
    pub(crate) warnings: Vec<Warning>,
}

/// The walk.
pub(crate) struct Body<'a> {
    context: &'a Context<'a>,
    xml: Xml<'a>,
    flow: Flow<'a>,
    scopes: Vec<Scope>,
    paras: Vec<Open>,
    run: RunState,
    fields: Fields,
    counters: Counters,
    notes: &'a mut Notes,
    /// A paragraph whose mark was deleted: the next one goes on in it.
    carry: Option<ParaBuilder>,
    /// Characters of text so far, to tell whether an alternative had any.
    seen: usize,
    page: Option<u32>,
    /// Open content controls that hold a contents list, and that show only a prompt.
    contents: usize,
    prompts: usize,
    coloured_page: bool,
    lost: Lost,
}

impl<'a> Body<'a> {
    /// A walk through the main part.
    pub(crate) fn document(context: &'a Context<'a>, text: &'a str, notes: &'a mut Notes) -> Self {
        let mut body = Self::notes(context, text, notes);
        body.page = text.contains("lastRenderedPageBreak").then_some(1);
        body
    }

    /// A walk through footnotes or endnotes, which fills `notes`.
    pub(crate) fn notes(context: &'a Context<'a>, text: &'a str, notes: &'a mut Notes) -> Self {
        Self {
            context,
            xml: Xml::new(text, context.limits.xml_depth),
            flow: Flow::new(context.name, context.limits),
            scopes: Vec::new(),
            paras: Vec::new(),
            run: RunState::default(),
            fields: Fields::default(),
            counters: Counters::default(),
            notes,
            carry: None,
            seen: 0,
            page: None,
            contents: 0,
            prompts: 0,
            coloured_page: false,
            lost: Lost::default(),
        }
    }

    /// Walks to the end, or to where the markup breaks off.
    pub(crate) fn run(&mut self) -> Result<(), Stop> {
        let outcome = self.walk();
        // Whatever is open holds text that was read.
        while !self.paras.is_empty() {
            self.end_para()?;
        }
        self.flush_carry()?;
        outcome
    }

    /// Hands over what was read.
    pub(crate) fn finish(self) -> Outcome {
        let mut paras = self.flow.finish();
        let mut lost = self.lost;
        if self.fields.unclosed() {
            lost.broken_field = true;
            // A contents list without an end would take the whole report with it.
            for para in &mut paras {
                para.contents &= para.words() <= 25;
            }
        }
        Outcome {
            paras,
            pages: self.page,
            warnings: lost.warnings(),
        }
    }

    fn walk(&mut self) -> Result<(), Stop> {
        loop {
            match self.xml.next()? {
                Item::Open(tag) => match self.open(&tag)? {
                    Act::Enter(scope) => self.scopes.push(scope),
                    Act::Skip => self.xml.skip()?,
                    Act::Done => {}
                },
                Item::Close => self.close()?,
                Item::Text(text) => match self.scopes.last() {
                    Some(Scope::Text) => self.text(&text),
                    Some(Scope::Code) => self.fields.code(&text),
                    _ => {}
                },
                Item::End => return Ok(()),
            }
        }
    }

    fn open(&mut self, tag: &Tag) -> Result<Act, Stop> {
        match tag.ns {
            Ns::Word => self.open_word(tag),
            Ns::Compat => Ok(self.open_alternative(tag.local())),
            Ns::Math if tag.local() == "t" => Ok(Act::Enter(Scope::Text)),
            Ns::Drawing => Ok(self.open_drawing(tag.local())),
            // Text of drawing canvases; its paragraphs are drawing text.
            Ns::Other if tag.local() == "txBody" => self.open_box(),
            Ns::Other if tag.local() == "imagedata" => {
                self.lost.pictures += 1;
                Ok(Act::Enter(Scope::Pass))
            }
            _ => Ok(Act::Enter(Scope::Pass)),
        }
    }

    fn open_word(&mut self, tag: &Tag) -> Result<Act, Stop> {
        Ok(match tag.local() {
            "p" => self.start_para(),
            "r" => self.start_run(),
            "t" => Act::Enter(Scope::Text),
            "instrText" => Act::Enter(Scope::Code),
            "tbl" => self.collect(Collector::Table)?,
            "tr" => self.collect(Collector::Row)?,
            "tc" => self.collect(Collector::Cell)?,
            "txbxContent" => self.open_box()?,
            "footnote" => self.open_note(tag, NoteKind::Foot)?,
            "endnote" => self.open_note(tag, NoteKind::End)?,
            "fldSimple" => {
                self.fields.simple(&tag.attr("instr").unwrap_or_default());
                Act::Enter(Scope::Field)
            }
            "sdt" => Act::Enter(Scope::Control(Control::default())),
            "pPr" | "rPr" | "sdtPr" => self.properties(tag.local())?,
            "del" | "moveFrom" => {
                self.lost.deletions += 1;
                Act::Skip
            }
            "altChunk" | "subDoc" => {
                self.lost.embedded += 1;
                Act::Skip
            }
            "delText" | "delInstrText" | "rt" | "tblPr" | "tblGrid" | "tcPr" | "trPr" | "sectPr" | "sdtEndPr" => {
                Act::Skip
            }
            local => {
                self.sign(local, tag);
                Act::Enter(Scope::Pass)
            }
        })
    }

    /// Reads properties to their end where they mean something, and passes over them elsewhere.
    fn properties(&mut self, local: &str) -> Result<Act, Stop> {
        match (local, self.scopes.last_mut()) {
            ("pPr", Some(Scope::Para)) => {
                let props = props::read_para(&mut self.xml)?;
                if let Some(open) = self.paras.last_mut() {
                    open.props = props;
                }
                self.run = self.plain_run();
            }
            ("rPr", Some(Scope::Run(_))) => {
                let props = props::read_run(&mut self.xml)?;
                self.run = self.run_state(props);
            }
            ("sdtPr", Some(Scope::Control(control))) => {
                *control = read_control(&mut self.xml)?;
                let control = *control;
                self.prompts += usize::from(control.prompt);
                self.contents += usize::from(control.contents);
            }
            _ => return Ok(Act::Skip),
        }
        Ok(Act::Done)
    }

    /// Of alternatives the first that has any text is read; Word writes each text box twice.
    fn open_alternative(&mut self, local: &str) -> Act {
        let before = match (local, self.scopes.last()) {
            ("AlternateContent", _) => return Act::Enter(Scope::Alternate(self.seen)),
            (_, Some(Scope::Alternate(before))) => *before,
            _ => return Act::Enter(Scope::Pass),
        };
        if self.seen == before {
            Act::Enter(Scope::Pass)
        } else {
            Act::Skip
        }
    }

    fn open_drawing(&mut self, local: &str) -> Act {
        match local {
            "p" if self.flow.inside(Collector::TextBox) => self.start_para(),
            "t" => Act::Enter(Scope::Text),
            "blip" => {
                self.lost.pictures += 1;
                Act::Enter(Scope::Pass)
            }
            _ => Act::Enter(Scope::Pass),
        }
    }

    fn collect(&mut self, what: Collector) -> Result<Act, Stop> {
        self.flow.open(what)?;
        Ok(Act::Enter(Scope::Collect))
    }

    fn open_box(&mut self) -> Result<Act, Stop> {
        self.flow.open(Collector::TextBox)?;
        Ok(Act::Enter(Scope::TextBox(self.run)))
    }

    /// Separators between text and notes are notes of a type.
    fn open_note(&mut self, tag: &Tag, kind: NoteKind) -> Result<Act, Stop> {
        if tag.attr("type").is_some_and(|t| t != "normal") {
            return Ok(Act::Skip);
        }
        self.flow.open(Collector::Note)?;
        Ok(Act::Enter(Scope::Note(kind, tag.attr("id").unwrap_or_default())))
    }

    fn close(&mut self) -> Result<(), Stop> {
        match self.scopes.pop() {
            Some(Scope::Para) => self.end_para()?,
            Some(Scope::Run(before)) => self.run = before,
            Some(Scope::Collect) => {
                self.flush_carry()?;
                self.flow.close();
            }
            Some(Scope::TextBox(run)) => {
                self.run = run;
                self.flush_carry()?;
                self.end_box()?;
            }
            Some(Scope::Note(kind, id)) => {
                self.flush_carry()?;
                let note = one_note(self.flow.close());
                self.notes.by_id.entry((kind, id)).or_insert(note);
            }
            Some(Scope::Field) => self.fields.mark("end"),
            Some(Scope::Control(control)) => {
                self.prompts = self.prompts.saturating_sub(usize::from(control.prompt));
                self.contents = self.contents.saturating_sub(usize::from(control.contents));
            }
            Some(Scope::Pass | Scope::Text | Scope::Code | Scope::Alternate(_)) | None => {}
        }
        Ok(())
    }

    fn start_para(&mut self) -> Act {
        let builder = self.carry.take().unwrap_or_else(ParaBuilder::new);
        self.paras.push(Open {
            builder,
            props: ParaProps::default(),
            placed: false,
        });
        Act::Enter(Scope::Para)
    }

    fn start_run(&mut self) -> Act {
        let before = self.run;
        self.run = self.plain_run();
        Act::Enter(Scope::Run(before))
    }

    /// The look of a run without properties of its own.
    fn plain_run(&self) -> RunState {
        self.run_state(RunProps::default())
    }

    fn run_state(&self, own: RunProps) -> RunState {
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
    fn on_colour(&self) -> bool {
        let own = self.paras.last().and_then(|p| p.props.shaded);
        let style = self.para_style().is_some_and(|s| s.shaded);
        own.unwrap_or(style)
            || self.coloured_page
            || self.flow.inside(Collector::Table)
            || self.flow.inside(Collector::TextBox)
    }

    fn para_style(&self) -> Option<&'a Resolved> {
        let style = self.paras.last().and_then(|p| p.props.style.as_deref());
        self.context.styles.para(style)
    }

    fn text(&mut self, text: &str) {
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
        self.seen += text.len();
        let contents = self.contents > 0 || self.fields.in_contents();
        let Some(open) = self.paras.last_mut() else { return };
        if !open.placed && !text.trim().is_empty() {
            open.placed = true;
            open.builder.para.page = self.page;
            open.builder.para.contents = contents;
        }
        open.builder.push(text, self.run.look);
    }

    /// Elements without content that stand for a character, a break or a reference.
    fn sign(&mut self, local: &str, tag: &Tag) {
        match local {
            "tab" | "ptab" if matches!(self.scopes.last(), Some(Scope::Run(_))) => self.space(ParaBuilder::tab),
            "br" | "cr" => self.space(ParaBuilder::line_break),
            "noBreakHyphen" => self.text("-"),
            "sym" => self.symbol(tag),
            "lastRenderedPageBreak" => self.page = self.page.map(|p| p.saturating_add(1)),
            "fldChar" => self.fields.mark(&tag.attr("fldCharType").unwrap_or_default()),
            "footnoteReference" => self.refer(tag, NoteKind::Foot),
            "endnoteReference" => self.refer(tag, NoteKind::End),
            "background" => {
                let colour = tag.attr("color").unwrap_or_default();
                self.coloured_page = !matches!(colour.as_str(), "" | "auto" | "FFFFFF");
            }
            _ => {}
        }
    }

    fn space(&mut self, add: impl Fn(&mut ParaBuilder)) {
        if let Some(open) = self.paras.last_mut()
            && self.fields.shown()
        {
            add(&mut open.builder);
        }
    }

    /// A character by number in a font. Symbol fonts use a private area, whose letters mean nothing elsewhere.
    fn symbol(&mut self, tag: &Tag) {
        let code = tag.attr("char").and_then(|c| u32::from_str_radix(&c, 16).ok());
        match code.and_then(char::from_u32) {
            Some(c) if !('\u{e000}'..='\u{f8ff}').contains(&c) => self.text(c.encode_utf8(&mut [0; 4])),
            _ => {}
        }
    }

    fn refer(&mut self, tag: &Tag, kind: NoteKind) {
        let key = (kind, tag.attr("id").unwrap_or_default());
        // Taken out, so that a note referred to twice is counted once.
        if let Some(note) = self.notes.by_id.remove(&key)
            && let Some(open) = self.paras.last_mut()
        {
            open.builder.para.notes.extend(note);
        }
    }

    /// The paragraphs of a text box belong to the paragraph it is anchored in.
    fn end_box(&mut self) -> Result<(), Stop> {
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

    fn end_para(&mut self) -> Result<(), Stop> {
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
            Some(number) if !matches!(para.kind, BlockKind::Heading | BlockKind::Caption) => {
                para.kind = BlockKind::ListItem;
                para.signals.numbering = number;
            }
            Some(number) => para.signals.numbering = number,
            None => {}
        }
        self.flow.push(para)?;
        Ok(())
    }

    /// The outer is there for a paragraph of a list, the inner for one with a number rather than a bullet.
    fn number(&mut self, props: &ParaProps, style: Option<&Resolved>) -> Option<Option<String>> {
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
        Some(numbering.next(&mut self.counters, &list, level, props.style.as_deref()))
    }

    fn flush_carry(&mut self) -> Result<(), Stop> {
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

/// Reads the `w:sdtPr` that was just opened, to its end.
fn read_control(xml: &mut Xml) -> Result<Control, Problem> {
    let mut control = Control::default();
    let mut depth = 0_usize;
    loop {
        match xml.next()? {
            Item::Open(tag) => {
                match tag.local() {
                    "docPartGallery" => control.contents |= tag.val().is_some_and(|v| v == "Table of Contents"),
                    "showingPlcHdr" => control.prompt = tag.on(),
                    _ => {}
                }
                depth += 1;
            }
            Item::Close if depth == 0 => return Ok(control),
            Item::Close => depth -= 1,
            Item::Text(_) => {}
            Item::End => return Ok(control),
        }
    }
}

/// Number of comments in a comments part; what follows damage is not counted.
pub(crate) fn count_comments(text: &str, depth: usize) -> usize {
    let mut xml = Xml::new(text, depth);
    let mut count = 0;
    while let Ok(item) = xml.next() {
        match item {
            Item::Open(tag) if tag.is(Ns::Word, "comment") => count += 1,
            Item::End => break,
            _ => {}
        }
    }
    count
}
