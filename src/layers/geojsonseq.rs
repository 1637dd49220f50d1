//! GeoJSON Text Sequence as GIS programs read it: a feature a line (`.geojsonl`).

use super::LayerCount;
use super::feature::{Feature, Field, Layout};
use super::geojson::Written;
use super::sink::LayerFile;
use super::staging::Staging;
use std::io::{self, Write};

/// The file of one layer.
pub struct Lines {
    file: String,
    out: Box<dyn Write>,
    fields: Vec<Field>,
    features: u64,
}

impl Lines {
    /// Starts the file.
    pub fn create(staging: &mut Staging, layout: &Layout) -> io::Result<Lines> {
        let file = format!("{}.geojsonl", layout.name);
        Ok(Lines {
            out: staging.create(&file)?,
            file,
            fields: layout.fields.clone(),
            features: 0,
        })
    }
}

impl LayerFile for Lines {
    fn feature(&mut self, feature: &Feature) -> io::Result<()> {
        let fields = &self.fields;
        serde_json::to_writer(&mut self.out, &Written { fields, feature })?;
        self.features += 1;
        self.out.write_all(b"\n")
    }

    fn finish(mut self, _: &mut Staging) -> io::Result<LayerCount> {
        self.out.flush()?;
        Ok(LayerCount {
            file: self.file,
            layer: None,
            features: self.features,
        })
    }
}
