//! Rows of a layer's table as features.

use crate::layers::{Feature, Field, Kind, Layout};
use geojson::GeometryValue;
use geozero::ToGeo;
use geozero::wkb::Wkb;
use rusqlite::Row;
use rusqlite::types::ValueRef;
use serde_json::{Value, json};

/// The columns to select for [`feature`], after which more may come.
pub fn columns(layout: &Layout) -> String {
    let names = layout
        .fields
        .iter()
        .map(|field| format!(", \"{}\"", field.name));
    format!("geom, id{}", names.collect::<String>())
}

/// The feature in a row that [`columns`] selected.
pub fn feature(layout: &Layout, row: &Row<'_>) -> rusqlite::Result<Feature> {
    let geometry = match row.get_ref(0)? {
        ValueRef::Blob(blob) => geometry(blob).map(|geometry| single(&geometry)),
        _ => None,
    };
    let values = layout.fields.iter().enumerate();
    let values = values.map(|(index, field)| Ok(value(field, row.get_ref(index + 2)?)));
    Ok(Feature {
        id: row.get(1)?,
        geometry,
        values: values.collect::<rusqlite::Result<_>>()?,
    })
}

fn value(field: &Field, value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Null | ValueRef::Blob(_) => Value::Null,
        ValueRef::Integer(number) if field.kind == Kind::Boolean => json!(number != 0),
        ValueRef::Integer(number) => json!(number),
        ValueRef::Real(number) => json!(number),
        ValueRef::Text(text) => {
            let text = String::from_utf8_lossy(text);
            match field.kind {
                // The standard has milliseconds, the layers have none.
                Kind::DateTime => json!(text.replace(".000Z", "Z")),
                _ => json!(text),
            }
        }
    }
}

/// The geometry of a GeoPackage's blob: a head, then WKB.
pub fn geometry(blob: &[u8]) -> Option<geo::Geometry<f64>> {
    /// Lengths of the box in the head, by the code in its flags.
    const BOXES: [usize; 5] = [0, 32, 48, 48, 64];
    let flags = *blob.get(3).filter(|_| blob.starts_with(b"GP"))?;
    let head = 8 + BOXES.get(usize::from(flags >> 1 & 7))?;
    Wkb(blob.get(head..)?).to_geo().ok()
}

/// A line or area of one part as that part, as the layers have it.
fn single(geometry: &geo::Geometry<f64>) -> GeometryValue {
    match geometry {
        geo::Geometry::MultiLineString(lines) if lines.0.len() == 1 => {
            GeometryValue::from(&lines.0[0])
        }
        geo::Geometry::MultiPolygon(areas) if areas.0.len() == 1 => {
            GeometryValue::from(&areas.0[0])
        }
        other => GeometryValue::from(other),
    }
}
