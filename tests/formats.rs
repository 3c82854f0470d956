//! What word processors can put into a report, and what of it is report text.

#![allow(clippy::unwrap_used)] // a test fails by panicking

mod support;

use showcase::document::{BlockKind, Document};
use showcase::ingest::{limits::Limits, read};
use support::build::{docx, docx_with, odt, p};

fn open(bytes: &[u8]) -> Document {
    read(bytes, "report", &Limits::default()).unwrap()
}

fn texts(bytes: &[u8]) -> Vec<String> {
    open(bytes).blocks.into_iter().map(|b| b.text).collect()
}

fn warned(document: &Document, place: &str) -> bool {
    document.warnings.iter().any(|w| w.place == place)
}

#[test]
fn inserted_text_counts_and_deleted_text_does_not() {
    let body = r#"<w:p><w:r><w:t>I </w:t></w:r><w:ins w:id="1"><w:r><w:t>really </w:t></w:r></w:ins><w:del w:id="2"><w:r>
        <w:delText>never </w:delText></w:r></w:del><w:moveFrom><w:r><w:t>gone </w:t></w:r></w:moveFrom><w:r><w:t>help.</w:t></w:r></w:p>"#;
    let document = open(&docx(body));
    assert_eq!(document.blocks[0].text, "I really help.");
    assert!(warned(&document, "tracked changes"));
}

#[test]
fn a_deleted_paragraph_mark_joins_paragraphs() {
    let body = r"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>one </w:t></w:r></w:p>".to_owned() + &p("two");
    assert_eq!(texts(&docx(&body)), ["one two"]);
}

#[test]
fn a_text_box_is_read_once_after_its_paragraph() {
    let inner = p("boxed");
    let body = format!(
        r#"<w:p><w:r><w:t>before</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires="wps"><wps:txbx><w:txbxContent>{inner}</w:txbxContent>
        </wps:txbx></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></w:pict></mc:Fallback>
        </mc:AlternateContent></w:r><w:r><w:t> after</w:t></w:r></w:p>"#
    );
    assert_eq!(texts(&docx(&body)), ["before after", "boxed"]);
    let old =
        format!("<w:p><w:r><w:pict><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></w:pict></w:r></w:p>");
    assert_eq!(texts(&docx(&old)), ["boxed"]);
}

#[test]
fn choices_of_forms_and_letters_as_pictures_are_text() {
    let list = |result: &str| {
        format!(
            r#"<w:p><w:r><w:t>Shift: </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="early"/>
            <w:listEntry w:val="late"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMDROPDOWN</w:instrText></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>"#
        )
    };
    assert_eq!(texts(&docx(&list(""))), ["Shift: late"]);
    let shown = r#"<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>late</w:t></w:r>"#;
    assert_eq!(texts(&docx(&list(shown))), ["Shift: late"]);
    let art = r#"<w:p><w:r><w:pict><v:shape><v:textpath string="My showcase"/></v:shape></w:pict></w:r></w:p>"#;
    assert_eq!(texts(&docx(art)), ["My showcase"]);
}

#[test]
fn notes_follow_the_paragraph_that_refers_to_them() {
    let body = r#"<w:p><w:r><w:t>Law</w:t><w:footnoteReference w:id="2"/></w:r></w:p>"#.to_owned() + &p("More");
    let notes = r#"<w:footnotes {W}><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>x</w:t></w:r></w:p></w:footnote>
        <w:footnote w:id="2"><w:p><w:r><w:footnoteRef/><w:t>Of 2010.</w:t></w:r></w:p></w:footnote></w:footnotes>"#;
    let document = open(&docx_with(&body, &[("footnotes.xml", notes)]));
    let got: Vec<(BlockKind, &str)> = document.blocks.iter().map(|b| (b.kind, b.text.as_str())).collect();
    assert_eq!(
        got,
        [
            (BlockKind::Paragraph, "Law"),
            (BlockKind::Note, "Of 2010."),
            (BlockKind::Paragraph, "More")
        ]
    );
}

