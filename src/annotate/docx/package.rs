//! The parts that change, and the file put together again.

use super::super::notes::Line;
use super::element::Root;
use super::words::{self, Words, namespace};
use crate::error::Result;
use crate::ingest::limits::Limits;
use crate::ingest::opc;
use crate::ingest::xml::{self, Item, Ns, Xml};
use crate::ingest::zip::{Container, damaged};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

const TYPES: &str = "[Content_Types].xml";
const COMMENTS_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const TRANSITIONAL: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";
const STRICT: &str = "http://purl.oclc.org/ooxml/officeDocument/relationships/comments";
const NO_PLACE: &str = "nothing can be added to this part";

/// A part as text that can be written back in its own encoding.
#[derive(Debug)]
struct Part {
    name: String,
    bytes: Vec<u8>,
    text: String,
    root: Root,
}

/// A file that gets comments.
pub(super) struct Package<'a> {
    container: Container<'a>,
    name: &'a str,
    limits: &'a Limits,
    main: String,
    comments: Option<Part>,
    /// Name of the comments part.
    part: String,
    space: &'static str,
    /// Numbers of comments that are taken, and the lowest that may be free.
    used: BTreeSet<String>,
    next: u32,
    added: String,
}

impl<'a> Package<'a> {
    /// Looks for the comments that are there; `main` is the part with the text.
    pub(super) fn open(
        mut container: Container<'a>,
        name: &'a str,
        limits: &'a Limits,
        main: &str,
        text: &str,
    ) -> Result<Self> {
        let relations = opc::relations(&mut container, main, limits)?;
        let named = relations.into_iter().find(|relation| relation.kind == "comments");
        let mut package = Self {
            part: named
                .as_ref()
                .map_or_else(String::new, |relation| relation.target.clone()),
            container,
            name,
            limits,
            main: main.to_owned(),
            comments: None,
            space: namespace(text),
            used: BTreeSet::new(),
            next: 0,
            added: String::new(),
        };
        if named.is_some() {
            let part = package.part.clone();
            package.comments = package.read(&part)?;
        } else {
            package.part = package.free_name();
        }
        let own = package
            .comments
            .as_ref()
            .map(|part| part.text.clone())
            .unwrap_or_default();
        for text in [text, &own] {
            package.used.extend(comment_ids(text, limits.xml_depth));
        }
        Ok(package)
    }

    /// Adds a comment of these lines and says its number.
    pub(super) fn add(&mut self, lines: &[Line]) -> u32 {
        let free = (self.next..u32::MAX).find(|id| !self.used.contains(&id.to_string()));
        let id = free.unwrap_or_default();
        self.next = id.saturating_add(1);
        let (prefix, space) = match &self.comments {
            Some(part) => (part.root.prefix(&part.text), namespace(&part.text)),
            None => ("w", self.space),
        };
        let comment = Words::new(prefix, space).comment(id, lines);
        self.added.push_str(&comment);
        id
    }

    /// The bytes of the file with this as its main part.
    pub(super) fn finish(mut self, bytes: &[u8], main: Vec<u8>) -> Result<Vec<u8>> {
        let mut changed = vec![(self.main.clone(), main)];
        let comments = if let Some(part) = self.comments.take() {
            self.with(&part, &self.added)?
        } else {
            changed.push(self.with_relation()?);
            changed.extend(self.with_type()?);
            let text = words::no_comments(self.space);
            let root = self.root(&self.part, &text)?;
            root.with(&text, &self.added).unwrap_or_default().into_bytes()
        };
        changed.push((self.part.clone(), comments));
        self.pack(bytes, changed)
    }

    fn free_name(&self) -> String {
        let folder = opc::folder(&self.main);
        let slash = if folder.is_empty() { "" } else { "/" };
        let names = std::iter::once(String::new()).chain((2..).map(|number: u32| number.to_string()));
        let mut names = names.map(|number| format!("{folder}{slash}comments{number}.xml"));
        names.find(|name| !self.container.has(name)).unwrap_or_default()
    }

    fn read(&mut self, part: &str) -> Result<Option<Part>> {
        let Some(bytes) = self.container.read(part)? else {
            return Ok(None);
        };
        let (text, _) = xml::decode(&bytes);
        let root = self.root(part, &text)?;
        let name = part.to_owned();
        Ok(Some(Part {
            name,
            bytes,
            text,
            root,
        }))
    }

    fn root(&self, part: &str, text: &str) -> Result<Root> {
        Root::of(text, self.limits.xml_depth).map_err(|problem| damaged(self.name, part, &problem.what))
    }

    fn with(&self, part: &Part, more: &str) -> Result<Vec<u8>> {
        let text = part.root.with(&part.text, more);
        text.and_then(|text| encode_like(&part.bytes, &text))
            .ok_or_else(|| damaged(self.name, &part.name, NO_PLACE))
    }

