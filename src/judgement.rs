//! The assessor's own statuses: a file to fill in, and what it changes.
//!
//! [`JudgementFile::blank`] lists what was found for one report; the assessor sets `status` where the report reads
//! differently and may add a note. [`Judgements::read`] takes the file in again, for that report only, and
//! [`Judgements::apply`] puts the statuses in place of ours before the interview is planned.

mod place;

use crate::analysis::Analysis;
use crate::coverage::{CriterionCoverage, Status};
use crate::error::{Error, Result};
use crate::rubric::Rubric;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// Version of the file's shape.
pub const SCHEMA: &str = "showcase-judgements/1";

/// A note stands beside its question in every view; this is half a page.
const NOTE_CHARACTERS: usize = 2_000;

/// Stands in the file for whoever fills it in.
const HELP: &str = "Leave status at null to accept what the program found (tool_status). To change it, set status to \
                    \"evidenced\", \"partial\" or \"not_found\". A note is kept and shown beside the question.";

/// A file of judgements, exactly as its JSON spells it. Unknown keys are refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(
    deny_unknown_fields,
    expecting = "the object of keys that `showcase judgements init` writes"
)]
pub struct JudgementFile {
    /// [`SCHEMA`].
    pub schema: String,
    /// How to fill it in; not read.
    #[serde(default)]
    pub help: String,
    /// The report that was judged.
    pub report: JudgedReport,
    /// The judgements, one for each criterion; one that is left out accepts what was found.
    pub criteria: Vec<Entry>,
}

/// Which report was judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, expecting = "an object with name, sha256 and words")]
pub struct JudgedReport {
    /// Name of the file, without folders.
    pub name: String,
    /// SHA-256 of the file's bytes, in hexadecimal: judgements hold for this very file only.
    pub sha256: String,
    /// Counted words.
    pub words: u32,
}

/// The judgement on one criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, expecting = "an object with code, status and note")]
pub struct Entry {
    /// Code of the criterion.
    pub code: String,
    /// Its wording, for whoever reads the file.
    #[serde(default)]
    pub wording: String,
    /// What the program found when the file was made; accepted where `status` is null.
    #[serde(default)]
    pub tool_status: Option<Status>,
    /// The program's best quote, for whoever reads the file.
    #[serde(default)]
    pub quote: Option<String>,
    /// The assessor's status, or null to accept.
    #[serde(default)]
    pub status: Option<Status>,
    /// The assessor's note.
    #[serde(default)]
    pub note: String,
}

/// What the assessor said of one criterion, beside what the program found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Judged {
    /// Code of the criterion.
    pub code: String,
    /// The status that holds.
    pub status: Status,
    /// What the program found.
    pub tool_status: Status,
    /// The assessor's note, empty where there is none.
    pub note: String,
}

impl Judged {
    /// Whether the assessor sees it differently from the program.
    pub fn is_changed(&self) -> bool {
        self.status != self.tool_status
    }
}

impl JudgementFile {
    /// The file to fill in for the report in `bytes`.
    pub fn blank(bytes: &[u8], analysis: &Analysis, rubric: &Rubric) -> Self {
        let entry = |coverage: &CriterionCoverage| Entry {
            code: coverage.code.clone(),
            wording: rubric
                .criterion(&coverage.code)
                .map(|criterion| criterion.wording.clone())
                .unwrap_or_default(),
            tool_status: Some(coverage.status),
            quote: coverage.evidence.first().map(|evidence| evidence.quote.clone()),
            status: None,
            note: String::new(),
        };
        Self {
            schema: SCHEMA.to_owned(),
            help: HELP.to_owned(),
            report: JudgedReport {
                name: analysis.report.name.clone(),
                sha256: sha256(bytes),
                words: analysis.words.counted,
            },
            criteria: analysis.criteria.iter().map(entry).collect(),
        }
    }

    /// The file as JSON, with a line break at its end.
    ///
    /// # Errors
    /// Only if it can't be written as JSON, which the tests rule out.
    pub fn to_json(&self) -> std::io::Result<String> {
        Ok(serde_json::to_string_pretty(self)? + "\n")
    }
}

/// The JSON Schema of [`JudgementFile`], with a line break at its end.
///
/// # Errors
/// Only if the schema itself can't be written as JSON, which the tests rule out.
pub fn schema() -> std::io::Result<String> {
    Ok(serde_json::to_string_pretty(&schemars::schema_for!(JudgementFile))? + "\n")
}

/// The report that judgements are read for.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    /// Its name, for messages.
    pub name: &'a str,
    /// The bytes of its file.
    pub bytes: &'a [u8],
}

/// Judgements that fit a report and a rubric.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgements(Vec<Entry>);

