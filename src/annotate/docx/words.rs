//! What is written into the parts, in the names that a part uses.

use super::super::notes::Line;
use crate::view::text::clean;
use quick_xml::escape::escape;
use std::fmt::Write;

const TRANSITIONAL: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const STRICT: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";

/// Author and initials of the comments.
const AUTHOR: &str = r#"author="showcase""#;
const INITIALS: &str = r#"initials="sc""#;

/// The namespace that this part uses for text.
pub(super) fn namespace(part: &str) -> &'static str {
    if part.contains(TRANSITIONAL) || !part.contains(STRICT) {
        TRANSITIONAL
    } else {
        STRICT
    }
}

/// How the names of a part are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Words<'a> {
    prefix: &'a str,
    /// Declares the prefix, where the part has none: attributes need one.
    declared: String,
}

impl<'a> Words<'a> {
    /// Names with the prefix of the element they are put into.
    pub(super) fn new(prefix: &'a str, namespace: &str) -> Self {
        match prefix {
            "" => Self {
                prefix: "scw",
                declared: format!(r#" xmlns:scw="{namespace}""#),
            },
            prefix => Self {
                prefix,
                declared: String::new(),
            },
        }
    }

    /// An empty element that names a comment.
    pub(super) fn mark(&self, name: &str, id: u32) -> String {
        let Self { prefix, declared } = self;
        format!(r#"<{prefix}:{name}{declared} {prefix}:id="{id}"/>"#)
    }

    /// The run by which a comment is shown.
    pub(super) fn reference(&self, id: u32) -> String {
        let Self { prefix: p, declared } = self;
        format!(r#"<{p}:r{declared}><{p}:commentReference {p}:id="{id}"/></{p}:r>"#)
    }

    /// A comment. It has no date, so that the same report always gives the same bytes.
    pub(super) fn comment(&self, id: u32, lines: &[Line]) -> String {
        let Self { prefix: p, declared } = self;
        let mut out = format!(r#"<{p}:comment{declared} {p}:id="{id}" {p}:{AUTHOR} {p}:{INITIALS}>"#);
        for (index, line) in lines.iter().enumerate() {
            // Writing to a string cannot fail.
            let _ = write!(
                out,
                r#"<{p}:p><{p}:pPr><{p}:spacing {p}:before="0" {p}:after="40"/></{p}:pPr>"#
            );
            if index == 0 {
                let _ = write!(out, "<{p}:r><{p}:annotationRef/></{p}:r>");
            }
            let space = if line.text.is_empty() { "" } else { " " };
            if !line.lead.is_empty() {
                self.run(&mut out, &format!("{}{space}", line.lead), true);
            }
            self.run(&mut out, &line.text, false);
            let _ = write!(out, "</{p}:p>");
        }
        let _ = write!(out, "</{p}:comment>");
        out
    }

    fn run(&self, out: &mut String, text: &str, bold: bool) {
        let p = self.prefix;
        let bold = if bold { format!("<{p}:b/>") } else { String::new() };
        let text = clean(text);
        if !text.is_empty() {
            let _ = write!(
                out,
                r#"<{p}:r><{p}:rPr>{bold}<{p}:sz {p}:val="18"/></{p}:rPr><{p}:t xml:space="preserve">{}</{p}:t></{p}:r>"#,
                escape(text.as_str())
            );
        }
    }
}

/// A comments part without comments.
pub(super) fn no_comments(namespace: &str) -> String {
    format!(r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:comments xmlns:w="{namespace}"></w:comments>"#)
}
