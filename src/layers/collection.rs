//! A FeatureCollection written feature by feature.
//!
//! The `geojson` crate's `FeatureWriter` takes foreign members only before the features and
//! leaves `features` out when members come and no feature does; a layer has its bounding box
//! after the features and is valid when empty. Geometries and their types are the crate's.

use super::LayerCount;
use super::bbox::Extent;
use super::staging::Staging;
use geojson::{Geometry, GeometryValue};
use serde::Serialize;
use serde_json::{Map, Value};
use std::io::{self, Write};

/// The file of one layer, one feature a line.
///
/// Call order: [`Collection::feature`] for each feature, then [`Collection::finish`] once.
pub struct Collection {
    file: &'static str,
    out: Box<dyn Write>,
    features: u64,
    /// What the features cover: give it to the functions of `geometry.rs`.
    pub extent: Extent,
}

/// A feature with its members in the order they are written.
#[derive(Serialize)]
struct Feature {
    r#type: &'static str,
    id: String,
    geometry: Geometry,
    properties: Map<String, Value>,
}

/// Name of a layer: its file name without the extension.
pub fn layer_name(file: &str) -> &str {
    file.split('.').next().unwrap_or(file)
}

impl Collection {
    /// Starts a file: the collection's name is the file's name without extension.
    pub fn create(staging: &mut Staging, file: &'static str) -> io::Result<Collection> {
        let mut out = staging.create(file)?;
        out.write_all(br#"{"type":"FeatureCollection","name":"#)?;
        serde_json::to_writer(&mut out, layer_name(file))?;
        out.write_all(br#","features":["#)?;
        Ok(Collection {
            file,
            out,
            features: 0,
            extent: Extent::default(),
        })
    }

    /// Writes a feature. `id` is unique in the layer.
    pub fn feature(
        &mut self,
        id: String,
        geometry: GeometryValue,
        properties: Map<String, Value>,
    ) -> io::Result<()> {
        let before: &[u8] = if self.features == 0 { b"\n" } else { b",\n" };
        self.out.write_all(before)?;
        let feature = Feature {
            r#type: "Feature",
            id,
            geometry: Geometry::new(geometry),
            properties,
        };
        serde_json::to_writer(&mut self.out, &feature)?;
        self.features += 1;
        Ok(())
    }

    /// Writes the bounding box, which an empty collection has not, and the end.
    pub fn finish(mut self) -> io::Result<LayerCount> {
        self.out.write_all(b"\n]")?;
        if let Some(bbox) = self.extent.bbox() {
            self.out.write_all(br#","bbox":"#)?;
            serde_json::to_writer(&mut self.out, &bbox)?;
        }
        self.out.write_all(b"}\n")?;
        self.out.flush()?;
        Ok(LayerCount {
            file: self.file,
            features: self.features,
        })
    }
}
