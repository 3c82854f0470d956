//! Copies of Word files with comments: nothing but what was put in differs, and no passage is lost.

#![allow(clippy::unwrap_used)]

mod support;

use showcase::analysis::Analysis;
use showcase::annotate::{Annotated, annotate};
use showcase::coverage::Evidence;
use showcase::rubric::Rubric;
use showcase::{Options, analyse};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::process::Command;
use support::build::{docx, docx_with, p};
use support::program::Folder;

/// The parts that may change.
const CHANGED: [&str; 4] = [
    "[Content_Types].xml",
    "word/_rels/document.xml.rels",
    "word/document.xml",
    "word/comments.xml",
];

fn fast(bytes: &[u8], rubric: &Rubric) -> showcase::Result<Analysis> {
    let options = Options {
        fast: true,
        ..Options::default()
    };
    analyse(bytes, "report.docx", rubric, &options)
}

fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let count = archive.len();
    let read = |index| {
        let mut file = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        (file.name().to_owned(), bytes)
    };
    (0..count).map(read).collect()
}

/// All of `old` is in `new` in its order.
fn only_adds(old: &[u8], new: &[u8]) -> bool {
    let mut rest = new.iter();
    old.iter().all(|byte| rest.any(|other| other == byte))
}

/// The comments' texts by number.
fn comments(parts: &BTreeMap<String, Vec<u8>>) -> BTreeMap<String, String> {
    let text = String::from_utf8(parts["word/comments.xml"].clone()).unwrap();
    let pieces = text.split(":comment ").skip(1);
    let comment = |piece: &str| {
        let id = piece.split(":id=\"").nth(1).unwrap().split('"').next().unwrap();
        (id.to_owned(), letters(&format!("<{piece}")))
    };
    pieces.map(comment).collect()
}

/// Text without tags and spaces.
fn letters(xml: &str) -> String {
    let pieces = xml
        .split('<')
        .map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text));
    let text: String = pieces.collect();
    let text = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&apos;", "'"),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(text, |text, (from, to)| text.replace(from, to));
    text.split_whitespace().collect()
}

/// The letters between the marks of this comment.
fn marked(document: &str, id: &str) -> String {
    let count = |name: &str| document.matches(&format!("{name} w:id=\"{id}\"/>")).count();
    let counts = ["commentRangeStart", "commentRangeEnd", "commentReference"].map(count);
    assert_eq!(counts, [1, 1, 1], "comment {id}");
    let (_, rest) = document
        .split_once(&format!("commentRangeStart w:id=\"{id}\"/>"))
        .unwrap();
    letters(
        rest.split_once(&format!("<w:commentRangeEnd w:id=\"{id}\"/>"))
            .unwrap()
            .0,
    )
}

/// Everything that holds of any copy.
fn check(name: &str, old: &[u8], analysis: &Analysis, rubric: &Rubric) -> Annotated {
    let new = annotate(old, name, analysis, rubric).unwrap_or_else(|error| panic!("{name}: {error}"));
    let again = annotate(old, name, analysis, rubric).unwrap();
    assert_eq!(new, again, "{name}: two copies differ");
    let (before, after) = (parts(old), parts(&new.bytes));
    for (part, bytes) in &before {
        let same = after.get(part) == Some(bytes);
        let may = CHANGED.contains(&part.as_str()) && only_adds(bytes, &after[part]);
        assert!(same || may, "{name}: {part} has changed");
    }
    let read = fast(&new.bytes, rubric).unwrap();
    assert_eq!(read.blocks, analysis.blocks, "{name}: the text has changed");
    new
}

/// As [`check`], for files whose parts have their usual names and prefixes: each passage is marked or in the summary.
fn check_marks(name: &str, old: &[u8], analysis: &Analysis, rubric: &Rubric) -> Annotated {
    let new = check(name, old, analysis, rubric);
    let after = parts(&new.bytes);
    let document = String::from_utf8(after["word/document.xml"].clone()).unwrap();
    let before = parts(old)
        .get("word/comments.xml")
        .map_or(0, |_| comments(&parts(old)).len());
    let comments: Vec<(String, String)> = comments(&after).into_iter().collect();
    assert_eq!(comments.len(), before + new.placed + 1, "{name}");
    let ours = comments
        .iter()
        .filter(|(id, _)| document.contains(&format!("commentRangeStart w:id=\"{id}\"/>")));
    let marked: Vec<(String, &str)> = ours.map(|(id, text)| (marked(&document, id), text.as_str())).collect();
    let summary = marked
        .iter()
        .find(|(_, text)| text.contains("Whatwasfoundinthisreport"))
        .unwrap();
    let mut lost = 0;
    for criterion in &analysis.criteria {
        for evidence in &criterion.evidence {
            let quote = letters(&evidence.quote);
            let is_marked = marked
                .iter()
                .any(|(text, note)| text.contains(&quote) && note.contains(&criterion.code));
            assert!(
                is_marked || summary.1.contains(&quote),
                "{name}: “{}” is lost",
                evidence.quote
            );
            lost += usize::from(!is_marked);
        }
    }
    assert!(lost >= new.unplaced, "{name}");
    new
}

