//! The questions that the page can put.

use crate::cohort::{self, Kept, Told};
use crate::files::{self, Kind};
use serde::{Deserialize, Serialize};
use showcase::analysis::Analysis;
use showcase::cohort::Entry;
use showcase::judgement::{JudgementFile, Judgements, Report};
use showcase::rubric::Rubric;
use showcase::structure::Role;
use showcase::view::cohort::page::Phrases;
use showcase::view::html::Texts;
use showcase::{Options, Revision, Stage, analyse_telling, revise};

/// A question with the bytes that belong to it; empty where it needs none.
#[derive(Debug, Clone, Copy, Default)]
pub struct Parts<'a> {
    /// The question, as JSON.
    pub question: &'a [u8],
    /// The report's file.
    pub report: &'a [u8],
    /// An analysis that an earlier answer held.
    pub analysis: &'a [u8],
    /// A file of judgements.
    pub judgements: &'a [u8],
}

/// What can be asked.
#[derive(Debug, Deserialize)]
#[serde(tag = "ask", rename_all = "snake_case")]
enum Question {
    /// The texts that the page shows: [`Begun`].
    Begin,
    /// Reads the report: [`ReadReport`].
    Read {
        name: String,
        fast: bool,
        #[serde(flatten)]
        plan: Plan,
    },
    /// The analysis with the assessor's judgements and wishes carried out.
    Revise {
        name: String,
        judgements_name: String,
        only: String,
        mask: bool,
        #[serde(flatten)]
        plan: Plan,
    },
    /// The file of judgements, as the command line writes it.
    JudgementFile { file: JudgementFile },
    /// All reports together: [`showcase::cohort::Cohort`].
    Cohort { reports: Vec<Told> },
    /// A file about the analysis, as the command line writes it.
    ReportFile { kind: Kind, names: bool },
    /// A file about all reports, as the command line writes it.
    CohortFile { kind: Kind, reports: Vec<Told> },
}

/// What the interview is planned for.
#[derive(Debug, Clone, Copy, Deserialize)]
struct Plan {
    minutes: Option<f32>,
    attempt: u8,
}

#[derive(Debug, Serialize)]
struct Begun<'a> {
    version: &'a str,
    minutes: u32,
    rubric: Texts<'a>,
    cohort: Phrases,
}

/// What came of reading a report. The analysis is text, as the page hands it in again as it is.
#[derive(Debug, Serialize)]
struct ReadReport {
    analysis: String,
    judgements: JudgementFile,
    entry: Kept,
    text: String,
}

/// The answer to a question, or a message for people.
///
/// # Errors
/// The message of whatever stood in the way.
pub fn answer(parts: &Parts<'_>, on_stage: &mut dyn FnMut(Stage)) -> Result<Vec<u8>, String> {
    let question = serde_json::from_slice(parts.question).map_err(plain)?;
    let rubric = Rubric::builtin().map_err(plain)?;
    match question {
        Question::Begin => json(&Begun {
            version: env!("CARGO_PKG_VERSION"),
            minutes: rubric.interview.max_minutes,
            rubric: Texts::of(&rubric),
            cohort: Phrases::new(),
        }),
        Question::Read { name, fast, plan } => read(parts.report, &name, &rubric, plan.options(fast), on_stage),
        Question::Revise {
            name,
            judgements_name,
            only,
            mask,
            plan,
        } => {
            let report = Report {
                name: &name,
                bytes: parts.report,
            };
            let judgements = (!parts.judgements.is_empty())
                .then(|| Judgements::read(&judgements_name, parts.judgements, report, &rubric))
                .transpose()
                .map_err(plain)?;
            let only = match only.trim() {
                "" => Vec::new(),
                codes => rubric.select(codes).map_err(plain)?,
            };
            let revision = Revision {
                judgements: judgements.as_ref(),
                only: &only,
                mask,
                keep_name: false,
                options: plan.options(false),
            };
            json(&revise(analysis(parts)?, &rubric, &revision))
        }
        Question::JudgementFile { file } => file.to_json().map(String::into_bytes).map_err(plain),
        Question::Cohort { reports } => json(&cohort::of(reports, &rubric).map_err(plain)?),
        Question::ReportFile { kind, names } => files::of_report(kind, parts.report, &analysis(parts)?, &rubric, names),
        Question::CohortFile { kind, reports } => files::of_cohort(kind, &cohort::of(reports, &rubric).map_err(plain)?),
    }
}

fn read(
    bytes: &[u8],
    name: &str,
    rubric: &Rubric,
    options: Options,
    on_stage: &mut dyn FnMut(Stage),
) -> Result<Vec<u8>, String> {
    let analysis = analyse_telling(bytes, name, rubric, &options, on_stage).map_err(plain)?;
    let blocks = analysis.blocks.iter();
    json(&ReadReport {
        judgements: JudgementFile::blank(bytes, &analysis, rubric),
        entry: Kept {
            figures: Entry::new(&analysis),
            marks: Entry::marks(&analysis, rubric),
        },
        text: Entry::text(blocks.map(|block| (block.text.as_str(), block.role != Role::Front))),
        analysis: serde_json::to_string(&analysis).map_err(plain)?,
    })
}

impl Plan {
    fn options(self, fast: bool) -> Options {
        Options {
            fast,
            interview_minutes: self.minutes,
            attempt: self.attempt,
        }
    }
}

fn analysis(parts: &Parts<'_>) -> Result<Analysis, String> {
    serde_json::from_slice(parts.analysis).map_err(plain)
}

fn json(value: &impl Serialize) -> Result<Vec<u8>, String> {
    serde_json::to_vec(value).map_err(plain)
}

pub(crate) fn plain(problem: impl std::fmt::Display) -> String {
    problem.to_string()
}
