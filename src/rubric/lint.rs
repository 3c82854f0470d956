//! The question linter that goes with a rubric: its rules, and what would give each criterion's answer away.

use super::Rubric;
use crate::questions::{Fault, Linter, Rule, Words, builtin_rules};
use crate::{Error, Result};

impl Rubric {
    /// The linter for questions on this rubric's criteria. A rubric without question rules takes those of the program.
    ///
    /// # Errors
    /// [`Error::Rubric`] with every mistake in the rules; a rubric that was read by [`Rubric::parse`] has none.
    pub fn linter(&self) -> Result<Linter> {
        let refused = |faults: Vec<Fault>| Error::Rubric {
            name: self.name.clone(),
            mistakes: faults.into_iter().map(|fault| fault.text).collect(),
        };
        let mut linter = from_rules(self.question_words.as_ref(), &self.question_rules)?.map_err(refused)?;
        for criterion in &self.criteria {
            let answers = self.questions_of(&criterion.code).map_or(&[][..], |set| &set.answers);
            linter
                .add_criterion(&criterion.code, criterion.needs_real_example(), answers)
                .map_err(|text| refused(vec![Fault { rule: None, text }]))?;
        }
        Ok(linter)
    }
}

/// A linter with a rubric's own rules, or with those of the program where it has none.
pub(super) fn from_rules(words: Option<&Words>, rules: &[Rule]) -> Result<std::result::Result<Linter, Vec<Fault>>> {
    if let Some(words) = words {
        return Ok(Linter::new(words, rules));
    }
    let (words, rules) = builtin_rules()?;
    Ok(Linter::new(&words, &rules))
}
