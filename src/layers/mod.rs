//! Layers: GeoJSON files, annotations and the run record.
//!
//! The simple version is one `serde_json::to_writer` of a FeatureCollection at the end of the
//! run. What departs from it:
//!
//! - features are written as documents come, so that memory does not grow with the run
//!   (`collection.rs`); the bounding box is known at the end and stands at the end (`bbox.rs`);
//! - each file is one [`Layer`]: `events.rs`, `movements.rs`, `regions.rs`, `places.rs`,
//!   `mentions.rs`, `unplaced.rs`;
//! - every property is a [`columns::Column`], which holds its name, type, meaning and value, so
//!   that files, annotations (`annotation.rs`) and JSON Schemas (`schema.rs`) cannot disagree;
//! - files are written aside and renamed together (`staging.rs`);
//! - geometry follows RFC 7946 (`geometry.rs`, `geodesy.rs`).

mod annotation;
mod bbox;
mod collection;
mod columns;
mod event;
mod events;
mod geodesy;
mod geometry;
mod mention;
mod mentions;
mod movements;
mod places;
mod precision;
mod regions;
mod run;
mod schema;
mod staging;
mod tally;
mod unplaced;

pub use annotation::annotation;
pub use run::{Run, write_run};
pub use schema::schemas;
pub use staging::{Staging, StagingError};
pub use tally::{Tally, TypeTally};

use crate::analysis::Analysis;
use crate::document::Document;
use crate::span::{CodePoints, Span};
use std::io;

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
}

/// Words with single spaces between them: texts are wrapped, labels are not.
fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// One file of a run.
///
/// Call order: [`Layer::document`] once a document, in input order, then [`Layer::finish`] once.
trait Layer {
    /// Writes the features of a document.
    fn document(&mut self, found: &Found<'_>) -> io::Result<()>;

    /// Writes what stands at the end.
    fn finish(self: Box<Self>) -> io::Result<LayerCount>;
}

/// How much a layer holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LayerCount {
    /// File name: `events.geojson`.
    pub file: &'static str,
    /// Features, or lines of `unplaced.jsonl`.
    pub features: u64,
}

/// All layers of a run.
///
/// Call order: [`Layers::document`] once a document, in input order, then [`Layers::finish`].
pub struct Layers {
    layers: Vec<Box<dyn Layer>>,
    tally: Tally,
}

impl Layers {
    /// Opens the files of all layers in `staging`.
    pub fn create(staging: &mut Staging) -> io::Result<Layers> {
        Ok(Layers {
            layers: vec![
                Box::new(events::Events::create(staging)?),
                Box::new(movements::Movements::create(staging)?),
                Box::new(regions::Regions::create(staging)?),
                Box::new(places::Places::create(staging)?),
                Box::new(mentions::Mentions::create(staging)?),
                Box::new(unplaced::Unplaced::create(staging)?),
            ],
            tally: Tally::default(),
        })
    }

    /// Takes the next document.
    pub fn document(&mut self, document: &Document, analysis: &Analysis) -> io::Result<()> {
        let found = Found::new(document, analysis);
        self.tally.add(document, analysis);
        self.layers
            .iter_mut()
            .try_for_each(|layer| layer.document(&found))
    }

    /// Ends all files; they appear when the staging is committed.
    pub fn finish(self) -> io::Result<(Tally, Vec<LayerCount>)> {
        let counts = self.layers.into_iter().map(|layer| layer.finish());
        Ok((self.tally, counts.collect::<io::Result<_>>()?))
    }
}
