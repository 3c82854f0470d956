//! Word pieces: how the encoder's vocabulary cuts text.
//!
//! The scheme is BERT's (uncased): lower case, accents taken off, punctuation and CJK signs stand alone, then the longest known
//! piece first.

use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;

/// Longer words become one unknown piece, as in BERT.
const LONGEST_WORD: usize = 100;

/// The vocabulary.
pub(crate) struct WordPieces {
    ids: HashMap<String, u32>,
    unknown: u32,
    /// Start of every window.
    pub(crate) cls: u32,
    /// End of every part.
    pub(crate) sep: u32,
}

impl WordPieces {
    /// From a vocabulary with one piece a line; the line number is the id.
    pub(crate) fn new(vocabulary: &str) -> Self {
        let ids: HashMap<String, u32> = vocabulary
            .lines()
            .enumerate()
            .map(|(i, l)| (l.to_owned(), i as u32))
            .collect();
        let id = |s: &str| ids.get(s).copied().unwrap_or_default();
        Self {
            unknown: id("[UNK]"),
            cls: id("[CLS]"),
            sep: id("[SEP]"),
            ids,
        }
    }

    /// Ids of the pieces of `text`, without start and end.
    pub(crate) fn encode(&self, text: &str) -> Vec<u32> {
        let mut out = Vec::with_capacity(text.len() / 4 + 1);
        for word in words(text) {
            self.pieces(&word, &mut out);
        }
        out
    }

    fn pieces(&self, word: &str, out: &mut Vec<u32>) {
        let ends: Vec<usize> = word.char_indices().map(|(i, c)| i + c.len_utf8()).collect();
        if ends.len() > LONGEST_WORD {
            out.push(self.unknown);
            return;
        }
        let (begin, mut start, mut first) = (out.len(), 0, 0);
        let mut key = String::with_capacity(word.len() + 2);
        while start < word.len() {
            let found = (first..ends.len()).rev().find_map(|k| {
                key.clear();
                if start > 0 {
                    key.push_str("##");
                }
                key.push_str(&word[start..ends[k]]);
                self.ids.get(key.as_str()).map(|&id| (k, id))
            });
            let Some((k, id)) = found else {
                out.truncate(begin);
                out.push(self.unknown);
                return;
            };
            out.push(id);
            start = ends[k];
            first = k + 1;
        }
    }
}

/// Lower-case words and single signs of a text.
fn words(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut word = String::new();
    let flush = |word: &mut String, out: &mut Vec<String>| {
        if !word.is_empty() {
            out.push(std::mem::take(word));
        }
    };
    for c in text.chars().flat_map(char::to_lowercase).nfd() {
        if c.is_whitespace() {
            flush(&mut word, &mut out);
        } else if is_dropped(c) {
            // Control characters and the accents that decomposition split off.
        } else if is_sign(c) {
            flush(&mut word, &mut out);
            out.push(c.to_string());
        } else {
            word.push(c);
        }
    }
    flush(&mut word, &mut out);
    out
}

fn is_dropped(c: char) -> bool {
    c.is_control() || c == '\u{fffd}' || is_format(c) || unicode_normalization::char::is_combining_mark(c)
}

/// Invisible format characters (general category Cf) that occur in office documents.
fn is_format(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// Characters that stand alone: punctuation, ASCII signs, CJK.
fn is_sign(c: char) -> bool {
    c.is_ascii_punctuation()
        || matches!(c, '\u{a1}' | '\u{a7}' | '\u{ab}' | '\u{b6}' | '\u{b7}' | '\u{bb}' | '\u{bf}'
            | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{2043}' | '\u{2045}'..='\u{2051}' | '\u{2053}'..='\u{205e}'
            | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{ff01}'..='\u{ff0f}')
        || matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{f900}'..='\u{faff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_case_accents_and_punctuation() {
        assert_eq!(
            words("It's a Café – £4.75!"),
            ["it", "'", "s", "a", "cafe", "–", "£4", ".", "75", "!"]
        );
    }

    #[test]
    fn takes_the_longest_piece_first_and_unknown_words_whole() {
        let w = WordPieces::new("[UNK]\n[CLS]\n[SEP]\nun\n##happy\n##hap\nhappy");
        assert_eq!(w.encode("unhappy Happy xyz"), [3, 4, 6, 0]);
        assert_eq!((w.cls, w.sep), (1, 2));
    }
}
