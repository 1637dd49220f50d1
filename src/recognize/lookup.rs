//! Longest names of the gazetteer in the text.

use super::generic::Generic;
use super::marks::Marks;
use super::words::Cues;
use crate::gazetteer::inflect;
use crate::gazetteer::{Cases, Gazetteer, Match as Named, Walker};
use crate::span::Span;
use crate::text::Shape;
use std::ops::Range;

/// Tokens of the longest name looked for, hyphens counted.
const MAX_TOKENS: usize = 12;
/// Letters of the shortest name in a script without case: shorter ones are parts of words.
const MIN_CASELESS_BYTES: usize = 6;

/// Tokens that are a name, with the places of that name in this writing.
#[derive(Clone, Debug)]
pub struct Match {
    /// The tokens.
    pub tokens: Range<usize>,
    /// The places, larger ones first.
    pub named: Vec<Named>,
    /// Whether it is only so written with full stops or in capitals ("La.", "US").
    pub abbreviation: bool,
    /// The generic beside it or in it.
    pub generic: Option<Generic>,
}

/// The longest names of a text from left to right, without overlaps.
pub fn all(marks: &Marks, gazetteer: &Gazetteer) -> Vec<Match> {
    let mut walker = gazetteer.walker();
    let is_polish = inflect::is_polish(marks.text.raw);
    let mut matches = Vec::new();
    let mut at = 0;
    while at < marks.len() {
        let found =
            longest(marks, &mut walker, at).or_else(|| inflected(marks, gazetteer, is_polish, at));
        match found {
            Some(found) => {
                let found = with_generic(marks, found);
                at = found.tokens.end;
                matches.push(found);
            }
            None => at += 1,
        }
    }
    matches
}

/// The places of exactly these tokens; of the tokens without a generic at either end when the
/// whole is no name ("Osun State"); none when there are none.
pub fn exactly(marks: &Marks, gazetteer: &Gazetteer, tokens: Range<usize>, span: Span) -> Match {
    let named = |range: Range<usize>| -> Vec<Named> {
        let from = marks.text.tokens[range.start].span.start.max(span.start);
        let to = marks.text.tokens[range.end - 1].span.end.min(span.end);
        let surface = &marks.text.raw[from.min(to)..to];
        let all: Vec<Named> = gazetteer.lookup(surface).collect();
        let admitted: Vec<Named> = all
            .iter()
            .copied()
            .filter(|n| n.cases.admit(surface))
            .collect();
        if admitted.is_empty() { all } else { admitted }
    };
    let mut found = Match {
        named: named(tokens.clone()),
        generic: None,
        abbreviation: false,
        tokens: tokens.clone(),
    };
    if found.named.is_empty() && tokens.len() > 1 {
        let (first, last) = (tokens.start, tokens.end - 1);
        if let Some(generic) = Generic::of(marks.folded(last), marks.cues(last)) {
            found.named = named(first..last);
            found.generic = Some(generic);
        } else if marks
            .cues(first)
            .any(Cues::FUNCTION | Cues::GENERIC | Cues::DIRECTION)
        {
            found.named = named(first + 1..tokens.end);
            found.generic = Generic::of(marks.folded(first), marks.cues(first));
        }
    }
    found.abbreviation = is_abbreviation(&found.named);
    if found.generic.is_none() {
        found.generic = beside(marks, &found.tokens);
    }
    found
}

/// The longest name that starts at a token.
fn longest(marks: &Marks, walker: &mut Walker, start: usize) -> Option<Match> {
    if !can_start(marks, start) {
        return None;
    }
    walker.restart();
    let limit = marks.sentence(start).end.min(start + MAX_TOKENS);
    let mut best = None;
    for end in start..limit {
        if end > start && !can_go_on(marks, end) || !walker.push(marks.folded(end)) {
            break;
        }
        if !can_end(marks, start, end) {
            continue;
        }
        let Some(places) = walker.matches() else {
            continue;
        };
        let surface = marks.span(&(start..end + 1)).of(marks.text.raw);
        let shouted = marks.is_loud(start) || marks.is_dateline(start);
        let named: Vec<Named> = places
            .filter(|n| admits(n.cases, surface, shouted))
            .collect();
        if !named.is_empty() {
            best = Some(Match {
                tokens: start..end + 1,
                abbreviation: is_abbreviation(&named),
                named,
                generic: None,
            });
        }
    }
    best
}

