//! Features of GeoJSON and FlatGeobuf files: properties, and a point or an outline.

use super::ImportError;
use crate::gazetteer::compile::footprints::{Polygon, polygons};
use crate::place::LonLat;
use geo::{Geometry, InteriorPoint};
use geojson::{FeatureCollection, GeometryValue};
use geozero::ToGeo;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader};
use std::path::Path;

/// What a feature says.
pub(super) struct Feature {
    /// Where it is in the file, counted from 1.
    pub number: usize,
    /// Properties as text.
    pub properties: BTreeMap<String, String>,
    /// Its place, or what is wrong with it.
    pub shape: Result<Shape, String>,
}

/// A geometry that a place can have.
pub(super) enum Shape {
    Point(LonLat),
    Outline(Vec<Polygon>),
}

/// Whether a file is one of these by its name.
pub(super) fn is_features(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    matches!(extension, Some("geojson" | "json" | "fgb"))
}

/// All features of a file.
pub(super) fn read(path: &Path) -> Result<Vec<Feature>, ImportError> {
    let features = match path.extension().and_then(|extension| extension.to_str()) {
        Some("fgb") => flatgeobuf(path),
        _ => geojson(path),
    };
    features.map_err(|error| ImportError::unreadable(path, error))
}

fn geojson(path: &Path) -> io::Result<Vec<Feature>> {
    let text = std::fs::read_to_string(path)?;
    let collection: FeatureCollection = text
        .parse()
        .map_err(|error| io::Error::other(format!("not a GeoJSON FeatureCollection: {error}")))?;
    let feature = |(number, feature): (usize, geojson::Feature)| Feature {
        number: number + 1,
        shape: shape(feature.geometry.as_ref().map(|geometry| &geometry.value)),
        properties: feature
            .properties
            .into_iter()
            .flatten()
            .map(|(key, value)| (key, as_text(&value)))
            .collect(),
    };
    Ok(collection
        .features
        .into_iter()
        .enumerate()
        .map(feature)
        .collect())
}

fn as_text(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Null => String::new(),
        serde_json::Value::Array(items) => {
            let items: Vec<String> = items.iter().map(as_text).collect();
            items.join("|")
        }
        other => other.to_string(),
    }
}

fn shape(geometry: Option<&GeometryValue>) -> Result<Shape, String> {
    match geometry {
        Some(GeometryValue::Point { coordinates }) if coordinates.len() >= 2 => {
            LonLat::new(coordinates[0], coordinates[1])
                .map(Shape::Point)
                .ok_or_else(|| "the point is not degrees".to_owned())
        }
        other => polygons(other).map(Shape::Outline),
    }
}

fn flatgeobuf(path: &Path) -> io::Result<Vec<Feature>> {
    use flatgeobuf::{FallibleStreamingIterator, FeatureProperties, FgbReader};
    let file = BufReader::new(File::open(path)?);
    let mut reader = FgbReader::open(file)
        .and_then(FgbReader::select_all)
        .map_err(|error| io::Error::other(format!("not a FlatGeobuf file: {error}")))?;
    let mut features = Vec::new();
    while let Some(feature) = reader.next().map_err(io::Error::other)? {
        let properties = feature.properties().map_err(io::Error::other)?;
        let shape = feature
            .to_geo()
            .map_err(|error| error.to_string())
            .and_then(|geometry| shape_of(&geometry));
        features.push(Feature {
            number: features.len() + 1,
            properties: properties.into_iter().collect(),
            shape,
        });
    }
    Ok(features)
}

fn shape_of(geometry: &Geometry<f64>) -> Result<Shape, String> {
    let ring = |ring: &geo::LineString<f64>| -> Result<Vec<LonLat>, String> {
        let ends = ring.0.len().saturating_sub(1);
        if ends < 3 {
            return Err("a ring has fewer than four positions".to_owned());
        }
        ring.0[..ends]
            .iter()
            .map(|at| LonLat::new(at.x, at.y).ok_or_else(|| format!("{at:?} are not degrees")))
            .collect()
    };
    let polygon = |polygon: &geo::Polygon<f64>| -> Result<Polygon, String> {
        std::iter::once(polygon.exterior())
            .chain(polygon.interiors())
            .map(ring)
            .collect()
    };
    match geometry {
        Geometry::Point(point) => LonLat::new(point.x(), point.y())
            .map(Shape::Point)
            .ok_or_else(|| "the point is not degrees".to_owned()),
        Geometry::Polygon(one) => Ok(Shape::Outline(vec![polygon(one)?])),
        Geometry::MultiPolygon(all) => {
            let outline: Result<Vec<Polygon>, String> = all.iter().map(polygon).collect();
            outline.map(Shape::Outline)
        }
        _ => Err("the geometry is not a point, Polygon or MultiPolygon".to_owned()),
    }
}

/// A point inside the largest polygon of an outline.
pub(super) fn point_inside(outline: &[Polygon]) -> Option<LonLat> {
    use geo::Area;
    let ring = |ring: &Vec<LonLat>| -> geo::LineString<f64> {
        ring.iter().map(|at| (at.lon, at.lat)).collect()
    };
    let polygons = outline.iter().filter_map(|rings| {
        let (outer, holes) = rings.split_first()?;
        Some(geo::Polygon::new(
            ring(outer),
            holes.iter().map(ring).collect(),
        ))
    });
    let largest = polygons.max_by(|a, b| a.unsigned_area().total_cmp(&b.unsigned_area()))?;
    let point = largest.interior_point()?;
    LonLat::new(point.x(), point.y())
}
