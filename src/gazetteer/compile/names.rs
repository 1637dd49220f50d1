//! The name automaton, the name table and their postings.

use super::forms::Forms;
use super::misnomers;
use super::name_table;
use super::places::{NewPlace, Order, Places};
use super::sorter::{Named, Sorter};
use crate::gazetteer::feature::FeatureClass;
use crate::gazetteer::format::{FileWriter, NONE, Section};
use crate::gazetteer::name::{Cases, NameKind, Posting};
use crate::gazetteer::name_rules;
use crate::place::CountryCode;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::io::{self, Seek, Write};

/// Adds a place's main name and those that follow from it.
pub(crate) fn add_main(names: &mut Sorter<'_>, row: u32, place: &NewPlace<'_>) -> io::Result<bool> {
    let fits = names.add(row, place.name, NameKind::Main)?;
    for name in name_rules::from_main(place.name, place.feature_code, place.country) {
        names.add(row, &name, NameKind::Generated)?;
    }
    Ok(fits)
}

/// Adds another name of a place and those that follow from it.
pub(crate) fn add_other(
    names: &mut Sorter<'_>,
    row: u32,
    name: &str,
    kind: NameKind,
    country: Option<CountryCode>,
) -> io::Result<bool> {
    let fits = names.add(row, name, kind)?;
    for name in name_rules::from_any(name, country) {
        names.add(row, &name, NameKind::Generated)?;
    }
    Ok(fits)
}

/// The rows, as given, of the names that are looked for while the automaton is written.
pub(super) type Watched = FxHashMap<String, Vec<u32>>;

/// Writes the automaton, the table if there is to be one, and the postings; fills in what `watched` looks for, larger places first.
pub(super) fn write<W: Write + Seek>(
    file: &mut FileWriter<W>,
    names: Sorter<'_>,
    mut table: Option<name_table::Builder>,
    places: &Places,
    order: &Order,
    forms: &Forms,
    watched: &mut Watched,
) -> io::Result<()> {
    let mut postings: Vec<u32> = Vec::new();
    let mut section = file.section(Section::Names)?;
    let buffered = io::BufWriter::with_capacity(1 << 18, &mut section);
    let mut builder = fst::MapBuilder::new(buffered).map_err(io::Error::other)?;
    names.merge(|name, bearers| {
        distinct(bearers, order);
        let text = std::str::from_utf8(name).map_err(io::Error::other)?;
        misnomers::drop(text, bearers, places, forms);
        misnomers::call_main(text, bearers, places);
        if bearers.is_empty() {
            return Ok(());
        }
        bearers.sort_unstable_by_key(|named| rank(named, places));
        if let Some(rows) = watched.get_mut(text) {
            rows.extend(bearers.iter().map(|named| named.row));
        }
        builder
            .insert(name, postings.len() as u64)
            .map_err(io::Error::other)?;
        if let Some(table) = &mut table {
            table.add(name, postings.len() as u32);
        }
        let last = bearers.len() - 1;
        postings.extend(bearers.iter().enumerate().map(|(i, named)| {
            let cases = Cases::from_bits(named.cases);
            Posting::new(order.of(named.row), named.kind, cases, i == last).0
        }));
        Ok(())
    })?;
    builder
        .into_inner()
        .map_err(io::Error::other)?
        .into_inner()
        .map_err(io::IntoInnerError::into_error)?;
    section.finish();
    match table {
        Some(table) => table.write(file, postings.len())?,
        None => file.put(Section::NameTable, &[])?,
    }
    file.put_all(Section::Postings, postings, u32::to_le_bytes)
}

/// Each place that is in the index once, with all its writings.
fn distinct(bearers: &mut Vec<Named>, order: &Order) {
    bearers.retain(|named| order.of(named.row) != NONE);
    bearers.sort_unstable();
    bearers.dedup_by(|later, first| {
        let same = later.row == first.row;
        if same {
            first.cases |= later.cases;
        }
        same
    });
}

/// Larger places first.
fn rank(named: &Named, places: &Places) -> (Reverse<u64>, FeatureClass, u64) {
    let row = places.row(named.row);
    (
        Reverse(row.population),
        places.kind(named.row).class,
        row.id,
    )
}
