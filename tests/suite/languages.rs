//! Texts in other languages: nothing breaks, and names that the gazetteer has are found.

use super::cases::cases;
use super::offsets::check_spans;
use super::run::Bench;
use serde_json::{Value, json};

#[test]
fn names_in_other_languages() {
    for case in cases("languages.txt", &["text", "place"]) {
        let text = case.one("text");
        let line = json!({"text": text, "published": "2025-04-10"});
        let line = format!("{line}\n");
        let finished = Bench::new().run_with(&["annotate", "-"], line.as_bytes());
        let annotation: Value = serde_json::from_str(&finished.out).expect("JSON");
        check_spans(&annotation);
        let toponyms = annotation["toponyms"].as_array().expect("toponyms");
        let found: Vec<(&str, &str)> = toponyms
            .iter()
            .filter_map(|toponym| {
                Some((
                    toponym["surface"].as_str()?,
                    toponym["country_code"].as_str()?,
                ))
            })
            .collect();
        for place in case.all("place") {
            let (country, surface) = place.split_once(' ').expect("a country and a surface");
            assert!(
                found.contains(&(surface, country)),
                "{}: {place} in {found:?}",
                case.name
            );
        }
    }
}
