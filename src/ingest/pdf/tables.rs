//! Rows and cells.
//!
//! Word processors and browsers draw a table row by row and cell by cell, each cell from its top line down. So a step
//! in the file to the right without going down begins the next cell of a row, and a step back to the left ends the
//! row. That needs no ruled lines, which most tables of reports lack.

use super::leaders;
use super::lines::Line;
use super::paragraphs::fits;
use super::signs::{is_bullet, is_letter_bullet, is_number};

/// A part of a page in the order of reading.
#[derive(Debug)]
pub(super) enum Piece {
    /// Lines one below the other.
    Flow(Vec<Line>),
    /// A row of a table: its cells with their lines.
    Row(Vec<Vec<Line>>),
    /// The rest of a row that began on the page before.
    RowRest(Vec<Vec<Line>>),
    /// One of several columns of running text.
    Column(Vec<Line>),
}

/// Lines from which side-by-side stretches are columns of text and not cells.
const COLUMN_LINES: usize = 10;
/// Part of the page width from which they are.
const COLUMN_WIDTH: f32 = 0.26;
/// A gap wider than this times the usual leading starts a new row within a column of cells; rows have padding.
const ROW_GAP: f32 = 1.13;

/// Cuts the lines of a page into running text and rows. `leading` is the usual distance of lines over their size.
pub(super) fn split(lines: Vec<Line>, width: f32, leading: f32, tail: Option<&Tail>) -> Vec<Piece> {
    let mut lines = join_signs(leaders::join(lines));
    let repeated = tail.is_some_and(|tail| drop_repeated_head(&mut lines, tail));
    let mut pieces: Vec<Piece> = Vec::new();
    let mut flow: Vec<Line> = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let jump = lines.get(at + 1).is_some_and(|next| steps_aside(line, next));
        flow.push(line.clone());
        at += 1;
        if !jump {
            continue;
        }
        let (mut cells, used) = rest_of_row(&lines, at, flow.last().map_or(0.0, |l| l.x1), leading);
        at += used;
        let first = take_first_cell(&mut flow, &cells, leading);
        cells.insert(0, first);
        if !flow.is_empty() {
            pieces.push(Piece::Flow(std::mem::take(&mut flow)));
        }
        if are_columns(&cells, width) {
            pieces.extend(cells.into_iter().map(Piece::Column));
        } else {
            pieces.push(Piece::Row(cells));
        }
    }
    if !flow.is_empty() {
        pieces.push(Piece::Flow(flow));
    }
    pieces = lone_first_cells(pieces);
    if let Some(tail) = tail {
        pieces = mark_rest(pieces, tail, repeated);
    }
    unmake_lone_rows(pieces, repeated)
}

/// Puts list signs in front of their text; they stand off by a tab, but are no cells.
fn join_signs(lines: Vec<Line>) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::new();
    for line in lines {
        match out.last_mut() {
            Some(sign) if reach(&sign.text).is_some_and(|reach| follows_sign(sign, &line, reach)) => sign.append(line),
            _ => out.push(line),
        }
    }
    out
}

/// How far in ems a sign may stand before its text, if it is one. A letter may as well be all there is in a narrow cell.
fn reach(sign: &str) -> Option<f32> {
    if is_bullet(sign) || is_number(sign) {
        Some(4.0)
    } else {
        is_letter_bullet(sign).then_some(2.0)
    }
}

fn follows_sign(sign: &Line, line: &Line, reach: f32) -> bool {
    let step = (line.x0 - sign.x1) / line.size.max(0.1);
    (sign.y - line.y).abs() < 0.3 * line.size && (-0.1..reach).contains(&step) && sign.angle == line.angle
}

/// The next line starts to the right of this one and not below it.
fn steps_aside(line: &Line, next: &Line) -> bool {
    next.x0 > line.x1 - 0.5 && next.y < line.y + 0.4 * line.size.max(next.size) && next.angle == line.angle
}

/// Cells after the first, from line `at` on, and how many lines they take.
fn rest_of_row(lines: &[Line], at: usize, left_x1: f32, leading: f32) -> (Vec<Vec<Line>>, usize) {
    let mut cells: Vec<Vec<Line>> = Vec::new();
    let mut cell: Vec<Line> = Vec::new();
    let mut previous_x1 = left_x1;
    let mut used = 0;
    for line in lines.iter().skip(at) {
        if let Some(last) = cell.last() {
            if steps_aside(last, line) {
                previous_x1 = right(&cell);
                cells.push(std::mem::take(&mut cell));
            } else if line.x0 < previous_x1 - 0.5 || line.y < last.y || leaves_row(last, line, leading) {
                break;
            }
        }
        cell.push(line.clone());
        used += 1;
    }
    if !cell.is_empty() {
        cells.push(cell);
    }
    (cells, used)
}

