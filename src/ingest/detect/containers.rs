//! Containers: zip files, of which documents are some, and the older container of Office.

use super::{Kind, SAVE_AS, WRITTEN, contains, unsupported};
use crate::ingest::limits::Limits;
use crate::ingest::xml;
use crate::ingest::zip::Container;
use crate::{Error, Result};

/// Names of files that a message lists at most, and characters of each.
const MOST_NAMES: usize = 10;
const NAME_LENGTH: usize = 60;

/// What a zip container holds.
pub(super) fn zip(bytes: &[u8], name: &str, limits: &Limits) -> Result<Kind> {
    let mut container = Container::open(bytes, name, limits)?;
    if let Some(mime) = container.read("mimetype")? {
        let mime = String::from_utf8_lossy(&mime).trim().to_owned();
        return open_document(&mut container, name, &mime);
    }
    if container.has("content.xml") && container.has("META-INF/manifest.xml") {
        return open_document(&mut container, name, "application/vnd.oasis.opendocument.text");
    }
    let names = container.names();
    let lower: Vec<String> = names.iter().map(|n| n.to_lowercase()).collect();
    let any = |start: &str| lower.iter().any(|n| n.starts_with(start));
    if any("ppt/presentation") || any("ppt/slides/") {
        return Ok(Kind::Pptx);
    }
    if any("xl/workbook") {
        return Err(unsupported(name, "an Excel workbook (.xlsx)", WRITTEN));
    }
    if any("visio/") {
        return Err(unsupported(name, "a Visio drawing (.vsdx)", "save it as .pdf"));
    }
    if container.has("[Content_Types].xml") || any("word/document") {
        return Ok(Kind::Docx);
    }
    if any("index/") && any("index/document.iwa") || any("index.apxl") || any("index.xml") || any("index.zip") {
        return Err(iwork(name, &lower));
    }
    let inside = Inside::of(&names);
    Err(unsupported(
        name,
        &format!("a .zip file holding {}", inside.text),
        &inside.cure,
    ))
}

/// A document of Apple's office programs, which share a container.
fn iwork(name: &str, parts: &[String]) -> Error {
    let ends = |ending: &str| name.to_lowercase().ends_with(ending);
    if ends(".key") || parts.iter().any(|p| p.starts_with("index/slide") || p == "index.apxl") {
        let cure = "in Keynote choose File, Export To, and PowerPoint or PDF";
        return unsupported(name, "a Keynote presentation from a Mac or iPad", cure);
    }
    if ends(".numbers") {
        return unsupported(name, "a Numbers spreadsheet from a Mac or iPad", WRITTEN);
    }
    // Both have the same parts, so without the ending nothing tells which it is.
    let found = if ends(".pages") {
        "a Pages document from a Mac or iPad"
    } else {
        "a Pages or Numbers document from a Mac or iPad"
    };
    unsupported(name, found, "in Pages choose File, Export To, and Word or PDF")
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
        m if m.contains("presentation") => ("a presentation (.odp)", "save it as .pptx"),
        m if m.contains("spreadsheet") => ("a spreadsheet (.ods)", WRITTEN),
        _ => ("an OpenDocument file that holds no text document", SAVE_AS),
    };
    Err(unsupported(name, found, cure))
}

/// What an OLE container holds: names of its streams stand in it in UTF-16.
pub(super) fn ole(bytes: &[u8], name: &str) -> Error {
    let has = |stream: &str| {
        let wide: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
        contains(bytes, &wide)
    };
    if has("EncryptedPackage") || has("EncryptionInfo") {
        return Error::Protected { name: name.to_owned() };
    }
    let mail = "save the report attached to it and use that file";
    let streams: [(&str, &str, &str); 10] = [
        (
            "MatOST",
            "a Microsoft Works file (.wps)",
            "open it in LibreOffice or Works and save it as .docx or .rtf",
        ),
        ("Quill", "a Publisher file (.pub)", "save it as .pdf"),
        (
            "WordDocument",
            "an old Word file (.doc)",
            "open it in Word or LibreOffice and save it as .docx",
        ),
        (
            "PowerPoint Document",
            "an old PowerPoint file (.ppt)",
            "open it in PowerPoint and save it as .pptx",
        ),
        ("Workbook", "an old Excel file (.xls)", WRITTEN),
        ("Book", "an old Excel file (.xls)", WRITTEN),
        ("__properties_version1.0", "an Outlook e-mail (.msg)", mail),
        ("__nameid_version1.0", "an Outlook e-mail (.msg)", mail),
        ("VisioDocument", "a Visio drawing (.vsd)", "save it as .pdf"),
        ("HwpSummaryInformation", "a Hangul document (.hwp)", SAVE_AS),
    ];
    let known = streams.iter().find(|(stream, ..)| has(stream));
    let (found, cure) = known.map_or(("a file of an older Office or Works program", SAVE_AS), |k| (k.1, k.2));
    unsupported(name, found, cure)
}

/// What is in a zip file, for a message.
struct Inside {
    text: String,
    cure: String,
}

impl Inside {
    /// "3 files: a.docx, b.pdf, c.txt"; folders and helper files of macOS left out.
    fn of(names: &[String]) -> Self {
        let real = |n: &&String| !n.ends_with(['/', '\\']) && !n.starts_with("__MACOSX");
        let files: Vec<&String> = names.iter().filter(real).collect();
        let shown: Vec<String> = files.iter().take(MOST_NAMES).map(|n| neutral(n)).collect();
        let shown = shown.join(", ");
        let text = match files.len() {
            0 => "nothing".to_owned(),
            1 => format!("one file: {shown}"),
            n if n <= MOST_NAMES => format!("{n} files: {shown}"),
            n => format!("{n} files: {shown} and {} more", n - MOST_NAMES),
        };
        let cure = match files.len() {
            0 => "check that the report was packed into it",
            1 => "unpack it and use the file inside",
            _ => "unpack it and use the report inside, one file at a time",
        };
        Self {
            text,
            cure: cure.to_owned(),
        }
    }
}

/// The last step of a path, without anything that could fool whoever reads the message: no folders, no control
/// characters, none that turn the direction of writing or take no room.
fn neutral(path: &str) -> String {
    let file = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let hides = |c: char| {
        c.is_control()
            || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
    };
    let clean: String = file.chars().map(|c| if hides(c) { '?' } else { c }).collect();
    if clean.chars().count() <= NAME_LENGTH {
        return clean;
    }
    let start: String = clean.chars().take(NAME_LENGTH).collect();
    format!("{start}…")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_a_zip_are_few_short_and_harmless() {
        let names: Vec<String> = (0..12)
            .map(|i| format!("../../etc/{i}\u{202e}cod.exe\u{1b}[2J"))
            .collect();
        let inside = Inside::of(&names);
        assert!(
            inside.text.starts_with("12 files: 0?cod.exe?[2J, 1?cod"),
            "{}",
            inside.text
        );
        assert!(inside.text.ends_with("9?cod.exe?[2J and 2 more"), "{}", inside.text);
        assert_eq!(Inside::of(&["a/".to_owned()]).text, "nothing");
        assert_eq!(neutral(&"x".repeat(100)).chars().count(), NAME_LENGTH + 1);
    }
}
