//! Phrases that begin with a place: its name, its adjective, or "the country".

use super::{Plan, Reading, phrase};
use crate::area::compass::Compass;
use crate::area::shape::{Base, are_neighbours, border_km};
use crate::area::tape::{Anchor, Heading, Tape};
use crate::gazetteer::FeatureClass;
use crate::place::PlacePrecision;
use crate::text::Shape;
use std::ops::Range;

/// How many places of the sentence are tried as the other side of a border.
const PARTNERS: usize = 4;

/// Whether any rule can begin at a token.
pub(super) fn can_start(tape: &Tape<'_>, at: usize) -> bool {
    tape.is_known(at) || tape.shape(at) == Shape::Number || may_be_demonym(tape, at)
}

/// Whether something that a demonym can own stands near enough: look-ups are for these only.
fn may_be_demonym(tape: &Tape<'_>, at: usize) -> bool {
    tape.shape(at) == Shape::Capitalized
        && (at + 1..at + 5).any(|next| {
            let sense = tape.sense(next);
            sense.is_border
                || sense.is_coast
                || sense.is_coastal
                || sense.compass.is_some() && next == at + 1
        })
}

/// "Syria's north-east", "the country's south", "the Turkish border", "the Syria-Turkey border",
/// "Egypt's Mediterranean coast", "the Mediterranean coast of Egypt", "Aleppo countryside".
pub(super) fn read(tape: &Tape<'_>, at: usize) -> Option<Reading> {
    let owner = tape
        .toponym(at)
        .or_else(|| tape.pointing_back(at))
        .or_else(|| may_be_demonym(tape, at).then(|| tape.demonym(at)).flatten())?;
    let next = owner.tokens.end;
    if tape.is_dash(next) {
        return pair(tape, &owner);
    }
    let possessive = tape.is_possessive(next);
    if possessive {
        return owned(tape, &owner, next + 1, true);
    }
    if tape.sense(next).is_coast
        && let Some(sea) = tape.sea(&owner)
    {
        return coast_of_sea(tape, &sea);
    }
    let back = owner.tokens.start == at && tape.sense(at).points_back && !tape.has_toponym(at);
    if back {
        return None;
    }
    owned(tape, &owner, next, false)
}

/// What a place owns, from a token on.
fn owned(tape: &Tape<'_>, owner: &Anchor, at: usize, possessive: bool) -> Option<Reading> {
    let start = owner.tokens.start;
    let described = if possessive {
        past_description(tape, at)
    } else {
        at
    };
    if let Some(heading) = tape.heading(past_adjective(tape, described)) {
        return owned_direction(tape, owner, &heading, possessive);
    }
    if let Some(name) = tape
        .toponym(at)
        .filter(|_| possessive || owner.toponym.is_none())
    {
        let noun = name.tokens.end;
        if !tape.sense(noun).is_coast {
            return None;
        }
        let tokens = start..noun + 1;
        let reading = match tape.sea(&name) {
            Some(sea) => coast(tape, owner, Some(&sea), tokens, at..noun + 1, &[]),
            // "Syria's Latakia coast" is that of Latakia.
            None => coast(tape, &name, None, tokens, noun..noun + 1, &[]),
        };
        return Some(reading);
    }
    let noun = past_adjective(tape, at);
    let sense = tape.sense(noun);
    if sense.is_border {
        return border_after(tape, owner, start, noun, &[]);
    }
    if sense.is_coast {
        return Some(coast(
            tape,
            owner,
            None,
            start..noun + 1,
            noun..noun + 1,
            &[],
        ));
    }
    if sense.is_coastal && tape.sense(noun + 1).is_village && !tape.is(noun + 2, &["of"]) {
        return Some(coast(
            tape,
            owner,
            None,
            start..noun + 2,
            noun..noun + 2,
            &[],
        ));
    }
    let is_place = owner.base.place.precision != PlacePrecision::Country;
    if noun != at || !is_place {
        return None;
    }
    let near = sense
        .near
        .filter(|_| !possessive && is_spot(tape, &owner.base));
    let size = sense.around.or(near)?;
    let plan = Plan::Around {
        size,
        compass: Vec::new(),
    };
    Some(Reading::of(phrase(
        tape,
        start..noun + 1,
        noun..noun + 1,
        owner,
        plan,
    )))
}

/// A settlement, site, lake or river: "the X region" is what lies around it. Of a division it is
/// the division itself.
fn is_spot(tape: &Tape<'_>, base: &Base) -> bool {
    base.place.precision <= PlacePrecision::Settlement
        || tape.gazetteer.feature_class(base.index) == FeatureClass::Water
}

