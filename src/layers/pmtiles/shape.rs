//! Lines and polygons cut to a tile and brought to its units.

use super::mercator::project;
use super::tile::{EXTENT, Geometry, Kind};
use crate::layers::wkb::xy;
use geo::{
    Area, BooleanOps, Coord, LineString, MapCoords, MultiLineString, MultiPolygon, Rect, Simplify,
};
use geojson::GeometryValue;

/// What is drawn beyond the edge, in units: strokes and arrow heads reach over it.
const BUFFER: f64 = 128.0;
/// Deviation that nobody sees, in units: an eighth of a pixel of 512 a tile.
const UNSEEN: f64 = 1.0;

/// A geometry over the whole world, ready to be cut.
pub enum Shape {
    /// Lines.
    Lines(MultiLineString<f64>),
    /// Polygons.
    Areas(MultiPolygon<f64>),
    /// Points.
    Points(Vec<[f64; 2]>),
}

impl Shape {
    /// Projects a geometry to the unit square. A collection of several kinds has no form in a
    /// tile.
    pub fn of(geometry: &GeometryValue) -> Option<Shape> {
        if let GeometryValue::MultiPoint { coordinates } = geometry {
            let points = coordinates.iter().map(|at| project(xy(at)));
            return Some(Shape::Points(points.collect()));
        }
        let geometry = geo::Geometry::<f64>::try_from(geometry).ok()?;
        let onto_square = |at: Coord<f64>| {
            let [x, y] = project([at.x, at.y]);
            Coord { x, y }
        };
        match geometry.map_coords(onto_square) {
            geo::Geometry::LineString(line) => Some(Shape::Lines(MultiLineString(vec![line]))),
            geo::Geometry::MultiLineString(lines) => Some(Shape::Lines(lines)),
            geo::Geometry::Polygon(polygon) => Some(Shape::Areas(MultiPolygon(vec![polygon]))),
            geo::Geometry::MultiPolygon(polygons) => Some(Shape::Areas(polygons)),
            _ => None,
        }
    }

    /// The part in a tile; `None` when there is none.
    pub fn cut(&self, zoom: u8, x: u32, y: u32) -> Option<Geometry> {
        let scale = f64::from(1_u32 << zoom) * f64::from(EXTENT);
        let origin = Coord {
            x: f64::from(x) * f64::from(EXTENT),
            y: f64::from(y) * f64::from(EXTENT),
        };
        let into = |at: Coord<f64>| Coord {
            x: at.x * scale - origin.x,
            y: at.y * scale - origin.y,
        };
        let far = f64::from(EXTENT) + BUFFER;
        let frame = Rect::new(
            Coord {
                x: -BUFFER,
                y: -BUFFER,
            },
            Coord { x: far, y: far },
        );
        let frame = MultiPolygon(vec![frame.to_polygon()]);
        let geometry = match self {
            Shape::Points(points) => Geometry {
                kind: Kind::Point,
                parts: vec![points_in(
                    points.iter().map(|[x, y]| into(Coord { x: *x, y: *y })),
                )],
            },
            Shape::Lines(lines) => {
                let cut = frame.clip(&lines.map_coords(into), false);
                let lines = cut.simplify(UNSEEN).0;
                Geometry {
                    kind: Kind::Line,
                    parts: lines.iter().filter_map(line).collect(),
                }
            }
            Shape::Areas(areas) => {
                let cut = areas.map_coords(into).simplify(UNSEEN).intersection(&frame);
                Geometry {
                    kind: Kind::Polygon,
                    parts: rings(&cut),
                }
            }
        };
        let empty = geometry.parts.iter().all(Vec::is_empty);
        (!empty).then_some(geometry)
    }
}

/// The points that are in the tile itself.
fn points_in(points: impl Iterator<Item = Coord<f64>>) -> Vec<[i32; 2]> {
    let inside = |at: &[i32; 2]| at.iter().all(|axis| (0..EXTENT).contains(axis));
    points.map(whole).filter(inside).collect()
}

fn whole(at: Coord<f64>) -> [i32; 2] {
    [at.x.round() as i32, at.y.round() as i32]
}

fn line(line: &LineString<f64>) -> Option<Vec<[i32; 2]>> {
    let mut part: Vec<_> = line.coords().copied().map(whole).collect();
    part.dedup();
    (part.len() >= 2).then_some(part)
}

/// Outer rings with a positive area in a system whose y goes down, holes with a negative one; a
/// polygon that has shrunk to nothing goes, and its holes with it.
fn rings(areas: &MultiPolygon<f64>) -> Vec<Vec<[i32; 2]>> {
    let mut all = Vec::new();
    for polygon in areas {
        let Some(outer) = ring(polygon.exterior(), true) else {
            continue;
        };
        all.push(outer);
        all.extend(
            polygon
                .interiors()
                .iter()
                .filter_map(|hole| ring(hole, false)),
        );
    }
    all
}

fn ring(line: &LineString<f64>, positive: bool) -> Option<Vec<[i32; 2]>> {
    let mut ring: Vec<_> = line.coords().copied().map(whole).collect();
    ring.dedup();
    if ring.len() > 1 && ring.first() == ring.last() {
        ring.pop();
    }
    let coords = ring.iter().map(|[x, y]| Coord {
        x: f64::from(*x),
        y: f64::from(*y),
    });
    let closed = geo::Polygon::new(coords.collect(), vec![]);
    let area = closed.signed_area();
    if ring.len() < 3 || area == 0.0 {
        return None;
    }
    if (area > 0.0) != positive {
        ring.reverse();
    }
    Some(ring)
}
