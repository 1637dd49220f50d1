//! `regions.geojson`: areas, each with the event that plays there; an area no event plays in
//! stands alone, its event properties null.

use super::event::{EVENT, EventRow, REGION, Site};
use super::feature::{Feature, Layout, Shape, fields, values};
use super::sink::Outlet;
use super::{Found, Layer, geometry};
use crate::analysis::Area;
use std::io;

/// The layer.
pub struct Regions;

impl Layer for Regions {
    fn layout(&self) -> Layout {
        Layout {
            name: "regions".to_string(),
            shape: Shape::Area,
            fields: fields(EVENT).chain(fields(REGION)).collect(),
        }
    }

    fn document(&mut self, found: &Found<'_>, out: &mut Outlet<'_>) -> io::Result<()> {
        let mut taken = vec![false; found.analysis.areas.len()];
        events(found, &mut taken, out)?;
        for (area, taken) in found.analysis.areas.iter().zip(taken) {
            if !taken {
                mention(found, area, out)?;
            }
        }
        Ok(())
    }
}

/// Events in areas; marks the areas they play in.
fn events(found: &Found<'_>, taken: &mut [bool], out: &mut Outlet<'_>) -> io::Result<()> {
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
            feature(format!("{}-{}", event.id, index + 1), area, &row, out)?;
        }
    }
    Ok(())
}

/// An area that no event plays in.
fn mention(found: &Found<'_>, area: &Area, out: &mut Outlet<'_>) -> io::Result<()> {
    let toponym = area.toponyms.first();
    let toponym = toponym.and_then(|index| found.analysis.toponyms.get(*index));
    let (start, end) = found.code_points(area.span);
    let row = EventRow {
        found,
        event: None,
        site: Some(Site::of_area(area, toponym)),
        movement: None,
    };
    let id = format!("{}:{start}-{end}", found.document.id);
    feature(id, area, &row, out)
}

fn feature(id: String, area: &Area, row: &EventRow<'_>, out: &mut Outlet<'_>) -> io::Result<()> {
    let Some(geometry) = geometry::area(&area.footprint) else {
        return Ok(());
    };
    out.feature(&Feature {
        id,
        geometry: Some(geometry),
        values: [values(EVENT, row), values(REGION, row)].concat(),
    })
}
