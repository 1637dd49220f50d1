//! Linear models over hashed features: the weights of one feature are one row.
//!
//! The simple version lets all features whose hashes name a row share it. Here a row belongs to
//! one feature, the commonest of them in training, and its last column holds eight more bits of
//! that feature's hash: the others, and features never seen, find a stranger's row and leave it.
//! Of long rows these columns are kept apart, close together: half of the features own no row, and
//! never leave the cache for one.

use std::borrow::Cow;

/// Rows and weights of a trained model, used in place.
///
/// `N`: classes, padded so that a row is a whole number of machine words; the last column is no
/// class.
#[derive(Clone, Debug)]
pub(super) struct Linear<'m, const N: usize> {
    /// Signed bytes, row by row; the number of rows is a power of two.
    rows: Cow<'m, [[u8; N]]>,
    /// The last column of each row that is long.
    signatures: Vec<u8>,
    schedule: Schedule,
}

/// Which features are looked up first, and when the others cannot be worth their time.
///
/// Most decisions are easy: a part of the features tells the same as all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Schedule {
    /// Numbers of features, all of them.
    pub order: Vec<u8>,
    /// Where to stop if one class is far enough ahead.
    pub stages: Vec<Stage>,
}

impl Schedule {
    /// All of so many features at once.
    pub fn whole(features: usize) -> Schedule {
        Schedule {
            order: (0..features as u8).collect(),
            stages: Vec::new(),
        }
    }
}

/// A place to stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stage {
    /// Features that have been looked up.
    pub end: u8,
    /// By how much the first class must lead the second.
    pub lead: i16,
}

/// 0 for the classes that may be chosen and [`OUT`] for the others.
pub(super) type Allowed<const N: usize> = [i16; N];

/// Less than any sum of weights that was seen, and far enough from the least number for 92 weights more.
pub(super) const OUT: i16 = -20_000;

/// The classes for which `is_allowed` holds.
pub(super) fn allowed<const N: usize>(is_allowed: impl Fn(usize) -> bool) -> Allowed<N> {
    std::array::from_fn(|class| if is_allowed(class) { 0 } else { OUT })
}

