//! The shapes of a rubric, exactly as its TOML spells them. Unknown keys are refused everywhere.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::questions::{Rule, Words};

use super::review::ReviewRules;
use super::rules::{Gate, InterviewRules, Presentation, Timing, WordGuide, WordRule};

/// A standard's rules for one written showcase. Everything is in the order of the file.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Rubric {
    /// What the rubric was loaded as ("built-in rubric", or the path given by the user).
    pub name: String,
    /// Which standard, plan and awarding body.
    pub standard: Standard,
    /// The rule for the whole report's length.
    pub word_rule: WordRule,
    /// Heading variants of the parts that belong to no section.
    pub headings: HeadingVariants,
    /// The interview's length and rules.
    pub interview: InterviewRules,
    /// The alternative to a written report, if there is one.
    pub presentation: Option<Presentation>,
    /// What each grade needs, lowest grade first. Information only: the program never grades.
    pub gates: Vec<Gate>,
    /// Words that the standard explains.
    pub terms: Vec<Term>,
    /// Tasks in order.
    pub tasks: Vec<Task>,
    /// Components (groups of criteria) in order.
    pub components: Vec<Component>,
    /// Sections of the suggested structure in order; the appendix is not one of them.
    pub sections: Vec<Section>,
    /// Criteria in order.
    pub criteria: Vec<Criterion>,
    /// Passages that show, half show and miss a criterion.
    pub examples: Vec<Example>,
    /// Questions to open an interview with; they serve no criterion.
    pub openers: Vec<String>,
    /// Questions on one criterion.
    pub questions: Vec<QuestionSet>,
    /// Questions that serve several criteria at once.
    pub shared_questions: Vec<SharedQuestion>,
    /// The word lists of the question rules; none if the rubric leaves the rules to the program.
    pub question_words: Option<Words>,
    /// What a question must and must not be; empty if the rubric leaves the rules to the program.
    pub question_rules: Vec<Rule>,
    /// How long questions take; used to plan an interview.
    pub timing: Timing,
    /// What a review of a draft looks for besides the criteria, if the rubric says so.
    pub review: Option<ReviewRules>,
}

/// Which standard, assessment plan and awarding body the rubric describes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standard {
    /// Reference, such as `ST0072`.
    pub code: String,
    /// Title of the standard.
    pub title: String,
    /// Educational level, such as 2.
    pub level: u8,
    /// Reference of the assessment plan.
    pub plan: String,
    /// The organisation whose version of the plan this is.
    pub awarding_body: String,
    /// Edition of the awarding body's document, as it names itself.
    pub version: String,
    /// Name of the part of the assessment that the rubric describes ("Apprentice showcase").
    pub part: String,
    /// Where all of this was taken from.
    pub source: String,
}

/// How a report heads the parts that belong to no section. Compared without regard to case, numbers and punctuation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeadingVariants {
    /// Headings that start supporting evidence.
    pub appendix: Vec<String>,
    /// Titles and labels of the cover and submission sheet.
    pub front_matter: Vec<String>,
    /// Headings of a table of contents.
    pub contents: Vec<String>,
    /// Headings of an introduction.
    pub introduction: Vec<String>,
    /// Headings of a conclusion.
    pub conclusion: Vec<String>,
}

/// Level of a criterion and name of a grade. Ordered from lowest to highest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Needed by everyone.
    Pass,
    /// Between pass and distinction, in the standards that have it.
    Merit,
    /// The highest.
    Distinction,
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Pass => "pass",
            Self::Merit => "merit",
            Self::Distinction => "distinction",
        })
    }
}

/// A word that the standard explains.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The word or words.
    pub term: String,
    /// The explanation, in the guide's words.
    pub meaning: String,
    /// Where it stands.
    pub source: String,
}

/// A task of the brief.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Task {
    /// Number, such as `1`.
    pub id: String,
    /// Title in the guide.
    pub title: String,
    /// What the brief asks for, in its own words.
    pub brief: String,
    /// Minutes of a presentation.
    pub minutes: Option<u32>,
    /// Other headings people use for it.
    pub headings: Vec<String>,
}

/// A named group of criteria.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Component {
    /// Short name by which criteria and questions refer to it.
    pub id: String,
    /// Name in the standard.
    pub title: String,
    /// [`Task::id`] of the task it belongs to.
    pub task: String,
}

