//! A grid of latitude and longitude.

use crate::place::{EARTH_RADIUS_KM, LonLat};

/// Cells of equal degrees, counted from (−90°, −180°) eastwards, then northwards.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cells {
    per_degree: u32,
}

impl Cells {
    pub(crate) fn new(per_degree: u32) -> Cells {
        Cells { per_degree }
    }

    pub(crate) fn per_degree(self) -> u32 {
        self.per_degree
    }

    fn columns(self) -> u32 {
        360 * self.per_degree
    }

    fn rows(self) -> u32 {
        180 * self.per_degree
    }

    /// Number of cells.
    pub(crate) fn count(self) -> u32 {
        self.columns() * self.rows()
    }

    fn row_of(self, lat: f64) -> u32 {
        let row = (lat + 90.0) * f64::from(self.per_degree);
        (row.max(0.0) as u32).min(self.rows() - 1)
    }

    /// The column of a longitude, which may lie beyond ±180.
    fn column_of(self, lon: f64) -> i64 {
        ((lon + 180.0) * f64::from(self.per_degree)).floor() as i64
    }

    /// The cell of a point.
    pub(crate) fn of(self, point: LonLat) -> u32 {
        let column = self
            .column_of(point.lon)
            .rem_euclid(i64::from(self.columns()));
        self.row_of(point.lat) * self.columns() + column as u32
    }

    /// All cells that a rectangle touches; it does not cross the antimeridian.
    pub(crate) fn between(self, low: LonLat, high: LonLat) -> impl Iterator<Item = u32> {
        let last = i64::from(self.columns()) - 1;
        let west = self.column_of(low.lon).clamp(0, last) as u32;
        let east = self.column_of(high.lon).clamp(0, last) as u32;
        (self.row_of(low.lat)..=self.row_of(high.lat))
            .flat_map(move |row| (west..=east).map(move |column| row * self.columns() + column))
    }

    /// All cells that come within `km` of a point, each once, across the antimeridian too.
    pub(crate) fn around(self, point: LonLat, km: f64) -> impl Iterator<Item = u32> {
        let half_lat = (km / EARTH_RADIUS_KM).to_degrees();
        let (south, north) = (point.lat - half_lat, point.lat + half_lat);
        let (west, east) = (
            self.column_of(point.lon - half_longitude(point.lat, km)),
            self.column_of(point.lon + half_longitude(point.lat, km)),
        );
        let columns = i64::from(self.columns());
        let width = (east - west + 1).min(columns);
        (self.row_of(south)..=self.row_of(north)).flat_map(move |row| {
            (0..width)
                .map(move |step| row * self.columns() + (west + step).rem_euclid(columns) as u32)
        })
    }
}

/// Degrees of longitude that a circle of `km` reaches east and west; 180 when it holds a pole.
fn half_longitude(lat: f64, km: f64) -> f64 {
    let angle = km / EARTH_RADIUS_KM;
    let sine = angle.sin() / lat.to_radians().cos();
    if angle >= std::f64::consts::FRAC_PI_2 || sine.abs() >= 1.0 || !sine.is_finite() {
        return 180.0;
    }
    sine.asin().to_degrees()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lon: f64, lat: f64) -> LonLat {
        LonLat::new(lon, lat).expect("in range")
    }

    #[test]
    fn cells_around_a_point_reach_over_the_antimeridian() {
        let cells = Cells::new(1);
        let around: Vec<u32> = cells.around(at(179.9, 0.5), 50.0).collect();
        assert!(around.contains(&cells.of(at(-179.9, 0.5))));
        assert!(around.contains(&cells.of(at(179.9, 0.5))));
    }

    #[test]
    fn all_longitudes_are_near_a_pole() {
        let cells = Cells::new(1);
        let around: Vec<u32> = cells.around(at(0.0, 89.9), 100.0).collect();
        assert!(around.contains(&cells.of(at(-180.0, 89.9))));
        assert_eq!(
            around.len(),
            around
                .iter()
                .collect::<std::collections::BTreeSet<_>>()
                .len()
        );
    }
}
