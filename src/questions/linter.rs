//! Applies the rules to a question.

use super::lookups::Looked;
use super::phrase::Phrases;
use super::rules::{Rule, Severity, Words};
use super::text::take_apart;
use serde::Serialize;
use std::collections::BTreeMap;

/// Something that a rule found in a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Finding {
    /// [`Rule::id`].
    pub rule: String,
    /// How grave it is.
    pub severity: Severity,
    /// The words of the question, exactly.
    pub found: String,
    /// What is wrong with them.
    pub reason: String,
    /// What to do about it.
    pub cure: String,
}

/// A mistake in a rule or a word list, with its cure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Index of the rule; none if it is the word lists.
    pub rule: Option<usize>,
    /// The mistake.
    pub text: String,
}

/// A rule, ready to look.
#[derive(Debug)]
pub(super) struct Ready {
    pub(super) rule: Rule,
    pub(super) phrases: Phrases,
    pub(super) unless: Phrases,
}

/// What the linter knows of a criterion.
#[derive(Debug, Default)]
pub(super) struct Criterion {
    pub(super) needs_real_example: bool,
    pub(super) answers: Phrases,
}

/// Finds what is wrong with questions.
#[derive(Debug)]
pub struct Linter {
    words: Words,
    rules: Vec<Ready>,
    criteria: BTreeMap<String, Criterion>,
}

impl Linter {
    /// A linter with these rules.
    ///
    /// # Errors
    /// Every mistake in the rules.
    pub fn new(words: &Words, rules: &[Rule]) -> Result<Self, Vec<Fault>> {
        let lists = words.faults().into_iter().map(|text| Fault { rule: None, text });
        let mut faults: Vec<Fault> = lists.collect();
        let mut ready = Vec::new();
        for (index, rule) in rules.iter().enumerate() {
            if rules.iter().take(index).any(|other| other.id == rule.id) {
                let text = format!("a second question rule {}; give it another id", rule.id);
                faults.push(Fault {
                    rule: Some(index),
                    text,
                });
            }
            match Ready::new(rule, words) {
                Ok(rule) => ready.push(rule),
                Err(text) => faults.push(Fault {
                    rule: Some(index),
                    text,
                }),
            }
        }
        if faults.is_empty() {
            Ok(Self {
                words: words.clone(),
                rules: ready,
                criteria: BTreeMap::new(),
            })
        } else {
            Err(faults)
        }
    }

    /// Tells the linter of a criterion: whether it needs a real example, and the phrases that would give its answer away.
    ///
    /// # Errors
    /// The first phrase that can't be read, with its cure.
    pub fn add_criterion(&mut self, code: &str, needs_real_example: bool, answers: &[String]) -> Result<(), String> {
        let answers = Phrases::read(answers, &self.words)?;
        let criterion = Criterion {
            needs_real_example,
            answers,
        };
        self.criteria.insert(code.to_owned(), criterion);
        Ok(())
    }

    /// The code of a criterion as the rubric spells it.
    pub fn code(&self, code: &str) -> Option<&str> {
        self.criteria
            .keys()
            .find(|known| known.eq_ignore_ascii_case(code))
            .map(String::as_str)
    }

    /// Everything wrong with a question on these criteria (none if it is not known which), by rule.
    pub fn lint(&self, question: &str, codes: &[&str]) -> Vec<Finding> {
        let asked = take_apart(question);
        let looked = Looked::new(question, &asked, self.criteria_of(codes), &self.words);
        let mut closed = Vec::new();
        let mut findings: Vec<Finding> = Vec::new();
        for ready in &self.rules {
            for found in looked.by(ready, &mut closed) {
                let known = |finding: &Finding| finding.rule == ready.rule.id && finding.found == found;
                if !findings.iter().any(known) {
                    findings.push(ready.finding(found));
                }
            }
        }
        findings
    }

    /// Every example of the rules that does not do as it should, by the rule's index.
    pub fn failing_examples(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        for (index, ready) in self.rules.iter().enumerate() {
            let finds = |example: &String| self.finds(ready, example);
            for example in ready.rule.fires.iter().filter(|example| !finds(example)) {
                let text = format!(
                    "\"{example}\" should be found by {}; mend the rule or the example",
                    ready.rule.id
                );
                faults.push(Fault {
                    rule: Some(index),
                    text,
                });
            }
            for example in ready.rule.quiet.iter().filter(|example| finds(example)) {
                let text = format!(
                    "\"{example}\" should not be found by {}; mend the rule or the example",
                    ready.rule.id
                );
                faults.push(Fault {
                    rule: Some(index),
                    text,
                });
            }
        }
        faults
    }

    fn finds(&self, ready: &Ready, example: &str) -> bool {
        let (code, question) = example.split_once('\t').unwrap_or(("", example));
        let codes: Vec<&str> = Some(code).filter(|code| !code.is_empty()).into_iter().collect();
        self.lint(question, &codes)
            .iter()
            .any(|finding| finding.rule == ready.rule.id)
    }

    fn criteria_of(&self, codes: &[&str]) -> Vec<&Criterion> {
        codes.iter().filter_map(|code| self.criteria.get(*code)).collect()
    }
}

impl Ready {
    fn new(rule: &Rule, words: &Words) -> Result<Self, String> {
        if rule.reason.trim().is_empty() || rule.cure.trim().is_empty() {
            return Err(format!(
                "the question rule {} has no reason or no cure; add it",
                rule.id
            ));
        }
        if rule.check.counts() != rule.most.is_some() {
            let cure = if rule.check.counts() {
                "add `most`"
            } else {
                "take `most` out"
            };
            return Err(format!("the question rule {} counts wrongly; {cure}", rule.id));
        }
        Ok(Self {
            phrases: Phrases::read(&rule.phrases, words)?,
            unless: Phrases::read(&rule.unless, words)?,
            rule: rule.clone(),
        })
    }

    fn finding(&self, found: String) -> Finding {
        Finding {
            rule: self.rule.id.clone(),
            severity: self.rule.severity,
            found,
            reason: self.rule.reason.clone(),
            cure: self.rule.cure.clone(),
        }
    }
}
