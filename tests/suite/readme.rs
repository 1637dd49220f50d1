//! The README: its commands are run, and what it shows is what they make.
//!
//! A block between `<!-- NAME -->` and `<!-- /NAME -->` is made here, by [`with_shown`].

use super::run::{Bench, root};
use serde_json::Value;
use std::fs;

/// The example that the README shows.
const EXAMPLE: &str = "examples/articles/conflict.txt";
/// Beginnings of the paragraphs that are shown, with what is read from them.
const PARAGRAPHS: [&str; 2] = ["In the west, at least 25", "A convoy of 30 lorries"];

fn text() -> String {
    fs::read_to_string(root().join("README.md")).expect("README.md")
}

/// Lines of the README that are commands: "$ " before them.
fn commands() -> Vec<String> {
    let readme = text();
    let commands = readme.lines().filter_map(|line| line.strip_prefix("$ "));
    commands.map(str::to_string).collect()
}

/// Arguments of the README's `cargo run`.
pub fn map_arguments() -> Vec<String> {
    let commands = commands();
    let command = commands
        .iter()
        .find_map(|command| command.strip_prefix("cargo run --release -- "));
    super::cases::words(command.expect("a cargo run in the README"))
}

/// The README with its made blocks as they are today.
pub fn with_shown(bench: &Bench, printed: &str) -> String {
    let mut readme = text();
    for (name, content) in [
        ("input", format!("```text\n{}\n```", excerpt())),
        ("summary", format!("```text\n{}```", trimmed(printed))),
        ("features", features(bench)),
    ] {
        readme = replace_block(&readme, name, &content);
    }
    readme
}

fn replace_block(readme: &str, name: &str, content: &str) -> String {
    let (open, close) = (format!("<!-- {name} -->\n"), format!("\n<!-- /{name} -->"));
    let start = readme.find(&open).expect(&open) + open.len();
    let end = start + readme[start..].find(&close).expect(&close);
    format!("{}{content}{}", &readme[..start], &readme[end..])
}

fn trimmed(printed: &str) -> String {
    printed
        .lines()
        .map(|line| format!("{}\n", line.trim_end()))
        .collect()
}

/// The headline of the example and the paragraphs that are shown.
fn excerpt() -> String {
    let article = fs::read_to_string(root().join(EXAMPLE)).expect("the example");
    let paragraphs: Vec<&str> = article.split("\n\n").collect();
    let mut shown = vec![paragraphs[0].to_string()];
    for beginning in PARAGRAPHS {
        let paragraph = paragraphs.iter().find(|text| text.starts_with(beginning));
        shown.push(wrap(paragraph.expect(beginning)));
    }
    shown.join("\n[…]\n") + "\n[…]"
}

/// Breaks a paragraph into lines of at most 90 characters.
fn wrap(paragraph: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for word in paragraph.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < 90 => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_string()),
        }
    }
    lines.join("\n")
}

/// Features of the excerpt's sentences as a table.
fn features(bench: &Bench) -> String {
    let mut table = "| layer | geometry | event | status | role, place | days | counts |\n\
                     |---|---|---|---|---|---|---|\n"
        .to_string();
    let excerpt = excerpt().replace('\n', " ");
    for layer in ["events", "movements", "regions"] {
        let file = bench.text(&format!("output/{layer}.geojson"));
        let collection: Value = serde_json::from_str(&file).expect("JSON");
        for feature in collection["features"].as_array().expect("features") {
            let sentence = feature["properties"]["sentence"].as_str();
            if sentence.is_some_and(|sentence| excerpt.contains(sentence)) {
                table += &row(layer, feature);
            }
        }
    }
    table.trim_end().to_string()
}

fn row(layer: &str, feature: &Value) -> String {
    let properties = &feature["properties"];
    let text = |name: &str| properties[name].as_str().unwrap_or("").to_string();
    let days = match (text("event_start"), text("event_end")) {
        (start, _) if start.is_empty() => String::new(),
        (start, end) if start[..10] == end[..10] => start[..10].to_string(),
        (start, end) => format!("{} to {}", &start[..10], &end[..10]),
    };
    let counts: Vec<String> = [
        "killed",
        "injured",
        "detained",
        "released",
        "displaced",
        "missing",
    ]
    .iter()
    .filter_map(|kind| Some(format!("{kind} {}", properties[kind].as_u64()?)))
    .collect();
    format!(
        "| {layer} | {} | {} | {} | {} {} | {days} | {} |\n",
        geometry(&feature["geometry"]),
        text("event_subtype"),
        text("status"),
        text("place_role"),
        match properties["area_text"].as_str() {
            Some(words) => words.to_string(),
            None => text("place_name"),
        },
        counts.join(", ")
    )
}

/// "Point 23.47, 13.45", "LineString of 9 positions".
fn geometry(geometry: &Value) -> String {
    let kind = geometry["type"].as_str().expect("a type");
    let coordinates = &geometry["coordinates"];
    match kind {
        "Point" => format!(
            "Point {:.2}, {:.2}",
            coordinates[0].as_f64().expect("a longitude"),
            coordinates[1].as_f64().expect("a latitude")
        ),
        "LineString" => format!(
            "LineString of {} positions",
            coordinates.as_array().expect("positions").len()
        ),
        _ => kind.to_string(),
    }
}

#[test]
fn both_commands_are_the_ones_that_are_run_here() {
    let commands = commands();
    assert!(commands.iter().any(|command| command == "cargo test"));
    let expected = "map examples/articles/*.txt --published 2025-04-10 -o output/";
    assert_eq!(map_arguments().join(" "), expected);
    let gate = fs::read_to_string(root().join(".ci/run")).expect(".ci/run");
    assert!(
        gate.replace('\'', "").contains(expected),
        "the gate runs the README's command"
    );
}

#[test]
fn every_command_and_every_layer_is_explained() {
    let readme = text();
    let help = Bench::new().run(&["--help"]).out;
    let commands = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    for line in commands.take_while(|line| !line.is_empty()) {
        let command = line.split_whitespace().next().expect("a command");
        assert!(
            command == "help" || readme.contains(&format!("`{command}")),
            "{command}"
        );
    }
    for (schema, _) in dateline::layers::schemas() {
        let stem = schema.split('.').next().expect("a stem");
        assert!(readme.contains(stem), "{stem}");
    }
}

#[test]
fn files_that_the_documents_name_are_there() {
    for document in [
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "DESIGN.md",
    ] {
        let text = fs::read_to_string(root().join(document)).expect(document);
        for name in text.split('`').skip(1).step_by(2) {
            let is_path = name.contains('/') && !name.contains([' ', '*', '<', '>', '(', ':']);
            let is_ours = is_path && !name.starts_with(['/', '.', '-']) || name.starts_with(".ci/");
            assert!(
                !is_ours || root().join(name).exists(),
                "{document}: `{name}`"
            );
        }
    }
}
