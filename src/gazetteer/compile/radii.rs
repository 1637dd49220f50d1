//! The radius of a circle that covers a place, roughly, where the tables give none.

use super::footprints::{Footprints, Polygon};
use super::links::Links;
use crate::gazetteer::feature::{FeatureClass, precision};
use crate::gazetteer::table::PlaceRow;
use crate::place::{LonLat, PlacePrecision};

/// Inhabitants a square kilometre of a city (mean of the world's urban areas over 500,000
/// inhabitants in Demographia World Urban Areas 2023: about 4,300).
const URBAN_DENSITY: f64 = 4_300.0;
/// Radius of the smallest settlement, in kilometres.
const VILLAGE_KM: f64 = 1.0;
/// Radius of a site, in kilometres: the length of a runway or a camp.
const SITE_KM: f64 = 1.0;
/// Radius of a region of unknown size, in kilometres.
const REGION_KM: f64 = 50.0;
/// Radius of a second-order division with no place known inside, in kilometres.
const ADMIN2_KM: f64 = 20.0;
/// Share of the places inside a division that its circle covers.
const COVERED: f64 = 0.9;

/// One radius a row, in kilometres.
pub(super) fn radii(rows: &[PlaceRow<'_>], links: &Links, footprints: &Footprints) -> Vec<f32> {
    let spreads = spreads(rows, links);
    (0u32..)
        .zip(rows)
        .zip(spreads)
        .map(|((at, row), spread)| {
            row.radius_km.unwrap_or_else(|| {
                let outline = footprints
                    .get(&at)
                    .and_then(|outline| reach(row.point, outline));
                outline.or(spread).unwrap_or_else(|| by_kind(row)) as f32
            })
        })
        .collect()
}

/// Distance to the farthest vertex of the largest polygon.
fn reach(point: LonLat, outline: &[Polygon]) -> Option<f64> {
    let extent = |polygon: &Polygon| {
        let lats = polygon[0].iter().map(|vertex| vertex.lat);
        let lons = polygon[0].iter().map(|vertex| vertex.lon);
        let span = |values: &mut dyn Iterator<Item = f64>| {
            let (low, high) = values.fold((f64::MAX, f64::MIN), |(low, high), value| {
                (low.min(value), high.max(value))
            });
            high - low
        };
        span(&mut lats.into_iter()) * span(&mut lons.into_iter())
    };
    let largest = outline
        .iter()
        .max_by(|a, b| extent(a).total_cmp(&extent(b)))?;
    largest[0]
        .iter()
        .map(|vertex| vertex.distance_km(point))
        .max_by(f64::total_cmp)
}

/// For divisions and countries, the distance within which [`COVERED`] of the places inside lie.
fn spreads(rows: &[PlaceRow<'_>], links: &Links) -> Vec<Option<f64>> {
    let mut distances: Vec<Vec<f64>> = vec![Vec::new(); rows.len()];
    for (at, row) in rows.iter().enumerate() {
        if FeatureClass::of(row.feature_code) != FeatureClass::Populated {
            continue;
        }
        let country = row.country.and_then(|country| links.country(country));
        for container in [links.admin1[at], links.admin2[at], country]
            .into_iter()
            .flatten()
        {
            let distance = row.point.distance_km(rows[container as usize].point);
            distances[container as usize].push(distance);
        }
    }
    distances
        .into_iter()
        .map(|mut distances| {
            distances.sort_by(f64::total_cmp);
            let index = (distances.len() as f64 * COVERED) as usize;
            distances
                .get(index)
                .map(|distance| distance.max(VILLAGE_KM))
        })
        .collect()
}

fn by_kind(row: &PlaceRow<'_>) -> f64 {
    if let (Some(first), Some(last)) = (row.path.first(), row.path.last()) {
        return first.distance_km(*last) / 2.0;
    }
    match precision(row.feature_code) {
        PlacePrecision::Exact => SITE_KM,
        PlacePrecision::Settlement => {
            let area = row.population as f64 / URBAN_DENSITY;
            (area / std::f64::consts::PI).sqrt().max(VILLAGE_KM)
        }
        PlacePrecision::Admin2 => ADMIN2_KM,
        PlacePrecision::Admin1 | PlacePrecision::Country | PlacePrecision::Region => REGION_KM,
    }
}
