//! Names after a title.

use super::tokens::Token;
use super::{Found, Kind, Span};

/// Titles that nothing else is spelt like, so that they count in small letters too.
const SURE_TITLES: &[&str] = &["mr", "mrs"];
/// Titles only with a capital, and with a capital after them.
const TITLES: &[&str] = &["Mr", "Mrs", "Ms", "Miss", "Dr", "Mx", "MR", "MRS", "MS", "MISS", "DR"];
/// Most words of a name.
const MOST_WORDS: usize = 3;
/// Words in capitals that are no part of a name.
const NEVER_NAMES: &[&str] = &[
    "i", "i'd", "i'll", "i'm", "i've", "and", "or", "mr", "mrs", "ms", "miss", "dr",
];
/// Those that may follow a name without being part of it, though right behind a title they are one: "Mrs May".
const DATES: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
/// Words in small letters that may follow "mr" where no name does.
const NO_NAME_AFTER: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "came", "for", "from", "had", "has", "in", "is", "of", "on", "or", "said",
    "so", "that", "the", "then", "to", "was", "were", "who", "with",
];

/// The name behind a title, if the first token is one. The title itself stays.
pub(super) fn after_title(rest: &[Token<'_>]) -> Option<Found> {
    let title = rest.first()?;
    let sure = SURE_TITLES.contains(&title.text);
    if !sure && !TITLES.contains(&title.text) {
        return None;
    }
    let next = rest.get(1).filter(|next| next.follows_closely() || is_stop(next.gap))?;
    // "MS Teams" is no person; in a text all in capitals the name is too.
    let glued = next.gap == ".";
    let shouted = !glued && title.text.len() > 1 && !title.text.contains(char::is_lowercase);
    if shouted && next.text.contains(char::is_lowercase) {
        return None;
    }
    // What is glued to a title is a name even where it is spelt like a month, or has a slash in it.
    let words = if next.is_capitalised() {
        capitalised(rest).max(usize::from(glued))
    } else {
        usize::from(sure && may_be_name(next))
    };
    let last = rest.get(words)?;
    let alone_is_initial = words == 1 && name_part(last).chars().count() == 1;
    (words > 0 && !alone_is_initial).then(|| Found {
        span: Span {
            start: next.start,
            end: last.start + name_part(last).len(),
            kind: Kind::Name,
        },
        tokens: words + 1,
    })
}

/// The title in "Mrs.Patel", typed without a space.
pub(super) fn glued_title(word: &str) -> Option<&str> {
    let (title, name) = word.split_once('.')?;
    let is_title = TITLES.contains(&title) || SURE_TITLES.contains(&title);
    (is_title && name.starts_with(char::is_alphabetic)).then_some(title)
}

fn is_stop(gap: &str) -> bool {
    matches!(gap, "." | ". " | ".\u{a0}")
}

/// How many of the tokens after the title belong to the name.
fn capitalised(rest: &[Token<'_>]) -> usize {
    let mut words = 0;
    for (token, before) in rest.iter().skip(1).zip(rest) {
        let is_initial = before.text.chars().count() == 1;
        let joined = words == 0 || token.follows_closely() || (is_initial && is_stop(token.gap));
        let ended = possessive_cut(before.text).len() < before.text.len();
        let dated = (words > 0 || !token.follows_closely()) && DATES.contains(&lower_name(token).as_str());
        if words == MOST_WORDS || !joined || ended || dated || !token.is_capitalised() || !is_name(token) {
            break;
        }
        words += 1;
    }
    words
}

fn is_name(token: &Token<'_>) -> bool {
    let letters = |c: char| c.is_alphabetic() || matches!(c, '\'' | '’' | '-' | '.');
    token.text.chars().all(letters) && !NEVER_NAMES.contains(&token.lower().replace('’', "'").as_str())
}

fn lower_name(token: &Token<'_>) -> String {
    name_part(token).to_lowercase()
}

fn may_be_name(token: &Token<'_>) -> bool {
    let is_word = NO_NAME_AFTER.contains(&token.text) || DATES.contains(&lower_name(token).as_str());
    is_name(token) && token.text.chars().count() > 1 && !is_word
}

/// Without the "'s" of possession.
fn name_part<'a>(token: &Token<'a>) -> &'a str {
    possessive_cut(token.text)
}

fn possessive_cut(text: &str) -> &str {
    text.strip_suffix("'s")
        .or_else(|| text.strip_suffix("’s"))
        .unwrap_or(text)
}
