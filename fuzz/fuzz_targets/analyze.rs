//! Any text is analysed without a panic, and every span is on character boundaries.
#![no_main]

use dateline::document::Document;
use dateline::gazetteer::Gazetteer;
use dateline::layers::{Found, annotation};
use dateline::pipeline::{Analyzer, Options};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let analyzer = Analyzer::new(Gazetteer::embedded(), Options::default());
    let document = Document {
        id: "fuzz".to_string(),
        published: Some(jiff::civil::date(2025, 4, 10)),
        text: text.to_string(),
        ..Document::default()
    };
    let analysis = analyzer.analyze(&document);
    for toponym in &analysis.toponyms {
        assert!(!toponym.span.of(text).is_empty());
    }
    for timex in &analysis.timexes {
        assert!(!timex.span.of(text).is_empty());
    }
    for event in &analysis.events {
        assert!(!event.trigger.of(text).is_empty());
    }
    annotation(&Found::new(&document, &analysis));
});
