//! Which blocks are headings, by size, weight and length.

use super::paragraphs::Draft;
use crate::document::BlockKind;

/// Longest heading in words. Pasted prompts of the brief run to some 30 words; bold paragraphs are longer.
const LONGEST: usize = 40;

/// Marks headings among the paragraphs.
pub(super) fn mark(drafts: &mut [Draft]) {
    let body = body_size(drafts);
    for draft in drafts {
        if draft.kind == BlockKind::Paragraph && is_heading(draft, body) {
            draft.kind = BlockKind::Heading;
        }
    }
}

/// Size of most letters of running text.
pub(super) fn body_size(drafts: &[Draft]) -> f32 {
    let mut sizes: Vec<(f32, usize)> = Vec::new();
    for line in drafts.iter().flat_map(|d| &d.lines) {
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

fn is_heading(draft: &Draft, body: f32) -> bool {
    let words: usize = draft.lines.iter().map(|l| l.text.split(' ').count()).sum();
    let larger = draft.size() > body * 1.08;
    let has_letters = draft.lines.iter().any(|l| l.text.chars().any(char::is_alphabetic));
    has_letters && words <= LONGEST && (larger || (draft.bold() && draft.size() > body * 0.93))
}
