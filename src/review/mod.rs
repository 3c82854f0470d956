//! A draft as its writer should look at it: what is there, what is thin, and what an assessor would still look for.
//!
//! Comes after [`crate::pipeline`] and [`mod@crate::revise`]. It says what was found and which rule it touches; it never writes
//! a line for the report, and predicts nothing.

mod appendix;
mod flags;
mod front;
mod look;
mod sections;

use crate::analysis::{Analysis, ReportFacts};
use crate::coverage::Status;
use crate::document::Warning;
use crate::rubric::{Level, ReviewRule, Rubric, RuleId};
use crate::words::PresentationLedger;
use serde::Serialize;

/// Version of the JSON shape.
pub const SCHEMA: &str = "showcase-review/1";

/// A draft looked over.
#[derive(Debug, Clone, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Review {
    /// [`SCHEMA`].
    pub schema: String,
    /// Version of the program.
    pub version: String,
    /// The file.
    pub report: ReportFacts,
    /// Counted words.
    pub words: u32,
    /// What the rule says of them.
    pub advice: String,
    /// Slides and minutes, where the showcase is a presentation.
    pub presentation: Option<PresentationLedger>,
    /// How many criteria of each level the draft shows. Counts, never a grade.
    pub counts: Vec<LevelCount>,
    /// Criteria that are still open, those first that help most: pass before others, not found before half shown.
    pub first: Vec<String>,
    /// Sections, the ones with most to do first.
    pub sections: Vec<ReviewedSection>,
    /// What to check, in the order of [`FlagKind`] and of the report.
    pub flags: Vec<Flag>,
    /// Rules to keep in mind, whatever was found.
    pub rules: Vec<ReviewRule>,
    /// What could not be read, or is doubtful.
    pub warnings: Vec<Warning>,
    /// Personal data is masked.
    pub masked: bool,
}

/// Criteria of one level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct LevelCount {
    /// The level.
    pub level: Level,
    /// How many there are.
    pub of: u32,
    /// How many are shown.
    pub evidenced: u32,
    /// How many are half shown.
    pub partial: u32,
}

/// One of the suggested sections.
#[derive(Debug, Clone, PartialEq, Serialize, schemars::JsonSchema)]
pub struct ReviewedSection {
    /// Section id.
    pub id: String,
    /// Title as in the rubric.
    pub title: String,
    /// Words in it.
    pub words: u32,
    /// The guide in words, where there is one: least, most.
    pub guide: Option<(u32, u32)>,
    /// How the words stand to the guide.
    pub length: Length,
    /// Its criteria, the open ones first.
    pub criteria: Vec<ReviewedCriterion>,
}

/// How long a section is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Length {
    /// No words at all.
    Empty,
    /// Under half the guide.
    Thin,
    /// Somewhat under the guide.
    Short,
    /// Within the guide, or without one.
    Fine,
    /// Somewhat over the guide.
    Long,
    /// Over the guide by more than half.
    TooLong,
}

/// A criterion in its section.
#[derive(Debug, Clone, PartialEq, Serialize, schemars::JsonSchema)]
pub struct ReviewedCriterion {
    /// Code.
    pub code: String,
    /// Level.
    pub level: Level,
    /// Wording as in the rubric.
    pub wording: String,
    /// What the draft shows of it.
    pub status: Status,
    /// What an assessor would still look for, in the rubric's words.
    pub look_for: Vec<String>,
    /// The passage that shows most of it.
    pub quote: Option<String>,
    /// Page of that passage, where known.
    pub page: Option<u32>,
}

/// What a flag is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FlagKind {
    /// The text speaks of an AI tool, and no reference stands beside it.
    Ai,
    /// Personal data that somebody could be known by.
    Personal,
    /// The wording of a criterion stands there as text.
    Pasted,
    /// The text sends its reader to an appendix that is not there.
    AppendixMissing,
    /// An appendix that the text never sends its reader to.
    AppendixUnused,
    /// No trace of the sheet that is handed in with the report.
    SubmissionSheet,
    /// The front page seems to hold no name.
    Name,
    /// The front page seems to hold no employer.
    Employer,
    /// The whole is over the limit.
    LongReport,
}

impl FlagKind {
    /// The rule it touches.
    pub fn rule(self) -> RuleId {
        match self {
            Self::Ai => RuleId::Ai,
            Self::Personal => RuleId::Personal,
            Self::Pasted => RuleId::OwnWork,
            Self::AppendixMissing | Self::AppendixUnused => RuleId::Appendix,
            Self::SubmissionSheet => RuleId::SubmissionSheet,
            Self::Name | Self::Employer => RuleId::Front,
            Self::LongReport => RuleId::Length,
        }
    }
}

/// Something to check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Flag {
    /// What it is about.
    pub kind: FlagKind,
    /// What was found: the name of a tool, a kind of data, the label of an appendix, a criterion's code. Empty where nothing was.
    pub what: String,
    /// Where, unless it is about the whole.
    pub place: Option<Place>,
    /// The rule it touches, where the rubric has it.
    pub rule: Option<ReviewRule>,
}

/// Where something stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Place {
    /// Index of the block.
    pub block: usize,
    /// Page, where known.
    pub page: Option<u32>,
    /// Section ids.
    pub sections: Vec<String>,
    /// How the paragraph begins, personal data masked.
    pub begins: String,
}

/// Looks a draft over.
pub fn review(analysis: &Analysis, rubric: &Rubric) -> Review {
    let sections = sections::sections(analysis, rubric);
    Review {
        schema: SCHEMA.to_owned(),
        version: analysis.version.clone(),
        report: analysis.report.clone(),
        words: analysis.words.counted,
        advice: analysis.words.advice.clone(),
        presentation: analysis.presentation.clone(),
        counts: counts(analysis),
        first: sections::first(analysis),
        sections,
        flags: flags::flags(analysis, rubric),
        rules: flags::reminders(rubric),
        warnings: analysis.warnings.clone(),
        masked: analysis.masked,
    }
}

fn counts(analysis: &Analysis) -> Vec<LevelCount> {
    let count = |level: Level, status: Option<Status>| {
        let of_level = analysis.criteria.iter().filter(|c| c.level == level);
        of_level
            .filter(|c| status.is_none_or(|status| c.status == status))
            .count() as u32
    };
    let levels = [Level::Pass, Level::Merit, Level::Distinction].into_iter();
    levels
        .filter(|level| count(*level, None) > 0)
        .map(|level| LevelCount {
            level,
            of: count(level, None),
            evidenced: count(level, Some(Status::Evidenced)),
            partial: count(level, Some(Status::Partial)),
        })
        .collect()
}

#[cfg(test)]
mod tests;
