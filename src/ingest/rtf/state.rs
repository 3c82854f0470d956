//! What holds inside a group, and comes back to what it was at its end.

use super::encoding::Charset;

/// What the text of a group is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Place {
    /// Text of the document.
    #[default]
    Body,
    /// Groups that may hold text, but none of their own.
    Around,
    /// Nothing that is read.
    Skip,
    /// Fonts, colours, styles.
    Fonts,
    Colours,
    Styles,
    /// The code of a field.
    Code,
    /// The number or bullet of an item.
    Label,
}

/// What to do at the end of a group.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum AtEnd {
    /// Nothing.
    #[default]
    Nothing,
    /// A note is complete.
    Note,
    /// A text box is complete.
    TextBox,
    /// A field is complete.
    Field,
    /// The label of an item is complete.
    Label,
    /// A style, or a font, is complete.
    Entry,
}

/// Properties of letters.
#[allow(clippy::struct_excessive_bools)] // each is a fact of its own
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Letters {
    pub(super) bold: bool,
    pub(super) capitals: bool,
    pub(super) hidden: bool,
    pub(super) deleted: bool,
    /// Size in half points.
    pub(super) half_points: i32,
    /// Places in the table of colours.
    pub(super) colour: i32,
    pub(super) background: i32,
    pub(super) font: i32,
}

/// 12 points, as the format has it.
const HALF_POINTS: i32 = 24;

impl Letters {
    pub(super) fn plain(font: i32) -> Self {
        Self {
            bold: false,
            capitals: false,
            hidden: false,
            deleted: false,
            half_points: HALF_POINTS,
            colour: 0,
            background: 0,
            font,
        }
    }
}

/// Properties of paragraphs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Lines {
    pub(super) style: i32,
    /// Outline level from 0; none for running text.
    pub(super) outline: Option<u8>,
    pub(super) list: i32,
    /// Tables it stands in.
    pub(super) nesting: usize,
    pub(super) shaded: bool,
}

/// All that a group holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct State {
    pub(super) place: Place,
    pub(super) at_end: AtEnd,
    pub(super) letters: Letters,
    pub(super) lines: Lines,
    /// Characters that stand for a Unicode one in old programs.
    pub(super) fallback: usize,
    pub(super) charset: Charset,
    /// In the result of a contents field.
    pub(super) contents: bool,
}

impl State {
    pub(super) fn new() -> Self {
        Self {
            place: Place::Body,
            at_end: AtEnd::Nothing,
            letters: Letters::plain(0),
            lines: Lines::default(),
            fallback: 1,
            charset: Charset::File,
            contents: false,
        }
    }
}
