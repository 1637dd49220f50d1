//! A user's own places: they win over GeoNames and over the base.
//!
//! An overlay is a table (CSV with a header, separated by commas, semicolons or tabs) or a file of
//! features (GeoJSON, FlatGeobuf) with the same names as properties. A row
//!
//! - with the `place_id` of a place corrects it: what the row gives replaces what was there; the
//!   old name stays as another name;
//! - with `exclude` set hides a place, by `place_id`, or by `name` (and `country`, and a point
//!   within 25 km) when exactly one fits;
//! - with an outline gives it to the place with its `place_id`, to the division with its `country`
//!   and `admin1`, to the country, or to the one place of its `name`;
//! - otherwise adds a place; its id is made from the name and the point, so that it stays the same
//!   when the list grows.
//!
//! A file of boundaries is read the same way, but adds no places.

use super::Import;
use super::outlines::{self, Feature, Shape};
use super::report::{FileReport, Reason};
use super::{ImportError, read_name};
use crate::gazetteer::compile::footprints::Polygon;
use crate::gazetteer::compile::names;
use crate::gazetteer::compile::places::NewPlace;
use crate::gazetteer::fold::fold;
use crate::gazetteer::format::{NONE, checksum, to_units};
use crate::gazetteer::name::NameKind;
use crate::place::{CountryCode, IdSource, LonLat, PlaceId};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::path::Path;

/// Farthest a place may lie from the point that an exclusion names, in kilometres.
const NEAR_KM: f64 = 25.0;
/// Farthest settlement whose country a place without one gets, in kilometres.
const COUNTRY_KM: f64 = 50.0;

/// Whether a file may add places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// Adds, corrects, hides.
    Overlay,
    /// Gives outlines to places that are there.
    Boundaries,
}

/// A row, checked.
#[derive(Default)]
struct Row {
    id: Option<PlaceId>,
    name: String,
    point: Option<LonLat>,
    outline: Vec<Polygon>,
    feature_code: String,
    country: Option<CountryCode>,
    admin1: String,
    admin2: String,
    population: Option<u64>,
    radius_km: Option<f32>,
    alternate_names: Vec<String>,
    is_excluded: bool,
}

/// What names and keys of places lead to, made for one file.
struct Finder {
    /// Rows by folded main name, for the names that the file has.
    by_name: FxHashMap<String, Vec<u32>>,
    /// Rows of first-order and second-order divisions by key.
    divisions: FxHashMap<u32, u32>,
}

/// Reads a file.
pub(super) fn read(
    import: &mut Import<'_>,
    path: &Path,
    purpose: Purpose,
) -> Result<FileReport, ImportError> {
    let role = match purpose {
        Purpose::Overlay => "overlay",
        Purpose::Boundaries => "boundaries",
    };
    let mut report = FileReport::new(read_name(path), role);
    let features = match outlines::is_features(path) {
        true => outlines::read(path)?,
        false => table(path)?,
    };
    let finder = Finder::new(import, &features);
    for feature in features {
        let number = feature.number;
        let text = describe(&feature.properties);
        let applied = check(feature).and_then(|row| apply(import, &finder, row, purpose));
        report.count(number, &text, applied);
    }
    Ok(report)
}

fn describe(properties: &BTreeMap<String, String>) -> String {
    let filled = properties.iter().filter(|(_, value)| !value.is_empty());
    let fields: Vec<String> = filled
        .map(|(key, value)| format!("{key}={value}"))
        .collect();
    fields.join(" ")
}

