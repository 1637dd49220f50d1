//! The index file: a header, a table of sections, the sections.
//!
//! All numbers are little-endian and read where they lie; nothing is parsed when the file is
//! opened, and nothing needs more than byte alignment. Sections start at multiples of 8 bytes.
//!
//! | bytes | header |
//! |---|---|
//! | 0–7 | `DATELINE` |
//! | 8–11 | [`VERSION`] |
//! | 12–15 | number of sections |
//! | 16–23 | length of the file |
//! | 24–31 | checksum of the header and the section table, this field taken as 0 |
//! | 32–… | 32 bytes a section: kind (u32), 0 (u32), offset, length, checksum (u64 each) |
//!
//! The section checksums are in the table, so the header's checksum identifies the whole file.

use crate::place::{IdSource, PlaceId};
use std::fmt;
use std::ops::Range;

/// First bytes of every index file.
pub(crate) const MAGIC: [u8; 8] = *b"DATELINE";
/// Version of this layout; a file of any other version is not opened.
pub(crate) const VERSION: u32 = 1;

const HEADER: usize = 32;
const ENTRY: usize = 32;
const CHECKSUM_AT: usize = 24;

/// What a section holds. Rows are places in ascending order of id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub(crate) enum Section {
    /// `key\tvalue` lines: the gazetteer's name, the tables it was made from.
    Meta = 0,
    /// `fst` map: folded name → index of its first posting.
    Names,
    /// u32 each: [`Posting`](super::name::Posting)s, by name, larger places first.
    Postings,
    /// u64 a row: source in the top 8 bits, number below.
    Ids,
    /// i32 latitude, i32 longitude a row, in units of [`COORDINATE`] degrees.
    Points,
    /// u16 a row: line of `FeatureCodes`.
    Features,
    /// Feature codes, one a line.
    FeatureCodes,
    /// Two letters a row; zeros where there is no country.
    Countries,
    /// u32 a row: row of the first-order division, or [`NONE`].
    Admin1,
    /// u32 a row: row of the second-order division, or [`NONE`].
    Admin2,
    /// u64 a row; 0 is unknown.
    Populations,
    /// f32 a row, kilometres.
    Radii,
    /// u32 a row and one more: where in `NameText` the name starts.
    NameStarts,
    /// The names, end to end.
    NameText,
    /// u32 row, u32 first vertex for each place with a path, ascending, and an end entry.
    PathIndex,
    /// Vertices as in `Points`.
    PathPoints,
    /// u32 cells a degree, then u32 a cell and one more: where in `GridRows` the cell starts.
    GridStarts,
    /// u32 rows, by cell.
    GridRows,
    /// [`COUNTRY_ENTRY`] bytes a country, in order of code.
    CountryTable,
    /// u32 row, u32 first ring for each place with an outline, ascending, and an end entry.
    FootprintIndex,
    /// u32 first vertex a ring, and an end entry; the top bit is set where a new polygon starts.
    Rings,
    /// Vertices as in `Points`, rings without the repeated last vertex.
    RingPoints,
    /// `fst` map: folded demonym → first record.
    DemonymNames,
    /// [`FORM_ENTRY`] bytes a record.
    Demonyms,
    /// `fst` map: folded metonym → first record.
    MetonymNames,
    /// [`FORM_ENTRY`] bytes a record.
    Metonyms,
    /// Kinds of demonyms and metonyms, one a line.
    FormKinds,
}

impl Section {
    /// Number of sections.
    pub(crate) const COUNT: usize = Section::FormKinds as usize + 1;
}

/// Degrees in a unit of a stored coordinate: about 1.1 m.
pub(crate) const COORDINATE: f64 = 1e-5;
/// "No row."
pub(crate) const NONE: u32 = u32::MAX;

/// A coordinate in file units.
pub(crate) fn to_units(degrees: f64) -> i32 {
    (degrees / COORDINATE).round() as i32
}

