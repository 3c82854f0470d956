//! The report as text: blocks in reading order, whatever format it came in.
//!
//! Written by [`crate::ingest`], read by every later stage. A block is what a reader sees as one unit: a heading, a
//! paragraph, an item of a list, the cell of a table, a footnote, a caption. Text that a word processor
//! generates (list numbers, page numbers, running headers) is never in a block.

use serde::{Deserialize, Serialize};

/// The file format a document was read from, found by content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Office Open XML text.
    Docx,
    /// `OpenDocument` text.
    Odt,
    /// Portable Document Format.
    Pdf,
    /// Plain text.
    Txt,
    /// Markdown.
    Md,
    /// Rich Text Format.
    Rtf,
    /// A web page.
    Html,
    /// Office Open XML presentation.
    Pptx,
}

/// What a block is in the report's layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// A heading, by style, outline level or look.
    Heading,
    /// Running text.
    Paragraph,
    /// One item of a bulleted or numbered list.
    ListItem,
    /// One cell of a table (cells come row by row).
    TableCell,
    /// A footnote or endnote, placed after the block that refers to it.
    Note,
    /// A caption of a picture or table.
    Caption,
}

/// What the layout says about a block being a heading. All are facts of the file; the decision is elsewhere.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct HeadingSignals {
    /// Style name as in the file, resolved through inheritance ("heading 1", "Title").
    pub style: Option<String>,
    /// Outline level, 1 the highest.
    pub outline_level: Option<u8>,
    /// Automatic number or label in front of the block ("2.1"), which is not part of its text.
    pub numbering: Option<String>,
    /// All letters are bold.
    pub bold: bool,
    /// All letters are capitals (typed or by format).
    pub capitals: bool,
    /// Font size in points, where known.
    pub size_pt: Option<f32>,
}

/// One unit of text.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// What it is in the layout.
    pub kind: BlockKind,
    /// Its text, never empty, white space inside collapsed to single spaces, none at the ends.
    pub text: String,
    /// What the layout says about it.
    pub signals: HeadingSignals,
    /// Page it begins on, from 1, where the format tells; the slide, in a presentation.
    pub page: Option<u32>,
    /// Belongs to a table of contents (a contents field, or recognised as such).
    pub contents: bool,
}

impl Block {
    /// A block with no layout signals, as plain formats give.
    pub fn new(kind: BlockKind, text: impl Into<String>) -> Self {
        Self {
            kind,
            text: text.into(),
            signals: HeadingSignals::default(),
            page: None,
            contents: false,
        }
    }
}

/// Something in the file that could not be read, or that a reader of the result must know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Warning {
    /// Where: "page 3", "word/footnotes.xml", "table 2".
    pub place: String,
    /// What, in one plain sentence.
    pub message: String,
}

/// The whole report as text.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Format it was read from.
    pub format: Format,
    /// Blocks in reading order.
    pub blocks: Vec<Block>,
    /// Number of pages, where the format tells; of slides, in a presentation.
    pub pages: Option<u32>,
    /// Whatever was lost or is doubtful.
    pub warnings: Vec<Warning>,
}
