//! Finds the report's own words to start a question from.

use crate::coverage::Evidence;
use unicode_segmentation::UnicodeSegmentation;

/// More than this can't be followed when it is read out.
const MOST_WORDS: usize = 30;
/// Fewer than this is a label or a fragment.
const LEAST_WORDS: usize = 5;

/// Words that lean on the sentence before: what follows can't be understood alone.
const LEANING: &[&str] = &[
    "also",
    "although",
    "and",
    "another",
    "because",
    "both",
    "but",
    "finally",
    "firstly",
    "he",
    "her",
    "his",
    "however",
    "it",
    "its",
    "lastly",
    "or",
    "otherwise",
    "secondly",
    "she",
    "so",
    "such",
    "that",
    "their",
    "them",
    "then",
    "therefore",
    "these",
    "they",
    "thirdly",
    "this",
    "those",
    "thus",
    "which",
    "who",
];

/// Words with a full stop that does not end a sentence.
const ABBREVIATIONS: &[&str] = &[
    "approx.", "co.", "dept.", "dr.", "e.g.", "eg.", "etc.", "i.e.", "ie.", "inc.", "ltd.", "mr.", "mrs.", "ms.",
    "no.", "regs.", "st.", "vs.",
];

/// A sentence of the apprentice's own that can be read out, from the best evidence that has one; the longest of it.
///
/// Appendix text is left out (others wrote it), as are questions (two question marks in one question confuse).
pub(super) fn quote(evidence: &[Evidence]) -> Option<&str> {
    evidence
        .iter()
        .filter(|evidence| !evidence.in_appendix)
        .find_map(|evidence| longest(&evidence.quote))
}

/// The first of the longest sentences, so that equal lengths keep the report's order.
fn longest(text: &str) -> Option<&str> {
    let sentences: Vec<&str> = text.unicode_sentences().map(str::trim).collect();
    // Where an abbreviation was taken for an end, neither half is a sentence.
    let halved = |index: usize| {
        let before = index.checked_sub(1).and_then(|before| sentences.get(before));
        [before, sentences.get(index)]
            .into_iter()
            .flatten()
            .any(|s| ends_in_abbreviation(s))
    };
    let whole = sentences.iter().enumerate().filter(|(index, _)| !halved(*index));
    whole
        .map(|(_, sentence)| *sentence)
        .filter(|sentence| stands_alone(sentence))
        .reduce(|best, next| if words(next) > words(best) { next } else { best })
}

fn ends_in_abbreviation(sentence: &str) -> bool {
    let last = sentence
        .split_whitespace()
        .last()
        .unwrap_or_default()
        .trim_start_matches('(');
    ABBREVIATIONS.contains(&last.to_lowercase().as_str()) || last.trim_end_matches('.').chars().count() <= 1
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

fn stands_alone(sentence: &str) -> bool {
    let first = sentence.split_whitespace().next().unwrap_or_default();
    let first = first.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let opens = sentence
        .chars()
        .next()
        .is_some_and(|c| c.is_uppercase() || c.is_numeric());
    let closes = sentence.ends_with(['.', '!']);
    let clean = !sentence.contains(['?', '“', '”', '"', ':']);
    opens
        && closes
        && clean
        && (LEAST_WORDS..=MOST_WORDS).contains(&words(sentence))
        && !LEANING.contains(&first.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn evidence(quote: &str, in_appendix: bool) -> Evidence {
        Evidence {
            block: 0,
            start: 0,
            end: quote.len(),
            quote: quote.into(),
            page: None,
            sections: vec![],
            in_appendix,
            strength: 0.5,
        }
    }

    #[test]
    fn takes_the_longest_sentence_that_stands_alone() {
        let text = "We aim to help. Our shop aims to sell good food at a fair price. This means that we work hard every day of the week.";
        assert_eq!(
            quote(&[evidence(text, false)]),
            Some("Our shop aims to sell good food at a fair price.")
        );
    }

    #[test]
    fn leaves_out_what_cannot_be_read_out() {
        for text in [
            "It is important to be kind to people.",
            "and then I rang the customer back on Monday.",
            "What would you do if a customer shouted?",
            "She said “I will never come back here again”.",
            "Customer service",
            "The law here is the Health and Safety at Work etc. Act 1974 and the rules made under it.",
            "Policies used at work: the refund policy, the uniform policy",
            &format!("I {} .", "wrote ".repeat(31)),
        ] {
            assert_eq!(quote(&[evidence(text, false)]), None, "{text}");
        }
    }

    #[test]
    fn never_quotes_the_appendix_as_the_apprentices_words() {
        let text = "Sam has always been calm with customers.";
        assert_eq!(quote(&[evidence(text, true)]), None);
        assert_eq!(quote(&[evidence(text, true), evidence(text, false)]), Some(text));
    }
}
