//! The words of `SmartArt`: points that hold text, and connections that say which stands under which.

use crate::document::BlockKind;
use crate::ingest::para::Para;
use crate::ingest::xml::{Item, Ns, Problem, Tag, Xml};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug, Default)]
struct Points {
    /// Text of each point in the order of the file.
    texts: Vec<(String, String)>,
    root: Option<String>,
    /// What stands under a point, with its place.
    under: BTreeMap<String, Vec<(u32, String)>>,
}

/// The text of a diagram, top down.
pub(super) fn read(text: &str, depth: usize) -> Result<Vec<Para>, Problem> {
    let points = points(text, depth)?;
    let mut texts: BTreeMap<&str, &str> = points.texts.iter().map(|(id, t)| (id.as_str(), t.as_str())).collect();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut out = Vec::new();
    let mut stack: Vec<&str> = points.root.iter().map(String::as_str).collect();
    while let Some(id) = stack.pop() {
        // A point under itself would never end.
        if !seen.insert(id) {
            continue;
        }
        out.extend(texts.remove(id));
        if let Some(under) = points.under.get(id) {
            stack.extend(under.iter().rev().map(|(_, id)| id.as_str()));
        }
    }
    out.extend(
        points
            .texts
            .iter()
            .filter(|(id, _)| texts.contains_key(id.as_str()))
            .map(|(_, t)| t.as_str()),
    );
    let items = out.into_iter().filter(|t| !t.trim().is_empty());
    Ok(items.map(|t| Para::new(BlockKind::ListItem, t)).collect())
}

fn points(text: &str, depth: usize) -> Result<Points, Problem> {
    let mut xml = Xml::new(text, depth);
    let mut out = Points::default();
    let mut point: Option<(String, String)> = None;
    // Letters are text inside a:t alone.
    let mut in_text = false;
    loop {
        match xml.next()? {
            Item::Open(tag) => {
                in_text = tag.is(Ns::Drawing, "t");
                match (tag.ns, tag.local()) {
                    (Ns::Diagram, "pt") => {
                        out.texts.extend(point.take());
                        point = begin(&tag, &mut out);
                    }
                    (Ns::Diagram, "cxn") => connect(&tag, &mut out),
                    (Ns::Drawing, "p" | "br") => {
                        if let Some((_, text)) = &mut point {
                            text.push(' ');
                        }
                    }
                    _ => {}
                }
            }
            Item::Text(text) if in_text => {
                if let Some((_, all)) = &mut point {
                    all.push_str(&text);
                }
            }
            Item::Text(_) => {}
            Item::Close => in_text = false,
            Item::End => {
                out.texts.extend(point.take());
                for under in out.under.values_mut() {
                    under.sort();
                }
                return Ok(out);
            }
        }
    }
}

/// A point: some stand for lines and layout and hold no words of the author's.
fn begin(tag: &Tag, out: &mut Points) -> Option<(String, String)> {
    let id = tag.attr("modelId")?;
    match tag.attr("type").as_deref() {
        Some("doc") => {
            out.root = Some(id);
            None
        }
        Some("pres" | "parTrans" | "sibTrans") => None,
        _ => Some((id, String::new())),
    }
}

fn connect(tag: &Tag, out: &mut Points) {
    if tag.attr("type").is_some_and(|t| t != "parOf") {
        return;
    }
    if let (Some(above), Some(below)) = (tag.attr("srcId"), tag.attr("destId")) {
        let place = tag.attr("srcOrd").and_then(|o| o.parse().ok()).unwrap_or(0);
        out.under.entry(above).or_default().push((place, below));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_come_in_the_order_of_their_connections_and_circles_end() {
        let text = r#"<d:dataModel xmlns:d="http://schemas.openxmlformats.org/drawingml/2006/diagram" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">
            <d:ptLst><d:pt modelId="0" type="doc"/><d:pt modelId="2"><d:t><a:p><a:r><a:t>second</a:t></a:r></a:p></d:t></d:pt>
            <d:pt modelId="1"><d:t><a:p><a:r><a:t>fi</a:t></a:r><a:r><a:t>rst</a:t></a:r></a:p></d:t></d:pt>
            <d:pt modelId="9" type="sibTrans"><d:t><a:p><a:r><a:t>no</a:t></a:r></a:p></d:t></d:pt><d:pt modelId="3"><d:t><a:p><a:r><a:t>loose</a:t></a:r></a:p></d:t></d:pt></d:ptLst>
            <d:cxnLst><d:cxn srcId="0" destId="2" srcOrd="1"/><d:cxn srcId="0" destId="1" srcOrd="0"/><d:cxn srcId="1" destId="0" srcOrd="0"/></d:cxnLst></d:dataModel>"#;
        let texts: Vec<String> = read(text, 20)
            .unwrap()
            .into_iter()
            .map(|p| p.text.trim().to_owned())
            .collect();
        assert_eq!(texts, ["first", "second", "loose"]);
    }
}
