//! Joins what a page break has cut: paragraphs, list items and the cells of a row.

use super::paragraphs::{Draft, fits};
use crate::document::BlockKind;

/// Joins drafts over the end of pages.
pub(super) fn join(drafts: Vec<Draft>) -> Vec<Draft> {
    let mut out: Vec<Draft> = Vec::new();
    for draft in drafts {
        // Footnotes stand between the parts of a paragraph that goes on overleaf.
        let last = out.iter_mut().rev().find(|d| d.kind != BlockKind::Note);
        match last {
            Some(last) if last.end_page + 1 == draft.page && goes_on(last, &draft) => {
                last.end_page = draft.end_page;
                last.lines.extend(draft.lines);
            }
            _ => out.push(draft),
        }
    }
    out
}

fn goes_on(last: &Draft, next: &Draft) -> bool {
    let (Some(end), Some(begin)) = (last.lines.last(), next.lines.first()) else {
        return false;
    };
    let plain = |kind| matches!(kind, BlockKind::Paragraph | BlockKind::ListItem);
    if end.element.is_some() && end.element == begin.element {
        return plain(last.kind) && next.kind == BlockKind::Paragraph;
    }
    plain(last.kind)
        && next.kind == BlockKind::Paragraph
        && (end.size - begin.size).abs() < 0.06 * end.size
        && !(begin.bold && !end.bold && next.bold())
        && (!last.bold() || begin.bold)
        && (last.indent - begin.x0).abs() < 1.5 * end.size
        && !fits(end, begin, last.edge)
}