/// Degrees from file units.
pub(crate) fn to_degrees(units: i32) -> f64 {
    // Divided, not multiplied: gives the decimal that was written, not its neighbour.
    f64::from(units) / 100_000.0
}

/// Bytes of a record of `CountryTable`: code (2), padding (2), country row, capital row (u32 each).
pub(crate) const COUNTRY_ENTRY: usize = 12;
/// Bytes of a record of `Demonyms` and `Metonyms`: row (u32), country (2), kind (u8),
/// 1 on the last record of the form (u8).
pub(crate) const FORM_ENTRY: usize = 8;

/// A place id in one number: source in the top 8 bits, number below.
pub(crate) fn packed_id(id: PlaceId) -> u64 {
    let source = IdSource::ALL.iter().position(|source| *source == id.source);
    (source.unwrap_or(0) as u64) << 56 | id.number
}

/// The place id in a number.
pub(crate) fn unpacked_id(packed: u64) -> PlaceId {
    PlaceId {
        source: IdSource::ALL
            .get((packed >> 56) as usize)
            .copied()
            .unwrap_or(IdSource::Overlay),
        number: packed & ((1 << 56) - 1),
    }
}

/// The u16 with index `i` of a section.
pub(crate) fn u16_at(bytes: &[u8], i: usize) -> u16 {
    u16::from_le_bytes(array(bytes, i * 2))
}

/// The u32 with index `i` of a section.
pub(crate) fn u32_at(bytes: &[u8], i: usize) -> u32 {
    u32::from_le_bytes(array(bytes, i * 4))
}

/// The i32 with index `i` of a section.
pub(crate) fn i32_at(bytes: &[u8], i: usize) -> i32 {
    i32::from_le_bytes(array(bytes, i * 4))
}

/// The u64 with index `i` of a section.
pub(crate) fn u64_at(bytes: &[u8], i: usize) -> u64 {
    u64::from_le_bytes(array(bytes, i * 8))
}

fn array<const N: usize>(bytes: &[u8], at: usize) -> [u8; N] {
    let mut out = [0; N];
    out.copy_from_slice(&bytes[at..at + N]);
    out
}

/// FNV-1a over 8-byte words, the last one padded with zeros, and the length.
///
/// Each step is a bijection of the word, so a change within one word is always seen.
pub(crate) fn checksum(bytes: &[u8]) -> u64 {
    const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    let words = bytes.chunks_exact(8);
    let mut tail = [0; 8];
    tail[..words.remainder().len()].copy_from_slice(words.remainder());
    let step = |hash: u64, word: u64| (hash ^ word).wrapping_mul(PRIME);
    let hash = words.fold(OFFSET, |hash, word| step(hash, u64_at(word, 0)));
    step(step(hash, u64::from_le_bytes(tail)), bytes.len() as u64)
}

/// Joins the sections, given in the order of their kinds, to a file.
pub(crate) fn write(sections: &[Vec<u8>]) -> Vec<u8> {
    assert_eq!(sections.len(), Section::COUNT, "a section is missing");
    let mut offset = HEADER + ENTRY * sections.len();
    let mut table = Vec::new();
    for (kind, section) in sections.iter().enumerate() {
        table.extend_from_slice(&(kind as u64).to_le_bytes());
        for field in [offset as u64, section.len() as u64, checksum(section)] {
            table.extend_from_slice(&field.to_le_bytes());
        }
        offset += section.len().next_multiple_of(8);
    }
    let mut file = Vec::with_capacity(offset);
    file.extend_from_slice(&MAGIC);
    file.extend_from_slice(&VERSION.to_le_bytes());
    file.extend_from_slice(&(sections.len() as u32).to_le_bytes());
    file.extend_from_slice(&(offset as u64).to_le_bytes());
    file.extend_from_slice(&0u64.to_le_bytes());
    file.extend_from_slice(&table);
    let sum = checksum(&file);
    file[CHECKSUM_AT..CHECKSUM_AT + 8].copy_from_slice(&sum.to_le_bytes());
    for section in sections {
        file.extend_from_slice(section);
        file.resize(file.len().next_multiple_of(8), 0);
    }
    file
}

