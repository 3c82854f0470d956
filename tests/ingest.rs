//! Every report of the labelled corpus comes out of every format with the words, blocks and headings its label says.

#![allow(clippy::unwrap_used, clippy::print_stdout)] // a test fails by panicking, and says what it measured

mod support;

use showcase::document::{BlockKind, Document};
use showcase::ingest::{limits::Limits, read};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use support::corpus::{self, Gold};

/// What a format reaches over a set of reports.
#[derive(Default)]
struct Figures {
    files: usize,
    failed: Vec<String>,
    worst_words: f64,
    worst_name: String,
    words_found: usize,
    words_gold: usize,
    headings_found: usize,
    headings_gold: usize,
    headings_both: usize,
}

impl Figures {
    fn add(&mut self, path: &Path, gold: &Gold) {
        self.files += 1;
        let name = path.display().to_string();
        let document = match read(&fs::read(path).unwrap(), &name, &Limits::default()) {
            Ok(document) => document,
            Err(error) => return self.failed.push(error.to_string()),
        };
        let words = words(&document);
        let error = (words as f64 / gold.words_total as f64 - 1.0).abs() * 100.0;
        if error > self.worst_words {
            (self.worst_words, self.worst_name) = (error, name.clone());
        }
        if std::env::var_os("SHOW_WORDS").is_some() && words != gold.words_total {
            println!("words {name}: {words}, label {}", gold.words_total);
        }
        self.contents(&name, gold, &document);
        let (found, all) = corpus::recall(gold, &document);
        self.words_found += found;
        self.words_gold += all;
        self.headings(&name, gold, &document);
    }

    /// Blocks of the contents list: lines with dots in the label, marked as contents in the document.
    fn contents(&mut self, name: &str, gold: &Gold, document: &Document) {
        let mine = document
            .blocks
            .iter()
            .filter(|b| b.contents && b.text.contains("...."))
            .count();
        let theirs = gold
            .blocks
            .iter()
            .filter(|b| b.text.contains(" ...... ") || b.text.contains(" ........ "))
            .count();
        if mine < theirs {
            self.failed.push(format!("{name}: contents list not recognised"));
        }
        for block in document
            .blocks
            .iter()
            .filter(|b| b.contents && !b.text.contains("...."))
        {
            if std::env::var_os("SHOW_HEADINGS").is_some() {
                println!("contents {name}: {}", block.text);
            }
        }
    }

    fn headings(&mut self, name: &str, gold: &Gold, document: &Document) {
        let mine: Vec<String> = document
            .blocks
            .iter()
            .filter(|b| b.kind == BlockKind::Heading)
            .map(|b| corpus::normal(&b.text))
            .collect();
        let theirs: Vec<String> = gold.headings();
        let both = corpus::common(&mine, &theirs);
        self.headings_found += mine.len();
        self.headings_gold += theirs.len();
        self.headings_both += both;
        if std::env::var_os("SHOW_HEADINGS").is_some() {
            let left = corpus::difference(&theirs, &mine);
            let more = corpus::difference(&mine, &theirs);
            if !(left.is_empty() && more.is_empty()) {
                println!("{name}\n  missed {left:?}\n  more   {more:?}");
            }
        }
    }

    fn recall(&self) -> f64 {
        self.words_found as f64 / self.words_gold.max(1) as f64
    }

    fn heading_precision(&self) -> f64 {
        self.headings_both as f64 / self.headings_found.max(1) as f64
    }

    fn heading_recall(&self) -> f64 {
        self.headings_both as f64 / self.headings_gold.max(1) as f64
    }
}

fn words(document: &Document) -> usize {
    document.blocks.iter().map(|b| b.text.split_whitespace().count()).sum()
}

/// Floors a little below what was measured when this was written, so that any loss shows.
#[test]
fn the_labelled_corpus_is_read_to_the_word() {
    let Some(root) = corpus::root() else {
        println!("skipped: neither ../shared/corpus nor fixtures/corpus is here");
        return;
    };
    let mut figures: BTreeMap<&str, Figures> = BTreeMap::new();
    for (gold_path, gold) in corpus::golds(&root) {
        for format in ["docx", "odt", "txt"] {
            let path: PathBuf = PathBuf::from(gold_path.to_string_lossy().replace(".gold.json", &format!(".{format}")));
            if path.exists() {
                figures.entry(format).or_default().add(&path, &gold);
            }
        }
    }
    for (format, f) in &figures {
        println!(
            "{format}: {} files, words worst {:.3}% ({}), text recall {:.4}, headings precision {:.3} recall {:.3}",
            f.files,
            f.worst_words,
            f.worst_name,
            f.recall(),
            f.heading_precision(),
            f.heading_recall()
        );
        assert!(f.failed.is_empty(), "{format}: {:?}", f.failed);
        assert!(
            f.worst_words <= 0.2,
            "{format}: {} is {:.3}% off",
            f.worst_name,
            f.worst_words
        );
        assert!(f.recall() >= 0.995, "{format}: text recall {}", f.recall());
        let floor = if *format == "txt" { 0.90 } else { 0.97 };
        assert!(
            f.heading_precision() >= floor,
            "{format}: heading precision {}",
            f.heading_precision()
        );
        assert!(
            f.heading_recall() >= floor,
            "{format}: heading recall {}",
            f.heading_recall()
        );
    }
}
