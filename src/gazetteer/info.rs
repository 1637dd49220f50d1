//! What `dateline gazetteer info` shows.

use super::{FeatureClass, Gazetteer};
use crate::place::CountryCode;
use std::collections::BTreeMap;

/// What a gazetteer holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Info {
    /// Its identity.
    pub id: String,
    /// Bytes of the index file.
    pub bytes: usize,
    /// Number of places.
    pub places: usize,
    /// Number of different folded names.
    pub names: usize,
    /// Places by feature class.
    pub classes: BTreeMap<FeatureClass, usize>,
    /// Places by country.
    pub countries: BTreeMap<CountryCode, usize>,
    /// Tables it was made from, with their rows.
    pub sources: Vec<(String, usize)>,
}

impl Gazetteer {
    /// Counts what it holds.
    ///
    /// Complexity: one pass over the places.
    pub fn info(&self) -> Info {
        let mut classes = BTreeMap::new();
        let mut countries = BTreeMap::new();
        for place in self.places() {
            *classes.entry(self.feature_class(place)).or_default() += 1;
            if let Some(country) = self.country(place) {
                *countries.entry(country).or_default() += 1;
            }
        }
        Info {
            id: self.id(),
            bytes: self.data.bytes().len(),
            places: self.len(),
            names: self
                .automaton(super::format::Section::Names)
                .map_or(0, |names| names.len()),
            classes,
            countries,
            sources: self
                .meta("source")
                .filter_map(|line| {
                    let (name, rows) = line.split_once('\t')?;
                    Some((name.to_owned(), rows.parse().ok()?))
                })
                .collect(),
        }
    }
}
