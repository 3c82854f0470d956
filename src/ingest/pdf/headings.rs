//! Which blocks are headings, by size, weight and length.

use super::join::Vocabulary;
use super::lines::Line;
use super::paragraphs::Draft;
use super::signs;
use super::tags::Role;
use crate::document::BlockKind;
use crate::ingest::blocks;

/// Longest heading in words. Pasted prompts of the brief run to some 30 words; bold paragraphs are longer.
const LONGEST: usize = 40;

/// Headings larger than the text from which weight alone no longer makes one: title and three tasks are larger in
/// many reports whose section headings are merely bold.
const ENOUGH_BY_SIZE: usize = 5;

/// How much larger than most letters those of a heading are.
pub(super) const LARGER: f32 = 1.08;

/// Marks headings among the paragraphs: what the file says is one, and what looks like one.
pub(super) fn mark(drafts: &mut [Draft]) {
    let body = body_size(drafts.iter().flat_map(|draft| &draft.lines));
    let candidate = |draft: &Draft| (draft.kind == BlockKind::Paragraph || is_numbered(draft)) && is_short(draft);
    let larger = drafts.iter().filter(|d| candidate(d) && is_larger(d, body)).count();
    // Where headings have a size of their own, bold lines in the size of the text are labels within a section.
    let by_weight = larger < ENOUGH_BY_SIZE;
    let looks_so = |draft: &Draft| {
        let stands_out = by_weight || has_number(draft) || draft.lines.iter().all(|l| l.coloured);
        stands_out && draft.bold() && draft.size() > body * 0.93 || is_larger(draft, body)
    };
    for draft in drafts {
        let heading = match draft.role() {
            Some(Role::Heading(_)) => {
                matches!(draft.kind, BlockKind::Paragraph | BlockKind::ListItem) && is_short(draft)
            }
            Some(Role::Contents) => false,
            // A whole paragraph, as in the word processor: the same rule as for its own files.
            Some(Role::Item | Role::Other) => candidate(draft) && stands_out(draft, body),
            None => candidate(draft) && looks_so(draft),
        };
        if heading {
            draft.kind = BlockKind::Heading;
            take_number(draft);
        }
    }
}

fn stands_out(draft: &Draft, body: f32) -> bool {
    let text = draft.text(&Vocabulary::default());
    blocks::stands_out(&text, &draft.signals(&text), Some(body))
}

/// "1. Aims" with an automatic number, which a list item has as well.
fn is_numbered(draft: &Draft) -> bool {
    draft.kind == BlockKind::ListItem && draft.label.is_some()
}

/// Begins with an automatic number, taken off or not.
fn has_number(draft: &Draft) -> bool {
    draft.label.is_some()
        || draft
            .lines
            .first()
            .is_some_and(|line| signs::split_heading(line).is_some())
}

/// Takes an automatic number off the front of a heading; a typed one is text of the report.
fn take_number(draft: &mut Draft) {
    if let (None, Some(line)) = (&draft.label, draft.lines.first_mut())
        && let Some((number, rest)) = signs::split_heading(line)
    {
        draft.label = Some(number);
        line.text = rest;
    }
}

/// Size of most letters.
pub(super) fn body_size<'l>(lines: impl IntoIterator<Item = &'l Line>) -> f32 {
    let mut sizes: Vec<(f32, usize)> = Vec::new();
    for line in lines {
        match sizes.iter_mut().find(|(size, _)| (size - line.size).abs() < 0.3) {
            Some((_, letters)) => *letters += line.text.len(),
            None => sizes.push((line.size, line.text.len())),
        }
    }
    sizes
        .iter()
        .max_by_key(|(_, letters)| *letters)
        .map_or(12.0, |(size, _)| *size)
}

fn is_larger(draft: &Draft, body: f32) -> bool {
    draft.size() > body * LARGER
}

/// Short enough for a heading, and more than a number.
fn is_short(draft: &Draft) -> bool {
    let words: usize = draft.lines.iter().map(|l| l.text.split(' ').count()).sum();
    let has_letters = draft.lines.iter().any(|l| l.text.chars().any(char::is_alphabetic));
    has_letters && words <= LONGEST
}
