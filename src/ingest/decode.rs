//! Plain text in whatever encoding it was saved.

use super::warn;
use crate::document::Warning;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Text, and what was lost on the way.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Decoded {
    /// The text, line ends as in the file.
    pub(crate) text: String,
    /// Damaged characters.
    pub(crate) warnings: Vec<Warning>,
}

/// Broken UTF-8 sequences per thousand bytes up to which the text still is UTF-8 with damage, not another encoding.
/// Windows text with a few accents has more: each accent is a broken sequence, and there are no whole ones.
const DAMAGE_PER_MILLE: usize = 2;

/// Decodes bytes that are text; none when they are not.
pub(crate) fn decode(bytes: &[u8]) -> Option<Decoded> {
    let (encoding, skip) = Encoding::for_bom(bytes)
        .or_else(|| utf16_without_mark(bytes).map(|e| (e, 0)))
        .unwrap_or_else(|| (eight_bit(bytes), 0));
    let (text, lossy) = encoding.decode_without_bom_handling(bytes.get(skip..).unwrap_or_default());
    let text = text.into_owned();
    if !is_text(&text) {
        return None;
    }
    let warnings = if lossy {
        vec![warn("the text", "Some characters are damaged and can't be read.")]
    } else {
        Vec::new()
    };
    Some(Decoded { text, warnings })
}

/// English in UTF-16 has a zero in every second byte.
pub(crate) fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(2000)).unwrap_or_default();
    let zeros = |at: usize| head.iter().skip(at).step_by(2).filter(|b| **b == 0).count();
    let pairs = head.len() / 2;
    let (even, odd) = (zeros(0), zeros(1));
    match pairs {
        0 | 1 => None,
        _ if odd * 10 >= pairs * 7 && even * 10 < pairs => Some(UTF_16LE),
        _ if even * 10 >= pairs * 7 && odd * 10 < pairs => Some(UTF_16BE),
        _ => None,
    }
}

/// UTF-8, with a little damage at most, or else Windows-1252.
fn eight_bit(bytes: &[u8]) -> &'static Encoding {
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    let text = String::from_utf8_lossy(bytes);
    let broken = text.chars().filter(|c| *c == '\u{fffd}').count();
    let whole = text.chars().filter(|c| !c.is_ascii() && *c != '\u{fffd}').count();
    if whole > broken && broken * 1000 <= bytes.len().max(1000) * DAMAGE_PER_MILLE {
        UTF_8
    } else {
        WINDOWS_1252
    }
}

/// Text has letters, pictures such as emoji, and spaces, and next to no control characters.
fn is_text(text: &str) -> bool {
    let (mut all, mut control, mut plain) = (0_usize, 0_usize, 0_usize);
    for c in text.chars() {
        all += 1;
        if c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{1a}' | '\u{85}') {
            control += 1;
        }
        let is_sign = c.is_ascii_punctuation() || matches!(c, '£' | '€' | '‐'..='…');
        if c.is_alphanumeric() || c.is_whitespace() || is_sign || is_picture(c) {
            plain += 1;
        }
    }
    control * 500 <= all && plain * 10 >= all * 8
}

/// Arrows, symbols and emoji, with what joins and colours them. None comes up where bytes are taken for Windows-1252, so that
/// noise gains nothing by them.
fn is_picture(c: char) -> bool {
    let joins = matches!(
        c,
        '\u{200D}' | '\u{20E3}' | '\u{FE0E}' | '\u{FE0F}' | '\u{E0020}'..='\u{E007F}'
    );
    joins || matches!(c, '\u{2190}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> Option<String> {
        decode(bytes).map(|d| d.text)
    }

    #[test]
    fn encodings_are_told_apart() {
        assert_eq!(text("\u{feff}Café".as_bytes()).as_deref(), Some("Café"));
        assert_eq!(text(b"Caf\xe9 \x93quoted\x94").as_deref(), Some("Café “quoted”"));
        let le: Vec<u8> = "Café au lait".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(text(&le).as_deref(), Some("Café au lait"));
        let mut be = vec![0xFE, 0xFF];
        be.extend("Café".encode_utf16().flat_map(u16::to_be_bytes));
        assert_eq!(text(&be).as_deref(), Some("Café"));
    }

    #[test]
    fn utf8_with_one_broken_byte_stays_utf8_and_warns() {
        let mut bytes = "£5 – it’s “fine” ".repeat(120).into_bytes();
        bytes.push(0xFF);
        let decoded = decode(&bytes).unwrap();
        assert!(decoded.text.starts_with("£5 – it’s"));
        assert_eq!(decoded.warnings.len(), 1);
    }

    #[test]
    fn pictures_alone_are_text_in_every_encoding() {
        let pictures = "😀👍🏽👩‍👩‍👧☎️1️⃣🏴󠁧󠁢󠁳󠁣󠁴󠁿→";
        assert_eq!(text(pictures.as_bytes()).as_deref(), Some(pictures));
        let with_mark = format!("\u{feff}{pictures}");
        let le: Vec<u8> = with_mark.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(text(&le).as_deref(), Some(pictures));
    }

    #[test]
    fn bytes_that_are_no_text_are_refused() {
        let noise: Vec<u8> = (0..500_u32)
            .map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8)
            .collect();
        assert_eq!(text(&noise), None);
    }
}
