//! The stages in their order: bytes of a report in, [`Analysis`] out.

mod notes;

use crate::analysis::{Analysis, GateCount, PlacedBlock, ReportFacts, RubricFacts, SCHEMA};
use crate::coverage::{self, CriterionCoverage, Status};
use crate::document::Document;
use crate::error::Result;
use crate::ingest::{self, limits::Limits};
use crate::interview;
use crate::reader::{Choice, has_more_tokens};
use crate::rubric::{Level, Rubric};
use crate::structure::{self, Structure};
use crate::view::neutral;
use crate::words::{self, Sentence};

/// The encoder takes some seconds for as many words; no report comes near.
pub(crate) const ENCODER_WORDS: usize = 20_000;

/// The same in the encoder's tokens, on which its time depends. 20,000 words of English are 26,000; as many numbers, or short
/// sentences with their full stops, are twice that, and a text in Chinese is one word a paragraph.
const ENCODER_TOKENS: usize = 32_000;
/// Bytes of text from which on tokens are not even counted: words of fifty letters are none.
const ENCODER_BYTES: usize = 50 * ENCODER_WORDS;

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
    /// Sentences are being read: `done` tokens of `of`. About half the time.
    Reading {
        /// How many are read.
        done: usize,
        /// How many there are.
        of: usize,
    },
    /// Sections are found, criteria judged, words counted, the interview planned: `done` tokens of `of`. About half the time, next to
    /// none where `of` stays 0.
    Judging {
        /// How many are read once more, with the criterion that they bear on.
        done: usize,
        /// How many there are.
        of: usize,
    },
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
    let length = sentences.iter().map(|sentence| sentence.words).sum();
    let fast = options.fast || is_too_long(&document, &sentences, rubric)?;
    let choice = Choice::of(rubric, fast);
    let reader = choice.reader(rubric)?;
    let readings = reader.read_telling(&document, &sentences, &mut |done, of| {
        on_stage(Stage::Reading { done, of });
    })?;
    on_stage(Stage::Judging { done: 0, of: 0 });
    let structure = structure::structure(&document, &sentences, &readings, rubric);
    let criteria = coverage::coverage(
        &document,
        &sentences,
        &readings,
        &structure,
        rubric,
        choice,
        &mut |done, of| on_stage(Stage::Judging { done, of }),
    )?;
    let minutes = options.interview_minutes.unwrap_or(rubric.interview.max_minutes as f32);
    let presentation = words::presentation(&document, &structure, rubric);
    let ledger = words::ledger(&document, &structure, rubric);
    let notes = notes::notes(rubric, choice, options, length, &criteria);
    let warnings = document.warnings.iter().cloned().chain(notes).collect();
    Ok(Analysis {
        schema: SCHEMA.to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        report: ReportFacts {
            name: neutral(name.rsplit(['/', '\\']).next().unwrap_or(name)),
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

/// Whether reading the sentences with the encoder would take much longer than reading any report.
fn is_too_long(document: &Document, sentences: &[Sentence], rubric: &Rubric) -> Result<bool> {
    let words: usize = sentences.iter().map(|sentence| sentence.words).sum();
    let bytes: usize = sentences.iter().map(|sentence| sentence.span.len()).sum();
    if words > ENCODER_WORDS || bytes > ENCODER_BYTES {
        return Ok(true);
    }
    // A token has a byte at least, so most reports need not be counted. For other rubrics there is no encoder.
    if bytes <= ENCODER_TOKENS || !rubric.is_fitted() {
        return Ok(false);
    }
    let texts = sentences.iter().filter_map(|sentence| {
        let block = document.blocks.get(sentence.block)?;
        block.text.get(sentence.span.clone())
    });
    has_more_tokens(ENCODER_TOKENS, texts, rubric)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn is_too_long_for_the_encoder(text: &str) -> bool {
        let document = ingest::read(text.as_bytes(), "report.txt", &Limits::default()).unwrap();
        let rubric = Rubric::builtin().unwrap();
        is_too_long(&document, &words::sentences(&document), &rubric).unwrap()
    }

    #[test]
    fn texts_of_many_tokens_are_for_the_small_reader_whatever_their_words() {
        let numbers: Vec<String> = (0..19_000)
            .map(|number| (number * 7_919 % 100_000).to_string())
            .collect();
        let sentences = "Sorry. ".repeat(19_900);
        let without_spaces = "我们帮助了一位等了很久的顾客。".repeat(10) + "\n\n";
        let letters = format!("{} ", "x".repeat(99)).repeat(19_900);
        for text in [numbers.join(" "), sentences, without_spaces.repeat(500), letters] {
            let start: String = text.chars().take(30).collect();
            assert!(is_too_long_for_the_encoder(&text), "{start}");
        }
        let report = "I asked the customer what she needed, wrote it down and told her when it would come. ";
        assert!(!is_too_long_for_the_encoder(&report.repeat(1_150)));
    }
}
