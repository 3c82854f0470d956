//! The empty report: nothing in it counts or is evidence, and every section of a filled one is found by its heading.

#![allow(clippy::unwrap_used)]

mod support;

use showcase::analysis::Analysis;
use showcase::coverage::Status;
use showcase::document::BlockKind;
use showcase::rubric::Rubric;
use showcase::structure::Role;
use showcase::view::docx::template;
use showcase::{Options, analyse};
use std::io::{Cursor, Read};
use std::process::Command;
use support::program::Folder;

fn empty(rubric: &Rubric) -> Vec<u8> {
    let mut bytes = Vec::new();
    template::write(&mut bytes, rubric).unwrap();
    bytes
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn read(bytes: &[u8], rubric: &Rubric) -> Analysis {
    let options = Options {
        fast: true,
        ..Options::default()
    };
    analyse(bytes, "template.docx", rubric, &options).unwrap()
}

#[test]
fn nothing_in_an_empty_report_is_evidence_or_counts_for_a_section() {
    let rubric = Rubric::builtin().unwrap();
    let analysis = read(&empty(&rubric), &rubric);
    assert!(
        analysis
            .criteria
            .iter()
            .all(|c| c.status == Status::NotFound && c.evidence.is_empty())
    );
    let words = &analysis.words;
    assert_eq!(words.counted, words.front + words.headings, "{words:?}");
    assert!(
        analysis
            .blocks
            .iter()
            .all(|block| block.role != Role::Body || block.kind == BlockKind::Heading)
    );
}

#[test]
fn every_section_of_a_filled_report_is_found_by_its_heading() {
    let rubric = Rubric::builtin().unwrap();
    let bytes = empty(&rubric);
    let mut document = part(&bytes, "word/document.xml");
    // In each section a sentence that says nothing of where it belongs.
    for section in &rubric.sections {
        let heading = format!("{} {}", section.id, section.title).replace('\'', "&apos;");
        let end = document.find(&heading).unwrap_or_else(|| panic!("{heading}"));
        let paragraph = end + document[end..].find("<w:p ").unwrap();
        let close = paragraph + document[paragraph..].find("</w:p>").unwrap();
        document.insert_str(close, &format!("<w:r><w:t>Filled in {} here.</w:t></w:r>", section.id));
    }
    let parts: Vec<(String, Vec<u8>)> = ["_rels/.rels", "word/_rels/document.xml.rels", "word/styles.xml"]
        .map(|name| (name.to_owned(), part(&bytes, name).into_bytes()))
        .into_iter()
        .chain([("word/document.xml".to_owned(), document.into_bytes())])
        .collect();
    let parts: Vec<(&str, &[u8])> = parts
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
        .collect();
    let analysis = read(&support::build::zip(&parts), &rubric);
    for section in &rubric.sections {
        let text = format!("Filled in {} here.", section.id);
        let block = analysis.blocks.iter().find(|block| block.text == text).unwrap();
        assert_eq!(block.sections, std::slice::from_ref(&section.id), "{block:?}");
    }
}

#[test]
fn advice_stands_in_comments_and_prompts_in_fields() {
    let rubric = Rubric::builtin().unwrap();
    let bytes = empty(&rubric);
    assert_eq!(bytes, empty(&rubric), "two templates differ");
    let comments = part(&bytes, "word/comments.xml");
    let expected = 2 + rubric.tasks.len() + rubric.sections.len();
    assert_eq!(comments.matches("<w:comment ").count(), expected);
    assert!(comments.contains("Guide: 100–150 words.") && comments.contains("Guide: about 400 words."));
    assert!(
        rubric
            .criteria
            .iter()
            .all(|c| comments.contains(&format!("{} (", c.code)))
    );
    assert!(!comments.contains("w:date="));
    assert_eq!(
        part(&bytes, "word/document.xml").matches("<w:showingPlcHdr />").count(),
        4
    );
}

#[test]
fn the_program_writes_it_and_never_over_a_report() {
    let folder = Folder::new();
    let run = folder.run(&["template", "-o", "report.docx"]);
    assert_eq!(
        (run.code, run.stdout.as_str(), run.stderr.as_str()),
        (Some(0), "", "written: report.docx\n")
    );
    folder
        .run(&["template", "-o", "report.docx"])
        .refuses(&["report.docx", "--force"]);
    assert_eq!(folder.run(&["template", "-o", "report.docx", "--force"]).code, Some(0));
    folder.run(&["template"]).refuses(&["--output FILE.docx is missing"]);
}

#[test]
fn libreoffice_opens_it_with_its_comments() {
    if Command::new("soffice").arg("--version").output().is_err() {
        eprintln!("skipped: opening the template in LibreOffice, as it is not installed");
        return;
    }
    let rubric = Rubric::builtin().unwrap();
    let folder = Folder::new().with("template.docx", empty(&rubric));
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.path().display());
    let run = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", "odt", "template.docx"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    let odt = std::fs::read(folder.path().join("template.odt")).unwrap_or_else(|_| panic!("{run:?}"));
    let content = part(&odt, "content.xml");
    let expected = 2 + rubric.tasks.len() + rubric.sections.len();
    assert_eq!(content.matches("<office:annotation ").count(), expected);
}
