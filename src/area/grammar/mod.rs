//! The phrases that describe an area.
//!
//! | file | phrases |
//! |---|---|
//! | `direction.rs` | "northern Syria", "the south of Lebanon", "south of Raqqa" |
//! | `owner.rs` | "Syria's north-east", "the Turkish border", "Egypt's Mediterranean coast", "the Homs area" |
//! | `distance.rs` | "20 km south of Kyiv", "15 miles from Homs" |
//! | `head.rs` | "the border between Sudan and Chad", "the coast of Libya", "the outskirts of Homs" |
//! | `between.rs` | "between Dori and Gorom-Gorom", "the Damascus-Aleppo highway" |
//!
//! A rule is tried where its first word stands; the first that reads something wins, and what it
//! has read is not read again.

mod between;
mod direction;
mod distance;
mod head;
mod owner;

use super::compass::Compass;
use super::shape::Base;
use super::tape::{Anchor, Tape};
use crate::analysis::AreaKind;
use std::ops::Range;

/// A phrase that describes an area.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    pub tokens: Range<usize>,
    pub modifier: String,
    /// The place it is made from; of several the first.
    pub base: Base,
    /// Indices of the toponyms it is made from.
    pub toponyms: Vec<usize>,
    pub plan: Plan,
}

/// How to make the footprint.
#[derive(Clone, Debug)]
pub(super) enum Plan {
    /// Compass parts of the outline.
    Part(Vec<Compass>),
    /// Along the border, with one neighbour or all, within some kilometres.
    Border {
        other: Option<Base>,
        compass: Vec<Compass>,
        km: f64,
    },
    /// Along the coast.
    Coast {
        sea: Option<Base>,
        compass: Vec<Compass>,
    },
    /// At a distance, in directions or all around.
    Offset {
        compass: Vec<Compass>,
        km: Option<f64>,
    },
    /// Around: factor of the radius, and kilometres more.
    Around {
        size: (f64, f64),
        compass: Vec<Compass>,
    },
    /// Between the base and another place.
    Between(Base),
}

impl Plan {
    pub fn kind(&self) -> AreaKind {
        match self {
            Plan::Part(_) => AreaKind::Part,
            Plan::Border { .. } => AreaKind::Border,
            Plan::Coast { .. } => AreaKind::Coast,
            Plan::Offset { .. } => AreaKind::Offset,
            Plan::Around { .. } => AreaKind::Around,
            Plan::Between(_) => AreaKind::Between,
        }
    }
}

/// What a rule has read: the phrases, and where it stopped.
///
/// Without phrases it has read words that describe no area and must not be read otherwise:
/// "northeastern" in "Nigeria's northeastern Borno state".
struct Reading {
    phrases: Vec<Phrase>,
    end: usize,
}

impl Reading {
    fn of(phrase: Phrase) -> Reading {
        Reading {
            end: phrase.tokens.end,
            phrases: vec![phrase],
        }
    }
}

type Rule = fn(&Tape<'_>, usize) -> Option<Reading>;

const RULES: &[Rule] = &[
    distance::read,
    between::read,
    owner::read,
    direction::read,
    head::read,
];

/// The phrases of a text, in order, without overlaps.
pub(super) fn phrases(tape: &Tape<'_>) -> Vec<Phrase> {
    let mut phrases = Vec::new();
    let mut at = 0;
    while at < tape.len() {
        let reading = owner::can_start(tape, at)
            .then(|| RULES.iter().find_map(|rule| rule(tape, at)))
            .flatten();
        match reading {
            Some(reading) => {
                at = reading.end.max(at + 1);
                let whole =
                    |phrase: &Phrase| tape.sentence(phrase.tokens.start).end >= phrase.tokens.end;
                phrases.extend(reading.phrases.into_iter().filter(whole));
            }
            None => at += 1,
        }
    }
    phrases
}

/// A phrase made from one place.
fn phrase(
    tape: &Tape<'_>,
    tokens: Range<usize>,
    modifier: Range<usize>,
    anchor: &Anchor,
    plan: Plan,
) -> Phrase {
    Phrase {
        modifier: tape.words(&modifier),
        tokens,
        base: anchor.base.clone(),
        toponyms: anchor.toponym.into_iter().collect(),
        plan,
    }
}

/// The same description of several places: "northern Syria and Iraq" is two areas. The first has
/// the words up to its place, the others have their names.
fn distributed(
    tape: &Tape<'_>,
    start: usize,
    end: usize,
    modifier: Range<usize>,
    anchors: &[Anchor],
    plan: impl Fn(&Anchor) -> Plan,
) -> Reading {
    let last = anchors.len() - 1;
    let phrases = anchors.iter().enumerate().map(|(number, anchor)| {
        let from = if number == 0 {
            start
        } else {
            anchor.tokens.start
        };
        let to = if number == last {
            end
        } else {
            anchor.tokens.end
        };
        phrase(tape, from..to, modifier.clone(), anchor, plan(anchor))
    });
    Reading {
        phrases: phrases.collect(),
        end,
    }
}
