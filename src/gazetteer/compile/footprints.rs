//! Outlines of places, from GeoJSON.

use super::links::Links;
use super::places::{Order, Places};
use super::{Sources, encode_point};
use crate::gazetteer::format::{FileWriter, NONE, Section};
use crate::gazetteer::table::{Table, TableError, country};
use crate::place::LonLat;
use geojson::{FeatureCollection, GeometryValue, Position};
use rustc_hash::FxHashMap;
use std::io::{self, Seek, Write};

/// Rings of a polygon, the outer one first, without the repeated last vertex.
pub(crate) type Polygon = Vec<Vec<LonLat>>;

/// Set on the first vertex index of an outer ring.
const OUTER: u32 = 1 << 31;

/// Outlines by row as given.
pub(crate) type Footprints = FxHashMap<u32, Vec<Polygon>>;

/// Reads both polygon tables; an outline without a place is left out, as its place was.
pub(super) fn read(
    sources: &Sources,
    places: &Places,
    links: &Links,
) -> Result<Footprints, TableError> {
    let mut footprints = Footprints::default();
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
                Some(admin1) => links.division_of(places, code, admin1),
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

/// The polygons of a geometry, or what is wrong with it.
pub(crate) fn polygons(outline: Option<&GeometryValue>) -> Result<Vec<Polygon>, String> {
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
pub(super) fn write<W: Write + Seek>(
    file: &mut FileWriter<W>,
    footprints: &Footprints,
    order: &Order,
) -> io::Result<()> {
    let mut by_row: Vec<(u32, &Vec<Polygon>)> = footprints
        .iter()
        .map(|(at, outline)| (order.of(*at), outline))
        .filter(|(row, _)| *row != NONE)
        .collect();
    by_row.sort_unstable_by_key(|(row, _)| *row);
    let mut index = Vec::new();
    let mut rings = Vec::new();
    let mut points = Vec::new();
    for (row, outline) in by_row {
        index.extend([row, rings.len() as u32]);
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
    file.put_all(Section::FootprintIndex, index, u32::to_le_bytes)?;
    file.put_all(Section::Rings, rings, u32::to_le_bytes)?;
    file.put_all(Section::RingPoints, points, encode_point)
}
