//! The words of a sentence that made an event, by position.

use crate::analysis::Event;
use crate::layers::{Found, on_one_line};
use crate::span::Span;
use rustc_hash::FxHashMap;
use serde::Serialize;

/// A part of a sentence: start and end in UTF-16 units, as browsers count, and what it tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mark(usize, usize, &'static str);

/// The marks of a document's events by event id, and of its other areas by feature id.
#[derive(Default)]
pub struct Marks(FxHashMap<String, Vec<Mark>>);

impl Marks {
    /// Finds the marks of a document.
    pub fn of(found: &Found<'_>) -> Marks {
        let events = found.analysis.events.iter();
        let mut marks: FxHashMap<_, _> = events
            .map(|event| (event.id.clone(), of_event(found, event)))
            .collect();
        for area in &found.analysis.areas {
            let (start, end) = found.code_points(area.span);
            let sentence = found.analysis.sentence_of(area.span);
            let place = sentence.and_then(|sentence| mark(found, sentence, area.span, "place"));
            let id = format!("{}:{start}-{end}", found.document.id);
            marks.insert(id, place.into_iter().collect());
        }
        Marks(marks)
    }

    /// The marks of a row: of its event, or of the area it is.
    pub fn in_row(&self, event_id: Option<&str>, feature_id: &str) -> &[Mark] {
        let marks = self.0.get(event_id.unwrap_or(feature_id));
        marks.map_or(&[], Vec::as_slice)
    }
}

fn of_event(found: &Found<'_>, event: &Event) -> Vec<Mark> {
    let mut spans = vec![(event.trigger, "trigger")];
    spans.extend(event.actors.iter().map(|actor| (actor.span, "actor")));
    spans.extend(event.targets.iter().map(|target| (target.span, "target")));
    let area = |index: Option<usize>| Some(found.analysis.areas.get(index?)?.span);
    spans.extend(event.places.iter().map(|place| {
        let span = area(place.area).unwrap_or(place.span);
        (span, "place")
    }));
    spans.extend(event.counts.iter().map(|count| (count.span, "count")));
    let marks = spans.into_iter();
    marks
        .filter_map(|(span, kind)| mark(found, event.sentence, span, kind))
        .collect()
}

/// Where `span` is in `sentence` once that stands on one line; `None` when it is outside.
fn mark(found: &Found<'_>, sentence: Span, span: Span, kind: &'static str) -> Option<Mark> {
    let start = utf16(&found.before(sentence, span)?);
    Some(Mark(
        start,
        start + utf16(&on_one_line(found.words(span))),
        kind,
    ))
}

fn utf16(text: &str) -> usize {
    text.encode_utf16().count()
}
