//! Where features go: one sink a format, all layers of a run into each.

use super::feature::{Feature, Layout};
use super::html::{Page, PageOptions};
use super::origin::Origin;
use super::staging::Staging;
use super::{Found, LayerCount, csv, fgb, geojson, geojsonseq, gpkg, kml, parquet, pmtiles, style};
use std::io;

/// A way of writing layers down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// RFC 7946 GeoJSON, a file a layer, with QGIS styles.
    GeoJson,
    /// GeoPackage, all layers in one file, with a QGIS project.
    GeoPackage,
    /// FlatGeobuf, a file a layer.
    FlatGeobuf,
    /// GeoParquet, a file a layer.
    GeoParquet,
    /// PMTiles, all layers as vector tiles in one file.
    PmTiles,
    /// CSV with its types, a file a layer.
    Csv,
    /// A feature a line, a file a layer.
    GeoJsonSeq,
    /// KML, a file a layer.
    Kml,
    /// A map to open in a browser, in one file.
    Html,
}

/// What a run asks of its sinks.
#[derive(Clone, Debug, Default)]
pub struct Output {
    /// The formats to write.
    pub formats: Vec<Format>,
    /// Keep what earlier runs wrote, in formats that can.
    pub append: bool,
    /// Name of the files that hold all layers, without the ending.
    pub stem: String,
    /// Where the layers come from.
    pub origin: Origin,
    /// What `map.html` says of itself.
    pub page: PageOptions,
}

/// Writes the layers of a run in one format.
///
/// Call order: [`Sink::document`] for each document, [`Sink::feature`] for each of its features,
/// layers in any order, then [`Sink::finish`] once. Features that belong to no document come
/// after all others. Layers are numbered by the layouts the sink was made with.
pub trait Sink {
    /// Begins a document: its features come next. Most formats have no need of it.
    fn document(&mut self, _: &Found<'_>) -> io::Result<()> {
        Ok(())
    }

    /// Takes the next feature of a layer.
    fn feature(&mut self, layer: usize, feature: &Feature) -> io::Result<()>;

    /// Writes what stands at the end.
    fn finish(self: Box<Self>, staging: &mut Staging) -> io::Result<Vec<LayerCount>>;
}

impl Format {
    /// All formats.
    pub const ALL: &[Format] = &[
        Format::GeoJson,
        Format::GeoPackage,
        Format::FlatGeobuf,
        Format::GeoParquet,
        Format::PmTiles,
        Format::Csv,
        Format::GeoJsonSeq,
        Format::Kml,
        Format::Html,
    ];

    /// The word for it on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Format::GeoJson => "geojson",
            Format::GeoPackage => "gpkg",
            Format::FlatGeobuf => "fgb",
            Format::GeoParquet => "parquet",
            Format::PmTiles => "pmtiles",
            Format::Csv => "csv",
            Format::GeoJsonSeq => "geojsonseq",
            Format::Kml => "kml",
            Format::Html => "html",
        }
    }

    /// Whether QGIS looks for a style beside its files.
    fn has_sidecar(self) -> bool {
        matches!(
            self,
            Format::GeoJson | Format::FlatGeobuf | Format::GeoJsonSeq
        )
    }

    /// Starts the files.
    fn sink(
        self,
        staging: &mut Staging,
        layouts: &[Layout],
        output: &Output,
    ) -> io::Result<Box<dyn Sink>> {
        match self {
            Format::GeoJson => FileEach::<geojson::Collection>::create(staging, layouts),
            Format::GeoPackage => gpkg::GeoPackage::create(staging, layouts, output),
            Format::FlatGeobuf => FileEach::<fgb::Rows>::create(staging, layouts),
            Format::GeoParquet => FileEach::<parquet::Columns>::create(staging, layouts),
            Format::PmTiles => pmtiles::Tiles::create(staging, layouts, output),
            Format::Csv => FileEach::<csv::Table>::create(staging, layouts),
            Format::GeoJsonSeq => FileEach::<geojsonseq::Lines>::create(staging, layouts),
            Format::Kml => FileEach::<kml::Placemarks>::create(staging, layouts),
            Format::Html => Ok(Box::new(Page::create(staging, layouts, &output.page)?)),
        }
    }
}

