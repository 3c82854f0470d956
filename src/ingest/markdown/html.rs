//! HTML inside Markdown: its tags go, its text stays.

/// Elements that people write by hand. What else stands in angle brackets ("<10 minutes and more>") is text.
const NAMES: [&str; 56] = [
    "a",
    "abbr",
    "b",
    "big",
    "blockquote",
    "br",
    "caption",
    "center",
    "cite",
    "code",
    "dd",
    "del",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "font",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "section",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
];

/// Whether `tag` ("<b>", "</td>", "<!-- … -->") is HTML rather than text in angle brackets.
pub(super) fn is_tag(tag: &str) -> bool {
    let Some(inner) = tag.strip_prefix('<') else {
        return false;
    };
    if inner.starts_with(['!', '?']) {
        return true;
    }
    let inner = inner.strip_prefix('/').unwrap_or(inner);
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len());
    let name = inner.get(..end).unwrap_or_default().to_ascii_lowercase();
    NAMES.binary_search(&name.as_str()).is_ok()
}

/// Takes the tags out of line after line.
#[derive(Debug, Default)]
pub(super) struct Lines {
    /// Inside a comment or a tag that has not ended; with what ends it.
    until: Option<&'static str>,
}

impl Lines {
    /// The text of one line; a space stands for each tag.
    pub(super) fn text(&mut self, line: &str) -> String {
        let (mut text, mut rest) = (String::new(), line);
        loop {
            if let Some(end) = self.until {
                let Some((_, after)) = rest.split_once(end) else {
                    return text;
                };
                (self.until, rest) = (None, after);
            }
            let Some(at) = rest.find('<') else {
                text.push_str(rest);
                return text;
            };
            let (before, tag) = rest.split_at(at);
            text.push_str(before);
            if is_tag(tag) {
                text.push(' ');
                self.until = Some(if tag.starts_with("<!--") { "-->" } else { ">" });
                rest = tag;
            } else {
                text.push('<');
                rest = tag.get(1..).unwrap_or_default();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_go_and_text_stays() {
        assert!(NAMES.is_sorted());
        let mut lines = Lines::default();
        assert_eq!(
            lines.text("<td>one</td><td>two < three</td>").trim(),
            "one  two < three"
        );
        assert_eq!(lines.text("a <!-- not"), "a  ");
        assert_eq!(lines.text("this --> b"), " b");
        assert!(is_tag("</p>") && !is_tag("<ten minutes and >"));
    }
}
