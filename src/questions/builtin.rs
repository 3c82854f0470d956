//! The question rules that come with the program, compiled in.

use super::{Rule, Words};
use serde::Deserialize;

/// Word lists and rules, for a rubric that has none of its own.
const TEXT: &str = include_str!("../../rubric/lint.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    question_words: Words,
    question_rule: Vec<Rule>,
}

/// The built-in word lists and rules.
///
/// # Errors
/// [`crate::Error::Rubric`] if the compiled-in file has a mistake, which the tests of this crate rule out.
pub(crate) fn rules() -> crate::Result<(Words, Vec<Rule>)> {
    let read: Result<File, _> = toml::from_str(TEXT);
    read.map(|file| (file.question_words, file.question_rule))
        .map_err(|error| crate::Error::Rubric {
            name: "built-in question rules".to_owned(),
            mistakes: vec![error.to_string()],
        })
}
