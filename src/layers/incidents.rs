//! `incidents.geojson`: what the events of different articles have in common, once.
//!
//! Reports are read off the features of `events` as they go by, and held until the end.

use super::columns::{self, Column, Kind, Rows};
use super::event::{EVENT_TYPES, PLACE_PRECISIONS, STATUSES};
use super::feature::{Feature, Layout, Shape, fields, values};
use super::geometry;
use crate::analysis::CountKind;
use crate::event::ontology;
use crate::incident::{self, Columns, Incident, Range, Report, Sketch};
use serde_json::{Value, json};
use std::sync::Arc;

/// The layer: the reports of the run so far.
pub struct Incidents {
    columns: Columns,
    reports: Vec<Report>,
}

impl Incidents {
    /// An empty layer beside events of a layout.
    pub fn beside(events: &Layout) -> Incidents {
        Incidents {
            columns: Columns::of(events),
            reports: Vec::new(),
        }
    }

    /// What it is like.
    pub fn layout() -> Layout {
        Layout {
            name: "incidents".to_string(),
            shape: Shape::Point,
            fields: fields(INCIDENT).collect(),
        }
    }

    /// Takes the events of a document.
    pub fn document(&mut self, text: &str, events: &[Feature]) {
        if !events.is_empty() {
            let sketch = Arc::new(Sketch::of(text));
            let reports = Report::all(&self.columns, events, &sketch);
            self.reports.extend(reports);
        }
    }

    /// The incidents as features, in the order of their ids.
    pub fn features(&self) -> impl Iterator<Item = Feature> {
        let incidents = incident::incidents(&self.reports);
        incidents.into_iter().map(|incident| feature(&incident))
    }
}

/// The feature of an incident.
pub fn feature(incident: &Incident) -> Feature {
    Feature {
        id: incident.id.clone(),
        geometry: Some(geometry::point(incident.site.point)),
        values: values(INCIDENT, incident),
    }
}

/// Rows of incidents.
pub struct IncidentRows;

impl Rows for IncidentRows {
    type Row<'a> = Incident;
}

type IncidentColumn = Column<IncidentRows>;

fn leaf(incident: &Incident) -> Option<&'static ontology::Leaf> {
    ontology::leaf(&incident.subtype)
}

/// "Air strike – Sloviansk – killed 9–12"
fn title(incident: &Incident) -> String {
    let what = leaf(incident).map_or(incident.subtype.as_str(), |leaf| leaf.label);
    let mut parts = vec![what.to_string()];
    parts.extend(incident.actor.clone());
    parts.push(match &incident.site.region {
        Some(region) => format!("{region} {}", incident.site.name),
        None => incident.site.name.clone(),
    });
    if let Some(range) = incident.range(CountKind::Killed) {
        parts.push(format!("killed {}", words(range)));
    }
    parts.join(" – ")
}

fn words(range: &Range) -> String {
    match range.low == range.high {
        true => range.low.to_string(),
        false => format!("{}–{}", range.low, range.high),
    }
}

/// Every number of every kind with the sources that state it.
fn counts(incident: &Incident) -> Value {
    let counts = incident.counts.iter().flat_map(|(kind, range)| {
        let said = range.said.iter();
        said.map(|(count, names)| format!("{} {count}: {}", kind.name(), names.join(", ")))
    });
    let counts: Vec<String> = counts.collect();
    columns::list(counts.iter().map(String::as_str))
}

/// The sentences, a report a line, each behind its source.
fn sentences(incident: &Incident) -> Value {
    let lines = incident
        .reports
        .iter()
        .map(|report| format!("{}: {}", report.source, report.sentence));
    let lines: Vec<String> = lines.collect();
    columns::text(Some(&lines.join("\n")))
}

fn documents(incident: &Incident) -> impl Iterator<Item = &str> {
    let documents = incident.sources.iter().flat_map(|source| &source.documents);
    documents.map(String::as_str)
}

const fn low(name: &'static str, value: fn(&Incident) -> Value) -> IncidentColumn {
    Column {
        name,
        kind: Kind::Integer,
        meaning: "The least that a source states.",
        value,
    }
}

const fn high(name: &'static str, value: fn(&Incident) -> Value) -> IncidentColumn {
    Column {
        name,
        kind: Kind::Integer,
        meaning: "The most that a source states.",
        value,
    }
}

fn least(incident: &Incident, kind: CountKind) -> Value {
    json!(incident.range(kind).map(|range| range.low))
}

fn most(incident: &Incident, kind: CountKind) -> Value {
    json!(incident.range(kind).map(|range| range.high))
}

