//! The sample reports in every format: the figures their README states, and the same findings whatever the format.

#![allow(clippy::unwrap_used)] // a test fails by panicking

mod support;

use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use support::program::Folder;

const REPORTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/reports");
const NAMES: [&str; 2] = ["sample", "draft"];
/// The first is what the others are compared with.
const FORMATS: [&str; 5] = ["docx", "odt", "txt", "md", "pdf"];

/// What the README beside the reports states of one of them.
struct Stated {
    counted: u64,
    appendix: u64,
    total: u64,
    sections: usize,
}

fn stated(name: &str) -> Stated {
    let readme = fs::read_to_string(Path::new(REPORTS).join("README.md")).unwrap();
    let row = readme
        .lines()
        .find(|line| line.starts_with(&format!("| {name} |")))
        .unwrap();
    let figures: Vec<u64> = row
        .split('|')
        .filter_map(|cell| cell.trim().replace(',', "").parse().ok())
        .collect();
    let &[counted, appendix, total, sections] = figures.as_slice() else {
        panic!("{row}: four figures are needed");
    };
    Stated {
        counted,
        appendix,
        total,
        sections: usize::try_from(sections).unwrap(),
    }
}

fn analysed(name: &str, format: &str) -> Value {
    let path = format!("{REPORTS}/{name}.{format}");
    let run = Folder::new().run(&["analyse", &path, "--format", "json"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{path}");
    serde_json::from_str(&run.stdout).unwrap()
}

/// Each report in each format, with its name.
fn all() -> Vec<(&'static str, Vec<(&'static str, Value)>)> {
    let formats = |name| FORMATS.iter().map(|format| (*format, analysed(name, format))).collect();
    NAMES.iter().map(|name| (*name, formats(name))).collect()
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().unwrap()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

/// Where each word of the report was put: how many of it lie in each role and section.
fn places(analysis: &Value) -> BTreeMap<(String, &str), usize> {
    let mut places = BTreeMap::new();
    for block in list(analysis, "blocks") {
        let place = format!("{} {}", block["role"], block["sections"]);
        for word in text(&block["text"]).split_whitespace() {
            *places.entry((place.clone(), word)).or_default() += 1;
        }
    }
    places
}

/// Share of the words of `a` that `b` has in the same place.
fn placed_alike(a: &Value, b: &Value) -> f64 {
    let (a, b) = (places(a), places(b));
    let all: usize = a.values().sum();
    let same: usize = a
        .iter()
        .map(|(key, n)| (*n).min(b.get(key).copied().unwrap_or(0)))
        .sum();
    same as f64 / all as f64
}

fn statuses(analysis: &Value) -> Vec<(&str, &str)> {
    let criteria = list(analysis, "criteria").iter();
    criteria.map(|c| (text(&c["code"]), text(&c["status"]))).collect()
}

fn check_words(place: &str, analysis: &Value, stated: &Stated, format: &str) {
    let words = &analysis["words"];
    let [counted, appendix, total] = ["counted", "appendix", "total"].map(|key| words[key].as_u64().unwrap());
    assert_eq!(counted + appendix, total, "{place}");
    if format == "pdf" {
        let off = counted.abs_diff(stated.counted) as f64 / stated.counted as f64;
        assert!(off <= 0.005, "{place}: {counted} words, stated {}", stated.counted);
    } else {
        assert_eq!((counted, total), (stated.counted, stated.total), "{place}");
    }
    assert_eq!(appendix, stated.appendix, "{place}");
    let sections = list(words, "sections").iter();
    let with_text = sections.filter(|section| section["words"].as_u64() > Some(0)).count();
    assert_eq!(with_text, stated.sections, "{place}");
}

fn check_quotes(place: &str, analysis: &Value) {
    let blocks = list(analysis, "blocks");
    for criterion in list(analysis, "criteria") {
        for evidence in list(criterion, "evidence") {
            let number = |key: &str| usize::try_from(evidence[key].as_u64().unwrap()).unwrap();
            let block = &blocks[number("block")];
            let quote = text(&evidence["quote"]);
            let span = text(&block["text"]).get(number("start")..number("end"));
            assert_eq!(span, Some(quote), "{place}, {}", criterion["code"]);
            assert_eq!(evidence["in_appendix"], block["role"] == "appendix", "{place}: {quote}");
        }
    }
}

#[test]
fn every_format_tells_the_same_of_a_report() {
    let (mut alike, mut compared) = (0, 0);
    for (name, formats) in all() {
        let stated = stated(name);
        for (format, analysis) in &formats {
            let place = format!("{name}.{format}");
            check_words(&place, analysis, &stated, format);
            check_quotes(&place, analysis);
        }
        let (first, others) = formats.split_first().unwrap();
        for (format, analysis) in others {
            let share = placed_alike(&first.1, analysis);
            assert!(
                share >= 0.95,
                "{name}.{format}: {share:.3} of the words lie in the section that .docx gives"
            );
            let pairs = statuses(&first.1).into_iter().zip(statuses(analysis));
            compared += pairs.len();
            alike += pairs.filter(|(word, other)| word == other).count();
        }
    }
    assert!(
        alike * 100 >= compared * 98,
        "{alike} of {compared} statuses are those that .docx gives"
    );
}
