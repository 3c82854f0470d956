//! Broken and hostile files end in a plain message that names the file and the cure.
//!
//! The files are in `fixtures/broken`, made by [`support::build::broken`]; `WRITE_FIXTURES=1` writes them again.

#![allow(clippy::unwrap_used)] // a test fails by panicking

mod support;

use showcase::Error;
use showcase::ingest::{limits::Limits, read};
use std::fs;
use std::path::Path;

fn file(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/broken").join(name);
    fs::read(path).unwrap()
}

fn message(name: &str) -> String {
    read(&file(name), name, &Limits::default()).unwrap_err().to_string()
}

#[test]
fn the_fixtures_are_what_the_builder_builds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/broken");
    for (name, bytes) in support::build::broken() {
        if std::env::var_os("WRITE_FIXTURES").is_some() {
            fs::create_dir_all(&folder).unwrap();
            fs::write(folder.join(name), &bytes).unwrap();
        }
        assert!(file(name) == bytes, "{name} differs from what is built");
    }
}

#[test]
fn each_cause_has_its_own_message() {
    for (name, says) in [
        ("empty.docx", "the file is empty"),
        ("truncated.docx", "damaged or incomplete"),
        ("no-text.docx", "there is no text in it"),
        ("notazip.docx", "not a document that can be read here"),
        ("protected.docx", "protected with a password"),
        ("old.doc", "an old Word file (.doc)"),
        ("picture.png", "a picture (.png)"),
        ("bomb.docx", "the unpacked size is over the limit"),
        ("deep.docx", "elements inside one another is over the limit"),
        ("thousand-tables.docx", "tables inside one another is over the limit"),
        ("laughs.docx", "a document type, which such a file can't have"),
        ("outside-entity.docx", "a document type, which such a file can't have"),
        ("deep.html", "elements inside one another is over the limit"),
        ("deep.rtf", "groups inside one another is over the limit"),
        (
            "works.wps",
            "a Microsoft Works file (.wps), which can't be read here; open it in",
        ),
        ("sheet.xlsx", "an Excel workbook (.xlsx)"),
        ("report.pages", "in Pages choose File, Export To, and Word or PDF"),
        ("mail.eml", "save the report attached to it"),
        ("phone.heic", "a picture from a phone (.heic)"),
        ("many.zip", "12 files: photo 1.jpg, "),
        ("several.zip", "a .zip file holding 2 files: report.docx"),
    ] {
        let message = message(name);
        assert!(message.starts_with(name) && message.contains(says), "{name}: {message}");
    }
}

#[test]
fn a_wrong_name_does_not_matter() {
    let document = read(&file("really-a-docx.txt"), "really-a-docx.txt", &Limits::default()).unwrap();
    assert_eq!(document.blocks[0].text, "A sound report of a few words.");
}

#[test]
fn text_that_breaks_off_is_kept_with_a_warning_where() {
    for (name, says) in [
        ("cut-text.docx", "is missing"),
        ("cut.rtf", "is missing"),
        ("cut.html", "may be missing"),
    ] {
        let document = read(&file(name), name, &Limits::default()).unwrap();
        assert_eq!(document.blocks[0].text, "The first paragraph is whole.");
        let warning = &document.warnings[0].message;
        assert!(warning.contains(says), "{name}: {warning}");
    }
}

#[test]
fn every_limit_can_be_passed() {
    let bytes = support::build::docx(&support::build::p("a few words").repeat(20));
    let small = |change: fn(&mut Limits)| {
        let mut limits = Limits::default();
        change(&mut limits);
        matches!(read(&bytes, "x.docx", &limits), Err(Error::OverLimit { .. }))
    };
    assert!(small(|l| l.input_bytes = 10));
    assert!(small(|l| l.part_bytes = 10));
    assert!(small(|l| l.inflated_bytes = 10));
    assert!(small(|l| l.zip_entries = 1));
    assert!(small(|l| l.xml_depth = 3));
    assert!(small(|l| l.blocks = 5));
    assert!(small(|l| l.characters = 30));
    assert!(!small(|_| {}));
}
