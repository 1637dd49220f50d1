//! Formats through their one entry: layers read, written in all formats, read back.

use super::*;
use rusqlite::Connection;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

const EVENTS: &str = r#"{"type":"FeatureCollection","name":"events","features":[
{"type":"Feature","id":"a-1","geometry":{"type":"Point","coordinates":[37.16,36.2]},"properties":{"event_id":"a","event_type":"ASSAULT","event_subtype":"shelling","title":"Shelling – Aleppo","event_start":"2025-04-09T00:00:00Z","event_end":"2025-04-09T23:59:59Z","killed":2,"confidence":0.81,"sentence":"Shelling \"killed\" <two> & more, on","trigger":"killed","published":"2025-04-10"}},
{"type":"Feature","id":"a-2","geometry":{"type":"Point","coordinates":[179.5,-17.0]},"properties":{"event_id":"a","event_type":"ASSAULT","event_subtype":"shelling","title":"Shelling – Suva","event_start":null,"event_end":null,"killed":null,"confidence":1.0,"sentence":null,"trigger":null,"published":null}}
],"bbox":[37.16,-17.0,179.5,36.2]}
"#;

const REGIONS: &str = r#"{"type":"FeatureCollection","name":"regions","features":[
{"type":"Feature","id":"r","geometry":{"type":"MultiPolygon","coordinates":[[[[178.0,1.0],[180.0,1.0],[180.0,2.0],[178.0,2.0],[178.0,1.0]]],[[[-180.0,1.0],[-178.0,1.0],[-178.0,2.0],[-180.0,2.0],[-180.0,1.0]]]]},"properties":{"event_id":null,"odd name; ":true,"list":[1,2]}}
],"bbox":[178.0,1.0,-178.0,2.0]}
"#;

/// A folder with both layers.
fn layers() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("events.geojson"), EVENTS).unwrap();
    fs::write(folder.path().join("regions.geojson"), REGIONS).unwrap();
    folder
}

fn output(formats: &[Format], append: bool) -> Output {
    Output {
        formats: formats.to_vec(),
        append,
        stem: "dateline".to_string(),
        origin: Origin::default(),
        page: PageOptions::default(),
    }
}

fn convert(paths: &[PathBuf], folder: &Path, output: &Output) -> io::Result<Vec<LayerCount>> {
    let known = Layers::layouts();
    let sources = paths.iter().map(|path| Source::open(path, &known).unwrap());
    let sources: Vec<Source> = sources.collect();
    let layouts: Vec<_> = sources.iter().map(|source| source.layout.clone()).collect();
    let mut staging = Staging::new(folder).unwrap();
    let mut sinks = Sinks::create(&mut staging, output, &layouts)?;
    for (number, source) in sources.iter().enumerate() {
        let mut take = |feature: &Feature| sinks.feature(number, feature);
        source.features(&mut take).map_err(io::Error::other)?;
    }
    let counts = sinks.finish(&mut staging)?;
    staging.commit().map_err(io::Error::other)?;
    Ok(counts)
}

fn both(folder: &Path) -> Vec<PathBuf> {
    ["events.geojson", "regions.geojson"]
        .map(|name| folder.join(name))
        .to_vec()
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    entries
        .map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            (name, fs::read(entry.path()).unwrap())
        })
        .collect()
}

#[test]
fn geojson_comes_back_byte_for_byte() {
    let (source, target) = (layers(), tempfile::tempdir().unwrap());
    let geojson = output(&[Format::GeoJson], false);
    convert(&both(source.path()), target.path(), &geojson).unwrap();
    let written = files(target.path());
    assert_eq!(String::from_utf8_lossy(&written["events.geojson"]), EVENTS);
    assert_eq!(
        String::from_utf8_lossy(&written["regions.geojson"]),
        REGIONS
    );
    assert!(written.contains_key("events.qml"));
}

#[test]
fn the_same_layers_give_the_same_bytes_in_every_format() {
    let source = layers();
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let counts = convert(
        &both(source.path()),
        one.path(),
        &output(Format::ALL, false),
    )
    .unwrap();
    convert(
        &both(source.path()),
        other.path(),
        &output(Format::ALL, false),
    )
    .unwrap();
    for count in &counts {
        let expected = match count.label() {
            label if label == "map.html" => 3,
            label if label.contains("events") => 2,
            _ => 1,
        };
        assert_eq!(count.features, expected, "{}", count.label());
    }
    let (one, other) = (files(one.path()), files(other.path()));
    assert_eq!(
        one.keys().collect::<Vec<_>>(),
        other.keys().collect::<Vec<_>>()
    );
    for (name, bytes) in &one {
        assert!(bytes == &other[name], "{name} differs");
    }
}

#[test]
fn appending_replaces_events_and_keeps_the_others() {
    let (source, target) = (layers(), tempfile::tempdir().unwrap());
    let events = vec![source.path().join("events.geojson")];
    let gpkg = |append| output(&[Format::GeoPackage], append);
    convert(&events, target.path(), &gpkg(false)).unwrap();
    // The event is at one place now, and there is a new one.
    let lines: Vec<&str> = EVENTS.lines().collect();
    let moved = lines[1].replace("Aleppo", "Idlib");
    let new = lines[2]
        .replace("\"a-2\"", "\"b-1\"")
        .replace("\"event_id\":\"a\"", "\"event_id\":\"b\"");
    fs::write(&events[0], [lines[0], &moved, &new, lines[3]].join("\n")).unwrap();
    for _ in 0..2 {
        convert(&events, target.path(), &gpkg(true)).unwrap();
        let file = Connection::open(target.path().join("dateline.gpkg")).unwrap();
        let titles: String = file
            .query_row(
                "SELECT group_concat(id || ' ' || title, '; ') FROM (SELECT * FROM events ORDER BY id)",
                [],
                |row| row.get(0),
            )
            .unwrap();
        assert_eq!(titles, "a-1 Shelling – Idlib; b-1 Shelling – Suva");
        let indexed: i64 = file
            .query_row("SELECT count(*) FROM rtree_events_geom", [], |row| {
                row.get(0)
            })
            .unwrap();
        assert_eq!(indexed, 2);
    }
}

#[test]
fn what_cannot_be_appended_to_is_left_alone() {
    let (source, target) = (layers(), tempfile::tempdir().unwrap());
    let file = target.path().join("dateline.gpkg");
    fs::write(&file, "a letter").unwrap();
    let appended = convert(
        &both(source.path()),
        target.path(),
        &output(&[Format::GeoPackage], true),
    );
    let error = appended.unwrap_err().to_string();
    assert!(error.contains("not a GeoPackage to append to"), "{error}");
    assert_eq!(fs::read_to_string(&file).unwrap(), "a letter");
    assert_eq!(files(target.path()).len(), 1);
}

#[test]
fn what_is_no_layer_is_said() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text, expected) in [
        ("a.geojson", "{", "EOF"),
        ("b.geojson", "[1]", "a FeatureCollection"),
        ("c.geojson", "{\"type\":\"Point\"}", "it has no features"),
        (
            "d.geojson",
            "{\"features\":[{\"type\":\"Dog\"}]}",
            "not a Dog",
        ),
        ("e.geojsonl", "{\"type\":\"Feature\"}\n{", "EOF"),
        ("f.shp", "", "not a layer"),
    ] {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        let error = Source::open(&path, &[]).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }
}
