//! Signs and numbers in front of list items and headings, which the word processor drew and nobody typed.
//!
//! A PDF holds them as text like any other. What tells them is the gap after them: a typed number has a blank after it
//! and the text goes on where the blank ends, while after a generated one the text stands at a place of its own.

use super::lines::Line;
use super::paragraphs::Draft;
use super::tags::Role;

/// Gap in ems after which text stands off as by a tab; a blank has a quarter to a third, in justified lines up to a half.
const TAB_GAP: f32 = 0.55;
/// The same for dashes, which are narrower than what they hang in.
const DASH_GAP: f32 = 0.3;
/// Widest gap in ems between a number and its text within one cell; farther off begins the next column.
const CELL_GAP: f32 = 2.0;
/// How far numbers of items that stand under one another may lie apart: one may not have been told.
const NEAR: u32 = 3;
/// Blocks that are looked back over for the item before.
pub(super) const BACK: usize = 40;

/// A sign and the text after it, if the line begins with a sign by its own look.
pub(super) fn split(line: &Line) -> Option<(String, String)> {
    if line.dot {
        return Some(("•".to_owned(), line.text.clone()));
    }
    let (first, rest) = line.text.split_once(' ')?;
    let found = if is_dash(first) {
        gap(line)? > DASH_GAP
    } else {
        is_bullet(first) || (is_letter_bullet(first) || is_number(first)) && is_generated(line)
    };
    // The numbers of a contents list are text in the word processor as well.
    (found && !line.has_leader()).then(|| (first.to_owned(), rest.to_owned()))
}

/// As [`split`], for a line that goes on with a list whose items before it are known: "10." leaves no gap where "9." did,
/// and a dash that stands under the last one begins the next item.
pub(super) fn split_after<'d>(line: &Line, before: impl Iterator<Item = &'d Draft>) -> Option<(String, String)> {
    if let Some(found) = split(line) {
        return Some(found);
    }
    let (first, rest) = line.text.split_once(' ')?;
    if !(is_dash(first) || is_number(first)) || line.has_leader() || is_typed(line) {
        return None;
    }
    let goes_on = |draft: &Draft| match &draft.label {
        Some(label) => follows(label, first) && line.second_word_x0.is_some_and(|x| (x - draft.indent).abs() < 1.0),
        None => is_dash(first) && draft.sign_x0.is_some_and(|x| (x - line.x0).abs() < 1.0),
    };
    before
        .take(BACK)
        .any(goes_on)
        .then(|| (first.to_owned(), rest.to_owned()))
}

/// The sign of what the file says is a list item, and the text after it, which may be on the next line. The file says that nobody typed the
/// sign, wherever it stands; a number before text from right to left has its mark in front.
pub(super) fn of_item(line: &Line) -> (String, String) {
    let (first, rest) = line.text.split_once(' ').unwrap_or((&line.text, ""));
    let from_right = first.strip_prefix('.').is_some_and(is_outline);
    // What may as well be a word is one where the text follows it at the distance of a blank.
    let doubtful = is_letter_bullet(first) || is_outline(first);
    let sign = is_bullet(first) || is_number(first) || from_right || doubtful && (rest.is_empty() || stands_off(line));
    if sign && !line.dot {
        (first.to_owned(), rest.to_owned())
    } else {
        ("•".to_owned(), line.text.clone())
    }
}

/// A dash with a mere blank after it, which begins a paragraph: a typed list.
pub(super) fn typed_dash(line: &Line) -> Option<(String, String)> {
    let (first, rest) = line.text.split_once(' ')?;
    is_dash(first).then(|| (first.to_owned(), rest.to_owned()))
}

/// Takes the signs off the lines of a cell. A single number may be that of the row, which somebody typed.
pub(super) fn strip(lines: &mut [Line]) {
    let sign = |line: &Line| {
        let beside = gap(line).is_none_or(|gap| gap < CELL_GAP);
        split(line).filter(|_| beside)
    };
    let numbered = |line: &&Line| sign(line).is_some_and(|(sign, _)| is_number(&sign));
    let list = lines.iter().filter(numbered).count() > 1;
    let mut above = None;
    for line in lines {
        let begins_item = line.role() == Some(Role::Item) && line.element != above;
        above = line.element;
        if begins_item {
            line.text = of_item(line).1;
        } else if let Some((_, rest)) = sign(line).filter(|(sign, _)| list || !is_number(sign)) {
            line.text = rest;
        }
    }
}

/// The number of a heading and the text after it: "1", "2.", "3.1.2", "IV.", where it stands off.
pub(super) fn split_heading(line: &Line) -> Option<(String, String)> {
    let (first, rest) = line.text.split_once(' ')?;
    let number = is_outline(first) || is_number(first);
    (number && is_generated(line) && !line.has_leader()).then(|| (first.to_owned(), rest.trim_start().to_owned()))
}

