//! Any bytes end in `Ok` or `Err`, never in a panic, and never in a document without text.

#![allow(clippy::unwrap_used)] // a test fails by panicking

mod support;

use proptest::prelude::*;
use showcase::ingest::{limits::Limits, read};
use support::build::{docx_with, odt, p, pptx, shape, zip};

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

/// Pieces of pages, whole and broken.
const PAGE: &str = "(<(p|b|td|tr|table|li|ul|ol|a href='#fn1' id='fn1'|div id='fn1'|h1|pre|script|style|title|nav|main|br|del|svg|p style='display:none')>|</(p|b|td|tr|table|li|ul|a|div|h1|script|style|title|nav|main|svg)>|<!--|-->|&amp;|&#0;|<|>|x y|\u{1}|\u{1}fn1\u{1}|\n)";

/// Pieces of Rich Text, whole and broken.
const RICH: &str = r"(\{|\}|\\(par|pard|b|b0|v|deleted|cell|nestcell|row|nestrow|trowd|intbl|itap[0-9]{1,2}|s1|ls1|u-?[0-9]{1,5}|uc[0-9]|f1|cf1|bin[0-9]|fs[0-9]{1,6}|\*|'[0-9a-g]{2}|~) ?|\{\\(footnote|field|fldinst|fldrslt|listtext|stylesheet|fonttbl|colortbl|shptxt|pict|annotation|upr|object) |x y|;|\n)";

const RICH_TEXT: &str = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 A;}{\f1\fcharset2 S;}}{\colortbl;\red255\green255\blue255;}{\stylesheet{\s1\outlinelevel0 heading 1;}}
\pard\s1 Aims\par{\listtext\f1\'b7\tab}\ls1 One\par\trowd\intbl a\cell b\cell\row\pard Law{\footnote\pard note}{\field{\*\fldinst TOC}{\fldrslt x}}\par}";

const WEB_PAGE: &str = "<!DOCTYPE html><html><style>.a{display:none}</style><body><h1>Aims</h1><p class=a>x</p><ol><li>One<li>Two</ol><table><tr><td>a<td>b</table>\
<p>Law<a href='#fn1' id='r'>1</a><div id='fn1'><p>note</p></div><!-- c --></body></html>";

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

    #[test]
    fn any_markup_of_pages(pieces in proptest::collection::vec(PAGE, 0..60)) {
        survives(("<html>".to_owned() + &pieces.concat()).as_bytes(), "x.html");
    }

    #[test]
    fn any_groups_of_rich_text(pieces in proptest::collection::vec(RICH, 0..60)) {
        survives((r"{\rtf1 ".to_owned() + &pieces.concat()).as_bytes(), "x.rtf");
    }

    #[test]
    fn damaged_rich_text_and_pages(at in any::<usize>(), junk in proptest::collection::vec(any::<u8>(), 0..6), drop in 0_usize..40) {
        survives(&mutate(RICH_TEXT, at, &junk, drop), "x.rtf");
        survives(&mutate(WEB_PAGE, at, &junk, drop), "x.html");
    }

    #[test]
    fn any_bytes_after_a_beginning(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        survives(&[b"{\\rtf1", bytes.as_slice()].concat(), "x.rtf");
        survives(&[b"<html>", bytes.as_slice()].concat(), "x.html");
    }

    #[test]
    fn damaged_slides(at in any::<usize>(), junk in proptest::collection::vec(any::<u8>(), 0..6), drop in 0_usize..40) {
        let slide = shape(Some("title"), "Aims") + &shape(None, "We sell shoes");
        let broken = mutate(&slide, at, &junk, drop);
        survives(&pptx(&[(&slide, Some("Notes")), (&String::from_utf8_lossy(&broken), None)]), "x.pptx");
        let mut bytes = pptx(&[(&slide, Some("Notes"))]);
        let place = at % bytes.len();
        bytes[place] ^= 0x55;
        survives(&bytes, "x.pptx");
    }
}