/// The rows of a table as features.
fn table(path: &Path) -> Result<Vec<Feature>, ImportError> {
    let bytes = std::fs::read(path).map_err(|error| ImportError::unreadable(path, error))?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let first = bytes
        .split(|byte| *byte == b'\n')
        .next()
        .unwrap_or_default();
    let count = |mark: u8| first.iter().filter(|byte| **byte == mark).count();
    let delimiter = [b',', b';', b'\t']
        .into_iter()
        .max_by_key(|mark| count(*mark));
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter.unwrap_or(b','))
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(bytes);
    let header: Vec<String> = match reader.headers() {
        Ok(header) => header.iter().map(str::to_ascii_lowercase).collect(),
        Err(error) => {
            return Err(ImportError::NotAnOverlay(
                path.display().to_string(),
                error.to_string(),
            ));
        }
    };
    if !header
        .iter()
        .any(|column| matches!(column.as_str(), "name" | "place_id"))
    {
        return Err(ImportError::NotAnOverlay(
            path.display().to_string(),
            format!("columns {}", header.join(", ")),
        ));
    }
    let mut features = Vec::new();
    for record in reader.records() {
        let number = features.len() + 2;
        let (properties, shape) = match record {
            Ok(record) => {
                let properties: BTreeMap<String, String> = header
                    .iter()
                    .cloned()
                    .zip(record.iter().map(str::to_owned))
                    .collect();
                let shape = point(&properties);
                (properties, shape)
            }
            Err(error) => (BTreeMap::new(), Err(error.to_string())),
        };
        features.push(Feature {
            number,
            properties,
            shape,
        });
    }
    Ok(features)
}

/// The point of a row of a table; an empty outline stands for none.
fn point(properties: &BTreeMap<String, String>) -> Result<Shape, String> {
    let value = |key: &str| properties.get(key).map(String::as_str).unwrap_or_default();
    let (lat, lon) = (value("lat"), value("lon"));
    if lat.is_empty() && lon.is_empty() {
        return Ok(Shape::Outline(Vec::new()));
    }
    let degrees = |text: &str| text.parse::<f64>().ok();
    degrees(lon)
        .zip(degrees(lat))
        .and_then(|(lon, lat)| LonLat::new(lon, lat))
        .map(Shape::Point)
        .ok_or_else(|| "lat and lon are not degrees".to_owned())
}

/// Names under which boundary files keep what a row needs.
fn value<'p>(properties: &'p BTreeMap<String, String>, keys: &[&str]) -> &'p str {
    keys.iter()
        .filter_map(|key| properties.get(*key))
        .map(|value| value.trim())
        .find(|value| !value.is_empty())
        .unwrap_or_default()
}

fn check(feature: Feature) -> Result<Row, Reason> {
    let get = |keys: &[&str]| value(&feature.properties, keys).to_owned();
    let (point, outline) = match feature.shape {
        Ok(Shape::Point(point)) => (Some(point), Vec::new()),
        Ok(Shape::Outline(outline)) => (None, outline),
        Err(_) if feature.properties.contains_key("lat") => return Err(Reason::Coordinates),
        Err(_) => return Err(Reason::Geometry),
    };
    let country = match get(&["country", "country_code", "iso_a2"])
        .to_uppercase()
        .as_str()
    {
        "" => None,
        code => Some(CountryCode::new(code).ok_or(Reason::Number)?),
    };
    let admin1 = get(&["admin1", "gn_a1_code", "gn_a1"]);
    let prefix = country.map(|country| format!("{country}."));
    let admin1 = prefix
        .and_then(|prefix| admin1.strip_prefix(&prefix).map(str::to_owned))
        .unwrap_or(admin1);
    let feature_code = get(&["feature_code"]).to_uppercase();
    let fits = |c: u8| c.is_ascii_uppercase() || c.is_ascii_digit();
    if feature_code.len() > 6 || !feature_code.bytes().all(fits) {
        return Err(Reason::FeatureCode);
    }
    let alternates = get(&["alternate_names"]);
    Ok(Row {
        id: id(&get(&["place_id", "geonameid", "gn_id"]))?,
        name: get(&["name"]),
        point,
        outline,
        feature_code,
        country,
        admin1,
        admin2: get(&["admin2"]),
        population: number(&get(&["population"]))?,
        radius_km: number(&get(&["radius_km"]))?.filter(|radius: &f32| *radius > 0.0),
        alternate_names: alternates
            .split(['|', ';'])
            .map(|name| name.trim().to_owned())
            .filter(|name| !name.is_empty())
            .collect(),
        is_excluded: matches!(
            get(&["exclude"]).to_lowercase().as_str(),
            "1" | "true" | "yes" | "y" | "x" | "exclude"
        ),
    })
}

