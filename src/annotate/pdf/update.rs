//! An update as the format has it: the file as it is, and behind it the objects that are new or changed with a table of
//! where they stand. Whoever cuts it off has the report back.

use super::object::reference;
use crate::ingest::pdf::trace::Id;
use std::collections::BTreeMap;
use std::fmt::Write;

/// What can be added to a file.
#[derive(Debug)]
pub(super) struct Update<'a> {
    file: &'a [u8],
    root: Id,
    /// Where the newest table of the file stands.
    table: usize,
    /// The table is an object of its own, so that this one must be so too.
    as_stream: bool,
    next: u32,
    objects: BTreeMap<Id, Vec<u8>>,
}

/// Objects in a file at most; more than that is no report.
const MOST_OBJECTS: u32 = 8_000_000;

impl<'a> Update<'a> {
    /// An update without objects; none if the file has no table where it says.
    pub(super) fn new(file: &'a [u8], root: Id) -> Option<Self> {
        let tail = file.len().saturating_sub(2048);
        let at = tail + find_last(file.get(tail..)?, b"startxref")?;
        let table = number(file.get(at + b"startxref".len()..)?)? as usize;
        let there = file.get(table..)?.trim_ascii_start();
        let as_stream = !there.starts_with(b"xref");
        if as_stream && !there.first()?.is_ascii_digit() {
            return None;
        }
        let next = size(file)?;
        Some(Self {
            file,
            root,
            table,
            as_stream,
            next,
            objects: BTreeMap::new(),
        })
    }

    /// Adds a new object.
    pub(super) fn add(&mut self, object: String) -> Id {
        let id = (self.next, 0);
        self.next += 1;
        self.objects.insert(id, object.into_bytes());
        id
    }

    /// Puts an object in the place of one that is there.
    pub(super) fn replace(&mut self, id: Id, object: Vec<u8>) {
        self.objects.insert(id, object);
    }

    /// The bytes of the file with the update.
    pub(super) fn finish(mut self) -> Vec<u8> {
        let mut out = self.file.to_vec();
        if !out.ends_with(b"\n") {
            out.push(b'\n');
        }
        let mut places = BTreeMap::new();
        for ((number, generation), object) in &self.objects {
            places.insert((*number, *generation), out.len());
            out.extend(format!("{number} {generation} obj\n").as_bytes());
            out.extend(object);
            out.extend(b"\nendobj\n");
        }
        let start = out.len();
        let table = if self.as_stream {
            let own = (self.next, 0);
            self.next += 1;
            places.insert(own, start);
            self.stream(own, &places)
        } else {
            format!("{}trailer\n<< {} >>\n", plain(&places), self.trailer()).into_bytes()
        };
        out.extend(table);
        out.extend(format!("startxref\n{start}\n%%EOF\n").as_bytes());
        out
    }

    fn trailer(&self) -> String {
        let kept = [
            ("/Info", kept_reference(self.newest(), b"/Info")),
            ("/ID", kept_id(self.newest())),
        ];
        let kept = kept
            .into_iter()
            .filter_map(|(key, value)| Some(format!(" {key} {}", value?)));
        let (size, root, previous) = (self.next, reference(self.root), self.table);
        format!("/Size {size} /Root {root} /Prev {previous}{}", kept.collect::<String>())
    }

    /// The newest table of the file with what it says of the file.
    fn newest(&self) -> &[u8] {
        let rest = self.file.get(self.table..).unwrap_or_default();
        let end = if self.as_stream {
            b"stream".as_slice()
        } else {
            b"startxref"
        };
        let rest = rest.get(..find(rest, end).unwrap_or(rest.len())).unwrap_or_default();
        let trailer = if self.as_stream {
            Some(0)
        } else {
            find(rest, b"trailer")
        };
        rest.get(trailer.unwrap_or(0)..).unwrap_or_default()
    }

    fn stream(&self, (own, _): Id, places: &BTreeMap<Id, usize>) -> Vec<u8> {
        let index: Vec<String> = places.keys().map(|(number, _)| format!("{number} 1")).collect();
        let mut rows = Vec::new();
        for ((_, generation), place) in places {
            rows.push(1);
            rows.extend(u32::try_from(*place).unwrap_or(u32::MAX).to_be_bytes());
            rows.extend(u16::try_from(*generation).unwrap_or_default().to_be_bytes());
        }
        let head = format!(
            "{own} 0 obj\n<< /Type /XRef /W [1 4 2] /Index [{}] /Length {} {} >>\nstream\n",
            index.join(" "),
            rows.len(),
            self.trailer()
        );
        [head.as_bytes(), &rows, b"\nendstream\nendobj\n"].concat()
    }
}