fn leaves_row(last: &Line, line: &Line, leading: f32) -> bool {
    line.y - last.y > ROW_GAP * leading * last.size.max(line.size) + 0.5
}

fn right(lines: &[Line]) -> f32 {
    lines.iter().map(|l| l.x1).fold(f32::NEG_INFINITY, f32::max)
}

/// Takes the lines of the row's first cell from the end of the text before it.
fn take_first_cell(flow: &mut Vec<Line>, others: &[Vec<Line>], leading: f32) -> Vec<Line> {
    let top = others.iter().flatten().map(|l| l.y).fold(f32::INFINITY, f32::min);
    let next_x0 = others.first().and_then(|c| c.first()).map_or(f32::INFINITY, |l| l.x0);
    let mut start = flow.len().saturating_sub(1);
    while start > 0 {
        let (Some(above), Some(line)) = (flow.get(start - 1), flow.get(start)) else {
            break;
        };
        let beside = above.y > top - 0.4 * line.size;
        // Cells centred in their row or set at its foot begin above their shorter neighbours.
        let same = above.mark == line.mark
            && above.bold == line.bold
            && (above.mark.is_some() || (above.x0 - line.x0).abs() < 0.5);
        if above.y >= line.y || above.x1 > next_x0 || leaves_row(above, line, leading) || !(beside || same) {
            break;
        }
        start -= 1;
    }
    flow.split_off(start)
}

fn are_columns(cells: &[Vec<Line>], width: f32) -> bool {
    cells.iter().all(|cell| {
        let left = cell.iter().map(|l| l.x0).fold(f32::INFINITY, f32::min);
        right(cell) - left > COLUMN_WIDTH * width
    }) && cells.iter().any(|cell| cell.len() >= COLUMN_LINES)
        && cells.len() <= 3
}

/// Between two rows, short lines in the first column are rows whose other cells are empty.
fn lone_first_cells(pieces: Vec<Piece>) -> Vec<Piece> {
    let edges: Vec<Option<(f32, f32)>> = pieces.iter().map(first_column).collect();
    let edge = |at: Option<usize>| at.and_then(|i| edges.get(i)).copied().flatten();
    let mut out = Vec::new();
    for (at, piece) in pieces.into_iter().enumerate() {
        let around = edge(at.checked_sub(1)).zip(edge(Some(at + 1)));
        match (piece, around) {
            (Piece::Flow(lines), Some(((x0, _), (below, end)))) if (x0 - below).abs() < 2.0 && lines.len() <= 4 => {
                if lines.iter().all(|l| (l.x0 - x0).abs() < 2.0 && l.x1 < end) {
                    out.extend(lines.into_iter().map(|line| Piece::Row(vec![vec![line]])));
                } else {
                    out.push(Piece::Flow(lines));
                }
            }
            (piece, _) => out.push(piece),
        }
    }
    out
}

/// Left edge of a row's first cell and of the cell after it.
fn first_column(piece: &Piece) -> Option<(f32, f32)> {
    let Piece::Row(cells) = piece else { return None };
    let left = |at: usize| cells.get(at).and_then(|c| c.first()).map(|l| l.x0);
    left(0).zip(left(1))
}

/// A single row of single lines with nothing like it around is a line with a wide gap (a tab), not a table.
fn unmake_lone_rows(pieces: Vec<Piece>, goes_on: bool) -> Vec<Piece> {
    let rows: Vec<bool> = pieces
        .iter()
        .map(|p| matches!(p, Piece::Row(_) | Piece::RowRest(_)))
        .collect();
    let near = |at: usize| {
        let before = at
            .checked_sub(1)
            .map_or(goes_on, |i| rows.get(i).copied().unwrap_or(false));
        before || rows.get(at + 1).copied().unwrap_or(false)
    };
    let mut out: Vec<Piece> = Vec::new();
    for (at, piece) in pieces.into_iter().enumerate() {
        let flow = match piece {
            Piece::Row(cells) if !near(at) && cells.iter().all(|c| c.len() == 1) => {
                cells.into_iter().flatten().collect::<Vec<Line>>()
            }
            Piece::Flow(lines) => lines,
            other => {
                out.push(other);
                continue;
            }
        };
        match out.last_mut() {
            Some(Piece::Flow(before)) => before.extend(flow),
            _ => out.push(Piece::Flow(flow)),
        }
    }
    out
}

/// How the table at the end of a page looks, to know it again overleaf.
#[derive(Debug, Clone)]
pub(super) struct Tail {
    /// Lines of its first row, which word processors repeat on each page.
    head: Vec<String>,
    /// Left edges of its columns.
    columns: Vec<f32>,
    /// Last lines of the cells of its last row.
    ends: Vec<Line>,
}

