//! Ways to show an [`Analysis`]: on a terminal, as JSON, as Markdown, as a web page, as a
//! Word document.
//!
//! Last stage. Views only arrange what is there: they decide nothing, and all of them say the same. Names and
//! wordings that the analysis refers to by code come from the rubric it was made with.

pub mod cohort;
pub mod docx;
pub mod html;
pub mod json;
pub mod markdown;
pub(crate) mod phrases;
pub mod questions;
pub mod review;
pub mod terminal;
pub(crate) mod text;

pub use text::{neutral, wrap};

use crate::analysis::Analysis;
use crate::rubric::Rubric;

/// What a view shows.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'a> {
    /// The result.
    pub analysis: &'a Analysis,
    /// The rubric it was made with.
    pub rubric: &'a Rubric,
    /// Which of it.
    pub part: Part,
}

/// How much of an analysis is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Everything.
    Whole,
    /// The interview plan (with the warnings).
    Interview,
}
