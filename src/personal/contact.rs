//! E-mail addresses and telephone numbers.

use super::numbers::{Group, groups};
use super::tokens::Token;
use super::{Found, Kind, Span};

/// Where the first address in `text` starts and ends.
pub(super) fn address(text: &str) -> Option<(usize, usize)> {
    text.match_indices('@')
        .find_map(|(at, _)| Some((local_start(text, at)?, domain_end(text, at + 1)?)))
}

/// An address inside the token.
pub(super) fn email(rest: &[Token<'_>]) -> Option<Found> {
    let token = rest.first()?;
    let (start, end) = address(token.text)?;
    let span = Span {
        start: token.start + start,
        end: token.start + end,
        kind: Kind::Email,
    };
    Some(Found { span, tokens: 1 })
}

fn local_start(text: &str, at: usize) -> Option<usize> {
    let before = text.get(..at)?;
    let allowed = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-' | '\'');
    let start = before.trim_end_matches(allowed).len();
    (start < at).then_some(start)
}

fn domain_end(text: &str, from: usize) -> Option<usize> {
    let after = text.get(from..)?;
    let rest = after.trim_start_matches(|c: char| c.is_alphanumeric() || matches!(c, '.' | '-'));
    let mut domain = after.get(..after.len() - rest.len())?;
    // What is glued behind it does not end it: "jo@shop.co.uk.I rang".
    loop {
        domain = domain.trim_end_matches(['.', '-']);
        let (before, last) = domain.rsplit_once('.')?;
        if last.chars().filter(|c| c.is_alphabetic()).count() >= 2 {
            return Some(from + domain.len());
        }
        domain = before;
    }
}

/// A telephone number by its shape: British with its leading 0, or international with a plus or 00.
pub(super) fn phone(rest: &[Token<'_>]) -> Option<Found> {
    let groups = groups(rest);
    let first = groups.first()?;
    let totals: Vec<usize> = groups
        .iter()
        .scan(0, |total, group| {
            *total += group.digits.len();
            Some(*total)
        })
        .collect();
    let longest = |least: usize, most: usize| totals.iter().rposition(|total| (least..=most).contains(total));
    let exactly = |digits: usize| totals.iter().position(|&total| total == digits);
    let last = if first.plus && first.digits.starts_with("44") {
        // With the 0 in brackets that is not dialled, 13.
        let spoken_zero = groups.get(1).is_some_and(|group| group.digits.starts_with('0'));
        exactly(if spoken_zero { 13 } else { 12 }).or_else(|| longest(9, 13))
    } else if first.plus {
        longest(9, 15)
    } else if first.digits.starts_with("00") {
        longest(11, 15)
    } else if is_british(first) {
        exactly(11).or_else(|| exactly(10))
    } else {
        None
    }?;
    Some(Found::run(&groups, last, Kind::Phone))
}

/// British numbers begin with 0 and a figure other than 0, 4 and 6. Codes have three figures or more.
fn is_british(first: &Group<'_>) -> bool {
    let mut digits = first.digits.chars();
    first.digits.len() >= 3
        && digits.next() == Some('0')
        && digits.next().is_some_and(|second| !matches!(second, '0' | '4' | '6'))
}
