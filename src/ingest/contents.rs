//! Recognises a contents list that is not a field of the word processor: typed, or turned into text by a conversion.
//!
//! Signs, in the order of their weight: lines that end in a page number after dots or a tab; short lines under a title
//! such as "Contents"; short lines near the start that repeat later headings in their order.

use super::blocks::collapse;
use super::para::Para;
use crate::document::BlockKind;
use std::collections::BTreeMap;

/// Entries are headings, so no longer than one.
const ENTRY_WORDS: usize = 25;

/// A title has no more, marks beside its words among them ("- Contents -").
const TITLE_WORDS: usize = 8;

/// Without a title this many repeats in a row are needed: two or three short lines may repeat a heading by chance.
const REPEATS: usize = 4;

/// Marks the paragraphs of contents lists.
pub(crate) fn mark(paras: &mut [Para]) {
    mark_fields_titles(paras);
    mark_leaders(paras);
    let last = last_places(paras);
    mark_under_title(paras, &last);
    mark_repeats(paras, &last);
}

/// Whether the text is the title of a contents list.
pub(crate) fn is_title(text: &str) -> bool {
    if text.split_whitespace().nth(TITLE_WORDS).is_some() {
        return false;
    }
    let key = key(text);
    matches!(
        key.as_str(),
        "contents" | "table of contents" | "content" | "contents page" | "contents list" | "list of contents" | "index"
    )
}

/// The title right before a contents field belongs to it.
fn mark_fields_titles(paras: &mut [Para]) {
    for i in 1..paras.len() {
        let field = paras.get(i).is_some_and(|p| p.contents);
        if let (true, Some(before)) = (field, paras.get_mut(i - 1))
            && is_title(&before.text)
        {
            before.contents = true;
        }
    }
}

/// Lines that end in dots (or a tab) and a page number: half of the lines of one block, or three blocks in a row.
fn mark_leaders(paras: &mut [Para]) {
    let lines: Vec<(usize, usize)> = paras.iter().map(leader_lines).collect();
    let mut run = 0_usize;
    for i in 0..=paras.len() {
        let (hits, all) = lines.get(i).copied().unwrap_or((0, 0));
        if hits >= 2 && hits * 2 >= all {
            set(paras, i..i + 1);
        }
        if hits == 1 && all == 1 {
            run += 1;
        } else if all > 0 || i == paras.len() {
            if run >= 3 {
                set(paras, i - run..i);
            }
            run = 0;
        } else if run > 0 {
            run += 1; // an empty paragraph between entries
        }
    }
}

/// Lines with a leader, and all lines, of a paragraph that is no cell of a table.
fn leader_lines(para: &Para) -> (usize, usize) {
    if para.kind == BlockKind::TableCell {
        return (0, usize::from(!para.text.trim().is_empty()));
    }
    let lines = para.text.lines().filter(|l| !l.trim().is_empty());
    lines.fold((0, 0), |(hits, all), line| {
        (hits + usize::from(has_leader(line)), all + 1)
    })
}

/// "Aims ........ 2", "Aims\t2".
fn has_leader(line: &str) -> bool {
    let line = line.trim();
    let before = line.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = line.len() - before.len();
    let tab = before.ends_with('\t');
    let text = before.trim_end();
    let dots = text.ends_with("...") || text.ends_with('…') || text.ends_with(". . .") || text.ends_with("___");
    (1..=3).contains(&digits)
        && (tab || dots)
        && text.chars().any(char::is_alphabetic)
        && text.split_whitespace().count() <= ENTRY_WORDS
}

/// Short lines after a title, as long as they end in a page number or repeat a heading further down.
fn mark_under_title(paras: &mut [Para], later: &BTreeMap<String, usize>) {
    let mut at = 0;
    while at < paras.len() {
        let title = at;
        at += 1;
        if !paras.get(title).is_some_and(|p| is_title(&p.text)) {
            continue;
        }
        let mut end = title + 1;
        let mut entries = 0;
        while let Some(para) = paras.get(end) {
            let blank = para.text.trim().is_empty();
            if !blank && !is_entry(para, end, later) {
                break;
            }
            entries += usize::from(!blank);
            end += 1;
        }
        if entries >= 2 || paras.get(title + 1).is_some_and(|p| p.contents) {
            set(paras, title..end);
        }
        at = end;
    }
}

