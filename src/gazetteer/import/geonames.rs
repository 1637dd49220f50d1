//! GeoNames' main table: one place a row, 19 columns.

use super::Import;
use super::report::Reason;
use super::role::PLACE_COLUMNS;
use crate::gazetteer::compile::names;
use crate::gazetteer::compile::places::NewPlace;
use crate::gazetteer::fold::fold;
use crate::gazetteer::format::NONE;
use crate::gazetteer::name::NameKind;
use crate::gazetteer::{FeatureClass, feature};
use crate::place::{CountryCode, IdSource, LonLat, PlaceId};
use std::io;

/// A row of the main table.
struct Row<'l> {
    place: NewPlace<'l>,
    ascii_name: &'l str,
    alternate_names: &'l str,
}

/// Reads a row.
fn parse<'l>(text: &'l str, origin: u8) -> Result<Row<'l>, Reason> {
    let mut fields = [""; PLACE_COLUMNS];
    let mut count = 0;
    for (field, value) in fields.iter_mut().zip(text.split('\t')) {
        *field = value;
        count += 1;
    }
    // Old rows may lack the last columns, time zone and date.
    if count < PLACE_COLUMNS - 2 {
        return Err(Reason::Columns);
    }
    let number: u64 = fields[0].parse().map_err(|_| Reason::Id)?;
    if number == 0 || number >> 56 != 0 {
        return Err(Reason::Id);
    }
    let degrees = |text: &str| text.parse::<f64>().ok();
    let point = degrees(fields[5])
        .zip(degrees(fields[4]))
        .and_then(|(lon, lat)| LonLat::new(lon, lat))
        .ok_or(Reason::Coordinates)?;
    let name = fields[1].trim();
    if name.is_empty() {
        return Err(Reason::Name);
    }
    Ok(Row {
        place: NewPlace {
            id: PlaceId {
                source: IdSource::Geonames,
                number,
            },
            name,
            point,
            feature_code: feature_code(fields[7], fields[6])?,
            country: CountryCode::new(fields[8]),
            admin1: division_code(fields[10]),
            admin2: division_code(fields[11]),
            population: match fields[14] {
                "" => 0,
                text => text.parse().map_err(|_| Reason::Number)?,
            },
            radius_km: None,
            origin,
        },
        ascii_name: fields[2].trim(),
        alternate_names: fields[3],
    })
}

/// The code, or one that stands for its class where there is none.
fn feature_code<'l>(code: &'l str, class: &str) -> Result<&'l str, Reason> {
    let fits = |c: u8| c.is_ascii_uppercase() || c.is_ascii_digit();
    match (code, class) {
        ("", "P") => Ok("PPL"),
        ("", "A") => Ok("ADMD"),
        ("", "H") => Ok("LK"),
        ("", "L") => Ok("AREA"),
        ("", "T") => Ok("MT"),
        ("", "S") => Ok("BLDG"),
        ("", "R") => Ok("RD"),
        ("", "V") => Ok("FRST"),
        ("", "U") => Ok("SMU"),
        _ if !code.is_empty() && code.len() <= 6 && code.bytes().all(fits) => Ok(code),
        _ => Err(Reason::FeatureCode),
    }
}

/// GeoNames writes 00 for "no division".
fn division_code(code: &str) -> &str {
    match code {
        "00" => "",
        code => code,
    }
}

/// Adds a row to the index, or what it says to the place that the base has already.
pub(super) fn add(import: &mut Import<'_>, text: &str) -> io::Result<Result<(), Reason>> {
    let row = match parse(text, import.origin) {
        Ok(row) => row,
        Err(reason) => return Ok(Err(reason)),
    };
    let place = row.place;
    let at = match import.compiler.places.row_of(place.id) {
        Some(at) if import.is_seen(at) => return Ok(Err(Reason::Repeated)),
        Some(at) => {
            merge(import, at, &place);
            at
        }
        None => {
            if let Some(twin) = twin(import, &place) {
                add_names(import, twin, &row)?;
                import.compiler.places.alias(place.id, twin);
                return Ok(Err(Reason::Twin));
            }
            import.compiler.places.add(&place)
        }
    };
    import.see(at);
    match add_names(import, at, &row)? {
        true => Ok(Ok(())),
        false => Ok(Err(Reason::Name)),
    }
}

fn add_names(import: &mut Import<'_>, at: u32, row: &Row<'_>) -> io::Result<bool> {
    let country = row.place.country;
    let is_main = import.compiler.places.name(at) == row.place.name;
    let fits = match is_main {
        true => names::add_main(&mut import.compiler.names, at, &row.place)?,
        false => names::add_other(
            &mut import.compiler.names,
            at,
            row.place.name,
            NameKind::Alternate,
            country,
        )?,
    };
    if row.ascii_name != row.place.name {
        let kind = NameKind::Alternate;
        names::add_other(
            &mut import.compiler.names,
            at,
            row.ascii_name,
            kind,
            country,
        )?;
    }
    if !import.has_names_file {
        for name in row.alternate_names.split(',') {
            if import.judge_name(at, name).is_ok() {
                let kind = NameKind::Alternate;
                names::add_other(&mut import.compiler.names, at, name, kind, country)?;
            }
        }
    }
    Ok(fits)
}

/// Joins what GeoNames says with the place that the base has under the same id.
///
/// The base keeps its name to show, outline and radius, so that layers read the same with any
/// gazetteer. Curated places keep all else too. Otherwise GeoNames is newer: the point, code,
/// country, divisions and population are its own, but for countries and divisions, whose points
/// in the base lie inside their outlines.
fn merge(import: &mut Import<'_>, at: u32, place: &NewPlace<'_>) {
    let places = &mut import.compiler.places;
    let kind = places.kind(at);
    let keeps_point = import.curated[usize::from(places.row(at).origin)]
        || kind.class == FeatureClass::Administrative;
    let code = places.code(place.feature_code);
    let (admin1, admin2) = places.division_keys(place.country, place.admin1, place.admin2);
    let row = places.row_mut(at);
    if !keeps_point {
        row.lat = crate::gazetteer::format::to_units(place.point.lat);
        row.lon = crate::gazetteer::format::to_units(place.point.lon);
        row.code = code;
        row.country = place.country.map_or(row.country, CountryCode::bytes);
        row.origin = place.origin;
    }
    if admin1 != NONE {
        (row.admin1, row.admin2) = (admin1, admin2);
    }
    if place.population > 0 {
        row.population = place.population;
    }
}

/// Farthest point of the same feature under another id, in kilometres: half a long runway, or the
/// distance between a dam and its power house, and the rounding of either.
const TWIN_KM: f64 = 5.0;

/// The feature of the base, without an id of GeoNames, that this row is.
fn twin(import: &Import<'_>, place: &NewPlace<'_>) -> Option<u32> {
    let class = FeatureClass::of(place.feature_code);
    if matches!(
        class,
        FeatureClass::Populated | FeatureClass::Administrative
    ) {
        return None;
    }
    let base = import.base?;
    base.lookup_folded(&fold(place.name))
        .map(|named| named.place)
        .filter(|other| base.place_id(*other).source != IdSource::Geonames)
        .filter(|other| feature::are_akin(base.feature_code(*other), place.feature_code))
        .find(|other| {
            let reach = base.radius_km(*other).max(TWIN_KM);
            base.point(*other).distance_km(place.point) <= reach
        })
        .map(|other| other.0)
}
