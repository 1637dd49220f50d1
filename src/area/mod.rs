//! Areas: "northern Syria", "20 km south of Kyiv", "the Turkish border".
//!
//! `grammar` reads the phrases off the tokens and toponyms, with the words of `words.tsv`;
//! `shape` makes a footprint of each, `shapes` keeps them. No geometry is done in a text without such a phrase.
//!
//! Left alone: proper names ("North Korea", "West Bank") are toponyms as they are; "the northern
//! city of Aleppo" is Aleppo; "near Homs" and "outside Homs" are places in the role `near`.

mod compass;
mod grammar;
mod shape;
mod shapes;
mod tape;
#[cfg(test)]
mod tests;
mod words;

use crate::analysis::{Area, Toponym};
use crate::gazetteer::Gazetteer;
use crate::text::Text;
use grammar::{Phrase, Plan};
use shape::{Finished, Unwrapped};
pub use shapes::Shapes;
use tape::Tape;

/// The areas that a text describes, in text order.
///
/// A phrase whose places give no footprint (the coast of a country without one) is left out.
pub fn find_areas(
    text: &Text<'_>,
    toponyms: &[Toponym],
    gazetteer: &Gazetteer,
    shapes: &Shapes,
) -> Vec<Area> {
    let tape = Tape::new(text, toponyms, gazetteer);
    grammar::phrases(&tape)
        .iter()
        .filter_map(|phrase| Some(area(&tape, phrase, &*shapes.of(gazetteer, phrase)?)))
        .collect()
}

fn area(tape: &Tape<'_>, phrase: &Phrase, finished: &Finished) -> Area {
    Area {
        span: tape.span(&phrase.tokens),
        toponyms: phrase.toponyms.clone(),
        place: phrase.base.place.clone(),
        modifier: phrase.modifier.clone(),
        kind: phrase.plan.kind(),
        footprint: finished.footprint.clone(),
        point: finished.point,
        radius_km: finished.radius_km,
    }
}

/// The footprint of a phrase, from nothing.
fn make(gazetteer: &Gazetteer, phrase: &Phrase) -> Option<Finished> {
    shape::finish(&shape(gazetteer, phrase)?)
}

fn shape(gazetteer: &Gazetteer, phrase: &Phrase) -> Option<Unwrapped> {
    let base = &phrase.base;
    match &phrase.plan {
        Plan::Part(compass) => shape::part(&shape::outline(gazetteer, base)?, compass),
        Plan::Border { other, compass, km } => {
            shape::border(gazetteer, base, other.as_ref(), compass, *km)
        }
        Plan::Coast { sea, compass } => shape::coast(gazetteer, base, sea.as_ref(), compass),
        Plan::Offset { compass, km } => shape::offset(gazetteer, base, compass, *km),
        Plan::Around { size, compass } => {
            let whole = shape::around(gazetteer, base, size.0, size.1)?;
            if compass.is_empty() {
                Some(whole)
            } else {
                shape::part(&whole, compass)
            }
        }
        Plan::Between(other) => shape::between(base, other),
    }
}
