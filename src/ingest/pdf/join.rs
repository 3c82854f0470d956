//! Puts the text of lines together.

use std::cell::OnceCell;
use std::collections::BTreeSet;

/// Words of the document, by which a hyphen at the end of a line is judged.
#[derive(Debug, Default)]
pub(super) struct Vocabulary<'t> {
    lines: Vec<&'t str>,
    /// In small letters. Many documents have no such hyphen and never ask for them.
    words: OnceCell<BTreeSet<String>>,
}

impl<'t> Vocabulary<'t> {
    /// Takes all words that stand whole within a line.
    pub(super) fn of(lines: impl Iterator<Item = &'t str>) -> Self {
        Self {
            lines: lines.collect(),
            words: OnceCell::new(),
        }
    }

    fn words(&self) -> &BTreeSet<String> {
        self.words.get_or_init(|| {
            let words = self.lines.iter().flat_map(|line| line.split(' '));
            words.map(bare).filter(|w| !w.ends_with('-')).collect()
        })
    }

    /// Hyphen added by the word processor: the word without it is used elsewhere in the document, the compound is not.
    fn is_one_word(&self, before: &str, after: &str) -> bool {
        let (before, after) = (bare(before), bare(after));
        let Some(start) = before.strip_suffix('-') else {
            return false;
        };
        let words = self.words();
        words.contains(&format!("{start}{after}")) && !words.contains(&format!("{before}{after}"))
    }
}

fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric() && c != '-')
        .to_lowercase()
}

/// Text of lines with blanks between, words cut at the end of a line put together.
pub(super) fn lines<'t>(lines: impl Iterator<Item = &'t str>, vocabulary: &Vocabulary) -> String {
    let mut out = String::new();
    for line in lines {
        if out.ends_with('\u{AD}') || cut_word(&out, line, vocabulary) {
            out.pop();
        } else if !out.is_empty() && !ends_in_compound(&out, line) {
            out.push(' ');
        }
        out.push_str(line);
    }
    out.replace('\u{AD}', "")
}

fn cut_word(before: &str, next: &str, vocabulary: &Vocabulary) -> bool {
    let head = before.rsplit(' ').next().unwrap_or_default();
    let tail = next.split(' ').next().unwrap_or_default();
    tail.starts_with(char::is_lowercase) && before.ends_with('-') && vocabulary.is_one_word(head, tail)
}

/// "self-" at the end of a line goes on without a blank and keeps its hyphen.
fn ends_in_compound(before: &str, next: &str) -> bool {
    let mut tail = before.chars().rev();
    tail.next()
        .is_some_and(|c| matches!(c, '-' | '\u{2010}' | '/' | '–' | '—'))
        && tail.next().is_some_and(char::is_alphanumeric)
        && next.chars().next().is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(parts: &[&str], known: &str) -> String {
        lines(parts.iter().copied(), &Vocabulary::of(std::iter::once(known)))
    }

    #[test]
    fn a_word_cut_by_the_word_processor_loses_its_hyphen() {
        assert_eq!(
            joined(&["They re-", "ceive it."], "we receive calls"),
            "They receive it."
        );
    }

    #[test]
    fn a_typed_compound_keeps_its_hyphen() {
        assert_eq!(
            joined(&["a self-", "service till"], "no such word"),
            "a self-service till"
        );
        assert_eq!(
            joined(&["the check-", "in desk"], "checkin check-in"),
            "the check-in desk"
        );
    }

    #[test]
    fn soft_hyphens_go_and_dashes_between_words_stay() {
        assert_eq!(joined(&["cus\u{AD}tom\u{AD}", "ers"], ""), "customers");
        assert_eq!(joined(&["late –", "again"], ""), "late – again");
    }
}
