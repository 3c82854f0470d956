//! A paragraph on its way to becoming a block: raw text with its line breaks and tabs, and how its letters look.
//!
//! Readers fill a [`ParaBuilder`] run by run; [`super::flow`] puts the paragraphs in order and [`super::blocks`] turns
//! them into the blocks of the document.

use crate::document::{BlockKind, HeadingSignals};

/// How the letters of a run look.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Look {
    /// Bold.
    pub(crate) bold: bool,
    /// Capitals by format, whatever was typed.
    pub(crate) capitals: bool,
    /// Size in points.
    pub(crate) size_pt: Option<f32>,
}

/// A paragraph with what later steps need to know of it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Para {
    /// Text with `\n` for a line break and `\t` for a tab.
    pub(crate) text: String,
    /// What the format says it is; a [`BlockKind::Paragraph`] may still turn out to be a heading by its look.
    pub(crate) kind: BlockKind,
    /// What the layout says.
    pub(crate) signals: HeadingSignals,
    /// Page it begins on.
    pub(crate) page: Option<u32>,
    /// Stands in a contents field.
    pub(crate) contents: bool,
    /// End of a first line that is wholly bold while the rest is not: a heading with a soft break after it.
    pub(crate) bold_line: Option<usize>,
    /// Notes it refers to, to be placed after it.
    pub(crate) notes: Vec<Para>,
    /// Text boxes anchored in it, to be placed after it.
    pub(crate) boxes: Vec<Para>,
}

impl Para {
    /// A paragraph of plain text.
    pub(crate) fn new(kind: BlockKind, text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            kind,
            signals: HeadingSignals::default(),
            page: None,
            contents: false,
            bold_line: None,
            notes: Vec::new(),
            boxes: Vec::new(),
        }
    }

    /// Number of words.
    pub(crate) fn words(&self) -> usize {
        self.text.split_whitespace().count()
    }
}

/// Sizes that are told apart in one paragraph.
const MOST_SIZES: usize = 32;

/// Collects the runs of one paragraph.
#[derive(Debug)]
pub(crate) struct ParaBuilder {
    /// What is known so far; the reader sets kind, style and page.
    pub(crate) para: Para,
    letters: usize,
    bold: usize,
    capitals: usize,
    /// Letters by size. A paragraph has one or two sizes, so a list will do.
    sizes: Vec<(f32, usize)>,
}

impl ParaBuilder {
    /// An empty paragraph.
    pub(crate) fn new() -> Self {
        Self {
            para: Para::new(BlockKind::Paragraph, ""),
            letters: 0,
            bold: 0,
            capitals: 0,
            sizes: Vec::new(),
        }
    }

    /// Adds text of one look.
    pub(crate) fn push(&mut self, text: &str, look: Look) {
        let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
        self.para.text.push_str(text);
        self.letters += letters;
        if look.bold {
            self.bold += letters;
        }
        self.capitals += if look.capitals {
            letters
        } else {
            text.chars()
                .filter(|c| c.is_alphanumeric() && !c.is_lowercase())
                .count()
        };
        if let (Some(size), true) = (look.size_pt, letters > 0) {
            let room = self.sizes.len() < MOST_SIZES;
            match self.sizes.iter_mut().find(|(s, _)| (*s - size).abs() < 0.1) {
                Some((_, n)) => *n += letters,
                None if room => self.sizes.push((size, letters)),
                None => {}
            }
        }
    }

    /// Adds a line break.
    pub(crate) fn line_break(&mut self) {
        if self.para.bold_line.is_none() && self.letters > 0 && self.bold == self.letters {
            self.para.bold_line = Some(self.para.text.len());
        }
        self.para.text.push('\n');
    }

    /// Adds a tab.
    pub(crate) fn tab(&mut self) {
        self.para.text.push('\t');
    }

    /// The paragraph, its look filled in.
    pub(crate) fn finish(mut self) -> Para {
        let signals = &mut self.para.signals;
        signals.bold = self.letters > 0 && self.bold == self.letters;
        signals.capitals =
            self.letters > 0 && self.capitals == self.letters && self.para.text.chars().any(char::is_alphabetic);
        signals.size_pt = self.sizes.iter().max_by_key(|(_, n)| *n).map(|(size, _)| *size);
        if signals.bold {
            self.para.bold_line = None;
        }
        self.para
    }
}
