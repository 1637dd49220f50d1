//! Projections of the sphere for work around one point.

use crate::place::{EARTH_RADIUS_KM, LonLat};
use geo::{Coord, MapCoords, MultiPolygon};

/// A longitude within 180° of `centre`, running on over ±180.
pub(super) fn near(lon: f64, centre: f64) -> f64 {
    centre + (lon - centre + 540.0).rem_euclid(360.0) - 180.0
}

/// The azimuthal equidistant projection: kilometres east and north of a centre, true in distance
/// and direction from it.
///
/// Source: Snyder, Map Projections: A Working Manual (USGS 1395), chapter 25, on the sphere.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plane {
    pub centre: LonLat,
}

impl Plane {
    pub fn project(self, point: LonLat) -> Coord<f64> {
        let (lat0, lat) = (self.centre.lat.to_radians(), point.lat.to_radians());
        let turn = (point.lon - self.centre.lon).to_radians();
        let east = lat.cos() * turn.sin();
        let north = lat0.cos() * lat.sin() - lat0.sin() * lat.cos() * turn.cos();
        let sine = east.hypot(north);
        let cosine = lat0.sin() * lat.sin() + lat0.cos() * lat.cos() * turn.cos();
        let angle = sine.atan2(cosine);
        let scale = if sine > 1e-12 {
            EARTH_RADIUS_KM * angle / sine
        } else {
            EARTH_RADIUS_KM
        };
        Coord {
            x: east * scale,
            y: north * scale,
        }
    }

    pub fn point(self, at: Coord<f64>) -> LonLat {
        let distance = at.x.hypot(at.y);
        if distance < 1e-9 {
            return self.centre;
        }
        let angle = distance / EARTH_RADIUS_KM;
        let lat0 = self.centre.lat.to_radians();
        let sine = angle.cos() * lat0.sin() + at.y * angle.sin() * lat0.cos() / distance;
        let turn = (at.x * angle.sin())
            .atan2(distance * lat0.cos() * angle.cos() - at.y * lat0.sin() * angle.sin());
        LonLat {
            lon: self.centre.lon + turn.to_degrees(),
            lat: sine.clamp(-1.0, 1.0).asin().to_degrees(),
        }
    }

    /// A shape of the plane in degrees; longitudes run on over ±180.
    pub fn degrees(self, shape: &MultiPolygon<f64>) -> MultiPolygon<f64> {
        shape.map_coords(|at| {
            let point = self.point(at);
            Coord {
                x: point.lon,
                y: point.lat,
            }
        })
    }

    /// The plane's image of a shape in degrees.
    pub fn image(self, shape: &MultiPolygon<f64>) -> MultiPolygon<f64> {
        shape.map_coords(|at| {
            self.project(LonLat {
                lon: at.x,
                lat: at.y,
            })
        })
    }
}

/// The cylindrical equal-area projection with the parallel of `centre` true: areas are right
/// everywhere, parallels and meridians are straight.
///
/// Source: Snyder, chapter 10.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cylinder {
    pub centre: LonLat,
}

impl Cylinder {
    fn stretch(self) -> f64 {
        // Beyond 85° the cylinder would be thinner than its numbers are exact.
        self.centre.lat.clamp(-85.0, 85.0).to_radians().cos()
    }

    pub fn image(self, shape: &MultiPolygon<f64>) -> MultiPolygon<f64> {
        let stretch = self.stretch();
        shape.map_coords(|at| Coord {
            x: near(at.x, self.centre.lon).to_radians() * stretch,
            y: at.y.to_radians().sin() / stretch,
        })
    }

    pub fn degrees(self, shape: &MultiPolygon<f64>) -> MultiPolygon<f64> {
        let stretch = self.stretch();
        shape.map_coords(|at| Coord {
            x: (at.x / stretch).to_degrees(),
            y: (at.y * stretch).clamp(-1.0, 1.0).asin().to_degrees(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_plane_keeps_distances_and_comes_back(
            lon in -180.0..180.0f64, lat in -80.0..80.0f64, east in -900.0..900.0f64, north in -900.0..900.0f64,
        ) {
            let plane = Plane { centre: LonLat { lon, lat } };
            let at = plane.point(Coord { x: east, y: north });
            let back = plane.project(at);
            prop_assert!((back.x - east).abs() < 1e-6 && (back.y - north).abs() < 1e-6);
            let distance = plane.centre.distance_km(at);
            prop_assert!((distance - east.hypot(north)).abs() < 1e-6, "{distance}");
        }
    }
}
