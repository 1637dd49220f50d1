//! Averaged perceptrons in whole numbers.

use crate::syntax::linear::{Scorer, row_shift, signature};
use rustc_hash::FxHashMap;

/// How often each feature was seen, by its hash.
#[derive(Default)]
pub(super) struct Counts(FxHashMap<u32, u32>);

impl Counts {
    /// Counts the features of one decision.
    pub fn add(&mut self, features: &[u32]) {
        for &feature in features {
            *self.0.entry(feature).or_default() += 1;
        }
    }

    /// The commonest feature of each row, the smallest hash among equals; `None` where there
    /// is none that was seen twice.
    fn owners(&self, rows: usize) -> Vec<Option<u32>> {
        let shift = row_shift(rows);
        let mut owners: Vec<Option<(u32, std::cmp::Reverse<u32>)>> = vec![None; rows];
        for (&feature, &count) in self.0.iter().filter(|&(_, &count)| count > 1) {
            let owner = &mut owners[(feature >> shift) as usize];
            *owner = (*owner).max(Some((count, std::cmp::Reverse(feature))));
        }
        let hash = |owner: (u32, std::cmp::Reverse<u32>)| owner.1.0;
        owners.into_iter().map(|owner| owner.map(hash)).collect()
    }
}

/// Weights while they are learnt.
pub(super) struct Perceptron<const N: usize> {
    rows: Vec<[i32; N]>,
    /// The feature that each row belongs to.
    owners: Vec<Option<u32>>,
    /// Each change times the step at which it was made: the average over all steps is
    /// the last weight less this sum by the number of steps.
    changes: Vec<[i64; N]>,
    steps: i64,
}

impl<const N: usize> Perceptron<N> {
    /// `rows` must be a power of two; the commonest of the counted features have one each.
    pub fn new(rows: usize, counts: &Counts) -> Perceptron<N> {
        Perceptron {
            rows: vec![[0; N]; rows],
            owners: counts.owners(rows),
            changes: vec![[0; N]; rows],
            steps: 1,
        }
    }

    /// Counts one decision.
    pub fn step(&mut self) {
        self.steps += 1;
    }

    /// Prefers `right` over `wrong` the next time `features` are seen.
    pub fn update(&mut self, features: &[u32], right: usize, wrong: usize) {
        let shift = row_shift(self.rows.len());
        for &feature in features {
            let row = (feature >> shift) as usize;
            if self.owners[row] != Some(feature) {
                continue;
            }
            self.rows[row][right] += 1;
            self.rows[row][wrong] -= 1;
            self.changes[row][right] += self.steps;
            self.changes[row][wrong] -= self.steps;
        }
    }

    /// The averaged weights as signed bytes, row by row.
    ///
    /// One in 10,000 of the weights that are not 0 is too large for a byte and is cut.
    pub fn freeze(&self) -> Vec<u8> {
        let average = |(weight, change): (&i32, &i64)| {
            f64::from(*weight) - *change as f64 / self.steps as f64
        };
        let weights = self.rows.as_flattened().iter();
        let averages: Vec<f64> = weights
            .zip(self.changes.as_flattened())
            .map(average)
            .collect();
        let mut sizes: Vec<f64> = averages
            .iter()
            .map(|weight| weight.abs())
            .filter(|&size| size > 0.0)
            .collect();
        sizes.sort_unstable_by(f64::total_cmp);
        let largest = sizes.get(sizes.len() - 1 - sizes.len() / 10_000).copied();
        let scale = 127.0 / largest.unwrap_or(1.0);
        let mut bytes: Vec<u8> = averages
            .iter()
            .map(|weight| (weight * scale).round().clamp(-127.0, 127.0) as i8 as u8)
            .collect();
        for (row, owner) in bytes.chunks_exact_mut(N).zip(&self.owners) {
            row[N - 1] = owner.map_or(0, signature);
        }
        bytes
    }
}

impl<const N: usize> Scorer<N> for Perceptron<N> {
    fn scores(&self, features: &[u32]) -> [i32; N] {
        let shift = row_shift(self.rows.len());
        let mut sums = [0i32; N];
        for &feature in features {
            let row = (feature >> shift) as usize;
            if self.owners[row] != Some(feature) {
                continue;
            }
            let row = &self.rows[row];
            for (sum, weight) in sums.iter_mut().zip(row) {
                *sum = sum.wrapping_add(*weight);
            }
        }
        sums
    }
}