/// `source:number`, or GeoNames' number alone.
fn id(text: &str) -> Result<Option<PlaceId>, Reason> {
    if text.is_empty() || text == "-1" || text == "-99" {
        return Ok(None);
    }
    let id = match text.parse::<f64>() {
        Ok(number) if number > 0.0 && number.fract() == 0.0 => Some(PlaceId {
            source: IdSource::Geonames,
            number: number as u64,
        }),
        Ok(_) => None,
        Err(_) => PlaceId::parse(text),
    };
    id.filter(|id| id.number >> 56 == 0)
        .map(Some)
        .ok_or(Reason::Id)
}

fn number<N: std::str::FromStr>(text: &str) -> Result<Option<N>, Reason> {
    match text {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| Reason::Number),
    }
}

impl Finder {
    fn new(import: &Import<'_>, features: &[Feature]) -> Finder {
        let mut by_name: FxHashMap<String, Vec<u32>> = features
            .iter()
            .map(|feature| (fold(value(&feature.properties, &["name"])), Vec::new()))
            .collect();
        let mut divisions = FxHashMap::default();
        let places = &import.compiler.places;
        for at in 0..places.rows.len() as u32 {
            if let Some(rows) = by_name.get_mut(&fold(places.name(at))) {
                rows.push(at);
            }
            let kind = places.kind(at);
            if kind.is_admin1 {
                divisions.entry(places.row(at).admin1).or_insert(at);
            } else if kind.is_admin2 {
                divisions.entry(places.row(at).admin2).or_insert(at);
            }
        }
        Finder { by_name, divisions }
    }

    /// The place that a row without an id speaks of.
    fn find(&self, import: &mut Import<'_>, row: &Row) -> Result<u32, Reason> {
        let places = &mut import.compiler.places;
        let has_key = !row.admin1.is_empty() || row.name.is_empty();
        if let Some(country) = row.country
            && !row.outline.is_empty()
            && has_key
        {
            let (first, second) = places.division_keys(Some(country), &row.admin1, &row.admin2);
            let key = if second == NONE { first } else { second };
            return match key {
                NONE => import.compiler.known.countries.get(&country).copied(),
                key => self.divisions.get(&key).copied(),
            }
            .ok_or(Reason::NoPlace);
        }
        let named = self.by_name.get(&fold(&row.name)).into_iter().flatten();
        let fitting: Vec<u32> = named
            .copied()
            .filter(|at| {
                let is_near = |point: LonLat| places.point(*at).distance_km(point) <= NEAR_KM;
                !places.row(*at).is_hidden
                    && (row.country.is_none() || places.country(*at) == row.country)
                    && (row.feature_code.is_empty() || places.feature_code(*at) == row.feature_code)
                    && row.point.is_none_or(is_near)
            })
            .collect();
        match fitting[..] {
            [] => Err(Reason::NoPlace),
            [at] => Ok(at),
            _ => Err(Reason::Ambiguous),
        }
    }
}

fn apply(
    import: &mut Import<'_>,
    finder: &Finder,
    row: Row,
    purpose: Purpose,
) -> Result<(), Reason> {
    let known = row.id.and_then(|id| import.compiler.places.row_of(id));
    let wants_known = row.is_excluded || purpose == Purpose::Boundaries;
    let at = match (known, row.id) {
        (Some(at), _) => Some(at),
        (None, Some(_)) if wants_known => return Err(Reason::NoPlace),
        (None, Some(_)) => None,
        (None, None) if wants_known => Some(finder.find(import, &row)?),
        (None, None) if !row.outline.is_empty() => match finder.find(import, &row) {
            Ok(at) => Some(at),
            Err(Reason::NoPlace) => None,
            Err(reason) => return Err(reason),
        },
        (None, None) => None,
    };
    match at {
        Some(at) if row.is_excluded => {
            import.compiler.places.row_mut(at).is_hidden = true;
            Ok(())
        }
        Some(at) if purpose == Purpose::Boundaries => match row.outline.is_empty() {
            true => Err(Reason::Geometry),
            false => {
                give_outline(import, at, row.outline);
                Ok(())
            }
        },
        Some(at) => correct(import, at, row),
        None => add(import, row),
    }
}

