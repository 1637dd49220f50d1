//! Places by cell of a grid of latitude and longitude.

use super::{Writer, numbers};
use crate::gazetteer::cells::Cells;
use crate::gazetteer::format::Section;
use crate::gazetteer::table::PlaceRow;
use crate::place::LonLat;
use rustc_hash::FxHashMap;

/// Rows above which the grid has four cells a degree.
const MANY_ROWS: usize = 1_000_000;

/// Writes the spatial index.
pub(super) fn write(writer: &mut Writer, rows: &[PlaceRow<'_>]) {
    let cells = Cells::new(if rows.len() > MANY_ROWS { 4 } else { 1 });
    let mut by_cell: Vec<(u32, u32)> = (0u32..)
        .zip(rows)
        .map(|(at, row)| (cells.of(row.point), at))
        .collect();
    by_cell.sort_unstable();
    let mut starts = vec![cells.per_degree(), 0];
    let mut at = 0;
    for cell in 0..cells.count() {
        at += by_cell[at..].partition_point(|(other, _)| *other == cell);
        starts.push(at as u32);
    }
    writer.put(Section::GridStarts, numbers(starts, u32::to_le_bytes));
    let order = by_cell.iter().map(|(_, row)| *row);
    writer.put(Section::GridRows, numbers(order, u32::to_le_bytes));
}

/// Some of the rows by cell of one degree, for look-ups while compiling.
pub(super) struct Buckets {
    cells: Cells,
    rows: FxHashMap<u32, Vec<(usize, LonLat)>>,
}

impl Buckets {
    pub(super) fn new(rows: &[PlaceRow<'_>], wanted: impl Fn(&PlaceRow<'_>) -> bool) -> Buckets {
        let cells = Cells::new(1);
        let mut by_cell: FxHashMap<u32, Vec<(usize, LonLat)>> = FxHashMap::default();
        for (at, row) in rows.iter().enumerate().filter(|(_, row)| wanted(row)) {
            by_cell
                .entry(cells.of(row.point))
                .or_default()
                .push((at, row.point));
        }
        Buckets {
            cells,
            rows: by_cell,
        }
    }

    /// Rows within `km` of a point, with their distances, in no order of distance.
    pub(super) fn within(&self, point: LonLat, km: f64) -> impl Iterator<Item = (usize, f64)> {
        self.cells
            .around(point, km)
            .filter_map(|cell| self.rows.get(&cell))
            .flatten()
            .map(move |(at, other)| (*at, other.distance_km(point)))
            .filter(move |(_, distance)| *distance <= km)
    }
}
