//! The paragraphs of a main part by their bytes: where something can be put in, and where a run can be cut in two.

use crate::ingest::xml::{Item, Ns, Problem, Tag, Xml};
use std::ops::Range;

/// A paragraph that stands in no other.
#[derive(Debug)]
pub(super) struct Paragraph {
    /// All its bytes.
    pub(super) span: Range<usize>,
    /// Where its content begins, behind its properties.
    pub(super) content: usize,
    /// What stands in it, properties aside.
    pub(super) children: Vec<Child>,
}

/// An element that stands directly in a paragraph.
#[derive(Debug)]
pub(super) struct Child {
    pub(super) span: Range<usize>,
    /// What is in it, if it is a run.
    pub(super) run: Option<Run>,
}

/// A run.
#[derive(Debug)]
pub(super) struct Run {
    /// Its start tag.
    pub(super) open: Range<usize>,
    /// Its properties.
    pub(super) props: Option<Range<usize>>,
    pub(super) texts: Vec<Text>,
}

/// A text element of a run.
#[derive(Debug)]
pub(super) struct Text {
    /// Its start tag.
    pub(super) open: Range<usize>,
    /// What is between its tags.
    pub(super) inner: Range<usize>,
    /// What it says of white space at its ends.
    pub(super) space: Option<String>,
}

/// The paragraphs of a part, in order. Those of text boxes belong to the paragraph that the box is anchored in; where
/// a part offers alternatives for whole paragraphs, nobody knows which of them will be shown, so these are left out.
pub(super) fn paragraphs(part: &str, depth: usize) -> Result<Vec<Paragraph>, Problem> {
    let mut walk = Walk {
        part,
        xml: Xml::new(part, depth),
        depth: 0,
        open: None,
        in_text: false,
        paragraphs: Vec::new(),
    };
    walk.run()?;
    Ok(walk.paragraphs)
}

struct Walk<'a> {
    part: &'a str,
    xml: Xml<'a>,
    depth: usize,
    /// The paragraph that is open, and how deep it stands.
    open: Option<(usize, Paragraph)>,
    in_text: bool,
    paragraphs: Vec<Paragraph>,
}

impl Walk<'_> {
    fn run(&mut self) -> Result<(), Problem> {
        loop {
            match self.xml.next()? {
                Item::Open(tag) => self.start(&tag)?,
                Item::Close => self.end(),
                Item::Text(_) => {}
                Item::End => return Ok(()),
            }
        }
    }

    fn start(&mut self, tag: &Tag) -> Result<(), Problem> {
        let span = self.xml.span();
        let Some((depth, paragraph)) = &mut self.open else {
            return self.outside(tag, span);
        };
        match self.depth - *depth {
            0 if tag.is(Ns::Word, "pPr") => {
                self.xml.skip()?;
                paragraph.content = self.xml.span().end;
                return Ok(());
            }
            0 => {
                let run = (tag.is(Ns::Word, "r") && !is_empty_element(self.part, &span)).then(|| Run {
                    open: span.clone(),
                    props: None,
                    texts: Vec::new(),
                });
                paragraph.children.push(Child { span, run });
            }
            1 => {
                let run = paragraph.children.last_mut().and_then(|child| child.run.as_mut());
                match run {
                    Some(run) if tag.is(Ns::Word, "rPr") => {
                        self.xml.skip()?;
                        run.props = Some(span.start..self.xml.span().end);
                        return Ok(());
                    }
                    Some(run) if tag.is(Ns::Word, "t") && !is_empty_element(self.part, &span) => {
                        run.texts.push(Text {
                            inner: span.end..span.end,
                            open: span,
                            space: tag.attr("space"),
                        });
                        self.in_text = true;
                    }
                    _ => {}
                }
            }
            _ => {}
        }
        self.depth += 1;
        Ok(())
    }

    fn outside(&mut self, tag: &Tag, span: Range<usize>) -> Result<(), Problem> {
        if tag.is(Ns::Compat, "AlternateContent") {
            return self.xml.skip();
        }
        self.depth += 1;
        // Nothing can be put into an element without an end tag.
        if tag.is(Ns::Word, "p") && !is_empty_element(self.part, &span) {
            let paragraph = Paragraph {
                content: span.end,
                span,
                children: Vec::new(),
            };
            self.open = Some((self.depth, paragraph));
        }
        Ok(())
    }

    fn end(&mut self) {
        let span = self.xml.span();
        if let Some((depth, paragraph)) = &mut self.open {
            let child = paragraph.children.last_mut();
            match (self.depth - *depth, child) {
                (0, _) => paragraph.span.end = span.end,
                (1, Some(child)) => child.span.end = span.end,
                (2, Some(child)) if self.in_text => {
                    if let Some(text) = child.run.as_mut().and_then(|run| run.texts.last_mut()) {
                        text.inner.end = span.start;
                    }
                    self.in_text = false;
                }
                _ => {}
            }
            if self.depth == *depth {
                self.paragraphs.extend(self.open.take().map(|(_, paragraph)| paragraph));
            }
        }
        self.depth = self.depth.saturating_sub(1);
    }
}

fn is_empty_element(part: &str, tag: &Range<usize>) -> bool {
    part.get(tag.clone()).is_some_and(|tag| tag.ends_with("/>"))
}

/// Name of the element whose tag begins here, with its prefix.
pub(super) fn qualified_name(part: &str, tag: usize) -> &str {
    let name = part.get(tag + 1..).unwrap_or_default();
    let end = name.find(|c: char| c.is_whitespace() || matches!(c, '/' | '>'));
    name.get(..end.unwrap_or(name.len())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PART: &str = concat!(
        r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" "#,
        r#"xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body><w:p/>"#,
        r#"<mc:AlternateContent><mc:Choice><w:p><w:r><w:t>no</w:t></w:r></w:p></mc:Choice></mc:AlternateContent>"#,
        r#"<w:tbl><w:p><w:pPr><w:x/></w:pPr><w:r a="1"><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">one</w:t><w:tab/>"#,
        r#"<w:t>two</w:t></w:r><w:hyperlink><w:r><w:p><w:r><w:t>in</w:t></w:r></w:p></w:r></w:hyperlink></w:p></w:tbl>"#,
        r#"</w:body></w:document>"#
    );

    #[test]
    fn only_paragraphs_that_stand_in_no_other_are_told() {
        let paragraphs = paragraphs(PART, 50).unwrap();
        let [paragraph] = paragraphs.as_slice() else {
            panic!("{paragraphs:?}")
        };
        assert!(PART[paragraph.content..].starts_with(r#"<w:r a="1">"#));
        let spans: Vec<&str> = paragraph.children.iter().map(|c| &PART[c.span.clone()]).collect();
        assert!(spans[0].starts_with("<w:r a") && spans[0].ends_with("two</w:t></w:r>"));
        assert!(spans[1].starts_with("<w:hyperlink>") && spans[1].ends_with("</w:hyperlink>"));
        assert!(PART[paragraph.span.clone()].ends_with("</w:hyperlink></w:p>"));
    }

    #[test]
    fn texts_of_a_run_are_told_with_what_they_say_of_white_space() {
        let paragraphs = paragraphs(PART, 50).unwrap();
        let run = paragraphs[0].children[0].run.as_ref().unwrap();
        assert_eq!(&PART[run.props.clone().unwrap()], "<w:rPr><w:b/></w:rPr>");
        let texts: Vec<(&str, Option<&str>)> = run
            .texts
            .iter()
            .map(|t| (&PART[t.inner.clone()], t.space.as_deref()))
            .collect();
        assert_eq!(texts, [("one", Some("preserve")), ("two", None)]);
    }
}