/// The columns of `incidents`, in order.
pub static INCIDENT: &[IncidentColumn] = &[
    Column {
        name: "incident_id",
        kind: Kind::Text,
        meaning: "Stable as long as its earliest report stays: a hash of that report's event_id.",
        value: |row| columns::text(Some(&row.id)),
    },
    Column {
        name: "event_type",
        kind: Kind::OneOf(EVENT_TYPES),
        meaning: "The event type that most sources give.",
        value: |row| columns::text(Some(&row.event_type)),
    },
    Column {
        name: "event_subtype",
        kind: Kind::Text,
        meaning: "The leaf of the event ontology that most sources give.",
        value: |row| columns::text(Some(&row.subtype)),
    },
    Column {
        name: "title",
        kind: Kind::Text,
        meaning: "One line for a map label.",
        value: |row| columns::text(Some(&title(row))),
    },
    Column {
        name: "source_count",
        kind: Kind::Integer,
        meaning: "Independent texts that report it; copies of one text count once.",
        value: |row| json!(row.sources.len()),
    },
    Column {
        name: "report_count",
        kind: Kind::Integer,
        meaning: "Events of articles that report it.",
        value: |row| json!(row.reports.len()),
    },
    Column {
        name: "actor",
        kind: Kind::Text,
        meaning: "Who did it, as most sources name them.",
        value: |row| columns::text(row.actor.as_deref()),
    },
    Column {
        name: "target",
        kind: Kind::Text,
        meaning: "To whom, as most sources name them.",
        value: |row| columns::text(row.target.as_deref()),
    },
    Column {
        name: "event_start",
        kind: Kind::DateTime,
        meaning: "First second of the first day, UTC, of the best date; null when no source gives one.",
        value: |row| columns::text(row.date.as_ref().map(|date| date.0.as_str())),
    },
    Column {
        name: "event_end",
        kind: Kind::DateTime,
        meaning: "Last second of the last day, UTC, of the best date.",
        value: |row| columns::text(row.date.as_ref().map(|date| date.1.as_str())),
    },
    Column {
        name: "date_precision",
        kind: Kind::OneOf(super::event::DATE_PRECISIONS),
        meaning: "Finest unit of the best date.",
        value: |row| json!(row.date.as_ref().map_or("unknown", |date| date.2.as_str())),
    },
    Column {
        name: "place_name",
        kind: Kind::Text,
        meaning: "Name of the best place: the most exact one, of these the one most sources give.",
        value: |row| columns::text(Some(&row.site.name)),
    },
    Column {
        name: "place_id",
        kind: Kind::Text,
        meaning: "Id of the place as source:number.",
        value: |row| columns::text(Some(&row.site.place_id)),
    },
    Column {
        name: "region",
        kind: Kind::Text,
        meaning: "Words that narrow the place: northern.",
        value: |row| columns::text(row.site.region.as_deref()),
    },
    Column {
        name: "country_code",
        kind: Kind::Text,
        meaning: "Country of the place, ISO 3166-1 alpha-2.",
        value: |row| columns::text(row.site.country.as_deref()),
    },
    Column {
        name: "admin1",
        kind: Kind::Text,
        meaning: "Name of the first-order division the place lies in.",
        value: |row| columns::text(row.site.admin1.as_deref()),
    },
    Column {
        name: "feature_code",
        kind: Kind::Text,
        meaning: "GeoNames feature code of the place.",
        value: |row| columns::text(row.site.feature_code.as_deref()),
    },
    Column {
        name: "place_precision",
        kind: Kind::OneOf(PLACE_PRECISIONS),
        meaning: "What the pin stands for: the kind of the place's footprint.",
        value: |row| columns::text(Some(&row.site.precision)),
    },
    Column {
        name: "radius_km",
        kind: Kind::Number,
        meaning: "Radius of uncertainty around the point, in kilometres.",
        value: |row| columns::radius(row.site.radius_km),
    },
    Column {
        name: "status",
        kind: Kind::OneOf(STATUSES),
        meaning: "Whether it really happened, as most sources say.",
        value: |row| columns::text(Some(&row.status)),
    },
    low("killed_low", |row| least(row, CountKind::Killed)),
    high("killed_high", |row| most(row, CountKind::Killed)),
    low("injured_low", |row| least(row, CountKind::Injured)),
    high("injured_high", |row| most(row, CountKind::Injured)),
    low("detained_low", |row| least(row, CountKind::Detained)),
    high("detained_high", |row| most(row, CountKind::Detained)),
    low("released_low", |row| least(row, CountKind::Released)),
    high("released_high", |row| most(row, CountKind::Released)),
    low("displaced_low", |row| least(row, CountKind::Displaced)),
    high("displaced_high", |row| most(row, CountKind::Displaced)),
    low("missing_low", |row| least(row, CountKind::Missing)),
    high("missing_high", |row| most(row, CountKind::Missing)),
    Column {
        name: "counts_by_source",
        kind: Kind::Text,
        meaning: "Every number with the sources that state it, joined with '; '.",
        value: counts,
    },
    Column {
        name: "contradictions",
        kind: Kind::Text,
        meaning: "What sources say differently, with who says which, joined with '; '.",
        value: |row| columns::list(row.contradictions.iter().map(String::as_str)),
    },
    Column {
        name: "confidence",
        kind: Kind::Share,
        meaning: "Probability that type and place are right, of the surest report.",
        value: |row| columns::share(row.confidence),
    },
    Column {
        name: "sources",
        kind: Kind::Text,
        meaning: "The independent sources: hosts of their addresses or ids of their documents, joined with '; '.",
        value: |row| columns::list(row.sources.iter().map(|source| source.name.as_str())),
    },
    Column {
        name: "first_report",
        kind: Kind::Date,
        meaning: "First day of publication.",
        value: |row| json!(row.published.map(|(first, _)| first.to_string())),
    },
    Column {
        name: "latest_report",
        kind: Kind::Date,
        meaning: "Latest day of publication.",
        value: |row| json!(row.published.map(|(_, latest)| latest.to_string())),
    },
    Column {
        name: "sentence",
        kind: Kind::Text,
        meaning: "The sentences it is told in, a report a line, each behind its source.",
        value: sentences,
    },
    Column {
        name: "event_ids",
        kind: Kind::Text,
        meaning: "Its reports in the layer events, joined with '; '.",
        value: |row| {
            let ids = row.reports.iter().map(|report| report.event_id.as_str());
            columns::list(ids)
        },
    },
    Column {
        name: "doc_ids",
        kind: Kind::Text,
        meaning: "The documents that report it, joined with '; '.",
        value: |row| columns::list(documents(row)),
    },
];
