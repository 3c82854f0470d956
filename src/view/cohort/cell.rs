//! Text that a spreadsheet takes as text.

use crate::view::neutral;

/// What a spreadsheet reads as the beginning of a formula; the full-width signs too, in some.
const SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// `text` so that no spreadsheet takes it for a formula: a file can have such a name on purpose. An apostrophe in front
/// is the usual sign for text, and no program obeys it.
pub(super) fn harmless(text: &str) -> String {
    let shown = neutral(text);
    // What is skipped in front of a sign does not protect it.
    let is_risky = text.starts_with(['\t', '\r', '\n']) || shown.trim_start().starts_with(SIGNS);
    if is_risky { format!("'{shown}") } else { shown }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_taken_for_a_formula() {
        for text in [
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "\n=1",
            " =1",
            "\u{200B}=1",
            "＝1",
        ] {
            assert!(harmless(text).starts_with('\''), "{text:?}");
        }
        for text in ["drafts/a=b.docx", "R001", "", "K2.1"] {
            assert_eq!(harmless(text), text);
        }
    }
}
