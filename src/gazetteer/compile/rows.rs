//! The place tables of `gazetteer/` become rows.

use super::places::{NewPlace, Row};
use super::{CompileError, Compiler, names};
use crate::gazetteer::format::NONE;
use crate::gazetteer::name::NameKind;
use crate::gazetteer::table::{PlaceRow, Table, TableError, place_rows};
use crate::place::PlaceId;
use rustc_hash::FxHashMap;

/// Adds the tables; a place of the first table that another gives again is replaced and keeps its
/// names.
///
/// Errors: a malformed line, or the same id twice otherwise.
pub(super) fn add(compiler: &mut Compiler<'_>, tables: &[Table]) -> Result<(), CompileError> {
    // Number of the table and line by id.
    let mut seen: FxHashMap<PlaceId, (usize, usize)> = FxHashMap::default();
    for (number, table) in tables.iter().enumerate() {
        for row in place_rows(table)? {
            let place = new_place(&row, number);
            let at = match seen.insert(row.id, (number, row.line)) {
                None => compiler.places.add(&place),
                Some((0, _)) if number > 0 => replace(compiler, &place),
                Some((owner, line)) => {
                    let at = compiler.places.row_of(row.id);
                    let name = at.map_or("", |at| compiler.places.name(at));
                    return Err(TableError {
                        table: table.name.clone(),
                        line: row.line,
                        reason: format!(
                            "{} is given already, as {name} in {}:{line}",
                            row.id, tables[owner].name
                        ),
                    }
                    .into());
                }
            };
            add_names(compiler, at, &row, &place)?;
            if !row.path.is_empty() {
                compiler.places.paths.insert(at, row.path);
            }
        }
    }
    Ok(())
}

fn new_place<'t>(row: &PlaceRow<'t>, origin: usize) -> NewPlace<'t> {
    NewPlace {
        id: row.id,
        name: row.name,
        point: row.point,
        feature_code: row.feature_code,
        country: row.country,
        admin1: row.admin1,
        admin2: row.admin2,
        population: row.population,
        radius_km: row.radius_km,
        origin: origin as u8,
    }
}

fn add_names(
    compiler: &mut Compiler<'_>,
    at: u32,
    row: &PlaceRow<'_>,
    place: &NewPlace<'_>,
) -> Result<(), CompileError> {
    names::add_main(&mut compiler.names, at, place)?;
    for name in &row.alternate_names {
        let kind = NameKind::Alternate;
        names::add_other(&mut compiler.names, at, name, kind, row.country)?;
    }
    Ok(())
}

/// Puts the later row in the place of the earlier, with what it leaves out.
fn replace(compiler: &mut Compiler<'_>, place: &NewPlace<'_>) -> u32 {
    let places = &mut compiler.places;
    let at = places.row_of(place.id).unwrap_or(NONE);
    let before: Row = *places.row(at);
    let added = places.add(place);
    let after: Row = *places.row(added);
    places.drop_last(at);
    let row = places.row_mut(at);
    *row = after;
    if after.country == before.country && after.admin1 == NONE {
        (row.admin1, row.admin2) = (before.admin1, before.admin2);
    }
    if after.population == 0 {
        row.population = before.population;
    }
    if after.radius_km == 0.0 {
        row.radius_km = before.radius_km;
    }
    at
}
