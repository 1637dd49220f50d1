//! Demonyms, metonyms and capitals: words that lead to a place without being its name.

use super::links::Links;
use super::names::Names;
use super::{Sources, Writer};
use crate::gazetteer::fold::fold;
use crate::gazetteer::format::{NONE, Section, packed_id};
use crate::gazetteer::table::{PlaceRow, Table, TableError, country, id, lines, required};
use crate::place::{CountryCode, PlaceId};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// A word, the place it leads to and how.
struct Form {
    row: u32,
    country: Option<CountryCode>,
    kind: String,
}

/// Demonyms and metonyms by folded form.
#[derive(Default)]
pub(super) struct Forms {
    demonyms: BTreeMap<String, Vec<Form>>,
    metonyms: BTreeMap<String, Vec<Form>>,
}

impl Forms {
    pub(super) fn read(
        sources: &Sources,
        rows: &[PlaceRow<'_>],
        links: &Links,
        names: &Names,
    ) -> Result<Forms, TableError> {
        let mut forms = Forms::default();
        if let Some(table) = &sources.demonyms {
            for (line, fields) in lines(table, &["form", "place_id", "country", "kind"])? {
                let form = demonym(&fields, rows).map_err(|reason| at(table, line, reason))?;
                forms
                    .demonyms
                    .entry(fold(fields[0]))
                    .or_default()
                    .push(form);
            }
        }
        if let Some(table) = &sources.metonyms {
            for (line, fields) in lines(table, &["name", "country", "kind", "place_name"])? {
                let form = metonym(&fields, rows, links, names)
                    .map_err(|reason| at(table, line, reason))?;
                forms
                    .metonyms
                    .entry(fold(fields[0]))
                    .or_default()
                    .push(form);
            }
        }
        Ok(forms)
    }

    pub(super) fn write(&self, writer: &mut Writer) {
        let all = self
            .demonyms
            .values()
            .chain(self.metonyms.values())
            .flatten();
        let mut kinds: Vec<&str> = all.map(|form| form.kind.as_str()).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let (names, records) = index(&self.demonyms, &kinds);
        writer.put(Section::DemonymNames, names);
        writer.put(Section::Demonyms, records);
        let (names, records) = index(&self.metonyms, &kinds);
        writer.put(Section::MetonymNames, names);
        writer.put(Section::Metonyms, records);
        writer.put(Section::FormKinds, kinds.join("\n").into_bytes());
    }
}

fn index(forms: &BTreeMap<String, Vec<Form>>, kinds: &[&str]) -> (Vec<u8>, Vec<u8>) {
    let mut records = Vec::new();
    let mut firsts = Vec::new();
    let mut count = 0u64;
    for (form, places) in forms {
        firsts.push((form, count));
        for (i, place) in places.iter().enumerate() {
            let kind = kinds.iter().position(|kind| *kind == place.kind);
            records.extend_from_slice(&place.row.to_le_bytes());
            records.extend_from_slice(&place.country.map_or([0; 2], |country| country.bytes()));
            records.push(kind.unwrap_or(0) as u8);
            records.push(u8::from(i + 1 == places.len()));
        }
        count += places.len() as u64;
    }
    let map = fst::Map::from_iter(firsts).expect("a BTreeMap yields its keys in order");
    (map.into_fst().into_inner(), records)
}

fn demonym(fields: &[&str], rows: &[PlaceRow<'_>]) -> Result<Form, String> {
    check_width(fields, 4)?;
    required(&fold(fields[0]), "form")?;
    Ok(Form {
        row: match fields[1] {
            "" => NONE,
            place => row_of(rows, id(place)?)?,
        },
        country: country(fields[2])?,
        kind: required(fields[3], "kind")?.to_owned(),
    })
}

fn metonym(
    fields: &[&str],
    rows: &[PlaceRow<'_>],
    links: &Links,
    names: &Names,
) -> Result<Form, String> {
    check_width(fields, 4)?;
    required(&fold(fields[0]), "name")?;
    let country = country(fields[1])?;
    let of_country = |row: &u32| country.is_none() || rows[*row as usize].country == country;
    let place = match fields[3] {
        "" => country
            .and_then(|country| links.country(country))
            .unwrap_or(NONE),
        name => names
            .rows(name)
            .into_iter()
            .find(of_country)
            .ok_or_else(|| format!("no place \"{name}\" in country \"{}\"", fields[1]))?,
    };
    Ok(Form {
        row: place,
        country,
        kind: required(fields[2], "kind")?.to_owned(),
    })
}

/// Rows of capitals by country.
pub(super) fn capitals(
    sources: &Sources,
    rows: &[PlaceRow<'_>],
) -> Result<FxHashMap<CountryCode, u32>, TableError> {
    let mut capitals = FxHashMap::default();
    let Some(table) = &sources.capitals else {
        for (row, place) in (0u32..)
            .zip(rows)
            .filter(|(_, place)| place.feature_code == "PPLC")
        {
            capitals.extend(place.country.map(|country| (country, row)));
        }
        return Ok(capitals);
    };
    for (line, fields) in lines(table, &["capital", "place_id", "country"])? {
        let (country, row) = capital(&fields, rows).map_err(|reason| at(table, line, reason))?;
        // The first of several seats of government is the capital.
        capitals.entry(country).or_insert(row);
    }
    Ok(capitals)
}

fn capital(fields: &[&str], rows: &[PlaceRow<'_>]) -> Result<(CountryCode, u32), String> {
    check_width(fields, 3)?;
    let country = country(required(fields[2], "country")?)?;
    let country = country.ok_or("country is empty")?;
    Ok((country, row_of(rows, id(fields[1])?)?))
}

fn row_of(rows: &[PlaceRow<'_>], id: PlaceId) -> Result<u32, String> {
    let packed = packed_id(id);
    rows.binary_search_by_key(&packed, |row| packed_id(row.id))
        .map(|row| row as u32)
        .map_err(|_| format!("no place has the id {id}"))
}

fn check_width(fields: &[&str], columns: usize) -> Result<(), String> {
    if fields.len() < columns {
        return Err(format!("{} columns, expected {columns}", fields.len()));
    }
    Ok(())
}

fn at(table: &Table, line: usize, reason: String) -> TableError {
    TableError {
        table: table.name.clone(),
        line,
        reason,
    }
}
