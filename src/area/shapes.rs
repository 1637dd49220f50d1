//! Footprints made before: news speaks of the same "northern Gaza" again and again.

use super::compass::Compass;
use super::grammar::{Phrase, Plan};
use super::shape::{Base, Finished};
use crate::analysis::AreaKind;
use crate::gazetteer::{Gazetteer, PlaceIndex};
use rustc_hash::FxHashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Footprints kept; with the usual few hundred vertices they take under 20 MB.
const KEPT: usize = 2048;

/// Footprints of the areas met so far, of one gazetteer. Threads share them; that a footprint is
/// there already changes nothing but the time it takes.
#[derive(Default)]
pub struct Shapes(Mutex<FxHashMap<Key, Arc<Finished>>>);

impl Shapes {
    /// The footprint of a phrase, made now if it was not before; `None` when it has none.
    pub(super) fn of(&self, gazetteer: &Gazetteer, phrase: &Phrase) -> Option<Arc<Finished>> {
        let key = Key::of(phrase);
        if let Some(known) = self.known().get(&key) {
            return Some(Arc::clone(known));
        }
        let made = Arc::new(super::make(gazetteer, phrase)?);
        let mut known = self.known();
        if known.len() >= KEPT {
            known.clear();
        }
        known.insert(key, Arc::clone(&made));
        Some(made)
    }

    fn known(&self) -> std::sync::MutexGuard<'_, FxHashMap<Key, Arc<Finished>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// All that a footprint is made from.
#[derive(PartialEq, Eq, Hash)]
struct Key {
    kind: AreaKind,
    base: Anchor,
    other: Option<Anchor>,
    compass: Vec<Compass>,
    /// Kilometres and factors, as bits.
    sizes: [Option<u64>; 2],
}

/// A place and the point of it that the story is near to, as bits.
type Anchor = (PlaceIndex, u64, u64);

fn anchor(base: &Base) -> Anchor {
    let point = base.place.point;
    (base.index, point.lat.to_bits(), point.lon.to_bits())
}

impl Key {
    fn of(phrase: &Phrase) -> Key {
        let (other, compass, sizes): (Option<&Base>, &[Compass], [Option<f64>; 2]) =
            match &phrase.plan {
                Plan::Part(compass) => (None, compass, [None; 2]),
                Plan::Border { other, compass, km } => (other.as_ref(), compass, [Some(*km), None]),
                Plan::Coast { sea, compass } => (sea.as_ref(), compass, [None; 2]),
                Plan::Offset { compass, km } => (None, compass, [*km, None]),
                Plan::Around { size, compass } => (None, compass, [Some(size.0), Some(size.1)]),
                Plan::Between(other) => (Some(other), &[], [None; 2]),
            };
        Key {
            kind: phrase.plan.kind(),
            base: anchor(&phrase.base),
            other: other.map(anchor),
            compass: compass.to_vec(),
            sizes: sizes.map(|size| size.map(f64::to_bits)),
        }
    }
}