/// A section of the suggested structure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Number, such as `2.4`.
    pub id: String,
    /// Heading in the guide.
    pub title: String,
    /// [`Task::id`] of the task it belongs to.
    pub task: String,
    /// Words; none when left out.
    #[serde(default)]
    pub guide: WordGuide,
    /// Whether the structure itself is compulsory.
    #[serde(default)]
    pub required: bool,
    /// Number of its slide in the sample presentation.
    pub slide: Option<u32>,
    /// [`Criterion::code`]s it is meant to carry. A criterion may stand in several sections.
    pub criteria: Vec<String>,
    /// Other headings people use for it.
    pub headings: Vec<String>,
}

/// What a criterion is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Something to know: may be stated, described, explained.
    Knowledge,
    /// Something to do: asks for a real example.
    Skill,
    /// A way to act: asks for a real example.
    Behaviour,
}

/// One assessment criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Code, such as `K2.1`, unique in the rubric.
    pub code: String,
    /// Level.
    pub level: Level,
    /// Knowledge, skill or behaviour.
    pub kind: Kind,
    /// [`Component::id`].
    pub component: String,
    /// [`Task::id`].
    pub task: String,
    /// The command verb that sets the depth, lower case ("state", "explain").
    pub verb: String,
    /// Exact wording.
    pub wording: String,
    /// [`Term::term`]s in the wording.
    #[serde(default)]
    pub glossary: Vec<String>,
    /// The separate things the wording asks for, as noun phrases that can follow "What is still open:".
    pub asks: Vec<String>,
    /// What evidence looks like, in one or two plain sentences.
    pub shows: String,
    /// Where the wording stands.
    pub source: String,
}

impl Criterion {
    /// Whether only something that the apprentice really did can be evidence (skills and behaviours).
    pub fn needs_real_example(&self) -> bool {
        self.kind != Kind::Knowledge
    }
}

/// What an example passage would be worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExampleLabel {
    /// Satisfies the whole criterion by itself.
    Met,
    /// Touches it, but something the wording asks for is missing.
    Partial,
    /// Sounds near, but does not bear on it.
    Absent,
}

/// A passage as a report might have it, with a judgement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// [`Criterion::code`].
    pub criterion: String,
    /// The judgement.
    pub label: ExampleLabel,
    /// The passage.
    pub text: String,
    /// Why it is judged so, in one sentence.
    pub why: String,
}

/// The questions on one criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionSet {
    /// [`Criterion::code`].
    pub criterion: String,
    /// Open main questions; at least three, so that a second attempt can differ.
    pub main: Vec<String>,
    /// Neutral follow-ups; at least two.
    pub probes: Vec<String>,
    /// Main questions that start from the report: each holds the slot `{quote}` once.
    #[serde(default)]
    pub seeded: Vec<String>,
    /// Phrases that would give the answer away, in the language of the question rules: no question on the criterion may
    /// hold them. The criterion's topic is not among them, only what would show that it is met.
    #[serde(default)]
    pub answers: Vec<String>,
}

/// A question that serves several criteria of a component.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SharedQuestion {
    /// [`Component::id`].
    pub component: String,
    /// [`Criterion::code`]s, at least two.
    pub criteria: Vec<String>,
    /// The question.
    pub text: String,
}

impl Rubric {
    /// The criterion with this code.
    ///
    /// # Errors
    /// [`crate::Error::UnknownCriterion`] if the rubric has no such code.
    pub fn criterion(&self, code: &str) -> crate::Result<&Criterion> {
        self.criteria
            .iter()
            .find(|criterion| criterion.code == code)
            .ok_or_else(|| crate::Error::UnknownCriterion { code: code.to_owned() })
    }

    /// The section with this number.
    pub fn section(&self, id: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.id == id)
    }

    /// The task with this number.
    pub fn task(&self, id: &str) -> Option<&Task> {
        self.tasks.iter().find(|task| task.id == id)
    }

    /// The component with this short name.
    pub fn component(&self, id: &str) -> Option<&Component> {
        self.components.iter().find(|component| component.id == id)
    }

    /// Sections that are meant to carry the criterion, in order.
    pub fn sections_of<'a>(&'a self, code: &'a str) -> impl Iterator<Item = &'a Section> {
        self.sections
            .iter()
            .filter(move |section| section.criteria.iter().any(|c| c == code))
    }

    /// The questions on a criterion.
    pub fn questions_of(&self, code: &str) -> Option<&QuestionSet> {
        self.questions.iter().find(|set| set.criterion == code)
    }

    /// How many criteria have this level.
    pub fn count(&self, level: Level) -> usize {
        self.criteria
            .iter()
            .filter(|criterion| criterion.level == level)
            .count()
    }
}
