//! The places of an index while it is made: one small row each, everything shared kept once.

use crate::gazetteer::feature::{self, FeatureClass};
use crate::gazetteer::format::{NONE, packed_id, to_degrees, to_units};
use crate::place::{CountryCode, LonLat, PlaceId, PlacePrecision};
use rustc_hash::FxHashMap;

/// A place. 48 bytes, so that 13 million are 0.6 GB.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    /// See [`packed_id`].
    pub id: u64,
    /// 0 is unknown.
    pub population: u64,
    /// In file units.
    pub lat: i32,
    /// In file units.
    pub lon: i32,
    /// Kilometres; 0 is unknown.
    pub radius_km: f32,
    /// Index in [`Places::keys`] or [`NONE`].
    pub admin1: u32,
    /// Index in [`Places::keys`] or [`NONE`].
    pub admin2: u32,
    name_start: u32,
    name_length: u16,
    /// Index in [`Places::codes`].
    pub code: u16,
    /// Zeros where there is none.
    pub country: [u8; 2],
    /// Index of the source it is from.
    pub origin: u8,
    /// Whether it is left out of the index.
    pub is_hidden: bool,
}

/// What a place is given as.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NewPlace<'a> {
    pub id: PlaceId,
    pub name: &'a str,
    pub point: LonLat,
    pub feature_code: &'a str,
    pub country: Option<CountryCode>,
    /// The code within the country; empty when unknown.
    pub admin1: &'a str,
    /// The code within the first-order division; empty when unknown.
    pub admin2: &'a str,
    pub population: u64,
    pub radius_km: Option<f32>,
    pub origin: u8,
}

/// What a feature code means for the compiler.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kind {
    pub class: FeatureClass,
    pub precision: PlacePrecision,
    pub is_country: bool,
    pub is_admin1: bool,
    pub is_admin2: bool,
}

/// All places, in the order in which they were given.
#[derive(Default)]
pub(crate) struct Places {
    pub rows: Vec<Row>,
    names: String,
    by_id: FxHashMap<u64, u32>,
    /// Feature codes.
    pub codes: Interner,
    kinds: Vec<Kind>,
    /// Keys of divisions: "SY.09", "US.CA.037".
    pub keys: Interner,
    /// Courses of rivers and other lines by row.
    pub paths: FxHashMap<u32, Vec<LonLat>>,
    key: String,
}

impl Places {
    /// Adds a place that is not there yet; returns its row.
    pub(crate) fn add(&mut self, place: &NewPlace<'_>) -> u32 {
        let at = self.rows.len() as u32;
        let (name_start, name_length) = self.keep_name(place.name);
        let (admin1, admin2) = self.division_keys(place.country, place.admin1, place.admin2);
        let row = Row {
            id: packed_id(place.id),
            population: place.population,
            lat: to_units(place.point.lat),
            lon: to_units(place.point.lon),
            radius_km: place.radius_km.unwrap_or(0.0),
            admin1,
            admin2,
            name_start,
            name_length,
            code: self.code(place.feature_code),
            country: place.country.map_or([0; 2], CountryCode::bytes),
            origin: place.origin,
            is_hidden: false,
        };
        self.by_id.insert(row.id, at);
        self.rows.push(row);
        at
    }

    /// Takes the last row away again; its id is that of `owner`.
    pub(crate) fn drop_last(&mut self, owner: u32) {
        if let Some(row) = self.rows.pop() {
            self.by_id.insert(row.id, owner);
        }
    }

    /// Lets an id lead to a row that bears another.
    pub(crate) fn alias(&mut self, id: PlaceId, row: u32) {
        self.by_id.insert(packed_id(id), row);
    }

    fn keep_name(&mut self, name: &str) -> (u32, u16) {
        let mut end = name.len().min(usize::from(u16::MAX));
        while !name.is_char_boundary(end) {
            end -= 1;
        }
        let start = self.names.len() as u32;
        self.names.push_str(&name[..end]);
        (start, end as u16)
    }

    /// Gives a place another name to show.
    pub(crate) fn rename(&mut self, row: u32, name: &str) {
        let (start, length) = self.keep_name(name);
        let row = &mut self.rows[row as usize];
        (row.name_start, row.name_length) = (start, length);
    }

