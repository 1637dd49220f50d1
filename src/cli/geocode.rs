//! `dateline geocode`: a table of events joined to coordinates.

use super::args::GeocodeArgs;
use super::report::{print, say};
use super::{Outcome, output};
use crate::gazetteer::Gazetteer;
use crate::geocode::{Answer, Decisions, Geocoder, Query, Review, Table};
use crate::layers::{
    Feature, Field, Format, Kind, Layout, Origin, Output, PageOptions, Shape, Sinks, Staging,
};
use geojson::{GeometryValue, Position};
use jiff::civil::Date;
use miette::{IntoDiagnostic, WrapErr, miette};
use serde_json::{Value, json};
use std::io::Write;
use std::path::{Path, PathBuf};

/// The columns that are added.
const ADDED: [(&str, Kind); 6] = [
    ("lat", Kind::Number),
    ("lon", Kind::Number),
    ("place_id", Kind::Text),
    ("place_precision", Kind::Text),
    ("confidence", Kind::Share),
    ("reason", Kind::Text),
];
/// The columns of a date, in formats that QGIS animates.
const TIMES: [&str; 2] = ["event_start", "event_end"];
const REVIEW: &str = "review.csv";
const OVERLAY: &str = "overlay.csv";

/// Writes the table with coordinates, the questions, and what was decided.
pub fn run(args: &GeocodeArgs, gazetteer: &Gazetteer) -> miette::Result<Outcome> {
    let target = Target::of(&args.output)?;
    let table = Table::read(&args.table).into_diagnostic()?;
    let columns = Columns::of(args, &table)?;
    let decisions = decisions(args, &target)?;
    let mut geocoder = Geocoder::new(gazetteer, decisions);
    let mut review = Review::default();
    let answers: Vec<Answer> = (0..table.rows.len())
        .map(|row| {
            let query = columns.query(&table, row);
            let answer = geocoder.answer(&query);
            if let Some(candidates) = &answer.unsure {
                review.add(&query, &answer.reason, candidates);
            }
            answer
        })
        .collect();
    let (mut staging, watch) = output::open(&target.folder)?;
    let written = write(&mut staging, &target, &columns, gazetteer, &table, &answers);
    written
        .and_then(|()| write_side_files(&mut staging, &review, geocoder.decisions()))
        .into_diagnostic()
        .wrap_err_with(|| output::writing(&target.folder))?;
    output::commit(staging, &watch)?;
    let placed = answers
        .iter()
        .filter(|answer| answer.point.is_some())
        .count();
    print(&format!(
        "{placed} of {} rows have a place: {}",
        answers.len(),
        args.output.display()
    ))?;
    if !review.is_empty() {
        let review_file = target.folder.join(REVIEW);
        print(&format!(
            "{} questions in {}; fill in its column decision and run again with --decisions",
            review.len(),
            review_file.display()
        ))?;
    }
    Ok(match placed {
        0 => Outcome::NothingFound,
        _ => Outcome::Done,
    })
}

/// Where the table goes.
struct Target {
    folder: PathBuf,
    name: String,
    format: Format,
}

impl Target {
    fn of(path: &Path) -> miette::Result<Target> {
        let extension = path.extension().unwrap_or_default().to_string_lossy();
        let format = match &*extension {
            "csv" => Format::Csv,
            "gpkg" => Format::GeoPackage,
            "parquet" => Format::GeoParquet,
            "geojson" => Format::GeoJson,
            "geojsonl" => Format::GeoJsonSeq,
            _ => {
                return Err(miette!(
                    "-o {}: name it .csv, .gpkg, .parquet, .geojson or .geojsonl",
                    path.display()
                ));
            }
        };
        let parent = path
            .parent()
            .filter(|parent| !parent.as_os_str().is_empty());
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        Ok(Target {
            folder: parent.unwrap_or(Path::new(".")).to_path_buf(),
            name: name.into_owned(),
            format,
        })
    }
}

/// The columns that say where.
struct Columns {
    place: usize,
    admin1: Option<usize>,
    country: Option<usize>,
    date: Option<usize>,
    text: Option<usize>,
}

impl Columns {
    fn of(args: &GeocodeArgs, table: &Table) -> miette::Result<Columns> {
        let column = |name: &String| {
            table.column(name).ok_or_else(|| {
                let names: Vec<_> = table.fields.iter().map(|field| &*field.name).collect();
                miette!(
                    "{} has no column {name}; it has {}",
                    args.table.display(),
                    names.join(", ")
                )
            })
        };
        let optional = |name: &Option<String>| name.as_ref().map(column).transpose();
        Ok(Columns {
            place: column(&args.place)?,
            admin1: optional(&args.admin1)?,
            country: optional(&args.country)?,
            date: optional(&args.date)?,
            text: optional(&args.text)?,
        })
    }

