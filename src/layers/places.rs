//! `places.geojson`: each resolved place over the whole run, the most mentioned first.

use super::columns::{self, Column, Kind, Rows};
use super::event::PLACE_PRECISIONS;
use super::feature::{Feature, Layout, Shape, fields, values};
use super::sink::Outlet;
use super::{Found, Layer, geometry, mention};
use crate::analysis::MentionType;
use crate::place::{Place, PlaceId};
use serde_json::json;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io;

/// The layer: it holds one entry a place until the end.
#[derive(Default)]
pub struct Places {
    places: BTreeMap<PlaceId, Entry>,
    documents: u64,
}

/// A place with what was counted; its first appearance tells its point.
pub struct Entry {
    place: Place,
    mentions: u64,
    literal_mentions: u64,
    documents: u64,
    events: u64,
    last_document: u64,
}

impl Places {
    /// The entry of a place that is in the current document.
    fn entry(&mut self, place: &Place) -> &mut Entry {
        let document = self.documents;
        let entry = self.places.entry(place.id).or_insert_with(|| Entry {
            place: place.clone(),
            mentions: 0,
            literal_mentions: 0,
            documents: 0,
            events: 0,
            last_document: 0,
        });
        if entry.last_document != document {
            entry.last_document = document;
            entry.documents += 1;
        }
        entry
    }
}

impl Layer for Places {
    fn layout(&self) -> Layout {
        Layout {
            name: "places".to_string(),
            shape: Shape::Point,
            fields: fields(PLACE).collect(),
        }
    }

    fn document(&mut self, found: &Found<'_>, _: &mut Outlet<'_>) -> io::Result<()> {
        self.documents += 1;
        for toponym in &found.analysis.toponyms {
            if let Some(place) = &toponym.place {
                let entry = self.entry(place);
                entry.mentions += 1;
                entry.literal_mentions += u64::from(toponym.mention_type == MentionType::Literal);
            }
        }
        for event in &found.analysis.events {
            let mut ids: Vec<PlaceId> = Vec::new();
            for place in event.places.iter().map(|place| &place.place) {
                if !ids.contains(&place.id) {
                    ids.push(place.id);
                    self.entry(place).events += 1;
                }
            }
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut Outlet<'_>) -> io::Result<()> {
        let mut entries: Vec<Entry> = std::mem::take(&mut self.places).into_values().collect();
        entries.sort_by_key(|entry| {
            (
                Reverse(entry.mentions),
                Reverse(entry.events),
                entry.place.id,
            )
        });
        for entry in entries {
            out.feature(&Feature {
                id: entry.place.id.to_string(),
                geometry: Some(geometry::point(entry.place.point)),
                values: values(PLACE, &entry),
            })?;
        }
        Ok(())
    }
}

/// Rows of places.
pub struct PlaceRows;

impl Rows for PlaceRows {
    type Row<'a> = Entry;
}

/// The columns of `places`, in order.
pub static PLACE: &[Column<PlaceRows>] = &[
    Column {
        name: "place_id",
        kind: Kind::Text,
        meaning: "Id of the place as source:number, for example geonames:170063.",
        value: |row| json!(row.place.id.to_string()),
    },
    Column {
        name: "place_name",
        kind: Kind::Text,
        meaning: "Name of the place in the gazetteer.",
        value: |row| columns::text(Some(&row.place.name)),
    },
    Column {
        name: "country_code",
        kind: Kind::Text,
        meaning: "Country of the place, ISO 3166-1 alpha-2.",
        value: |row| mention::country(&row.place),
    },
    Column {
        name: "admin1",
        kind: Kind::Text,
        meaning: "Name of the first-order division the place lies in.",
        value: |row| columns::text(row.place.admin1.as_deref()),
    },
    Column {
        name: "feature_code",
        kind: Kind::Text,
        meaning: "GeoNames feature code of the place.",
        value: |row| columns::text(Some(&row.place.feature_code)),
    },
    Column {
        name: "population",
        kind: Kind::Integer,
        meaning: "Inhabitants; null when unknown.",
        value: |row| json!(row.place.population),
    },
    Column {
        name: "place_precision",
        kind: Kind::OneOf(PLACE_PRECISIONS),
        meaning: "What the pin stands for: the kind of the place's footprint.",
        value: |row| json!(row.place.precision.name()),
    },
    Column {
        name: "mentions",
        kind: Kind::Integer,
        meaning: "Mentions over the whole run.",
        value: |row| json!(row.mentions),
    },
    Column {
        name: "literal_mentions",
        kind: Kind::Integer,
        meaning: "Mentions that mean the physical place.",
        value: |row| json!(row.literal_mentions),
    },
    Column {
        name: "documents",
        kind: Kind::Integer,
        meaning: "Documents that mention it.",
        value: |row| json!(row.documents),
    },
    Column {
        name: "events",
        kind: Kind::Integer,
        meaning: "Events placed there.",
        value: |row| json!(row.events),
    },
];
