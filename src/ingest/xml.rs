//! Bounded walking through a part of XML: depth is limited, entities and document types are refused.
//!
//! A thin layer over `quick-xml`: elements come with their namespace resolved to the few that matter here, so that
//! the readers never see a prefix. Whoever walks keeps a stack of his own; nothing here recurses.

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::reader::NsReader;
use std::ops::Range;

/// The namespaces the readers tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ns {
    /// Word text, transitional or strict.
    Word,
    /// Office equations, transitional or strict.
    Math,
    /// `AlternateContent`.
    Compat,
    /// Drawing text (`SmartArt`).
    Drawing,
    /// Slides.
    Slide,
    /// Data of `SmartArt`.
    Diagram,
    /// `OpenDocument` text.
    Text,
    /// `OpenDocument` tables.
    Table,
    /// `OpenDocument` drawings.
    Draw,
    /// `OpenDocument` office.
    Office,
    /// `OpenDocument` styles.
    Style,
    /// Anything else.
    Other,
}

impl Ns {
    fn of(uri: &str) -> Self {
        match uri {
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Self::Word,
            "http://schemas.openxmlformats.org/officeDocument/2006/math"
            | "http://purl.oclc.org/ooxml/officeDocument/math" => Self::Math,
            "http://schemas.openxmlformats.org/markup-compatibility/2006" => Self::Compat,
            "http://schemas.openxmlformats.org/drawingml/2006/main" | "http://purl.oclc.org/ooxml/drawingml/main" => {
                Self::Drawing
            }
            "http://schemas.openxmlformats.org/presentationml/2006/main"
            | "http://purl.oclc.org/ooxml/presentationml/main" => Self::Slide,
            "http://schemas.openxmlformats.org/drawingml/2006/diagram"
            | "http://purl.oclc.org/ooxml/drawingml/diagram" => Self::Diagram,
            "urn:oasis:names:tc:opendocument:xmlns:text:1.0" => Self::Text,
            "urn:oasis:names:tc:opendocument:xmlns:table:1.0" => Self::Table,
            "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" => Self::Draw,
            "urn:oasis:names:tc:opendocument:xmlns:office:1.0" => Self::Office,
            "urn:oasis:names:tc:opendocument:xmlns:style:1.0" => Self::Style,
            _ => Self::Other,
        }
    }
}

/// A start tag.
#[derive(Debug)]
pub(crate) struct Tag<'a> {
    /// Namespace of the element.
    pub(crate) ns: Ns,
    start: BytesStart<'a>,
}

impl Tag<'_> {
    /// Name without prefix.
    pub(crate) fn local(&self) -> &str {
        self.start.local_name().into_inner()
    }

    /// Whether it is that element.
    pub(crate) fn is(&self, ns: Ns, local: &str) -> bool {
        self.ns == ns && self.local() == local
    }

    /// The attribute of that name, whatever its prefix; the first one where two differ by prefix alone.
    pub(crate) fn attr(&self, local: &str) -> Option<String> {
        let mut attributes = self.start.attributes();
        attributes.with_checks(false);
        attributes
            .flatten()
            .find(|a| a.key.local_name().into_inner() == local)
            .map(|a| match a.normalized_value(XmlVersion::Implicit1_0) {
                Ok(value) => value.into_owned(),
                Err(_) => a.value.clone().into_owned(),
            })
    }

    /// The attribute of that name that has a prefix, where one without stands beside it (`id` and `r:id`).
    pub(crate) fn prefixed(&self, local: &str) -> Option<String> {
        let mut attributes = self.start.attributes();
        attributes.with_checks(false);
        attributes
            .flatten()
            .find(|a| a.key.prefix().is_some() && a.key.local_name().into_inner() == local)
            .map(|a| a.value.clone().into_owned())
    }

    /// Word's `w:val`.
    pub(crate) fn val(&self) -> Option<String> {
        self.attr("val")
    }

    /// A Word on/off element: present means on unless its value says off.
    pub(crate) fn on(&self) -> bool {
        !self
            .val()
            .is_some_and(|v| matches!(v.as_str(), "0" | "false" | "off" | "none"))
    }
}

/// What comes next in the part. Empty elements come as open and close.
#[derive(Debug)]
pub(crate) enum Item<'a> {
    /// A start tag.
    Open(Tag<'a>),
    /// The end tag of the innermost open element.
    Close,
    /// Character data, references resolved.
    Text(std::borrow::Cow<'a, str>),
    /// Nothing more.
    End,
}

/// Why walking stopped, in plain words for a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Problem {
    /// What is wrong.
    pub(crate) what: String,
    /// The depth limit was passed.
    pub(crate) too_deep: bool,
}

/// A walker over one part.
pub(crate) struct Xml<'a> {
    reader: NsReader<&'a [u8]>,
    depth: usize,
    max_depth: usize,
    span: Range<usize>,
}

impl<'a> Xml<'a> {
    /// Starts at the head of the part.
    pub(crate) fn new(text: &'a str, max_depth: usize) -> Self {
        let mut reader = NsReader::from_str(text);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        // Each name is looked up among all that are open. Word and LibreOffice declare some 40.
        reader.resolver_mut().set_max_namespace_bindings(300);
        Self {
            reader,
            depth: 0,
            max_depth,
            span: 0..0,
        }
    }

