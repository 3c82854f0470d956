//! Office Open XML presentations (.pptx): slides in their order, each with its title first and its speaker notes last.
//!
//! A showcase may be given as a presentation. What the speaker says stands in the notes, so they are text of the
//! report; numbers, dates and footers of slides are not.

mod diagram;
mod slide;

use super::limits::{Limits, over};
use super::lost::Lost;
use super::opc::{self, Relation};
use super::para::Para;
use super::xml::{self, Item, Ns, Problem, Xml};
use super::zip::{Container, damaged};
use super::{blocks, flow::Flow, warn};
use crate::document::{BlockKind, Document, Format, Warning};
use crate::{Error, Result};
use slide::{Part, Slide};
use std::collections::BTreeMap;

/// The longest title of a slide that has no place for one, in words.
const TITLE_WORDS: usize = 14;

/// Why reading a part ended early.
#[derive(Debug)]
enum Stop {
    Problem(Problem),
    Error(Error),
}

impl From<Problem> for Stop {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}

/// Reads a .pptx.
pub(crate) fn read(bytes: &[u8], name: &str, limits: &Limits) -> Result<Document> {
    let mut deck = Deck {
        container: Container::open(bytes, name, limits)?,
        name,
        limits,
        flow: Flow::new(name, limits),
        lost: Lost::default(),
        warnings: Vec::new(),
        hidden: Vec::new(),
    };
    let slides = deck.slides()?;
    if slides.len() > limits.slides {
        return Err(over(name, "the number of slides", limits.slides.to_string()));
    }
    if slides.is_empty() {
        return Err(Error::NoText { name: name.to_owned() });
    }
    for (number, part) in (1..).zip(&slides) {
        deck.slide(number, part)?;
    }
    deck.tell_hidden();
    let blocks = blocks::finish(deck.flow.finish());
    if blocks.is_empty() && !deck.warnings.is_empty() {
        return Err(damaged(name, "the slides", "none of them can be read"));
    }
    deck.warnings.extend(deck.lost.warnings());
    Ok(Document {
        format: Format::Pptx,
        blocks,
        pages: u32::try_from(slides.len()).ok(),
        warnings: deck.warnings,
    })
}

/// The presentation while it is read.
struct Deck<'a> {
    container: Container<'a>,
    name: &'a str,
    limits: &'a Limits,
    flow: Flow<'a>,
    lost: Lost,
    warnings: Vec<Warning>,
    /// Numbers of slides that are not shown.
    hidden: Vec<u32>,
}

