//! Spans in annotations count Unicode code points, and `surface` is what they cut out.

use super::articles::paragraphs;
use super::run::Bench;
use serde_json::{Value, json};

/// Checks each span of an annotation, nested ones too, that has a surface.
pub fn check_spans(annotation: &Value) -> usize {
    let text: Vec<char> = annotation["text"]
        .as_str()
        .expect("a text")
        .chars()
        .collect();
    let mut checked = 0;
    check_value(annotation, &text, &mut checked);
    checked
}

fn check_value(value: &Value, text: &[char], checked: &mut usize) {
    match value {
        Value::Array(items) => items
            .iter()
            .for_each(|item| check_value(item, text, checked)),
        Value::Object(members) => {
            if let (Some(start), Some(end)) = (members.get("start"), members.get("end")) {
                let start = start.as_u64().expect("a start") as usize;
                let end = end.as_u64().expect("an end") as usize;
                assert!(start < end && end <= text.len(), "{value}");
                if let Some(surface) = members.get("surface").and_then(Value::as_str) {
                    let words: String = text[start..end].iter().collect();
                    assert_eq!(words, surface);
                }
                *checked += 1;
            }
            members
                .values()
                .for_each(|item| check_value(item, text, checked));
        }
        _ => {}
    }
}

#[test]
fn code_points_behind_characters_of_all_widths() {
    for before in [
        "",
        "é",
        "Київ ",
        "👩‍🚀🇺🇦 ",
        "𝕏𝕏𝕏 ",
        "e\u{301}\u{327} ",
        "\u{202B}حلب\u{202C} ",
        "\r\n",
    ] {
        let text: String = paragraphs()
            .iter()
            .map(|paragraph| format!("{before}{paragraph}\n\n"))
            .collect();
        let line = format!("{}\n", json!({"text": text, "published": "2025-04-10"}));
        let finished = Bench::new().run_with(&["annotate", "-"], line.as_bytes());
        let annotation = serde_json::from_str(&finished.out).expect("JSON");
        let spans = check_spans(&annotation);
        assert!(spans > 100, "{spans} spans after {before:?}");
        assert_eq!(annotation["text"], text);
    }
}

#[test]
fn given_mentions_count_code_points_too() {
    let text = "👩‍🚀 𝕏 Київ, Goma";
    let start = text.chars().position(|c| c == 'К').expect("a name");
    let line = json!({"text": text, "toponyms": [{"start": start, "end": start + 4}]});
    let line = format!("{line}\n");
    let args = ["annotate", "--given-mentions", "-"];
    let finished = Bench::new().run_with(&args, line.as_bytes());
    let annotation: Value = serde_json::from_str(&finished.out).expect("JSON");
    let toponyms = annotation["toponyms"].as_array().expect("toponyms");
    assert_eq!(toponyms.len(), 1);
    assert_eq!(toponyms[0]["surface"], "Київ");
    assert_eq!(toponyms[0]["place_id"], "geonames:703448");
}
