//! The page as a file: what is in it, what can't be, and the command that opens it.

#![allow(clippy::unwrap_used)]

mod support;

use showcase::analysis::Analysis;
use showcase::rubric::Rubric;
use showcase::view::html::{self, source_hash};
use showcase::view::{Part, Shown};
use support::program::Folder;

fn page((analysis, rubric): &(Analysis, Rubric), part: Part) -> String {
    let mut out = Vec::new();
    html::write(&mut out, Shown { analysis, rubric, part }).unwrap();
    String::from_utf8(out).unwrap()
}

/// The text between two marks, and all that follows.
fn between<'a>(text: &'a str, before: &str, after: &str) -> (&'a str, &'a str) {
    let rest = text.split_once(before).unwrap().1;
    rest.split_once(after).unwrap()
}

fn data<'a>(page: &'a str, id: &str) -> &'a str {
    between(
        page,
        &format!("<script type=\"application/json\" id=\"{id}\">"),
        "</script>",
    )
    .0
}

#[test]
fn the_page_holds_the_analysis_as_it_is() {
    for sample in [support::sample(), support::hostile()] {
        let page = page(&sample, Part::Whole);
        let held: serde_json::Value = serde_json::from_str(data(&page, "analysis")).unwrap();
        // By way of text, as numbers of single precision are read from it.
        let text = serde_json::to_string(&sample.0).unwrap();
        assert_eq!(held, serde_json::from_str::<serde_json::Value>(&text).unwrap());
    }
}

#[test]
fn a_hostile_report_adds_no_markup() {
    let count =
        |page: &str| ["<script", "</script", "<!--", "<img", "<!doctype"].map(|mark| page.matches(mark).count());
    let plain = page(&support::sample(), Part::Whole);
    let hostile = page(&support::hostile(), Part::Whole);
    assert_eq!(count(&plain), [4, 4, 0, 0, 1]);
    assert_eq!(count(&hostile), count(&plain));
    assert!(!hostile.contains(['\u{2028}', '\u{2029}']));
}

#[test]
fn the_policy_names_exactly_the_scripts_and_styles_of_the_page() {
    let page = page(&support::hostile(), Part::Whole);
    let policy = between(&page, "Content-Security-Policy\" content=\"", "\"").0;
    let (style, rest) = between(&page, "<style>", "</style>");
    let (viewer, rest) = between(rest, "<script>", "</script>");
    let (start, rest) = between(rest, "<script>", "</script>");
    assert!(!rest.contains("<script"));
    assert!(
        policy.contains(&format!("script-src {} {};", source_hash(viewer), source_hash(start))),
        "{policy}"
    );
    assert!(
        policy.contains(&format!("style-src {};", source_hash(style))),
        "{policy}"
    );
    for rule in [
        "default-src 'none'",
        "img-src 'none'",
        "connect-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
    ] {
        assert!(policy.contains(rule), "{rule}");
    }
}

#[test]
fn the_page_needs_nothing_from_elsewhere() {
    let page = page(&support::sample(), Part::Whole);
    let without_namespace = page.replace("http://www.w3.org/2000/svg", "");
    for outside in [
        "http:",
        "https:",
        "//cdn",
        "src=",
        "url(",
        "@import",
        "fetch(",
        "XMLHttpRequest",
        "import(",
        "WebSocket",
    ] {
        assert!(!without_namespace.contains(outside), "{outside}");
    }
    for unsafe_way in [
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "Function(",
        "localStorage",
    ] {
        assert!(!page.contains(unsafe_way), "{unsafe_way}");
    }
}

#[test]
fn the_page_without_its_fixed_parts() {
    let sample = support::sample();
    let page = page(&sample, Part::Interview);
    let rubric = data(&page, "rubric");
    let mut texts: serde_json::Value = serde_json::from_str(rubric).unwrap();
    // One of each kind tells the shape.
    for list in ["tasks", "components", "sections", "criteria"] {
        texts[list].as_array_mut().unwrap().truncate(1);
    }
    let policy = between(&page, "Content-Security-Policy\" content=\"", "\"").0;
    let frame = page
        .replace(html::VIEWER_CSS, "(style)")
        .replace(html::VIEWER_JS, "(viewer)")
        .replace(rubric, "(rubric)")
        .replace(data(&page, "analysis"), "(analysis)")
        .replace(policy, "(policy)");
    insta::assert_snapshot!(format!("{frame}\n{}", serde_json::to_string_pretty(&texts).unwrap()));
}

#[test]
fn the_plan_alone_leaves_the_report_out() {
    let page = page(&support::sample(), Part::Interview);
    let held: serde_json::Value = serde_json::from_str(data(&page, "analysis")).unwrap();
    let names: Vec<&String> = held.as_object().unwrap().keys().collect();
    assert_eq!(
        names,
        ["interview", "report", "rubric", "schema", "version", "warnings"]
    );
}

#[test]
fn the_command_line_gives_the_page() {
    let folder = Folder::new().with(
        "mine.txt",
        "The aims of the organisation\n\nWe sell plants to people nearby.\n",
    );
    for command in ["analyse", "interview"] {
        let run = folder.run(&[command, "mine.txt", "--fast", "--format", "html", "-o", "page.html"]);
        assert_eq!(run.code, Some(0), "{run:?}");
        let page = std::fs::read_to_string(folder.path().join("page.html")).unwrap();
        assert!(page.starts_with("<!doctype html>\n<html lang=\"en-GB\">"));
        // The plan quotes the report, but does not hold it.
        assert_eq!(page.contains("\"blocks\":["), command == "analyse");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn opening_shows_a_private_file_to_the_browser() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new()
        .with("Priya Shah.txt", "The aims of the organisation\n\nWe sell plants to people nearby.\n")
        .with("xdg-open", "#!/bin/sh\nprintf '%s' \"$1\" > \"$TMPDIR/opened.part\" && mv \"$TMPDIR/opened.part\" \"$TMPDIR/opened\"\n");
    let set = |name: &str, mode| {
        std::fs::set_permissions(folder.path().join(name), std::fs::Permissions::from_mode(mode)).unwrap();
    };
    set("xdg-open", 0o755);
    let path = std::env::join_paths([folder.path(), "/usr/bin".as_ref(), "/bin".as_ref()]).unwrap();
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_showcase"))
        .args(["open", "Priya Shah.txt", "--fast"])
        .current_dir(folder.path())
        .env("TMPDIR", folder.path())
        .env("PATH", path)
        .env_remove("WSL_DISTRO_NAME")
        .output()
        .unwrap();
    assert!(run.status.success(), "{run:?}");
    let page = std::path::PathBuf::from(String::from_utf8(run.stdout).unwrap().trim_end());
    let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&page), mode(page.parent().unwrap())), (0o600, 0o700));
    assert!(!page.to_string_lossy().contains("Priya"));
    assert!(std::fs::read_to_string(&page).unwrap().contains("We sell plants"));
    let message = String::from_utf8(run.stderr).unwrap();
    assert!(
        message.contains("personal data") && message.contains("delete it"),
        "{message}"
    );
    let opened = folder.path().join("opened");
    let soon = std::time::Instant::now() + std::time::Duration::from_secs(20);
    while !opened.exists() && std::time::Instant::now() < soon {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    assert_eq!(std::fs::read_to_string(opened).unwrap(), page.to_string_lossy());
}

#[test]
fn a_report_that_cannot_be_read_opens_nothing() {
    Folder::new()
        .run(&["open", "gone.docx"])
        .refuses(&["gone.docx", "no such file"]);
}
