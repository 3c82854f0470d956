//! Letters of fonts that do not say which they draw but number them as one of Adobe's character collections does.
//!
//! Japanese, Chinese and Korean fonts may leave out the map from their codes to Unicode (`ToUnicode`) where their
//! numbers (CIDs) are those of a published list: Adobe-Japan1, Adobe-GB1, Adobe-CNS1 or Adobe-Korea1. Then the font's
//! encoding leads from a code to the number and the list from there to the letter.
//!
//! The interpreter hands over the code of a drawn glyph and the name of its font, not the font itself, so the fonts
//! that a page can reach are looked up by name. That costs nothing where fonts tell their letters: it is done when the
//! first glyph of a page is unknown.

use hayro_interpret::CacheKey;
use hayro_interpret::font::Glyph;
use hayro_interpret::hayro_cmap::{BfString, CMap, CMapName, CidFamily, WritingMode, load_embedded};
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Stream, String as PdfString};
use hayro_interpret::hayro_syntax::page::Resources;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// Fonts and drawings looked at in a whole file; a report of 2,000 pages has a hundred on each at most.
const MAX_STEPS: usize = 200_000;
/// Bytes of the longest code.
const LONGEST_CODE: u8 = 4;

/// The lists that a file needed so far.
pub(super) struct Collections {
    /// By name. There are 65, so they can't grow without end.
    maps: HashMap<Vec<u8>, Rc<CMap>>,
    steps: usize,
}

impl Collections {
    pub(super) fn new() -> Self {
        Self {
            maps: HashMap::new(),
            steps: MAX_STEPS,
        }
    }

    /// One of the lists that every PDF reader is to have.
    fn map(&mut self, name: CMapName<'_>) -> Option<Rc<CMap>> {
        if let Some(map) = self.maps.get(name.to_bytes()) {
            return Some(Rc::clone(map));
        }
        let map = Rc::new(CMap::parse(load_embedded(name)?, load_embedded)?);
        self.maps.insert(name.to_bytes().to_vec(), Rc::clone(&map));
        Some(map)
    }

    /// Counts a step; false when there were too many.
    fn step(&mut self) -> bool {
        let left = self.steps.checked_sub(1);
        self.steps = left.unwrap_or(0);
        left.is_some()
    }
}

/// From the codes of a font to letters.
#[derive(Clone)]
pub(super) struct Numbering {
    encoding: Rc<CMap>,
    letters: Rc<CMap>,
}

impl Numbering {
    /// How a font numbers its letters, if it does so by one of the lists and has no map of its own.
    fn of(font: &Dict<'_>, collections: &mut Collections) -> Option<Self> {
        if font.contains_key(b"ToUnicode") {
            return None;
        }
        let name = font.get::<Name<'_>>(b"Encoding")?;
        let encoding = collections.map(CMapName::from_bytes(name.as_ref()))?;
        let stated = encoding
            .metadata()
            .character_collection
            .as_ref()
            .map(|c| c.family.clone());
        let family = stated
            .filter(|family| *family != CidFamily::AdobeIdentity)
            .or_else(|| family(font))?;
        let letters = collections.map(family.ucs2_cmap()?)?;
        Some(Self { encoding, letters })
    }

    /// The letter or letters of a code.
    pub(super) fn letter(&self, code: u32) -> Option<BfString> {
        // A glyph tells its code, but not of how many bytes it was.
        let cid = (1..=LONGEST_CODE).find_map(|bytes| self.encoding.lookup_cid_code(code, bytes))?;
        let found = self.letters.lookup_bf_string(cid)?;
        // The lists give this sign for numbers that are no letter.
        (found != BfString::Char(char::REPLACEMENT_CHARACTER)).then_some(found)
    }

    fn is_vertical(&self) -> bool {
        self.encoding.metadata().writing_mode == Some(WritingMode::Vertical)
    }

    fn same(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.encoding, &other.encoding) && Rc::ptr_eq(&self.letters, &other.letters)
    }
}

