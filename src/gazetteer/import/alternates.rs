//! GeoNames' alternate names: alternateNamesV2, one name a row.

use super::Import;
use super::report::Reason;
use super::role::NAME_COLUMNS;
use crate::gazetteer::compile::names;
use crate::gazetteer::fold::fold_into;
use crate::gazetteer::name::{Cases, NameKind};
use crate::place::{IdSource, PlaceId};
use std::io;

/// Columns: id, place, language, name, preferred, short, colloquial, historic, from, to, and in
/// some collections the source.
const HISTORIC: usize = 7;
const SOURCE: usize = 10;

/// "Languages" under which GeoNames keeps what is not a name.
const CODES: &[&str] = &[
    "link", "post", "wkdt", "iata", "icao", "faac", "tcid", "unlc", "abbr", "phon", "piny",
];
/// Capitals of the longest abbreviation or code.
const ABBREVIATION: usize = 4;

/// Adds a name.
///
/// Preferred, short and colloquial names are names like others: text uses them all. Historic ones
/// are marked, so that they weigh less.
pub(super) fn add(import: &mut Import<'_>, text: &str) -> io::Result<Result<(), Reason>> {
    let mut fields = [""; SOURCE + 1];
    let mut count = 0;
    for (field, value) in fields.iter_mut().zip(text.split('\t')) {
        *field = value;
        count += 1;
    }
    if count < NAME_COLUMNS {
        return Ok(Err(Reason::Columns));
    }
    let Ok(number) = fields[1].parse::<u64>() else {
        return Ok(Err(Reason::Id));
    };
    if CODES.contains(&fields[2]) {
        return Ok(Err(Reason::Code));
    }
    if import
        .unwanted_sources
        .iter()
        .any(|source| source == fields[SOURCE])
    {
        return Ok(Err(Reason::Source));
    }
    let source = IdSource::Geonames;
    let Some(at) = import.compiler.places.row_of(PlaceId { source, number }) else {
        return Ok(Err(Reason::NoPlace));
    };
    let name = fields[3].trim();
    if let Err(reason) = import.judge_name(at, name) {
        return Ok(Err(reason));
    }
    let kind = match fields[HISTORIC] {
        "1" => NameKind::Historic,
        _ => NameKind::Alternate,
    };
    let country = import.compiler.places.country(at);
    match names::add_other(&mut import.compiler.names, at, name, kind, country)? {
        true => Ok(Ok(())),
        false => Ok(Err(Reason::Name)),
    }
}

impl Import<'_> {
    /// Whether text can be meant to use this name for the place.
    pub(super) fn judge_name(&mut self, at: u32, name: &str) -> Result<(), Reason> {
        if name.is_empty() {
            return Err(Reason::Name);
        }
        if name.contains([
            '(', ')', '[', ']', '{', '}', '/', '=', '|', ';', ':', '"', ',',
        ]) {
            return Err(Reason::Marks);
        }
        let cases = Cases::of(name);
        let is_short = name.chars().count() <= ABBREVIATION;
        if cases == Cases::LOWER || cases == Cases::CAPITALS && is_short {
            return Err(Reason::Abbreviation);
        }
        let places = &self.compiler.places;
        if places.kind(at).is_country || places.feature_code(at) == "PPLC" {
            return Ok(());
        }
        self.folded.clear();
        fold_into(name, &mut self.folded);
        match self.country_names.contains(self.folded.as_str()) {
            true => Err(Reason::CountryName),
            false => Ok(()),
        }
    }
}
