//! JSON Schemas of all files, made from the columns that write them.
//!
//! They are committed in `docs/schemas`; a test compares.

use super::annotation::AREA_KINDS;
use super::columns::{Column, Kind, Rows};
use super::event::{COUNT_PRECISIONS, EVENT, MOVEMENT, REGION};
use super::incidents::INCIDENT;
use super::mention::{MENTION, SOURCE, TOPONYM};
use super::places::PLACE;
use crate::analysis::CountKind;
use serde_json::{Map, Value, json};

const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// File name and content of each schema.
pub fn schemas() -> Vec<(&'static str, Value)> {
    let event = members(EVENT);
    let with = |more: Map<String, Value>| {
        let mut all = event.clone();
        all.extend(more);
        all
    };
    let layer = |name, geometries, properties| collection(name, geometries, object(properties));
    vec![
        (
            "events.schema.json",
            layer("events", &["Point"], event.clone()),
        ),
        (
            "movements.schema.json",
            layer(
                "movements",
                &["LineString", "MultiLineString"],
                with(members(MOVEMENT)),
            ),
        ),
        (
            "regions.schema.json",
            layer(
                "regions",
                &["Polygon", "MultiPolygon"],
                with(members(REGION)),
            ),
        ),
        (
            "places.schema.json",
            layer("places", &["Point"], members(PLACE)),
        ),
        (
            "mentions.schema.json",
            layer("mentions", &["Point"], members(MENTION)),
        ),
        (
            "incidents.schema.json",
            layer("incidents", &["Point"], members(INCIDENT)),
        ),
        ("unplaced.schema.json", unplaced()),
        ("annotation.schema.json", annotation()),
        ("run.schema.json", run()),
        ("watch.schema.json", watch()),
    ]
}

fn members<R: Rows>(columns: &[Column<R>]) -> Map<String, Value> {
    columns
        .iter()
        .map(|column| (column.name.to_string(), column.kind.schema(column.meaning)))
        .collect()
}

/// An object that has exactly these members.
fn object(properties: Map<String, Value>) -> Value {
    let required: Vec<&String> = properties.keys().collect();
    json!({
        "type": "object",
        "required": required,
        "additionalProperties": false,
        "properties": properties,
    })
}

/// The same from literal JSON.
fn object_of(properties: Value) -> Value {
    match properties {
        Value::Object(properties) => object(properties),
        _ => Value::Null,
    }
}

fn titled(title: &str, description: &str, schema: Value) -> Value {
    let mut all = Map::new();
    all.insert("$schema".to_string(), json!(DIALECT));
    all.insert("title".to_string(), json!(title));
    all.insert("description".to_string(), json!(description));
    if let Value::Object(schema) = schema {
        all.extend(schema);
    }
    Value::Object(all)
}

fn array(items: Value) -> Value {
    json!({"type": "array", "items": items})
}

fn words(words: &[&str]) -> Value {
    json!({"enum": words})
}

fn whole() -> Value {
    json!({"type": "integer", "minimum": 0})
}

fn collection(name: &str, geometries: &[&str], properties: Value) -> Value {
    let feature = json!({
        "type": "object",
        "required": ["type", "id", "geometry", "properties"],
        "additionalProperties": false,
        "properties": {
            "type": {"const": "Feature"},
            "id": {"type": "string", "description": "Unique in the layer, stable over runs."},
            "geometry": {
                "type": "object",
                "required": ["type", "coordinates"],
                "additionalProperties": false,
                "properties": {
                    "type": {"enum": geometries},
                    "coordinates": {"type": "array"},
                },
            },
            "properties": properties,
        },
    });
    let schema = json!({
        "type": "object",
        "required": ["type", "name", "features"],
        "additionalProperties": false,
        "properties": {
            "type": {"const": "FeatureCollection"},
            "name": {"const": name},
            "features": array(feature),
            "bbox": {
                "description": "West, south, east, north; west is greater than east over the antimeridian. Absent when there is no feature.",
                "type": "array",
                "items": {"type": "number"},
                "minItems": 4,
                "maxItems": 4,
            },
        },
    });
    titled(
        &format!("{name}.geojson"),
        "A layer of Dateline: RFC 7946 GeoJSON, WGS 84.",
        schema,
    )
}

/// An event in annotations; `event_start` and `event_end` are days there, the trigger a span.
fn event() -> Map<String, Value> {
    let date = |meaning| Kind::Date.schema(meaning);
    let mut event: Map<String, Value> = members(EVENT)
        .into_iter()
        .map(|(name, schema)| match name.as_str() {
            "event_start" => (
                "date_start".to_string(),
                date("First day; null without a date."),
            ),
            "event_end" => (
                "date_end".to_string(),
                date("Last day; null without a date."),
            ),
            "trigger" => (name, object_of(span())),
            _ => (name, schema),
        })
        .collect();
    event.insert("actors".to_string(), array(participant()));
    event.insert("targets".to_string(), array(participant()));
    event.insert("places".to_string(), array(place()));
    let count = object_of(json!({
        "value": whole(),
        "precision": words(COUNT_PRECISIONS),
        "start": whole(),
        "end": whole(),
    }));
    let kinds: Map<_, _> = CountKind::ALL
        .iter()
        .map(|kind| (kind.name().to_string(), count.clone()))
        .collect();
    let counts = json!({"type": "object", "additionalProperties": false, "properties": kinds});
    event.insert("counts".to_string(), counts);
    event
}

fn span() -> Value {
    json!({"start": whole(), "end": whole(), "surface": {"type": "string"}})
}

