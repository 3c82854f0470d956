//! Reads an apprentice showcase report and says, with quotes, what it shows and what is still open.
//!
//! Data flows one way: [`ingest`] → [`document`] → [`words`] → [`reader`] → [`structure`] → [`coverage`] → [`interview`] → [`view`].
//! [`mod@annotate`] puts the result into a copy of the report itself, [`mod@review`] looks a draft over for its writer, and
//! [`mod@compare`] sets two drafts side by side.
//! What an assessor says ([`judgement`]) and wishes ([`mod@revise`]) changes the result before it is shown.
//! Each stage is a module with one type in and one out; a view computes nothing. The library touches no file,
//! thread or clock, so that it also compiles to WebAssembly.

pub mod analysis;
pub mod annotate;
pub mod cohort;
pub mod compare;
pub mod coverage;
pub mod document;
pub mod error;
pub mod ingest;
pub mod interview;
pub mod judgement;
pub mod personal;
pub mod pipeline;
pub mod questions;
pub mod reader;
pub mod review;
pub mod revise;
pub mod rubric;
mod steady;
pub mod structure;
pub mod view;
pub mod words;

pub use error::{Error, Result};
pub use pipeline::{Options, Stage, analyse, analyse_telling};
pub use revise::{Revision, revise};
