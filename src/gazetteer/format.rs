//! The index file: a header, a table of sections, the sections.
//!
//! All numbers are little-endian and read where they lie; nothing is parsed when the file is
//! opened, and nothing needs more than byte alignment. Sections start at multiples of 64 bytes, a
//! cache line.
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
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::ops::Range;

/// First bytes of every index file.
pub(crate) const MAGIC: [u8; 8] = *b"DATELINE";
/// Version of this layout; a file of any other version is not opened.
pub(crate) const VERSION: u32 = 4;

/// Where sections start: at multiples of this.
const ALIGNMENT: u64 = 64;
const HEADER: usize = 32;
const ENTRY: usize = 32;
const CHECKSUM_AT: usize = 24;

/// Bytes of the header and the section table.
pub(crate) const HEAD: usize = HEADER + ENTRY * Section::COUNT;

/// What a section holds. Rows are places in ascending order of id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub(crate) enum Section {
    /// `key\tvalue` lines: the gazetteer's name, the tables it was made from.
    Meta = 0,
    /// `fst` map: folded name → index of its first posting.
    Names,
    /// Nothing, or the same names and their beginnings by hash: see `name_table.rs`.
    NameTable,
    /// u32 each: [`Posting`](super::name::Posting)s, by name, larger places first.
    Postings,
    /// u64 a row: source in the top 8 bits, number below.
    Ids,
    /// [`RECORD`] bytes a row: what resolution reads of every candidate, side by side, so that a
    /// candidate costs one cache line and not one a column.
    Records,
    /// [`CODE_ENTRY`] bytes a feature code in use, in order of the code.
    FeatureCodes,
    /// u8 a row: line of the sources in `Meta`.
    Origins,
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
    /// `fst` map: key of a division ("SY.09", "US.CA.037") → row.
    DivisionCodes,
    /// [`EXTENT_ENTRY`] bytes for each division or country without an outline, ascending rows.
    Extents,
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

/// Bytes of a record of `Records`.
pub(crate) const RECORD: usize = 32;

/// What a record of `Records` holds, at these bytes: population (u64, 0 unknown) 0, latitude and
/// longitude (i32, units of [`COORDINATE`] degrees) 8 and 12, rows of the first-order and
/// second-order division (u32 or [`NONE`]) 16 and 20, radius in kilometres (f32) 24, line of
/// `FeatureCodes` (u16) 28, country (two letters or zeros) 30.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Record {
    pub population: u64,
    pub lat: i32,
    pub lon: i32,
    pub admin1: u32,
    pub admin2: u32,
    pub radius_km: f32,
    pub code: u16,
    pub country: [u8; 2],
}

impl Record {
    pub(crate) fn to_bytes(self) -> [u8; RECORD] {
        let mut bytes = [0; RECORD];
        bytes[..8].copy_from_slice(&self.population.to_le_bytes());
        bytes[8..12].copy_from_slice(&self.lat.to_le_bytes());
        bytes[12..16].copy_from_slice(&self.lon.to_le_bytes());
        bytes[16..20].copy_from_slice(&self.admin1.to_le_bytes());
        bytes[20..24].copy_from_slice(&self.admin2.to_le_bytes());
        bytes[24..28].copy_from_slice(&self.radius_km.to_le_bytes());
        bytes[28..30].copy_from_slice(&self.code.to_le_bytes());
        bytes[30..].copy_from_slice(&self.country);
        bytes
    }
}

/// Bytes of a record of `FeatureCodes`: the code padded with zeros (6), the letter of its class,
/// the index of its precision.
pub(crate) const CODE_ENTRY: usize = 8;
/// Bytes of a record of `Extents`: row (u32), south, west, north, east (i32 each).
pub(crate) const EXTENT_ENTRY: usize = 20;
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

/// Multiplied and turned for each word of 8 bytes (after FNV-1a), the last one padded with zeros, and the length.
///
/// Each step is a bijection of the word, so a change within one word is always seen.
pub(crate) fn checksum(bytes: &[u8]) -> u64 {
    let mut sum = Checksum::default();
    sum.add(bytes);
    sum.finish()
}

/// A checksum of bytes that come in pieces.
struct Checksum {
    hash: u64,
    length: u64,
    tail: [u8; 8],
}

impl Default for Checksum {
    fn default() -> Checksum {
        Checksum {
            hash: 0xcbf2_9ce4_8422_2325,
            length: 0,
            tail: [0; 8],
        }
    }
}