#[test]
fn results_of_fields_are_text_and_a_contents_field_is_known() {
    let field = |code: &str, result: &str| {
        format!(
            r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>
            <w:r><w:t>{result}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#
        )
    };
    let body = format!(
        "<w:p>{}</w:p><w:p>{}</w:p>",
        field(" TOC \\o ", "Aims 2"),
        field(" DATE ", "5 May")
    );
    let document = open(&docx(&body));
    assert_eq!(document.blocks[0].text, "Aims 2");
    assert!(document.blocks[0].contents);
    assert_eq!(
        (document.blocks[1].text.as_str(), document.blocks[1].contents),
        ("5 May", false)
    );
}

#[test]
fn wrappers_of_every_kind_are_looked_through() {
    let run = "<w:r><w:t>in</w:t></w:r>";
    for wrapper in ["smartTag", "hyperlink", "customXml", "ins", "moveTo", "bdo"] {
        assert_eq!(
            texts(&docx(&format!("<w:p><w:{wrapper}>{run}</w:{wrapper}></w:p>"))),
            ["in"],
            "{wrapper}"
        );
    }
    let control = format!(
        "<w:sdt><w:sdtPr><w:alias w:val=\"x\"/></w:sdtPr><w:sdtContent><w:p>{run}</w:p></w:sdtContent></w:sdt>"
    );
    assert_eq!(texts(&docx(&control)), ["in"]);
}

#[test]
fn hidden_and_white_text_is_not_counted_and_warned_about() {
    let body = r#"<w:p><w:r><w:t>Shown</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t> hidden</w:t></w:r>
        <w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t> white</w:t></w:r></w:p>
        <w:p><w:pPr><w:shd w:val="clear" w:fill="003366"/></w:pPr><w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>Banner here</w:t></w:r></w:p>"#;
    let document = open(&docx(body));
    let got: Vec<&str> = document.blocks.iter().map(|b| b.text.as_str()).collect();
    assert_eq!(got, ["Shown", "Banner here"]);
    assert!(warned(&document, "hidden text") && warned(&document, "white text"));
}

#[test]
fn comments_are_left_out_and_mentioned() {
    let comments =
        r#"<w:comments {W}><w:comment w:id="0"><w:p><w:r><w:t>why?</w:t></w:r></w:p></w:comment></w:comments>"#;
    let document = open(&docx_with(&p("Text"), &[("comments.xml", comments)]));
    assert_eq!(document.blocks.len(), 1);
    assert!(warned(&document, "comments"));
}

#[test]
fn headings_by_style_outline_and_look_and_numbers_in_the_signals() {
    let styles = r#"<w:styles {W}><w:style w:type="paragraph" w:styleId="u1"><w:name w:val="Überschrift 1"/></w:style></w:styles>"#;
    let numbering = r#"<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/>
        <w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#;
    let list = r#"<w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr>"#;
    let body = format!(
        r#"<w:p><w:pPr><w:pStyle w:val="u1"/>{list}</w:pPr><w:r><w:t>Aims</w:t></w:r></w:p>
        <w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:r><w:t>Values</w:t></w:r></w:p>
        <w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Team</w:t></w:r></w:p>
        <w:p><w:pPr>{list}</w:pPr><w:r><w:t>an item that is longer.</w:t></w:r></w:p>"#
    );
    let document = open(&docx_with(
        &body,
        &[("styles.xml", styles), ("numbering.xml", numbering)],
    ));
    let kinds: Vec<BlockKind> = document.blocks.iter().map(|b| b.kind).collect();
    assert_eq!(kinds[..3], [BlockKind::Heading; 3]);
    assert_eq!(kinds[3], BlockKind::ListItem);
    assert_eq!(document.blocks[0].signals.numbering.as_deref(), Some("1."));
    assert_eq!(document.blocks[0].signals.style.as_deref(), Some("Überschrift 1"));
    assert_eq!(document.blocks[1].signals.outline_level, Some(2));
    assert_eq!(document.blocks[3].signals.numbering.as_deref(), Some("2."));
}

#[test]
fn small_signs_keep_words_whole_or_apart() {
    let body = "<w:p><w:r><w:t>well</w:t><w:noBreakHyphen/><w:t>known</w:t><w:tab/><w:t>tab</w:t><w:br/><w:t>line</w:t>
        <w:softHyphen/></w:r><m:oMath><m:r><m:t>x=2</m:t></m:r></m:oMath></w:p>";
    assert_eq!(texts(&docx(body)), ["well-known tab linex=2"]);
}

