//! Lints a list of questions, one a line.

use super::{Finding, Linter, Severity};
use crate::{Error, Result};
use serde::Serialize;

/// Longest line, in characters. A question takes a few hundred; whatever is longer is no list of questions.
const LONGEST_LINE: usize = 10_000;

/// The verdict on a question: the gravest of its findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Nothing was found.
    Ok,
    /// It can be asked; another wording would serve better.
    Warning,
    /// It must not be asked so.
    Error,
}

/// A question with what was found in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Linted {
    /// Line, from 1.
    pub line: usize,
    /// Codes of the criteria that were given with it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub criteria: Vec<String>,
    /// The question.
    pub text: String,
    /// The verdict.
    pub verdict: Verdict,
    /// What was found.
    pub findings: Vec<Finding>,
}

/// All questions of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Report {
    /// Version of this shape.
    pub schema: &'static str,
    /// The questions in order; empty lines are left out.
    pub questions: Vec<Linted>,
    /// Questions with an error.
    pub errors: usize,
    /// Questions with a warning and no error.
    pub warnings: usize,
}

impl Report {
    /// Lints a list: one question a line, with `CODE<TAB>` (or several codes, with commas) before it where it is known which
    /// criterion it is for.
    ///
    /// # Errors
    /// [`Error::Questions`] if there is no question in it, a line is far too long, or a code is not in the rubric.
    pub fn new(name: &str, list: &str, linter: &Linter) -> Result<Self> {
        let lines = list.trim_start_matches('\u{FEFF}').lines().zip(1..);
        let questions: Vec<Linted> = lines
            .filter(|(text, _)| !text.trim().is_empty())
            .map(|(text, line)| linted(name, text, line, linter))
            .collect::<Result<_>>()?;
        if questions.is_empty() {
            return Err(Error::Questions {
                name: name.to_owned(),
                problem: "there is no question in it; write one question a line".to_owned(),
            });
        }
        let count = |verdict: Verdict| questions.iter().filter(|linted| linted.verdict == verdict).count();
        Ok(Self {
            schema: "showcase-questions/1",
            errors: count(Verdict::Error),
            warnings: count(Verdict::Warning),
            questions,
        })
    }
}

fn linted(name: &str, text: &str, line: usize, linter: &Linter) -> Result<Linted> {
    let refused = |problem: String| Error::Questions {
        name: name.to_owned(),
        problem: format!("line {line}: {problem}"),
    };
    if text.chars().nth(LONGEST_LINE).is_some() {
        return Err(refused(format!(
            "over {LONGEST_LINE} characters; write one question a line"
        )));
    }
    let (codes, text) = codes_and_question(text, linter).map_err(|code| {
        refused(format!(
            "the rubric has no criterion {code}; `showcase rubric show` lists them"
        ))
    })?;
    let findings = linter.lint(text, &codes);
    let gravest = findings.iter().map(|finding| finding.severity).max();
    Ok(Linted {
        line,
        criteria: codes.iter().map(|&code| code.to_owned()).collect(),
        text: text.trim().to_owned(),
        verdict: gravest.map_or(Verdict::Ok, Verdict::from),
        findings,
    })
}

impl From<Severity> for Verdict {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Warning => Self::Warning,
            Severity::Error => Self::Error,
        }
    }
}

/// Splits off the codes before a tab. A tab elsewhere is a space.
///
/// # Errors
/// What looks like a code and is none.
fn codes_and_question<'a, 't>(
    text: &'t str,
    linter: &'a Linter,
) -> std::result::Result<(Vec<&'a str>, &'t str), &'t str> {
    let Some((head, question)) = text.split_once('\t') else {
        return Ok((Vec::new(), text));
    };
    let parts: Vec<&str> = head.split([',', ';', ' ']).filter(|part| !part.is_empty()).collect();
    let looks_like_code =
        |part: &&str| part.starts_with(char::is_alphabetic) && part.ends_with(|c: char| c.is_ascii_digit());
    if parts.is_empty() || !parts.iter().all(looks_like_code) {
        return Ok((Vec::new(), text));
    }
    let codes = parts.iter().map(|part| linter.code(part).ok_or(*part));
    Ok((codes.collect::<std::result::Result<_, _>>()?, question))
}
