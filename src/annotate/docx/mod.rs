//! Comments in a Word file: put in by place, so that every other byte of its parts stays as it was, and every other part
//! is copied packed as it is.

mod anchors;
mod element;
mod layout;
mod package;
mod place;
mod words;

use super::Annotated;
use super::notes::{Line, Notes, Passage};
use crate::error::Result;
use crate::ingest::docx::trace::{Traced, trace};
use crate::ingest::limits::Limits;
use crate::ingest::zip::{Container, damaged};
use anchors::{Insertions, Spot, around};
use element::Root;
use layout::Paragraph;
use package::Package;
use words::{Words, namespace};

/// A copy of the file with comments.
///
/// # Errors
/// [`Error::Damaged`] where a part is broken that has to be added to.
pub(super) fn annotate(bytes: &[u8], name: &str, limits: &Limits, notes: &Notes) -> Result<Annotated> {
    let mut container = Container::open(bytes, name, limits)?;
    let traced = trace(&mut container, name, limits)?;
    let unsound = |problem: &str| damaged(name, &traced.part, problem);
    let paragraphs = layout::paragraphs(&traced.text, limits.xml_depth).map_err(|problem| unsound(&problem.what))?;
    let root = Root::of(&traced.text, limits.xml_depth).map_err(|problem| unsound(&problem.what))?;
    let words = Words::new(root.prefix(&traced.text), namespace(&traced.text));
    let mut package = Package::open(container, name, limits, &traced.part, &traced.text)?;

    let spots = spots(&traced, &paragraphs, notes);
    let placed = spots.iter().flatten().count();
    let mut insertions = Insertions::default();
    let first = paragraphs.first().ok_or_else(|| unsound(NO_PARAGRAPH))?;
    let unplaced = notes.passages.iter().zip(&spots).filter(|(_, spots)| spots.is_none());
    let summary = notes.summary(unplaced.map(|(passage, _)| passage));
    insertions.point(&words, package.add(&summary), first.content);
    for (passage, spots) in notes.passages.iter().zip(spots) {
        if let Some(spots) = spots {
            let id = package.add(&lines(passage, &spots));
            insertions.comment(&words, id, spots);
        }
    }
    let main = package::encode_like(&traced.bytes, &insertions.put_into(&traced.text));
    Ok(Annotated {
        bytes: package.finish(
            bytes,
            main.ok_or_else(|| unsound("it can't be written back as it was"))?,
        )?,
        placed,
        unplaced: notes.passages.len() - placed,
    })
}

const NO_PARAGRAPH: &str = "there is no paragraph in it that a comment can be put into";

/// Where the marks of each passage go.
fn spots(traced: &Traced, paragraphs: &[Paragraph], notes: &Notes) -> Vec<Option<[Spot; 2]>> {
    let places = place::passages(traced.trace.letters(), notes).into_iter();
    let spots = places.map(|letters| {
        let source = traced.trace.source(&traced.text, letters?)?;
        around(&traced.text, paragraphs, &source)
    });
    spots.collect()
}

/// What a comment says; the passage itself as well where the comment takes in more than that.
fn lines(passage: &Passage, spots: &[Spot; 2]) -> Vec<Line> {
    let mut lines = passage.lines.clone();
    if !spots.iter().all(Spot::is_exact) {
        lines.push(Line::plain(format!("“{}”", passage.quote)));
    }
    lines
}
