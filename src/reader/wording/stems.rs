//! Words cut to their stems, without the little words.

use crate::words::lower_words;
use std::collections::BTreeSet;

/// Words that say nothing of what a sentence is about: little words of English, and the words in which every criterion,
/// question and report is put.
#[rustfmt::skip] // one word a line would fill four pages
const LITTLE: &[&str] = &[
    "a", "about", "after", "again", "all", "also", "always", "am", "an", "and", "another", "any", "apprentice",
    "are", "as", "ask", "asked", "at", "be", "because", "been", "before", "being", "both", "but", "by", "can",
    "come", "could", "did", "do", "does", "done", "each", "else", "etc", "ever", "every", "example", "few", "first",
    "for", "from", "gave", "get", "give", "given", "go", "going", "got", "had", "happened", "has", "have", "having",
    "he", "her", "here", "him", "his", "how", "i", "if", "in", "including", "into", "is", "it", "its", "just",
    "kind", "like", "made", "make", "many", "may", "me", "might", "more", "most", "much", "must", "my", "myself",
    "need", "needed", "needs", "never", "no", "not", "now", "of", "off", "often", "on", "one", "only", "or",
    "other", "others", "our", "out", "over", "own", "put", "real", "really", "relation", "relevant", "report",
    "said", "say", "says", "see", "she", "should", "show", "shows", "so", "some", "something", "such", "take",
    "taken", "tell", "tells", "than", "that", "the", "their", "them", "then", "there", "these", "they", "thing",
    "things", "this", "those", "through", "to", "told", "too", "took", "two", "under", "up", "us", "use", "used",
    "uses", "using", "very", "was", "way", "we", "well", "went", "were", "what", "when", "where", "whether",
    "which", "while", "who", "why", "will", "with", "within", "without", "would", "you", "your", "yourself",
];

/// Endings, longer ones before those that they end in, with the letters that must be left.
const ENDINGS: &[(&str, usize)] = &[
    ("ations", 4),
    ("ation", 4),
    ("ements", 4),
    ("ement", 4),
    ("ments", 4),
    ("ment", 4),
    ("ences", 4),
    ("ence", 4),
    ("ances", 4),
    ("ance", 4),
    ("ities", 4),
    ("ity", 4),
    ("ions", 4),
    ("ion", 4),
    ("ing", 3),
    ("ies", 3),
    ("ers", 4),
    ("er", 4),
    ("ors", 4),
    ("or", 4),
    ("ent", 4),
    ("ant", 4),
    ("ive", 4),
    ("al", 4),
    ("ly", 4),
    ("ed", 3),
    ("es", 3),
    ("e", 3),
    ("y", 3),
];
/// Endings taken off one word at most ("organisationally").
const ROUNDS: usize = 4;

/// The stems of a text's telling words.
pub(crate) fn stems(text: &str) -> BTreeSet<String> {
    let words = lower_words(text);
    let telling = words.iter().filter(|word| is_telling(word));
    telling.map(|word| stem(word)).collect()
}

fn is_telling(word: &str) -> bool {
    word.chars().count() > 2 && !word.contains('\'') && LITTLE.binary_search(&word).is_err()
}

/// The word without its endings, so that "differ", "different" and "difference" are one.
pub(super) fn stem(word: &str) -> String {
    let mut word = word.to_owned();
    for _ in 0..ROUNDS {
        let Some(shorter) = shortened(&word) else { break };
        word = shorter;
    }
    // "organize" is "organise", whose s went with the endings.
    match word.strip_suffix("iz") {
        Some(rest) if rest.chars().count() > 2 => format!("{rest}i"),
        _ => word,
    }
}

fn shortened(word: &str) -> Option<String> {
    let left = |ending: &str, least: usize| word.strip_suffix(ending).filter(|rest| rest.chars().count() >= least);
    if let Some(rest) = ENDINGS.iter().find_map(|&(ending, least)| left(ending, least)) {
        return Some(rest.to_owned());
    }
    if let Some(rest) = left("s", 3).filter(|rest| !rest.ends_with('s')) {
        return Some(rest.to_owned());
    }
    // "planned" has become "plann".
    let mut letters = word.chars().rev();
    let doubled = letters
        .next()
        .filter(|last| letters.next() == Some(*last) && !matches!(last, 's' | 'l'))?;
    left(doubled.encode_utf8(&mut [0; 4]), 3).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_have_one_stem() {
        for forms in [
            &["differ", "different", "difference", "differences", "differed"][..],
            &["plan", "planned", "planning", "plans"],
            &["organise", "organisation", "organize", "organizational"],
            &["lens", "lenses"],
            &["adapt", "adapted", "adapting", "adaptation"],
            &["policy", "policies"],
            &["visit", "visitor", "visitors", "visiting"],
        ] {
            let found: BTreeSet<String> = forms.iter().map(|word| stem(word)).collect();
            assert_eq!(found.len(), 1, "{found:?}");
        }
    }

    #[test]
    fn other_words_stay_apart() {
        let found: BTreeSet<String> = ["late", "lately", "lamp", "lamb", "wind", "window", "process", "promise"]
            .iter()
            .map(|word| stem(word))
            .collect();
        assert_eq!(found.len(), 7, "{found:?}");
    }

    #[test]
    fn little_words_are_sorted_and_left_out() {
        assert!(LITTLE.is_sorted());
        assert_eq!(stems("What is the lamp like? It isn't mine."), stems("Lamps, mine"));
    }
}
