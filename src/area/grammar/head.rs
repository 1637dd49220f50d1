//! Phrases that begin with their head: "the border between …", "the outskirts of …".

use super::owner::partner;
use super::{Plan, Reading, distributed, phrase};
use crate::area::compass::Compass;
use crate::area::shape::border_km;
use crate::area::tape::{Anchor, Tape};
use crate::place::PlacePrecision;

/// "the border between Sudan and Chad", "the coast of Libya", "the outskirts of Homs", "areas
/// around Aleppo".
pub(super) fn read(tape: &Tape<'_>, at: usize) -> Option<Reading> {
    let sense = tape.sense(at);
    if sense.is_border {
        return border_of(tape, at, at, &[]);
    }
    let next = at + 1;
    if sense.is_coast && tape.is(next, &["of"]) {
        let anchors = tape.anchors(next + 1);
        let end = anchors.last()?.tokens.end;
        return Some(distributed(tape, at, end, at..next, &anchors, |_| {
            Plan::Coast {
                sea: None,
                compass: Vec::new(),
            }
        }));
    }
    let size = if tape.is(next, &["of"]) {
        sense.around?
    } else if tape.is(at, &["area", "areas"]) && tape.is(next, &["around", "surrounding"]) {
        (1.5, 10.0)
    } else {
        return None;
    };
    let anchor = tape.town(&tape.anchor(next + 1)?);
    if anchor.base.place.precision == PlacePrecision::Country {
        return None;
    }
    let end = anchor.tokens.end;
    let anchors = [anchor];
    Some(distributed(tape, at, end, at..next, &anchors, |_| {
        Plan::Around {
            size,
            compass: Vec::new(),
        }
    }))
}

/// "border between Sudan and Chad", "border with Turkey", "borders of Syria and Iraq", from
/// "border" on.
pub(super) fn border_of(
    tape: &Tape<'_>,
    start: usize,
    noun: usize,
    compass: &[Compass],
) -> Option<Reading> {
    let link = noun + 1 + usize::from(tape.sense(noun + 1).is_borderland);
    let first = tape.anchor(link + 1)?;
    let joined = tape.is(first.tokens.end, &["and"]);
    let second = joined
        .then(|| tape.anchor(first.tokens.end + 1))
        .flatten()
        .filter(|_| tape.is(link, &["between", "of"]));
    let between = tape.is(link, &["between"]) && second.is_some();
    if !between && !tape.is(link, &["with", "of"]) {
        return None;
    }
    let end = second.as_ref().unwrap_or(&first).tokens.end;
    let other: Option<Anchor> = second;
    let mut toponyms: Vec<usize> = first.toponym.into_iter().collect();
    toponyms.extend(other.as_ref().and_then(|other| other.toponym));
    let guessed = || {
        tape.is(link, &["with"])
            .then(|| partner(tape, &first.base, &(start..end)))
            .flatten()
    };
    let plan = Plan::Border {
        other: other.map(|other| other.base).or_else(guessed),
        compass: if tape.is(link, &["of"]) {
            compass.to_vec()
        } else {
            Vec::new()
        },
        km: border_km(),
    };
    let mut phrase = phrase(tape, start..end, start..noun + 1, &first, plan);
    phrase.toponyms = toponyms;
    Some(Reading::of(phrase))
}