/// Why a file is not opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormatError {
    /// It does not start with the signature.
    NotAnIndex,
    /// It has another version.
    Version {
        /// The file's.
        found: u32,
    },
    /// It is shorter, or longer, than its header says.
    Length {
        /// Bytes there are.
        found: u64,
        /// Bytes there should be.
        expected: u64,
    },
    /// Bytes were changed after it was written.
    Damaged {
        /// What the checksum failed on.
        part: String,
    },
}

impl fmt::Display for FormatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FormatError::NotAnIndex => write!(
                f,
                "not a gazetteer index: it does not start with DATELINE; \
                 give a file written by `dateline gazetteer build`"
            ),
            FormatError::Version { found } => write!(
                f,
                "the gazetteer index has format version {found}, this program reads version \
                 {VERSION}; {}",
                if *found > VERSION {
                    "update dateline, or build the index again with this version"
                } else {
                    "build the index again with this version"
                }
            ),
            FormatError::Length { found, expected } => write!(
                f,
                "the gazetteer index is {found} bytes long and should be {expected}: the copy or \
                 download was cut short; copy or build it again"
            ),
            FormatError::Damaged { part } => write!(
                f,
                "the gazetteer index is damaged ({part} does not match its checksum); copy or \
                 build it again"
            ),
        }
    }
}

impl std::error::Error for FormatError {}

/// Where the sections of a file lie.
#[derive(Clone, Debug)]
pub(crate) struct Layout {
    /// By [`Section`].
    pub(crate) sections: [Range<usize>; Section::COUNT],
    /// The header's checksum, which stands for the file.
    pub(crate) checksum: u64,
}

impl Layout {
    /// Reads and checks the header; touches no section.
    ///
    /// Errors: see [`FormatError`].
    pub(crate) fn read(file: &[u8]) -> Result<Layout, FormatError> {
        if !file.starts_with(&MAGIC) {
            return Err(FormatError::NotAnIndex);
        }
        let length = |expected| FormatError::Length {
            found: file.len() as u64,
            expected,
        };
        if file.len() < HEADER {
            return Err(length(HEADER as u64));
        }
        let found = u32_at(file, 2);
        if found != VERSION {
            return Err(FormatError::Version { found });
        }
        let table_end = HEADER + ENTRY * Section::COUNT;
        if file.len() < table_end {
            return Err(length(table_end as u64));
        }
        let stored = u64_at(file, CHECKSUM_AT / 8);
        let mut head = file[..table_end].to_vec();
        head[CHECKSUM_AT..CHECKSUM_AT + 8].fill(0);
        if u32_at(file, 3) as usize != Section::COUNT || checksum(&head) != stored {
            return Err(FormatError::Damaged {
                part: "the header".to_owned(),
            });
        }
        if u64_at(file, 2) != file.len() as u64 {
            return Err(length(u64_at(file, 2)));
        }
        Ok(Layout {
            sections: std::array::from_fn(|kind| {
                let entry = &file[HEADER + ENTRY * kind..][..ENTRY];
                let offset = u64_at(entry, 1) as usize;
                offset..offset + u64_at(entry, 2) as usize
            }),
            checksum: stored,
        })
    }

    /// Checks every section against its checksum.
    ///
    /// Complexity: reads the whole file, about 1 GB/s.
    pub(crate) fn verify(&self, file: &[u8]) -> Result<(), FormatError> {
        for (kind, range) in self.sections.iter().enumerate() {
            let stored = u64_at(&file[HEADER + ENTRY * kind..][..ENTRY], 3);
            let bytes = file.get(range.clone());
            if bytes.is_none_or(|bytes| checksum(bytes) != stored) {
                return Err(FormatError::Damaged {
                    part: format!("section {kind}"),
                });
            }
        }
        Ok(())
    }
}
