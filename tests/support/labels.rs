//! The labels of a report in full: what an assessor found, where, and where the text belongs.

use serde::Deserialize;
use showcase::coverage::Status;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A labelled report.
#[derive(Deserialize)]
pub(crate) struct Labelled {
    /// Name of its files without ending.
    pub(crate) id: String,
    /// Words without the appendix.
    pub(crate) words_counted: u32,
    /// Its text in order.
    pub(crate) blocks: Vec<LabelledBlock>,
    /// One label a criterion, by code.
    pub(crate) criteria: BTreeMap<String, Label>,
    /// By code, all sentences that bear on a criterion, where two readers marked them apart from the labels (`ID.bearing.json`).
    #[serde(skip)]
    pub(crate) bearing: BTreeMap<String, Vec<String>>,
    /// Folder it was read from.
    #[serde(skip)]
    folder: PathBuf,
}

/// One block of a labelled report.
#[derive(Deserialize, Clone)]
pub(crate) struct LabelledBlock {
    /// `heading`, `paragraph`, `list_item`, `table_cell` or `note`.
    pub(crate) kind: String,
    /// Its text.
    pub(crate) text: String,
    /// Section ids; `appendix`, `front`, `task` and `other` stand among them.
    pub(crate) sections: Vec<String>,
}

/// What an assessor found of one criterion.
#[derive(Deserialize)]
pub(crate) struct Label {
    #[serde(rename = "label")]
    found: Found,
    /// The most telling passages.
    pub(crate) evidence: Vec<String>,
    /// All others that bear on it, where a report has them.
    #[serde(default)]
    also: Vec<String>,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "lowercase")]
enum Found {
    Met,
    Partial,
    Absent,
}

impl Label {
    /// The label in the words of the coverage map.
    pub(crate) fn status(&self) -> Status {
        match self.found {
            Found::Met => Status::Evidenced,
            Found::Partial => Status::Partial,
            Found::Absent => Status::NotFound,
        }
    }

    /// Every passage that bears on the criterion.
    pub(crate) fn bearing(&self) -> impl Iterator<Item = &str> {
        self.evidence.iter().chain(&self.also).map(String::as_str)
    }
}

impl Labelled {
    /// The set that it belongs to.
    pub(crate) fn set(&self) -> std::borrow::Cow<'_, str> {
        self.folder.file_name().unwrap_or_default().to_string_lossy()
    }

    /// The report as a file of this format, where the corpus has it.
    pub(crate) fn file(&self, ending: &str) -> Option<Vec<u8>> {
        std::fs::read(self.folder.join(format!("{}.{ending}", self.id))).ok()
    }
}

/// The labelled reports of one set, by name.
pub(crate) fn labelled(set: &str) -> Vec<Labelled> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/corpus").join(set);
    let entries = std::fs::read_dir(&folder).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|e| e.unwrap().path()).collect();
    paths.retain(|path| path.to_string_lossy().ends_with(".gold.json"));
    paths.sort();
    let read = |path: &PathBuf| {
        let report: Labelled = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let marks = std::fs::read_to_string(folder.join(format!("{}.bearing.json", report.id)));
        Labelled {
            folder: folder.clone(),
            bearing: marks.map_or_else(|_| BTreeMap::new(), |marks| serde_json::from_str(&marks).unwrap()),
            ..report
        }
    };
    paths.iter().map(read).collect()
}
