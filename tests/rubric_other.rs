//! Other standards can be said without a change of code, and every mistake in a rubric is told with its line.

#![allow(clippy::unwrap_used)]

mod support;

use proptest::prelude::*;
use showcase::Error;
use showcase::rubric::{Enforcement, Level, Rubric, WordGuide};
use support::program::Folder;

const OTHER: &str = include_str!("../fixtures/rubrics/other.toml");

fn mistakes(files: &[(&str, &str)]) -> Vec<String> {
    match Rubric::parse("test", files) {
        Err(Error::Rubric { mistakes, .. }) => mistakes,
        Err(other) => panic!("another error: {other}"),
        Ok(_) => Vec::new(),
    }
}

/// The invented rubric with one piece of text exchanged, and the line where it stood.
fn spoilt(old: &str, new: &str) -> (String, usize) {
    let at = OTHER
        .find(old)
        .unwrap_or_else(|| panic!("{old:?} is not in the fixture"));
    (
        OTHER.replacen(old, new, 1),
        OTHER[..at].lines().count() + usize::from(OTHER[..at].ends_with('\n')),
    )
}

#[test]
fn another_standard_with_other_kinds_of_rules_can_be_said() {
    let rubric = Rubric::parse("other.toml", &[("other.toml", OTHER)]).unwrap();
    assert_eq!(rubric.word_rule.enforcement, Enforcement::Enforced);
    assert_eq!(
        (rubric.word_rule.least_words(), rubric.word_rule.most_words()),
        (Some(2_250), Some(2_750))
    );
    assert_eq!(
        rubric.gates.iter().map(|g| g.grade).collect::<Vec<_>>(),
        [Level::Pass, Level::Merit, Level::Distinction]
    );
    assert_eq!(rubric.interview.min_questions, Some(5));
    assert_eq!(rubric.sections_of("L2").count(), 2);
    assert_eq!(
        rubric.section("A2").map(|s| (s.guide, s.required)),
        Some((WordGuide::None, true))
    );
    assert!(
        rubric
            .show()
            .contains("required length 2500, give or take 10 percent (enforced)")
    );
}

#[test]
fn how_a_rubric_is_split_into_files_makes_no_difference() {
    let cut = OTHER.find("[[question]]").unwrap();
    let (rules, questions) = OTHER.split_at(cut);
    let whole = Rubric::parse("x", &[("a", OTHER)]).unwrap();
    let split = Rubric::parse("x", &[("rules", rules), ("questions", questions)]).unwrap();
    assert_eq!(whole, split);
}

#[test]
fn every_unknown_key_is_refused_with_its_line() {
    let text = OTHER
        .replacen(
            "label = \"required length\"",
            "label = \"required length\"\ncolour = \"red\"\nsize = 2",
            1,
        )
        .replacen("[[section]]", "[[section]]\nwidth = 3", 1)
        .replacen("openers", "pages = 4\nopeners", 1);
    let found = mistakes(&[("other.toml", text.as_str())]);
    let line = |key: &str| text.lines().position(|l| l.starts_with(key)).unwrap() + 1;
    let expected: Vec<String> = ["pages", "colour", "size", "width"]
        .map(|key| format!("line {}: unknown key `{key}`; known here: ", line(key)))
        .to_vec();
    assert_eq!(found.len(), 4, "{found:#?}");
    for (mistake, start) in found.iter().zip(&expected) {
        assert!(mistake.starts_with(start), "{mistake}\n{start}");
    }
}