/// "shared" in "their shared border", "Kurdish" in "Turkey's Kurdish southeast".
fn past_adjective(tape: &Tape<'_>, at: usize) -> usize {
    let next = tape.sense(at + 1);
    let noun = next.is_border || next.is_coast;
    let lower = tape.shape(at) == Shape::Lower && !tape.is_known(at) && noun;
    let direction = next.compass.is_some() && !next.is_adjective;
    let people = direction && !tape.is_known(at) && tape.demonym(at).is_some();
    // "said the border", "and the coast", "hit the south".
    let article = tape.is(
        at,
        &[
            "the", "a", "and", "of", "to", "on", "in", "at", "from", "with", "its",
        ],
    );
    at + usize::from((lower || people) && !article)
}

/// "restive" in "Pakistan's restive northwest", "rebel-held" in "Syria's rebel-held north": past a
/// word that says what a part of a country is like.
fn past_description(tape: &Tape<'_>, at: usize) -> usize {
    let is_word = |at: usize| tape.shape(at) == Shape::Lower && tape.sense(at).compass.is_none();
    let end = match tape.is_dash(at + 1) && is_word(at + 2) {
        true => at + 3,
        false => at + 1,
    };
    let is_part = tape
        .sense(end)
        .compass
        .is_some_and(|_| !tape.sense(end).is_adjective);
    match is_word(at) && !tape.is_known(at) && is_part {
        true => end,
        false => at,
    }
}

/// "Syria's north-east", "Beirut's southern suburbs", "Egypt's north coast".
fn owned_direction(
    tape: &Tape<'_>,
    owner: &Anchor,
    heading: &Heading,
    possessive: bool,
) -> Option<Reading> {
    let start = owner.tokens.start;
    let noun = heading.tokens.end;
    let sense = tape.sense(noun);
    let compass = heading.compass.clone();
    if tape.has_toponym(noun) {
        // "Nigeria's northeastern Borno state", "Syrian northern Aleppo".
        let attribute = possessive || owner.toponym.is_none();
        return attribute.then(|| Reading {
            phrases: Vec::new(),
            end: noun,
        });
    }
    if !possessive && owner.toponym.is_some() {
        return None;
    }
    if sense.is_border {
        return border_after(tape, owner, start, noun, &compass);
    }
    let names = tape.is(noun + 1, &["of"]);
    if sense.is_coast {
        let tokens = start..noun + 1;
        return Some(coast(
            tape,
            owner,
            None,
            tokens,
            heading.tokens.start..noun + 1,
            &compass,
        ));
    }
    let plan = match sense.around {
        Some(size) if !names => Plan::Around { size, compass },
        _ if sense.is_portion && !names => Plan::Part(compass),
        _ if !heading.is_adjective && is_noun_phrase(tape, heading) => {
            let tokens = start..noun;
            let plan = Plan::Part(compass);
            let modifier = heading.tokens.clone();
            return Some(Reading::of(phrase(tape, tokens, modifier, owner, plan)));
        }
        _ => return None,
    };
    let modifier = heading.tokens.start..noun + 1;
    Some(Reading::of(phrase(
        tape,
        start..noun + 1,
        modifier,
        owner,
        plan,
    )))
}

/// Whether "north" is the noun: not "north of X", not "North Command", not "centre-left".
fn is_noun_phrase(tape: &Tape<'_>, heading: &Heading) -> bool {
    let next = heading.tokens.end;
    let names = tape.shape(heading.tokens.start) == Shape::Capitalized
        && tape.shape(next) == Shape::Capitalized;
    !names && !tape.is(next, &["of"]) && !tape.is_dash(next)
}

fn coast(
    tape: &Tape<'_>,
    owner: &Anchor,
    sea: Option<&Anchor>,
    tokens: Range<usize>,
    modifier: Range<usize>,
    compass: &[Compass],
) -> Reading {
    let plan = Plan::Coast {
        sea: sea.map(|sea| sea.base.clone()),
        compass: compass.to_vec(),
    };
    let mut phrase = phrase(tape, tokens, modifier, owner, plan);
    phrase.toponyms.extend(sea.and_then(|sea| sea.toponym));
    Reading::of(phrase)
}

/// "the Mediterranean coast of Egypt".
fn coast_of_sea(tape: &Tape<'_>, sea: &Anchor) -> Option<Reading> {
    let noun = sea.tokens.end;
    if !tape.is(noun + 1, &["of", "in"]) {
        return None;
    }
    let owner = tape.anchor(noun + 2)?;
    let start = sea.tokens.start;
    let tokens = start..owner.tokens.end;
    Some(coast(tape, &owner, Some(sea), tokens, start..noun + 1, &[]))
}

