//! What several tests share: the labelled corpus, builders of files, a hand-made analysis, a runner of the program.

#![allow(dead_code, unreachable_pub, unused_imports)] // each test takes what it needs

pub(crate) mod build;
pub(crate) mod corpus;
pub mod program;
mod sample;

pub use sample::sample;
