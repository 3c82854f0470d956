//! The program itself: usage, rubrics, the schema, and every way in which a file can't be used.

#![allow(clippy::unwrap_used, clippy::cast_possible_truncation)]

mod support;

use support::program::Folder;

#[test]
fn help_names_the_exit_codes() {
    let run = Folder::new().run(&["--help"]);
    assert_eq!(run.code, Some(0));
    assert!(run.stdout.contains("1    pass criteria are open"), "{}", run.stdout);
}

#[test]
fn manual_pages_and_completions_come_from_the_commands() {
    let folder = Folder::new();
    assert_eq!(folder.run(&["man", "-o", "pages"]).code, Some(0));
    let page = std::fs::read_to_string(folder.path().join("pages/showcase-interview.1")).unwrap();
    assert!(page.contains("judgements") && page.contains(".SH OPTIONS"), "{page}");
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let run = folder.run(&["completions", shell]);
        assert!(run.code == Some(0) && run.stdout.contains("attempt"), "{shell}");
    }
}

#[test]
fn the_report_on_standard_input_is_not_written_over() {
    let folder = Folder::new().with("report.txt", "I rang the customer.");
    let report = std::fs::File::open(folder.path().join("report.txt")).unwrap();
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_showcase"))
        .args(["analyse", "-", "--fast", "-o", "report.txt"])
        .current_dir(folder.path())
        .stdin(report)
        .output()
        .unwrap();
    assert_eq!(run.status.code(), Some(2));
    assert_eq!(
        std::fs::read(folder.path().join("report.txt")).unwrap(),
        b"I rang the customer."
    );
}

#[test]
fn a_result_may_have_the_longest_of_names() {
    let folder = Folder::new().with("report.txt", "I rang the customer.");
    let name = format!("{}.txt", "x".repeat(250));
    assert_eq!(
        folder.run(&["analyse", "report.txt", "--fast", "-o", &name]).code,
        Some(0)
    );
}

#[test]
fn codes_are_shown_however_they_are_typed() {
    let run = Folder::new().run(&["rubric", "show", "s12.5,K2.1"]);
    assert!(
        run.stdout.starts_with("K2.1 (pass)") && run.stdout.contains("S12.5 (pass)"),
        "{run:?}"
    );
    Folder::new().run(&["rubric", "show", "k9"]).refuses(&["k9", "nearest"]);
}

#[test]
fn an_unknown_command_is_a_usage_error() {
    Folder::new().run(&["analise"]).refuses(&["analise"]);
}

#[test]
fn the_built_in_rubric_is_shown_within_80_columns() {
    let run = Folder::new().run(&["rubric", "show"]);
    assert_eq!(run.code, Some(0));
    assert!(run.stdout.contains("K2.1") && run.stdout.lines().all(|line| line.chars().count() <= 80));
}

#[test]
fn one_criterion_can_be_shown() {
    let run = Folder::new().run(&["rubric", "show", "S12.5"]);
    assert!(
        run.stdout
            .contains("Keep customers informed of progress while resolving issues")
    );
    Folder::new()
        .run(&["rubric", "show", "X9"])
        .refuses(&["X9", "no such criterion"]);
}

#[test]
fn a_rubric_is_checked_from_a_file_or_a_folder() {
    let own = concat!(env!("CARGO_MANIFEST_DIR"), "/rubric");
    let run = Folder::new().run(&["rubric", "check", own]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert!(
        run.stdout
            .contains("no mistakes; 40 criteria (30 pass, 0 merit, 10 distinction) in 17 sections")
    );
}

#[test]
fn mistakes_in_a_rubric_are_told_with_their_line() {
    let folder = Folder::new().with("mine.toml", "[standard]\ncode = \"X\"\ncolour = 3\n");
    folder
        .run(&["rubric", "check", "mine.toml"])
        .refuses(&["mine.toml", "line 3", "colour"]);
    folder
        .run(&["rubric", "show", "--rubric", "mine.toml"])
        .refuses(&["mine.toml", "line 3"]);
}

#[test]
fn every_unusable_rubric_path_has_its_own_message() {
    let folder = Folder::new().with("latin.toml", b"code = \"\xE9\"");
    folder
        .run(&["rubric", "check", "gone.toml"])
        .refuses(&["gone.toml", "no such file", "check the name"]);
    folder
        .run(&["rubric", "check", "latin.toml"])
        .refuses(&["latin.toml", "UTF-8"]);
    let empty = Folder::new();
    empty
        .run(&["rubric", "check", "."])
        .refuses(&["no .toml file in this folder"]);
}

#[test]
fn a_result_is_written_whole_or_not_at_all() {
    let folder = Folder::new().with("old.json", "old");
    let run = folder.run(&["schema", "-o", "old.json"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""));
    let written = std::fs::read_to_string(folder.path().join("old.json")).unwrap();
    assert!(written.starts_with('{') && written.ends_with("}\n"));
    assert_eq!(folder.names(), ["old.json"]);

    folder.run(&["schema", "-o", "."]).refuses(&["this is a folder"]);
    folder
        .run(&["schema", "-o", "gone/x.json"])
        .refuses(&["x.json", "can't be written", "nothing was changed"]);
    assert_eq!(folder.names(), ["old.json"]);
}

#[cfg(unix)]
#[test]
fn only_ordinary_files_are_replaced() {
    Folder::new()
        .run(&["schema", "-o", "/dev/null"])
        .refuses(&["/dev/null", "not an ordinary file"]);
    let folder = Folder::new().with("real.json", "old");
    std::os::unix::fs::symlink("real.json", folder.path().join("link.json")).unwrap();
    assert_eq!(folder.run(&["schema", "-o", "link.json"]).code, Some(0));
    assert!(folder.path().join("link.json").is_symlink());
    assert!(
        std::fs::read_to_string(folder.path().join("real.json"))
            .unwrap()
            .starts_with('{')
    );
}

#[cfg(unix)]
#[test]
fn a_reader_that_stops_early_is_no_error() {
    use std::process::{Command, Stdio};
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let run = Command::new(env!("CARGO_BIN_EXE_showcase"))
        .arg("schema")
        .stdout(Stdio::from(writer))
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
        .wait_with_output()
        .unwrap();
    assert_eq!((run.status.code(), run.stderr.as_slice()), (Some(0), b"".as_slice()));
}
