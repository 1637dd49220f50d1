//! What `dateline gazetteer info` shows.

use super::compile::{Rank, Source};
use super::format::Section;
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
    /// What it was made from.
    pub sources: Vec<SourceInfo>,
    /// What its data asks to be said of it.
    pub licences: Vec<String>,
}

/// What a gazetteer was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceInfo {
    /// Name of the table or file.
    pub name: String,
    /// Rows it had.
    pub rows: usize,
    /// Places whose last word is its.
    pub places: usize,
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
                .automaton(Section::Names)
                .map_or(0, |names| names.len()),
            classes,
            countries,
            sources: self.source_infos(),
            licences: self.meta("licence").map(str::to_owned).collect(),
        }
    }

    fn source_infos(&self) -> Vec<SourceInfo> {
        let mut places = [0; 256];
        for origin in self.section(Section::Origins) {
            places[usize::from(*origin)] += 1;
        }
        let counted = places.into_iter().chain(std::iter::repeat(0));
        self.sources()
            .into_iter()
            .zip(counted)
            .map(|(source, places)| SourceInfo {
                name: source.name,
                rows: source.rows,
                places,
            })
            .collect()
    }

    /// What it was made from, in the order of the origins of rows.
    pub(crate) fn sources(&self) -> Vec<Source> {
        self.meta("source")
            .filter_map(|line| {
                let mut fields = line.split('\t');
                Some(Source {
                    name: fields.next()?.to_owned(),
                    rows: fields.next()?.parse().ok()?,
                    rank: Rank::parse(fields.next()?)?,
                })
            })
            .collect()
    }
}
