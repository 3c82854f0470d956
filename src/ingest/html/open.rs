//! The elements that are open, and which of them an end tag or another element closes.
//!
//! Pages leave end tags out, have too many, or have them in the wrong order; the rules here are those of browsers, made
//! simple. Each entry knows the nearest scope, list and so on below it, so that nothing is searched for: time grows
//! with the page even where a page was made to prevent that.

use super::elements::Kind;
use super::run::Run;
use std::collections::BTreeMap;

/// An open element.
#[derive(Debug)]
pub(super) struct Entry {
    /// Name by which its end tag is matched.
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    /// How text looked before it; comes back at its end.
    pub(super) before: Run,
    /// A note that ends with it.
    pub(super) note: Option<String>,
    /// The element of that name that is open below it.
    same: Option<usize>,
    /// Nearest entries at or below this one, 0 for none: where end tags do not reach beyond, the table, the list or
    /// cell, the paragraph that a block ends, the block.
    scope: usize,
    table: usize,
    list: usize,
    para: usize,
    block: usize,
    /// Its end tag came while a block inside it was open; it goes with that block.
    ended: bool,
}

/// All open elements, the outermost first. The first entry stands for the page and never closes.
#[derive(Debug)]
pub(super) struct Stack {
    entries: Vec<Entry>,
    last: BTreeMap<&'static str, usize>,
}

/// What an end tag does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum EndTag {
    /// Nothing is open that it could end.
    Nothing,
    /// Everything from this entry on closes.
    Close(usize),
    /// Only the look of this entry ends; blocks inside it stay open.
    Look(usize),
}

impl Stack {
    pub(super) fn new() -> Self {
        let page = Entry {
            name: "",
            kind: Kind::Block,
            before: Run::default(),
            note: None,
            same: None,
            scope: 0,
            table: 0,
            list: 0,
            para: 0,
            block: 0,
            ended: false,
        };
        Self {
            entries: vec![page],
            last: BTreeMap::new(),
        }
    }

    /// Number of open elements.
    pub(super) fn depth(&self) -> usize {
        self.entries.len() - 1
    }

    pub(super) fn push(&mut self, name: &'static str, kind: Kind, before: Run) {
        let at = self.entries.len();
        let near = |is: bool, of: fn(&Entry) -> usize| {
            if is { at } else { self.entries.last().map_or(0, of) }
        };
        let list = matches!(kind, Kind::Bullets | Kind::Numbers | Kind::Cell | Kind::Table);
        let para = match kind {
            Kind::Para => at,
            kind if kind.is_scope() => 0,
            _ => near(false, |e| e.para),
        };
        let entry = Entry {
            name,
            kind,
            before,
            note: None,
            same: self.last.get(name).copied(),
            scope: near(kind.is_scope(), |e| e.scope),
            table: near(kind == Kind::Table, |e| e.table),
            list: near(list, |e| e.list),
            para,
            block: near(kind.is_block(), |e| e.block),
            ended: false,
        };
        self.entries.push(entry);
        self.last.insert(name, at);
    }

    /// Takes the innermost element off.
    pub(super) fn pop(&mut self) -> Option<Entry> {
        if self.entries.len() < 2 {
            return None;
        }
        let entry = self.entries.pop()?;
        if !entry.ended {
            self.forget(&entry);
        }
        Some(entry)
    }

    fn forget(&mut self, entry: &Entry) {
        match entry.same {
            Some(below) => self.last.insert(entry.name, below),
            None => self.last.remove(entry.name),
        };
    }

    /// Whether the innermost element ended before.
    pub(super) fn top_ended(&self) -> bool {
        self.entries.last().is_some_and(|e| e.ended)
    }

    pub(super) fn top(&self) -> Option<&Entry> {
        self.entries.last()
    }

    /// The innermost block or line that is open, and the one around it.
    pub(super) fn block(&self) -> (usize, Option<&Entry>) {
        let at = self.entries.last().map_or(0, |e| e.block);
        let around = at.checked_sub(1).and_then(|i| self.entries.get(i));
        (at, around)
    }

