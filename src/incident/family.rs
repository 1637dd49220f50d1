//! Families: kinds of event that articles mix up when they tell of one happening.
//!
//! One paper's blast is another's bombing. A leaf that no family of `families.tsv` holds is one by
//! itself.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

static FAMILIES: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let lines = include_str!("families.tsv").lines().skip(1);
    lines
        .filter_map(|line| line.split_once('\t'))
        .flat_map(|(family, subtypes)| subtypes.split(' ').map(move |subtype| (subtype, family)))
        .collect()
});

/// The family of a leaf of the event ontology.
pub fn family(subtype: &str) -> &str {
    FAMILIES.get(subtype).copied().unwrap_or(subtype)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::ontology;

    #[test]
    fn families_hold_leaves() {
        for (subtype, family) in FAMILIES.iter() {
            assert!(ontology::leaf(subtype).is_some(), "{family}: {subtype}");
        }
    }
}
