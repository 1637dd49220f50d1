//! One layer as a table with its R-tree.

use super::{io_error, quoted};
use crate::layers::columns::Kind;
use crate::layers::feature::{Feature, Field, Layout, Shape};
use crate::layers::values::{Typed, names_beside};
use crate::layers::wkb::{bounds, wkb};
use rusqlite::types::{ToSqlOutput, Value as Sql, ValueRef};
use rusqlite::{Connection, ToSql, params_from_iter};
use std::collections::HashSet;
use std::io;

/// Columns a layer has besides its own.
const OWN: [&str; 3] = ["fid", "geom", "id"];

/// The events of the run that were already put in: their rows of earlier runs are gone.
type Seen = HashSet<String>;

/// A layer's table.
pub struct Table {
    name: String,
    rows: Rows,
    event_id: Option<usize>,
    insert_bounds: String,
    replaced: Seen,
    features: u64,
}

/// The rows of a table.
pub struct Rows {
    multi: bool,
    fields: Vec<Field>,
    insert: String,
}

impl Rows {
    /// The rows of a layout's table.
    pub fn of(layout: &Layout) -> Rows {
        let names = names_beside(&OWN, &layout.fields);
        let columns = OWN[1..]
            .iter()
            .copied()
            .chain(names.iter().map(String::as_str));
        let columns: Vec<String> = columns.map(quoted).collect();
        Rows {
            multi: layout.shape != Shape::Any,
            fields: layout.fields.clone(),
            insert: format!(
                "INSERT INTO {} ({}) VALUES ({})",
                quoted(&layout.name),
                columns.join(", "),
                vec!["?"; columns.len()].join(", ")
            ),
        }
    }

    /// Puts a feature in, but not into the R-tree.
    pub fn insert(&self, connection: &Connection, feature: &Feature) -> rusqlite::Result<()> {
        let geometry = feature.geometry.as_ref();
        let blob = geometry.map(|geometry| {
            let empty = bounds(geometry).is_none();
            blob(&wkb(geometry, self.multi), empty)
        });
        let own = [Sql::from(blob), Sql::from(feature.id.clone())];
        let values = self.fields.iter().zip(&feature.values);
        let values = values.map(|(field, value)| Cell(Typed::of(field.kind, value)));
        let own = own.iter().map(|value| value as &dyn ToSql);
        let values: Vec<_> = values.collect();
        let all = own.chain(values.iter().map(|value| value as &dyn ToSql));
        let mut insert = connection.prepare_cached(&self.insert)?;
        insert.execute(params_from_iter(all))?;
        Ok(())
    }
}

impl Table {
    /// Makes the table, or takes up the one of an earlier run.
    pub fn open(connection: &Connection, layout: &Layout) -> io::Result<Table> {
        let names = names_beside(&OWN, &layout.fields);
        if exists(connection, &layout.name)? {
            take_up(connection, layout, &names)?;
        } else {
            make(connection, layout, &names)?;
        }
        Ok(Table {
            rows: Rows::of(layout),
            event_id: layout.column("event_id"),
            insert_bounds: format!(
                "INSERT INTO {} VALUES (?, ?, ?, ?, ?)",
                quoted(&format!("rtree_{}_geom", layout.name))
            ),
            name: layout.name.clone(),
            replaced: Seen::new(),
            features: 0,
        })
    }

    /// The layer's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Features of this run.
    pub fn features(&self) -> u64 {
        self.features
    }

    /// Puts a feature in. With `replace` the rows that an earlier run has of the same event, or
    /// of the same feature where it belongs to none, go first.
    pub fn feature(
        &mut self,
        connection: &Connection,
        feature: &Feature,
        replace: bool,
    ) -> io::Result<()> {
        if replace {
            self.remove_earlier(connection, feature)?;
        }
        self.rows.insert(connection, feature).map_err(io_error)?;
        let geometry = feature.geometry.as_ref();
        if let Some([west, south, east, north]) = geometry.and_then(bounds) {
            let fid = connection.last_insert_rowid();
            let mut insert = connection
                .prepare_cached(&self.insert_bounds)
                .map_err(io_error)?;
            insert
                .execute((fid, west, east, south, north))
                .map_err(io_error)?;
        }
        self.features += 1;
        Ok(())
    }

