//! `dateline correct` and `dateline corrections`: what a person knows better.

use super::args::{CorrectArgs, CorrectionsCommand};
use super::report::{print, say, written};
use super::{Outcome, store};
use crate::event::ontology;
use crate::gazetteer::Gazetteer;
use crate::pipeline::Analyzer;
use crate::place::{LonLat, PlaceId};
use crate::store::{Change, Correction, Request, Store};
use jiff::{Timestamp, Unit};
use miette::{IntoDiagnostic, WrapErr, miette};
use serde::Deserialize;
use std::cell::RefCell;
use std::io::{self, Write};
use std::path::Path;

/// A correction as a table has it.
#[derive(Clone, Debug, Default, Deserialize)]
struct Row {
    id: String,
    #[serde(default)]
    place: Option<String>,
    #[serde(default)]
    lat: Option<f64>,
    #[serde(default)]
    lon: Option<f64>,
    #[serde(default)]
    place_name: Option<String>,
    #[serde(default, rename = "type")]
    subtype: Option<String>,
    #[serde(default)]
    drop: Option<String>,
    #[serde(default)]
    note: Option<String>,
}

/// Makes one correction, or those of a table.
pub fn run(args: &CorrectArgs, gazetteer: &Gazetteer) -> miette::Result<Outcome> {
    let mut corrector = Corrector::open(args, gazetteer)?;
    match (&args.csv, &args.id) {
        (Some(table), _) => corrector.table(table),
        (None, Some(id)) => {
            let row = Row {
                id: id.clone(),
                place: args.place.clone(),
                lat: args.lat,
                lon: args.lon,
                place_name: args.place_name.clone(),
                subtype: args.subtype.clone(),
                drop: args.drop.then(|| "yes".to_string()),
                note: args.note.clone(),
            };
            let change = match args.undo {
                true => None,
                false => Some(change(&row, gazetteer).map_err(|problem| miette!("{problem}"))?),
            };
            corrector.correct(&row, change)?;
            corrector.finish(1)
        }
        (None, None) => Err(miette!("say what to correct: an id, or a table with --csv")),
    }
}

/// A store that is being corrected by somebody.
struct Corrector<'g> {
    store: Store,
    gazetteer: &'g Gazetteer,
    by: String,
    at: String,
}

