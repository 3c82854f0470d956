//! Numbers of cards, accounts and orders.

use super::cue::Cue;
use super::tokens::Token;
use super::{Found, Kind, Span, dates};

/// Most groups of figures looked at together; the longest telephone numbers have seven.
const MOST_GROUPS: usize = 8;
/// The longest card number.
const MOST_DIGITS: usize = 19;
/// A piece of figures longer than this is no number that anybody writes.
const LONGEST_TOKEN: usize = 40;

/// Figures that stand together.
#[derive(Debug, Clone, Copy)]
pub(super) struct Group<'a> {
    pub(super) digits: &'a str,
    pub(super) start: usize,
    /// A plus stands before it.
    pub(super) plus: bool,
    /// Index of its token.
    token: usize,
}

impl Found {
    /// From the first group to the one at index `last`.
    pub(super) fn run(groups: &[Group<'_>], last: usize, kind: Kind) -> Self {
        let start = groups.first().map_or(0, |first| first.start - usize::from(first.plus));
        let (end, tokens) = groups
            .get(last)
            .map_or((start, 1), |group| (group.start + group.digits.len(), group.token + 1));
        Self {
            span: Span { start, end, kind },
            tokens,
        }
    }
}

/// The groups of figures from here on: whole tokens of figures with spaces, brackets or hyphens between them. A group that
/// ends inside a token is cut off with it, so that a run never ends in the middle of a word.
pub(super) fn groups<'a>(rest: &[Token<'a>]) -> Vec<Group<'a>> {
    let mut out = Vec::new();
    for (index, token) in rest.iter().take(MOST_GROUPS).enumerate() {
        let joined = index == 0 || joins(token.gap);
        let Some(parts) = parts(token, index).filter(|_| joined) else {
            break;
        };
        out.extend(parts);
        if out.len() >= MOST_GROUPS {
            break;
        }
    }
    out
}

fn joins(gap: &str) -> bool {
    gap.chars().count() <= 3
        && gap
            .chars()
            .all(|c| matches!(c, ' ' | '\u{a0}' | '(' | ')' | '-' | '–' | '\u{2011}'))
}

/// A token's groups, if there is nothing else in it.
fn parts<'a>(token: &Token<'a>, index: usize) -> Option<Vec<Group<'a>>> {
    let plus = index == 0 && token.text.starts_with('+');
    let text = token.text.strip_prefix('+').filter(|_| plus).unwrap_or(token.text);
    if text.len() > LONGEST_TOKEN {
        return None;
    }
    let mut start = token.start + usize::from(plus);
    let mut out = Vec::new();
    for digits in text.split(['-', '.']) {
        if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        out.push(Group {
            digits,
            start,
            plus: plus && out.is_empty(),
            token: index,
        });
        start += digits.len() + 1;
    }
    Some(out)
}

/// A card number by its shape: four times four figures, four, six and five, or 13 to 19 in one piece.
pub(super) fn card(rest: &[Token<'_>]) -> Option<Found> {
    let groups = groups(rest);
    let lengths: Vec<usize> = groups.iter().map(|group| group.digits.len()).collect();
    let last = match lengths.as_slice() {
        [13..=MOST_DIGITS, ..] => 0,
        [4, 6, 5, ..] => 2,
        [4, 4, 4, 4, ..] if !groups.iter().take(4).all(|group| is_year(group.digits)) => 3,
        _ => return None,
    };
    Some(Found::run(&groups, last, Kind::Card))
}

pub(super) fn is_year(digits: &str) -> bool {
    digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
}

/// A number that a word before it announces ("order no. 4471", "account 12345678", "her mobile is 456789").
pub(super) fn announced(rest: &[Token<'_>], cue: Cue) -> Option<Found> {
    let kind = cue.number()?;
    let token = rest.first()?;
    let digits = token.text.bytes().filter(u8::is_ascii_digit).count();
    let is_plain = token.text.bytes().all(|b| b.is_ascii_digit());
    let may_be = token.text.starts_with(|c: char| c.is_alphanumeric() || c == '+')
        && token.text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '/' | '_' | '+'))
        && digits >= 3
        // A date after "order" says when; a sort code may look like one.
        && (cue.says_number() || !dates::is_numeric(token.text));
    if !may_be {
        return None;
    }
    let whole = joined_figures(rest, kind);
    // Of a number in several groups all figures count.
    let length = digits.max(whole.span.end - whole.span.start);
    let is_meant = if kind == Kind::Phone {
        length >= 6 && !counts_something(rest.get(whole.tokens))
    } else if cue.says_number() {
        true
    } else if is_plain {
        // "Order: 2023" may be a year, "order 450" an amount.
        (cue.is_pointed(token) && !is_year(token.text)) || (length >= 5 && !counts_something(rest.get(whole.tokens)))
    } else {
        token.is_capitalised() || digits >= 5 || cue.is_pointed(token)
    };
    is_meant.then_some(whole)
}

/// The token, and the figures after it that belong to the same number ("1234 5678").
fn joined_figures(rest: &[Token<'_>], kind: Kind) -> Found {
    let groups = groups(rest);
    let mut last = None;
    let mut total = 0;
    for (index, group) in groups.iter().enumerate() {
        total += group.digits.len();
        // One or two figures after a space are rather an amount.
        let belongs = index == 0 || group.token == 0 || group.digits.len() >= 3 || kind == Kind::Phone;
        if total > MOST_DIGITS || !belongs {
            break;
        }
        last = Some(index);
    }
    if let Some(last) = last {
        return Found::run(&groups, last, kind);
    }
    let (start, end) = rest.first().map_or((0, 0), |token| (token.start, token.end()));
    Found {
        span: Span { start, end, kind },
        tokens: 1,
    }
}

/// Words that end in s and follow a number without being what is counted.
const NOT_COUNTED: &[&str] = &["as", "does", "has", "his", "is", "its", "says", "this", "us", "was"];
/// Words for what is counted that do not end in s.
const COUNTED: &[&str] = &[
    "a", "children", "men", "of", "people", "per", "percent", "staff", "women",
];

/// "12000 leaflets".
fn counts_something(next: Option<&Token<'_>>) -> bool {
    next.filter(|next| next.follows_closely()).is_some_and(|next| {
        let word = next.text;
        COUNTED.contains(&word)
            || (word.ends_with('s') && word.chars().all(char::is_lowercase) && !NOT_COUNTED.contains(&word))
    })
}
