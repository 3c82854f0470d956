//! `showcase review` through the program itself.

#![allow(clippy::unwrap_used)]

mod support;

use serde_json::Value;
use support::program::Folder;

const REPORT: &str = "# Apprentice Showcase\n\nName: Sam Lee\n\n## Dealing with customer conflict\n\nMrs Patel was upset because her <bench> had not \
    come. I stayed calm and let her finish. I rang her on 07700 900123 on Tuesday to tell her where it was. Her letter is in Appendix 3.\n\n\
    We use Copilot at work to sort letters.\n";

fn folder() -> Folder {
    Folder::new().with("draft.md", REPORT)
}

#[test]
fn every_flag_comes_with_place_and_rule() {
    let run = folder().run(&["review", "draft.md", "--fast", "--format", "json"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    let json: Value = serde_json::from_str(&run.stdout).unwrap();
    let flags = json["flags"].as_array().unwrap();
    let kinds: Vec<&str> = flags.iter().map(|flag| flag["kind"].as_str().unwrap()).collect();
    assert_eq!(
        kinds,
        ["ai", "personal", "appendix_missing", "submission_sheet", "employer"]
    );
    assert!(
        flags
            .iter()
            .all(|flag| flag["rule"]["source"].as_str().unwrap().starts_with("EPA kit"))
    );
    assert_eq!(flags[0]["place"]["begins"], "We use Copilot at work to sort letters.");
    assert_eq!(json["sections"].as_array().unwrap().len(), 17);
    assert_eq!(json["schema"], "showcase-review/1");
}

#[test]
fn every_view_says_the_same_and_keeps_text_as_text() {
    let folder = folder();
    let text = folder.run(&["review", "draft.md", "--fast"]).stdout;
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    let markdown = folder
        .run(&["review", "draft.md", "--fast", "--format", "markdown"])
        .stdout;
    let html = folder
        .run(&["review", "draft.md", "--fast", "--format", "html", "--mask"])
        .stdout;
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in [
        "Where to start",
        "Appendix 3, and we could not find it",
        "does not give a grade",
    ] {
        assert!(one_line.to_lowercase().contains(&part.to_lowercase()), "{part}: {text}");
        assert!(markdown.contains(part) && html.contains(part), "{part}");
    }
    assert!(
        html.contains("&lt;bench&gt;")
            && !html.contains("<bench>")
            && !html.contains("<script")
            && !html.contains("900123")
    );
}

#[test]
fn what_is_masked_here_still_stands_in_the_report() {
    let run = folder().run(&["review", "draft.md", "--fast", "--mask", "--format", "json"]);
    assert!(
        run.stdout.contains("\"personal\"") && !run.stdout.contains("900123"),
        "{}",
        run.stdout
    );
}

#[test]
fn the_draft_is_not_written_over() {
    let folder = folder();
    folder
        .run(&["review", "draft.md", "--fast", "-o", "draft.md"])
        .refuses(&["draft.md"]);
    assert_eq!(std::fs::read_to_string(folder.path().join("draft.md")).unwrap(), REPORT);
}

#[test]
fn views_of_a_real_draft() {
    let draft = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/reports/draft.docx");
    for format in ["text", "markdown"] {
        let run = Folder::new().run(&["review", draft, "--fast", "--format", format]);
        insta::assert_snapshot!(format!("review_{format}"), run.stdout);
    }
}
