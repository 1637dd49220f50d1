//! Gazetteer: names to places, used in place from one index file.
//!
//! `format.rs` has the file, `open.rs` maps it from disk, `compile` makes it, `import` reads
//! GeoNames' files and overlays for it, `fold.rs` says when two names are the same,
//! `name_table.rs` finds a name's places, `walker.rs` finds names in text, `inflect.rs` finds those with case endings and clitics, `fetch` loads
//! GeoNames' files, `search.rs` answers `dateline gazetteer search`.

pub(crate) mod border;
mod cells;
pub mod compile;
mod diff;
mod feature;
pub mod fetch;
pub mod fold;
mod footprint;
mod format;
mod forms;
pub mod import;
pub mod inflect;
mod info;
mod name;
mod name_rules;
mod name_table;
mod near;
mod open;
mod search;
mod spelling;
mod table;
#[cfg(test)]
mod tests;
mod walker;

pub use diff::Change;
pub use feature::FeatureClass;
pub use footprint::Footprint;
pub use format::FormatError;
pub use forms::FormMatch;
pub use info::{Info, SourceInfo};
pub use name::{Cases, NameKind};
pub use open::{OpenError, check_file};
pub use search::{FeatureFilter, Found, How, Query};
pub use table::{Table, TableError};
pub use walker::Walker;

use crate::place::{CountryCode, LonLat, Place, PlaceId, PlacePrecision};
use format::{
    CODE_ENTRY, COUNTRY_ENTRY, Layout, NONE, RECORD, Section, to_degrees, u16_at, u32_at, u64_at,
};
use fst::raw::Fst;
use name::Posting;
use name_table::{Chain, NameTable};
use rustc_hash::FxHashMap;
use std::sync::{LazyLock, OnceLock};

/// The index compiled by the build script.
static EMBEDDED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/gazetteer.dlg"));

/// Radius of the widest site that a pin stands for, in kilometres: UCDP's codebook calls what lies
/// within 25 km "near" a place, and what is farther a region.
const WIDEST_SITE_KM: f64 = 25.0;

/// An opened gazetteer.
pub struct Gazetteer {
    data: Data,
    layout: Layout,
    /// Bounding boxes of the countries' outlines, made when first asked for.
    country_bounds: OnceLock<Vec<footprint::CountryBounds>>,
    /// First records of the demonyms and metonyms, read when first asked for.
    demonyms: OnceLock<FxHashMap<String, usize>>,
    metonyms: OnceLock<FxHashMap<String, usize>>,
}

/// The bytes of an index file.
enum Data {
    Static(&'static [u8]),
    Owned(Vec<u8>),
    Mapped(open::Mapped),
}

impl Data {
    fn bytes(&self) -> &[u8] {
        match self {
            Data::Static(bytes) => bytes,
            Data::Owned(bytes) => bytes,
            Data::Mapped(mapped) => mapped.bytes(),
        }
    }
}

/// A place's row in an opened gazetteer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceIndex(pub u32);

/// A place that has a name, and what is known of the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    /// The place.
    pub place: PlaceIndex,
    /// How the name belongs to it.
    pub kind: NameKind,
    /// How the name is written.
    pub cases: Cases,
}

/// The places of one name, larger ones first.
#[derive(Clone, Debug)]
pub struct Matches<'g> {
    postings: &'g [u8],
    next: Option<usize>,
}

impl Iterator for Matches<'_> {
    type Item = Match;

    fn next(&mut self) -> Option<Match> {
        let at = self.next?;
        let posting = Posting(u32_at(self.postings, at));
        self.next = (!posting.is_last()).then_some(at + 1);
        Some(Match {
            place: PlaceIndex(posting.row()),
            kind: posting.kind(),
            cases: posting.cases(),
        })
    }
}

