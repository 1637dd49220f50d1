//! The small tables beside GeoNames' main one: division codes, countries, hierarchy.

use super::Import;
use super::report::Reason;
use crate::gazetteer::format::NONE;
use crate::place::{CountryCode, IdSource, PlaceId};

fn row_of(import: &Import<'_>, number: Option<&&str>) -> Result<u32, Reason> {
    let number = number.and_then(|text| text.trim().parse::<u64>().ok());
    let id = PlaceId {
        source: IdSource::Geonames,
        number: number.ok_or(Reason::Id)?,
    };
    import.compiler.places.row_of(id).ok_or(Reason::NoPlace)
}

/// `SY.09 Aleppo Aleppo 170062`: which place a division is, where the main table lacks it.
pub(super) fn add_division(import: &mut Import<'_>, text: &str) -> Result<(), Reason> {
    let fields: Vec<&str> = text.split('\t').collect();
    if fields.len() < 4 {
        return Err(Reason::Columns);
    }
    let at = row_of(import, fields.get(3))?;
    let key = import.compiler.places.keys.intern(fields[0]);
    import.compiler.known.divisions.insert(key, at);
    Ok(())
}

/// The country's code is in the first column, its geonameid in the seventeenth.
pub(super) fn add_country(import: &mut Import<'_>, text: &str) -> Result<(), Reason> {
    let fields: Vec<&str> = text.split('\t').collect();
    if fields.len() < 17 {
        return Err(Reason::Columns);
    }
    let country = CountryCode::new(fields[0]).ok_or(Reason::Name)?;
    let at = row_of(import, fields.get(16))?;
    import.compiler.known.countries.entry(country).or_insert(at);
    Ok(())
}

/// `parent child type`: gives the child the division that its parent is, where its own codes
/// say none.
pub(super) fn add_link(import: &mut Import<'_>, text: &str) -> Result<(), Reason> {
    let fields: Vec<&str> = text.split('\t').collect();
    if fields.len() < 2 {
        return Err(Reason::Columns);
    }
    let parent = row_of(import, fields.first())?;
    let child = row_of(import, fields.get(1))?;
    let places = &mut import.compiler.places;
    let (kind, above) = (places.kind(parent), *places.row(parent));
    let row = places.row_mut(child);
    if row.country != above.country {
        return Ok(());
    }
    if kind.is_admin1 && row.admin1 == NONE {
        row.admin1 = above.admin1;
    }
    if kind.is_admin2 && row.admin2 == NONE {
        (row.admin1, row.admin2) = (above.admin1, above.admin2);
    }
    Ok(())
}
