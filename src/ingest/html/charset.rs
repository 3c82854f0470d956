//! The encoding of a web page: by its byte order mark, by what it says of itself, or by its bytes.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// How far into the page its own word for the encoding is looked for; browsers stop at 1,024 bytes, but Word puts its
/// comments first.
const HEAD: usize = 8192;

/// The text, and whether some bytes made no sense.
pub(super) fn decode(bytes: &[u8]) -> (String, bool) {
    let (encoding, skip) = Encoding::for_bom(bytes).unwrap_or_else(|| (without_mark(bytes), 0));
    let (text, lossy) = encoding.decode_without_bom_handling(bytes.get(skip..).unwrap_or_default());
    (text.into_owned(), lossy)
}

fn without_mark(bytes: &[u8]) -> &'static Encoding {
    if let Some(wide) = crate::ingest::decode::utf16_without_mark(bytes) {
        return wide;
    }
    // Text that is whole UTF-8 beyond ASCII is hardly anything else, whatever an old template says.
    if std::str::from_utf8(bytes).is_ok() {
        let told = declared(bytes).filter(|_| bytes.is_ascii());
        return told.unwrap_or(UTF_8);
    }
    declared(bytes).unwrap_or(WINDOWS_1252)
}

/// What a `meta` element or an XML declaration names.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(HEAD)).unwrap_or_default()).to_lowercase();
    let after = head
        .split_once("charset=")
        .or_else(|| head.split_once("encoding="))
        .map(|(_, after)| after)?;
    let label: String = after
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.'))
        .collect();
    // An 8-bit reader got this far, so a label of UTF-16 is wrong.
    Encoding::for_label(label.as_bytes()).map(|e| if e.is_ascii_compatible() { e } else { UTF_8 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_names_its_encoding_and_the_bytes_have_the_last_word() {
        assert_eq!(
            decode(b"<meta charset='iso-8859-2'>\xb1").0,
            "<meta charset='iso-8859-2'>ą"
        );
        assert_eq!(decode(b"<p>caf\xe9 \x96").0, "<p>café –");
        let utf8 = "<meta charset=windows-1252>£5";
        assert_eq!(decode(utf8.as_bytes()).0, utf8);
        let wide: Vec<u8> = "\u{feff}<p>é</p>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&wide).0, "<p>é</p>");
    }
}
