//! Administrative codes become links between rows.

use super::grid::Buckets;
use crate::gazetteer::feature::{FeatureClass, is_country};
use crate::gazetteer::table::PlaceRow;
use crate::place::CountryCode;
use rustc_hash::FxHashMap;

/// Farthest settlement that lends its division to a place without one, in kilometres.
const LENDING_KM: f64 = 50.0;

/// Gives places without a first-order division that of the nearest settlement of their country.
pub(super) fn fill_admin1(rows: &mut [PlaceRow<'_>]) {
    let lenders = |row: &PlaceRow<'_>| {
        !row.admin1.is_empty() && FeatureClass::of(row.feature_code) == FeatureClass::Populated
    };
    let buckets = Buckets::new(rows, lenders);
    for i in 0..rows.len() {
        let row = &rows[i];
        if !row.admin1.is_empty() || row.country.is_none() || !lies_in_one_division(row) {
            continue;
        }
        let nearest = buckets
            .within(row.point, LENDING_KM)
            .filter(|(at, _)| rows[*at].country == row.country)
            .min_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
        if let Some((at, _)) = nearest {
            rows[i].admin1 = rows[at].admin1;
        }
    }
}

/// Countries, continents, and features too long or wide for one division do not.
fn lies_in_one_division(row: &PlaceRow<'_>) -> bool {
    !is_country(row.feature_code)
        && !row.feature_code.starts_with("ADM1")
        && row.path.is_empty()
        && row
            .radius_km
            .is_none_or(|radius| f64::from(radius) < LENDING_KM)
}

/// The rows of each row's divisions, and of countries.
pub(super) struct Links {
    pub(super) admin1: Vec<Option<u32>>,
    pub(super) admin2: Vec<Option<u32>>,
    divisions: FxHashMap<(CountryCode, String), u32>,
    countries: FxHashMap<CountryCode, u32>,
}

impl Links {
    pub(super) fn new(rows: &[PlaceRow<'_>]) -> Links {
        let mut first = FxHashMap::default();
        let mut second = FxHashMap::default();
        let mut countries: FxHashMap<CountryCode, u32> = FxHashMap::default();
        for (at, row) in (0u32..).zip(rows) {
            let Some(country) = row.country else { continue };
            if row.feature_code == "ADM1" {
                first.entry((country, row.admin1)).or_insert(at);
            } else if row.feature_code == "ADM2" {
                second
                    .entry((country, row.admin1, row.admin2))
                    .or_insert(at);
            } else if is_country(row.feature_code) {
                let best = countries.entry(country).or_insert(at);
                if country_rank(row) > country_rank(&rows[*best as usize]) {
                    *best = at;
                }
            }
        }
        let admin1 = |row: &PlaceRow<'_>| first.get(&(row.country?, row.admin1)).copied();
        let admin2 = |row: &PlaceRow<'_>| {
            let key = (row.country?, row.admin1, row.admin2);
            second.get(&key).copied().filter(|_| !row.admin2.is_empty())
        };
        Links {
            admin1: rows.iter().map(admin1).collect(),
            admin2: rows.iter().map(admin2).collect(),
            divisions: first
                .into_iter()
                .map(|((country, code), at)| ((country, code.to_owned()), at))
                .collect(),
            countries,
        }
    }

    /// Row of a country.
    pub(super) fn country(&self, code: CountryCode) -> Option<u32> {
        self.countries.get(&code).copied()
    }

    /// Row of a first-order division.
    pub(super) fn division(&self, country: CountryCode, code: &str) -> Option<u32> {
        self.divisions.get(&(country, code.to_owned())).copied()
    }

    /// All countries in order of code.
    pub(super) fn countries(&self) -> Vec<(CountryCode, u32)> {
        let mut countries: Vec<_> = self
            .countries
            .iter()
            .map(|(code, row)| (*code, *row))
            .collect();
        countries.sort_unstable();
        countries
    }
}

/// States before territories, larger before smaller.
fn country_rank(row: &PlaceRow<'_>) -> (bool, u64) {
    (row.feature_code.starts_with("PCL"), row.population)
}
