//! Fonts, colours and styles: the tables at the head of the file.

use super::encoding::{Charset, charset, code_page};
use crate::ingest::heading_style::{self, Named};
use std::collections::BTreeMap;

/// Styles are at most this deep in one another; a circle must end.
const MOST_BASES: usize = 20;

/// The longest name of a style.
const NAME: usize = 200;

#[derive(Debug, Clone, Default)]
struct Style {
    name: String,
    base: Option<i32>,
    outline: Option<u8>,
}

/// A style with what it inherits.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Resolved {
    pub(super) name: Option<String>,
    pub(super) named: Option<Named>,
    pub(super) outline: Option<u8>,
}

/// The tables, and the entry that is being read.
#[derive(Debug, Default)]
pub(super) struct Head {
    fonts: BTreeMap<i32, Charset>,
    font: i32,
    white: Vec<bool>,
    colour: [Option<i32>; 3],
    styles: BTreeMap<i32, Style>,
    style: i32,
    current: Style,
}

impl Head {
    /// A control word in the table of fonts.
    pub(super) fn font_word(&mut self, word: &str, number: i32) {
        match word {
            "f" => self.font = number,
            "fcharset" => {
                self.fonts.insert(self.font, charset(number));
            }
            "cpg" => {
                if let Some(page) = code_page(number) {
                    self.fonts.insert(self.font, Charset::Page(page));
                }
            }
            _ => {}
        }
    }

    /// The letters of a font.
    pub(super) fn charset(&self, font: i32) -> Charset {
        self.fonts.get(&font).copied().unwrap_or(Charset::File)
    }

    /// A control word in the table of colours.
    pub(super) fn colour_word(&mut self, word: &str, number: i32) {
        let [red, green, blue] = &mut self.colour;
        match word {
            "red" => *red = Some(number),
            "green" => *green = Some(number),
            "blue" => *blue = Some(number),
            _ => {}
        }
    }

    /// Text in the table of colours: each semicolon ends one.
    pub(super) fn colour_text(&mut self, text: &[u8]) {
        for _ in text.iter().filter(|b| **b == b';') {
            let white = self.colour.iter().all(|c| c.is_some_and(|c| c >= 0xF5));
            self.white.push(white);
            self.colour = [None; 3];
        }
    }

    /// Whether that colour is white, or so near it that nobody reads it on paper.
    pub(super) fn is_white(&self, colour: i32) -> bool {
        usize::try_from(colour)
            .ok()
            .and_then(|at| self.white.get(at))
            .copied()
            .unwrap_or(false)
    }

    /// A new entry in the table of styles; without a number it is style 0.
    pub(super) fn open_style(&mut self) {
        self.style = 0;
        self.current = Style::default();
    }

    /// A control word in an entry of the table of styles.
    pub(super) fn style_word(&mut self, word: &str, number: Option<i32>) {
        match (word, number) {
            ("s", Some(number)) => self.style = number,
            // Styles of letters, tables and sections have numbers of their own.
            ("cs" | "ts" | "ds", _) => self.style = -1,
            ("sbasedon", base) => self.current.base = base,
            ("outlinelevel", Some(level)) => self.current.outline = u8::try_from(level).ok(),
            _ => {}
        }
    }

    /// Text in an entry of the table of styles.
    pub(super) fn style_text(&mut self, text: &str) {
        if self.current.name.len() < NAME {
            self.current.name.push_str(text);
        }
    }

    /// The end of an entry.
    pub(super) fn close_style(&mut self) {
        let mut style = std::mem::take(&mut self.current);
        style.name = style.name.trim_end_matches(';').trim().into();
        if self.style >= 0 && !style.name.is_empty() {
            self.styles.entry(self.style).or_insert(style);
        }
    }

    /// What a style says of a paragraph.
    pub(super) fn style(&self, number: i32) -> Resolved {
        let mut out = Resolved::default();
        let mut next = Some(number);
        for _ in 0..MOST_BASES {
            let Some(style) = next.and_then(|n| self.styles.get(&n)) else {
                break;
            };
            out.name.get_or_insert_with(|| style.name.clone());
            out.named = out.named.or_else(|| heading_style::by_name(&style.name));
            out.outline = out.outline.or(style.outline);
            next = style.base.filter(|base| Some(*base) != next);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_inherit_and_circles_end() {
        let mut head = Head::default();
        for (number, base, name) in [(1, 2, "My own;"), (2, 1, "heading 2;")] {
            head.open_style();
            head.style_word("s", Some(number));
            head.style_word("sbasedon", Some(base));
            head.style_text(name);
            head.close_style();
        }
        let style = head.style(1);
        assert_eq!(style.name.as_deref(), Some("My own"));
        assert_eq!(style.named, Some(Named::Heading(Some(2))));
    }

    #[test]
    fn the_first_colour_is_automatic() {
        let mut head = Head::default();
        head.colour_text(b";");
        for word in ["red", "green", "blue"] {
            head.colour_word(word, 255);
        }
        head.colour_text(b";");
        assert!(!head.is_white(0) && head.is_white(1) && !head.is_white(9) && !head.is_white(-1));
    }
}
