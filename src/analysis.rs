//! The whole result of reading one report, as the views show it.

use crate::coverage::CriterionCoverage;
use crate::document::{BlockKind, Format, Warning};
use crate::interview::InterviewPlan;
use crate::structure::{Role, Signal};
use crate::words::{PresentationLedger, WordLedger};
use serde::{Deserialize, Serialize};

/// Version of the JSON shape; raised whenever a field changes its meaning or goes.
pub const SCHEMA: &str = "showcase/1";

/// Everything that is known about one report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Analysis {
    /// [`SCHEMA`].
    pub schema: String,
    /// Version of the program.
    pub version: String,
    /// The file.
    pub report: ReportFacts,
    /// The rubric it was read against.
    pub rubric: RubricFacts,
    /// The word count and its parts.
    pub words: WordLedger,
    /// Slides and minutes, where the showcase is a presentation; its words are then counted without a limit.
    pub presentation: Option<PresentationLedger>,
    /// The report's text in reading order.
    pub blocks: Vec<PlacedBlock>,
    /// One entry for each criterion, in rubric order.
    pub criteria: Vec<CriterionCoverage>,
    /// What each grade asks and how many of these criteria the report shows. Information, never a grade.
    pub gates: Vec<GateCount>,
    /// The interview plan.
    pub interview: InterviewPlan,
    /// What could not be read or is doubtful.
    pub warnings: Vec<Warning>,
    /// Personal data in the text and the quotes is masked.
    pub masked: bool,
}

/// Facts of the file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ReportFacts {
    /// Name as given, without folders and without what a terminal would obey; "report 1" where personal data is masked.
    pub name: String,
    /// Format found by content.
    pub format: Format,
    /// Pages, where the format tells; slides of a presentation.
    pub pages: Option<u32>,
}

/// Which rubric and which reader judged.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct RubricFacts {
    /// Code of the standard.
    pub standard: String,
    /// Assessment plan and version.
    pub plan: String,
    /// Reader of sentences that was used: "encoder", "fast", or "wording" for the rubric's own words alone.
    pub reader: String,
    /// The statuses were calibrated on labelled reports of this rubric.
    pub calibrated: bool,
}

/// A block of the report with its place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct PlacedBlock {
    /// Layout kind.
    pub kind: BlockKind,
    /// Text.
    pub text: String,
    /// Words in it.
    pub words: u32,
    /// Page it begins on, where known.
    pub page: Option<u32>,
    /// Role in the report.
    pub role: Role,
    /// Section ids, empty unless the role is body.
    pub sections: Vec<String>,
    /// Which signal decided.
    pub signal: Signal,
    /// How sure that is, 0 to 1.
    pub confidence: f32,
}

/// One need of a grade against what the report shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct GateCount {
    /// Grade as the rubric names it.
    pub grade: crate::rubric::Level,
    /// Level of the criteria counted.
    pub level: crate::rubric::Level,
    /// How many the grade asks for.
    pub needed: u32,
    /// How many there are.
    pub of: u32,
    /// How many the report evidences.
    pub evidenced: u32,
    /// How many it touches.
    pub partial: u32,
}
