//! Outlines of countries and first-order divisions.

use super::format::{Section, u32_at};
use super::{Gazetteer, PlaceIndex, keyed_range, point_at};
use crate::place::{CountryCode, LonLat};
use geo::{Coord, LineString, MultiPolygon, Polygon};

/// Set on the first vertex index of a ring that starts a polygon.
const OUTER: u32 = 1 << 31;

/// A country with the corners of its outline's bounding box.
#[derive(Clone, Copy, Debug)]
pub struct CountryBounds {
    /// Its code.
    pub code: CountryCode,
    /// Its row.
    pub place: PlaceIndex,
    /// The south-western corner.
    pub low: LonLat,
    /// The north-eastern corner.
    pub high: LonLat,
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
                    })
                })
                .collect()
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