/// An analysis with these quotes for the first criterion and none for the others.
fn quoting(bytes: &[u8], rubric: &Rubric, quotes: &[&str]) -> Analysis {
    let mut analysis = fast(bytes, rubric).unwrap();
    let evidence = |quote: &&str| {
        let mut found = analysis.blocks.iter().enumerate();
        let (block, start) = found
            .find_map(|(index, block)| Some((index, block.text.find(quote)?)))
            .unwrap_or_else(|| panic!("“{quote}” is not in {:?}", analysis.blocks));
        Evidence {
            block,
            start,
            end: start + quote.len(),
            quote: (*quote).to_owned(),
            page: None,
            sections: Vec::new(),
            in_appendix: false,
            strength: 1.0,
        }
    };
    let evidence = quotes.iter().map(evidence).collect();
    for criterion in &mut analysis.criteria {
        criterion.evidence.clear();
    }
    analysis.criteria[0].evidence = evidence;
    analysis
}

fn quoted(body: &str, more: &[(&str, &str)], quotes: &[&str]) -> (Annotated, String) {
    let rubric = Rubric::builtin().unwrap();
    let old = docx_with(body, more);
    let new = check_marks("hand-made", &old, &quoting(&old, &rubric, quotes), &rubric);
    let document = String::from_utf8(parts(&new.bytes)["word/document.xml"].clone()).unwrap();
    (new, document)
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> = paths
        .filter(|path| path.extension().is_some_and(|e| e == "docx"))
        .collect();
    paths.sort();
    paths
}

#[test]
fn reports_are_copied_with_every_passage_marked_or_told() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let rubric = Rubric::builtin().unwrap();
    let corpus = files(&here.join("fixtures/corpus/natural-dev"));
    let paths: Vec<PathBuf> = files(&here.join("fixtures/reports"))
        .into_iter()
        .chain(corpus.into_iter().take(8))
        .collect();
    assert!(paths.len() > 4);
    let (mut placed, mut unplaced) = (0, 0);
    for path in paths {
        let bytes = std::fs::read(&path).unwrap();
        let analysis = fast(&bytes, &rubric).unwrap();
        let new = check_marks(&path.display().to_string(), &bytes, &analysis, &rubric);
        placed += new.placed;
        unplaced += new.unplaced;
    }
    assert!(
        placed > 100 && unplaced * 50 < placed,
        "{placed} marked, {unplaced} not"
    );
}

#[test]
fn files_of_many_programs_are_copied_unharmed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/realfiles/docx");
    let paths = files(&folder);
    if paths.is_empty() {
        eprintln!(
            "skipped: annotating files of many programs, as there are none in {}",
            folder.display()
        );
        return;
    }
    let rubric = Rubric::builtin().unwrap();
    for path in paths {
        let bytes = std::fs::read(&path).unwrap();
        // A file that can't be read can't be annotated either.
        if let Ok(analysis) = fast(&bytes, &rubric) {
            check(&path.display().to_string(), &bytes, &analysis, &rubric);
        }
    }
}

#[test]
fn a_run_is_cut_where_the_passage_begins_and_ends_and_keeps_its_look() {
    let body = r#"<w:p><w:pPr><w:jc w:val="left"/></w:pPr><w:r w:rsidR="1"><w:rPr><w:i/></w:rPr><w:t>We open at nine. We greet &amp; help everyone. Then we close.</w:t></w:r></w:p>"#;
    let (_, document) = quoted(body, &[], &["We greet & help everyone."]);
    let run = r#"<w:r w:rsidR="1"><w:rPr><w:i/></w:rPr><w:t"#;
    let expected = format!(
        "We open at nine.</w:t></w:r><w:commentRangeStart w:id=\"1\"/>{run} xml:space=\"preserve\"> We greet &amp; help everyone.</w:t></w:r>\
         <w:commentRangeEnd w:id=\"1\"/><w:r><w:commentReference w:id=\"1\"/></w:r>{run} xml:space=\"preserve\"> Then we close.</w:t></w:r></w:p>"
    );
    assert!(document.contains(&expected), "{document}");
}

