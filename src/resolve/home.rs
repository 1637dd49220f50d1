//! Where an outlet is at home: what "the county" means to its readers.
//!
//! A local paper names its own towns without a state. The home is given (`--outlet`), or follows
//! from the domain of the document's address by the table `outlets.tsv`.

use crate::gazetteer::{Gazetteer, PlaceIndex};
use crate::place::{CountryCode, LonLat};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// The place an outlet writes for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Home {
    /// Its point.
    pub point: LonLat,
    /// Its country.
    pub country: Option<CountryCode>,
    /// Its first-order division.
    pub admin1: Option<PlaceIndex>,
}

static OUTLETS: LazyLock<FxHashMap<&'static str, LonLat>> = LazyLock::new(|| {
    include_str!("outlets.tsv")
        .lines()
        .skip(1)
        .filter_map(|line| {
            let mut columns = line.split('\t');
            let (domain, _, lat, lon) = (
                columns.next()?,
                columns.next()?,
                columns.next()?.parse().ok()?,
                columns.next()?.parse().ok()?,
            );
            Some((domain, LonLat::new(lon, lat)?))
        })
        .collect()
});

impl Home {
    /// The home at a point: that of the nearest settlement.
    pub fn at(point: LonLat, gazetteer: &Gazetteer) -> Home {
        let nearest = gazetteer.nearest_settlement(point).map(|(place, _)| place);
        Home {
            point,
            country: nearest.and_then(|place| gazetteer.country(place)),
            admin1: nearest.and_then(|place| gazetteer.admin1(place)),
        }
    }

    /// The home of a place of the gazetteer.
    pub fn of(place: PlaceIndex, gazetteer: &Gazetteer) -> Home {
        Home {
            point: gazetteer.point(place),
            country: gazetteer.country(place),
            admin1: gazetteer.admin1(place),
        }
    }

    /// The place named by "Paris, Texas": the largest place of the first name that lies in a place
    /// of each of the others; `None` when there is none.
    pub fn named(name: &str, gazetteer: &Gazetteer) -> Option<PlaceIndex> {
        let mut parts = name.split(',').map(str::trim);
        let first = parts.next()?;
        let containers: Vec<Vec<PlaceIndex>> = parts
            .map(|part| gazetteer.lookup(part).map(|named| named.place).collect())
            .collect();
        gazetteer
            .lookup(first)
            .map(|named| named.place)
            .find(|place| {
                containers.iter().all(|container| {
                    gazetteer
                        .ancestors(*place)
                        .any(|ancestor| container.contains(&ancestor))
                })
            })
    }

    /// The home of the outlet at an address, when the table has its domain.
    pub fn of_url(url: &str, gazetteer: &Gazetteer) -> Option<Home> {
        let host = url.split_once("//").map_or(url, |(_, rest)| rest);
        let host = host
            .split(['/', ':', '?', '#'])
            .next()?
            .to_ascii_lowercase();
        let mut domain = host.as_str();
        loop {
            if let Some(point) = OUTLETS.get(domain) {
                return Some(Home::at(*point, gazetteer));
            }
            domain = domain.split_once('.')?.1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn homes_are_found_by_name_and_address() {
        let gazetteer = Gazetteer::embedded();
        let division = |home: Option<Home>| {
            home.and_then(|home| home.admin1)
                .map(|division| gazetteer.name(division).to_owned())
        };
        for (name, expected) in [
            ("Paris, Texas", Some("Texas")),
            ("Columbus, Ohio, United States", Some("Ohio")),
            ("Paris, Xyzzy", None),
        ] {
            let home = Home::named(name, gazetteer).map(|place| Home::of(place, gazetteer));
            assert_eq!(division(home).as_deref(), expected, "{name}");
        }
        for (url, expected) in [
            ("https://www.dispatch.com/story/1", Some("Ohio")),
            ("http://mercurynews.com", Some("California")),
            ("https://example.org/", None),
            ("", None),
        ] {
            let home = Home::of_url(url, gazetteer);
            assert_eq!(division(home).as_deref(), expected, "{url}");
        }
    }

    #[test]
    fn every_outlet_has_a_point() {
        let rows = include_str!("outlets.tsv").lines().skip(1).count();
        assert_eq!(OUTLETS.len(), rows);
    }
}
