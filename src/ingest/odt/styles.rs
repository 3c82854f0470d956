//! Styles, common and automatic, with what each inherits, and the number formats of lists and headings.

use crate::ingest::heading_style::{self, Named};
use crate::ingest::xml::{Item, Ns, Problem, Tag, Xml};
use std::collections::BTreeMap;

/// Styles inside one another at most; a circle must end.
const MOST_PARENTS: usize = 20;

/// What a style says, absent where it inherits.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Style {
    parent: Option<String>,
    automatic: bool,
    /// Name as the user sees it; that of the nearest common style for an automatic one.
    pub(crate) name: Option<String>,
    /// What the name says.
    pub(crate) named: Option<Named>,
    /// Outline level, 1 the highest; 0 for none.
    pub(crate) outline: Option<u8>,
    /// Bold.
    pub(crate) bold: Option<bool>,
    /// All capitals.
    pub(crate) capitals: Option<bool>,
    /// Size in points.
    pub(crate) size_pt: Option<f32>,
    /// Size in parts of the parent's.
    scale: Option<f32>,
    /// Hidden.
    pub(crate) hidden: Option<bool>,
    /// White letters.
    pub(crate) white: Option<bool>,
    /// A background.
    pub(crate) shaded: Option<bool>,
}

impl Style {
    /// Fills what is absent from the level below.
    pub(crate) fn over(mut self, below: &Self) -> Self {
        self.name = self.name.or_else(|| below.name.clone());
        self.named = self.named.or(below.named);
        self.outline = self.outline.or(below.outline);
        self.bold = self.bold.or(below.bold);
        self.capitals = self.capitals.or(below.capitals);
        if let (None, Some(below)) = (self.size_pt, below.size_pt) {
            self.size_pt = Some(below * self.scale.unwrap_or(1.0));
        }
        self.hidden = self.hidden.or(below.hidden);
        self.white = self.white.or(below.white);
        self.shaded = self.shaded.or(below.shaded);
        self
    }

    fn text(&mut self, tag: &Tag) {
        if let Some(weight) = tag.attr("font-weight") {
            self.bold = Some(weight == "bold" || weight.parse::<u32>().is_ok_and(|w| w >= 600));
        }
        if let Some(transform) = tag.attr("text-transform") {
            self.capitals = Some(transform == "uppercase");
        }
        if let Some(size) = tag.attr("font-size") {
            match (points(&size), size.strip_suffix('%')) {
                (Some(pt), _) => self.size_pt = Some(pt),
                (None, Some(percent)) => self.scale = percent.parse::<f32>().ok().map(|p| p / 100.0),
                (None, None) => {}
            }
        }
        if let Some(display) = tag.attr("display") {
            self.hidden = Some(display == "none");
        }
        if let Some(colour) = tag.attr("color") {
            self.white = Some(colour.eq_ignore_ascii_case("#ffffff"));
        }
        self.background(tag);
    }

    fn background(&mut self, tag: &Tag) {
        if let Some(colour) = tag.attr("background-color") {
            let plain = colour == "transparent" || colour.eq_ignore_ascii_case("#ffffff");
            self.shaded = Some(self.shaded.unwrap_or(false) || !plain);
        }
    }
}

/// A length in points.
fn points(length: &str) -> Option<f32> {
    let number = |unit: &str, factor: f32| {
        let value = length.strip_suffix(unit)?.trim().parse::<f32>().ok()?;
        Some(value * factor)
    };
    number("pt", 1.0)
        .or_else(|| number("cm", 28.35))
        .or_else(|| number("mm", 2.835))
        .or_else(|| number("in", 72.0))
}

/// How one level of a list is numbered; an empty format means a bullet or nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Level {
    /// "1", "a", "I" and so on.
    pub(crate) format: String,
    /// Before the number.
    pub(crate) prefix: String,
    /// After it.
    pub(crate) suffix: String,
    /// How many levels are shown.
    pub(crate) shown: u8,
    /// First number.
    pub(crate) start: u32,
}

/// All styles of the file.
#[derive(Debug, Default)]
pub(crate) struct Styles {
    /// By family and name.
    raw: BTreeMap<(String, String), Style>,
    resolved: BTreeMap<(String, String), Style>,
    /// Levels by list style; headings under an empty name.
    pub(crate) lists: BTreeMap<String, BTreeMap<u8, Level>>,
}

impl Styles {
    /// The style of that family ("paragraph", "text") and name.
    pub(crate) fn get(&self, family: &str, name: Option<&str>) -> Option<&Style> {
        let name = name?;
        self.resolved.get(&(family.to_owned(), name.to_owned()))
    }

