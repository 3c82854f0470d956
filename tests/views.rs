//! Every view over one analysis made by hand.

#![allow(clippy::unwrap_used, clippy::cast_possible_truncation)]

mod support;

use showcase::analysis::Analysis;
use showcase::document::Format;
use showcase::rubric::Rubric;
use showcase::view::{Part, Shown, json, markdown, terminal};
use showcase::words::{PresentationLedger, TaskSlides};
use unicode_width::UnicodeWidthStr;

const NASTY: &str = "\u{1b}[2J\u{7}\u{202E}**bold** <script> | `x` 漢字漢字漢字漢字 👩‍👩‍👧 \
                     averyveryverylongwordthatnoterminallinecanholdbecauseitjustgoesonandonandonandonandonandon";

fn shown((analysis, rubric): &(Analysis, Rubric), part: Part) -> Shown<'_> {
    Shown { analysis, rubric, part }
}

fn in_terminal(sample: &(Analysis, Rubric), part: Part, colour: bool) -> String {
    let mut out = Vec::new();
    terminal::write(&mut out, shown(sample, part), colour).unwrap();
    String::from_utf8(out).unwrap()
}

fn in_markdown(sample: &(Analysis, Rubric), part: Part) -> String {
    let mut out = Vec::new();
    markdown::write(&mut out, shown(sample, part)).unwrap();
    String::from_utf8(out).unwrap()
}

/// The sample with text that tries to break the views in every place where a report's text is shown.
fn nasty() -> (Analysis, Rubric) {
    let (mut analysis, rubric) = support::sample();
    NASTY.clone_into(&mut analysis.report.name);
    for warning in &mut analysis.warnings {
        NASTY.clone_into(&mut warning.message);
    }
    for evidence in analysis
        .criteria
        .iter_mut()
        .flat_map(|criterion| &mut criterion.evidence)
    {
        evidence.quote = format!("{NASTY} {}", evidence.quote);
    }
    for question in analysis
        .interview
        .questions
        .iter_mut()
        .chain(&mut analysis.interview.if_time_allows)
    {
        question.text = format!("You wrote: “{NASTY}” How?");
        question
            .report_says
            .iter_mut()
            .for_each(|says| NASTY.clone_into(&mut says.quote));
    }
    (analysis, rubric)
}

#[test]
fn terminal_view_of_everything() {
    insta::assert_snapshot!(in_terminal(&support::sample(), Part::Whole, false));
}

#[test]
fn markdown_view_of_everything() {
    insta::assert_snapshot!(in_markdown(&support::sample(), Part::Whole));
}

#[test]
fn no_line_is_wider_than_80_columns() {
    for sample in [support::sample(), nasty()] {
        let text = in_terminal(&sample, Part::Whole, false);
        let widest = text.lines().max_by_key(|line| line.width()).unwrap();
        assert!(widest.width() <= 80, "{}: {widest}", widest.width());
    }
}

#[test]
fn report_text_cannot_control_the_terminal() {
    let text = in_terminal(&nasty(), Part::Whole, false);
    assert!(text.chars().all(|c| c == '\n' || !c.is_control()));
    assert!(!text.contains('\u{202E}'));
}

#[test]
fn without_colour_the_words_are_the_same() {
    let sample = support::sample();
    let coloured = in_terminal(&sample, Part::Whole, true);
    assert!(coloured.contains("\u{1b}[31m"));
    let mut plain = String::new();
    let mut rest = coloured.as_str();
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        plain += before;
        rest = after.split_once('m').unwrap().1;
    }
    assert_eq!(plain + rest, in_terminal(&sample, Part::Whole, false));
}

#[test]
fn report_text_formats_nothing_in_markdown() {
    let text = in_markdown(&nasty(), Part::Whole);
    assert!(!text.contains("<script>") && !text.contains("**bold**") && text.contains(r"\<script\>"));
    assert!(text.chars().all(|c| c == '\n' || !c.is_control()));
}

