//! The name automaton and its postings.

use crate::gazetteer::feature::FeatureClass;
use crate::gazetteer::fold::{fold, fold_into};
use crate::gazetteer::name::{Cases, NameKind, Posting};
use crate::gazetteer::name_rules;
use crate::gazetteer::table::{PlaceRow, TableError};

/// Compiled names.
pub(super) struct Names {
    /// Bytes of the `fst` map.
    pub(super) automaton: Vec<u8>,
    /// Postings by name.
    pub(super) postings: Vec<u32>,
}

/// A folded name of a row; the letters lie in the arena of [`Entries`].
#[derive(Clone, Copy)]
struct Entry {
    start: u32,
    end: u32,
    row: u32,
    kind: NameKind,
    cases: Cases,
}

#[derive(Default)]
struct Entries {
    letters: String,
    entries: Vec<Entry>,
}

impl Entries {
    fn add(&mut self, row: u32, name: &str, kind: NameKind) {
        let start = self.letters.len();
        fold_into(name, &mut self.letters);
        if self.letters.len() > start {
            self.entries.push(Entry {
                start: start as u32,
                end: self.letters.len() as u32,
                row,
                kind,
                cases: Cases::of(name),
            });
        }
    }

    fn name(&self, entry: &Entry) -> &str {
        &self.letters[entry.start as usize..entry.end as usize]
    }

    /// Each name of a row once, by name, then row.
    fn distinct(mut self) -> Entries {
        let letters = std::mem::take(&mut self.letters);
        let name = |entry: &Entry| &letters[entry.start as usize..entry.end as usize];
        self.entries
            .sort_unstable_by(|a, b| (name(a), a.row, a.kind).cmp(&(name(b), b.row, b.kind)));
        self.entries.dedup_by(|later, first| {
            let same = later.row == first.row && name(later) == name(first);
            if same {
                first.cases = first.cases.union(later.cases);
            }
            same
        });
        Entries { letters, ..self }
    }
}

/// Indexes every name of every row.
pub(super) fn index(rows: &[PlaceRow<'_>]) -> Result<Names, TableError> {
    let mut entries = Entries::default();
    for (at, row) in (0u32..).zip(rows) {
        add_row(&mut entries, at, row);
    }
    let entries = entries.distinct();
    let mut builder = fst::MapBuilder::memory();
    let mut postings = Vec::with_capacity(entries.entries.len());
    for group in entries
        .entries
        .chunk_by(|a, b| entries.name(a) == entries.name(b))
    {
        let first = postings.len() as u64;
        builder
            .insert(entries.name(&group[0]), first)
            .map_err(unsorted)?;
        add_postings(&mut postings, group.to_vec(), rows);
    }
    Ok(Names {
        automaton: builder.into_inner().map_err(unsorted)?,
        postings,
    })
}

fn add_row(entries: &mut Entries, at: u32, row: &PlaceRow<'_>) {
    entries.add(at, row.name, NameKind::Main);
    for name in name_rules::from_main(row.name, row.feature_code, row.country) {
        entries.add(at, &name, NameKind::Generated);
    }
    for name in &row.alternate_names {
        entries.add(at, name, NameKind::Alternate);
        for name in name_rules::from_any(name, row.country) {
            entries.add(at, &name, NameKind::Generated);
        }
    }
}

fn add_postings(postings: &mut Vec<u32>, mut group: Vec<Entry>, rows: &[PlaceRow<'_>]) {
    group.sort_by_key(|entry| {
        let row = &rows[entry.row as usize];
        let class = FeatureClass::of(row.feature_code);
        (std::cmp::Reverse(row.population), class, entry.row)
    });
    let last = group.len() - 1;
    for (i, entry) in group.iter().enumerate() {
        postings.push(Posting::new(entry.row, entry.kind, entry.cases, i == last).0);
    }
}

/// The automaton takes keys in order, and they are sorted: an error here is a bug of this file.
fn unsorted(error: fst::Error) -> TableError {
    TableError {
        table: "names".to_owned(),
        line: 0,
        reason: error.to_string(),
    }
}

impl Names {
    /// Rows with a name, larger places first.
    pub(super) fn rows(&self, name: &str) -> Vec<u32> {
        let first = fst::Map::new(&self.automaton[..])
            .ok()
            .and_then(|map| map.get(fold(name)));
        let mut rows = Vec::new();
        if let Some(first) = first {
            for posting in &self.postings[first as usize..] {
                rows.push(Posting(*posting).row());
                if Posting(*posting).is_last() {
                    break;
                }
            }
        }
        rows
    }
}
