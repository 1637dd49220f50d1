//! What is compared of a whole article: how alike two texts are, and which names they share.
//!
//! The likeness of texts is MinHash over runs of words (Broder 1997): of every run the least
//! value under each of 64 hashes; the share of equal values estimates the share of runs that two
//! texts have in common, with a standard error of at most 1/16.

use crate::gazetteer::fold::fold;
use rustc_hash::FxHashSet;

/// Hashes a text is known by.
const HASHES: usize = 64;
/// Words of a run: four tell wire copies from articles on the same subject.
const RUN: usize = 4;
/// Names kept of a text, the least by hash, so that which are kept depends on nothing else.
const NAMES: usize = 96;

/// A text as it is compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sketch {
    least: Vec<u32>,
    names: Vec<u32>,
}

impl Sketch {
    /// The sketch of a text; of one shorter than a run of words it is empty.
    ///
    /// Complexity: 64 steps a word.
    pub fn of(text: &str) -> Sketch {
        let words: Vec<u32> = words(text).map(|word| hash(&fold(word))).collect();
        Sketch {
            least: least(&words),
            names: names(text),
        }
    }

    /// The share of runs of words that two texts have in common, 0–1; of the shorter text, so
    /// that a copy that was cut is still a copy.
    pub fn overlap(&self, other: &Sketch) -> f64 {
        if self.least.is_empty() || other.least.is_empty() {
            return 0.0;
        }
        let pairs = self.least.iter().zip(&other.least);
        let equal = pairs.filter(|(one, other)| one == other).count();
        equal as f64 / HASHES as f64
    }

    /// The share of the names of the article with fewer that the other has too, 0–1; 0 when one
    /// has hardly any.
    pub fn shared_names(&self, other: &Sketch) -> f64 {
        let least = self.names.len().min(other.names.len());
        if least < 3 {
            return 0.0;
        }
        common(&self.names, &other.names) as f64 / least as f64
    }

    /// As bytes, for a store.
    pub fn to_bytes(&self) -> Vec<u8> {
        let head = [self.least.len() as u32];
        let numbers = head.iter().chain(&self.least).chain(&self.names);
        numbers.flat_map(|number| number.to_le_bytes()).collect()
    }

    /// From the bytes of [`Sketch::to_bytes`]; bytes of another kind give an empty sketch.
    pub fn from_bytes(bytes: &[u8]) -> Sketch {
        let numbers: Vec<u32> = bytes
            .chunks_exact(4)
            .map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
            .collect();
        match numbers.split_first() {
            Some((&length, rest)) if rest.len() >= length as usize => {
                let (least, names) = rest.split_at(length as usize);
                Sketch {
                    least: least.to_vec(),
                    names: names.to_vec(),
                }
            }
            _ => Sketch::default(),
        }
    }
}

/// How many numbers two sorted lists have in common.
pub fn common(one: &[u32], other: &[u32]) -> usize {
    one.iter()
        .filter(|number| other.binary_search(number).is_ok())
        .count()
}

/// A hash of a word that is the same on every machine (FNV-1a).
pub fn hash(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

/// Words of a text: runs of letters and digits.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

fn least(words: &[u32]) -> Vec<u32> {
    if words.len() < RUN {
        return Vec::new();
    }
    let mut least = vec![u32::MAX; HASHES];
    for run in words.windows(RUN) {
        let mixed = run
            .iter()
            .fold(0_u64, |mixed, word| mix(mixed ^ u64::from(*word)));
        for (number, least) in least.iter_mut().enumerate() {
            let value = mix(mixed.wrapping_add(number as u64)) >> 32;
            *least = (*least).min(value as u32);
        }
    }
    least
}

/// A finaliser that spreads every bit (SplitMix64).
fn mix(value: u64) -> u64 {
    let value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

/// Words with a capital that never stand without one: names, whatever begins a sentence.
fn names(text: &str) -> Vec<u32> {
    let is_capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let plain: FxHashSet<String> = words(text)
        .filter(|word| !is_capital(word))
        .map(fold)
        .collect();
    let capital = words(text).filter(|word| is_capital(word) && word.chars().count() > 2);
    let folded = capital.map(fold).filter(|word| !plain.contains(word));
    let mut names: Vec<u32> = folded.map(|word| hash(&word)).collect();
    names.sort_unstable();
    names.dedup();
    names.truncate(NAMES);
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIRE: &str = "Shells hit a market in Sloviansk on Tuesday morning, killing at least nine \
        people and wounding more than twenty, the regional governor said.";

    #[test]
    fn copies_overlap_and_others_do_not() {
        let copy = format!("BREAKING. {WIRE}");
        let other =
            "A bus fell into a ravine near Huaraz on Tuesday night, and at least nine people died.";
        let (wire, copy, other) = (Sketch::of(WIRE), Sketch::of(&copy), Sketch::of(other));
        assert!(wire.overlap(&copy) > 0.8, "{}", wire.overlap(&copy));
        assert!(wire.overlap(&other) < 0.1, "{}", wire.overlap(&other));
        assert_eq!(wire.overlap(&Sketch::of("Too short")), 0.0);
    }

    #[test]
    fn bytes_and_back() {
        let sketch = Sketch::of(WIRE);
        assert_eq!(Sketch::from_bytes(&sketch.to_bytes()), sketch);
        for damaged in [&[][..], &[1, 2, 3], &[255, 255, 255, 255, 0, 0, 0, 0]] {
            assert_eq!(Sketch::from_bytes(damaged), Sketch::default());
        }
    }
}
