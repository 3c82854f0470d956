//! Finds out what a file is by its content, whatever its name says, and tells what to do with one that can't be read.

mod containers;
mod known;

use super::decode::{Decoded, decode};
use super::html;
use super::limits::Limits;
use crate::{Error, Result};

/// What can be read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Kind {
    /// Office Open XML text.
    Docx,
    /// `OpenDocument` text.
    Odt,
    /// Portable Document Format.
    Pdf,
    /// Plain text.
    Txt(Decoded),
    /// Markdown.
    Md(Decoded),
    /// Rich Text Format.
    Rtf,
    /// A web page.
    Html,
    /// Office Open XML presentation.
    Pptx,
}

const SAVE_AS: &str = "open it in the program that made it and save it as .docx or .pdf";
const WRITTEN: &str = "use the report itself, as .docx, .odt, .rtf, .pdf, .html, .pptx or .txt";

/// The format of the file.
pub(crate) fn kind(bytes: &[u8], name: &str, limits: &Limits) -> Result<Kind> {
    if bytes.is_empty() {
        return Err(Error::Empty { name: name.to_owned() });
    }
    if is_lock_file(bytes, name) {
        let cure = "use the file of the same name without \"~$\"";
        return Err(unsupported(
            name,
            "a lock file that Word leaves while a document is open",
            cure,
        ));
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return containers::zip(bytes, name, limits);
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Err(containers::ole(bytes, name));
    }
    if is_rtf(bytes) {
        return Ok(Kind::Rtf);
    }
    if contains(head(bytes, 1024), b"%PDF-") {
        return Ok(Kind::Pdf);
    }
    if let Some((found, cure)) = known::by_bytes(bytes) {
        return Err(unsupported(name, found, cure));
    }
    if !is_markdown_name(name) && html::begins(bytes) {
        return Ok(Kind::Html);
    }
    match decode(bytes) {
        Some(text) => text_kind(text, name),
        None => Err(Error::Unrecognised { name: name.to_owned() }),
    }
}

/// Word reads these whatever stands before them in white space.
fn is_rtf(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    bytes.trim_ascii_start().starts_with(b"{\\rtf")
}

fn is_markdown_name(name: &str) -> bool {
    let lower = name.to_lowercase();
    std::path::Path::new(&lower)
        .extension()
        .is_some_and(|e| e == "md" || e == "markdown")
}

/// What a file of text is: markup of some kind, an e-mail, Markdown, or just text.
fn text_kind(decoded: Decoded, name: &str) -> Result<Kind> {
    let start: String = decoded
        .text
        .trim_start()
        .chars()
        .take(1000)
        .collect::<String>()
        .to_lowercase();
    if decoded.text.trim().is_empty() {
        return Err(Error::NoText { name: name.to_owned() });
    }
    let begins = |marks: &[&str]| marks.iter().any(|m| start.starts_with(m));
    if begins(&["<svg"]) || (begins(&["<?xml"]) && start.contains("<svg")) {
        return Err(unsupported(name, "a picture (.svg)", WRITTEN));
    }
    if begins(&["<?xml", "<pkg:package", "<w:worddocument", "<office:document"]) {
        return Err(unsupported(name, "a file of XML data", SAVE_AS));
    }
    if let Some((found, cure)) = known::by_text(&start) {
        return Err(unsupported(name, found, cure));
    }
    if is_mail(&decoded.text) {
        // Browsers save a page with its pictures as an e-mail to nobody.
        if start.contains("multipart/related") && start.contains("snapshot-content-location")
            || start.contains("saved by")
        {
            let cure = "open it in a browser and save it as a web page (.html) or print it as .pdf";
            return Err(unsupported(name, "a web archive (.mht or .mhtml)", cure));
        }
        let cure = "save the report attached to it and use that file";
        return Err(unsupported(name, "an e-mail", cure));
    }
    if is_markdown_name(name) || has_markdown_headings(&decoded.text) {
        return Ok(Kind::Md(decoded));
    }
    Ok(Kind::Txt(decoded))
}

