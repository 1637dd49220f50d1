//! GeoJSON: a FeatureCollection written feature by feature.
//!
//! The `geojson` crate's `FeatureWriter` takes foreign members only before the features and
//! leaves `features` out when members come and no feature does; a layer has its bounding box
//! after the features and is valid when empty. Geometries and their types are the crate's.

use super::bbox::Extent;
use super::feature::{Feature, Field, Layout};
use super::sink::LayerFile;
use super::staging::Staging;
use geojson::GeometryValue;
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;
use std::io::{self, Write};

/// The file of one layer, one feature a line.
pub struct Collection {
    out: Box<dyn Write>,
    fields: Vec<Field>,
    empty: bool,
    extent: Extent,
}

/// A feature with its members in the order they are written.
pub struct Written<'a> {
    /// The names of the values.
    pub fields: &'a [Field],
    /// The feature.
    pub feature: &'a Feature,
}

struct Properties<'a>(&'a [Field], &'a [Value]);

struct Geometry<'a>(&'a GeometryValue);

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut members = serializer.serialize_map(Some(4))?;
        members.serialize_entry("type", "Feature")?;
        members.serialize_entry("id", &self.feature.id)?;
        members.serialize_entry("geometry", &self.feature.geometry.as_ref().map(Geometry))?;
        let properties = Properties(self.fields, &self.feature.values);
        members.serialize_entry("properties", &properties)?;
        members.end()
    }
}

impl Serialize for Properties<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|field| &field.name).zip(self.1))
    }
}

impl Serialize for Geometry<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut members = serializer.serialize_map(Some(2))?;
        members.serialize_entry("type", self.0.type_name())?;
        match self.0 {
            GeometryValue::Point { coordinates } => {
                members.serialize_entry("coordinates", coordinates)?;
            }
            GeometryValue::MultiPoint { coordinates }
            | GeometryValue::LineString { coordinates } => {
                members.serialize_entry("coordinates", coordinates)?;
            }
            GeometryValue::MultiLineString { coordinates }
            | GeometryValue::Polygon { coordinates } => {
                members.serialize_entry("coordinates", coordinates)?;
            }
            GeometryValue::MultiPolygon { coordinates } => {
                members.serialize_entry("coordinates", coordinates)?;
            }
            GeometryValue::GeometryCollection { geometries } => {
                members.serialize_entry("geometries", geometries)?;
            }
        }
        members.end()
    }
}

impl LayerFile for Collection {
    const ENDING: &'static str = "geojson";

    /// Starts a file: the collection's name is the layer's.
    fn create(staging: &mut Staging, name: &str, layout: &Layout) -> io::Result<Collection> {
        let mut out = staging.create(name)?;
        out.write_all(br#"{"type":"FeatureCollection","name":"#)?;
        serde_json::to_writer(&mut out, &layout.name)?;
        out.write_all(br#","features":["#)?;
        Ok(Collection {
            out,
            fields: layout.fields.clone(),
            empty: true,
            extent: Extent::default(),
        })
    }

    fn feature(&mut self, feature: &Feature) -> io::Result<()> {
        let before: &[u8] = if self.empty { b"\n" } else { b",\n" };
        self.out.write_all(before)?;
        let fields = &self.fields;
        serde_json::to_writer(&mut self.out, &Written { fields, feature })?;
        if let Some(geometry) = &feature.geometry {
            self.extent.add_geometry(geometry);
        }
        self.empty = false;
        Ok(())
    }

    /// Writes the bounding box, which an empty collection has not, and the end.
    fn finish(mut self) -> io::Result<()> {
        self.out.write_all(b"\n]")?;
        if let Some(bbox) = self.extent.bbox() {
            self.out.write_all(br#","bbox":"#)?;
            serde_json::to_writer(&mut self.out, &bbox)?;
        }
        self.out.write_all(b"}\n")?;
        self.out.flush()
    }
}
