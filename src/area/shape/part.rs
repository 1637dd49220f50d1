//! Compass parts of an outline.
//!
//! Naively the north is what lies north of the middle. A country's middle is where its bounding
//! box or its capital puts it, and half a country is more than people mean. Here a part is a
//! share of the *area*, cut by a straight line across the direction in an equal-area projection:
//! [`SIDE`] of it for north, [`CORNER`] for north-east, and for the centre what is left when
//! [`MARGIN`] is taken off on each of the four sides.

use super::Unwrapped;
use super::outline::cylinder;
use crate::area::compass::Compass;
use crate::place::LonLat;
use geo::{
    Area, BooleanOps, Centroid, Contains, Coord, InteriorPoint, LineString, MultiPolygon, Polygon,
};

/// Share of the area that is its north (or south, east, west): chosen so that what
/// `src/area/cases.tsv` lists as inside and outside is (Kirkuk in northern Iraq, Baghdad not;
/// Dnipro in eastern Ukraine, Kyiv not): a convention checked on those names.
const SIDE: f64 = 0.40;
/// Share of the area that is its north-east: a quarter, as four of them make the whole. Nigeria's
/// geopolitical zone of that name has 0.30 of the country.
const CORNER: f64 = 0.25;
/// Share of the area that is its far north: the northern half of its north.
const FAR: f64 = 0.20;
/// Share of the area taken off on each side to leave the centre.
const MARGIN: f64 = 0.22;
/// A polygon of this share of all area is the mainland, and the line is drawn on it alone.
const MAINLAND: f64 = 0.5;

/// The part of an outline in one of several directions; `None` when there is none.
pub(in crate::area) fn part(outline: &Unwrapped, compass: &[Compass]) -> Option<Unwrapped> {
    let cylinder = cylinder(&outline.shape)?;
    let flat = cylinder.image(&outline.shape);
    let measured = mainland(&flat);
    let mut whole = MultiPolygon::new(Vec::new());
    let cut = |shape: &MultiPolygon<f64>, direction: Compass| {
        bands(direction).iter().fold(shape.clone(), |piece, band| {
            piece.intersection(&strip(&measured, &flat, *band))
        })
    };
    for direction in compass {
        let piece = cut(&flat, *direction);
        whole = if whole.0.is_empty() {
            piece
        } else {
            whole.union(&piece)
        };
    }
    let mut shape = cylinder.degrees(&whole);
    shape.0.retain(|polygon| polygon.unsigned_area() > 1e-9);
    // The north-west of the United States is not to be pinned in Alaska.
    let main = compass.first().map(|direction| cut(&measured, *direction));
    let point = main.and_then(|main| middle(&cylinder.degrees(&main)));
    (!shape.0.is_empty()).then_some(Unwrapped {
        centre: outline.centre,
        shape,
        point,
    })
}

/// The middle of the largest part, if it lies inside, else a point that does.
fn middle(shape: &MultiPolygon<f64>) -> Option<LonLat> {
    let largest = shape
        .iter()
        .max_by(|a, b| a.unsigned_area().total_cmp(&b.unsigned_area()))?;
    let point = largest
        .centroid()
        .filter(|point| largest.contains(point))
        .or_else(|| largest.interior_point())?;
    Some(LonLat {
        lon: point.x(),
        lat: point.y(),
    })
}

/// A band across a direction: what lies between two shares of the area, counted from the far end.
#[derive(Clone, Copy, Debug)]
struct Band {
    /// A vector of length one, east and north.
    axis: (f64, f64),
    from: f64,
    to: f64,
}

fn bands(compass: Compass) -> Vec<Band> {
    let band = |axis, from, to| Band { axis, from, to };
    let middle = |axis| band(axis, MARGIN, 1.0 - MARGIN);
    match (compass.axis(), compass.central) {
        (None, _) => vec![middle((1.0, 0.0)), middle((0.0, 1.0))],
        (Some(axis), central) => {
            let share = match (compass.far, compass.is_corner()) {
                (true, _) => FAR,
                (false, true) => CORNER,
                (false, false) => SIDE,
            };
            let mut bands = vec![band(axis, 0.0, share)];
            if central {
                bands.push(middle((axis.1, -axis.0)));
            }
            bands
        }
    }
}

