//! Builds small files part by part, sound ones and broken ones, so that each test shows what it reads.

use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A zip container of these parts.
pub(crate) fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        // A fixed date, so that a file built twice is the same.
        let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A .docx with this in its `w:body`.
pub(crate) fn docx(body: &str) -> Vec<u8> {
    docx_with(body, &[])
}

/// A .docx with more parts, named as in `word/` ("footnotes.xml"); the namespace is put in place of `{W}`.
pub(crate) fn docx_with(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let document = document(body);
    let root = format!(
        r#"<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>"#
    );
    let mut all: Vec<(String, Vec<u8>)> = vec![
        ("[Content_Types].xml".to_owned(), b"<Types/>".to_vec()),
        ("_rels/.rels".to_owned(), root.into_bytes()),
        ("word/document.xml".to_owned(), document.into_bytes()),
    ];
    for (name, text) in parts {
        all.push((
            format!("word/{name}"),
            text.replace("{W}", &format!(r#"xmlns:w="{WORD}""#)).into_bytes(),
        ));
    }
    let all: Vec<(&str, &[u8])> = all.iter().map(|(n, b)| (n.as_str(), b.as_slice())).collect();
    zip(&all)
}

/// The main part of a .docx.
pub(crate) fn document(body: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="{WORD}"
        xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"
        xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"
        xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><w:body>{body}</w:body></w:document>"#
    )
}

/// A paragraph of one run.
pub(crate) fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// An .odt with this in its `office:text`.
pub(crate) fn odt(body: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content
        xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
        xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
        xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
        ><office:automatic-styles><style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>
        <style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
        </office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"#
    );
    zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", content.as_bytes()),
    ])
}

