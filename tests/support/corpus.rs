//! The labelled reports: beside the repository while the project is built, or the copy in `fixtures/corpus`.

use serde::Deserialize;
use showcase::document::Document;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The label of a report, as far as reading goes.
#[derive(Deserialize)]
pub(crate) struct Gold {
    /// Words with the appendix.
    pub(crate) words_total: usize,
    /// Its text.
    pub(crate) blocks: Vec<GoldBlock>,
}

/// One block of the label.
#[derive(Deserialize)]
pub(crate) struct GoldBlock {
    /// `heading`, `paragraph`, `list_item`, `table_cell` or `note`.
    pub(crate) kind: String,
    /// Its text.
    pub(crate) text: String,
}

impl Gold {
    /// The headings, in order.
    pub(crate) fn headings(&self) -> Vec<String> {
        self.blocks
            .iter()
            .filter(|b| b.kind == "heading")
            .map(|b| normal(&b.text))
            .collect()
    }
}

/// The corpus, wherever it is.
pub(crate) fn root() -> Option<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let beside = std::env::var_os("SHOWCASE_CORPUS").map(PathBuf::from);
    [
        beside,
        Some(here.join("../shared/corpus")),
        Some(here.join("fixtures/corpus")),
    ]
    .into_iter()
    .flatten()
    .find(|p| p.is_dir())
}

/// All labels of all sets.
pub(crate) fn golds(root: &Path) -> Vec<(PathBuf, Gold)> {
    let mut paths: Vec<PathBuf> = Vec::new();
    for set in ["dev", "natural-dev", "train", "natural-train"] {
        let Ok(entries) = fs::read_dir(root.join(set)) else {
            continue;
        };
        paths.extend(
            entries
                .flatten()
                .map(|e| e.path())
                .filter(|p| p.to_string_lossy().ends_with(".gold.json")),
        );
    }
    paths.sort();
    paths
        .into_iter()
        .map(|p| {
            let gold = serde_json::from_str(&fs::read_to_string(&p).unwrap()).unwrap();
            (p, gold)
        })
        .collect()
}

/// White space as single spaces.
pub(crate) fn normal(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words of the label that are in the document, and all of them. By blocks, so that order counts a little: words of a
/// block found whole, else its words counted against all words.
pub(crate) fn recall(gold: &Gold, document: &Document) -> (usize, usize) {
    let mut have: BTreeMap<&str, usize> = BTreeMap::new();
    for word in document.blocks.iter().flat_map(|b| b.text.split_whitespace()) {
        *have.entry(word).or_default() += 1;
    }
    let (mut found, mut all) = (0, 0);
    for word in gold.blocks.iter().flat_map(|b| b.text.split_whitespace()) {
        all += 1;
        if let Some(n) = have.get_mut(word).filter(|n| **n > 0) {
            *n -= 1;
            found += 1;
        }
    }
    (found, all)
}

/// How many texts two lists share, repeats included.
pub(crate) fn common(a: &[String], b: &[String]) -> usize {
    a.len() - difference(a, b).len()
}

/// What is in the first list and not in the second, repeats included.
pub(crate) fn difference(a: &[String], b: &[String]) -> Vec<String> {
    let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
    for text in b {
        *counts.entry(text).or_default() += 1;
    }
    a.iter()
        .filter(|text| match counts.get_mut(text) {
            Some(n) if *n > 0 => {
                *n -= 1;
                false
            }
            _ => true,
        })
        .cloned()
        .collect()
}
