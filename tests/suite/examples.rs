//! `output/` holds what the README's command makes of the example articles.

use super::made::{same_or_remake, same_text_or_remake};
use super::readme;
use super::run::{Bench, root};
use std::fs;

/// Runs the README's command on the examples; the layers are in `output/` of the folder.
pub fn run_readme_command() -> (Bench, String) {
    let bench = Bench::new();
    for entry in fs::read_dir(root().join("examples/articles")).expect("the examples") {
        let path = entry.expect("an example").path();
        let name = path.file_name().expect("a name").to_string_lossy();
        let content = fs::read(&path).expect("an example");
        bench.file(&format!("examples/articles/{name}"), content);
    }
    // The command expands the pattern itself, in the order of a shell.
    let args = readme::map_arguments();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let finished = bench.run(&args);
    assert_eq!(finished.code, Some(0), "{finished:#?}");
    assert_eq!(finished.err, "", "nothing to complain about");
    (bench, finished.out)
}

#[test]
fn output_is_what_the_command_makes() {
    let (bench, _) = run_readme_command();
    let names = bench.names("output");
    for name in &names {
        let made = bench.read(&format!("output/{name}"));
        same_or_remake(&format!("output/{name}"), &made);
    }
    let committed = fs::read_dir(root().join("output")).expect("output/");
    let committed = committed.map(|entry| entry.expect("an entry").file_name());
    let mut committed: Vec<_> = committed
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    committed.sort();
    assert_eq!(committed, names, "files of output/");
}

#[test]
fn output_names_no_path_of_this_machine() {
    let (bench, _) = run_readme_command();
    let home = bench.folder().to_string_lossy().into_owned();
    for name in bench.names("output") {
        let text = bench.text(&format!("output/{name}"));
        assert!(!text.contains(&home), "{name}");
    }
}

#[test]
fn the_examples_show_every_layer() {
    let (bench, _) = run_readme_command();
    let run: serde_json::Value =
        serde_json::from_str(&bench.text("output/run.json")).expect("JSON");
    let features = run["features"].as_object().expect("features");
    let empty: Vec<&String> = features
        .iter()
        .filter(|(_, count)| count.as_u64() == Some(0))
        .map(|(name, _)| name)
        .collect();
    assert!(empty.is_empty(), "no feature in {empty:?}");
}

#[test]
fn the_readme_shows_what_the_command_makes() {
    let (bench, printed) = run_readme_command();
    let readme = readme::with_shown(&bench, &printed);
    same_text_or_remake("README.md", &readme);
}
