//! Layers: GeoJSON files and the run record.
