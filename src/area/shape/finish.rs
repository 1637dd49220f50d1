//! The last step: cut at the antimeridian, the point, the radius.

use super::Unwrapped;
use super::plane::near;
use crate::place::LonLat;
use geo::orient::{Direction, Orient};
use geo::{
    Area, BooleanOps, BoundingRect, Centroid, Contains, Coord, InteriorPoint, MapCoords,
    MultiPolygon, Point, Polygon, Rect, unary_union,
};

/// Beyond this latitude a footprint would hold the pole, which no ring in degrees can.
const POLAR: f64 = 89.0;
/// Smallest part of a footprint that is kept, in square degrees: some 100 m square.
const SPECK: f64 = 1e-6;

/// An area ready for the analysis.
#[derive(Clone, Debug)]
pub(in crate::area) struct Finished {
    pub footprint: MultiPolygon<f64>,
    pub point: LonLat,
    pub radius_km: f64,
}

/// The footprint of a shape, with its point and radius; `None` when nothing of it is left.
pub(in crate::area) fn finish(area: &Unwrapped) -> Option<Finished> {
    let bounds = area.shape.bounding_rect()?;
    if bounds.max().y > POLAR || bounds.min().y < -POLAR {
        return None;
    }
    let mut footprint = cut(&area.shape, bounds);
    footprint
        .0
        .retain(|polygon| polygon.unsigned_area() > SPECK);
    // Rings that touch after the change from kilometres to degrees are joined here.
    let oriented = footprint.orient(Direction::Default);
    let joined = unary_union(&oriented).map_coords(|at| Coord {
        x: at.x.clamp(-180.0, 180.0),
        y: at.y,
    });
    let footprint = joined.orient(Direction::Default);
    let largest = footprint
        .iter()
        .max_by(|a, b| a.unsigned_area().total_cmp(&b.unsigned_area()))?;
    let point = point_in(&footprint, largest, area.point)?;
    let here = Point::new(point.lon, point.lat);
    let around = footprint.iter().find(|polygon| polygon.contains(&here));
    Some(Finished {
        radius_km: radius(around.unwrap_or(largest), point),
        point,
        footprint,
    })
}

/// The parts in each turn of the globe, moved to −180…180.
fn cut(shape: &MultiPolygon<f64>, bounds: Rect<f64>) -> MultiPolygon<f64> {
    if bounds.min().x >= -180.0 && bounds.max().x <= 180.0 {
        return shape.clone();
    }
    let turns = [-360.0, 0.0, 360.0].into_iter().flat_map(|turn| {
        let window = Rect::new(
            Coord {
                x: turn - 180.0,
                y: -90.0,
            },
            Coord {
                x: turn + 180.0,
                y: 90.0,
            },
        );
        let inside = shape.intersection(&window.to_polygon());
        inside
            .map_coords(|at| Coord {
                x: at.x - turn,
                y: at.y,
            })
            .0
    });
    turns.collect()
}

/// The wished point if it lies inside, else the middle of the largest part if that does, else
/// one that does.
fn point_in(
    footprint: &MultiPolygon<f64>,
    largest: &Polygon<f64>,
    wished: Option<LonLat>,
) -> Option<LonLat> {
    let wished = wished.map(|at| Point::new(LonLat::wrapped(at.lon), at.lat));
    let inside = wished
        .filter(|point| footprint.contains(point))
        .or_else(|| largest.centroid().filter(|point| largest.contains(point)))
        .or_else(|| largest.interior_point())?;
    LonLat::new(inside.x(), inside.y())
}

/// Distance from the point to the farthest corner of the part around it, in kilometres.
fn radius(part: &Polygon<f64>, point: LonLat) -> f64 {
    part.exterior()
        .coords()
        .map(|at| {
            point.distance_km(LonLat {
                lon: near(at.x, point.lon),
                lat: at.y,
            })
        })
        .fold(0.0, f64::max)
}
