//! Incidents: which reports of different articles are merged, measured on stories written for it.
//!
//! `tests/data/incidents/README.md` describes the stories. A pair of reports of two articles is
//! right when both have the key of one incident; pairs are counted among the reports that were
//! found as events, since what is measured is the merging.

use super::run::{Bench, root};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// Least precision and recall of pairs, a little under what `docs/accuracy.md` gives.
const FLOORS: [(&str, f64, f64); 2] =
    [("tuned.jsonl", 0.95, 0.70), ("held_back.jsonl", 0.92, 0.60)];

fn lines(path: &str) -> Vec<Value> {
    let path = root().join("tests/data/incidents").join(path);
    let text = fs::read_to_string(&path).expect("the stories");
    text.lines()
        .map(|line| serde_json::from_str(line).expect("a story"))
        .collect()
}

fn features(bench: &Bench, layer: &str) -> Vec<Value> {
    let text = bench.text(&format!("out/{layer}.geojson"));
    let layer: Value = serde_json::from_str(&text).expect("JSON");
    let features = layer["features"].as_array().expect("features").iter();
    features
        .map(|feature| feature["properties"].clone())
        .collect()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// Runs `map` over stories, in the order given.
fn map(bench: &Bench, stories: &[Value]) {
    let input: Vec<String> = stories.iter().map(Value::to_string).collect();
    bench.file("stories.jsonl", input.join("\n"));
    let run = bench.run(&["map", "stories.jsonl", "-o", "out"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
}

/// Key of the incident an event is annotated with, for each event that is.
fn annotated(stories: &[Value], events: &[Value]) -> BTreeMap<String, (String, String)> {
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut keys = BTreeMap::new();
    for story in stories {
        for report in story["incidents"].as_array().into_iter().flatten() {
            let words = one_line(text(&report["trigger"]));
            let mut best: Option<(u8, &Value)> = None;
            for event in events {
                let sentence = text(&event["sentence"]);
                let Some(at) = sentence.find(&words) else {
                    continue;
                };
                if event["doc_id"] != story["doc_id"] || keys.contains_key(text(&event["event_id"]))
                {
                    continue;
                }
                let start = sentence[..at].chars().count() as u64;
                let end = start + words.chars().count() as u64;
                let trigger = event["trigger_at"].as_u64().unwrap_or(0);
                let score = 2 * u8::from((start..end).contains(&trigger))
                    + 2 * u8::from(event["event_subtype"] == report["type"])
                    + u8::from(event["place_name"] == report["place"]);
                if score >= 2 && best.is_none_or(|(most, _)| score > most) {
                    best = Some((score, event));
                }
            }
            if let Some((_, event)) = best {
                let key = text(&report["key"]).to_string();
                let doc = text(&story["doc_id"]).to_string();
                keys.insert(text(&event["event_id"]).to_string(), (key, doc));
            }
        }
    }
    keys
}

/// Precision and recall of pairs.
fn measured(stories: &[Value], events: &[Value], incidents: &[Value]) -> (f64, f64) {
    let keys = annotated(stories, events);
    let mut incident_of = BTreeMap::new();
    for incident in incidents {
        for event in text(&incident["event_ids"]).split("; ") {
            incident_of.insert(event, text(&incident["incident_id"]));
        }
    }
    let (mut right, mut wrong, mut missed) = (0.0, 0.0, 0.0);
    let annotated: Vec<_> = keys.iter().collect();
    for (index, (one, (key, doc))) in annotated.iter().enumerate() {
        for (other, (other_key, other_doc)) in &annotated[..index] {
            if doc == other_doc {
                continue;
            }
            let merged = incident_of[one.as_str()] == incident_of[other.as_str()];
            match (merged, key == other_key) {
                (true, true) => right += 1.0,
                (true, false) => wrong += 1.0,
                (false, true) => missed += 1.0,
                (false, false) => {}
            }
        }
    }
    (right / (right + wrong), right / (right + missed))
}

#[test]
fn stories_become_incidents() {
    for (file, precision_floor, recall_floor) in FLOORS {
        let stories = lines(file);
        let bench = Bench::new();
        map(&bench, &stories);
        let (events, incidents) = (features(&bench, "events"), features(&bench, "incidents"));
        let (precision, recall) = measured(&stories, &events, &incidents);
        println!("{file}: precision {precision:.3}, recall {recall:.3}");
        assert!(
            precision >= precision_floor,
            "{file}: precision {precision}"
        );
        assert!(recall >= recall_floor, "{file}: recall {recall}");
    }
}

#[test]
fn order_does_not_matter() {
    let stories = lines("tuned.jsonl");
    let (bench, turned) = (Bench::new(), Bench::new());
    map(&bench, &stories);
    let reversed: Vec<Value> = stories.into_iter().rev().collect();
    map(&turned, &reversed);
    let file = |bench: &Bench| bench.read("out/incidents.geojson");
    assert_eq!(file(&bench), file(&turned));
}

#[test]
fn every_placed_event_is_in_one_incident() {
    let bench = Bench::new();
    map(&bench, &lines("tuned.jsonl"));
    let mut reports = Vec::new();
    for incident in features(&bench, "incidents") {
        let ids = text(&incident["event_ids"]).split("; ").map(str::to_string);
        let ids: Vec<String> = ids.collect();
        assert_eq!(incident["report_count"], ids.len(), "{incident}");
        assert!(incident["source_count"].as_u64() <= incident["report_count"].as_u64());
        reports.extend(ids);
    }
    let once: BTreeSet<&String> = reports.iter().collect();
    assert_eq!(once.len(), reports.len(), "an event is in two incidents");
    let events = features(&bench, "events");
    let events: BTreeSet<String> = events
        .iter()
        .map(|event| text(&event["event_id"]).to_string())
        .collect();
    assert_eq!(once.into_iter().cloned().collect::<BTreeSet<_>>(), events);
}

/// Two agencies and a copy: three reports, two sources, both tolls, who says which.
#[test]
fn an_incident_sums_its_sources_up() {
    let wire = "KHERSON, Ukraine — Russian shells hit a street market in Kherson on Tuesday morning, \
         killing at least nine people and wounding 20, the regional governor said. Most of the dead \
         were pensioners who had queued for fish. The market had been open for an hour.";
    let story = |id: &str, host: &str, text: &str| {
        serde_json::json!({
            "doc_id": id,
            "url": format!("https://www.{host}/{id}"),
            "published": "2024-06-04",
            "text": text,
        })
    };
    let other = "Russian shells struck a street market in Kherson, a southern Ukrainian city, on \
         Tuesday, killing twelve civilians, prosecutors said.";
    let copy = wire.replace("KHERSON, Ukraine — ", "");
    let bench = Bench::new();
    map(
        &bench,
        &[
            story("a", "wire.example", wire),
            story("b", "copy.example", &copy),
            story("c", "post.example", other),
        ],
    );
    let incidents = features(&bench, "incidents");
    let incident = incidents
        .iter()
        .find(|incident| incident["event_subtype"] == "shelling")
        .expect("the shelling");
    assert_eq!(incident["report_count"], 3, "{incident}");
    assert_eq!(incident["source_count"], 2, "{incident}");
    assert_eq!(incident["killed_low"], 9, "{incident}");
    assert_eq!(incident["killed_high"], 12, "{incident}");
    assert_eq!(incident["place_name"], "Kherson", "{incident}");
    assert_eq!(
        incident["event_start"], "2024-06-04T00:00:00Z",
        "{incident}"
    );
    let said = text(&incident["counts_by_source"]);
    assert!(said.contains("killed 9: wire.example"), "{said}");
    assert!(said.contains("killed 12: post.example"), "{said}");
    let contradictions = text(&incident["contradictions"]);
    assert!(
        contradictions.contains("killed: 9 (wire.example) or 12 (post.example)"),
        "{contradictions}"
    );
    assert_eq!(text(&incident["sentence"]).lines().count(), 3, "{incident}");
}
