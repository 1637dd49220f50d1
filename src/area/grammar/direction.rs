//! Phrases that begin with a direction.

use super::owner::border_after;
use super::{Plan, Reading, distributed, phrase};
use crate::area::tape::{Anchor, Heading, Tape};
use crate::text::Shape;

/// "northern Syria", "northern parts of Syria", "the south of Lebanon", "south of Raqqa",
/// "a northern Syrian village".
pub(super) fn read(tape: &Tape<'_>, at: usize) -> Option<Reading> {
    let heading = tape.heading(at)?;
    let next = heading.tokens.end;
    if tape.has_toponym(next) {
        return of_name(tape, &heading);
    }
    if tape.is(next, &["of"]) && !heading.is_adjective {
        return beside_or_inside(tape, &heading);
    }
    parts_of(tape, &heading)
        .or_else(|| of_demonym(tape, &heading))
        .or_else(|| of_story(tape, &heading))
}

/// Words that can follow "in the south" when nothing it could describe does.
const AFTER_NOUN: &[&str] = &[
    "and", "or", "but", "on", "after", "before", "since", "when", "where", "while", "as", "in",
    "at", "over", "during", "for", "with", "to", "from", "by", "left", "have", "has", "had", "was",
    "were", "is", "are", "said", "who", "which", "that", "killed", "late", "early", "this", "last",
];

/// "attacks across the southwest": a part of the country that the story is about.
fn of_story(tape: &Tape<'_>, heading: &Heading) -> Option<Reading> {
    let (start, next) = (heading.tokens.start, heading.tokens.end);
    let inside = start >= 2
        && tape.is(start - 1, &["the"])
        && tape.is(start - 2, &["in", "across", "throughout"]);
    let is_lower = tape.shape(start) == Shape::Lower;
    let ends = tape.shape(next) == Shape::Mark && !tape.is_dash(next) || tape.is(next, AFTER_NOUN);
    let directed = heading
        .compass
        .iter()
        .all(|compass| compass.axis().is_some());
    if heading.is_adjective || !inside || !is_lower || !ends || !directed {
        return None;
    }
    let anchor = tape.country(heading.tokens.clone())?;
    Some(part(tape, start, next, heading, &[anchor]))
}

/// "northern Syria (and Iraq)", "northern Aleppo province", "southern Beirut suburbs".
///
/// In "Nigeria's northeastern Borno state" the direction is Borno's in Nigeria, not a part of
/// Borno: that describes no area.
fn of_name(tape: &Tape<'_>, heading: &Heading) -> Option<Reading> {
    let start = heading.tokens.start;
    let nothing = Reading {
        phrases: Vec::new(),
        end: heading.tokens.end,
    };
    let owned = start.checked_sub(1).is_some_and(|before| {
        tape.is_possessive(before)
            || tape.demonym(before).is_some()
            || before
                .checked_sub(1)
                .is_some_and(|first| tape.is_long_demonym(first))
    });
    let centre_of_town =
        heading.compass.iter().any(|compass| compass.central) && !heading.is_adjective;
    if owned || centre_of_town {
        return Some(nothing);
    }
    let anchors = tape.anchors(heading.tokens.end);
    let last = anchors.last()?;
    let mut end = last.tokens.end;
    if anchors.len() == 1 && tape.is_possessive(end) {
        // "northern Syria's Aleppo province" is still in northern Syria.
        return Some(part(tape, start, end, heading, &anchors));
    }
    if tape.sense(end).is_border && anchors.len() == 1 {
        return border_after(tape, last, start, end, &heading.compass);
    }
    if tape.sense(end).is_coast {
        let coast = |_: &Anchor| Plan::Coast {
            sea: None,
            compass: heading.compass.clone(),
        };
        let modifier = heading.tokens.clone();
        return Some(distributed(tape, start, end + 1, modifier, &anchors, coast));
    }
    if let Some(size) = tape.sense(end).around {
        let anchors: Vec<Anchor> = anchors.iter().map(|anchor| tape.town(anchor)).collect();
        let around = |_: &Anchor| Plan::Around {
            size,
            compass: heading.compass.clone(),
        };
        let modifier = heading.tokens.clone();
        return Some(distributed(
            tape,
            start,
            end + 1,
            modifier,
            &anchors,
            around,
        ));
    }
    if tape.sense(end).is_division || tape.sense(end).near.is_some() {
        end += 1;
    }
    Some(part(tape, start, end, heading, &anchors))
}

fn part(
    tape: &Tape<'_>,
    start: usize,
    end: usize,
    heading: &Heading,
    anchors: &[Anchor],
) -> Reading {
    let modifier = heading.tokens.clone();
    distributed(tape, start, end, modifier, anchors, |anchor| {
        part_of(tape, heading, anchor)
    })
}

