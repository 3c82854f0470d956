//! Finds out what a file is by its content, whatever its name says, and tells what to do with one that can't be read.

use super::decode::{Decoded, decode};
use super::limits::Limits;
use super::xml;
use super::zip::Container;
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
}

const SAVE_AS: &str = "open it in the program that made it and save it as .docx or .pdf";
const WRITTEN: &str = "use the written report itself, as .docx, .odt, .pdf or .txt";

/// Beginnings of files that are known and not read: bytes, what it is, what to do.
const KNOWN: &[(&[u8], &str, &str)] = &[
    (b"{\\rtf", "a Rich Text (.rtf) file", SAVE_AS),
    (b"\x89PNG", "a picture (.png)", WRITTEN),
    (b"\xFF\xD8\xFF", "a picture (.jpg)", WRITTEN),
    (b"GIF8", "a picture (.gif)", WRITTEN),
    (b"II*\0", "a picture (.tif)", WRITTEN),
    (b"MM\0*", "a picture (.tif)", WRITTEN),
    (b"RIFF", "a picture, sound or video file", WRITTEN),
    (b"ID3", "a sound file (.mp3)", WRITTEN),
    (b"\x1A\x45\xDF\xA3", "a video file", WRITTEN),
    (b"\xFFWPC", "a WordPerfect file", SAVE_AS),
    (
        b"\x1F\x8B",
        "a packed file (.gz)",
        "unpack it and use the report inside",
    ),
    (
        b"7z\xBC\xAF",
        "a packed file (.7z)",
        "unpack it and use the report inside",
    ),
    (b"Rar!", "a packed file (.rar)", "unpack it and use the report inside"),
    (
        b"\0\x05\x16\x07",
        "a helper file of macOS, its name begins with \"._\"",
        "use the file of the same name without \"._\"",
    ),
];

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
        return zip_kind(bytes, name, limits);
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Err(ole(bytes, name));
    }
    if contains(head(bytes, 1024), b"%PDF-") {
        return Ok(Kind::Pdf);
    }
    if let Some((_, found, cure)) = KNOWN.iter().find(|(magic, ..)| bytes.starts_with(magic)) {
        return Err(unsupported(name, found, cure));
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return Err(unsupported(name, "a picture or video from a phone", WRITTEN));
    }
    match decode(bytes) {
        Some(text) => text_kind(text, name),
        None => Err(Error::Unrecognised { name: name.to_owned() }),
    }
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
    if begins(&["{\\rtf"]) {
        return Err(unsupported(name, "a Rich Text (.rtf) file", SAVE_AS));
    }
    if begins(&["<!doctype html", "<html", "<head", "<body"]) || (begins(&["<?xml", "<!--"]) && start.contains("<html"))
    {
        let cure = "open it in a browser and save or print it as .pdf";
        return Err(unsupported(name, "a web page (.html)", cure));
    }
    if begins(&["<svg"]) || (begins(&["<?xml"]) && start.contains("<svg")) {
        return Err(unsupported(name, "a picture (.svg)", WRITTEN));
    }
    if begins(&["<?xml", "<pkg:package", "<w:worddocument", "<office:document"]) {
        return Err(unsupported(name, "a file of XML data", SAVE_AS));
    }
    if is_mail(&decoded.text) {
        let cure = "save the report attached to it and use that file";
        return Err(unsupported(name, "an e-mail", cure));
    }
    let lower = name.to_lowercase();
    let by_name = std::path::Path::new(&lower)
        .extension()
        .is_some_and(|e| e == "md" || e == "markdown");
    if by_name || has_markdown_headings(&decoded.text) {
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

/// What a zip container holds.
fn zip_kind(bytes: &[u8], name: &str, limits: &Limits) -> Result<Kind> {
    let mut container = Container::open(bytes, name, limits)?;
    if let Some(mime) = container.read("mimetype")? {
        let mime = String::from_utf8_lossy(&mime).trim().to_owned();
        return open_document(&mut container, name, &mime);
    }
    if container.has("content.xml") && container.has("META-INF/manifest.xml") {
        return open_document(&mut container, name, "application/vnd.oasis.opendocument.text");
    }
    let names = container.names();
    let any = |start: &str| names.iter().any(|n| n.to_lowercase().starts_with(start));
    if any("ppt/presentation") || any("ppt/slides") {
        let cure = "save it as .pdf (with notes pages, if the talk is in the notes)";
        return Err(unsupported(name, "a PowerPoint presentation (.pptx)", cure));
    }
    if any("xl/workbook") {
        return Err(unsupported(name, "an Excel workbook (.xlsx)", WRITTEN));
    }
    if container.has("[Content_Types].xml") || any("word/document") {
        return Ok(Kind::Docx);
    }
    if any("index/document.iwa") || any("index.apxl") || any("index.xml") || any("index.zip") {
        let cure = "in Pages choose File, Export To, and Word or PDF";
        return Err(unsupported(name, "a Pages document from a Mac or iPad", cure));
    }
    Err(unsupported(
        name,
        &format!("a .zip file holding {}", list(&names)),
        "unpack it and use the report inside",
    ))
}

/// A format of the `OpenDocument` family (or an e-book, which says what it is in the same way).
fn open_document(container: &mut Container, name: &str, mime: &str) -> Result<Kind> {
    if let Some(manifest) = container.read("META-INF/manifest.xml")? {
        let (manifest, _) = xml::decode(&manifest);
        if manifest.contains("encryption-data") {
            return Err(Error::Protected { name: name.to_owned() });
        }
    }
    let (found, cure) = match mime {
        m if m.starts_with("application/vnd.oasis.opendocument.text") => return Ok(Kind::Odt),
        "application/epub+zip" => ("an e-book (.epub)", WRITTEN),
        m if m.contains("presentation") => ("a presentation (.odp)", "save it as .pdf"),
        m if m.contains("spreadsheet") => ("a spreadsheet (.ods)", WRITTEN),
        _ => ("an OpenDocument file that holds no text document", SAVE_AS),
    };
    Err(unsupported(name, found, cure))
}

/// What an OLE container holds: names of its streams stand in it in UTF-16.
fn ole(bytes: &[u8], name: &str) -> Error {
    let has = |stream: &str| {
        let wide: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
        contains(bytes, &wide)
    };
    if has("EncryptedPackage") || has("EncryptionInfo") {
        return Error::Protected { name: name.to_owned() };
    }
    if has("WordDocument") {
        let cure = "open it in Word or LibreOffice and save it as .docx";
        return unsupported(name, "an old Word file (.doc)", cure);
    }
    if has("PowerPoint Document") {
        return unsupported(name, "an old PowerPoint file (.ppt)", "save it as .pdf");
    }
    if has("Workbook") || has("Book") {
        return unsupported(name, "an old Excel file (.xls)", WRITTEN);
    }
    if has("__properties_version1.0") || has("__nameid_version1.0") {
        let cure = "save the report attached to it and use that file";
        return unsupported(name, "an Outlook e-mail (.msg)", cure);
    }
    unsupported(name, "a file of an older Office or Works program", SAVE_AS)
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

/// "3 files: a.docx, b.pdf, c.txt"; folders left out, strange characters too.
fn list(names: &[String]) -> String {
    let files: Vec<String> = names
        .iter()
        .filter(|n| !n.ends_with('/') && !n.starts_with("__MACOSX"))
        .map(|n| n.chars().filter(|c| !c.is_control()).take(60).collect())
        .collect();
    let shown = files.iter().take(5).cloned().collect::<Vec<_>>().join(", ");
    match files.len() {
        0 => "nothing".to_owned(),
        1 => format!("one file: {shown}"),
        n @ 2..=5 => format!("{n} files: {shown}"),
        n => format!("{n} files: {shown} and others"),
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
            (&b"{\\rtf1 x}"[..], "a.rtf", "Rich Text"),
            (b"\x89PNG\r\n", "a.docx", "picture"),
            (b"<!DOCTYPE html><p>x", "a.txt", "web page"),
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
    fn markdown_needs_a_name_or_headings() {
        let of = |text: &str, name: &str| kind(text.as_bytes(), name, &Limits::default()).unwrap();
        assert!(matches!(of("Just text", "a.txt"), Kind::Txt(_)));
        assert!(matches!(of("Just text", "a.MD"), Kind::Md(_)));
        assert!(matches!(of("# One\n\ntext\n\n## Two\n", "a.txt"), Kind::Md(_)));
        assert!(matches!(of("# 1 in the team", "a.txt"), Kind::Txt(_)));
    }
}
