//! Characters of symbol fonts, which Word writes by their number in the font.
//!
//! The numbers lie in a private area of Unicode, where they mean nothing without the font. Letters and signs that carry
//! meaning are told; bullets and ornaments are none, and no word either.

/// From capital A and small a on, as the font Symbol has the letters of the alphabet.
const GREEK: [&str; 2] = ["ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"];

/// The character with this number in the font, if it is known and means something.
pub(super) fn character(font: &str, code: u32) -> Option<char> {
    let own = char::from_u32(code)?;
    let private = ('\u{e000}'..='\u{f8ff}').contains(&own);
    let byte = u8::try_from(if private { code.checked_sub(0xf000)? } else { code });
    match (font.to_lowercase().as_str(), byte) {
        ("symbol", Ok(byte)) => symbol(byte),
        ("wingdings", Ok(byte)) => wingdings(byte),
        _ => (!private).then_some(own),
    }
}

fn symbol(byte: u8) -> Option<char> {
    match byte {
        b'A'..=b'Z' => GREEK[0].chars().nth(usize::from(byte - b'A')),
        b'a'..=b'z' => GREEK[1].chars().nth(usize::from(byte - b'a')),
        b'0'..=b'9'
        | b'.'
        | b','
        | b':'
        | b';'
        | b'!'
        | b'?'
        | b'+'
        | b'='
        | b'('
        | b')'
        | b'<'
        | b'>'
        | b'%'
        | b'/'
        | b'['
        | b']' => Some(char::from(byte)),
        0x2d => Some('−'),
        0xa3 => Some('≤'),
        0xa5 => Some('∞'),
        0xab => Some('↔'),
        0xac => Some('←'),
        0xad => Some('↑'),
        0xae => Some('→'),
        0xaf => Some('↓'),
        0xb0 => Some('°'),
        0xb1 => Some('±'),
        0xb3 => Some('≥'),
        0xb4 => Some('×'),
        0xb6 => Some('∂'),
        0xb8 => Some('÷'),
        0xb9 => Some('≠'),
        0xba => Some('≡'),
        0xbb => Some('≈'),
        0xd1 => Some('∇'),
        0xd2 => Some('®'),
        0xd3 => Some('©'),
        0xd4 => Some('™'),
        0xd6 => Some('√'),
        0xe5 => Some('∑'),
        _ => None,
    }
}

fn wingdings(byte: u8) -> Option<char> {
    match byte {
        0x4a => Some('☺'),
        0xa8 => Some('☐'),
        0xdf | 0xe7 => Some('←'),
        0xe0 | 0xe8 => Some('→'),
        0xfb => Some('✗'),
        0xfc => Some('✓'),
        0xfd => Some('☒'),
        0xfe => Some('☑'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_ticks_are_told_and_bullets_are_not() {
        for (font, code, expected) in [
            ("Symbol", 0xf072, Some('ρ')),
            ("Symbol", 0x44, Some('Δ')),
            ("Symbol", 0xf02e, Some('.')),
            ("Symbol", 0xf0b7, None),
            ("Wingdings", 0xf0fc, Some('✓')),
            ("Wingdings", 0xf0a7, None),
            ("Webdings", 0xf061, None),
            ("Segoe UI Symbol", 0x2713, Some('✓')),
        ] {
            assert_eq!(character(font, code), expected, "{font} {code:x}");
        }
    }
}
