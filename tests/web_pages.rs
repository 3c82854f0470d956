//! What web pages hold beside the text, and the ways programs write reports as web pages.

#![allow(clippy::unwrap_used, clippy::print_stdout)] // a test fails by panicking, and says what it measured

use showcase::Error;
use showcase::document::{BlockKind, Document};
use showcase::ingest::{limits::Limits, read};
use std::time::{Duration, Instant};

use BlockKind::{Caption, Heading, ListItem, Note, Paragraph, TableCell};

fn page(body: &str) -> Document {
    let html = format!("<!DOCTYPE html><html><head><title>No text</title></head><body>{body}</body></html>");
    read(html.as_bytes(), "report", &Limits::default()).unwrap()
}

fn blocks(body: &str) -> Vec<(BlockKind, String)> {
    page(body).blocks.into_iter().map(|b| (b.kind, b.text)).collect()
}

fn texts(body: &str) -> Vec<String> {
    page(body).blocks.into_iter().map(|b| b.text).collect()
}

fn warning(document: &Document, place: &str) -> String {
    let found = document.warnings.iter().find(|w| w.place == place);
    found.map_or_else(String::new, |w| w.message.clone())
}

fn is(got: &[(BlockKind, String)], want: &[(BlockKind, &str)]) {
    let got: Vec<(BlockKind, &str)> = got.iter().map(|(kind, text)| (*kind, text.as_str())).collect();
    assert_eq!(got, want);
}

#[test]
fn headings_lists_tables_and_captions_are_blocks() {
    let got = blocks(
        "<h2>Aims</h2><p>We <b>sell</b>\n shoes.<p>And boots&nbsp;&amp; laces<ol start=3><li>one<li><p>two</p></ol><ul><li>a<ul><li>b</ul></ul>\
         <table><caption>Stock</caption><tr><th>x<td>y<tr><td><p>z</p><p>w</p></table><figure><img src=a.png><figcaption>Shop</figcaption></figure>",
    );
    is(
        &got,
        &[
            (Heading, "Aims"),
            (Paragraph, "We sell shoes."),
            (Paragraph, "And boots & laces"),
            (ListItem, "one"),
            (ListItem, "two"),
            (ListItem, "a"),
            (ListItem, "b"),
            (Caption, "Stock"),
            (TableCell, "x"),
            (TableCell, "y"),
            (TableCell, "z w"),
            (Caption, "Shop"),
        ],
    );
    let document = page("<h2>Aims</h2><ol start=3><li>one<li>two</ol>");
    assert_eq!(document.blocks[0].signals.outline_level, Some(2));
    assert_eq!(document.blocks[2].signals.numbering.as_deref(), Some("4."));
}

#[test]
fn scripts_styles_and_templates_are_no_text() {
    let body = "<script>if (a<b) document.write('</p>no')</script><style>p{color:red}</style><template><p>no</template>\
                <noscript>no</noscript><select><option>no</select><button>no</button><p>Yes</p><svg><text>no</text></svg>";
    assert_eq!(texts(body), ["Yes"]);
}

#[test]
fn what_was_typed_into_fields_is_text_and_controls_are_told() {
    let body = "<p>Name <input value='Bakery Lane'> <input type=hidden value=no><textarea>I rang\nher</textarea>\
                <select><option>one<option>two</select><button>Send it</button><noscript>Turn scripts on</noscript></p>";
    let document = page(body);
    let got: Vec<&str> = document.blocks.iter().map(|b| b.text.as_str()).collect();
    assert_eq!(got, ["Name Bakery Lane", "I rang her"]);
    assert!(warning(&document, "page furniture").starts_with("4 word(s)"));
    assert!(warning(&document, "hidden text").starts_with("3 word(s)"));
}

#[test]
fn hidden_and_white_text_is_not_counted_and_warned_about() {
    let body = "<style>.x{display:none}</style><p>Shown<span style='display:none'> one</span></p><p class=x>two</p><p hidden>three</p>\
                <p style='font-size:0'>four</p><p style='color:#FFF'>white words</p><div style='background:#036;color:white'>Banner here</div>";
    let document = page(body);
    let got: Vec<&str> = document.blocks.iter().map(|b| b.text.as_str()).collect();
    assert_eq!(got, ["Shown", "Banner here"]);
    assert!(
        warning(&document, "hidden text").starts_with("4 word(s)"),
        "{:?}",
        document.warnings
    );
    assert!(warning(&document, "white text").starts_with("2 word(s)"));
}

#[test]
fn white_letters_count_where_a_background_may_lie_behind_them() {
    let body = "<style>.hero .dark{background:#000} .t{color:#fff}</style><div class=hero><div class=dark><p class=t>My report</p></div></div>";
    assert_eq!(texts(body), ["My report"]);
}

