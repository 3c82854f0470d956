//! Words of headings, made comparable: case, punctuation, numbering, plurals and small slips of the pen do not count.

/// Joins words that only differ in how they are written.
fn unaliased(word: &str) -> &str {
    match word {
        "one" => "1",
        "two" => "2",
        "three" => "3",
        "four" => "4",
        "organization" => "organisation",
        "prioritizing" => "prioritising",
        "law" | "laws" => "legislation",
        _ => word,
    }
}

/// A word that says nothing of what a heading is about: the little words of English, by length, so that few are compared.
#[rustfmt::skip] // one line a length
pub(super) fn is_little(word: &str) -> bool {
    match word.len() {
        1 => matches!(word, "a" | "i"),
        2 => matches!(word, "of" | "an" | "to" | "my" | "we" | "is" | "do" | "in" | "it" | "on" | "at" | "me" | "us" | "be"
            | "or" | "as" | "up" | "by" | "if" | "am"),
        3 => matches!(word, "the" | "and" | "our" | "how" | "you" | "are" | "its" | "for" | "has" | "can" | "why" | "who"
            | "not" | "did" | "was" | "had" | "all"),
        4 => matches!(word, "your" | "what" | "does" | "that" | "with" | "have" | "when" | "this" | "from" | "they" | "them"),
        5 => matches!(word, "about" | "which"),
        _ => false,
    }
}

/// Lower-case words of a heading, without a typed number in front of it.
pub(super) fn tokens(text: &str) -> Vec<String> {
    let text = without_number(text).to_lowercase().replace(['\'', '’', '‘'], "");
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| {
            let word = unaliased(word);
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

/// What can be compared of two words at once.
#[derive(Clone, Copy)]
pub(super) struct Shape {
    letters: usize,
    /// Bit by bit, the letters that the word holds, some sharing a bit.
    set: u64,
}

impl Shape {
    pub(super) fn of(word: &str) -> Self {
        let add = |shape: Self, letter| Self {
            letters: shape.letters + 1,
            set: shape.set | 1 << (u32::from(letter) % u64::BITS),
        };
        word.chars().fold(Self { letters: 0, set: 0 }, add)
    }

    /// Slips that may lie between the two, if they may be one word at all. A slip takes one letter away at most, and brings
    /// one at most.
    fn slips(self, other: Self) -> Option<usize> {
        let room = match self.letters.min(other.letters) {
            0..5 => return None,
            5..9 => 1,
            _ => 2,
        };
        let beyond = |a: u64, b: u64| (a & !b).count_ones() as usize;
        let near = self.letters.abs_diff(other.letters) <= room
            && beyond(self.set, other.set) <= room
            && beyond(other.set, self.set) <= room;
        near.then_some(room)
    }
}

/// The two words, which begin with the same letter, are one word, up to a slip: one letter in five, two in nine.
pub(super) fn alike((a, of_a): (&str, Shape), (b, of_b): (&str, Shape)) -> bool {
    a == b
        || of_a.slips(of_b).is_some_and(|room| {
            let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
            distance(&a, &b) <= room
        })
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
        let alike = |a, b| alike((a, Shape::of(a)), (b, Shape::of(b)));
        assert!(alike("confidentialti", "confidentiali"));
        assert!(alike("leigslation", "legislation"));
        assert!(!alike("team", "teen"));
        assert!(!alike("brand", "brink"));
    }
}
