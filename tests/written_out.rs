//! Text that is written out in any format comes back word for word.

#![allow(clippy::unwrap_used)] // a test fails by panicking

mod support;

use proptest::prelude::*;
use showcase::ingest::{limits::Limits, read};
use support::build::{docx, odt, p};

/// Words of letters of many scripts, figures and the marks within words; nothing that a format takes for markup.
const PARAGRAPHS: &str = "[A-Za-zÀ-ÿĀ-žΑ-ωА-я]{1,12}( [A-Za-zÀ-ÿ][a-zà-ÿ'’.,;%£€]{0,9}){3,20}";

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

fn each(paragraphs: &[String], write: impl Fn(&str) -> String) -> String {
    paragraphs.iter().map(|text| write(text)).collect()
}

/// Every sign beyond ASCII by its number, as word processors write it.
fn rich(text: &str) -> String {
    let sign = |c: char| match c {
        c if c.is_ascii() => c.to_string(),
        c => format!("\\u{}?", u32::from(c)),
    };
    text.chars().map(sign).collect()
}

fn written(paragraphs: &[String]) -> Vec<(&'static str, Vec<u8>)> {
    let html = each(paragraphs, |text| format!("<p>{}</p>", escaped(text)));
    let rtf = each(paragraphs, |text| format!("{}\\par\n", rich(text)));
    vec![
        ("x.docx", docx(&each(paragraphs, |text| p(&escaped(text))))),
        (
            "x.odt",
            odt(&each(paragraphs, |text| format!("<text:p>{}</text:p>", escaped(text)))),
        ),
        (
            "x.html",
            format!("<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head><body>{html}</body></html>")
                .into_bytes(),
        ),
        ("x.rtf", format!("{{\\rtf1\\ansi\\ansicpg1252 {rtf}}}").into_bytes()),
        ("x.txt", paragraphs.join("\n\n").into_bytes()),
        ("x.md", paragraphs.join("\n\n").into_bytes()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn words_come_back_from_every_format(paragraphs in proptest::collection::vec(PARAGRAPHS, 1..12)) {
        let words: Vec<&str> = paragraphs.iter().flat_map(|text| text.split_whitespace()).collect();
        for (name, bytes) in written(&paragraphs) {
            let document = read(&bytes, name, &Limits::default()).unwrap();
            let found: Vec<&str> = document.blocks.iter().flat_map(|block| block.text.split_whitespace()).collect();
            prop_assert_eq!(&found, &words, "{}", name);
        }
    }
}