impl Checksum {
    /// A product passes a change on to higher bits only; without the turn two changes of high bytes
    /// would make up for each other once in 256 times.
    fn step(&mut self, word: u64) {
        const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
        self.hash = (self.hash ^ word).wrapping_mul(ODD).rotate_left(29);
    }

    fn add(&mut self, mut bytes: &[u8]) {
        let held = (self.length % 8) as usize;
        self.length += bytes.len() as u64;
        if held > 0 {
            let taken = bytes.len().min(8 - held);
            self.tail[held..held + taken].copy_from_slice(&bytes[..taken]);
            bytes = &bytes[taken..];
            if held + taken < 8 {
                return;
            }
            self.step(u64::from_le_bytes(self.tail));
        }
        let words = bytes.chunks_exact(8);
        let rest = words.remainder();
        words.for_each(|word| self.step(u64_at(word, 0)));
        self.tail[..rest.len()].copy_from_slice(rest);
    }

    fn finish(mut self) -> u64 {
        self.tail[(self.length % 8) as usize..].fill(0);
        self.step(u64::from_le_bytes(self.tail));
        self.step(self.length);
        self.hash
    }
}

/// Writes an index file section by section, in any order, and its header at the end.
pub(crate) struct FileWriter<W: Write + Seek> {
    out: W,
    end: u64,
    /// Offset, length and checksum by [`Section`].
    table: [[u64; 3]; Section::COUNT],
}

impl<W: Write + Seek> FileWriter<W> {
    /// Leaves room for the header.
    pub(crate) fn new(mut out: W) -> io::Result<FileWriter<W>> {
        let end = HEAD as u64;
        out.write_all(&vec![0; end as usize])?;
        Ok(FileWriter {
            out,
            end,
            table: [[0; 3]; Section::COUNT],
        })
    }

    /// Starts a section; what is written to it goes to the file at once.
    pub(crate) fn section(&mut self, section: Section) -> io::Result<SectionWriter<'_, W>> {
        let start = self.end.next_multiple_of(ALIGNMENT);
        let gap = [0; ALIGNMENT as usize];
        self.out.write_all(&gap[..(start - self.end) as usize])?;
        self.end = start;
        Ok(SectionWriter {
            file: self,
            section,
            start,
            checksum: Checksum::default(),
        })
    }

    /// Writes a whole section.
    pub(crate) fn put(&mut self, section: Section, bytes: &[u8]) -> io::Result<()> {
        let mut writer = self.section(section)?;
        writer.write_all(bytes)?;
        writer.finish();
        Ok(())
    }

    /// Writes a section of items, each encoded by `encode`.
    pub(crate) fn put_all<T, const N: usize>(
        &mut self,
        section: Section,
        values: impl IntoIterator<Item = T>,
        encode: impl Fn(T) -> [u8; N],
    ) -> io::Result<()> {
        let mut writer = self.section(section)?;
        let mut buffer = Vec::with_capacity(1 << 16);
        for value in values {
            buffer.extend_from_slice(&encode(value));
            if buffer.len() + N > 1 << 16 {
                writer.write_all(&buffer)?;
                buffer.clear();
            }
        }
        writer.write_all(&buffer)?;
        writer.finish();
        Ok(())
    }

    /// Writes the header; the file is whole after it.
    pub(crate) fn finish(mut self) -> io::Result<W> {
        let mut head = Vec::new();
        head.extend_from_slice(&MAGIC);
        head.extend_from_slice(&VERSION.to_le_bytes());
        head.extend_from_slice(&(Section::COUNT as u32).to_le_bytes());
        head.extend_from_slice(&self.end.to_le_bytes());
        head.extend_from_slice(&[0; 8]);
        for (kind, entry) in self.table.iter().enumerate() {
            head.extend_from_slice(&(kind as u64).to_le_bytes());
            entry
                .iter()
                .for_each(|field| head.extend_from_slice(&field.to_le_bytes()));
        }
        let sum = checksum(&head);
        head[CHECKSUM_AT..CHECKSUM_AT + 8].copy_from_slice(&sum.to_le_bytes());
        self.out.seek(SeekFrom::Start(0))?;
        self.out.write_all(&head)?;
        self.out.flush()?;
        Ok(self.out)
    }
}

/// A section being written.
pub(crate) struct SectionWriter<'f, W: Write + Seek> {
    file: &'f mut FileWriter<W>,
    section: Section,
    start: u64,
    checksum: Checksum,
}

impl<W: Write + Seek> SectionWriter<'_, W> {
    /// Ends the section.
    pub(crate) fn finish(self) {
        let length = self.file.end - self.start;
        self.file.table[self.section as usize] = [self.start, length, self.checksum.finish()];
    }
}

