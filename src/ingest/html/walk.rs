//! Walks through the tags and the text of a page and puts its paragraphs in order: one loop, and a stack of what is
//! open.

use super::css::Sheet;
use super::elements::{Kind, element};
use super::lists::List;
use super::open::{EndTag, Entry, Stack};
use super::run::{Link, Run};
use crate::Result;
use crate::document::{BlockKind, Warning};
use crate::ingest::flow::{Flow, one_note};
use crate::ingest::limits::Limits;
use crate::ingest::lost::Lost;
use crate::ingest::note_marks::{MARK, place_notes};
use crate::ingest::numerals::of_label;
use crate::ingest::para::{Para, ParaBuilder};
use html5gum::{Error as Mistake, Token, Tokenizer};
use std::collections::{BTreeMap, BTreeSet};

/// What the walk found.
pub(super) struct Outcome {
    /// Paragraphs in reading order.
    pub(super) paras: Vec<Para>,
    /// What was left out.
    pub(super) warnings: Vec<Warning>,
    /// The page breaks off, and in what.
    pub(super) cut_in: Option<&'static str>,
}

/// A paragraph that is open.
struct Open {
    builder: ParaBuilder,
    run: Run,
    number: Option<String>,
    /// Letters, and those of them in links to other places of the page.
    letters: usize,
    linked: usize,
}

/// Text at a link that leads back from a note or comment, up to the end of an entry of the stack.
pub(super) struct Margin {
    until: usize,
    /// The note; none for a comment.
    note: Option<String>,
}

/// The walk.
#[allow(clippy::struct_excessive_bools)] // each is a fact of its own
pub(super) struct Walk<'a> {
    pub(super) limits: &'a Limits,
    pub(super) name: &'a str,
    pub(super) flow: Flow<'a>,
    pub(super) stack: Stack,
    pub(super) run: Run,
    para: Option<Open>,
    pub(super) sheet: Sheet,
    sheet_text: String,
    pub(super) lists: Vec<List>,
    /// Number of the item that was opened, until its first paragraph takes it.
    pub(super) number: Option<String>,
    /// Text that Word put in front of an item, as far as it was read.
    label: String,
    /// Names of notes and of comments that something referred to.
    pub(super) referenced: BTreeSet<String>,
    pub(super) comments: BTreeSet<String>,
    notes: BTreeMap<String, Vec<Para>>,
    margin: Option<Margin>,
    /// The page is written as XML, where any element may end at once.
    pub(super) xhtml: bool,
    /// Saw the start and the end of the page.
    pub(super) begun: bool,
    ended: bool,
    /// Only the part that calls itself the main one is text.
    pub(super) marked: bool,
    pub(super) lost: Lost,
}

impl<'a> Walk<'a> {
    pub(super) fn new(name: &'a str, limits: &'a Limits, marked: bool) -> Self {
        Self {
            limits,
            name,
            flow: Flow::new(name, limits),
            stack: Stack::new(),
            run: Run {
                furniture: marked,
                ..Run::default()
            },
            para: None,
            sheet: Sheet::default(),
            sheet_text: String::new(),
            lists: Vec::new(),
            number: None,
            label: String::new(),
            referenced: BTreeSet::new(),
            comments: BTreeSet::new(),
            notes: BTreeMap::new(),
            margin: None,
            xhtml: false,
            begun: false,
            ended: false,
            marked,
            lost: Lost::default(),
        }
    }