/// The largest polygon if it is most of the shape, else all.
fn mainland(flat: &MultiPolygon<f64>) -> MultiPolygon<f64> {
    let largest = flat
        .iter()
        .max_by(|a, b| a.unsigned_area().total_cmp(&b.unsigned_area()));
    match largest {
        Some(largest) if largest.unsigned_area() >= MAINLAND * flat.unsigned_area() => {
            MultiPolygon::new(vec![largest.clone()])
        }
        _ => flat.clone(),
    }
}

/// The rectangle of a band; a band that starts at the far end has no end there, so that it takes
/// in the islands beyond.
fn strip(measured: &MultiPolygon<f64>, all: &MultiPolygon<f64>, band: Band) -> Polygon<f64> {
    let far = extent(all) * 2.0 + 1.0;
    let high = if band.from <= 0.0 {
        far
    } else {
        level(measured, band.axis, band.from)
    };
    let low = if band.to >= 1.0 {
        -far
    } else {
        level(measured, band.axis, band.to)
    };
    let (x, y) = band.axis;
    let at = |along: f64, across: f64| Coord {
        x: x * along - y * across,
        y: y * along + x * across,
    };
    let ring = vec![
        at(low, -far),
        at(high, -far),
        at(high, far),
        at(low, far),
        at(low, -far),
    ];
    Polygon::new(LineString::new(ring), Vec::new())
}

/// The largest absolute coordinate.
fn extent(shape: &MultiPolygon<f64>) -> f64 {
    let coords = shape.iter().flat_map(|polygon| polygon.exterior().coords());
    coords
        .map(|at| at.x.abs().max(at.y.abs()))
        .fold(0.0, f64::max)
}

/// How far along an axis the line lies beyond which `share` of the area is.
fn level(shape: &MultiPolygon<f64>, axis: (f64, f64), share: f64) -> f64 {
    let rings: Vec<(f64, Vec<(f64, f64)>)> = shape
        .iter()
        .flat_map(|polygon| {
            let sign = |ring: &LineString<f64>, outer: bool| {
                let turned = turned(ring, axis);
                let area = beyond(&turned, f64::MIN);
                let wanted = if outer { 1.0 } else { -1.0 };
                (wanted * area.signum(), turned)
            };
            let holes = polygon
                .interiors()
                .iter()
                .map(move |hole| sign(hole, false));
            std::iter::once(sign(polygon.exterior(), true)).chain(holes)
        })
        .collect();
    let area = |line: f64| -> f64 {
        rings
            .iter()
            .map(|(sign, ring)| sign * beyond(ring, line))
            .sum()
    };
    let ends = rings.iter().flat_map(|(_, ring)| ring).map(|at| at.0);
    let (mut low, mut high) = ends.fold((f64::MAX, f64::MIN), |(low, high), along| {
        (low.min(along), high.max(along))
    });
    let wanted = share * area(low);
    // 30 halvings leave a billionth of the extent: millimetres.
    for _ in 0..30 {
        let middle = (low + high) / 2.0;
        if area(middle) > wanted {
            low = middle;
        } else {
            high = middle;
        }
    }
    (low + high) / 2.0
}

/// A ring's coordinates along and across an axis.
fn turned(ring: &LineString<f64>, (x, y): (f64, f64)) -> Vec<(f64, f64)> {
    ring.coords()
        .map(|at| (at.x * x + at.y * y, at.y * x - at.x * y))
        .collect()
}

/// The signed area of the part of a ring beyond a line across the axis.
///
/// Each edge, clipped, spans a trapezium with that line; what lies before the line spans none.
fn beyond(ring: &[(f64, f64)], line: f64) -> f64 {
    let base = if line == f64::MIN { 0.0 } else { line };
    let height = |along: f64| along - base;
    let edges = ring.windows(2).map(|edge| {
        let (mut a, mut b) = (edge[0], edge[1]);
        if a.0 < line && b.0 < line {
            return 0.0;
        }
        let crossing = |inside: (f64, f64), outside: (f64, f64)| {
            let share = (inside.0 - line) / (inside.0 - outside.0);
            (line, inside.1 + share * (outside.1 - inside.1))
        };
        if a.0 < line {
            a = crossing(b, a);
        } else if b.0 < line {
            b = crossing(a, b);
        }
        (height(a.0) + height(b.0)) / 2.0 * (b.1 - a.1)
    });
    edges.sum()
}
