//! Finds the parts of a package by their relationships, not by their usual names.

use crate::Result;
use crate::ingest::limits::Limits;
use crate::ingest::opc;
use crate::ingest::zip::{Container, damaged};
use std::collections::BTreeMap;

/// Where the parts are.
pub(crate) struct Package {
    main: String,
    /// Kind of relationship (last step of its type) to part name.
    parts: BTreeMap<String, String>,
}

impl Package {
    /// Reads the relationships of the package and of its main part.
    pub(crate) fn open(container: &mut Container, name: &str, limits: &Limits) -> Result<Self> {
        let root = relations(container, "", limits)?;
        let main = match root.get("officeDocument") {
            Some(part) => part.clone(),
            None if container.has("word/document.xml") => "word/document.xml".to_owned(),
            None => return Err(damaged(name, "_rels/.rels", "it doesn't say where the text is")),
        };
        let parts = relations(container, &main, limits)?;
        Ok(Self { main, parts })
    }

    /// Name of the part with the text.
    pub(crate) fn main(&self) -> &str {
        &self.main
    }

    /// Name of the part of that kind.
    pub(crate) fn part(&self, kind: &str) -> Option<String> {
        self.parts.get(kind).cloned()
    }
}

/// The parts related to a part ("" for the package), the first of each kind. Broken relationships count as missing: the
/// usual names are tried instead.
fn relations(container: &mut Container, part: &str, limits: &Limits) -> Result<BTreeMap<String, String>> {
    let mut out = BTreeMap::new();
    for relation in opc::relations(container, part, limits)? {
        out.entry(relation.kind).or_insert(relation.target);
    }
    let folder = opc::folder(part);
    for kind in ["styles", "numbering", "footnotes", "endnotes", "comments"] {
        let usual = format!("{folder}/{kind}.xml");
        if !part.is_empty() && !out.contains_key(kind) && container.has(&usual) {
            out.insert(kind.to_owned(), usual);
        }
    }
    Ok(out)
}
