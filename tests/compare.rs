//! `showcase compare` through the program itself.

#![allow(clippy::unwrap_used)]

mod support;

use serde_json::Value;
use support::program::Folder;

const OLD: &str = "Apprentice showcase\n\nThe aims of the organisation\n\nHarbour Lane is a garden centre in the retail sector. Its aim is to be \
    the first place people come to for plants.\n\nOur social media policy\n\nNobody may post pictures of customers.\n";

const NEW: &str = "Apprentice showcase\n\nThe aims of the organisation\n\nHarbour Lane is a garden centre in the retail sector. Its aim is to be \
    the first place people come to for plants.\n\nDealing with customer conflict\n\nA man shouted because his <bench> had not come. I \
    stayed calm, let him finish, said I was sorry and asked what it was for. I rang the depot while he waited and told him it would come on Friday. \
    I rang him on 07700 900123 on Thursday to tell him it was on the van, and he thanked me.\n";

fn folder() -> Folder {
    Folder::new().with("old.txt", OLD).with("new.txt", NEW)
}

#[test]
fn what_changed_is_told_with_the_new_quotes() {
    let folder = folder();
    let run = folder.run(&["compare", "old.txt", "new.txt", "--fast", "--format", "json"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    let json: Value = serde_json::from_str(&run.stdout).unwrap();
    let codes = |list: &Value| {
        let changes = list.as_array().unwrap().clone();
        changes
            .iter()
            .map(|c| c["code"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert!(codes(&json["rose"]).contains(&"S12.1".to_owned()), "{json:#}");
    let risen = json["rose"].as_array().unwrap();
    assert!(risen.iter().all(|c| {
        c["added"]
            .as_array()
            .unwrap()
            .iter()
            .all(|e| !OLD.contains(e["quote"].as_str().unwrap()))
    }));
    assert_eq!(
        json["new"]["words"].as_u64().unwrap(),
        NEW.split_whitespace().count() as u64
    );
    let text = folder.run(&["compare", "old.txt", "new.txt", "--fast"]).stdout;
    for part in ["Before:", "SHOWN BETTER NOW", "New in this draft:", "not a grade"] {
        assert!(text.contains(part), "{part} is not in {text}");
    }
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
}

#[test]
fn the_page_holds_text_as_text_and_masks_on_request() {
    let folder = folder();
    let run = folder.run(&[
        "compare",
        "old.txt",
        "new.txt",
        "--fast",
        "--mask",
        "--format",
        "html",
        "-o",
        "page.html",
    ]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let page = std::fs::read_to_string(folder.path().join("page.html")).unwrap();
    assert!(page.contains("&lt;bench&gt;") && !page.contains("<bench>") && !page.contains("<script"));
    assert!(!page.contains("900123"));
}

#[test]
fn the_same_draft_twice_has_no_changes() {
    let folder = folder();
    let run = folder.run(&["compare", "old.txt", "old.txt", "--fast"]);
    assert!(
        run.stdout.contains("No criterion has another status than before."),
        "{run:?}"
    );
}

#[test]
fn drafts_are_not_written_over_and_one_of_them_must_be_a_file() {
    let folder = folder();
    for arguments in [
        &["compare", "old.txt", "new.txt", "-o", "old.txt"][..],
        &["compare", "-", "-"],
        &["compare", "old.txt", "none.txt"],
    ] {
        assert_eq!(folder.run(arguments).code, Some(2), "{arguments:?}");
    }
    assert_eq!(std::fs::read_to_string(folder.path().join("old.txt")).unwrap(), OLD);
}
