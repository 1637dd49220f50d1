//! Reading the tables that an index is compiled from.
//!
//! Place tables have one header line and twelve tab-separated columns, and may have a
//! thirteenth, the source of the row: [`COLUMNS`].

use crate::place::{CountryCode, IdSource, LonLat, PlaceId};
use std::fmt;

/// The columns of a place table.
pub(crate) const COLUMNS: [&str; 12] = [
    "place_id",
    "name",
    "lat",
    "lon",
    "feature_code",
    "country",
    "admin1",
    "admin2",
    "population",
    "radius_km",
    "path",
    "alternate_names",
];

/// A table: its name in messages, and its text.
pub struct Table {
    /// Shown in errors and kept as the source of the rows.
    pub name: String,
    /// Tab-separated lines, the first of them the header.
    pub text: String,
}

/// A line that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableError {
    /// The table's name.
    pub table: String,
    /// Line, counted from 1.
    pub line: usize,
    /// What is wrong.
    pub reason: String,
}

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.table, self.line, self.reason)
    }
}

impl std::error::Error for TableError {}

/// One row of a place table.
#[derive(Clone, Debug)]
pub(crate) struct PlaceRow<'t> {
    pub line: usize,
    pub id: PlaceId,
    pub name: &'t str,
    pub point: LonLat,
    pub feature_code: &'t str,
    pub country: Option<CountryCode>,
    pub admin1: &'t str,
    pub admin2: &'t str,
    pub population: u64,
    pub radius_km: Option<f32>,
    pub path: Vec<LonLat>,
    pub alternate_names: Vec<&'t str>,
}

/// The numbered lines of a table after its header, with the header's columns checked.
///
/// A table may have more columns than `columns`, not fewer.
pub(crate) fn lines<'t>(
    table: &'t Table,
    columns: &[&str],
) -> Result<impl Iterator<Item = (usize, Vec<&'t str>)> + use<'t>, TableError> {
    let mut lines = table.text.lines().enumerate();
    let header: Vec<&str> = lines
        .next()
        .map_or(Vec::new(), |(_, line)| line.split('\t').collect());
    if !header.starts_with(columns) {
        return Err(TableError {
            table: table.name.clone(),
            line: 1,
            reason: format!(
                "the header is \"{}\", expected \"{}\"",
                header.join(" "),
                columns.join(" ")
            ),
        });
    }
    Ok(lines.map(|(i, line)| (i + 1, line.split('\t').collect())))
}

/// All rows of a place table.
///
/// Errors: the first line that cannot be used.
pub(crate) fn place_rows(table: &Table) -> Result<Vec<PlaceRow<'_>>, TableError> {
    let mut rows = Vec::new();
    for (line, fields) in lines(table, &COLUMNS)? {
        let row = place_row(line, &fields).map_err(|reason| TableError {
            table: table.name.clone(),
            line,
            reason,
        })?;
        rows.push(row);
    }
    Ok(rows)
}

fn place_row<'t>(line: usize, fields: &[&'t str]) -> Result<PlaceRow<'t>, String> {
    if !(COLUMNS.len()..=COLUMNS.len() + 1).contains(&fields.len()) {
        return Err(format!(
            "{} columns, expected {} or {}",
            fields.len(),
            COLUMNS.len(),
            COLUMNS.len() + 1
        ));
    }
    Ok(PlaceRow {
        line,
        id: id(fields[0])?,
        name: required(fields[1], "name")?,
        point: point(fields[2], fields[3])?,
        feature_code: feature_code(fields[4])?,
        country: country(fields[5])?,
        admin1: fields[6],
        admin2: fields[7],
        population: number(fields[8], "population")?.unwrap_or(0),
        radius_km: radius(fields[9])?,
        path: path(fields[10])?,
        alternate_names: fields[11]
            .split('|')
            .filter(|name| !name.is_empty())
            .collect(),
    })
}

/// A place id, or what is wrong with it.
pub(crate) fn id(text: &str) -> Result<PlaceId, String> {
    let sources = IdSource::ALL.map(IdSource::name).join(", ");
    let id = PlaceId::parse(text).ok_or_else(|| {
        format!("place_id \"{text}\" is not source:number with a source of {sources}")
    })?;
    match id.number >> 56 {
        0 => Ok(id),
        _ => Err(format!("the number of place_id \"{text}\" is over 2^56")),
    }
}

/// A country code or nothing, or what is wrong with it.
pub(crate) fn country(text: &str) -> Result<Option<CountryCode>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    CountryCode::new(text)
        .map(Some)
        .ok_or_else(|| format!("country \"{text}\" is not two capital letters"))
}

/// The text, unless it is empty.
pub(crate) fn required<'t>(text: &'t str, column: &str) -> Result<&'t str, String> {
    if text.is_empty() {
        return Err(format!("{column} is empty"));
    }
    Ok(text)
}

fn feature_code(text: &str) -> Result<&str, String> {
    let fits = |c: u8| c.is_ascii_uppercase() || c.is_ascii_digit();
    if text.is_empty() || text.len() > 6 || !text.bytes().all(fits) {
        return Err(format!(
            "feature_code \"{text}\" is not a GeoNames code without its class"
        ));
    }
    Ok(text)
}

fn number<N: std::str::FromStr>(text: &str, column: &str) -> Result<Option<N>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    text.parse()
        .map(Some)
        .map_err(|_| format!("{column} \"{text}\" is not a number it can be"))
}

fn radius(text: &str) -> Result<Option<f32>, String> {
    match number::<f32>(text, "radius_km")? {
        Some(radius) if !(radius > 0.0 && radius <= 20_000.0) => {
            Err(format!("radius_km {text} is not between 0 and 20000"))
        }
        radius => Ok(radius),
    }
}

fn point(lat: &str, lon: &str) -> Result<LonLat, String> {
    let parse = |text: &str| text.trim().parse::<f64>().ok();
    parse(lon)
        .zip(parse(lat))
        .and_then(|(lon, lat)| LonLat::new(lon, lat))
        .ok_or_else(|| format!("lat {lat}, lon {lon} are not degrees"))
}

fn path(text: &str) -> Result<Vec<LonLat>, String> {
    let vertices = text.split(';').filter(|vertex| !vertex.is_empty());
    let path: Vec<LonLat> = vertices
        .map(|vertex| {
            let (lat, lon) = vertex
                .split_once(',')
                .ok_or_else(|| format!("path vertex \"{vertex}\" is not lat,lon"))?;
            point(lat, lon)
        })
        .collect::<Result<_, String>>()?;
    match path.len() {
        1 => Err("a path needs two vertices".to_owned()),
        _ => Ok(path),
    }
}