/// A .pptx of slides with these in their shape trees, and speaker notes where there are any.
pub(crate) fn pptx(slides: &[(&str, Option<&str>)]) -> Vec<u8> {
    const SPACES: &str = r#"xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"
        xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
        xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;
    let mut parts: Vec<(String, String)> = Vec::new();
    let (mut ids, mut relations) = (String::new(), String::new());
    for (i, (shapes, notes)) in slides.iter().enumerate() {
        let number = i + 1;
        // Listed from the last to the first, so that names of parts tell nothing of the order.
        ids = format!(r#"<p:sldId id="{}" r:id="r{number}"/>{ids}"#, 255 + number);
        let target = format!("slides/slide{number}.xml");
        relations += [
            r#"<Relationship Id="r"#,
            &number.to_string(),
            r#"" Type=""#,
            OFFICE,
            r#"/slide" Target=""#,
            &target,
            r#""/>"#,
        ]
        .concat()
        .as_str();
        parts.push((
            format!("ppt/slides/slide{number}.xml"),
            format!("<p:sld {SPACES}><p:cSld><p:spTree>{shapes}</p:spTree></p:cSld></p:sld>"),
        ));
        if let Some(notes) = notes {
            parts.push((
                format!("ppt/slides/_rels/slide{number}.xml.rels"),
                format!(
                    r#"<Relationships xmlns="{RELATIONS}"><Relationship Id="n" Type="{OFFICE}/notesSlide" Target="../notesSlides/notesSlide{number}.xml"/></Relationships>"#
                ),
            ));
            let body = shape(Some("body"), notes);
            parts.push((
                format!("ppt/notesSlides/notesSlide{number}.xml"),
                format!("<p:notes {SPACES}><p:cSld><p:spTree>{body}</p:spTree></p:cSld></p:notes>"),
            ));
        }
    }
    parts.push((
        "ppt/presentation.xml".to_owned(),
        format!("<p:presentation {SPACES}><p:sldIdLst>{ids}</p:sldIdLst></p:presentation>"),
    ));
    parts.push((
        "ppt/_rels/presentation.xml.rels".to_owned(),
        format!(r#"<Relationships xmlns="{RELATIONS}">{relations}</Relationships>"#),
    ));
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(n, t)| (n.as_str(), t.as_bytes())).collect();
    zip(&parts)
}

/// A shape of one paragraph, in a place of that type.
pub(crate) fn shape(place: Option<&str>, text: &str) -> String {
    let place = place.map_or(String::new(), |kind| format!(r#"<p:ph type="{kind}"/>"#));
    format!(
        r#"<p:sp><p:nvSpPr><p:cNvPr id="2" name="x"/><p:cNvSpPr/><p:nvPr>{place}</p:nvPr></p:nvSpPr><p:txBody><a:bodyPr/><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>"#
    )
}

/// The files of `fixtures/broken`, by name: what each is broken by is in its name.
pub(crate) fn broken() -> Vec<(&'static str, Vec<u8>)> {
    let sound = docx(&p("A sound report of a few words."));
    let cut = document(&(p("The first paragraph is whole.") + &p("The second one is cut off here")));
    let end = cut.find(" cut off").unwrap();
    let part = |text: &[u8]| zip(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", text)]);
    let deep = document(&("<w:p>".to_owned() + &"<w:smartTag>".repeat(3000)));
    let tables = document(&"<w:tbl><w:tr><w:tc>".repeat(1000));
    let laughs = format!(
        r#"<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>{}"#,
        document(&p("&b;")).split_once("?>").unwrap().1
    );
    let outside = format!(
        r#"<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>{}"#,
        document(&p("&a;")).split_once("?>").unwrap().1
    );
    let mut ole = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    ole.resize(512, 0);
    let ole_head = ole.clone();
    let names: Vec<String> = (1..=12).map(|i| format!("evidence/photo {i}.jpg")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"x".as_slice())).collect();
    let many = zip(&many);
    let wide = |s: &str| s.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    vec![
        ("empty.docx", Vec::new()),
        ("truncated.docx", sound[..sound.len() / 2].to_vec()),
        ("cut-text.docx", part(&cut.as_bytes()[..end])),
        ("no-text.docx", docx("<w:p/>")),
        ("notazip.docx", (0..64_u8).map(|i| i.wrapping_mul(37) ^ 0x85).collect()),
        ("really-a-docx.txt", sound),
        ("protected.docx", [ole.clone(), wide("EncryptedPackage")].concat()),
        ("old.doc", [ole.clone(), wide("WordDocument")].concat()),
        ("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec()),
        ("bomb.docx", part(document(&p(&"0".repeat(8 << 20))).as_bytes())),
        ("deep.docx", part(deep.as_bytes())),
        ("thousand-tables.docx", part(tables.as_bytes())),
        ("laughs.docx", part(laughs.as_bytes())),
        ("outside-entity.docx", part(outside.as_bytes())),
        ("deep.html", format!("<html>{}x", "<div>".repeat(3000)).into_bytes()),
        ("deep.rtf", format!(r"{{\rtf1{}x", "{".repeat(3000)).into_bytes()),
        (
            "cut.rtf",
            br"{\rtf1\ansi\pard The first paragraph is whole.\par The second one is".to_vec(),
        ),
        (
            "cut.html",
            b"<html><body><p>The first paragraph is whole.</p><p>The second one<!-- is".to_vec(),
        ),
        ("works.wps", [&ole_head[..], &wide("MatOST")].concat()),
        (
            "sheet.xlsx",
            zip(&[("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<x/>")]),
        ),
        (
            "report.pages",
            zip(&[("Index/Document.iwa", b"x"), ("preview.jpg", b"x")]),
        ),
        (
            "mail.eml",
            b"Return-Path: <a@b.c>\nMIME-Version: 1.0\nSubject: report\n\nPlease find it attached.\n".to_vec(),
        ),
        ("phone.heic", b"\0\0\0\x18ftypheic\0\0\0\0".to_vec()),
        ("many.zip", many),
        ("several.zip", zip(&[("report.docx", b"x"), ("../../plan.pdf", b"y")])),
    ]
}
