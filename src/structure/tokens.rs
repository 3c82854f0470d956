//! Words of headings, made comparable: case, punctuation, numbering, plurals and small slips of the pen do not count.

/// Joins tokens that only differ in how they are written.
const ALIASES: [(&str, &str); 8] = [
    ("one", "1"),
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("organization", "organisation"),
    ("prioritizing", "prioritising"),
    ("law", "legislation"),
    ("laws", "legislation"),
];

/// The little words of English.
const STOP_WORDS: [&str; 52] = [
    "the", "of", "and", "a", "an", "to", "my", "your", "our", "how", "i", "you", "we", "what", "is", "are", "do",
    "does", "in", "it", "its", "that", "for", "with", "on", "at", "me", "us", "about", "which", "have", "has", "be",
    "or", "can", "when", "why", "who", "this", "not", "as", "up", "by", "from", "they", "them", "if", "did", "was",
    "had", "am", "all",
];

/// Bytes of the longest of [`STOP_WORDS`].
const LONGEST_STOP_WORD: usize = 5;

/// A word that says nothing of what a heading is about.
pub(super) fn is_little(word: &str) -> bool {
    word.len() <= LONGEST_STOP_WORD && STOP_WORDS.contains(&word)
}

/// Lower-case words of a heading, without a typed number in front of it.
pub(super) fn tokens(text: &str) -> Vec<String> {
    let text = without_number(text).to_lowercase().replace(['\'', '’', '‘'], "");
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| {
            let alias = ALIASES.iter().find(|(from, _)| *from == word);
            let word = alias.map_or(word, |(_, to)| to);
            if is_little(word) { word.to_owned() } else { stem(word) }
        })
        .collect()
}

/// Cuts "2.1", "3)", "iv." or "B." from the front of a heading.
fn without_number(text: &str) -> &str {
    let text = text.trim_start();
    let Some((first, rest)) = text.split_once(char::is_whitespace) else {
        return text;
    };
    let bare = first.trim_end_matches(['.', ')', ':', '-']);
    let marked = bare.len() < first.len();
    let numeric = !bare.is_empty() && bare.chars().all(|c| c.is_ascii_digit() || c == '.');
    let roman = marked && !bare.is_empty() && bare.chars().all(|c| matches!(c.to_ascii_lowercase(), 'i' | 'v' | 'x'));
    let letter = marked && bare.chars().count() == 1;
    if numeric || roman || letter {
        rest.trim_start_matches(['-', '–', '—', ' '])
    } else {
        text
    }
}

/// Takes off the commonest endings, so that "policies" and "policy", "influencing" and "influence" are one word.
fn stem(word: &str) -> String {
    let cut = |end: &str, least: usize| word.strip_suffix(end).filter(|rest| rest.chars().count() >= least);
    if let Some(rest) = cut("ies", 3).or_else(|| cut("y", 3)) {
        return format!("{rest}i");
    }
    let rest = cut("ing", 4)
        .or_else(|| cut("es", 4))
        .or_else(|| cut("ed", 4))
        .or_else(|| cut("e", 4));
    let word = rest.unwrap_or(word);
    word.strip_suffix('s')
        .filter(|rest| rest.len() >= 3 && !rest.ends_with('s'))
        .unwrap_or(word)
        .to_owned()
}

/// The two words are one word, up to a slip: one letter in five, two in nine.
pub(super) fn alike(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    if a.chars().next() != b.chars().next() {
        return false;
    }
    let letters = |word: &str| {
        if word.is_ascii() {
            word.len()
        } else {
            word.chars().count()
        }
    };
    let (in_a, in_b) = (letters(a), letters(b));
    let room = match in_a.min(in_b) {
        0..5 => return false,
        5..9 => 1,
        _ => 2,
    };
    in_a.abs_diff(in_b) <= room && shared_letters(a, b) + room >= in_a.max(in_b) && {
        let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
        distance(&a, &b) <= room
    }
}

/// At least as many letters as the two words have in common: each slip costs one at most.
fn shared_letters(a: &str, b: &str) -> usize {
    let mut left = [0_u8; 256];
    for byte in b.bytes() {
        left[usize::from(byte)] = left[usize::from(byte)].saturating_add(1);
    }
    let mut take = |byte: &u8| {
        let one = &mut left[usize::from(*byte)];
        let had = *one > 0;
        *one = one.saturating_sub(1);
        had
    };
    a.as_bytes().iter().filter(|byte| take(byte)).count()
}

/// Edit distance in which two letters that changed places are one slip.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, cb) in b.iter().enumerate() {
            let replaced = last[j] + usize::from(ca != cb);
            let mut best = replaced.min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *ca == b[j - 1] && a[i - 1] == *cb {
                best = best.min(before[j - 1] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbering_case_and_endings_do_not_count() {
        assert_eq!(tokens("2.4) POLICIES & Procedures"), tokens("policy, procedure"));
        assert_eq!(tokens("iv. The team"), tokens("The team"));
        assert_eq!(tokens("Task two"), tokens("TASK 2:"));
        assert_eq!(tokens("What I do"), ["what", "i", "do"]);
    }

    #[test]
    fn slips_are_forgiven_in_long_words_only() {
        assert!(alike("confidentialti", "confidentiali"));
        assert!(alike("leigslation", "legislation"));
        assert!(!alike("team", "teen"));
        assert!(!alike("brand", "grand"));
    }

    #[test]
    fn little_words_are_short() {
        assert_eq!(STOP_WORDS.iter().map(|word| word.len()).max(), Some(LONGEST_STOP_WORD));
    }
}
