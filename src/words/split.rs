//! Cuts text into sentences.
//!
//! The rules are those of Unicode Annex 29 in short, with abbreviations joined again and pieces of over [`LONG_WORDS`]
//! words cut, because dictated text has no full stops. The readers are trained on exactly these pieces: a change here
//! asks for new training.

use std::ops::Range;

/// A piece with more words than this is cut.
const LONG_WORDS: usize = 45;
/// A cut leaves at least this many words on either side.
const EDGE_WORDS: usize = 8;
/// How many words nearer to the middle a comma must not be for a conjunction to be preferred to it.
const CONJUNCTION_RANK: usize = 6;
const ABBREVIATIONS: [&str; 16] = [
    "mr", "mrs", "ms", "dr", "st", "e.g", "i.e", "eg", "ie", "etc", "vs", "approx", "no", "inc", "ltd", "prof",
];
const CONJUNCTIONS: [&str; 5] = ["and", "so", "but", "because", "then"];

/// White space, the separators of plain data files included.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}

fn ends(c: char) -> bool {
    matches!(c, '.' | '!' | '?')
}

fn closes(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | ')' | ']' | '»')
}

/// A mark after which the sentence goes on.
fn goes_on(c: char) -> bool {
    matches!(c, ',' | ';' | ':' | '-' | '–' | '—')
}

/// Byte ranges of the sentences of `text`, in order, without the white space around them.
pub fn split(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut from = 0;
    for to in ends_of(text).into_iter().chain([text.len()]) {
        cut_long(text, from..to, &mut out);
        from = to;
    }
    out
}

/// Where a new sentence begins, except the first.
fn ends_of(text: &str) -> Vec<usize> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let skip =
        |from: usize, test: fn(char) -> bool| from + chars.iter().skip(from).take_while(|&&(_, c)| test(c)).count();
    let mut out = Vec::new();
    let mut i = 0;
    while let Some(&(at, c)) = chars.get(i) {
        if !ends(c) {
            i += 1;
            continue;
        }
        let after_mark = skip(i, ends);
        let after_close = skip(after_mark, closes);
        let next = skip(after_close, is_space);
        let Some(&(next_at, next_char)) = chars.get(next) else {
            break;
        };
        let full_stop = chars.get(after_mark - 1).is_some_and(|&(_, c)| c == '.');
        let inside = next == after_close
            || goes_on(next_char)
            || full_stop && (continues_lower(&text[next_at..]) || abbreviated(&text[..at]));
        if inside {
            i = after_mark;
        } else {
            out.push(next_at);
            i = next;
        }
    }
    out
}

/// The first letter is a small one and stands before the next end mark.
fn continues_lower(rest: &str) -> bool {
    rest.chars()
        .find(|&c| c.is_alphabetic() || ends(c))
        .is_some_and(char::is_lowercase)
}

/// The text ends with an abbreviation or an initial.
fn abbreviated(before: &str) -> bool {
    let in_word = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
    let start = before
        .char_indices()
        .rev()
        .take_while(|&(_, c)| in_word(c))
        .last()
        .map_or(before.len(), |(at, _)| at);
    let word = before[start..].to_lowercase();
    let mut letters = word.chars();
    let initial = matches!((letters.next(), letters.next()), (Some(c), None) if c.is_alphabetic() && c != 'i');
    initial || ABBREVIATIONS.contains(&word.as_str())
}

/// Byte ranges of the words in `range`.
fn words_in(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = None;
    for (at, c) in text[range.clone()].char_indices() {
        match (is_space(c), start) {
            (false, None) => start = Some(range.start + at),
            (true, Some(from)) => {
                out.push(from..range.start + at);
                start = None;
            }
            _ => {}
        }
    }
    out.extend(start.map(|from| from..range.end));
    out
}

/// Adds the piece, cut again and again at the comma or conjunction nearest its middle while it is too long.
fn cut_long(text: &str, piece: Range<usize>, out: &mut Vec<Range<usize>>) {
    let words = words_in(text, piece);
    let whole = 0..words.len();
    let mut todo: Vec<Range<usize>> = std::iter::once(whole).collect();
    while let Some(part) = todo.pop() {
        let Some((first, last)) = words
            .get(part.clone())
            .and_then(|part| Some((part.first()?, part.last()?)))
        else {
            continue;
        };
        if part.len() <= LONG_WORDS {
            out.push(first.start..last.end);
            continue;
        }
        let at = part.start + best_cut(text, &words[part.clone()]);
        todo.push(at..part.end);
        todo.push(part.start..at);
    }
}

/// Index of the word with which the second half begins.
fn best_cut(text: &str, words: &[Range<usize>]) -> usize {
    let count = words.len();
    (EDGE_WORDS..count - EDGE_WORDS)
        .filter_map(|k| {
            let rank = if text[words[k - 1].clone()].ends_with([',', ';', ':']) {
                0
            } else if CONJUNCTIONS.contains(&text[words[k].clone()].to_lowercase().as_str()) {
                CONJUNCTION_RANK
            } else {
                return None;
            };
            // Twice the distance, so that the middle of an odd number of words is a whole number.
            Some(((2 * k).abs_diff(count) + 2 * rank, k))
        })
        .min()
        .map_or(count / 2, |(_, k)| k)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pieces(text: &str) -> Vec<&str> {
        split(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn a_sentence_ends_at_a_mark_before_space() {
        assert_eq!(
            pieces(" One here.  Two there! Three? "),
            ["One here.", "Two there!", "Three?"]
        );
        assert_eq!(
            pieces("She said \"stop.\" Then she left."),
            ["She said \"stop.\"", "Then she left."]
        );
    }

    #[test]
    fn figures_abbreviations_and_initials_do_not_end_one() {
        for whole in [
            "It was 3.5 miles to Mr. Smith of Hill Ltd. Co",
            "We use tills, e.g. the old one.",
            "Ask J. Brown about it.",
            "He waited. and then he left",
        ] {
            assert_eq!(pieces(whole), [whole]);
        }
        assert_eq!(pieces("It was not I. They did it."), ["It was not I.", "They did it."]);
    }

    #[test]
    fn dictation_is_cut_near_the_middle_at_a_comma_or_conjunction() {
        let text = format!("{}one, {}", "word ".repeat(24), "more ".repeat(30));
        let cut = pieces(&text);
        assert_eq!(cut.len(), 2);
        assert!(cut[0].ends_with("one,"), "{cut:?}");
        assert_eq!(pieces(&"word ".repeat(100)).len(), 4);
    }

    #[test]
    fn pieces_equal_those_the_readers_are_trained_on() {
        let cases: Vec<(String, Vec<String>)> =
            serde_json::from_str(include_str!("../../fixtures/sentences.json")).unwrap();
        assert_eq!(cases.len(), 300);
        for (text, expected) in &cases {
            assert_eq!(pieces(text), *expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn pieces_hold_every_word_once(text in "[a-c.,!? \"’)Iİß\u{a0}\n-]{0,400}") {
            let all: String = split(&text).into_iter().map(|range| &text[range]).collect();
            let squeeze = |text: &str| text.chars().filter(|&c| !is_space(c)).collect::<String>();
            prop_assert_eq!(squeeze(&all), squeeze(&text));
            for range in split(&text) {
                prop_assert!(words_in(&text, range.clone()).len() <= LONG_WORDS);
                prop_assert_eq!(text[range.clone()].trim(), &text[range]);
            }
        }
    }
}
