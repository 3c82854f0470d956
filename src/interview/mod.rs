//! The plan of the interview, from the gaps.
//!
//! Sixth stage: reads [`crate::coverage`], feeds the views.

mod authenticity;
mod candidates;
mod choose;
mod plan;
mod seed;
mod slips;
mod tact;
mod targets;
mod wording;

pub use plan::{plan, plan_for};

use crate::judgement::Judged;
use serde::{Deserialize, Serialize};

/// What an interview is planned for.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// Most minutes.
    pub limit_minutes: f32,
    /// Which attempt it is, from 1; each has its own questions.
    pub attempt: u8,
    /// Codes of the criteria to ask about; empty for all that are worth a question.
    pub only: &'a [String],
    /// What the assessor said of criteria.
    pub judged: &'a [Judged],
}

/// A question of the plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Question {
    /// The open question, as spoken.
    pub text: String,
    /// Codes of the criteria it serves, in rubric order.
    pub criteria: Vec<String>,
    /// Minutes set aside for it.
    pub minutes: f32,
    /// Why it is asked, in one plain line.
    pub why: String,
    /// Neutral probes to follow up with.
    pub probes: Vec<String>,
    /// What the report says so far: exact quotes with their block.
    pub report_says: Vec<ReportSays>,
}

/// What the report says so far on a question's criteria.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ReportSays {
    /// The criterion.
    pub code: String,
    /// Index into the analysis' blocks.
    pub block: usize,
    /// Exact quote.
    pub quote: String,
}

/// A question to open with, which serves no criterion.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Opener {
    /// The question, as spoken.
    pub text: String,
    /// Minutes set aside for it.
    pub minutes: f32,
}

/// The plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct InterviewPlan {
    /// Minutes the interview may last.
    pub limit_minutes: f32,
    /// Minutes the opener and the scheduled questions take.
    pub planned_minutes: f32,
    /// Something easy to begin with, where the time allows it.
    pub opener: Option<Opener>,
    /// Scheduled questions, in the order to ask them.
    pub questions: Vec<Question>,
    /// Questions that the time does not hold, most useful first.
    pub if_time_allows: Vec<Question>,
    /// The criteria it was limited to, in rubric order; empty if it was not.
    pub only: Vec<String>,
    /// What the assessor said of criteria, in rubric order.
    pub judged: Vec<Judged>,
    /// Personal data in the quotes is masked.
    pub masked: bool,
}

#[cfg(test)]
mod tests;
