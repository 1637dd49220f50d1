//! GeoJSON Text Sequence as GIS programs read it: a feature a line (`.geojsonl`).

use super::feature::{Feature, Field, Layout};
use super::geojson::Written;
use super::sink::LayerFile;
use super::staging::Staging;
use std::io::{self, Write};

/// The file of one layer.
pub struct Lines {
    out: Box<dyn Write>,
    fields: Vec<Field>,
}

impl LayerFile for Lines {
    const ENDING: &'static str = "geojsonl";

    /// Starts the file.
    fn create(staging: &mut Staging, name: &str, layout: &Layout) -> io::Result<Lines> {
        Ok(Lines {
            out: staging.create(name)?,
            fields: layout.fields.clone(),
        })
    }

    fn feature(&mut self, feature: &Feature) -> io::Result<()> {
        let fields = &self.fields;
        serde_json::to_writer(&mut self.out, &Written { fields, feature })?;
        self.out.write_all(b"\n")
    }

    fn finish(mut self) -> io::Result<()> {
        self.out.flush()
    }
}
