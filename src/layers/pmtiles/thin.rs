//! Which features of a crowded tile are kept.
//!
//! Dropping by density alone empties the quiet weeks and the rare types, which are what a map of
//! events is looked at for. Here the best of each event type and of each week stays whatever
//! happens; the rest of the room is dealt out in rounds, one to each type in each week.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// What thinning asks of a feature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Its number.
    pub record: u32,
    /// Its event type.
    pub event_type: u16,
    /// Its week.
    pub week: i16,
    /// The higher, the sooner it is kept.
    pub confidence: u16,
}

/// The numbers of those that are kept, in order: all where there are no more than `room`.
///
/// Invariants: every event type and every week among the candidates is among the kept, even if
/// these are more than `room`.
pub fn thin(candidates: &[Candidate], room: usize) -> Vec<u32> {
    if candidates.len() <= room {
        return candidates
            .iter()
            .map(|candidate| candidate.record)
            .collect();
    }
    let mut strata: BTreeMap<(u16, i16), Vec<Candidate>> = BTreeMap::new();
    for candidate in candidates {
        let stratum = (candidate.event_type, candidate.week);
        strata.entry(stratum).or_default().push(*candidate);
    }
    for stratum in strata.values_mut() {
        stratum.sort_by_key(|candidate| (Reverse(candidate.confidence), candidate.record));
    }
    let mut kept: BTreeSet<u32> = representatives(&strata).collect();
    for round in 0.. {
        let mut dealt = false;
        for candidate in strata.values().filter_map(|stratum| stratum.get(round)) {
            if kept.len() >= room {
                return kept.into_iter().collect();
            }
            kept.insert(candidate.record);
            dealt = true;
        }
        if !dealt {
            break;
        }
    }
    kept.into_iter().collect()
}

/// The best of each stratum whose type or week has none yet.
fn representatives(strata: &BTreeMap<(u16, i16), Vec<Candidate>>) -> impl Iterator<Item = u32> {
    let (mut types, mut weeks) = (BTreeSet::new(), BTreeSet::new());
    strata
        .iter()
        .filter_map(move |((event_type, week), stratum)| {
            let (new_type, new_week) = (types.insert(*event_type), weeks.insert(*week));
            (new_type || new_week).then_some(stratum.first()?.record)
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_type_and_week_stays(
            drawn in prop::collection::vec((0_u16..21, 0_i16..60, 0_u16..1000), 0..400),
            room in 0_usize..200,
        ) {
            let candidates: Vec<Candidate> = drawn
                .iter()
                .enumerate()
                .map(|(record, (event_type, week, confidence))| Candidate {
                    record: record as u32,
                    event_type: *event_type,
                    week: *week,
                    confidence: *confidence,
                })
                .collect();
            let kept = thin(&candidates, room);
            let seen = |of: fn(&Candidate) -> i32, records: &[u32]| -> BTreeSet<i32> {
                records.iter().map(|record| of(&candidates[*record as usize])).collect()
            };
            let all: Vec<u32> = (0..candidates.len() as u32).collect();
            for of in [|c: &Candidate| i32::from(c.event_type), |c: &Candidate| i32::from(c.week)] {
                prop_assert_eq!(seen(of, &kept), seen(of, &all));
            }
            prop_assert!(kept.len() <= room.max(21 + 60).min(candidates.len()));
            prop_assert!(kept.len() >= room.min(candidates.len()));
        }
    }
}