#[test]
fn pages_follow_rendered_breaks() {
    let body = p("One") + "<w:p><w:r><w:lastRenderedPageBreak/><w:t>Two</w:t></w:r></w:p>";
    let document = open(&docx(&body));
    assert_eq!(document.blocks[1].page, Some(2));
    assert_eq!(document.pages, Some(2));
}

#[test]
fn open_document_covers_the_same_ground() {
    use BlockKind::{Heading, ListItem, Note, Paragraph, TableCell};
    let body = r#"<text:tracked-changes><text:changed-region><text:deletion><text:p>deleted</text:p></text:deletion></text:changed-region>
        </text:tracked-changes><text:h text:outline-level="1">Aims</text:h><text:p>We<text:s text:c="3"/>sell<text:note><text:note-citation>1
        </text:note-citation><text:note-body><text:p>In shops.</text:p></text:note-body></text:note> shoes<office:annotation><text:p>why?</text:p>
        </office:annotation>.<text:span text:style-name="H"> secret</text:span></text:p><text:list><text:list-item><text:p>item</text:p></text:list-item>
        </text:list><text:p><draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box></draw:frame></text:p>
        <text:p><text:span text:style-name="B">Team</text:span></text:p>
        <table:table><table:table-row><table:table-cell><text:p>cell</text:p></table:table-cell><table:covered-table-cell><text:p>no</text:p>
        </table:covered-table-cell></table:table-row></table:table>
        <text:table-of-content><text:table-of-content-source><text:index-title-template>T</text:index-title-template></text:table-of-content-source>
        <text:index-body><text:p>Aims 1</text:p></text:index-body></text:table-of-content>"#;
    let document = open(&odt(body));
    let got: Vec<(BlockKind, &str)> = document.blocks.iter().map(|b| (b.kind, b.text.as_str())).collect();
    assert_eq!(
        got,
        [
            (Heading, "Aims"),
            (Paragraph, "We sell shoes."),
            (Note, "In shops."),
            (ListItem, "item"),
            (Paragraph, "boxed"),
            (Heading, "Team"),
            (TableCell, "cell"),
            (Paragraph, "Aims 1")
        ]
    );
    assert!(document.blocks.last().unwrap().contents);
    for place in ["tracked changes", "comments", "hidden text"] {
        assert!(warned(&document, place), "{place}");
    }
}

#[test]
fn plain_text_in_many_shapes() {
    let text = |s: &str| texts(s.as_bytes());
    assert_eq!(
        text("My report\r\n\r\nWe sell shoes.\r\n"),
        ["My report", "We sell shoes."]
    );
    let wrapped = "This line was wrapped by a mail program at about this\nwidth, so that its lines have to be joined again, as\nthey are one paragraph.\n\nAnd this is the second paragraph, which has been wrapped\nin the same way by it.\n";
    assert_eq!(text(wrapped).len(), 2);
    assert_eq!(text("One para.\nTwo para.\nThree para.").len(), 3);
    assert_eq!(text("My team\n=======\nWe are five.\n"), ["My team", "We are five."]);
    assert_eq!(text("I do:\n\n-   this\n-   that\n"), ["I do:", "this", "that"]);
}

