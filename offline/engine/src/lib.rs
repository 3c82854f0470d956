//! The library as the offline page calls it.
//!
//! The page puts a question (JSON) and the bytes that belong to it into [`Parts`], and gets bytes or a message back. Nothing is
//! remembered between questions: what the page wants to go on with, it keeps and hands in again, so that an instance
//! that a hostile file brought down can be replaced by a new one at any time.

#[cfg(target_family = "wasm")]
mod abi;
mod ask;
mod cohort;
mod files;

pub use ask::{Parts, answer};
