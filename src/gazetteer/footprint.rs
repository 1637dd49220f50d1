//! Outlines of places; extents of divisions that have none.

use super::border::EdgeKey;
use super::format::{EXTENT_ENTRY, Section, i32_at, to_degrees, u32_at};
use super::{Gazetteer, PlaceIndex, keyed_range, point_at};
use crate::place::{CountryCode, LonLat};
use geo::{Coord, LineString, MultiPolygon, Polygon, Rect};
use rustc_hash::FxHashSet;
use std::sync::OnceLock;

/// Set on the first vertex index of a ring that starts a polygon.
const OUTER: u32 = 1 << 31;

/// A country with the corners of its outline's bounding box.
#[derive(Clone, Debug)]
pub struct CountryBounds {
    /// Its code.
    pub code: CountryCode,
    /// Its row.
    pub place: PlaceIndex,
    /// The south-western corner.
    pub low: LonLat,
    /// The north-eastern corner.
    pub high: LonLat,
    /// The edges of its borders, made when first asked for.
    pub(super) border: OnceLock<FxHashSet<EdgeKey>>,
}

impl CountryBounds {
    /// Whether the boxes of two countries touch. Only one that spans the globe, as those cut at
    /// the antimeridian do, can touch another beyond it.
    pub(super) fn meets(&self, other: &CountryBounds) -> bool {
        let apart = |low: f64, high: f64, other_low: f64, other_high: f64| {
            low > other_high || high < other_low
        };
        !apart(self.low.lat, self.high.lat, other.low.lat, other.high.lat)
            && !apart(self.low.lon, self.high.lon, other.low.lon, other.high.lon)
    }
}

impl Gazetteer {
    /// The bounding boxes of all countries that have an outline, in order of code.
    ///
    /// Complexity: O(vertices of all countries) on the first call, nothing after.
    pub fn country_bounds(&self) -> &[CountryBounds] {
        self.country_bounds.get_or_init(|| {
            self.countries()
                .filter_map(|(code, place)| {
                    let (low, high) = self.footprint_bounds(place)?;
                    Some(CountryBounds {
                        code,
                        place,
                        low,
                        high,
                        border: OnceLock::new(),
                    })
                })
                .collect()
        })
    }
}

/// What a place covers.
#[derive(Clone, Debug, PartialEq)]
pub struct Footprint {
    /// The area, cut at the antimeridian.
    pub area: MultiPolygon<f64>,
    /// Whether it is only the box around the places inside.
    pub is_approximate: bool,
}

impl Gazetteer {
    /// The outline of a place; of a division or country without one the box around the places
    /// inside, which is approximate.
    pub fn covered(&self, index: PlaceIndex) -> Option<Footprint> {
        let outline = self.footprint(index).map(|area| (area, false));
        let extent = || self.extent(index).map(|area| (area, true));
        let (area, is_approximate) = outline.or_else(extent)?;
        Some(Footprint {
            area,
            is_approximate,
        })
    }

    /// The box around the places inside a division or country without an outline.
    pub(super) fn extent(&self, index: PlaceIndex) -> Option<MultiPolygon<f64>> {
        let extents = self.section(Section::Extents);
        let entry = |at: usize| &extents[at * EXTENT_ENTRY..][..EXTENT_ENTRY];
        let (mut low, mut high) = (0, extents.len() / EXTENT_ENTRY);
        let count = high;
        while low < high {
            let middle = low + (high - low) / 2;
            match u32_at(entry(middle), 0) < index.0 {
                true => low = middle + 1,
                false => high = middle,
            }
        }
        if low == count || u32_at(entry(low), 0) != index.0 {
            return None;
        }
        let side = |i: usize| to_degrees(i32_at(entry(low), i));
        let (south, west, north, east) = (side(1), side(2), side(3), side(4));
        let part = |west: f64, east: f64| {
            let corner = |x: f64, y: f64| Coord { x, y };
            Rect::new(corner(west, south), corner(east, north)).to_polygon()
        };
        Some(match west <= east {
            true => MultiPolygon(vec![part(west, east)]),
            false => MultiPolygon(vec![part(west, 180.0), part(-180.0, east)]),
        })
    }

    /// The outline of a country, cut at the antimeridian; `None` when there is none.
    pub fn polygon(&self, country: CountryCode) -> Option<MultiPolygon<f64>> {
        self.footprint(self.country_by_code(country)?)
    }

    /// The outline of a country or first-order division; `None` when there is none.
    pub fn footprint(&self, index: PlaceIndex) -> Option<MultiPolygon<f64>> {
        let rings = keyed_range(self.section(Section::FootprintIndex), index.0);
        let mut polygons: Vec<(LineString<f64>, Vec<LineString<f64>>)> = Vec::new();
        for ring in rings {
            let (outer, line) = self.ring(ring);
            match polygons.last_mut() {
                Some((_, holes)) if !outer => holes.push(line),
                _ => polygons.push((line, Vec::new())),
            }
        }
        let polygons = polygons
            .into_iter()
            .map(|(outer, holes)| Polygon::new(outer, holes));
        let outline: MultiPolygon<f64> = polygons.collect();
        (!outline.0.is_empty()).then_some(outline)
    }

    /// The south-western and north-eastern corners of an outline's bounding box, from −180 to 180
    /// when the outline is cut at the antimeridian; `None` when there is no outline.
    fn footprint_bounds(&self, index: PlaceIndex) -> Option<(LonLat, LonLat)> {
        let rings = keyed_range(self.section(Section::FootprintIndex), index.0);
        let index = self.section(Section::Rings);
        let points = self.section(Section::RingPoints);
        let first = u32_at(index, rings.start) & !OUTER;
        let end = u32_at(index, rings.end) & !OUTER;
        let vertices = (first..end).map(|at| point_at(points, at as usize));
        vertices.fold(None, |bounds, at| {
            let (low, high) = bounds.unwrap_or((at, at));
            let low = LonLat {
                lon: low.lon.min(at.lon),
                lat: low.lat.min(at.lat),
            };
            let high = LonLat {
                lon: high.lon.max(at.lon),
                lat: high.lat.max(at.lat),
            };
            Some((low, high))
        })
    }

    /// Whether a ring starts a polygon, and its vertices.
    fn ring(&self, ring: usize) -> (bool, LineString<f64>) {
        let index = self.section(Section::Rings);
        let points = self.section(Section::RingPoints);
        let first = u32_at(index, ring);
        let end = u32_at(index, ring + 1) & !OUTER;
        let vertices = (first & !OUTER..end).map(|at| {
            let point = point_at(points, at as usize);
            Coord {
                x: point.lon,
                y: point.lat,
            }
        });
        let mut line: LineString<f64> = vertices.collect();
        line.close();
        (first & OUTER != 0, line)
    }
}