#[test]
fn strict_files_with_any_prefix_are_read() {
    let document = r#"<?xml version="1.0"?><q:document xmlns:q="http://purl.oclc.org/ooxml/wordprocessingml/main" xmlns:n="http://purl.oclc.org/ooxml/officeDocument/math">
        <q:body><q:p><q:pPr><q:pStyle q:val="k"/></q:pPr><q:r><q:t>Doelen</q:t></q:r></q:p><q:p><q:r><q:rPr><q:vanish q:val="true"/></q:rPr><q:t>secret</q:t></q:r>
        <q:r><q:t>well</q:t><q:noBreakHyphen/><q:t>known</q:t></q:r><n:oMath><n:r><n:t>=2</n:t></n:r></n:oMath></q:p></q:body></q:document>"#;
    let styles = r#"<styles xmlns="http://purl.oclc.org/ooxml/wordprocessingml/main" xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main">
        <style w:type="paragraph" w:styleId="k"><name w:val="Kop 1"/></style></styles>"#;
    let relation = |kind: &str, target: &str| {
        format!(
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"
            Type="http://purl.oclc.org/ooxml/officeDocument/relationships/{kind}" Target="{target}"/></Relationships>"#
        )
    };
    let bytes = support::build::zip(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", relation("officeDocument", "text/main.xml").as_bytes()),
        ("text/_rels/main.xml.rels", relation("styles", "/looks.xml").as_bytes()),
        ("text/main.xml", document.as_bytes()),
        ("looks.xml", styles.as_bytes()),
    ]);
    let document = open(&bytes);
    let got: Vec<(BlockKind, &str)> = document.blocks.iter().map(|b| (b.kind, b.text.as_str())).collect();
    assert_eq!(
        got,
        [(BlockKind::Heading, "Doelen"), (BlockKind::Paragraph, "well-known=2")]
    );
    assert_eq!(document.blocks[0].signals.outline_level, Some(1));
    assert!(warned(&document, "hidden text"));
}

#[test]
fn heading_styles_are_known_in_many_languages_and_by_inheritance() {
    for name in [
        "heading 1",
        "Heading 1",
        "Titre 1",
        "Kop 1",
        "Rubrik 1",
        "Nagłówek 1",
        "Título 1",
        "Заголовок 1",
        "見出し 1",
        "Pennawd 1",
    ] {
        let styles = format!(
            r#"<w:styles {{W}}><w:style w:type="paragraph" w:styleId="own"><w:name w:val="My own"/><w:basedOn w:val="h"/></w:style>
            <w:style w:type="paragraph" w:styleId="h"><w:name w:val="{name}"/></w:style></w:styles>"#
        );
        let body = r#"<w:p><w:pPr><w:pStyle w:val="own"/></w:pPr><w:r><w:t>Aims of it.</w:t></w:r></w:p>"#;
        let document = open(&docx_with(body, &[("styles.xml", &styles)]));
        assert_eq!(document.blocks[0].kind, BlockKind::Heading, "{name}");
    }
}

#[test]
fn text_hidden_or_white_by_its_style_is_not_counted() {
    let styles = r#"<w:styles {W}><w:style w:type="character" w:styleId="v"><w:name w:val="v"/><w:rPr><w:vanish/></w:rPr></w:style>
        <w:style w:type="paragraph" w:styleId="w"><w:name w:val="w"/><w:rPr><w:color w:val="FEFEFE" w:themeColor="background1"/></w:rPr></w:style></w:styles>"#;
    let body = r#"<w:p><w:r><w:t>Seen</w:t></w:r><w:r><w:rPr><w:rStyle w:val="v"/></w:rPr><w:t> hidden</w:t></w:r><w:r><w:rPr><w:sz w:val="2"/></w:rPr><w:t> tiny</w:t></w:r></w:p>
        <w:p><w:pPr><w:pStyle w:val="w"/></w:pPr><w:r><w:t>white words</w:t></w:r></w:p>"#;
    let document = open(&docx_with(body, &[("styles.xml", styles)]));
    assert_eq!(texts(&docx_with(body, &[("styles.xml", styles)])), ["Seen"]);
    assert!(warned(&document, "hidden text") && warned(&document, "white text"));
}

#[test]
fn equations_and_alternatives_are_read_once() {
    let body = r#"<w:p><w:r><w:t>a </w:t></w:r><m:oMathPara><m:oMath><m:f><m:num><m:r><m:t>x</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath></m:oMathPara>
        <w:r><mc:AlternateContent><mc:Choice Requires="zz"/><mc:Fallback><w:t> other</w:t></mc:Fallback></mc:AlternateContent></w:r>
        <w:r><mc:AlternateContent><mc:Choice Requires="w14"><w:t> one</w:t></mc:Choice><mc:Fallback><w:t> two</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>"#;
    assert_eq!(texts(&docx(body)), ["a x2 other one"]);
}
