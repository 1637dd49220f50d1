//! Outlines of countries and first-order divisions, from GeoJSON.

use super::links::Links;
use super::{Sources, Writer, encode_point, numbers};
use crate::gazetteer::format::{NONE, Section};
use crate::gazetteer::table::{Table, TableError, country};
use crate::place::LonLat;
use geojson::{FeatureCollection, GeometryValue, Position};
use std::collections::BTreeMap;

/// Rings of a polygon, the outer one first, without the repeated last vertex.
pub(super) type Polygon = Vec<Vec<LonLat>>;

/// Set on the first vertex index of an outer ring.
const OUTER: u32 = 1 << 31;

/// Outlines by row.
pub(super) type Footprints = BTreeMap<u32, Vec<Polygon>>;

/// Reads both polygon tables; an outline without a place is left out, as its place was.
pub(super) fn read(sources: &Sources, links: &Links) -> Result<Footprints, TableError> {
    let mut footprints = Footprints::new();
    for table in [&sources.countries, &sources.admin1].into_iter().flatten() {
        for (number, feature) in features(table)?.into_iter().enumerate() {
            let error = |reason: String| TableError {
                table: table.name.clone(),
                line: number + 1,
                reason: format!("feature: {reason}"),
            };
            let property = |name: &str| feature.property(name).and_then(|value| value.as_str());
            let code = country(property("country").unwrap_or("")).map_err(error)?;
            let code = code.ok_or_else(|| error("no property country".to_owned()))?;
            let row = match property("admin1") {
                Some(admin1) => links.division(code, admin1),
                None => links.country(code),
            };
            let outline = feature.geometry.as_ref().map(|geometry| &geometry.value);
            let outline = polygons(outline).map_err(error)?;
            if let Some(row) = row {
                footprints.entry(row).or_default().extend(outline);
            }
        }
    }
    Ok(footprints)
}

fn features(table: &Table) -> Result<Vec<geojson::Feature>, TableError> {
    let collection: FeatureCollection = table.text.parse().map_err(|error| TableError {
        table: table.name.clone(),
        line: 1,
        reason: format!("not a GeoJSON FeatureCollection: {error}"),
    })?;
    Ok(collection.features)
}

fn polygons(outline: Option<&GeometryValue>) -> Result<Vec<Polygon>, String> {
    match outline {
        Some(GeometryValue::Polygon { coordinates }) => Ok(vec![polygon(coordinates)?]),
        Some(GeometryValue::MultiPolygon { coordinates }) => {
            coordinates.iter().map(|rings| polygon(rings)).collect()
        }
        _ => Err("the geometry is not a Polygon or MultiPolygon".to_owned()),
    }
}

fn polygon(rings: &[Vec<Position>]) -> Result<Polygon, String> {
    rings.iter().map(|ring| vertices(ring)).collect()
}

fn vertices(ring: &[Position]) -> Result<Vec<LonLat>, String> {
    if ring.len() < 4 || ring.first() != ring.last() {
        return Err("a ring is not closed or has fewer than four positions".to_owned());
    }
    ring[1..]
        .iter()
        .map(|position| {
            LonLat::new(position[0], position[1])
                .ok_or_else(|| format!("{position:?} are not degrees"))
        })
        .collect()
}

/// Writes the outlines.
pub(super) fn write(writer: &mut Writer, footprints: &Footprints) {
    let mut index = Vec::new();
    let mut rings = Vec::new();
    let mut points = Vec::new();
    for (row, outline) in footprints {
        index.extend([*row, rings.len() as u32]);
        for polygon in outline {
            for (i, ring) in polygon.iter().enumerate() {
                let outer = if i == 0 { OUTER } else { 0 };
                rings.push(points.len() as u32 | outer);
                points.extend_from_slice(ring);
            }
        }
    }
    index.extend([NONE, rings.len() as u32]);
    rings.push(points.len() as u32);
    writer.put(Section::FootprintIndex, numbers(index, u32::to_le_bytes));
    writer.put(Section::Rings, numbers(rings, u32::to_le_bytes));
    writer.put(Section::RingPoints, numbers(points, encode_point));
}