    pub(super) fn get_mut(&mut self, at: usize) -> Option<&mut Entry> {
        self.entries.get_mut(at)
    }

    /// The first entry that closes before an element of this kind opens.
    pub(super) fn closed_by(&self, name: &str, kind: Kind) -> Option<usize> {
        let top = self.entries.last()?;
        let above = |at: Option<usize>, barrier: usize| at.filter(|at| *at > barrier);
        let last = |name: &str| self.last.get(name).copied();
        let para = Some(top.para).filter(|at| *at > 0);
        match kind {
            Kind::Item => above(last("li"), top.list).or(para),
            Kind::Term => above(last("dt").max(last("dd")), top.scope).or(para),
            Kind::Row => above(last("tr"), top.table),
            Kind::Rows => {
                let rows = [last("tbody"), last("thead"), last("tfoot"), last("tr")];
                rows.into_iter().filter_map(|at| above(at, top.table)).min()
            }
            Kind::Cell => above(last("td").max(last("th")), top.table),
            Kind::Heading(_) if matches!(top.kind, Kind::Heading(_)) => Some(self.entries.len() - 1),
            // A link cannot stand in a link.
            Kind::Link => above(last(name), top.block),
            _ if kind.is_block() => para,
            _ => None,
        }
    }

    /// Whether a table is open, and a row of it.
    pub(super) fn in_table(&self) -> (bool, bool) {
        let table = self.entries.last().map_or(0, |e| e.table);
        (table > 0, self.last.get("tr").is_some_and(|row| *row > table))
    }

    /// What an end tag of this name does.
    pub(super) fn end_tag(&mut self, name: &str, kind: Kind) -> EndTag {
        let (Some(&at), Some(top)) = (self.last.get(name), self.entries.last()) else {
            return EndTag::Nothing;
        };
        let (scope, table, block) = (top.scope, top.table, top.block);
        let reaches = match kind {
            Kind::Table => at == table,
            kind if kind.is_table_part() => at > table,
            Kind::Caption => at >= scope,
            _ => at > scope,
        };
        if !reaches {
            return EndTag::Nothing;
        }
        if kind.is_block() || at > block {
            return EndTag::Close(at);
        }
        let same = self.entries.get_mut(at).map(|entry| {
            entry.ended = true;
            entry.same
        });
        match same.flatten() {
            Some(below) => self.last.insert(self.entries.get(at).map_or("", |e| e.name), below),
            None => self.last.remove(name),
        };
        EndTag::Look(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stack(names: &[(&'static str, Kind)]) -> Stack {
        let mut stack = Stack::new();
        for (name, kind) in names {
            stack.push(name, *kind, Run::default());
        }
        stack
    }

    #[test]
    fn blocks_end_paragraphs_and_items_end_items_of_their_own_list() {
        let open = [
            ("ul", Kind::Bullets),
            ("li", Kind::Item),
            ("p", Kind::Para),
            ("b", Kind::Inline),
        ];
        assert_eq!(stack(&open).closed_by("div", Kind::Block), Some(3));
        assert_eq!(stack(&open).closed_by("li", Kind::Item), Some(2));
        let inner = [("li", Kind::Item), ("ul", Kind::Bullets)];
        assert_eq!(stack(&inner).closed_by("li", Kind::Item), None);
    }

    #[test]
    fn stray_end_tags_do_not_reach_out_of_a_cell() {
        let open = [("div", Kind::Block), ("table", Kind::Table), ("td", Kind::Cell)];
        assert_eq!(stack(&open).end_tag("div", Kind::Block), EndTag::Nothing);
        assert_eq!(stack(&open).end_tag("table", Kind::Table), EndTag::Close(2));
    }

    #[test]
    fn an_inline_end_tag_does_not_close_the_paragraph_inside_it() {
        let mut stack = stack(&[("b", Kind::Inline), ("p", Kind::Para)]);
        assert_eq!(stack.end_tag("b", Kind::Inline), EndTag::Look(1));
        assert_eq!(stack.end_tag("b", Kind::Inline), EndTag::Nothing);
        stack.pop();
        assert!(stack.top_ended());
    }
}
