//! The bounding box of a collection, also over the antimeridian (RFC 7946, 5.2).

use crate::place::LonLat;
use geojson::{GeometryValue, Position};

/// Degrees of longitude that are looked at apart when the widest gap is searched.
const BANDS: usize = 360;

/// The extent of positions, in constant memory.
pub struct Extent {
    /// Westernmost and easternmost longitude in each band of one degree.
    bands: [Option<(f64, f64)>; BANDS],
    south: f64,
    north: f64,
}

impl Default for Extent {
    fn default() -> Extent {
        Extent {
            bands: [None; BANDS],
            south: f64::INFINITY,
            north: f64::NEG_INFINITY,
        }
    }
}

impl Extent {
    /// Takes in the positions of a connected part: a point, a line, a ring.
    pub fn add(&mut self, part: &[LonLat]) {
        let west = part.iter().map(|at| at.lon).fold(f64::INFINITY, f64::min);
        let east = part
            .iter()
            .map(|at| at.lon)
            .fold(f64::NEG_INFINITY, f64::max);
        if west > east {
            return;
        }
        for point in part {
            self.south = self.south.min(point.lat);
            self.north = self.north.max(point.lat);
        }
        for band in band_of(west)..=band_of(east) {
            let start = band as f64 - 180.0;
            let (low, high) = (west.max(start), east.min(start + 1.0));
            let (old_low, old_high) = self.bands[band].unwrap_or((low, high));
            self.bands[band] = Some((old_low.min(low), old_high.max(high)));
        }
    }

    /// Takes in a geometry; of polygons the outer rings.
    pub fn add_geometry(&mut self, geometry: &GeometryValue) {
        match geometry {
            GeometryValue::Point { coordinates } => self.add_positions([coordinates]),
            GeometryValue::MultiPoint { coordinates } => {
                coordinates.iter().for_each(|at| self.add_positions([at]));
            }
            GeometryValue::LineString { coordinates } => self.add_positions(coordinates),
            GeometryValue::MultiLineString { coordinates } => {
                coordinates.iter().for_each(|line| self.add_positions(line));
            }
            GeometryValue::Polygon { coordinates } => {
                self.add_positions(coordinates.iter().take(1).flatten());
            }
            GeometryValue::MultiPolygon { coordinates } => coordinates
                .iter()
                .for_each(|rings| self.add_positions(rings.iter().take(1).flatten())),
            GeometryValue::GeometryCollection { geometries } => geometries
                .iter()
                .for_each(|geometry| self.add_geometry(&geometry.value)),
        }
    }

    fn add_positions<'a>(&mut self, part: impl IntoIterator<Item = &'a Position>) {
        let part = part.into_iter().filter_map(|at| match at.as_slice() {
            [lon, lat, ..] => Some(LonLat {
                lon: *lon,
                lat: *lat,
            }),
            _ => None,
        });
        self.add(&part.collect::<Vec<_>>());
    }

    /// `[west, south, east, north]`; west is greater than east when the box crosses the
    /// antimeridian. `None` when there is no position.
    ///
    /// It crosses when the ordinary box is wider than half the globe and the one over the
    /// antimeridian is not: all programs understand the ordinary one.
    pub fn bbox(&self) -> Option<[f64; 4]> {
        let taken: Vec<(f64, f64)> = self.bands.iter().flatten().copied().collect();
        let (west, east) = (taken.first()?.0, taken.last()?.1);
        let gap = taken
            .windows(2)
            .map(|pair| (pair[0].1, pair[1].0))
            .max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)));
        let (west, east) = match gap {
            Some((from, to)) if east - west > 180.0 && to - from > 180.0 => (to, from),
            _ => (west, east),
        };
        Some([west, self.south, east, self.north])
    }
}

fn band_of(lon: f64) -> usize {
    ((lon + 180.0).floor() as usize).min(BANDS - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn extent(parts: &[&[(f64, f64)]]) -> Option<[f64; 4]> {
        let mut extent = Extent::default();
        for part in parts {
            let part: Vec<_> = part
                .iter()
                .map(|(lon, lat)| LonLat {
                    lon: *lon,
                    lat: *lat,
                })
                .collect();
            extent.add(&part);
        }
        extent.bbox()
    }

    #[test]
    fn boxes() {
        type Lines = &'static [&'static [(f64, f64)]];
        let cases: [(Lines, Option<[f64; 4]>); 6] = [
            (&[], None),
            (&[&[(37.2, 36.2)]], Some([37.2, 36.2, 37.2, 36.2])),
            (
                &[&[(-77.0, 38.9)], &[(37.2, 36.2)]],
                Some([-77.0, 36.2, 37.2, 38.9]),
            ),
            // Fiji: 4 degrees over the antimeridian, not 356 the other way.
            (
                &[&[(178.0, -18.0)], &[(-178.0, -16.0)]],
                Some([178.0, -18.0, -178.0, -16.0]),
            ),
            // Los Angeles, London, Tokyo: wide either way.
            (
                &[&[(-118.2, 34.0)], &[(-0.1, 51.5)], &[(139.7, 35.7)]],
                Some([-118.2, 34.0, 139.7, 51.5]),
            ),
            (
                &[
                    &[(178.0, -18.0), (180.0, -17.0)],
                    &[(-180.0, -17.0), (-178.0, -16.0)],
                ],
                Some([178.0, -18.0, -178.0, -16.0]),
            ),
        ];
        for (parts, expected) in cases {
            assert_eq!(extent(parts), expected, "{parts:?}");
        }
    }
}
