//! Names in English texts: which are found, and which places they are.

use super::cases::cases;
use super::run::Bench;
use serde_json::{Value, json};

#[test]
fn names_are_resolved() {
    let mut failures = String::new();
    for case in cases("names.txt", &["text", "place", "none", "absent"]) {
        let line = json!({"text": case.one("text"), "published": "2025-04-10"});
        let line = format!("{line}\n");
        let finished = Bench::new().run_with(&["annotate", "-"], line.as_bytes());
        let annotation: Value = serde_json::from_str(&finished.out).expect("JSON");
        let toponyms = annotation["toponyms"].as_array().expect("toponyms");
        let found: Vec<(&str, &str)> = toponyms
            .iter()
            .map(|toponym| {
                let id = toponym["place_id"].as_str().unwrap_or("none");
                (id, toponym["surface"].as_str().expect("a surface"))
            })
            .collect();
        let mut check = |holds: bool, what: &str| {
            if !holds {
                failures += &format!("{}: {what} in {found:?}\n", case.name);
            }
        };
        for place in case.all("place") {
            let wanted = place.split_once(' ').expect("an id and a surface");
            let of_name = found.iter().filter(|(_, surface)| *surface == wanted.1);
            let ids: Vec<&str> = of_name.map(|(id, _)| *id).collect();
            let all = !ids.is_empty() && ids.iter().all(|id| *id == wanted.0);
            check(all, &format!("place {place}"));
        }
        for surface in case.all("none") {
            check(
                found.contains(&("none", surface)),
                &format!("none {surface}"),
            );
        }
        for surface in case.all("absent") {
            let absent = found.iter().all(|(_, other)| *other != surface);
            check(absent, &format!("absent {surface}"));
        }
    }
    assert!(failures.is_empty(), "{failures}");
}
