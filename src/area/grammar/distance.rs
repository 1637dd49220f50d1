//! Distances: "20 km south of Kyiv", "about 15 miles from Homs", "10 km from the Turkish border".

use super::{Plan, Reading, distributed, phrase};
use crate::area::tape::Tape;
use crate::text::Shape;

/// Words that may stand between a distance and its direction.
const FILLERS: &[&str] = &[
    "to", "the", "further", "farther", "just", "away", "due", "or", "so", "inland",
];
/// How many of them.
const FILLED: usize = 3;
/// Kilometres in a nautical mile.
const NAUTICAL_MILE_KM: f64 = 1.852;
/// No distance in news is longer than this from a named place, in kilometres.
const LONGEST_KM: f64 = 600.0;

/// A distance from a place, with or without a direction.
pub(super) fn read(tape: &Tape<'_>, at: usize) -> Option<Reading> {
    let (km, mut next) = length(tape, at)?;
    if !(0.05..=LONGEST_KM).contains(&km) {
        return None;
    }
    let within = at
        .checked_sub(1)
        .is_some_and(|before| tape.is(before, &["within"]));
    let mut compass = Vec::new();
    for _ in 0..=FILLED {
        if let Some(heading) = tape.heading(next).filter(|heading| !heading.is_adjective) {
            next = heading.tokens.end;
            compass = heading.compass;
            break;
        }
        if !tape.is(next, FILLERS) {
            break;
        }
        next += 1;
    }
    if compass.iter().any(|compass| compass.axis().is_none()) {
        return None;
    }
    let directed = !compass.is_empty() || within;
    let linked = tape.is(next, &["from", "outside", "off"]) || directed && tape.is(next, &["of"]);
    if !linked {
        return None;
    }
    if let Some(reading) = from_border(tape, at, next + 1, km) {
        return Some(reading);
    }
    let anchor = tape.town(&tape.anchor(next + 1)?);
    let end = anchor.tokens.end;
    let anchors = [anchor];
    Some(distributed(tape, at, end, at..next + 1, &anchors, |_| {
        Plan::Offset {
            compass: compass.clone(),
            km: Some(km),
        }
    }))
}

/// "from the Turkish border", "from the border with Turkey": within that distance of it.
fn from_border(tape: &Tape<'_>, start: usize, at: usize, km: f64) -> Option<Reading> {
    let at = tape.past_article(at);
    let reading = super::owner::read(tape, at).or_else(|| super::head::read(tape, at))?;
    let [found] = reading.phrases.as_slice() else {
        return None;
    };
    let Plan::Border { other, compass, .. } = &found.plan else {
        return None;
    };
    let plan = Plan::Border {
        other: other.clone(),
        compass: compass.clone(),
        km: km.max(1.0),
    };
    let anchor = crate::area::tape::Anchor {
        base: found.base.clone(),
        toponym: None,
        tokens: found.tokens.clone(),
    };
    let end = found.tokens.end;
    let mut whole = phrase(tape, start..end, start..at, &anchor, plan);
    whole.modifier = format!("{} {}", tape.words(&(start..at)), found.modifier);
    whole.toponyms.clone_from(&found.toponyms);
    Some(Reading::of(whole))
}

/// A number and a unit, with the same in other units in brackets: "20 km (12 miles)".
fn length(tape: &Tape<'_>, at: usize) -> Option<(f64, usize)> {
    let (number, mut next) = number(tape, at)?;
    next += usize::from(tape.is_dash(next));
    let nautical = tape.is(next, &["nautical"]);
    next += usize::from(nautical);
    let unit = tape.sense(next).unit?;
    let unit = if nautical { NAUTICAL_MILE_KM } else { unit };
    next += 1;
    if tape.is(next, &["("]) {
        let close = (next + 1..next + 6).find(|token| tape.is(*token, &[")"]))?;
        next = close + 1;
    }
    Some((number * unit, next))
}

/// "20", "1,500", "20-25", "twenty", "a few" is no number.
fn number(tape: &Tape<'_>, at: usize) -> Option<(f64, usize)> {
    let one = |token: usize| -> Option<f64> {
        if tape.shape(token) == Shape::Number {
            let digits: String = tape.word(token).chars().filter(|c| *c != ',').collect();
            return digits
                .parse()
                .ok()
                .filter(|number: &f64| number.is_finite());
        }
        tape.sense(token).number
    };
    let first = one(at)?;
    let range = tape.is_dash(at + 1) || tape.is(at + 1, &["to"]);
    match one(at + 2).filter(|_| range) {
        Some(second) => Some(((first + second) / 2.0, at + 3)),
        None => Some((first, at + 1)),
    }
}