#[test]
fn what_can_not_be_cut_is_marked_whole_and_quoted() {
    let tracked = r#"<w:p><w:r><w:t>Before. </w:t></w:r><w:ins w:id="7" w:author="A"><w:r><w:t>One put in. Two put in.</w:t></w:r></w:ins><w:del w:id="8" w:author="A"><w:r><w:delText>Gone.</w:delText></w:r></w:del></w:p>"#;
    let link =
        r#"<w:p><w:hyperlink w:anchor="x"><w:r><w:t>The link of ours. More of it.</w:t></w:r></w:hyperlink></w:p>"#;
    let look = r#"<w:p><w:r><w:rPr><w:rPrChange w:id="9" w:author="A"><w:rPr/></w:rPrChange></w:rPr><w:t>Changed look. Another one.</w:t></w:r></w:p>"#;
    let spaces = "<w:p><w:r><w:t>Loose spaces. At the end. </w:t></w:r></w:p>";
    let quotes = ["Two put in.", "The link of ours.", "Another one.", "At the end."];
    let (new, document) = quoted(&[tracked, link, look, spaces].concat(), &[], &quotes);
    assert_eq!((new.placed, new.unplaced), (4, 0));
    let comments = comments(&parts(&new.bytes));
    for (id, quote) in ["1", "2", "3", "4"].iter().zip(quotes) {
        assert!(comments[*id].contains(&letters(&format!("“{quote}”"))), "{comments:?}");
    }
    assert!(document.contains("<w:commentRangeStart w:id=\"1\"/><w:ins "));
}

