//! The assessor's judgements, a choice of criteria and masking, through the program itself.

#![allow(clippy::unwrap_used)]

mod support;

use serde_json::Value;
use std::path::Path;
use support::program::{Folder, Outcome};

const REPORT: &str = "Apprentice showcase\n\n\
    The aims of the organisation\n\n\
    Harbour Lane is a garden centre in the retail sector. Its aim is to be the first place people come to for plants.\n\n\
    Dealing with customer conflict\n\n\
    Mrs Patel was upset because order no. 44712 had not come. I stayed calm, let her finish and asked what it was for. \
    I rang Mrs Patel on 07700 900123 on Tuesday to tell her where it was.\n";

fn folder() -> Folder {
    Folder::new().with("report.txt", REPORT)
}

/// With the file of judgements made, and changed by `edit`.
fn judged(edit: impl FnOnce(&mut Value)) -> Folder {
    let folder = folder();
    let run = folder.run(&["judgements", "init", "report.txt", "--fast", "-o", "j.json"]);
    assert_eq!(
        (run.code, run.stdout.as_str(), run.stderr.as_str()),
        (Some(0), "", "written: j.json\n")
    );
    let path = folder.path().join("j.json");
    let mut json: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    edit(&mut json);
    std::fs::write(&path, serde_json::to_vec_pretty(&json).unwrap()).unwrap();
    folder
}

fn set(json: &mut Value, code: &str, status: &str, note: &str) {
    let entries = json["criteria"].as_array_mut().unwrap();
    let entry = entries.iter_mut().find(|entry| entry["code"] == code).unwrap();
    entry["status"] = status.into();
    entry["note"] = note.into();
}

const PLAN: &[&str] = &["interview", "report.txt", "--fast"];

fn interview(folder: &Folder, more: &[&str]) -> Outcome {
    folder.run(&[PLAN, more].concat())
}

fn json(run: &Outcome) -> Value {
    assert_eq!(run.code, Some(0), "{run:?}");
    serde_json::from_str(&run.stdout).unwrap()
}

fn asked(plan: &Value) -> Vec<&str> {
    let questions = ["questions", "if_time_allows"]
        .into_iter()
        .flat_map(|list| plan[list].as_array().unwrap());
    questions
        .flat_map(|q| q["criteria"].as_array().unwrap())
        .map(|code| code.as_str().unwrap())
        .collect()
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn an_untouched_file_gives_the_same_plan() {
    let folder = judged(|_| ());
    let with = interview(&folder, &["--judgements", "j.json"]);
    assert_eq!((with.code, &with.stdout), (Some(0), &interview(&folder, &[]).stdout));
}

#[test]
fn the_plan_follows_the_assessor() {
    let folder = judged(|json| {
        for index in 0..40 {
            json["criteria"][index]["status"] = "evidenced".into();
        }
        set(json, "K2.2", "not_found", "only the logo is named");
        set(json, "S11.1", "evidenced", "seen on the visit");
    });
    let plan = json(&interview(&folder, &["--judgements", "j.json", "--format", "json"]));
    assert_eq!(asked(&plan), ["K2.2"]);
    assert_eq!(plan["gates"][0]["evidenced"], 29);
    assert!(plan["note"].as_str().unwrap().contains("the assessor decides"));
    let text = words(&interview(&folder, &["--judgements", "j.json"]).stdout);
    for part in [
        "Pass criteria evidenced in the report: 29 of 30; distinction: 10 of 10, 7 needed.",
        "follow your judgements",
        "the assessor decides",
        "only the logo is named",
        "Your note: seen on the visit",
    ] {
        assert!(text.contains(part), "“{part}” is not in: {text}");
    }
    assert!(text.to_lowercase().contains("you judged"));
    let markdown = interview(&folder, &["--judgements", "j.json", "--format", "markdown"]).stdout;
    assert!(markdown.contains("- you judged: ") && markdown.contains("only the logo is named"));
}

#[test]
fn without_judgements_the_counts_and_the_sentence_stand_there_too() {
    let folder = folder();
    for format in ["text", "markdown"] {
        let text = words(&interview(&folder, &["--format", format]).stdout);
        assert!(text.contains("Pass criteria evidenced in the report: "), "{text}");
        assert!(text.contains("not a grade: the assessor decides."), "{text}");
    }
    let plan = json(&interview(&folder, &["--format", "json"]));
    assert!(plan["gates"].is_array() && plan["note"].is_string());
}

#[test]
fn judgements_of_another_report_are_refused() {
    let folder = judged(|_| ()).with("later.txt", format!("{REPORT}One more sentence stands here."));
    let arguments = [
        "interview",
        "later.txt",
        "--fast",
        "--judgements",
        "j.json",
        "-o",
        "plan.txt",
    ];
    folder
        .run(&arguments)
        .refuses(&["j.json", "report.txt", "later.txt", "judgements init"]);
    assert_eq!(folder.names(), ["j.json", "later.txt", "report.txt"]);
}

#[test]
fn mistakes_in_judgements_are_told_and_nothing_is_written() {
    for (from, to, parts) in [
        (
            "\"K2.1\"",
            "\"K2.11\"",
            ["line", "K2.11: the rubric has no such criterion", "K2.1"],
        ),
        ("\"K2.2\"", "\"K2.1\"", ["line", "K2.1", "twice"]),
        ("\"status\": null", "\"status\": \"met\"", ["line", "met", "evidenced"]),
        ("\"note\"", "\"remark\"", ["line", "remark", "correct the key"]),
        (
            "judgements/1",
            "judgements/9",
            ["line", "judgements/9", "judgements init"],
        ),
        (",", "", ["line", "not JSON", "judgements init"]),
    ] {
        let folder = judged(|_| ());
        let path = folder.path().join("j.json");
        let json = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, json.replacen(from, to, 1)).unwrap();
        interview(&folder, &["--judgements", "j.json", "-o", "plan.txt"]).refuses(&[&["j.json"], &parts[..]].concat());
        assert_eq!(folder.names(), ["j.json", "report.txt"]);
    }
    interview(&folder(), &["--judgements", "gone.json"]).refuses(&["gone.json", "no such file"]);
}

