//! Reads PDF.
//!
//! A PDF has no words, lines or paragraphs, only letters at places. The steps: letters ([`glyphs`], and [`collections`]
//! and [`substitutes`] for fonts that do not tell them or their weight), lines ([`lines`]) with what the file says of them
//! ([`tags`]), minus running headers and footers ([`furniture`]), cut into text and table rows ([`tables`]), grouped to
//! paragraphs ([`paragraphs`]) without their signs ([`signs`]) and leaders ([`leaders`]), joined over pages ([`across`]),
//! with headings told by tags and look ([`headings`]). The order of the file is taken for the order of reading; it is in
//! what word processors and browsers write.

mod across;
mod collections;
mod contents;
mod direction;
mod furniture;
mod glyphs;
mod headings;
mod join;
mod leaders;
mod lines;
mod notes;
mod paragraphs;
mod signs;
mod substitutes;
mod tables;
mod tags;
#[cfg(test)]
mod tests;
pub(crate) mod trace;
mod widths;

use crate::document::{Block, BlockKind, Document, Format, Warning};
use crate::error::{Error, Result};
use crate::ingest::limits::Limits;
use collections::{Collections, PageFonts};
use glyphs::{Collector, PageContent};
use hayro_interpret::hayro_syntax::page::Page as PdfPage;
use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};
use hayro_interpret::kurbo::{Affine, Rect};
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, interpret_page};
use join::Vocabulary;
use lines::Line;
use paragraphs::{Draft, Setting};
use std::panic::{AssertUnwindSafe, catch_unwind};
use substitutes::Substitutes;
use tables::{Piece, Tail};
use tags::Tags;

/// One page as lines.
#[derive(Debug)]
struct Page {
    lines: Vec<Line>,
    width: f32,
    height: f32,
}

/// Everything the file draws.
struct Drawn {
    pages: Vec<Page>,
    images: usize,
    glyphs: usize,
    unmapped: usize,
    warnings: Vec<Warning>,
}

/// Reads a PDF into blocks.
///
/// # Errors
/// [`Error::Protected`] if it needs a password, [`Error::Scanned`] if it has pictures and no text, [`Error::NoText`] if
/// it has neither, [`Error::OverLimit`] beyond `limits`, [`Error::Damaged`] otherwise.
pub(crate) fn read(bytes: &[u8], name: &str, limits: &Limits) -> Result<Document> {
    // The interpreter is young and has assertions of its own; a broken file must not take the program down with it.
    let drawn = catch_unwind(AssertUnwindSafe(|| draw(bytes, name, limits)))
        .unwrap_or_else(|_| Err(damaged(name, "its drawing instructions contradict each other")))?;
    let pages = drawn.pages.len() as u32;
    if drawn.glyphs == 0 && drawn.unmapped > 0 {
        return Err(damaged(name, "its fonts do not say which letters they draw"));
    }
    if drawn.glyphs == 0 {
        let name = name.to_owned();
        return Err(if drawn.images > 0 {
            Error::Scanned { name, pages }
        } else {
            Error::NoText { name }
        });
    }
    let blocks = blocks(drawn.pages);
    let characters: usize = blocks.iter().map(|b| b.text.len()).sum();
    if characters > limits.characters {
        return Err(over(
            name,
            "the amount of text",
            format!("{} characters", limits.characters),
        ));
    }
    Ok(Document {
        format: Format::Pdf,
        blocks,
        pages: Some(pages),
        warnings: drawn.warnings,
    })
}

fn damaged(name: &str, problem: &str) -> Error {
    Error::Damaged {
        name: name.to_owned(),
        place: "the PDF".to_owned(),
        problem: problem.to_owned(),
    }
}

fn over(name: &str, what: &str, limit: String) -> Error {
    Error::OverLimit {
        name: name.to_owned(),
        what: what.to_owned(),
        limit,
    }
}

/// Opens the file.
fn open(bytes: &[u8], name: &str, limits: &Limits) -> Result<Pdf> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|e| match e {
        LoadPdfError::Decryption(_) => Error::Protected { name: name.to_owned() },
        // Encryption that the interpreter does not know makes the file look broken.
        LoadPdfError::Invalid if bytes.windows(9).any(|w| w == b"/Encrypt ") => {
            Error::Protected { name: name.to_owned() }
        }
        LoadPdfError::Invalid => damaged(name, "its list of pages can't be found"),
    })?;
    if pdf.len() > limits.pdf_objects {
        return Err(over(name, "the number of objects", limits.pdf_objects.to_string()));
    }
    if widths::are_over(&pdf, limits.pdf_widths) {
        return Err(over(
            name,
            "the number of widths of its letters",
            limits.pdf_widths.to_string(),
        ));
    }
    let count = pdf.pages().len();
    if count > limits.pdf_pages as usize {
        return Err(over(name, "the number of pages", limits.pdf_pages.to_string()));
    }
    Ok(pdf)
}