    /// Walks to the end.
    pub(super) fn run(mut self, text: &str) -> Result<Outcome> {
        self.xhtml = text.trim_start().starts_with("<?xml");
        let mut tokens = Tokenizer::new(text);
        let mut cut_in = None;
        while let Some(Ok(token)) = tokens.next() {
            match token {
                Token::StartTag(tag) => {
                    if let Some(state) = self.start(&tag)? {
                        tokens.set_state(state);
                    }
                }
                Token::EndTag(tag) => self.end(&tag.name)?,
                Token::String(text) => self.text(&String::from_utf8_lossy(&text.value))?,
                Token::Error(mistake) => cut_in = broken_in(mistake.value).or(cut_in),
                Token::Comment(_) | Token::Doctype(_) => {}
            }
        }
        let top = self.stack.top().map(|e| e.kind);
        if matches!(top, Some(Kind::Raw | Kind::Sheet)) {
            cut_in = Some("in a script or style sheet");
        } else if self.begun && !self.ended {
            cut_in = cut_in.or(Some("its end is missing"));
        }
        self.close_from(1)?;
        self.end_para()?;
        self.lost.comments = self.comments.len();
        let mut paras = self.flow.finish();
        place_notes(&mut paras, self.notes);
        unmark_lone_links(&mut paras);
        Ok(Outcome {
            paras,
            warnings: self.lost.warnings(),
            cut_in,
        })
    }

    fn end(&mut self, name: &[u8]) -> Result<()> {
        let (name, kind) = element(name);
        match kind {
            Kind::Break => return self.line_break(),
            // What stands behind the end of the page is shown all the same.
            Kind::Block if matches!(name, "html" | "body") => self.ended = true,
            _ => match self.stack.end_tag(name, kind) {
                EndTag::Close(at) => self.close_from(at)?,
                EndTag::Look(at) => {
                    if let Some(entry) = self.stack.get_mut(at) {
                        self.run.look = entry.before.look;
                        self.run.link = entry.before.link;
                    }
                }
                EndTag::Nothing if kind == Kind::Para => self.end_para()?,
                EndTag::Nothing => {}
            },
        }
        Ok(())
    }

    /// Closes all elements from this entry of the stack on.
    pub(super) fn close_from(&mut self, at: usize) -> Result<()> {
        while self.stack.depth() >= at.max(1) || self.stack.top_ended() {
            let depth = self.stack.depth();
            let Some(entry) = self.stack.pop() else { return Ok(()) };
            self.leave(entry, depth)?;
        }
        Ok(())
    }

    fn leave(&mut self, entry: Entry, depth: usize) -> Result<()> {
        if entry.kind.is_block() || entry.note.is_some() {
            self.end_para()?;
        }
        if self.margin.as_ref().is_some_and(|m| m.until >= depth) {
            self.end_para()?;
            if let Some(note) = self.margin.take().and_then(|m| m.note) {
                self.end_note(note);
            }
        }
        match entry.kind {
            Kind::Bullets | Kind::Numbers => {
                self.lists.pop();
            }
            Kind::Table | Kind::Row | Kind::Cell => {
                self.flow.close();
            }
            Kind::Sheet => self.sheet.read(&std::mem::take(&mut self.sheet_text)),
            Kind::Item => self.number = None,
            _ => {}
        }
        if let Some(note) = entry.note {
            self.end_note(note);
        }
        if self.run.generated && !entry.before.generated {
            self.number = of_label(&std::mem::take(&mut self.label));
        }
        self.run = entry.before;
        Ok(())
    }

    fn end_note(&mut self, name: String) {
        let note = one_note(self.flow.close());
        self.notes.entry(name).or_default().extend(note);
    }

    /// From here on text is a note, or else a comment, up to the end of the block it stands in.
    pub(super) fn begin_margin(&mut self, note: Option<String>) -> Result<()> {
        if self.margin.is_some() {
            return Ok(());
        }
        let (block, around) = self.stack.block();
        let wrapped = around.is_some_and(|e| matches!(e.name, "div" | "li" | "aside" | "dd"));
        let until = if wrapped { block - 1 } else { block };
        if note.is_some() {
            self.end_para()?;
            self.flow.open(crate::ingest::flow::Collector::Note)?;
        }
        self.margin = Some(Margin { until, note });
        Ok(())
    }

    /// Whether text here shows and is text of the report.
    pub(super) fn shown(&self) -> bool {
        let Run {
            skipped,
            hidden,
            furniture,
            deleted,
            ..
        } = self.run;
        !(skipped || hidden || furniture || deleted || self.in_comment())
    }