#[test]
fn each_mistake_is_told_with_its_line_and_cure() {
    for (old, new, part) in [
        ("code = \"L2\"", "code = \"L1\"", "a second criterion L1; "),
        (
            "criteria = [\"L1\", \"L2\"]\nheadings",
            "criteria = [\"L1\", \"L7\"]\nheadings",
            "no criterion \"L7\"; ",
        ),
        (
            "component = \"lamp\"\ntask = \"A\"\nverb = \"adapt\"",
            "component = \"lump\"\ntask = \"A\"\nverb = \"adapt\"",
            "no component \"lump\"; ",
        ),
        ("guide = { words = 900 }", "guide = { words = 0 }", "0 words; "),
        (
            "guide = { words = 900 }",
            "guide = { min = 9, max = 3 }",
            "`min` must be under `max`; ",
        ),
        (
            "guide = { words = 900 }",
            "guide = { words = 9, max = 30 }",
            "one figure or a range; ",
        ),
        ("min_words = 2500", "min_words = 2600", "min_words is over max_words; "),
        (
            "tolerance_percent = 10",
            "tolerance_percent = 80",
            "50 percent or more; ",
        ),
        ("tolerance_percent = 10", "tolerance_percent = -1", "; "),
        (
            "enforcement = \"enforced\"",
            "enforcement = \"strict\"",
            "`strict` is not possible here; use `advisory` or `enforced`",
        ),
        ("min_questions = 5", "min_questions = 50", "; add questions"),
        ("max_minutes = 60", "max_minutes = 0", "0 minutes; "),
        (
            "main = [\"What is the lamp like?\"]",
            "main = [\"Is the lamp bright?\"]",
            "yes or no; ",
        ),
        (
            "main = [\"What is the lamp like?\"]",
            "main = [\"What is the lamp like\"]",
            "does not end well; ",
        ),
        ("main = [\"What is the lamp like?\"]", "main = []", "no main question; "),
        (
            "appendix = [\"Appendix\"]",
            "appendix = [\"Appendix\", \"The Lamp and the lens\"]",
            "",
        ),
        ("asks = [\"the lamp\"]", "asks = [\"The lamp.\"]", "not a noun phrase; "),
        (
            "shows = \"The report describes the lamp.\"",
            "shows = \" \"",
            "`shows` is empty; ",
        ),
    ] {
        let (text, line) = spoilt(old, new);
        let found = mistakes(&[("other.toml", text.as_str())]);
        let start = if part.is_empty() {
            String::new()
        } else {
            format!("line {line}: ")
        };
        assert!(
            found.iter().any(|m| m.starts_with(&start) && m.contains(part)),
            "{new}: expected {start}…{part} among {found:#?}"
        );
    }
}

#[test]
fn impossible_gates_are_refused() {
    for (old, new, part) in [
        ("at_least = 1", "at_least = 3", "at_least must be 1 to 2"),
        ("at_least = 1", "at_least = 0", "at_least must be 1 to 2"),
        ("grade = \"merit\"", "grade = \"pass\"", "lowest grade to the highest"),
        (
            "{ level = \"merit\" }, { level = \"distinction\" }",
            "{ level = \"merit\" }",
            "no gate counts distinction",
        ),
    ] {
        let found = mistakes(&[("other.toml", spoilt(old, new).0.as_str())]);
        assert!(found.iter().any(|m| m.contains(part)), "{new}: {found:#?}");
    }
}

#[test]
fn entries_that_contradict_each_other_are_told() {
    for (old, new, part) in [
        (
            "guide = { words = 900 }",
            "guide = { words = 9000 }",
            "add up to 9000, over the 2750 allowed; ",
        ),
        (
            "appendix = [\"Appendix\"]",
            "appendix = [\"The LAMP and the lens.\"]",
            "stands in section A1 and in headings.appendix; ",
        ),
        (
            "appendix = [\"Appendix\"]",
            "appendix = [\"Visitors\"]",
            "stands in headings.appendix and in section A2; ",
        ),
        (
            "criteria = [\"L2\", \"L3\", \"L4\"]",
            "criteria = [\"L2\", \"L4\"]",
            "no section carries L3; ",
        ),
        (
            "criterion = \"L3\"",
            "criterion = \"L4\"",
            "there is no question on L3; ",
        ),
        (
            "criteria = [\"L1\", \"L2\"]\ntext",
            "criteria = [\"L1\"]\ntext",
            "two criteria or more; ",
        ),
        (
            "required = true",
            "required = true\nslide = 1",
            "there is no [presentation]; ",
        ),
    ] {
        let found = mistakes(&[("other.toml", spoilt(old, new).0.as_str())]);
        assert!(found.iter().any(|m| m.contains(part)), "{new}: {found:#?}");
    }
}

