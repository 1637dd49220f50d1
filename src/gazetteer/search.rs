//! What `dateline gazetteer search` shows: by name (exact, then beginnings, then near misses), by
//! position, by what holds a place, by kind.

use super::fold::fold;
use super::format::Section;
use super::{FeatureClass, Gazetteer, PlaceIndex};
use crate::place::{CountryCode, LonLat};
use fst::automaton::{Automaton, Levenshtein, Str};
use fst::{IntoStreamer, Streamer};
use geo::{BoundingRect, Contains, MultiPolygon, Point, Rect};
use rustc_hash::FxHashSet;
use std::cmp::Reverse;

/// How a place was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum How {
    /// By the whole name.
    Exact,
    /// By the beginning of a name.
    Prefix,
    /// By a name with a letter or two changed.
    Typo,
    /// By where or what it is.
    Filter,
}

/// A place that was searched for.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The place.
    pub place: PlaceIndex,
    /// How it was found.
    pub how: How,
    /// The folded name it was found by; empty when it was not by a name.
    pub name: String,
    /// Kilometres from the point that was asked for.
    pub distance_km: Option<f64>,
}

/// What is searched for; a place fits when it fits everything that is given.
#[derive(Clone, Debug, Default)]
pub struct Query<'q> {
    /// A name, or nearly so.
    pub name: Option<&'q str>,
    /// A point, and kilometres around it.
    pub near: Option<(LonLat, f64)>,
    /// An area that its point lies in.
    pub within: Option<&'q MultiPolygon<f64>>,
    /// A country or division that holds it.
    pub inside: Option<PlaceIndex>,
    /// Its country.
    pub country: Option<CountryCode>,
    /// Kinds of features of which it is one; empty for all.
    pub features: Vec<FeatureFilter>,
    /// Most places to find.
    pub limit: usize,
}

/// Kinds of features.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FeatureFilter {
    /// All of a class.
    Class(FeatureClass),
    /// A code, `PPLA`.
    Code(String),
    /// Codes that begin so, `PPL*`.
    Family(String),
}

impl FeatureFilter {
    /// Reads a class letter, a code, or the beginning of codes and `*`.
    pub fn parse(text: &str) -> Option<FeatureFilter> {
        let text = text.to_ascii_uppercase();
        let is_code =
            |code: &str| !code.is_empty() && code.bytes().all(|c| c.is_ascii_alphanumeric());
        match text.strip_suffix('*') {
            Some(start) if is_code(start) => Some(FeatureFilter::Family(start.to_owned())),
            None if text.len() == 1 => {
                FeatureClass::of_letter(text.as_bytes()[0]).map(FeatureFilter::Class)
            }
            None if is_code(&text) => Some(FeatureFilter::Code(text)),
            _ => None,
        }
    }
}

/// Letters from which one, and two, may be changed: below, nearly every name is near another.
const ONE_EDIT: usize = 4;
const TWO_EDITS: usize = 8;

impl Gazetteer {
    /// The places that fit: with a name, exact names before beginnings before near misses, larger
    /// places first; near a point, the nearest first; otherwise larger places first.
    pub fn find(&self, query: &Query<'_>) -> Vec<Found> {
        let bounds = query.within.and_then(|area| area.bounding_rect());
        let fits = |found: &Found| self.fits(query, bounds, found);
        if let Some(name) = query.name {
            return self.by_name(name, query.limit, fits);
        }
        let mut found: Vec<Found> = match (query.near, bounds) {
            (Some((point, km)), _) => self.near(point, km).into_iter().map(at_distance).collect(),
            (None, Some(bounds)) => self.in_bounds(bounds).map(by_filter).collect(),
            (None, None) => self.places().map(by_filter).collect(),
        };
        found.retain(fits);
        if query.near.is_none() {
            found.sort_by_key(|found| self.rank(found.place));
        }
        found.truncate(query.limit);
        found
    }