#[test]
fn other_files_are_no_judgements() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let folder = folder();
    let analysis = folder.run(&[
        "analyse",
        "report.txt",
        "--fast",
        "--format",
        "json",
        "-o",
        "result.json",
    ]);
    assert_eq!(analysis.code, Some(0));
    interview(&folder, &["--judgements", "result.json"]).refuses(&["result.json", "showcase/1", "judgements init"]);
    for file in [
        "broken/picture.png",
        "broken/empty.docx",
        "corpus/dev/d01.docx",
        "corpus/dev/d01.gold.json",
    ] {
        let path = fixtures.join(file);
        interview(&folder, &["--judgements", path.to_str().unwrap()]).refuses(&[file, "judgements"]);
    }
}

#[test]
fn work_done_is_never_written_over() {
    let folder = judged(|json| set(json, "K2.1", "partial", "an evening's work"));
    let path = folder.path().join("j.json");
    let before = std::fs::read(&path).unwrap();
    let again = ["judgements", "init", "report.txt", "--fast", "-o", "j.json"];
    folder
        .run(&again)
        .refuses(&["j.json", "may hold judgements", "--force"]);
    interview(&folder, &["--judgements", "j.json", "-o", "j.json"]).refuses(&["j.json", "would be overwritten"]);
    assert_eq!(std::fs::read(&path).unwrap(), before);
    assert_eq!(folder.run(&[&again[..], &["--force"]].concat()).code, Some(0));
    assert!(!std::fs::read_to_string(&path).unwrap().contains("evening"));
    folder
        .run(&["judgements", "init", "report.txt", "--force", "-o", "report.txt"])
        .refuses(&["report.txt", "would be overwritten"]);
    assert_eq!(
        std::fs::read_to_string(folder.path().join("report.txt")).unwrap(),
        REPORT
    );
}

#[test]
fn unusable_reports_get_no_file_of_judgements() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/broken");
    let folder = Folder::new();
    for file in ["picture.png", "truncated.docx", "protected.docx", "no-text.docx"] {
        let path = fixtures.join(file);
        folder
            .run(&["judgements", "init", path.to_str().unwrap(), "-o", "j.json"])
            .refuses(&[file]);
    }
    assert!(folder.names().is_empty());
}

#[test]
fn the_file_comes_on_standard_output_and_goes_in_on_standard_input() {
    let folder = folder();
    let file = folder.run(&["judgements", "init", "report.txt", "--fast"]);
    let made = json(&file);
    assert_eq!(made["schema"], "showcase-judgements/1");
    assert_eq!(made["report"]["name"], "report.txt");
    assert_eq!(made["criteria"].as_array().unwrap().len(), 40);
    let arguments = [PLAN, &["--judgements", "-"]].concat();
    assert_eq!(folder.run_with(&arguments, file.stdout.as_bytes()).code, Some(0));
    folder
        .run(&["interview", "-", "--judgements", "-"])
        .refuses(&["standard input", "give one of them as a file"]);
}

