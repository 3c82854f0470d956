//! Lists in plain text.

use crate::document::BlockKind;
use crate::ingest::para::Para;

/// A line that begins a list item: a bullet, or a number that is set off as lists are.
pub(super) fn is_item(line: &str) -> bool {
    is_bullet(line) || number(line).is_some()
}

/// A line that begins with a bullet.
pub(super) fn is_bullet(line: &str) -> bool {
    bullet(line).is_some()
}

/// The text after a bullet.
fn bullet(line: &str) -> Option<&str> {
    let text = line.trim_start();
    let rest = text.strip_prefix(['-', '*', '•', '·', '●', '○', '◦', '▪', '–', '—', '+', '►', '➢', '‣'])?;
    let item = rest.trim_start();
    (rest.len() > item.len() && item.chars().any(char::is_alphanumeric)).then_some(item)
}

/// The text after a list number: "1.  text", "a)  text". Two spaces or a tab, or an indent, set a list off from "1. Aims"
/// typed as a heading, whose number is a word of the report.
fn number(line: &str) -> Option<&str> {
    let text = line.trim_start();
    let indented = text.len() < line.len();
    let end = text.find(['.', ')'])?;
    let (mark, rest) = text.split_at_checked(end)?;
    let mark = mark.trim_start_matches('(');
    let digits = (1..=2).contains(&mark.len()) && mark.chars().all(|c| c.is_ascii_digit());
    let letter = mark.len() == 1 && mark.chars().all(|c| c.is_ascii_lowercase());
    let roman = (1..=4).contains(&mark.len()) && mark.chars().all(|c| matches!(c, 'i' | 'v' | 'x'));
    let rest = rest.get(1..)?;
    let item = rest.trim_start();
    let gap = rest.len() - item.len();
    let set_off = gap >= 2 || rest.starts_with('\t') || (indented && gap == 1);
    ((digits || letter || roman) && set_off && !item.is_empty()).then_some(item)
}

/// Adds the items of a stretch of lines. A line without a sign goes on in the item above where lines are wrapped or it
/// is set in; else it is a paragraph below the list.
pub(super) fn items(lines: &[&str], wrapped: bool, out: &mut Vec<Para>) {
    let mut open = false;
    for line in lines {
        let item = bullet(line).or_else(|| number(line));
        let goes_on = wrapped || line.starts_with([' ', '\t']);
        match (item, out.last_mut()) {
            (Some(item), _) => {
                out.push(Para::new(BlockKind::ListItem, item));
                open = true;
            }
            (None, Some(last)) if open && goes_on => {
                last.text.push(' ');
                last.text.push_str(line);
            }
            (None, _) => {
                out.push(Para::new(BlockKind::Paragraph, *line));
                open = false;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bullets_and_list_numbers_are_not_text_but_heading_numbers_are() {
        assert_eq!(bullet("-   Complaints"), Some("Complaints"));
        assert_eq!(bullet("-----"), None);
        assert_eq!(number("1.  To be trusted"), Some("To be trusted"));
        assert_eq!(number("1. The aims"), None);
        assert_eq!(number("2.5% of the profit"), None);
    }

    #[test]
    fn wrapped_items_are_joined() {
        let mut out = Vec::new();
        items(&["-   one goes", "    on", "-   two"], false, &mut out);
        let texts: Vec<&str> = out.iter().map(|p| p.text.as_str()).collect();
        assert_eq!(texts, ["one goes     on", "two"]);
        items(&["- three", "Then text."], false, &mut out);
        assert_eq!(out.len(), 4);
    }
}
