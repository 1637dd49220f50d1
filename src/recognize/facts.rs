//! What a document says of each surface, wherever it stands: one use in a clear context helps the
//! others.

use super::lattice::{Candidate, Kind};
use super::marks::Marks;
use super::people::People;
use super::runs;
use super::words::Cues;
use crate::gazetteer::{Gazetteer, Match as Named, PlaceIndex};
use crate::place::CountryCode;
use crate::text::Shape;
use rustc_hash::{FxHashMap, FxHashSet};
use std::hash::{Hash, Hasher};
use std::ops::Range;

/// Signs of a place name, and against one, in the words around a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Sign {
    /// Behind a preposition of place.
    Located,
    /// Behind "village of".
    OfPart,
    /// In the dateline.
    Dateline,
    /// Before a container: "**Paris**, Texas".
    HasContainer,
    /// Behind what it contains: "Paris, **Texas**".
    IsContainer,
    /// The name run goes on to the left.
    RunLeft,
    /// The name run goes on to the right.
    RunRight,
    /// The run to the right has a word of organisations.
    OrganisationRight,
    /// The run to the left has a given name or title before it.
    PersonLeft,
    /// Before "'s".
    Possessive,
    /// Beside a generic in lower case.
    Generic,
    /// Behind "Mr." or another title.
    Title,
    /// "University of" before.
    OrganisationOf,
    /// Before a verb of saying.
    Says,
}

/// Number of signs.
pub const SIGNS: usize = Sign::Says as usize + 1;

/// The signs of one candidate.
#[derive(Clone, Copy, Debug, Default)]
pub struct Signs(pub u32);

impl Signs {
    fn set(&mut self, sign: Sign, condition: bool) {
        self.0 |= u32::from(condition) << sign as u32;
    }

    /// Whether a sign is there.
    pub fn has(self, sign: Sign) -> bool {
        self.0 & 1 << sign as u32 != 0
    }
}

/// How often a surface has each sign.
#[derive(Clone, Copy, Debug, Default)]
struct Uses {
    count: u16,
    alone: u16,
    signs: [u16; SIGNS],
}

/// What is known of a document before its names are decided.
pub struct Facts<'m> {
    /// The tokens.
    pub marks: &'m Marks<'m>,
    /// Persons named.
    pub people: People,
    /// The name run of each candidate.
    pub runs: Vec<Range<usize>>,
    /// The signs of each candidate.
    pub signs: Vec<Signs>,
    /// Index of the candidate that contains each: "Paris, Texas".
    pub containers: Vec<Option<usize>>,
    keys: Vec<u64>,
    uses: FxHashMap<u64, Uses>,
    divisions: FxHashSet<PlaceIndex>,
    countries: FxHashSet<CountryCode>,
    /// Words in lower case.
    lower: FxHashSet<u64>,
}

/// Places of a candidate that are looked at for named divisions.
const MAX_LOOKED_AT: usize = 12;
/// Places of either name of a comma pair that are compared.
const MAX_COMPARED: usize = 64;