#[test]
fn the_schema_of_judgements_is_printed() {
    let schema = json(&Folder::new().run(&["judgements", "schema"]));
    assert_eq!(schema["title"], "JudgementFile");
    assert_eq!(schema["additionalProperties"], false);
}

#[test]
fn a_plan_can_be_limited_to_some_criteria() {
    let folder = folder();
    let plan = json(&interview(&folder, &["--only", "s12.5, K2.1,K2.2", "--format", "json"]));
    let mut codes = asked(&plan);
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes, ["K2.1", "K2.2", "S12.5"]);
    assert_eq!(plan["only"], serde_json::json!(["K2.1", "K2.2", "S12.5"]));
    assert!(interview(&folder, &["--only", "K2.1"]).stdout.contains("on K2.1 only"));
    for (codes, parts) in [
        ("K2.9", ["K2.9", "no such criterion", "K2.1"]),
        ("K2.1;S12.5", ["K2.1;S12.5", "no such criterion", "nearest"]),
        (",", ["no code", "commas", "K2.1"]),
    ] {
        interview(&folder, &["--only", codes, "-o", "plan.txt"]).refuses(&parts);
    }
    assert_eq!(folder.names(), ["report.txt"]);
}

#[test]
fn impossible_minutes_write_nothing() {
    let folder = folder();
    for minutes in ["0", "-5", "601", "nan", "inf", "soon", ""] {
        let argument = format!("--minutes={minutes}");
        interview(&folder, &[&argument, "-o", "plan.txt"]).refuses(&["--minutes"]);
    }
    assert_eq!(folder.names(), ["report.txt"]);
}

#[test]
fn customers_are_masked_on_request_only() {
    let folder = folder();
    let secrets = ["Patel", "44712", "900123"];
    let analyse = |more: &[&str]| {
        folder
            .run(&[&["analyse", "report.txt", "--fast"], more].concat())
            .stdout
    };
    let exact = analyse(&["--format", "json"]);
    assert!(secrets.iter().all(|secret| exact.contains(secret)) && exact.contains("\"masked\": false"));
    for format in ["json", "text", "markdown"] {
        for masked in [
            analyse(&["--mask", "--format", format]),
            interview(&folder, &["--mask", "--format", format]).stdout,
        ] {
            assert!(secrets.iter().all(|secret| !masked.contains(secret)), "{masked}");
            let said = if format == "json" {
                "\"masked\": true"
            } else {
                "is masked"
            };
            assert!(words(&masked).contains(said), "{masked}");
        }
    }
}

/// Files of apprentices are called by their names.
#[test]
fn a_masked_result_does_not_name_the_file_unless_asked() {
    let folder = folder();
    std::fs::rename(folder.path().join("report.txt"), folder.path().join("Ada Lovelace.txt")).unwrap();
    let run = |arguments: &[&str]| {
        let run = folder.run(arguments);
        assert_eq!(run.code, Some(0), "{run:?}");
        run.stdout
    };
    for format in ["json", "text", "markdown", "html"] {
        let of = |more: &[&str]| {
            let analyse = ["analyse", "Ada Lovelace.txt", "--fast", "--format", format];
            run(&[&analyse, more].concat())
        };
        assert!(of(&[]).contains("Lovelace"), "{format}");
        let masked = of(&["--mask"]);
        assert!(!masked.contains("Lovelace") && masked.contains("report 1"), "{format}");
    }
    let review = run(&["review", "Ada Lovelace.txt", "--fast", "--mask"]);
    assert!(review.contains("report 1") && !review.contains("Lovelace"), "{review}");
    let compare = ["compare", "Ada Lovelace.txt", "Ada Lovelace.txt", "--fast", "--mask"];
    let compared = run(&compare);
    assert!(
        compared.contains("report 1") && compared.contains("report 2") && !compared.contains("Lovelace"),
        "{compared}"
    );
    for (more, is_named) in [(&["--mask"][..], false), (&["--mask", "--names"], true)] {
        let pack = [
            "interview",
            "Ada Lovelace.txt",
            "--fast",
            "--format",
            "docx",
            "-o",
            "pack.docx",
        ];
        run(&[&pack, more].concat());
        let mut parts = zip::ZipArchive::new(std::fs::File::open(folder.path().join("pack.docx")).unwrap()).unwrap();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut parts.by_name("word/document.xml").unwrap(), &mut text).unwrap();
        assert_eq!(text.contains("Lovelace"), is_named);
    }
}