    /// The relationships of the main part, with that to the comments.
    fn with_relation(&mut self) -> Result<(String, Vec<u8>)> {
        let name = opc::relations_of(&self.main);
        let part = if let Some(part) = self.read(&name)? {
            part
        } else {
            let text = format!(
                r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="{RELATIONS}"/>"#
            );
            let root = self.root(&name, &text)?;
            Part {
                name,
                bytes: text.clone().into_bytes(),
                text,
                root,
            }
        };
        let mut ids = (1..u32::MAX).map(|number| format!("rIdComments{number}"));
        let id = ids.find(|id| !part.text.contains(id.as_str())).unwrap_or_default();
        let kind = if self.space == namespace("") {
            TRANSITIONAL
        } else {
            STRICT
        };
        let element = named(part.root.prefix(&part.text), "Relationship");
        let more = format!(r#"<{element} Id="{id}" Type="{kind}" Target="/{}"/>"#, self.part);
        let bytes = self.with(&part, &more)?;
        Ok((part.name, bytes))
    }

    /// The list of what the parts are, with the comments, unless they stand there already.
    fn with_type(&mut self) -> Result<Option<(String, Vec<u8>)>> {
        let part = self
            .read(TYPES)?
            .ok_or_else(|| damaged(self.name, TYPES, "it is missing"))?;
        let name = format!(r#"PartName="/{}""#, self.part);
        if part.text.to_lowercase().contains(&name.to_lowercase()) {
            return Ok(None);
        }
        let element = named(part.root.prefix(&part.text), "Override");
        let bytes = self.with(&part, &format!(r#"<{element} {name} ContentType="{COMMENTS_TYPE}"/>"#))?;
        Ok(Some((part.name, bytes)))
    }

    fn pack(&self, bytes: &[u8], changed: Vec<(String, Vec<u8>)>) -> Result<Vec<u8>> {
        let mut places: BTreeMap<usize, Vec<u8>> = BTreeMap::new();
        let mut added = Vec::new();
        for (name, bytes) in changed {
            match self.container.find(&name) {
                Some(index) => drop(places.insert(index, bytes)),
                None => added.push((name, bytes)),
            }
        }
        repack(bytes, &places, &added)
            .map_err(|_| damaged(self.name, "the whole file", "some of its parts can't be copied"))
    }
}

fn named(prefix: &str, name: &str) -> String {
    let colon = if prefix.is_empty() { "" } else { ":" };
    format!("{prefix}{colon}{name}")
}

/// Numbers that comments have or that marks of comments name.
fn comment_ids(text: &str, depth: usize) -> BTreeSet<String> {
    let mut xml = Xml::new(text, depth);
    let mut out = BTreeSet::new();
    while let Ok(item) = xml.next() {
        match item {
            Item::Open(tag) if tag.ns == Ns::Word && tag.local().starts_with("comment") => out.extend(tag.attr("id")),
            Item::End => break,
            _ => {}
        }
    }
    out
}

/// Copies the container packed as it is, but for the parts at these places, and adds some.
fn repack(
    bytes: &[u8],
    changed: &BTreeMap<usize, Vec<u8>>,
    added: &[(String, Vec<u8>)],
) -> zip::result::ZipResult<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let mut out = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len() + (32 << 10))));
    let deflated = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for index in 0..archive.len() {
        let file = archive.by_index_raw(index)?;
        match changed.get(&index) {
            Some(bytes) => {
                let time = file.last_modified().unwrap_or_default();
                out.start_file(file.name(), deflated.last_modified_time(time))?;
                out.write_all(bytes)?;
            }
            None => out.raw_copy_file(file)?,
        }
    }
    for (name, bytes) in added {
        out.start_file(name.as_str(), deflated.last_modified_time(DateTime::default()))?;
        out.write_all(bytes)?;
    }
    Ok(out.finish()?.into_inner())
}

/// Text in the encoding of these bytes; none where they can't be given back as they were.
pub(super) fn encode_like(bytes: &[u8], text: &str) -> Option<Vec<u8>> {
    let wide = |mark: &[u8], unit: fn(u16) -> [u8; 2], text: &str| {
        let units = text.encode_utf16().flat_map(unit);
        mark.iter().copied().chain(units).collect::<Vec<u8>>()
    };
    let encode = |text: &str| match bytes {
        [0xEF, 0xBB, 0xBF, ..] => [&[0xEF, 0xBB, 0xBF], text.as_bytes()].concat(),
        [0xFF, 0xFE, ..] => wide(&[0xFF, 0xFE], u16::to_le_bytes, text),
        [0xFE, 0xFF, ..] => wide(&[0xFE, 0xFF], u16::to_be_bytes, text),
        [b'<', 0, ..] => wide(&[], u16::to_le_bytes, text),
        [0, b'<', ..] => wide(&[], u16::to_be_bytes, text),
        _ => xml::declared(bytes).encode(text).0.into_owned(),
    };
    (encode(&xml::decode(bytes).0) == bytes).then(|| encode(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_goes_back_into_the_encoding_it_came_in() {
        let utf16: Vec<u8> = "\u{feff}<a>é</a>".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(encode_like(&utf16, "<a>é</a>"), Some(utf16.clone()));
        let latin = b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xE9</a>";
        let text = xml::decode(latin).0;
        assert_eq!(encode_like(latin, &text).as_deref(), Some(&latin[..]));
        assert!(encode_like(latin, "“").is_some_and(|bytes| bytes == b"\x93" || bytes == b"&#8220;"));
        assert_eq!(encode_like(b"<a>\xFF</a>", "<a/>"), None);
    }
}