impl<'g> Corrector<'g> {
    fn open(args: &CorrectArgs, gazetteer: &'g Gazetteer) -> miette::Result<Corrector<'g>> {
        let user = || std::env::var("USER").or_else(|_| std::env::var("USERNAME"));
        let by = args.by.clone().or_else(|| user().ok());
        let now = Timestamp::now().round(Unit::Second).into_diagnostic()?;
        Ok(Corrector {
            store: Store::open_existing(&args.store).into_diagnostic()?,
            gazetteer,
            by: by.ok_or_else(|| miette!("say who corrects with --by NAME"))?,
            at: now.to_string(),
        })
    }

    fn correct(&mut self, row: &Row, change: Option<Change>) -> miette::Result<()> {
        let request = Request {
            subject: row.id.clone(),
            change,
            note: row.note.clone(),
            made_by: self.by.clone(),
            made_at: self.at.clone(),
        };
        // An analysis cannot fail, but the options in the store can be damaged.
        let damaged = RefCell::new(None);
        let gazetteer = self.gazetteer;
        let corrected = self.store.correct(request, gazetteer, |document, options| {
            let options = store::Names::options(options, gazetteer).unwrap_or_else(|error| {
                *damaged.borrow_mut() = Some(error);
                Default::default()
            });
            Analyzer::new(gazetteer, options).analyze(document)
        });
        corrected.into_diagnostic()?;
        match damaged.into_inner() {
            Some(error) => Err(error),
            None => Ok(()),
        }
    }

    /// Every row is tried; those that fail are told with their line.
    fn table(&mut self, path: &Path) -> miette::Result<Outcome> {
        let unreadable = || format!("cannot read {}", path.display());
        let mut table = csv::ReaderBuilder::new()
            .trim(csv::Trim::All)
            .flexible(true)
            .from_path(path)
            .into_diagnostic()
            .wrap_err_with(unreadable)?;
        let headers = table.headers().into_diagnostic()?.clone();
        if !headers.iter().any(|name| name == "id") {
            return Err(miette!(
                "{}, line 1: no column id; expected id, and place, lat, lon, place_name, type, \
                 drop or note, got {}",
                path.display(),
                headers.iter().collect::<Vec<_>>().join(", ")
            ));
        }
        let (mut done, mut failed) = (0, 0);
        for (number, row) in table.deserialize::<Row>().enumerate() {
            let row = row.map_err(|error| error.to_string());
            let changed = row.and_then(|row| Ok((change(&row, self.gazetteer)?, row)));
            let corrected = changed.and_then(|(change, row)| {
                let corrected = self.correct(&row, Some(change));
                corrected.map_err(|error| error.to_string())
            });
            match corrected {
                Ok(()) => done += 1,
                Err(problem) => {
                    failed += 1;
                    say(&format!(
                        "{}, row {}: {problem}",
                        path.display(),
                        number + 1
                    ));
                }
            }
        }
        let outcome = self.finish(done)?;
        Ok(if failed > 0 { Outcome::Failed } else { outcome })
    }

    fn finish(&self, done: u64) -> miette::Result<Outcome> {
        store::settle(&self.store)?;
        print(&format!(
            "{done} corrected in {}; write the layers again with: dateline store export",
            self.store.path().display()
        ))?;
        Ok(match done {
            0 => Outcome::NothingFound,
            _ => Outcome::Done,
        })
    }
}

/// What a row asks for.
///
/// Errors: says what is wrong and what is expected.
fn change(row: &Row, gazetteer: &Gazetteer) -> Result<Change, String> {
    let place = row.place.as_deref().map(|text| place(text, gazetteer));
    let point = match (row.lat, row.lon) {
        (Some(lat), Some(lon)) => Some(LonLat::new(lon, lat).ok_or_else(|| {
            format!("{lat}, {lon} is no point: latitude −90 to 90, longitude −180 to 180")
        })?),
        (None, None) => None,
        _ => return Err("a point needs lat and lon".to_string()),
    };
    let subtype = row.subtype.as_deref().map(|name| {
        let leaf = ontology::leaf(name).map(|leaf| leaf.subtype);
        leaf.ok_or_else(|| format!("{name} is no type of event; docs/events.md lists them"))
    });
    let change = Change {
        place: place.transpose()?,
        point,
        place_name: row.place_name.clone(),
        subtype: subtype.transpose()?,
        dropped: row.drop.as_deref().is_some_and(is_yes),
    };
    if change == Change::default() {
        return Err("say what is right: a place, a point, a type, or that it is none".to_string());
    }
    Ok(change)
}

fn is_yes(word: &str) -> bool {
    matches!(
        word.to_ascii_lowercase().as_str(),
        "yes" | "true" | "1" | "x" | "y"
    )
}

fn place(text: &str, gazetteer: &Gazetteer) -> Result<PlaceId, String> {
    let id = PlaceId::parse(text).or_else(|| PlaceId::parse(&format!("geonames:{text}")));
    let id = id.ok_or_else(|| {
        format!(
            "{text} is no place id: geonames:170063; look for it with `dateline gazetteer search`"
        )
    })?;
    match gazetteer.by_id(id) {
        Some(_) => Ok(id),
        None => Err(format!(
            "the gazetteer has no place {id}; give its point with --lat and --lon"
        )),
    }
}

/// Runs a command that looks at corrections.
pub fn look(command: &CorrectionsCommand, gazetteer: &Gazetteer) -> miette::Result<Outcome> {
    match command {
        CorrectionsCommand::List { store } => list(store),
        CorrectionsCommand::Stats { store } => stats(store),
        CorrectionsCommand::Overlay { store, output } => {
            overlay(store, output.as_deref(), gazetteer)
        }
    }
}

fn outcome(rows: usize) -> Outcome {
    match rows {
        0 => Outcome::NothingFound,
        _ => Outcome::Done,
    }
}

fn list(path: &Path) -> miette::Result<Outcome> {
    let store = Store::open_existing(path).into_diagnostic()?;
    let corrections = store.corrections().into_diagnostic()?;
    let mut out = io::stdout().lock();
    let header = "id,place,lat,lon,place_name,type,drop,note,by,at";
    written(writeln!(out, "{header}"))?;
    let mut table = csv::WriterBuilder::new()
        .has_headers(false)
        .from_writer(out);
    for correction in &corrections {
        let values = [
            Some(correction.subject.clone()),
            correction.new_place_id.clone(),
            correction.point.map(|point| point.lat.to_string()),
            correction.point.map(|point| point.lon.to_string()),
            correction.new_place_name.clone(),
            correction.new_subtype.clone(),
            correction.dropped.then(|| "yes".to_string()),
            correction.note.clone(),
            Some(correction.made_by.clone()),
            Some(correction.made_at.clone()),
        ];
        let written_row = table.write_record(values.map(Option::unwrap_or_default));
        written(written_row.map_err(io::Error::other))?;
    }
    written(table.flush())?;
    Ok(outcome(corrections.len()))
}

fn stats(path: &Path) -> miette::Result<Outcome> {
    let store = Store::open_existing(path).into_diagnostic()?;
    let frequent = store.frequent_corrections().into_diagnostic()?;
    for row in &frequent {
        print(&format!("{:>6}  {}  {}", row.times, row.what, row.change))?;
    }
    Ok(outcome(frequent.len()))
}

/// Names with the places they were corrected to, each once.
fn overlay(path: &Path, output: Option<&Path>, gazetteer: &Gazetteer) -> miette::Result<Outcome> {
    let store = Store::open_existing(path).into_diagnostic()?;
    let corrections = store.corrections().into_diagnostic()?;
    let mut rows: Vec<[String; 6]> = corrections
        .iter()
        .filter_map(|correction| overlay_row(correction, gazetteer))
        .collect();
    rows.sort();
    rows.dedup();
    let mut table = csv::Writer::from_writer(Vec::new());
    let header = [
        "place_id",
        "name",
        "lat",
        "lon",
        "country",
        "alternate_names",
    ];
    table.write_record(header).into_diagnostic()?;
    for row in &rows {
        table.write_record(row).into_diagnostic()?;
    }
    let bytes = table.into_inner().into_diagnostic()?;
    match output {
        Some(path) => std::fs::write(path, bytes)
            .into_diagnostic()
            .wrap_err_with(|| format!("cannot write {}", path.display()))?,
        None => written(io::stdout().write_all(&bytes))?,
    }
    Ok(outcome(rows.len()))
}

/// A place of the gazetteer gets the words as another name; a point becomes a place.
fn overlay_row(correction: &Correction, gazetteer: &Gazetteer) -> Option<[String; 6]> {
    let place = correction.place(gazetteer)?;
    let known = correction.new_place_id.clone();
    let surface = correction.surface.clone();
    let other = surface.filter(|surface| *surface != place.name);
    Some([
        known.unwrap_or_default(),
        place.name.clone(),
        format!("{:.6}", place.point.lat),
        format!("{:.6}", place.point.lon),
        place
            .country
            .map(|code| code.to_string())
            .unwrap_or_default(),
        other.unwrap_or_default(),
    ])
}
