//! Names word by word: a hash table in the file, for exact look-ups and for names in text.
//!
//! The automaton of names needs a step, and often a cache miss, for every letter. The table needs
//! one cache line for a whole name, and one a word when a walk goes through a text, however many
//! names there are. It has an entry for every folded name and for every beginning of one that ends
//! with a word ("deir" and "deir ez" for "deir ez zor").
//!
//! Buckets of [`SLOTS`] slots of eight bytes, a cache line each; what finds its bucket full goes
//! into the next one that is not. A slot that is not empty has, from the lowest bit: the index of
//! the name's first posting and one (0 for a mere beginning) in as many bits as the postings need,
//! one bit that says whether a longer name begins so, and above them the lowest bits of the hash,
//! 36 or more of them. Names are told apart by these: entries of one name never stand for
//! another, which the compiler sees to by choosing a seed, but one of about 10¹⁰ words that are
//! no name is taken for one. The last eight bytes of the section are the seed.
//!
//! The embedded default has no table, which would make the program 11 MB larger: its automaton is
//! small enough for the caches of a processor.

use super::format::u64_at;

/// Slots of a bucket.
pub(crate) const SLOTS: usize = 8;
/// Bytes of a bucket.
pub(crate) const BUCKET: usize = SLOTS * 8;

/// The hash of words so far, without the seed; [`Chain::default`] before the first word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Chain(u64);

impl Chain {
    /// The hash of all words of a folded name.
    pub(crate) fn of(name: &[u8]) -> Chain {
        name.split(|byte| *byte == b' ')
            .fold(Chain::default(), Chain::and)
    }

    /// The hash with one word more.
    pub(crate) fn and(self, word: &[u8]) -> Chain {
        // Odd constants from the golden ratio and from the finaliser of SplitMix64.
        let mut hash = self.0 ^ (word.len() as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut add = |bytes: u64| {
            hash = (hash ^ bytes).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            hash ^= hash >> 32;
        };
        let pieces = word.chunks_exact(8);
        let rest = pieces.remainder();
        pieces.for_each(|piece| add(u64_at(piece, 0)));
        let byte = |number: u64, byte: &u8| number << 8 | u64::from(*byte);
        if !rest.is_empty() {
            add(rest.iter().fold(0, byte));
        }
        Chain(hash)
    }

    /// The hash that a table with a seed uses.
    pub(crate) fn seeded(self, seed: u64) -> u64 {
        let hash = (self.0 ^ seed).wrapping_mul(0x94d0_49bb_1331_11eb);
        let hash = (hash ^ hash >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        hash ^ hash >> 32
    }
}

/// What a slot says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Index of the first posting; `None` for a mere beginning.
    pub posting: Option<u64>,
    /// Whether a longer name begins so.
    pub goes_on: bool,
}

/// How slots are read and written, which the number of postings decides.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slots {
    /// Bits of a posting's index and one.
    bits: u32,
}

impl Slots {
    pub(crate) fn new(postings: usize) -> Slots {
        Slots {
            bits: usize::BITS - postings.leading_zeros(),
        }
    }

    /// The slot of an entry.
    pub(crate) fn pack(self, hash: u64, entry: Entry) -> u64 {
        let posting = entry.posting.map_or(0, |posting| posting + 1);
        self.print(hash) | u64::from(entry.goes_on) << self.bits | posting
    }

    /// The part of a hash that a slot keeps.
    fn print(self, hash: u64) -> u64 {
        hash << (self.bits + 1)
    }

    /// Whether a slot is that of a hash.
    pub(crate) fn is_of(self, slot: u64, hash: u64) -> bool {
        (slot ^ self.print(hash)) >> (self.bits + 1) == 0
    }

    fn unpack(self, slot: u64) -> Entry {
        Entry {
            posting: (slot & ((1 << self.bits) - 1)).checked_sub(1),
            goes_on: slot >> self.bits & 1 == 1,
        }
    }
}

/// The bucket in which a search begins.
pub(crate) fn home(hash: u64, buckets: usize) -> usize {
    ((u128::from(hash) * buckets as u128) >> 64) as usize
}

/// The table of an opened gazetteer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NameTable<'g> {
    buckets: &'g [u8],
    slots: Slots,
    seed: u64,
}

impl<'g> NameTable<'g> {
    /// The table in a section; `None` when there is none.
    pub(crate) fn new(section: &'g [u8], postings: usize) -> Option<NameTable<'g>> {
        let (buckets, seed) = section.split_last_chunk::<8>()?;
        Some(NameTable {
            buckets,
            slots: Slots::new(postings),
            seed: u64::from_le_bytes(*seed),
        })
    }

    /// The entry of the words of a chain.
    pub(crate) fn get(self, chain: Chain) -> Option<Entry> {
        let count = self.buckets.len() / BUCKET;
        let hash = chain.seeded(self.seed);
        let first = home(hash, count);
        for at in (first..count).chain(0..first) {
            let bucket = &self.buckets[at * BUCKET..][..BUCKET];
            for number in 0..SLOTS {
                match u64_at(bucket, number) {
                    0 => return None,
                    slot if self.slots.is_of(slot, hash) => return Some(self.slots.unpack(slot)),
                    _ => {}
                }
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_slot_keeps_its_entry(
            postings in 1usize..1 << 27,
            share in 0.0..1.0,
            goes_on: bool,
            has_posting: bool,
            hash: u64,
        ) {
            let slots = Slots::new(postings);
            let posting = has_posting.then_some((postings as f64 * share) as u64);
            let entry = Entry { posting, goes_on: goes_on || !has_posting };
            let slot = slots.pack(hash, entry);
            prop_assert!(slot != 0);
            prop_assert!(slots.is_of(slot, hash));
            prop_assert!(!slots.is_of(slot, hash ^ 1));
            prop_assert_eq!(slots.unpack(slot), entry);
        }

        #[test]
        fn a_chain_goes_word_by_word(words in prop::collection::vec("[a-z]{1,20}", 1..5)) {
            let chain = words
                .iter()
                .fold(Chain::default(), |chain, word| chain.and(word.as_bytes()));
            prop_assert_eq!(Chain::of(words.join(" ").as_bytes()), chain);
            prop_assert!(chain != Chain::of(words.concat().as_bytes()) || words.len() == 1);
        }
    }
}
