//! `dateline gazetteer`: look into the gazetteer.

use super::Outcome;
use super::args::{BuildArgs, DiffArgs, InfoArgs, SearchArgs};
use super::progress;
use super::report::written;
use crate::gazetteer::import::{self, Request};
use crate::gazetteer::{FeatureFilter, Found, Gazetteer, PlaceIndex, Query};
use crate::place::{CountryCode, LonLat, PlaceId};
use comfy_table::{Table, presets};
use geo::{Geometry, GeometryCollection, MultiPolygon};
use geojson::GeoJson;
use miette::{IntoDiagnostic, WrapErr, miette};
use serde_json::json;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

/// The gazetteer of a file.
pub fn open(path: &Path) -> miette::Result<&'static Gazetteer> {
    let gazetteer = Gazetteer::open(path).into_diagnostic()?;
    // It is used until the program ends.
    Ok(Box::leak(Box::new(gazetteer)))
}

/// Builds a gazetteer and says what became of the rows.
pub fn build(args: &BuildArgs, base: &Gazetteer) -> miette::Result<Outcome> {
    let request = Request {
        name: match &args.name {
            Some(name) => name.clone(),
            None => name_of(&args.output),
        },
        inputs: args.inputs.clone(),
        overlays: args.overlay.clone(),
        boundaries: args.boundaries.clone(),
        base: (!args.without_default).then_some(base),
        unwanted_sources: args.without_name_source.clone(),
    };
    build_file(&request, &args.output)
}

/// The name of a gazetteer by its file.
pub fn name_of(output: &Path) -> String {
    let stem = output.file_stem().unwrap_or_default();
    stem.to_string_lossy().into_owned()
}

/// Builds a gazetteer file, with the report on standard output.
pub fn build_file(request: &Request<'_>, output: &Path) -> miette::Result<Outcome> {
    let bar = progress::spinner();
    let report = import::build(request, output, &mut |file, rows| {
        bar.set_message(format!("{file}: {rows} rows"));
        bar.tick();
    });
    bar.finish_and_clear();
    let report = report.into_diagnostic()?;
    let mut out = io::stdout().lock();
    written(write!(out, "{report}"))?;
    let info = Gazetteer::open(output).into_diagnostic()?.info();
    written(writeln!(
        out,
        "{}: {} places, {} names, {:.1} MB",
        output.display(),
        info.places,
        info.names,
        info.bytes as f64 / 1e6
    ))?;
    for licence in &info.licences {
        written(writeln!(out, "{licence}"))?;
    }
    Ok(Outcome::Done)
}

/// Prints the places that are searched for.
pub fn search(args: &SearchArgs, gazetteer: &Gazetteer) -> miette::Result<Outcome> {
    let area = args.within.as_deref().map(read_area).transpose()?;
    let query = Query {
        name: args.name.as_deref(),
        near: match &args.near {
            Some(text) => Some((point(text)?, args.radius)),
            None => None,
        },
        within: area.as_ref(),
        inside: match &args.inside {
            Some(text) => Some(unit(text, gazetteer)?),
            None => None,
        },
        country: args.country.as_deref().map(country).transpose()?,
        features: args
            .feature
            .iter()
            .map(|text| feature(text))
            .collect::<miette::Result<_>>()?,
        limit: args.limit,
    };
    let found = gazetteer.find(&query);
    let mut out = io::stdout().lock();
    if args.geojson {
        let features = found.iter().map(|found| point_feature(found, gazetteer));
        let collection = json!({
            "type": "FeatureCollection",
            "features": features.collect::<Vec<_>>(),
        });
        written(writeln!(out, "{collection}"))?;
    } else if args.json {
        for found in &found {
            written(writeln!(out, "{}", record(found, gazetteer)))?;
        }
    } else if !found.is_empty() {
        written(writeln!(out, "{}", table(&found, gazetteer)))?;
    }
    Ok(if found.is_empty() {
        Outcome::NothingFound
    } else {
        Outcome::Done
    })
}

fn country(code: &str) -> miette::Result<CountryCode> {
    CountryCode::new(&code.to_uppercase()).ok_or_else(|| {
        miette!("--country {code}: expected two letters, an ISO 3166-1 code such as SY")
    })
}

fn feature(text: &str) -> miette::Result<FeatureFilter> {
    FeatureFilter::parse(text).ok_or_else(|| {
        miette!(
            "--feature {text}: expected a GeoNames feature code (DAM), the beginning of codes \
             ('PPL*') or the letter of a class (A H L P R S T U V)"
        )
    })
}

fn point(text: &str) -> miette::Result<LonLat> {
    let degrees = |text: &str| text.trim().parse::<f64>().ok();
    text.split_once(',')
        .and_then(|(lat, lon)| LonLat::new(degrees(lon)?, degrees(lat)?))
        .ok_or_else(|| miette!("--near {text}: expected degrees, latitude first: 36.2,37.2"))
}

