//! What presentations hold beside the text, broken ones, and how they are told.

#![allow(clippy::unwrap_used)] // a test fails by panicking

mod support;

use showcase::Error;
use showcase::document::{BlockKind, Document};
use showcase::ingest::{limits::Limits, read};
use support::build::{pptx, shape, zip};

use BlockKind::{Heading, ListItem, Note, Paragraph, TableCell};

fn open(slides: &[(&str, Option<&str>)]) -> Document {
    read(&pptx(slides), "talk", &Limits::default()).unwrap()
}

fn is(document: &Document, want: &[(BlockKind, &str)]) {
    let got: Vec<(BlockKind, &str)> = document.blocks.iter().map(|b| (b.kind, b.text.as_str())).collect();
    assert_eq!(got, want);
}

fn warning(document: &Document, place: &str) -> String {
    let found = document.warnings.iter().find(|w| w.place == place);
    found.map_or_else(String::new, |w| w.message.clone())
}

#[test]
fn slides_come_in_the_order_they_are_shown_titles_first_notes_last() {
    let first = shape(Some("body"), "We sell shoes") + &shape(Some("title"), "Aims") + &shape(Some("sldNum"), "2");
    let document = open(&[(&shape(Some("title"), "Team"), None), (&first, Some("In shops."))]);
    is(
        &document,
        &[
            (Heading, "Aims"),
            (ListItem, "We sell shoes"),
            (Note, "In shops."),
            (Heading, "Team"),
        ],
    );
    let pages: Vec<Option<u32>> = document.blocks.iter().map(|b| b.page).collect();
    assert_eq!(
        (pages, document.pages),
        (vec![Some(1), Some(1), Some(1), Some(2)], Some(2))
    );
}

#[test]
fn a_slide_without_a_place_for_its_title_has_one_all_the_same() {
    let shapes = shape(None, "My team") + &shape(None, "We are five people in the shop.");
    is(
        &open(&[(&shapes, None)]),
        &[(Heading, "My team"), (Paragraph, "We are five people in the shop.")],
    );
}

#[test]
fn tables_lines_fields_and_hidden_shapes() {
    let table = "<p:graphicFrame><a:graphic><a:graphicData><a:tbl><a:tr><a:tc><a:txBody><a:p><a:r><a:t>a</a:t></a:r></a:p></a:txBody></a:tc><a:tc>\
                 <a:txBody><a:p><a:r><a:t>b</a:t></a:r></a:p></a:txBody></a:tc></a:tr></a:tbl></a:graphicData></a:graphic></p:graphicFrame>";
    let lines = "<p:sp><p:nvSpPr><p:nvPr/></p:nvSpPr><p:txBody><a:p><a:pPr><a:buChar char='x'/></a:pPr><a:r><a:t>one</a:t></a:r><a:br/><a:r><a:t>two</a:t></a:r>\
                 <a:fld type='slidenum'><a:t>9</a:t></a:fld></a:p></p:txBody></p:sp>";
    let hidden = shape(None, "secret words").replace("name=", "hidden=\"1\" name=");
    let document = open(&[(&(shape(Some("ctrTitle"), "Aims") + table + lines + &hidden), None)]);
    is(
        &document,
        &[
            (Heading, "Aims"),
            (TableCell, "a"),
            (TableCell, "b"),
            (ListItem, "one two"),
        ],
    );
    assert!(
        warning(&document, "hidden text").starts_with("2 word(s)"),
        "{:?}",
        document.warnings
    );
}

#[test]
fn broken_slides_are_told_and_the_others_kept() {
    let good = shape(Some("title"), "Aims");
    let cut = shape(Some("title"), "Team") + "<p:sp><p:txBody><a:p>";
    let document = open(&[(&good, None), (&cut, None)]);
    assert_eq!(document.blocks.len(), 2);
    assert!(
        warning(&document, "slide 1").contains("text of it is missing"),
        "{:?}",
        document.warnings
    );
}

#[test]
fn without_its_list_slides_come_by_number_with_a_warning() {
    let slide = |text: &str| {
        format!(
            r#"<p:sld xmlns:p="http://purl.oclc.org/ooxml/presentationml/main" xmlns:a="http://purl.oclc.org/ooxml/drawingml/main">{}</p:sld>"#,
            shape(Some("title"), text)
        )
    };
    let (ten, two) = (slide("Ten"), slide("Two"));
    let bytes = zip(&[
        ("ppt/slides/slide10.xml", ten.as_bytes()),
        ("ppt/slides/slide2.xml", two.as_bytes()),
    ]);
    let document = read(&bytes, "x", &Limits::default()).unwrap();
    is(&document, &[(Heading, "Two"), (Heading, "Ten")]);
    assert!(warning(&document, "ppt/presentation.xml").contains("list of slides is damaged"));
}

#[test]
fn too_many_slides_and_empty_ones_are_errors() {
    let limits = Limits {
        slides: 1,
        ..Limits::default()
    };
    let title = shape(Some("title"), "Aims");
    let many = read(&pptx(&[(&title, None), (&title, None)]), "x", &limits);
    assert!(matches!(many, Err(Error::OverLimit { .. })));
    assert!(matches!(
        read(&pptx(&[("", None)]), "x", &Limits::default()),
        Err(Error::NoText { .. })
    ));
    let deep = "<p:grpSp>".repeat(3000);
    assert!(matches!(
        read(&pptx(&[(&deep, None)]), "x", &Limits::default()),
        Err(Error::OverLimit { .. })
    ));
}
