//! `regions.geojson`: areas, each with the event that plays there; an area no event plays in
//! stands alone, its event properties null.

use super::collection::Collection;
use super::columns::properties;
use super::event::{EVENT, EventRow, REGION, Site};
use super::staging::Staging;
use super::{Found, Layer, LayerCount, geometry};
use crate::analysis::Area;
use std::io;

/// The layer.
pub struct Regions(Collection);

impl Regions {
    /// Starts the file.
    pub fn create(staging: &mut Staging) -> io::Result<Regions> {
        Collection::create(staging, "regions.geojson").map(Regions)
    }

    fn feature(&mut self, id: String, area: &Area, row: &EventRow<'_>) -> io::Result<()> {
        let Some(geometry) = geometry::area(&area.footprint, &mut self.0.extent) else {
            return Ok(());
        };
        let mut values = properties(EVENT, row);
        values.extend(properties(REGION, row));
        self.0.feature(id, geometry, values)
    }

    /// Events in areas; marks the areas they play in.
    fn events(&mut self, found: &Found<'_>, taken: &mut [bool]) -> io::Result<()> {
        for event in &found.analysis.events {
            for (index, place) in event.places.iter().enumerate() {
                let site = Site::of_event(place, found.analysis);
                let (Some(area), Some(number)) = (site.area, place.area) else {
                    continue;
                };
                taken[number] = true;
                let row = EventRow {
                    found,
                    event: Some(event),
                    site: Some(site),
                    movement: None,
                };
                self.feature(format!("{}-{}", event.id, index + 1), area, &row)?;
            }
        }
        Ok(())
    }

    fn mention(&mut self, found: &Found<'_>, area: &Area) -> io::Result<()> {
        let toponyms = area
            .toponyms
            .iter()
            .filter_map(|index| found.analysis.toponyms.get(*index));
        let Some(site) = toponyms
            .into_iter()
            .find_map(|toponym| Site::of_area(area, toponym))
        else {
            return Ok(());
        };
        let (start, end) = found.code_points(area.span);
        let row = EventRow {
            found,
            event: None,
            site: Some(site),
            movement: None,
        };
        self.feature(format!("{}:{start}-{end}", found.document.id), area, &row)
    }
}

impl Layer for Regions {
    fn document(&mut self, found: &Found<'_>) -> io::Result<()> {
        let mut taken = vec![false; found.analysis.areas.len()];
        self.events(found, &mut taken)?;
        for (area, taken) in found.analysis.areas.iter().zip(taken) {
            if !taken {
                self.mention(found, area)?;
            }
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> io::Result<LayerCount> {
        self.0.finish()
    }
}
