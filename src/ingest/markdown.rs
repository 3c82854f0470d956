//! `CommonMark`, with the tables and footnotes most editors add.

mod html;

use super::blocks;
use super::decode::Decoded;
use super::flow::{Collector, Flow, one_note};
use super::limits::{Limits, over};
use super::lost::Lost;
use super::note_marks::{note_mark, place_notes};
use super::para::{Look, Para, ParaBuilder};
use super::warn;
use crate::Result;
use crate::document::{BlockKind, Document, Format, Warning};
use crate::words::count;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::collections::BTreeMap;

/// Reads Markdown.
pub(crate) fn read(decoded: &Decoded, name: &str, limits: &Limits) -> Result<Document> {
    if decoded.text.len() > limits.characters {
        return Err(over(name, "the amount of text", limits.characters.to_string()));
    }
    let (settings, text) = front_matter(&decoded.text);
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let mut walk = Walk::new(name, limits);
    for (event, place) in Parser::new_ext(text, options).into_offset_iter() {
        if event == Event::End(TagEnd::TableRow) {
            walk.cells_beyond(text.get(place).unwrap_or_default())?;
        }
        walk.take(event)?;
    }
    walk.end_para()?;
    let left_out = settings_left_out(settings).into_iter().chain(walk.left_out());
    let warnings = decoded.warnings.iter().cloned().chain(left_out).collect();
    let mut paras = walk.flow.finish();
    place_notes(&mut paras, walk.notes);
    Ok(Document {
        format: Format::Md,
        blocks: blocks::finish(paras),
        pages: None,
        warnings,
    })
}

/// Settings between two lines of --- at the very top are for a publishing program; then the text.
fn front_matter(text: &str) -> (&str, &str) {
    let Some(rest) = text.strip_prefix("---\n") else {
        return ("", text);
    };
    match rest.split_once("\n---\n") {
        Some((head, body)) if head.lines().all(|l| l.contains(':') || l.starts_with([' ', '-', '#'])) => (head, body),
        _ => ("", text),
    }
}

fn settings_left_out(settings: &str) -> Option<Warning> {
    let message = format!(
        "{} words of settings between the lines --- at the top were left out.",
        count(settings)
    );
    (!settings.is_empty()).then(|| warn("settings", &message))
}

struct Walk<'a> {
    flow: Flow<'a>,
    para: Option<ParaBuilder>,
    kind: BlockKind,
    level: Option<u8>,
    bold: usize,
    struck: usize,
    struck_words: u32,
    html: html::Lines,
    quiet: usize,
    lost: Lost,
    columns: usize,
    items: usize,
    note: Option<String>,
    notes: BTreeMap<String, Vec<Para>>,
}

impl<'a> Walk<'a> {
    fn new(name: &'a str, limits: &'a Limits) -> Self {
        Self {
            flow: Flow::new(name, limits),
            para: None,
            kind: BlockKind::Paragraph,
            level: None,
            bold: 0,
            struck: 0,
            struck_words: 0,
            html: html::Lines::default(),
            quiet: 0,
            lost: Lost::default(),
            columns: 0,
            items: 0,
            note: None,
            notes: BTreeMap::new(),
        }
    }

    fn take(&mut self, event: Event) -> Result<()> {
        match event {
            Event::Start(tag) => self.start(&tag)?,
            Event::End(tag) => self.end(tag)?,
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.text(&text);
            }
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.para().line_break(),
            Event::InlineHtml(html) if html.trim_start().starts_with("<br") => self.para().line_break(),
            // Mark of the note a paragraph refers to; taken out again when notes are placed.
            Event::FootnoteReference(label) => {
                let mark = note_mark(&label);
                self.para().push(&mark, Look::default());
            }
            Event::Rule => self.end_para()?,
            Event::Html(html) => {
                let text = self.html.text(&html);
                self.text(&text);
            }
            Event::InlineHtml(tag) if !html::is_tag(&tag) => self.text(&tag),
            Event::InlineHtml(_) | Event::TaskListMarker(_) => {}
        }
        Ok(())
    }

    fn start(&mut self, tag: &Tag) -> Result<()> {
        match tag {
            Tag::Paragraph | Tag::CodeBlock(_) | Tag::HtmlBlock => self.begin(BlockKind::Paragraph)?,
            Tag::Heading { level, .. } => {
                self.begin(BlockKind::Heading)?;
                self.level = Some(number(*level));
            }
            Tag::Item => {
                self.items += 1;
                self.begin(BlockKind::ListItem)?;
            }
            Tag::Table(columns) => {
                self.columns = columns.len();
                self.open(Collector::Table)?;
            }
            Tag::TableHead | Tag::TableRow => self.open(Collector::Row)?,
            Tag::TableCell => self.open(Collector::Cell)?,
            Tag::FootnoteDefinition(label) => {
                self.open(Collector::Note)?;
                self.note = Some(label.to_string());
            }
            Tag::Strong => self.bold += 1,
            Tag::Strikethrough => self.struck += 1,
            // The description of a picture is no text of the report.
            Tag::Image { .. } => {
                self.lost.pictures += 1;
                self.quiet += 1;
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, tag: TagEnd) -> Result<()> {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::HtmlBlock => self.end_para()?,
            TagEnd::Item => {
                self.end_para()?;
                self.items = self.items.saturating_sub(1);
            }
            TagEnd::Table | TagEnd::TableHead | TagEnd::TableRow | TagEnd::TableCell => {
                self.end_para()?;
                self.flow.close();
            }
            TagEnd::FootnoteDefinition => {
                self.end_para()?;
                let note = one_note(self.flow.close());
                if let Some(label) = self.note.take() {
                    self.notes.insert(label, note);
                }
            }
            TagEnd::Strong => self.bold = self.bold.saturating_sub(1),
            TagEnd::Strikethrough => self.struck = self.struck.saturating_sub(1),
            TagEnd::Image => self.quiet = self.quiet.saturating_sub(1),
            _ => {}
        }
        Ok(())
    }

    fn left_out(&self) -> impl Iterator<Item = Warning> {
        let message = format!("{} words that are struck out were left out.", self.struck_words);
        let struck = (self.struck_words > 0).then(|| warn("struck-out text", &message));
        struck.into_iter().chain(self.lost.warnings())
    }

    /// Cells to the right of the last heading, which the parser drops; they stand as they were typed.
    fn cells_beyond(&mut self, row: &str) -> Result<()> {
        for cell in cells(row).skip(self.columns).filter(|cell| !cell.is_empty()) {
            self.open(Collector::Cell)?;
            self.text(cell);
            self.end_para()?;
            self.flow.close();
        }
        Ok(())
    }

    fn open(&mut self, what: Collector) -> Result<()> {
        self.end_para()?;
        self.flow.open(what)
    }

    fn begin(&mut self, kind: BlockKind) -> Result<()> {
        self.end_para()?;
        self.kind = match kind {
            BlockKind::Paragraph if self.items > 0 => BlockKind::ListItem,
            kind => kind,
        };
        Ok(())
    }

    fn para(&mut self) -> &mut ParaBuilder {
        self.para.get_or_insert_with(ParaBuilder::new)
    }

    /// Struck-out text is text that was taken back.
    fn text(&mut self, text: &str) {
        if self.struck > 0 {
            self.struck_words += count(text);
        }
        if self.quiet > 0 || self.struck > 0 {
            return;
        }
        let look = Look {
            bold: self.bold > 0,
            ..Look::default()
        };
        self.para().push(text, look);
    }

    fn end_para(&mut self) -> Result<()> {
        if let Some(builder) = self.para.take() {
            let mut para = builder.finish();
            para.kind = self.kind;
            para.signals.outline_level = self.level;
            self.flow.push(para)?;
        }
        self.level = None;
        self.kind = BlockKind::Paragraph;
        Ok(())
    }
}

