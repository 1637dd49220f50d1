//! The hash table of names, made while the names come in order.

use crate::gazetteer::format::{FileWriter, NONE, Section};
use crate::gazetteer::name_table::{BUCKET, Chain, Entry, SLOTS, Slots, home};
use std::io::{self, Seek, Write};

/// Share of the slots that is in use: with buckets of eight, one name of 30 is then not in its
/// first bucket.
const LOAD: f64 = 0.75;
/// Seeds tried. One fails for about one of 1,000 tables of 20 million names.
const SEEDS: u64 = 8;

/// A name or a beginning. 16 bytes, so that 25 million are 0.4 GB.
struct Kept {
    chain: Chain,
    /// Index of the first posting, or [`NONE`].
    posting: u32,
    goes_on: bool,
}

/// Collects names in order.
#[derive(Default)]
pub(super) struct Builder {
    entries: Vec<Kept>,
    /// The last name.
    last: Vec<u8>,
    /// Its beginnings and itself: where they end in it, and their entries.
    open: Vec<(usize, usize)>,
}

impl Builder {
    /// Adds a folded name behind all that sort before it.
    pub(super) fn add(&mut self, name: &[u8], posting: u32) {
        let is_open = |end: usize| {
            name.starts_with(&self.last[..end]) && name.get(end).is_none_or(|byte| *byte == b' ')
        };
        let kept = self
            .open
            .iter()
            .take_while(|(end, _)| is_open(*end))
            .count();
        self.open.truncate(kept);
        if let Some((_, longest)) = self.open.last() {
            self.entries[*longest].goes_on = true;
        }
        let known = self.open.last().map_or(0, |(end, _)| *end);
        let ends = name.iter().enumerate().skip(known + usize::from(known > 0));
        let beginnings = ends.filter(|(_, byte)| **byte == b' ').map(|(end, _)| end);
        for end in beginnings.chain([name.len()]) {
            let is_name = end == name.len();
            self.open.push((end, self.entries.len()));
            self.entries.push(Kept {
                chain: Chain::of(&name[..end]),
                posting: if is_name { posting } else { NONE },
                goes_on: !is_name,
            });
        }
        self.last.clear();
        self.last.extend_from_slice(name);
    }

    /// Writes the table.
    pub(super) fn write<W: Write + Seek>(
        self,
        file: &mut FileWriter<W>,
        postings: usize,
    ) -> io::Result<()> {
        let table = (0..SEEDS).find_map(|seed| Some((seed, self.table(seed, postings)?)));
        let (seed, table) =
            table.ok_or_else(|| io::Error::other("two names have the same hash"))?;
        let bytes = table.into_iter().chain([seed]);
        file.put_all(Section::NameTable, bytes, u64::to_le_bytes)
    }

    /// The slots, or `None` when a name would be taken for another.
    fn table(&self, seed: u64, postings: usize) -> Option<Vec<u64>> {
        let slots = Slots::new(postings);
        let count = (self.entries.len() as f64 / LOAD / SLOTS as f64).ceil() as usize + 1;
        let mut table = vec![0u64; count * SLOTS];
        for kept in &self.entries {
            let hash = kept.chain.seeded(seed);
            let first = home(hash, count) * SLOTS;
            let free = (first..table.len()).chain(0..first).find(|at| {
                let slot = table[*at];
                slot == 0 || slots.is_of(slot, hash)
            })?;
            if table[free] != 0 {
                return None;
            }
            let entry = Entry {
                posting: (kept.posting != NONE).then_some(u64::from(kept.posting)),
                goes_on: kept.goes_on,
            };
            table[free] = slots.pack(hash, entry);
        }
        Some(table)
    }
}

const _: () = assert!(BUCKET == SLOTS * size_of::<u64>());
