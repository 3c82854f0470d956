//! The interview pack: read back by our own reader, opened by `LibreOffice`, safe with any text, always the same.

#![allow(clippy::unwrap_used, clippy::cast_possible_truncation)]

mod support;

use showcase::analysis::Analysis;
use showcase::coverage::Status;
use showcase::document::{BlockKind, Document};
use showcase::ingest::{limits::Limits, read};
use showcase::judgement::Judged;
use showcase::rubric::Rubric;
use showcase::view::docx::{PackOptions, write};
use showcase::view::{Part, Shown, neutral};
use std::io::{Cursor, Read};
use std::path::Path;
use std::process::Command;
use support::program::Folder;

const NAMED: PackOptions = PackOptions { names: true };

fn pack((analysis, rubric): &(Analysis, Rubric), options: PackOptions) -> Vec<u8> {
    let mut bytes = Vec::new();
    let part = Part::Interview;
    write(&mut bytes, Shown { analysis, rubric, part }, options).unwrap();
    bytes
}

fn read_back(bytes: &[u8]) -> Document {
    read(bytes, "pack.docx", &Limits::default()).unwrap()
}

/// Everything in the pack, on one line.
fn text(bytes: &[u8]) -> String {
    let blocks = read_back(bytes).blocks;
    let texts: Vec<String> = blocks.into_iter().map(|block| block.text).collect();
    one_line(&texts.join(" "))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The parts of the file with their names.
fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut part = archive.by_index(index).unwrap();
            let mut text = String::new();
            part.read_to_string(&mut text).unwrap();
            (part.name().to_owned(), text)
        })
        .collect()
}

fn part(bytes: &[u8], name: &str) -> String {
    let found = parts(bytes).into_iter().find(|(other, _)| other == name);
    found.unwrap().1
}

fn assert_complete(sample: &(Analysis, Rubric)) {
    let text = text(&pack(sample, NAMED));
    let (analysis, rubric) = sample;
    let plan = &analysis.interview;
    let questions = plan.questions.iter().chain(&plan.if_time_allows);
    let spoken = questions.clone().map(|question| &question.text);
    let probes = questions.clone().flat_map(|question| &question.probes);
    let said = questions.flat_map(|question| question.report_says.iter().map(|says| &says.quote));
    let evidence = analysis.criteria.iter().flat_map(|criterion| &criterion.evidence);
    let quotes = evidence.map(|evidence| &evidence.quote);
    let wordings = rubric.criteria.iter().map(|criterion| &criterion.wording);
    for expected in spoken.chain(probes).chain(said).chain(quotes).chain(wordings) {
        assert!(
            text.contains(&one_line(&neutral(expected))),
            "not in the pack: {expected}"
        );
    }
}

#[test]
fn questions_probes_quotes_and_wordings_are_all_there() {
    assert_complete(&support::sample());
}

