//! Judgements of a report made by hand.

use super::*;
use crate::analysis::{ReportFacts, RubricFacts};
use crate::coverage::Evidence;
use crate::document::Format;
use crate::interview;
use crate::words::WordLedger;

const BYTES: &[u8] = b"the report";

fn analysis(rubric: &Rubric) -> Analysis {
    let criteria: Vec<CriterionCoverage> = rubric.criteria.iter().map(coverage).collect();
    Analysis {
        schema: String::new(),
        version: String::new(),
        report: ReportFacts {
            name: "mine.docx".to_owned(),
            format: Format::Docx,
            pages: None,
        },
        rubric: RubricFacts {
            standard: String::new(),
            plan: String::new(),
            reader: String::new(),
            calibrated: true,
        },
        words: WordLedger {
            counted: 4210,
            front: 0,
            headings: 0,
            tables: 0,
            notes: 0,
            other: 0,
            appendix: 0,
            left_out: 0,
            total: 4210,
            limit: None,
            advice: String::new(),
            tasks: vec![],
            sections: vec![],
        },
        blocks: vec![],
        gates: vec![],
        interview: interview::plan(&criteria, rubric, 30.0, 1),
        criteria,
        warnings: vec![],
        masked: false,
        presentation: None,
    }
}

fn coverage(criterion: &crate::rubric::Criterion) -> CriterionCoverage {
    let quote = format!("I wrote about {}.", criterion.code);
    CriterionCoverage {
        code: criterion.code.clone(),
        level: criterion.level,
        status: Status::Partial,
        score: 1.0,
        confidence: 0.5,
        evidence: vec![Evidence {
            block: 0,
            start: 0,
            end: quote.len(),
            quote,
            page: None,
            sections: vec![],
            in_appendix: false,
            strength: 0.5,
        }],
        missing: vec!["something".to_owned()],
        reason: String::new(),
    }
}

fn blank() -> (Rubric, Analysis, JudgementFile) {
    let rubric = Rubric::builtin().unwrap();
    let analysis = analysis(&rubric);
    let file = JudgementFile::blank(BYTES, &analysis, &rubric);
    (rubric, analysis, file)
}

fn read(json: &str) -> Result<Judgements> {
    let report = Report {
        name: "other.docx",
        bytes: BYTES,
    };
    Judgements::read("j.json", json.as_bytes(), report, &Rubric::builtin().unwrap())
}

#[track_caller]
fn refuses(json: &str, parts: &[&str]) {
    let message = read(json).unwrap_err().to_string();
    for part in ["j.json"].iter().chain(parts) {
        assert!(message.contains(part), "“{part}” is not in: {message}");
    }
}

#[test]
fn the_file_names_the_report_and_lists_every_criterion() {
    let (_, _, file) = blank();
    assert_eq!((file.report.name.as_str(), file.report.words), ("mine.docx", 4210));
    // The digest of "the report", as other programs give it.
    assert_eq!(file.report.sha256.len(), 64);
    assert_eq!(
        sha256(b"abc"),
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    );
    assert_eq!(file.criteria.len(), 40);
    let first = &file.criteria[0];
    assert_eq!(
        (first.code.as_str(), first.quote.as_deref(), first.status),
        ("K2.1", Some("I wrote about K2.1."), None)
    );
    assert!(first.wording.starts_with("State the aims"));
}

#[test]
fn an_untouched_file_changes_nothing() {
    let (rubric, analysis, file) = blank();
    let mut criteria = analysis.criteria.clone();
    let judged = read(&file.to_json().unwrap()).unwrap().apply(&mut criteria, &rubric);
    assert_eq!((judged, criteria), (vec![], analysis.criteria));
}

#[test]
fn changed_statuses_take_the_place_of_ours() {
    let (rubric, analysis, mut file) = blank();
    for (entry, status) in file
        .criteria
        .iter_mut()
        .zip([Status::Evidenced, Status::NotFound, Status::Partial])
    {
        entry.status = Some(status);
        entry.note = format!(" about {} ", entry.code);
    }
    let mut criteria = analysis.criteria;
    let with_mark = format!("\u{feff}{}", file.to_json().unwrap());
    let judged = read(&with_mark).unwrap().apply(&mut criteria, &rubric);
    let changed: Vec<(&str, bool, &str)> = judged
        .iter()
        .map(|j| (j.code.as_str(), j.is_changed(), j.note.as_str()))
        .collect();
    assert_eq!(
        changed,
        [
            ("K2.1", true, "about K2.1"),
            ("K2.2", true, "about K2.2"),
            ("K2.3", false, "about K2.3")
        ]
    );
    let of = |index: usize| {
        let c: &CriterionCoverage = &criteria[index];
        (c.status, c.missing.len(), c.evidence.len(), c.confidence.to_bits())
    };
    let sure = 1.0_f32.to_bits();
    assert_eq!(of(0), (Status::Evidenced, 0, 1, sure));
    assert_eq!(of(1), (Status::NotFound, rubric.criteria[1].asks.len(), 0, sure));
    assert_eq!(of(2), (Status::Partial, 1, 1, sure));
    assert_eq!(of(3).3, 0.5_f32.to_bits());
}

