//! `dateline gazetteer`: look into the gazetteer.

use super::Outcome;
use super::args::{BuildArgs, InfoArgs, SearchArgs};
use super::progress;
use super::report::written;
use crate::gazetteer::Gazetteer;
use crate::gazetteer::import::{self, Request};
use crate::place::{CountryCode, Place};
use comfy_table::{Table, presets};
use miette::{IntoDiagnostic, miette};
use serde_json::json;
use std::io::{self, Write};
use std::path::Path;

/// The gazetteer of a file, or the built-in one.
pub fn open(path: Option<&Path>) -> miette::Result<&'static Gazetteer> {
    let Some(path) = path else {
        return Ok(Gazetteer::embedded());
    };
    let gazetteer = Gazetteer::open(path).into_diagnostic()?;
    // It is used until the program ends.
    Ok(Box::leak(Box::new(gazetteer)))
}

/// Builds a gazetteer and says what became of the rows.
pub fn build(args: &BuildArgs, base: &Gazetteer) -> miette::Result<Outcome> {
    let stem = args.output.file_stem().unwrap_or_default();
    let request = Request {
        name: match &args.name {
            Some(name) => name.clone(),
            None => stem.to_string_lossy().into_owned(),
        },
        inputs: args.inputs.clone(),
        base: (!args.without_default).then_some(base),
        unwanted_sources: args.without_name_source.clone(),
    };
    let bar = progress::spinner();
    let report = import::build(&request, &args.output, &mut |file, rows| {
        bar.set_message(format!("{file}: {rows} rows"));
        bar.tick();
    });
    bar.finish_and_clear();
    let report = report.into_diagnostic()?;
    let mut out = io::stdout().lock();
    written(write!(out, "{report}"))?;
    let built = Gazetteer::open(&args.output).into_diagnostic()?;
    let info = built.info();
    written(writeln!(
        out,
        "{}: {} places, {} names, {:.1} MB",
        args.output.display(),
        info.places,
        info.names,
        info.bytes as f64 / 1e6
    ))?;
    for licence in &info.licences {
        written(writeln!(out, "{licence}"))?;
    }
    Ok(Outcome::Done)
}

/// Prints the places of a name.
pub fn search(args: &SearchArgs, gazetteer: &Gazetteer) -> miette::Result<Outcome> {
    let country = match &args.country {
        None => None,
        Some(code) => Some(CountryCode::new(&code.to_uppercase()).ok_or_else(|| {
            miette!("--country {code}: expected two letters, an ISO 3166-1 code such as SY")
        })?),
    };
    let found = gazetteer.search(&args.name, country, args.limit);
    let places: Vec<Place> = found
        .iter()
        .map(|found| gazetteer.place(found.place))
        .collect();
    let mut out = io::stdout().lock();
    if args.json {
        for place in &places {
            written(writeln!(out, "{}", record(place)))?;
        }
    } else if !places.is_empty() {
        written(writeln!(out, "{}", table(&places)))?;
    }
    Ok(if places.is_empty() {
        Outcome::NothingFound
    } else {
        Outcome::Done
    })
}

fn record(place: &Place) -> serde_json::Value {
    json!({
        "place_id": place.id.to_string(),
        "name": place.name,
        "lat": place.point.lat,
        "lon": place.point.lon,
        "country_code": place.country.map(|code| code.to_string()),
        "admin1": place.admin1,
        "feature_code": place.feature_code,
        "population": place.population,
        "radius_km": place.radius_km,
    })
}

fn table(places: &[Place]) -> Table {
    let mut table = Table::new();
    table.load_preset(presets::NOTHING).set_header([
        "id",
        "name",
        "country",
        "admin1",
        "kind",
        "population",
        "lat",
        "lon",
    ]);
    for place in places {
        table.add_row([
            place.id.to_string(),
            place.name.clone(),
            place
                .country
                .map(|code| code.to_string())
                .unwrap_or_default(),
            place.admin1.clone().unwrap_or_default(),
            place.feature_code.clone(),
            place
                .population
                .map(|count| count.to_string())
                .unwrap_or_default(),
            format!("{:.4}", place.point.lat),
            format!("{:.4}", place.point.lon),
        ]);
    }
    table
}

/// Prints what the gazetteer holds.
pub fn info(args: &InfoArgs, gazetteer: &Gazetteer) -> miette::Result<Outcome> {
    if args.verify {
        gazetteer.verify().into_diagnostic()?;
    }
    let info = gazetteer.info();
    let mut out = io::stdout().lock();
    if args.json {
        let classes = info
            .classes
            .iter()
            .map(|(class, count)| (format!("{class:?}"), json!(count)));
        let countries = info
            .countries
            .iter()
            .map(|(code, count)| (code.to_string(), json!(count)));
        let sources = info
            .sources
            .iter()
            .map(|one| json!({"name": one.name, "rows": one.rows, "places": one.places}));
        let all = json!({
            "id": info.id,
            "bytes": info.bytes,
            "places": info.places,
            "names": info.names,
            "classes": classes.collect::<serde_json::Map<_, _>>(),
            "countries": countries.collect::<serde_json::Map<_, _>>(),
            "sources": sources.collect::<Vec<_>>(),
            "licences": info.licences,
        });
        written(writeln!(out, "{all:#}"))?;
        return Ok(Outcome::Done);
    }
    written(writeln!(out, "{}", info.id))?;
    written(writeln!(
        out,
        "{} places, {} names, {:.1} MB, {} countries and territories",
        info.places,
        info.names,
        info.bytes as f64 / 1e6,
        info.countries.len()
    ))?;
    for (class, count) in &info.classes {
        written(writeln!(out, "{count:>8}  {class:?}"))?;
    }
    for source in &info.sources {
        let (rows, name) = (source.rows, &source.name);
        written(writeln!(out, "{rows:>8}  rows from {name}"))?;
    }
    for licence in &info.licences {
        written(writeln!(out, "{licence}"))?;
    }
    Ok(Outcome::Done)
}
