//! CSV, with a `.csvt` beside it that tells GDAL and QGIS the types and the coordinates.
//!
//! Points are in `longitude` and `latitude`, other geometries in `WKT`.

use super::columns::Kind;
use super::feature::{Feature, Field, Layout, Shape};
use super::sink::LayerFile;
use super::staging::Staging;
use super::values::{Typed, names_beside};
use super::wkb::xy;
use geojson::{GeometryValue, Position};
use std::io::{self, Write};

/// The file of one layer.
pub struct Table {
    out: csv::Writer<Box<dyn Write + Send>>,
    fields: Vec<Field>,
    points: bool,
}

impl LayerFile for Table {
    const ENDING: &'static str = "csv";

    /// Starts the file and writes the one with the types.
    fn create(staging: &mut Staging, name: &str, layout: &Layout) -> io::Result<Table> {
        let points = layout.shape == Shape::Point;
        let own: &[&str] = match points {
            true => &["id", "longitude", "latitude"],
            false => &["id", "WKT"],
        };
        let mut out = csv::Writer::from_writer(staging.create(name)?);
        let names = names_beside(own, &layout.fields);
        out.write_record(own.iter().copied().chain(names.iter().map(String::as_str)))?;
        write_types(
            &mut staging.create(&format!("{name}t"))?,
            points,
            &layout.fields,
        )?;
        Ok(Table {
            out,
            fields: layout.fields.clone(),
            points,
        })
    }

    fn feature(&mut self, feature: &Feature) -> io::Result<()> {
        self.out.write_field(&feature.id)?;
        match (&feature.geometry, self.points) {
            (Some(GeometryValue::Point { coordinates }), true) => {
                for number in xy(coordinates) {
                    self.out.write_field(number.to_string())?;
                }
            }
            (_, true) => {
                self.out.write_field("")?;
                self.out.write_field("")?;
            }
            (geometry, false) => {
                self.out
                    .write_field(geometry.as_ref().map(wkt).unwrap_or_default())?;
            }
        }
        for (field, value) in self.fields.iter().zip(&feature.values) {
            let typed = Typed::of(field.kind, value);
            self.out.write_field(typed.words().as_bytes())?;
        }
        Ok(self.out.write_record(None::<&[u8]>)?)
    }

    fn finish(mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn write_types(out: &mut dyn Write, points: bool, fields: &[Field]) -> io::Result<()> {
    let own: &[&str] = match points {
        true => &["String", "CoordX", "CoordY"],
        false => &["String", "WKT"],
    };
    let types = fields.iter().map(|field| match field.kind {
        Kind::Text | Kind::OneOf(_) => "String",
        Kind::Integer => "Integer64",
        Kind::Number | Kind::Share => "Real",
        Kind::Boolean => "Integer(Boolean)",
        Kind::Date => "Date",
        Kind::DateTime => "DateTime",
    });
    let quoted: Vec<_> = own
        .iter()
        .copied()
        .chain(types)
        .map(|name| format!("\"{name}\""))
        .collect();
    writeln!(out, "{}", quoted.join(","))?;
    out.flush()
}

/// Well-known text.
fn wkt(geometry: &GeometryValue) -> String {
    let lines = |lines: &[Vec<Position>]| list(lines.iter().map(|line| positions(line)));
    match geometry {
        GeometryValue::Point { coordinates } => format!("POINT({})", position(coordinates)),
        GeometryValue::MultiPoint { coordinates } => {
            format!("MULTIPOINT{}", positions(coordinates))
        }
        GeometryValue::LineString { coordinates } => {
            format!("LINESTRING{}", positions(coordinates))
        }
        GeometryValue::MultiLineString { coordinates } => {
            format!("MULTILINESTRING{}", lines(coordinates))
        }
        GeometryValue::Polygon { coordinates } => format!("POLYGON{}", lines(coordinates)),
        GeometryValue::MultiPolygon { coordinates } => {
            let polygons = coordinates.iter().map(|rings| lines(rings));
            format!("MULTIPOLYGON{}", list(polygons))
        }
        GeometryValue::GeometryCollection { geometries } => {
            let members = geometries.iter().map(|geometry| wkt(&geometry.value));
            format!("GEOMETRYCOLLECTION{}", list(members))
        }
    }
}

fn list(items: impl Iterator<Item = String>) -> String {
    format!("({})", items.collect::<Vec<_>>().join(","))
}

fn position(at: &Position) -> String {
    let [x, y] = xy(at);
    format!("{x} {y}")
}

fn positions(part: &[Position]) -> String {
    list(part.iter().map(position))
}