impl Deck<'_> {
    /// Names of the slides' parts in the order they are shown.
    fn slides(&mut self) -> Result<Vec<String>> {
        let root = opc::relations(&mut self.container, "", self.limits)?;
        let main = root.into_iter().find(|r| r.kind == "officeDocument").map(|r| r.target);
        let main = main.unwrap_or_else(|| "ppt/presentation.xml".to_owned());
        let relations = opc::relations(&mut self.container, &main, self.limits)?;
        let targets: BTreeMap<&str, &str> = relations.iter().map(|r| (r.id.as_str(), r.target.as_str())).collect();
        if let Some(bytes) = self.container.read(&main)?
            && let Ok(ids) = slide_ids(&xml::decode(&bytes).0, self.limits)
        {
            let named: Vec<String> = ids
                .iter()
                .filter_map(|id| targets.get(id.as_str()))
                .map(|t| (*t).to_owned())
                .collect();
            if !named.is_empty() && named.len() == ids.len() {
                return Ok(named);
            }
        }
        let found = slides_by_name(&self.container.names());
        if !found.is_empty() {
            let message =
                "The list of slides is damaged; they are read in the order of their files, and some may be missing.";
            self.warnings.push(warn(&main, message));
        }
        Ok(found)
    }

    /// Reads one slide, what is drawn on it from other parts, and its notes.
    fn slide(&mut self, number: u32, part: &str) -> Result<()> {
        let relations = opc::relations(&mut self.container, part, self.limits)?;
        let diagrams = self.diagrams(&relations)?;
        let Some(mut paras) = self.part(number, part, Part::Slide, &diagrams)? else {
            return Ok(());
        };
        // A title may be drawn last and still stand at the top.
        paras.sort_by_key(|para| para.kind != BlockKind::Heading);
        name_slide(&mut paras);
        for relation in &relations {
            match relation.kind.as_str() {
                "notesSlide" => {
                    let notes = self.part(number, &relation.target, Part::Notes, &BTreeMap::new())?;
                    paras.extend(notes.unwrap_or_default());
                }
                "comments" => self.count_comments(&relation.target)?,
                _ => {}
            }
        }
        for mut para in paras {
            para.page = Some(number);
            self.flow.push(para)?;
        }
        Ok(())
    }

    /// The paragraphs of a slide or of its notes; none for a slide that is not shown.
    fn part(
        &mut self,
        number: u32,
        part: &str,
        kind: Part,
        diagrams: &BTreeMap<String, Vec<Para>>,
    ) -> Result<Option<Vec<Para>>> {
        let place = format!("slide {number}");
        let Some(bytes) = self.container.read(part)? else {
            self.warnings.push(warn(&place, "It is missing from the file."));
            return Ok(None);
        };
        let (text, lossy) = xml::decode(&bytes);
        if lossy {
            self.warnings
                .push(warn(&place, "Some characters are damaged and can't be read."));
        }
        let mut walk = Slide::new(&text, kind, self.limits, &mut self.flow, &mut self.lost, diagrams);
        let outcome = walk.run();
        let hidden = walk.not_shown;
        let paras = walk.finish();
        match outcome {
            Ok(()) => {}
            Err(Stop::Error(error)) => return Err(error),
            Err(Stop::Problem(problem)) if problem.too_deep => {
                let limit = self.limits.xml_depth.to_string();
                return Err(over(self.name, "the number of elements inside one another", limit));
            }
            Err(Stop::Problem(problem)) => {
                let message = format!("The slide is damaged ({}); text of it is missing.", problem.what);
                self.warnings.push(warn(&place, &message));
            }
        }
        if hidden {
            self.hidden.push(number);
            return Ok(None);
        }
        Ok(Some(paras))
    }

    /// The text of `SmartArt`, by the name the slide has for it.
    fn diagrams(&mut self, relations: &[Relation]) -> Result<BTreeMap<String, Vec<Para>>> {
        let mut out = BTreeMap::new();
        for relation in relations.iter().filter(|r| r.kind == "diagramData") {
            let Some(bytes) = self.container.read(&relation.target)? else {
                continue;
            };
            match diagram::read(&xml::decode(&bytes).0, self.limits.xml_depth) {
                Ok(paras) => {
                    out.insert(relation.id.clone(), paras);
                }
                Err(_) => self.warnings.push(warn(
                    &relation.target,
                    "A diagram is damaged; the words in it are missing.",
                )),
            }
        }
        Ok(out)
    }

    /// Comments are not text of the report, but whoever reads the result must know of them.
    fn count_comments(&mut self, part: &str) -> Result<()> {
        let Some(bytes) = self.container.read(part)? else {
            return Ok(());
        };
        let (text, _) = xml::decode(&bytes);
        let mut xml = Xml::new(&text, self.limits.xml_depth);
        while let Ok(item) = xml.next() {
            match item {
                Item::Open(tag) if tag.local() == "cm" => self.lost.comments += 1,
                Item::End => break,
                _ => {}
            }
        }
        Ok(())
    }

    fn tell_hidden(&mut self) {
        if self.hidden.is_empty() {
            return;
        }
        let numbers: Vec<String> = self.hidden.iter().take(20).map(u32::to_string).collect();
        let message = format!(
            "Slide(s) {} are hidden in the presentation; their text was not counted.",
            numbers.join(", ")
        );
        self.warnings.push(warn("hidden slides", &message));
    }
}

/// The names by which the presentation lists its slides.
fn slide_ids(text: &str, limits: &Limits) -> std::result::Result<Vec<String>, Problem> {
    let mut xml = Xml::new(text, limits.xml_depth);
    let mut out = Vec::new();
    loop {
        match xml.next()? {
            Item::Open(tag) if tag.is(Ns::Slide, "sldId") => out.extend(tag.prefixed("id")),
            Item::End => return Ok(out),
            _ => {}
        }
    }
}

/// The slides by the numbers in the usual names of their parts.
fn slides_by_name(names: &[String]) -> Vec<String> {
    let number = |name: &String| -> Option<u32> {
        let file = name.strip_prefix("ppt/slides/slide")?.strip_suffix(".xml")?;
        file.parse().ok()
    };
    let mut slides: Vec<(u32, String)> = names.iter().filter_map(|n| Some((number(n)?, n.clone()))).collect();
    slides.sort();
    slides.into_iter().map(|(_, name)| name).collect()
}

/// A slide without a place for a title begins with one all the same.
fn name_slide(paras: &mut [Para]) {
    if paras.iter().any(|p| p.kind == BlockKind::Heading) {
        return;
    }
    let mut text = paras.iter_mut().filter(|p| !p.text.trim().is_empty());
    if let Some(first) = text.next()
        && first.kind != BlockKind::TableCell
        && blocks::is_heading_text(&first.text, TITLE_WORDS)
    {
        first.kind = BlockKind::Heading;
        first.signals.outline_level = Some(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slides_without_a_list_come_by_number() {
        let names = [
            "ppt/slides/slide10.xml",
            "ppt/slides/slide2.xml",
            "ppt/slides/_rels/slide2.xml.rels",
        ];
        let got = slides_by_name(&names.map(str::to_owned));
        assert_eq!(got, ["ppt/slides/slide2.xml", "ppt/slides/slide10.xml"]);
    }
}