/// An e-mail begins with its header lines, at least two of the usual ones.
fn is_mail(text: &str) -> bool {
    const HEADERS: [&str; 8] = [
        "received:",
        "return-path:",
        "mime-version:",
        "message-id:",
        "x-mailer:",
        "delivered-to:",
        "content-type:",
        "dkim-signature:",
    ];
    let lines = text.lines().take(40).map(str::to_lowercase);
    lines.filter(|l| HEADERS.iter().any(|h| l.starts_with(h))).count() >= 2
}

/// Two headings with # signs: one alone may be a number sign or a hashtag.
fn has_markdown_headings(text: &str) -> bool {
    let heading = |line: &&str| {
        let rest = line.trim_start_matches('#');
        (1..=6).contains(&(line.len() - rest.len())) && rest.starts_with(' ') && !rest.trim().is_empty()
    };
    text.lines().filter(heading).count() >= 2
}

/// Word writes one of these beside an open document: the user's name, padded, 162 bytes or so.
fn is_lock_file(bytes: &[u8], name: &str) -> bool {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    file.starts_with("~$") && bytes.len() < 1024
}

fn unsupported(name: &str, found: &str, cure: &str) -> Error {
    Error::Unsupported {
        name: name.to_owned(),
        found: found.to_owned(),
        cure: cure.to_owned(),
    }
}

fn head(bytes: &[u8], most: usize) -> &[u8] {
    bytes.get(..bytes.len().min(most)).unwrap_or_default()
}

fn contains(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|w| w == what)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(bytes: &[u8], name: &str) -> String {
        kind(bytes, name, &Limits::default()).unwrap_err().to_string()
    }

    #[test]
    fn what_is_not_read_is_named_with_a_cure() {
        for (bytes, name, found) in [
            (&b"\x89PNG\r\n"[..], "a.docx", "picture"),
            (b"\0\0\0\x18ftypheic\0", "a.heic", "picture from a phone"),
            (b"RIFF\0\0\0\0WEBPVP8 ", "a.webp", "picture (.webp)"),
            (b"<svg xmlns='x'><text>y</text></svg>", "a.svg", "picture (.svg)"),
            (b"\x78\x9F\x3E\x22\0\0", "winmail.dat", "winmail.dat"),
            (b"{\"doc_id\": \"1\", \"url\": \"x\"}", "a.gdoc", "Google Docs"),
            (b"[InternetShortcut]\nURL=x", "a.url", "shortcut"),
            (
                b"From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\nx",
                "a.mht",
                "web archive",
            ),
            (b"Return-Path: <a@b>\nMIME-Version: 1.0\n\nHi", "a.eml", "e-mail"),
            (b"\x05Maya", "~$report.docx", "lock file"),
        ] {
            let message = message(bytes, name);
            assert!(message.contains(found) && message.starts_with(name), "{message}");
        }
    }

    #[test]
    fn empty_and_noise_are_told_apart() {
        assert!(matches!(kind(b"", "x", &Limits::default()), Err(Error::Empty { .. })));
        assert!(matches!(
            kind(&[0, 1, 2, 3, 200, 7], "x.docx", &Limits::default()),
            Err(Error::Unrecognised { .. })
        ));
    }

    #[test]
    fn rich_text_and_web_pages_are_known_by_content() {
        let of = |bytes: &[u8]| kind(bytes, "a.txt", &Limits::default()).unwrap();
        assert_eq!(of(b" \n{\\rtf1 x}"), Kind::Rtf);
        assert_eq!(of(b"<!DOCTYPE html><p>x"), Kind::Html);
    }

    #[test]
    fn markdown_needs_a_name_or_headings() {
        let of = |text: &str, name: &str| kind(text.as_bytes(), name, &Limits::default()).unwrap();
        assert!(matches!(of("Just text", "a.txt"), Kind::Txt(_)));
        assert!(matches!(of("Just text", "a.MD"), Kind::Md(_)));
        assert!(matches!(of("# One\n\ntext\n\n## Two\n", "a.txt"), Kind::Md(_)));
        assert!(matches!(of("# 1 in the team", "a.txt"), Kind::Txt(_)));
    }
}
