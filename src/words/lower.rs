//! Words as the n-grams and the lexicon see them.

/// Lower-case words of letters and digits; apostrophes inside them stay.
pub(crate) fn lower_words(text: &str) -> Vec<String> {
    let text = text.to_lowercase().replace('’', "'");
    let mut out = Vec::new();
    for run in text.split(|c: char| !c.is_alphanumeric() && c != '\'') {
        let mut word = String::new();
        for part in run.split('\'') {
            if part.is_empty() {
                push(&mut out, &mut word);
            } else {
                if !word.is_empty() {
                    word.push('\'');
                }
                word.push_str(part);
            }
        }
        push(&mut out, &mut word);
    }
    out
}

/// Every three words in a row, by which copied text is known.
pub(crate) fn triples(words: &[String]) -> impl Iterator<Item = [String; 3]> + '_ {
    words
        .windows(3)
        .filter_map(|three| <[String; 3]>::try_from(three.to_vec()).ok())
}

fn push(out: &mut Vec<String>, word: &mut String) {
    if !word.is_empty() {
        out.push(std::mem::take(word));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_inner_apostrophes_only() {
        assert_eq!(
            lower_words("It’s 'the' Staff's, x''y 4.75"),
            ["it's", "the", "staff's", "x", "y", "4", "75"]
        );
    }
}
