//! Tables: the format marks the ends of cells and rows, and how many tables a paragraph stands in, nothing else.

use crate::Result;
use crate::ingest::flow::{Collector, Flow};

/// A table that is open.
#[derive(Debug, Clone, Copy, Default)]
struct Level {
    row: bool,
    cell: bool,
}

/// The tables that are open around the current place, in one text (the body, a note, a box).
#[derive(Debug, Default)]
pub(super) struct Tables {
    levels: Vec<Level>,
}

impl Tables {
    /// Opens and closes what it takes to stand in a cell of so many tables.
    pub(super) fn stand_in(&mut self, depth: usize, flow: &mut Flow) -> Result<()> {
        while self.levels.len() > depth {
            self.close_row(flow);
            flow.close();
            self.levels.pop();
        }
        self.open_cell(flow)?;
        while self.levels.len() < depth {
            flow.open(Collector::Table)?;
            self.levels.push(Level::default());
            self.open_cell(flow)?;
        }
        Ok(())
    }

    fn open_cell(&mut self, flow: &mut Flow) -> Result<()> {
        if let Some(level) = self.levels.last_mut() {
            if !level.row {
                flow.open(Collector::Row)?;
                level.row = true;
            }
            if !level.cell {
                flow.open(Collector::Cell)?;
                level.cell = true;
            }
        }
        Ok(())
    }

    /// Ends the innermost cell.
    pub(super) fn close_cell(&mut self, flow: &mut Flow) {
        if let Some(level) = self.levels.last_mut()
            && std::mem::take(&mut level.cell)
        {
            flow.close();
        }
    }

    /// Ends the innermost row.
    pub(super) fn close_row(&mut self, flow: &mut Flow) {
        self.close_cell(flow);
        if let Some(level) = self.levels.last_mut()
            && std::mem::take(&mut level.row)
        {
            flow.close();
        }
    }

    /// Ends a row of so many tables deep, and the tables inside it.
    pub(super) fn end_row(&mut self, depth: usize, flow: &mut Flow) {
        while self.levels.len() > depth {
            self.close_row(flow);
            flow.close();
            self.levels.pop();
        }
        if self.levels.len() == depth {
            self.close_row(flow);
        }
    }
}
