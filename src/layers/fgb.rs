//! FlatGeobuf: rows in Hilbert order behind a packed R-tree.
//!
//! The crate keeps rows in a file of its own until the end; memory holds the index, 64 bytes a
//! feature. A layer with nothing in it is written without an index.

use super::columns::Kind;
use super::feature::{Feature, Field, Layout, Shape};
use super::sink::LayerFile;
use super::staging::Staging;
use super::values::{Typed, names_beside};
use flatgeobuf::{ColumnType, FgbCrs, FgbWriter, FgbWriterOptions, GeometryType};
use geo::Geometry;
use geozero::{ColumnValue, PropertyProcessor};
use std::io::{self, Write};

/// The file of one layer.
pub struct Rows {
    out: Box<dyn Write>,
    writer: FgbWriter<'static>,
    names: Vec<String>,
    fields: Vec<Field>,
}

/// FlatGeobuf has no days without a time: they are instants at midnight.
fn column_type(kind: Kind) -> ColumnType {
    match kind {
        Kind::Text | Kind::OneOf(_) => ColumnType::String,
        Kind::Integer => ColumnType::Long,
        Kind::Number | Kind::Share => ColumnType::Double,
        Kind::Boolean => ColumnType::Bool,
        Kind::Date | Kind::DateTime => ColumnType::DateTime,
    }
}

impl LayerFile for Rows {
    const ENDING: &'static str = "fgb";

    /// Starts the file.
    fn create(staging: &mut Staging, name: &str, layout: &Layout) -> io::Result<Rows> {
        let geometry = match layout.shape {
            Shape::Point => GeometryType::Point,
            Shape::Area => GeometryType::MultiPolygon,
            // The crate leaves out the ends of a MultiLineString of one part, and GDAL 3.6 stops
            // reading there; lines keep their own types.
            Shape::Line | Shape::Any => GeometryType::Unknown,
        };
        let options = FgbWriterOptions {
            detect_type: false,
            promote_to_multi: layout.shape == Shape::Area,
            crs: FgbCrs {
                org: Some("EPSG"),
                code: 4326,
                ..FgbCrs::default()
            },
            ..FgbWriterOptions::default()
        };
        let writer = FgbWriter::create_with_options(&layout.name, geometry, options);
        let mut writer = writer.map_err(io::Error::other)?;
        let names = names_beside(&["id"], &layout.fields);
        writer.add_column("id", ColumnType::String, |_, column| {
            column.nullable = false
        });
        for (name, field) in names.iter().zip(&layout.fields) {
            writer.add_column(name, column_type(field.kind), |_, _| {});
        }
        Ok(Rows {
            out: staging.create(name)?,
            writer,
            names,
            fields: layout.fields.clone(),
        })
    }

    fn feature(&mut self, feature: &Feature) -> io::Result<()> {
        let Some(geometry) = &feature.geometry else {
            return Err(io::Error::other(format!(
                "feature {} has no geometry, which FlatGeobuf cannot hold",
                feature.id
            )));
        };
        let geometry = Geometry::<f64>::try_from(geometry).map_err(io::Error::other)?;
        let (names, fields) = (&self.names, &self.fields);
        let mut written = Ok(false);
        let added = self.writer.add_feature_geom(geometry, |row| {
            written = row.property(0, "id", &ColumnValue::String(&feature.id));
            for (index, (name, field)) in names.iter().zip(fields).enumerate() {
                let typed = Typed::of(field.kind, &feature.values[index]);
                let day = typed.words();
                let value = match &typed {
                    Typed::Null => continue,
                    Typed::Text(text) => ColumnValue::String(text),
                    Typed::Integer(number) => ColumnValue::Long(*number),
                    Typed::Number(number) => ColumnValue::Double(*number),
                    Typed::Boolean(yes) => ColumnValue::Bool(*yes),
                    Typed::Date(..) | Typed::DateTime(..) => ColumnValue::DateTime(&day),
                };
                if written.is_ok() {
                    written = row.property(index + 1, name, &value);
                }
            }
        });
        added.and(written).map_err(io::Error::other)?;
        Ok(())
    }

    fn finish(mut self) -> io::Result<()> {
        self.writer.write(&mut self.out).map_err(io::Error::other)?;
        self.out.flush()
    }
}
