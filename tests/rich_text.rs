//! What Rich Text files hold beside the text, and the ways programs write them.

#![allow(clippy::unwrap_used, clippy::print_stdout)] // a test fails by panicking, and says what it measured

use showcase::Error;
use showcase::document::{BlockKind, Document};
use showcase::ingest::{limits::Limits, read};
use std::time::{Duration, Instant};

use BlockKind::{Heading, ListItem, Note, Paragraph, TableCell};

const HEAD: &str = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman\fcharset0 Times;}{\f1\fnil\fcharset2 Symbol;}{\f2\fcharset204 Cyr;}}
{\colortbl;\red255\green255\blue255;\red0\green51\blue102;}{\stylesheet{\s0 Normal;}{\s1\sbasedon0\outlinelevel0\b heading 1;}{\s2\sbasedon1 My own;}
{\s3 toc 1;}{\*\cs10 Default Paragraph Font;}}";

fn open(body: &str) -> Document {
    read(format!("{HEAD}{body}}}").as_bytes(), "report", &Limits::default()).unwrap()
}

fn blocks(body: &str) -> Vec<(BlockKind, String)> {
    open(body).blocks.into_iter().map(|b| (b.kind, b.text)).collect()
}

fn texts(body: &str) -> Vec<String> {
    open(body).blocks.into_iter().map(|b| b.text).collect()
}

fn is(got: &[(BlockKind, String)], want: &[(BlockKind, &str)]) {
    let got: Vec<(BlockKind, &str)> = got.iter().map(|(kind, text)| (*kind, text.as_str())).collect();
    assert_eq!(got, want);
}

fn warning(document: &Document, place: &str) -> String {
    let found = document.warnings.iter().find(|w| w.place == place);
    found.map_or_else(String::new, |w| w.message.clone())
}

#[test]
fn headings_by_style_outline_and_look() {
    let body = r"\pard\s1\b Aims\b0\par\pard\s2 Values\par\pard\outlinelevel1 Law\par\pard\plain\b My team\b0\par\pard\fs32 Feedback\fs24\par
\pard\plain We are five people who sell shoes and boots in a shop on the harbour.\par";
    let document = open(body);
    let kinds: Vec<BlockKind> = document.blocks.iter().map(|b| b.kind).collect();
    assert_eq!(kinds, [Heading, Heading, Heading, Heading, Heading, Paragraph]);
    assert_eq!(document.blocks[1].signals.style.as_deref(), Some("My own"));
    assert_eq!(document.blocks[1].signals.outline_level, Some(1));
    assert_eq!(document.blocks[2].signals.outline_level, Some(2));
}

#[test]
fn characters_in_every_spelling() {
    let body = r"\pard Caf\'e9 \u8217?s \uc2\u8364 ab\uc1 \emdash  x\~y \u-10179?\u-8704? {\f2\'cf\'f0} \{a\\b\} well\_known so\-ft\line next\par";
    assert_eq!(texts(body), ["Café ’s €— x y 😀 Пр {a\\b} well-known soft next"]);
}

#[test]
fn an_asian_code_page_joins_two_bytes_to_a_letter() {
    let text = br"{\rtf1\ansi\ansicpg932 \'93\'fa\'96{\b\'7b}\par}";
    let got = read(text, "x", &Limits::default()).unwrap().blocks[0].text.clone();
    assert!(got.starts_with('日'), "{got}");
}

#[test]
fn lists_keep_their_numbers_out_of_the_text() {
    let body = r"\pard{\listtext\f1\'b7\tab}\ls1 One thing\par\pard{\pntext 2.\tab}Two things\par\pard{\listtext o\tab}\ls2 Three\par";
    let document = open(body);
    let got: Vec<(BlockKind, &str)> = document.blocks.iter().map(|b| (b.kind, b.text.as_str())).collect();
    assert_eq!(
        got,
        [(ListItem, "One thing"), (ListItem, "Two things"), (ListItem, "Three")]
    );
    let numbers: Vec<Option<&str>> = document.blocks.iter().map(|b| b.signals.numbering.as_deref()).collect();
    assert_eq!(numbers, [None, Some("2."), None]);
}

#[test]
fn tables_row_by_row_and_inside_one_another() {
    let body = r"\pard Before\par\trowd\cellx1\cellx2\pard\intbl a\cell b\par c\cell\row\trowd\pard\intbl d\cell{\pard\intbl\itap2 in\nestcell{\*\nesttableprops
\trowd\nestrow}{\nonesttables\par}}\pard\intbl e\cell\row\pard After\par";
    is(
        &blocks(body),
        &[
            (Paragraph, "Before"),
            (TableCell, "a"),
            (TableCell, "b c"),
            (TableCell, "d"),
            (TableCell, "in"),
            (TableCell, "e"),
            (Paragraph, "After"),
        ],
    );
}

