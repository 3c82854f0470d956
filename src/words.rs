//! Words and sentences.
//!
//! Second stage: reads [`crate::document`], feeds [`crate::reader`]. A word is a run of characters without white space, as
//! word processors count.

mod ledger;
mod lower;
mod presentation;
mod split;

use crate::document::Document;
use serde::{Deserialize, Serialize};
use std::ops::Range;

pub use ledger::ledger;
pub(crate) use lower::{lower_words, triples};
pub use presentation::presentation;
pub use split::split;

/// Number of words: runs of characters without white space.
pub fn count(text: &str) -> u32 {
    let words = text.split(split::is_space).filter(|word| !word.is_empty());
    u32::try_from(words.count()).unwrap_or(u32::MAX)
}

/// The sentences of every block, headings too, in order.
pub fn sentences(document: &Document) -> Vec<Sentence> {
    let of_block = |(block, text): (usize, &str)| {
        let found = split(text).into_iter().map(move |span| Sentence {
            block,
            words: count(&text[span.clone()]) as usize,
            span,
        });
        found.collect::<Vec<_>>()
    };
    let texts = document.blocks.iter().map(|block| block.text.as_str());
    texts.enumerate().flat_map(of_block).collect()
}

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

/// Words of one section against its guide.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct SectionWords {
    /// Section id, e.g. 1.1.
    pub id: String,
    /// Title as in the rubric.
    pub title: String,
    /// Counted words of the blocks that speak about it; a block of two sections counts half for each.
    pub words: u32,
    /// The guide in words, where there is one: least, most.
    pub guide: Option<(u32, u32)>,
    /// What the guide says of it, in words ("60 words over the guide of 100 to 150"), advice only.
    pub advice: String,
}

/// Words of one task.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct TaskWords {
    /// Task id.
    pub id: String,
    /// Title as in the rubric.
    pub title: String,
    /// Counted words.
    pub words: u32,
    /// Sum of its sections' guides, least and most.
    pub guide: Option<(u32, u32)>,
}

/// The count and what it is made of. `counted` + `appendix` + `left_out` = `total`; tasks and `other` add up to
/// `counted`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct WordLedger {
    /// Words that count: everything outside the appendix.
    pub counted: u32,
    /// Of these, on the cover and in the contents list.
    pub front: u32,
    /// Of these, in headings (front matter not included).
    pub headings: u32,
    /// Of these, in tables.
    pub tables: u32,
    /// Of these, in footnotes and endnotes.
    pub notes: u32,
    /// Of these, in text that belongs to no section: cover, introduction, conclusion, headings of tasks.
    pub other: u32,
    /// Words of the appendix, not counted.
    pub appendix: u32,
    /// Words of other parts that the rule leaves out; none where it leaves out the appendix alone.
    pub left_out: u32,
    /// All words.
    pub total: u32,
    /// The rule's maximum.
    pub limit: Option<u32>,
    /// What the rule says of the count, in its own wording, e.g. "312 words over the recommended maximum of 4,500".
    pub advice: String,
    /// Per task, in order.
    pub tasks: Vec<TaskWords>,
    /// Per section, in order.
    pub sections: Vec<SectionWords>,
}

impl WordLedger {
    /// The same count without the guides for written reports: a presentation has others.
    #[must_use]
    pub fn without_guides(mut self, advice: &str) -> Self {
        self.limit = None;
        advice.clone_into(&mut self.advice);
        self.tasks.iter_mut().for_each(|task| task.guide = None);
        for section in &mut self.sections {
            section.guide = None;
            section.advice.clear();
        }
        self
    }
}

/// Slides of one task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct TaskSlides {
    /// Task id.
    pub id: String,
    /// Title as in the rubric.
    pub title: String,
    /// Numbers of the slides that speak about it.
    pub slides: Vec<u32>,
    /// Slides it has in the guide's sample.
    pub sample_slides: u32,
    /// The guide's time for it, in minutes.
    pub minutes: Option<u32>,
}

/// A presentation against its guides. Every slide is in one of `tasks`, `appendix` and `other`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct PresentationLedger {
    /// Slides in the file, hidden ones included.
    pub slides: u32,
    /// Slides of the guide's sample, the appendix included.
    pub sample_slides: u32,
    /// The guide's time for the whole, in minutes.
    pub minutes: u32,
    /// Per task, in order.
    pub tasks: Vec<TaskSlides>,
    /// Numbers of the slides of the appendix.
    pub appendix: Vec<u32>,
    /// Numbers of the slides that belong to no task: title, contents, introduction, pictures alone.
    pub other: Vec<u32>,
    /// What the guide says of it, in words; advice only.
    pub advice: String,
}