impl<'m> Facts<'m> {
    /// Reads a document's candidates.
    pub fn new(marks: &'m Marks<'m>, gazetteer: &Gazetteer, candidates: &[Candidate]) -> Facts<'m> {
        let mut facts = Facts {
            marks,
            people: People::find(marks),
            runs: Vec::with_capacity(candidates.len()),
            signs: Vec::with_capacity(candidates.len()),
            containers: vec![None; candidates.len()],
            keys: Vec::with_capacity(candidates.len()),
            uses: FxHashMap::default(),
            divisions: FxHashSet::default(),
            countries: FxHashSet::default(),
            lower: FxHashSet::default(),
        };
        facts.read_lower();
        facts.pair(gazetteer, candidates);
        facts.read_areas(gazetteer, candidates);
        let mut is_container = vec![false; candidates.len()];
        for parent in facts.containers.iter().flatten() {
            is_container[*parent] = true;
        }
        for (at, candidate) in candidates.iter().enumerate() {
            let run = runs::around(marks, &candidate.tokens);
            let mut signs = facts.signs_of(at, candidate, &run);
            signs.set(Sign::IsContainer, is_container[at]);
            let key = key(marks, &candidate.tokens);
            let uses = facts.uses.entry(key).or_default();
            uses.count += 1;
            uses.alone += u16::from(run == candidate.tokens);
            for (sign, count) in uses.signs.iter_mut().enumerate() {
                *count += u16::from(signs.0 & 1 << sign != 0);
            }
            facts.runs.push(run);
            facts.signs.push(signs);
            facts.keys.push(key);
        }
        facts
    }

    fn read_lower(&mut self) {
        for token in 0..self.marks.len() {
            if self.marks.shape(token) == Shape::Lower {
                self.lower.insert(hash_of(self.marks.folded(token)));
            }
        }
    }

    /// Finds comma pairs: "Paris, Texas", "Tripoli (Libya)", "Portland Ore.".
    fn pair(&mut self, gazetteer: &Gazetteer, candidates: &[Candidate]) {
        let mut first_at: FxHashMap<usize, usize> = FxHashMap::default();
        for (at, candidate) in candidates.iter().enumerate() {
            first_at.entry(candidate.tokens.start).or_insert(at);
        }
        for (at, candidate) in candidates.iter().enumerate() {
            let end = candidate.tokens.end;
            let mark = self.marks.is_mark(end, ",") || self.marks.is_mark(end, "(");
            let next = end + usize::from(mark);
            let Some(&first) = first_at.get(&next) else {
                continue;
            };
            let parents = (first..candidates.len())
                .take_while(|&parent| candidates[parent].tokens.start == next)
                .filter(|&parent| mark || candidates[parent].abbreviation);
            self.containers[at] = parents
                .filter(|&parent| contains(self.marks, gazetteer, &candidates[parent], candidate))
                .last();
        }
    }

    /// Countries and divisions that the document names, by names and adjectives.
    fn read_areas(&mut self, gazetteer: &Gazetteer, candidates: &[Candidate]) {
        for candidate in candidates {
            if candidate.kind == Kind::Demonym {
                let word = self.marks.folded(candidate.tokens.start);
                let countries = gazetteer.demonym(word).filter_map(|form| form.country);
                self.countries.extend(countries);
            }
            if !candidate.prominence.is_country && !candidate.prominence.is_division {
                continue;
            }
            for named in candidate.places(self.marks).take(MAX_LOOKED_AT) {
                let code = gazetteer.feature_code(named.place);
                if code == "ADM1" {
                    self.divisions.insert(named.place);
                } else if code.starts_with("PCL") {
                    self.countries.extend(gazetteer.country(named.place));
                }
            }
        }
    }

    fn signs_of(&self, at: usize, candidate: &Candidate, run: &Range<usize>) -> Signs {
        let marks = self.marks;
        let (start, end) = (candidate.tokens.start, candidate.tokens.end);
        let mut signs = Signs::default();
        let before = start.checked_sub(1);
        let right = end..run.end;
        signs.set(Sign::Located, is_located(marks, start));
        signs.set(Sign::OfPart, is_of_part(marks, start));
        signs.set(Sign::Dateline, marks.is_dateline(start));
        signs.set(Sign::HasContainer, self.containers[at].is_some());
        signs.set(Sign::RunLeft, run.start < start);
        signs.set(Sign::RunRight, run.end > end);
        let organisation = |i: usize| marks.cues(i).any(Cues::ORGANISATION);
        signs.set(Sign::OrganisationRight, right.into_iter().any(organisation));
        let person = |i: usize| marks.cues(i).any(Cues::GIVEN_NAME | Cues::TITLE);
        signs.set(Sign::PersonLeft, (run.start..start).any(person));
        signs.set(Sign::Possessive, marks.is_possessive(end));
        signs.set(Sign::Generic, candidate.generic.is_some());
        let title = |i: usize| marks.is_name(i) && marks.cues(i).any(Cues::TITLE);
        signs.set(Sign::Title, before.is_some_and(title));
        let organisation_of = start >= 2
            && marks.raw(start - 1) == "of"
            && marks.is_name(start - 2)
            && marks
                .cues(start - 2)
                .any(Cues::ORGANISATION | Cues::ORGANISATION_HEAD);
        signs.set(Sign::OrganisationOf, organisation_of);
        signs.set(Sign::Says, marks.lower_cues(end).any(Cues::SAYING));
        signs
    }

    /// How often the candidate's surface is in the document.
    pub fn count(&self, at: usize) -> usize {
        usize::from(self.uses[&self.keys[at]].count)
    }

    /// How often its other uses stand in no longer run.
    pub fn alone_elsewhere(&self, at: usize, is_alone: bool) -> usize {
        usize::from(self.uses[&self.keys[at]].alone) - usize::from(is_alone)
    }

    /// Signs that its other uses in the document have.
    pub fn signs_elsewhere(&self, at: usize) -> Signs {
        let uses = &self.uses[&self.keys[at]];
        let own = self.signs[at].0;
        let mut signs = Signs::default();
        for (sign, count) in uses.signs.iter().enumerate() {
            let others = count - u16::from(own & 1 << sign != 0);
            signs.0 |= u32::from(others > 0) << sign;
        }
        signs
    }

    /// Whether the document has the word in lower case.
    pub fn has_in_lower_case(&self, token: usize) -> bool {
        self.lower.contains(&hash_of(self.marks.folded(token)))
    }

    /// Whether some place of the name lies in a division, and in a country, that the document
    /// names.
    pub fn named_areas(&self, candidate: &Candidate, gazetteer: &Gazetteer) -> (bool, bool) {
        let (mut division, mut country) = (false, false);
        for named in candidate.places(self.marks).take(MAX_LOOKED_AT) {
            division |= gazetteer
                .admin1(named.place)
                .is_some_and(|admin1| admin1 != named.place && self.divisions.contains(&admin1));
            country |= gazetteer
                .country(named.place)
                .is_some_and(|code| self.countries.contains(&code));
        }
        (division, country)
    }
}