    fn in_comment(&self) -> bool {
        self.margin.as_ref().is_some_and(|m| m.note.is_none())
    }

    pub(super) fn text(&mut self, text: &str) -> Result<()> {
        let run = self.run;
        if self.stack.top().is_some_and(|e| e.kind == Kind::Sheet) {
            self.sheet_text.push_str(text);
        } else if run.skipped || run.deleted || self.in_comment() {
        } else if run.furniture {
            self.lost.furniture += text.split_whitespace().count();
        } else if run.hidden || run.unseen_white() {
            self.lost.unseen(text, run.hidden);
        } else if run.generated {
            self.label.push_str(text);
        } else if run.typed {
            for (i, line) in text.split('\n').enumerate() {
                if i > 0 {
                    self.line_break()?;
                }
                self.push(line);
            }
        } else {
            self.push(text);
        }
        Ok(())
    }

    /// Adds text that shows.
    fn push(&mut self, text: &str) {
        let typed = self.run.typed;
        let clean: String = text
            .chars()
            .filter(|c| *c != MARK)
            .map(|c| {
                if c.is_ascii_whitespace() && !(typed && c == '\t') {
                    ' '
                } else {
                    c
                }
            })
            .collect();
        if self.para.is_none() && clean.trim().is_empty() {
            return;
        }
        let run = self.run;
        let open = self.open_para();
        let letters = clean.chars().filter(|c| c.is_alphanumeric()).count();
        open.letters += letters;
        if run.link == Link::Inside {
            open.linked += letters;
        }
        open.builder.push(&clean, run.look);
    }

    /// Adds the sign of a note.
    pub(super) fn push_mark(&mut self, mark: &str) {
        self.open_para().builder.para.text.push_str(mark);
    }

    pub(super) fn tab(&mut self) {
        if let Some(open) = &mut self.para {
            open.builder.tab();
        }
    }

    fn open_para(&mut self) -> &mut Open {
        let (run, number) = (self.run, &mut self.number);
        self.para.get_or_insert_with(|| Open {
            builder: ParaBuilder::new(),
            run,
            number: number.take(),
            letters: 0,
            linked: 0,
        })
    }

    /// A line break; two of them part paragraphs.
    pub(super) fn line_break(&mut self) -> Result<()> {
        let shown = self.shown();
        if let (Some(open), true) = (&mut self.para, shown) {
            if open.builder.para.text.trim_end_matches(' ').ends_with('\n') {
                return self.end_para();
            }
            open.builder.line_break();
        }
        Ok(())
    }

    pub(super) fn end_para(&mut self) -> Result<()> {
        let Some(open) = self.para.take() else { return Ok(()) };
        let run = open.run;
        let mut para = open.builder.finish();
        if para.text.trim().is_empty() {
            self.number = open.number;
            return Ok(());
        }
        para.kind = run.kind;
        para.contents = run.contents || open.letters > 0 && open.linked == open.letters;
        para.signals.numbering = open.number;
        if run.kind == BlockKind::Heading {
            para.signals.outline_level = run.level;
            para.signals.style = match run.level {
                _ if run.title => Some("Title".to_owned()),
                level => level.map(|level| format!("heading {level}")),
            };
        }
        self.flow.push(para)
    }
}

/// What a page breaks off in.
fn broken_in(mistake: Mistake) -> Option<&'static str> {
    match mistake {
        Mistake::EofInComment => Some("in a comment"),
        Mistake::EofInTag | Mistake::EofBeforeTagName => Some("in a tag"),
        Mistake::EofInScriptHtmlCommentLikeText => Some("in a script"),
        _ => None,
    }
}

/// A line that is wholly a link to another place of the page is one of a contents list when it has company; alone it
/// leads back to the top.
fn unmark_lone_links(paras: &mut [Para]) {
    const COMPANY: usize = 3;
    for run in paras.chunk_by_mut(|a, b| a.contents == b.contents) {
        if run.len() < COMPANY {
            for para in run {
                para.contents = false;
            }
        }
    }
}
