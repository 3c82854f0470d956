//! The rubric: everything the program knows about a standard, as data.
//!
//! A rubric is one TOML text or several that are read as one (the built-in rubric keeps its rules, its examples and its
//! questions in separate files). Nothing about a particular standard is written in code: tasks, sections, word rules,
//! grade gates, criteria and questions all come from here, so another standard needs no other program.
//!
//! [`Rubric::builtin`] and [`Rubric::parse`] are the only ways to one; both refuse a rubric that contradicts itself.

mod builtin;
mod codes;
mod copies;
mod lint;
mod load;
mod review;
mod rules;
mod show;
mod types;
mod validate;

pub use builtin::BUILTIN_NAME;
pub(crate) use copies::Copies;
pub use review::{ReviewRule, ReviewRules, RuleId};
pub use rules::{Enforcement, Gate, InterviewRules, Need, Presentation, Timing, WordGuide, WordPart, WordRule};
pub use types::{
    Component, Criterion, Example, ExampleLabel, HeadingVariants, Kind, Level, QuestionSet, Rubric, Section,
    SharedQuestion, Standard, Task, Term,
};
