//! Where in the main part each letter of the report stands, for whoever writes beside it.
//!
//! Taken down by the same walk that reads the report, so that it knows of the same letters, and only on demand.

use super::body::{Body, Notes, Stop};
use super::package::Package;
use super::{Context, styles};
use crate::Result;
use crate::ingest::blocks::{has_ink, squeeze};
use crate::ingest::limits::Limits;
use crate::ingest::zip::{Container, damaged};
use crate::ingest::{docx::numbering, xml};
use std::ops::Range;

/// The letters of the report in the order of reading, with their places.
#[derive(Debug, Default)]
pub(crate) struct Trace {
    pieces: Vec<Piece>,
    letters: String,
}

/// Some text as it stands in the part.
#[derive(Debug)]
struct Piece {
    /// Place of its paragraph among all, by their beginnings.
    para: usize,
    /// Bytes of the part it was read from.
    source: Range<usize>,
    /// Its letters, squeezed.
    letters: String,
    /// Where they begin in the letters of all.
    start: usize,
}

impl Trace {
    /// Takes down text that was read from these bytes.
    pub(crate) fn add(&mut self, para: usize, source: Range<usize>, text: &str) {
        let letters = squeeze(text);
        if !letters.is_empty() {
            self.pieces.push(Piece {
                para,
                source,
                letters,
                start: 0,
            });
        }
    }

    /// A text box stands in the midst of the paragraph that is read before it.
    fn in_order_of_reading(mut self) -> Self {
        self.pieces.sort_by_key(|piece| piece.para);
        for piece in &mut self.pieces {
            piece.start = self.letters.len();
            self.letters.push_str(&piece.letters);
        }
        self
    }

    /// All letters, without white space.
    pub(crate) fn letters(&self) -> &str {
        &self.letters
    }

    /// The bytes of `part` from which these of [`Self::letters`] were read.
    pub(crate) fn source(&self, part: &str, letters: Range<usize>) -> Option<Range<usize>> {
        let (last, _) = self.letters.get(letters.clone())?.char_indices().next_back()?;
        let first = self.letter(part, letters.start)?;
        let last = self.letter(part, letters.start + last)?;
        (first.start < last.end).then_some(first.start..last.end)
    }

    /// The bytes of the letter that begins at this byte of [`Self::letters`]: of the whole piece where its text is not
    /// spelt as it reads.
    fn letter(&self, part: &str, at: usize) -> Option<Range<usize>> {
        let index = self.pieces.partition_point(|piece| piece.start <= at).checked_sub(1)?;
        let piece = self.pieces.get(index)?;
        let spelt = part.get(piece.source.clone())?;
        if squeeze(spelt) != piece.letters {
            return Some(piece.source.clone());
        }
        let mut seen = piece.start;
        for (offset, c) in spelt.char_indices().filter(|(_, c)| has_ink(*c)) {
            if seen == at {
                let start = piece.source.start + offset;
                return Some(start..start + c.len_utf8());
            }
            seen += c.len_utf8();
        }
        None
    }
}

/// The main part of a .docx, with the places of its letters.
pub(crate) struct Traced {
    /// Name of the part.
    pub(crate) part: String,
    /// Its text, decoded.
    pub(crate) text: String,
    /// Its bytes as they stand in the container.
    pub(crate) bytes: Vec<u8>,
    /// The places.
    pub(crate) trace: Trace,
}

/// Reads the main part once more, this time with places.
///
/// # Errors
/// As [`super::read`]; also [`crate::Error::Damaged`] where the part breaks off, which reading survives.
pub(crate) fn trace(container: &mut Container, name: &str, limits: &Limits) -> Result<Traced> {
    let package = Package::open(container, name, limits)?;
    let part = package.main().to_owned();
    let bytes = container
        .read(&part)?
        .ok_or_else(|| damaged(name, &part, "it is missing"))?;
    let (text, lossy) = xml::decode(&bytes);
    if lossy {
        return Err(damaged(name, &part, "some of its characters can't be read"));
    }
    let mut optional = |kind: &str| -> Result<String> {
        let bytes = package.part(kind).map(|part| container.read(&part)).transpose()?;
        Ok(bytes.flatten().map(|bytes| xml::decode(&bytes).0).unwrap_or_default())
    };
    let context = Context {
        name,
        limits,
        // What is broken in these was told when the report was read.
        styles: styles::read(&optional("styles")?, limits.xml_depth).unwrap_or_default(),
        numbering: numbering::read(&optional("numbering")?, limits.xml_depth).unwrap_or_default(),
    };
    let mut notes = Notes::default();
    let mut walk = Body::document(&context, &text, &mut notes);
    walk.keep_trace();
    match walk.run() {
        Ok(()) => {}
        Err(Stop::Error(error)) => return Err(error),
        Err(Stop::Problem(problem)) => return Err(damaged(name, &part, &problem.what)),
    }
    let trace = walk.into_trace().in_order_of_reading();
    Ok(Traced {
        part,
        text,
        bytes,
        trace,
    })
}