impl Gazetteer {
    /// The gazetteer compiled into the program.
    ///
    /// Complexity: checks 1 kB of header on the first call; microseconds.
    pub fn embedded() -> &'static Gazetteer {
        static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| {
            let layout = Layout::read(EMBEDDED).expect("the build script wrote this index");
            Gazetteer::over(Data::Static(EMBEDDED), layout)
        });
        &GAZETTEER
    }

    fn over(data: Data, layout: Layout) -> Gazetteer {
        Gazetteer {
            data,
            layout,
            country_bounds: OnceLock::new(),
            demonyms: OnceLock::new(),
            metonyms: OnceLock::new(),
        }
    }

    /// Opens an index from its bytes and checks all of them.
    ///
    /// Errors: another format or version, a length or checksum that does not fit.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Gazetteer, FormatError> {
        let layout = Layout::read(&bytes)?;
        layout
            .verify(&bytes[..])
            .unwrap_or(Err(FormatError::NotAnIndex))?;
        Ok(Gazetteer::over(Data::Owned(bytes), layout))
    }

    /// Checks every section against its checksum.
    pub fn verify(&self) -> Result<(), FormatError> {
        let read = self.layout.verify(self.data.bytes());
        read.unwrap_or(Err(FormatError::NotAnIndex))
    }

    fn section(&self, section: Section) -> &[u8] {
        &self.data.bytes()[self.layout.sections[section as usize].clone()]
    }

    fn text(&self, section: Section) -> &str {
        std::str::from_utf8(self.section(section)).unwrap_or_default()
    }

    /// An automaton in place: reads a header and a footer of 40 bytes.
    fn automaton(&self, section: Section) -> Option<Fst<&[u8]>> {
        Fst::new(self.section(section)).ok()
    }

    /// The automaton of all folded names in order: for search by beginnings and by near misses.
    pub fn name_automaton(&self) -> Option<Fst<&[u8]>> {
        self.automaton(Section::Names)
    }

    fn matches_from(&self, posting: u64) -> Matches<'_> {
        Matches {
            postings: self.section(Section::Postings),
            next: Some(posting as usize),
        }
    }

    /// Its identity, for `run.json`: name, format version and checksum.
    pub fn id(&self) -> String {
        let name = self.meta("name").next().unwrap_or("unnamed");
        format!("{name}-v{}-{:016x}", format::VERSION, self.layout.checksum)
    }

    /// The values of a key of the meta section.
    fn meta(&self, key: &'static str) -> impl Iterator<Item = &str> {
        self.text(Section::Meta)
            .lines()
            .filter_map(move |line| line.strip_prefix(key)?.strip_prefix('\t'))
    }

    /// The places called `name`, larger ones first.
    ///
    /// ```
    /// # use dateline::gazetteer::Gazetteer;
    /// let gazetteer = Gazetteer::embedded();
    /// let aleppo = gazetteer.lookup("Aleppo").next().unwrap();
    /// assert_eq!(gazetteer.country(aleppo.place).unwrap().as_str(), "SY");
    /// ```
    pub fn lookup(&self, name: &str) -> Matches<'_> {
        self.lookup_folded(&fold::fold(name))
    }

    /// The places whose folded name is `name`.
    pub fn lookup_folded(&self, name: &str) -> Matches<'_> {
        let posting = match self.name_table() {
            Some(table) => table
                .get(Chain::of(name.as_bytes()))
                .and_then(|entry| entry.posting),
            None => self
                .automaton(Section::Names)
                .and_then(|names| names.get(name))
                .map(|output| output.value()),
        };
        Matches {
            postings: self.section(Section::Postings),
            next: posting.map(|at| at as usize),
        }
    }

    fn name_table(&self) -> Option<NameTable<'_>> {
        let postings = self.section(Section::Postings).len() / 4;
        NameTable::new(self.section(Section::NameTable), postings)
    }

    /// Number of places.
    pub fn len(&self) -> usize {
        self.section(Section::Ids).len() / 8
    }

    /// Whether it has no place.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All places, in order of id.
    pub fn places(&self) -> impl Iterator<Item = PlaceIndex> + use<> {
        (0..self.len() as u32).map(PlaceIndex)
    }

    /// A place's id.
    pub fn place_id(&self, index: PlaceIndex) -> PlaceId {
        format::unpacked_id(u64_at(self.section(Section::Ids), index.0 as usize))
    }

    /// The place with an id.
    pub fn by_id(&self, id: PlaceId) -> Option<PlaceIndex> {
        let wanted = format::packed_id(id);
        let ids = self.section(Section::Ids);
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if u64_at(ids, middle) < wanted {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        (low < self.len() && u64_at(ids, low) == wanted).then_some(PlaceIndex(low as u32))
    }

    /// Its name.
    pub fn name(&self, index: PlaceIndex) -> &str {
        let starts = self.section(Section::NameStarts);
        let at = index.0 as usize;
        let range = u32_at(starts, at) as usize..u32_at(starts, at + 1) as usize;
        std::str::from_utf8(&self.section(Section::NameText)[range]).unwrap_or_default()
    }

    /// What resolution reads of every candidate.
    fn record(&self, index: PlaceIndex) -> &[u8] {
        &self.section(Section::Records)[index.0 as usize * RECORD..][..RECORD]
    }

    /// Its representative point.
    pub fn point(&self, index: PlaceIndex) -> LonLat {
        point_at(self.record(index), 1)
    }

    fn code_entry(&self, index: PlaceIndex) -> &[u8] {
        let line = usize::from(u16_at(self.record(index), 14));
        &self.section(Section::FeatureCodes)[line * CODE_ENTRY..][..CODE_ENTRY]
    }

    /// Its GeoNames feature code.
    pub fn feature_code(&self, index: PlaceIndex) -> &str {
        let code = self.code_entry(index)[..6].split(|byte| *byte == 0).next();
        code.and_then(|code| std::str::from_utf8(code).ok())
            .unwrap_or_default()
    }

    /// The class of its feature code.
    pub fn feature_class(&self, index: PlaceIndex) -> FeatureClass {
        FeatureClass::of_letter(self.code_entry(index)[6]).unwrap_or(FeatureClass::Spot)
    }

    /// What a pin on it stands for: the kind its feature code says, but a site that covers more
    /// than a pin can stand for is a region.
    pub fn precision(&self, index: PlaceIndex) -> PlacePrecision {
        let precision = PlacePrecision::ALL.get(usize::from(self.code_entry(index)[7]));
        match precision.copied().unwrap_or(PlacePrecision::Region) {
            PlacePrecision::Exact if self.radius_km(index) > WIDEST_SITE_KM => {
                PlacePrecision::Region
            }
            precision => precision,
        }
    }

    /// Its country.
    pub fn country(&self, index: PlaceIndex) -> Option<CountryCode> {
        code_at(self.record(index), 30)
    }

    /// Its first-order division; the place itself when it is one.
    pub fn admin1(&self, index: PlaceIndex) -> Option<PlaceIndex> {
        row_at(self.record(index), 4)
    }

    /// Its second-order division; the place itself when it is one.
    pub fn admin2(&self, index: PlaceIndex) -> Option<PlaceIndex> {
        row_at(self.record(index), 5)
    }

    /// Name of its first-order division.
    pub fn admin1_name(&self, index: PlaceIndex) -> Option<&str> {
        self.admin1(index).map(|division| self.name(division))
    }

    /// The division with a key: "SY.09", "US.CA.037".
    pub fn division(&self, key: &str) -> Option<PlaceIndex> {
        let row = self.automaton(Section::DivisionCodes)?.get(key)?.value();
        Some(PlaceIndex(row as u32))
    }

    /// Its inhabitants; `None` when unknown.
    pub fn population(&self, index: PlaceIndex) -> Option<u64> {
        match u64_at(self.record(index), 0) {
            0 => None,
            population => Some(population),
        }
    }

    /// Radius in kilometres of a circle that covers it, roughly.
    pub fn radius_km(&self, index: PlaceIndex) -> f64 {
        f64::from(f32::from_bits(u32_at(self.record(index), 6)))
    }

    /// The coarse course of a river, canal or line, from source to mouth; empty for other places.
    pub fn path(&self, index: PlaceIndex) -> impl ExactSizeIterator<Item = LonLat> {
        let points = self.section(Section::PathPoints);
        keyed_range(self.section(Section::PathIndex), index.0).map(|at| point_at(points, at))
    }

    /// The place that holds it: the next larger division, or the country.
    pub fn parent(&self, index: PlaceIndex) -> Option<PlaceIndex> {
        let other = |place: &PlaceIndex| *place != index;
        let country = self.country_of(index);
        if country == Some(index) {
            return None;
        }
        let (admin1, admin2) = (self.admin1(index), self.admin2(index));
        if admin1 == Some(index) {
            return country;
        }
        admin2.filter(other).or(admin1).or(country)
    }

    /// The places that hold it, innermost first.
    pub fn ancestors(&self, index: PlaceIndex) -> impl Iterator<Item = PlaceIndex> {
        std::iter::successors(self.parent(index), |place| self.parent(*place))
    }

    /// Whether `ancestor` is one of the places that hold `child`.
    pub fn is_inside(&self, child: PlaceIndex, ancestor: PlaceIndex) -> bool {
        self.ancestors(child).any(|place| place == ancestor)
    }

    /// The row of a place's country.
    pub fn country_of(&self, index: PlaceIndex) -> Option<PlaceIndex> {
        self.country_by_code(self.country(index)?)
    }

    fn country_entries(&self) -> impl ExactSizeIterator<Item = &[u8]> {
        self.section(Section::CountryTable)
            .chunks_exact(COUNTRY_ENTRY)
    }

    /// All countries and territories in order of code.
    pub fn countries(&self) -> impl ExactSizeIterator<Item = (CountryCode, PlaceIndex)> {
        self.country_entries().map(|entry| {
            let code = code_at(entry, 0).expect("the compiler writes codes");
            (code, PlaceIndex(u32_at(entry, 1)))
        })
    }

    fn country_entry(&self, code: CountryCode) -> Option<&[u8]> {
        let entries = self.section(Section::CountryTable);
        let count = entries.len() / COUNTRY_ENTRY;
        let entry = |at: usize| &entries[at * COUNTRY_ENTRY..][..COUNTRY_ENTRY];
        let (mut low, mut high) = (0, count);
        while low < high {
            let middle = low + (high - low) / 2;
            if entry(middle)[..2] < code.bytes()[..] {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        (low < count && entry(low)[..2] == code.bytes()[..]).then(|| entry(low))
    }

    /// The place of a country.
    pub fn country_by_code(&self, code: CountryCode) -> Option<PlaceIndex> {
        self.country_entry(code)
            .map(|entry| PlaceIndex(u32_at(entry, 1)))
    }

    /// Its capital.
    pub fn capital_of(&self, code: CountryCode) -> Option<PlaceIndex> {
        row_at(self.country_entry(code)?, 2)
    }

    /// All of a place, owned.
    pub fn place(&self, index: PlaceIndex) -> Place {
        self.place_with_point(index, self.point(index))
    }

    /// All of a place; for a river or another line the point is that of its course nearest to
    /// `near`.
    pub fn place_at(&self, index: PlaceIndex, near: LonLat) -> Place {
        self.place_with_point(index, self.point_near(index, near))
    }

    fn place_with_point(&self, index: PlaceIndex, point: LonLat) -> Place {
        Place {
            id: self.place_id(index),
            name: self.name(index).to_owned(),
            point,
            feature_code: self.feature_code(index).to_owned(),
            country: self.country(index),
            admin1: self.admin1_name(index).map(str::to_owned),
            population: self.population(index),
            precision: self.precision(index),
            radius_km: self.radius_km(index),
        }
    }
}

/// The point with index `at` of latitudes and longitudes in turn.
fn point_at(points: &[u8], at: usize) -> LonLat {
    LonLat {
        lat: to_degrees(format::i32_at(points, at * 2)),
        lon: to_degrees(format::i32_at(points, at * 2 + 1)),
    }
}

fn row_at(column: &[u8], at: usize) -> Option<PlaceIndex> {
    match u32_at(column, at) {
        NONE => None,
        row => Some(PlaceIndex(row)),
    }
}

fn code_at(bytes: &[u8], at: usize) -> Option<CountryCode> {
    CountryCode::new(std::str::from_utf8(&bytes[at..at + 2]).ok()?)
}

/// What belongs to `key` in an index of (key, first) pairs that ends with an end entry.
fn keyed_range(index: &[u8], key: u32) -> std::ops::Range<usize> {
    let count = (index.len() / 8).saturating_sub(1);
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low + (high - low) / 2;
        if u32_at(index, middle * 2) < key {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if low == count || u32_at(index, low * 2) != key {
        return 0..0;
    }
    u32_at(index, low * 2 + 1) as usize..u32_at(index, low * 2 + 3) as usize
}
