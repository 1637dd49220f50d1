//! Every file obeys its JSON Schema, and the schemas are the committed ones.

use super::articles::feed;
use super::examples::run_readme_command;
use super::geojson_rules::check_collection;
use super::made::same_text_or_remake;
use super::run::Bench;
use super::schema::{check, validator};
use serde_json::Value;

fn check_folder(bench: &Bench, folder: &str) {
    for layer in ["events", "movements", "regions", "places", "mentions"] {
        let text = bench.text(&format!("{folder}/{layer}.geojson"));
        let value: Value = serde_json::from_str(&text).expect(layer);
        check(&validator(&format!("{layer}.schema.json")), layer, &value);
        check_collection(layer, &text);
    }
    let unplaced = validator("unplaced.schema.json");
    for line in bench.text(&format!("{folder}/unplaced.jsonl")).lines() {
        check(
            &unplaced,
            "unplaced",
            &serde_json::from_str(line).expect("JSON"),
        );
    }
    let run: Value =
        serde_json::from_str(&bench.text(&format!("{folder}/run.json"))).expect("JSON");
    check(&validator("run.schema.json"), "run", &run);
}

#[test]
fn the_examples_obey_their_schemas() {
    let (bench, _) = run_readme_command();
    check_folder(&bench, "output");
}

#[test]
fn many_articles_obey_their_schemas() {
    let bench = Bench::new();
    bench.file("feed.jsonl", feed(40));
    assert_eq!(bench.run(&["map", "feed.jsonl", "-o", "out"]).code, Some(0));
    check_folder(&bench, "out");
    let annotation = validator("annotation.schema.json");
    let lines = bench.run(&["annotate", "feed.jsonl"]).out;
    assert_eq!(lines.lines().count(), 40);
    for line in lines.lines() {
        check(
            &annotation,
            "annotation",
            &serde_json::from_str(line).expect("JSON"),
        );
    }
}

#[test]
fn nothing_found_leaves_valid_empty_layers() {
    let bench = Bench::new();
    bench.file("a.txt", "Nothing to see here.");
    let finished = bench.run(&["map", "a.txt", "-o", "out"]);
    assert_eq!(finished.code, Some(1), "{finished:#?}");
    check_folder(&bench, "out");
}

#[test]
fn a_line_over_the_antimeridian_is_cut() {
    let bench = Bench::new();
    let text = "A convoy of ships carrying food left Suva for Apia on Friday.";
    bench.file("a.txt", text);
    assert_eq!(bench.run(&["map", "a.txt", "-o", "out"]).code, Some(0));
    check_folder(&bench, "out");
}

#[test]
fn the_committed_schemas_are_todays() {
    for (name, schema) in dateline::layers::schemas() {
        let text = format!("{schema:#}\n");
        same_text_or_remake(&format!("docs/schemas/{name}"), &text);
    }
}