impl<W: Write + Seek> Write for SectionWriter<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.out.write(bytes)?;
        self.checksum.add(&bytes[..written]);
        self.file.end += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.out.flush()
    }
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
    /// Of the sections.
    checksums: [u64; Section::COUNT],
}

/// Where the table of a file puts the sections.
fn sections(file: &[u8]) -> Result<[Range<usize>; Section::COUNT], FormatError> {
    let mut sections = [const { 0..0 }; Section::COUNT];
    for (kind, range) in sections.iter_mut().enumerate() {
        let entry = &file[HEADER + ENTRY * kind..][..ENTRY];
        let (offset, length) = (u64_at(entry, 1), u64_at(entry, 2));
        let end = offset.checked_add(length);
        *range = match end {
            Some(end) if end <= file.len() as u64 => offset as usize..end as usize,
            _ => {
                return Err(FormatError::Damaged {
                    part: format!("section {kind}"),
                });
            }
        };
    }
    let rows = sections[Section::Ids as usize].len() / 8;
    let is_whole = sections[Section::Records as usize].len() == rows * RECORD
        && sections[Section::Origins as usize].len() == rows
        && sections[Section::NameStarts as usize].len() == (rows + 1) * 4;
    match is_whole {
        true => Ok(sections),
        false => Err(FormatError::Damaged {
            part: "the length of the columns".to_owned(),
        }),
    }
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
        if file.len() < HEAD {
            return Err(length(HEAD as u64));
        }
        let stored = u64_at(file, CHECKSUM_AT / 8);
        let mut head = file[..HEAD].to_vec();
        head[CHECKSUM_AT..CHECKSUM_AT + 8].fill(0);
        if u32_at(file, 3) as usize != Section::COUNT || checksum(&head) != stored {
            return Err(FormatError::Damaged {
                part: "the header".to_owned(),
            });
        }
        if u64_at(file, 2) != file.len() as u64 {
            return Err(length(u64_at(file, 2)));
        }
        let mut checksums = [0; Section::COUNT];
        for (kind, sum) in checksums.iter_mut().enumerate() {
            *sum = u64_at(&file[HEADER + ENTRY * kind..][..ENTRY], 3);
        }
        Ok(Layout {
            sections: sections(file)?,
            checksum: stored,
            checksums,
        })
    }

    /// Checks every section against its checksum, and that nothing lies between them.
    ///
    /// Errors: the outer one when reading fails, the inner one when the bytes do not fit.
    ///
    /// Complexity: reads the whole file once from front to back, a buffer at a time.
    pub(crate) fn verify(&self, file: impl Read) -> io::Result<Result<(), FormatError>> {
        let mut file = BufReader::with_capacity(1 << 20, file);
        let mut kinds: Vec<usize> = (0..Section::COUNT).collect();
        kinds.sort_unstable_by_key(|kind| (self.sections[*kind].start, self.sections[*kind].end));
        let mut is_whole = each_buffer(&mut file, HEAD, |_| {})?;
        let mut end = HEAD;
        for kind in kinds {
            let range = &self.sections[kind];
            let mut is_empty = true;
            let mut sum = Checksum::default();
            is_whole = is_whole
                && range.start >= end
                && each_buffer(&mut file, range.start - end, |gap| {
                    is_empty &= gap.iter().all(|byte| *byte == 0);
                })?
                && each_buffer(&mut file, range.len(), |bytes| sum.add(bytes))?;
            if !is_whole || !is_empty || sum.finish() != self.checksums[kind] {
                return Ok(Err(FormatError::Damaged {
                    part: format!("section {kind}"),
                }));
            }
            end = range.end;
        }
        Ok(Ok(()))
    }
}

/// Calls `each` with the next `length` bytes, piece by piece; `false` when there are fewer.
fn each_buffer(
    file: &mut impl BufRead,
    mut length: usize,
    mut each: impl FnMut(&[u8]),
) -> io::Result<bool> {
    while length > 0 {
        let held = file.fill_buf()?;
        if held.is_empty() {
            return Ok(false);
        }
        let used = held.len().min(length);
        each(&held[..used]);
        file.consume(used);
        length -= used;
    }
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::checksum;

    #[test]
    fn two_changes_of_high_bytes_do_not_make_up_for_each_other() {
        let sound = [0u8; 64];
        let whole = checksum(&sound);
        for first in 1..=255 {
            for second in 1..=255 {
                let mut changed = sound;
                changed[7] = first;
                changed[15] = second;
                assert_ne!(checksum(&changed), whole, "{first} and {second}");
            }
        }
    }
}
