//! What several tests share: the labelled corpus, and builders of files.

#![allow(dead_code)] // each test takes what it needs

pub(crate) mod build;
pub(crate) mod corpus;
