//! `movements.geojson`: each event with an origin and a destination.
//!
//! Place properties are those of the first destination. Several origins or destinations give
//! one route each, in one feature.

use super::collection::Collection;
use super::columns::properties;
use super::event::{EVENT, EventRow, MOVEMENT, Movement, Site};
use super::staging::Staging;
use super::{Found, Layer, LayerCount, geometry};
use crate::analysis::EventPlace;
use crate::place::LonLat;
use std::io;

/// The layer.
pub struct Movements(Collection);

impl Movements {
    /// Starts the file.
    pub fn create(staging: &mut Staging) -> io::Result<Movements> {
        Collection::create(staging, "movements.geojson").map(Movements)
    }
}

impl Layer for Movements {
    fn document(&mut self, found: &Found<'_>) -> io::Result<()> {
        for event in &found.analysis.events {
            let Some(movement) = Movement::of(event) else {
                continue;
            };
            let routes = routes(&movement, found);
            let Some(geometry) = geometry::routes(&routes, &mut self.0.extent) else {
                continue;
            };
            let row = EventRow {
                found,
                event: Some(event),
                site: Some(Site::of_event(movement.destinations[0], found.analysis)),
                movement: Some(&movement),
            };
            let mut values = properties(EVENT, &row);
            values.extend(properties(MOVEMENT, &row));
            self.0.feature(event.id.clone(), geometry, values)?;
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> io::Result<LayerCount> {
        self.0.finish()
    }
}

/// From each origin over all places passed to each destination.
fn routes(movement: &Movement<'_>, found: &Found<'_>) -> Vec<Vec<LonLat>> {
    let point = |place: &&EventPlace| Site::of_event(place, found.analysis).point();
    let via: Vec<LonLat> = movement.via.iter().map(point).collect();
    let mut routes = Vec::new();
    for origin in &movement.origins {
        for destination in &movement.destinations {
            let ends = (point(origin), point(destination));
            routes.push([&[ends.0], via.as_slice(), &[ends.1]].concat());
        }
    }
    routes
}
