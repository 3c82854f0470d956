//! Text of a report made fit to be shown, and broken into lines.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// `text` on one line, without anything that a terminal would obey: control characters (colours, cursor moves, line breaks)
/// and the marks that reverse the direction of writing become visible or turn into a space.
pub fn neutral(text: &str) -> String {
    text.chars()
        .filter_map(|c| match c {
            '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
            c if c.is_control() => Some('\u{FFFD}'),
            '\u{200E}' | '\u{200F}' | '\u{61C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
            // Not visible, and of no width in some terminals and one in others.
            | '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}' => None,
            c => Some(c),
        })
        .collect()
}

/// Text of the report or of the program on one line, fit for XML, which knows no control characters and not these two.
pub(crate) fn clean(text: &str) -> String {
    neutral(text).replace(['\u{FFFE}', '\u{FFFF}'], "")
}

/// Columns that `text` takes.
pub(super) fn width(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// `text` broken at spaces into lines of at most `columns`; a longer word is broken where it has to be.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(2);
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() && width(&line) + 1 + width(word) > columns {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        for c in word.chars() {
            if !line.is_empty() && width(&line) + c.width().unwrap_or(0) > columns {
                lines.push(std::mem::take(&mut line));
            }
            line.push(c);
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// At most `most` characters, cut at a space, with a mark where something was cut.
pub(super) fn shorten(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else {
        return text.to_owned();
    };
    let head = text.get(..end).unwrap_or_default();
    let cut = head.rfind(' ').filter(|&at| at > end / 2).unwrap_or(end);
    format!("{} …", head.get(..cut).unwrap_or_default().trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_left_that_a_terminal_would_obey() {
        assert_eq!(
            neutral("a\u{1b}[31mred\u{7}\tb\r\nc\u{9b}2J"),
            "a\u{FFFD}[31mred\u{FFFD} b  c\u{FFFD}2J"
        );
        assert_eq!(neutral("pay\u{202E}gpj.exe\u{200B}"), "paygpj.exe");
    }

    #[test]
    fn lines_keep_within_the_columns() {
        for text in [
            "a bb ccc dddd",
            "averyveryverylongword and more",
            "漢字漢字漢字 kanji",
            "👩‍👩‍👧 family 👍🏽",
        ] {
            for columns in 2..12 {
                assert!(
                    wrap(text, columns).iter().all(|line| width(line) <= columns),
                    "{text} at {columns}"
                );
            }
        }
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
    }

    #[test]
    fn long_text_is_cut_at_a_space_and_says_so() {
        assert_eq!(shorten("one two three", 9), "one two …");
        assert_eq!(shorten("one", 9), "one");
    }
}
