//! Compiles tables to an index file.

mod footprints;
mod forms;
mod grid;
mod links;
mod names;
mod radii;
mod rows;

use super::format::{self, NONE, Section, packed_id, to_units};
use super::table::{PlaceRow, Table, TableError};
use crate::place::LonLat;
use rustc_hash::FxHashMap;

/// The tables of a gazetteer.
#[derive(Default)]
pub struct Sources {
    /// The gazetteer's name, for its identity.
    pub name: String,
    /// Place tables. A place of the first may be given again in one of the others, which then
    /// replaces it and keeps its names.
    pub places: Vec<Table>,
    /// GeoJSON features with the property `country`.
    pub countries: Option<Table>,
    /// GeoJSON features with the properties `country` and `admin1`.
    pub admin1: Option<Table>,
    /// `form place_id country kind`
    pub demonyms: Option<Table>,
    /// `name country kind place_name`
    pub metonyms: Option<Table>,
    /// `capital place_id country`
    pub capitals: Option<Table>,
}

/// The bytes of the index.
///
/// Errors: the first line that cannot be used, with its table and the reason.
pub fn compile(sources: &Sources) -> Result<Vec<u8>, TableError> {
    let mut rows = rows::merge(&sources.places)?;
    links::fill_admin1(&mut rows);
    let links = links::Links::new(&rows);
    let footprints = footprints::read(sources, &links)?;
    let radii = radii::radii(&rows, &links, &footprints);
    let names = names::index(&rows)?;
    let forms = forms::Forms::read(sources, &rows, &links, &names)?;
    let capitals = forms::capitals(sources, &rows)?;

    let mut writer = Writer::default();
    writer.put(Section::Meta, meta(sources));
    writer.put(Section::Names, names.automaton);
    writer.put(Section::Postings, numbers(names.postings, u32::to_le_bytes));
    write_columns(&mut writer, &rows, &links, &radii);
    write_paths(&mut writer, &rows);
    grid::write(&mut writer, &rows);
    write_countries(&mut writer, &links, &capitals);
    footprints::write(&mut writer, &footprints);
    forms.write(&mut writer);
    Ok(format::write(&writer.sections()))
}

/// Collects sections in any order.
#[derive(Default)]
struct Writer(FxHashMap<u32, Vec<u8>>);

impl Writer {
    fn put(&mut self, section: Section, bytes: Vec<u8>) {
        let before = self.0.insert(section as u32, bytes);
        debug_assert!(before.is_none(), "{section:?} is written twice");
    }

    fn sections(mut self) -> Vec<Vec<u8>> {
        (0..Section::COUNT as u32)
            .map(|kind| self.0.remove(&kind).unwrap_or_default())
            .collect()
    }
}

/// Numbers end to end, each written by `encode`.
fn numbers<T, const N: usize>(
    values: impl IntoIterator<Item = T>,
    encode: impl Fn(T) -> [u8; N],
) -> Vec<u8> {
    values.into_iter().flat_map(encode).collect()
}

fn encode_point(point: LonLat) -> [u8; 8] {
    let mut bytes = [0; 8];
    bytes[..4].copy_from_slice(&to_units(point.lat).to_le_bytes());
    bytes[4..].copy_from_slice(&to_units(point.lon).to_le_bytes());
    bytes
}

/// The name of the gazetteer and each table with its number of rows.
fn meta(sources: &Sources) -> Vec<u8> {
    let mut lines = format!("name\t{}\n", sources.name);
    let others = [
        &sources.countries,
        &sources.admin1,
        &sources.demonyms,
        &sources.metonyms,
        &sources.capitals,
    ];
    for table in sources.places.iter().chain(others.into_iter().flatten()) {
        let rows = table.text.lines().count().saturating_sub(1);
        lines.push_str(&format!("source\t{}\t{rows}\n", table.name));
    }
    lines.into_bytes()
}

fn write_columns(writer: &mut Writer, rows: &[PlaceRow<'_>], links: &links::Links, radii: &[f32]) {
    let ids = rows.iter().map(|row| packed_id(row.id));
    writer.put(Section::Ids, numbers(ids, u64::to_le_bytes));
    let points = rows.iter().map(|row| row.point);
    writer.put(Section::Points, numbers(points, encode_point));
    let countries = rows
        .iter()
        .map(|row| row.country.map_or([0; 2], |c| c.bytes()));
    writer.put(Section::Countries, numbers(countries, |bytes| bytes));
    let link = |link: &Option<u32>| link.unwrap_or(NONE).to_le_bytes();
    writer.put(Section::Admin1, numbers(&links.admin1, link));
    writer.put(Section::Admin2, numbers(&links.admin2, link));
    let populations = rows.iter().map(|row| row.population);
    writer.put(Section::Populations, numbers(populations, u64::to_le_bytes));
    writer.put(
        Section::Radii,
        numbers(radii.iter().copied(), f32::to_le_bytes),
    );
    write_names(writer, rows);
    write_feature_codes(writer, rows);
}

fn write_names(writer: &mut Writer, rows: &[PlaceRow<'_>]) {
    let mut text = Vec::new();
    let mut starts = vec![0u32];
    for row in rows {
        text.extend_from_slice(row.name.as_bytes());
        starts.push(text.len() as u32);
    }
    writer.put(Section::NameStarts, numbers(starts, u32::to_le_bytes));
    writer.put(Section::NameText, text);
}

fn write_feature_codes(writer: &mut Writer, rows: &[PlaceRow<'_>]) {
    let mut codes: Vec<&str> = rows.iter().map(|row| row.feature_code).collect();
    codes.sort_unstable();
    codes.dedup();
    let index: FxHashMap<&str, u16> = codes.iter().copied().zip(0..).collect();
    let column = rows.iter().map(|row| index[row.feature_code]);
    writer.put(Section::Features, numbers(column, u16::to_le_bytes));
    writer.put(Section::FeatureCodes, codes.join("\n").into_bytes());
}

fn write_paths(writer: &mut Writer, rows: &[PlaceRow<'_>]) {
    let mut index = Vec::new();
    let mut points = Vec::new();
    for (row, place) in (0u32..)
        .zip(rows)
        .filter(|(_, place)| !place.path.is_empty())
    {
        index.extend([row, points.len() as u32]);
        points.extend_from_slice(&place.path);
    }
    index.extend([NONE, points.len() as u32]);
    writer.put(Section::PathIndex, numbers(index, u32::to_le_bytes));
    writer.put(Section::PathPoints, numbers(points, encode_point));
}

fn write_countries(
    writer: &mut Writer,
    links: &links::Links,
    capitals: &FxHashMap<crate::place::CountryCode, u32>,
) {
    let mut bytes = Vec::new();
    for (country, row) in links.countries() {
        bytes.extend_from_slice(&country.bytes());
        bytes.extend_from_slice(&[0; 2]);
        bytes.extend_from_slice(&row.to_le_bytes());
        let capital = capitals.get(&country).copied().unwrap_or(NONE);
        bytes.extend_from_slice(&capital.to_le_bytes());
    }
    writer.put(Section::CountryTable, bytes);
}
