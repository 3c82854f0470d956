//! `OpenDocument` text (.odt): the same ground as .docx.
//!
//! [`styles`] says how text looks, [`lists`] counts automatic numbers, [`body`] walks through the text.

mod body;
mod lists;
mod styles;

use super::limits::{Limits, over};
use super::xml::{self, Item, Xml};
use super::zip::{Container, damaged};
use super::{blocks, broken_off, warn};
use crate::Result;
use crate::document::{Document, Format, Warning};
use body::{Body, Stop};
use std::collections::BTreeMap;
use styles::Styles;

/// Equations are little files of their own; no report has more.
const MOST_OBJECTS: usize = 500;

/// Reads an .odt.
pub(crate) fn read(bytes: &[u8], name: &str, limits: &Limits) -> Result<Document> {
    let mut container = Container::open(bytes, name, limits)?;
    let mut warnings: Vec<Warning> = Vec::new();
    let mut styles = Styles::default();
    if let Some(bytes) = container.read("styles.xml")? {
        let (text, _) = xml::decode(&bytes);
        if let Err(problem) = styles.read(&text, limits.xml_depth) {
            let message = format!("The styles are damaged ({}); headings may be missed.", problem.what);
            warnings.push(warn("styles.xml", &message));
        }
    }
    let bytes = container
        .read("content.xml")?
        .ok_or_else(|| damaged(name, "content.xml", "this part, which holds the text, is missing"))?;
    let (text, lossy) = xml::decode(&bytes);
    if lossy {
        warnings.push(warn("content.xml", "Some characters are damaged and can't be read."));
    }
    // Where the part breaks off, the walk below finds it and says so.
    let _ = styles.read(&text, limits.xml_depth);
    styles.resolve();
    let objects = equations(&mut container, name, limits)?;
    let mut walk = Body::new(&text, name, limits, &styles, &objects);
    let stopped = walk.run();
    let outcome = walk.finish();
    warnings.extend(outcome.warnings);
    let blocks = blocks::finish(outcome.paras);
    match stopped {
        Ok(()) => {}
        Err(Stop::Error(error)) => return Err(error),
        Err(Stop::Problem(problem)) => {
            let last = blocks.last().map(|b| b.text.as_str());
            warnings.insert(0, broken_off(name, limits, "content.xml", &problem, last)?);
        }
    }
    Ok(Document {
        format: Format::Odt,
        blocks,
        pages: outcome.pages,
        warnings,
    })
}

/// The text of equations, which are documents inside the document, by the name they are placed with.
fn equations(container: &mut Container, name: &str, limits: &Limits) -> Result<BTreeMap<String, String>> {
    let parts: Vec<String> = container
        .names()
        .into_iter()
        .filter(|n| n.starts_with("Object ") && n.ends_with("/content.xml"))
        .collect();
    if parts.len() > MOST_OBJECTS {
        return Err(over(name, "the number of objects", MOST_OBJECTS.to_string()));
    }
    let mut out = BTreeMap::new();
    for part in parts {
        if let Some(bytes) = container.read(&part)? {
            let (text, _) = xml::decode(&bytes);
            if let Some(equation) = equation(&text, limits.xml_depth) {
                out.insert(part.trim_end_matches("/content.xml").to_owned(), equation);
            }
        }
    }
    Ok(out)
}

/// The letters and signs of an equation; none for another kind of object, such as a chart.
fn equation(text: &str, depth: usize) -> Option<String> {
    let mut xml = Xml::new(text, depth);
    let mut out = String::new();
    let mut root = false;
    loop {
        match xml.next().ok()? {
            Item::Open(tag) if !root && tag.local() != "math" => return None,
            Item::Open(tag) if tag.local() == "annotation" => xml.skip().ok()?,
            Item::Open(_) => root = true,
            Item::Text(t) => out.push_str(t.trim()),
            Item::Close => {}
            Item::End => return Some(out),
        }
    }
}
