//! Finds the format of a file by its content and reads it into a [`crate::document::Document`].
//!
//! First stage: feeds [`crate::words`]. Ingest is best effort: what can't be read of a document becomes a
//! [`crate::document::Warning`]; only a file that can't be opened or recognised is an error. Each format has its
//! reader; paragraphs become blocks in one place for all of them.

mod blocks;
mod contents;
mod decode;
mod detect;
mod docx;
mod flow;
mod heading_style;
pub mod limits;
mod lost;
mod para;
mod text;
mod xml;
mod zip;

use crate::document::{Document, Warning};
use crate::{Error, Result};
use detect::Kind;
use limits::Limits;

/// Reads a report, whatever format it is in; `name` is used in messages, and its ending only to tell Markdown from
/// plain text.
///
/// # Errors
/// [`Error::Empty`], [`Error::Unsupported`], [`Error::Protected`] or [`Error::Unrecognised`] for what is no report that
/// can be read; [`Error::Damaged`] where the container or its text is broken; [`Error::OverLimit`] where a limit is passed;
/// [`Error::NoText`] where a document opens and holds no word.
pub fn read(bytes: &[u8], name: &str, limits: &Limits) -> Result<Document> {
    limits.check_input(bytes, name)?;
    let document = match detect::kind(bytes, name, limits)? {
        Kind::Docx => docx::read(bytes, name, limits)?,
        Kind::Txt(decoded) => text::read(&decoded, name, limits)?,
        Kind::Md(_) | Kind::Odt | Kind::Pdf => return Err(Error::Unrecognised { name: name.to_owned() }),
    };
    if document.blocks.is_empty() {
        return Err(Error::NoText { name: name.to_owned() });
    }
    Ok(document)
}

/// A warning.
fn warn(place: &str, message: &str) -> Warning {
    Warning {
        place: place.to_owned(),
        message: message.to_owned(),
    }
}
