//! Administrative codes become links between rows.

use super::grid::Grid;
use super::places::{Order, Places, Row};
use crate::gazetteer::feature::FeatureClass;
use crate::gazetteer::format::NONE;
use crate::place::CountryCode;
use rustc_hash::{FxHashMap, FxHashSet};

/// Farthest settlement that lends its division to a place without one, in kilometres.
const LENDING_KM: f64 = 50.0;

/// Gives places without a first-order division that of the nearest settlement of their country.
pub(super) fn fill_admin1(places: &mut Places, order: &Order) {
    let chosen = |is_chosen: &dyn Fn(u32) -> bool| -> Vec<u32> {
        let rows = order.given.iter().copied();
        rows.filter(|at| is_chosen(*at)).collect()
    };
    let borrowers = chosen(&|at| is_borrower(places, at));
    // Where hardly a settlement has a division, a grid of all places would be searched in vain.
    let wanted: FxHashSet<[u8; 2]> = borrowers.iter().map(|at| places.row(*at).country).collect();
    let lenders = chosen(&|at| is_lender(places, at) && wanted.contains(&places.row(at).country));
    let grid = Grid::of(places, &lenders);
    let lent: Vec<(u32, u32)> = borrowers
        .into_iter()
        .filter_map(|at| Some((at, lender(places, &grid, at)?)))
        .collect();
    for (at, admin1) in lent {
        places.row_mut(at).admin1 = admin1;
    }
}

/// Radii in which a lender is looked for, in kilometres, the nearest first: where settlements are
/// many, few of them are looked at.
const RINGS_KM: [f64; 4] = [3.0, 8.0, 20.0, LENDING_KM];

/// The division of the nearest settlement of the same country.
fn lender(places: &Places, grid: &Grid, at: u32) -> Option<u32> {
    let (borrower, point) = (places.row(at), places.point(at));
    let nearest_within = |km: f64| {
        grid.around(point, km)
            .filter(|other| places.row(*other).country == borrower.country)
            .map(|other| (places.point(other).distance_km(point), other))
            .filter(|(distance, _)| *distance <= km)
            .min_by(|a, b| {
                let id = |other: u32| places.row(other).id;
                a.0.total_cmp(&b.0).then(id(a.1).cmp(&id(b.1)))
            })
    };
    let (_, nearest) = RINGS_KM.into_iter().find_map(nearest_within)?;
    Some(places.row(nearest).admin1)
}

fn is_lender(places: &Places, at: u32) -> bool {
    places.row(at).admin1 != NONE && places.kind(at).class == FeatureClass::Populated
}

/// Countries, continents, and features too long or wide for one division lie in none.
fn is_borrower(places: &Places, at: u32) -> bool {
    let (row, kind) = (places.row(at), places.kind(at));
    row.admin1 == NONE
        && row.country != [0; 2]
        && !kind.is_country
        && !places.feature_code(at).starts_with("ADM1")
        && f64::from(row.radius_km) < LENDING_KM
        && !places.paths.contains_key(&at)
}

/// The rows, as given, of divisions and countries.
pub(super) struct Links {
    /// Row of the division by key; [`NONE`] without one.
    divisions: Vec<u32>,
    countries: FxHashMap<CountryCode, u32>,
}

impl Links {
    /// `known` says which row a key or a country is where the code lists do.
    pub(super) fn new(places: &Places, order: &Order, known: &Known) -> Links {
        let mut links = Links {
            divisions: vec![NONE; places.keys.len()],
            countries: FxHashMap::default(),
        };
        for at in order.given.iter().copied() {
            let (row, kind) = (places.row(at), places.kind(at));
            let key = match kind {
                _ if kind.is_admin1 => row.admin1,
                _ if kind.is_admin2 => row.admin2,
                _ => NONE,
            };
            if key != NONE && links.divisions[key as usize] == NONE {
                links.divisions[key as usize] = at;
            }
            if kind.is_country
                && let Some(country) = places.country(at)
            {
                let best = links.countries.entry(country).or_insert(at);
                if country_rank(places, at) > country_rank(places, *best) {
                    *best = at;
                }
            }
        }
        let is_there = |row: &u32| order.of(*row) != NONE;
        for (key, row) in &known.divisions {
            let found = &mut links.divisions[*key as usize];
            if *found == NONE && is_there(row) {
                *found = *row;
            }
        }
        let known = known.countries.iter().filter(|(_, row)| is_there(row));
        links
            .countries
            .extend(known.map(|(country, row)| (*country, *row)));
        links
    }

    /// Row of the division with a key; [`NONE`] without one.
    pub(super) fn division(&self, key: u32) -> u32 {
        match key {
            NONE => NONE,
            key => self.divisions[key as usize],
        }
    }

    /// Row of the division with these codes.
    pub(super) fn division_of(
        &self,
        places: &Places,
        country: CountryCode,
        code: &str,
    ) -> Option<u32> {
        let key = places.keys.find(&format!("{country}.{code}"))?;
        Some(self.divisions[key as usize]).filter(|row| *row != NONE)
    }

    /// Rows that hold a row: its divisions and its country.
    pub(super) fn containers(&self, row: &Row) -> impl Iterator<Item = u32> {
        let country = std::str::from_utf8(&row.country)
            .ok()
            .and_then(CountryCode::new);
        let country = country.and_then(|country| self.country(country));
        [self.division(row.admin1), self.division(row.admin2)]
            .into_iter()
            .chain(country)
            .filter(|at| *at != NONE)
    }

    /// Row of a country.
    pub(super) fn country(&self, code: CountryCode) -> Option<u32> {
        self.countries.get(&code).copied()
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

    /// Keys of divisions with their rows, in order of the key.
    pub(super) fn keyed<'p>(&'p self, places: &'p Places) -> impl Iterator<Item = (&'p str, u32)> {
        places
            .keys
            .sorted()
            .into_iter()
            .map(|key| (places.keys.get(key), self.division(key)))
            .filter(|(_, row)| *row != NONE)
    }
}

/// Rows, as given, that code lists name.
#[derive(Default)]
pub(crate) struct Known {
    /// By key of the division; used where no place has the key.
    pub divisions: FxHashMap<u32, u32>,
    /// By country; used before all others.
    pub countries: FxHashMap<CountryCode, u32>,
}

/// States before territories, larger before smaller, lower ids before higher.
fn country_rank(places: &Places, at: u32) -> (bool, u64, std::cmp::Reverse<u64>) {
    let row = places.row(at);
    let is_state = places.feature_code(at).starts_with("PCL");
    (is_state, row.population, std::cmp::Reverse(row.id))
}
