//! The features of a candidate, for the model that decides which candidates are place names.
//!
//! All are indicators, hashed to 32 bits. Words enter by [`Marks::tag`]: common words as
//! themselves, all others by their shape and cues, so that the weights hold no names.

use super::facts::{Facts, Sign};
use super::lattice::{Candidate, Kind};
use super::prominence::Prominence;
use super::words::Cues;
use crate::gazetteer::Gazetteer;
use crate::text::SentenceKind;

/// Indicators of one candidate; reused for the next.
#[derive(Clone, Debug, Default)]
pub struct Features {
    /// The hashes.
    pub all: Vec<u32>,
    without: Option<Block>,
}

/// Groups of features, so that each can be left out and its worth measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Block {
    /// What the gazetteer says of the name.
    Gazetteer,
    /// Words before and after.
    Context,
    /// Persons, organisations, streets in and around it.
    Runs,
    /// Shape, case, place in the sentence, endings.
    Shape,
    /// Its other uses in the document, and what else the document names.
    Document,
}

/// Bits of the features' template numbers that tell the block.
const BLOCK: u32 = 1 << 8;

impl Features {
    /// Without one block; for measuring its worth.
    pub fn without(without: Option<Block>) -> Features {
        Features {
            all: Vec::new(),
            without,
        }
    }

    fn add(&mut self, block: Block, template: u32, values: &[u32]) {
        if self.without == Some(block) {
            return;
        }
        self.all
            .push(hashed(block as u32 * BLOCK + template, values));
    }

    /// Replaces the features by those of a candidate.
    pub fn of(
        &mut self,
        at: usize,
        candidates: &[Candidate],
        facts: &Facts,
        gazetteer: &Gazetteer,
    ) {
        self.all.clear();
        let candidate = &candidates[at];
        let view = View::new(at, candidate, facts);
        self.gazetteer(&view);
        self.context(&view);
        self.runs(&view);
        self.shape(&view);
        self.document(&view, gazetteer);
    }

    fn gazetteer(&mut self, v: &View) {
        use Block::Gazetteer as B;
        let p = &v.candidate.prominence;
        self.add(B, 0, &[v.kind]);
        self.add(B, 1, &[v.kind, v.words]);
        self.add(B, 2, &[v.kind, v.rank, v.words]);
        self.add(B, 3, &[v.kind, v.rank, u32::from(v.candidate.is_inner)]);
        for (number, flag) in flags(p).into_iter().enumerate() {
            if flag {
                self.add(B, 4, &[number as u32, v.words]);
            }
        }
        self.add(
            B,
            5,
            &[
                v.rank,
                logarithm(p.count as u64 * 10),
                u32::from(p.is_main_name),
            ],
        );
        self.add(B, 6, &[u32::from(v.candidate.abbreviation), v.rank]);
        if let Some(generic) = v.candidate.generic {
            self.add(B, 7, &[generic as u32, v.kind]);
        }
    }

    fn context(&mut self, v: &View) {
        use Block::Context as B;
        let marks = v.facts.marks;
        let tag = |at: Option<usize>| at.map_or(0, |at| marks.tag(at));
        let (before, before2) = (tag(v.start.checked_sub(1)), tag(v.start.checked_sub(2)));
        let (after, after2) = (tag(Some(v.end)), tag(Some(v.end + 1)));
        self.add(B, 0, &[v.kind, before]);
        self.add(B, 1, &[v.kind, after]);
        self.add(B, 2, &[before2, before]);
        self.add(B, 3, &[after, after2]);
        self.add(B, 4, &[before, after]);
        self.add(B, 5, &[v.rank, before]);
        self.add(B, 6, &[v.rank, after]);
        let cues = |at: Option<usize>| at.map_or(Cues::NONE, |at| marks.cues(at));
        let name = |at: Option<usize>| u32::from(at.is_some_and(|at| marks.is_name(at)));
        let b = v.start.checked_sub(1);
        for cue in cues(b).numbers() {
            self.add(B, 7, &[cue, name(b), v.kind]);
            self.add(B, 8, &[cue, name(b), v.rank]);
        }
        for cue in cues(Some(v.end)).numbers() {
            self.add(B, 9, &[cue, name(Some(v.end)), v.kind]);
            self.add(B, 10, &[cue, name(Some(v.end)), v.rank]);
        }
        for cue in cues(Some(v.end + 1)).numbers() {
            self.add(B, 11, &[cue, name(Some(v.end + 1)), name(Some(v.end))]);
        }
        let b2 = v.start.checked_sub(2);
        for cue in cues(b2).numbers() {
            self.add(B, 12, &[cue, name(b2), before]);
        }
    }

