//! What a question rule and the word lists are, exactly as their TOML spells them.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The question can be asked, but another wording would serve better.
    Warning,
    /// The question is closed, leads, or gives the answer away: it must not be asked so.
    Error,
}

/// How a rule looks at a question.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Check {
    /// One of the rule's phrases stands in it.
    #[default]
    Phrases,
    /// As `Phrases`, but not in what the asker reports of the report ("You wrote that …").
    OwnPhrases,
    /// It can be answered with yes or no, and one of the rule's phrases stands in it.
    ClosedPhrases,
    /// It begins with a verb that wants yes or no.
    ClosedOpener,
    /// It ends with a question mark and asks for nothing but a yes.
    ClosedStatement,
    /// It asks nothing and tells the apprentice what they did.
    Assertion,
    /// It asks nothing.
    AsksNothing,
    /// It offers the answers to choose from.
    EitherOr,
    /// As `OwnPhrases`, with the answers of the criterion besides.
    Answers,
    /// It holds more than `most` question marks.
    Marks,
    /// It holds more than `most` words.
    Length,
    /// As `Phrases`, and any abbreviation in capitals.
    Abbreviations,
    /// As `Phrases`, and more than one thing asked in one sentence.
    Double,
}

/// A rule for questions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Short name, unique.
    pub id: String,
    /// How grave a finding is.
    pub severity: Severity,
    /// What is wrong with such a question, as the second half of "this question …".
    pub reason: String,
    /// What to do about it, as an instruction.
    pub cure: String,
    /// How it looks.
    #[serde(default)]
    pub check: Check,
    /// What it looks for; `src/questions/phrase.rs` describes the language.
    #[serde(default)]
    pub phrases: Vec<String>,
    /// Phrases within which, or next to which, nothing is found.
    #[serde(default)]
    pub unless: Vec<String>,
    /// The most that is allowed, where something is counted.
    pub most: Option<usize>,
    /// Whether it only holds for criteria that need a real example; without a criterion it holds.
    #[serde(default)]
    pub real_example: bool,
    /// Questions in which something must be found, as on the command line: with `CODE<TAB>` before them if need be.
    pub fires: Vec<String>,
    /// Questions in which nothing must be found by this rule.
    pub quiet: Vec<String>,
}

/// The word lists that rules share, by class.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Words {
    classes: BTreeMap<String, BTreeSet<String>>,
}

impl Words {
    /// Every class there must be.
    pub const CLASSES: [&'static str; 13] = [
        "auxiliary",
        "negative",
        "pronoun",
        "subject",
        "reduced",
        "filler",
        "preposition",
        "open",
        "timed",
        "imperative",
        "complete",
        "place",
        "choice",
    ];

    /// The words of a class.
    pub fn class(&self, name: &str) -> Option<&BTreeSet<String>> {
        self.classes.get(name)
    }

    /// Whether the class holds the word.
    pub(super) fn is(&self, class: &str, word: &str) -> bool {
        self.class(class).is_some_and(|words| words.contains(word))
    }

    /// Classes that are missing, and classes that nobody knows.
    pub(super) fn faults(&self) -> Vec<String> {
        let missing = Self::CLASSES.iter().filter(|class| self.class(class).is_none());
        let missing = missing.map(|class| format!("the word list `{class}` is missing; add it"));
        let unknown = self
            .classes
            .keys()
            .filter(|class| !Self::CLASSES.contains(&class.as_str()));
        let unknown = unknown.map(|class| format!("unknown word list `{class}`; use {}", Self::CLASSES.join(", ")));
        missing.chain(unknown).collect()
    }
}
