//! The rubric: everything the program knows about a standard, as data.
//!
//! A rubric is one TOML text or several that are read as one (the built-in rubric keeps its rules, its examples and its
//! questions in separate files). Nothing about a particular standard is written in code: tasks, sections, word rules,
//! grade gates, criteria and questions all come from here, so another standard needs no other program.
//!
//! [`Rubric::builtin`] and [`Rubric::parse`] are the only ways to one; both refuse a rubric that contradicts itself.

mod builtin;
mod load;
mod types;
mod validate;

pub use builtin::BUILTIN_NAME;
pub use types::{
    Component, Criterion, Enforcement, Example, ExampleLabel, Gate, HeadingVariants, InterviewRules, Kind, Level, Need,
    Presentation, QuestionSet, Rubric, Section, SharedQuestion, Standard, Task, Term, Timing, WordGuide, WordPart,
    WordRule,
};
