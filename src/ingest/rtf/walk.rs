//! Walks through the pieces of the file: one loop, and a stack of groups.

use super::encoding::{Charset, signs};
use super::head::Head;
use super::places::{Opens, opens};
use super::state::{AtEnd, Letters, Lines, Place, State};
use super::text::Context;
use super::tokens::{Token, Tokens};
use crate::Result;
use crate::document::Warning;
use crate::ingest::flow::{Collector, Flow, one_note};
use crate::ingest::limits::{Limits, over};
use crate::ingest::lost::Lost;
use crate::ingest::para::{Para, ParaBuilder};
use crate::ingest::warn;
use encoding_rs::{Encoding, WINDOWS_1252};

/// Characters of the code of a field that are looked at.
const CODE: usize = 200;

/// What the walk found.
pub(super) struct Outcome<'a> {
    pub(super) paras: Vec<Para>,
    pub(super) warnings: Vec<Warning>,
    /// The file breaks off.
    pub(super) cut: bool,
    /// What stands behind the end.
    pub(super) behind: &'a [u8],
}

/// The walk.
pub(super) struct Walk<'a> {
    tokens: Tokens<'a>,
    name: &'a str,
    limits: &'a Limits,
    pub(super) flow: Flow<'a>,
    groups: Vec<State>,
    pub(super) state: State,
    pub(super) head: Head,
    pub(super) page: &'static Encoding,
    pub(super) old_page: bool,
    pub(super) default_font: i32,
    /// Bytes of text that wait for the rest of their character.
    waiting: Vec<u8>,
    /// First half of a character beyond the first 65,536.
    half: Option<u16>,
    /// Characters to pass over, which stand for one that was read.
    pass: usize,
    /// The next word begins a group that old programs pass over.
    pub(super) optional: bool,
    /// The body, and the notes and boxes that are open in it.
    pub(super) contexts: Vec<Context>,
    fields: Vec<String>,
    pub(super) label: String,
    pub(super) in_deletion: bool,
    pub(super) lost: Lost,
}

impl<'a> Walk<'a> {
    pub(super) fn new(bytes: &'a [u8], name: &'a str, limits: &'a Limits) -> Self {
        Self {
            tokens: Tokens::new(bytes),
            name,
            limits,
            flow: Flow::new(name, limits),
            groups: Vec::new(),
            state: State::new(),
            head: Head::default(),
            page: WINDOWS_1252,
            old_page: false,
            default_font: 0,
            waiting: Vec::new(),
            half: None,
            pass: 0,
            optional: false,
            contexts: vec![Context::default()],
            fields: Vec::new(),
            label: String::new(),
            in_deletion: false,
            lost: Lost::default(),
        }
    }

