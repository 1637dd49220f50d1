//! Names sorted outside memory: runs on disk, merged in one pass.

use crate::gazetteer::fold::fold_into;
use crate::gazetteer::name::{Cases, NameKind};
use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::PathBuf;

/// Longest folded name that is indexed, in bytes.
pub(crate) const MAX_NAME: usize = 255;
/// Names held in memory before a run is written: about 220 MB with their letters.
const RUN_ENTRIES: usize = 5_000_000;

/// A name of a place, without its letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Named {
    /// Row as given.
    pub row: u32,
    pub kind: NameKind,
    /// See [`Cases::bits`].
    pub cases: u8,
}

#[derive(Clone, Copy)]
struct Entry {
    /// The first eight bytes as a number, for most comparisons.
    prefix: u64,
    start: u32,
    length: u8,
    named: Named,
}

/// Yields names in order.
pub(crate) trait Run {
    /// The next name, its letters written to `name`; `None` at the end.
    fn next(&mut self, name: &mut Vec<u8>) -> io::Result<Option<Named>>;
}

/// Collects names in any order.
pub(crate) struct Sorter<'r> {
    letters: String,
    entries: Vec<Entry>,
    /// Folder for runs; without one everything stays in memory.
    scratch: Option<PathBuf>,
    files: Vec<PathBuf>,
    sorted: Vec<Box<dyn Run + 'r>>,
}

impl<'r> Sorter<'r> {
    /// A sorter that writes its runs to `scratch`, or keeps all in memory.
    pub(crate) fn new(scratch: Option<PathBuf>) -> Sorter<'r> {
        Sorter {
            letters: String::new(),
            entries: Vec::new(),
            scratch,
            files: Vec::new(),
            sorted: Vec::new(),
        }
    }

    /// Folds and adds a name; `false` when nothing is left of it or it is too long.
    pub(crate) fn add(&mut self, row: u32, name: &str, kind: NameKind) -> io::Result<bool> {
        let start = self.letters.len();
        fold_into(name, &mut self.letters);
        let length = self.letters.len() - start;
        if length == 0 || length > MAX_NAME {
            self.letters.truncate(start);
            return Ok(false);
        }
        let named = Named {
            row,
            kind,
            cases: Cases::of(name).bits(),
        };
        self.entries.push(Entry {
            prefix: prefix(&self.letters.as_bytes()[start..]),
            start: start as u32,
            length: length as u8,
            named,
        });
        if self.entries.len() >= RUN_ENTRIES {
            self.spill()?;
        }
        Ok(true)
    }

    /// Adds names that are in order already.
    pub(crate) fn add_sorted(&mut self, run: impl Run + 'r) {
        self.sorted.push(Box::new(run));
    }

    fn sort(&mut self) {
        let letters = self.letters.as_bytes();
        let name = |entry: &Entry| &letters[entry.start as usize..][..usize::from(entry.length)];
        self.entries.sort_unstable_by(|a, b| {
            a.prefix
                .cmp(&b.prefix)
                .then_with(|| name(a).cmp(name(b)))
                .then_with(|| a.named.cmp(&b.named))
        });
    }

    fn spill(&mut self) -> io::Result<()> {
        let Some(scratch) = &self.scratch else {
            return Ok(());
        };
        let path = scratch.join(format!("names-{}", self.files.len()));
        self.sort();
        let mut file = BufWriter::new(File::create(&path)?);
        for entry in &self.entries {
            let start = entry.start as usize;
            let name = &self.letters.as_bytes()[start..start + usize::from(entry.length)];
            file.write_all(&[entry.length, flags(entry.named)])?;
            file.write_all(&entry.named.row.to_le_bytes())?;
            file.write_all(name)?;
        }
        file.flush()?;
        self.files.push(path);
        self.entries.clear();
        self.letters.clear();
        Ok(())
    }

    /// Calls `group` with each name in order and all that bear it.
    pub(crate) fn merge(
        mut self,
        mut group: impl FnMut(&[u8], &mut Vec<Named>) -> io::Result<()>,
    ) -> io::Result<()> {
        self.sort();
        let mut runs = std::mem::take(&mut self.sorted);
        for path in &self.files {
            runs.push(Box::new(FileRun(BufReader::with_capacity(
                1 << 18,
                File::open(path)?,
            ))));
        }
        runs.push(Box::new(MemoryRun {
            letters: self.letters,
            entries: self.entries.into_iter(),
        }));
        let mut heap = BinaryHeap::new();
        for (number, run) in runs.iter_mut().enumerate() {
            let mut name = Vec::new();
            if let Some(named) = run.next(&mut name)? {
                heap.push(Reverse(Head {
                    name,
                    named,
                    number,
                }));
            }
        }
        let mut current: Vec<u8> = Vec::new();
        let mut bearers: Vec<Named> = Vec::new();
        while let Some(mut top) = heap.peek_mut() {
            let head = &mut top.0;
            if head.name != current {
                if !bearers.is_empty() {
                    group(&current, &mut bearers)?;
                    bearers.clear();
                }
                current.clone_from(&head.name);
            }
            bearers.push(head.named);
            match runs[head.number].next(&mut head.name)? {
                Some(named) => head.named = named,
                None => {
                    std::collections::binary_heap::PeekMut::pop(top);
                }
            }
        }
        if !bearers.is_empty() {
            group(&current, &mut bearers)?;
        }
        Ok(())
    }
}

