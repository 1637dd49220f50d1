//! Which edges of the countries' outlines are borders.
//!
//! The outlines come from one topology: the edges of a border are in both to the last bit.

use super::Gazetteer;
use super::footprint::CountryBounds;
use crate::place::{CountryCode, LonLat};
use geo::{Coord, Line, LineString, MultiPolygon};
use rustc_hash::FxHashSet;

/// An edge of an outline without its direction, longitudes between −180 and 180.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct EdgeKey([(i32, i32); 2]);

impl EdgeKey {
    /// The key of an edge in degrees; the same for one a whole turn further.
    pub fn of(edge: &Line<f64>) -> EdgeKey {
        // The tables have four decimals; a turn of the globe may cost the last bits.
        let vertex = |at: Coord<f64>| {
            let units = |degrees: f64| (degrees * 1e5).round() as i32;
            (units(LonLat::wrapped(at.x)), units(at.y))
        };
        let (a, b) = (vertex(edge.start), vertex(edge.end));
        EdgeKey([a.min(b), a.max(b)])
    }
}

/// The edges of an outline, but for its cut at the antimeridian.
pub fn edges(shape: &MultiPolygon<f64>) -> impl Iterator<Item = Line<f64>> + '_ {
    let rings = shape
        .iter()
        .flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()));
    rings.flat_map(LineString::lines).filter(|edge| {
        let on_cut = |x: f64| LonLat::wrapped(x).abs() >= 179.9999;
        !(on_cut(edge.start.x) && on_cut(edge.end.x))
    })
}

impl Gazetteer {
    /// The edges that a country's outline has in common with others; `None` when it has none.
    ///
    /// Complexity: O(vertices of the country and its neighbours) on the first call for a country,
    /// O(log countries) after.
    pub fn border_edges(&self, country: CountryCode) -> Option<&FxHashSet<EdgeKey>> {
        let countries = self.country_bounds();
        let at = countries
            .binary_search_by_key(&country, |bounds| bounds.code)
            .ok()?;
        let own = &countries[at];
        Some(own.border.get_or_init(|| {
            let outline = self.keys(own);
            countries
                .iter()
                .filter(|other| other.code != country && own.meets(other))
                .flat_map(|other| self.keys(other))
                .filter(|key| outline.contains(key))
                .collect()
        }))
    }

    fn keys(&self, country: &CountryBounds) -> FxHashSet<EdgeKey> {
        let outline = self.footprint(country.place);
        let keys = outline.iter().flat_map(edges);
        keys.map(|edge| EdgeKey::of(&edge)).collect()
    }
}
