//! Control words and symbols in text: what they say of letters and paragraphs, and the characters they stand for.

use super::encoding::code_page;
use super::places::character;
use super::state::{Letters, Lines, Place};
use super::walk::Walk;
use crate::Result;

impl Walk<'_> {
    pub(super) fn text_word(&mut self, word: &str, number: Option<i32>) -> Result<()> {
        let on = number != Some(0);
        let value = number.unwrap_or(0);
        let nested = self.state.lines.nesting.max(2);
        let (letters, lines) = (&mut self.state.letters, &mut self.state.lines);
        match word {
            "par" | "sect" => return self.end_of_para(),
            "cell" => return self.end_cell(1),
            "nestcell" => return self.end_cell(nested),
            "row" => self.end_row(1)?,
            "nestrow" => self.end_row(nested)?,
            "line" | "softline" | "lbr" | "page" | "column" => self.space('\n'),
            "tab" => self.space('\t'),
            "pard" => *lines = Lines::default(),
            "intbl" => lines.nesting = lines.nesting.max(1),
            "itap" => lines.nesting = usize::try_from(value).unwrap_or(0),
            "s" => lines.style = value,
            "outlinelevel" => lines.outline = u8::try_from(value).ok().filter(|level| *level < 9),
            "ls" => lines.list = value,
            "cbpat" => lines.shaded = value > 0 && !self.head.is_white(value),
            "shading" => lines.shaded |= value > 0,
            "plain" => {
                *letters = Letters::plain(self.default_font);
                self.set_font(self.default_font);
            }
            "b" => letters.bold = on,
            "caps" => letters.capitals = on,
            "v" => letters.hidden = on,
            "deleted" => letters.deleted = on,
            "fs" => letters.half_points = number.unwrap_or(24),
            "cf" => letters.colour = value,
            "highlight" | "chcbpat" | "cb" => letters.background = value,
            "f" => self.set_font(value),
            "u" => self.unicode(value),
            "uc" => self.state.fallback = usize::try_from(value).unwrap_or(1).min(1000),
            _ => self.file_word(word, value),
        }
        Ok(())
    }

    /// Words that hold for the whole file, and characters.
    fn file_word(&mut self, word: &str, value: i32) {
        match word {
            "deff" => {
                self.default_font = value;
                self.set_font(value);
            }
            "ansicpg" if value != 0 => match code_page(value) {
                Some(page) => self.page = page,
                None => self.old_page = true,
            },
            "mac" => self.page = encoding_rs::MACINTOSH,
            "pc" | "pca" => self.old_page = true,
            _ => {
                if let Some(text) = character(word) {
                    self.out(text);
                }
            }
        }
    }

    pub(super) fn set_font(&mut self, font: i32) {
        self.state.letters.font = font;
        self.state.charset = self.head.charset(font);
    }

    pub(super) fn symbol(&mut self, symbol: u8) -> Result<()> {
        match symbol {
            b'*' => self.optional = true,
            b'~' => self.out("\u{a0}"),
            b'_' => self.out("-"),
            b'{' | b'}' | b'\\' => self.bytes(&[symbol]),
            b'\n' | b'\r' if self.state.place == Place::Body => return self.end_of_para(),
            b'\t' => self.space('\t'),
            _ => {}
        }
        Ok(())
    }
}
