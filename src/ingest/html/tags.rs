//! Start tags: what an element closes, how it looks, what it opens.

use super::attributes::Attributes;
use super::css::{Css, colour, is_white};
use super::elements::{Kind, element};
use super::lists::List;
use super::notes::{self, Sign};
use super::run::Link;
use super::walk::Walk;
use crate::Result;
use crate::document::BlockKind;
use crate::ingest::flow::Collector;
use crate::ingest::limits::over;
use crate::ingest::note_marks::note_mark;
use html5gum::{StartTag, State};

/// Names that sites give to what stands around their text.
const FURNITURE: &[&str] = &[
    "breadcrumb",
    "breadcrumbs",
    "cookie-banner",
    "cookie-notice",
    "cookies",
    "navbar",
    "navigation",
    "site-footer",
    "site-header",
    "skip-link",
    "share-buttons",
];

impl Walk<'_> {
    /// Takes a start tag; how what follows it is to be cut, where it holds no markup.
    pub(super) fn start(&mut self, tag: &StartTag<()>) -> Result<Option<State>> {
        let (name, mut kind) = element(&tag.name);
        let attributes = Attributes(&tag.attributes);
        if name == "html" {
            self.begun = true;
            self.xhtml |= attributes.get("xmlns").is_some_and(|x| x.ends_with("xhtml"));
        }
        if self.take_void(kind, &attributes)? {
            return Ok(None);
        }
        if let Some(at) = self.stack.closed_by(name, kind) {
            self.close_from(at)?;
        }
        let (in_table, in_row) = self.stack.in_table();
        if kind.is_table_part() && kind != Kind::Table && !in_table {
            kind = Kind::Block;
        }
        if kind.is_block() {
            self.end_para()?;
        }
        if kind == Kind::Cell && !in_row {
            self.flow.open(Collector::Row)?;
            self.stack.push("tr", Kind::Row, self.run);
        }
        if self.stack.depth() >= self.limits.xml_depth {
            let limit = self.limits.xml_depth.to_string();
            return Err(over(self.name, "the number of elements inside one another", limit));
        }
        let before = self.run;
        let shown = self.shown();
        let tag_name = String::from_utf8_lossy(&tag.name);
        self.dress(&tag_name, kind, &attributes);
        let opened = match kind {
            Kind::Table => Some(Collector::Table),
            Kind::Row => Some(Collector::Row),
            Kind::Cell => Some(Collector::Cell),
            _ => None,
        };
        if let Some(collector) = opened {
            self.flow.open(collector)?;
        }
        self.stack.push(name, kind, before);
        match kind {
            Kind::Bullets => self.lists.push(List::bullets()),
            Kind::Numbers => self.lists.push(List::numbers(&attributes)),
            Kind::Item => self.number = self.lists.last_mut().and_then(|list| list.item(&attributes)),
            Kind::Link => self.link(&attributes)?,
            _ => {}
        }
        self.note_by_id(&attributes, opened.is_none())?;
        if shown {
            self.tell(name, kind);
        }
        if tag.self_closing && (self.xhtml || name == "unknown") {
            self.close_from(self.stack.depth())?;
            return Ok(None);
        }
        Ok(state_in(name))
    }

    /// Takes an element that holds nothing.
    fn take_void(&mut self, kind: Kind, attributes: &Attributes) -> Result<bool> {
        match kind {
            Kind::Break => self.line_break()?,
            Kind::Rule => self.end_para()?,
            Kind::Picture => {
                // Pictures of one point count visitors.
                let dot = ["width", "height"]
                    .iter()
                    .any(|side| attributes.get(side).is_some_and(|v| v == "1"));
                self.lost.pictures += usize::from(self.shown() && !dot);
            }
            Kind::Input => self.field(attributes)?,
            Kind::Void => {}
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Takes what was typed into a field; buttons and ticks hold no text of the report.
    fn field(&mut self, attributes: &Attributes) -> Result<()> {
        let typed = attributes.get("type").unwrap_or("text").to_lowercase();
        let holds_text = matches!(
            typed.as_str(),
            "text" | "email" | "tel" | "url" | "number" | "date" | "time"
        );
        match attributes.get("value") {
            Some(value) if holds_text => self.text(value),
            _ => Ok(()),
        }
    }

    /// Sets how text in the element looks and what it is.
    fn dress(&mut self, tag: &str, kind: Kind, attributes: &Attributes) {
        let run = &mut self.run;
        match kind {
            Kind::Heading(level) => {
                run.kind = BlockKind::Heading;
                run.level = Some(level);
                run.look.bold = true;
                // The title of a report may stand in the header of its page.
                if run.header && level == 1 && !self.marked {
                    run.furniture = false;
                }
            }
            Kind::Item | Kind::Term => run.kind = BlockKind::ListItem,
            Kind::Cell => {
                run.kind = BlockKind::Paragraph;
                run.look.bold |= tag == "th";
            }
            Kind::Caption => run.kind = BlockKind::Caption,
            Kind::Typed => run.typed = true,
            Kind::Main => {
                run.inside = true;
                run.furniture &= tag != "main";
            }
            Kind::Edge if !run.inside && attributes.get("id") != Some("title-block-header") => {
                run.furniture = true;
                run.header = tag == "header";
            }
            Kind::Menu | Kind::Control => run.furniture = true,
            Kind::Spare => run.hidden = true,
            Kind::Deleted => run.deleted = true,
            Kind::Skip | Kind::Raw | Kind::Sheet | Kind::Foreign => run.skipped = true,
            Kind::Inline => run.look.bold |= matches!(tag, "b" | "strong"),
            Kind::Link if attributes.has("href") => {
                let inside = attributes
                    .get("href")
                    .is_some_and(|h| h.len() > 1 && h.starts_with('#'));
                run.link = if inside { Link::Inside } else { Link::Outside };
            }
            _ => {}
        }
        self.dress_by_role(attributes);
        self.dress_by_class(kind, attributes);
        let css = Css::read(attributes.get("style").unwrap_or_default());
        let css = css.over(self.sheet.of(tag, attributes.get("class"), attributes.get("id")));
        let css = css.over(old_attributes(tag, attributes));
        self.run.style(&css, self.sheet.unsure);
        if css.tab && self.shown() {
            self.tab();
        }
    }

    /// Roles say what an element is where its name does not.
    fn dress_by_role(&mut self, attributes: &Attributes) {
        let run = &mut self.run;
        match attributes.get("role").unwrap_or_default() {
            "navigation" | "banner" | "contentinfo" | "search" | "menu" | "menubar" | "alertdialog" if !run.inside => {
                run.furniture = true;
            }
            "main" => {
                run.inside = true;
                run.furniture = false;
            }
            "heading" => {
                run.kind = BlockKind::Heading;
                run.level = attributes.get("aria-level").and_then(|l| l.parse().ok());
            }
            "doc-toc" => {
                run.furniture = false;
                run.contents = true;
            }
            _ => {}
        }
        run.hidden |= attributes.has("hidden");
    }

    /// Names that word processors and sites give to parts of a page.
    fn dress_by_class(&mut self, kind: Kind, attributes: &Attributes) {
        let id = attributes.get("id").unwrap_or_default().to_lowercase();
        let run = &mut self.run;
        // LibreOffice writes what stood above and below each page as boxes of that title.
        let margin = attributes
            .get("title")
            .is_some_and(|t| matches!(t, "header" | "footer"));
        if kind.is_block() && (margin || attributes.has_class(FURNITURE) && !run.inside) {
            run.furniture = true;
        }
        if kind.is_block() && (matches!(id.as_str(), "toc" | "contents") || id.starts_with("table of contents")) {
            run.furniture = false;
            run.contents = true;
        }
        let class = attributes.get("class").unwrap_or_default().to_lowercase();
        if class.split_whitespace().any(|c| c.starts_with("msotoc")) {
            run.contents = true;
        }
        if kind == Kind::Para && attributes.has_class(&["title", "msotitle"]) {
            run.kind = BlockKind::Heading;
            run.title = true;
        } else if attributes.has_class(&["msocaption", "caption", "wp-caption-text"]) && kind == Kind::Para {
            run.kind = BlockKind::Caption;
        }
    }

    /// A link may be the sign of a note.
    fn link(&mut self, attributes: &Attributes) -> Result<()> {
        let Some(sign) = notes::sign(attributes) else {
            return Ok(());
        };
        let shown = self.shown();
        self.run.skipped = true;
        match sign {
            Sign::Reference(name) if shown => {
                self.push_mark(&note_mark(&name));
                self.referenced.insert(name);
            }
            Sign::Comment(name) if shown => {
                self.comments.insert(name);
            }
            Sign::Back(Some(own)) if self.referenced.contains(&own) => self.begin_margin(Some(own))?,
            Sign::Back(Some(own)) if self.comments.contains(&own) => self.begin_margin(None)?,
            _ => {}
        }
        Ok(())
    }

    /// An element that something referred to as a note is that note.
    fn note_by_id(&mut self, attributes: &Attributes, free: bool) -> Result<()> {
        let Some(id) = attributes.get("id").filter(|id| free && self.referenced.contains(*id)) else {
            return Ok(());
        };
        let id = id.to_owned();
        let depth = self.stack.depth();
        if let Some(entry) = self.stack.get_mut(depth).filter(|e| e.kind.is_block()) {
            entry.note = Some(id);
            self.flow.open(Collector::Note)?;
        }
        Ok(())
    }

    /// Counts what can't be read.
    fn tell(&mut self, name: &str, kind: Kind) {
        match (kind, name) {
            (Kind::Foreign, "svg" | "canvas") => self.lost.pictures += 1,
            (Kind::Foreign, _) | (Kind::Raw, "iframe") => self.lost.embedded += 1,
            (Kind::Deleted, _) => self.lost.deletions += 1,
            _ => {}
        }
    }
}

/// What attributes say that style sheets have replaced.
fn old_attributes(tag: &str, attributes: &Attributes) -> Css {
    let mut css = Css::default();
    if let Some(background) = attributes.get("bgcolor") {
        css.shaded = Some(colour(background).is_none_or(|c| !is_white(c)));
    }
    if tag == "font" {
        css.white = attributes.get("color").and_then(colour).map(is_white);
        css.size = attributes.get("size").and_then(font_size);
    }
    css
}

/// The seven sizes of the `font` element.
fn font_size(size: &str) -> Option<super::css::Size> {
    const POINTS: [f32; 7] = [7.5, 10.0, 12.0, 13.5, 18.0, 24.0, 36.0];
    let at = match (size.strip_prefix('+'), size.strip_prefix('-')) {
        (Some(more), _) => 3 + more.parse::<usize>().ok()?.min(4),
        (_, Some(less)) => 3_usize.saturating_sub(less.parse().ok()?),
        _ => size.parse().ok()?,
    };
    POINTS
        .get(at.clamp(1, 7) - 1)
        .map(|points| super::css::Size::Points(*points))
}

/// How the inside of an element is cut.
fn state_in(name: &str) -> Option<State> {
    match name {
        "script" => Some(State::ScriptData),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" => Some(State::RawText),
        "title" | "textarea" => Some(State::RcData),
        _ => None,
    }
}
