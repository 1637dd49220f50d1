//! Mapbox Vector Tile 2.1, encoded: a protocol buffer of layers, each with its keys, its values
//! and features that refer to them.

use rustc_hash::FxHashMap;

/// Units along the edge of a tile.
pub const EXTENT: i32 = 4096;

/// Kind of a geometry, as the format numbers them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Points.
    Point = 1,
    /// Lines.
    Line = 2,
    /// Polygons.
    Polygon = 3,
}

/// A geometry in the units of a tile.
#[derive(Clone, Debug, PartialEq)]
pub struct Geometry {
    /// What the parts are.
    pub kind: Kind,
    /// Points, lines, or rings (closed, the first position not repeated).
    pub parts: Vec<Vec<[i32; 2]>>,
}

/// A layer of a tile.
pub struct Layer {
    name: String,
    keys: Vec<String>,
    key_numbers: FxHashMap<u16, u32>,
    values: Vec<Vec<u8>>,
    value_numbers: FxHashMap<Vec<u8>, u32>,
    features: Vec<u8>,
}

impl Layer {
    /// An empty layer.
    pub fn new(name: &str) -> Layer {
        Layer {
            name: name.to_string(),
            keys: Vec::new(),
            key_numbers: FxHashMap::default(),
            values: Vec::new(),
            value_numbers: FxHashMap::default(),
            features: Vec::new(),
        }
    }

    /// Whether it has no features.
    pub fn is_empty(&self) -> bool {
        self.features.is_empty()
    }

    /// Adds a feature; `properties` are column, name of the column, and encoded value.
    pub fn feature<'a>(
        &mut self,
        id: u64,
        geometry: &Geometry,
        properties: impl Iterator<Item = (u16, &'a str, &'a [u8])>,
    ) {
        let mut tags = Vec::new();
        for (column, name, value) in properties {
            put_varint(u64::from(self.key(column, name)), &mut tags);
            put_varint(u64::from(self.value(value)), &mut tags);
        }
        let mut feature = Vec::new();
        put_number(1, id, &mut feature);
        put_bytes(2, &tags, &mut feature);
        put_number(3, geometry.kind as u64, &mut feature);
        put_bytes(4, &commands(geometry), &mut feature);
        put_bytes(2, &feature, &mut self.features);
    }

    fn key(&mut self, column: u16, name: &str) -> u32 {
        *self.key_numbers.entry(column).or_insert_with(|| {
            self.keys.push(name.to_string());
            self.keys.len() as u32 - 1
        })
    }

    fn value(&mut self, value: &[u8]) -> u32 {
        if let Some(number) = self.value_numbers.get(value) {
            return *number;
        }
        let number = self.values.len() as u32;
        self.values.push(value.to_vec());
        self.value_numbers.insert(value.to_vec(), number);
        number
    }

    /// Adds the layer to a tile.
    pub fn write(&self, tile: &mut Vec<u8>) {
        let mut layer = Vec::with_capacity(self.features.len() * 2);
        put_number(15, 2, &mut layer);
        put_bytes(1, self.name.as_bytes(), &mut layer);
        layer.extend(&self.features);
        for key in &self.keys {
            put_bytes(3, key.as_bytes(), &mut layer);
        }
        for value in &self.values {
            put_bytes(4, value, &mut layer);
        }
        put_number(5, EXTENT as u64, &mut layer);
        put_bytes(3, &layer, tile);
    }
}

/// A base-128 number.
pub fn put_varint(mut number: u64, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// A field that is a number.
fn put_number(field: u32, number: u64, out: &mut Vec<u8>) {
    put_varint(u64::from(field << 3), out);
    put_varint(number, out);
}

/// A field that is bytes, text, or a message.
pub fn put_bytes(field: u32, bytes: &[u8], out: &mut Vec<u8>) {
    put_varint(u64::from(field << 3 | 2), out);
    put_varint(bytes.len() as u64, out);
    out.extend(bytes);
}

/// Move, draw and close, each position as the difference from the one before.
fn commands(geometry: &Geometry) -> Vec<u8> {
    const MOVE: u64 = 1;
    const DRAW: u64 = 2;
    const CLOSE: u64 = 7;
    let mut out = Vec::new();
    let mut pen = [0, 0];
    let mut go = |to: &[i32; 2], out: &mut Vec<u8>| {
        for axis in [0, 1] {
            let by = to[axis] - pen[axis];
            put_varint(u64::from(((by << 1) ^ (by >> 31)) as u32), out);
        }
        pen = *to;
    };
    let command = |name: u64, times: usize| name | (times as u64) << 3;
    if geometry.kind == Kind::Point {
        let points = geometry.parts.iter().flatten();
        put_varint(command(MOVE, points.clone().count()), &mut out);
        points.for_each(|at| go(at, &mut out));
        return out;
    }
    for part in &geometry.parts {
        let Some((first, rest)) = part.split_first() else {
            continue;
        };
        put_varint(command(MOVE, 1), &mut out);
        go(first, &mut out);
        put_varint(command(DRAW, rest.len()), &mut out);
        rest.iter().for_each(|at| go(at, &mut out));
        if geometry.kind == Kind::Polygon {
            put_varint(command(CLOSE, 1), &mut out);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The examples of the specification, 4.3.5.
    #[test]
    fn commands_of_the_specification() {
        let bytes = |kind, parts: &[&[[i32; 2]]]| {
            let parts = parts.iter().map(|part| part.to_vec()).collect();
            commands(&Geometry { kind, parts })
        };
        assert_eq!(bytes(Kind::Point, &[&[[25, 17]]]), [9, 50, 34]);
        let line = [[2, 2], [2, 10], [10, 10]];
        assert_eq!(bytes(Kind::Line, &[&line]), [9, 4, 4, 18, 0, 16, 16, 0]);
        let ring = [[3, 6], [8, 12], [20, 34]];
        let expected = [9, 6, 12, 18, 10, 12, 24, 44, 15];
        assert_eq!(bytes(Kind::Polygon, &[&ring]), expected);
    }
}