#[test]
fn notes_boxes_and_fields() {
    let body = r"{\header\pard Running\par}\pard Law{\super\chftn{\footnote\pard\plain\chftn Of 2010.\par}} rules {\field{\*\fldinst HYPERLINK x}{\fldrslt here}}\par
\pard{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt\pard boxed\par}}{\shprslt\pard boxed\par}}More\par{\field{\*\fldinst  TOC \\o}{\fldrslt\pard\s3 Aims\tab 2\par}}";
    let document = open(body);
    let got: Vec<(BlockKind, &str)> = document.blocks.iter().map(|b| (b.kind, b.text.as_str())).collect();
    let want = [
        (Paragraph, "Law rules here"),
        (Note, "Of 2010."),
        (Paragraph, "More"),
        (Paragraph, "boxed"),
        (Paragraph, "Aims 2"),
    ];
    assert_eq!(got, want);
    assert!(document.blocks[4].contents);
}

#[test]
fn hidden_white_and_deleted_text_is_not_counted_and_warned_about() {
    let body = r"\pard Shown{\v  one two}{\cf1  white}{\deleted  gone} {\revised new}{\highlight2\cf1  banner}\par{\*\atnid x}{\annotation\pard why?\par}{\pict\pngblip 89504e}";
    let document = open(body);
    assert_eq!(document.blocks[0].text, "Shown new banner");
    for (place, starts) in [
        ("hidden text", "2 word(s)"),
        ("white text", "1 word(s)"),
        ("tracked changes", "1 deleted"),
        ("comments", "1 comment(s)"),
        ("pictures", "1 picture(s)"),
    ] {
        assert!(
            warning(&document, place).starts_with(starts),
            "{place}: {:?}",
            document.warnings
        );
    }
}

#[test]
fn a_deleted_paragraph_mark_joins_paragraphs() {
    assert_eq!(texts(r"\pard one {\deleted\par}two\par"), ["one two"]);
}

#[test]
fn equations_and_text_in_two_spellings_come_once() {
    let body = r"\pard x{\upr{old}{\*\ud{new}}} {\mmath{\*\moMath{\mr a+b}{\mctrlPr x}}{\mmathPict y}}\par";
    assert_eq!(texts(body), ["xnew a+b"]);
}

#[test]
fn a_file_that_breaks_off_says_where() {
    let whole = format!("{HEAD}\\pard The first paragraph is whole.\\par The second is cut");
    let document = read(whole.as_bytes(), "x.rtf", &Limits::default()).unwrap();
    assert!(
        warning(&document, "the text").contains("is missing"),
        "{:?}",
        document.warnings
    );
    let none = read(br"{\rtf1\ansi{\fonttbl", "x.rtf", &Limits::default());
    assert!(matches!(none, Err(Error::Damaged { .. })), "{none:?}");
    let behind = open("\\pard Text\\par}{\\pard This is more than twenty letters behind the end");
    assert!(
        warning(&behind, "the end").contains("behind its end"),
        "{:?}",
        behind.warnings
    );
}

#[test]
fn hostile_files_end_in_time() {
    let many = 40_000;
    let cases: Vec<(&str, String)> = vec![
        ("groups", "{x}".repeat(many)),
        ("letters of a word", format!("\\{}", "a".repeat(many * 5))),
        ("digits", format!("\\b{}", "1".repeat(many * 5))),
        ("bytes", "\\'e9".repeat(many)),
        (
            "fields",
            format!("x{}", "{\\field{\\*\\fldinst TOC}{\\fldrslt y}}".repeat(many / 10)),
        ),
        ("notes", format!("x{}", "{\\footnote y}".repeat(many / 10))),
        ("rows", "\\trowd\\intbl x\\cell\\row".repeat(many / 10)),
        ("skipped", format!("x\\uc{many}\\u65 {}", "y".repeat(many))),
        ("binary", format!("x\\bin{many}{}", "}".repeat(many + 10))),
        (
            "styles",
            format!("{{\\stylesheet{}}}x", "{\\s5\\sbasedon5 a;}".repeat(many / 10)),
        ),
        ("stars", "{\\*\\*\\*x}".repeat(many / 4)),
    ];
    for (name, body) in cases {
        let start = Instant::now();
        let _ = read(format!("{HEAD}{body}").as_bytes(), "x.rtf", &Limits::default());
        println!("{name}: {:?}", start.elapsed());
        assert!(
            start.elapsed() < Duration::from_secs(20),
            "{name} took {:?}",
            start.elapsed()
        );
    }
    let limit = |body: String| read(format!("{HEAD}{body}").as_bytes(), "x", &Limits::default());
    assert!(matches!(limit("{".repeat(3000)), Err(Error::OverLimit { .. })));
    assert!(matches!(
        limit("\\itap100000 x\\par".to_owned()),
        Err(Error::OverLimit { .. })
    ));
    assert!(matches!(
        limit("{\\footnote x".repeat(300)),
        Ok(_) | Err(Error::OverLimit { .. })
    ));
}
