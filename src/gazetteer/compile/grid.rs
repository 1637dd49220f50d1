//! Places by cell of a grid of latitude and longitude.

use super::places::{Order, Places};
use crate::gazetteer::cells::Cells;
use crate::gazetteer::format::{FileWriter, Section};
use crate::place::LonLat;
use std::io::{self, Seek, Write};

/// Rows above which the grid has four cells a degree.
const MANY_ROWS: usize = 1_000_000;

/// The spatial index.
pub(super) struct Grid {
    cells: Cells,
    /// Cell and row as given, in order of the cell, then the row of the index.
    by_cell: Vec<(u32, u32)>,
    /// Where each cell starts in `by_cell`, and an end.
    starts: Vec<u32>,
}

impl Grid {
    /// All rows of the index.
    pub(super) fn new(places: &Places, order: &Order) -> Grid {
        Grid::of(places, &order.given)
    }

    /// Some rows as given, in order of the row of the index.
    pub(super) fn of(places: &Places, rows: &[u32]) -> Grid {
        let many = rows.len() > MANY_ROWS;
        let cells = Cells::new(if many { 4 } else { 1 });
        let mut by_cell: Vec<(u32, u32)> = rows
            .iter()
            .map(|at| (cells.of(places.point(*at)), *at))
            .collect();
        by_cell.sort_by_key(|(cell, _)| *cell);
        let mut starts = Vec::with_capacity(cells.count() as usize + 1);
        let mut at = 0;
        starts.push(0);
        for cell in 0..cells.count() {
            at += by_cell[at..].partition_point(|(other, _)| *other == cell);
            starts.push(at as u32);
        }
        Grid {
            cells,
            by_cell,
            starts,
        }
    }

    /// Rows as given of the cells that come within `km` of a point.
    pub(super) fn around(&self, point: LonLat, km: f64) -> impl Iterator<Item = u32> {
        self.cells.around(point, km).flat_map(|cell| {
            let cell = cell as usize;
            self.by_cell[self.starts[cell] as usize..self.starts[cell + 1] as usize]
                .iter()
                .map(|(_, row)| *row)
        })
    }

    pub(super) fn write<W: Write + Seek>(
        &self,
        file: &mut FileWriter<W>,
        order: &Order,
    ) -> io::Result<()> {
        let starts = std::iter::once(self.cells.per_degree()).chain(self.starts.iter().copied());
        file.put_all(Section::GridStarts, starts, u32::to_le_bytes)?;
        let rows = self.by_cell.iter().map(|(_, row)| order.of(*row));
        file.put_all(Section::GridRows, rows, u32::to_le_bytes)
    }
}
