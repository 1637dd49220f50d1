//! The layers of a store as files.

use super::{Store, StoreError};
use crate::layers::unplaced::Unplaced;
use crate::layers::{Format, LayerCount, Layout, Output, Sinks, Staging, gpkg};
use std::io;

/// Rows in an order that does not depend on when they came.
fn order(layout: &Layout) -> &'static str {
    match layout.name.as_str() {
        // Ids are a source and a number, and sources come in the order of `IdSource`.
        "places" => {
            "ORDER BY mentions DESC, events DESC,
             instr('geonames dateline overlay airport', substr(id, 1, instr(id, ':') - 1)),
             CAST(substr(id, instr(id, ':') + 1) AS INTEGER)"
        }
        "incidents" => "ORDER BY id",
        _ => "ORDER BY doc_id, fid",
    }
}

impl Store {
    /// Writes all layers in the formats asked for; `unplaced.jsonl` beside them.
    pub fn export(
        &self,
        staging: &mut Staging,
        output: &Output,
    ) -> Result<Vec<LayerCount>, StoreError> {
        let layouts: Vec<Layout> = self
            .layers
            .iter()
            .map(|layer| layer.layout.clone())
            .collect();
        let mut sinks = Sinks::create(staging, output, &layouts)?;
        // One state of the store, whoever adds to it meanwhile.
        let failed = |error| self.failed(error);
        let read = self.connection.unchecked_transaction().map_err(failed)?;
        for (number, layer) in self.layers.iter().enumerate() {
            layer
                .each(&read, order(&layer.layout), |feature| {
                    sinks.feature(number, feature).map_err(Stopped::Io)
                })
                .map_err(|stopped| match stopped {
                    Stopped::Io(error) => StoreError::Io(error),
                    Stopped::Sqlite(error) => failed(error),
                })?;
        }
        let mut counts = sinks.finish(staging)?;
        let mut unplaced = Unplaced::create(staging)?;
        let mut lines = read
            .prepare("SELECT line FROM dateline_unplaced ORDER BY doc_id, number")
            .map_err(failed)?;
        let lines = lines.query_map([], |row| row.get::<_, String>(0));
        for line in lines.map_err(failed)? {
            unplaced.line(&line.map_err(failed)?)?;
        }
        counts.push(unplaced.finish()?);
        Ok(counts)
    }

    /// Brings the extents up to date and writes the QGIS project that opens the store, beside it.
    pub fn write_project(&self, staging: &mut Staging) -> Result<(), StoreError> {
        let layouts: Vec<Layout> = self
            .layers
            .iter()
            .map(|layer| layer.layout.clone())
            .collect();
        gpkg::measure(&self.connection, &layouts)?;
        let stem = self.path.file_stem().unwrap_or_default().to_string_lossy();
        gpkg::write_project(&self.connection, staging, &stem, &layouts)?;
        Ok(())
    }
}

/// Why rows were not read to their end.
enum Stopped {
    Io(io::Error),
    Sqlite(rusqlite::Error),
}

impl From<rusqlite::Error> for Stopped {
    fn from(error: rusqlite::Error) -> Stopped {
        Stopped::Sqlite(error)
    }
}

/// Whether a format would write over the store itself.
pub fn clashes(store: &std::path::Path, folder: &std::path::Path, formats: &[Format]) -> bool {
    let real = |path: &std::path::Path| path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    formats.contains(&Format::GeoPackage) && real(store) == real(&folder.join("dateline.gpkg"))
}
