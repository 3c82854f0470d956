//! Dates of birth: full dates that a word announces as such.

use super::cue::Cue;
use super::numbers::is_year;
use super::tokens::Token;
use super::{Found, Kind, Span};

const MONTHS: &[&str] = &[
    "jan",
    "january",
    "feb",
    "february",
    "mar",
    "march",
    "apr",
    "april",
    "may",
    "jun",
    "june",
    "jul",
    "july",
    "aug",
    "august",
    "sep",
    "sept",
    "september",
    "oct",
    "october",
    "nov",
    "november",
    "dec",
    "december",
];

/// The date that begins here, if a date of birth is announced.
pub(super) fn of_birth(rest: &[Token<'_>], cue: Cue) -> Option<Found> {
    let tokens = if cue.is_birth() { length(rest)? } else { return None };
    let (first, last) = (rest.first()?, rest.get(tokens - 1)?);
    let span = Span {
        start: first.start,
        end: last.end(),
        kind: Kind::BirthDate,
    };
    Some(Found { span, tokens })
}

/// Tokens that the date takes.
fn length(rest: &[Token<'_>]) -> Option<usize> {
    let word = |index: usize| rest.get(index).map(Token::lower);
    let is_month = |index: usize| word(index).is_some_and(|w| MONTHS.contains(&w.as_str()));
    let is_day = |index: usize| word(index).is_some_and(|w| is_day(&w));
    let day_and_month = if is_numeric(&word(0)?) {
        return Some(1);
    } else if is_day(0) && is_month(1) || is_month(0) && is_day(1) {
        2
    } else if is_day(0) && word(1).as_deref() == Some("of") && is_month(2) {
        3
    } else {
        return None;
    };
    let year = rest.get(day_and_month).is_some_and(|token| is_year(token.text));
    Some(day_and_month + usize::from(year))
}

fn is_day(word: &str) -> bool {
    let digits = word.trim_end_matches(char::is_alphabetic);
    matches!(word.get(digits.len()..), Some("" | "st" | "nd" | "rd" | "th"))
        && digits.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day))
}

/// "12/05/1985", "12-5-85", "1985-05-12".
pub(super) fn is_numeric(word: &str) -> bool {
    // The longest has ten characters.
    if word.len() > 10 {
        return false;
    }
    ['/', '-', '.'].iter().any(|&sign| {
        let parts: Vec<&str> = word.split(sign).collect();
        let figures = parts
            .iter()
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
        let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
        figures && matches!(lengths.as_slice(), [1 | 2, 1 | 2, 2 | 4] | [4, 1 | 2, 1 | 2])
    })
}
