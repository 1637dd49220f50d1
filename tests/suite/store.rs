//! The store: documents of many runs in one GeoPackage.

use super::run::{Bench, dateline};
use rusqlite::Connection;
use serde_json::{Value, json};
use std::fs;
use std::process::Stdio;

const STRIKE: &str = "An air strike killed nine people in Sloviansk on Tuesday, the governor said.";
const FLOOD: &str = "Floods killed four people in Mingora on 5 August 2024, rescuers said.";
const RALLY: &str = "Thousands of people protested in Tbilisi on Wednesday against the new law.";

fn line(id: &str, text: &str) -> String {
    json!({"doc_id": id, "published": "2024-08-07", "text": text}).to_string()
}

fn lines(documents: &[(&str, &str)]) -> Vec<u8> {
    let lines: Vec<String> = documents.iter().map(|(id, text)| line(id, text)).collect();
    lines.join("\n").into_bytes()
}

fn map(bench: &Bench, documents: &[(&str, &str)]) -> String {
    bench.file("in.jsonl", lines(documents));
    let run = bench.run(&["map", "in.jsonl", "--store", "s.gpkg", "-o", "out"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    run.out
}

fn features(bench: &Bench, layer: &str) -> Vec<Value> {
    let text = bench.text(&format!("out/{layer}.geojson"));
    let layer: Value = serde_json::from_str(&text).expect("JSON");
    layer["features"].as_array().expect("features").clone()
}

fn rows(bench: &Bench, sql: &str) -> Vec<String> {
    let connection = Connection::open(bench.path("s.gpkg")).expect("the store");
    let mut statement = connection.prepare(sql).expect("SQL");
    let rows = statement.query_map([], |row| row.get(0)).expect("rows");
    rows.collect::<Result<_, _>>().expect("text")
}

const LAYERS: [&str; 7] = [
    "events.geojson",
    "movements.geojson",
    "regions.geojson",
    "places.geojson",
    "mentions.geojson",
    "incidents.geojson",
    "unplaced.jsonl",
];

/// All documents at once, one after the other, in another order: the same layers.
#[test]
fn layers_do_not_depend_on_how_documents_came() {
    let all = [("a", STRIKE), ("b", FLOOD), ("c", RALLY)];
    let (once, bit_by_bit) = (Bench::new(), Bench::new());
    map(&once, &all);
    for document in [all[2], all[0], all[1]] {
        map(&bit_by_bit, &[document]);
    }
    for layer in LAYERS {
        let read = |bench: &Bench| bench.read(&format!("out/{layer}"));
        assert_eq!(read(&once), read(&bit_by_bit), "{layer}");
    }
}

/// A run without a store writes the same, where documents come in the order of their ids.
#[test]
fn layers_are_those_of_a_run_without_a_store() {
    let all = [("a", STRIKE), ("b", FLOOD), ("c", RALLY)];
    let bench = Bench::new();
    map(&bench, &all);
    let plain = bench.run(&["map", "in.jsonl", "-o", "plain"]);
    assert_eq!(plain.code, Some(0), "{}", plain.err);
    for layer in LAYERS {
        let read = |folder: &str| bench.read(&format!("{folder}/{layer}"));
        assert_eq!(read("out"), read("plain"), "{layer}");
    }
}

#[test]
fn the_same_document_again_changes_nothing_and_a_changed_one_replaces_its_rows() {
    let bench = Bench::new();
    let first = map(&bench, &[("a", STRIKE), ("b", FLOOD)]);
    assert!(
        first.contains("2 new, 0 replaced, 0 there before"),
        "{first}"
    );
    let events = "SELECT event_id || event_subtype FROM events ORDER BY 1";
    let before = rows(&bench, events);
    let again = map(&bench, &[("a", STRIKE), ("b", FLOOD)]);
    assert!(
        again.contains("0 new, 0 replaced, 2 there before"),
        "{again}"
    );
    assert_eq!(rows(&bench, events), before);
    let changed = map(&bench, &[("a", RALLY)]);
    assert!(
        changed.contains("0 new, 1 replaced, 0 there before"),
        "{changed}"
    );
    let subtypes = rows(&bench, "SELECT event_subtype FROM events ORDER BY 1");
    assert_eq!(subtypes, ["demonstration", "flood"]);
    let places = rows(&bench, "SELECT place_name FROM places ORDER BY 1");
    assert!(!places.contains(&"Sloviansk".to_string()), "{places:?}");
}

#[test]
fn what_is_forgotten_leaves_no_row() {
    let bench = Bench::new();
    map(&bench, &[("a", STRIKE), ("b", FLOOD)]);
    let run = bench.run(&["store", "forget", "s.gpkg", "a", "b"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    for table in [
        "documents",
        "events",
        "mentions",
        "places",
        "regions",
        "incidents",
        "dateline_reports",
        "dateline_keys",
        "dateline_unplaced",
        "rtree_events_geom",
    ] {
        let count = rows(&bench, &format!("SELECT count(*) || '' FROM {table}"));
        assert_eq!(count, ["0"], "{table}");
    }
    let unknown = bench.run(&["store", "forget", "s.gpkg", "a"]);
    assert_eq!(unknown.code, Some(1), "{}", unknown.err);
    assert!(unknown.err.contains("no such document"), "{}", unknown.err);
}

/// A report that comes later joins the incident of an earlier run.
#[test]
fn incidents_grow_over_runs() {
    let bench = Bench::new();
    map(&bench, &[("a", STRIKE)]);
    let other = "Nine people were killed in an air strike on Sloviansk on Tuesday, police said.";
    map(&bench, &[("b", other)]);
    let incidents = features(&bench, "incidents");
    assert_eq!(incidents.len(), 1, "{incidents:?}");
    assert_eq!(incidents[0]["properties"]["report_count"], 2);
    let run = bench.run(&["store", "forget", "s.gpkg", "a"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    let left = rows(&bench, "SELECT report_count || '' FROM incidents");
    assert_eq!(left, ["1"]);
}

/// Two processes that add at the same time, also to a store that neither finds there.
#[test]
fn two_processes_at_once() {
    let bench = Bench::new();
    let documents = |name: &str| {
        let ids: Vec<String> = (0..20).map(|number| format!("{name}-{number}")).collect();
        let pairs: Vec<(&str, &str)> = ids.iter().map(|id| (id.as_str(), STRIKE)).collect();
        lines(&pairs)
    };
    let runs: Vec<_> = ["one", "two"]
        .into_iter()
        .map(|name| {
            let file = format!("{name}.jsonl");
            bench.file(&file, documents(name));
            dateline(bench.folder())
                .args(["map", &file, "--store", "s.gpkg"])
                .stdout(Stdio::null())
                .stderr(Stdio::piped())
                .spawn()
                .expect("the command starts")
        })
        .collect();
    for run in runs {
        let run = run.wait_with_output().expect("an end");
        let message = String::from_utf8_lossy(&run.stderr).into_owned();
        assert_eq!(run.status.code(), Some(0), "{message}");
    }
    let documents = rows(&bench, "SELECT count(*) || '' FROM documents");
    assert_eq!(documents, ["40"]);
    let whole = rows(&bench, "PRAGMA integrity_check");
    assert_eq!(whole, ["ok"]);
}

#[test]
fn other_files_are_no_stores() {
    let bench = Bench::new();
    bench.file("in.jsonl", lines(&[("a", STRIKE)]));
    bench.file(
        "text.gpkg",
        b"This is no database, but a text that is long enough to look.",
    );
    let other = Connection::open(bench.path("other.gpkg")).expect("a database");
    other.execute_batch("CREATE TABLE a (b)").expect("a table");
    drop(other);
    for (store, words) in [
        ("text.gpkg", "no SQLite file"),
        ("other.gpkg", "another SQLite database"),
    ] {
        let run = bench.run(&["map", "in.jsonl", "--store", store]);
        assert_eq!(run.code, Some(2), "{}", run.err);
        assert!(run.err.contains(words), "{}", run.err);
    }
    let missing = bench.run(&["store", "info", "none.gpkg"]);
    assert_eq!(missing.code, Some(2), "{}", missing.err);
    assert!(missing.err.contains("no such store"), "{}", missing.err);
    assert!(!bench.path("none.gpkg").exists());
}

#[test]
fn the_store_is_not_written_over() {
    let bench = Bench::new();
    bench.file("in.jsonl", lines(&[("a", STRIKE)]));
    fs::create_dir(bench.path("out")).expect("a folder");
    let arguments = [
        "map",
        "in.jsonl",
        "--store",
        "out/dateline.gpkg",
        "-o",
        "out",
        "--format",
        "gpkg",
    ];
    let run = bench.run(&arguments);
    assert_eq!(run.code, Some(2), "{}", run.err);
    assert!(
        run.err.contains("would write over the store"),
        "{}",
        run.err
    );
}

fn event(bench: &Bench, subtype: &str) -> Value {
    let events = features(bench, "events");
    let event = events
        .iter()
        .find(|event| event["properties"]["event_subtype"] == subtype);
    event
        .unwrap_or_else(|| panic!("{subtype} in {events:?}"))
        .clone()
}

fn export(bench: &Bench) {
    let run = bench.run(&["store", "export", "s.gpkg", "-o", "out"]);
    assert!(run.code < Some(2), "{}", run.err);
}

fn correct(bench: &Bench, arguments: &[&str]) {
    let fixed = ["correct", "--store", "s.gpkg", "--by", "Ada"];
    let run = bench.run(&[&fixed, arguments].concat());
    assert_eq!(run.code, Some(0), "{}", run.err);
    export(bench);
}

/// A place, a type and a point that a person gives stay when the document comes again.
#[test]
fn corrections_stay() {
    let bench = Bench::new();
    map(&bench, &[("a", STRIKE), ("b", FLOOD)]);
    let strike = event(&bench, "air_strike");
    let id = strike["properties"]["event_id"]
        .as_str()
        .expect("an id")
        .to_string();
    correct(
        &bench,
        &[
            &id,
            "--lat",
            "48.5",
            "--lon",
            "37.5",
            "--place-name",
            "The depot",
            "--note",
            "seen",
        ],
    );
    let moved = event(&bench, "air_strike");
    assert_eq!(moved["geometry"]["coordinates"], json!([37.5, 48.5]));
    assert_eq!(moved["properties"]["place_name"], "The depot");
    assert_eq!(moved["properties"]["country_code"], "UA");
    assert_eq!(moved["properties"]["corrected"], true);
    assert_eq!(moved["properties"]["reason"], "corrected by Ada: seen");
    assert_eq!(event(&bench, "flood")["properties"]["corrected"], false);

    map(&bench, &[("a", STRIKE)]);
    assert_eq!(
        event(&bench, "air_strike")["geometry"]["coordinates"],
        json!([37.5, 48.5])
    );

    correct(&bench, &[&id, "--type", "shelling"]);
    let retyped = event(&bench, "shelling");
    assert_eq!(retyped["properties"]["event_id"], *id);

    correct(&bench, &[&id, "--drop"]);
    assert_eq!(features(&bench, "events").len(), 1);
    correct(&bench, &[&id, "--undo"]);
    let back = event(&bench, "air_strike");
    assert_eq!(back["geometry"], strike["geometry"]);
    assert_eq!(back["properties"]["corrected"], false);
}

/// A mention takes the events at it along, and its words become an overlay.
#[test]
fn corrected_mentions() {
    let bench = Bench::new();
    map(&bench, &[("b", FLOOD)]);
    let mentions = features(&bench, "mentions");
    let mention = mentions[0]["id"].as_str().expect("an id").to_string();
    assert_eq!(mentions[0]["properties"]["surface"], "Mingora");
    let table = format!(
        "id,lat,lon,place_name,note\n{mention},34.9,72.5,Mingora Bazaar,asked\nno-such-id,1,2,,\n"
    );
    bench.file("corrections.csv", table);
    let run = bench.run(&[
        "correct",
        "--csv",
        "corrections.csv",
        "--store",
        "s.gpkg",
        "--by",
        "Ada",
    ]);
    assert_eq!(run.code, Some(2), "{}", run.err);
    assert!(
        run.err.contains("row 2") && run.err.contains("no-such-id"),
        "{}",
        run.err
    );
    export(&bench);
    assert_eq!(
        event(&bench, "flood")["geometry"]["coordinates"],
        json!([72.5, 34.9])
    );
    assert_eq!(
        features(&bench, "mentions")[0]["properties"]["corrected"],
        true
    );

    let stats = bench.run(&["corrections", "stats", "s.gpkg"]);
    assert!(stats.out.contains("1  Mingora  geonames:"), "{}", stats.out);
    let overlay = bench.run(&["corrections", "overlay", "s.gpkg", "-o", "overlay.csv"]);
    assert_eq!(overlay.code, Some(0), "{}", overlay.err);
    let built = bench.run(&[
        "gazetteer",
        "build",
        "--overlay",
        "overlay.csv",
        "-o",
        "own.dlg",
    ]);
    assert_eq!(built.code, Some(0), "{}", built.err);
    let found = bench.run(&[
        "--gazetteer",
        "own.dlg",
        "gazetteer",
        "search",
        "Mingora Bazaar",
    ]);
    assert_eq!(found.code, Some(0), "{}", found.err);
}

#[test]
fn wrong_corrections_are_refused() {
    let bench = Bench::new();
    map(&bench, &[("a", STRIKE)]);
    for (arguments, words) in [
        (vec!["x", "--drop"], "no event or mention has this id"),
        (vec!["x"], "say what is right"),
        (
            vec!["x", "--place", "geonames:1"],
            "the gazetteer has no place",
        ),
        (vec!["x", "--place", "Kyiv"], "is no place id"),
        (vec!["x", "--type", "bang"], "no type of event"),
        (vec!["x", "--lat", "95", "--lon", "0"], "is no point"),
    ] {
        let fixed = ["correct", "--store", "s.gpkg", "--by", "Ada"];
        let run = bench.run(&[&fixed[..], &arguments].concat());
        assert_eq!(run.code, Some(2), "{arguments:?}: {}", run.err);
        assert!(run.err.contains(words), "{arguments:?}: {}", run.err);
    }
}
