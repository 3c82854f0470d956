//! What several tests share: the labelled corpus, builders of files, a hand-made analysis, a runner of the program.

#![allow(dead_code, unreachable_pub, unused_imports, clippy::unwrap_used)] // each test takes what it needs; a broken builder must fail

pub(crate) mod agreement;
pub(crate) mod browser;
pub(crate) mod build;
pub(crate) mod corpus;
pub(crate) mod figure;
pub(crate) mod floors;
mod hostile;
pub(crate) mod labels;
pub(crate) mod matching;
pub mod program;
mod sample;
pub(crate) mod score;
pub(crate) mod spoil;
pub(crate) mod work;

pub use hostile::{HOSTILE, hostile};
pub use sample::sample;
