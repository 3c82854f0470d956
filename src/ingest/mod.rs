//! Finds the format of a file by its content and reads it into a [`crate::document::Document`].
//!
//! First stage: feeds [`crate::words`]. Ingest is best effort: what can't be read of a document becomes a
//! [`crate::document::Warning`]; only a file that can't be opened or recognised is an error. Each format has its
//! reader; paragraphs become blocks in one place for all of them.

pub(crate) mod blocks;
mod contents;
mod decode;
mod detect;
pub(crate) mod docx;
mod flow;
mod heading_style;
mod html;
pub mod limits;
mod lost;
mod markdown;
mod note_marks;
mod numerals;
mod odt;
pub(crate) mod opc;
mod para;
#[cfg(feature = "pdf")]
pub(crate) mod pdf;
mod pptx;
mod rtf;
mod text;
pub(crate) mod xml;
pub(crate) mod zip;

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
        Kind::Odt => odt::read(bytes, name, limits)?,
        Kind::Md(decoded) => markdown::read(&decoded, name, limits)?,
        Kind::Pdf => read_pdf(bytes, name, limits)?,
        Kind::Rtf => rtf::read(bytes, name, limits)?,
        Kind::Html => html::read(bytes, name, limits)?,
        Kind::Pptx => pptx::read(bytes, name, limits)?,
    };
    if document.blocks.is_empty() {
        return Err(Error::NoText { name: name.to_owned() });
    }
    Ok(document)
}

#[cfg(feature = "pdf")]
fn read_pdf(bytes: &[u8], name: &str, limits: &Limits) -> Result<Document> {
    pdf::read(bytes, name, limits)
}

#[cfg(not(feature = "pdf"))]
fn read_pdf(_: &[u8], name: &str, _: &Limits) -> Result<Document> {
    Err(Error::Unsupported {
        name: name.to_owned(),
        found: "a PDF, and this program was built without its PDF reader".to_owned(),
        cure: "use the original document (.docx, .odt)".to_owned(),
    })
}

/// A warning.
fn warn(place: &str, message: &str) -> Warning {
    Warning {
        place: place.to_owned(),
        message: message.to_owned(),
    }
}

/// The part with the text breaks off: a warning that says where, or an error when nothing was read or a limit passed.
fn broken_off(name: &str, limits: &Limits, part: &str, problem: &xml::Problem, last: Option<&str>) -> Result<Warning> {
    let limit = limits.xml_depth.to_string();
    if problem.too_deep {
        return Err(limits::over(name, "the number of elements inside one another", limit));
    }
    let Some(last) = last else {
        return Err(zip::damaged(name, part, &problem.what));
    };
    let words: Vec<&str> = last.split(' ').collect();
    let end = words.get(words.len().saturating_sub(8)..).unwrap_or_default().join(" ");
    let message = format!(
        "The file is damaged ({}). Text after \"{end}\" is missing; open it in the program that made it and save it again.",
        problem.what
    );
    Ok(warn(part, &message))
}