#[test]
fn many_mistakes_come_in_the_order_of_the_file() {
    let text = spoilt("max_minutes = 60", "max_minutes = 0")
        .0
        .replacen("code = \"L4\"", "code = \"L1\"", 1);
    let found = mistakes(&[("other.toml", text.as_str())]);
    let lines: Vec<usize> = found
        .iter()
        .map(|m| {
            m.trim_start_matches("line ")
                .split(':')
                .next()
                .unwrap()
                .parse()
                .unwrap()
        })
        .collect();
    assert!(found.len() >= 3 && lines.is_sorted(), "{found:#?}");
}

#[test]
fn interview_times_may_be_left_out_and_must_be_possible() {
    let builtin = Rubric::builtin().unwrap().timing;
    assert_eq!(
        Rubric::parse("other.toml", &[("other.toml", OTHER)]).unwrap().timing,
        builtin
    );
    for (key, value, part) in [
        ("opener", "-1.0", "from 0 to 60"),
        ("verbs", "{ state = 90.0 }", "from 0 to 60"),
        ("knowledge", "nan", "from 0 to 60"),
        ("paces", "[]", "from 0.1 to 1.0"),
        ("paces", "[1.0, 0.0]", "from 0.1 to 1.0"),
        ("confirm_below", "60.0", "from 0 to 1"),
    ] {
        let text = format!("{OTHER}\n[timing]\n{key} = {value}\n");
        let found = mistakes(&[("other.toml", text.as_str())]);
        assert!(
            found.len() == 1 && found[0].contains(part),
            "{key} = {value}: {found:#?}"
        );
    }
}

#[test]
fn broken_toml_and_missing_parts_are_told() {
    assert!(mistakes(&[("a.toml", "[standard\n")])[0].starts_with("line 1: "));
    assert!(
        mistakes(&[("a.toml", "")])
            .iter()
            .any(|m| m.contains("no [standard]; add it"))
    );
    assert!(mistakes(&[]).iter().any(|m| m.contains("no [standard]; add it")));
    let two = mistakes(&[
        ("a.toml", OTHER),
        ("b.toml", "\n[interview]\nmax_minutes = 1\nsource = \"x\"\n"),
    ]);
    assert_eq!(two, ["b.toml, line 2: a second [interview]; keep one of them"]);
}

const REPORT: &str = include_str!("../fixtures/rubrics/keeper.txt");
const STORM: &str = "\n\nIn October a storm blew up while I led a tour of nine people along the rocks. I adapted the tour at once: \
    because of the weather I left out the outer path and showed them the engine house instead. The weather turned \
    worse, so I changed the end of the tour too and told my stories of wrecks indoors, and all nine stayed dry.\n";
const RECIPE: &str = include_str!("../fixtures/rubrics/recipe.txt");

/// A folder with the invented rubric and this report.
fn folder(report: &str) -> Folder {
    Folder::new().with("other.toml", OTHER).with("report.txt", report)
}

