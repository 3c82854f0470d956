//! Any bytes end in `Ok` or `Err`, never in a panic, and never in a document without text.

#![allow(clippy::unwrap_used)] // a test fails by panicking

mod support;

use proptest::prelude::*;
use showcase::ingest::{limits::Limits, read};
use support::build::{docx_with, odt, p, zip};

fn survives(bytes: &[u8], name: &str) {
    if let Ok(document) = read(bytes, name, &Limits::default()) {
        assert!(!document.blocks.is_empty());
        for block in &document.blocks {
            assert!(!block.text.is_empty());
            assert_eq!(block.text.split_whitespace().collect::<Vec<_>>().join(" "), block.text);
        }
    }
}

fn rich() -> String {
    p("One")
        + "<w:tbl><w:tr><w:tc>"
        + &p("cell")
        + r#"</w:tc></w:tr></w:tbl><w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>
    </w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>two</w:t><w:footnoteReference w:id="2"/><w:fldChar w:fldCharType="begin"/></w:r></w:p>"#
}

/// Puts bytes into the text of a part, at any place.
fn mutate(text: &str, at: usize, junk: &[u8], drop: usize) -> Vec<u8> {
    let at = at % (text.len() + 1);
    let end = (at + drop).min(text.len());
    [&text.as_bytes()[..at], junk, &text.as_bytes()[end..]].concat()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        survives(&bytes, "x.docx");
    }

    #[test]
    fn any_text(text in "(?s)[\\PC\n\r\t#*|\\[\\]_~<>&-]{0,600}", md in any::<bool>()) {
        survives(text.as_bytes(), if md { "x.md" } else { "x.txt" });
    }

    #[test]
    fn text_of_short_lines(lines in proptest::collection::vec("[-|=+ 1.•a-cA-C\\[\\]:\t]{0,20}", 0..40), md in any::<bool>()) {
        survives(lines.join("\n").as_bytes(), if md { "x.md" } else { "x.txt" });
    }

    #[test]
    fn damaged_containers(at in any::<usize>(), junk in any::<u8>(), cut in any::<usize>()) {
        for mut bytes in [docx_with(&rich(), &[]), odt("<text:p>Hello</text:p>")] {
            let place = at % bytes.len();
            bytes[place] = junk;
            bytes.truncate(bytes.len() - cut % 40);
            survives(&bytes, "x.docx");
        }
    }

    #[test]
    fn damaged_markup(at in any::<usize>(), junk in proptest::collection::vec(any::<u8>(), 0..6), drop in 0_usize..40) {
        let document = support::build::document(&rich());
        let bytes = mutate(&document, at, &junk, drop);
        survives(&zip(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", &bytes)]), "x.docx");
    }

    #[test]
    fn damaged_styles(at in any::<usize>(), junk in proptest::collection::vec(any::<u8>(), 0..6)) {
        let styles = r#"<w:styles {W}><w:style w:styleId="a"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style></w:styles>"#;
        let at = at % styles.len();
        let junk = String::from_utf8_lossy(&junk).into_owned();
        let broken = format!("{}{junk}{}", &styles[..at], &styles[at..]);
        let bytes = docx_with(&rich(), &[("styles.xml", &broken), ("numbering.xml", &broken), ("footnotes.xml", &broken)]);
        survives(&bytes, "x.docx");
    }
}