    /// At most `limit` places called `name` or nearly so, in a country when one is given.
    pub fn search(&self, name: &str, country: Option<CountryCode>, limit: usize) -> Vec<Found> {
        self.find(&Query {
            name: Some(name),
            country,
            limit,
            ..Query::default()
        })
    }

    fn rank(&self, place: PlaceIndex) -> (Reverse<u64>, PlaceIndex) {
        (Reverse(self.population(place).unwrap_or(0)), place)
    }

    fn fits(&self, query: &Query<'_>, bounds: Option<Rect<f64>>, found: &Found) -> bool {
        let place = found.place;
        let point = self.point(place);
        let in_area = |area: &MultiPolygon<f64>| {
            let point = Point::new(point.lon, point.lat);
            bounds.is_some_and(|bounds| bounds.contains(&point)) && area.contains(&point)
        };
        query
            .country
            .is_none_or(|country| self.country(place) == Some(country))
            && query
                .near
                .is_none_or(|(centre, km)| point.distance_km(centre) <= km)
            && query
                .inside
                .is_none_or(|holder| self.is_inside(place, holder))
            && (query.features.is_empty()
                || query
                    .features
                    .iter()
                    .any(|filter| self.is_of(place, filter)))
            && query.within.is_none_or(in_area)
    }

    fn is_of(&self, place: PlaceIndex, filter: &FeatureFilter) -> bool {
        match filter {
            FeatureFilter::Class(class) => self.feature_class(place) == *class,
            FeatureFilter::Code(code) => self.feature_code(place) == code,
            FeatureFilter::Family(start) => self.feature_code(place).starts_with(start),
        }
    }

    fn by_name(&self, name: &str, limit: usize, fits: impl Fn(&Found) -> bool) -> Vec<Found> {
        let folded = fold(name);
        let mut found = Vec::new();
        if folded.is_empty() {
            return found;
        }
        let mut seen = FxHashSet::default();
        for how in [How::Exact, How::Prefix, How::Typo] {
            let mut tier = self.tier(how, &folded);
            tier.retain(&fits);
            tier.sort_by_key(|found| self.rank(found.place));
            for candidate in tier {
                if found.len() == limit {
                    return found;
                }
                if seen.insert(candidate.place) {
                    found.push(candidate);
                }
            }
        }
        found
    }

    fn tier(&self, how: How, folded: &str) -> Vec<Found> {
        match how {
            How::Exact => self.accepted(how, Str::new(folded)),
            How::Prefix => self.accepted(how, Str::new(folded).starts_with()),
            How::Filter => Vec::new(),
            How::Typo => {
                let edits = match folded.chars().count() {
                    TWO_EDITS.. => 2,
                    ONE_EDIT.. => 1,
                    _ => return Vec::new(),
                };
                // A query too long for the automaton has no near misses worth showing.
                Levenshtein::new(folded, edits)
                    .map(|near| self.accepted(how, near))
                    .unwrap_or_default()
            }
        }
    }

    /// The places of all names that an automaton accepts.
    fn accepted(&self, how: How, automaton: impl Automaton) -> Vec<Found> {
        let mut found = Vec::new();
        let Some(names) = self.automaton(Section::Names) else {
            return found;
        };
        let mut stream = names.search(automaton).into_stream();
        while let Some((name, posting)) = stream.next() {
            let name = String::from_utf8_lossy(name);
            found.extend(self.matches_from(posting.value()).map(|one| Found {
                place: one.place,
                how,
                name: name.clone().into_owned(),
                distance_km: None,
            }));
        }
        found
    }
}

fn by_filter(place: PlaceIndex) -> Found {
    Found {
        place,
        how: How::Filter,
        name: String::new(),
        distance_km: None,
    }
}

fn at_distance((place, km): (PlaceIndex, f64)) -> Found {
    Found {
        distance_km: Some(km),
        ..by_filter(place)
    }
}
