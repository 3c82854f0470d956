//! The logical structure of a tagged PDF: what the program that wrote the file says its text is.
//!
//! Word, Google Docs, browsers and, if asked to, `LibreOffice` write it: a tree of elements, and for each page a list of the
//! elements that its marked contents belong to. It is believed where it says heading, list item or contents, which a look
//! can only guess at. All else is told by its look, as in files without tags.

use super::lines::Line;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object, ObjectIdentifier};
use hayro_interpret::hayro_syntax::page::Page;
use std::collections::{BTreeMap, HashMap, HashSet};

/// So many elements above the one that text stands in are looked at, and a file's own names are followed so often.
const MOST_ABOVE: usize = 24;
const MOST_NAMES: usize = 4;

/// What a stretch of text is by its tags.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// A heading, 1 the highest.
    Heading(u8),
    /// A list item, its sign included.
    Item,
    /// An entry of a table of contents.
    Contents,
    /// Anything else.
    Other,
}

/// The element that a stretch of text stands in: what it is, and which.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Element {
    pub(super) role: Role,
    id: ObjectIdentifier,
}

/// The tags of a file; none where it has none.
pub(super) struct Tags<'a> {
    pdf: &'a Pdf,
    /// Each page's list of elements, by the number that the page gives.
    lists: BTreeMap<u32, Array<'a>>,
    /// What the file's own names of elements stand for.
    names: HashMap<Vec<u8>, Vec<u8>>,
    known: HashMap<ObjectIdentifier, Option<Element>>,
    /// So much more is looked at: lists may be shared by pages.
    budget: usize,
}

impl<'a> Tags<'a> {
    /// Finds the tags of `pdf`. At most `budget` parts of them are ever looked at; text beyond counts as untagged.
    pub(super) fn of(pdf: &'a Pdf, budget: usize) -> Self {
        let mut tags = Self {
            pdf,
            lists: BTreeMap::new(),
            names: HashMap::new(),
            known: HashMap::new(),
            budget,
        };
        let root: Option<Dict<'_>> = pdf.xref().get(pdf.xref().root_id());
        if let Some(structure) = root.and_then(|root| root.get::<Dict<'_>>(b"StructTreeRoot".as_slice())) {
            tags.take_names(&structure);
            tags.take_lists(&structure);
        }
        tags
    }

    /// Tells the lines of a page what they are.
    pub(super) fn tell(&mut self, page: &Page<'a>, lines: &mut [Line]) {
        let number = page.raw().get::<u32>(b"StructParents".as_slice());
        let Some(list) = number.and_then(|number| self.lists.get(&number)).cloned() else {
            return;
        };
        let mut elements = Vec::new();
        for entry in list.raw_iter() {
            if !self.may_go_on() {
                break;
            }
            let id = entry.as_obj_ref().map(ObjectIdentifier::from);
            elements.push(id.and_then(|id| self.element(id)));
        }
        let of_mark = |mark: Option<u32>| elements.get(mark? as usize).copied().flatten();
        for line in lines {
            let (first, second) = (of_mark(line.mark), of_mark(line.second_word_mark));
            // The number of a heading may be tagged as that of a list item.
            let heading = second.filter(|element| matches!(element.role, Role::Heading(_)));
            line.element = heading.or(first);
        }
    }

    fn take_names(&mut self, structure: &Dict<'a>) {
        let Some(names) = structure.get::<Dict<'_>>(b"RoleMap".as_slice()) else {
            return;
        };
        for own in names.keys().take(self.budget) {
            if let Some(name) = names.get::<Name<'_>>(&*own) {
                self.names.insert(own.to_vec(), name.to_vec());
            }
        }
    }

    /// Gathers the lists, which are the leaves of a tree of numbers. No part of it is read twice: it may name itself, and large ones take long.
    fn take_lists(&mut self, structure: &Dict<'a>) {
        let (mut open, mut seen) = (Vec::new(), HashSet::new());
        open.extend(structure.get::<Dict<'_>>(b"ParentTree".as_slice()));
        while let Some(node) = open.pop() {
            let children = node.get::<Array<'_>>(b"Kids".as_slice());
            for child in children.iter().flat_map(Array::raw_iter) {
                if !self.may_go_on() {
                    return;
                }
                let id = child.as_obj_ref().map(ObjectIdentifier::from);
                if let Some(id) = id.filter(|id| seen.insert(*id)) {
                    open.extend(self.pdf.xref().get::<Dict<'_>>(id));
                }
            }
            let leaves = node.get::<Array<'_>>(b"Nums".as_slice());
            let mut leaves = leaves.iter().flat_map(Array::raw_iter);
            while let (Some(number), Some(list)) = (leaves.next(), leaves.next()) {
                if !self.may_go_on() {
                    return;
                }
                self.take_list(number, list, &mut seen);
            }
        }
    }

    fn take_list(
        &mut self,
        number: MaybeRef<Object<'a>>,
        list: MaybeRef<Object<'a>>,
        seen: &mut HashSet<ObjectIdentifier>,
    ) {
        let list = match list {
            MaybeRef::NotRef(Object::Array(list)) => Some(list),
            MaybeRef::Ref(id) if seen.insert(id.into()) => self.pdf.xref().get(id.into()),
            _ => None,
        };
        if let (MaybeRef::NotRef(Object::Number(number)), Some(list)) = (number, list)
            && let Ok(number) = u32::try_from(number.as_i64())
        {
            self.lists.insert(number, list);
        }
    }

    fn may_go_on(&mut self) -> bool {
        self.budget = self.budget.saturating_sub(1);
        self.budget > 0
    }

    /// The nearest element from `id` upwards that says what its text is.
    fn element(&mut self, id: ObjectIdentifier) -> Option<Element> {
        let mut path = Vec::new();
        let (mut at, mut found) = (Some(id), None);
        while let Some(id) = at.filter(|_| path.len() < MOST_ABOVE) {
            if let Some(known) = self.known.get(&id) {
                found = *known;
                break;
            }
            let Some(dict) = self.pdf.xref().get::<Dict<'_>>(id) else {
                break;
            };
            let name = dict.get::<Name<'_>>(b"S".as_slice());
            let meaning = name.and_then(|name| self.meaning(&name));
            let role = match meaning {
                Some(Meaning::Said(role)) => Some(role),
                _ => None,
            };
            path.push((id, meaning));
            if let Some(role) = role {
                found = Some(Element { role, id });
                break;
            }
            at = dict.get_ref(b"P".as_slice()).map(ObjectIdentifier::from);
        }
        for (id, meaning) in path.into_iter().rev() {
            let says_no_more = found.is_none_or(|above| above.role == Role::Other);
            if matches!(meaning, Some(Meaning::Block)) && says_no_more {
                found = Some(Element { role: Role::Other, id });
            }
            self.known.insert(id, found);
        }
        found
    }

    /// What a name says, where it says more than how text looks.
    fn meaning(&self, name: &[u8]) -> Option<Meaning> {
        let mut name = name;
        for _ in 0..MOST_NAMES {
            if let Some(meaning) = Meaning::of(name) {
                return Some(meaning);
            }
            name = self.names.get(name)?;
        }
        None
    }
}