/// The cells of a row of a table as they were typed.
fn cells(row: &str) -> impl Iterator<Item = &str> {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let mut escaped = false;
    let parts = row.split(move |c: char| {
        let ends = c == '|' && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    });
    parts.map(str::trim)
}

fn number(level: HeadingLevel) -> u8 {
    level as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &str) -> Vec<(BlockKind, String)> {
        let decoded = Decoded {
            text: text.to_owned(),
            warnings: Vec::new(),
        };
        let document = read(&decoded, "x.md", &Limits::default()).unwrap();
        document.blocks.into_iter().map(|b| (b.kind, b.text)).collect()
    }

    #[test]
    fn text_between_tags_is_text() {
        for text in [
            "before\n\n<div>I rang her</div>\n\nafter",
            "before\n\n<table><tr><td>I rang her</td></tr></table>\n\nafter",
            "before\n\n<details>\n<summary>I rang her</summary>\n</details>\n\nafter",
        ] {
            let found: Vec<String> = blocks(text).into_iter().map(|b| b.1).collect();
            assert_eq!(found, ["before", "I rang her", "after"], "{text}");
        }
        let found = blocks("My target was <ten minutes and >80% satisfaction");
        assert_eq!(found[0].1, "My target was <ten minutes and >80% satisfaction");
    }

    #[test]
    fn headings_lists_tables_and_notes_are_blocks() {
        use BlockKind::{Heading, ListItem, Note, Paragraph, TableCell};
        let text = "# Aims\n\nWe *sell*[^1]\nshoes.\n\n- one\n- two\n  1. deep\n\n| a | b |\n|---|---|\n| c | d |\n\n[^1]: In shops.\n";
        let kinds: Vec<BlockKind> = blocks(text).iter().map(|b| b.0).collect();
        assert_eq!(
            kinds,
            [
                Heading, Paragraph, Note, ListItem, ListItem, ListItem, TableCell, TableCell, TableCell, TableCell
            ]
        );
        assert_eq!(blocks(text)[1].1, "We sell shoes.");
    }

    #[test]
    fn cells_beyond_the_headings_are_text_too() {
        let text = "| a | b |\n|---|---|\n| c | d | I \\| rang | her |\n| e |\n";
        let found: Vec<String> = blocks(text).into_iter().map(|b| b.1).collect();
        assert_eq!(found, ["a", "b", "c", "d", "I \\| rang", "her", "e"]);
    }

    #[test]
    fn what_is_left_out_is_told() {
        let decoded = Decoded {
            text: "---\ntitle: My report\n---\n\nA ~~not~~ ![photo](p.png) end\n".to_owned(),
            warnings: Vec::new(),
        };
        let document = read(&decoded, "x.md", &Limits::default()).unwrap();
        let places: Vec<&str> = document.warnings.iter().map(|w| w.place.as_str()).collect();
        assert_eq!(places, ["settings", "struck-out text", "pictures"]);
    }

    #[test]
    fn markup_is_not_text() {
        let got = blocks("**My team**\n\nA ~~not~~ [link](http://x.y) ![photo](p.png)<br>end\n");
        assert_eq!(got[0], (BlockKind::Heading, "My team".to_owned()));
        assert_eq!(got[1].1, "A link end");
    }
}
