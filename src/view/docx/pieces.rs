//! Paragraphs and tables of the pack.

use super::styles::{self, WIDTH};
use crate::view::text::clean;
use docx_rs::{
    BorderType, Docx, HeightRule, IndentLevel, NumberingId, Paragraph, Run, Shading, Table, TableBorder,
    TableBorderPosition, TableBorders, TableCell, TableCellMargins, TableLayoutType, TableRow, VAlignType, WidthType,
};

/// Height of a row that [`super::package`] turns into the mark of a header row, for which the writer has no name.
const HEADER_ROW: f32 = 1.0;

/// Paragraphs and tables in their order.
#[derive(Default)]
pub(super) struct Body(Vec<Piece>);

enum Piece {
    Paragraph(Box<Paragraph>),
    Table(Box<Table>),
}

impl Body {
    pub(super) fn add(&mut self, paragraph: Paragraph) {
        self.0.push(Piece::Paragraph(Box::new(paragraph)));
    }

    /// A paragraph of this style.
    pub(super) fn text(&mut self, style: &str, text: &str) {
        self.add(styled(style, text));
    }

    pub(super) fn bullet(&mut self, text: &str) {
        self.add(styled(styles::BULLET, text).numbering(NumberingId::new(styles::BULLETS), IndentLevel::new(0)));
    }

    /// A table, and the space after it, without which Word would join it with a table that follows.
    pub(super) fn table(&mut self, table: Table) {
        self.0.push(Piece::Table(Box::new(table)));
        self.text(styles::GAP, "");
    }

    pub(super) fn into_document(self, empty: Docx) -> Docx {
        self.0.into_iter().fold(empty, |document, piece| match piece {
            Piece::Paragraph(paragraph) => document.add_paragraph(*paragraph),
            Piece::Table(table) => document.add_table(*table),
        })
    }
}

pub(super) fn run(text: &str) -> Run {
    Run::new().add_text(clean(text))
}

pub(super) fn styled(style: &str, text: &str) -> Paragraph {
    let paragraph = Paragraph::new().style(style);
    if text.is_empty() {
        paragraph
    } else {
        paragraph.add_run(run(text))
    }
}

/// A bold word or two before the text.
pub(super) fn led(style: &str, lead: &str, text: &str) -> Paragraph {
    Paragraph::new()
        .style(style)
        .add_run(run(&format!("{lead} ")).bold())
        .add_run(run(text))
}

/// An empty box to tick.
pub(super) fn tick_box() -> Paragraph {
    Paragraph::new()
        .style(styles::TICKED)
        .add_run(run("☐").style(styles::TICK_BOX))
}

/// Rows of cells under a header row that is repeated on each page.
pub(super) struct Grid {
    widths: Vec<usize>,
    rows: Vec<TableRow>,
}

impl Grid {
    /// The columns with their widths in twentieths of a point.
    pub(super) fn new(columns: &[(&str, usize)]) -> Self {
        let cells = columns.iter().map(|(title, width)| {
            cell(*width, vec![styled(styles::TABLE_HEAD, title)]).shading(fill(styles::HEAD_FILL))
        });
        let header = TableRow::new(cells.collect())
            .cant_split()
            .row_height(HEADER_ROW)
            .height_rule(HeightRule::AtLeast);
        Self {
            widths: columns.iter().map(|(_, width)| *width).collect(),
            rows: vec![header],
        }
    }

    /// One paragraph list for each column.
    pub(super) fn row(&mut self, cells: Vec<Vec<Paragraph>>) {
        let cells = self
            .widths
            .iter()
            .zip(cells)
            .map(|(width, content)| cell(*width, content));
        self.rows.push(TableRow::new(cells.collect()).cant_split());
    }

    /// A row that says what the next ones belong to.
    pub(super) fn divider(&mut self, text: &str) {
        let whole = cell(
            self.widths.iter().sum(),
            vec![styled(styles::TABLE_GROUP, text).keep_next(true)],
        );
        let whole = whole.grid_span(self.widths.len()).shading(fill(styles::GROUP_FILL));
        self.rows.push(TableRow::new(vec![whole]).cant_split());
    }

    pub(super) fn into_table(self) -> Table {
        table(self.rows, self.widths)
    }
}

/// Labels with their values or with room to write one; it has no header row.
pub(super) fn form(rows: &[(&str, &str)], label_width: usize) -> Table {
    let values = rows.iter().map(|(label, value)| (*label, styled(styles::TABLE, value)));
    fields(values.collect(), label_width)
}

/// Labels with what stands beside them.
pub(super) fn fields(rows: Vec<(&str, Paragraph)>, label_width: usize) -> Table {
    let rows = rows.into_iter().map(|(label, value)| {
        let label = cell(label_width, vec![styled(styles::TABLE_LABEL, label)]).shading(fill(styles::GROUP_FILL));
        TableRow::new(vec![label, cell(WIDTH - label_width, vec![value])]).cant_split()
    });
    table(rows.collect(), vec![label_width, WIDTH - label_width])
}

/// One shaded box over the whole width.
pub(super) fn shaded_box(content: Paragraph) -> Table {
    let cell = cell(WIDTH, vec![content]).shading(fill(styles::QUESTION_FILL));
    let edge = TableBorder::new(TableBorderPosition::Left)
        .color(styles::ACCENT)
        .size(36)
        .border_type(BorderType::Single);
    let margins = TableCellMargins::new().margin(120, 160, 120, 200);
    table(vec![TableRow::new(vec![cell]).cant_split()], vec![WIDTH])
        .set_borders(TableBorders::with_empty().set(edge))
        .margins(margins)
}

/// Room to write, at least so high (in twentieths of a point); it grows with what is typed.
pub(super) fn note_box(height: f32) -> Table {
    let row = TableRow::new(vec![cell(WIDTH, vec![styled(styles::TABLE, "")])])
        .row_height(height)
        .height_rule(HeightRule::AtLeast);
    table(vec![row], vec![WIDTH])
}

fn table(rows: Vec<TableRow>, widths: Vec<usize>) -> Table {
    let lines = [
        TableBorderPosition::Top,
        TableBorderPosition::Bottom,
        TableBorderPosition::Left,
        TableBorderPosition::Right,
        TableBorderPosition::InsideH,
        TableBorderPosition::InsideV,
    ];
    let borders = lines.into_iter().fold(TableBorders::with_empty(), |borders, position| {
        let line = TableBorder::new(position).color(styles::LINE).size(4);
        borders.set(line.border_type(BorderType::Single))
    });
    Table::new(rows)
        .width(widths.iter().sum(), WidthType::Dxa)
        .set_grid(widths)
        .layout(TableLayoutType::Fixed)
        .set_borders(borders)
        .margins(TableCellMargins::new().margin(50, 90, 50, 90))
}

fn cell(width: usize, content: Vec<Paragraph>) -> TableCell {
    let empty = TableCell::new()
        .width(width, WidthType::Dxa)
        .vertical_align(VAlignType::Top);
    content.into_iter().fold(empty, TableCell::add_paragraph)
}

fn fill(colour: &str) -> Shading {
    Shading::new().fill(colour)
}
