//! How the parts of an Office file refer to one another: by relationships, not by their usual names.

use super::limits::Limits;
use super::xml::{self, Item, Xml};
use super::zip::Container;
use crate::Result;

/// One part referring to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Relation {
    /// Name by which the part refers to it.
    pub(crate) id: String,
    /// Last step of its type ("footnotes"), the same in transitional and strict files.
    pub(crate) kind: String,
    /// Name of the part.
    pub(crate) target: String,
}

/// The relationships of a part ("" for the package) to other parts of the file, in order. What is broken counts as missing.
pub(crate) fn relations(container: &mut Container, part: &str, limits: &Limits) -> Result<Vec<Relation>> {
    let folder = folder(part);
    let mut out = Vec::new();
    let Some(bytes) = container.read(&relations_of(part))? else {
        return Ok(out);
    };
    let (text, _) = xml::decode(&bytes);
    let mut walk = Xml::new(&text, limits.xml_depth);
    while let Ok(item) = walk.next() {
        match item {
            Item::End => break,
            Item::Open(tag) if tag.local() == "Relationship" => {
                if let (Some(kind), Some(target)) = (tag.attr("Type"), tag.attr("Target"))
                    && tag.attr("TargetMode").is_none_or(|m| m != "External")
                {
                    out.push(Relation {
                        id: tag.attr("Id").unwrap_or_default(),
                        kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                        target: resolve(folder, &target),
                    });
                }
            }
            _ => {}
        }
    }
    Ok(out)
}

/// Name of the part that holds the relationships of a part.
pub(crate) fn relations_of(part: &str) -> String {
    match part.rsplit_once('/') {
        None => format!("_rels/{part}.rels"),
        Some((folder, file)) => format!("{folder}/_rels/{file}.rels"),
    }
}

/// The folder that a part stands in; "" for the top one.
pub(crate) fn folder(part: &str) -> &str {
    part.rsplit_once('/').map_or("", |(folder, _)| folder)
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
