//! Where features go: one sink a format, all layers of a run into each.

use super::feature::{Feature, Layout};
use super::staging::Staging;
use super::{LayerCount, geojson};
use std::io;

/// A way of writing layers down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// RFC 7946 GeoJSON, a file a layer.
    GeoJson,
}

/// Writes the layers of a run in one format.
///
/// Call order: [`Sink::feature`] for each feature, layers in any order, then [`Sink::finish`]
/// once. Layers are numbered by the layouts the sink was made with.
pub trait Sink {
    /// Takes the next feature of a layer.
    fn feature(&mut self, layer: usize, feature: &Feature) -> io::Result<()>;

    /// Writes what stands at the end.
    fn finish(self: Box<Self>, staging: &mut Staging) -> io::Result<Vec<LayerCount>>;
}

impl Format {
    /// All formats.
    pub const ALL: &[Format] = &[Format::GeoJson];

    /// The word for it on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Format::GeoJson => "geojson",
        }
    }

    /// Starts the files.
    pub fn sink(self, staging: &mut Staging, layouts: &[Layout]) -> io::Result<Box<dyn Sink>> {
        match self {
            Format::GeoJson => FileEach::create(staging, layouts, geojson::Collection::create),
        }
    }
}

/// One layer in one file.
pub trait LayerFile {
    /// Writes a feature.
    fn feature(&mut self, feature: &Feature) -> io::Result<()>;

    /// Writes what stands at the end.
    fn finish(self, staging: &mut Staging) -> io::Result<LayerCount>;
}

/// The sink of formats that have a file for each layer.
struct FileEach<F>(Vec<F>);

impl<F: LayerFile + 'static> FileEach<F> {
    fn create(
        staging: &mut Staging,
        layouts: &[Layout],
        open: impl Fn(&mut Staging, &Layout) -> io::Result<F>,
    ) -> io::Result<Box<dyn Sink>> {
        let files = layouts.iter().map(|layout| open(staging, layout));
        Ok(Box::new(FileEach(files.collect::<io::Result<_>>()?)))
    }
}

impl<F: LayerFile> Sink for FileEach<F> {
    fn feature(&mut self, layer: usize, feature: &Feature) -> io::Result<()> {
        self.0[layer].feature(feature)
    }

    fn finish(self: Box<Self>, staging: &mut Staging) -> io::Result<Vec<LayerCount>> {
        let files = self.0.into_iter();
        files.map(|file| file.finish(staging)).collect()
    }
}

/// All sinks of a run.
pub struct Sinks(Vec<Box<dyn Sink>>);

impl Sinks {
    /// Starts the files of each format, each format once.
    pub fn create(
        staging: &mut Staging,
        formats: &[Format],
        layouts: &[Layout],
    ) -> io::Result<Sinks> {
        let mut sinks = Vec::new();
        for (index, format) in formats.iter().enumerate() {
            if !formats[..index].contains(format) {
                sinks.push(format.sink(staging, layouts)?);
            }
        }
        Ok(Sinks(sinks))
    }

    /// Gives a feature to every sink.
    pub fn feature(&mut self, layer: usize, feature: &Feature) -> io::Result<()> {
        self.0
            .iter_mut()
            .try_for_each(|sink| sink.feature(layer, feature))
    }

    /// The way of a layer into the sinks.
    pub fn outlet(&mut self, layer: usize) -> Outlet<'_> {
        Outlet { layer, sinks: self }
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
}

impl Outlet<'_> {
    /// Gives a feature to every sink.
    pub fn feature(&mut self, feature: &Feature) -> io::Result<()> {
        self.sinks.feature(self.layer, feature)
    }
}