/// The character collection that the glyphs of a composite font are numbered by.
fn family(font: &Dict<'_>) -> Option<CidFamily> {
    let parts = font.get::<Array<'_>>(b"DescendantFonts")?;
    let info = parts.iter::<Dict<'_>>().next()?.get::<Dict<'_>>(b"CIDSystemInfo")?;
    let text = |key: &[u8]| info.get::<PdfString<'_>>(key);
    Some(CidFamily::from_registry_ordering(
        text(b"Registry")?.as_bytes(),
        text(b"Ordering")?.as_bytes(),
    ))
}

/// The fonts that one page can reach.
pub(super) struct PageFonts<'p> {
    resources: &'p Resources<'p>,
    collections: &'p mut Collections,
    /// By name; not looked for until it is needed.
    found: Option<HashMap<String, Named>>,
}

/// The composite fonts of one name.
#[derive(Default)]
struct Named {
    across: Known,
    down: Known,
}

/// What is known of fonts that can't be told apart.
#[derive(Clone, Default)]
enum Known {
    #[default]
    Nothing,
    One(Numbering),
    /// They number differently: which of them has drawn a glyph nobody can say.
    Unclear,
}

impl Known {
    fn add(&mut self, numbering: &Numbering) {
        *self = match self {
            Self::Nothing => Self::One(numbering.clone()),
            Self::One(first) if first.same(numbering) => return,
            _ => Self::Unclear,
        };
    }
}

impl Named {
    fn add(&mut self, numbering: Option<&Numbering>) {
        match numbering {
            Some(numbering) if numbering.is_vertical() => self.down.add(numbering),
            Some(numbering) => self.across.add(numbering),
            None => (self.across, self.down) = (Known::Unclear, Known::Unclear),
        }
    }

    fn get(&self, mode: WritingMode) -> Option<&Numbering> {
        let known = match mode {
            WritingMode::Horizontal => &self.across,
            WritingMode::Vertical => &self.down,
        };
        match known {
            Known::One(numbering) => Some(numbering),
            Known::Nothing | Known::Unclear => None,
        }
    }
}

impl<'p> PageFonts<'p> {
    pub(super) fn new(resources: &'p Resources<'p>, collections: &'p mut Collections) -> Self {
        Self {
            resources,
            collections,
            found: None,
        }
    }

    /// How the font of a glyph numbers its letters.
    pub(super) fn numbering(&mut self, glyph: &Glyph<'_>, mode: WritingMode) -> Option<Numbering> {
        let Glyph::Outline(outline) = glyph else { return None };
        let name = outline.font_data()?.postscript_name?;
        let fonts = self.found.get_or_insert_with(|| find(self.resources, self.collections));
        fonts.get(&name)?.get(mode).cloned()
    }
}

/// Composite fonts of a page and of the drawings it is made of, by name. Those of patterns, annotations and drawn fonts
/// are left out; text is rare there.
fn find(resources: &Resources<'_>, collections: &mut Collections) -> HashMap<String, Named> {
    let mut found = HashMap::new();
    let mut seen = HashSet::new();
    // A list in place of recursion: drawings may be nested deeply, and in a ring.
    let mut open = vec![resources.clone()];
    while let Some(resources) = open.pop() {
        add_fonts(&resources, collections, &mut found);
        open.extend(drawings(&resources, collections, &mut seen));
    }
    if collections.steps == 0 {
        // A font that was not looked at may bear the name of one that was, and differ.
        found.clear();
    }
    found
}

fn add_fonts(resources: &Resources<'_>, collections: &mut Collections, found: &mut HashMap<String, Named>) {
    for key in resources.fonts.keys() {
        if !collections.step() {
            return;
        }
        let font = resources.get_font(&key).filter(is_composite);
        if let Some(font) = font
            && let Some(name) = font.get::<Name<'_>>(b"BaseFont")
        {
            let numbering = Numbering::of(&font, collections);
            let name = without_tag(name.as_str()).to_owned();
            found.entry(name).or_default().add(numbering.as_ref());
        }
    }
}