/// The table in its plain form.
fn plain(places: &BTreeMap<Id, usize>) -> String {
    let mut out = "xref\n".to_owned();
    for ((number, generation), place) in places {
        // Writing to a string cannot fail.
        let _ = write!(out, "{number} 1\n{place:010} {generation:05} n \n");
    }
    out
}

/// One more than the highest number of an object that the file speaks of.
fn size(file: &[u8]) -> Option<u32> {
    let sizes = all(file, b"/Size").filter_map(|at| number(file.get(at + 5..)?));
    let objects = all(file, b" obj").filter_map(|at| {
        let line = file.get(at.saturating_sub(24)..at)?;
        let words = line
            .split(|byte| !byte.is_ascii_digit())
            .filter(|word| !word.is_empty());
        let id = words.rev().nth(1)?;
        number(id)?.checked_add(1)
    });
    sizes.chain(objects).filter(|&size| size < MOST_OBJECTS).max()
}

/// "12 0 R" behind a key.
fn kept_reference(dict: &[u8], key: &[u8]) -> Option<String> {
    let rest = dict.get(find(dict, key)? + key.len()..)?;
    let rest = std::str::from_utf8(rest.get(..rest.len().min(40))?.split(|b| *b == b'R').next()?).ok()?;
    let words: Vec<&str> = rest.split_whitespace().collect();
    match words.as_slice() {
        [a, b] => Some(reference((a.parse().ok()?, b.parse().ok()?))),
        _ => None,
    }
}

/// The identifiers of the file, where they are written in hexadecimal digits.
fn kept_id(dict: &[u8]) -> Option<String> {
    let rest = dict.get(find(dict, b"/ID")? + 3..)?;
    let list = std::str::from_utf8(rest.get(..find(rest, b"]")? + 1)?).ok()?;
    let plain = |c: char| c.is_ascii_hexdigit() || c.is_ascii_whitespace() || matches!(c, '[' | ']' | '<' | '>');
    (list.len() < 400 && list.chars().all(plain)).then(|| list.trim().to_owned())
}

fn number(text: &[u8]) -> Option<u32> {
    let text = text.trim_ascii_start();
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    std::str::from_utf8(text.get(..digits)?).ok()?.parse().ok()
}

fn all<'a>(text: &'a [u8], what: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    let windows = text.windows(what.len()).enumerate();
    windows.filter(move |(_, window)| *window == what).map(|(at, _)| at)
}

pub(super) fn find(text: &[u8], what: &[u8]) -> Option<usize> {
    all(text, what).next()
}

fn find_last(text: &[u8], what: &[u8]) -> Option<usize> {
    all(text, what).last()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &[u8] = b"%PDF-1.4\n7 0 obj\n<< /Size 3 >>\nendobj\nxref\n0 1\n0000000000 65535 f \ntrailer\n\
        << /Size 8 /Root 1 0 R /Info 5 0 R /ID [<AB> <CD>] >>\nstartxref\n38\n%%EOF";

    #[test]
    fn the_file_stays_in_front_and_its_facts_are_kept() {
        let mut update = Update::new(FILE, (1, 0)).unwrap();
        assert_eq!(update.add("<< /New true >>".to_owned()), (8, 0));
        update.replace((7, 0), b"<< >>".to_vec());
        let out = update.finish();
        let text = String::from_utf8(out.clone()).unwrap();
        assert!(out.starts_with(FILE));
        assert!(text.contains("8 0 obj\n<< /New true >>\nendobj"));
        assert!(
            text.contains("<< /Size 9 /Root 1 0 R /Prev 38 /Info 5 0 R /ID [<AB> <CD>] >>"),
            "{text}"
        );
        let place = text.rfind("7 0 obj").unwrap();
        assert!(text.contains(&format!("7 1\n{place:010} 00000 n ")));
    }

    #[test]
    fn a_file_without_a_table_is_not_updated() {
        assert!(Update::new(b"%PDF-1.4\nnothing", (1, 0)).is_none());
        assert!(Update::new(b"%PDF-1.4\nstartxref\n9999999\n%%EOF", (1, 0)).is_none());
    }
}
