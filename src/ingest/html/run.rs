//! How text looks at a place of the page, and what it belongs to.

use super::css::{Css, DEFAULT_PT, Part, Size};
use crate::document::BlockKind;
use crate::ingest::para::Look;

/// Where a link leads.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Link {
    /// No link.
    #[default]
    None,
    /// To another place of the page.
    Inside,
    /// To another page.
    Outside,
}

/// What text at a place is.
#[allow(clippy::struct_excessive_bools)] // each is a fact of its own
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Run {
    pub(super) look: Look,
    /// Kind of its paragraph, with the level of a heading.
    pub(super) kind: BlockKind,
    pub(super) level: Option<u8>,
    /// Its paragraph is named a title.
    pub(super) title: bool,
    pub(super) hidden: bool,
    pub(super) white: bool,
    pub(super) shaded: bool,
    /// White space as typed.
    pub(super) typed: bool,
    /// Passed over, and not worth telling.
    pub(super) skipped: bool,
    /// Menus, page headers and footers.
    pub(super) furniture: bool,
    /// A page header, whose heading may be the title of the report.
    pub(super) header: bool,
    /// In the main part or an article, which may have headers and footers of its own.
    pub(super) inside: bool,
    pub(super) deleted: bool,
    /// A number or bullet that a word processor put in.
    pub(super) generated: bool,
    pub(super) contents: bool,
    pub(super) link: Link,
}

impl Default for Run {
    fn default() -> Self {
        Self {
            look: Look {
                size_pt: Some(DEFAULT_PT),
                ..Look::default()
            },
            kind: BlockKind::Paragraph,
            level: None,
            title: false,
            hidden: false,
            white: false,
            shaded: false,
            typed: false,
            skipped: false,
            furniture: false,
            header: false,
            inside: false,
            deleted: false,
            generated: false,
            contents: false,
            link: Link::None,
        }
    }
}

/// Smaller letters than this are hidden, in points.
const TINY: f32 = 2.0;

impl Run {
    /// What a style says, over what is around. White letters count as hidden only where the page has no background of
    /// which nothing is known.
    pub(super) fn style(&mut self, css: &Css, unsure: bool) {
        self.look.bold = css.bold.unwrap_or(self.look.bold);
        self.look.capitals = css.capitals.unwrap_or(self.look.capitals);
        let around = self.look.size_pt.unwrap_or(DEFAULT_PT);
        let size = match css.size {
            Some(Size::Points(points)) => points,
            Some(Size::Times(times)) => (around * times).min(1000.0),
            None => around,
        };
        self.look.size_pt = Some(size);
        self.hidden |= css.hidden || size <= TINY;
        self.shaded = css.shaded.unwrap_or(self.shaded);
        self.white = css.white.unwrap_or(self.white) && !unsure;
        self.typed = css.typed.unwrap_or(self.typed);
        self.generated |= css.generated;
        match css.part {
            Some(Part::Furniture) => self.furniture = true,
            Some(Part::Comments) => self.skipped = true,
            None => {}
        }
        if css.listed && self.kind == BlockKind::Paragraph {
            self.kind = BlockKind::ListItem;
        }
        if let (Some(level), BlockKind::Paragraph) = (css.outline, self.kind) {
            self.kind = BlockKind::Heading;
            self.level = Some(level);
        }
    }

    /// Shown on a background of its own colour.
    pub(super) fn unseen_white(&self) -> bool {
        self.white && !self.shaded
    }
}