/// Runs the drawing instructions of all pages.
fn draw(bytes: &[u8], name: &str, limits: &Limits) -> Result<Drawn> {
    let pdf = open(bytes, name, limits)?;
    let cache = InterpreterCache::new();
    let mut collections = Collections::new();
    let substitutes = Substitutes::default();
    let mut tags = Tags::of(&pdf, limits.pdf_objects);
    let mut drawn = Drawn {
        pages: Vec::new(),
        images: 0,
        glyphs: 0,
        unmapped: 0,
        warnings: Vec::new(),
    };
    for (at, page) in pdf.pages().iter().enumerate() {
        let content = page_content(
            &pdf,
            page,
            &cache,
            &mut collections,
            &substitutes,
            limits.pdf_glyphs - drawn.glyphs,
        );
        if content.overflow {
            return Err(over(
                name,
                "the amount of text",
                format!("{} letters", limits.pdf_glyphs),
            ));
        }
        drawn.glyphs += content.glyphs.len();
        drawn.images += content.images;
        drawn.unmapped += content.unmapped;
        warn(&content, at + 1, &mut drawn.warnings);
        let (width, height) = page.render_dimensions();
        let mut lines = lines::build(&content.glyphs, &content.dots);
        tags.tell(page, &mut lines);
        drawn.pages.push(Page { lines, width, height });
    }
    Ok(drawn)
}

fn page_content<'a>(
    pdf: &'a Pdf,
    page: &PdfPage<'a>,
    cache: &InterpreterCache<'a>,
    collections: &mut Collections,
    substitutes: &Substitutes,
    room: usize,
) -> PageContent {
    let (width, height) = page.render_dimensions();
    let transform = Affine::new(page.initial_transform(true).as_coeffs());
    let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let mut context = Context::new(transform, bounds, cache, pdf.xref(), InterpreterSettings::default());
    let mut collector = Collector::new(room, PageFonts::new(page.resources(), collections), substitutes);
    interpret_page(page, &mut context, &mut collector);
    collector.content
}

/// Says what of a page a reader does not see or this program can't read.
fn warn(content: &PageContent, page: usize, warnings: &mut Vec<Warning>) {
    let ink = content.glyphs.iter().filter(|g| g.ch != ' ').count();
    let unseen = content.glyphs.iter().filter(|g| g.unseen && g.ch != ' ').count();
    let mut say = |message: String| {
        warnings.push(Warning {
            place: format!("page {page}"),
            message,
        });
    };
    if ink == 0 && content.images > 0 {
        say(
            "a picture without text, most likely a scan: its words are not counted; use the original document, or run text \
             recognition (OCR) first"
                .to_owned(),
        );
    }
    if unseen > 0 {
        say(format!(
            "{unseen} letters can't be seen on the page (white or hidden text); they are read all the same"
        ));
    }
    if content.unmapped > 0 && content.unmapped * 50 > ink {
        say(format!(
            "{} letters can't be read, because the file does not say which they are",
            content.unmapped
        ));
    }
}

/// Lines of all pages to blocks.
fn blocks(mut pages: Vec<Page>) -> Vec<Block> {
    furniture::remove(&mut pages);
    let leading = usual_leading(&pages);
    let edge = right_edge(&pages);
    let mut builder = Builder::default();
    for (at, page) in pages.into_iter().enumerate() {
        let page_number = at as u32 + 1;
        builder.add_page(
            page,
            Setting {
                leading,
                edge,
                page: page_number,
            },
        );
    }
    let mut drafts = across::join(builder.drafts);
    headings::mark(&mut drafts);
    let vocabulary = Vocabulary::of(drafts.iter().flat_map(|d| &d.lines).map(|l| l.text.as_str()));
    let contents = contents::find(&drafts);
    let blocks = drafts
        .iter()
        .zip(contents)
        .map(|(draft, contents)| block(draft, contents, &vocabulary));
    blocks.filter(|b| !b.text.is_empty()).collect()
}

/// Blocks of all pages, with what is known of the table that the last page ended in.
#[derive(Default)]
struct Builder {
    drafts: Vec<Draft>,
    rows: usize,
    tail: Option<Tail>,
}