#[test]
fn headings_are_headings() {
    let sample = support::sample();
    let document = read_back(&pack(&sample, PackOptions::default()));
    let headings: Vec<&str> = document
        .blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Heading)
        .map(|block| block.text.as_str())
        .collect();
    let last = format!("Question {}", sample.0.interview.questions.len());
    for heading in ["The plan", "Questions", "Question 1", &last, "Appendix A: coverage map"] {
        assert!(headings.contains(&heading), "{heading} is not in {headings:?}");
    }
    let styles = part(&pack(&sample, PackOptions::default()), "word/styles.xml");
    for (name, level) in [("heading 1", 0), ("heading 2", 1), ("heading 3", 2)] {
        assert!(styles.contains(&format!(r#"<w:name w:val="{name}" />"#)));
        assert!(styles.contains(&format!(r#"<w:outlineLvl w:val="{level}" />"#)));
    }
}

#[test]
fn each_question_has_its_time_and_its_place_in_the_report() {
    let text = text(&pack(&support::sample(), PackOptions::default()));
    for expected in [
        "00:00–01:00",
        "section 1.1",
        "page ",
        "These are counts of what was found",
    ] {
        assert!(text.contains(expected), "{expected}");
    }
}

#[test]
fn tables_have_marked_header_rows_and_boxes_are_left_empty() {
    let sample = support::sample();
    let document = part(&pack(&sample, PackOptions::default()), "word/document.xml");
    let plan = &sample.0.interview;
    let areas = plan.questions.len() + plan.if_time_allows.len();
    // The words, the plan, the criteria of each question, the coverage map, the sections.
    assert_eq!(document.matches("<w:tblHeader />").count(), areas + 4);
    let questions = plan.questions.iter().chain(&plan.if_time_allows);
    let criteria: usize = questions.map(|question| question.criteria.len()).sum();
    assert_eq!(document.matches(r#"<w14:checked w14:val="0" />"#).count(), 3 * criteria);
    assert_eq!(document.matches(r#"w:hRule="atLeast""#).count(), areas);
}

#[test]
fn the_language_is_british_english_and_pages_are_numbered() {
    let bytes = pack(&support::sample(), PackOptions::default());
    assert!(part(&bytes, "word/styles.xml").contains(r#"<w:lang w:val="en-GB""#));
    assert!(part(&bytes, "word/styles.xml").contains(r#"w:default="1" w:styleId="Normal""#));
    assert!(part(&bytes, "word/footer1.xml").contains("<w:instrText>PAGE</w:instrText>"));
}

#[test]
fn the_file_is_named_only_when_asked_for() {
    let sample = support::sample();
    let name = sample.0.report.name.as_str();
    let named = |options| -> Vec<String> {
        let parts = parts(&pack(&sample, options)).into_iter();
        let with_name = parts.filter(|(_, text)| text.contains(name));
        with_name.map(|(part, _)| part).collect()
    };
    assert_eq!(named(PackOptions::default()), Vec::<String>::new());
    assert_eq!(named(NAMED), ["word/document.xml", "word/header1.xml"]);
}

#[test]
fn the_same_analysis_gives_the_same_bytes() {
    let bytes = pack(&support::sample(), NAMED);
    assert_eq!(bytes, pack(&support::sample(), NAMED));
    let elsewhere = std::thread::spawn(|| pack(&support::sample(), NAMED));
    assert_eq!(bytes, elsewhere.join().unwrap());
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    for index in 0..archive.len() {
        assert_eq!(
            archive.by_index(index).unwrap().last_modified(),
            Some(zip::DateTime::default())
        );
    }
}

/// The hostile sample, with text that looks like the program's own marks and characters that XML forbids.
fn hostile() -> (Analysis, Rubric) {
    let (mut analysis, rubric) = support::hostile();
    let imitation = r#"<w:trHeight w:val="1" w:hRule="atLeast" /></w:t></w:r>"#;
    analysis.interview.questions[0].text += imitation;
    analysis.report.name += "\u{1}\u{1b}[31m\u{FFFE}\u{FFFF}";
    (analysis, rubric)
}

#[test]
fn hostile_text_stays_text() {
    let sample = hostile();
    assert_complete(&sample);
    let (plain, bytes) = (pack(&support::sample(), NAMED), pack(&sample, NAMED));
    for ((name, plain), (_, hostile)) in parts(&plain).iter().zip(parts(&bytes)) {
        for mark in ["<w:p ", "<w:tr ", "<w:tr>", "<w:tbl>", "<w:tblHeader", "<w:sdt>"] {
            assert_eq!(
                plain.matches(mark).count(),
                hostile.matches(mark).count(),
                "{name}: {mark}"
            );
        }
        assert!(!hostile.contains("<script") && !hostile.contains("<img"), "{name}");
        let is_forbidden =
            |c: char| (c.is_control() && !matches!(c, '\n' | '\r' | '\t')) || matches!(c, '\u{FFFE}' | '\u{FFFF}');
        assert!(!hostile.contains(is_forbidden), "{name}");
    }
}

#[test]
fn judgements_and_masks_are_told() {
    let mut sample = support::sample();
    let code = sample.0.interview.questions[0].criteria[0].clone();
    sample.0.masked = true;
    sample.0.interview.judged = vec![Judged {
        code,
        status: Status::Partial,
        tool_status: Status::NotFound,
        note: "only the logo is named".to_owned(),
    }];
    let text = text(&pack(&sample, PackOptions::default()));
    for expected in [
        "Your note: only the logo is named",
        "follow your judgements",
        "Personal data of customers is masked",
    ] {
        assert!(text.contains(expected), "{expected}");
    }
}

#[test]
fn a_plan_without_questions_is_a_pack_too() {
    let mut sample = support::sample();
    let plan = &mut sample.0.interview;
    (plan.opener, plan.questions, plan.if_time_allows) = (None, Vec::new(), Vec::new());
    assert!(text(&pack(&sample, PackOptions::default())).contains("no questions in"));
}

#[test]
fn libreoffice_opens_it() {
    let folder = Folder::new();
    for (name, bytes) in [
        ("plain", pack(&support::sample(), NAMED)),
        ("hostile", pack(&hostile(), NAMED)),
    ] {
        let file = folder.path().join(format!("{name}.docx"));
        std::fs::write(&file, bytes).unwrap();
        let Some(pages) = converted(&file) else {
            eprintln!("skipped: soffice is not installed");
            return;
        };
        assert!(pages.starts_with(b"%PDF"), "{name}");
    }
}

/// The file as PDF; nothing without `LibreOffice`.
fn converted(file: &Path) -> Option<Vec<u8>> {
    let folder = file.parent().unwrap();
    // A profile of its own, as a running LibreOffice would take over the work.
    let profile = format!(
        "-env:UserInstallation=file://{}",
        std::env::temp_dir().join("lo_pack").display()
    );
    let run = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", "pdf", "--outdir"])
        .args([folder, file])
        .output()
        .ok()?;
    assert!(run.status.success(), "{run:?}");
    Some(std::fs::read(file.with_extension("pdf")).unwrap())
}

#[test]
fn the_program_writes_the_pack_to_a_file() {
    let report = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/reports/draft.txt");
    let folder = Folder::new();
    let run = folder.run(&["interview", report, "--fast", "--format", "docx", "-o", "pack.docx"]);
    assert_eq!(
        (run.code, run.stdout.as_str(), run.stderr.as_str()),
        (Some(0), "", "written: pack.docx\n")
    );
    let bytes = std::fs::read(folder.path().join("pack.docx")).unwrap();
    assert!(text(&bytes).contains("Interview pack"));
    folder
        .run(&["interview", report, "--names"])
        .refuses(&["--names", "--format docx"]);
}
