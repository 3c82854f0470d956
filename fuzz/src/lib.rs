//! What the fuzz targets share: how their inputs become files, and what must hold of whatever is read.

use showcase::ingest::{limits::Limits, read};
use showcase::words;
use std::io::{Cursor, Write};
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

/// The parts of a container that a target changes, in the order of its input, and those that stay.
pub struct Container {
    /// Names; the input holds their texts with a zero byte between them, since XML can't have one.
    pub parts: &'static [&'static str],
    /// Name and text of each.
    pub fixed: &'static [(&'static str, &'static str)],
}

const ROOT: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="MAIN"/></Relationships>"#;

/// Office Open XML text.
pub const DOCX: Container = Container {
    parts: &[
        "word/document.xml",
        "word/_rels/document.xml.rels",
        "word/styles.xml",
        "word/numbering.xml",
        "word/footnotes.xml",
        "word/endnotes.xml",
    ],
    fixed: &[("[Content_Types].xml", "<Types/>"), ("_rels/.rels", ROOT)],
};

/// `OpenDocument` text.
pub const ODT: Container = Container {
    parts: &["content.xml", "styles.xml", "META-INF/manifest.xml"],
    fixed: &[("mimetype", "application/vnd.oasis.opendocument.text")],
};

/// Office Open XML presentations.
pub const PPTX: Container = Container {
    parts: &[
        "ppt/presentation.xml",
        "ppt/_rels/presentation.xml.rels",
        "ppt/slides/slide1.xml",
        "ppt/slides/_rels/slide1.xml.rels",
        "ppt/notesSlides/notesSlide1.xml",
        "ppt/slides/slide2.xml",
        "ppt/diagrams/data1.xml",
    ],
    fixed: &[("[Content_Types].xml", "<Types/>"), ("_rels/.rels", ROOT)],
};

/// The container that holds `data` as its parts.
///
/// # Panics
/// Never: writing to memory does not fail.
#[must_use]
pub fn pack(container: &Container, data: &[u8]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let main = container.parts.first().copied().unwrap_or_default();
    for (name, text) in container.fixed {
        writer.start_file(*name, stored).expect("in memory");
        writer.write_all(text.replace("MAIN", main).as_bytes()).expect("in memory");
    }
    for (name, text) in container.parts.iter().zip(data.split(|&byte| byte == 0)) {
        writer.start_file(*name, stored).expect("in memory");
        writer.write_all(text).expect("in memory");
    }
    writer.finish().expect("in memory").into_inner()
}

/// Reads the file: an error is fine; a document has text in every block, and its sentences hold every word once.
///
/// # Panics
/// Where that does not hold.
pub fn survives(bytes: &[u8], name: &str) {
    let Ok(document) = read(bytes, name, &Limits::default()) else {
        return;
    };
    assert!(!document.blocks.is_empty(), "a document without text");
    for block in &document.blocks {
        assert!(!block.text.is_empty(), "a block without text");
        let words: Vec<&str> = block.text.split_whitespace().collect();
        assert_eq!(words.join(" "), block.text, "white space is not single");
    }
    let all: u32 = document.blocks.iter().map(|block| words::count(&block.text)).sum();
    let sentences = words::sentences(&document);
    let in_sentences: u32 = sentences
        .iter()
        .map(|sentence| words::count(&document.blocks[sentence.block].text[sentence.span.clone()]))
        .sum();
    assert_eq!(all, in_sentences, "sentences lose words");
}
