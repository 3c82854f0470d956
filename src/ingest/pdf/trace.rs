//! Where on the pages each line of text stands, for whoever draws beside it. The same letters and lines as the reader's.

use super::collections::Collections;
use super::glyphs::{Glyph, PageContent};
use super::lines::{self, Line};
use super::substitutes::Substitutes;
use super::{damaged, open, page_content};
use crate::error::Result;
use crate::ingest::blocks::has_ink;
use crate::ingest::limits::Limits;
use hayro_interpret::InterpreterCache;
use hayro_interpret::hayro_syntax::object::{Array, Dict, MaybeRef, ObjRef, Object, ObjectIdentifier};
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::kurbo::{Affine, Point};
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Number and generation of an object.
pub(crate) type Id = (u32, i32);

/// A line of text with its letters, as [`letters`] gives them.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TracedLine {
    /// Index of its page.
    pub(crate) page: usize,
    pub(crate) letters: String,
    /// From where to where each letter goes along the line.
    spans: Vec<(f32, f32)>,
    y: f32,
    size: f32,
    angle: u16,
    to_user: Affine,
}

/// A page as far as something can be put on it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TracedPage {
    pub(crate) id: Option<Id>,
    /// Its dictionary as it stands in the file.
    pub(crate) dict: Vec<u8>,
    pub(crate) annotations: Annotations,
    /// Corners of a square at its top left, as shown, in the units of the file.
    pub(crate) corner: [(f64, f64); 2],
}

/// The annotations that a page has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Annotations {
    None,
    /// Items of a list in the page's dictionary.
    Here(Vec<u8>),
    /// Items of a list that is an object of its own.
    There(Id, Vec<u8>),
    /// Something else.
    Unknown,
}

/// A PDF by its lines.
pub(crate) struct Traced {
    pub(crate) root: Id,
    pub(crate) pages: Vec<TracedPage>,
    pub(crate) lines: Vec<TracedLine>,
}

/// Reads the lines of all pages.
///
/// # Errors
/// As [`super::read`].
pub(crate) fn trace(bytes: &[u8], name: &str, limits: &Limits) -> Result<Traced> {
    catch_unwind(AssertUnwindSafe(|| walk(bytes, name, limits)))
        .unwrap_or_else(|_| Err(damaged(name, "its drawing instructions contradict each other")))
}

fn walk(bytes: &[u8], name: &str, limits: &Limits) -> Result<Traced> {
    let pdf = open(bytes, name, limits)?;
    let cache = InterpreterCache::new();
    let mut collections = Collections::new();
    let substitutes = Substitutes::default();
    let mut traced = Traced {
        root: id(pdf.xref().root_id()),
        pages: Vec::new(),
        lines: Vec::new(),
    };
    let mut room = limits.pdf_glyphs;
    for (index, page) in pdf.pages().iter().enumerate() {
        let content = page_content(&pdf, page, &cache, &mut collections, &substitutes, room);
        room -= content.glyphs.len();
        let to_user = Affine::new(page.initial_transform(true).as_coeffs()).inverse();
        traced.lines.extend(page_lines(index, &content, to_user));
        traced.pages.push(about(page, to_user));
    }
    Ok(traced)
}

fn id(id: ObjectIdentifier) -> Id {
    (id.obj_number, id.gen_number)
}

fn about(page: &Page<'_>, to_user: Affine) -> TracedPage {
    let dict = page.raw();
    let corner = [(12.0, 12.0), (32.0, 32.0)].map(|corner| user(to_user, corner));
    TracedPage {
        id: dict.obj_id().map(id),
        dict: dict.data().to_vec(),
        annotations: annotations(dict),
        corner,
    }
}

fn annotations(dict: &Dict<'_>) -> Annotations {
    if !dict.contains_key(b"Annots") {
        return Annotations::None;
    }
    let items = dict.get::<Array<'_>>(b"Annots").map(|array| array.data().to_vec());
    match (dict.get_raw::<Object<'_>>(b"Annots"), items) {
        (Some(MaybeRef::Ref(ObjRef { obj_number, gen_number })), Some(items)) => {
            Annotations::There((obj_number, gen_number), items)
        }
        (Some(MaybeRef::NotRef(_)), Some(items)) => Annotations::Here(items),
        _ => Annotations::Unknown,
    }
}

