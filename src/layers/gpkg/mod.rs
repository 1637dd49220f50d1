//! GeoPackage: a table a layer in `dateline.gpkg`, each with its R-tree, its QGIS style and
//! metadata; the QGIS project and layer definition beside it.
//!
//! The file is written aside and renamed at the end, like all files. With `--append` the file
//! of earlier runs is copied first and the copy written to, so that a run that is killed leaves
//! the old file as it was. An event that comes again replaces its rows.

mod table;

use super::feature::{Feature, Layout};
use super::sink::{Output, Sink};
use super::staging::Staging;
use super::style::{self, project};
use super::values::milliseconds;
use super::{LayerCount, Origin};
use rusqlite::{Connection, OpenFlags};
use std::io;
use std::path::Path;
use table::Table;

pub use table::Rows;

/// When tables changed. The same input gives the same bytes, so it is not the time of the run.
const LAST_CHANGE: &str = "1970-01-01T00:00:00.000Z";

/// Metadata follow no standard but their own: the record of the run as JSON.
const METADATA_STANDARD: &str = "https://schema.org/Dataset";

/// The sink.
pub struct GeoPackage {
    connection: Connection,
    tables: Vec<Table>,
    layouts: Vec<Layout>,
    stem: String,
    append: bool,
}

impl GeoPackage {
    /// Starts the file, appending to the one of earlier runs where that is asked for.
    pub fn create(
        staging: &mut Staging,
        layouts: &[Layout],
        output: &Output,
    ) -> io::Result<Box<dyn Sink>> {
        let file = format!("{}.gpkg", output.stem);
        let old = staging.directory().join(&file);
        let path = staging.reserve(&file);
        let append = output.append && old.exists();
        if append {
            copy(&old, &path)?;
        }
        let connection = Connection::open(&path).map_err(io_error)?;
        // Nobody else sees the file before it is whole. The cache, 16 MB, is most of the memory
        // this takes, at any size; docs/formats.md has the figures.
        connection
            .execute_batch(
                "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
                 PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -16384; BEGIN;",
            )
            .map_err(io_error)?;
        connection.set_prepared_statement_cache_capacity(64);
        if !append {
            let schema = include_str!("schema.sql");
            connection.execute_batch(schema).map_err(io_error)?;
        }
        let tables = layouts
            .iter()
            .map(|layout| Table::open(&connection, layout));
        let tables = tables.collect::<io::Result<_>>()?;
        for layout in layouts {
            write_style(&connection, layout)?;
        }
        write_metadata(&connection, &output.origin)?;
        Ok(Box::new(GeoPackage {
            tables,
            connection,
            layouts: layouts.to_vec(),
            stem: output.stem.clone(),
            append,
        }))
    }
}

/// Makes the tables of layers in an empty database, with their R-trees, triggers and styles.
pub fn create(connection: &Connection, layouts: &[Layout]) -> io::Result<()> {
    connection
        .execute_batch(include_str!("schema.sql"))
        .map_err(io_error)?;
    for layout in layouts {
        Table::open(connection, layout)?.guard(connection)?;
        write_style(connection, layout)?;
    }
    Ok(())
}

/// Brings the extents of layers up to date.
pub fn measure(connection: &Connection, layouts: &[Layout]) -> io::Result<()> {
    layouts
        .iter()
        .try_for_each(|layout| table::measure(connection, &layout.name))
}

/// The QGIS project and layer definition of a GeoPackage.
pub fn write_project(
    connection: &Connection,
    staging: &mut Staging,
    stem: &str,
    layouts: &[Layout],
) -> io::Result<()> {
    project::write(staging, stem, layouts, &span(connection, layouts)?)
}

impl Sink for GeoPackage {
    fn feature(&mut self, layer: usize, feature: &Feature) -> io::Result<()> {
        self.tables[layer].feature(&self.connection, feature, self.append)
    }

    fn finish(self: Box<Self>, staging: &mut Staging) -> io::Result<Vec<LayerCount>> {
        if self.append {
            recount_places(&self.connection, &self.layouts)?;
        }
        for table in &self.tables {
            table.finish(&self.connection)?;
        }
        let span = span(&self.connection, &self.layouts)?;
        self.connection.execute_batch("COMMIT").map_err(io_error)?;
        self.connection
            .close()
            .map_err(|(_, error)| io_error(error))?;
        project::write(staging, &self.stem, &self.layouts, &span)?;
        let counts = self.tables.iter().map(|table| LayerCount {
            file: format!("{}.gpkg", self.stem),
            layer: Some(table.name().to_string()),
            features: table.features(),
        });
        Ok(counts.collect())
    }
}

/// A name as SQL writes it.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

fn io_error(error: rusqlite::Error) -> io::Error {
    io::Error::other(error)
}

