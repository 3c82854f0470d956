//! Words and numbers with what stands between them.

/// A run of characters without white space, brackets or punctuation around it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token<'a> {
    pub(super) text: &'a str,
    /// Byte offset in the whole text.
    pub(super) start: usize,
    /// What stands between it and the token before.
    pub(super) gap: &'a str,
}

impl Token<'_> {
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

/// The tokens of `text`, in order.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut out = Vec::new();
    let mut last_end = 0;
    let mut offset = 0;
    for piece in text.split_inclusive(separates) {
        let start = offset;
        offset += piece.len();
        // A sign before a number says what it is not: money; a plus belongs to a telephone number.
        let core = piece.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '%');
        let trimmed = core.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '+' | '£' | '$' | '€'));
        if trimmed.is_empty() {
            continue;
        }
        let start = start + core.len() - trimmed.len();
        out.push(Token {
            text: trimmed,
            start,
            gap: text.get(last_end..start).unwrap_or_default(),
        });
        last_end = start + trimmed.len();
    }
    out
}
