//! The stages in their order: bytes of a report in, [`Analysis`] out.

use crate::analysis::{Analysis, GateCount, PlacedBlock, ReportFacts, RubricFacts, SCHEMA};
use crate::coverage::{self, CriterionCoverage, Status};
use crate::document::{Document, Warning};
use crate::error::Result;
use crate::ingest::{self, limits::Limits};
use crate::interview;
use crate::reader::Choice;
use crate::rubric::{Level, Rubric};
use crate::structure::{self, Structure};
use crate::words;

/// What the caller may choose.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options {
    /// Read with the small reader: quicker, less accurate.
    pub fast: bool,
    /// Minutes of the interview; the rubric's own limit when left out.
    pub interview_minutes: Option<f32>,
    /// Which attempt the interview is for, from 1; each has its own questions.
    pub attempt: u8,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            fast: false,
            interview_minutes: None,
            attempt: 1,
        }
    }
}

/// How far the reading of a report has come. The parts come in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The file is being opened and its text taken out.
    Opening,
    /// Sentences are being read: `done` tokens of `of`. By far the longest part.
    Reading {
        /// How many are read.
        done: usize,
        /// How many there are.
        of: usize,
    },
    /// Sections are found, criteria judged, words counted, the interview planned.
    Judging,
}

/// Reads a report and says what it shows.
///
/// `name` is the file's name or path, for messages and the result; the format is found by content alone.
///
/// # Errors
/// When the report can't be read as text; [`crate::Error`] has one variant a cause.
pub fn analyse(bytes: &[u8], name: &str, rubric: &Rubric, options: &Options) -> Result<Analysis> {
    analyse_telling(bytes, name, rubric, options, &mut |_| ())
}

/// [`analyse`], telling `on_stage` how far it has come.
///
/// # Errors
/// As for [`analyse`].
pub fn analyse_telling(
    bytes: &[u8],
    name: &str,
    rubric: &Rubric,
    options: &Options,
    on_stage: &mut dyn FnMut(Stage),
) -> Result<Analysis> {
    on_stage(Stage::Opening);
    let document = ingest::read(bytes, name, &Limits::default())?;
    let sentences = words::sentences(&document);
    let choice = Choice::of(rubric, options.fast);
    let reader = choice.reader(rubric)?;
    let readings = reader.read_telling(&document, &sentences, &mut |done, of| {
        on_stage(Stage::Reading { done, of });
    })?;
    on_stage(Stage::Judging);
    let structure = structure::structure(&document, &sentences, &readings, rubric);
    let criteria = coverage::coverage(&document, &sentences, &readings, &structure, rubric, choice)?;
    let minutes = options.interview_minutes.unwrap_or(rubric.interview.max_minutes as f32);
    let presentation = words::presentation(&document, &structure, rubric);
    let ledger = words::ledger(&document, &structure, rubric);
    let notes = uncalibrated(choice).into_iter().chain(unlike_a_showcase(&criteria));
    let warnings = document.warnings.iter().cloned().chain(notes).collect();
    Ok(Analysis {
        schema: SCHEMA.to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        report: ReportFacts {
            name: name.rsplit(['/', '\\']).next().unwrap_or(name).to_owned(),
            format: document.format,
            pages: document.pages,
        },
        rubric: RubricFacts {
            standard: rubric.standard.code.clone(),
            plan: rubric.standard.plan.clone(),
            reader: choice.name().to_owned(),
            calibrated: choice.is_calibrated(),
        },
        words: match &presentation {
            Some(slides) => ledger.without_guides(&slides.advice),
            None => ledger,
        },
        presentation,
        blocks: placed(&document, &structure, rubric),
        gates: gates(&criteria, rubric),
        interview: interview::plan(&criteria, rubric, minutes, options.attempt),
        criteria,
        warnings,
        masked: false,
    })
}

/// Says so when hardly anything bears on the criteria: the wrong file, most likely.
fn unlike_a_showcase(criteria: &[CriterionCoverage]) -> Option<Warning> {
    let count = |status: Status| criteria.iter().filter(|c| c.status == status).count();
    let hardly_anything = count(Status::Evidenced) == 0 && 4 * count(Status::NotFound) >= 3 * criteria.len();
    hardly_anything.then(|| Warning {
        place: "report".to_owned(),
        message: "hardly anything in this file bears on the criteria; check that it is the right file".to_owned(),
    })
}

/// Says so when the statuses rest on the rubric's words alone.
fn uncalibrated(choice: Choice) -> Option<Warning> {
    (!choice.is_calibrated()).then(|| Warning {
        place: "rubric".to_owned(),
        message:
            "no labelled reports of this rubric have been learned from, so its statuses are uncalibrated; what is \
                  told in words quite unlike its wording and examples may be missed"
                .to_owned(),
    })
}

fn placed(document: &Document, structure: &Structure, rubric: &Rubric) -> Vec<PlacedBlock> {
    let id = |&section: &usize| rubric.sections.get(section).map(|section| section.id.clone());
    document
        .blocks
        .iter()
        .zip(&structure.places)
        .map(|(block, place)| PlacedBlock {
            kind: block.kind,
            text: block.text.clone(),
            words: block.text.split_whitespace().count() as u32,
            page: block.page,
            role: place.role,
            sections: place.sections.iter().filter_map(id).collect(),
            signal: place.signal,
            confidence: place.confidence,
        })
        .collect()
}

/// One count for each need of each grade.
pub(crate) fn gates(criteria: &[CriterionCoverage], rubric: &Rubric) -> Vec<GateCount> {
    let count = |level: Level, status: Status| {
        let of_level = criteria.iter().filter(|c| c.level == level);
        of_level.filter(|c| c.status == status).count() as u32
    };
    let needs = rubric
        .gates
        .iter()
        .flat_map(|gate| gate.needs.iter().map(move |need| (gate, need)));
    needs
        .map(|(gate, need)| GateCount {
            grade: gate.grade,
            level: need.level,
            needed: need.at_least.unwrap_or(rubric.count(need.level) as u32),
            of: rubric.count(need.level) as u32,
            evidenced: count(need.level, Status::Evidenced),
            partial: count(need.level, Status::Partial),
        })
        .collect()
}
