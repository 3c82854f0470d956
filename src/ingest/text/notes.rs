//! Footnotes in plain text: "word[1]" and, at the end, "[1] What it says."

use crate::document::BlockKind;
use crate::ingest::para::Para;

/// More lines that look like notes are something else.
const MOST_NOTES: usize = 500;

/// Moves notes behind the paragraphs that refer to them, and takes the marks out of the text.
pub(super) fn attach(paras: &mut Vec<Para>) {
    let notes: Vec<(usize, String, String)> = paras
        .iter()
        .enumerate()
        .filter_map(|(i, p)| note(&p.text).map(|(mark, text)| (i, mark.to_owned(), text.to_owned())))
        .take(MOST_NOTES)
        .collect();
    let mut moved = Vec::new();
    for (place, mark, text) in notes {
        let refers = |p: &&mut Para| p.text.contains(&mark) && !p.text.starts_with(&mark);
        if let Some(para) = paras.iter_mut().take(place).find(refers) {
            para.text = para.text.replacen(&mark, "", 1);
            para.notes.push(Para::new(BlockKind::Note, text));
            moved.push(place);
        }
    }
    for place in moved.into_iter().rev() {
        paras.remove(place);
    }
}

/// The mark and text of a note; both "[1]" and "[^1]:" are in use.
fn note(text: &str) -> Option<(&str, &str)> {
    let end = text.find(']').filter(|end| text.starts_with('[') && *end <= 5)?;
    let (mark, rest) = text.split_at_checked(end + 1)?;
    let digits = mark.trim_matches(['[', ']', '^']);
    let number = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit());
    number.then_some((mark, rest.trim_start_matches(':').trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_moves_behind_its_mark() {
        let mut paras = ["POM-V[1] is one.", "More.", "[1] Prescription only."]
            .map(|t| Para::new(BlockKind::Paragraph, t))
            .to_vec();
        attach(&mut paras);
        assert_eq!(paras.len(), 2);
        assert_eq!(paras[0].text, "POM-V is one.");
        assert_eq!(paras[0].notes[0].text, "Prescription only.");
    }
}
