//! All spans that could be place names, before it is decided which are.
//!
//! Unlike the longest match from left to right, the lattice keeps names inside names ("Paris" in
//! "Paris Police Department", "York" in "New York"), names with a generic behind ("Osun State"),
//! capitalised words that no gazetteer has, and adjectives.

use super::generic::Generic;
use super::lookup::{
    admits, beside, can_end, can_go_on, can_start, is_abbreviation, takes_generic,
};
use super::marks::Marks;
use super::prominence::Prominence;
use super::words::Cues;
use crate::gazetteer::inflect;
use crate::gazetteer::{Cases, Gazetteer, Match as Named, Matches, Walker};
use std::ops::Range;

/// Tokens of the longest name looked for, hyphens counted.
const MAX_TOKENS: usize = 12;
/// Words of the longest name that no gazetteer has.
const MAX_UNLISTED: usize = 3;
/// Words of a run of capitals in which unlisted names are looked for; longer ones are headlines.
const MAX_RUN: usize = 8;

/// Inhabitants from which a place stands before any other name with a hyphen. With it F1 rises by
/// .001 on LGL and .004 on TR-News and falls by .001 on GeoWebNews (`train_toponyms ../shared
/// --folds 5`, against none).
const PAIRED_POPULATION: u64 = 100_000;

/// Where a candidate comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A name of the gazetteer.
    Listed,
    /// Such a name with a capitalised generic behind it.
    WithGeneric,
    /// Capitalised words.
    Unlisted,
    /// An adjective or demonym.
    Demonym,
}

/// A span that could be a place name.
#[derive(Clone, Debug)]
pub struct Candidate<'g> {
    /// The tokens.
    pub tokens: Range<usize>,
    /// Where it comes from.
    pub kind: Kind,
    /// Its places in any writing; none when unlisted.
    places: Option<Matches<'g>>,
    /// The places of the name of which it is an inflected form.
    inflected: Vec<Named>,
    /// Tokens of the gazetteer's name: without the generic behind it.
    named: Range<usize>,
    /// What its places are at most.
    pub prominence: Prominence,
    /// Whether it is only so written with full stops or in capitals.
    pub abbreviation: bool,
    /// The generic beside it or in it.
    pub generic: Option<Generic>,
    /// Whether a longer listed name holds it.
    pub is_inner: bool,
}

impl<'g> Candidate<'g> {
    /// Its places in the text's writing, larger ones first.
    pub fn places<'m>(&self, marks: &Marks<'m>) -> impl Iterator<Item = Named> + use<'g, 'm> {
        let surface = marks.span(&self.named).of(marks.text.raw);
        let (written, begins_upper) = (Cases::of(surface), surface.starts_with(char::is_uppercase));
        self.places
            .clone()
            .into_iter()
            .flatten()
            .filter(move |named| admits(named.cases, written, begins_upper))
            .chain(self.inflected.clone())
    }
}

/// All candidates of a text, by first and then last token.
pub fn all<'g>(marks: &Marks, gazetteer: &'g Gazetteer) -> Vec<Candidate<'g>> {
    let mut lattice = Lattice {
        marks,
        gazetteer,
        found: Vec::new(),
        folded: String::new(),
    };
    let mut walker = gazetteer.walker();
    let is_polish = inflect::is_polish(marks.text.raw);
    let mut covered = 0;
    for start in 0..marks.len() {
        if !can_start(marks, start) {
            continue;
        }
        let first = lattice.found.len();
        lattice.listed(&mut walker, start);
        if lattice.found.len() == first {
            lattice.inflected(start, is_polish);
        }
        lattice.demonyms(start);
        let end = lattice.found[first..]
            .iter()
            .map(|candidate| candidate.tokens.end)
            .max()
            .unwrap_or(0);
        for candidate in &mut lattice.found[first..] {
            candidate.is_inner = candidate.tokens.end < end || candidate.tokens.end <= covered;
        }
        covered = covered.max(end);
    }
    lattice.without_halves();
    lattice.unlisted();
    let mut found = lattice.found;
    found.sort_by_key(|candidate| {
        (
            candidate.tokens.start,
            candidate.tokens.end,
            candidate.kind as u8,
        )
    });
    found
}

struct Lattice<'l, 'g> {
    marks: &'l Marks<'l>,
    gazetteer: &'g Gazetteer,
    found: Vec<Candidate<'g>>,
    folded: String,
}

