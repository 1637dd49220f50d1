//! What lies between two places.
//!
//! "Between" is about where only sometimes: talks, wars and treaties are between places too. It
//! is read as where when both are spots on the map, not divisions or countries, and either a
//! word before says so ("the road between", "a village halfway between") or nothing speaks
//! against it: no "talks" before, no name that stands for a government, not two capitals.

use super::{Plan, Reading, phrase};
use crate::analysis::MentionType;
use crate::area::tape::{Anchor, Tape};
use crate::place::PlacePrecision;

/// Places farther apart have nothing between them that is an area, in kilometres.
const FARTHEST_KM: f64 = 500.0;
/// How many words before "between" are asked what it is about.
const CONTEXT: usize = 4;

/// "between Dori and Gorom-Gorom", "the road from Homs to Aleppo".
pub(super) fn read(tape: &Tape<'_>, at: usize) -> Option<Reading> {
    let road = tape.sense(at).is_road;
    let (first, joins): (usize, &[&str]) = if tape.sense(at).is_between {
        (at + 1, &["and"])
    } else if road && tape.is(at + 1, &["from"]) {
        (at + 2, &["to"])
    } else if road && tape.is(at + 1, &["linking", "connecting"]) {
        (at + 2, &["and", "to", "with"])
    } else {
        return None;
    };
    let a = tape.town(&tape.anchor(first)?);
    let join = a.tokens.end;
    let b = tape
        .is(join, joins)
        .then(|| tape.anchor(join + 1))
        .flatten()?;
    let b = tape.town(&b);
    if !are_spots(&a, &b) || !(road || is_about_where(tape, at, &a, &b)) {
        return None;
    }
    let tokens = at..b.tokens.end;
    let plan = Plan::Between(b.base.clone());
    let mut phrase = phrase(tape, tokens, at..first, &a, plan);
    phrase.toponyms.extend(b.toponym);
    Some(Reading::of(phrase))
}

/// Two different spots near enough for something to be between them.
pub(super) fn are_spots(a: &Anchor, b: &Anchor) -> bool {
    let is_spot = |anchor: &Anchor| anchor.base.place.precision <= PlacePrecision::Settlement;
    let distance = a.base.place.point.distance_km(b.base.place.point);
    is_spot(a) && is_spot(b) && distance > 1.0 && distance <= FARTHEST_KM
}

fn is_about_where(tape: &Tape<'_>, at: usize, a: &Anchor, b: &Anchor) -> bool {
    let start = tape.sentence(at).start.max(at.saturating_sub(CONTEXT));
    let mut governs = false;
    for token in (start..at).rev() {
        let sense = tape.sense(token);
        if sense.is_of_parties {
            return false;
        }
        governs |= sense.governs;
    }
    let speaks = |anchor: &Anchor| {
        anchor
            .toponym
            .is_some_and(|index| tape.toponyms[index].mention_type == MentionType::Associative)
    };
    let capital = |anchor: &Anchor| anchor.base.place.feature_code == "PPLC";
    governs || !(speaks(a) || speaks(b) || capital(a) && capital(b))
}