    fn query(&self, table: &Table, row: usize) -> Query {
        let words =
            |column: Option<usize>| column.map_or(String::new(), |column| table.words(row, column));
        Query {
            place: words(Some(self.place)),
            admin1: words(self.admin1),
            country: words(self.country),
            text: words(self.text),
        }
    }
}

/// What was decided before, then what this run brings.
fn decisions(args: &GeocodeArgs, target: &Target) -> miette::Result<Decisions> {
    let mut decisions = Decisions::default();
    let beside = target.folder.join(OVERLAY);
    let overlay = args.overlay.clone().or(beside.exists().then_some(beside));
    for path in overlay.iter().chain(&args.decisions) {
        let taken = decisions.read(path).into_diagnostic()?;
        say(&format!("{taken} decisions from {}", path.display()));
    }
    Ok(decisions)
}

fn write_side_files(
    staging: &mut Staging,
    review: &Review,
    decisions: &Decisions,
) -> std::io::Result<()> {
    review.write(&mut staging.create(REVIEW)?)?;
    if !decisions.is_empty() {
        decisions.write(&mut staging.create(OVERLAY)?)?;
    }
    Ok(())
}

fn write(
    staging: &mut Staging,
    target: &Target,
    columns: &Columns,
    gazetteer: &Gazetteer,
    table: &Table,
    answers: &[Answer],
) -> std::io::Result<()> {
    if target.format == Format::Csv {
        return write_csv(staging, target, table, answers);
    }
    let mut fields = table.fields.clone();
    fields.extend(added_fields(table));
    if columns.date.is_some() {
        fields.extend(TIMES.map(|name| Field {
            name: name.to_string(),
            kind: Kind::DateTime,
        }));
    }
    let layout = Layout {
        name: target.name.clone(),
        shape: Shape::Point,
        fields,
    };
    let output = Output {
        formats: vec![target.format],
        append: false,
        stem: target.name.clone(),
        origin: Origin {
            command: vec!["geocode".to_string()],
            gazetteer: Some(gazetteer.id()),
        },
        page: PageOptions::default(),
    };
    let mut sinks = Sinks::create(staging, &output, &[layout])?;
    for (row, answer) in answers.iter().enumerate() {
        let mut values = table.rows[row].clone();
        values.extend(added(answer));
        if let Some(date) = columns.date {
            values.extend(times(&table.words(row, date)));
        }
        sinks.feature(
            0,
            &Feature {
                id: (row + 1).to_string(),
                geometry: answer.point.map(|at| GeometryValue::Point {
                    coordinates: Position::from([at.lon, at.lat]),
                }),
                values,
            },
        )?;
    }
    sinks.finish(staging)?;
    Ok(())
}

/// First and last second of the day that a cell begins with; null where it does not.
fn times(cell: &str) -> [Value; 2] {
    let day = cell.get(..10).filter(|day| day.parse::<Date>().is_ok());
    ["00:00:00", "23:59:59"].map(|time| json!(day.map(|day| format!("{day}T{time}Z"))))
}

/// A column that the table has already gets an underscore behind its new namesake.
fn added_names(table: &Table) -> Vec<String> {
    let name = |(name, _): &(&str, Kind)| match table.column(name) {
        Some(_) => format!("{name}_"),
        None => (*name).to_string(),
    };
    ADDED.iter().map(name).collect()
}

fn added_fields(table: &Table) -> Vec<Field> {
    let kinds = ADDED.iter().map(|(_, kind)| *kind);
    let names = added_names(table).into_iter().zip(kinds);
    names.map(|(name, kind)| Field { name, kind }).collect()
}

fn added(answer: &Answer) -> [Value; 6] {
    let rounded = |value: f64, scale: f64| (value * scale).round() / scale;
    [
        json!(answer.point.map(|at| rounded(at.lat, 1e6))),
        json!(answer.point.map(|at| rounded(at.lon, 1e6))),
        json!(answer.place_id.map(|id| id.to_string())),
        json!(answer.precision.map(|precision| precision.name())),
        json!(answer.confidence.map(|confidence| rounded(confidence, 1e3))),
        json!(answer.reason),
    ]
}

/// The table as it was, with the new columns behind.
fn write_csv(
    staging: &mut Staging,
    target: &Target,
    table: &Table,
    answers: &[Answer],
) -> std::io::Result<()> {
    let mut out = csv::Writer::from_writer(staging.create(&format!("{}.csv", target.name))?);
    let names = table.fields.iter().map(|field| field.name.clone());
    out.write_record(names.chain(added_names(table)))?;
    for (row, answer) in answers.iter().enumerate() {
        for column in 0..table.fields.len() {
            out.write_field(table.words(row, column))?;
        }
        for value in added(answer) {
            match value {
                Value::Null => out.write_field("")?,
                Value::String(text) => out.write_field(text)?,
                other => out.write_field(other.to_string())?,
            }
        }
        out.write_record(None::<&[u8]>)?;
    }
    out.flush()?;
    out.into_inner()
        .map_err(|error| error.into_error())?
        .flush()
}
