//! How the pack looks: page, styles, header and footer.

use super::pieces::run;
use crate::view::{Shown, phrases};
use docx_rs::{
    AbstractNumbering, AlignmentType, Docx, Footer, Header, Level, LevelJc, LevelText, LineSpacing, NumPages,
    NumberFormat, Numbering, PageMargin, PageNum, Paragraph, Run, RunFonts, SpecialIndentType, Start, Style, StyleType,
    Tab, TabValueType,
};

/// Width of the text in twentieths of a point: A4 with margins of 2 cm.
pub(super) const WIDTH: usize = 9638;
const PAGE: (u32, u32) = (11906, 16838);
const MARGIN: i32 = 1134;

pub(super) const TITLE: &str = "Title";
pub(super) const SUBTITLE: &str = "Subtitle";
pub(super) const HEADING_1: &str = "Heading1";
pub(super) const HEADING_2: &str = "Heading2";
pub(super) const HEADING_3: &str = "Heading3";
pub(super) const NORMAL: &str = "Normal";
pub(super) const BULLET: &str = "ListBullet";
pub(super) const QUOTE: &str = "Quote";
pub(super) const QUESTION: &str = "SpokenQuestion";
pub(super) const SMALL: &str = "SmallPrint";
pub(super) const GAP: &str = "Gap";
pub(super) const TABLE: &str = "TableText";
pub(super) const TABLE_LABEL: &str = "TableLabel";
pub(super) const TABLE_HEAD: &str = "TableHead";
pub(super) const TABLE_GROUP: &str = "TableGroup";
pub(super) const TABLE_SMALL: &str = "TableSmall";
pub(super) const TICKED: &str = "Ticked";
/// A style of characters; [`super::package`] finds the boxes by it.
pub(super) const TICK_BOX: &str = "TickBox";
/// A style of characters: what a field shows until something is typed.
pub(super) const PROMPT: &str = "PlaceholderText";

/// Number of the list with bullets.
pub(super) const BULLETS: usize = 2;

pub(super) const ACCENT: &str = "1F3864";
pub(super) const FAINT: &str = "505A66";
pub(super) const LINE: &str = "A9B4C2";
pub(super) const HEAD_FILL: &str = "1F3864";
pub(super) const GROUP_FILL: &str = "E9EEF5";
pub(super) const QUESTION_FILL: &str = "F1F5FA";

/// An empty pack; `name` is shown on each page.
pub(super) fn document(shown: Shown<'_>, name: Option<&str>) -> Docx {
    let said = edge_line()
        .add_run(run("Counts, not a grade: the assessor decides"))
        .add_run(Run::new().add_tab());
    empty().header(header(shown, name)).footer(footer(said))
}

/// An empty document with nothing but numbers at the edges of its pages.
pub(super) fn numbered_pages() -> Docx {
    empty().footer(footer(edge_line().add_run(Run::new().add_tab())))
}

/// An empty document of this look.
fn empty() -> Docx {
    let margins = PageMargin::new()
        .top(MARGIN + 200)
        .bottom(MARGIN + 60)
        .left(MARGIN)
        .right(MARGIN);
    let document = Docx::new()
        .page_size(PAGE.0, PAGE.1)
        .page_margin(margins.header(560).footer(500))
        .default_fonts(fonts("Arial"))
        .default_size(21)
        .add_abstract_numbering(AbstractNumbering::new(BULLETS).add_level(bullet()))
        .add_numbering(Numbering::new(BULLETS, BULLETS));
    all().into_iter().fold(document, Docx::add_style)
}

fn fonts(name: &str) -> RunFonts {
    RunFonts::new().ascii(name).hi_ansi(name).cs(name).east_asia(name)
}

fn bullet() -> Level {
    let number = NumberFormat::new("bullet");
    Level::new(0, Start::new(1), number, LevelText::new("•"), LevelJc::new("left")).indent(
        Some(340),
        Some(SpecialIndentType::Hanging(227)),
        None,
        None,
    )
}

