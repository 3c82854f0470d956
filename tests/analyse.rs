//! `showcase analyse` and `showcase interview` through the program itself.

#![allow(clippy::unwrap_used, clippy::cast_possible_truncation)]

mod support;

use support::program::{Folder, Outcome};

const REPORT: &str = "Apprentice showcase\n\n\
    The aims of the organisation\n\n\
    Harbour Lane is a garden centre in the retail sector. Its aim is to be the first place people come to for plants.\n\n\
    Dealing with customer conflict\n\n\
    A man shouted because his bench had not come. I stayed calm, let him finish and asked what it was for. \
    I rang him on Tuesday and on Thursday to tell him where it was.\n";

fn json(run: &Outcome) -> serde_json::Value {
    assert_eq!(run.code, Some(0), "{run:?}");
    serde_json::from_str(&run.stdout).unwrap()
}

#[test]
fn a_report_is_analysed_in_every_format() {
    let folder = Folder::new().with("report.txt", REPORT);
    let text = folder.run(&["analyse", "report.txt"]);
    assert_eq!((text.code, text.stderr.as_str()), (Some(0), ""));
    assert!(text.stdout.starts_with("report.txt\n") && !text.stdout.contains('\u{1b}'));
    let markdown = folder.run(&["analyse", "report.txt", "--format", "markdown"]);
    assert!(markdown.stdout.starts_with("# report.txt\n"));
    let json = json(&folder.run(&["analyse", "report.txt", "--format", "json"]));
    assert_eq!(json["schema"], "showcase/1");
    assert_eq!(json["criteria"].as_array().unwrap().len(), 40);
}

#[test]
fn standard_input_is_read_as_a_file_is() {
    let folder = Folder::new().with("report.txt", REPORT);
    let mut from_file = json(&folder.run(&["analyse", "report.txt", "--format", "json"]));
    let mut from_input = json(&folder.run_with(&["analyse", "-", "--format", "json"], REPORT.as_bytes()));
    assert_eq!(from_input["report"]["name"], "standard input");
    from_file["report"]["name"].take();
    from_input["report"]["name"].take();
    assert_eq!(from_file, from_input);
}

#[test]
fn a_second_run_gives_the_same_bytes() {
    let folder = Folder::new().with("report.txt", REPORT);
    let run = || folder.run(&["analyse", "report.txt", "--format", "json"]).stdout;
    assert_eq!(run(), run());
}

#[test]
fn open_pass_criteria_count_only_under_check() {
    let folder = Folder::new().with("report.txt", REPORT);
    assert_eq!(folder.run(&["analyse", "report.txt"]).code, Some(0));
    let checked = folder.run(&["analyse", "report.txt", "--check"]);
    assert_eq!(checked.code, Some(1));
    let said = &checked.stderr;
    assert!(
        said.lines().count() == 1 && said.contains("pass criteria are open: "),
        "{said}"
    );
    assert!(checked.stdout.contains("COVERAGE"));
}

#[test]
fn colour_comes_when_asked_for() {
    let folder = Folder::new().with("report.txt", REPORT);
    assert!(
        folder
            .run(&["analyse", "report.txt", "--color", "always"])
            .stdout
            .contains('\u{1b}')
    );
    assert!(
        !folder
            .run(&["analyse", "report.txt", "--color", "never"])
            .stdout
            .contains('\u{1b}')
    );
}

#[test]
fn the_interview_fits_the_minutes_given() {
    let folder = Folder::new().with("report.txt", REPORT);
    let plan = json(&folder.run(&["interview", "report.txt", "--minutes", "12", "--format", "json"]));
    assert_eq!(plan["limit_minutes"], 12.0);
    assert!(plan["planned_minutes"].as_f64().unwrap() <= 12.0);
    assert!(!plan["if_time_allows"].as_array().unwrap().is_empty());
    for minutes in ["0", "-3", "nan", "9999", "half"] {
        let argument = format!("--minutes={minutes}");
        folder
            .run(&["interview", "report.txt", &argument])
            .refuses(&["--minutes"]);
    }
}

