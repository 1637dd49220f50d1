//! Shapes around, beside and between places.

use super::outline::{REACH_KM, VALLEY_KM, covered, middle, outline};
use super::plane::{Plane, near};
use super::{Base, Unwrapped};
use crate::area::compass::Compass;
use crate::gazetteer::Gazetteer;
use crate::place::{LonLat, PlacePrecision};
use geo::algorithm::buffer::{BufferStyle, LineCap, LineJoin};
use geo::{
    Area, BooleanOps, Buffer, Coord, LineString, MultiLineString, MultiPolygon, Polygon, Simplify,
    unary_union,
};

/// Corners of a full circle; it is 0.9 % narrower than the circle between them.
const CORNERS: usize = 24;
/// Angle in radians that the round ends of a strip are cut into: that of [`CORNERS`].
const JOIN: f64 = std::f64::consts::TAU / CORNERS as f64;
/// The same at the bends of a strip, coarser as there are many.
const BEND: f64 = 1.0;
/// Half the opening of "south of", in degrees: a quarter of the circle without a distance.
const WIDE: f64 = 45.0;
/// Half the opening of "20 km south of", in degrees: one of eight directions.
const NARROW: f64 = 22.5;
/// A stated distance may be off by this share: distances are rounded, and counted from the
/// centre or from the edge.
const ROUNDING: f64 = 0.25;
/// How far "south of Raqqa" goes beyond the edge of the place, in kilometres.
const BESIDE_KM: f64 = 30.0;
/// How far "south of Lebanon" or "east of the Euphrates" goes, in kilometres.
const BEYOND_KM: f64 = 100.0;
/// Half the width of what is between two places, as a share of their distance.
const BETWEEN_SHARE: f64 = 0.15;
/// Bounds of that half width, in kilometres.
const BETWEEN_KM: (f64, f64) = (2.0, 25.0);

/// A circle of `radius` kilometres around the origin of a plane.
pub(super) fn disc(radius: f64) -> MultiPolygon<f64> {
    sector(0.0, radius, 0.0, 180.0)
}

/// The sector between two distances within `half` degrees of a bearing.
fn sector(inner: f64, outer: f64, bearing: f64, half: f64) -> MultiPolygon<f64> {
    let steps = (CORNERS as f64 * half / 180.0).ceil() as usize;
    let at = |radius: f64, step: usize| {
        let turn = -half + 2.0 * half * step as f64 / steps as f64;
        let angle = (bearing + turn).to_radians();
        Coord {
            x: radius * angle.sin(),
            y: radius * angle.cos(),
        }
    };
    let full = half >= 180.0;
    let mut ring: Vec<Coord<f64>> = (0..=steps).map(|step| at(outer, step)).collect();
    if full {
        ring.pop();
    } else if inner > 0.0 {
        ring.extend((0..=steps).rev().map(|step| at(inner, step)));
    } else {
        ring.push(Coord { x: 0.0, y: 0.0 });
    }
    MultiPolygon::new(vec![Polygon::new(LineString::new(ring), Vec::new())])
}

/// Everything within `km` of some lines of a plane.
pub(super) fn strip(lines: Vec<LineString<f64>>, km: f64) -> MultiPolygon<f64> {
    let style = BufferStyle::new(km)
        .line_cap(LineCap::Round(JOIN))
        .line_join(LineJoin::Round(BEND));
    // What is lost by simplifying is less than the width, and the layer stays small.
    MultiLineString::new(lines)
        .simplify(km / 5.0)
        .buffer_with_style(style)
}

/// The course of a line as far as the story goes, in the plane of the story's point.
fn course(gazetteer: &Gazetteer, base: &Base, plane: Plane) -> Vec<LineString<f64>> {
    let path: Vec<LonLat> = gazetteer.path(base.index).collect();
    let mut lines: Vec<Vec<Coord<f64>>> = Vec::new();
    let mut last = None;
    for (number, leg) in path.windows(2).enumerate() {
        let (from, to) = (plane.project(leg[0]), plane.project(leg[1]));
        let Some((from, to)) = clipped(from, to, REACH_KM) else {
            continue;
        };
        match lines.last_mut() {
            Some(line) if last == Some(number) && line.last() == Some(&from) => line.push(to),
            _ => lines.push(vec![from, to]),
        }
        last = Some(number + 1);
    }
    lines.into_iter().map(LineString::new).collect()
}

/// The part of a segment within `radius` of the origin.
fn clipped(from: Coord<f64>, to: Coord<f64>, radius: f64) -> Option<(Coord<f64>, Coord<f64>)> {
    let step = to - from;
    let (a, b) = (
        step.x * step.x + step.y * step.y,
        from.x * step.x + from.y * step.y,
    );
    let c = from.x * from.x + from.y * from.y - radius * radius;
    let root = b * b - a * c;
    if a <= 0.0 || root <= 0.0 {
        return None;
    }
    let enter = (-b - root.sqrt()) / a;
    let leave = (-b + root.sqrt()) / a;
    let at = |share: f64| match share {
        share if share <= 0.0 => from,
        share if share >= 1.0 => to,
        share => from + step * share,
    };
    (enter < 1.0 && leave > 0.0).then(|| (at(enter), at(leave)))
}

/// The strip of `km` on both sides of a river.
pub(super) fn along(gazetteer: &Gazetteer, base: &Base, km: f64) -> Option<Unwrapped> {
    let plane = Plane {
        centre: base.place.point,
    };
    let lines = course(gazetteer, base, plane);
    in_degrees(plane, &strip(lines, km), Some(plane.centre))
}