    fn runs(&mut self, v: &View) {
        use Block::Runs as B;
        let marks = v.facts.marks;
        let left = (v.start - v.run.start).min(3) as u32;
        let right = (v.run.end - v.end).min(3) as u32;
        self.add(B, 0, &[left, right, v.kind]);
        self.add(B, 1, &[left.min(1), right.min(1), v.rank]);
        if right > 0 {
            for cue in marks.cues(v.run.end - 1).numbers() {
                self.add(B, 2, &[cue, v.kind]);
            }
            self.add(B, 3, &[marks.tag(v.run.end - 1)]);
        }
        if left > 0 {
            for cue in marks.cues(v.run.start).numbers() {
                self.add(B, 4, &[cue, u32::from(marks.is_first(v.run.start))]);
            }
        }
        for cue in marks.cues(v.start).numbers() {
            self.add(B, 5, &[cue, v.words, v.kind]);
            self.add(B, 6, &[cue, left.min(1), right.min(1), v.rank]);
        }
        if v.words > 1 {
            for cue in marks.cues(v.end - 1).numbers() {
                self.add(B, 7, &[cue, v.kind]);
            }
        }
        let inside = (v.start..v.end).any(|i| marks.cues(i).any(Cues::ORGANISATION));
        let known = (v.start..v.end).any(|i| v.facts.people.knows(marks.folded(i)));
        self.add(B, 8, &[u32::from(inside), u32::from(known), v.rank]);
        for sign in 0..super::facts::SIGNS as u32 {
            if v.facts.signs[v.at].0 & 1 << sign != 0 {
                self.add(B, 9, &[sign, v.kind]);
                self.add(B, 10, &[sign, v.rank]);
            }
        }
        self.add(B, 11, &[v.facts.signs[v.at].0]);
    }

    fn shape(&mut self, v: &View) {
        use Block::Shape as B;
        let marks = v.facts.marks;
        let first = u32::from(marks.is_first(v.start));
        let loud = u32::from(marks.is_loud(v.start));
        let common = u32::from(marks.cues(v.start).any(Cues::COMMON | Cues::FUNCTION));
        self.add(
            B,
            0,
            &[
                marks.shape(v.start) as u32,
                marks.shape(v.end - 1) as u32,
                v.kind,
            ],
        );
        self.add(B, 1, &[marks.shape(v.start) as u32, v.rank, v.words]);
        self.add(B, 2, &[first, loud, common, v.words]);
        self.add(B, 3, &[first, loud, common, v.rank]);
        let word = marks.folded(v.end - 1);
        for letters in [2, 3, 4] {
            if let Some(ending) = ending(word, letters) {
                self.add(B, 4, &[super::words::hash(ending.as_bytes()), v.kind]);
            }
        }
        if v.words == 1 {
            self.add(B, 5, &[marks.tag(v.start)]);
            self.add(B, 6, &[(word.len() as u32).min(8), v.rank]);
        } else {
            self.add(B, 7, &[marks.tag(v.start), 0]);
            self.add(B, 7, &[marks.tag(v.end - 1), 1]);
        }
        let headline = marks
            .text
            .sentences
            .get(
                marks
                    .text
                    .sentence_at(marks.text.tokens[v.start].span.start),
            )
            .is_some_and(|sentence| sentence.kind == SentenceKind::Headline);
        self.add(B, 8, &[u32::from(headline), v.rank]);
    }

