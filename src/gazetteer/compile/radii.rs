//! How far places reach where the sources do not say: the radius of a circle that covers a place,
//! roughly, and the extent of divisions without an outline.

use super::footprints::{Footprints, Polygon};
use super::links::Links;
use super::places::{Order, Places};
use crate::gazetteer::feature::FeatureClass;
use crate::gazetteer::format::{EXTENT_ENTRY, FileWriter, Section};
use crate::place::{LonLat, PlacePrecision};
use rustc_hash::FxHashMap;
use std::io::{self, Seek, Write};

/// Inhabitants a square kilometre of a city (mean of the world's urban areas over 500,000
/// inhabitants in Demographia World Urban Areas 2023: about 4,300).
const URBAN_DENSITY: f64 = 4_300.0;
/// Radius of the smallest settlement, in kilometres.
const VILLAGE_KM: f64 = 1.0;
/// Radius of a site, in kilometres: the length of a runway or a camp.
const SITE_KM: f64 = 1.0;
/// Radius of a region of unknown size, in kilometres.
const REGION_KM: f64 = 50.0;
/// Radius of a second-order division with few places known inside, in kilometres.
const ADMIN2_KM: f64 = 20.0;
/// Share of the places inside a division that its extent and its circle cover: the farthest are
/// often errors.
const COVERED: f64 = 0.98;
/// Fewest places inside a division that give it an extent and a radius.
const FEWEST: usize = 3;

/// What the places inside divisions and countries without an outline say of them, by row as given.
#[derive(Default)]
pub(super) struct Spreads {
    /// Kilometres within which [`COVERED`] of the places inside lie.
    radii: FxHashMap<u32, f64>,
    /// The box around the same places: south, west, north, east in file units; west is over east
    /// across the antimeridian.
    extents: FxHashMap<u32, [i32; 4]>,
}

impl Spreads {
    /// Measures the divisions and countries that lack an outline.
    pub(super) fn new(
        places: &Places,
        order: &Order,
        links: &Links,
        footprints: &Footprints,
    ) -> Spreads {
        // (container, distance to it, settlement)
        let mut inside: Vec<(u32, f32, u32)> = Vec::new();
        for at in order.given.iter().copied() {
            if places.kind(at).class != FeatureClass::Populated {
                continue;
            }
            for container in links.containers(places.row(at)) {
                if footprints.contains_key(&container) {
                    continue;
                }
                let distance = places.point(at).distance_km(places.point(container));
                inside.push((container, distance as f32, at));
            }
        }
        inside.sort_unstable_by(|a, b| {
            let id = |at: u32| places.row(at).id;
            (a.0.cmp(&b.0))
                .then(a.1.total_cmp(&b.1))
                .then(id(a.2).cmp(&id(b.2)))
        });
        let mut spreads = Spreads::default();
        for group in inside.chunk_by(|a, b| a.0 == b.0) {
            let container = group[0].0;
            let kept = &group[..(group.len() as f64 * COVERED).ceil() as usize];
            if kept.len() >= FEWEST {
                let farthest = f64::from(kept[kept.len() - 1].1);
                spreads.radii.insert(container, farthest.max(VILLAGE_KM));
                let settlements = kept.iter().map(|(_, _, at)| places.row(*at));
                let points = settlements.map(|row| (row.lat, row.lon)).collect();
                spreads.extents.insert(container, extent(points));
            }
        }
        spreads
    }

    /// The radius of a row in kilometres.
    pub(super) fn radius(&self, places: &Places, footprints: &Footprints, at: u32) -> f32 {
        let given = places.row(at).radius_km;
        if given > 0.0 {
            return given;
        }
        let outline = footprints
            .get(&at)
            .and_then(|outline| reach(places.point(at), outline));
        outline
            .or_else(|| self.radii.get(&at).copied())
            .unwrap_or_else(|| by_kind(places, at)) as f32
    }

    /// Writes the extents.
    pub(super) fn write<W: Write + Seek>(
        &self,
        file: &mut FileWriter<W>,
        order: &Order,
    ) -> io::Result<()> {
        let mut extents: Vec<(u32, [i32; 4])> = self
            .extents
            .iter()
            .map(|(at, extent)| (order.of(*at), *extent))
            .collect();
        extents.sort_unstable();
        file.put_all(Section::Extents, extents, |(row, extent)| {
            let mut bytes = [0; EXTENT_ENTRY];
            bytes[..4].copy_from_slice(&row.to_le_bytes());
            for (i, side) in extent.iter().enumerate() {
                bytes[4 + i * 4..8 + i * 4].copy_from_slice(&side.to_le_bytes());
            }
            bytes
        })
    }
}

/// South, west, north and east of points; the widest gap between their longitudes is outside.
fn extent(points: Vec<(i32, i32)>) -> [i32; 4] {
    const AROUND: i64 = 36_000_000;
    let south = points.iter().map(|point| point.0).min().unwrap_or(0);
    let north = points.iter().map(|point| point.0).max().unwrap_or(0);
    let mut lons: Vec<i32> = points.iter().map(|point| point.1).collect();
    lons.sort_unstable();
    let (first, last) = (lons[0], lons[lons.len() - 1]);
    let mut widest = (i64::from(first) + AROUND - i64::from(last), first, last);
    for pair in lons.windows(2) {
        let gap = i64::from(pair[1]) - i64::from(pair[0]);
        if gap > widest.0 {
            widest = (gap, pair[1], pair[0]);
        }
    }
    [south, widest.1, north, widest.2]
}

/// Distance to the farthest vertex of the largest polygon.
fn reach(point: LonLat, outline: &[Polygon]) -> Option<f64> {
    let extent = |polygon: &Polygon| {
        let lats = polygon[0].iter().map(|vertex| vertex.lat);
        let lons = polygon[0].iter().map(|vertex| vertex.lon);
        let span = |values: &mut dyn Iterator<Item = f64>| {
            let (low, high) = values.fold((f64::MAX, f64::MIN), |(low, high), value| {
                (low.min(value), high.max(value))
            });
            high - low
        };
        span(&mut lats.into_iter()) * span(&mut lons.into_iter())
    };
    let largest = outline
        .iter()
        .max_by(|a, b| extent(a).total_cmp(&extent(b)))?;
    largest[0]
        .iter()
        .map(|vertex| vertex.distance_km(point))
        .max_by(f64::total_cmp)
}

fn by_kind(places: &Places, at: u32) -> f64 {
    if let Some(path) = places.paths.get(&at)
        && let (Some(first), Some(last)) = (path.first(), path.last())
    {
        return first.distance_km(*last) / 2.0;
    }
    match places.kind(at).precision {
        PlacePrecision::Exact => SITE_KM,
        PlacePrecision::Settlement => {
            let area = places.row(at).population as f64 / URBAN_DENSITY;
            (area / std::f64::consts::PI).sqrt().max(VILLAGE_KM)
        }
        PlacePrecision::Admin2 => ADMIN2_KM,
        PlacePrecision::Admin1 | PlacePrecision::Country | PlacePrecision::Region => REGION_KM,
    }
}