/// What the drawings named in `resources` draw with, each drawing once.
fn drawings<'a>(
    resources: &Resources<'a>,
    collections: &mut Collections,
    seen: &mut HashSet<u128>,
) -> Vec<Resources<'a>> {
    let mut within = Vec::new();
    for key in resources.x_objects.keys() {
        if !collections.step() {
            break;
        }
        let Some(drawing) = resources.get_x_object(&key).filter(is_drawing) else {
            continue;
        };
        if seen.insert(drawing.cache_key())
            && let Some(own) = drawing.dict().get::<Dict<'_>>(b"Resources")
        {
            within.push(Resources::new(own));
        }
    }
    within
}

fn is_composite(font: &Dict<'_>) -> bool {
    let kind = font.get::<Name<'_>>(b"Subtype");
    kind.is_some_and(|kind| kind.as_ref() == b"Type0")
}

fn is_drawing(stream: &Stream<'_>) -> bool {
    let kind = stream.dict().get::<Name<'_>>(b"Subtype");
    kind.is_some_and(|kind| kind.as_ref() == b"Form")
}

/// The name of a font without the six letters that mark a part of it, as the interpreter gives it.
fn without_tag(name: &str) -> &str {
    match name.split_once('+') {
        Some((tag, rest)) if tag.len() == 6 => rest,
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::super::tests::file;
    use super::*;
    use crate::document::Document;
    use crate::error::{Error, Result};
    use crate::ingest::limits::Limits;
    use hayro_interpret::hayro_syntax::Pdf;

    /// A font program with one empty glyph, in hexadecimal: enough to count as embedded.
    const PROGRAM: &str = "01000401 0000 0001 01 01 03 9c11 0000 0000 0001 01 01 02 0e";
    const JAPAN: &str = "<< /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >>";
    const CHINA: &str = "<< /Registry (Adobe) /Ordering (GB1) /Supplement 2 >>";

    /// A composite font, without the objects that follow it.
    fn font(encoding: &str, own_map: &str, descendant: usize) -> String {
        format!(
            "<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Made /Encoding /{encoding} {own_map} \
             /DescendantFonts [{descendant} 0 R] >>"
        )
    }

    fn descendant(collection: &str) -> String {
        format!(
            "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /ABCDEF+Made /CIDSystemInfo {collection} \
             /FontDescriptor 8 0 R >>"
        )
    }

    fn stream(keys: &str, content: &str) -> String {
        format!("<< {keys} /Length {} >>\nstream\n{content}\nendstream", content.len())
    }

    /// A file whose page draws with the fonts F0 (Helvetica), F1 (object 6) and F2 (object 10, the first of `more`).
    fn page(content: &str, first: [String; 2], more: Vec<String>) -> Vec<u8> {
        let [font, descendant] = first;
        let mut objects = vec![
            "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << \
             /Font << /F0 5 0 R /F1 6 0 R /F2 10 0 R >> /XObject << /X 10 0 R >> >> >>"
                .to_owned(),
            stream("", content),
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
            font,
            descendant,
            "<< /Type /FontDescriptor /FontName /ABCDEF+Made /Flags 4 /FontFile3 9 0 R >>".to_owned(),
            stream(
                "/Subtype /CIDFontType0C /Filter /ASCIIHexDecode",
                &format!("{PROGRAM}>"),
            ),
        ];
        objects.extend(more);
        file(&objects)
    }

    fn show(font: &str, text: &str) -> String {
        format!("BT /{font} 12 Tf 50 700 Td {text} Tj ET ")
    }

    fn japanese(encoding: &str, codes: &str) -> Vec<u8> {
        page(&show("F1", codes), [font(encoding, "", 7), descendant(JAPAN)], vec![])
    }

    fn open(file: &[u8]) -> Result<Document> {
        read(file, "x.pdf", &Limits::default())
    }

    fn text(file: &[u8]) -> String {
        let blocks = open(file).unwrap().blocks;
        blocks.into_iter().map(|b| b.text).collect()
    }

    #[test]
    fn letters_come_from_the_numbers_of_the_collection() {
        assert_eq!(text(&japanese("Identity-H", "<034B 0022>")), "あA");
        assert_eq!(text(&japanese("90ms-RKSJ-H", "<93FA 967B 41>")), "日本A");
    }

    #[test]
    fn the_encoding_alone_names_the_collection() {
        for (encoding, codes, expected) in [
            ("GBK-EUC-H", "<D6D0 CEC4>", "中文"),
            ("ETen-B5-H", "<A4A4 A4E5>", "中文"),
            ("KSCms-UHC-H", "<C7D1 B1DB>", "한글"),
            ("UniJIS-UTF16-H", "<65E5 672C>", "日本"),
        ] {
            let identity = descendant("<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>");
            let file = page(&show("F1", codes), [font(encoding, "", 7), identity], vec![]);
            assert_eq!(text(&file), expected, "{encoding}");
        }
    }

    #[test]
    fn writing_downwards_is_read_too() {
        let found = text(&japanese("90ms-RKSJ-V", "<93FA 967B>"));
        assert!(found.contains('日') && found.contains('本'), "{found}");
    }

    #[test]
    fn letters_that_stay_unknown_are_told() {
        let identity = descendant("<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>");
        let content = show("F0", "(Known)") + &show("F1", "<034B 0022>");
        let document = open(&page(&content, [font("Identity-H", "", 7), identity], vec![])).unwrap();
        let warning = &document.warnings.first().unwrap().message;
        assert!(warning.starts_with("2 letters can't be read"), "{warning}");
    }

    #[test]
    fn numbers_outside_the_collection_are_no_letters() {
        for codes in ["<0000>", "<FFFF>"] {
            let error = open(&japanese("Identity-H", codes)).unwrap_err();
            assert!(matches!(error, Error::Damaged { .. }), "{codes}: {error}");
        }
    }

    #[test]
    fn a_font_with_a_map_of_its_own_is_not_guessed_at() {
        let own = font("Identity-H", "/ToUnicode 10 0 R", 7);
        let map = stream("", "1 beginbfchar <0001> <0020> endbfchar");
        let file = page(&show("F1", "<034B>"), [own, descendant(JAPAN)], vec![map]);
        assert!(matches!(open(&file).unwrap_err(), Error::Damaged { .. }));
    }

    #[test]
    fn fonts_of_one_name_must_number_alike() {
        let with = |second: &str| {
            let more = vec![font("Identity-H", "", 11), descendant(second)];
            page(
                &show("F1", "<034B>"),
                [font("Identity-H", "", 7), descendant(JAPAN)],
                more,
            )
        };
        assert_eq!(text(&with(JAPAN)), "あ");
        assert!(matches!(open(&with(CHINA)).unwrap_err(), Error::Damaged { .. }));
    }

    /// A page that draws with a font which only a form within a form knows; the forms name each other.
    fn nested() -> Vec<u8> {
        let outer = stream(
            "/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /XObject << /Y 11 0 R >> >>",
            "/Y Do",
        );
        let inner = stream(
            "/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /XObject << /X 10 0 R >> \
             /Font << /Own 12 0 R >> >>",
            &show("Own", "<034B>"),
        );
        let own = font("Identity-H", "", 7).replace("Made", "Else");
        let unused = "<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>".to_owned();
        page("/X Do", [unused, descendant(JAPAN)], vec![outer, inner, own])
    }

    #[test]
    fn fonts_of_nested_drawings_are_found() {
        assert_eq!(text(&nested()), "あ");
    }

    #[test]
    fn a_file_of_too_many_fonts_is_given_up() {
        let pdf = Pdf::new(nested()).unwrap();
        let page = pdf.pages().iter().next().unwrap();
        let mut collections = Collections::new();
        assert_eq!(find(page.resources(), &mut collections).len(), 1);
        collections.steps = 3;
        assert!(find(page.resources(), &mut collections).is_empty());
    }
}