    /// The index of a feature code.
    pub(crate) fn code(&mut self, code: &str) -> u16 {
        let index = self.codes.intern(code);
        if index as usize == self.kinds.len() {
            self.kinds.push(Kind {
                class: FeatureClass::of(code),
                precision: feature::precision(code),
                is_country: feature::is_country(code),
                is_admin1: code == "ADM1",
                is_admin2: code == "ADM2",
            });
        }
        index as u16
    }

    /// The keys of the divisions with these codes.
    pub(crate) fn division_keys(
        &mut self,
        country: Option<CountryCode>,
        admin1: &str,
        admin2: &str,
    ) -> (u32, u32) {
        let Some(country) = country else {
            return (NONE, NONE);
        };
        if admin1.is_empty() {
            return (NONE, NONE);
        }
        self.key.clear();
        self.key.push_str(country.as_str());
        self.key.push('.');
        self.key.push_str(admin1);
        let first = self.keys.intern(&self.key);
        if admin2.is_empty() {
            return (first, NONE);
        }
        self.key.push('.');
        self.key.push_str(admin2);
        (first, self.keys.intern(&self.key))
    }

    /// The row with an id.
    pub(crate) fn row_of(&self, id: PlaceId) -> Option<u32> {
        self.by_id.get(&packed_id(id)).copied()
    }

    pub(crate) fn row(&self, at: u32) -> &Row {
        &self.rows[at as usize]
    }

    pub(crate) fn row_mut(&mut self, at: u32) -> &mut Row {
        &mut self.rows[at as usize]
    }

    pub(crate) fn name(&self, at: u32) -> &str {
        let row = self.row(at);
        let start = row.name_start as usize;
        &self.names[start..start + usize::from(row.name_length)]
    }

    pub(crate) fn kind(&self, at: u32) -> Kind {
        self.kinds[usize::from(self.row(at).code)]
    }

    pub(crate) fn feature_code(&self, at: u32) -> &str {
        self.codes.get(u32::from(self.row(at).code))
    }

    pub(crate) fn country(&self, at: u32) -> Option<CountryCode> {
        CountryCode::new(std::str::from_utf8(&self.row(at).country).ok()?)
    }

    pub(crate) fn point(&self, at: u32) -> LonLat {
        let row = self.row(at);
        LonLat {
            lon: to_degrees(row.lon),
            lat: to_degrees(row.lat),
        }
    }
}

/// Strings kept once, by number.
#[derive(Default)]
pub(crate) struct Interner {
    numbers: FxHashMap<Box<str>, u32>,
    strings: Vec<Box<str>>,
}

impl Interner {
    pub(crate) fn intern(&mut self, text: &str) -> u32 {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let number = self.strings.len() as u32;
        self.numbers.insert(text.into(), number);
        self.strings.push(text.into());
        number
    }

    pub(crate) fn find(&self, text: &str) -> Option<u32> {
        self.numbers.get(text).copied()
    }

    pub(crate) fn get(&self, number: u32) -> &str {
        &self.strings[number as usize]
    }

    pub(crate) fn len(&self) -> usize {
        self.strings.len()
    }

    /// Numbers in the order of their strings.
    pub(crate) fn sorted(&self) -> Vec<u32> {
        let mut numbers: Vec<u32> = (0..self.strings.len() as u32).collect();
        numbers.sort_unstable_by_key(|number| self.get(*number));
        numbers
    }
}

/// The rows in the order of the index, and where each given row went.
pub(crate) struct Order {
    /// Row as given, by row of the index.
    pub given: Vec<u32>,
    /// Row of the index, or [`NONE`], by row as given.
    index: Vec<u32>,
}

impl Order {
    /// Ascending ids, hidden places left out.
    pub(crate) fn new(places: &Places) -> Order {
        let mut given: Vec<u32> = (0..places.rows.len() as u32)
            .filter(|at| !places.row(*at).is_hidden)
            .collect();
        given.sort_unstable_by_key(|at| places.row(*at).id);
        let mut index = vec![NONE; places.rows.len()];
        for (row, at) in (0u32..).zip(&given) {
            index[*at as usize] = row;
        }
        Order { given, index }
    }

    /// The index row of a given row; [`NONE`] stays.
    pub(crate) fn of(&self, given: u32) -> u32 {
        match given {
            NONE => NONE,
            given => self.index[given as usize],
        }
    }
}
