//! Finds the parts of a package by their relationships, not by their usual names.

use crate::Result;
use crate::ingest::limits::Limits;
use crate::ingest::xml::{self, Item, Xml};
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

/// The relationships of a part ("" for the package), the first of each kind. Broken ones count as missing: the usual
/// names are tried instead.
fn relations(container: &mut Container, part: &str, limits: &Limits) -> Result<BTreeMap<String, String>> {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let path = match folder {
        "" => format!("_rels/{file}.rels"),
        _ => format!("{folder}/_rels/{file}.rels"),
    };
    let mut out = BTreeMap::new();
    if let Some(bytes) = container.read(&path)? {
        let (text, _) = xml::decode(&bytes);
        let mut walk = Xml::new(&text, limits.xml_depth);
        while let Ok(item) = walk.next() {
            match item {
                Item::End => break,
                Item::Open(tag) if tag.local() == "Relationship" => {
                    if let (Some(kind), Some(target)) = (tag.attr("Type"), tag.attr("Target"))
                        && tag.attr("TargetMode").is_none_or(|m| m != "External")
                    {
                        let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                        out.entry(kind).or_insert_with(|| resolve(folder, &target));
                    }
                }
                _ => {}
            }
        }
    }
    for kind in ["styles", "numbering", "footnotes", "endnotes", "comments"] {
        let usual = format!("{folder}/{kind}.xml");
        if !part.is_empty() && !out.contains_key(kind) && container.has(&usual) {
            out.insert(kind.to_owned(), usual);
        }
    }
    Ok(out)
}

/// A target against the folder of the part that refers to it. It names an entry of the container, nothing on a disk.
fn resolve(folder: &str, target: &str) -> String {
    let mut path: Vec<&str> = Vec::new();
    if !target.starts_with('/') {
        path.extend(folder.split('/').filter(|s| !s.is_empty()));
    }
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            _ => path.push(step),
        }
    }
    path.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_resolve_against_the_folder_or_the_root() {
        assert_eq!(resolve("word", "styles.xml"), "word/styles.xml");
        assert_eq!(resolve("word", "/word/styles2.xml"), "word/styles2.xml");
        assert_eq!(resolve("word", "../../../etc/passwd"), "etc/passwd");
    }
}
