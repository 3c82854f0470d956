//! The rubric that comes with the program, compiled in.

use super::{
    Component, Criterion, Example, Gate, HeadingVariants, InterviewRules, Presentation, QuestionSet, ReviewRules,
    Rubric, Section, SharedQuestion, Standard, Task, Term, Timing, WordRule,
};
use crate::questions::{Rule, Words};
use crate::{Error, Result};
use serde::Deserialize;
use std::sync::OnceLock;

/// The name that messages give the built-in rubric.
pub const BUILTIN_NAME: &str = "built-in rubric";

/// The files of the rubric folder as one JSON object, made by `build.rs`.
const TEXT: &str = include_str!(concat!(env!("OUT_DIR"), "/rubric.json"));

/// The keys that stand at the top of a rubric's files.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Whole {
    standard: Standard,
    word_rule: WordRule,
    headings: HeadingVariants,
    interview: InterviewRules,
    presentation: Option<Presentation>,
    gate: Vec<Gate>,
    term: Vec<Term>,
    task: Vec<Task>,
    component: Vec<Component>,
    section: Vec<Section>,
    criterion: Vec<Criterion>,
    example: Vec<Example>,
    openers: Vec<String>,
    question: Vec<QuestionSet>,
    shared_question: Vec<SharedQuestion>,
    question_words: Option<Words>,
    question_rule: Vec<Rule>,
    timing: Timing,
    review: Option<ReviewRules>,
}

impl From<Whole> for Rubric {
    fn from(whole: Whole) -> Self {
        Self {
            name: BUILTIN_NAME.to_owned(),
            standard: whole.standard,
            word_rule: whole.word_rule,
            headings: whole.headings,
            interview: whole.interview,
            presentation: whole.presentation,
            gates: whole.gate,
            terms: whole.term,
            tasks: whole.task,
            components: whole.component,
            sections: whole.section,
            criteria: whole.criterion,
            examples: whole.example,
            openers: whole.openers,
            questions: whole.question,
            shared_questions: whole.shared_question,
            question_words: whole.question_words,
            question_rules: whole.question_rule,
            timing: whole.timing,
            review: whole.review,
        }
    }
}

impl Rubric {
    /// The rubric of ST0072 that comes with the program.
    ///
    /// # Errors
    /// [`crate::Error::Rubric`] if the compiled-in files can't be read, which the tests of this crate rule out.
    pub fn builtin() -> Result<Self> {
        Self::embedded().cloned()
    }

    /// The same, read once.
    fn embedded() -> Result<&'static Self> {
        static EMBEDDED: OnceLock<Rubric> = OnceLock::new();
        if let Some(rubric) = EMBEDDED.get() {
            return Ok(rubric);
        }
        // That its parts fit each other does not change from run to run, and takes ten times as long as reading it.
        let whole: Whole = serde_json::from_str(TEXT).map_err(|error| Error::Rubric {
            name: BUILTIN_NAME.to_owned(),
            mistakes: vec![error.to_string()],
        })?;
        Ok(EMBEDDED.get_or_init(|| whole.into()))
    }

    /// Whether the embedded weights were fitted to what this rubric asks: the same criteria in the same words, carried by
    /// the same sections, in the same order. Questions, examples, headings, word guides and names may differ.
    pub fn is_fitted(&self) -> bool {
        Self::embedded().is_ok_and(|fitted| fitted.asks_the_same_as(self))
    }

    fn asks_the_same_as(&self, other: &Self) -> bool {
        let criteria = self.criteria.iter().map(|c| (&c.code, &c.wording));
        let sections = self.sections.iter().map(|s| (&s.id, &s.criteria));
        criteria.eq(other.criteria.iter().map(|c| (&c.code, &c.wording)))
            && sections.eq(other.sections.iter().map(|s| (&s.id, &s.criteria)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rubric::WordGuide;

    /// Takes a file of the rubric folder, with its name relative to that folder.
    macro_rules! files {
        ($($name:literal),* $(,)?) => {
            &[$(($name, include_str!(concat!("../../rubric/", $name)))),*]
        };
    }

    /// Rules, questions, question rules, and one file of examples a criterion.
    const FILES: &[(&str, &str)] = files![
        "st0072.toml",
        "questions.toml",
        "lint.toml",
        "review.toml",
        "examples/K2.1.toml",
        "examples/K2.2.toml",
        "examples/K2.3.toml",
        "examples/K2.4.toml",
        "examples/K2.5.toml",
        "examples/K2.6.toml",
        "examples/K7.1.toml",
        "examples/K7.2.toml",
        "examples/K7.3.toml",
        "examples/K3.1.toml",
        "examples/K3.2.toml",
        "examples/K3.3.toml",
        "examples/K3.4.toml",
        "examples/K3.5.toml",
        "examples/K4.1.toml",
        "examples/K4.2.toml",
        "examples/S11.1.toml",
        "examples/S11.2.toml",
        "examples/S11.3.toml",
        "examples/S10.1.toml",
        "examples/S10.2.toml",
        "examples/S10.3.toml",
        "examples/S10.4.toml",
        "examples/S12.1.toml",
        "examples/S12.2.toml",
        "examples/S12.3.toml",
        "examples/S12.4.toml",
        "examples/S12.5.toml",
        "examples/S12.6.toml",
        "examples/S12.7.toml",
        "examples/B13.1.toml",
        "examples/B13.2.toml",
        "examples/B13.3.toml",
        "examples/B14.1.toml",
        "examples/B14.2.toml",
        "examples/B15.1.toml",
        "examples/B15.2.toml",
        "examples/B15.3.toml",
        "examples/B15.4.toml",
        "examples/B15.5.toml",
    ];

    fn changed(change: impl Fn(&mut Rubric)) -> bool {
        let mut rubric = Rubric::builtin().unwrap();
        change(&mut rubric);
        rubric.is_fitted()
    }

    #[test]
    fn the_files_fit_each_other() {
        assert_eq!(Rubric::parse(BUILTIN_NAME, FILES).unwrap(), Rubric::builtin().unwrap());
    }

    #[test]
    fn what_nothing_was_fitted_to_may_change() {
        assert!(changed(|rubric| rubric.name = "mine.toml".to_owned()));
        assert!(changed(|rubric| rubric.questions.clear()));
        assert!(changed(|rubric| rubric.examples.clear()));
        assert!(changed(|rubric| rubric.sections[0].guide = WordGuide::None));
    }

    #[test]
    fn another_wording_or_order_is_another_rubric() {
        assert!(!changed(|rubric| rubric.criteria[3].wording.push('.')));
        assert!(!changed(|rubric| rubric.criteria.swap(0, 1)));
        assert!(!changed(|rubric| rubric.criteria.truncate(39)));
        assert!(!changed(|rubric| rubric.sections.swap(0, 1)));
        assert!(!changed(|rubric| rubric.sections[0].criteria.clear()));
    }
}