fn prefix(name: &[u8]) -> u64 {
    let mut bytes = [0; 8];
    let length = name.len().min(8);
    bytes[..length].copy_from_slice(&name[..length]);
    u64::from_be_bytes(bytes)
}

fn flags(named: Named) -> u8 {
    named.cases | named.kind.bits() << 5
}

struct Head {
    name: Vec<u8>,
    named: Named,
    number: usize,
}

impl Head {
    fn key(&self) -> (&[u8], usize) {
        (&self.name, self.number)
    }
}

impl PartialEq for Head {
    fn eq(&self, other: &Head) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Head {}

impl PartialOrd for Head {
    fn partial_cmp(&self, other: &Head) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Head {
    fn cmp(&self, other: &Head) -> Ordering {
        self.key().cmp(&other.key())
    }
}

struct MemoryRun {
    letters: String,
    entries: std::vec::IntoIter<Entry>,
}

impl Run for MemoryRun {
    fn next(&mut self, name: &mut Vec<u8>) -> io::Result<Option<Named>> {
        Ok(self.entries.next().map(|entry| {
            let start = entry.start as usize;
            name.clear();
            name.extend_from_slice(
                &self.letters.as_bytes()[start..start + usize::from(entry.length)],
            );
            entry.named
        }))
    }
}

struct FileRun(BufReader<File>);

impl Run for FileRun {
    fn next(&mut self, name: &mut Vec<u8>) -> io::Result<Option<Named>> {
        let mut head = [0; 6];
        match self.0.read_exact(&mut head) {
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
            read => read?,
        }
        name.resize(usize::from(head[0]), 0);
        self.0.read_exact(name)?;
        Ok(Some(Named {
            row: u32::from_le_bytes([head[2], head[3], head[4], head[5]]),
            kind: NameKind::from_bits(head[1] >> 5),
            cases: head[1] & 31,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn merged(sorter: Sorter<'_>) -> Vec<(String, Vec<u32>)> {
        let mut all = Vec::new();
        sorter
            .merge(|name, bearers| {
                let name = String::from_utf8(name.to_vec()).expect("folded names are UTF-8");
                let mut rows: Vec<u32> = bearers.iter().map(|named| named.row).collect();
                rows.sort_unstable();
                all.push((name, rows));
                Ok(())
            })
            .expect("nothing is written wrong");
        all
    }

    proptest! {
        /// Runs on disk give what memory gives.
        #[test]
        fn spilling_changes_nothing(names in prop::collection::vec("[a-c]{1,12}", 0..60)) {
            let scratch = tempfile::tempdir().expect("a scratch folder");
            let mut spilled = Sorter::new(Some(scratch.path().to_path_buf()));
            let mut kept = Sorter::new(None);
            for (row, name) in (0..).zip(&names) {
                spilled.add(row, name, NameKind::Main).expect("a disk");
                kept.add(row, name, NameKind::Main).expect("memory");
                if row % 7 == 6 {
                    spilled.spill().expect("a disk");
                }
            }
            let expected = merged(kept);
            prop_assert_eq!(merged(spilled), expected.clone());
            prop_assert!(expected.windows(2).all(|pair| pair[0].0 < pair[1].0));
            prop_assert_eq!(expected.iter().map(|(_, rows)| rows.len()).sum::<usize>(), names.len());
        }
    }
}
