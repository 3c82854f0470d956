//! Words and numbers with what stands between them.

use super::contact::address;
use super::names::glued_title;
use std::ops::Range;

/// A run of characters without white space, brackets or punctuation around it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token<'a> {
    pub(super) text: &'a str,
    /// Byte offset in the whole text.
    pub(super) start: usize,
    /// What stands between it and the token before.
    pub(super) gap: &'a str,
}

impl<'a> Token<'a> {
    /// The token in a piece of text that begins at the byte offset `start`, without the marks around it.
    fn in_piece(piece: &'a str, start: usize) -> Option<Self> {
        // A sign before a number says what it is not: money; a plus belongs to a telephone number.
        let core = piece.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '%');
        let text = core.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '+' | '£' | '$' | '€'));
        let start = start + core.len() - text.len();
        (!text.is_empty()).then_some(Self { text, start, gap: "" })
    }

    /// What of it stands behind the byte offset `from` of the whole text.
    pub(super) fn behind(&self, from: usize) -> Option<Self> {
        Self::in_piece(self.text.get(from.checked_sub(self.start)?..)?, from)
    }

    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    pub(super) fn lower(&self) -> String {
        self.text.to_lowercase()
    }

    /// Only a space before it.
    pub(super) fn follows_closely(&self) -> bool {
        matches!(self.gap, " " | "\u{a0}")
    }

    pub(super) fn is_capitalised(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }
}

fn separates(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            ':' | ';'
                | ','
                | '='
                | '“'
                | '”'
                | '"'
                | '('
                | ')'
                | '['
                | ']'
                | '<'
                | '>'
                | '|'
                | '!'
                | '?'
                | '#'
                | '…'
                | '—'
                | '–'
        )
}

/// The tokens of `text`, in order. An e-mail address is one of its own, whatever it is glued to.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut out = Vec::new();
    let mut offset = 0;
    for piece in text.split_inclusive(separates) {
        let mut from = offset;
        offset += piece.len();
        while let Some((start, end)) = text.get(from..offset).and_then(address) {
            push(&mut out, text, from..from + start);
            push(&mut out, text, from + start..from + end);
            from += end;
        }
        push(&mut out, text, from..offset);
    }
    out
}

/// Adds what stands in `range` of `text` as a token, without the marks around it; titles that are glued to it as ones of their own.
fn push<'a>(tokens: &mut Vec<Token<'a>>, text: &'a str, range: Range<usize>) {
    let piece = text.get(range.clone()).unwrap_or_default();
    let mut next = Token::in_piece(piece, range.start);
    while let Some(token) = next {
        let last_end = tokens.last().map_or(0, Token::end);
        let gap = text.get(last_end..token.start).unwrap_or_default();
        let title = glued_title(token.text);
        tokens.push(Token {
            text: title.unwrap_or(token.text),
            start: token.start,
            gap,
        });
        next = title.and_then(|title| token.behind(token.start + title.len()));
    }
}
