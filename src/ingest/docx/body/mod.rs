//! Walks through a part with text and puts its paragraphs in order.
//!
//! One loop over the markup with a stack of what is open ([`Scope`]): nothing recurses, so nesting costs memory that the
//! limits bound, not the call stack.

mod paragraphs;

use crate::Error;
use crate::document::Warning;
use crate::ingest::docx::Context;
use crate::ingest::docx::fields::{Fields, read_choice};
use crate::ingest::docx::numbering::Counters;
use crate::ingest::docx::props::{self, ParaProps};
use crate::ingest::docx::trace::Trace;
use crate::ingest::flow::{Collector, Flow, one_note};
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

/// A place in a list: the number as printed, none for a bullet.
struct Listed(Option<String>);

/// A paragraph that is open.
#[derive(Debug)]
struct Open {
    builder: ParaBuilder,
    props: ParaProps,
    placed: bool,
    /// Place among all paragraphs, by their beginnings.
    number: usize,
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
    /// Paragraphs begun so far.
    begun: usize,
    trace: Option<Trace>,
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
            begun: 0,
            trace: None,
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

    /// Takes down from here on where each piece of text stands.
    pub(crate) fn keep_trace(&mut self) {
        self.trace = Some(Trace::default());
    }

    /// What was taken down.
    pub(crate) fn into_trace(self) -> Trace {
        self.trace.unwrap_or_default()
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
            // SmartArt and charts.
            Ns::Other if matches!(tag.local(), "relIds" | "chart") => {
                self.lost.diagrams += 1;
                Ok(Act::Enter(Scope::Pass))
            }
            // Letters as a picture (WordArt) of old files.
            Ns::Other if tag.local() == "textpath" => {
                self.text(&tag.attr("string").unwrap_or_default());
                Ok(Act::Enter(Scope::Pass))
            }
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
            "ffData" => {
                let choice = read_choice(&mut self.xml)?;
                self.fields.choose(choice);
                Act::Done
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
            Some(Scope::Field) => self.mark_field("end"),
            Some(Scope::Control(control)) => {
                self.prompts = self.prompts.saturating_sub(usize::from(control.prompt));
                self.contents = self.contents.saturating_sub(usize::from(control.contents));
            }
            Some(Scope::Pass | Scope::Text | Scope::Code | Scope::Alternate(_)) | None => {}
        }
        Ok(())
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