fn is_entry(para: &Para, place: usize, later: &BTreeMap<String, usize>) -> bool {
    let text = collapse(&para.text);
    if para.contents {
        return true;
    }
    let short = text.split_whitespace().count() <= ENTRY_WORDS;
    let page = text.ends_with(|c: char| c.is_ascii_digit()) && text.contains(' ') && para.kind != BlockKind::Heading;
    let repeats = later.get(&entry_key(&text)).is_some_and(|&last| last > place);
    short && (page || repeats)
}

/// A run of short lines in the first part of the document that all come again, in their order.
fn mark_repeats(paras: &mut [Para], later: &BTreeMap<String, usize>) {
    let mut run: Vec<usize> = Vec::new();
    let mut last = 0;
    for i in 0..paras.len() / 3 {
        let Some(para) = paras.get(i) else { break };
        if para.text.trim().is_empty() {
            continue;
        }
        let place = later.get(&entry_key(&para.text)).copied().unwrap_or(0);
        let short = para.words() <= ENTRY_WORDS && para.kind != BlockKind::TableCell;
        if short && place > i && place > last {
            run.push(i);
            last = place;
            continue;
        }
        if close_run(paras, &run) {
            return;
        }
        run.clear();
        last = 0;
    }
    close_run(paras, &run);
}

/// Marks a run that is long enough and lies wholly before what it repeats.
fn close_run(paras: &mut [Para], run: &[usize]) -> bool {
    let (Some(&first), Some(&last), true) = (run.first(), run.last(), run.len() >= REPEATS) else {
        return false;
    };
    set(paras, first..last + 1);
    true
}

fn set(paras: &mut [Para], range: std::ops::Range<usize>) {
    for para in paras.get_mut(range).unwrap_or_default() {
        para.contents = true;
    }
}

/// Where each short text stands last.
fn last_places(paras: &[Para]) -> BTreeMap<String, usize> {
    paras
        .iter()
        .enumerate()
        .filter(|(_, p)| p.words() <= ENTRY_WORDS && p.kind != BlockKind::TableCell)
        .map(|(i, p)| (entry_key(&p.text), i))
        .filter(|(k, _)| !k.is_empty())
        .collect()
}

/// Letters and digits in lower case, words apart by one space.
fn key(text: &str) -> String {
    let lower: String = text
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .flat_map(char::to_lowercase)
        .collect();
    collapse(&lower)
}

/// The same without numbers at either end, which the list may have and the heading not, or the other way round.
fn entry_key(text: &str) -> String {
    let key = key(text);
    let number = |w: &&str| !w.chars().all(|c| c.is_ascii_digit());
    let words: Vec<&str> = key.split(' ').collect();
    let (Some(first), Some(last)) = (words.iter().position(number), words.iter().rposition(number)) else {
        return String::new();
    };
    words.get(first..=last).unwrap_or_default().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(texts: &[&str]) -> Vec<bool> {
        let mut paras: Vec<Para> = texts.iter().map(|t| Para::new(BlockKind::Paragraph, *t)).collect();
        mark(&mut paras);
        paras.iter().map(|p| p.contents).collect()
    }

    #[test]
    fn dot_leaders_in_one_block_are_a_list() {
        assert_eq!(marked(&["Aims ........ 2\nTeam ........ 11", "Text."]), [true, false]);
    }

    #[test]
    fn tabs_and_numbers_need_three_lines() {
        assert_eq!(
            marked(&["A b\t1", "C d\t2", "E f\t3", "Text."]),
            [true, true, true, false]
        );
        assert_eq!(marked(&["Sales\t1", "Text."]), [false, false]);
    }

    #[test]
    fn lines_under_contents_that_come_again_are_a_list() {
        let texts = ["Contents", "Aims", "1 Team", "Aims", "We sell.", "Team", "Five."];
        assert_eq!(marked(&texts), [true, true, true, false, false, false, false]);
    }

    #[test]
    fn repeats_need_order_and_number() {
        let mut texts = vec!["Title", "Aims", "Team", "Law", "Feedback", "Name: Jo"];
        texts.extend([
            "Aims", "We sell.", "Team", "Five.", "Law", "Rules.", "Feedback", "Good.", "x", "y", "z",
        ]);
        let marks = marked(&texts);
        assert_eq!(&marks[..6], [false, true, true, true, true, false]);
        assert!(marks[6..].iter().all(|m| !m));
    }
}
