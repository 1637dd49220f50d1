//! `events.geojson`: each event at each of its places.

use super::collection::Collection;
use super::columns::properties;
use super::event::{EVENT, EventRow, Site};
use super::staging::Staging;
use super::{Found, Layer, LayerCount, geometry};
use std::io;

/// The layer.
pub struct Events(Collection);

impl Events {
    /// Starts the file.
    pub fn create(staging: &mut Staging) -> io::Result<Events> {
        Collection::create(staging, "events.geojson").map(Events)
    }
}

impl Layer for Events {
    fn document(&mut self, found: &Found<'_>) -> io::Result<()> {
        for event in &found.analysis.events {
            for (index, place) in event.places.iter().enumerate() {
                let site = Site::of_event(place, found.analysis);
                let geometry = geometry::point(site.point(), &mut self.0.extent);
                let row = EventRow {
                    found,
                    event: Some(event),
                    site: Some(site),
                    movement: None,
                };
                let id = format!("{}-{}", event.id, index + 1);
                self.0.feature(id, geometry, properties(EVENT, &row))?;
            }
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> io::Result<LayerCount> {
        self.0.finish()
    }
}
