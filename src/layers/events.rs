//! `events.geojson`: each event at each of its places.

use super::event::{EVENT, EventRow, Site};
use super::feature::{Feature, Layout, Shape, fields, values};
use super::sink::Outlet;
use super::{Found, Layer, geometry};
use std::io;

/// The layer.
pub struct Events;

impl Layer for Events {
    fn layout(&self) -> Layout {
        Layout {
            name: "events".to_string(),
            shape: Shape::Point,
            fields: fields(EVENT).collect(),
        }
    }

    fn document(&mut self, found: &Found<'_>, out: &mut Outlet<'_>) -> io::Result<()> {
        for event in &found.analysis.events {
            for (index, place) in event.places.iter().enumerate() {
                let site = Site::of_event(place, found.analysis);
                let row = EventRow {
                    found,
                    event: Some(event),
                    site: Some(site),
                    movement: None,
                };
                out.feature(&Feature {
                    id: format!("{}-{}", event.id, index + 1),
                    geometry: Some(geometry::point(site.point())),
                    values: values(EVENT, &row),
                })?;
            }
        }
        Ok(())
    }
}
