//! What is not read out to a person's face: their failings, and private matters of anybody.

use crate::words::lower_words;

/// The apprentice's own failings. Looked for as whole words in a row.
const FAILINGS: &[&str] = &[
    "ashamed",
    "bad at",
    "can't cope",
    "could not cope",
    "couldn't cope",
    "disciplinary",
    "embarrassed",
    "embarrassing",
    "final warning",
    "flustered",
    "got told off",
    "i am not good at",
    "i cried",
    "i did badly",
    "i did not know what to do",
    "i didn't know what to do",
    "i failed",
    "i forgot",
    "i got it wrong",
    "i hate",
    "i ignored",
    "i lied",
    "i lost my patience",
    "i lost my temper",
    "i made a mistake",
    "i made mistakes",
    "i messed up",
    "i panicked",
    "i should have",
    "i shouldn't have",
    "i shouted",
    "i snapped",
    "i struggle",
    "i struggled",
    "i swore",
    "i was late",
    "i was rude",
    "i was wrong",
    "i'm not good at",
    "lazy",
    "my bad",
    "my fault",
    "my mistake",
    "my mistakes",
    "my weakness",
    "my weaknesses",
    "nervous",
    "not confident",
    "not good enough",
    "not very good at",
    "not very confident",
    "panicked",
    "stupid",
    "talk too",
    "talked too",
    "told me off",
    "told off",
    "too shy",
    "useless",
    "verbal warning",
    "was sacked",
    "weak at",
    "weakness is",
    "weaknesses are",
    "went to pieces",
    "written warning",
];

/// Health, family, money, belief.
const PRIVATE: &[&str] = &[
    "adhd",
    "alcoholic",
    "anxiety",
    "anxious",
    "asperger's",
    "autism",
    "autistic",
    "bereaved",
    "bereavement",
    "bipolar",
    "boyfriend",
    "cancer",
    "counselling",
    "dead",
    "death",
    "debts",
    "depressed",
    "depression",
    "diabetes",
    "diabetic",
    "died",
    "divorce",
    "divorced",
    "drugs",
    "drunk",
    "dyslexia",
    "dyslexic",
    "dyspraxia",
    "epilepsy",
    "epileptic",
    "funeral",
    "gay",
    "girlfriend",
    "heart attack",
    "ill",
    "illness",
    "in tears",
    "lesbian",
    "medication",
    "mental health",
    "miscarriage",
    "my brother",
    "my dad",
    "my daughter",
    "my husband",
    "my mother",
    "my father",
    "my mum",
    "my partner",
    "my religion",
    "my sister",
    "my son",
    "my wife",
    "panic attack",
    "panic attacks",
    "pregnancy",
    "pregnant",
    "self harm",
    "sick",
    "stammer",
    "stroke",
    "suicide",
    "surgery",
    "transgender",
    "widow",
    "widower",
];

/// Whether hearing the sentence read out could embarrass.
pub(super) fn embarrasses(sentence: &str) -> bool {
    let text = format!(" {} ", lower_words(sentence).join(" "));
    let says = |phrase: &&str| text.contains(&format!(" {phrase} "));
    FAILINGS.iter().any(says) || PRIVATE.iter().any(says)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failings_and_private_matters_are_not_read_out() {
        for sentence in [
            "I lost my temper with the customer and had to step outside.",
            "My manager gave me a written warning in June.",
            "Since my dyslexia was found I use coloured paper.",
            "I get nervous when the queue is long.",
            "A customer told me that her husband had died in March.",
        ] {
            assert!(embarrasses(sentence), "{sentence}");
        }
    }

    #[test]
    fn ordinary_accounts_may_be_read_out() {
        for sentence in [
            "I rang the customer back the same day and told her when it would come.",
            "A man shouted because his bench had not come.",
            "The Equality Act protects people with a disability.",
            "I still will fill the shelves before nine.",
            "My supervisor said that my notes were clear.",
        ] {
            assert!(!embarrasses(sentence), "{sentence}");
        }
    }
}
