//! Putting something at the end of the outermost element of a part.

use super::layout::qualified_name;
use crate::ingest::xml::{Item, Problem, Xml};
use std::ops::Range;

/// The outermost element of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Root {
    open: Range<usize>,
    close: Range<usize>,
}

impl Root {
    /// Finds it, and with it whether the part is sound.
    pub(super) fn of(part: &str, depth: usize) -> Result<Self, Problem> {
        let mut xml = Xml::new(part, depth);
        let (mut open, mut close) = (None, 0..0);
        loop {
            match xml.next()? {
                Item::Open(_) => open = open.or(Some(xml.span())),
                Item::Close => close = xml.span(),
                Item::Text(_) => {}
                Item::End => {
                    return Ok(Self {
                        open: open.unwrap_or(0..0),
                        close,
                    });
                }
            }
        }
    }

    /// Its prefix, empty where it has none.
    pub(super) fn prefix<'p>(&self, part: &'p str) -> &'p str {
        let name = qualified_name(part, self.open.start);
        name.split_once(':').map_or("", |(prefix, _)| prefix)
    }

    /// The part with `more` in front of the end of the element.
    pub(super) fn with(&self, part: &str, more: &str) -> Option<String> {
        if !self.close.is_empty() {
            return Some([part.get(..self.close.start)?, more, part.get(self.close.start..)?].concat());
        }
        let open = part.get(..self.open.end)?.strip_suffix("/>")?;
        let name = qualified_name(part, self.open.start);
        let rest = part.get(self.open.end..)?;
        Some(format!("{open}>{more}</{name}>{rest}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(part: &str) -> String {
        let root = Root::of(part, 10).unwrap();
        root.with(part, "<new/>").unwrap()
    }

    #[test]
    fn what_is_added_stands_last_in_the_outermost_element() {
        assert_eq!(with("<?x?><a:b><c/></a:b>\n"), "<?x?><a:b><c/><new/></a:b>\n");
        assert_eq!(with(r#"<a:b c="d"/><!-- -->"#), r#"<a:b c="d"><new/></a:b><!-- -->"#);
        assert!(Root::of("<a><b></a>", 10).is_err());
    }
}
