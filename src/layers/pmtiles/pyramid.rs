//! The tiles of all zooms, from the features of a store.

use super::mercator::tile as tile_number;
use super::shape::Shape;
use super::store::{Record, Store, Stored};
use super::thin::{Candidate, thin};
use super::tile::{EXTENT, Geometry, Kind, Layer};
use ::pmtiles::{TileCoord, TileId};
use std::collections::BTreeMap;
use std::io;

/// Features of a layer in a tile that is not of the last zoom: what a screen can show, and about
/// 100 kB compressed.
const ROOM: usize = 2_000;
/// The last zoom is not below, so that regions keep their form.
const LEAST_ZOOM: u8 = 4;
/// The last zoom is not above: a tile is 10 km wide, and a unit of it 2 m.
const MOST_ZOOM: u8 = 12;
/// Neighbours are this far apart at the last zoom, in units of a tile: 8 pixels of 512 a tile.
const APART: f64 = 64.0;
/// The share of neighbours that may be closer.
const CLOSER: usize = 10;

/// What becomes of a tile: zoom, x, y, bytes.
pub type Take<'t> = dyn FnMut(u8, u32, u32, &[u8]) -> io::Result<()> + 't;

/// A pyramid to be written.
pub struct Pyramid<'s> {
    store: &'s mut Store,
    last: u8,
}

/// A feature in a tile.
struct Entry {
    tile: u64,
    record: u32,
}

impl<'s> Pyramid<'s> {
    /// Chooses the last zoom from the data.
    pub fn new(store: &'s mut Store) -> io::Result<Pyramid<'s>> {
        let last = last_zoom(&store.records);
        Ok(Pyramid { store, last })
    }

    /// The last zoom, which holds every feature with all its columns.
    pub fn last_zoom(&self) -> u8 {
        self.last
    }

    /// Makes every tile that has something in it, in the order of the archive.
    pub fn each_tile(&mut self, names: &[&str], take: &mut Take<'_>) -> io::Result<()> {
        for zoom in 0..=self.last {
            let entries = entries(&self.store.records, zoom)?;
            for tile in entries.chunk_by(|one, other| one.tile == other.tile) {
                let id = TileId::new(tile[0].tile).map_err(io::Error::other)?;
                let at = TileCoord::from(id);
                let bytes = self.tile(names, zoom, (at.x(), at.y()), tile)?;
                if !bytes.is_empty() {
                    take(zoom, at.x(), at.y(), &bytes)?;
                }
            }
        }
        Ok(())
    }

    fn tile(
        &mut self,
        names: &[&str],
        zoom: u8,
        at: (u32, u32),
        entries: &[Entry],
    ) -> io::Result<Vec<u8>> {
        let mut layers: BTreeMap<u8, Vec<Candidate>> = BTreeMap::new();
        for entry in entries {
            let record = &self.store.records[entry.record as usize];
            layers.entry(record.layer).or_default().push(Candidate {
                record: entry.record,
                event_type: record.event_type,
                week: record.week,
                confidence: record.confidence,
            });
        }
        let room = if zoom == self.last { usize::MAX } else { ROOM };
        let mut bytes = Vec::new();
        for (number, candidates) in layers {
            let mut layer = Layer::new(names[usize::from(number)]);
            for record in thin(&candidates, room) {
                self.add(&mut layer, zoom, at, record as usize)?;
            }
            if !layer.is_empty() {
                layer.write(&mut bytes);
            }
        }
        Ok(bytes)
    }

    fn add(
        &mut self,
        layer: &mut Layer,
        zoom: u8,
        at: (u32, u32),
        number: usize,
    ) -> io::Result<()> {
        let stored = self.store.read(number)?;
        let record = &self.store.records[number];
        let Some(geometry) = geometry(record, &stored, zoom, at) else {
            return Ok(());
        };
        let columns = &self.store.columns[usize::from(record.layer)];
        let all = zoom == self.last;
        let properties = stored.values.iter().filter_map(|(column, value)| {
            let (name, drawn) = &columns[usize::from(*column)];
            (all || *drawn).then_some((*column, name.as_str(), value.as_slice()))
        });
        layer.feature(stored.id, &geometry, properties);
        Ok(())
    }
}

fn geometry(record: &Record, stored: &Stored, zoom: u8, (x, y): (u32, u32)) -> Option<Geometry> {
    match &stored.geometry {
        Some(geometry) => Shape::of(geometry)?.cut(zoom, x, y),
        None => {
            let unit = |fixed: u32, tile: u32| {
                let in_units = ((u64::from(fixed) << zoom) * EXTENT as u64) >> 32;
                (in_units as i64 - i64::from(tile) * i64::from(EXTENT)) as i32
            };
            let point = [unit(record.bounds[0], x), unit(record.bounds[1], y)];
            Some(Geometry {
                kind: Kind::Point,
                parts: vec![vec![point]],
            })
        }
    }
}

/// Every feature in every tile that its box touches, by tile.
fn entries(records: &[Record], zoom: u8) -> io::Result<Vec<Entry>> {
    let mut entries = Vec::with_capacity(records.len());
    for (number, record) in records.iter().enumerate() {
        let [west, north, east, south] = record.bounds.map(|side| tile_number(side, zoom));
        for x in west..=east {
            for y in north..=south {
                let at = TileCoord::new(zoom, x, y).map_err(io::Error::other)?;
                entries.push(Entry {
                    tile: TileId::from(at).value(),
                    record: number as u32,
                });
            }
        }
    }
    entries.sort_by_key(|entry| (entry.tile, entry.record));
    Ok(entries)
}

/// The zoom at which nine tenths of the points are apart from the next along a space-filling
/// curve.
fn last_zoom(records: &[Record]) -> u8 {
    let points = records.iter().filter(|record| record.is_point);
    let mut places: Vec<(u64, [u32; 2])> = points
        .map(|record| [record.bounds[0], record.bounds[1]])
        .map(|at| (interleaved(at), at))
        .collect();
    places.sort_unstable();
    places.dedup();
    let mut gaps: Vec<f64> = places
        .windows(2)
        .map(|pair| {
            let along = |axis: usize| f64::from(pair[0].1[axis].abs_diff(pair[1].1[axis]));
            along(0).hypot(along(1))
        })
        .collect();
    gaps.sort_by(f64::total_cmp);
    let Some(gap) = gaps.get(gaps.len() / CLOSER) else {
        return LEAST_ZOOM;
    };
    // A unit at zoom z is 2³² / 2ᶻ / 4096 of the fixed-point world.
    let zoom = (APART * 2_f64.powi(20) / gap).log2().ceil();
    (zoom.max(0.0) as u8).clamp(LEAST_ZOOM, MOST_ZOOM)
}

/// The bits of x and y in turn: order along a Z-shaped curve.
fn interleaved([x, y]: [u32; 2]) -> u64 {
    let spread = |number: u32| {
        let mut bits = u64::from(number);
        for (shift, mask) in [
            (16, 0x0000_FFFF_0000_FFFF_u64),
            (8, 0x00FF_00FF_00FF_00FF),
            (4, 0x0F0F_0F0F_0F0F_0F0F),
            (2, 0x3333_3333_3333_3333),
            (1, 0x5555_5555_5555_5555),
        ] {
            bits = (bits | bits << shift) & mask;
        }
        bits
    };
    spread(x) | spread(y) << 1
}
