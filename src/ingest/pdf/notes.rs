//! Footnotes: set at the foot of a page, each after a number that stands raised in the text.

use super::lines::Line;
use super::paragraphs::Draft;
use crate::document::BlockKind;

/// A footnote and the mark that refers to it.
#[derive(Debug)]
pub(super) struct Note {
    pub(super) label: String,
    pub(super) lines: Vec<Line>,
}

/// Takes the footnotes of a page from its lines, and the raised numbers that refer to them out of the text.
pub(super) fn take(lines: &mut Vec<Line>) -> Vec<Note> {
    let labels: Vec<String> = lines.iter().flat_map(|l| &l.raised).map(|r| r.text.clone()).collect();
    let Some(start) = first_note(lines, &labels) else {
        return Vec::new();
    };
    let mut notes: Vec<Note> = Vec::new();
    for mut line in lines.split_off(start) {
        match (label_of(&line, &labels), notes.last_mut()) {
            (Some(label), _) => {
                line.text = line.text.trim_start_matches(label.as_str()).trim_start().to_string();
                notes.push(Note {
                    label,
                    lines: vec![line],
                });
            }
            (None, Some(note)) => note.lines.push(line),
            (None, None) => {}
        }
    }
    for line in lines {
        strip_marks(line, &notes);
    }
    notes
}

/// Index of the line that begins the notes: it starts with a number raised above, and all before it stand higher.
fn first_note(lines: &[Line], labels: &[String]) -> Option<usize> {
    let mut lowest = f32::NEG_INFINITY;
    let mut seen: Vec<&str> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let label = label_of(line, labels).filter(|label| seen.contains(&label.as_str()));
        let apart = line.y - lowest > 1.5 * line.size;
        let last_of_page = || lines.iter().skip(at).all(|l| l.y > lowest);
        if label.is_some() && apart && last_of_page() {
            return Some(at);
        }
        lowest = lowest.max(line.y);
        seen.extend(line.raised.iter().filter(|r| r.at > 0).map(|r| r.text.as_str()));
    }
    None
}

fn label_of(line: &Line, labels: &[String]) -> Option<String> {
    let digits: String = line.text.chars().take_while(char::is_ascii_digit).collect();
    (!digits.is_empty() && labels.contains(&digits)).then_some(digits)
}

fn strip_marks(line: &mut Line, notes: &[Note]) {
    let raised = std::mem::take(&mut line.raised);
    for mark in raised.iter().rev() {
        let known = notes.iter().any(|note| note.label == mark.text);
        let end = mark.at + mark.text.len();
        if known && line.text.get(mark.at..end) == Some(mark.text.as_str()) {
            line.text.replace_range(mark.at..end, "");
            line.refers.push(mark.text.clone());
        }
    }
    line.text = line
        .text
        .split(' ')
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
}

/// Puts each note after the block that refers to it.
pub(super) fn insert(drafts: Vec<Draft>, mut notes: Vec<Note>) -> Vec<Draft> {
    let mut out: Vec<Draft> = Vec::new();
    for draft in drafts {
        let (page, edge) = (draft.page, draft.edge);
        let here = |note: &Note| draft.lines.iter().any(|l| l.refers.contains(&note.label));
        let (mine, rest): (Vec<Note>, Vec<Note>) = notes.into_iter().partition(here);
        notes = rest;
        out.push(draft);
        out.extend(mine.into_iter().map(|note| as_draft(note, page, edge)));
    }
    let last = out.last().map(|d| (d.page, d.edge));
    out.extend(
        notes
            .into_iter()
            .filter_map(|note| last.map(|(page, edge)| as_draft(note, page, edge))),
    );
    out
}

fn as_draft(note: Note, page: u32, edge: f32) -> Draft {
    Draft {
        kind: BlockKind::Note,
        indent: note.lines.first().map_or(0.0, |l| l.x0),
        lines: note.lines,
        page,
        end_page: page,
        edge,
        row: None,
        label: Some(note.label),
        sign_x0: None,
    }
}
