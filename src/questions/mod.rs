//! Says whether a question may be asked as it stands: open, not leading, one thing at a time.
//!
//! The assessor's questions "will be open and will not lead the apprentice". What that forbids is written as rules
//! in `rubric/lint.toml`, each with its reason, its cure, and examples that must and must not be found; a rubric may bring its
//! own. This module reads a question as the ear does, by sentences and clauses, and leaves the report's own words
//! alone: a quotation may hold whatever the apprentice wrote.
//!
//! Stands before [`crate::rubric`], which checks its question bank with it, and knows nothing of criteria but
//! the words that would give their answers away.

mod builtin;
mod linter;
mod lookups;
mod phrase;
mod report;
mod rules;
mod shape;
mod text;

pub(crate) use builtin::rules as builtin_rules;
pub use linter::{Fault, Finding, Linter};
pub use report::{Linted, Report, Verdict};
pub use rules::{Check, Rule, Severity, Words};

#[cfg(test)]
mod tests;
