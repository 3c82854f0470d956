//! What the groups of the format are for, by the control word they begin with.

use super::state::Place;

/// What begins with a control word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opens {
    /// A group for this.
    Place(Place),
    /// A footnote or endnote.
    Note,
    /// A text box.
    TextBox,
    /// A field.
    Field,
    /// The result of a field.
    Result,
    /// A comment in the margin.
    Comment,
    /// A picture.
    Picture,
    /// Another document inside this one.
    Object,
}

/// What a group that begins so is for; none for words that begin no group.
pub(super) fn opens(word: &str) -> Option<Opens> {
    let place = match word {
        "fonttbl" => Place::Fonts,
        "colortbl" => Place::Colours,
        "stylesheet" => Place::Styles,
        "fldinst" => Place::Code,
        "listtext" | "pntext" => Place::Label,
        // Shapes, equations and text in two spellings, with the text deeper inside.
        "shp" | "shpinst" | "shpgrp" | "do" | "shppict" | "upr" | "mmath" | "moMath" | "moMathPara"
        | "nesttableprops" => Place::Around,
        "ud" | "mr" | "result" => Place::Body,
        "info" | "header" | "headerl" | "headerr" | "headerf" | "footer" | "footerl" | "footerr" | "footerf"
        | "ftnsep" | "ftnsepc" | "ftncn" | "aftnsep" | "aftnsepc" | "aftncn" | "pntxta" | "pntxtb" | "xe" | "tc"
        | "tcn" | "txe" | "rxe" | "nonesttables" | "nonshppict" | "shprslt" | "sp" | "sn" | "sv" | "mmathPict"
        | "objdata" | "objclass" | "objname" | "listtable" | "listoverridetable" | "revtbl" | "filetbl"
        | "template" | "nextfile" | "operator" | "falt" | "panose" | "bkmkstart" | "bkmkend" | "private" => Place::Skip,
        "footnote" => return Some(Opens::Note),
        "shptxt" | "dptxbxtext" => return Some(Opens::TextBox),
        "field" => return Some(Opens::Field),
        "fldrslt" => return Some(Opens::Result),
        "annotation" => return Some(Opens::Comment),
        "pict" => return Some(Opens::Picture),
        "object" => return Some(Opens::Object),
        // Properties of parts of equations.
        _ if word.starts_with('m') && word.ends_with("Pr") => Place::Skip,
        _ => return None,
    };
    Some(Opens::Place(place))
}

/// The character a control word stands for.
pub(super) fn character(word: &str) -> Option<&'static str> {
    Some(match word {
        "emdash" => "—",
        "endash" => "–",
        "lquote" => "‘",
        "rquote" => "’",
        "ldblquote" => "“",
        "rdblquote" => "”",
        "bullet" => "•",
        "emspace" | "enspace" | "qmspace" => " ",
        _ => return None,
    })
}
