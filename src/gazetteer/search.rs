//! What `dateline gazetteer search` shows: exact names, then beginnings, then near misses.

use super::fold::fold;
use super::format::Section;
use super::{Gazetteer, PlaceIndex};
use crate::place::CountryCode;
use fst::automaton::{Automaton, Levenshtein, Str};
use fst::{IntoStreamer, Streamer};
use rustc_hash::FxHashSet;

/// How a place was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum How {
    /// By the whole name.
    Exact,
    /// By the beginning of a name.
    Prefix,
    /// By a name with a letter or two changed.
    Typo,
}

/// A place that was searched for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The place.
    pub place: PlaceIndex,
    /// How it was found.
    pub how: How,
    /// The folded name it was found by.
    pub name: String,
}

/// Letters from which one, and two, may be changed: below, nearly every name is near another.
const ONE_EDIT: usize = 4;
const TWO_EDITS: usize = 8;

impl Gazetteer {
    /// At most `limit` places called `name` or nearly so, in a country when one is given: exact
    /// names before beginnings before near misses, larger places first.
    pub fn search(&self, name: &str, country: Option<CountryCode>, limit: usize) -> Vec<Found> {
        let folded = fold(name);
        let mut found = Vec::new();
        if folded.is_empty() {
            return found;
        }
        let mut seen = FxHashSet::default();
        for how in [How::Exact, How::Prefix, How::Typo] {
            let mut tier = self.tier(how, &folded);
            tier.retain(|found| country.is_none() || self.country(found.place) == country);
            tier.sort_by_key(|found| {
                let population = self.population(found.place).unwrap_or(0);
                (std::cmp::Reverse(population), found.place)
            });
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
            }));
        }
        found
    }
}
