//! Letters of a page with their places, as the interpreter draws them.
//!
//! Everything later is geometry, so a glyph keeps only what geometry and the look of headings need. Glyphs stand in the
//! order in which the file draws them, which in word processors and browsers is the order of reading.

use super::collections::PageFonts;
use super::substitutes::Substitutes;
use hayro_interpret::font::{Glyph as DrawnGlyph, GlyphRun, OutlineFontData};
use hayro_interpret::hayro_cmap::{BfString, WritingMode};
use hayro_interpret::hayro_syntax::object::Dict;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect, Shape, Vec2};
use hayro_interpret::{BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint, SoftMask};

/// One letter. Coordinates are in points from the top left corner of the page as shown, y downwards.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts of one letter")]
pub(super) struct Glyph {
    /// The character; ligatures are taken apart into several glyphs.
    pub(super) ch: char,
    /// Start along the baseline.
    pub(super) x0: f32,
    /// End along the baseline, by the font's advance.
    pub(super) x1: f32,
    /// Baseline.
    pub(super) y: f32,
    /// Font size in points.
    pub(super) size: f32,
    /// Direction of writing in whole degrees, 0 to 359; 0 is left to right.
    pub(super) angle: u16,
    /// Set in a bold face.
    pub(super) bold: bool,
    /// Drawn in a colour that is neither black, grey nor white.
    pub(super) coloured: bool,
    /// Drawn in a mode or colour that nobody sees on white paper.
    pub(super) unseen: bool,
    /// The file says that it is no text of the document (running header, page number).
    pub(super) artifact: bool,
    /// Number of the marked content it stands in, the file's link to its logical structure.
    pub(super) mark: Option<u32>,
    /// Counts the drawing operations.
    pub(super) run: u32,
}

/// A small filled shape.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dot {
    pub(super) x1: f32,
    pub(super) y0: f32,
    pub(super) y1: f32,
}

/// What a page draws.
#[derive(Debug, Default)]
pub(super) struct PageContent {
    pub(super) glyphs: Vec<Glyph>,
    /// Small filled shapes: the signs of lists, which browsers draw as pictures.
    pub(super) dots: Vec<Dot>,
    pub(super) images: usize,
    /// Glyphs whose character the file does not tell.
    pub(super) unmapped: usize,
    /// The limit of glyphs was passed; the rest of the page is not kept.
    pub(super) overflow: bool,
}

/// Takes down what is drawn on one page.
pub(super) struct Collector<'p> {
    pub(super) content: PageContent,
    fonts: PageFonts<'p>,
    substitutes: &'p Substitutes,
    room: usize,
    marks: Vec<Mark>,
    run: u32,
    dark: Vec<Rect>,
    filled: Option<Filled>,
}

/// A run of letters that was filled, to know it again when its outlines are drawn as well.
struct Filled {
    /// Where its first and its last letter stand.
    ends: [Point; 2],
    letters: usize,
    /// The first of what was taken down of it.
    from: usize,
}

#[derive(Clone, Copy)]
struct Mark {
    artifact: bool,
    id: Option<u32>,
}

/// Nesting of marked content deeper than this is counted but not remembered.
const MAX_MARKS: usize = 64;
/// Shapes kept of a page; a drawing of more is no list and no coloured cell.
const MAX_SHAPES: usize = 2_000;

impl<'p> Collector<'p> {
    pub(super) fn new(room: usize, fonts: PageFonts<'p>, substitutes: &'p Substitutes) -> Self {
        Self {
            content: PageContent::default(),
            fonts,
            substitutes,
            room,
            marks: Vec::new(),
            run: 0,
            filled: None,
            dark: Vec::new(),
        }
    }

    fn push_path(&mut self, path: &BezPath, props: &DrawProps<'_>, mode: &DrawMode) {
        let rect = (props.transform * path).bounding_box();
        if matches!(mode, DrawMode::Stroke(_)) || is_white(&props.paint) {
            return;
        }
        if is_dot(rect) {
            if self.content.dots.len() < MAX_SHAPES {
                self.content.dots.push(Dot {
                    x1: rect.x1 as f32,
                    y0: rect.y0 as f32,
                    y1: rect.y1 as f32,
                });
            }
        } else if self.dark.len() < MAX_SHAPES {
            self.dark.push(rect);
        }
    }

    /// Whether the face of a glyph is a bold one.
    fn is_bold(&self, glyph: &DrawnGlyph<'_>, mode: &DrawMode) -> bool {
        if matches!(mode, DrawMode::FillAndStroke(..)) {
            return true;
        }
        let DrawnGlyph::Outline(outline) = glyph else {
            return false;
        };
        match outline.font_data() {
            Some(font) => is_bold_face(&font),
            None => self.substitutes.is_bold(outline),
        }
    }