    /// Walks to the end, or to where the file breaks off.
    pub(super) fn run(mut self) -> Result<Outcome<'a>> {
        let mut begun = false;
        while let Some(token) = self.tokens.next() {
            self.take(token)?;
            begun |= token == Token::Open;
            if begun && self.groups.is_empty() {
                break;
            }
        }
        self.flush();
        let cut = !self.groups.is_empty();
        while self.contexts.len() > 1 {
            self.end_context(false)?;
        }
        self.end_para(0)?;
        let mut warnings = self.lost.warnings();
        if self.old_page {
            warnings.push(warn(
                "the text",
                "It is in a code page of DOS; letters with accents may be wrong.",
            ));
        }
        Ok(Outcome {
            paras: self.flow.finish(),
            warnings,
            cut,
            behind: self.tokens.rest(),
        })
    }

    fn take(&mut self, token: Token) -> Result<()> {
        match token {
            Token::Bytes(bytes) => {
                let passed = self.pass.min(bytes.len());
                self.pass -= passed;
                self.bytes(bytes.get(passed..).unwrap_or_default());
                return Ok(());
            }
            Token::Byte(byte) => {
                match self.pass {
                    0 => self.bytes(&[byte]),
                    _ => self.pass -= 1,
                }
                return Ok(());
            }
            _ => self.flush(),
        }
        match token {
            Token::Open => self.open(),
            Token::Close => self.close(),
            Token::Word(..) | Token::Symbol(_) if self.pass > 0 => {
                self.pass -= 1;
                Ok(())
            }
            Token::Word(word, number) => self.word(word, number),
            Token::Symbol(symbol) => self.symbol(symbol),
            Token::Bytes(_) | Token::Byte(_) => Ok(()),
        }
    }

    fn open(&mut self) -> Result<()> {
        if self.groups.len() >= self.limits.xml_depth {
            let limit = self.limits.xml_depth.to_string();
            return Err(over(self.name, "the number of groups inside one another", limit));
        }
        self.groups.push(self.state);
        self.pass = 0;
        self.optional = false;
        if self.state.place == Place::Styles {
            if self.state.at_end == AtEnd::Entry {
                self.state.place = Place::Skip;
            } else {
                self.head.open_style();
                self.state.at_end = AtEnd::Entry;
                return Ok(());
            }
        }
        self.state.at_end = AtEnd::Nothing;
        Ok(())
    }

    fn close(&mut self) -> Result<()> {
        self.pass = 0;
        self.optional = false;
        match self.state.at_end {
            AtEnd::Nothing => {}
            AtEnd::Note => self.end_context(true)?,
            AtEnd::TextBox => self.end_context(false)?,
            AtEnd::Field => {
                self.fields.pop();
            }
            AtEnd::Label => {
                let label = std::mem::take(&mut self.label);
                if let Some(context) = self.contexts.last_mut() {
                    context.label = Some(label);
                }
            }
            AtEnd::Entry => self.head.close_style(),
        }
        if let Some(state) = self.groups.pop() {
            self.state = state;
        }
        Ok(())
    }

    fn word(&mut self, word: &str, number: Option<i32>) -> Result<()> {
        let optional = std::mem::take(&mut self.optional);
        if self.state.place == Place::Skip {
            return Ok(());
        }
        if let Some(opens) = opens(word) {
            return self.begin(opens);
        }
        match self.state.place {
            Place::Fonts => self.head.font_word(word, number.unwrap_or(0)),
            Place::Colours => self.head.colour_word(word, number.unwrap_or(0)),
            Place::Styles => self.head.style_word(word, number),
            _ if optional => self.state.place = Place::Skip,
            Place::Body | Place::Label | Place::Around => return self.text_word(word, number),
            Place::Skip | Place::Code => {}
        }
        Ok(())
    }

    fn begin(&mut self, opens: Opens) -> Result<()> {
        let shown = self.state.place == Place::Body;
        match opens {
            Opens::Place(place) => {
                self.state.place = place;
                if place == Place::Label {
                    self.label.clear();
                    self.state.at_end = AtEnd::Label;
                }
            }
            Opens::Note => self.begin_context(Collector::Note, AtEnd::Note)?,
            Opens::TextBox => self.begin_context(Collector::TextBox, AtEnd::TextBox)?,
            Opens::Field => {
                self.fields.push(String::new());
                self.state.at_end = AtEnd::Field;
            }
            Opens::Result => {
                let code = self.fields.last().map_or("", |code| code.trim_start());
                self.state.contents |= code.get(..3).is_some_and(|c| c.eq_ignore_ascii_case("TOC"));
            }
            Opens::Comment => {
                self.lost.comments += 1;
                self.state.place = Place::Skip;
            }
            Opens::Picture => {
                self.lost.pictures += usize::from(shown || self.state.place == Place::Around);
                self.state.place = Place::Skip;
            }
            Opens::Object => {
                self.lost.embedded += 1;
                self.state.place = Place::Around;
            }
        }
        Ok(())
    }

    fn begin_context(&mut self, what: Collector, at_end: AtEnd) -> Result<()> {
        // A group can be one thing only.
        if self.state.at_end != AtEnd::Nothing {
            return Ok(());
        }
        self.flow.open(what)?;
        self.contexts.push(Context::default());
        self.state.at_end = at_end;
        self.state.place = Place::Body;
        self.state.lines = Lines::default();
        self.state.letters = Letters::plain(self.default_font);
        self.set_font(self.default_font);
        Ok(())
    }

    /// Ends a note or box, which belongs to the paragraph it is anchored in.
    fn end_context(&mut self, note: bool) -> Result<()> {
        self.end_para(0)?;
        if self.contexts.len() < 2 {
            return Ok(());
        }
        self.contexts.pop();
        let paras = self.flow.close();
        if let Some(context) = self.contexts.last_mut() {
            let para = &mut context.para.get_or_insert_with(ParaBuilder::new).para;
            if note {
                para.notes.extend(one_note(paras));
            } else {
                para.boxes.extend(paras);
            }
        }
        Ok(())
    }

    /// A character by its number in Unicode, in one or two halves.
    pub(super) fn unicode(&mut self, value: i32) {
        self.pass = self.state.fallback;
        let Ok(unit) = u16::try_from(value & 0xFFFF) else {
            return;
        };
        let units = match self.half.take() {
            Some(half) if (0xDC00..0xE000).contains(&unit) => vec![half, unit],
            _ if (0xD800..0xDC00).contains(&unit) => {
                self.half = Some(unit);
                return;
            }
            _ => vec![unit],
        };
        for c in char::decode_utf16(units).flatten() {
            // Signs of fonts of signs; the bullets among them are known later.
            if !('\u{e000}'..='\u{f8ff}').contains(&c) || matches!(c, '\u{f0b7}' | '\u{f0a7}' | '\u{f0d8}' | '\u{f0fc}')
            {
                self.out(c.encode_utf8(&mut [0; 4]));
            }
        }
    }

    /// Bytes of text.
    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        match self.state.place {
            Place::Body | Place::Label | Place::Styles => self.waiting.extend(bytes),
            Place::Colours => self.head.colour_text(bytes),
            Place::Code => {
                if let Some(code) = self.fields.last_mut().filter(|code| code.len() < CODE) {
                    code.extend(bytes.iter().take(CODE).map(|b| char::from(*b)));
                }
            }
            Place::Around | Place::Skip | Place::Fonts => {}
        }
    }

    /// Decodes what waits.
    fn flush(&mut self) {
        if self.waiting.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.waiting);
        let text = match self.state.charset {
            Charset::Signs => signs(&bytes),
            Charset::Page(page) => page.decode_without_bom_handling(&bytes).0.into_owned(),
            Charset::File => self.page.decode_without_bom_handling(&bytes).0.into_owned(),
        };
        self.half = None;
        self.out(&text);
    }
}