/// A part of a place; of a river what lies on that side of it.
fn part_of(tape: &Tape<'_>, heading: &Heading, anchor: &Anchor) -> Plan {
    if anchor.base.is_line(tape.gazetteer) {
        Plan::Offset {
            compass: heading.compass.clone(),
            km: None,
        }
    } else {
        Plan::Part(heading.compass.clone())
    }
}

/// "the south of Lebanon", "in north of Syria" are parts; "south of Raqqa", "to the south of
/// Kyiv" are beside it.
fn beside_or_inside(tape: &Tape<'_>, heading: &Heading) -> Option<Reading> {
    let start = heading.tokens.start;
    let anchors = tape.anchors(heading.tokens.end + 1);
    let end = anchors.last()?.tokens.end;
    if let Some(reading) = from_border(tape, heading) {
        return Some(reading);
    }
    let before = start.checked_sub(1);
    let article = before.is_some_and(|before| tape.is(before, &["the"]));
    let to_the = article && before > Some(0) && tape.is(start - 2, &["to"]);
    let within = before.is_some_and(|before| tape.is(before, &["in"]));
    let line = anchors[0].base.is_line(tape.gazetteer);
    if (article && !to_the || within) && !line {
        return Some(part(tape, start, end, heading, &anchors));
    }
    if heading
        .compass
        .iter()
        .any(|compass| compass.axis().is_none())
    {
        return None;
    }
    let modifier = start..heading.tokens.end + 1;
    let anchors: Vec<Anchor> = anchors.iter().map(|anchor| tape.town(anchor)).collect();
    Some(distributed(tape, start, end, modifier, &anchors, |_| {
        Plan::Offset {
            compass: heading.compass.clone(),
            km: None,
        }
    }))
}

/// "south of the Turkish border" is read as along it.
fn from_border(tape: &Tape<'_>, heading: &Heading) -> Option<Reading> {
    let at = tape.past_article(heading.tokens.end + 1);
    super::owner::read(tape, at).filter(|reading| {
        let borders = |phrase: &super::Phrase| matches!(phrase.plan, Plan::Border { .. });
        !reading.phrases.is_empty() && reading.phrases.iter().all(borders)
    })
}

/// "northern parts of Syria", "the southern suburbs of Beirut", "the north coast of Egypt".
fn parts_of(tape: &Tape<'_>, heading: &Heading) -> Option<Reading> {
    let noun = heading.tokens.end;
    let sense = tape.sense(noun);
    if sense.is_border {
        return super::head::border_of(tape, heading.tokens.start, noun, &heading.compass);
    }
    if !tape.is(noun + 1, &["of"]) {
        return None;
    }
    let anchors = tape.anchors(noun + 2);
    let end = anchors.last()?.tokens.end;
    let plan = |anchor: &Anchor| -> Option<Plan> {
        let compass = heading.compass.clone();
        if sense.is_coast {
            Some(Plan::Coast { sea: None, compass })
        } else if let Some(size) = sense.around {
            Some(Plan::Around { size, compass })
        } else {
            sense.is_portion.then(|| part_of(tape, heading, anchor))
        }
    };
    plan(&anchors[0])?;
    // "its northern city of Aleppo": what follows is the city, not what the city is a part of.
    let names = tape.is(noun, &["region", "area", "zone", "territory"])
        && anchors[0].base.place.precision != crate::place::PlacePrecision::Country;
    if names {
        return None;
    }
    let start = heading.tokens.start;
    let modifier = start..noun + 1;
    let readings = distributed(tape, start, end, modifier, &anchors, |anchor| {
        plan(anchor).unwrap_or_else(|| Plan::Part(heading.compass.clone()))
    });
    Some(readings)
}

/// "northern Syrian villages", "the northern Syrian border"; not "the northern Syrian city of
/// Aleppo".
fn of_demonym(tape: &Tape<'_>, heading: &Heading) -> Option<Reading> {
    if !heading.is_adjective {
        return None;
    }
    let owner = tape.demonym(heading.tokens.end)?;
    let noun = owner.tokens.end;
    let start = heading.tokens.start;
    let sense = tape.sense(noun);
    if sense.is_border {
        return border_after(tape, &owner, start, noun, &heading.compass);
    }
    if tape.is(noun + 1, &["of"]) || tape.has_toponym(noun + 1) {
        return None;
    }
    let compass = heading.compass.clone();
    let plan = if sense.is_coast {
        Plan::Coast { sea: None, compass }
    } else if sense.is_village || sense.around.is_some() {
        Plan::Part(compass)
    } else {
        return None;
    };
    let tokens = start..noun + 1;
    Some(Reading::of(phrase(
        tape,
        tokens,
        heading.tokens.clone(),
        &owner,
        plan,
    )))
}