/// The longest name that starts at a token and carries a case ending, a suffix or a clitic.
fn inflected(marks: &Marks, gazetteer: &Gazetteer, is_polish: bool, start: usize) -> Option<Match> {
    if !can_start(marks, start) || !inflect::may_inflect(marks.raw(start), is_polish) {
        return None;
    }
    let end = marks.sentence(start).end.min(start + MAX_TOKENS);
    let words: Vec<&str> = (start..end)
        .take_while(|&at| at == start || can_go_on(marks, at))
        .map(|at| marks.raw(at))
        .collect();
    let found = gazetteer.inflected(&words, is_polish)?;
    Some(Match {
        tokens: start..start + found.words,
        abbreviation: is_abbreviation(&found.places),
        named: found.places,
        generic: None,
    })
}

/// Whether a name can be written as `surface`; where everything is in capitals, a short word in
/// capitals is no abbreviation and its capitals say nothing.
fn admits(cases: Cases, surface: &str, _shouted: bool) -> bool {
    cases.admit(surface) && !(cases == Cases::LOWER && surface.starts_with(char::is_uppercase))
}

fn is_abbreviation(named: &[Named]) -> bool {
    !named.is_empty()
        && named.iter().all(|n| {
            !n.cases.intersects(
                Cases::CAPITALIZED
                    .union(Cases::CASELESS)
                    .union(Cases::LOWER),
            )
        })
}

fn can_start(marks: &Marks, start: usize) -> bool {
    let caseless = marks.shape(start) == Shape::Caseless
        && marks.text.tokens[start].span.len() >= MIN_CASELESS_BYTES;
    let particle = marks.cues(start).any(Cues::NAME_PARTICLE)
        && marks.is_hyphen(start + 1)
        && marks.is_name(start + 2);
    // "O'Brien-Paris", "Trans-Pacific": a name does not start behind a hyphen, but a pair's
    // second place does; the judge tells them apart.
    marks.is_name(start) || caseless || particle
}

/// Whether a name may go on with a token: words, and hyphens or apostrophes without blanks.
fn can_go_on(marks: &Marks, at: usize) -> bool {
    match marks.shape(at) {
        Shape::Mark => marks.is_hyphen(at) || marks.is_mark(at, "&"),
        Shape::Lower => !marks.is_possessive(at),
        _ => true,
    }
}

/// A name ends in a capitalised word, or in lower case behind a hyphen ("Aix-les-bains").
fn can_end(marks: &Marks, start: usize, end: usize) -> bool {
    end == start && !marks.is_lower(end)
        || marks.is_name(end)
        || marks.shape(end) == Shape::Caseless
        || marks.shape(end) == Shape::Number && end > start
        || marks.is_lower(end) && end > start && marks.is_hyphen(end - 1) && !is_suffix(marks, end)
}

fn is_suffix(marks: &Marks, at: usize) -> bool {
    marks
        .cues(at)
        .any(Cues::AFFILIATION_SUFFIX | Cues::BASED_SUFFIX)
}

/// A capitalised generic behind the name belongs to it ("Osun State"), unless an organisation's
/// name goes on ("Cook County Jail", "Washington State University"); one in lower case, or before
/// "of", is outside and only guides.
fn with_generic(marks: &Marks, mut found: Match) -> Match {
    let next = found.tokens.end;
    let inside = Cues::DIVISION_GENERIC | Cues::WATER_GENERIC | Cues::LAND_GENERIC;
    let extends = marks.is_name(next)
        && marks.cues(next).any(inside)
        && !marks.is_name(next + 1)
        && !marks.is_loud(next)
        && !found.abbreviation
        && !marks.is_dateline(next)
        && marks.sentence(found.tokens.start).contains(&next);
    if extends {
        found.tokens.end += 1;
        found.generic = Generic::of(marks.folded(next), marks.cues(next));
    } else {
        found.generic = beside(marks, &found.tokens);
    }
    found
}

/// The generic in lower case behind a name, or the one before "of" or directly before it.
fn beside(marks: &Marks, tokens: &Range<usize>) -> Option<Generic> {
    let next = tokens.end;
    if next < marks.len() && marks.lower_cues(next).any(Cues::GENERIC) && !marks.is_possessive(next)
    {
        return Generic::of(marks.folded(next), marks.cues(next));
    }
    let mut before = tokens.start.checked_sub(1)?;
    if marks.raw(before) == "of" {
        before = before.checked_sub(1)?;
        let word = marks.folded(before);
        // "the capital of X" and "the state of X" say nothing of X itself.
        if !marks
            .cues(before)
            .any(Cues::SETTLEMENT_GENERIC | Cues::DIVISION_GENERIC)
            || matches!(
                word,
                "capital" | "state" | "region" | "outskirts" | "cities" | "towns"
            )
            || word.ends_with('s') && !word.ends_with("ss")
        {
            return None;
        }
        return Generic::of(word, marks.cues(before));
    }
    let water = Cues::WATER_GENERIC | Cues::LAND_GENERIC;
    if marks.is_name(before) && marks.cues(before).any(water) {
        return Generic::of(marks.folded(before), marks.cues(before));
    }
    None
}
