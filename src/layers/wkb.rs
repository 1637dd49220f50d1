//! Well-known binary, little-endian, and the box a geometry stands in.

use geojson::{GeometryValue, Position};

const POINT: u32 = 1;
const LINE_STRING: u32 = 2;
const POLYGON: u32 = 3;
const MULTI_POINT: u32 = 4;
const MULTI_LINE_STRING: u32 = 5;
const MULTI_POLYGON: u32 = 6;
const GEOMETRY_COLLECTION: u32 = 7;

/// A geometry in well-known binary. Lines and polygons are written as multi-geometries where
/// `multi` asks for it, so that a column has one type.
pub fn wkb(geometry: &GeometryValue, multi: bool) -> Vec<u8> {
    let mut out = Vec::with_capacity(32);
    write(geometry, multi, &mut out);
    out
}

/// West, south, east and north of all positions, as numbers: a geometry that is cut at the
/// antimeridian goes from −180 to 180. `None` when it is empty.
pub fn bounds(geometry: &GeometryValue) -> Option<[f64; 4]> {
    let mut bounds = [
        f64::INFINITY,
        f64::INFINITY,
        f64::NEG_INFINITY,
        f64::NEG_INFINITY,
    ];
    each_position(geometry, &mut |position| {
        let [x, y] = xy(position);
        bounds[0] = bounds[0].min(x);
        bounds[1] = bounds[1].min(y);
        bounds[2] = bounds[2].max(x);
        bounds[3] = bounds[3].max(y);
    });
    (bounds[0] <= bounds[2]).then_some(bounds)
}

/// The box around two boxes.
pub fn around(one: Option<[f64; 4]>, other: [f64; 4]) -> [f64; 4] {
    let one = one.unwrap_or(other);
    [
        one[0].min(other[0]),
        one[1].min(other[1]),
        one[2].max(other[2]),
        one[3].max(other[3]),
    ]
}

/// Longitude and latitude.
pub fn xy(position: &Position) -> [f64; 2] {
    match position.as_slice() {
        [x, y, ..] => [*x, *y],
        _ => [f64::NAN, f64::NAN],
    }
}

fn each_position(geometry: &GeometryValue, take: &mut dyn FnMut(&Position)) {
    match geometry {
        GeometryValue::Point { coordinates } => take(coordinates),
        GeometryValue::MultiPoint { coordinates } | GeometryValue::LineString { coordinates } => {
            coordinates.iter().for_each(take);
        }
        GeometryValue::MultiLineString { coordinates } | GeometryValue::Polygon { coordinates } => {
            coordinates.iter().flatten().for_each(take);
        }
        GeometryValue::MultiPolygon { coordinates } => {
            coordinates.iter().flatten().flatten().for_each(take);
        }
        GeometryValue::GeometryCollection { geometries } => {
            for geometry in geometries {
                each_position(&geometry.value, take);
            }
        }
    }
}

fn head(kind: u32, out: &mut Vec<u8>) {
    out.push(1);
    out.extend(kind.to_le_bytes());
}

fn count(items: usize, out: &mut Vec<u8>) {
    out.extend((items as u32).to_le_bytes());
}

fn position(position: &Position, out: &mut Vec<u8>) {
    for number in xy(position) {
        out.extend(number.to_le_bytes());
    }
}

fn positions(part: &[Position], out: &mut Vec<u8>) {
    count(part.len(), out);
    part.iter().for_each(|at| position(at, out));
}

fn line(part: &[Position], out: &mut Vec<u8>) {
    head(LINE_STRING, out);
    positions(part, out);
}

fn polygon(rings: &[Vec<Position>], out: &mut Vec<u8>) {
    head(POLYGON, out);
    count(rings.len(), out);
    rings.iter().for_each(|ring| positions(ring, out));
}

fn write(geometry: &GeometryValue, multi: bool, out: &mut Vec<u8>) {
    match geometry {
        GeometryValue::Point { coordinates } => {
            head(POINT, out);
            position(coordinates, out);
        }
        GeometryValue::MultiPoint { coordinates } => {
            head(MULTI_POINT, out);
            count(coordinates.len(), out);
            for at in coordinates {
                head(POINT, out);
                position(at, out);
            }
        }
        GeometryValue::LineString { coordinates } => {
            if multi {
                head(MULTI_LINE_STRING, out);
                count(1, out);
            }
            line(coordinates, out);
        }
        GeometryValue::MultiLineString { coordinates } => {
            head(MULTI_LINE_STRING, out);
            count(coordinates.len(), out);
            coordinates.iter().for_each(|part| line(part, out));
        }
        GeometryValue::Polygon { coordinates } => {
            if multi {
                head(MULTI_POLYGON, out);
                count(1, out);
            }
            polygon(coordinates, out);
        }
        GeometryValue::MultiPolygon { coordinates } => {
            head(MULTI_POLYGON, out);
            count(coordinates.len(), out);
            coordinates.iter().for_each(|rings| polygon(rings, out));
        }
        GeometryValue::GeometryCollection { geometries } => {
            head(GEOMETRY_COLLECTION, out);
            count(geometries.len(), out);
            geometries
                .iter()
                .for_each(|geometry| write(&geometry.value, false, out));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(geometry: &str, multi: bool) -> String {
        let geometry: geojson::Geometry = geometry.parse().unwrap();
        let bytes = wkb(&geometry.value, multi);
        crate::digest::hex(&bytes)
    }

    #[test]
    fn bytes_of_a_point_and_a_promoted_line() {
        let point = r#"{"type":"Point","coordinates":[1.0,2.0]}"#;
        assert_eq!(
            hex(point, true),
            "0101000000000000000000f03f0000000000000040"
        );
        let line = r#"{"type":"LineString","coordinates":[[0.0,0.0],[1.0,2.0]]}"#;
        let single = "010200000002000000000000000000000000000000000000000\
                      00000000000f03f0000000000000040";
        assert_eq!(hex(line, false), single);
        assert_eq!(hex(line, true), format!("010500000001000000{single}"));
    }

    #[test]
    fn bounds_of_an_empty_geometry() {
        let empty = GeometryValue::MultiPoint {
            coordinates: vec![],
        };
        assert_eq!(bounds(&empty), None);
    }
}