    /// Whether a run is the one just filled, its outlines drawn over it: that is how bold letters are made of plain ones.
    fn is_outline(&mut self, ends: [Point; 2], letters: usize) -> bool {
        let filled = self.filled.take();
        let Some(filled) = filled.filter(|filled| filled.ends == ends && filled.letters == letters) else {
            return false;
        };
        for glyph in self.content.glyphs.iter_mut().skip(filled.from) {
            glyph.bold = true;
        }
        true
    }

    fn glyph_unseen(&self, at: Point, white: bool, mode: &DrawMode) -> bool {
        matches!(mode, DrawMode::Invisible)
            || (white && self.content.images == 0 && !self.dark.iter().any(|r| r.contains(at)))
    }
}

/// As large as the sign of a list, and about as wide as high.
fn is_dot(rect: Rect) -> bool {
    (1.5..9.0).contains(&rect.width()) && (0.7..1.4).contains(&(rect.width() / rect.height()))
}

/// No one reads it on paper: white, or fully transparent.
fn is_white(paint: &Paint<'_>) -> bool {
    let Paint::Color(color) = paint else { return false };
    let [r, g, b, a] = color.to_rgba().to_rgba8();
    a == 0 || (r > 247 && g > 247 && b > 247)
}

/// Neither black, grey nor white, as heading styles are.
fn is_coloured(paint: &Paint<'_>) -> bool {
    let Paint::Color(color) = paint else { return false };
    let [r, g, b, _] = color.to_rgba().to_rgba8();
    r.max(g).max(b) - r.min(g).min(b) > 40
}

/// Whether a face that the file carries is a bold one.
fn is_bold_face(font: &OutlineFontData) -> bool {
    let name = font.postscript_name.as_deref().unwrap_or_default().to_ascii_lowercase();
    font.weight.is_some_and(|weight| weight >= 600) || ["bold", "black", "heavy"].iter().any(|face| name.contains(face))
}

/// How far the run's letters are stretched along the baseline.
///
/// A substituted font is stretched glyph by glyph to the widths that the file states; those widths already are
/// the advance, so only a stretch that all glyphs share (horizontal scaling) may count.
fn shared_stretch(run: &GlyphRun<'_, '_>, base: Affine) -> f64 {
    let mut shared = None;
    for glyph in run.glyphs() {
        let (along, across) = axes(base * glyph.transform());
        let stretch = along.hypot() / across.hypot();
        match shared {
            None => shared = Some(stretch),
            Some(first) if (stretch - first).abs() > 0.01 * first => return 1.0,
            Some(_) => {}
        }
    }
    shared
        .filter(|s| s.is_finite() && *s > 0.05 && *s < 20.0)
        .unwrap_or(1.0)
}

fn axes(transform: Affine) -> (Vec2, Vec2) {
    let [a, b, c, d, _, _] = transform.as_coeffs();
    (Vec2::new(a, b), Vec2::new(c, d))
}

fn advance(glyph: &DrawnGlyph<'_>) -> f64 {
    let width = match glyph {
        DrawnGlyph::Outline(outline) => outline.advance_width(),
        DrawnGlyph::Type3(type3) => type3.advance_width(),
    };
    width
        .map(f64::from)
        .filter(|w| w.is_finite() && (0.0..=10_000.0).contains(w))
        .unwrap_or(500.0)
}

