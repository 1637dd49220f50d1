//! Layers: map files, annotations and the run record.
//!
//! The simple version is one `serde_json::to_writer` of a FeatureCollection at the end of the
//! run. What departs from it:
//!
//! - features are written as documents come, so that memory does not grow with the run; what is
//!   known only at the end stands at the end (`bbox.rs`);
//! - what a layer holds and how it is written are two things: each `Layer` (`events.rs`,
//!   `movements.rs`, `regions.rs`, `places.rs`, `mentions.rs`) makes [`Feature`]s, incidents are
//!   made of the events of all documents at the end (`incidents.rs`), and each
//!   [`Format`] has a sink that takes them (`sink.rs`; `geojson.rs`, `gpkg`, `fgb.rs`,
//!   `parquet.rs`, `pmtiles`, `csv.rs`, `geojsonseq.rs`, `kml.rs`); `unplaced.jsonl` is the same for all
//!   formats (`unplaced.rs`);
//! - QGIS draws them alike from all formats (`style`);
//! - every property is a `columns::Column`, which holds its name, type, meaning and value, so
//!   that files, annotations (`annotation.rs`) and JSON Schemas (`schema.rs`) cannot disagree;
//! - files are written aside and renamed together (`staging.rs`);
//! - geometry follows RFC 7946 (`geometry.rs`, `geodesy.rs`).

mod annotation;
mod bbox;
mod columns;
mod csv;
mod event;
mod events;
mod feature;
mod fgb;
mod geodesy;
mod geojson;
mod geojsonseq;
mod geometry;
pub(crate) mod gpkg;
mod html;
pub(crate) mod incidents;
mod kml;
mod mention;
mod mentions;
mod movements;
mod origin;
mod parquet;
mod places;
mod pmtiles;
mod precision;
mod regions;
mod run;
mod schema;
mod sink;
mod source;
mod staging;
mod style;
mod tally;
#[cfg(test)]
mod tests;
pub(crate) mod unplaced;
mod values;
mod wkb;
mod xml;

pub use annotation::annotation;
pub use columns::Kind;
pub use feature::{Feature, Field, Layout, Shape};
pub use html::{Basemap, PageOptions};
pub use origin::Origin;
pub use run::{Run, write_run};
pub use schema::schemas;
pub use sink::{Format, Output, Sinks};
pub use source::{Source, SourceError, is_layer};
pub use staging::{Staging, StagingError};
pub use tally::{Tally, TypeTally};
pub use values::{days, milliseconds};

use crate::analysis::Analysis;
use crate::document::Document;
use crate::span::{CodePoints, Span};
use incidents::Incidents;
use sink::Outlet;
use std::io;
use unplaced::Unplaced;

/// A document with what was found in it, as the layers take it.
pub struct Found<'a> {
    /// The document.
    pub document: &'a Document,
    /// What was found.
    pub analysis: &'a Analysis,
    points: CodePoints<'a>,
}

impl<'a> Found<'a> {
    /// Puts the two together.
    ///
    /// Complexity: O(text), once for all layers.
    pub fn new(document: &'a Document, analysis: &'a Analysis) -> Found<'a> {
        Found {
            document,
            analysis,
            points: CodePoints::new(&document.text),
        }
    }

    /// Start and end in Unicode code points.
    fn code_points(&self, span: Span) -> (usize, usize) {
        self.points.span(span)
    }

    fn words(&self, span: Span) -> &'a str {
        span.of(&self.document.text)
    }

    /// The sentence around `span` on one line.
    fn sentence(&self, span: Span) -> Option<String> {
        let sentence = self.analysis.sentence_of(span)?;
        Some(on_one_line(self.words(sentence)))
    }

    /// What stands before `span` in `sentence` once that is on one line; `None` when the span is
    /// empty or not inside.
    fn before(&self, sentence: Span, span: Span) -> Option<String> {
        if span.start < sentence.start || span.end > sentence.end || span.start >= span.end {
            return None;
        }
        let before = self.words(Span::new(sentence.start, span.start));
        let mut line = on_one_line(before);
        if !line.is_empty() && before.ends_with(char::is_whitespace) {
            line.push(' ');
        }
        Some(line)
    }
}

/// Words with single spaces between them: texts are wrapped, labels are not.
fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What one layer of a run holds.
///
/// Call order: [`Layer::document`] once a document, in input order, then [`Layer::finish`] once.
trait Layer {
    /// What it is like.
    fn layout(&self) -> Layout;

