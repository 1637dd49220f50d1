//! Incidents: what events of different articles have in common when they tell of one happening.
//!
//! The simple version compares every event with every other, and merges what is alike. What
//! departs from it:
//!
//! - `report.rs` reads what is compared off the rows of the layer `events`, so that a run and a
//!   store merge alike; `sketch.rs` holds what is compared of the whole article;
//! - only reports that share a key of kind, place and day are compared (`keys.rs`), so that the
//!   cost grows with the reports and not with their square;
//! - `likeness.rs` adds up the evidence that two reports mean the same happening;
//! - `cluster.rs` joins the most alike first, and nothing that its group as a whole speaks
//!   against: a wrong merge is worse than a missed one;
//! - `summary.rs` sums a group up: sources, tolls and who says which, contradictions.
//!
//! All of it is a function of the set of reports: their order never matters.

mod cluster;
mod family;
mod keys;
mod likeness;
mod report;
mod sketch;
mod summary;

pub use cluster::{Group, cluster};
pub use keys::Keys;
pub use likeness::{Likeness, likeness};
pub use report::{Columns, Counts, Report, Site, Window};
pub use sketch::Sketch;
pub use summary::{Incident, Range, Source};

use rustc_hash::{FxHashMap, FxHashSet};

/// The incidents that reports tell of, in the order of their ids; each report belongs to one.
///
/// Complexity: near linear in the reports; quadratic in those of one kind, place and day.
pub fn incidents(reports: &[Report]) -> Vec<Incident> {
    let mut incidents: Vec<Incident> = groups(reports)
        .into_iter()
        .map(|group| {
            let members: Vec<&Report> = group.iter().map(|index| &reports[*index]).collect();
            Incident::of(&members)
        })
        .collect();
    incidents.sort_by(|a, b| a.id.cmp(&b.id));
    incidents
}

/// Which reports belong together, as indices.
pub fn groups(reports: &[Report]) -> Vec<Group> {
    let mut posted: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
    let keys: Vec<Keys> = reports.iter().map(Keys::of).collect();
    for (index, keys) in keys.iter().enumerate() {
        for key in &keys.posted {
            posted.entry(*key).or_default().push(index as u32);
        }
    }
    let mut links = Vec::new();
    let mut seen: FxHashSet<u32> = FxHashSet::default();
    for (index, keys) in keys.iter().enumerate() {
        seen.clear();
        for other in keys
            .probed
            .iter()
            .filter_map(|key| posted.get(key))
            .flatten()
        {
            let other = *other as usize;
            if other <= index || !seen.insert(other as u32) {
                continue;
            }
            let likeness = likeness(&reports[index], &reports[other]);
            if likeness.is_same() {
                links.push((likeness.score, index, other));
            }
        }
    }
    cluster(reports, links)
}