/// A whole copy, also of a file that a reader holds open.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    let source = Connection::open_with_flags(from, OpenFlags::SQLITE_OPEN_READ_WRITE)
        .and_then(|source| {
            source.query_row("SELECT count(*) FROM gpkg_contents", [], |_| Ok(()))?;
            Ok(source)
        })
        .map_err(|error| {
            io::Error::other(format!(
                "{}: not a GeoPackage to append to ({error}); leave --append out",
                from.display()
            ))
        })?;
    source
        .execute("VACUUM INTO ?", [to.to_string_lossy()])
        .map_err(io_error)?;
    Ok(())
}

/// The default style of a layer.
fn write_style(connection: &Connection, layout: &Layout) -> io::Result<()> {
    let qml = String::from_utf8(style::qml(layout)?).map_err(io::Error::other)?;
    connection
        .execute(
            "DELETE FROM layer_styles WHERE f_table_name = ? AND styleName = 'dateline'",
            [&layout.name],
        )
        .and_then(|_| {
            connection.execute(
                "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name,
                 f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description,
                 owner, update_time)
                 VALUES ('', '', ?, 'geom', 'dateline', ?, '', 1, 'Written by dateline', '', ?)",
                (&layout.name, &qml, LAST_CHANGE),
            )
        })
        .map_err(io_error)?;
    Ok(())
}

/// What the run says of itself, for the whole file; a run that says the same again adds nothing.
fn write_metadata(connection: &Connection, origin: &Origin) -> io::Result<()> {
    let metadata = origin.to_json().to_string();
    let known: i64 = connection
        .query_row(
            "SELECT count(*) FROM gpkg_metadata WHERE metadata = ?",
            [&metadata],
            |row| row.get(0),
        )
        .map_err(io_error)?;
    if known > 0 {
        return Ok(());
    }
    connection
        .execute(
            "INSERT INTO gpkg_metadata (md_scope, md_standard_uri, mime_type, metadata)
             VALUES ('dataset', ?, 'application/json', ?)",
            (METADATA_STANDARD, &metadata),
        )
        .and_then(|_| {
            connection.execute(
                "INSERT INTO gpkg_metadata_reference (reference_scope, timestamp, md_file_id)
                 VALUES ('geopackage', ?, ?)",
                (LAST_CHANGE, connection.last_insert_rowid()),
            )
        })
        .map_err(io_error)?;
    Ok(())
}

/// Counts of places over all runs, from the mentions and events that are there.
fn recount_places(connection: &Connection, layouts: &[Layout]) -> io::Result<()> {
    let has = |name: &str| layouts.iter().any(|layout| layout.name == name);
    if ["places", "mentions", "events"].into_iter().all(has) {
        let sql = "CREATE INDEX temp_mentions ON mentions (place_id);
            CREATE INDEX temp_events ON events (place_id);
            UPDATE places SET
              mentions = (SELECT count(*) FROM mentions m WHERE m.place_id = places.place_id),
              literal_mentions = (SELECT count(*) FROM mentions m
                WHERE m.place_id = places.place_id AND m.type = 'literal'),
              documents = (SELECT count(DISTINCT doc_id) FROM mentions m
                WHERE m.place_id = places.place_id),
              events = (SELECT count(DISTINCT event_id) FROM events e
                WHERE e.place_id = places.place_id);
            DROP INDEX temp_mentions; DROP INDEX temp_events;";
        connection.execute_batch(sql).map_err(io_error)?;
    }
    Ok(())
}

/// What the project shows: the extent of the layers, and the time of their events.
fn span(connection: &Connection, layouts: &[Layout]) -> io::Result<project::Span> {
    let mut span = project::Span::default();
    for layout in layouts {
        let bounds = connection
            .query_row(
                &format!(
                    "SELECT min(minx), min(miny), max(maxx), max(maxy) FROM {}",
                    quoted(&format!("rtree_{}_geom", layout.name))
                ),
                [],
                |row| {
                    let corner = |index| row.get::<_, Option<f64>>(index);
                    Ok([corner(0)?, corner(1)?, corner(2)?, corner(3)?])
                },
            )
            .map_err(io_error)?;
        if let [Some(west), Some(south), Some(east), Some(north)] = bounds {
            span.add_bounds([west, south, east, north]);
        }
        if layout.column("event_start").is_some() && layout.column("event_end").is_some() {
            let sql = format!(
                "SELECT min(event_start), max(event_end) FROM {}",
                quoted(&layout.name)
            );
            let (first, last): (Option<String>, Option<String>) = connection
                .query_row(&sql, [], |row| Ok((row.get(0)?, row.get(1)?)))
                .map_err(io_error)?;
            if let (Some(first), Some(last)) = (first, last)
                && milliseconds(&first).is_some()
            {
                span.add_time(&first, &last);
            }
        }
    }
    Ok(span)
}
