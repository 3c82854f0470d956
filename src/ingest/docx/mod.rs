//! Office Open XML text (.docx, and the same in its Strict form).
//!
//! [`package`] finds the parts, [`styles`] and [`numbering`] say how a paragraph looks, [`body`] walks through the text.

mod body;
mod fields;
mod numbering;
mod package;
mod props;
mod styles;

use super::limits::{Limits, over};
use super::xml::{self, Problem};
use super::zip::{Container, damaged};
use super::{blocks, warn};
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
        name,
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
    if let Err(stop) = stopped {
        let last = blocks.last().map(|b| b.text.as_str());
        parts.warnings.insert(0, broken_off(name, limits, main, stop, last)?);
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
    name: &'a str,
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
        let _ = self.name;
        Ok(())
    }
}

/// The main part stopped: an error when nothing was read or a limit was passed, else a warning where it stopped.
fn broken_off(name: &str, limits: &Limits, part: &str, stop: Stop, last: Option<&str>) -> Result<Warning> {
    match (stop, last) {
        (Stop::Error(error), _) => Err(error),
        (Stop::Problem(problem), _) if problem.too_deep => Err(over(
            name,
            "the number of elements inside one another",
            limits.xml_depth.to_string(),
        )),
        (Stop::Problem(problem), None) => Err(damaged(name, part, &problem.what)),
        (Stop::Problem(problem), Some(last)) => {
            let words: Vec<&str> = last.split(' ').collect();
            let end = words.get(words.len().saturating_sub(8)..).unwrap_or_default().join(" ");
            Ok(warn(
                part,
                &format!(
                    "The file is damaged ({}). Text after \"{end}\" is missing; open it in the program that made it and save it again.",
                    problem.what
                ),
            ))
        }
    }
}