impl<'g> Lattice<'_, 'g> {
    /// The gazetteer's names that start at a token, and each with a generic behind it.
    fn listed(&mut self, walker: &mut Walker<'g>, start: usize) {
        let marks = self.marks;
        walker.restart();
        let limit = marks.sentence(start).end.min(start + MAX_TOKENS);
        for end in start..limit {
            if end > start && !can_go_on(marks, end) || !walker.push(marks.folded(end)) {
                break;
            }
            if !can_end(marks, start, end) {
                continue;
            }
            if let Some(places) = walker.matches() {
                self.add_listed(places, start..end + 1);
            }
        }
    }

    /// Drops "Pont" of "Pont-Sonde": half of a name with a hyphen, unless the other half is listed
    /// too ("Israel-Lebanon") or it is a place that such pairs are made of ("Iran-Contra"). Drops
    /// "Aix" of "Aix-en-Othe" in any case: nobody writes a pair like that.
    fn without_halves(&mut self) {
        let marks = self.marks;
        let starts: Vec<usize> = self.found.iter().map(|found| found.tokens.start).collect();
        self.found.retain(|candidate| {
            let end = candidate.tokens.end;
            let known = &candidate.prominence;
            let is_half =
                marks.is_hyphen(end) && marks.is_name(end + 1) && !starts.contains(&(end + 1));
            let goes_on = marks.is_hyphen(end)
                && marks.cues(end + 1).any(Cues::HYPHEN_PARTICLE)
                && marks.is_hyphen(end + 2);
            if goes_on {
                return false;
            }
            !is_half
                || candidate.kind == Kind::Demonym
                || known.is_country
                || known.is_division
                || known.is_capital
                || known.population >= PAIRED_POPULATION
        });
    }

    /// The longest name that starts at a token and carries a case ending, a suffix or a clitic.
    fn inflected(&mut self, start: usize, is_polish: bool) {
        let marks = self.marks;
        if !inflect::may_inflect(marks.raw(start), is_polish) {
            return;
        }
        let end = marks.sentence(start).end.min(start + MAX_TOKENS);
        let words: Vec<&str> = (start..end)
            .take_while(|&at| at == start || can_go_on(marks, at))
            .map(|at| marks.raw(at))
            .collect();
        if let Some(found) = self.gazetteer.inflected(&words, is_polish) {
            self.add(None, found.places, start..start + found.words);
        }
    }

    fn add_listed(&mut self, places: Matches<'g>, named: Range<usize>) {
        self.add(Some(places), Vec::new(), named);
    }

    fn add(&mut self, places: Option<Matches<'g>>, inflected: Vec<Named>, named: Range<usize>) {
        let marks = self.marks;
        let mut candidate = Candidate {
            tokens: named.clone(),
            kind: Kind::Listed,
            places,
            inflected,
            named,
            prominence: Prominence::default(),
            abbreviation: false,
            generic: None,
            is_inner: false,
        };
        let Some(first) = candidate.places(marks).next() else {
            return;
        };
        candidate.abbreviation = is_abbreviation(first.cases)
            && candidate.places(marks).all(|n| is_abbreviation(n.cases));
        candidate.prominence = Prominence::of(self.gazetteer, candidate.places(marks));
        if takes_generic(marks, &candidate.tokens, candidate.abbreviation) {
            let next = candidate.tokens.end;
            let mut longer = candidate.clone();
            longer.tokens.end += 1;
            longer.kind = Kind::WithGeneric;
            longer.generic = Generic::of(marks.folded(next), marks.cues(next));
            self.found.push(longer);
        }
        candidate.generic = beside(marks, &candidate.tokens);
        self.found.push(candidate);
    }

    /// "Syrian", "Sri Lankan".
    fn demonyms(&mut self, start: usize) {
        let marks = self.marks;
        let mut add = |tokens: Range<usize>| {
            self.found.push(Candidate {
                tokens: tokens.clone(),
                kind: Kind::Demonym,
                places: None,
                inflected: Vec::new(),
                named: tokens,
                prominence: Prominence::default(),
                abbreviation: false,
                generic: None,
                is_inner: false,
            });
        };
        if self.gazetteer.demonym(marks.folded(start)).next().is_some() {
            add(start..start + 1);
        }
        if marks.is_name(start + 1) && !marks.is_hyphen(start + 1) {
            self.folded.clear();
            self.folded.push_str(marks.folded(start));
            self.folded.push(' ');
            self.folded.push_str(marks.folded(start + 1));
            if self.gazetteer.demonym(&self.folded).next().is_some() {
                add(start..start + 2);
            }
        }
    }

    /// Up to three capitalised words that are no name of the gazetteer.
    fn unlisted(&mut self) {
        let marks = self.marks;
        let mut listed: Vec<(usize, usize)> = self
            .found
            .iter()
            .map(|candidate| (candidate.tokens.start, candidate.tokens.end))
            .collect();
        listed.sort_unstable();
        let mut start = 0;
        while start < marks.len() {
            let mut end = start;
            while marks.is_name(end) && marks.is_dateline(end) == marks.is_dateline(start) {
                end += 1;
            }
            if end > start && end - start <= MAX_RUN {
                self.unlisted_in(start..end, &listed);
            }
            start = end.max(start + 1);
        }
    }

    fn unlisted_in(&mut self, run: Range<usize>, listed: &[(usize, usize)]) {
        for start in run.clone() {
            for end in start + 1..=run.end.min(start + MAX_UNLISTED) {
                let none = Cues::FUNCTION | Cues::CALENDAR | Cues::TITLE;
                if self.marks.cues(end - 1).any(none) {
                    break;
                }
                if listed.binary_search(&(start, end)).is_err() {
                    let generic = beside(self.marks, &(start..end));
                    self.found.push(Candidate {
                        tokens: start..end,
                        kind: Kind::Unlisted,
                        places: None,
                        inflected: Vec::new(),
                        named: start..end,
                        prominence: Prominence::default(),
                        abbreviation: false,
                        generic,
                        is_inner: false,
                    });
                }
            }
        }
    }
}
