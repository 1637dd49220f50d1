//! Annotations: all that was found in a document as one JSON object.

use super::Found;
use super::columns::{self, properties};
use super::event::{EVENT, EventRow, Site};
use super::mention::{MentionRow, TOPONYM, country, published};
use crate::analysis::{Area, Count, Event, EventPlace, Participant, Timex};
use crate::span::Span;
use jiff::civil::Date;
use serde_json::{Map, Value, json};

/// The annotation of a document: `{doc_id, title, url, published, language, text, toponyms,
/// areas, timexes, events}`, every span in Unicode code points.
pub fn annotation(found: &Found<'_>) -> Value {
    let Found {
        document, analysis, ..
    } = found;
    let toponyms = analysis.toponyms.iter();
    let toponyms = toponyms.map(|toponym| properties(TOPONYM, &MentionRow { found, toponym }));
    let events = analysis.events.iter();
    json!({
        "doc_id": document.id,
        "title": columns::text(document.title.as_deref()),
        "url": columns::text(document.url.as_deref()),
        "published": published(document),
        "language": columns::text(document.language.as_deref()),
        "text": document.text,
        "toponyms": toponyms.collect::<Vec<_>>(),
        "areas": analysis.areas.iter().map(|area| self::area(found, area)).collect::<Vec<_>>(),
        "timexes": analysis.timexes.iter().map(|timex| self::timex(found, timex)).collect::<Vec<_>>(),
        "events": events.map(|event| self::event(found, event)).collect::<Vec<_>>(),
    })
}

/// An event: the columns of `events.geojson`, those of the place from its first place, with
/// days in place of instants; then its parts with their spans.
pub fn event(found: &Found<'_>, event: &Event) -> Map<String, Value> {
    let places = event.places.iter();
    let row = EventRow {
        found,
        event: Some(event),
        site: event
            .places
            .first()
            .map(|place| Site::of_event(place, found.analysis)),
        movement: None,
    };
    let mut members: Map<String, Value> = properties(EVENT, &row)
        .into_iter()
        .map(|(name, value)| match name.as_str() {
            "event_start" => ("date_start".to_string(), day(event, |range| range.start)),
            "event_end" => ("date_end".to_string(), day(event, |range| range.end)),
            "trigger" => (name, json!(words(found, event.trigger))),
            _ => (name, value),
        })
        .collect();
    members.insert("actors".to_string(), participants(found, &event.actors));
    members.insert("targets".to_string(), participants(found, &event.targets));
    let places: Vec<_> = places.map(|place| self::place(found, place)).collect();
    members.insert("places".to_string(), json!(places));
    let counts = event.counts.iter();
    let counts: Map<_, _> = counts.map(|count| self::count(found, count)).collect();
    members.insert("counts".to_string(), json!(counts));
    members
}

fn day(event: &Event, end: impl Fn(crate::analysis::DateRange) -> Date) -> Value {
    json!(event.date.as_ref().map(|date| end(date.range).to_string()))
}

/// `{start, end, surface}`
fn words(found: &Found<'_>, span: Span) -> Map<String, Value> {
    let (start, end) = found.code_points(span);
    let mut members = Map::new();
    members.insert("start".to_string(), json!(start));
    members.insert("end".to_string(), json!(end));
    members.insert("surface".to_string(), json!(found.words(span)));
    members
}

fn participants(found: &Found<'_>, participants: &[Participant]) -> Value {
    let participant = |participant: &Participant| {
        let (start, end) = found.code_points(participant.span);
        json!({
            "name": columns::text(Some(&participant.name)),
            "country": participant.country.map(|code| code.to_string()),
            "start": start,
            "end": end,
        })
    };
    json!(participants.iter().map(participant).collect::<Vec<_>>())
}

fn place(found: &Found<'_>, place: &EventPlace) -> Value {
    let site = Site::of_event(place, found.analysis);
    let (start, end) = found.code_points(place.span);
    json!({
        "place_id": place.place.id.to_string(),
        "name": columns::text(Some(&place.place.name)),
        "lat": columns::number(site.point().lat, 6),
        "lon": columns::number(site.point().lon, 6),
        "role": place.role.name(),
        "region": columns::text(place.region.as_deref()),
        "area": place.area,
        "country_code": country(&place.place),
        "start": start,
        "end": end,
        "confidence": columns::share(place.confidence),
        "reason": columns::text(Some(&place.reason)),
    })
}

fn count(found: &Found<'_>, count: &Count) -> (String, Value) {
    let (start, end) = found.code_points(count.span);
    let value = json!({
        "value": count.value,
        "precision": count.precision.name(),
        "start": start,
        "end": end,
    });
    (count.kind.name().to_string(), value)
}

fn timex(found: &Found<'_>, timex: &Timex) -> Value {
    let mut members = words(found, timex.span);
    let range = timex.range;
    members.insert("value".to_string(), json!(timex.value));
    members.insert(
        "date_start".to_string(),
        json!(range.map(|range| range.start.to_string())),
    );
    members.insert(
        "date_end".to_string(),
        json!(range.map(|range| range.end.to_string())),
    );
    members.insert(
        "precision".to_string(),
        json!(range.map(|range| range.precision.name())),
    );
    json!(members)
}

/// An area; its outline is in `regions.geojson`.
fn area(found: &Found<'_>, area: &Area) -> Value {
    let mut members = words(found, area.span);
    members.insert("kind".to_string(), json!(area.kind.name()));
    members.insert("modifier".to_string(), columns::text(Some(&area.modifier)));
    members.insert("toponyms".to_string(), json!(area.toponyms));
    members.insert("lat".to_string(), columns::number(area.point.lat, 6));
    members.insert("lon".to_string(), columns::number(area.point.lon, 6));
    members.insert("radius_km".to_string(), columns::radius(area.radius_km));
    json!(members)
}

/// The words of [`AreaKind`].
pub const AREA_KINDS: &[&str] = &["part", "border", "coast", "offset", "around", "between"];