    /// Gives out the features of a document.
    fn document(&mut self, found: &Found<'_>, out: &mut Outlet<'_>) -> io::Result<()>;

    /// Gives out the features that are known only at the end.
    fn finish(&mut self, _: &mut Outlet<'_>) -> io::Result<()> {
        Ok(())
    }
}

/// The layers of a run, in order; behind them come the incidents.
fn layers() -> Vec<Box<dyn Layer>> {
    vec![
        Box::new(events::Events),
        Box::new(movements::Movements),
        Box::new(regions::Regions),
        Box::<places::Places>::default(),
        Box::new(mentions::Mentions),
    ]
}

/// The number of the layer that incidents are read off.
const EVENTS: usize = 0;

/// The features that a document has in each layer by itself, and its lines of `unplaced.jsonl`.
///
/// Places are counted over this document alone; incidents have none.
pub fn features_of(
    document: &Document,
    analysis: &Analysis,
) -> io::Result<(Vec<Vec<Feature>>, Vec<String>)> {
    let found = Found::new(document, analysis);
    let mut sinks = Sinks::none();
    let mut all = Vec::new();
    for mut layer in layers() {
        let mut outlet = sinks.outlet(0);
        outlet.keep();
        layer.document(&found, &mut outlet)?;
        layer.finish(&mut outlet)?;
        all.push(outlet.kept());
    }
    let lines = unplaced::lines(&found).map(|line| serde_json::to_string(&line));
    Ok((all, lines.collect::<Result<_, _>>()?))
}

/// How much a layer holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LayerCount {
    /// File name: `events.geojson`.
    pub file: String,
    /// The layer in it, where a file holds several.
    pub layer: Option<String>,
    /// Features, or lines of `unplaced.jsonl`.
    pub features: u64,
}

impl LayerCount {
    /// `events.geojson`, `dateline.gpkg:events`
    pub fn label(&self) -> String {
        match &self.layer {
            Some(layer) => format!("{}:{layer}", self.file),
            None => self.file.clone(),
        }
    }
}

/// All layers of a run.
///
/// Call order: [`Layers::document`] once a document, in input order, then [`Layers::finish`].
pub struct Layers {
    layers: Vec<Box<dyn Layer>>,
    incidents: Incidents,
    sinks: Sinks,
    unplaced: Unplaced,
    tally: Tally,
}

impl Layers {
    /// What the layers of a run are like.
    pub fn layouts() -> Vec<Layout> {
        let layouts = layers().into_iter().map(|layer| layer.layout());
        layouts.chain([Incidents::layout()]).collect()
    }

    /// Opens the files of all layers in `staging`.
    pub fn create(staging: &mut Staging, output: &Output) -> io::Result<Layers> {
        let layouts = Layers::layouts();
        Ok(Layers {
            layers: layers(),
            incidents: Incidents::beside(&layouts[EVENTS]),
            sinks: Sinks::create(staging, output, &layouts)?,
            unplaced: Unplaced::create(staging)?,
            tally: Tally::default(),
        })
    }

    /// Takes the next document.
    pub fn document(&mut self, document: &Document, analysis: &Analysis) -> io::Result<()> {
        let found = Found::new(document, analysis);
        self.tally.add(document, analysis);
        self.sinks.document(&found)?;
        for (number, layer) in self.layers.iter_mut().enumerate() {
            let mut outlet = self.sinks.outlet(number);
            if number == EVENTS {
                outlet.keep();
            }
            layer.document(&found, &mut outlet)?;
            self.incidents.document(&document.text, &outlet.kept());
        }
        self.unplaced.document(&found)
    }

    /// Ends all files; they appear when the staging is committed.
    pub fn finish(mut self, staging: &mut Staging) -> io::Result<(Tally, Vec<LayerCount>)> {
        for (number, layer) in self.layers.iter_mut().enumerate() {
            layer.finish(&mut self.sinks.outlet(number))?;
        }
        let mut outlet = self.sinks.outlet(self.layers.len());
        for incident in self.incidents.features() {
            outlet.feature(&incident)?;
        }
        let mut counts = self.sinks.finish(staging)?;
        counts.push(self.unplaced.finish()?);
        Ok((self.tally, counts))
    }
}
