//! Features on their way into tiles: in memory what is asked of all, the rest in a file.

use super::DRAWN;
use super::mercator::{fixed, project};
use super::tile::{put_bytes, put_varint};
use crate::layers::feature::{Feature, Layout};
use crate::layers::values::{Typed, days};
use crate::layers::wkb::bounds;
use geojson::GeometryValue;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};

/// A feature as all zooms look at it.
#[derive(Clone, Debug)]
pub struct Record {
    /// Number of its layer.
    pub layer: u8,
    /// Number of its event type in the order they came; 0 is none.
    pub event_type: u16,
    /// Weeks since 1970 of its first day; `i16::MIN` without a date.
    pub week: i16,
    /// Whether it is a point.
    pub is_point: bool,
    /// Confidence in thousandths.
    pub confidence: u16,
    /// West, north, east and south in units of 2⁻³² of the world.
    pub bounds: [u32; 4],
    offset: u64,
    length: u32,
}

/// A feature as it is read back.
pub struct Stored {
    /// Id in the tile: 48 bits of a hash of layer and id, so that it is the same in all tiles.
    pub id: u64,
    /// Where it is; points are in the record.
    pub geometry: Option<GeometryValue>,
    /// Column and encoded value of each property.
    pub values: Vec<(u16, Vec<u8>)>,
}

/// All features.
pub struct Store {
    /// In the order they came.
    pub records: Vec<Record>,
    /// For each layer its columns' names, and whether they are in every tile.
    pub columns: Vec<Vec<(String, bool)>>,
    out: BufWriter<File>,
    written: u64,
    event_types: Vec<String>,
}

impl Store {
    /// An empty one.
    pub fn create(layouts: &[Layout]) -> io::Result<Store> {
        let columns = layouts.iter().map(|layout| {
            // A foreign layer has no columns that are known to be drawn: all are in every tile.
            let drawn = |name: &str| DRAWN.contains(&name);
            let own = layout.fields.iter().any(|field| drawn(&field.name));
            let fields = layout.fields.iter();
            fields
                .map(|field| (field.name.clone(), !own || drawn(&field.name)))
                .collect()
        });
        Ok(Store {
            records: Vec::new(),
            columns: columns.collect(),
            out: BufWriter::with_capacity(1 << 18, tempfile::tempfile()?),
            written: 0,
            event_types: Vec::new(),
        })
    }

    /// Takes a feature.
    pub fn add(
        &mut self,
        layer: usize,
        layout: &Layout,
        feature: &Feature,
        geometry: &GeometryValue,
    ) -> io::Result<()> {
        let text = |name: &str| {
            layout
                .column(name)
                .and_then(|at| feature.values[at].as_str())
        };
        let event_type = self.event_type(text("event_type"));
        let day = text("event_start").and_then(|start| days(start.get(..10)?));
        let confidence = layout.column("confidence");
        let confidence = confidence.and_then(|at| feature.values[at].as_f64());
        let [west, south, east, north] = bounds(geometry).unwrap_or_default();
        let ([x0, y0], [x1, y1]) = (project([west, north]), project([east, south]));
        let encoded = encode(layout, feature, geometry)?;
        self.out.write_all(&encoded)?;
        self.records.push(Record {
            layer: layer as u8,
            event_type,
            week: day.map_or(i16::MIN, |day| day.div_euclid(7) as i16),
            is_point: matches!(geometry, GeometryValue::Point { .. }),
            confidence: (confidence.unwrap_or(0.0).clamp(0.0, 1.0) * 1000.0) as u16,
            bounds: [fixed(x0), fixed(y0), fixed(x1), fixed(y1)],
            offset: self.written,
            length: encoded.len() as u32,
        });
        self.written += encoded.len() as u64;
        Ok(())
    }

    fn event_type(&mut self, name: Option<&str>) -> u16 {
        let Some(name) = name else {
            return 0;
        };
        let known = self.event_types.iter().position(|known| known == name);
        let index = known.unwrap_or_else(|| {
            self.event_types.push(name.to_string());
            self.event_types.len() - 1
        });
        index as u16 + 1
    }

    /// Reads a feature back.
    pub fn read(&mut self, record: usize) -> io::Result<Stored> {
        let Record { offset, length, .. } = self.records[record];
        self.out.flush()?;
        let file = self.out.get_mut();
        file.seek(SeekFrom::Start(offset))?;
        let mut bytes = vec![0; length as usize];
        file.read_exact(&mut bytes)?;
        decode(&bytes)
    }
}

fn encode(layout: &Layout, feature: &Feature, geometry: &GeometryValue) -> io::Result<Vec<u8>> {
    let mut out = Vec::with_capacity(1024);
    let hash = Sha256::digest(format!("{}/{}", layout.name, feature.id));
    out.extend(&hash[..6]);
    let geometry = match geometry {
        GeometryValue::Point { .. } => Vec::new(),
        other => serde_json::to_vec(other)?,
    };
    out.extend((geometry.len() as u32).to_le_bytes());
    out.extend(geometry);
    for (column, (field, value)) in layout.fields.iter().zip(&feature.values).enumerate() {
        if let Some(value) = encode_value(&Typed::of(field.kind, value)) {
            out.extend((column as u16).to_le_bytes());
            out.extend((value.len() as u32).to_le_bytes());
            out.extend(value);
        }
    }
    Ok(out)
}

/// A `Value` message of the vector tile format; a null has none.
fn encode_value(value: &Typed<'_>) -> Option<Vec<u8>> {
    const STRING: u32 = 1;
    const DOUBLE: u32 = 3;
    const INT: u32 = 4;
    const BOOL: u32 = 7;
    let mut out = Vec::new();
    match value {
        Typed::Null => return None,
        Typed::Text(_) | Typed::Date(..) | Typed::DateTime(..) => {
            put_bytes(STRING, value.words().as_bytes(), &mut out);
        }
        Typed::Integer(number) => {
            put_varint(u64::from(INT << 3), &mut out);
            put_varint(*number as u64, &mut out);
        }
        Typed::Number(number) => {
            put_varint(u64::from(DOUBLE << 3 | 1), &mut out);
            out.extend(number.to_le_bytes());
        }
        Typed::Boolean(yes) => {
            put_varint(u64::from(BOOL << 3), &mut out);
            put_varint(u64::from(*yes), &mut out);
        }
    }
    Some(out)
}

fn decode(mut bytes: &[u8]) -> io::Result<Stored> {
    let mut take = |length: usize| {
        let (taken, rest) = bytes
            .split_at_checked(length)
            .ok_or_else(|| io::Error::from(io::ErrorKind::UnexpectedEof))?;
        bytes = rest;
        Ok::<&[u8], io::Error>(taken)
    };
    let little = |bytes: &[u8]| {
        let digits = bytes.iter().rev();
        digits.fold(0_u64, |number, byte| number << 8 | u64::from(*byte))
    };
    let id = little(take(6)?);
    let length = little(take(4)?) as usize;
    let geometry = match take(length)? {
        [] => None,
        json => Some(serde_json::from_slice(json)?),
    };
    let mut values = Vec::new();
    while let Ok(column) = take(2) {
        let column = little(column) as u16;
        let length = little(take(4)?) as usize;
        values.push((column, take(length)?.to_vec()));
    }
    Ok(Stored {
        id,
        geometry,
        values,
    })
}
