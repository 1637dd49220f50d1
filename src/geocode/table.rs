//! Tables to geocode: CSV, TSV, Parquet, GeoPackage. Every column and the order of rows is kept.

use crate::layers::{Field, Kind, days, milliseconds};
use jiff::Timestamp;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field as Cell;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};
use serde_json::{Value, json};
use std::fs::File;
use std::path::Path;

/// A table in memory.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Its columns.
    pub fields: Vec<Field>,
    /// Its rows, a value for each column.
    pub rows: Vec<Vec<Value>>,
}

/// A table that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {problem}")]
pub struct TableError {
    path: String,
    problem: String,
}

type Problem = Box<dyn std::error::Error>;

impl Table {
    /// Reads a table; the ending says what it is.
    ///
    /// Errors: the file cannot be read or is not what its ending says.
    pub fn read(path: &Path) -> Result<Table, TableError> {
        let extension = path.extension().unwrap_or_default().to_ascii_lowercase();
        let read = match extension.to_str() {
            Some("csv") => separated(path, b','),
            Some("tsv") => separated(path, b'\t'),
            Some("parquet") => from_parquet(path),
            Some("gpkg") => from_geopackage(path),
            _ => Err("a table ends in .csv, .tsv, .parquet or .gpkg".into()),
        };
        read.map_err(|problem| TableError {
            path: path.display().to_string(),
            problem: problem.to_string(),
        })
    }

    /// The index of a column.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.name == name)
    }

    /// A cell in words; nothing for null.
    pub fn words(&self, row: usize, column: usize) -> String {
        match &self.rows[row][column] {
            Value::Null => String::new(),
            Value::String(text) => text.clone(),
            other => other.to_string(),
        }
    }
}

/// Text columns; one whose every cell is written as a number or a date is has that type, so
/// that nothing is lost: 007 stays text.
fn separated(path: &Path, delimiter: u8) -> Result<Table, Problem> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .from_path(path)?;
    let names: Vec<String> = reader.headers()?.iter().map(without_mark).collect();
    let records: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>()?;
    let fields: Vec<Field> = names
        .into_iter()
        .enumerate()
        .map(|(column, name)| {
            let cells = records.iter().filter_map(|record| record.get(column));
            let kind = common_kind(cells.filter(|cell| !cell.is_empty()));
            Field { name, kind }
        })
        .collect();
    let rows = records.iter().map(|record| {
        let cells = record.iter().zip(&fields);
        cells.map(|(cell, field)| typed(cell, field.kind)).collect()
    });
    let rows = rows.collect();
    Ok(Table { fields, rows })
}

/// Spreadsheets put a byte order mark before the first name.
fn without_mark(name: &str) -> String {
    name.trim_start_matches('\u{FEFF}').trim().to_string()
}

fn common_kind<'c>(cells: impl Iterator<Item = &'c str>) -> Kind {
    let mut common = None;
    for cell in cells {
        let kind = kind(cell);
        match common {
            None => common = Some(kind),
            Some(known) if known == kind => {}
            Some(_) => return Kind::Text,
        }
    }
    common.unwrap_or(Kind::Text)
}

fn kind(cell: &str) -> Kind {
    let same = |written: String| written == cell;
    if cell
        .parse::<i64>()
        .is_ok_and(|number| same(number.to_string()))
    {
        Kind::Integer
    } else if cell
        .parse::<f64>()
        .is_ok_and(|number| number.is_finite() && same(number.to_string()))
    {
        Kind::Number
    } else if days(cell).is_some() {
        Kind::Date
    } else if cell.ends_with('Z') && milliseconds(cell).is_some() {
        Kind::DateTime
    } else {
        Kind::Text
    }
}

fn typed(cell: &str, kind: Kind) -> Value {
    match kind {
        _ if cell.is_empty() => Value::Null,
        Kind::Integer => json!(cell.parse::<i64>().ok()),
        Kind::Number => json!(cell.parse::<f64>().ok()),
        _ => json!(cell),
    }
}

fn from_parquet(path: &Path) -> Result<Table, Problem> {
    let reader = SerializedFileReader::new(File::open(path)?)?;
    let mut names: Vec<(String, Option<Kind>)> = Vec::new();
    for column in reader.metadata().file_metadata().schema().get_fields() {
        names.push((column.name().to_string(), None));
    }
    let mut rows = Vec::new();
    for row in reader.get_row_iter(None)? {
        let cells = row?.into_columns().into_iter().enumerate();
        let cells = cells.map(|(column, (_, cell))| {
            let (value, kind) = from_cell(&cell);
            let known = &mut names[column].1;
            *known = match (*known, kind) {
                (None, kind) => kind,
                (known, None) => known,
                (Some(known), Some(kind)) if known == kind => Some(known),
                _ => Some(Kind::Text),
            };
            value
        });
        rows.push(cells.collect());
    }
    let fields = names.into_iter().map(|(name, kind)| Field {
        name,
        kind: kind.unwrap_or(Kind::Text),
    });
    Ok(Table {
        fields: fields.collect(),
        rows,
    })
}

