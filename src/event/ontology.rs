//! The event types as one table, `ontology.tsv`: type, subtype, label, crosswalk codes, and what
//! a map draws: an icon of `icons.tsv` and a colour (made by `palette.py`).
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
    /// Name of an icon of [`icons`].
    pub icon: &'static str,
    /// Colour of the event type: `#c81e28`.
    pub color: &'static str,
}

/// A shape to draw an event with.
#[derive(Debug, PartialEq, Eq)]
pub struct Icon {
    /// Its name: `flame`.
    pub name: &'static str,
    /// SVG path data on a square of 24 × 24, filled by the even-odd rule.
    pub path: &'static str,
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

static ICONS: LazyLock<Vec<Icon>> = LazyLock::new(|| {
    include_str!("icons.tsv")
        .lines()
        .skip(1)
        .filter_map(|line| line.split_once('\t'))
        .map(|(name, path)| Icon { name, path })
        .collect()
});

/// All icons, by name.
pub fn icons() -> &'static [Icon] {
    &ICONS
}

/// The icon with a name.
pub fn icon(name: &str) -> Option<&'static Icon> {
    ICONS
        .binary_search_by_key(&name, |icon| icon.name)
        .ok()
        .map(|index| &ICONS[index])
}

fn read_leaf(line: &'static str) -> Leaf {
    let mut fields = line.split('\t');
    let mut next = || fields.next().unwrap_or_default();
    let (event_type, subtype, label) = (next(), next(), next());
    let mut code = || Some(next()).filter(|text| !text.is_empty());
    let (cameo, acled_event_type, acled_sub_event_type) = (code(), code(), code());
    Leaf {
        event_type,
        subtype,
        label,
        cameo,
        acled_event_type,
        acled_sub_event_type,
        icon: next(),
        color: next(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_leaf_can_be_drawn() {
        for leaf in leaves() {
            assert!(icon(leaf.icon).is_some(), "{leaf:?}");
            let digits = leaf.color.strip_prefix('#').unwrap_or_default();
            assert!(digits.len() == 6 && u32::from_str_radix(digits, 16).is_ok());
            let same_type = leaves()
                .iter()
                .filter(|other| other.event_type == leaf.event_type);
            assert!(same_type.into_iter().all(|other| other.color == leaf.color));
        }
    }
}