    fn remove_earlier(&mut self, connection: &Connection, feature: &Feature) -> io::Result<()> {
        let event = self.event_id.and_then(|at| feature.values[at].as_str());
        let (column, key) = match event {
            Some(event) => ("event_id", event),
            None => ("id", feature.id.as_str()),
        };
        if event.is_some() && !self.replaced.insert(key.to_string()) {
            return Ok(());
        }
        let (table, index) = (quoted(&self.name), format!("rtree_{}_geom", self.name));
        for delete in [
            format!(
                "DELETE FROM {} WHERE id IN (SELECT fid FROM {table} WHERE {column} = ?)",
                quoted(&index)
            ),
            format!("DELETE FROM {table} WHERE {column} = ?"),
        ] {
            let mut delete = connection.prepare_cached(&delete).map_err(io_error)?;
            delete.execute([key]).map_err(io_error)?;
        }
        Ok(())
    }

    /// Brings in the indexes, the triggers and the extent, over all runs.
    pub fn finish(&self, connection: &Connection) -> io::Result<()> {
        let keys = [Some("id"), self.event_id.map(|_| "event_id")];
        for key in keys.into_iter().flatten() {
            let (table, index) = (quoted(&self.name), quoted(&format!("{}_{key}", self.name)));
            let sql = format!("CREATE INDEX IF NOT EXISTS {index} ON {table} ({key})");
            connection.execute_batch(&sql).map_err(io_error)?;
        }
        self.guard(connection)?;
        measure(connection, &self.name)
    }

    /// Brings in the triggers that keep the R-tree.
    pub fn guard(&self, connection: &Connection) -> io::Result<()> {
        let triggers = include_str!("rtree.sql")
            .replace("{t}", &self.name.replace('"', "\"\""))
            .replace("{q}", &quoted(&self.name));
        connection.execute_batch(&triggers).map_err(io_error)
    }
}

/// Brings the extent of a table up to date.
pub fn measure(connection: &Connection, table: &str) -> io::Result<()> {
    let index = quoted(&format!("rtree_{table}_geom"));
    connection
        .execute(
            &format!(
                "UPDATE gpkg_contents SET (min_x, min_y, max_x, max_y) =
                 (SELECT min(minx), min(miny), max(maxx), max(maxy) FROM {index})
                 WHERE table_name = ?"
            ),
            [table],
        )
        .map_err(io_error)?;
    Ok(())
}

fn exists(connection: &Connection, table: &str) -> io::Result<bool> {
    let query = "SELECT count(*) FROM gpkg_contents WHERE table_name = ?";
    let count: i64 = connection
        .query_row(query, [table], |row| row.get(0))
        .map_err(io_error)?;
    Ok(count > 0)
}

fn sql_type(kind: Kind) -> &'static str {
    match kind {
        Kind::Text | Kind::OneOf(_) => "TEXT",
        Kind::Integer => "INTEGER",
        Kind::Number | Kind::Share => "DOUBLE",
        Kind::Boolean => "BOOLEAN",
        Kind::Date => "DATE",
        Kind::DateTime => "DATETIME",
    }
}

fn make(connection: &Connection, layout: &Layout, names: &[String]) -> io::Result<()> {
    let geometry = match layout.shape {
        Shape::Point => "POINT",
        Shape::Line => "MULTILINESTRING",
        Shape::Area => "MULTIPOLYGON",
        Shape::Any => "GEOMETRY",
    };
    let columns = names.iter().zip(&layout.fields);
    let columns: String = columns
        .map(|(name, field)| format!(", {} {}", quoted(name), sql_type(field.kind)))
        .collect();
    let index = quoted(&format!("rtree_{}_geom", layout.name));
    let table = quoted(&layout.name);
    connection
        .execute_batch(&format!(
            "CREATE TABLE {table} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
             geom {geometry}, id TEXT NOT NULL{columns});
             CREATE VIRTUAL TABLE {index} USING rtree(id, minx, maxx, miny, maxy);"
        ))
        .map_err(io_error)?;
    register(connection, &layout.name, geometry)
}

