//! Words and sentences.
//!
//! Second stage: reads [`crate::document`], feeds [`crate::reader`]. A word is a run of characters without white space, as
//! word processors count.

use std::ops::Range;

/// A stretch of a block at sentence grain: a sentence, a part of one too long to stand alone, or a whole short block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Index into [`crate::document::Document::blocks`].
    pub block: usize,
    /// Byte range in the block's text, end-exclusive, without white space at its ends.
    pub span: Range<usize>,
    /// Words in it.
    pub words: usize,
}
