//! Office Open XML text (.docx, and the same in its Strict form).
//!
//! [`package`] finds the parts, [`styles`] and [`numbering`] say how a paragraph looks, [`body`] walks through the text.

mod body;
mod fields;
mod numbering;
mod package;
mod props;
mod styles;
mod symbols;
pub(crate) mod trace;

use super::limits::Limits;
use super::xml::{self, Problem};
use super::zip::{Container, damaged};
use super::{blocks, broken_off, warn};
use crate::Result;
use crate::document::{Document, Format, Warning};
use body::{Body, Notes, Stop};
use package::Package;

/// Reads a .docx.
pub(crate) fn read(bytes: &[u8], name: &str, limits: &Limits) -> Result<Document> {
    let mut container = Container::open(bytes, name, limits)?;
    let package = Package::open(&mut container, name, limits)?;
    let mut parts = Parts {
        container,
        limits,
        warnings: Vec::new(),
    };
    let context = Context {
        name,
        limits,
        styles: parts.optional(package.part("styles"), |t| styles::read(t, limits.xml_depth))?,
        numbering: parts.optional(package.part("numbering"), |t| numbering::read(t, limits.xml_depth))?,
    };
    let mut notes = Notes::default();
    for kind in ["footnotes", "endnotes"] {
        if let Some(part) = package.part(kind)
            && let Some(text) = parts.text(&part)?
        {
            let mut walk = Body::notes(&context, &text, &mut notes);
            let stopped = walk.run();
            parts.survive(&part, stopped)?;
        }
    }
    let main = package.main();
    let text = parts
        .text(main)?
        .ok_or_else(|| damaged(name, main, "this part, which holds the text, is missing"))?;
    let mut walk = Body::document(&context, &text, &mut notes);
    let stopped = walk.run();
    let outcome = walk.finish();
    let pages = outcome.pages;
    parts.warnings.extend(outcome.warnings);
    let blocks = blocks::finish(outcome.paras);
    match stopped {
        Ok(()) => {}
        Err(Stop::Error(error)) => return Err(error),
        Err(Stop::Problem(problem)) => {
            let last = blocks.last().map(|b| b.text.as_str());
            parts
                .warnings
                .insert(0, broken_off(name, limits, main, &problem, last)?);
        }
    }
    parts.count_comments(package.part("comments"))?;
    Ok(Document {
        format: Format::Docx,
        blocks,
        pages,
        warnings: parts.warnings,
    })
}

/// What the walk needs to know of the rest of the file.
pub(crate) struct Context<'a> {
    name: &'a str,
    limits: &'a Limits,
    styles: styles::Styles,
    numbering: numbering::Numbering,
}

/// Reads parts and keeps what went wrong with the lesser ones.
struct Parts<'a> {
    container: Container<'a>,
    limits: &'a Limits,
    warnings: Vec<Warning>,
}

impl Parts<'_> {
    /// The text of a part.
    fn text(&mut self, part: &str) -> Result<Option<String>> {
        let Some(bytes) = self.container.read(part)? else {
            return Ok(None);
        };
        let (text, lossy) = xml::decode(&bytes);
        if lossy {
            self.warnings
                .push(warn(part, "Some characters are damaged and can't be read."));
        }
        Ok(Some(text))
    }

    /// A part that the text can do without: what is broken in it becomes a warning.
    fn optional<T: Default>(
        &mut self,
        part: Option<String>,
        read: impl Fn(&str) -> std::result::Result<T, Problem>,
    ) -> Result<T> {
        let Some(part) = part else { return Ok(T::default()) };
        let Some(text) = self.text(&part)? else {
            return Ok(T::default());
        };
        read(&text).or_else(|problem| {
            self.survive(&part, Err(problem.into()))?;
            Ok(T::default())
        })
    }

    fn survive(&mut self, part: &str, outcome: std::result::Result<(), Stop>) -> Result<()> {
        match outcome {
            Ok(()) => Ok(()),
            Err(Stop::Error(error)) => Err(error),
            Err(Stop::Problem(problem)) => {
                let message = format!("This part is damaged ({}); what it holds may be missing.", problem.what);
                self.warnings.push(warn(part, &message));
                Ok(())
            }
        }
    }

    /// Comments are not report text, but whoever counts must know of them.
    fn count_comments(&mut self, part: Option<String>) -> Result<()> {
        let Some(part) = part else { return Ok(()) };
        let Some(text) = self.text(&part)? else { return Ok(()) };
        let count = body::count_comments(&text, self.limits.xml_depth);
        if count > 0 {
            let message = format!("{count} comment(s) in the margin were left out; they are not report text.");
            self.warnings.push(warn("comments", &message));
        }
        Ok(())
    }
}