#[test]
fn menus_headers_and_footers_of_a_page_are_left_out_and_told() {
    let body = "<header><h1>My showcase</h1><a href=/>Home</a></header><nav><ul><li><a href=/a>About me</a></ul></nav><article><header><h2>Aims</h2>\
                </header><p>We sell shoes.</p><footer>By Jo</footer></article><footer>Made with Pages</footer>";
    let document = page(body);
    let got: Vec<&str> = document.blocks.iter().map(|b| b.text.as_str()).collect();
    assert_eq!(got, ["My showcase", "Aims", "We sell shoes.", "By Jo"]);
    assert!(
        warning(&document, "page furniture").starts_with("6 word(s)"),
        "{:?}",
        document.warnings
    );
}

#[test]
fn the_main_part_is_the_report_unless_it_is_empty() {
    assert_eq!(
        texts("<div>Site name</div><main><h1>Aims</h1><p>We sell.</p></main><p>Cookies?</p>"),
        ["Aims", "We sell."]
    );
    assert_eq!(texts("<main id=app></main><p>Text</p>"), ["Text"]);
}

#[test]
fn a_contents_list_is_known() {
    let body = "<ul><li><a href='#a'>Aims</a><li><a href='#b'>Values</a><li><a href='#c'>Team</a></ul><h2 id=a>Aims</h2><p>We sell.</p>\
                <h2 id=b>Values</h2><p>Care.</p><h2 id=c>Team</h2><p>Five. <a href='#top'>Back to the top</a></p><p><a href='#top'>Up</a></p>";
    let contents: Vec<bool> = page(body).blocks.iter().map(|b| b.contents).collect();
    assert_eq!(
        contents,
        [true, true, true, false, false, false, false, false, false, false]
    );
}

#[test]
fn notes_of_every_program_follow_their_paragraph() {
    let google = "<p>Law<sup><a href='#ftnt1' id='ftnt_ref1'>[1]</a></sup> rules.</p><p>More</p><hr><div><p><a href='#ftnt_ref1' id='ftnt1'>[1]</a>\
                  <span>&nbsp;Of 2010.</span></p></div>";
    let word = "<p>Law<a href='#_ftn1' name='_ftnref1'><span>[1]</span></a> rules.</p><p>More</p><div style='mso-element:footnote-list'><hr>\
                <div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a href='#_ftnref1' name='_ftn1'>[1]</a> Of 2010.</p></div></div>";
    let libre = "<p>Law<a class='sdfootnoteanc' name='sdfootnote1anc' href='#sdfootnote1sym'><sup>1</sup></a> rules.</p><p>More</p>\
                 <div id='sdfootnote1'><p><a class='sdfootnotesym' name='sdfootnote1sym' href='#sdfootnote1anc'>1</a>Of 2010.</p></div>";
    let pandoc = "<p>Law<a href='#fn1' class='footnote-ref' id='fnref1' role='doc-noteref'><sup>1</sup></a> rules.</p><p>More</p><section id=footnotes>\
                  <ol><li id='fn1'><p>Of 2010.<a href='#fnref1' class='footnote-back' role='doc-backlink'>↩</a></p></li></ol></section>";
    for body in [google, word, libre, pandoc] {
        is(
            &blocks(body),
            &[(Paragraph, "Law rules."), (Note, "Of 2010."), (Paragraph, "More")],
        );
    }
}

#[test]
fn comments_of_google_docs_are_left_out() {
    let body = "<p>Text<sup><a href='#cmnt1' id='cmnt_ref1'>[a]</a></sup></p><div class=c9><p><a href='#cmnt_ref1' id='cmnt1'>[a]</a><span>Why?</span></p></div>";
    let document = page(body);
    assert_eq!(document.blocks.len(), 1, "{:?}", document.blocks);
    assert!(warning(&document, "comments").starts_with("1 comment(s)"));
}

#[test]
fn google_docs_headings_are_bold_by_class() {
    let body = "<style>.c1{font-weight:700;font-size:11pt}.c2{font-weight:400;font-size:11pt}</style><p class=c5><span class=c1>My team</span></p>\
                <p class=c5><span class=c2>We are five.</span></p><b style='font-weight:normal'><p>Plain line</p></b>";
    is(
        &blocks(body),
        &[
            (Heading, "My team"),
            (Paragraph, "We are five."),
            (Paragraph, "Plain line"),
        ],
    );
}

#[test]
fn words_own_marks_are_understood() {
    let body = "<p class=MsoTitle>Showcase</p><p class=MsoToc1><a href='#_Toc1'>Aims<span style='mso-tab-count:1 dotted'>.... </span>1</a></p>\
        <p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp; </span></span>\
        <![endif]>I greet them<o:p></o:p></p><p style='mso-list:l1 level1 lfo2'><span style='font-family:Symbol;mso-list:Ignore'>·<span>&nbsp;</span></span>I \
        listen</p><p><span style='mso-hide:all'>hidden</span>Seen<del>gone</del></p><div style='mso-element:header'><p>Running</p></div>";
    let document = page(body);
    let got: Vec<(BlockKind, &str)> = document.blocks.iter().map(|b| (b.kind, b.text.as_str())).collect();
    assert_eq!(got[0], (Heading, "Showcase"));
    assert_eq!(
        got[2..],
        [(ListItem, "I greet them"), (ListItem, "I listen"), (Paragraph, "Seen")]
    );
    assert_eq!(document.blocks[2].signals.numbering.as_deref(), Some("1."));
    assert_eq!(document.blocks[3].signals.numbering, None);
    assert!(warning(&document, "tracked changes").starts_with("1 deleted"));
}

