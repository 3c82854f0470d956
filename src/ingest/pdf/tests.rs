//! The whole reader on small files made here.

use super::*;

pub(super) use super::substitutes::file;

/// A page of text lines at given places, in Helvetica.
fn pdf(lines: &[(f32, f32, f32, &str)]) -> Vec<u8> {
    use std::fmt::Write;
    let mut content = String::new();
    for (x, y, size, text) in lines {
        let _ = writeln!(content, "BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET");
    }
    one_page(&content, ["", ""], "/Subtype /Type1 /BaseFont /Helvetica", &[])
}

/// A file of one page with this content and font F1; `also` stands in the catalogue and in the page, and `more` are objects 6 and following.
pub(super) fn one_page(content: &str, also: [&str; 2], font: &str, more: &[&str]) -> Vec<u8> {
    let [catalogue, page] = also;
    let mut objects = vec![
        format!("<< /Type /Catalog /Pages 2 0 R {catalogue} >>"),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        format!(
            "<< /Type /Page /Parent 2 0 R {page} /MediaBox [0 0 600 800] /Contents 4 0 R \
             /Resources << /Font << /F1 5 0 R >> >> >>"
        ),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
        format!("<< /Type /Font {font} >>"),
    ];
    objects.extend(more.iter().map(ToString::to_string));
    file(&objects)
}

fn texts(lines: &[(f32, f32, f32, &str)]) -> Vec<(BlockKind, String)> {
    let document = read(&pdf(lines), "x.pdf", &Limits::default()).unwrap();
    document.blocks.into_iter().map(|b| (b.kind, b.text)).collect()
}

#[test]
fn lines_become_paragraphs_and_larger_ones_headings() {
    let found = texts(&[
        (50.0, 700.0, 20.0, "Task 1"),
        (
            50.0,
            660.0,
            12.0,
            "I work on the front desk of a hotel by the sea and I have",
        ),
        (50.0, 646.0, 12.0, "been there for a year."),
        (50.0, 620.0, 12.0, "Then another paragraph begins."),
    ]);
    let expected = [
        (BlockKind::Heading, "Task 1"),
        (
            BlockKind::Paragraph,
            "I work on the front desk of a hotel by the sea and I have been there for a year.",
        ),
        (BlockKind::Paragraph, "Then another paragraph begins."),
    ];
    assert_eq!(found, expected.map(|(kind, text)| (kind, text.to_owned())));
}

#[test]
fn rows_become_cells_in_order() {
    let found = texts(&[
        (50.0, 700.0, 12.0, "Product"),
        (250.0, 700.0, 12.0, "Benefit"),
        (50.0, 680.0, 12.0, "Sea view room"),
        (250.0, 680.0, 12.0, "You wake up to"),
        (250.0, 666.0, 12.0, "the sunrise"),
    ]);
    let cells: Vec<&str> = found.iter().map(|(_, text)| text.as_str()).collect();
    assert!(found.iter().all(|(kind, _)| *kind == BlockKind::TableCell), "{found:?}");
    assert_eq!(
        cells,
        ["Product", "Benefit", "Sea view room", "You wake up to the sunrise"]
    );
}

/// A form filled in twice, or a page put in twice by mistake.
#[test]
fn pages_that_are_the_same_keep_their_text() {
    let lines = [
        (770, "Harbour Hotel"),
        (700, "I greet guests"),
        (686, "and I smile."),
        (30, "Page 1"),
    ];
    let drawn = lines.map(|(y, text)| format!("BT /F1 12 Tf 1 0 0 1 50 {y} Tm ({text}) Tj ET\n"));
    let content = drawn.concat();
    let page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>";
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R 6 0 R] /Count 2 >>".to_owned(),
        page.to_owned(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
        page.to_owned(),
    ];
    let document = read(&file(&objects), "x.pdf", &Limits::default()).unwrap();
    let found: Vec<&str> = document.blocks.iter().map(|block| block.text.as_str()).collect();
    assert_eq!(found, ["I greet guests and I smile."; 2]);
}

#[test]
fn a_page_without_letters_is_no_text() {
    let error = read(&pdf(&[]), "x.pdf", &Limits::default()).unwrap_err();
    assert!(matches!(error, Error::NoText { .. }), "{error}");
}

#[test]
fn bytes_that_are_no_pdf_are_damaged() {
    let error = read(b"%PDF-1.4 and then nothing", "x.pdf", &Limits::default()).unwrap_err();
    assert!(matches!(error, Error::Damaged { .. }), "{error}");
}

#[test]
fn too_many_letters_or_objects_pass_the_limit() {
    let letters = Limits {
        pdf_glyphs: 5,
        ..Limits::default()
    };
    let objects = Limits {
        pdf_objects: 2,
        ..Limits::default()
    };
    for limits in [letters, objects] {
        let error = read(&pdf(&[(50.0, 700.0, 12.0, "eight letters")]), "x.pdf", &limits).unwrap_err();
        assert!(matches!(error, Error::OverLimit { .. }), "{error}");
    }
}

