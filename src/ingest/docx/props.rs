//! Paragraph and run properties (`w:pPr`, `w:rPr`), as they stand in the text and in styles.

use crate::ingest::xml::{Item, Ns, Problem, Tag, Xml};

/// What a `w:rPr` says; absent means as inherited.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct RunProps {
    /// Character style.
    pub(crate) style: Option<String>,
    /// Bold.
    pub(crate) bold: Option<bool>,
    /// All capitals.
    pub(crate) capitals: Option<bool>,
    /// Hidden text.
    pub(crate) hidden: Option<bool>,
    /// Size in points.
    pub(crate) size_pt: Option<f32>,
    /// White or nearly white letters.
    pub(crate) white: Option<bool>,
    /// A background behind the letters.
    pub(crate) shaded: Option<bool>,
    /// The paragraph mark these belong to was deleted with changes tracked.
    pub(crate) deleted: bool,
}

impl RunProps {
    /// Fills what is absent from the level below.
    pub(crate) fn over(mut self, below: &Self) -> Self {
        self.bold = self.bold.or(below.bold);
        self.capitals = self.capitals.or(below.capitals);
        self.hidden = self.hidden.or(below.hidden);
        self.size_pt = self.size_pt.or(below.size_pt);
        self.white = self.white.or(below.white);
        self.shaded = self.shaded.or(below.shaded);
        self
    }

    fn take(&mut self, tag: &Tag) {
        match tag.local() {
            "rStyle" => self.style = tag.val(),
            "b" => self.bold = Some(tag.on()),
            "caps" => self.capitals = Some(tag.on()),
            "vanish" => self.hidden = Some(tag.on()),
            "sz" => self.size_pt = tag.val().and_then(|v| v.parse::<f32>().ok()).map(|half| half / 2.0),
            "color" => self.white = tag.val().map(|v| is_white(&v)),
            "shd" => self.shaded = Some(is_shaded(tag)),
            "highlight" => self.shaded = Some(tag.val().is_some_and(|v| v != "none")),
            "del" | "moveFrom" => self.deleted = true,
            _ => {}
        }
    }
}

/// What a `w:pPr` says.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct ParaProps {
    /// Paragraph style.
    pub(crate) style: Option<String>,
    /// Outline level, 0 the highest, 9 body text.
    pub(crate) outline: Option<u8>,
    /// List; "0" takes the paragraph out of the list of its style.
    pub(crate) list: Option<String>,
    /// Level in the list.
    pub(crate) list_level: Option<u8>,
    /// A background behind the paragraph.
    pub(crate) shaded: Option<bool>,
    /// Properties of the paragraph mark.
    pub(crate) mark: RunProps,
}

/// Reads the `w:rPr` that was just opened, to its end.
pub(crate) fn read_run(xml: &mut Xml) -> Result<RunProps, Problem> {
    let mut props = RunProps::default();
    let mut depth = 0_usize;
    loop {
        match xml.next()? {
            // A change mark holds the properties as they were before.
            Item::Open(tag) if tag.is(Ns::Word, "rPrChange") => xml.skip()?,
            Item::Open(tag) => {
                if tag.ns == Ns::Word && depth == 0 {
                    props.take(&tag);
                }
                depth += 1;
            }
            Item::Close if depth == 0 => return Ok(props),
            Item::Close => depth -= 1,
            Item::Text(_) => {}
            Item::End => return Ok(props),
        }
    }
}

/// Reads the `w:pPr` that was just opened, to its end.
pub(crate) fn read_para(xml: &mut Xml) -> Result<ParaProps, Problem> {
    let mut props = ParaProps::default();
    let mut depth = 0_usize;
    loop {
        match xml.next()? {
            Item::Open(tag) if tag.is(Ns::Word, "pPrChange") || tag.is(Ns::Word, "sectPr") => xml.skip()?,
            Item::Open(tag) if tag.is(Ns::Word, "rPr") => props.mark = read_run(xml)?,
            Item::Open(tag) => {
                if tag.ns == Ns::Word {
                    props.take(&tag);
                }
                depth += 1;
            }
            Item::Close if depth == 0 => return Ok(props),
            Item::Close => depth -= 1,
            Item::Text(_) => {}
            Item::End => return Ok(props),
        }
    }
}

impl ParaProps {
    fn take(&mut self, tag: &Tag) {
        match tag.local() {
            "pStyle" => self.style = tag.val(),
            "outlineLvl" => self.outline = number(tag),
            "numId" => self.list = tag.val(),
            "ilvl" => self.list_level = number(tag),
            "shd" => self.shaded = Some(is_shaded(tag)),
            _ => {}
        }
    }
}

fn number(tag: &Tag) -> Option<u8> {
    tag.val().and_then(|v| v.trim().parse().ok())
}

/// White, or so near it that nobody reads it on paper.
fn is_white(color: &str) -> bool {
    u32::from_str_radix(color, 16)
        .is_ok_and(|rgb| color.len() == 6 && [16, 8, 0].iter().all(|s| (rgb >> s) & 0xFF >= 0xF5))
}

/// A fill or pattern other than white.
fn is_shaded(tag: &Tag) -> bool {
    let fill = tag.attr("fill").is_some_and(|f| f != "auto" && !is_white(&f)) || tag.attr("themeFill").is_some();
    fill || tag.val().is_some_and(|v| !matches!(v.as_str(), "clear" | "nil"))
}
