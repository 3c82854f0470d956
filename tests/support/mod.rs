//! What several tests share: the labelled corpus, and builders of files.

#![allow(dead_code, clippy::unwrap_used)] // each test takes what it needs, and a broken builder must fail

pub(crate) mod build;
pub(crate) mod corpus;