#[test]
fn every_unusable_file_has_its_own_message() {
    let folder = Folder::new()
        .with("empty.docx", "")
        .with("image.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    folder
        .run(&["analyse", "gone.docx"])
        .refuses(&["gone.docx", "no such file", "check the name"]);
    folder
        .run(&["analyse", "."])
        .refuses(&[".: this is a folder", "give the file in it"]);
    folder
        .run(&["analyse", "empty.docx"])
        .refuses(&["empty.docx", "is empty"]);
    folder
        .run(&["analyse", "image.png", "-o", "out.txt"])
        .refuses(&["image.png"]);
    folder
        .run_with(&["analyse", "-"], b"")
        .refuses(&["standard input", "is empty"]);
    assert_eq!(folder.names(), ["empty.docx", "image.png"]);
}

#[test]
fn a_name_cannot_control_the_terminal() {
    let run = Folder::new().run(&["analyse", "\u{1b}[2Jgone.docx"]);
    run.refuses(&["gone.docx"]);
    assert!(!run.stderr.contains('\u{1b}'));
}

#[cfg(unix)]
#[test]
fn a_name_brings_nothing_into_a_result_that_a_terminal_would_obey() {
    let (name, obeyed) = ("a\u{9b}2J\u{202e}txt.b\u{2066}.txt", ['\u{9b}', '\u{202e}', '\u{2066}']);
    let folder = Folder::new().with(name, REPORT);
    for format in ["text", "json", "markdown", "html"] {
        let run = folder.run(&["analyse", name, "--fast", "--format", format]);
        assert!(run.code == Some(0) && !run.stdout.contains(obeyed), "{format}");
    }
    for arguments in [
        &["review", name, "--fast", "--format", "json"][..],
        &["compare", name, name, "--fast", "--format", "json"],
        &["judgements", "init", name, "--fast"],
    ] {
        let run = folder.run(arguments);
        assert!(run.code == Some(0) && !run.stdout.contains(obeyed), "{arguments:?}");
    }
    let run = folder.run(&["batch", name, "-o", "out", "--fast", "--names"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    for result in [
        "index.html",
        "summary.csv",
        "names.csv",
        "reports/R001.json",
        "reports/R001.html",
    ] {
        let text = std::fs::read_to_string(folder.path().join("out").join(result)).unwrap();
        assert!(!text.contains(obeyed), "{result}");
    }
}

#[test]
fn the_report_itself_is_never_overwritten() {
    let folder = Folder::new().with("report.txt", REPORT);
    folder
        .run(&["analyse", "report.txt", "-o", "./report.txt"])
        .refuses(&["would be overwritten"]);
    assert_eq!(
        std::fs::read_to_string(folder.path().join("report.txt")).unwrap(),
        REPORT
    );
}

#[test]
fn a_result_goes_to_the_file_named() {
    let folder = Folder::new().with("report.txt", REPORT);
    let run = folder.run(&["analyse", "report.txt", "-o", "out.md", "--format", "markdown"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""));
    assert_eq!(folder.names(), ["out.md", "report.txt"]);
}

#[test]
fn pictures_alone_are_a_short_report() {
    let folder = Folder::new().with("report.txt", "😀👍🏽👩‍👩‍👧 🎉🎉🎉\n\n😀😀");
    for more in [&[][..], &["--fast"]] {
        let run = folder.run(&[&["analyse", "report.txt", "--format", "json"], more].concat());
        assert_eq!(run.code, Some(0), "{run:?}");
        let warnings = json(&run)["warnings"].to_string();
        assert!(warnings.contains("check that it is the whole report"), "{warnings}");
    }
}

#[cfg(unix)]
#[test]
fn endless_input_is_stopped() {
    Folder::new()
        .run(&["analyse", "/dev/zero"])
        .refuses(&["/dev/zero", "64 MB"]);
}
