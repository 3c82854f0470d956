//! The parts of the file, put together: what the writer has no name for is added, and nothing depends on the clock.

use docx_rs::{Docx, XMLDocx};
use quick_xml::escape::escape;
use std::io::{self, Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Title and language, without a date or an author.
fn about(title: &str) -> String {
    let start = concat!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
        r#"<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" "#,
        r#"xmlns:dc="http://purl.org/dc/elements/1.1/">"#,
    );
    let title = escape(title);
    format!("{start}<dc:title>{title}</dc:title><dc:language>en-GB</dc:language></cp:coreProperties>")
}

/// What the writer dates comments with, as it has no other date.
const NO_DATE: &str = r#" w:date="1970-01-01T00:00:00Z""#;

/// What the writer makes of something, and what it becomes.
pub(super) struct Meant {
    pub(super) made: String,
    pub(super) meant: String,
}

/// What the writer makes, and what it becomes. Text never looks like this: its angle brackets are escaped.
const IN_DOCUMENT: [(&str, &str); 2] = [
    (r#"<w:trHeight w:val="1" w:hRule="atLeast" />"#, "<w:tblHeader />"),
    (
        r#"<w:r><w:rPr><w:rStyle w:val="TickBox" /></w:rPr><w:t xml:space="preserve">☐</w:t></w:r>"#,
        concat!(
            r#"<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="0" />"#,
            r#"<w14:checkedState w14:val="2612" w14:font="Segoe UI Symbol" />"#,
            r#"<w14:uncheckedState w14:val="2610" w14:font="Segoe UI Symbol" /></w14:checkbox></w:sdtPr><w:sdtContent>"#,
            r#"<w:r><w:rPr><w:rStyle w:val="TickBox" /></w:rPr><w:t>☐</w:t></w:r></w:sdtContent></w:sdt>"#
        ),
    ),
];

/// The bytes of the file of this title, with more that the writer has no name for.
pub(super) fn pack(document: Docx, title: &str, more: &[Meant]) -> io::Result<Vec<u8>> {
    let mut parts = document.build();
    let more = more.iter().map(|Meant { made, meant }| (made.as_str(), meant.as_str()));
    parts.document = IN_DOCUMENT
        .into_iter()
        .chain(more)
        .fold(text(parts.document)?, |xml, (made, meant)| xml.replace(made, meant))
        .into_bytes();
    parts.comments = text(parts.comments)?.replace(NO_DATE, "").into_bytes();
    parts.styles = in_british_english(&text(parts.styles)?).into_bytes();
    parts.doc_props.core = about(title).into_bytes();
    zip(parts)
}

fn text(part: Vec<u8>) -> io::Result<String> {
    String::from_utf8(part).map_err(|problem| io::Error::new(io::ErrorKind::InvalidData, problem))
}

/// The language belongs to the properties that all runs begin with; of these it comes last.
fn in_british_english(styles: &str) -> String {
    let language = r#"<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="en-GB" /></w:rPr></w:rPrDefault>"#;
    let styles = styles.replacen("</w:rPr></w:rPrDefault>", language, 1);
    // What has no style is in the normal one.
    styles.replacen(
        r#"<w:style w:type="paragraph" w:styleId="Normal">"#,
        r#"<w:style w:type="paragraph" w:default="1" w:styleId="Normal">"#,
        1,
    )
}

/// The parts that a pack has.
fn zip(parts: XMLDocx) -> io::Result<Vec<u8>> {
    let mut names = vec![
        ("[Content_Types].xml".to_owned(), parts.content_type),
        ("_rels/.rels".to_owned(), parts.rels),
        ("docProps/app.xml".to_owned(), parts.doc_props.app),
        ("docProps/core.xml".to_owned(), parts.doc_props.core),
        ("docProps/custom.xml".to_owned(), parts.doc_props.custom),
        ("word/_rels/document.xml.rels".to_owned(), parts.document_rels),
        ("word/document.xml".to_owned(), parts.document),
        ("word/styles.xml".to_owned(), parts.styles),
        ("word/settings.xml".to_owned(), parts.settings),
        ("word/fontTable.xml".to_owned(), parts.font_table),
        ("word/comments.xml".to_owned(), parts.comments),
        ("word/commentsExtended.xml".to_owned(), parts.comments_extended),
        ("word/numbering.xml".to_owned(), parts.numberings),
        ("word/footnotes.xml".to_owned(), parts.footnotes),
    ];
    for (number, header) in (1..).zip(parts.headers) {
        names.push((format!("word/header{number}.xml"), header));
    }
    for (number, footer) in (1..).zip(parts.footers) {
        names.push((format!("word/footer{number}.xml"), footer));
    }
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in names {
        archive.start_file(name, options)?;
        archive.write_all(&bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}