impl<'a> Device<'a> for Collector<'_> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, draw_mode: &DrawMode) {
        self.push_path(path, &props, draw_mode);
    }

    fn push_clip_path(&mut self, _: &ClipPath) {}

    fn push_clip_rect(&mut self, _: &Rect) {}

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        let (Some(first), Some(last)) = (run.glyphs().first(), run.glyphs().last()) else {
            return;
        };
        let ends = [first, last].map(|glyph| props.transform * glyph.transform() * Point::ZERO);
        if matches!(mode, DrawMode::Stroke(_)) && self.is_outline(ends, run.glyphs().len()) {
            return;
        }
        self.run = self.run.saturating_add(1);
        self.filled = matches!(mode, DrawMode::Fill(_)).then_some(Filled {
            ends,
            letters: run.glyphs().len(),
            from: self.content.glyphs.len(),
        });
        let look = Look {
            bold: self.is_bold(first, mode),
            coloured: is_coloured(&props.paint),
            artifact: self.marks.iter().any(|mark| mark.artifact),
            mark: self.marks.iter().rev().find_map(|mark| mark.id),
        };
        let white = is_white(&props.paint);
        let stretch = shared_stretch(run, props.transform);
        let mut numbering = None;
        for glyph in run.glyphs() {
            let transform = props.transform * glyph.transform();
            let (mut along, across) = axes(transform);
            let size = across.hypot() * 1000.0;
            if along.hypot() > 0.0 {
                along = along / along.hypot() * size / 1000.0 * stretch;
            }
            if run.writing_mode() == WritingMode::Vertical {
                along = -across;
            }
            let start = transform * Point::ZERO;
            let end = start + along * advance(glyph);
            if ![start.x, start.y, end.x, end.y, size]
                .iter()
                .all(|v| v.is_finite() && v.abs() < 1e6)
            {
                continue;
            }
            let place = Placed {
                start,
                end,
                size,
                angle: along.atan2().to_degrees(),
            };
            let unseen = self.glyph_unseen(start, white, mode);
            let letters = glyph.as_unicode().or_else(|| {
                // All glyphs of a run are of one font.
                let numbering = numbering.get_or_insert_with(|| self.fonts.numbering(glyph, run.writing_mode()));
                numbering.as_ref()?.letter(glyph.char_code())
            });
            match letters {
                Some(BfString::Char(ch)) => self.push(&[ch], &place, look, unseen),
                Some(BfString::String(text)) => {
                    let chars: Vec<char> = text.chars().collect();
                    self.push(&chars, &place, look, unseen);
                }
                None => self.content.unmapped += 1,
            }
        }
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.content.images += 1;
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}

    fn begin_marked_content(&mut self, tag: &[u8], properties: Option<&Dict<'_>>) {
        if self.marks.len() < MAX_MARKS {
            self.marks.push(Mark {
                artifact: tag == b"Artifact",
                id: properties.and_then(|dict| dict.get::<u32>(b"MCID".as_slice())),
            });
        }
    }

    fn end_marked_content(&mut self) {
        self.marks.pop();
    }
}

/// What all glyphs of a run share.
#[derive(Clone, Copy)]
struct Look {
    bold: bool,
    coloured: bool,
    artifact: bool,
    mark: Option<u32>,
}

struct Placed {
    start: Point,
    end: Point,
    size: f64,
    angle: f64,
}

impl Collector<'_> {
    /// Adds the characters of one drawn glyph, sharing its width evenly.
    fn push(&mut self, chars: &[char], place: &Placed, look: Look, unseen: bool) {
        if self.content.glyphs.len() + chars.len() > self.room {
            self.content.overflow = true;
            return;
        }
        let angle = (place.angle.round() as i32).rem_euclid(360) as u16;
        let (start, end) = upright(place, angle);
        let letters = chars.iter().copied().flat_map(expand);
        let step = (end.0 - start.0) / letters.clone().count().max(1) as f32;
        for (nth, ch) in letters.enumerate() {
            let x0 = start.0 + step * nth as f32;
            self.content.glyphs.push(Glyph {
                ch,
                x0,
                x1: x0 + step,
                y: start.1,
                size: place.size as f32,
                angle,
                bold: look.bold,
                coloured: look.coloured,
                unseen,
                artifact: look.artifact,
                mark: look.mark,
                run: self.run,
            });
        }
    }
}

/// Start and end turned so that the direction of writing runs from left to right.
fn upright(place: &Placed, angle: u16) -> ((f32, f32), (f32, f32)) {
    let turn = |p: Point| -> (f32, f32) {
        let (x, y) = match angle {
            0 => (p.x, p.y),
            90 => (p.y, -p.x),
            180 => (-p.x, -p.y),
            270 => (-p.y, p.x),
            _ => {
                let (sin, cos) = (-f64::from(angle).to_radians()).sin_cos();
                (p.x * cos - p.y * sin, p.x * sin + p.y * cos)
            }
        };
        (x as f32, y as f32)
    };
    (turn(place.start), turn(place.end))
}

/// Takes ligatures apart and maps the many kinds of blank to one.
fn expand(ch: char) -> Letters {
    let letters: &'static [char] = match ch {
        '\u{FB00}' => &['f', 'f'],
        '\u{FB01}' => &['f', 'i'],
        '\u{FB02}' => &['f', 'l'],
        '\u{FB03}' => &['f', 'f', 'i'],
        '\u{FB04}' => &['f', 'f', 'l'],
        '\u{FB05}' | '\u{FB06}' => &['s', 't'],
        _ => &[],
    };
    if !letters.is_empty() {
        return Letters::Many(letters.iter().copied());
    }
    // Zero-width characters carry no ink and would split or lengthen words.
    let kept = match ch {
        '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' => None,
        c if c.is_whitespace() => Some(' '),
        c if c.is_control() => None,
        c => Some(c),
    };
    Letters::One(kept.into_iter())
}

#[derive(Clone)]
enum Letters {
    Many(std::iter::Copied<std::slice::Iter<'static, char>>),
    One(std::option::IntoIter<char>),
}

impl Iterator for Letters {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        match self {
            Self::Many(letters) => letters.next(),
            Self::One(letter) => letter.next(),
        }
    }
}