    fn document(&mut self, v: &View, gazetteer: &Gazetteer) {
        use Block::Document as B;
        let facts = v.facts;
        let elsewhere = facts.signs_elsewhere(v.at);
        for sign in 0..super::facts::SIGNS as u32 {
            if elsewhere.0 & 1 << sign != 0 {
                self.add(B, 0, &[sign, v.kind]);
                self.add(B, 1, &[sign, v.rank]);
            }
        }
        let count = logarithm(facts.count(v.at) as u64 * 10);
        let alone = facts.alone_elsewhere(v.at, v.run == &v.candidate.tokens);
        self.add(B, 2, &[count, v.rank]);
        self.add(B, 3, &[alone.min(2) as u32, count.min(4), v.kind]);
        let (division, country) = facts.named_areas(v.candidate, gazetteer);
        self.add(B, 4, &[u32::from(division), u32::from(country), v.rank]);
        self.add(B, 5, &[u32::from(division), v.words, v.kind]);
        let lower = u32::from(facts.has_in_lower_case(v.start));
        self.add(B, 6, &[lower, v.words, v.kind]);
        let located = u32::from(elsewhere.has(Sign::Located));
        let person = u32::from(elsewhere.has(Sign::PersonLeft) || elsewhere.has(Sign::Title));
        self.add(
            B,
            7,
            &[
                located,
                person,
                u32::from(facts.signs[v.at].has(Sign::Located)),
            ],
        );
    }
}

/// The hash of a feature: its template's number and its values.
pub fn hashed(template: u32, values: &[u32]) -> u32 {
    let mut hash = template.wrapping_mul(0x9e37_79b1);
    for value in values {
        hash = (hash.rotate_left(5) ^ value).wrapping_mul(0x9e37_79b1);
    }
    // The finish of MurmurHash3, so that the high bits depend on all of it.
    hash ^= hash >> 16;
    hash = hash.wrapping_mul(0x85eb_ca6b);
    hash ^= hash >> 13;
    hash = hash.wrapping_mul(0xc2b2_ae35);
    hash ^ hash >> 16
}

/// A candidate with what several blocks ask.
struct View<'v> {
    at: usize,
    candidate: &'v Candidate<'v>,
    facts: &'v Facts<'v>,
    run: &'v std::ops::Range<usize>,
    start: usize,
    end: usize,
    kind: u32,
    words: u32,
    /// How well known a place of the name is.
    rank: u32,
}

impl<'v> View<'v> {
    fn new(at: usize, candidate: &'v Candidate<'v>, facts: &'v Facts<'v>) -> View<'v> {
        View {
            at,
            candidate,
            facts,
            run: &facts.runs[at],
            start: candidate.tokens.start,
            end: candidate.tokens.end,
            kind: candidate.kind as u32,
            words: candidate.tokens.len().min(4) as u32,
            rank: rank(candidate),
        }
    }
}

/// Kinds of places in order, and inhabitants by powers of ten.
fn rank(candidate: &Candidate) -> u32 {
    let p = &candidate.prominence;
    match candidate.kind {
        Kind::Unlisted => 0,
        Kind::Demonym => 1,
        _ if p.is_country => 2,
        _ if p.is_division => 3,
        _ if p.is_capital => 4,
        _ if p.is_named_area && p.population == 0 => 5,
        _ if p.population == 0 && p.is_site => 6,
        _ => 7 + logarithm(p.population),
    }
}

/// Number of decimal digits, up to 7: buckets for counts and inhabitants.
fn logarithm(number: u64) -> u32 {
    number.checked_ilog10().map_or(0, |log| (log + 1).min(7))
}

fn flags(p: &Prominence) -> [bool; 9] {
    [
        p.is_country,
        p.is_division,
        p.is_capital,
        p.is_seat,
        p.is_named_area,
        p.is_site,
        p.is_settlement,
        p.is_main_name,
        p.is_minor_division,
    ]
}

/// The last letters of a word that is longer.
fn ending(word: &str, letters: usize) -> Option<&str> {
    let start = word.char_indices().rev().nth(letters - 1)?.0;
    (start > 0).then(|| &word[start..])
}