    /// Takes in the styles of a part. Reading stops at the text itself.
    pub(crate) fn read(&mut self, text: &str, depth: usize) -> Result<(), Problem> {
        let mut xml = Xml::new(text, depth);
        let mut style: Option<(String, String)> = None;
        let mut list = String::new();
        let mut automatic = false;
        loop {
            let tag = match xml.next()? {
                Item::Open(tag) => tag,
                Item::End => return Ok(()),
                _ => continue,
            };
            let open = style.as_ref().and_then(|key| self.raw.get_mut(key));
            match (tag.ns, tag.local(), open) {
                (Ns::Office, "body" | "master-styles", _) => return Ok(()),
                (Ns::Office, "automatic-styles", _) => automatic = true,
                (Ns::Office, "styles", _) => automatic = false,
                (Ns::Style, "style" | "default-style", _) => style = Some(self.begin(&tag, automatic)),
                (Ns::Style, "text-properties", Some(style)) => style.text(&tag),
                (Ns::Style, "paragraph-properties", Some(style)) => style.background(&tag),
                (Ns::Text, "list-style", _) => {
                    list = tag.attr("name").unwrap_or_default();
                    style = None;
                }
                (Ns::Text, "outline-style", _) => {
                    list.clear();
                    style = None;
                }
                (Ns::Text, local, None) if local.contains("level-style") => self.level(&list, &tag),
                _ => {}
            }
        }
    }

    fn begin(&mut self, tag: &Tag, automatic: bool) -> (String, String) {
        let family = tag.attr("family").unwrap_or_default();
        let name = tag.attr("name").unwrap_or_default();
        let shown = tag.attr("display-name").unwrap_or_else(|| name.replace("_20_", " "));
        let key = (family, name);
        let style = Style {
            parent: tag
                .attr("parent-style-name")
                .or_else(|| (tag.local() == "style").then(String::new)),
            automatic,
            named: if automatic {
                None
            } else {
                heading_style::by_name(&shown)
            },
            name: (!automatic && !shown.is_empty()).then_some(shown),
            outline: tag.attr("default-outline-level").map(|l| l.parse().unwrap_or(0)),
            ..Style::default()
        };
        self.raw.insert(key.clone(), style);
        key
    }

    fn level(&mut self, list: &str, tag: &Tag) {
        let Some(at) = tag.attr("level").and_then(|l| l.parse::<u8>().ok()) else {
            return;
        };
        let bullet = tag.local().ends_with("bullet") || tag.local().ends_with("image");
        let level = Level {
            format: if bullet {
                String::new()
            } else {
                tag.attr("num-format").unwrap_or_default()
            },
            prefix: tag.attr("num-prefix").unwrap_or_default(),
            suffix: tag.attr("num-suffix").unwrap_or_default(),
            shown: tag.attr("display-levels").and_then(|l| l.parse().ok()).unwrap_or(1),
            start: tag.attr("start-value").and_then(|l| l.parse().ok()).unwrap_or(1),
        };
        self.lists.entry(list.to_owned()).or_default().insert(at, level);
    }

    /// Fills in what every style inherits; to be called once all parts are read.
    pub(crate) fn resolve(&mut self) {
        let keys: Vec<(String, String)> = self.raw.keys().cloned().collect();
        for key in keys {
            let style = self.inherit(&key);
            self.resolved.insert(key, style);
        }
    }

    fn inherit(&self, key: &(String, String)) -> Style {
        let mut out = self.raw.get(key).cloned().unwrap_or_default();
        let mut parent = out.parent.clone();
        for _ in 0..MOST_PARENTS {
            let Some(name) = parent.take() else { break };
            let Some(style) = self.raw.get(&(key.0.clone(), name)) else {
                break;
            };
            // Only the look is taken over from a common style's parent: "Quote" of "Text body" is not called that.
            out = out.over(style);
            parent.clone_from(&style.parent);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn automatic_styles_take_name_and_look_from_their_parent() {
        let text = r#"<o:x xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:s="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
          xmlns:f="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"><o:styles>
          <s:style s:name="Heading_20_1" s:display-name="Heading 1" s:family="paragraph" s:default-outline-level="1">
          <s:text-properties f:font-size="16pt" f:font-weight="bold"/></s:style></o:styles><o:automatic-styles>
          <s:style s:name="P1" s:family="paragraph" s:parent-style-name="Heading_20_1"><s:text-properties f:font-size="50%"/></s:style>
          </o:automatic-styles></o:x>"#;
        let mut styles = Styles::default();
        styles.read(text, 50).unwrap();
        styles.resolve();
        let style = styles.get("paragraph", Some("P1")).unwrap();
        assert_eq!(style.name.as_deref(), Some("Heading 1"));
        assert_eq!(style.named, Some(Named::Heading(Some(1))));
        assert_eq!(
            (style.bold, style.size_pt, style.outline),
            (Some(true), Some(8.0), Some(1))
        );
    }
}