/// What the standard name of an element says.
#[derive(Clone, Copy)]
enum Meaning {
    /// This is what the text is.
    Said(Role),
    /// A paragraph, be it within something that says more.
    Block,
}

impl Meaning {
    fn of(name: &[u8]) -> Option<Self> {
        Some(match name {
            [b'H', level @ b'1'..=b'6'] => Self::Said(Role::Heading(level - b'0')),
            b"LI" => Self::Said(Role::Item),
            b"TOC" | b"TOCI" => Self::Said(Role::Contents),
            b"TD" | b"TH" | b"Note" | b"FENote" | b"Caption" | b"Figure" => Self::Said(Role::Other),
            b"P" => Self::Block,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::one_page;
    use crate::document::BlockKind;
    use crate::ingest::limits::Limits;

    /// A page of three stretches of marked content, with these structure elements as objects 6 and following, and their list.
    fn tagged(texts: [&str; 3], list: &str, elements: &[&str]) -> Vec<(BlockKind, Option<u8>, String)> {
        use std::fmt::Write;
        let mut content = String::new();
        for (at, text) in texts.iter().enumerate() {
            let y = 700 - 14 * at;
            let _ = writeln!(
                content,
                "/P << /MCID {at} >> BDC BT /F1 12 Tf 1 0 0 1 50 {y} Tm ({text}) Tj ET EMC"
            );
        }
        let structure =
            format!("/StructTreeRoot << /RoleMap << /Chapter /H2 >> /ParentTree << /Nums [7 [{list}]] >> >>");
        let font = "/Subtype /Type1 /BaseFont /Helvetica";
        let file = one_page(&content, [&structure, "/StructParents 7"], font, elements);
        let document = super::super::read(&file, "x.pdf", &Limits::default()).unwrap();
        let facts = document.blocks.into_iter();
        facts.map(|b| (b.kind, b.signals.outline_level, b.text)).collect()
    }

    #[test]
    fn headings_are_what_the_file_says_they_are() {
        let found = tagged(
            ["My employer", "We sell tea to", "the whole town."],
            "6 0 R 7 0 R 7 0 R",
            &["<< /S /Span /P 8 0 R >>", "<< /S /P >>", "<< /S /Chapter >>"],
        );
        let expected = [
            (BlockKind::Heading, Some(2), "My employer".to_owned()),
            (BlockKind::Paragraph, None, "We sell tea to the whole town.".to_owned()),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn items_are_apart_and_lose_their_signs() {
        let found = tagged(
            ["o) Tj 24 0 Td (I greet them", "10. I ask what", "they need"],
            "6 0 R 7 0 R 7 0 R",
            &[
                "<< /S /LBody /P 8 0 R >>",
                "<< /S /LBody /P 9 0 R >>",
                "<< /S /LI >>",
                "<< /S /LI >>",
            ],
        );
        let expected = [
            (BlockKind::ListItem, None, "I greet them".to_owned()),
            (BlockKind::ListItem, None, "I ask what they need".to_owned()),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn words_that_begin_an_item_are_no_signs() {
        let texts = ["12 customers rang", "o is a letter", "v is another"];
        let found = tagged(texts, "6 0 R 7 0 R 8 0 R", &["<< /S /LI >>"; 3]);
        assert_eq!(found, texts.map(|text| (BlockKind::ListItem, None, text.to_owned())));
    }

    #[test]
    fn a_sign_on_a_line_of_its_own_is_none_of_the_text() {
        for sign in ["2.", ".2", "o"] {
            let found = tagged(
                [sign, "I greet them", "by name."],
                "6 0 R 6 0 R 6 0 R",
                &["<< /S /LI >>"],
            );
            assert_eq!(
                found,
                [(BlockKind::ListItem, None, "I greet them by name.".to_owned())],
                "{sign}"
            );
        }
    }

    #[test]
    fn elements_that_are_above_themselves_say_nothing() {
        let found = tagged(
            ["One line,", "another,", "and a third."],
            "6 0 R null 99 0 R",
            &["<< /S /Span /P 7 0 R >>", "<< /S /Span /P 6 0 R >>"],
        );
        assert_eq!(
            found,
            [(BlockKind::Paragraph, None, "One line, another, and a third.".to_owned())]
        );
    }
}
