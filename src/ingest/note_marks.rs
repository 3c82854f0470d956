//! Marks in the text where a note is referred to, for the formats that have their notes at the end.

use super::para::Para;
use std::collections::BTreeMap;

/// Stands around the name of a note; text that holds this character loses it before.
pub(crate) const MARK: char = '\u{1}';

/// Stands in the text where a note is referred to.
pub(crate) fn note_mark(label: &str) -> String {
    format!("{MARK}{label}{MARK}")
}

/// Puts each note behind the first paragraph that refers to it and takes out the marks. Notes that nothing refers to
/// come last: they are text someone wrote.
pub(crate) fn place_notes(paras: &mut Vec<Para>, mut notes: BTreeMap<String, Vec<Para>>) {
    for para in paras.iter_mut().filter(|p| p.text.contains(MARK)) {
        let text = std::mem::take(&mut para.text);
        // It counts bytes of the text with its marks.
        para.bold_line = None;
        for (i, piece) in text.split(MARK).enumerate() {
            if i % 2 == 0 {
                para.text.push_str(piece);
            } else if let Some(note) = notes.remove(piece) {
                para.notes.extend(note);
            }
        }
    }
    paras.extend(notes.into_values().flatten());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::BlockKind;

    #[test]
    fn a_note_goes_behind_the_first_mention_and_others_last() {
        let para = |text: &str| Para::new(BlockKind::Paragraph, text);
        let mut paras = vec![
            para(&format!("Law{} and", note_mark("a"))),
            para(&format!("again{}", note_mark("a"))),
        ];
        let notes = [("a", "Of 2010."), ("b", "Lost.")].map(|(name, text)| (name.to_owned(), vec![para(text)]));
        place_notes(&mut paras, BTreeMap::from(notes));
        let texts: Vec<&str> = paras.iter().map(|p| p.text.as_str()).collect();
        assert_eq!(texts, ["Law and", "again", "Lost."]);
        assert_eq!(paras[0].notes[0].text, "Of 2010.");
    }
}