#[test]
fn tables_controls_and_text_boxes_get_comments_where_word_allows_them() {
    let table = format!("<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", p("In a cell of it."));
    let control = format!(
        "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
        p("In a control of it.")
    );
    let inner = format!("<w:txbxContent>{}</w:txbxContent>", p("In a box of it."));
    let text_box = format!(
        "<w:p><w:r><w:t>Around the box.</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><wps:txbx>{inner}</wps:txbx></mc:Choice>\
         <mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    );
    let quotes = [
        "In a cell of it.",
        "In a control of it.",
        "In a box of it.",
        "Around the box.",
    ];
    let (new, document) = quoted(&[table, control, text_box].concat(), &[], &quotes);
    assert_eq!((new.placed, new.unplaced), (4, 0));
    // Not in the box itself, of which there are two.
    assert!(
        document.contains("<w:commentRangeStart w:id=\"4\"/><w:r><mc:AlternateContent>"),
        "{document}"
    );
}

#[test]
fn a_passage_in_a_footnote_stands_in_the_summary() {
    let body = r#"<w:p><w:r><w:t>The law</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>"#;
    let notes = r#"<w:footnotes {W}><w:footnote w:id="2"><w:p><w:r><w:t>The act of 2010.</w:t></w:r></w:p></w:footnote></w:footnotes>"#;
    let (new, _) = quoted(body, &[("footnotes.xml", notes)], &["The act of 2010."]);
    assert_eq!((new.placed, new.unplaced), (0, 1));
}

#[test]
fn comments_that_are_there_stay_and_numbers_are_used_once() {
    let body = format!(
        r#"<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>Somebody said so.</w:t></w:r><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>{}"#,
        p("And we did it.")
    );
    let comments_part = r#"<w:comments {W}><w:comment w:id="0" w:author="T"><w:p><w:r><w:t>Old one.</w:t></w:r></w:p></w:comment></w:comments>"#;
    let relations = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="comments.xml"/></Relationships>"#;
    let more = [("comments.xml", comments_part), ("_rels/document.xml.rels", relations)];
    let (new, _) = quoted(&body, &more, &["And we did it.", "Somebody said so."]);
    let parts = parts(&new.bytes);
    assert_eq!(comments(&parts).keys().collect::<Vec<_>>(), ["0", "1", "2", "3"]);
    assert_eq!(parts["word/_rels/document.xml.rels"], relations.as_bytes());
}

#[test]
fn strict_files_and_other_prefixes_get_comments_in_their_own_names() {
    let rubric = Rubric::builtin().unwrap();
    let strict = "http://purl.oclc.org/ooxml/wordprocessingml/main";
    let types = (
        "[Content_Types].xml",
        b"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>".as_slice(),
    );
    let text = "We help customers. We listen to them.";
    let prefixed = format!(
        r#"<q:document xmlns:q="{strict}"><q:body><q:p><q:r><q:t>{text}</q:t></q:r></q:p></q:body></q:document>"#
    );
    let bare = format!(r#"<document xmlns="{strict}"><body><p><r><t>{text}</t></r></p></body></document>"#);
    for (document, mark) in [
        (prefixed, "<q:commentRangeStart q:id=\"1\"/>"),
        (bare, "<scw:commentRangeStart xmlns:scw="),
    ] {
        let old = support::build::zip(&[types, ("word/document.xml", document.as_bytes())]);
        let new = check(
            "strict",
            &old,
            &quoting(&old, &rubric, &["We listen to them."]),
            &rubric,
        );
        assert_eq!(new.placed, 1);
        let parts = parts(&new.bytes);
        let text = |name: &str| String::from_utf8(parts[name].clone()).unwrap();
        assert!(
            text("word/document.xml").contains(mark),
            "{}",
            text("word/document.xml")
        );
        assert!(text("word/comments.xml").contains(strict));
        assert!(
            text("word/_rels/document.xml.rels").contains("purl.oclc.org/ooxml/officeDocument/relationships/comments")
        );
        assert!(text("[Content_Types].xml").contains("/word/comments.xml"));
    }
}

#[test]
fn the_program_writes_a_copy_and_leaves_the_report() {
    let old = docx(&p(
        "We help customers every day in our shop and I listened to a customer.",
    ));
    let folder = Folder::new()
        .with("report.docx", &old)
        .with("notes.txt", "We help customers.");
    let run = folder.run(&["annotate", "--fast", "report.docx", "-o", "copy.docx"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""), "{run:?}");
    assert!(
        run.stderr.contains("written: copy.docx") && run.stderr.contains("marked"),
        "{run:?}"
    );
    assert_eq!(std::fs::read(folder.path().join("report.docx")).unwrap(), old);
    folder
        .run(&["annotate", "--fast", "report.docx", "-o", "report.docx"])
        .refuses(&["report.docx", "the report itself"]);
    folder.run(&["annotate", "--fast", "report.docx"]).refuses(&["-o"]);
    folder
        .run(&["annotate", "--fast", "report.docx", "-o", "-"])
        .refuses(&["a file of its own"]);
    folder
        .run(&["annotate", "--fast", "notes.txt", "-o", "copy.txt"])
        .refuses(&["notes.txt", ".docx", "PDF", "plain text"]);
}

#[test]
fn libreoffice_shows_every_comment() {
    if Command::new("soffice").arg("--version").output().is_err() {
        eprintln!("skipped: opening a copy in LibreOffice, as it is not installed");
        return;
    }
    let rubric = Rubric::builtin().unwrap();
    let old = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/reports/sample.docx")).unwrap();
    let new = annotate(&old, "sample.docx", &fast(&old, &rubric).unwrap(), &rubric).unwrap();
    let folder = Folder::new().with("copy.docx", &new.bytes);
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.path().display());
    let run = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", "odt", "copy.docx"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    let odt = std::fs::read(folder.path().join("copy.odt")).unwrap_or_else(|_| panic!("{run:?}"));
    let content = String::from_utf8(parts(&odt)["content.xml"].clone()).unwrap();
    assert_eq!(content.matches("<office:annotation ").count(), new.placed + 1);
}

#[test]
fn the_copy_is_a_file_of_the_same_kind() {
    let report = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/reports/draft.docx");
    let folder = support::program::Folder::new();
    let run = folder.run(&["annotate", report, "--fast", "-o", "x.pdf"]);
    assert_eq!(run.code, Some(2));
    assert!(
        run.stderr.contains("x.pdf") && run.stderr.contains(".docx"),
        "{}",
        run.stderr
    );
    assert!(!folder.path().join("x.pdf").exists());
}

#[test]
fn a_pdf_keeps_its_bytes_and_its_text() {
    let report = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/reports/draft.pdf");
    let folder = support::program::Folder::new();
    let run = folder.run(&["annotate", report.to_str().unwrap(), "--fast", "-o", "x.pdf"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let (old, new) = (
        std::fs::read(&report).unwrap(),
        std::fs::read(folder.path().join("x.pdf")).unwrap(),
    );
    assert!(new.starts_with(&old) && new.len() > old.len());
    let text = |bytes: &[u8]| {
        let document = showcase::ingest::read(bytes, "x.pdf", &showcase::ingest::limits::Limits::default()).unwrap();
        document.blocks.into_iter().map(|block| block.text).collect::<Vec<_>>()
    };
    assert_eq!(text(&new), text(&old));
    let marks = new.windows(10).filter(|bytes| bytes == b"/Highlight").count();
    assert!(marks > 20, "{marks}");
}
