//! Styles, with what each inherits.

use super::props::{ParaProps, RunProps, read_para, read_run};
use crate::ingest::heading_style::{self, Named};
use crate::ingest::xml::{Item, Ns, Problem, Xml};
use std::collections::BTreeMap;

/// Styles are at most this deep in one another: Word stops at 10 by its own account, and a circle must end.
const MOST_BASES: usize = 20;

/// One style as it stands in the file.
#[derive(Debug, Clone, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    para: ParaProps,
    run: RunProps,
}

/// A style with everything it inherits.
#[derive(Debug, Clone, Default)]
pub(crate) struct Resolved {
    /// Name as in the file.
    pub(crate) name: Option<String>,
    /// What the name says, or the nearest name it is based on that says something.
    pub(crate) named: Option<Named>,
    /// Outline level from 0; 9 is body text.
    pub(crate) outline: Option<u8>,
    /// List, and level in it.
    pub(crate) list: Option<(String, Option<u8>)>,
    /// A background behind the paragraph.
    pub(crate) shaded: bool,
    /// Look of its letters.
    pub(crate) run: RunProps,
}

/// All styles of the file.
#[derive(Debug, Default)]
pub(crate) struct Styles {
    resolved: BTreeMap<String, Resolved>,
    default_para: Option<String>,
    default_run: RunProps,
}

impl Styles {
    /// The paragraph style of that id, or the default one.
    pub(crate) fn para(&self, id: Option<&str>) -> Option<&Resolved> {
        id.and_then(|id| self.resolved.get(id))
            .or_else(|| self.default_para.as_ref().and_then(|id| self.resolved.get(id)))
    }

    /// The look of a run: its own properties over its character style over the paragraph's.
    pub(crate) fn run(&self, own: RunProps, para: Option<&Resolved>) -> RunProps {
        let style = own
            .style
            .as_ref()
            .and_then(|id| self.resolved.get(id))
            .map(|s| s.run.clone());
        let own = match style {
            Some(style) => own.over(&style),
            None => own,
        };
        let own = match para {
            Some(para) => own.over(&para.run),
            None => own,
        };
        own.over(&self.default_run)
    }
}

/// Reads the styles part.
pub(crate) fn read(text: &str, depth: usize) -> Result<Styles, Problem> {
    let mut xml = Xml::new(text, depth);
    let mut raw: BTreeMap<String, Style> = BTreeMap::new();
    let mut out = Styles::default();
    let mut current: Option<String> = None;
    let mut defaults = false;
    loop {
        let tag = match xml.next()? {
            Item::Open(tag) => tag,
            Item::End => break,
            _ => continue,
        };
        if tag.ns != Ns::Word {
            continue;
        }
        let style = current.as_ref().and_then(|id| raw.get_mut(id));
        match (tag.local(), style) {
            ("style", _) => {
                let id = tag.attr("styleId").unwrap_or_default();
                defaults = false;
                let standard = tag.attr("default").is_some_and(|v| v == "1" || v == "true");
                if standard && tag.attr("type").is_none_or(|t| t == "paragraph") {
                    out.default_para = Some(id.clone());
                }
                raw.insert(id.clone(), Style::default());
                current = Some(id);
            }
            ("docDefaults", _) => defaults = true,
            ("rPr", _) if defaults => out.default_run = read_run(&mut xml)?,
            ("name", Some(style)) => style.name = tag.val().unwrap_or_default(),
            ("basedOn", Some(style)) => style.based_on = tag.val(),
            ("pPr", Some(style)) => style.para = read_para(&mut xml)?,
            ("rPr", Some(style)) => style.run = read_run(&mut xml)?,
            // Conditional formats of table styles speak of rows and columns, not of the style itself.
            ("tblStylePr", _) => xml.skip()?,
            _ => {}
        }
    }
    out.resolved = raw.keys().map(|id| (id.clone(), resolve(id, &raw))).collect();
    Ok(out)
}

fn resolve(id: &str, raw: &BTreeMap<String, Style>) -> Resolved {
    let mut out = Resolved::default();
    let mut next = Some(id);
    for _ in 0..MOST_BASES {
        let Some(style) = next.and_then(|id| raw.get(id)) else {
            break;
        };
        if out.name.is_none() {
            out.name = Some(style.name.clone());
        }
        out.named = out.named.or_else(|| heading_style::by_name(&style.name));
        out.outline = out.outline.or(style.para.outline);
        if out.list.is_none() {
            out.list = style.para.list.clone().map(|list| (list, style.para.list_level));
        }
        out.shaded |= style.para.shaded.unwrap_or(false);
        out.run = std::mem::take(&mut out.run).over(&style.run);
        next = style.based_on.as_deref();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const W: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;

    #[test]
    fn headings_are_known_through_inheritance_and_circles_end() {
        let text = format!(
            r#"<w:styles {W}><w:style w:type="paragraph" w:styleId="a"><w:name w:val="My head"/><w:basedOn w:val="b"/></w:style>
            <w:style w:type="paragraph" w:styleId="b"><w:name w:val="heading 2"/><w:basedOn w:val="a"/>
            <w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/></w:rPr></w:style></w:styles>"#
        );
        let styles = read(&text, 50).unwrap();
        let style = styles.para(Some("a")).unwrap();
        assert_eq!(style.outline, Some(1));
        assert_eq!(style.named, Some(Named::Heading(Some(2))));
        assert_eq!(style.run.bold, Some(true));
        assert_eq!(style.name.as_deref(), Some("My head"));
    }
}