impl Judgements {
    /// Reads the judgements in `json`, which was called `name`.
    ///
    /// # Errors
    /// [`Error::Judgements`] with line, code and cure where the file has mistakes, [`Error::OtherReport`] where it was
    /// made of another report or an earlier state of this one.
    pub fn read(name: &str, json: &[u8], report: Report<'_>, rubric: &Rubric) -> Result<Self> {
        let refuse = |mistakes| Error::Judgements {
            name: name.to_owned(),
            mistakes,
        };
        let text = std::str::from_utf8(json).map_err(|_| {
            refuse(vec![
                "the file is not text in UTF-8; save it as UTF-8 and try again".to_owned(),
            ])
        })?;
        // Some editors put this mark before the text.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        if let Some(other) = other_schema(text) {
            return Err(refuse(vec![other]));
        }
        let file: JudgementFile = serde_json::from_str(text).map_err(|e| refuse(vec![place::explain(text, &e)]))?;
        if !file.report.sha256.eq_ignore_ascii_case(&sha256(report.bytes)) {
            return Err(Error::OtherReport {
                name: name.to_owned(),
                judged: file.report.name,
                words: file.report.words,
                report: report.name.to_owned(),
            });
        }
        let mistakes = mistakes(text, &file.criteria, rubric);
        if mistakes.is_empty() {
            Ok(Self(file.criteria))
        } else {
            Err(refuse(mistakes))
        }
    }

    /// Puts the assessor's statuses in place of ours and says which criteria they spoke on, in rubric order.
    ///
    /// A criterion whose status is left open keeps everything that was found, so that an untouched file changes nothing.
    pub fn apply(&self, criteria: &mut [CriterionCoverage], rubric: &Rubric) -> Vec<Judged> {
        let mut judged = Vec::new();
        for coverage in criteria {
            let Some(entry) = self.0.iter().find(|entry| entry.code == coverage.code) else {
                continue;
            };
            let tool_status = coverage.status;
            // What was accepted is what stood in the file; another version of the program may find something else.
            let status = entry.status.or(entry.tool_status).unwrap_or(tool_status);
            let note = entry.note.trim();
            if entry.status.is_some() || status != tool_status {
                settle(coverage, status, rubric);
            } else if note.is_empty() {
                continue;
            }
            judged.push(Judged {
                code: coverage.code.clone(),
                status,
                tool_status,
                note: note.to_owned(),
            });
        }
        judged
    }
}

/// Makes the coverage say what the assessor says.
fn settle(coverage: &mut CriterionCoverage, status: Status, rubric: &Rubric) {
    coverage.confidence = 1.0;
    if coverage.status == status {
        return;
    }
    coverage.status = status;
    coverage.score = f32::from(status as u8);
    "The assessor judged it so.".clone_into(&mut coverage.reason);
    coverage.missing = match status {
        Status::NotFound => rubric
            .criterion(&coverage.code)
            .map(|c| c.asks.clone())
            .unwrap_or_default(),
        // Which part the assessor misses is not known; the note may tell.
        Status::Partial | Status::Evidenced => Vec::new(),
    };
    if status == Status::NotFound {
        // The assessor holds that these passages do not bear on it.
        coverage.evidence.clear();
    }
}

/// Lower-case hexadecimal.
fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut hex, byte| {
        // Writing to a string can't fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// Why the file is of another kind, if it is; what else is wrong with it would only confuse.
fn other_schema(text: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct Head {
        schema: String,
    }
    let head: Head = serde_json::from_str(text).ok()?;
    let line = place::line_of(text, text.find(&head.schema).unwrap_or_default());
    (head.schema != SCHEMA).then(|| {
        format!(
            "line {line}: “{}” is not the schema of a file of judgements ({SCHEMA}); make one with `showcase judgements init`",
            head.schema
        )
    })
}

/// Notes that are too long, codes that the rubric does not have, and codes that come twice.
fn mistakes(text: &str, entries: &[Entry], rubric: &Rubric) -> Vec<String> {
    let lines = place::lines_of_codes(text);
    let mut mistakes = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        let place = lines.get(index).map_or(String::new(), |line| format!("line {line}: "));
        let before = entries.iter().take(index).position(|other| other.code == entry.code);
        if entry.note.chars().count() > NOTE_CHARACTERS {
            mistakes.push(format!(
                "{place}{}: the note is too long to stand beside a question; keep it under {NOTE_CHARACTERS} characters",
                entry.code
            ));
        }
        if rubric.criterion(&entry.code).is_err() {
            mistakes.push(format!("{place}{}", rubric.unknown(&entry.code)));
        } else if let Some(before) = before {
            let first = lines
                .get(before)
                .map_or(String::new(), |line| format!(" on line {line}"));
            mistakes.push(format!(
                "{place}{}: this criterion is judged twice, first{first}; delete one of the two",
                entry.code
            ));
        }
    }
    mistakes
}

#[cfg(test)]
mod tests;
