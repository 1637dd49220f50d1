//! The functions that a GeoPackage's R-tree triggers call, as the standard asks of whoever
//! writes one (OGC 12-128r18, table 26).

use super::rows::geometry;
use geo::BoundingRect;
use rusqlite::Connection;
use rusqlite::functions::{Context, FunctionFlags};

/// Brings the functions into a connection.
pub fn register(connection: &Connection) -> rusqlite::Result<()> {
    type Side = fn(geo::Rect<f64>) -> f64;
    let sides: [(&str, Side); 4] = [
        ("ST_MinX", |bounds| bounds.min().x),
        ("ST_MinY", |bounds| bounds.min().y),
        ("ST_MaxX", |bounds| bounds.max().x),
        ("ST_MaxY", |bounds| bounds.max().y),
    ];
    let flags = FunctionFlags::SQLITE_UTF8
        | FunctionFlags::SQLITE_DETERMINISTIC
        | FunctionFlags::SQLITE_INNOCUOUS;
    for (name, side) in sides {
        connection.create_scalar_function(
            name,
            1,
            flags,
            move |call| Ok(bounds(call).map(side)),
        )?;
    }
    connection.create_scalar_function("ST_IsEmpty", 1, flags, |call| {
        let blob = call.get_raw(0).as_blob().ok();
        Ok(blob.map(|_| bounds(call).is_none()))
    })
}

fn bounds(call: &Context<'_>) -> Option<geo::Rect<f64>> {
    let blob = call.get_raw(0).as_blob().ok()?;
    geometry(blob)?.bounding_rect()
}
