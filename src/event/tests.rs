//! The event coder through the front door, on the sentences of `cases.txt`.

use crate::analysis::Event;
use crate::document::Document;
use crate::gazetteer::Gazetteer;
use crate::pipeline::{Analyzer, Options};
use jiff::civil::date;

/// One line of `cases.txt` as the coder's answer gives it.
fn line(event: &Event) -> String {
    let days = event.date.as_ref().map_or("-".to_string(), |date| {
        let (start, end) = (date.range.start, date.range.end);
        match start == end {
            true => start.to_string(),
            false => format!("{start}/{end}"),
        }
    });
    let places = event.places.iter().map(|place| {
        let region = place.region.iter().map(|region| format!("{region} "));
        let region: String = region.collect();
        format!("{} {region}{}", place.role.name(), place.place.name)
    });
    let counts = event.counts.iter();
    let counts = counts.map(|count| format!("{} {}", count.kind.name(), count.value));
    let list = |items: Vec<String>| match items.is_empty() {
        true => "-".to_string(),
        false => items.join(", "),
    };
    [
        event.leaf.subtype.to_string(),
        event.status.name().to_string(),
        days,
        list(places.collect()),
        list(counts.collect()),
    ]
    .join(" | ")
}

#[test]
fn sentences_tell_the_events_they_tell() {
    let analyzer = Analyzer::new(Gazetteer::embedded(), Options::default());
    let cases = include_str!("cases.txt");
    let blocks = cases.split("\n\n").filter(|block| !block.starts_with('#'));
    let mut failures = String::new();
    let mut count = 0;
    for block in blocks {
        let mut lines = block.lines();
        let Some(sentence) = lines.next() else {
            continue;
        };
        let expected: Vec<&str> = lines.map(str::trim).collect();
        let analysis = analyzer.analyze(&Document {
            id: "case".to_string(),
            published: Some(date(2025, 4, 10)),
            text: sentence.to_string(),
            ..Document::default()
        });
        let got: Vec<String> = analysis.events.iter().map(line).collect();
        count += 1;
        if got != expected {
            failures += &format!("{sentence}\n  got      {got:?}\n  expected {expected:?}\n");
        }
    }
    assert!(count > 30, "cases.txt was not read");
    assert!(failures.is_empty(), "{failures}");
}
