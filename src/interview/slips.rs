//! Slips of writing, counted so that a cleaner sentence is quoted where there is one.
//!
//! No dictionary: a word counts as a slip when it is a frequent misspelling, or when neither it nor its stem is among the
//! words that the reader knows. That takes some rare words for slips, which only makes another sentence be preferred.

use crate::reader;
use crate::words::lower_words;
use std::collections::HashSet;
use std::sync::LazyLock;

/// Misspellings that are words elsewhere, or that the vocabulary happens to hold.
const MISSPELT: &[&str] = &[
    "alot", "aswell", "arent", "cant", "couldnt", "didnt", "doesnt", "dont", "hasnt", "havent", "hes", "im", "isnt",
    "ive", "shes", "shouldnt", "thats", "theyre", "theres", "thier", "wasnt", "wernt", "wouldnt", "youre",
];
/// Endings that are taken off to find a stem, with what the stem ends in then.
const ENDINGS: &[(&str, &[&str])] = &[
    ("'s", &[""]),
    ("s", &[""]),
    ("es", &["", "e"]),
    ("ies", &["y"]),
    ("ed", &["", "e"]),
    ("ied", &["y"]),
    ("ing", &["", "e"]),
    ("ised", &["ise", "ize", "y"]),
    ("ising", &["ise", "ize", "y"]),
    ("ise", &["ize", "y"]),
    ("er", &["", "e"]),
    ("ers", &["", "e"]),
    ("ly", &["", "le"]),
    ("ness", &["", "y"]),
    ("ment", &[""]),
    ("ful", &[""]),
    ("less", &[""]),
    ("able", &["", "e"]),
];
const BEGINNINGS: &[&str] = &["un", "re", "over", "pre", "non", "mis"];
/// Shorter words are often abbreviations of a workplace.
const LEAST_LETTERS: usize = 4;

static KNOWN: LazyLock<HashSet<&'static str>> = LazyLock::new(|| reader::vocabulary().collect());

/// How many slips the sentence seems to have.
pub(super) fn slips(sentence: &str) -> usize {
    let misspelt = sentence.split_whitespace().filter(|word| is_misspelt(word)).count();
    let words = lower_words(sentence);
    let doubled = words
        .windows(2)
        .filter(|pair| matches!(pair, [a, b] if a == b && a != "that" && a != "had"))
        .count();
    let small_i = sentence
        .split_whitespace()
        .filter(|word| *word == "i" || word.starts_with("i'"))
        .count();
    let spacing = [" ,", " .", ",,", "..", " !"]
        .iter()
        .map(|sign| sentence.matches(sign).count())
        .sum::<usize>();
    misspelt + doubled + small_i + spacing
}

fn is_misspelt(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    // Names and codes are not judged.
    if !word.chars().all(|c| c.is_lowercase() || matches!(c, '\'' | '’')) {
        return false;
    }
    let word = word.replace('’', "'");
    MISSPELT.contains(&word.as_str())
        || (word.chars().count() >= LEAST_LETTERS && !word.contains("n't") && !is_known(&word))
}

fn is_known(word: &str) -> bool {
    let stem_known = |word: &str| KNOWN.contains(word) || stems(word).any(|stem| KNOWN.contains(stem.as_str()));
    let begun = BEGINNINGS.iter().filter_map(|beginning| word.strip_prefix(beginning));
    stem_known(word) || begun.filter(|rest| rest.len() >= LEAST_LETTERS).any(stem_known)
}

/// What the word may come from: "stopped" from "stopp", "stop", "stoppe".
fn stems(word: &str) -> impl Iterator<Item = String> {
    ENDINGS.iter().flat_map(move |(ending, ends)| {
        let stem = word.strip_suffix(ending).filter(|stem| stem.len() >= 3);
        let single = stem.and_then(halve_double);
        let with_end = stem
            .into_iter()
            .flat_map(|stem| ends.iter().map(move |end| format!("{stem}{end}")));
        with_end.chain(single.map(str::to_owned)).collect::<Vec<_>>()
    })
}

/// "stopp" as "stop".
fn halve_double(stem: &str) -> Option<&str> {
    let mut letters = stem.chars().rev();
    let (last, before) = (letters.next()?, letters.next()?);
    (last == before)
        .then(|| stem.get(..stem.len() - last.len_utf8()))
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clean_sentences_have_no_slips() {
        for sentence in [
            "I rang the customer back the same day and told her when it would come.",
            "We apologised to Mrs Okonkwo-Bright, who didn't mind waiting.",
            "The organisation's policies are there for the customers and colleagues.",
            "I stopped the delivery and unloaded the trolley again.",
        ] {
            assert_eq!(slips(sentence), 0, "{sentence}");
        }
    }

    #[test]
    fn slips_are_counted() {
        for (sentence, expected) in [
            ("I recieved alot of complaints.", 2),
            ("Then i told the the custmer.", 3),
            ("We dont definately know .", 3),
        ] {
            assert_eq!(slips(sentence), expected, "{sentence}");
        }
    }
}
