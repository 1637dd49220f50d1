//! All place tables as one list of rows in order of id.

use crate::gazetteer::format::packed_id;
use crate::gazetteer::name::MAX_ROWS;
use crate::gazetteer::table::{PlaceRow, Table, TableError, place_rows};
use crate::place::PlaceId;
use rustc_hash::FxHashMap;

/// Joins the tables; a place of the first table that another gives again is replaced.
///
/// Errors: a malformed line, or the same id twice otherwise.
pub(super) fn merge(tables: &[Table]) -> Result<Vec<PlaceRow<'_>>, TableError> {
    let mut rows: Vec<PlaceRow<'_>> = Vec::new();
    let mut seen: FxHashMap<PlaceId, (usize, usize)> = FxHashMap::default();
    for (number, table) in tables.iter().enumerate() {
        for row in place_rows(table)? {
            match seen.get_mut(&row.id) {
                None => {
                    seen.insert(row.id, (rows.len(), number));
                    rows.push(row);
                }
                Some((at, owner)) if *owner == 0 && number > 0 => {
                    *owner = number;
                    rows[*at] = replace(&rows[*at], row);
                }
                Some((at, owner)) => {
                    return Err(TableError {
                        table: table.name.clone(),
                        line: row.line,
                        reason: format!(
                            "{} is given already, as {} in {}:{}",
                            row.id, rows[*at].name, tables[*owner].name, rows[*at].line
                        ),
                    });
                }
            }
        }
    }
    if rows.len() > MAX_ROWS {
        return Err(TableError {
            table: tables
                .last()
                .map_or(String::new(), |table| table.name.clone()),
            line: 1,
            reason: format!("{} places, the index holds {MAX_ROWS}", rows.len()),
        });
    }
    rows.sort_unstable_by_key(|row| packed_id(row.id));
    Ok(rows)
}

/// The later row with what it leaves out, and the names of the earlier one.
fn replace<'t>(before: &PlaceRow<'t>, mut row: PlaceRow<'t>) -> PlaceRow<'t> {
    row.alternate_names.push(before.name);
    row.alternate_names
        .extend_from_slice(&before.alternate_names);
    if row.country == before.country && row.admin1.is_empty() {
        (row.admin1, row.admin2) = (before.admin1, before.admin2);
    }
    if row.population == 0 {
        row.population = before.population;
    }
    row.radius_km = row.radius_km.or(before.radius_km);
    row
}
