//! Compiles places, names and outlines to an index file.
//!
//! [`compile`] does it for the tables of `gazetteer/`; `import` does it for GeoNames' files.
//! Places are kept as small rows, names are sorted outside memory and stream into the automaton,
//! sections are written one after the other.

pub(crate) mod footprints;
pub(crate) mod forms;
mod grid;
pub(crate) mod links;
mod misnomers;
mod name_table;
pub(crate) mod names;
pub(crate) mod places;
mod radii;
mod rows;
pub(crate) mod sorter;

use super::format::{CODE_ENTRY, FileWriter, NONE, RECORD, Record, Section, to_units};
use super::name::MAX_ROWS;
use super::table::{Table, TableError};
use crate::place::{CountryCode, LonLat, PlacePrecision};
use rustc_hash::FxHashMap;
use std::fmt;
use std::io::{self, Cursor, Seek, Write};

/// The tables of a gazetteer.
#[derive(Default)]
pub struct Sources {
    /// The gazetteer's name, for its identity.
    pub name: String,
    /// What the data asks to be said of it, one line each.
    pub licences: Vec<String>,
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

/// Why no index was made.
#[derive(Debug)]
pub enum CompileError {
    /// A line cannot be used.
    Table(TableError),
    /// Reading or writing failed.
    Io(io::Error),
    /// There are more places than an index counts.
    TooMany(usize),
}

impl From<TableError> for CompileError {
    fn from(error: TableError) -> CompileError {
        CompileError::Table(error)
    }
}

impl From<io::Error> for CompileError {
    fn from(error: io::Error) -> CompileError {
        CompileError::Io(error)
    }
}

impl fmt::Display for CompileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CompileError::Table(error) => error.fmt(f),
            CompileError::Io(error) => error.fmt(f),
            CompileError::TooMany(places) => {
                write!(f, "{places} places; an index holds {MAX_ROWS}")
            }
        }
    }
}

impl std::error::Error for CompileError {}

/// The bytes of the index.
///
/// Errors: the first line that cannot be used, with its table and the reason.
pub fn compile(sources: &Sources) -> Result<Vec<u8>, CompileError> {
    let mut compiler = Compiler::new(sorter::Sorter::new(None), false);
    compiler.meta = meta(sources);
    rows::add(&mut compiler, &sources.places)?;
    compiler.forms = forms::Forms::read(sources, &compiler.places)?;
    compiler.capitals = forms::capitals(sources, &compiler.places)?;
    let order = places::Order::new(&compiler.places);
    let links = links::Links::new(&compiler.places, &order, &compiler.known);
    compiler.footprints = footprints::read(sources, &compiler.places, &links)?;
    Ok(compiler.finish(Cursor::new(Vec::new()))?.into_inner())
}

/// The name of the gazetteer, each table with its number of rows, and the licences.
fn meta(sources: &Sources) -> Meta {
    let rows = |table: &Table| table.text.lines().count().saturating_sub(1);
    let source = |table: &Table, rank: Rank| Source {
        name: table.name.clone(),
        rows: rows(table),
        rank,
    };
    let places = sources.places.iter().enumerate().map(|(i, table)| {
        let rank = if i == 0 { Rank::Data } else { Rank::Curated };
        source(table, rank)
    });
    let others = [
        &sources.countries,
        &sources.admin1,
        &sources.demonyms,
        &sources.metonyms,
        &sources.capitals,
    ];
    let others = others.into_iter().flatten();
    Meta {
        name: sources.name.clone(),
        licences: sources.licences.clone(),
        sources: places
            .chain(others.map(|table| source(table, Rank::Data)))
            .collect(),
    }
}

/// What an index says of itself.
#[derive(Clone, Debug, Default)]
pub(crate) struct Meta {
    pub name: String,
    pub licences: Vec<String>,
    /// The origins of rows come first, in the order of their numbers.
    pub sources: Vec<Source>,
}

/// What an index was made from.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    pub name: String,
    pub rows: usize,
    pub rank: Rank,
}

/// Whose word counts more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rank {
    /// Tables and dumps made elsewhere.
    Data,
    /// The curated tables of this project.
    Curated,
    /// The user's own.
    Overlay,
}

