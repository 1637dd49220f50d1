//! Geometries as RFC 7946 wants them: six decimals, right-hand rule, nothing degenerate.

use super::geodesy;
use crate::place::LonLat;
use geo::{LineString, MultiPolygon, Polygon};
use geojson::{GeometryValue, Position};

/// Decimals of a coordinate: 0.000001° is 11 cm.
const DECIMALS: f64 = 1e6;

/// A coordinate as it is written.
pub fn rounded(degrees: f64) -> f64 {
    // Adding zero turns −0 into 0.
    (degrees * DECIMALS).round() / DECIMALS + 0.0
}

/// A Point.
pub fn point(at: LonLat) -> GeometryValue {
    let at = written(at);
    GeometryValue::Point {
        coordinates: position(at),
    }
}

/// The routes along great circles as a LineString, or a MultiLineString when there are several
/// or one is cut at the antimeridian; `None` when all stops of each are the same.
pub fn routes(routes: &[Vec<LonLat>]) -> Option<GeometryValue> {
    let mut parts: Vec<Vec<LonLat>> = Vec::new();
    for stops in routes {
        let line: Vec<_> = geodesy::densify(stops).into_iter().map(written).collect();
        let cut = geodesy::cut_at_antimeridian(&line);
        parts.extend(
            cut.into_iter()
                .map(|part| part.into_iter().map(written).collect()),
        );
    }
    let mut lines: Vec<Vec<Position>> = parts.iter().map(|part| positions(part)).collect();
    match lines.len() {
        0 => None,
        1 => Some(GeometryValue::LineString {
            coordinates: lines.remove(0),
        }),
        _ => Some(GeometryValue::MultiLineString { coordinates: lines }),
    }
}

/// A footprint as Polygon or MultiPolygon; `None` when nothing of it is left at six decimals.
pub fn area(footprint: &MultiPolygon<f64>) -> Option<GeometryValue> {
    let mut polygons: Vec<Vec<Vec<Position>>> = Vec::new();
    for rings in footprint.iter().filter_map(rings) {
        polygons.push(rings.iter().map(|ring| positions(ring)).collect());
    }
    match polygons.len() {
        0 => None,
        1 => Some(GeometryValue::Polygon {
            coordinates: polygons.remove(0),
        }),
        _ => Some(GeometryValue::MultiPolygon {
            coordinates: polygons,
        }),
    }
}

/// The rings of a polygon: the outer one counterclockwise, holes clockwise.
fn rings(polygon: &Polygon<f64>) -> Option<Vec<Vec<LonLat>>> {
    let mut rings = vec![ring(polygon.exterior(), true)?];
    rings.extend(
        polygon
            .interiors()
            .iter()
            .filter_map(|hole| ring(hole, false)),
    );
    Some(rings)
}

/// A closed ring of at least four positions around some area, wound as asked.
fn ring(line: &LineString<f64>, counterclockwise: bool) -> Option<Vec<LonLat>> {
    let mut ring: Vec<LonLat> = line
        .coords()
        .map(|at| {
            written(LonLat {
                lon: at.x,
                lat: at.y,
            })
        })
        .collect();
    ring.dedup();
    if ring.first() != ring.last() {
        ring.push(*ring.first()?);
    }
    let area = signed_area(&ring);
    if ring.len() < 4 || area == 0.0 {
        return None;
    }
    if (area > 0.0) != counterclockwise {
        ring.reverse();
    }
    Some(ring)
}

/// Twice the area in square degrees, positive counterclockwise (shoelace formula); seen from the
/// first position, so that small rings far from 0° lose no digits.
fn signed_area(ring: &[LonLat]) -> f64 {
    let Some(origin) = ring.first() else {
        return 0.0;
    };
    let seen = |at: LonLat| (at.lon - origin.lon, at.lat - origin.lat);
    ring.windows(2)
        .map(|edge| {
            let ((x1, y1), (x2, y2)) = (seen(edge[0]), seen(edge[1]));
            x1 * y2 - x2 * y1
        })
        .sum()
}

fn written(at: LonLat) -> LonLat {
    LonLat {
        lon: rounded(at.lon),
        lat: rounded(at.lat),
    }
}

fn position(at: LonLat) -> Position {
    Position::from([at.lon, at.lat])
}

fn positions(part: &[LonLat]) -> Vec<Position> {
    part.iter().copied().map(position).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::polygon;

    fn json(value: Option<GeometryValue>) -> String {
        match value {
            Some(value) => serde_json::to_string(&geojson::Geometry::new(value)).unwrap(),
            None => "none".to_string(),
        }
    }

    #[test]
    fn rings_are_wound_by_the_right_hand_rule() {
        let clockwise = polygon![
            exterior: [(x: 0.0, y: 0.0), (x: 0.0, y: 4.0), (x: 4.0, y: 4.0), (x: 4.0, y: 0.0)],
            interiors: [[(x: 1.0, y: 1.0), (x: 2.0, y: 1.0), (x: 2.0, y: 2.0), (x: 1.0, y: 2.0)]],
        ];
        let expected = r#"{"type":"Polygon","coordinates":[[[0.0,0.0],[4.0,0.0],[4.0,4.0],[0.0,4.0],[0.0,0.0]],[[1.0,1.0],[1.0,2.0],[2.0,2.0],[2.0,1.0],[1.0,1.0]]]}"#;
        let written = area(&MultiPolygon(vec![clockwise]));
        assert_eq!(json(written), expected);
    }

    #[test]
    fn degenerate_parts_go() {
        let sliver = polygon![(x: 1.0, y: 1.0), (x: 1.0000001, y: 1.0), (x: 1.0, y: 1.0000001)];
        let flat = polygon![(x: 1.0, y: 1.0), (x: 2.0, y: 1.0), (x: 3.0, y: 1.0)];
        let empty = MultiPolygon(vec![sliver, flat]);
        assert_eq!(json(area(&empty)), "none");
        assert_eq!(json(area(&MultiPolygon(vec![]))), "none");
    }

    #[test]
    fn routes_to_two_places_are_one_geometry() {
        let at = |lon, lat| LonLat { lon, lat };
        let two = [
            vec![at(1.0, 1.0), at(2.0, 1.0)],
            vec![at(1.0, 1.0), at(1.0, 2.0)],
        ];
        let expected = r#"{"type":"MultiLineString","coordinates":[[[1.0,1.0],[2.0,1.0]],[[1.0,1.0],[1.0,2.0]]]}"#;
        assert_eq!(json(routes(&two)), expected);
        let nowhere = [vec![at(1.0, 1.0), at(1.0, 1.0)]];
        assert_eq!(json(routes(&nowhere)), "none");
    }
}
