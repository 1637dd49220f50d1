//! PMTiles: all layers as one pyramid of vector tiles, `dateline.pmtiles`.
//!
//! Features are kept in a file of its own, already encoded, with 48 bytes each in memory
//! (`store.rs`). At the end the zooms are chosen from how close the points lie, tiles are filled
//! one after another in the order of the archive (`pyramid.rs`), thinned where there is more
//! than can be drawn (`thin.rs`), and encoded (`tile.rs`).

mod mercator;
mod pyramid;
mod shape;
mod store;
mod thin;
mod tile;

use super::columns::Kind;
use super::feature::{Feature, Layout};
use super::sink::{Output, Sink};
use super::staging::Staging;
use super::wkb::around;
use super::{LayerCount, Origin};
use ::pmtiles::{PmTilesWriter, TileCoord, TileType};
use pyramid::Pyramid;
use serde_json::{Map, Value, json};
use std::fs::File;
use std::io::{self, BufWriter};
use std::path::PathBuf;
use store::Store;

/// Columns that a map draws and filters by; the others are in the tiles of the last zoom only.
const DRAWN: [&str; 15] = [
    "event_id",
    "event_type",
    "event_subtype",
    "title",
    "event_start",
    "event_end",
    "date_precision",
    "place_name",
    "place_id",
    "place_precision",
    "confidence",
    "status",
    "surface",
    "type",
    "mentions",
];

/// The sink.
pub struct Tiles {
    path: PathBuf,
    stem: String,
    layouts: Vec<Layout>,
    origin: Origin,
    store: Store,
    counts: Vec<u64>,
    bounds: Option<[f64; 4]>,
}

impl Tiles {
    /// Starts the file.
    pub fn create(
        staging: &mut Staging,
        layouts: &[Layout],
        output: &Output,
    ) -> io::Result<Box<dyn Sink>> {
        Ok(Box::new(Tiles {
            path: staging.reserve(&format!("{}.pmtiles", output.stem)),
            stem: output.stem.clone(),
            layouts: layouts.to_vec(),
            origin: output.origin.clone(),
            store: Store::create(layouts)?,
            counts: vec![0; layouts.len()],
            bounds: None,
        }))
    }

    fn metadata(&self, last_zoom: u8) -> Value {
        let layers = self.layouts.iter().map(|layout| {
            let fields = layout.fields.iter();
            let fields: Map<String, Value> = fields
                .map(|field| (field.name.clone(), json!(tile_type(field.kind))))
                .collect();
            json!({ "id": layout.name, "fields": fields, "minzoom": 0, "maxzoom": last_zoom })
        });
        json!({
            "name": "Dateline",
            "format": "pbf",
            "attribution": "© GeoNames, CC BY 4.0",
            "vector_layers": layers.collect::<Vec<_>>(),
            "origin": self.origin.to_json(),
        })
    }
}

/// The word for a type in `vector_layers`.
fn tile_type(kind: Kind) -> &'static str {
    match kind {
        Kind::Integer | Kind::Number | Kind::Share => "Number",
        Kind::Boolean => "Boolean",
        Kind::Text | Kind::OneOf(_) | Kind::Date | Kind::DateTime => "String",
    }
}

impl Sink for Tiles {
    fn feature(&mut self, layer: usize, feature: &Feature) -> io::Result<()> {
        let Some(geometry) = &feature.geometry else {
            return Ok(());
        };
        let Some(bounds) = super::wkb::bounds(geometry) else {
            return Ok(());
        };
        self.bounds = Some(around(self.bounds, bounds));
        self.counts[layer] += 1;
        self.store
            .add(layer, &self.layouts[layer], feature, geometry)
    }

    fn finish(mut self: Box<Self>, _: &mut Staging) -> io::Result<Vec<LayerCount>> {
        let mut pyramid = Pyramid::new(&mut self.store)?;
        let last = pyramid.last_zoom();
        let [west, south, east, north] = self.bounds.unwrap_or([-180.0, -85.0, 180.0, 85.0]);
        let out = BufWriter::new(File::create(&self.path)?);
        let mut writer = PmTilesWriter::new(TileType::Mvt)
            .min_zoom(0)
            .max_zoom(last)
            .bounds(west, south, east, north)
            .center((west + east) / 2.0, (south + north) / 2.0)
            .center_zoom(last.min(3))
            .create(out)
            .map_err(io::Error::other)?;
        let names: Vec<&str> = self.layouts.iter().map(|layout| &*layout.name).collect();
        pyramid.each_tile(&names, &mut |zoom, x, y, tile| {
            let at = TileCoord::new(zoom, x, y).map_err(io::Error::other)?;
            writer.add_tile(at, tile).map_err(io::Error::other)
        })?;
        writer.set_metadata(self.metadata(last).to_string());
        writer.finalize().map_err(io::Error::other)?;
        let counts = self.layouts.iter().zip(&self.counts);
        let counts = counts.map(|(layout, features)| LayerCount {
            file: format!("{}.pmtiles", self.stem),
            layer: Some(layout.name.clone()),
            features: *features,
        });
        Ok(counts.collect())
    }
}