impl Tail {
    /// The table that the pieces of a page end in, if they do; `before` is the one the page began with.
    pub(super) fn of(pieces: &[Piece], before: Option<&Self>) -> Option<Self> {
        let rows: Vec<&Vec<Vec<Line>>> = pieces
            .iter()
            .rev()
            .map_while(|p| match p {
                Piece::Row(cells) | Piece::RowRest(cells) => Some(cells),
                _ => None,
            })
            .collect();
        let first = rows.last()?;
        let widest = rows.iter().rev().max_by_key(|cells| cells.len())?;
        let ends: Vec<Line> = rows.first()?.iter().filter_map(|c| c.last()).cloned().collect();
        let columns: Vec<f32> = widest.iter().filter_map(|c| c.first()).map(|l| l.x0).collect();
        if let Some(before) = before.filter(|_| rows.len() == pieces.len()) {
            let wider = columns.len() > before.columns.len();
            return Some(Self {
                head: before.head.clone(),
                columns: if wider { columns } else { before.columns.clone() },
                ends,
            });
        }
        Some(Self {
            head: first.iter().flatten().map(|l| l.text.clone()).collect(),
            columns,
            ends,
        })
    }

    /// The line would have fitted at the end of the cell above it, so it does not continue that cell.
    fn has_room_for(&self, line: &Line) -> bool {
        let Some(column) = self.column_of(line) else {
            return false;
        };
        let Some(edge) = self.columns.get(column + 1) else {
            return false;
        };
        self.ends
            .iter()
            .any(|end| self.column_of(end) == Some(column) && fits(end, line, edge - 0.5 * line.size))
    }

    fn column_of(&self, line: &Line) -> Option<usize> {
        self.columns.iter().position(|x| (x - line.x0).abs() < 2.0)
    }
}

/// Takes off the heading row that a word processor repeats at the top of each page of a table.
fn drop_repeated_head(lines: &mut Vec<Line>, tail: &Tail) -> bool {
    let repeated = !tail.head.is_empty()
        && lines.len() >= tail.head.len()
        && lines.iter().zip(&tail.head).all(|(line, head)| line.text == *head);
    if repeated {
        lines.drain(..tail.head.len());
    }
    repeated
}

/// Finds the rest of a row that the page break has cut.
fn mark_rest(mut pieces: Vec<Piece>, tail: &Tail, repeated: bool) -> Vec<Piece> {
    if let Some(Piece::Flow(lines)) = pieces.first_mut() {
        let rest = take_rest(lines, tail, repeated);
        if !rest.is_empty() {
            if lines.is_empty() {
                pieces.remove(0);
            }
            pieces.insert(0, Piece::RowRest(vec![rest]));
        }
        return pieces;
    }
    if let Some(Piece::Row(cells)) = pieces.first_mut() {
        let firsts: Vec<&Line> = cells.iter().filter_map(|c| c.first()).collect();
        let known = firsts.iter().all(|l| tail.column_of(l).is_some());
        let cut = firsts.len() < tail.columns.len() || firsts.iter().any(|l| starts_lower(l));
        let cut = cut && !firsts.iter().any(|l| tail.has_room_for(l));
        if known && cut {
            let cells = std::mem::take(cells);
            if let Some(first) = pieces.first_mut() {
                *first = Piece::RowRest(cells);
            }
        }
    }
    pieces
}

/// Lines at the top of the text that stand in one column of the table.
fn take_rest(lines: &mut Vec<Line>, tail: &Tail, repeated: bool) -> Vec<Line> {
    let Some(column) = lines.first().and_then(|l| tail.column_of(l)) else {
        return Vec::new();
    };
    if column == 0 && !(repeated || lines.first().is_some_and(starts_lower)) {
        return Vec::new();
    }
    let end = tail.columns.get(column + 1).copied().unwrap_or(f32::INFINITY);
    let fitting = |line: &Line| line.x1 < end && tail.column_of(line) == Some(column);
    let mut count = 0;
    for at in 0..lines.len() {
        let near = at == 0
            || lines
                .get(at - 1)
                .zip(lines.get(at))
                .is_some_and(|(a, b)| b.y > a.y && b.y - a.y < 1.8 * a.size);
        if !(near && lines.get(at).is_some_and(fitting)) {
            break;
        }
        count = at + 1;
    }
    // A first column alone may as well be the text after the table.
    if column == 0 && tail.columns.len() < 2 {
        return Vec::new();
    }
    lines.drain(..count).collect()
}

fn starts_lower(line: &Line) -> bool {
    line.text.chars().next().is_some_and(char::is_lowercase)
}
