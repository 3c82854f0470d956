//! Signals that sentence meaning misses: who acts, when, why, denial, figures, speech.
//!
//! The lists are those of training; a change here is a change of the fitted judge.

use crate::words::lower_words;

/// Number of signals.
pub(crate) const SIGNALS: usize = 8;
/// Positions of signals that are used by name.
pub(crate) const FIRST_PERSON: usize = 0;
/// "you should", "always": advice rather than an account.
pub(crate) const ADVICE: usize = 2;
/// Something happened.
pub(crate) const PAST: usize = 3;

const LISTS: [&[&str]; 6] = [
    &["i", "i'm", "i've", "i'd", "i'll", "my", "me", "myself"],
    &["we", "our", "us", "we're", "we've"],
    &["you", "your", "should", "must", "always", "would"],
    &[
        "was", "were", "had", "did", "said", "told", "went", "got", "made", "took", "gave", "felt", "wrote", "rang",
        "came", "found", "kept", "put", "sent", "thought", "knew", "left",
    ],
    &[
        "because",
        "so",
        "means",
        "therefore",
        "since",
        "if",
        "otherwise",
        "help",
        "helps",
    ],
    &[
        "not", "never", "no", "don't", "didn't", "haven't", "can't", "won't", "isn't", "nothing", "none", "without",
    ],
];

/// 0 or 1 for each signal.
pub(crate) fn signals(text: &str) -> [f32; SIGNALS] {
    let words = lower_words(text);
    let mut out = [0.0; SIGNALS];
    for (i, list) in LISTS.iter().enumerate() {
        let past = i == PAST;
        let hit = |w: &String| list.contains(&w.as_str()) || past && w.chars().count() > 3 && w.ends_with("ed");
        out[i] = f32::from(u8::from(words.iter().any(hit)));
    }
    out[6] = f32::from(u8::from(text.chars().any(|c| c.is_ascii_digit())));
    out[7] = f32::from(u8::from(text.contains(['"', '“', '”'])));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Positions of the signals that are there.
    fn heard(text: &str) -> Vec<usize> {
        signals(text)
            .iter()
            .enumerate()
            .filter(|(_, v)| **v > 0.5)
            .map(|(i, _)| i)
            .collect()
    }

    #[test]
    fn an_account_differs_from_advice() {
        let account = heard("I rang her on the 3rd because the part was late.");
        assert_eq!(account, [0, 3, 4, 6]);
        let advice = heard("You should never raise your voice.");
        assert_eq!(advice, [2, 5]);
    }
}
