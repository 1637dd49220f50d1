//! Places by position.

use super::cells::Cells;
use super::format::{Section, u32_at};
use super::{FeatureClass, Gazetteer, PlaceIndex};
use crate::place::LonLat;
use geo::{Coord, Rect};

/// Half the circumference of the Earth, in kilometres: nothing is farther.
const FARTHEST_KM: f64 = 20_020.0;
/// First radius in the search for the nearest settlement, in kilometres; doubled until one is in.
const FIRST_RING_KM: f64 = 10.0;

impl Gazetteer {
    /// The places within `km` of a point with their distances in kilometres, nearest first.
    pub fn near(&self, point: LonLat, km: f64) -> Vec<(PlaceIndex, f64)> {
        let mut found: Vec<(PlaceIndex, f64)> = self
            .rows_around(point, km)
            .map(|place| (place, self.point(place).distance_km(point)))
            .filter(|(_, distance)| *distance <= km)
            .collect();
        found.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
        found
    }

    /// The settlement nearest to a point, with its distance in kilometres.
    pub fn nearest_settlement(&self, point: LonLat) -> Option<(PlaceIndex, f64)> {
        let is_settlement =
            |(place, _): &(PlaceIndex, f64)| self.feature_class(*place) == FeatureClass::Populated;
        let rings = std::iter::successors(Some(FIRST_RING_KM), |km| {
            (*km < FARTHEST_KM).then_some(km * 2.0)
        });
        rings
            .map(|km| self.near(point, km))
            .find_map(|found| found.into_iter().find(is_settlement))
    }

    /// Rows of the cells that come within `km` of a point.
    fn rows_around(&self, point: LonLat, km: f64) -> impl Iterator<Item = PlaceIndex> {
        let starts = self.section(Section::GridStarts);
        let rows = self.section(Section::GridRows);
        let start = move |cell: u32| u32_at(starts, cell as usize + 1) as usize;
        Cells::new(u32_at(starts, 0))
            .around(point, km)
            .flat_map(move |cell| start(cell)..start(cell + 1))
            .map(move |at| PlaceIndex(u32_at(rows, at)))
    }

    /// The places of the cells that a rectangle of degrees touches.
    pub(super) fn in_bounds(&self, bounds: Rect<f64>) -> impl Iterator<Item = PlaceIndex> {
        let starts = self.section(Section::GridStarts);
        let rows = self.section(Section::GridRows);
        let start = move |cell: u32| u32_at(starts, cell as usize + 1) as usize;
        let corner = |at: Coord<f64>| LonLat {
            lon: at.x,
            lat: at.y,
        };
        Cells::new(u32_at(starts, 0))
            .between(corner(bounds.min()), corner(bounds.max()))
            .flat_map(move |cell| start(cell)..start(cell + 1))
            .map(move |at| PlaceIndex(u32_at(rows, at)))
    }

    /// The point of a place nearest to `near`: on the course of a line, else its own point.
    pub fn point_near(&self, index: PlaceIndex, near: LonLat) -> LonLat {
        let path: Vec<LonLat> = self.path(index).collect();
        path.windows(2)
            .map(|ends| nearest_on_segment(ends[0], ends[1], near))
            .min_by(|a, b| a.distance_km(near).total_cmp(&b.distance_km(near)))
            .unwrap_or_else(|| self.point(index))
    }
}

/// The point of a segment nearest to `near`, on a plane that touches the Earth there.
fn nearest_on_segment(from: LonLat, to: LonLat, near: LonLat) -> LonLat {
    let scale = near.lat.to_radians().cos();
    let east = |lon: f64| (lon - near.lon + 540.0).rem_euclid(360.0) - 180.0;
    let (x1, y1) = (east(from.lon) * scale, from.lat - near.lat);
    let (x2, y2) = (east(to.lon) * scale, to.lat - near.lat);
    let (dx, dy) = (x2 - x1, y2 - y1);
    let length = dx * dx + dy * dy;
    let share = if length > 0.0 {
        (-(x1 * dx + y1 * dy) / length).clamp(0.0, 1.0)
    } else {
        0.0
    };
    let turn = (to.lon - from.lon + 540.0).rem_euclid(360.0) - 180.0;
    LonLat {
        lon: (from.lon + share * turn + 540.0).rem_euclid(360.0) - 180.0,
        lat: from.lat + share * (to.lat - from.lat),
    }
}