#[test]
fn line_breaks_part_lines_and_two_part_paragraphs() {
    assert_eq!(
        texts("<div>One<br>line<br><br>Two<div>Three</div>Four</div>"),
        ["One line", "Two", "Three", "Four"]
    );
    assert_eq!(texts("<pre>a b\nc\n\nd</pre>"), ["a b c", "d"]);
}

#[test]
fn wrong_nesting_neither_loses_nor_doubles_text() {
    let body =
        "<b><p>One</b> two</p></div></td><p>Three<table><tr><td>a</div></p>b<td>c</table>four<li>five</li></ul>six";
    let all = texts(body).join(" ");
    assert_eq!(all, "One two Three a b c four five six");
}

#[test]
fn pages_that_break_off_say_so() {
    for (cut, says) in [
        ("<html><body><p>One two three", "its end is missing"),
        ("<html><body><p>One two three<!-- four", "in a comment"),
        ("<html><body><p>One two three<p class='x", "in a tag"),
        ("<html><body><p>One two three<script>var a", "in a script"),
    ] {
        let document = read(cut.as_bytes(), "x.html", &Limits::default()).unwrap();
        assert_eq!(document.blocks[0].text, "One two three");
        let message = warning(&document, "the page");
        assert!(
            message.contains(says) && message.contains("\"One two three\""),
            "{cut}: {message}"
        );
    }
}

#[test]
fn entities_and_encodings() {
    assert_eq!(
        texts("<p>caf&eacute; &#163;5 &#x2019; &bogusentity; &#99999999; &lt;p&gt;"),
        ["café £5 ’ &bogusentity; \u{fffd} <p>"]
    );
    let old = b"<html><meta charset=windows-1252><p>It\x92s \xA35</html>";
    assert_eq!(read(old, "x", &Limits::default()).unwrap().blocks[0].text, "It’s £5");
}

#[test]
fn hostile_pages_end_in_time() {
    let deep = Limits::default().xml_depth + 10;
    let many = 40_000;
    let cases: Vec<(&str, String)> = vec![
        ("unclosed paragraphs in unclosed bold", "<b><p>x".repeat(many / 4)),
        ("stray end tags", format!("<p>x{}", "</div></b></td>".repeat(many))),
        (
            "attributes",
            format!(
                "<p {}>x",
                (0..many).map(|i| i.to_string()).collect::<Vec<_>>().join("=1 a")
            ),
        ),
        (
            "classes",
            format!("<style>.a{{color:red}}</style><p class='{}'>x", "a ".repeat(many)),
        ),
        ("rules", format!("<style>{}</style><p>x", ".a{color:red}".repeat(many))),
        ("at rules", format!("<style>{}</style><p>x", "@media{".repeat(many))),
        ("comments", format!("<p>x{}", "<!--".repeat(many))),
        ("entities", format!("<p>{}", "&amp;&bogus;".repeat(many))),
        ("note links", format!("<p>x{}", "<a href='#fn1' id=fn1>".repeat(many))),
        ("list items", format!("<ul>{}", "<li>x".repeat(many / 4))),
        ("rows", format!("<table>{}", "<tr><td>x".repeat(many / 4))),
        ("less than", "<p>x".to_owned() + &"<".repeat(many)),
    ];
    for (name, body) in cases {
        let start = Instant::now();
        let _ = read(format!("<html>{body}").as_bytes(), "x.html", &Limits::default());
        println!("{name}: {:?}", start.elapsed());
        assert!(
            start.elapsed() < Duration::from_secs(20),
            "{name} took {:?}",
            start.elapsed()
        );
    }
    let nested = format!("<html>{}x", "<div>".repeat(deep));
    assert!(matches!(
        read(nested.as_bytes(), "x", &Limits::default()),
        Err(Error::OverLimit { .. })
    ));
    let tables = format!("<html>{}x", "<table><tr><td>".repeat(200));
    assert!(matches!(
        read(tables.as_bytes(), "x", &Limits::default()),
        Err(Error::OverLimit { .. })
    ));
}

#[test]
fn a_page_without_text_is_an_error() {
    let read = |html: &str| read(html.as_bytes(), "x.html", &Limits::default());
    assert!(matches!(
        read("<html><body><img src=scan.png></body></html>"),
        Err(Error::NoText { .. })
    ));
}
