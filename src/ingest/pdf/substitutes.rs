//! Bold letters of fonts that a file does not carry.
//!
//! Word leaves out fonts that most computers have (Arial, Times New Roman). The interpreter draws with substitutes and hands
//! over neither name nor weight of the font, but it does tell which outline of which substitute it drew. So the bold
//! substitutes are known by their outlines: it is made to draw them all, once a file.

use hayro_interpret::font::{Glyph, GlyphRun, OutlineGlyph};
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::kurbo::{Affine, BezPath, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, interpret_page,
};
use std::cell::OnceCell;
use std::collections::HashSet;
use std::fmt::Write;

/// The substitutes for what is bold.
const BOLD: [&str; 6] = [
    "Helvetica-Bold",
    "Helvetica-BoldOblique",
    "Times-Bold",
    "Times-BoldItalic",
    "Courier-Bold",
    "Courier-BoldOblique",
];

/// The outlines of bold substitutes, gathered when the first is asked for.
#[derive(Default)]
pub(super) struct Substitutes(OnceCell<HashSet<u128>>);

impl Substitutes {
    /// Whether a glyph of a font that the file does not carry is a bold one.
    pub(super) fn is_bold(&self, glyph: &OutlineGlyph) -> bool {
        self.0
            .get_or_init(bold_outlines)
            .contains(&glyph.identifier().cache_key())
    }
}

fn bold_outlines() -> HashSet<u128> {
    let mut gathered = Gathered::default();
    if let Ok(pdf) = Pdf::new(specimen()) {
        let cache = InterpreterCache::new();
        for page in pdf.pages().iter() {
            let settings = InterpreterSettings::default();
            let mut context = Context::new(Affine::IDENTITY, Rect::ZERO, &cache, pdf.xref(), settings);
            interpret_page(page, &mut context, &mut gathered);
        }
    }
    gathered.0
}

/// A PDF of one page that shows every letter of every bold font.
fn specimen() -> Vec<u8> {
    let mut letters = String::new();
    for code in 0x20..=0xff_u8 {
        let _ = write!(letters, "{code:02x}");
    }
    let (mut fonts, mut content) = (String::new(), "BT".to_owned());
    for (number, name) in BOLD.iter().enumerate() {
        let font = format!("<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>");
        let _ = write!(fonts, "/F{number} {font} ");
        let _ = write!(content, " /F{number} 1 Tf <{letters}> Tj");
    }
    file(&[
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /Font << {fonts}>> >> >>"
        ),
        format!("<< /Length {} >>\nstream\n{content} ET\nendstream", content.len() + 3),
    ])
}

/// A file of these objects, the first being its root; offsets are left to the reader's repair.
pub(super) fn file(objects: &[String]) -> Vec<u8> {
    let mut out = "%PDF-1.4\n".to_owned();
    for (at, object) in objects.iter().enumerate() {
        let _ = write!(out, "{} 0 obj\n{object}\nendobj\n", at + 1);
    }
    let _ = write!(out, "trailer << /Root 1 0 R /Size {} >>\n%%EOF\n", objects.len() + 1);
    out.into_bytes()
}

/// Takes down the outlines of what is drawn.
#[derive(Default)]
struct Gathered(HashSet<u128>);

impl<'a> Device<'a> for Gathered {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, _: DrawProps<'a>, _: &DrawMode) {
        for glyph in run.glyphs() {
            if let Glyph::Outline(outline) = &**glyph {
                self.0.insert(outline.identifier().cache_key());
            }
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}

    fn push_clip_path(&mut self, _: &ClipPath) {}

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {}

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}

#[cfg(test)]
mod tests {
    use super::super::tests::one_page;
    use crate::ingest::limits::Limits;

    fn is_bold(font: &str) -> bool {
        let content = "BT /F1 12 Tf 1 0 0 1 50 700 Tm (How I plan my day) Tj ET";
        let file = one_page(content, ["", ""], &format!("{font} /Encoding /WinAnsiEncoding"), &[]);
        let document = super::super::read(&file, "x.pdf", &Limits::default()).unwrap();
        document.blocks[0].signals.bold
    }

    #[test]
    fn bold_fonts_that_the_file_does_not_carry_are_known() {
        for name in [
            "Arial-BoldMT",
            "TimesNewRomanPS-BoldMT",
            "Courier-Bold",
            "Calibri-Bold",
            "Arial,Bold",
        ] {
            let descriptor = format!("/FontDescriptor << /Type /FontDescriptor /FontName /{name} /Flags 32 >>");
            assert!(
                is_bold(&format!("/Subtype /TrueType /BaseFont /{name} {descriptor}")),
                "{name}"
            );
        }
        for name in [
            "ArialMT",
            "TimesNewRomanPSMT",
            "Courier",
            "Calibri",
            "TimesNewRomanPS-ItalicMT",
        ] {
            let descriptor = format!("/FontDescriptor << /Type /FontDescriptor /FontName /{name} /Flags 32 >>");
            assert!(
                !is_bold(&format!("/Subtype /TrueType /BaseFont /{name} {descriptor}")),
                "{name}"
            );
        }
    }
}
