//! Web pages, Rich Text and presentations: the same words as the Word document they were made from.

#![allow(clippy::unwrap_used, clippy::print_stdout)] // a test fails by panicking, and says what it measured

mod support;

use showcase::document::{BlockKind, Document, Format};
use showcase::ingest::{limits::Limits, read};
use std::fs;
use std::path::{Path, PathBuf};
use support::corpus::difference;

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

fn open(path: &Path) -> Document {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    read(&fs::read(path).unwrap(), &name, &Limits::default()).unwrap()
}

fn words(document: &Document) -> Vec<String> {
    let text = document.blocks.iter().flat_map(|b| b.text.split_whitespace());
    text.map(str::to_owned).collect()
}

fn texts(document: &Document) -> Vec<String> {
    document.blocks.iter().map(|b| b.text.clone()).collect()
}

/// Word document, and the same saved in another format by a word processor.
const PAIRS: &[(&str, &str)] = &[
    ("corpus/dev/d01.docx", "reports/formats/d01.rtf"),
    ("corpus/dev/d01.docx", "reports/formats/d01.html"),
    ("corpus/natural-dev/n05.docx", "reports/formats/n05.rtf"),
    ("corpus/natural-dev/n05.docx", "reports/formats/n05.html"),
    ("reports/sample.docx", "reports/formats/sample.rtf"),
    ("reports/sample.docx", "reports/formats/sample.html"),
];

#[test]
fn a_report_saved_in_another_format_has_the_same_words_and_blocks() {
    for (word, other) in PAIRS {
        let (word, saved) = (open(&fixtures().join(word)), open(&fixtures().join(other)));
        let (a, b) = (words(&word), words(&saved));
        let off = a.len().abs_diff(b.len());
        assert!(off * 200 <= a.len(), "{other}: {} and {} words", a.len(), b.len());
        let lost = difference(&texts(&word), &texts(&saved));
        assert!(
            lost.len() * 50 <= word.blocks.len(),
            "{other}: blocks that differ: {lost:#?}"
        );
        let headings = |d: &Document| -> Vec<String> {
            let found = d.blocks.iter().filter(|b| b.kind == BlockKind::Heading);
            found.map(|b| b.text.clone()).collect()
        };
        let unlike = difference(&headings(&word), &headings(&saved));
        assert!(unlike.is_empty(), "{other}: headings missed: {unlike:#?}");
        println!("{other}: {} words, {} in the Word document", b.len(), a.len());
    }
}

/// With `SHOWCASE_CONVERTED` set to a folder of files named as the Word document and an ending more.
#[test]
fn conversions_of_the_corpus_have_the_same_words() {
    let Some(folder) = std::env::var_os("SHOWCASE_CONVERTED").map(PathBuf::from) else {
        println!("skipped: SHOWCASE_CONVERTED names no folder");
        return;
    };
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    for path in paths.iter().filter(|p| p.extension().is_some_and(|e| e == "docx")) {
        let name = path.to_string_lossy().into_owned();
        // Not all Word documents of other people can be read.
        let Ok(word) = read(&fs::read(path).unwrap(), &name, &Limits::default()) else {
            continue;
        };
        for ending in ["rtf", "html", "pandoc.html", "pandoc.rtf"] {
            let other = path.with_extension(ending);
            if !other.is_file() {
                continue;
            }
            let saved = match read(&fs::read(&other).unwrap(), &name, &Limits::default()) {
                Ok(saved) => saved,
                Err(error) => {
                    println!("{}: {error}", other.display());
                    continue;
                }
            };
            let lost = difference(&texts(&word), &texts(&saved));
            let extra = difference(&texts(&saved), &texts(&word));
            let kinds = |d: &Document, kind| d.blocks.iter().filter(|b| b.kind == kind).count();
            println!(
                "{}: words {} {}; blocks {} {}, lost {} extra {}; headings {} {}; lists {} {}; cells {} {}; notes {} {}; contents {} {}",
                other.file_name().unwrap().to_string_lossy(),
                words(&word).len(),
                words(&saved).len(),
                word.blocks.len(),
                saved.blocks.len(),
                lost.len(),
                extra.len(),
                kinds(&word, BlockKind::Heading),
                kinds(&saved, BlockKind::Heading),
                kinds(&word, BlockKind::ListItem),
                kinds(&saved, BlockKind::ListItem),
                kinds(&word, BlockKind::TableCell),
                kinds(&saved, BlockKind::TableCell),
                kinds(&word, BlockKind::Note),
                kinds(&saved, BlockKind::Note),
                word.blocks.iter().filter(|b| b.contents).count(),
                saved.blocks.iter().filter(|b| b.contents).count(),
            );
            if std::env::var_os("SHOW_LOST").is_some() {
                println!("LOST {lost:#?}\nEXTRA {extra:#?}\nWARNINGS {:#?}", saved.warnings);
            }
        }
    }
}

#[test]
fn a_presentation_is_read_slide_by_slide_with_its_notes() {
    let deck = open(&fixtures().join("reports/formats/deck.pptx"));
    assert_eq!((deck.format, deck.pages), (Format::Pptx, Some(18)));
    assert_eq!(words(&deck).len(), 2042);
    let titles: Vec<&str> = deck
        .blocks
        .iter()
        .filter(|b| b.kind == BlockKind::Heading)
        .map(|b| b.text.as_str())
        .collect();
    assert_eq!(titles.len(), 18, "{titles:#?}");
    assert_eq!(titles[16], "Working in a team");
    let on = |slide: u32, kind: BlockKind| {
        deck.blocks
            .iter()
            .filter(move |b| b.page == Some(slide) && b.kind == kind)
    };
    assert_eq!(on(6, BlockKind::TableCell).count(), 12);
    let values: Vec<&str> = on(3, BlockKind::ListItem).map(|b| b.text.as_str()).collect();
    assert_eq!(values[0], "Honest: we say what it costs before we start");
    assert_eq!(values.len(), 3);
    for slide in 1..=18 {
        assert_eq!(on(slide, BlockKind::Note).count(), 1, "slide {slide}");
    }
    let notes: usize = deck
        .blocks
        .iter()
        .filter(|b| b.kind == BlockKind::Note)
        .map(|b| b.text.split(' ').count())
        .sum();
    assert_eq!(notes, 1510);
    assert!(
        !texts(&deck)
            .iter()
            .any(|t| t.contains("apprentice showcase") || t == "3"),
        "footers are no text"
    );
}
