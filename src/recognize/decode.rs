//! The best set of candidates that do not overlap.

use std::ops::Range;

/// A candidate's tokens and what it is worth.
#[derive(Clone, Debug)]
pub struct Scored {
    /// The tokens.
    pub tokens: Range<usize>,
    /// Logarithm of the odds that it is a name; only those above 0 can be chosen.
    pub score: f32,
}

/// Indices of the set with the greatest sum of scores, in order.
///
/// Shape: `scored` is in order of first token. Complexity: O(candidates · log candidates).
pub fn best_set(scored: &[Scored]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..scored.len())
        .filter(|&i| scored[i].score > 0.0)
        .collect();
    order.sort_by_key(|&i| (scored[i].tokens.end, i));
    // For each prefix of `order`: the greatest sum, and whether its last member is in it.
    let mut sums = vec![0.0f32; order.len() + 1];
    let mut taken = vec![false; order.len()];
    let before = |at: usize| {
        let start = scored[order[at]].tokens.start;
        order[..at].partition_point(|&i| scored[i].tokens.end <= start)
    };
    for at in 0..order.len() {
        let with = sums[before(at)] + scored[order[at]].score;
        taken[at] = with > sums[at];
        sums[at + 1] = with.max(sums[at]);
    }
    let mut chosen = Vec::new();
    let mut at = order.len();
    while at > 0 {
        if taken[at - 1] {
            chosen.push(order[at - 1]);
            at = before(at - 1);
        } else {
            at -= 1;
        }
    }
    chosen.reverse();
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_set_does_not_overlap() {
        for (spans, expected) in [
            (vec![(0..2, 1.0), (0..1, 3.0)], vec![1]),
            (vec![(0..3, 3.0), (0..1, 2.0), (2..3, 2.0)], vec![1, 2]),
            (vec![(0..3, 5.0), (0..1, 2.0), (2..3, 2.0)], vec![0]),
            (vec![(0..1, -1.0), (1..2, 0.5)], vec![1]),
            (vec![], vec![]),
        ] {
            let scored: Vec<Scored> = spans
                .iter()
                .map(|(tokens, score)| Scored {
                    tokens: tokens.clone(),
                    score: *score,
                })
                .collect();
            assert_eq!(best_set(&scored), expected, "{spans:?}");
        }
    }
}
