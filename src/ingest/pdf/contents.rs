//! Tables of contents: lines that end in a page number.

use super::join::Vocabulary;
use super::leaders;
use super::paragraphs::Draft;
use super::tags::Role;
use crate::document::BlockKind;

/// Entries from which lines with numbers at their ends are a list of contents, where no dots lead to the number.
const ENOUGH: usize = 3;

/// For each draft, whether it belongs to the table of contents.
pub(super) fn find(drafts: &[Draft]) -> Vec<bool> {
    let mut found: Vec<bool> = drafts
        .iter()
        .map(|draft| draft.role() == Some(Role::Contents))
        .collect();
    let mut at = 0;
    while at < drafts.len() {
        // A heading "Task 1" after the list ends in a number too, but no dots lead to it.
        let dotted = drafts
            .get(at)
            .is_some_and(|d| has_leader(&d.text(&Vocabulary::default())));
        let entry = |d: &&Draft| is_entry(d) && (!dotted || has_leader(&d.text(&Vocabulary::default())));
        let length = drafts.iter().skip(at).take_while(entry).count();
        let titled = at.checked_sub(1).and_then(|i| drafts.get(i)).is_some_and(is_title);
        if length > 0 && (titled || dotted) && (length >= ENOUGH || (dotted && titled)) {
            let from = if titled { at - 1 } else { at };
            found
                .iter_mut()
                .take(at + length)
                .skip(from)
                .for_each(|mark| *mark = true);
        }
        at += length.max(1);
    }
    found
}

fn is_title(draft: &Draft) -> bool {
    let text = draft.text(&Vocabulary::default()).to_lowercase();
    matches!(
        text.trim_end_matches(':'),
        "contents" | "table of contents" | "contents page" | "list of contents"
    )
}

fn is_entry(draft: &Draft) -> bool {
    let text = draft.text(&Vocabulary::default());
    let number = text
        .rsplit(|c: char| c.is_whitespace() || c == '.')
        .next()
        .unwrap_or_default();
    let digits = number.bytes().all(|c| c.is_ascii_digit());
    let page = leaders::is_page_number(number) && (digits || has_leader(&text));
    let cell = draft.kind == BlockKind::TableCell;
    !cell && page && text.chars().any(char::is_alphabetic) && text.split(' ').count() <= 30
}

/// Dots, or what stands for them, that lead to the page number.
fn has_leader(text: &str) -> bool {
    text.contains(leaders::TAB) || ["...", "…", "___", ". . ."].iter().any(|leader| text.contains(leader))
}