impl<'m, const N: usize> Linear<'m, N> {
    /// A model over `rows`; `None` when their number is not a power of two.
    pub fn new(rows: Cow<'m, [[u8; N]]>, schedule: Schedule) -> Option<Linear<'m, N>> {
        let is_short = N <= SHORT_ROW;
        let apart: &[[u8; N]] = if is_short { &[] } else { &rows };
        let signatures = apart.iter().map(|row| row[N - 1]).collect();
        rows.len().is_power_of_two().then_some(Linear {
            rows,
            signatures,
            schedule,
        })
    }

    /// A model that looks up all of so many features at once, over the bytes of its rows.
    pub fn whole(bytes: &'m [u8], features: usize) -> Option<Linear<'m, N>> {
        Linear::new(Linear::rows(bytes)?, Schedule::whole(features))
    }

    /// Rows used where their bytes are; `None` when a part of a row is left over.
    pub fn rows(bytes: &'m [u8]) -> Option<Cow<'m, [[u8; N]]>> {
        let (rows, rest) = bytes.as_chunks::<N>();
        rest.is_empty().then_some(Cow::Borrowed(rows))
    }

    /// The row of a feature, when it has one.
    pub fn row(&self, feature: u32) -> Option<&[u8; N]> {
        let row = &self.rows[(feature >> row_shift(self.rows.len())) as usize];
        (row[N - 1] == signature(feature)).then_some(row)
    }

    /// Adds the rows that belong to at most [`AT_ONCE`] features to `sums`.
    ///
    /// Most of the time goes by waiting for rows. So they are all asked for before the first is
    /// needed, in a loop so short that the processor runs through it without waiting.
    fn add(&self, sums: &mut [i16; N], features: &[u32]) {
        let shift = row_shift(self.rows.len());
        if N <= SHORT_ROW {
            let mut fetched = [[0; N]; AT_ONCE];
            for (row, &feature) in fetched.iter_mut().zip(features) {
                *row = self.rows[(feature >> shift) as usize];
            }
            for (row, &feature) in fetched.iter().zip(features) {
                if row[N - 1] == signature(feature) {
                    add_row(sums, row);
                }
            }
        } else {
            let mut own = [0; AT_ONCE];
            let mut count = 0;
            for &feature in features {
                let row = (feature >> shift) as usize;
                own[count] = row;
                count += usize::from(self.signatures[row] == signature(feature));
            }
            for &row in &own[..count] {
                add_row(sums, &self.rows[row]);
            }
        }
    }
}

#[inline]
fn add_row<const N: usize>(sums: &mut [i16; N], row: &[u8; N]) {
    for (sum, &weight) in sums.iter_mut().zip(row) {
        *sum = sum.wrapping_add(i16::from(weight as i8));
    }
}

/// Features whose rows are fetched at once.
const AT_ONCE: usize = 32;
/// Rows up to this length come whole with their signature; of longer ones, the signature alone.
const SHORT_ROW: usize = 16;

/// Scores classes by features. A feature is a 32-bit hash; its high bits name the row.
pub(super) trait Scorer<const N: usize> {
    /// The sum of the rows that belong to `features`.
    fn scores(&self, features: &[u32]) -> [i32; N];

    /// The allowed class with the highest score, the first of equals. May err where it is close.
    fn best<const F: usize>(&self, features: &Features<F>, allowed: &Allowed<N>) -> usize {
        let scores = self.scores(&features.hashes());
        best(&scores[..N - 1], |class| allowed[class] == 0).unwrap_or(0)
    }
}

impl<const N: usize> Scorer<N> for Linear<'_, N> {
    fn scores(&self, features: &[u32]) -> [i32; N] {
        let mut sums = [0; N];
        for part in features.chunks(AT_ONCE) {
            self.add(&mut sums, part);
        }
        sums.map(i32::from)
    }

    fn best<const F: usize>(&self, features: &Features<F>, allowed: &Allowed<N>) -> usize {
        let Schedule { order, stages } = &self.schedule;
        let mut sums = *allowed;
        let mut start = 0;
        let mut add = |sums: &mut [i16; N], end: usize| {
            for part in order[start..end].chunks(AT_ONCE) {
                let mut hashes = [0; AT_ONCE];
                for (hash, &at) in hashes.iter_mut().zip(part) {
                    *hash = features.hash(at);
                }
                self.add(sums, &hashes[..part.len()]);
            }
            start = end;
        };
        for &Stage { end, lead } in stages {
            add(&mut sums, usize::from(end));
            if let Some(class) = leader(&sums[..N - 1], lead) {
                return class;
            }
        }
        add(&mut sums, order.len());
        leader(&sums[..N - 1], 0).unwrap_or(0)
    }
}

/// The first class, if no other comes within `lead` of it; with a lead of 0 the first of equals.
#[inline]
fn leader(sums: &[i16], lead: i16) -> Option<usize> {
    let most = sums.iter().copied().max()?;
    let close = sums.iter().filter(|&&sum| sum > most - lead).count();
    if close > 1 {
        return None;
    }
    sums.iter().position(|&sum| sum == most)
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

/// The features of one decision by what their templates are filled with: most are never looked up,
/// and these need no hash.
pub(super) struct Features<const F: usize> {
    /// Number of the first template.
    first: u32,
    values: [[u32; 4]; F],
    count: usize,
}

impl<const F: usize> Features<F> {
    /// None yet; templates are numbered from `first`.
    pub fn from(first: u32) -> Features<F> {
        Features {
            first,
            values: [[0; 4]; F],
            count: 0,
        }
    }

    /// Fills the next template.
    #[inline]
    pub fn add(&mut self, a: u32, b: u32, c: u32, d: u32) {
        self.values[self.count] = [a, b, c, d];
        self.count += 1;
    }

    /// The hash of one.
    #[inline]
    fn hash(&self, at: u8) -> u32 {
        hash(self.first + u32::from(at), self.values[usize::from(at)])
    }

    /// The hashes of all.
    pub fn hashes(&self) -> [u32; F] {
        std::array::from_fn(|at| self.hash(at as u8))
    }
}

/// The hash of a feature: its template's number and up to four values.
#[inline]
fn hash(template: u32, values: [u32; 4]) -> u32 {
    // Odd 64-bit constants of wyhash; one multiplication a pair of values.
    let low = u64::from(values[0]) << 32 | u64::from(values[1]);
    let high = u64::from(values[2]) << 32 | u64::from(values[3]);
    let a = (low ^ u64::from(template).wrapping_mul(0xa076_1d64_78bd_642f))
        .wrapping_mul(0xe703_7ed1_a0b4_28db);
    let b = (high ^ (a >> 29)).wrapping_mul(0x8ebc_6af0_9c88_c6e3);
    let mixed = (a ^ (b >> 31) ^ b).wrapping_mul(0x5899_65cc_7537_4cc3);
    (mixed >> 32) as u32
}
