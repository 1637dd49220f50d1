//! `movements.geojson`: each event with an origin and a destination.
//!
//! Place properties are those of the first destination. Several origins or destinations give
//! one route each, in one feature.

use super::event::{EVENT, EventRow, MOVEMENT, Movement, Site};
use super::feature::{Feature, Layout, Shape, fields, values};
use super::sink::Outlet;
use super::{Found, Layer, geometry};
use crate::analysis::EventPlace;
use crate::place::LonLat;
use std::io;

/// The layer.
pub struct Movements;

impl Layer for Movements {
    fn layout(&self) -> Layout {
        Layout {
            name: "movements".to_string(),
            shape: Shape::Line,
            fields: fields(EVENT).chain(fields(MOVEMENT)).collect(),
        }
    }

    fn document(&mut self, found: &Found<'_>, out: &mut Outlet<'_>) -> io::Result<()> {
        for event in &found.analysis.events {
            let Some(movement) = Movement::of(event) else {
                continue;
            };
            let Some(geometry) = geometry::routes(&routes(&movement, found)) else {
                continue;
            };
            let row = EventRow {
                found,
                event: Some(event),
                site: Some(Site::of_event(movement.destinations[0], found.analysis)),
                movement: Some(&movement),
            };
            out.feature(&Feature {
                id: event.id.clone(),
                geometry: Some(geometry),
                values: [values(EVENT, &row), values(MOVEMENT, &row)].concat(),
            })?;
        }
        Ok(())
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