/// Letters by which text is compared: hyphens come and go at the ends of lines.
pub(crate) fn letters(text: &str) -> String {
    text.chars().filter(|&c| is_letter(c)).collect()
}

fn is_letter(c: char) -> bool {
    has_ink(c) && !matches!(c, '-' | '\u{2010}' | '\u{AD}')
}

fn page_lines(page: usize, content: &PageContent, to_user: Affine) -> Vec<TracedLine> {
    let mut glyphs: Vec<Glyph> = content.glyphs.iter().copied().filter(|g| is_letter(g.ch)).collect();
    glyphs.sort_by(|a, b| a.y.total_cmp(&b.y));
    let traced = lines::build(&content.glyphs, &content.dots).into_iter().map(|line| {
        let letters = letters(&line.text);
        TracedLine {
            page,
            spans: spans(&line, &letters, &glyphs),
            letters,
            y: line.y,
            size: line.size,
            angle: line.angle,
            to_user,
        }
    });
    traced.filter(|line| !line.letters.is_empty()).collect()
}

/// The places of the line's letters: those of its glyphs, or shares of its length where these can't be told.
fn spans(line: &Line, letters: &str, by_height: &[Glyph]) -> Vec<(f32, f32)> {
    let count = letters.chars().count();
    let reach = 0.6 * line.size;
    let from = by_height.partition_point(|g| g.y < line.y - reach);
    let to = by_height.partition_point(|g| g.y <= line.y + reach);
    // Pages that draw a heap of letters on one height are no report; nobody compares them all with one another.
    if to - from <= 8 * count + 500 {
        let near = by_height.get(from..to).unwrap_or_default();
        let on_line = |g: &&Glyph| g.angle == line.angle && g.x0 >= line.x0 - 0.5 && g.x1 <= line.x1 + 0.5;
        let mut near: Vec<&Glyph> = near.iter().filter(on_line).collect();
        near.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        near.dedup_by(|a, b| a.ch == b.ch && (a.x0 - b.x0).abs() < 0.12 * a.size);
        if near.iter().map(|g| g.ch).eq(letters.chars()) {
            return near.iter().map(|g| (g.x0, g.x1)).collect();
        }
    }
    let share = (line.x1 - line.x0) / count.max(1) as f32;
    let place = |nth: usize| line.x0 + share * nth as f32;
    (0..count).map(|nth| (place(nth), place(nth + 1))).collect()
}

/// How far letters reach over and under their baseline, in sizes.
const OVER: f32 = 0.8;
const UNDER: f32 = 0.25;

impl TracedLine {
    /// The corners around these bytes of its letters, in the units of the file: top left, top right, bottom left,
    /// bottom right, as the text runs.
    pub(crate) fn corners(&self, bytes: Range<usize>) -> Option<[(f64, f64); 4]> {
        let first = self.letters.get(..bytes.start)?.chars().count();
        let last = self.letters.get(..bytes.end)?.chars().count().checked_sub(1)?;
        let (x0, x1) = (self.spans.get(first)?.0, self.spans.get(last)?.1);
        let (top, bottom) = (self.y - OVER * self.size, self.y + UNDER * self.size);
        let (sin, cos) = f64::from(self.angle).to_radians().sin_cos();
        let corners = [(x0, top), (x1, top), (x0, bottom), (x1, bottom)].map(|(x, y)| {
            let (x, y) = (f64::from(x), f64::from(y));
            user(self.to_user, (x * cos - y * sin, x * sin + y * cos))
        });
        corners
            .iter()
            .all(|(x, y)| x.is_finite() && y.is_finite())
            .then_some(corners)
    }
}

fn user(to_user: Affine, (x, y): (f64, f64)) -> (f64, f64) {
    let point = to_user * Point::new(x, y);
    (point.x, point.y)
}