impl Rank {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Rank::Data => "data",
            Rank::Curated => "curated",
            Rank::Overlay => "overlay",
        }
    }

    pub(crate) fn parse(name: &str) -> Option<Rank> {
        [Rank::Data, Rank::Curated, Rank::Overlay]
            .into_iter()
            .find(|rank| rank.name() == name)
    }
}

impl Meta {
    fn to_text(&self) -> String {
        let mut text = format!("name\t{}\n", self.name);
        for source in &self.sources {
            let rank = source.rank.name();
            text.push_str(&format!(
                "source\t{}\t{}\t{rank}\n",
                source.name, source.rows
            ));
        }
        for licence in &self.licences {
            text.push_str(&format!("licence\t{licence}\n"));
        }
        text
    }
}

/// All that goes into an index, row by row.
pub(crate) struct Compiler<'n> {
    pub meta: Meta,
    pub places: places::Places,
    pub names: sorter::Sorter<'n>,
    pub footprints: footprints::Footprints,
    pub forms: forms::Forms,
    /// Rows as given; seats (PPLC) stand in where a country has none.
    pub capitals: FxHashMap<CountryCode, u32>,
    pub known: links::Known,
    /// Whether the index gets the hash table of names.
    pub has_name_table: bool,
}

impl<'n> Compiler<'n> {
    pub(crate) fn new(names: sorter::Sorter<'n>, has_name_table: bool) -> Compiler<'n> {
        Compiler {
            meta: Meta::default(),
            places: places::Places::default(),
            names,
            footprints: footprints::Footprints::default(),
            forms: forms::Forms::default(),
            capitals: FxHashMap::default(),
            known: links::Known::default(),
            has_name_table,
        }
    }

    /// Writes the index.
    pub(crate) fn finish<W: Write + Seek>(mut self, out: W) -> Result<W, CompileError> {
        let order = places::Order::new(&self.places);
        if order.given.len() > MAX_ROWS {
            return Err(CompileError::TooMany(order.given.len()));
        }
        links::fill_admin1(&mut self.places, &order);
        let grid = grid::Grid::new(&self.places, &order);
        let links = links::Links::new(&self.places, &order, &self.known);
        let spreads = radii::Spreads::new(&self.places, &order, &links, &self.footprints);
        let mut file = FileWriter::new(out)?;
        file.put(Section::Meta, self.meta.to_text().as_bytes())?;
        grid.write(&mut file, &order)?;
        drop(grid);
        let places = &self.places;
        write_records(&mut file, places, &order, &links, |at| {
            spreads.radius(places, &self.footprints, at)
        })?;
        spreads.write(&mut file, &order)?;
        write_columns(&mut file, places, &order)?;
        write_paths(&mut file, places, &order)?;
        write_countries(&mut file, places, &order, &links, &self.capitals)?;
        write_divisions(&mut file, places, &order, &links)?;
        footprints::write(&mut file, &self.footprints, &order)?;
        let mut watched = self.forms.watched();
        let table = self.has_name_table.then(name_table::Builder::default);
        names::write(
            &mut file,
            self.names,
            table,
            places,
            &order,
            &self.forms,
            &mut watched,
        )?;
        let find = forms::Finder {
            places,
            order: &order,
            links: &links,
            watched: &watched,
        };
        self.forms.write(&mut file, &find)?;
        Ok(file.finish()?)
    }
}

fn encode_point(point: LonLat) -> [u8; 8] {
    let mut bytes = [0; 8];
    bytes[..4].copy_from_slice(&to_units(point.lat).to_le_bytes());
    bytes[4..].copy_from_slice(&to_units(point.lon).to_le_bytes());
    bytes
}

fn write_records<W: Write + Seek>(
    file: &mut FileWriter<W>,
    places: &places::Places,
    order: &places::Order,
    links: &links::Links,
    radius: impl Fn(u32) -> f32,
) -> io::Result<()> {
    let sorted = places.codes.sorted();
    let mut lines = vec![0u16; sorted.len()];
    for (line, code) in (0u16..).zip(&sorted) {
        lines[*code as usize] = line;
    }
    file.put_all(Section::Records, &order.given, |at| -> [u8; RECORD] {
        let row = places.row(*at);
        Record {
            population: row.population,
            lat: row.lat,
            lon: row.lon,
            admin1: order.of(links.division(row.admin1)),
            admin2: order.of(links.division(row.admin2)),
            radius_km: radius(*at),
            code: lines[usize::from(row.code)],
            country: row.country,
        }
        .to_bytes()
    })?;
    file.put_all(Section::FeatureCodes, sorted, |code| {
        code_entry(places.codes.get(code))
    })
}

fn code_entry(code: &str) -> [u8; CODE_ENTRY] {
    let class = super::feature::FeatureClass::of(code);
    let precision = super::feature::precision(code);
    let mut entry = [0; CODE_ENTRY];
    entry[..code.len()].copy_from_slice(code.as_bytes());
    entry[6] = class.letter() as u8;
    let index = PlacePrecision::ALL.iter().position(|one| *one == precision);
    entry[7] = index.unwrap_or(0) as u8;
    entry
}

fn write_columns<W: Write + Seek>(
    file: &mut FileWriter<W>,
    places: &places::Places,
    order: &places::Order,
) -> io::Result<()> {
    let ids = order.given.iter().map(|at| places.row(*at).id);
    file.put_all(Section::Ids, ids, u64::to_le_bytes)?;
    let origins = order.given.iter().map(|at| places.row(*at).origin);
    file.put_all(Section::Origins, origins, |origin| [origin])?;
    let mut end = 0u32;
    let ends = order.given.iter().map(|at| {
        end += places.name(*at).len() as u32;
        end
    });
    file.put_all(
        Section::NameStarts,
        std::iter::once(0).chain(ends),
        u32::to_le_bytes,
    )?;
    let mut text = io::BufWriter::new(file.section(Section::NameText)?);
    for at in &order.given {
        text.write_all(places.name(*at).as_bytes())?;
    }
    text.into_inner()
        .map_err(io::IntoInnerError::into_error)?
        .finish();
    Ok(())
}

fn write_paths<W: Write + Seek>(
    file: &mut FileWriter<W>,
    places: &places::Places,
    order: &places::Order,
) -> io::Result<()> {
    let mut paths: Vec<(u32, &Vec<LonLat>)> = places
        .paths
        .iter()
        .map(|(at, path)| (order.of(*at), path))
        .filter(|(row, _)| *row != NONE)
        .collect();
    paths.sort_unstable_by_key(|(row, _)| *row);
    let mut index = Vec::new();
    let mut points = Vec::new();
    for (row, path) in paths {
        index.extend([row, points.len() as u32]);
        points.extend_from_slice(path);
    }
    index.extend([NONE, points.len() as u32]);
    file.put_all(Section::PathIndex, index, u32::to_le_bytes)?;
    file.put_all(Section::PathPoints, points, encode_point)
}

fn write_countries<W: Write + Seek>(
    file: &mut FileWriter<W>,
    places: &places::Places,
    order: &places::Order,
    links: &links::Links,
    capitals: &FxHashMap<CountryCode, u32>,
) -> io::Result<()> {
    let mut seats = FxHashMap::default();
    for at in &order.given {
        if places.feature_code(*at) == "PPLC"
            && let Some(country) = places.country(*at)
        {
            seats.entry(country).or_insert(*at);
        }
    }
    let mut bytes = Vec::new();
    for (country, row) in links.countries() {
        let seat = capitals.get(&country).or_else(|| seats.get(&country));
        bytes.extend_from_slice(&country.bytes());
        bytes.extend_from_slice(&[0; 2]);
        bytes.extend_from_slice(&order.of(row).to_le_bytes());
        let seat = seat.map_or(NONE, |seat| order.of(*seat));
        bytes.extend_from_slice(&seat.to_le_bytes());
    }
    file.put(Section::CountryTable, &bytes)
}

fn write_divisions<W: Write + Seek>(
    file: &mut FileWriter<W>,
    places: &places::Places,
    order: &places::Order,
    links: &links::Links,
) -> io::Result<()> {
    let mut builder = fst::MapBuilder::memory();
    for (key, row) in links.keyed(places) {
        builder
            .insert(key, u64::from(order.of(row)))
            .map_err(io::Error::other)?;
    }
    let map = builder.into_inner().map_err(io::Error::other)?;
    file.put(Section::DivisionCodes, &map)
}