fn participant() -> Value {
    object_of(json!({
        "name": Kind::Text.schema("As the layers give it."),
        "country": Kind::Text.schema("ISO 3166-1 alpha-2, where known."),
        "start": whole(),
        "end": whole(),
    }))
}

fn place() -> Value {
    object_of(json!({
        "place_id": Kind::Text.schema("Id as source:number."),
        "name": Kind::Text.schema("Name in the gazetteer."),
        "lat": Kind::Number.schema("Latitude of the point, WGS 84."),
        "lon": Kind::Number.schema("Longitude of the point, WGS 84."),
        "role": words(&["at", "from", "to", "via", "near"]),
        "region": Kind::Text.schema("Words that narrow the place: northern."),
        "area": Kind::Integer.schema("Number of the area in areas, counted from 0."),
        "country_code": Kind::Text.schema("ISO 3166-1 alpha-2."),
        "start": whole(),
        "end": whole(),
        "confidence": Kind::Share.schema("Probability that this is the event's place."),
        "reason": Kind::Text.schema("Why this place."),
    }))
}

fn annotation() -> Value {
    let with_span = |more: Value| {
        let mut all = span();
        if let (Value::Object(all), Value::Object(more)) = (&mut all, more) {
            all.extend(more);
        }
        object_of(all)
    };
    let timex = with_span(json!({
        "value": {"type": "string", "description": "TIMEX3 value."},
        "date_start": Kind::Date.schema("First day."),
        "date_end": Kind::Date.schema("Last day."),
        "precision": Kind::OneOf(&["day", "week", "month", "year"]).schema("Finest unit given."),
    }));
    let area = with_span(json!({
        "kind": words(AREA_KINDS),
        "modifier": Kind::Text.schema("The words that shape it, apart from the places."),
        "toponyms": array(whole()),
        "lat": Kind::Number.schema("Latitude of a point inside, WGS 84."),
        "lon": Kind::Number.schema("Longitude of a point inside, WGS 84."),
        "radius_km": Kind::Number.schema("Radius of a circle that covers it, roughly."),
    }));
    let schema = object_of(json!({
        "doc_id": {"type": "string"},
        "title": Kind::Text.schema("Headline, where it is given apart from the text."),
        "url": Kind::Text.schema("Where it was published."),
        "published": Kind::Date.schema("Day of publication."),
        "language": Kind::Text.schema("BCP 47 language tag, where given."),
        "text": {"type": "string"},
        "toponyms": array(object(members(TOPONYM))),
        "areas": array(area),
        "timexes": array(timex),
        "events": array(object(event())),
    }));
    let description =
        "A line of dateline annotate. Every start and end counts Unicode code points of the text.";
    titled("annotation", description, schema)
}

fn unplaced() -> Value {
    let kind = |kind: &str, members: Map<String, Value>| {
        let mut all = Map::new();
        all.insert("kind".to_string(), json!({"const": kind}));
        all.extend(members);
        object(all)
    };
    let mut toponym = members(TOPONYM);
    toponym.extend(members(SOURCE));
    let schema = json!({"oneOf": [kind("event", event()), kind("toponym", toponym)]});
    let description = "A line of unplaced.jsonl: an event or toponym without a point.";
    titled("unplaced", description, schema)
}

fn watch() -> Value {
    let moment = json!({"type": "string", "format": "date-time"});
    let moment_or_none = json!({"type": ["string", "null"], "format": "date-time"});
    let feed = object_of(json!({
        "name": {"type": "string"},
        "url": {"type": "string", "format": "uri"},
        "status": words(&["waiting", "ok", "error"]),
        "last_poll": moment_or_none,
        "next_poll": moment_or_none,
        "interval_seconds": {
            "type": ["integer", "null"],
            "minimum": 0,
            "description": "From the last poll to the next.",
        },
        "polls": whole(),
        "consecutive_errors": whole(),
        "last_error": {"type": ["string", "null"], "description": "It stays when the feed is well again."},
        "items": {"type": "integer", "minimum": 0, "description": "At the last poll that went well."},
        "new": whole(),
        "changed": whole(),
        "removed": whole(),
        "empty": {"type": "integer", "minimum": 0, "description": "Items without a text."},
        "articles": {"type": "integer", "minimum": 0, "description": "Put into the store."},
    }));
    let health = object_of(json!({
        "version": {"type": "string"},
        "started": moment,
        "written": moment,
        "status": words(&["running", "stopped"]),
        "articles": whole(),
        "layers_written": moment_or_none,
        "feeds": array(feed),
    }));
    titled(
        "watch.json",
        "How the feeds of a watch are doing. Counts are since it began.",
        health,
    )
}

fn run() -> Value {
    let counts = |names: &[&str]| {
        let counts = names.iter().map(|name| (name.to_string(), whole()));
        object(counts.collect())
    };
    let text = || json!({"type": "string"});
    let input = object_of(json!({
        "path": text(),
        "bytes": whole(),
        "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        "documents": whole(),
        "skipped": whole(),
    }));
    let files = [
        "events.geojson",
        "movements.geojson",
        "regions.geojson",
        "places.geojson",
        "mentions.geojson",
        "incidents.geojson",
        "unplaced.jsonl",
    ];
    let schema = object_of(json!({
        "program": {"const": "dateline"},
        "version": text(),
        "command": array(text()),
        "gazetteer": text(),
        "options": object_of(json!({"published": Kind::Date.schema("--published.")})),
        "documents": whole(),
        "skipped": whole(),
        "undated_documents": whole(),
        "mentions": counts(&["resolved", "unresolved"]),
        "events": counts(&["placed", "unplaced"]),
        "features": counts(&files),
        "inputs": array(input),
    }));
    titled("run.json", "What made the layers of a run.", schema)
}