#[test]
fn what_was_accepted_is_what_stood_in_the_file() {
    let (rubric, analysis, mut file) = blank();
    file.criteria[0].tool_status = Some(Status::Evidenced);
    let mut criteria = analysis.criteria;
    let judged = read(&file.to_json().unwrap()).unwrap().apply(&mut criteria, &rubric);
    assert_eq!((judged.len(), criteria[0].status), (1, Status::Evidenced));
}

#[test]
fn only_the_report_that_was_judged_fits() {
    let (_, _, mut file) = blank();
    file.report.sha256 = file.report.sha256.to_uppercase();
    assert!(read(&file.to_json().unwrap()).is_ok());
    file.report.sha256 = "0".repeat(64);
    refuses(
        &file.to_json().unwrap(),
        &["mine.docx", "4210 words", "other.docx", "judgements init"],
    );
}

#[test]
fn mistakes_are_told_with_line_code_and_cure() {
    let json = blank().2.to_json().unwrap();
    let line = |part: &str| 1 + json[..json.find(part).unwrap()].matches('\n').count();
    let replaced = |from: &str, to: &str| json.replacen(from, to, 1);
    let k22 = line("\"code\": \"K2.2\"");
    refuses(
        &replaced("\"K2.2\"", "\"K2.22\""),
        &[&format!("line {k22}: K2.22: the rubric has no such criterion"), "K2.2"],
    );
    refuses(
        &replaced("\"K2.2\"", "\"K2.1\""),
        &[
            &format!("line {k22}: K2.1"),
            "twice",
            &format!("on line {}", line("\"K2.1\"")),
            "delete",
        ],
    );
    let status = replaced("\"status\": null", "\"status\": \"evidencd\"");
    refuses(
        &status,
        &[
            &format!("line {} (K2.1)", line("\"status\": null")),
            "evidencd",
            "`not_found`",
            "or null",
        ],
    );
    refuses(
        &replaced("\"note\"", "\"notes\""),
        &["(K2.1)", "unknown field `notes`", "correct the key"],
    );
    refuses(
        &replaced("\"status\": null", "\"status\": null, \"status\": null"),
        &["duplicate", "delete one"],
    );
    refuses(
        &replaced("\"words\": 4210", "\"words\": \"many\""),
        &["line", "invalid type", "judgements schema"],
    );
    refuses(&replaced("\"sha256\"", "\"sha\""), &["unknown field `sha`"]);
    refuses(&json[..json.len() / 2], &["line", "not JSON", "judgements init"]);
    refuses("", &["line 1", "not JSON"]);
    refuses("[1]", &["line 1", "invalid type"]);
    refuses(&"[".repeat(100_000), &["line 1"]);
}

#[test]
fn every_wrong_code_is_told_at_once() {
    let json = blank().2.to_json().unwrap();
    let wrong = json.replacen("\"K2.1\"", "\"X1\"", 1).replacen("\"K2.2\"", "\"X2\"", 1);
    refuses(&wrong, &["2 mistake(s)", "X1", "X2"]);
}

#[test]
fn other_kinds_of_files_are_known_as_such() {
    let json = blank().2.to_json().unwrap();
    refuses(
        &json.replacen("judgements/1", "judgements/2", 1),
        &["line 2", "showcase-judgements/2", SCHEMA],
    );
    refuses(
        r#"{"schema": "showcase/1", "blocks": []}"#,
        &["“showcase/1”", "judgements init"],
    );
    assert!(
        Judgements::read(
            "j.json",
            b"\xff\xfe",
            Report { name: "r", bytes: b"" },
            &Rubric::builtin().unwrap()
        )
        .unwrap_err()
        .to_string()
        .contains("UTF-8")
    );
}

#[test]
fn a_note_may_hold_anything() {
    let (_, _, mut file) = blank();
    file.criteria[0].note = "she wrote \"code\": \"X9\",\n\u{1b}[2J".to_owned();
    file.criteria[2].code = "X3".to_owned();
    let json = file.to_json().unwrap();
    let line = 1 + json[..json.find("\"X3\"").unwrap()].matches('\n').count();
    refuses(&json, &[&format!("line {line}: X3")]);
}

#[test]
fn the_schema_describes_the_file() {
    let schema = schema().unwrap();
    for part in ["tool_status", "sha256", "not_found", "additionalProperties"] {
        assert!(schema.contains(part), "{part}");
    }
}

#[test]
fn a_status_of_the_wrong_kind_and_a_note_without_end_are_named() {
    let (_, _, file) = blank();
    let json = file.to_json().unwrap();
    refuses(
        &json.replacen("\"status\": null", "\"status\": 1", 1),
        &["(K2.1)", "this is no status"],
    );
    let long = format!("\"note\": \"{}\"", "x".repeat(3_000));
    refuses(&json.replacen("\"note\": \"\"", &long, 1), &["K2.1", "too long"]);
}
