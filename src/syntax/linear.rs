//! Linear models over hashed features: the weights of one feature are one row.
//!
//! The simple version lets all features whose hashes name a row share it. Here a row belongs to
//! one feature, the commonest of them in training, and its last column holds eight more bits of
//! that feature's hash: the others, and features never seen, find a stranger's row and leave it.

/// Rows and weights of a trained model, used in place.
///
/// `N`: classes, padded so that a row is a whole number of machine words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Linear<'m, const N: usize> {
    /// Signed bytes, row by row; the number of rows is a power of two.
    rows: &'m [[u8; N]],
}

impl<'m, const N: usize> Linear<'m, N> {
    /// A model over `bytes`; `None` when they are not a power of two of rows.
    pub fn new(bytes: &'m [u8]) -> Option<Linear<'m, N>> {
        let (rows, rest) = bytes.as_chunks::<N>();
        (rest.is_empty() && rows.len().is_power_of_two()).then_some(Linear { rows })
    }
}

/// Features of the largest model, and one to spare.
const MOST_FEATURES: usize = 129;

/// Scores classes by features.
pub(super) trait Scorer<const N: usize> {
    /// The sum of the rows that belong to `features`; the last column is no class. A feature is a 32-bit hash; its high bits name the row.
    fn scores(&self, features: &[u32]) -> [i32; N];
}

impl<const N: usize> Scorer<N> for Linear<'_, N> {
    fn scores(&self, features: &[u32]) -> [i32; N] {
        let shift = row_shift(self.rows.len());
        // First the rows that belong, without a branch, so that they are fetched all at once:
        // most of the time goes by waiting for them.
        let mut own = [0u32; MOST_FEATURES];
        let mut count = 0;
        for &feature in features {
            let row = feature >> shift;
            own[count] = row;
            count += usize::from(self.rows[row as usize][N - 1] == signature(feature));
        }
        // 16 bits hold 256 rows of bytes; no model has as many features.
        let mut sums = [0i16; N];
        for &row in &own[..count] {
            for (sum, &weight) in sums.iter_mut().zip(&self.rows[row as usize]) {
                *sum = sum.wrapping_add(i16::from(weight as i8));
            }
        }
        sums.map(i32::from)
    }
}

/// The low bits of a feature's hash, which the number of its row does not hold.
pub(super) fn signature(feature: u32) -> u8 {
    feature as u8
}

/// How far a feature's hash is shifted to name one of `rows` rows.
pub(super) fn row_shift(rows: usize) -> u32 {
    32 - rows.trailing_zeros()
}

/// The class with the highest score among those `allowed`; the first of equals.
pub(super) fn best(scores: &[i32], allowed: impl Fn(usize) -> bool) -> Option<usize> {
    let mut best: Option<usize> = None;
    for (class, &score) in scores.iter().enumerate() {
        if best.is_none_or(|b| score > scores[b]) && allowed(class) {
            best = Some(class);
        }
    }
    best
}

/// The hash of a feature: its template's number and up to four values.
#[inline]
pub(super) fn feature(template: u32, values: [u32; 4]) -> u32 {
    // Odd 64-bit constants of wyhash; one multiplication a pair of values.
    let low = u64::from(values[0]) << 32 | u64::from(values[1]);
    let high = u64::from(values[2]) << 32 | u64::from(values[3]);
    let a = (low ^ u64::from(template).wrapping_mul(0xa076_1d64_78bd_642f))
        .wrapping_mul(0xe703_7ed1_a0b4_28db);
    let b = (high ^ (a >> 29)).wrapping_mul(0x8ebc_6af0_9c88_c6e3);
    let mixed = (a ^ (b >> 31) ^ b).wrapping_mul(0x5899_65cc_7537_4cc3);
    (mixed >> 32) as u32
}
