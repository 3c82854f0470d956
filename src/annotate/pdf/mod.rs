//! Highlights in a PDF: put behind the file as an update, which leaves every byte of it where it was.

mod object;
mod place;
mod update;

use super::Annotated;
use super::notes::{Notes, Passage};
use crate::error::{Error, Result};
use crate::ingest::limits::Limits;
use crate::ingest::pdf::trace::{Annotations, Id, Traced, TracedPage, trace};
use object::{Quads, reference};
use std::collections::BTreeMap;
use update::{Update, find};

/// A copy of the file with highlights.
///
/// # Errors
/// [`Error::Locked`] where the file restricts what may be done with it, [`Error::Damaged`] where nothing can be added.
pub(super) fn annotate(bytes: &[u8], name: &str, limits: &Limits, notes: &Notes) -> Result<Annotated> {
    if find(bytes, b"/Encrypt").is_some() {
        return Err(Error::Locked { name: name.to_owned() });
    }
    let damaged = |problem: &str| Error::Damaged {
        name: name.to_owned(),
        place: "the PDF".to_owned(),
        problem: problem.to_owned(),
    };
    let traced = trace(bytes, name, limits)?;
    let mut update =
        Update::new(bytes, traced.root).ok_or_else(|| damaged("its list of objects is not where it says"))?;
    let mut pages = Pages::default();
    let mut unplaced = Vec::new();
    for passage in &notes.passages {
        let places = places(&traced, passage);
        if places.is_empty() {
            unplaced.push(passage);
        }
        for (page, quads) in places {
            let look = update.add(object::look(&quads));
            let id = update.add(object::highlight(&quads, &passage.lines, look));
            pages.0.entry(page).or_default().push(id);
        }
    }
    let first = traced.pages.first().filter(|page| can_carry(page));
    let first = first.ok_or_else(|| damaged("nothing can be put on its first page"))?;
    let summary = notes.summary(unplaced.iter().copied());
    let summary = update.add(object::note(first.corner, &summary));
    pages.0.entry(0).or_default().insert(0, summary);
    pages.put_into(&mut update, &traced.pages);
    Ok(Annotated {
        bytes: update.finish(),
        placed: notes.passages.len() - unplaced.len(),
        unplaced: unplaced.len(),
    })
}

/// Where a passage stands, page by page; nowhere, if one of its pages can't carry a highlight.
fn places(traced: &Traced, passage: &Passage) -> BTreeMap<usize, Quads> {
    let mut out: BTreeMap<usize, Quads> = BTreeMap::new();
    let found = place::passage(&traced.lines, &passage.quote, passage.page);
    for (index, bytes) in found.unwrap_or_default() {
        let line = traced.lines.get(index);
        let carries = line.and_then(|line| traced.pages.get(line.page)).is_some_and(can_carry);
        match line.and_then(|line| Some((line.page, line.corners(bytes)?))) {
            Some((page, corners)) if carries => out.entry(page).or_default().push(corners),
            _ => return BTreeMap::new(),
        }
    }
    out
}

fn can_carry(page: &TracedPage) -> bool {
    page.id.is_some() && (matches!(page.annotations, Annotations::There(..)) || with_annotations(page, "").is_some())
}

/// The new annotations of each page.
#[derive(Default)]
struct Pages(BTreeMap<usize, Vec<Id>>);

impl Pages {
    /// Objects that several pages share are changed once, with all that is new.
    fn put_into(&self, update: &mut Update<'_>, pages: &[TracedPage]) {
        let mut lists: BTreeMap<Id, Vec<u8>> = BTreeMap::new();
        let mut own: BTreeMap<Id, (&TracedPage, Vec<String>)> = BTreeMap::new();
        for (index, annotations) in &self.0 {
            let Some(page) = pages.get(*index) else { continue };
            let more = annotations.iter().map(|id| reference(*id));
            match (&page.annotations, page.id) {
                (Annotations::There(id, items), _) => {
                    let list = lists.entry(*id).or_insert_with(|| items.clone());
                    more.for_each(|more| list.extend([b" ", more.as_bytes()].concat()));
                }
                (_, Some(id)) => own.entry(id).or_insert((page, Vec::new())).1.extend(more),
                _ => {}
            }
        }
        for (id, list) in lists {
            update.replace(id, [b"[", list.as_slice(), b"]"].concat());
        }
        for (id, (page, more)) in own {
            if let Some(dict) = with_annotations(page, &more.join(" ")) {
                update.replace(id, dict);
            }
        }
    }
}

/// The dictionary of a page with more annotations.
fn with_annotations(page: &TracedPage, more: &str) -> Option<Vec<u8>> {
    let dict = page.dict.trim_ascii();
    let (list_end, around) = match &page.annotations {
        Annotations::Here(items) => (list_end(dict, items)?, [" ", " "]),
        Annotations::None => (dict.strip_suffix(b">>")?.len(), [" /Annots [", "]"]),
        Annotations::There(..) | Annotations::Unknown => return None,
    };
    let (head, rest) = dict.split_at_checked(list_end)?;
    let [before, after] = around.map(str::as_bytes);
    head.starts_with(b"<<")
        .then(|| [head, before, more.as_bytes(), after, rest].concat())
}

/// Where the list of these annotations ends in a dictionary.
fn list_end(dict: &[u8], items: &[u8]) -> Option<usize> {
    const KEY: &[u8] = b"/Annots";
    let behind = dict.get(find(dict, KEY)? + KEY.len()..)?.trim_ascii_start();
    let list = behind.strip_prefix(b"[")?.trim_ascii_start();
    let rest = list.strip_prefix(items.trim_ascii_start())?;
    Some(dict.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(dict: &str, annotations: Annotations) -> Option<String> {
        let page = TracedPage {
            id: Some((3, 0)),
            dict: dict.as_bytes().to_vec(),
            annotations,
            corner: [(0.0, 0.0); 2],
        };
        with_annotations(&page, "8 0 R").map(|dict| String::from_utf8(dict).unwrap())
    }

    #[test]
    fn annotations_come_behind_those_that_are_there() {
        let here = |items: &str| Annotations::Here(items.as_bytes().to_vec());
        assert_eq!(
            with("<</A 1>>", Annotations::None).as_deref(),
            Some("<</A 1 /Annots [8 0 R]>>")
        );
        let list = with("<< /Annots [ 4 0 R ] /A 1 >>", here(" 4 0 R "));
        assert_eq!(list.as_deref(), Some("<< /Annots [ 4 0 R  8 0 R ] /A 1 >>"));
        assert_eq!(with("<</Annots[]>>", here("")).as_deref(), Some("<</Annots[ 8 0 R ]>>"));
        assert_eq!(with("<</B <</Annots [1]>>/Annots[2]>>", here("2")), None);
    }
}
