//! Demonyms, metonyms and capitals: words that lead to a place without being its name.

use super::links::Links;
use super::names::Watched;
use super::places::{Order, Places};
use super::{CompileError, Sources};
use crate::gazetteer::fold::fold;
use crate::gazetteer::format::{FORM_ENTRY, FileWriter, NONE, Section};
use crate::gazetteer::table::{Table, TableError, country, id, lines, required};
use crate::place::{CountryCode, PlaceId};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::io::{self, Seek, Write};

/// A word, the place it leads to and how.
pub(crate) struct Form {
    pub target: Target,
    pub country: Option<CountryCode>,
    pub kind: String,
}

/// What a word leads to.
pub(crate) enum Target {
    /// Nothing on the map.
    Nothing,
    /// A row as given.
    Row(u32),
    /// The form's country.
    Country,
    /// The largest place of that folded name in the form's country; the line says so if it is
    /// missing.
    Named(String, TableError),
}

/// Demonyms and metonyms by folded form.
#[derive(Default)]
pub(crate) struct Forms {
    pub demonyms: BTreeMap<String, Vec<Form>>,
    pub metonyms: BTreeMap<String, Vec<Form>>,
}

impl Forms {
    pub(super) fn read(sources: &Sources, places: &Places) -> Result<Forms, TableError> {
        let mut forms = Forms::default();
        if let Some(table) = &sources.demonyms {
            for (line, fields) in lines(table, &["form", "place_id", "country", "kind"])? {
                let form = demonym(&fields, places).map_err(|reason| at(table, line, reason))?;
                let form_name = fold(fields[0]);
                forms.demonyms.entry(form_name).or_default().push(form);
            }
        }
        if let Some(table) = &sources.metonyms {
            for (line, fields) in lines(table, &["name", "country", "kind", "place_name"])? {
                let form = metonym(table, line, &fields)?;
                let form_name = fold(fields[0]);
                forms.metonyms.entry(form_name).or_default().push(form);
            }
        }
        Ok(forms)
    }

    /// The names whose places are wanted.
    pub(super) fn watched(&self) -> Watched {
        let all = self.demonyms.values().chain(self.metonyms.values());
        all.flatten()
            .filter_map(|form| match &form.target {
                Target::Named(name, _) => Some((name.clone(), Vec::new())),
                _ => None,
            })
            .collect()
    }

    pub(super) fn write<W: Write + Seek>(
        &self,
        file: &mut FileWriter<W>,
        find: &Finder<'_>,
    ) -> Result<(), CompileError> {
        let all = self
            .demonyms
            .values()
            .chain(self.metonyms.values())
            .flatten();
        let mut kinds: Vec<&str> = all.map(|form| form.kind.as_str()).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let (names, records) = index(&self.demonyms, &kinds, find)?;
        file.put(Section::DemonymNames, &names)?;
        file.put(Section::Demonyms, &records)?;
        let (names, records) = index(&self.metonyms, &kinds, find)?;
        file.put(Section::MetonymNames, &names)?;
        file.put(Section::Metonyms, &records)?;
        file.put(Section::FormKinds, kinds.join("\n").as_bytes())?;
        Ok(())
    }
}

/// Finds what forms lead to, once all names are known.
pub(super) struct Finder<'f> {
    pub places: &'f Places,
    pub order: &'f Order,
    pub links: &'f Links,
    pub watched: &'f Watched,
}

impl Finder<'_> {
    /// The index row, or [`NONE`].
    fn row(&self, form: &Form) -> Result<u32, TableError> {
        let given = match &form.target {
            Target::Nothing => NONE,
            Target::Row(row) => *row,
            Target::Country => form
                .country
                .and_then(|country| self.links.country(country))
                .unwrap_or(NONE),
            Target::Named(name, missing) => *self
                .watched
                .get(name)
                .into_iter()
                .flatten()
                .find(|row| form.country.is_none() || self.places.country(**row) == form.country)
                .ok_or_else(|| missing.clone())?,
        };
        Ok(self.order.of(given))
    }
}

fn index(
    forms: &BTreeMap<String, Vec<Form>>,
    kinds: &[&str],
    find: &Finder<'_>,
) -> Result<(Vec<u8>, Vec<u8>), CompileError> {
    let mut records = Vec::new();
    let mut builder = fst::MapBuilder::memory();
    for (form, places) in forms {
        let first = (records.len() / FORM_ENTRY) as u64;
        builder.insert(form, first).map_err(io::Error::other)?;
        for (i, place) in places.iter().enumerate() {
            let kind = kinds.iter().position(|kind| *kind == place.kind);
            records.extend_from_slice(&find.row(place)?.to_le_bytes());
            records.extend_from_slice(&place.country.map_or([0; 2], |country| country.bytes()));
            records.push(kind.unwrap_or(0) as u8);
            records.push(u8::from(i + 1 == places.len()));
        }
    }
    let names = builder.into_inner().map_err(io::Error::other)?;
    Ok((names, records))
}

fn demonym(fields: &[&str], places: &Places) -> Result<Form, String> {
    check_width(fields, 4)?;
    required(&fold(fields[0]), "form")?;
    Ok(Form {
        target: match fields[1] {
            "" => Target::Nothing,
            place => Target::Row(row_of(places, id(place)?)?),
        },
        country: country(fields[2])?,
        kind: required(fields[3], "kind")?.to_owned(),
    })
}

fn metonym(table: &Table, line: usize, fields: &[&str]) -> Result<Form, TableError> {
    let read = || {
        check_width(fields, 4)?;
        required(&fold(fields[0]), "name")?;
        Ok(Form {
            country: country(fields[1])?,
            target: Target::Country,
            kind: required(fields[2], "kind")?.to_owned(),
        })
    };
    let mut form = read().map_err(|reason| at(table, line, reason))?;
    let name = fields[3];
    if !name.is_empty() {
        let missing = format!("no place \"{name}\" in country \"{}\"", fields[1]);
        form.target = Target::Named(fold(name), at(table, line, missing));
    }
    Ok(form)
}

/// Rows of capitals by country, as the table says.
pub(super) fn capitals(
    sources: &Sources,
    places: &Places,
) -> Result<FxHashMap<CountryCode, u32>, TableError> {
    let mut capitals = FxHashMap::default();
    let Some(table) = &sources.capitals else {
        return Ok(capitals);
    };
    for (line, fields) in lines(table, &["capital", "place_id", "country"])? {
        let (country, row) = capital(&fields, places).map_err(|reason| at(table, line, reason))?;
        // The first of several seats of government is the capital.
        capitals.entry(country).or_insert(row);
    }
    Ok(capitals)
}

fn capital(fields: &[&str], places: &Places) -> Result<(CountryCode, u32), String> {
    check_width(fields, 3)?;
    let country = country(required(fields[2], "country")?)?;
    let country = country.ok_or("country is empty")?;
    Ok((country, row_of(places, id(fields[1])?)?))
}

fn row_of(places: &Places, id: PlaceId) -> Result<u32, String> {
    places
        .row_of(id)
        .ok_or_else(|| format!("no place has the id {id}"))
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
