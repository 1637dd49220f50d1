//! `mentions.geojson`: each resolved toponym mention.

use super::feature::{Feature, Layout, Shape, fields, values};
use super::mention::{MENTION, MentionRow};
use super::sink::Outlet;
use super::{Found, Layer, geometry};
use std::io;

/// The layer.
pub struct Mentions;

impl Layer for Mentions {
    fn layout(&self) -> Layout {
        Layout {
            name: "mentions".to_string(),
            shape: Shape::Point,
            fields: fields(MENTION).collect(),
        }
    }

    fn document(&mut self, found: &Found<'_>, out: &mut Outlet<'_>) -> io::Result<()> {
        for toponym in &found.analysis.toponyms {
            let Some(place) = &toponym.place else {
                continue;
            };
            let (start, end) = found.code_points(toponym.span);
            let row = MentionRow { found, toponym };
            out.feature(&Feature {
                id: format!("{}:{start}-{end}", found.document.id),
                geometry: Some(geometry::point(place.point)),
                values: values(MENTION, &row),
            })?;
        }
        Ok(())
    }
}
