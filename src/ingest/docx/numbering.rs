//! Automatic numbers: what Word prints in front of a paragraph, which is not part of its text.

use crate::ingest::numerals::written;
use crate::ingest::xml::{Item, Ns, Problem, Tag, Xml};
use std::collections::{BTreeMap, BTreeSet};

/// Levels of a list.
const LEVELS: usize = 9;

#[derive(Debug, Clone, Default)]
struct Level {
    format: String,
    text: String,
    start: u32,
    style: Option<String>,
}

#[derive(Debug, Clone, Default)]
struct List {
    base: String,
    starts: BTreeMap<u8, u32>,
}

/// The lists of the file.
#[derive(Debug, Default)]
pub(crate) struct Numbering {
    bases: BTreeMap<String, BTreeMap<u8, Level>>,
    lists: BTreeMap<String, List>,
}

/// How far each list has counted.
#[derive(Debug, Default)]
pub(crate) struct Counters {
    /// By base list: the lists of one base count on together.
    counts: BTreeMap<String, [u32; LEVELS]>,
    /// Lists whose own start was used.
    started: BTreeSet<(String, u8)>,
}

impl Numbering {
    /// Counts one paragraph of a list and gives its number as printed; none for bullets.
    pub(crate) fn next(
        &self,
        counters: &mut Counters,
        list_id: &str,
        level: Option<u8>,
        style: Option<&str>,
    ) -> Option<String> {
        let list = self.lists.get(list_id)?;
        let base = self.bases.get(&list.base)?;
        let level = level
            .or_else(|| level_of_style(base, style))
            .unwrap_or(0)
            .min(LEVELS as u8 - 1);
        let counts = counters.counts.entry(list.base.clone()).or_default();
        let own = list.starts.get(&level).copied();
        let first = counters.started.insert((list_id.to_owned(), level));
        let start = own.unwrap_or_else(|| base.get(&level).map_or(1, |l| l.start));
        let at = usize::from(level);
        let count = counts.get_mut(at)?;
        *count = match (*count, first, own) {
            (_, true, Some(start)) => start,
            (0, ..) => start,
            (n, ..) => n.saturating_add(1),
        };
        for deeper in counts.iter_mut().skip(at + 1) {
            *deeper = 0;
        }
        label(base, level, counts)
    }
}

fn level_of_style(base: &BTreeMap<u8, Level>, style: Option<&str>) -> Option<u8> {
    let style = style?;
    base.iter()
        .find(|(_, l)| l.style.as_deref() == Some(style))
        .map(|(i, _)| *i)
}

/// The level's pattern ("%1.%2") with its numbers put in.
fn label(base: &BTreeMap<u8, Level>, level: u8, counts: &[u32; LEVELS]) -> Option<String> {
    let this = base.get(&level)?;
    if matches!(this.format.as_str(), "bullet" | "none") {
        return None;
    }
    let mut out = String::new();
    let mut chars = this.text.chars().peekable();
    while let Some(c) = chars.next() {
        let digit = chars
            .peek()
            .and_then(|d| d.to_digit(10))
            .filter(|d| (1..=9).contains(d));
        match (c, digit) {
            ('%', Some(d)) => {
                chars.next();
                let at = d as usize - 1;
                let format = base.get(&(at as u8)).map_or("decimal", |l| l.format.as_str());
                let number = counts.get(at).copied().unwrap_or(1).max(1);
                out.push_str(&written(number, format));
            }
            _ => out.push(c),
        }
    }
    (!out.trim().is_empty()).then_some(out)
}

/// Reads the numbering part.
pub(crate) fn read(text: &str, depth: usize) -> Result<Numbering, Problem> {
    let mut xml = Xml::new(text, depth);
    let mut reader = Reader::default();
    loop {
        match xml.next()? {
            Item::Open(tag) if tag.ns == Ns::Word => reader.take(&tag),
            Item::End => return Ok(reader.out),
            _ => {}
        }
    }
}

#[derive(Default)]
struct Reader {
    out: Numbering,
    base: String,
    list: Option<String>,
    level: u8,
}

impl Reader {
    fn take(&mut self, tag: &Tag) {
        match tag.local() {
            "abstractNum" => {
                self.base = tag.attr("abstractNumId").unwrap_or_default();
                self.list = None;
            }
            "num" => self.list = tag.attr("numId"),
            "abstractNumId" => {
                if let (Some(list), Some(base)) = (&self.list, tag.val()) {
                    self.out.lists.entry(list.clone()).or_default().base = base;
                }
            }
            "lvlOverride" | "lvl" => self.level = tag.attr("ilvl").and_then(|v| v.parse().ok()).unwrap_or(0),
            "startOverride" => {
                if let (Some(list), Some(start)) = (&self.list, number(tag)) {
                    self.out
                        .lists
                        .entry(list.clone())
                        .or_default()
                        .starts
                        .insert(self.level, start);
                }
            }
            _ if self.list.is_some() => {}
            "numFmt" => self.level_mut().format = tag.val().unwrap_or_default(),
            "lvlText" => self.level_mut().text = tag.val().unwrap_or_default(),
            "start" => self.level_mut().start = number(tag).unwrap_or(1),
            "pStyle" => self.level_mut().style = tag.val(),
            _ => {}
        }
    }

    fn level_mut(&mut self) -> &mut Level {
        let base = self.out.bases.entry(self.base.clone()).or_default();
        base.entry(self.level).or_insert_with(|| Level {
            start: 1,
            ..Level::default()
        })
    }
}

fn number(tag: &Tag) -> Option<u32> {
    tag.val().and_then(|v| v.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_count_inside_one_another() {
        let text = r#"<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
          <w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
          <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl></w:abstractNum>
          <w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#;
        let numbering = read(text, 50).unwrap();
        let mut counters = Counters::default();
        let got: Vec<Option<String>> = [0, 1, 1, 0, 1]
            .iter()
            .map(|l| numbering.next(&mut counters, "5", Some(*l), None))
            .collect();
        let got: Vec<&str> = got.iter().map(|g| g.as_deref().unwrap_or("-")).collect();
        assert_eq!(got, ["1.", "1.a)", "1.b)", "2.", "2.a)"]);
    }
}
