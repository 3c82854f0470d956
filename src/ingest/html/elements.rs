//! What each element of HTML means for the text.

/// What an element is to the walk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A paragraph, which a block inside it ends.
    Para,
    /// h1 to h6, with its level.
    Heading(u8),
    /// Anything else that stands on lines of its own.
    Block,
    /// A bulleted list.
    Bullets,
    /// A numbered list.
    Numbers,
    /// An item of a list.
    Item,
    /// The term, or the text, of a list of terms.
    Term,
    /// A table.
    Table,
    /// Rows that belong together.
    Rows,
    /// A row.
    Row,
    /// A cell.
    Cell,
    /// A caption of a table or figure.
    Caption,
    /// Part of a line.
    Inline,
    /// A link, or a place that links go to.
    Link,
    /// Text as it was typed.
    Typed,
    /// A page header or footer, which may hold the title.
    Edge,
    /// A menu.
    Menu,
    /// The part of the page that matters.
    Main,
    /// The style sheet.
    Sheet,
    /// Passed over with all it holds.
    Skip,
    /// The same, and cut by its end tag alone.
    Raw,
    /// A picture, film or page inside the page: passed over, and told.
    Foreign,
    /// What a page shows only where something fails, or not at all: hidden, and told.
    Spare,
    /// Buttons and choices.
    Control,
    /// A form's field, whose text is an attribute.
    Input,
    /// Deleted text.
    Deleted,
    /// A line break.
    Break,
    /// A picture.
    Picture,
    /// A rule between parts.
    Rule,
    /// Nothing, and without an end.
    Void,
}

use Kind::{
    Block, Break, Bullets, Caption, Cell, Control, Deleted, Edge, Foreign, Heading, Inline, Input, Item, Link, Main,
    Menu, Numbers, Para, Picture, Raw, Row, Rows, Rule, Sheet, Skip, Spare, Table, Term, Typed, Void,
};

/// Elements by name. The name is the one that end tags are matched by: headings close one another.
const ELEMENTS: &[(&str, &str, Kind)] = &[
    ("a", "a", Link),
    ("address", "address", Block),
    ("area", "area", Void),
    ("article", "article", Main),
    ("aside", "aside", Block),
    ("audio", "audio", Foreign),
    ("b", "b", Inline),
    ("base", "base", Void),
    ("big", "big", Inline),
    ("blockquote", "blockquote", Block),
    ("body", "body", Block),
    ("br", "br", Break),
    ("button", "button", Control),
    ("canvas", "canvas", Foreign),
    ("caption", "caption", Caption),
    ("center", "center", Block),
    ("code", "code", Inline),
    ("col", "col", Void),
    ("datalist", "datalist", Skip),
    ("dd", "dd", Term),
    ("del", "del", Deleted),
    ("details", "details", Block),
    ("dialog", "dialog", Menu),
    ("dir", "dir", Bullets),
    ("div", "div", Block),
    ("dl", "dl", Block),
    ("dt", "dt", Term),
    ("em", "em", Inline),
    ("embed", "embed", Void),
    ("fieldset", "fieldset", Block),
    ("figcaption", "figcaption", Caption),
    ("figure", "figure", Block),
    ("font", "font", Inline),
    ("footer", "footer", Edge),
    ("form", "form", Block),
    ("frameset", "frameset", Foreign),
    ("h1", "h", Heading(1)),
    ("h2", "h", Heading(2)),
    ("h3", "h", Heading(3)),
    ("h4", "h", Heading(4)),
    ("h5", "h", Heading(5)),
    ("h6", "h", Heading(6)),
    ("header", "header", Edge),
    ("hgroup", "hgroup", Block),
    ("hr", "hr", Rule),
    ("html", "html", Block),
    ("i", "i", Inline),
    ("iframe", "iframe", Raw),
    ("img", "img", Picture),
    ("input", "input", Input),
    ("ins", "ins", Inline),
    ("legend", "legend", Block),
    ("li", "li", Item),
    ("link", "link", Void),
    ("listing", "listing", Typed),
    ("main", "main", Main),
    ("menu", "menu", Bullets),
    ("meta", "meta", Void),
    ("nav", "nav", Menu),
    ("noembed", "noembed", Raw),
    ("noframes", "noframes", Raw),
    ("noscript", "noscript", Spare),
    ("object", "object", Foreign),
    ("ol", "ol", Numbers),
    ("optgroup", "optgroup", Control),
    ("option", "option", Control),
    ("p", "p", Para),
    ("param", "param", Void),
    ("pre", "pre", Typed),
    ("rp", "rp", Skip),
    ("rt", "rt", Skip),
    ("script", "script", Raw),
    ("search", "search", Menu),
    ("section", "section", Block),
    ("select", "select", Control),
    ("source", "source", Void),
    ("span", "span", Inline),
    ("strong", "strong", Inline),
    ("style", "style", Sheet),
    ("sub", "sub", Inline),
    ("summary", "summary", Block),
    ("sup", "sup", Inline),
    ("svg", "svg", Foreign),
    ("table", "table", Table),
    ("tbody", "tbody", Rows),
    ("td", "td", Cell),
    ("template", "template", Spare),
    ("textarea", "textarea", Typed),
    ("tfoot", "tfoot", Rows),
    ("th", "th", Cell),
    ("thead", "thead", Rows),
    ("title", "title", Skip),
    ("tr", "tr", Row),
    ("track", "track", Void),
    ("u", "u", Inline),
    ("ul", "ul", Bullets),
    ("video", "video", Foreign),
    ("wbr", "wbr", Void),
    ("xml", "xml", Skip),
    ("xmp", "xmp", Typed),
];

/// The name by which end tags are matched, and the kind. Unknown elements are parts of lines and share a name.
pub(super) fn element(name: &[u8]) -> (&'static str, Kind) {
    let at = ELEMENTS.binary_search_by(|(known, ..)| known.as_bytes().cmp(name));
    at.ok()
        .and_then(|at| ELEMENTS.get(at))
        .map_or(("unknown", Inline), |(_, name, kind)| (name, *kind))
}

impl Kind {
    /// Stands on lines of its own: text around it is in other paragraphs.
    pub(super) fn is_block(self) -> bool {
        !matches!(
            self,
            Inline | Link | Skip | Raw | Sheet | Foreign | Spare | Control | Input | Deleted | Break | Picture | Void
        )
    }

    /// Belongs to a table, so that only a table's end or parts close it.
    pub(super) fn is_table_part(self) -> bool {
        matches!(self, Table | Rows | Row | Cell)
    }

    /// End tags of other elements inside do not reach out of it.
    pub(super) fn is_scope(self) -> bool {
        matches!(self, Table | Cell) || self == Caption
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_found() {
        assert!(ELEMENTS.is_sorted_by(|a, b| a.0 < b.0));
        assert_eq!(element(b"h3"), ("h", Heading(3)));
        assert_eq!(element(b"o:p"), ("unknown", Inline));
    }
}