fn header(shown: Shown<'_>, name: Option<&str>) -> Header {
    let standard = format!(
        "Interview pack · {} {}",
        shown.analysis.rubric.standard, shown.rubric.standard.title
    );
    let line = edge_line().add_run(run(&standard));
    Header::new().add_paragraph(match name {
        Some(name) => line.add_run(Run::new().add_tab()).add_run(run(name)),
        None => line,
    })
}

/// A line with the number of the page at its end.
fn footer(line: Paragraph) -> Footer {
    let line = line
        .add_run(run("Page "))
        .add_page_num(PageNum::new())
        .add_run(run(" of "))
        .add_num_pages(NumPages::new());
    Footer::new().add_paragraph(line)
}

/// Left and right of one line.
fn edge_line() -> Paragraph {
    Paragraph::new()
        .style(SMALL)
        .add_tab(Tab::new().val(TabValueType::Right).pos(WIDTH))
}

/// A style of paragraphs with space before and after in twentieths of a point, size in half points.
fn style(id: &str, name: &str, size: usize, (before, after): (u32, u32)) -> Style {
    let spacing = LineSpacing::new().before(before).after(after);
    let style = Style::new(id, StyleType::Paragraph).name(name).size(size);
    let style = if id == NORMAL { style } else { style.based_on(NORMAL) };
    style.line_spacing(spacing)
}

/// A heading as Word knows it, so that it stands in the navigation and stays with what follows.
fn heading(level: usize, size: usize, spacing: (u32, u32)) -> Style {
    let id = format!("Heading{level}");
    let name = format!("heading {level}");
    let mut style = style(&id, &name, size, spacing).bold().color(ACCENT).next(NORMAL);
    style.paragraph_property = style.paragraph_property.keep_next(true).keep_lines(true);
    style.outline_lvl(level - 1)
}

fn all() -> Vec<Style> {
    let mut question = style(QUESTION, "Spoken question", 27, (0, 0)).color(ACCENT);
    question.paragraph_property = question.paragraph_property.keep_lines(true);
    let mut quote = style(QUOTE, "Quote", 20, (0, 80)).indent(Some(284), None, None, None);
    quote.paragraph_property = quote.paragraph_property.keep_lines(true);
    vec![
        style(NORMAL, "Normal", 21, (0, 100)),
        style(TITLE, "Title", 56, (0, 40)).bold().color(ACCENT).next(SUBTITLE),
        style(SUBTITLE, "Subtitle", 26, (0, 240)).color(FAINT).next(NORMAL),
        heading(1, 32, (240, 120)),
        heading(2, 26, (200, 80)),
        heading(3, 22, (140, 60)),
        style(BULLET, "List Bullet", 21, (0, 40)),
        quote,
        question,
        style(SMALL, "Small print", 18, (0, 80)).color(FAINT),
        style(GAP, "Gap", 12, (0, 0)),
        style(TABLE, "Table text", 19, (0, 0)),
        style(TABLE_LABEL, "Table label", 19, (0, 0)).bold(),
        style(TABLE_HEAD, "Table head", 18, (0, 0)).bold().color("FFFFFF"),
        style(TABLE_GROUP, "Table group", 18, (0, 0)).bold().color(ACCENT),
        style(TABLE_SMALL, "Table small print", 17, (0, 40)),
        style(TICKED, "Ticked", 19, (0, 0)).align(AlignmentType::Center),
        Style::new(PROMPT, StyleType::Character)
            .name("Placeholder Text")
            .color(FAINT),
        Style::new(TICK_BOX, StyleType::Character)
            .name("Tick box")
            .size(28)
            .fonts(fonts("Segoe UI Symbol")),
    ]
}

/// The sentence that the assessor decides, with the counts it speaks of.
pub(super) fn counts(shown: Shown<'_>) -> [String; 2] {
    let decides = phrases::assessor_decides(shown.analysis);
    [phrases::counts(shown.analysis), decides.to_owned()]
}

/// A heading of the first level on a new page.
pub(super) fn chapter(title: &str) -> Paragraph {
    super::pieces::styled(HEADING_1, title).page_break_before(true)
}
