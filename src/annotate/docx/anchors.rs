//! Where the marks of comments go: in front of and behind what stands directly in a paragraph, and into the text of a
//! run, which is cut in two for it. Everything is put in; nothing that is there is moved, changed or taken away.

use super::layout::{Child, Paragraph, Run, Text, qualified_name};
use super::words::Words;
use std::collections::BTreeMap;
use std::ops::Range;

/// A place in the part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spot {
    at: usize,
    /// What closes the run in front of it and opens it anew behind it.
    cut: Option<(String, String)>,
    exact: bool,
}

impl Spot {
    /// Whether it is the very place that was asked for.
    pub(super) fn is_exact(&self) -> bool {
        self.exact
    }
}

/// The places around these bytes of the part, in front and behind; none where nothing can be put in there.
pub(super) fn around(part: &str, paragraphs: &[Paragraph], source: &Range<usize>) -> Option<[Spot; 2]> {
    let last = source.end.checked_sub(1)?;
    let (first, last) = (child_at(paragraphs, source.start)?, child_at(paragraphs, last)?);
    let start = cut(part, first, source.start, Side::Front).unwrap_or(Spot {
        at: first.span.start,
        cut: None,
        exact: first.span.start == source.start,
    });
    let end = cut(part, last, source.end, Side::Back).unwrap_or(Spot {
        at: last.span.end,
        cut: None,
        exact: last.span.end == source.end,
    });
    (start.at <= end.at).then_some([start, end])
}

fn child_at(paragraphs: &[Paragraph], at: usize) -> Option<&Child> {
    let index = paragraphs.partition_point(|p| p.span.start <= at).checked_sub(1)?;
    let children = &paragraphs.get(index)?.children;
    let index = children.partition_point(|c| c.span.start <= at).checked_sub(1)?;
    children.get(index).filter(|child| child.span.contains(&at))
}

/// Bytes of a run's beginning that are written once more where it is cut; a longer one is marked whole, so that no file
/// grows by its own making.
const MOST_AGAIN: usize = 4_096;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Front,
    Back,
}

/// The place in the text of a run, where it can be cut without changing a letter or a space.
fn cut(part: &str, child: &Child, at: usize, side: Side) -> Option<Spot> {
    let run = child.run.as_ref()?;
    let text = run
        .texts
        .iter()
        .find(|text| text.inner.start <= at && at <= text.inner.end)?;
    let edge = |at: usize| {
        Some(Spot {
            at,
            cut: None,
            exact: true,
        })
    };
    let is_first = text.open.start == run.props.as_ref().map_or(run.open.end, |props| props.end);
    if side == Side::Front && at == text.inner.start && is_first {
        return edge(child.span.start);
    }
    let behind = part.get(text.inner.end..child.span.end)?;
    let closing = format!("</{}></{}>", name(part, &text.open), name(part, &run.open));
    if side == Side::Back && at == text.inner.end && behind == closing {
        return edge(child.span.end);
    }
    let at = without_space_in_front(part, text, at)?;
    let again = format!("{}{}", reopened(part, run)?, opened(part, text)?);
    if again.len() > MOST_AGAIN {
        return None;
    }
    Some(Spot {
        at,
        cut: Some((closing, again)),
        exact: true,
    })
}

fn name<'p>(part: &'p str, tag: &Range<usize>) -> &'p str {
    qualified_name(part, tag.start)
}

/// Where text does not say that the spaces at its ends count, none may come to stand there.
fn without_space_in_front(part: &str, text: &Text, at: usize) -> Option<usize> {
    let inner = part.get(text.inner.clone())?;
    if inner.contains('<') {
        return None;
    }
    match text.space.as_deref() {
        Some("preserve") => Some(at),
        None if inner.trim() == inner => {
            let before = part.get(text.inner.start..at)?;
            Some(text.inner.start + before.trim_end().len())
        }
        _ => None,
    }
}

/// The start of a run like this one; none where its properties have tracked changes, whose numbers count once only.
fn reopened(part: &str, run: &Run) -> Option<String> {
    let props = match &run.props {
        Some(props) => part.get(props.clone())?,
        None => "",
    };
    let tracked = ["rPrChange", ":ins ", ":del ", "<ins ", "<del "];
    if tracked.iter().any(|mark| props.contains(mark)) {
        return None;
    }
    Some(format!("{}{props}", part.get(run.open.clone())?))
}

fn opened(part: &str, text: &Text) -> Option<String> {
    let tag = part.get(text.open.clone())?;
    if text.space.is_some() {
        return Some(tag.to_owned());
    }
    let name_end = 1 + name(part, &text.open).len();
    Some(format!(
        "{} xml:space=\"preserve\"{}",
        tag.get(..name_end)?,
        tag.get(name_end..)?
    ))
}

/// What is to be put in.
#[derive(Debug, Default)]
pub(super) struct Insertions(BTreeMap<usize, Insertion>);

#[derive(Debug, Default)]
struct Insertion {
    cut: Option<(String, String)>,
    ends: String,
    starts: String,
}

impl Insertions {
    /// A comment on what is between two places.
    pub(super) fn comment(&mut self, words: &Words<'_>, id: u32, [start, end]: [Spot; 2]) {
        let before = words.mark("commentRangeStart", id);
        let after = words.mark("commentRangeEnd", id) + &words.reference(id);
        self.at(start).starts.push_str(&before);
        self.at(end).ends.push_str(&after);
    }

    /// A comment on a place, in front of all others there.
    pub(super) fn point(&mut self, words: &Words<'_>, id: u32, at: usize) {
        let marks = words.mark("commentRangeStart", id) + &words.mark("commentRangeEnd", id) + &words.reference(id);
        self.0.entry(at).or_default().ends.insert_str(0, &marks);
    }

    fn at(&mut self, spot: Spot) -> &mut Insertion {
        let insertion = self.0.entry(spot.at).or_default();
        insertion.cut = insertion.cut.take().or(spot.cut);
        insertion
    }

    /// The part with all of it.
    pub(super) fn put_into(&self, part: &str) -> String {
        let mut out = String::with_capacity(part.len() + 200 * self.0.len());
        let mut copied = 0;
        for (&at, insertion) in &self.0 {
            out.push_str(part.get(copied..at).unwrap_or_default());
            let (close, open) = insertion.cut.as_ref().map_or(("", ""), |(close, open)| (close, open));
            out.extend([close, &insertion.ends, &insertion.starts, open]);
            copied = at;
        }
        out.push_str(part.get(copied..).unwrap_or_default());
        out
    }
}