/// One layer in one file.
pub trait LayerFile: Sized {
    /// What the name of the file ends with, behind the layer's and a dot.
    const ENDING: &'static str;

    /// Starts the file `name`.
    fn create(staging: &mut Staging, name: &str, layout: &Layout) -> io::Result<Self>;

    /// Writes a feature.
    fn feature(&mut self, feature: &Feature) -> io::Result<()>;

    /// Writes what stands at the end.
    fn finish(self) -> io::Result<()>;
}

/// The sink of formats that have a file for each layer.
struct FileEach<F>(Vec<Counted<F>>);

/// A file, and how many features are in it.
struct Counted<F> {
    file: F,
    count: LayerCount,
}

impl<F: LayerFile + 'static> FileEach<F> {
    fn create(staging: &mut Staging, layouts: &[Layout]) -> io::Result<Box<dyn Sink>> {
        let files = layouts.iter().map(|layout| {
            let name = format!("{}.{}", layout.name, F::ENDING);
            Ok(Counted {
                file: F::create(staging, &name, layout)?,
                count: LayerCount {
                    file: name,
                    layer: None,
                    features: 0,
                },
            })
        });
        Ok(Box::new(FileEach(files.collect::<io::Result<_>>()?)))
    }
}

impl<F: LayerFile> Sink for FileEach<F> {
    fn feature(&mut self, layer: usize, feature: &Feature) -> io::Result<()> {
        let counted = &mut self.0[layer];
        counted.count.features += 1;
        counted.file.feature(feature)
    }

    fn finish(self: Box<Self>, _: &mut Staging) -> io::Result<Vec<LayerCount>> {
        let files = self.0.into_iter();
        let finished = files.map(|Counted { file, count }| file.finish().map(|()| count));
        finished.collect()
    }
}

/// All sinks of a run.
pub struct Sinks(Vec<Box<dyn Sink>>);

impl Sinks {
    /// Starts the files of each format, each format once.
    pub fn create(staging: &mut Staging, output: &Output, layouts: &[Layout]) -> io::Result<Sinks> {
        let formats = &output.formats;
        let mut sinks = Vec::new();
        if formats.iter().any(|format| format.has_sidecar()) {
            style::write_sidecars(staging, layouts)?;
        }
        for (index, format) in formats.iter().enumerate() {
            if !formats[..index].contains(format) {
                sinks.push(format.sink(staging, layouts, output)?);
            }
        }
        Ok(Sinks(sinks))
    }

    /// No sinks: what goes in is kept by the outlets or lost.
    pub fn none() -> Sinks {
        Sinks(Vec::new())
    }

    /// Begins a document in every sink.
    pub fn document(&mut self, found: &Found<'_>) -> io::Result<()> {
        self.0.iter_mut().try_for_each(|sink| sink.document(found))
    }

    /// Gives a feature to every sink.
    pub fn feature(&mut self, layer: usize, feature: &Feature) -> io::Result<()> {
        self.0
            .iter_mut()
            .try_for_each(|sink| sink.feature(layer, feature))
    }

    /// The way of a layer into the sinks.
    pub fn outlet(&mut self, layer: usize) -> Outlet<'_> {
        Outlet {
            layer,
            sinks: self,
            kept: None,
        }
    }

    /// Ends all files.
    pub fn finish(self, staging: &mut Staging) -> io::Result<Vec<LayerCount>> {
        let mut counts = Vec::new();
        for sink in self.0 {
            counts.extend(sink.finish(staging)?);
        }
        Ok(counts)
    }
}

/// The way of one layer into the sinks.
pub struct Outlet<'s> {
    layer: usize,
    sinks: &'s mut Sinks,
    kept: Option<Vec<Feature>>,
}

impl Outlet<'_> {
    /// Keeps a copy of what goes by from here on.
    pub fn keep(&mut self) {
        self.kept = Some(Vec::new());
    }

    /// The copies kept.
    pub fn kept(self) -> Vec<Feature> {
        self.kept.unwrap_or_default()
    }

    /// Gives a feature to every sink.
    pub fn feature(&mut self, feature: &Feature) -> io::Result<()> {
        if let Some(kept) = &mut self.kept {
            kept.push(feature.clone());
        }
        self.sinks.feature(self.layer, feature)
    }
}
