//! What RFC 7946 asks of a layer, beyond its JSON Schema.

use geojson::{FeatureCollection, GeoJson, GeometryValue, Position};
use serde_json::Value;
use std::collections::HashSet;

/// Checks a layer's text: ranges, precision, rings, antimeridian, ids, bounding box.
pub fn check_collection(layer: &str, text: &str) {
    let value: Value = serde_json::from_str(text).expect("JSON");
    assert!(value.get("crs").is_none(), "{layer}: RFC 7946 has no crs");
    let Ok(GeoJson::FeatureCollection(collection)) = text.parse() else {
        panic!("{layer}: not a FeatureCollection");
    };
    let mut ids = HashSet::new();
    let mut positions = Vec::new();
    for feature in &collection.features {
        let id = feature.id.as_ref().expect("an id");
        assert!(ids.insert(format!("{id:?}")), "{layer}: {id:?} comes twice");
        let geometry = feature.geometry.as_ref().expect("a geometry");
        check_geometry(layer, &geometry.value, &mut positions);
    }
    check_bbox(layer, &collection, &positions);
}

fn check_geometry(layer: &str, geometry: &GeometryValue, all: &mut Vec<(f64, f64)>) {
    match geometry {
        GeometryValue::Point { coordinates } => all.push(position(layer, coordinates)),
        GeometryValue::LineString { coordinates } => line(layer, coordinates, all),
        GeometryValue::MultiLineString { coordinates } => {
            coordinates.iter().for_each(|part| line(layer, part, all));
        }
        GeometryValue::Polygon { coordinates } => polygon(layer, coordinates, all),
        GeometryValue::MultiPolygon { coordinates } => {
            coordinates
                .iter()
                .for_each(|part| polygon(layer, part, all));
        }
        other => panic!("{layer}: a {} in a layer", other.type_name()),
    }
}

fn position(layer: &str, position: &Position) -> (f64, f64) {
    let [lon, lat] = position.as_slice() else {
        panic!(
            "{layer}: a position of {} numbers",
            position.as_slice().len()
        );
    };
    assert!((-180.0..=180.0).contains(lon), "{layer}: longitude {lon}");
    assert!((-90.0..=90.0).contains(lat), "{layer}: latitude {lat}");
    for number in [lon, lat] {
        let rounded = (number * 1e6).round() / 1e6;
        assert!(
            (number - rounded).abs() < 1e-9,
            "{layer}: {number} has more than 6 decimals"
        );
    }
    (*lon, *lat)
}

fn line(layer: &str, positions: &[Position], all: &mut Vec<(f64, f64)>) {
    let points: Vec<_> = positions.iter().map(|at| position(layer, at)).collect();
    assert!(
        points.len() >= 2,
        "{layer}: a line of {} positions",
        points.len()
    );
    for pair in points.windows(2) {
        let jump = (pair[0].0 - pair[1].0).abs();
        assert!(jump <= 180.0, "{layer}: {pair:?} crosses the antimeridian");
    }
    all.extend(points);
}

fn polygon(layer: &str, rings: &[Vec<Position>], all: &mut Vec<(f64, f64)>) {
    assert!(!rings.is_empty(), "{layer}: a polygon without a ring");
    for (index, ring) in rings.iter().enumerate() {
        assert!(
            ring.len() >= 4,
            "{layer}: a ring of {} positions",
            ring.len()
        );
        let first_and_last = (ring.first(), ring.last());
        assert_eq!(first_and_last.0, first_and_last.1, "{layer}: an open ring");
        line(layer, ring, all);
        let points: Vec<_> = ring.iter().map(|at| position(layer, at)).collect();
        let counterclockwise = doubled_area(&points) > 0.0;
        assert_eq!(counterclockwise, index == 0, "{layer}: right-hand rule");
    }
}

/// Twice the signed area in square degrees: positive when counterclockwise.
fn doubled_area(ring: &[(f64, f64)]) -> f64 {
    let cross = |pair: &[(f64, f64)]| pair[0].0 * pair[1].1 - pair[1].0 * pair[0].1;
    ring.windows(2).map(cross).sum()
}

fn check_bbox(layer: &str, collection: &FeatureCollection, positions: &[(f64, f64)]) {
    let Some(bbox) = &collection.bbox else {
        assert!(positions.is_empty(), "{layer}: no bbox");
        return;
    };
    let [west, south, east, north] = bbox[..] else {
        panic!("{layer}: a bbox of {} numbers", bbox.len());
    };
    assert!(south <= north, "{layer}: bbox {bbox:?}");
    for (lon, lat) in positions {
        let in_longitude = match west <= east {
            true => (west..=east).contains(lon),
            false => *lon >= west || *lon <= east,
        };
        let inside = in_longitude && (south..=north).contains(lat);
        assert!(inside, "{layer}: {lon}, {lat} is outside of {bbox:?}");
    }
}
