//! Readers of sentences: what does each sentence of the report bear on?
//!
//! Third stage: reads [`crate::words`], feeds [`crate::structure`] and [`crate::coverage`]. A reader looks at sentences
//! in their context and knows nothing of statuses; judging a criterion over the whole report is [`crate::coverage`]'s.

mod builtin;
mod choice;
pub mod encoder;
pub(crate) mod minilm;
pub mod ngram;
mod outside;
pub(crate) mod pairs;
mod steps;
pub(crate) mod weights;
pub mod wording;
pub(crate) mod wordpiece;

pub use builtin::{Depth, builtin};
pub(crate) use builtin::{JUDGE, has_more_tokens, pair_reader, vocabulary};
pub use choice::Choice;
pub use outside::{Product, multiply_with};

use crate::document::Document;
use crate::error::Result;
use crate::words::Sentence;

/// What one sentence says, as logits (natural log odds, 0 even, positive more likely than not).
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// Per criterion, in rubric order: the sentence bears on it.
    pub evidence: Vec<f32>,
    /// Per criterion, in rubric order: given that it bears on it, it serves it fully.
    pub quality: Vec<f32>,
    /// Per section, in rubric order: scores of what it speaks about; the softmax of them is a probability.
    pub section: Vec<f32>,
    /// The readings that this one was blended from, encoder first; empty where one reader read alone.
    pub behind: Vec<Reading>,
}

/// Anything that reads sentences.
pub trait Reader {
    /// One entry a sentence, in order; `None` for headings and whatever is too short to be read.
    ///
    /// # Errors
    /// [`crate::Error::Model`] if the fitted weights are damaged.
    fn read(&self, document: &Document, sentences: &[Sentence]) -> Result<Vec<Option<Reading>>>;

    /// [`Reader::read`], telling `on_part` how much is done of how much; a quick reader tells nothing.
    ///
    /// # Errors
    /// As for [`Reader::read`].
    fn read_telling(
        &self,
        document: &Document,
        sentences: &[Sentence],
        _on_part: &mut dyn FnMut(usize, usize),
    ) -> Result<Vec<Option<Reading>>> {
        self.read(document, sentences)
    }
}