/// The whole line is a sign: an item that nobody wrote, or whose text is a picture.
pub(super) fn is_alone(line: &Line) -> bool {
    let digits = line.text.trim_end_matches('.');
    let counted = digits.len() + 1 == line.text.len()
        && !digits.is_empty()
        && (digits.chars().all(|c| c.is_ascii_digit()) || digits.chars().all(|c| matches!(c, 'i' | 'v' | 'x')));
    is_bullet(&line.text) || (counted && is_number(&line.text))
}

/// Gap between the first two words in ems.
fn gap(line: &Line) -> Option<f32> {
    Some((line.second_word_x0? - line.first_word_x1) / line.size.max(0.1))
}

/// Nobody typed the first word.
fn is_generated(line: &Line) -> bool {
    stands_off(line) && !is_typed(line)
}

/// The file says that all of the line is text.
fn is_typed(line: &Line) -> bool {
    line.role() == Some(Role::Other)
}

/// The text after the first word is set off from it, as after a generated number.
fn stands_off(line: &Line) -> bool {
    let apart = line.second_word_mark.is_some() && line.second_word_mark != line.mark;
    apart || line.set_off || gap(line).is_some_and(|gap| gap > TAB_GAP)
}

/// The number comes soon after the label, both in digits with the same marks around them.
fn follows(label: &str, number: &str) -> bool {
    let digits = |text: &str| -> Option<u32> { text.trim_matches(['(', ')', '.']).parse().ok() };
    let marks = |text: &str| -> String { text.chars().filter(|c| !c.is_ascii_digit()).collect() };
    marks(label) == marks(number)
        && digits(label)
            .zip(digits(number))
            .is_some_and(|(a, b)| a < b && b - a <= NEAR)
}

fn is_dash(word: &str) -> bool {
    matches!(word, "-" | "–" | "—")
}

/// A word that is a bullet wherever it stands alone.
pub(super) fn is_bullet(word: &str) -> bool {
    let mut chars = word.chars();
    let (Some(sign), None) = (chars.next(), chars.next()) else {
        return false;
    };
    matches!(
        sign,
        '•' | '◦'
            | '▪'
            | '▫'
            | '■'
            | '□'
            | '●'
            | '○'
            | '⚫'
            | '⚪'
            | '⬤'
            | '‣'
            | '⁃'
            | '∙'
            | '·'
            | '-'
            | '–'
            | '—'
            | '*'
            | '➢'
            | '➔'
            | '➤'
            | '→'
            | '❖'
            | '✓'
            | '✔'
            | '✗'
            | '✘'
            | '★'
            | '☆'
            | '◆'
            | '◇'
            | '►'
            | '▶'
            | '▸'
            | '❑'
            | '❒'
            | '☐'
            | '☑'
            | '\u{E000}'..='\u{F8FF}'
    )
}

/// A letter that draws a bullet: the "o" of Word's second level, and what the bullets of Wingdings are called where a
/// program hands on their codes as they are ("§" is ▪, "Ø" ➢, "ü" ✓, "v" ❖, "q" ❑, "¨" ◻). They are words as well.
pub(super) fn is_letter_bullet(word: &str) -> bool {
    matches!(word, "o" | "§" | "Ø" | "ü" | "v" | "q" | "¨")
}

/// "3.", "(b)", "iv)".
pub(super) fn is_number(word: &str) -> bool {
    let core = word.trim_start_matches('(').trim_end_matches(['.', ')']);
    let closed = core.len() < word.len() && word.ends_with(['.', ')']);
    let digits = core.len() <= 3 && !core.is_empty() && core.chars().all(|c| c.is_ascii_digit());
    let letter = core.len() == 1 && core.chars().all(|c| c.is_ascii_alphabetic());
    let small = core.chars().all(|c| matches!(c, 'i' | 'v' | 'x'));
    let capital = core.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    let roman = (1..=5).contains(&core.len()) && (small || capital);
    closed && (digits || letter || roman)
}

/// "1", "2.3", "2.3.1.": the number of a part of a document.
fn is_outline(word: &str) -> bool {
    let parts = || word.trim_end_matches('.').split('.');
    parts().count() <= 5
        && parts().all(|part| (1..=2).contains(&part.len()) && part.bytes().all(|c| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_lists_and_of_headings_are_told_from_words() {
        for number in ["3.", "(b)", "iv)", "II.", "10."] {
            assert!(is_number(number), "{number}");
        }
        for word in ["3", "2019.", "mix.", "vivid.", "e.g."] {
            assert!(!is_number(word), "{word}");
        }
        for number in ["1", "2.", "3.1.2", "10.4."] {
            assert!(is_outline(number), "{number}");
        }
        for word in ["2019", "1.2.3.4.5.6", "3.1a", "."] {
            assert!(!is_outline(word), "{word}");
        }
    }

    #[test]
    fn a_number_follows_the_one_before_in_its_own_style() {
        assert!(follows("9.", "10."));
        assert!(!follows("9.", "10)"));
        assert!(!follows("9.", "19."));
        assert!(!follows("a.", "b."));
    }
}