#[test]
fn bold_letters_made_of_an_outline_over_plain_ones_are_read_once() {
    let found = texts(&[(50.0, 700.0, 12.0, "Plain words and) Tj 2 Tr ( bold ones of two kinds")]);
    let expected = [(
        BlockKind::Paragraph,
        "Plain words and bold ones of two kinds".to_owned(),
    )];
    assert_eq!(found, expected);
    let outlines = texts(&[(50.0, 700.0, 12.0, ") Tj 1 Tr (Only outlines are drawn of these")]);
    assert_eq!(outlines[0].1, "Only outlines are drawn of these");
}

/// A line under which others make the text plain: nothing here is large or bold.
const TEXT: (f32, f32, f32, &str) = (
    50.0,
    300.0,
    12.0,
    "Plain text of the report that goes over most of the width of it.",
);

#[test]
fn the_letter_o_is_a_bullet_where_its_text_hangs_and_a_word_elsewhere() {
    let found = texts(&[(50.0, 700.0, 12.0, "o"), (70.0, 700.0, 12.0, "Greet the guest"), TEXT]);
    assert_eq!(found[0], (BlockKind::ListItem, "Greet the guest".to_owned()));
    let found = texts(&[(50.0, 700.0, 12.0, "o as in hotel"), TEXT]);
    assert_eq!(found[0].1, "o as in hotel");
}

#[test]
fn a_number_of_two_digits_is_a_sign_where_its_text_hangs_under_the_others() {
    let found = texts(&[
        (50.0, 700.0, 12.0, "9."),
        (70.0, 700.0, 12.0, "Ask for the name"),
        (50.0, 684.0, 12.0, "10."),
        (70.0, 684.0, 12.0, "Say the price"),
        TEXT,
    ]);
    assert_eq!(found[0].1, "Ask for the name");
    assert_eq!(found[1], (BlockKind::ListItem, "Say the price".to_owned()));
}

#[test]
fn typed_numbers_stay() {
    let found = texts(&[(50.0, 700.0, 12.0, "1. Card payments are the most"), TEXT]);
    assert_eq!(found[0].1, "1. Card payments are the most");
}

#[test]
fn dots_that_lead_to_a_page_number_are_no_words() {
    let found = texts(&[
        (50.0, 700.0, 12.0, "Contents"),
        (50.0, 680.0, 12.0, "1. Aims of the hotel"),
        (170.0, 680.0, 12.0, "................................"),
        (290.0, 680.0, 12.0, "2"),
        (50.0, 664.0, 12.0, "2. The team) Tj (.......................) Tj (3"),
        TEXT,
    ]);
    let entries: Vec<&str> = found.iter().map(|(_, text)| text.as_str()).take(3).collect();
    assert_eq!(entries, ["Contents", "1. Aims of the hotel 2", "2. The team 3"]);
    assert!(found.iter().all(|(kind, _)| *kind != BlockKind::TableCell), "{found:?}");
}

#[test]
fn a_line_to_write_on_is_no_word_unless_it_was_typed_with_the_text() {
    let found = texts(&[(50.0, 700.0, 12.0, "Name: ) Tj (____________) Tj ( and date"), TEXT]);
    assert_eq!(found[0].1, "Name: and date");
    let found = texts(&[(50.0, 700.0, 12.0, "Name: ____________ and date"), TEXT]);
    assert_eq!(found[0].1, "Name: ____________ and date");
}

#[test]
fn an_automatic_number_of_a_heading_is_known_and_not_text() {
    let lines = [(50.0, 700.0, 18.0, "1.2"), (90.0, 700.0, 18.0, "Aims and values"), TEXT];
    let document = read(&pdf(&lines), "x.pdf", &Limits::default()).unwrap();
    let heading = &document.blocks[0];
    assert_eq!(
        (heading.kind, heading.text.as_str()),
        (BlockKind::Heading, "Aims and values")
    );
    assert_eq!(heading.signals.numbering.as_deref(), Some("1.2"));
    assert_eq!(texts(&[(50.0, 700.0, 18.0, "1.2 Aims"), TEXT])[0].1, "1.2 Aims");
}

#[test]
fn a_page_that_is_a_picture_is_told() {
    let image = "q 600 0 0 800 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 /F /AHx ID 80> EI Q";
    let text = "BT /F1 12 Tf 1 0 0 1 50 700 Tm (A page of words) Tj ET";
    let stream = |content: &str| format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len());
    let page = |content: usize| {
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {content} 0 R \
             /Resources << /Font << /F1 7 0 R >> >> >>"
        )
    };
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>".to_owned(),
        page(5),
        page(6),
        stream(text),
        stream(image),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    let document = read(&file(&objects), "x.pdf", &Limits::default()).unwrap();
    let places: Vec<&str> = document.warnings.iter().map(|w| w.place.as_str()).collect();
    assert_eq!(places, ["page 2"], "{:?}", document.warnings);
}
