//! `mentions.geojson`: each resolved toponym mention.

use super::collection::Collection;
use super::columns::properties;
use super::mention::{MENTION, MentionRow};
use super::staging::Staging;
use super::{Found, Layer, LayerCount, geometry};
use std::io;

/// The layer.
pub struct Mentions(Collection);

impl Mentions {
    /// Starts the file.
    pub fn create(staging: &mut Staging) -> io::Result<Mentions> {
        Collection::create(staging, "mentions.geojson").map(Mentions)
    }
}

impl Layer for Mentions {
    fn document(&mut self, found: &Found<'_>) -> io::Result<()> {
        for toponym in &found.analysis.toponyms {
            let Some(place) = &toponym.place else {
                continue;
            };
            let geometry = geometry::point(place.point, &mut self.0.extent);
            let (start, end) = found.code_points(toponym.span);
            let id = format!("{}:{start}-{end}", found.document.id);
            let row = MentionRow { found, toponym };
            self.0.feature(id, geometry, properties(MENTION, &row))?;
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> io::Result<LayerCount> {
        self.0.finish()
    }
}
