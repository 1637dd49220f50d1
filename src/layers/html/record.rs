//! Records: all that a feature says, a line each, in blocks.

use super::marks::Mark;
use super::packed::script;
use crate::layers::feature::Feature;
use geojson::{Geometry, GeometryValue};
use std::io::{self, Write};

/// Records in a block. A list of forty events opens at most forty blocks: smaller ones open
/// faster, larger ones compress better (docs/web-map.md has the figures).
pub const BLOCK_ROWS: usize = 64;

/// The records that wait to be written.
#[derive(Default)]
pub struct Block {
    number: usize,
    rows: usize,
    lines: Vec<u8>,
}

impl Block {
    /// Adds a feature: `[id, layer, geometry, marks, values]` as JSON, on a line of its own so
    /// that a reader parses only those it shows. The geometry of a point is left out, for the
    /// table has it.
    pub fn add(
        &mut self,
        layer: u8,
        feature: &Feature,
        geometry: &GeometryValue,
        marks: &[Mark],
    ) -> io::Result<()> {
        let geometry = match geometry {
            GeometryValue::Point { .. } => None,
            other => Some(Geometry::new(other.clone())),
        };
        let record = (&feature.id, layer, geometry, marks, &feature.values);
        serde_json::to_writer(&mut self.lines, &record)?;
        self.lines.push(b'\n');
        self.rows += 1;
        Ok(())
    }

    /// Whether it should be written.
    pub fn is_full(&self) -> bool {
        self.rows == BLOCK_ROWS
    }

    /// Writes what waits, if anything does, and starts the next block.
    pub fn write(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if self.rows == 0 {
            return Ok(());
        }
        script(out, &format!("dateline-block-{}", self.number), &self.lines)?;
        self.lines.clear();
        self.rows = 0;
        self.number += 1;
        Ok(())
    }
}
