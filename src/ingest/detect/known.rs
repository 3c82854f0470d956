//! Files that are known by how they begin, and are not read: what each is, and what to do.

use super::{SAVE_AS, WRITTEN};

const UNPACK: &str = "unpack it and use the report inside";
const NEWER_WORD: &str = "open it in Word or LibreOffice and save it as .docx";
const TYPED_OUT: &str =
    "words in pictures can't be read; use the document they were made from, or run text recognition (OCR) first";
const ORIGINAL: &str = "it leads to the report and does not hold it; open it and save the report itself";

/// What it is, with article, and what to do.
type Known = (&'static str, &'static str);

const BEGINNINGS: &[(&[u8], &str, &str)] = &[
    (b"\x89PNG", "a picture (.png)", TYPED_OUT),
    (b"\xFF\xD8\xFF", "a picture (.jpg)", TYPED_OUT),
    (b"GIF8", "a picture (.gif)", TYPED_OUT),
    (b"II*\0", "a picture (.tif)", TYPED_OUT),
    (b"MM\0*", "a picture (.tif)", TYPED_OUT),
    (b"8BPS", "a picture (.psd)", TYPED_OUT),
    (b"BM", "a picture (.bmp)", TYPED_OUT),
    (b"ID3", "a sound file (.mp3)", WRITTEN),
    (b"OggS", "a sound file (.ogg)", WRITTEN),
    (b"fLaC", "a sound file (.flac)", WRITTEN),
    (b"\x1A\x45\xDF\xA3", "a video file", WRITTEN),
    (b"\xFFWPC", "a WordPerfect file", SAVE_AS),
    (b"\xDB\xA5", "an old Word file (.doc)", NEWER_WORD),
    (b"\x31\xBE\0\0", "an old Word or Write file (.doc, .wri)", NEWER_WORD),
    (b"\xFE\x37\0", "an old Word file (.doc)", NEWER_WORD),
    (b"\x01\xFE", "a Microsoft Works file (.wps)", SAVE_AS),
    (b"%!PS", "a PostScript file (.ps)", SAVE_AS),
    (
        b"\x78\x9F\x3E\x22",
        "an Outlook attachment (winmail.dat)",
        "ask the sender to send the report again as an attachment of its own",
    ),
    (b"L\0\0\0\x01\x14\x02\0", "a shortcut (.lnk)", ORIGINAL),
    (b"bplist", "a settings file or shortcut of macOS", ORIGINAL),
    (b"\x1F\x8B", "a packed file (.gz)", UNPACK),
    (b"BZh", "a packed file (.bz2)", UNPACK),
    (b"7z\xBC\xAF", "a packed file (.7z)", UNPACK),
    (b"Rar!", "a packed file (.rar)", UNPACK),
    (b"MZ\x90\0", "a program (.exe)", WRITTEN),
    (
        b"\0\x05\x16\x07",
        "a helper file of macOS, its name begins with \"._\"",
        "use the file of the same name without \"._\"",
    ),
];

/// By its first bytes.
pub(super) fn by_bytes(bytes: &[u8]) -> Option<Known> {
    if bytes.starts_with(b"RIFF") {
        return Some(match bytes.get(8..12) {
            Some(b"WEBP") => ("a picture (.webp)", TYPED_OUT),
            Some(b"WAVE") => ("a sound file (.wav)", WRITTEN),
            Some(b"AVI ") => ("a video file (.avi)", WRITTEN),
            _ => ("a picture, sound or video file", WRITTEN),
        });
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return Some(match bytes.get(8..12) {
            Some(b"heic" | b"heix" | b"mif1" | b"msf1" | b"avif") => ("a picture from a phone (.heic)", TYPED_OUT),
            Some(b"M4A " | b"M4B ") => ("a sound file (.m4a)", WRITTEN),
            _ => ("a video from a phone", WRITTEN),
        });
    }
    let begins = |magic: &[u8]| {
        // Two or three letters alone begin many a text.
        let text = match magic {
            b"BM" => bytes.get(6..10) != Some(&[0; 4]),
            b"ID3" => bytes.get(3).is_none_or(|version| *version > 9),
            _ => false,
        };
        bytes.starts_with(magic) && !text
    };
    let known = BEGINNINGS.iter().find(|(magic, ..)| begins(magic));
    known.map(|(_, found, cure)| (*found, *cure))
}

/// By the beginning of its text, in lower case.
pub(super) fn by_text(start: &str) -> Option<Known> {
    if start.starts_with("[internetshortcut]") || start.starts_with("<?xml") && start.contains("<plist") {
        return Some(("a shortcut to a web address", ORIGINAL));
    }
    if start.starts_with('{') && start.contains("\"doc_id\"") {
        let cure = "in Google Docs choose File, Download, and Microsoft Word (.docx)";
        return Some(("a shortcut to Google Docs (.gdoc)", cure));
    }
    None
}