impl Builder {
    fn add_page(&mut self, mut page: Page, setting: Setting) {
        let notes = notes::take(&mut page.lines);
        let pieces = tables::split(page.lines, page.width, setting.leading, self.tail.as_ref());
        self.tail = Tail::of(&pieces, self.tail.as_ref());
        let start = self.drafts.len();
        for piece in pieces {
            self.add_piece(piece, setting);
        }
        let fresh = self.drafts.split_off(start);
        self.drafts.extend(notes::insert(fresh, notes));
    }

    fn add_piece(&mut self, piece: Piece, setting: Setting) {
        match piece {
            Piece::Flow(lines) => self.add_text(lines, setting),
            Piece::Column(lines) => {
                let edge = lines.iter().map(|l| l.x1).fold(0.0, f32::max);
                self.add_text(lines, Setting { edge, ..setting });
            }
            Piece::Row(cells) => {
                self.rows += 1;
                for lines in cells {
                    self.add_cell(lines, setting);
                }
            }
            Piece::RowRest(cells) => {
                for lines in cells {
                    self.continue_cell(lines, setting);
                }
            }
        }
    }

    fn add_text(&mut self, lines: Vec<Line>, setting: Setting) {
        let built = paragraphs::build(lines, setting, &self.drafts);
        self.drafts.extend(built);
    }

    fn add_cell(&mut self, mut lines: Vec<Line>, setting: Setting) {
        signs::strip(&mut lines);
        self.drafts.push(Draft {
            kind: BlockKind::TableCell,
            indent: lines.first().map_or(0.0, |l| l.x0),
            lines,
            page: setting.page,
            end_page: setting.page,
            edge: setting.edge,
            row: Some(self.rows),
            label: None,
            sign_x0: None,
        });
    }

    /// Adds lines to the cell of the last row that they continue.
    fn continue_cell(&mut self, mut lines: Vec<Line>, setting: Setting) {
        signs::strip(&mut lines);
        let x0 = lines.first().map_or(0.0, |l| l.x0);
        let row = Some(self.rows);
        let cell = self
            .drafts
            .iter_mut()
            .rev()
            .take(64)
            .find(|d| d.row == row && (d.indent - x0).abs() < 3.0);
        match cell {
            Some(cell) => cell.lines.extend(lines),
            None => self.add_cell(lines, setting),
        }
    }
}

/// The usual distance of lines within paragraphs, over their size: the most common one.
fn usual_leading(pages: &[Page]) -> f32 {
    let mut counts = [0_usize; 60];
    for pair in pages.iter().flat_map(|p| p.lines.windows(2)) {
        let [a, b] = pair else { continue };
        let ratio = (b.y - a.y) / a.size.max(0.1);
        let long = a.text.len() > 40;
        let slot = counts
            .iter_mut()
            .zip(0_u8..)
            .find(|(_, at)| (f32::from(*at) - ratio * 20.0).abs() <= 0.5);
        if let Some((count, _)) = slot
            && (a.size - b.size).abs() < 0.1
            && (0.9..2.9).contains(&ratio)
            && long
        {
            *count += 1;
        }
    }
    let best = counts
        .iter()
        .enumerate()
        .max_by_key(|(at, count)| (**count, usize::MAX - at));
    best.filter(|(_, count)| **count > 0)
        .map_or(1.2, |(at, _)| at as f32 / 20.0)
}

/// Right edge of running text: where its longest lines end.
fn right_edge(pages: &[Page]) -> f32 {
    let mut ends: Vec<f32> = pages
        .iter()
        .flat_map(|p| &p.lines)
        .filter(|l| l.angle == 0 && l.text.len() > 40)
        .map(|l| l.x1)
        .collect();
    ends.sort_by(f32::total_cmp);
    // The very longest may hang over the margin.
    let at = ends.len().saturating_sub(1 + ends.len() / 200);
    ends.get(at).copied().unwrap_or(f32::INFINITY)
}

fn block(draft: &Draft, contents: bool, vocabulary: &Vocabulary) -> Block {
    let text = match &draft.label {
        // The numbers of a contents list are its text.
        Some(label) if contents => format!("{label} {}", draft.text(vocabulary)),
        _ => draft.text(vocabulary),
    };
    let text = leaders::without(text);
    Block {
        kind: draft.kind,
        signals: draft.signals(&text),
        text,
        page: Some(draft.page),
        contents,
    }
}
