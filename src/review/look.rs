//! Looking for words in a text, whatever their case.

/// Lower-case words of a text, each without the marks around it and without an 's.
pub(super) fn words(text: &str) -> Vec<String> {
    let bare = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let own = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s"));
        own.unwrap_or(word).to_lowercase()
    };
    text.split_whitespace()
        .map(bare)
        .filter(|word| !word.is_empty())
        .collect()
}

/// The first of the `wanted` that stands in `words`; each may be several words.
pub(super) fn first_of<'a>(words: &[String], wanted: &'a [String]) -> Option<&'a str> {
    let stands = |wanted: &&'a String| {
        let parts = self::words(wanted);
        !parts.is_empty() && words.windows(parts.len()).any(|run| run == parts)
    };
    wanted.iter().find(stands).map(String::as_str)
}

/// Whether any of the `wanted` stands in `words`.
pub(super) fn any_of(words: &[String], wanted: &[String]) -> bool {
    first_of(words, wanted).is_some()
}