fn hash_of(word: &str) -> u64 {
    let mut hasher = rustc_hash::FxHasher::default();
    word.hash(&mut hasher);
    hasher.finish()
}

/// Stands for the folded surface.
fn key(marks: &Marks, tokens: &Range<usize>) -> u64 {
    let mut hasher = rustc_hash::FxHasher::default();
    for token in tokens.clone() {
        marks.folded(token).hash(&mut hasher);
    }
    hasher.finish()
}

fn contains(marks: &Marks, gazetteer: &Gazetteer, parent: &Candidate, child: &Candidate) -> bool {
    let parents: Vec<Named> = parent.places(marks).take(MAX_COMPARED).collect();
    let children: Vec<Named> = child.places(marks).take(MAX_COMPARED).collect();
    any_inside(gazetteer, &parents, &children)
}

/// Whether some place of the one name lies in some place of the other.
pub fn any_inside(gazetteer: &Gazetteer, parents: &[Named], children: &[Named]) -> bool {
    let parents = &parents[..parents.len().min(MAX_COMPARED)];
    children.iter().take(MAX_COMPARED).any(|child| {
        gazetteer
            .ancestors(child.place)
            .any(|ancestor| parents.iter().any(|parent| parent.place == ancestor))
    })
}

/// Whether a preposition of place stands before, or before "the" or a direction before it.
fn is_located(marks: &Marks, start: usize) -> bool {
    let mut i = start;
    while i > 0 {
        i -= 1;
        let cues = marks.cues(i);
        if marks.shape(i) != Shape::Mark && cues.any(Cues::LOCATION_PREPOSITION) {
            return !marks.is_name(i) || marks.is_first(i);
        }
        let steps_over = cues.any(Cues::DIRECTION) || matches!(marks.raw(i), "the" | "and");
        if !steps_over || start - i > 2 {
            return false;
        }
    }
    false
}

/// "the village of X", "the port of X".
fn is_of_part(marks: &Marks, start: usize) -> bool {
    start >= 2
        && marks.raw(start - 1) == "of"
        && marks.lower_cues(start - 2).any(Cues::PART | Cues::GENERIC)
}