#[test]
fn the_plan_can_be_shown_alone() {
    let sample = support::sample();
    for text in [
        in_terminal(&sample, Part::Interview, false),
        in_markdown(&sample, Part::Interview),
    ] {
        let text = text.to_lowercase();
        assert!(text.contains("interview plan") && text.contains("picture") && !text.contains("still open: k"));
        assert!(!text.contains("coverage\n"));
    }
    let mut out = Vec::new();
    json::write(&mut out, shown(&sample, Part::Interview)).unwrap();
    let plan: serde_json::Value = serde_json::from_slice(&out).unwrap();
    assert_eq!(plan["limit_minutes"], 30.0);
}

#[test]
fn an_uncalibrated_rubric_is_said_to_be_so() {
    let mut sample = support::sample();
    sample.0.rubric.calibrated = false;
    let text = in_terminal(&sample, Part::Whole, false);
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("take them as hints"));
    assert!(in_markdown(&sample, Part::Whole).contains("take them as hints"));
}

#[test]
fn json_has_what_the_scorer_reads() {
    let sample = support::sample();
    let mut out = Vec::new();
    json::write(&mut out, shown(&sample, Part::Whole)).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&out).unwrap();
    assert!(json["words"]["counted"].is_u64());
    assert_eq!(json["blocks"][0]["role"], "body");
    assert_eq!(json["blocks"][0]["sections"][0], "1.1");
    let criterion = &json["criteria"][0];
    assert_eq!(
        (&criterion["code"], &criterion["level"]),
        (&"K2.1".into(), &"pass".into())
    );
    assert_eq!(
        (&criterion["status"], &criterion["score"]),
        (&"evidenced".into(), &2.0.into())
    );
    let evidence = &criterion["evidence"][0];
    let block = evidence["block"].as_u64().unwrap() as usize;
    assert!(
        json["blocks"][block]["text"]
            .as_str()
            .unwrap()
            .contains(evidence["quote"].as_str().unwrap())
    );
    assert_eq!(evidence["in_appendix"], false);
    assert!(json["interview"]["questions"][0]["criteria"].is_array());
    assert!(json["interview"]["questions"][0]["minutes"].is_f64());
}

#[test]
fn the_schema_file_is_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/schema/analysis.schema.json");
    let current = std::fs::read_to_string(path).unwrap();
    assert_eq!(current, json::schema().unwrap(), "run `showcase schema -o {path}`");
}

/// The sample as a presentation.
fn talk() -> (Analysis, Rubric) {
    let (mut analysis, rubric) = support::sample();
    let task = |id: &str, slides: &[u32], minutes| TaskSlides {
        id: id.to_owned(),
        title: format!("Task {id} of it"),
        slides: slides.to_vec(),
        sample_slides: 7,
        minutes: Some(minutes),
    };
    let presentation = PresentationLedger {
        slides: 19,
        sample_slides: 18,
        minutes: 45,
        tasks: vec![task("1", &[2, 3, 4, 9], 10), task("2", &[], 15)],
        appendix: vec![19],
        other: vec![1],
        advice: "19 slides; the guide is about 45 minutes".to_owned(),
    };
    analysis.report.format = Format::Pptx;
    analysis.words = analysis.words.without_guides(&presentation.advice);
    analysis.presentation = Some(presentation);
    (analysis, rubric)
}

#[test]
fn a_presentation_has_slides_and_minutes_in_place_of_word_guides() {
    let talk = talk();
    let (terminal, markdown) = (in_terminal(&talk, Part::Whole, false), in_markdown(&talk, Part::Whole));
    assert!(terminal.contains("PowerPoint presentation, 14 slides"), "{terminal}");
    assert!(
        terminal.contains("Task 1 Task 1 of it: 4 slides (2–4, 9); guide: about 10 minutes,"),
        "{terminal}"
    );
    for text in [&terminal, &markdown] {
        assert!(text.contains("19 slides; the guide is about 45 minutes"), "{text}");
        assert!(text.contains("no slides; guide: about 15 minutes"), "{text}");
        for word_guide in ["recommended maximum", "over the guide", "100–150"] {
            assert!(!text.contains(word_guide), "{word_guide}: {text}");
        }
    }
}