fn register(connection: &Connection, table: &str, geometry: &str) -> io::Result<()> {
    let run = |sql: &str, values: &[&dyn ToSql]| connection.execute(sql, values);
    run(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, last_change, srs_id)
         VALUES (?1, 'features', ?1, ?2, 4326)",
        &[&table, &super::LAST_CHANGE],
    )
    .and_then(|_| {
        run(
            "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, 4326, 0, 0)",
            &[&table, &geometry],
        )
    })
    .and_then(|_| {
        run(
            "INSERT INTO gpkg_extensions VALUES (?, 'geom', 'gpkg_rtree_index',
             'http://www.geopackage.org/spec130/#extension_rtree', 'write-only')",
            &[&table],
        )
    })
    .map_err(io_error)?;
    Ok(())
}

/// Prepares the table of an earlier run: without its triggers, with the columns it lacks.
fn take_up(connection: &Connection, layout: &Layout, names: &[String]) -> io::Result<()> {
    for trigger in [
        "insert", "update1", "update2", "update3", "update4", "delete",
    ] {
        let trigger = quoted(&format!("rtree_{}_geom_{trigger}", layout.name));
        let sql = format!("DROP TRIGGER IF EXISTS {trigger}");
        connection.execute_batch(&sql).map_err(io_error)?;
    }
    let mut query = connection
        .prepare("SELECT lower(name) FROM pragma_table_info(?)")
        .map_err(io_error)?;
    let present: Vec<String> = query
        .query_map([&layout.name], |row| row.get(0))
        .and_then(Iterator::collect)
        .map_err(io_error)?;
    if let Some(missing) = OWN
        .iter()
        .find(|name| !present.iter().any(|there| there == *name))
    {
        return Err(io::Error::other(format!(
            "table {} has no column {missing}: it was not written by dateline; leave --append out \
             or choose another folder",
            layout.name
        )));
    }
    for (name, field) in names.iter().zip(&layout.fields) {
        if !present.contains(&name.to_lowercase()) {
            let (table, column) = (quoted(&layout.name), quoted(name));
            let kind = sql_type(field.kind);
            let sql = format!("ALTER TABLE {table} ADD COLUMN {column} {kind}");
            connection.execute_batch(&sql).map_err(io_error)?;
        }
    }
    Ok(())
}

/// A geometry as a GeoPackage has it: a head without a box, then WKB.
fn blob(wkb: &[u8], empty: bool) -> Vec<u8> {
    const LITTLE_ENDIAN: u8 = 1;
    const EMPTY: u8 = 1 << 4;
    let flags = LITTLE_ENDIAN | if empty { EMPTY } else { 0 };
    let mut blob = vec![b'G', b'P', 0, flags];
    blob.extend(4326_i32.to_le_bytes());
    blob.extend(wkb);
    blob
}

/// A value on its way into SQLite.
struct Cell<'a>(Typed<'a>);

impl ToSql for Cell<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match &self.0 {
            Typed::Null => ToSqlOutput::Borrowed(ValueRef::Null),
            Typed::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Typed::Integer(number) => ToSqlOutput::Owned(Sql::Integer(*number)),
            Typed::Number(number) => ToSqlOutput::Owned(Sql::Real(*number)),
            Typed::Boolean(yes) => ToSqlOutput::Owned(Sql::Integer(i64::from(*yes))),
            Typed::Date(text, _) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Typed::DateTime(text, _) => ToSqlOutput::Owned(Sql::Text(with_milliseconds(text))),
        })
    }
}

/// `2025-04-09T00:00:00Z` as the standard writes it: `2025-04-09T00:00:00.000Z`.
fn with_milliseconds(text: &str) -> String {
    match text.strip_suffix('Z') {
        Some(seconds) if seconds.len() == 19 => format!("{seconds}.000Z"),
        _ => text.to_string(),
    }
}