/// The analysis of a report in a folder against a rubric there.
fn analysis(folder: &Folder, rubric: &str) -> serde_json::Value {
    let run = folder.run(&[
        "analyse",
        "report.txt",
        "--rubric",
        rubric,
        "--fast",
        "--format",
        "json",
    ]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{run:?}");
    serde_json::from_str(&run.stdout).unwrap()
}

/// The statuses by code, as "L1 partial".
fn statuses(analysis: &serde_json::Value) -> Vec<String> {
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let criteria = analysis["criteria"].as_array().unwrap().iter();
    criteria
        .map(|c| format!("{} {}", text(&c["code"]), text(&c["status"])))
        .collect()
}

fn of_other(report: &str) -> Vec<String> {
    statuses(&analysis(&folder(report), "other.toml"))
}

/// ST0072 with something changed in its rules.
fn st0072(change: impl Fn(&str) -> String) -> Folder {
    let own = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("rubric");
    let file = |name: &str| std::fs::read_to_string(own.join(name)).unwrap();
    let folder = Folder::new().with("st0072.toml", change(&file("st0072.toml")));
    folder.with("questions.toml", change(&file("questions.toml")))
}

#[test]
fn a_report_for_another_standard_is_read_by_the_standard_s_own_words() {
    let analysis = analysis(&folder(REPORT), "other.toml");
    assert_eq!(analysis["rubric"]["reader"], "wording");
    assert_eq!(analysis["rubric"]["calibrated"], false);
    assert_eq!(
        statuses(&analysis),
        ["L1 evidenced", "L2 partial", "L3 evidenced", "L4 not_found"]
    );
    assert_eq!(
        of_other(&format!("{REPORT}{STORM}")),
        ["L1 evidenced", "L2 partial", "L3 evidenced", "L4 evidenced"]
    );
}

#[test]
fn every_view_says_that_nothing_was_calibrated() {
    let folder = folder(REPORT);
    for format in ["text", "json", "markdown"] {
        let arguments = ["analyse", "report.txt", "--rubric", "other.toml", "--format", format];
        let (first, second) = (folder.run(&arguments), folder.run(&arguments));
        let words = first.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains("its statuses are uncalibrated"), "{format}: {words}");
        assert_eq!((first.code, &first.stdout), (Some(0), &second.stdout), "{format}");
    }
}

#[test]
fn wording_pasted_into_a_report_shows_nothing() {
    let pasted = "\n\nDescribe the lamp. Compare two lenses. Evaluate a guided visit. Adapt a tour to the weather.\n";
    assert_eq!(of_other(&format!("{REPORT}{}", pasted.repeat(3))), of_other(REPORT));
    assert!(
        of_other(&pasted.repeat(5))
            .iter()
            .all(|status| !status.ends_with("evidenced"))
    );
}

#[test]
fn a_text_about_something_else_shows_nothing() {
    assert_eq!(
        of_other(RECIPE),
        ["L1 not_found", "L2 not_found", "L3 not_found", "L4 not_found"]
    );
    let other_words = st0072(|text| text.replace("Explain how", "Say how")).with("report.txt", RECIPE);
    let analysis = analysis(&other_words, ".");
    assert_eq!(analysis["rubric"]["reader"], "wording");
    assert!(
        statuses(&analysis).iter().all(|status| !status.ends_with("evidenced")),
        "{analysis}"
    );
}

/// Warnings about the rubric, not the report.
fn about_the_rubric(analysis: &serde_json::Value) -> Vec<&serde_json::Value> {
    let warnings = analysis["warnings"].as_array().unwrap().iter();
    warnings.filter(|warning| warning["place"] == "rubric").collect()
}

#[test]
fn other_questions_and_word_guides_leave_what_was_fitted_in_use() {
    let own_guides = st0072(|text| {
        text.replace("max = 150", "max = 140")
            .replace("Tell me about", "Talk me through")
    });
    let analysis = analysis(&own_guides.with("report.txt", REPORT), ".");
    assert_eq!(analysis["rubric"]["reader"], "fast");
    assert_eq!(
        (&analysis["rubric"]["calibrated"], &about_the_rubric(&analysis)),
        (&true.into(), &Vec::<&serde_json::Value>::new())
    );
}

proptest! {
    /// Whatever is done to a rubric, reading it ends in a rubric or in mistakes with a line each.
    #[test]
    fn any_text_is_read_or_refused_with_lines(at in 0..OTHER.len(), length in 0..400_usize, put in "[\\PC\n]{0,12}") {
        let (from, to) = (OTHER.floor_char_boundary(at), OTHER.floor_char_boundary((at + length).min(OTHER.len())));
        let text = format!("{}{put}{}", &OTHER[..from], &OTHER[to..]);
        let lines = text.lines().count();
        for mistake in mistakes(&[("other.toml", text.as_str())]) {
            let (line, rest) = mistake.trim_start_matches("line ").split_once(": ").unwrap();
            prop_assert!((1..=lines + 1).contains(&line.parse::<usize>().unwrap()), "{mistake}");
            prop_assert!(rest.contains("; "), "no cure: {mistake}");
        }
    }
}