fn from_cell(cell: &Cell) -> (Value, Option<Kind>) {
    let integer = |number: i64| (json!(number), Some(Kind::Integer));
    let instant = |at: Result<Timestamp, jiff::Error>| match at {
        Ok(at) => (json!(at.to_string()), Some(Kind::DateTime)),
        Err(_) => (Value::Null, None),
    };
    match cell {
        Cell::Null => (Value::Null, None),
        Cell::Bool(yes) => (json!(yes), Some(Kind::Boolean)),
        Cell::Float(number) => (json!(number), Some(Kind::Number)),
        Cell::Double(number) => (json!(number), Some(Kind::Number)),
        Cell::Byte(number) => integer((*number).into()),
        Cell::Short(number) => integer((*number).into()),
        Cell::Int(number) => integer((*number).into()),
        Cell::Long(number) => integer(*number),
        Cell::UByte(number) => integer((*number).into()),
        Cell::UShort(number) => integer((*number).into()),
        Cell::UInt(number) => integer((*number).into()),
        Cell::Str(text) => (json!(text), Some(Kind::Text)),
        Cell::Date(days) => match Timestamp::from_second(i64::from(*days) * 86_400) {
            Ok(day) => (
                json!(day.strftime("%Y-%m-%d").to_string()),
                Some(Kind::Date),
            ),
            Err(_) => (Value::Null, None),
        },
        Cell::TimestampMillis(at) => instant(Timestamp::from_millisecond(*at)),
        Cell::TimestampMicros(at) => instant(Timestamp::from_microsecond(*at)),
        other => (json!(other.to_string()), Some(Kind::Text)),
    }
}

/// The first table of a GeoPackage that holds features or attributes, without its geometry.
fn from_geopackage(path: &Path) -> Result<Table, Problem> {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let table: String = connection.query_row(
        "SELECT table_name FROM gpkg_contents WHERE data_type IN ('features', 'attributes')
         AND table_name <> 'layer_styles' ORDER BY rowid LIMIT 1",
        [],
        |row| row.get(0),
    )?;
    let mut query = connection.prepare(
        "SELECT name, upper(type) FROM pragma_table_info(?1) WHERE name NOT IN
         (SELECT column_name FROM gpkg_geometry_columns WHERE table_name = ?1) AND pk = 0",
    )?;
    let fields = query.query_map([&table], |row| {
        let (name, kind): (String, String) = (row.get(0)?, row.get(1)?);
        Ok(Field {
            name,
            kind: sql_kind(&kind),
        })
    })?;
    let fields: Vec<Field> = fields.collect::<Result<_, _>>()?;
    let quoted = |name: &str| format!("\"{}\"", name.replace('"', "\"\""));
    let columns: Vec<String> = fields.iter().map(|field| quoted(&field.name)).collect();
    let sql = format!(
        "SELECT {} FROM {} ORDER BY rowid",
        columns.join(", "),
        quoted(&table)
    );
    let mut query = connection.prepare(&sql)?;
    let rows = query.query_map([], |row| {
        let cells = fields.iter().enumerate();
        let cells = cells.map(|(at, field)| Ok(from_sql(row.get_ref(at)?, field.kind)));
        cells.collect::<rusqlite::Result<Vec<Value>>>()
    })?;
    let rows = rows.collect::<Result<_, _>>()?;
    Ok(Table { fields, rows })
}

fn sql_kind(declared: &str) -> Kind {
    match declared.split('(').next().unwrap_or_default() {
        "BOOLEAN" => Kind::Boolean,
        "TINYINT" | "SMALLINT" | "MEDIUMINT" | "INT" | "INTEGER" => Kind::Integer,
        "FLOAT" | "DOUBLE" | "REAL" => Kind::Number,
        "DATE" => Kind::Date,
        "DATETIME" => Kind::DateTime,
        _ => Kind::Text,
    }
}

fn from_sql(value: ValueRef<'_>, kind: Kind) -> Value {
    match value {
        ValueRef::Null | ValueRef::Blob(_) => Value::Null,
        ValueRef::Integer(number) if kind == Kind::Boolean => json!(number != 0),
        ValueRef::Integer(number) => json!(number),
        ValueRef::Real(number) => json!(number),
        ValueRef::Text(text) => json!(String::from_utf8_lossy(text)),
    }
}
