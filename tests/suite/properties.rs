//! What holds for any text.

use super::articles::paragraphs;
use super::geojson_rules::check_collection;
use super::offsets::check_spans;
use dateline::analysis::Analysis;
use dateline::document::Document;
use dateline::gazetteer::Gazetteer;
use dateline::layers::{Format, Found, Layers, Output, Staging, annotation};
use dateline::pipeline::{Analyzer, Options};
use dateline::span::Span;
use proptest::prelude::*;
use std::sync::LazyLock;

/// Pieces from which texts are made: names in many scripts, words that the stages look for,
/// marks, and characters that break careless code.
const PIECES: &[&str] = &[
    "Kyiv",
    "Київ",
    "حلب",
    "北京",
    "São Tomé",
    "N'Djamena",
    "Port-au-Prince",
    "Springfield",
    "Georgia",
    "Suva",
    "Apia",
    "Fiji",
    "Kiribati",
    "Chukotka",
    "northern",
    "Syria",
    "the",
    "Turkish border",
    "20 km south of",
    "between",
    "and",
    "killed",
    "at least",
    "250",
    "1,000",
    "two dozen",
    "people",
    "in",
    "from",
    "to",
    "near",
    "withdrew",
    "left",
    "attack",
    "met",
    "said",
    "denied",
    "Mr.",
    "U.S.",
    "Jan.",
    "Monday",
    "last week",
    "since",
    "April 2025",
    "2025-04-10",
    "29 February",
    ".",
    ",",
    ";",
    ":",
    "—",
    "-",
    "(",
    ")",
    "“",
    "”",
    "\"",
    "'",
    "’",
    "?",
    "!",
    "…",
    "/",
    "[1]",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    " ",
    "\u{a0}",
    "\u{2028}",
    "\u{200b}",
    "\u{202e}",
    "\u{feff}",
    "\0",
    "\u{fffd}",
    "e\u{301}",
    "İ",
    "ﬁ",
    "ß",
    "Ⅷ",
    "👩‍🚀",
    "🇺🇦",
    "𝕏",
    "\u{10ffff}",
    "0",
    "٣",
    "९",
];

fn any_text() -> impl Strategy<Value = String> {
    let pieces = proptest::sample::select(PIECES).prop_map(str::to_string);
    let sentences = proptest::sample::select(paragraphs());
    let part = prop_oneof![6 => pieces, 1 => sentences, 1 => any::<String>(), 1 => "\\PC{0,8}"];
    let spaced =
        (part, any::<bool>()).prop_map(|(part, space)| if space { part + " " } else { part });
    proptest::collection::vec(spaced, 0..40).prop_map(|parts| parts.concat())
}

fn document(text: String) -> Document {
    Document {
        id: "any".to_string(),
        published: "2025-04-10".parse().ok(),
        text,
        ..Document::default()
    }
}

fn analyse(document: &Document) -> Analysis {
    static ANALYZER: LazyLock<Analyzer<'_>> =
        LazyLock::new(|| Analyzer::new(Gazetteer::embedded(), Options::default()));
    ANALYZER.analyze(document)
}

/// Every span of an analysis, with what it is of.
fn spans(analysis: &Analysis) -> Vec<(&'static str, Span)> {
    let mut spans = Vec::new();
    spans.extend(analysis.toponyms.iter().map(|one| ("toponym", one.span)));
    spans.extend(analysis.areas.iter().map(|one| ("area", one.span)));
    spans.extend(analysis.timexes.iter().map(|one| ("timex", one.span)));
    spans.extend(analysis.sentences.iter().map(|one| ("sentence", *one)));
    for event in &analysis.events {
        spans.extend([
            ("trigger", event.trigger),
            ("event's sentence", event.sentence),
        ]);
        let participants = event.actors.iter().chain(&event.targets);
        spans.extend(participants.map(|one| ("participant", one.span)));
        spans.extend(event.places.iter().map(|one| ("place", one.span)));
        spans.extend(event.counts.iter().map(|one| ("count", one.span)));
    }
    spans
}

fn check_analysis(text: &str, analysis: &Analysis) {
    for (what, span) in spans(analysis) {
        let words = text.get(span.start..span.end);
        assert!(
            words.is_some_and(|words| !words.is_empty()),
            "{what} {span:?} in {text:?}"
        );
    }
    for pair in analysis.toponyms.windows(2) {
        assert!(
            pair[0].span.end <= pair[1].span.start,
            "toponyms overlap or are out of order"
        );
    }
    for pair in analysis.sentences.windows(2) {
        assert!(
            pair[0].end <= pair[1].start,
            "sentences overlap or are out of order"
        );
    }
    for toponym in &analysis.toponyms {
        assert!(
            (0.0..=1.0).contains(&toponym.confidence),
            "{}",
            toponym.confidence
        );
        assert!(toponym.score.is_finite() && toponym.margin.is_finite());
        assert!(!toponym.reason.is_empty());
    }
    for event in &analysis.events {
        assert!(
            (0.0..=1.0).contains(&event.confidence),
            "{}",
            event.confidence
        );
        assert_eq!(event.places.is_empty(), !event.unplaced_reason.is_empty());
        assert!(
            event
                .date
                .as_ref()
                .is_none_or(|date| date.range.start <= date.range.end)
        );
    }
}

fn check_layers(document: &Document, analysis: &Analysis) {
    let home = tempfile::tempdir().expect("a folder");
    let mut staging = Staging::new(home.path()).expect("a folder");
    let request = Output {
        formats: vec![Format::GeoJson],
        ..Output::default()
    };
    let mut layers = Layers::create(&mut staging, &request).expect("files");
    layers.document(document, analysis).expect("features");
    layers.finish(&mut staging).expect("whole files");
    staging.commit().expect("files in place");
    for layer in ["events", "movements", "regions", "places", "mentions"] {
        let path = home.path().join(layer).with_extension("geojson");
        check_collection(layer, &std::fs::read_to_string(path).expect("UTF-8"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_analysed_and_written(text in any_text()) {
        let document = document(text);
        let analysis = analyse(&document);
        check_analysis(&document.text, &analysis);
        check_layers(&document, &analysis);
        let line = annotation(&Found::new(&document, &analysis));
        check_spans(&serde_json::to_value(line).expect("JSON"));
    }

    #[test]
    fn the_same_text_gives_the_same_analysis(text in any_text()) {
        let document = document(text);
        let first = analyse(&document);
        let elsewhere = std::thread::scope(|scope| {
            scope.spawn(|| analyse(&document)).join().expect("no panic")
        });
        prop_assert_eq!(first, elsewhere);
    }
}
