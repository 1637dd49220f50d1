//! Intervals: documents drawn again with replacement, with a fixed seed.

use super::figures::{Figure, Tally};

/// Draws.
const DRAWS: usize = 1000;
/// Seed of the draws: the same documents give the same intervals.
const SEED: u64 = 20_250_410;
/// Share of the draws left out at either end: the interval is of 95 %.
const TAIL: f64 = 0.025;

/// The 95 % interval of each figure over documents; `None` where the figure has no value.
///
/// Complexity: O([`DRAWS`] · documents).
pub fn intervals(documents: &[Tally], figures: &[&Figure]) -> Vec<Option<(f64, f64)>> {
    let mut random = SplitMix(SEED);
    let mut values: Vec<Vec<f64>> = vec![Vec::with_capacity(DRAWS); figures.len()];
    for _ in 0..DRAWS {
        let mut drawn = Tally::default();
        for _ in 0..documents.len() {
            drawn.absorb_counts(&documents[random.below(documents.len())]);
        }
        for (values, figure) in values.iter_mut().zip(figures) {
            values.extend((figure.of)(&drawn));
        }
    }
    values.into_iter().map(interval).collect()
}

fn interval(mut values: Vec<f64>) -> Option<(f64, f64)> {
    values.sort_by(f64::total_cmp);
    let last = values.len().checked_sub(1)?;
    let at = |share: f64| values[(share * last as f64).round() as usize];
    Some((at(TAIL), at(1.0 - TAIL)))
}

/// The generator of Steele, Lea and Flood (2014).
struct SplitMix(u64);

impl SplitMix {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number under `limit`; its bias is below 2⁻⁴⁰ for any number of documents.
    fn below(&mut self, limit: usize) -> usize {
        ((u128::from(self.next()) * limit as u128) >> 64) as usize
    }
}
