//! The figures that a standard sets: words, minutes, slides, and what each grade needs.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::types::Level;

/// Whether passing a limit has a consequence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Enforcement {
    /// A recommendation: say by how much it was passed, never call it wrong.
    Advisory,
    /// A rule: words outside the limits count against the report or are not read.
    Enforced,
}

/// A part of a report that a word rule may leave out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WordPart {
    /// Appendices, annexes, supporting evidence.
    Appendix,
    /// Title, name, employer, submission sheet.
    FrontMatter,
    /// Table of contents.
    Contents,
    /// Headings.
    Headings,
    /// Cells of tables.
    Tables,
    /// Footnotes and endnotes.
    Notes,
    /// Captions of pictures and tables.
    Captions,
    /// List of references.
    References,
}

/// The rule for the length of the whole report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordRule {
    /// Recommendation or rule.
    pub enforcement: Enforcement,
    /// Fewest words, if there is such a limit.
    pub min_words: Option<u32>,
    /// Most words, if there is such a limit.
    pub max_words: Option<u32>,
    /// By how many percent the limits may be passed before they count as passed.
    #[serde(default)]
    pub tolerance_percent: u8,
    /// Parts whose words do not count.
    #[serde(default)]
    pub excludes: Vec<WordPart>,
    /// What the guide calls the limit ("recommended maximum"), for use in a sentence.
    pub label: String,
    /// The guide's own sentence.
    pub wording: String,
    /// Where that sentence stands.
    pub source: String,
}

impl WordRule {
    /// Fewest words that keep the rule, tolerance included (rounded down).
    pub fn least_words(&self) -> Option<u32> {
        let keep = 100_u64.saturating_sub(u64::from(self.tolerance_percent));
        self.min_words.map(|words| (u64::from(words) * keep / 100) as u32)
    }

    /// Most words that keep the rule, tolerance included (rounded down).
    pub fn most_words(&self) -> Option<u32> {
        let keep = 100 + u64::from(self.tolerance_percent);
        self.max_words
            .map(|words| u32::try_from(u64::from(words) * keep / 100).unwrap_or(u32::MAX))
    }
}

/// The interview that goes with the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InterviewRules {
    /// Longest time, in minutes.
    pub max_minutes: u32,
    /// Fewest questions, if there is such a rule.
    pub min_questions: Option<u32>,
    /// Most questions, if there is such a rule.
    pub max_questions: Option<u32>,
    /// What the guide says of the questions, one sentence each.
    #[serde(default)]
    pub rules: Vec<String>,
    /// Where the rules stand.
    pub source: String,
}

/// A presentation in place of a report. Minutes stand with the tasks, slide numbers with the sections.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Presentation {
    /// Length in minutes.
    pub minutes: u32,
    /// Slides of the sample, the appendix included.
    pub slides: u32,
    /// Number of the slide for the appendix, if it has one.
    pub appendix_slide: Option<u32>,
    /// The guide's own sentence.
    pub wording: String,
    /// Where it stands.
    pub source: String,
}

/// What a grade needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gate {
    /// The grade.
    pub grade: Level,
    /// All of these must hold.
    pub needs: Vec<Need>,
    /// The guide's own sentence.
    pub wording: String,
    /// Where it stands.
    pub source: String,
}

/// One condition of a [`Gate`]: so many criteria of a level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Need {
    /// Level of the criteria that are counted.
    pub level: Level,
    /// How many must be met; all of them when left out.
    pub at_least: Option<u32>,
}

/// How many words a section should have.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "GuideKeys", into = "GuideKeys")]
pub enum WordGuide {
    /// The guide says nothing.
    #[default]
    None,
    /// About so many words.
    Single(u32),
    /// From `min` to `max` words, both included.
    Range {
        /// Fewest.
        min: u32,
        /// Most.
        max: u32,
    },
}

impl WordGuide {
    /// The upper figure, or the only one.
    pub fn upper(self) -> Option<u32> {
        match self {
            Self::None => None,
            Self::Single(words) => Some(words),
            Self::Range { max, .. } => Some(max),
        }
    }

    /// The lower figure, or the only one.
    pub fn lower(self) -> Option<u32> {
        match self {
            Self::None => None,
            Self::Single(words) => Some(words),
            Self::Range { min, .. } => Some(min),
        }
    }
}

impl fmt::Display for WordGuide {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => f.pad("no guide"),
            Self::Single(words) => f.pad(&format!("about {words} words")),
            Self::Range { min, max } => f.pad(&format!("{min} to {max} words")),
        }
    }
}

/// A guide as TOML spells it: `{ words = 300 }` or `{ min = 100, max = 150 }`.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct GuideKeys {
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    min: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max: Option<u32>,
}

impl TryFrom<GuideKeys> for WordGuide {
    type Error = &'static str;

    fn try_from(keys: GuideKeys) -> Result<Self, Self::Error> {
        match (keys.words, keys.min, keys.max) {
            (None, None, None) => Ok(Self::None),
            (Some(words), None, None) => Ok(Self::Single(words)),
            (None, Some(min), Some(max)) => Ok(Self::Range { min, max }),
            _ => Err("a guide is one figure or a range; write { words = 300 } or { min = 100, max = 150 }"),
        }
    }
}

impl From<WordGuide> for GuideKeys {
    fn from(guide: WordGuide) -> Self {
        match guide {
            WordGuide::None => Self::default(),
            WordGuide::Single(words) => Self {
                words: Some(words),
                ..Self::default()
            },
            WordGuide::Range { min, max } => Self {
                min: Some(min),
                max: Some(max),
                ..Self::default()
            },
        }
    }
}

/// How long an interview's questions take. All times are in minutes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Timing {
    /// One knowledge criterion, by its command verb.
    pub verbs: BTreeMap<String, f32>,
    /// A knowledge criterion whose verb is not in `verbs`.
    pub knowledge: f32,
    /// A criterion that asks for a real example (skills and behaviours).
    pub real_example: f32,
    /// Each further criterion that the same question serves.
    pub further_criterion: f32,
    /// The question that opens the interview and serves no criterion.
    pub opener: f32,
    /// Shares of these times to plan with, most comfortable first. The next one is taken only when a pass criterion would
    /// otherwise not be asked about.
    pub paces: Vec<f32>,
    /// An evidenced pass criterion whose confidence is below this is worth a question, if there is time.
    pub confirm_below: f32,
}

impl Default for Timing {
    /// The times of the built-in rubric, for a rubric that says nothing of its own.
    fn default() -> Self {
        Self {
            verbs: [("state", 1.5), ("describe", 2.0), ("explain", 2.5)]
                .map(|(verb, minutes)| (verb.to_owned(), minutes))
                .into(),
            knowledge: 2.5,
            real_example: 3.0,
            further_criterion: 0.75,
            opener: 1.0,
            paces: vec![1.0, 0.9, 0.8, 0.7, 0.6],
            confirm_below: 0.7,
        }
    }
}
