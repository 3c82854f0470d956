//! What a review of a draft looks for besides the criteria.

use serde::{Deserialize, Serialize};

/// Rules about the whole report, and the words by which a text is seen to speak of what they are about. Words are compared
/// without regard to case; each may be several words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReviewRules {
    /// Names of programs that write.
    pub ai_tools: Vec<String>,
    /// Words of a reference.
    pub reference_words: Vec<String>,
    /// Names of the sheet that is handed in with the report.
    pub submission_words: Vec<String>,
    /// What an appendix is called.
    pub appendix_words: Vec<String>,
    /// Words that send a reader to evidence without calling it an appendix.
    pub evidence_words: Vec<String>,
    /// Labels in front of the apprentice's name.
    pub name_labels: Vec<String>,
    /// Words beside the employer's name.
    pub employer_labels: Vec<String>,
    /// Words of titles, which are nobody's name.
    pub title_words: Vec<String>,
    /// The rules.
    #[serde(rename = "rule")]
    pub rules: Vec<ReviewRule>,
}

/// A rule, in its own words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReviewRule {
    /// What it is about.
    pub id: RuleId,
    /// Its wording.
    pub text: String,
    /// Where it stands.
    pub source: String,
}

/// What a rule is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RuleId {
    /// Use of artificial intelligence.
    Ai,
    /// The sheet that is handed in with the report.
    SubmissionSheet,
    /// The front page.
    Front,
    /// The appendix.
    Appendix,
    /// The report is the apprentice's own work.
    OwnWork,
    /// Personal data of others.
    Personal,
    /// The length of the whole.
    Length,
}