/// "the Syria-Turkey border", "the Turkish-Syrian border", "the Damascus-Aleppo highway".
fn pair(tape: &Tape<'_>, first: &Anchor) -> Option<Reading> {
    let second = first.tokens.end + 1;
    let second = tape.toponym(second).or_else(|| tape.demonym(second))?;
    let noun = second.tokens.end;
    let start = first.tokens.start;
    let plan = if tape.sense(noun).is_border && !is_guarded(tape, noun) {
        Plan::Border {
            other: Some(second.base.clone()),
            compass: Vec::new(),
            km: border_km(),
        }
    } else if tape.sense(noun).is_road {
        let ends = (tape.town(first), tape.town(&second));
        return road(tape, ends, start..noun + 1, noun..noun + 1);
    } else {
        return None;
    };
    let mut end = noun + 1;
    if tape.sense(noun).is_border && tape.sense(end).is_borderland {
        end += 1;
    }
    let mut phrase = phrase(tape, start..end, noun..end, first, plan);
    phrase.toponyms.extend(second.toponym);
    Some(Reading::of(phrase))
}

/// "the Damascus-Aleppo highway".
fn road(
    tape: &Tape<'_>,
    (from, to): (Anchor, Anchor),
    tokens: Range<usize>,
    modifier: Range<usize>,
) -> Option<Reading> {
    if !super::between::are_spots(&from, &to) {
        return None;
    }
    let mut phrase = phrase(tape, tokens, modifier, &from, Plan::Between(to.base));
    phrase.toponyms.extend(to.toponym);
    Some(Reading::of(phrase))
}

/// Whether "border" belongs to what follows: "border guards", "border-crossing".
fn is_guarded(tape: &Tape<'_>, noun: usize) -> bool {
    tape.sense(noun + 1).is_guarded || tape.is_dash(noun + 1)
}

/// The border of an owner, from the word "border" on: "the Turkish border (region)", "Syria's
/// border with Turkey", "Türkiye's borders".
pub(super) fn border_after(
    tape: &Tape<'_>,
    owner: &Anchor,
    start: usize,
    noun: usize,
    compass: &[Compass],
) -> Option<Reading> {
    if is_guarded(tape, noun) {
        return None;
    }
    let mut end = noun + 1;
    if tape.sense(end).is_borderland {
        end += 1;
    }
    let mut modifier = noun..end;
    if !compass.is_empty() {
        modifier.start = if owner.tokens.start < start {
            noun
        } else {
            start
        };
    }
    let mut toponyms: Vec<usize> = owner.toponym.into_iter().collect();
    let other = if tape.is(end, &["with"]) {
        let other = tape.anchor(end + 1)?;
        toponyms.extend(other.toponym);
        end = other.tokens.end;
        Some(other.base)
    } else if compass.is_empty() {
        partner(tape, &owner.base, &(start..end))
    } else {
        None
    };
    if !compass.is_empty() && start < owner.tokens.start {
        // "northern Syrian border": the direction alone stands before the owner.
        modifier = noun..noun + 1;
    } else if !compass.is_empty() {
        modifier = owner_end(tape, owner)..noun + 1;
    }
    let plan = Plan::Border {
        other,
        compass: compass.to_vec(),
        km: border_km(),
    };
    let mut phrase = phrase(tape, start..end, modifier, owner, plan);
    phrase.toponyms = toponyms;
    Some(Reading::of(phrase))
}

/// The first token after an owner and its possessive.
fn owner_end(tape: &Tape<'_>, owner: &Anchor) -> usize {
    owner.tokens.end + usize::from(tape.is_possessive(owner.tokens.end))
}

/// The other side of a border that the text names on one side only: the nearest place of the
/// sentence, those before first, that lies in a neighbouring country.
pub(super) fn partner(tape: &Tape<'_>, owner: &Base, phrase: &Range<usize>) -> Option<Base> {
    let sentence = tape.sentence(phrase.start);
    let before = (sentence.start..phrase.start).rev();
    let after = phrase.end..sentence.end;
    let own = tape.gazetteer.country(owner.index);
    let mut tried = Vec::new();
    for anchor in before.chain(after).filter_map(|token| tape.toponym(token)) {
        let country = anchor.base.place.country;
        if country.is_none()
            || country == own
            || tried.contains(&country)
            || tried.len() >= PARTNERS
        {
            continue;
        }
        tried.push(country);
        let index = tape.gazetteer.country_of(anchor.base.index)?;
        let other = Base {
            index,
            place: tape.gazetteer.place(index),
        };
        if are_neighbours(tape.gazetteer, owner, &other) {
            return Some(other);
        }
    }
    None
}