fn give_outline(import: &mut Import<'_>, at: u32, outline: Vec<Polygon>) {
    import.compiler.footprints.insert(at, outline);
    // The radius follows from the outline.
    import.compiler.places.row_mut(at).radius_km = 0.0;
}

fn correct(import: &mut Import<'_>, at: u32, row: Row) -> Result<(), Reason> {
    let origin = import.origin;
    if !row.outline.is_empty() {
        give_outline(import, at, row.outline);
    }
    let places = &mut import.compiler.places;
    if !row.name.is_empty() {
        places.rename(at, &row.name);
    }
    if !row.feature_code.is_empty() {
        let code = places.code(&row.feature_code);
        places.row_mut(at).code = code;
    }
    let country = row.country.or(places.country(at));
    if !row.admin1.is_empty() {
        let keys = places.division_keys(country, &row.admin1, &row.admin2);
        (places.row_mut(at).admin1, places.row_mut(at).admin2) = keys;
    }
    let place = places.row_mut(at);
    if let Some(point) = row.point {
        (place.lat, place.lon) = (to_units(point.lat), to_units(point.lon));
    }
    if let Some(country) = country {
        place.country = country.bytes();
    }
    place.population = row.population.unwrap_or(place.population);
    place.radius_km = row.radius_km.unwrap_or(place.radius_km);
    place.origin = origin;
    let code = places.feature_code(at).to_owned();
    let new = NewPlace {
        id: row.id.unwrap_or(NO_ID),
        name: &row.name,
        point: places.point(at),
        feature_code: &code,
        country,
        admin1: "",
        admin2: "",
        population: 0,
        radius_km: None,
        origin,
    };
    add_names(import, at, &new, &row.alternate_names)
}

/// Stands where only names are added.
const NO_ID: PlaceId = PlaceId {
    source: IdSource::Overlay,
    number: 0,
};

fn add(import: &mut Import<'_>, row: Row) -> Result<(), Reason> {
    if row.name.is_empty() {
        return Err(Reason::Name);
    }
    let is_area = row.point.is_none();
    let point = row
        .point
        .or_else(|| outlines::point_inside(&row.outline))
        .ok_or(Reason::Coordinates)?;
    let around = |import: &Import<'_>| {
        let base = import.base?;
        let (nearest, distance) = base.nearest_settlement(point)?;
        (distance <= COUNTRY_KM).then(|| base.country(nearest))?
    };
    let country = row.country.or_else(|| around(import));
    let code = match row.feature_code.as_str() {
        "" if is_area => "RGN",
        "" => "PPL",
        code => code,
    };
    let id = row.id.unwrap_or_else(|| own_id(&row.name, point));
    if import.compiler.places.row_of(id).is_some() {
        return Err(Reason::Repeated);
    }
    let place = NewPlace {
        id,
        name: &row.name,
        point,
        feature_code: code,
        country,
        admin1: &row.admin1,
        admin2: &row.admin2,
        population: row.population.unwrap_or(0),
        radius_km: row.radius_km,
        origin: import.origin,
    };
    let at = import.compiler.places.add(&place);
    if !row.outline.is_empty() {
        import.compiler.footprints.insert(at, row.outline);
    }
    add_names(import, at, &place, &row.alternate_names)
}

/// The id of a place by its name and point.
fn own_id(name: &str, point: LonLat) -> PlaceId {
    let text = format!("{name}\t{}\t{}", to_units(point.lat), to_units(point.lon));
    PlaceId {
        source: IdSource::Overlay,
        number: checksum(text.as_bytes()) >> 8,
    }
}

fn add_names(
    import: &mut Import<'_>,
    at: u32,
    place: &NewPlace<'_>,
    alternates: &[String],
) -> Result<(), Reason> {
    let sorter = &mut import.compiler.names;
    let mut add = || -> std::io::Result<()> {
        if !place.name.is_empty() {
            names::add_main(sorter, at, place)?;
        }
        for name in alternates {
            names::add_other(sorter, at, name, NameKind::Alternate, place.country)?;
        }
        Ok(())
    };
    match add() {
        Ok(()) => Ok(()),
        Err(error) => {
            import.failed.get_or_insert(error);
            Ok(())
        }
    }
}
