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
fn a_command_names_the_exit_codes_it_has() {
    let folder = Folder::new();
    let codes = |command: &str| {
        let help = folder.run(&[command, "--help"]).stdout;
        let (_, codes) = help.split_once("Exit codes:").unwrap();
        codes
            .lines()
            .filter_map(|line| line.trim().split("  ").next()?.parse().ok())
            .collect::<Vec<u32>>()
    };
    assert_eq!(codes("analyse"), [0, 1, 2]);
    assert_eq!(codes("interview"), [0, 2]);
    assert_eq!(codes("batch"), [0, 2, 130]);
}

#[test]
fn what_is_typed_wrongly_is_told_in_plain_words_with_the_cure() {
    let folder = Folder::new();
    let cases: [(&[&str], &[&str]); 8] = [
        (&["analyse"], &["REPORT is missing", "`showcase analyse --help`"]),
        (&["annotate", "x.docx"], &["--output FILE is missing", "-o"]),
        (
            &["analyse", "x.docx", "--colour", "never"],
            &["--colour", "perhaps --color was meant"],
        ),
        (
            &["analise"],
            &["analise: there is no such command", "perhaps analyse was meant"],
        ),
        (
            &["interview", "x.docx", "--minutes", "x"],
            &["--minutes", "give a number of minutes, such as 30"],
        ),
        (
            &["interview", "x.docx", "--attempt", "12"],
            &["a whole number from 1 to 9"],
        ),
        (
            &["analyse", "x.docx", "--format", "pdf"],
            &["it can't be pdf", "text, json, markdown, html, docx"],
        ),
        (&["analyse", "x.docx", "--fast", "--fast"], &["--fast", "once only"]),
    ];
    for (arguments, parts) in cases {
        let run = folder.run(arguments);
        run.refuses(parts);
        assert_eq!(run.stderr.lines().count(), 1, "{}", run.stderr);
        assert!(
            !run.stderr.contains("invalid value") && !run.stderr.contains("argument"),
            "{}",
            run.stderr
        );
    }
}

#[test]
fn every_shell_gets_completions_and_every_command_a_page() {
    let folder = Folder::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = folder.run(&["completions", shell]);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{shell}");
        assert!(
            run.stdout.contains("judgements") && !run.stdout.contains("batch-worker"),
            "{shell}"
        );
    }
    let run = folder.run(&["man", "-o", "man"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let page = std::fs::read_to_string(folder.path().join("man/showcase-judgements-init.1")).unwrap();
    assert!(page.contains("--force") || page.contains("\\-\\-force"), "{page}");
    assert!(
        folder.path().join("man/showcase.1").is_file() && !folder.path().join("man/showcase-batch-worker.1").exists()
    );
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
    assert_eq!(Folder::new().run(&["rubric", "show", "s12.5"]).stdout, run.stdout);
    Folder::new()
        .run(&["rubric", "show", "S12.55"])
        .refuses(&["S12.55", "no such criterion", "the nearest are S12.5"]);
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
    assert_eq!(run.stderr, "written: old.json\n");
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

#[test]
fn no_result_replaces_the_rubric_it_was_made_with() {
    let rubric = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/rubrics/other.toml")).unwrap();
    let folder = Folder::new()
        .with("own.toml", &rubric)
        .with("report.txt", "We help customers.");
    std::fs::create_dir(folder.path().join("folder")).unwrap();
    std::fs::write(folder.path().join("folder/own.toml"), &rubric).unwrap();
    for (given, output) in [("own.toml", "./own.toml"), ("folder", "folder/own.toml")] {
        for command in [
            &["analyse", "report.txt", "--fast"][..],
            &["interview", "report.txt", "--fast"],
            &["review", "report.txt", "--fast"],
            &["compare", "report.txt", "report.txt", "--fast"],
            &["annotate", "report.txt", "--fast"],
            &["judgements", "init", "report.txt", "--force"],
            &["template", "--force"],
        ] {
            let run = folder.run(&[command, &["--rubric", given, "-o", output]].concat());
            run.refuses(&[output, "a file of the rubric and would be overwritten"]);
        }
        folder
            .run(&["batch", "report.txt", "-o", "out", "--rubric", given, "--key", output])
            .refuses(&["a file of the rubric"]);
        assert_eq!(std::fs::read(folder.path().join(output)).unwrap(), rubric);
    }
}

#[cfg(unix)]
#[test]
fn the_report_on_standard_input_is_not_written_over() {
    use std::process::{Command, Stdio};
    let folder = Folder::new().with("report.txt", "We help customers.");
    let path = folder.path().join("report.txt");
    let run = Command::new(env!("CARGO_BIN_EXE_showcase"))
        .args(["analyse", "-", "--fast", "-o", "report.txt"])
        .current_dir(folder.path())
        .stdin(Stdio::from(std::fs::File::open(&path).unwrap()))
        .output()
        .unwrap();
    let said = String::from_utf8(run.stderr).unwrap();
    assert!(
        run.status.code() == Some(2) && said.contains("the report itself"),
        "{said}"
    );
    assert_eq!(std::fs::read(&path).unwrap(), b"We help customers.");
}

#[cfg(unix)]
#[test]
fn a_name_may_be_as_long_as_the_system_allows() {
    let name = "x".repeat(250) + ".json";
    let folder = Folder::new();
    assert_eq!(folder.run(&["schema", "-o", &name]).code, Some(0));
    assert_eq!(folder.names(), [name]);
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
