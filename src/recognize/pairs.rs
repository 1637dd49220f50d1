//! Containers named in the text: "Paris, Texas", "Tripoli (Libya)", "Portland Ore.".

use super::lookup::Match;
use super::marks::Marks;
use crate::gazetteer::{Gazetteer, Match as Named};

/// Candidates of either side that are compared.
const MAX_COMPARED: usize = 64;

/// Two matches of which the second contains the first.
#[derive(Clone, Copy, Debug)]
pub struct Pair {
    /// Index of the contained one.
    pub child: usize,
    /// Index of the container.
    pub parent: usize,
    /// Whether the container is an abbreviation, and no place without the other.
    pub parent_is_abbreviation: bool,
}

/// All pairs of neighbouring matches, in order.
pub fn find(marks: &Marks, gazetteer: &Gazetteer, matches: &[Match]) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for (child, two) in matches.windows(2).enumerate() {
        let close = are_joined(
            marks,
            two[0].tokens.end,
            two[1].tokens.start,
            two[1].abbreviation,
        );
        if close && contains(gazetteer, &two[1].named, &two[0].named) {
            pairs.push(Pair {
                child,
                parent: child + 1,
                parent_is_abbreviation: two[1].abbreviation,
            });
        }
    }
    pairs
}

/// Whether only a comma or an opening bracket stands between, or nothing before an abbreviation.
fn are_joined(marks: &Marks, end: usize, start: usize, abbreviation: bool) -> bool {
    match start - end {
        0 => abbreviation,
        1 => marks.is_mark(end, ",") || marks.is_mark(end, "("),
        // "Kingstown, in St. Vincent", "Limon, on the coast": not a name of the container.
        _ => false,
    }
}

/// Whether some place of the one name lies in some place of the other.
fn contains(gazetteer: &Gazetteer, parents: &[Named], children: &[Named]) -> bool {
    parents.iter().take(MAX_COMPARED).any(|parent| {
        children
            .iter()
            .take(MAX_COMPARED)
            .any(|child| gazetteer.is_inside(child.place, parent.place))
    })
}