fn in_degrees(plane: Plane, flat: &MultiPolygon<f64>, point: Option<LonLat>) -> Option<Unwrapped> {
    (flat.unsigned_area() > 0.0).then(|| Unwrapped {
        centre: plane.centre,
        shape: plane.degrees(flat),
        point,
    })
}

/// What lies within `km` of lines in one direction: each edge sweeps a parallelogram.
fn swept(lines: &[LineString<f64>], direction: (f64, f64), km: f64) -> MultiPolygon<f64> {
    let step = Coord {
        x: direction.0 * km,
        y: direction.1 * km,
    };
    let edges = lines.iter().flat_map(LineString::lines);
    let pieces: Vec<Polygon<f64>> = edges
        .map(|edge| {
            let ring = vec![edge.start, edge.end, edge.end + step, edge.start + step];
            Polygon::new(LineString::new(ring), Vec::new())
        })
        .filter(|piece| piece.unsigned_area() > 1e-6)
        .map(counterclockwise)
        .collect();
    unary_union(&pieces)
}

fn counterclockwise(polygon: Polygon<f64>) -> Polygon<f64> {
    use geo::orient::{Direction, Orient};
    polygon.orient(Direction::Default)
}

/// "20 km south of Kyiv", "south of Raqqa", "15 miles from Homs", "east of the Euphrates".
///
/// Several directions are taken together. With a distance and no direction it is the whole disc up to the distance, and its point that
/// of the place: nothing in it is nearer to all that may be meant.
pub(in crate::area) fn offset(
    gazetteer: &Gazetteer,
    base: &Base,
    compass: &[Compass],
    km: Option<f64>,
) -> Option<Unwrapped> {
    let Some((first, rest)) = compass.split_first() else {
        return disc_around(base, km? * (1.0 + ROUNDING));
    };
    let mut whole = offset_to(gazetteer, base, first.axis()?, km)?;
    for direction in rest {
        let more = offset_to(gazetteer, base, direction.axis()?, km)?;
        whole.shape = whole.shape.union(&more.shape);
        whole.point = None;
    }
    Some(whole)
}

fn offset_to(
    gazetteer: &Gazetteer,
    base: &Base,
    direction: (f64, f64),
    km: Option<f64>,
) -> Option<Unwrapped> {
    let radius = base.place.radius_km.max(1.0);
    if base.place.precision > PlacePrecision::Settlement {
        return beside(gazetteer, base, direction, km);
    }
    let bearing = direction.0.atan2(direction.1).to_degrees();
    let (inner, outer, half, middle) = match km {
        Some(km) => (
            km * (1.0 - ROUNDING),
            km * (1.0 + ROUNDING) + radius,
            NARROW,
            km,
        ),
        None => (
            radius / 2.0,
            radius + BESIDE_KM,
            WIDE,
            radius + BESIDE_KM / 2.0,
        ),
    };
    let plane = Plane {
        centre: base.place.point,
    };
    let point = plane.point(Coord {
        x: direction.0 * middle,
        y: direction.1 * middle,
    });
    in_degrees(plane, &sector(inner, outer, bearing, half), Some(point))
}

/// What lies beside a river, lake, country or region in a direction.
fn beside(
    gazetteer: &Gazetteer,
    base: &Base,
    direction: (f64, f64),
    km: Option<f64>,
) -> Option<Unwrapped> {
    let reach = km.map_or(BEYOND_KM, |km| km * (1.0 + ROUNDING));
    if base.is_line(gazetteer) {
        let plane = Plane {
            centre: base.place.point,
        };
        let lines = course(gazetteer, base, plane);
        return in_degrees(plane, &swept(&lines, direction, reach), None);
    }
    let whole = outline(gazetteer, base)?;
    let plane = Plane {
        centre: middle(&whole.shape)?,
    };
    let flat = plane.image(&whole.shape);
    let rings: Vec<LineString<f64>> = flat.iter().map(|part| part.exterior().clone()).collect();
    let around = swept(&rings, direction, reach).difference(&flat);
    in_degrees(plane, &around, None)
}

fn disc_around(base: &Base, radius: f64) -> Option<Unwrapped> {
    let plane = Plane {
        centre: base.place.point,
    };
    in_degrees(plane, &disc(radius), Some(plane.centre))
}

/// "the Aleppo area", "the outskirts of Homs": `scale` times the place's radius and `margin` more.
pub(in crate::area) fn around(
    gazetteer: &Gazetteer,
    base: &Base,
    scale: f64,
    margin: f64,
) -> Option<Unwrapped> {
    if base.is_line(gazetteer) {
        return along(gazetteer, base, VALLEY_KM.max(margin));
    }
    if let Some(shape) = covered(gazetteer, base) {
        return Some(Unwrapped {
            centre: base.place.point,
            shape,
            point: Some(base.place.point),
        });
    }
    disc_around(base, base.place.radius_km.max(1.0) * scale + margin)
}

/// "between Dori and Gorom-Gorom": a strip along the straight line.
pub(in crate::area) fn between(a: &Base, b: &Base) -> Option<Unwrapped> {
    let (from, to) = (a.place.point, b.place.point);
    let plane = Plane {
        centre: LonLat {
            lon: (from.lon + near(to.lon, from.lon)) / 2.0,
            lat: (from.lat + to.lat) / 2.0,
        },
    };
    let line = LineString::new(vec![plane.project(from), plane.project(to)]);
    let width = (from.distance_km(to) * BETWEEN_SHARE).clamp(BETWEEN_KM.0, BETWEEN_KM.1);
    in_degrees(plane, &strip(vec![line], width), Some(plane.centre))
}
