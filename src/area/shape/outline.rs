//! The outline of a place: the gazetteer's where it has one, else an approximation.

use super::plane::{Cylinder, Plane, near};
use super::round::disc;
use super::{Base, Unwrapped};
use crate::gazetteer::Gazetteer;
use crate::place::{LonLat, PlacePrecision};
use geo::{BooleanOps, BoundingRect, LineString, MapCoords, MultiPolygon, Polygon, Simplify};

/// An outline is simplified by this share of the longer side of its bounding box: a screen that
/// shows the whole has about 1,000 dots a side, so that half a dot is lost.
const TOLERANCE: f64 = 1.0 / 2_000.0;
/// Discs larger than this are no approximation of an outline, in kilometres: Europe's is 2,500.
const LARGEST_DISC_KM: f64 = 3_000.0;
/// Half the width of a river valley, in kilometres: as far as people say they live on the river.
pub(super) const VALLEY_KM: f64 = 20.0;
/// How far up and down a river the story is taken to go, in kilometres.
pub(super) const REACH_KM: f64 = 150.0;

/// The outline of a place; `None` when nothing sensible stands for it.
///
/// A river or line is the strip of [`VALLEY_KM`] on both sides of its course, as far as
/// [`REACH_KM`] from the point nearest to the story. A division without an outline is the box
/// around the places inside, less what lies outside the outline of the division or country that
/// holds it; anything else is a disc of its radius, less what lies outside its country.
pub(in crate::area) fn outline(gazetteer: &Gazetteer, base: &Base) -> Option<Unwrapped> {
    let centre = base.place.point;
    if let Some(covered) = covered(gazetteer, base) {
        return Some(Unwrapped {
            centre,
            shape: simplified(&covered),
            point: None,
        });
    }
    if base.is_line(gazetteer) {
        return super::round::along(gazetteer, base, VALLEY_KM);
    }
    if base.place.radius_km > LARGEST_DISC_KM {
        return None;
    }
    let radius = base.place.radius_km.max(1.0);
    let plane = Plane { centre };
    let circle = plane.degrees(&disc(radius));
    Some(Unwrapped {
        centre,
        shape: within_country(gazetteer, base, &circle).unwrap_or(circle),
        point: Some(centre),
    })
}

/// What the gazetteer says that a place covers, longitudes near its point: its outline, or the
/// box around the places inside as far as it lies in what holds it.
pub(super) fn covered(gazetteer: &Gazetteer, base: &Base) -> Option<MultiPolygon<f64>> {
    let covered = gazetteer.covered(base.index)?;
    let area = unwrapped(&covered.area, base.place.point.lon);
    if !covered.is_approximate {
        return Some(area);
    }
    let holder = gazetteer
        .ancestors(base.index)
        .find_map(|holder| gazetteer.footprint(holder));
    let inside = holder
        .map(|holder| area.intersection(&unwrapped(&holder, base.place.point.lon)))
        .filter(|inside| !inside.0.is_empty());
    Some(inside.unwrap_or(area))
}

/// The part of a disc that lies in the place's country; `None` when that cannot be said.
fn within_country(
    gazetteer: &Gazetteer,
    base: &Base,
    circle: &MultiPolygon<f64>,
) -> Option<MultiPolygon<f64>> {
    // A town's disc is smaller than the errors of a country's outline.
    if base.place.precision <= PlacePrecision::Settlement {
        return None;
    }
    let country = gazetteer.polygon(base.place.country?)?;
    let inside = circle.intersection(&unwrapped(&country, base.place.point.lon));
    (!inside.0.is_empty()).then_some(inside)
}

/// The shape with longitudes that run on over ±180 around a longitude.
pub(super) fn unwrapped(shape: &MultiPolygon<f64>, lon: f64) -> MultiPolygon<f64> {
    // Each polygon moves as a whole: its own longitudes do not jump.
    let polygons = shape.iter().map(|polygon| {
        let middle = polygon
            .bounding_rect()
            .map_or(lon, |bounds| bounds.center().x);
        let shift = near(middle, lon) - middle;
        polygon.map_coords(|at| geo::Coord {
            x: at.x + shift,
            y: at.y,
        })
    });
    polygons.collect()
}

/// The shape with fewer vertices, less what is too thin or small to be seen; the whole shape when
/// nothing is left of that.
pub(super) fn simplified(shape: &MultiPolygon<f64>) -> MultiPolygon<f64> {
    let extent = shape
        .iter()
        .filter_map(|polygon| polygon.bounding_rect())
        .map(|bounds| bounds.width().max(bounds.height()))
        .fold(0.0, f64::max);
    let tolerance = extent * TOLERANCE;
    let ring = |line: &LineString<f64>| {
        let simple = line.simplify(tolerance);
        (simple.0.len() >= 4).then_some(simple)
    };
    let polygons = shape.iter().filter_map(|polygon| {
        let holes = polygon.interiors().iter().filter_map(ring).collect();
        Some(Polygon::new(ring(polygon.exterior())?, holes))
    });
    let simple: MultiPolygon<f64> = polygons.collect();
    if simple.0.is_empty() {
        shape.clone()
    } else {
        simple
    }
}

/// The middle of a shape's bounding box, as a centre for projections.
pub(super) fn middle(shape: &MultiPolygon<f64>) -> Option<LonLat> {
    let centre = shape.bounding_rect()?.center();
    Some(LonLat {
        lon: centre.x,
        lat: centre.y,
    })
}

/// The equal-area cylinder of a shape.
pub(super) fn cylinder(shape: &MultiPolygon<f64>) -> Option<Cylinder> {
    middle(shape).map(|centre| Cylinder { centre })
}
