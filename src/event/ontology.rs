//! The event types as one table, `ontology.tsv`: type, subtype, label and crosswalk codes.
//!
//! PLOVER types and codes follow the PLOVER 2.0 manual, CAMEO codes the CAMEO 1.1b3 codebook,
//! ACLED types the ACLED codebook; a leaf without a counterpart has none.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A kind of event.
#[derive(Debug, PartialEq, Eq)]
pub struct Leaf {
    /// PLOVER type in capitals, or one of ours: `ASSAULT`, `DISASTER`.
    pub event_type: &'static str,
    /// Leaf name in snake_case: `air_strike`.
    pub subtype: &'static str,
    /// Readable name: "Air strike".
    pub label: &'static str,
    /// CAMEO code.
    pub cameo: Option<&'static str>,
    /// ACLED event type.
    pub acled_event_type: Option<&'static str>,
    /// ACLED sub-event type.
    pub acled_sub_event_type: Option<&'static str>,
}

static LEAVES: LazyLock<Vec<Leaf>> = LazyLock::new(|| {
    include_str!("ontology.tsv")
        .lines()
        .skip(1)
        .map(read_leaf)
        .collect()
});

static BY_SUBTYPE: LazyLock<FxHashMap<&'static str, &'static Leaf>> =
    LazyLock::new(|| LEAVES.iter().map(|leaf| (leaf.subtype, leaf)).collect());

/// All leaves, in the order of the table.
pub fn leaves() -> &'static [Leaf] {
    &LEAVES
}

/// The leaf with a subtype name.
pub fn leaf(subtype: &str) -> Option<&'static Leaf> {
    BY_SUBTYPE.get(subtype).copied()
}

fn read_leaf(line: &'static str) -> Leaf {
    let mut fields = line.split('\t');
    let mut next = || fields.next().unwrap_or_default();
    let (event_type, subtype, label) = (next(), next(), next());
    let mut code = || Some(next()).filter(|text| !text.is_empty());
    Leaf {
        event_type,
        subtype,
        label,
        cameo: code(),
        acled_event_type: code(),
        acled_sub_event_type: code(),
    }
}