    /// Bytes of the text from which the last item was read. The end of an empty element has none.
    pub(crate) fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// The next item.
    pub(crate) fn next(&mut self) -> Result<Item<'a>, Problem> {
        loop {
            let start = self.reader.buffer_position() as usize;
            let (resolved, event) = self.reader.read_resolved_event().map_err(|_| problem(BROKEN))?;
            let ns = match (&event, resolved) {
                (Event::Start(_), ResolveResult::Bound(Namespace(uri))) => Ns::of(uri),
                _ => Ns::Other,
            };
            self.span = start..self.reader.buffer_position() as usize;
            match event {
                Event::Start(start) => {
                    self.depth += 1;
                    if self.depth > self.max_depth {
                        return Err(Problem {
                            what: "its elements are nested too deeply".to_owned(),
                            too_deep: true,
                        });
                    }
                    return Ok(Item::Open(Tag { ns, start }));
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Item::Close);
                }
                Event::Text(text) => return Ok(Item::Text(text.into_inner())),
                Event::CData(data) => return Ok(Item::Text(data.into_inner())),
                Event::GeneralRef(reference) => {
                    if let Ok(Some(c)) = reference.resolve_char_ref() {
                        return Ok(Item::Text(c.to_string().into()));
                    }
                    match resolve_predefined_entity(&reference) {
                        Some(known) => return Ok(Item::Text(known.into())),
                        None => return Err(problem("it uses an entity, which such a file can't have")),
                    }
                }
                Event::DocType(_) => return Err(problem("it has a document type, which such a file can't have")),
                Event::Eof if self.depth > 0 => return Err(problem(BROKEN)),
                Event::Eof => return Ok(Item::End),
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            }
        }
    }

    /// Passes over the rest of the element that was opened last.
    pub(crate) fn skip(&mut self) -> Result<(), Problem> {
        let mut open = 1_usize;
        while open > 0 {
            match self.next()? {
                Item::Open(_) => open += 1,
                Item::Close => open -= 1,
                Item::Text(_) => {}
                Item::End => return Ok(()),
            }
        }
        Ok(())
    }
}

const BROKEN: &str = "its markup breaks off or is broken";

fn problem(what: &str) -> Problem {
    Problem {
        what: what.to_owned(),
        too_deep: false,
    }
}

/// The text of a part in whatever Unicode encoding it is; whether some bytes made no sense.
pub(crate) fn decode(bytes: &[u8]) -> (String, bool) {
    let (encoding, skip) = match bytes {
        [0xEF, 0xBB, 0xBF, ..] => (encoding_rs::UTF_8, 3),
        [0xFF, 0xFE, ..] => (encoding_rs::UTF_16LE, 2),
        [0xFE, 0xFF, ..] => (encoding_rs::UTF_16BE, 2),
        [b'<', 0, ..] => (encoding_rs::UTF_16LE, 0),
        [0, b'<', ..] => (encoding_rs::UTF_16BE, 0),
        _ => (declared(bytes), 0),
    };
    let (text, lossy) = encoding.decode_without_bom_handling(bytes.get(skip..).unwrap_or_default());
    (text.into_owned(), lossy)
}

/// The encoding an XML declaration names, UTF-8 without one.
pub(crate) fn declared(bytes: &[u8]) -> &'static encoding_rs::Encoding {
    let head = String::from_utf8_lossy(bytes.get(..120.min(bytes.len())).unwrap_or_default()).into_owned();
    head.split_once("encoding=")
        .and_then(|(_, rest)| {
            let quote = rest.chars().next()?;
            rest.get(1..)?.split(quote).next()
        })
        .and_then(|label| encoding_rs::Encoding::for_label(label.as_bytes()))
        // An 8-bit reader got this far, so a label of UTF-16 is wrong.
        .filter(|e| e.is_ascii_compatible())
        .unwrap_or(encoding_rs::UTF_8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn walk(text: &str) -> Result<String, Problem> {
        let mut xml = Xml::new(text, 10);
        let mut out = String::new();
        loop {
            match xml.next()? {
                Item::Open(tag) => out.extend([format!("<{:?}:{}>", tag.ns, tag.local())]),
                Item::Close => out += "</>",
                Item::Text(t) => out += &t,
                Item::End => return Ok(out),
            }
        }
    }

    #[test]
    fn any_prefix_and_strict_names_are_word() {
        let strict = r#"<q:p xmlns:q="http://purl.oclc.org/ooxml/wordprocessingml/main">a &amp; b&#233;</q:p>"#;
        assert_eq!(walk(strict).unwrap(), "<Word:p>a & bé</>");
        let default = r#"<p xmlns="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>"#;
        assert_eq!(walk(default).unwrap(), "<Word:p></>");
    }

    #[test]
    fn entities_and_document_types_are_refused() {
        assert!(walk("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>").is_err());
        assert!(walk("<a>&b;</a>").is_err());
    }

    #[test]
    fn depth_is_bounded_and_truncation_is_seen() {
        assert!(walk(&"<a>".repeat(11)).unwrap_err().too_deep);
        assert!(!walk("<a><b>text").unwrap_err().too_deep);
    }

    #[test]
    fn each_item_knows_its_bytes() {
        let text = "<a>b&amp;é<c/></a>";
        let mut xml = Xml::new(text, 10);
        let mut spans = Vec::new();
        while !matches!(xml.next().unwrap(), Item::End) {
            spans.push(&text[xml.span()]);
        }
        assert_eq!(spans, ["<a>", "b", "&amp;", "é", "<c/>", "", "</a>"]);
    }

    #[test]
    fn utf16_parts_are_read() {
        let bytes: Vec<u8> = "<a>é</a>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&bytes), ("<a>é</a>".to_owned(), false));
    }
}