/// A country by its code, a division by its key, or any place by its id.
fn unit(text: &str, gazetteer: &Gazetteer) -> miette::Result<PlaceIndex> {
    CountryCode::new(text)
        .and_then(|code| gazetteer.country_by_code(code))
        .or_else(|| gazetteer.division(text))
        .or_else(|| gazetteer.by_id(PlaceId::parse(text)?))
        .ok_or_else(|| {
            miette!(
                "--inside {text}: no such unit; expected a country (SY), the key of a division \
                 (SY.09, US.CA.037) or a place id (geonames:170062)"
            )
        })
}

/// All polygons of a GeoJSON file.
fn read_area(path: &Path) -> miette::Result<MultiPolygon<f64>> {
    let text = std::fs::read_to_string(path)
        .into_diagnostic()
        .wrap_err_with(|| format!("cannot read {}", path.display()))?;
    let geometries = text
        .parse::<GeoJson>()
        .and_then(|json| GeometryCollection::<f64>::try_from(&json))
        .into_diagnostic()
        .wrap_err_with(|| format!("{} is not GeoJSON", path.display()))?;
    let mut area = Vec::new();
    for geometry in geometries {
        match geometry {
            Geometry::Polygon(polygon) => area.push(polygon),
            Geometry::MultiPolygon(polygons) => area.extend(polygons),
            _ => {}
        }
    }
    match area.is_empty() {
        true => Err(miette!("--within {}: it has no polygon", path.display())),
        false => Ok(MultiPolygon(area)),
    }
}

fn point_feature(found: &Found, gazetteer: &Gazetteer) -> serde_json::Value {
    let point = gazetteer.point(found.place);
    json!({
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [point.lon, point.lat]},
        "properties": record(found, gazetteer),
    })
}

/// Prints what changed between two gazetteers.
pub fn diff(args: &DiffArgs) -> miette::Result<Outcome> {
    let from = Gazetteer::open(&args.from).into_diagnostic()?;
    let to = Gazetteer::open(&args.to).into_diagnostic()?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut kinds: BTreeMap<&str, (usize, Vec<String>)> = BTreeMap::new();
    let mut failed = Ok(());
    from.diff(&to, |id, name, change| {
        let (count, lines) = kinds.entry(change.kind()).or_default();
        *count += 1;
        if args.json && failed.is_ok() {
            let line = json!({
                "place_id": id.to_string(),
                "name": name,
                "change": change.kind(),
                "detail": change.detail(),
            });
            failed = writeln!(out, "{line}");
        } else if lines.len() < args.limit {
            lines.push(format!("  {id} {name} {}", change.detail()));
        }
    });
    written(failed)?;
    if !args.json {
        for (kind, (count, lines)) in &kinds {
            written(writeln!(out, "{count} {kind}"))?;
            for line in lines {
                written(writeln!(out, "{}", line.trim_end()))?;
            }
        }
    }
    written(out.flush())?;
    Ok(match kinds.is_empty() {
        true => Outcome::NothingFound,
        false => Outcome::Done,
    })
}

fn record(found: &Found, gazetteer: &Gazetteer) -> serde_json::Value {
    let place = gazetteer.place(found.place);
    let mut record = json!({
        "place_id": place.id.to_string(),
        "name": place.name,
        "lat": place.point.lat,
        "lon": place.point.lon,
        "country_code": place.country.map(|code| code.to_string()),
        "admin1": place.admin1,
        "feature_code": place.feature_code,
        "population": place.population,
        "place_precision": place.precision.name(),
        "radius_km": place.radius_km,
        "footprint": footprint(found.place, gazetteer),
    });
    if let Some(km) = found.distance_km {
        record["distance_km"] = json!((km * 1000.0).round() / 1000.0);
    }
    record
}

/// How well it is known what a place covers: the box around the places inside is approximate.
fn footprint(place: PlaceIndex, gazetteer: &Gazetteer) -> Option<&'static str> {
    gazetteer
        .covered(place)
        .map(|covered| match covered.is_approximate {
            true => "approximate",
            false => "outline",
        })
}

fn table(found: &[Found], gazetteer: &Gazetteer) -> Table {
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
    for place in found.iter().map(|found| gazetteer.place(found.place)) {
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
    if args.countries {
        for (code, count) in &info.countries {
            written(writeln!(out, "{count:>8}  {code}"))?;
        }
    }
    for source in &info.sources {
        written(writeln!(
            out,
            "{:>8}  rows from {}",
            source.rows, source.name
        ))?;
    }
    for licence in &info.licences {
        written(writeln!(out, "{licence}"))?;
    }
    Ok(Outcome::Done)
}
