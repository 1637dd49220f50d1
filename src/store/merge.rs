//! Incidents kept up to date: what a change is linked to is merged again.
//!
//! Reports that are linked, directly or by others, make a component; incidents are parts of one.
//! A change touches only the components of what came and of what went, so these are found, and
//! merged as if there were nothing else.

use super::Layer;
use super::add::Parts;
use crate::incident::{self, Columns, Keys, Report, Sketch, likeness};
use crate::layers::{Feature, incidents};
use rusqlite::{Connection, OptionalExtension};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What a change touches.
#[derive(Default)]
pub struct Affected {
    /// Events that came, or were in an incident with one that went.
    events: BTreeSet<String>,
    /// Incidents that one went from.
    incidents: BTreeSet<String>,
}

/// Takes the reports of a document out.
pub fn remove(
    connection: &Connection,
    doc_id: &str,
    affected: &mut Affected,
) -> rusqlite::Result<()> {
    let mut statement = connection
        .prepare_cached("SELECT event_id, incident_id FROM dateline_reports WHERE doc_id = ?")?;
    let reports = statement.query_map([doc_id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let reports: Vec<(String, Option<String>)> = reports.collect::<rusqlite::Result<_>>()?;
    for (event_id, incident_id) in reports {
        affected.events.remove(&event_id);
        affected.incidents.extend(incident_id);
        connection
            .prepare_cached("DELETE FROM dateline_keys WHERE event_id = ?")?
            .execute([&event_id])?;
    }
    connection
        .prepare_cached("DELETE FROM dateline_reports WHERE doc_id = ?")?
        .execute([doc_id])?;
    Ok(())
}

/// Puts the reports of a document's events in.
pub fn insert(
    connection: &Connection,
    layer: &Layer,
    doc_id: &str,
    features: &[Feature],
    sketch: Sketch,
    affected: &mut Affected,
) -> rusqlite::Result<()> {
    let columns = Columns::of(&layer.layout);
    for report in Report::all(&columns, features, &Arc::new(sketch)) {
        connection
            .prepare_cached("INSERT INTO dateline_reports (event_id, doc_id) VALUES (?, ?)")?
            .execute([&report.event_id, doc_id])?;
        let mut insert = connection.prepare_cached("INSERT INTO dateline_keys VALUES (?, ?)")?;
        for key in Keys::of(&report).posted {
            insert.execute((key as i64, &report.event_id))?;
        }
        affected.events.insert(report.event_id);
    }
    Ok(())
}

/// Merges again what a change touches.
pub fn update(
    connection: &Connection,
    parts: &Parts<'_>,
    mut affected: Affected,
) -> rusqlite::Result<()> {
    let layer = parts.layer("incidents");
    for incident in &affected.incidents {
        let mut statement = connection
            .prepare_cached("SELECT event_id FROM dateline_reports WHERE incident_id = ?")?;
        let members = statement.query_map([incident], |row| row.get(0))?;
        affected
            .events
            .extend(members.collect::<rusqlite::Result<Vec<String>>>()?);
        layer.remove(connection, "id", incident)?;
    }
    let reports = component(connection, parts.layer("events"), affected.events)?;
    let mut update = connection.prepare_cached(
        "UPDATE dateline_reports SET incident_id = ?1 WHERE event_id = ?2
         AND incident_id IS NOT ?1",
    )?;
    for report in &reports {
        if let Some(old) = incident_of(connection, &report.event_id)? {
            layer.remove(connection, "id", &old)?;
        }
    }
    for incident in incident::incidents(&reports) {
        for report in &incident.reports {
            update.execute([&incident.id, &report.event_id])?;
        }
        layer.insert(connection, &incidents::feature(&incident))?;
    }
    Ok(())
}

fn incident_of(connection: &Connection, event_id: &str) -> rusqlite::Result<Option<String>> {
    let found: Option<Option<String>> = connection
        .prepare_cached("SELECT incident_id FROM dateline_reports WHERE event_id = ?")?
        .query_row([event_id], |row| row.get(0))
        .optional()?;
    Ok(found.flatten())
}

/// All reports that are linked to some events, directly or by others, in the order of their ids.
fn component(
    connection: &Connection,
    layer: &Layer,
    mut left: BTreeSet<String>,
) -> rusqlite::Result<Vec<Report>> {
    let columns = Columns::of(&layer.layout);
    let mut loaded: BTreeMap<String, Option<Report>> = BTreeMap::new();
    let mut inside: BTreeSet<String> = BTreeSet::new();
    while let Some(event_id) = left.pop_first() {
        load(connection, layer, &columns, &event_id, &mut loaded)?;
        let Some(Some(report)) = loaded.get(&event_id).cloned() else {
            continue;
        };
        inside.insert(event_id);
        for other in neighbours(connection, &report)? {
            if inside.contains(&other) || left.contains(&other) {
                continue;
            }
            load(connection, layer, &columns, &other, &mut loaded)?;
            if let Some(Some(candidate)) = loaded.get(&other)
                && likeness(&report, candidate).is_same()
            {
                left.insert(other);
            }
        }
    }
    Ok(loaded
        .into_iter()
        .filter(|(event_id, _)| inside.contains(event_id))
        .filter_map(|(_, report)| report)
        .collect())
}

/// The events that share a key with a report.
fn neighbours(connection: &Connection, report: &Report) -> rusqlite::Result<BTreeSet<String>> {
    let mut statement =
        connection.prepare_cached("SELECT event_id FROM dateline_keys WHERE key = ?")?;
    let mut found = BTreeSet::new();
    for key in Keys::of(report).probed {
        let events = statement.query_map([key as i64], |row| row.get(0))?;
        for event in events {
            found.insert(event?);
        }
    }
    found.remove(&report.event_id);
    Ok(found)
}

fn load(
    connection: &Connection,
    layer: &Layer,
    columns: &Columns,
    event_id: &str,
    loaded: &mut BTreeMap<String, Option<Report>>,
) -> rusqlite::Result<()> {
    if loaded.contains_key(event_id) {
        return Ok(());
    }
    let features = layer.select(connection, "WHERE event_id = ? ORDER BY id", [event_id])?;
    let sketch: Option<Vec<u8>> = connection
        .prepare_cached(
            "SELECT sketch FROM documents WHERE doc_id =
             (SELECT doc_id FROM dateline_reports WHERE event_id = ?)",
        )?
        .query_row([event_id], |row| row.get(0))
        .optional()?;
    let sketch = Sketch::from_bytes(&sketch.unwrap_or_default());
    let features: Vec<&Feature> = features.iter().collect();
    let report = Report::of(columns, &features, Arc::new(sketch));
    loaded.insert(event_id.to_string(), report);
    Ok(())
}
