//! The last resort for what happened and has no place: where the story is, with little confidence.
//!
//! "Two men were shot outside a gas station" under the dateline of the town; "fifteen patients were
//! killed at the hospital" a sentence after the town was named. An event of whose kind the document
//! tells another at the same place stays without one: it is most likely that one again.

use super::{Input, is_told};
use crate::analysis::{DateRange, Event, EventPlace, MentionType, PlaceRole};
use crate::place::PlacePrecision;
use crate::text::SentenceKind;

/// Types that happen somewhere, whoever tells of them.
const GROUNDED: &[&str] = &[
    "ASSAULT", "DISASTER", "ACCIDENT", "CRIME", "HEALTH", "PROTEST", "COERCE",
];

/// Sentences back from which a place is still that of the story told.
const REACH: usize = 2;
/// Sentences of running text from the first on that a dateline holds for.
const LEAD: usize = 3;

/// Probability that such a place is right: by convention, below all that the text ties to an event.
const BEFORE: f64 = 0.3;
const HEADLINE: f64 = 0.3;
const DATELINE: f64 = 0.25;
const POLICE: f64 = 0.4;

/// Who works in a town alone.
const LOCAL_SERVICES: &[&str] = &["police", "firefighters", "sheriff", "fire", "paramedics"];

/// Gives a place to events without one, where the document leaves little choice.
pub(super) fn place_rest(events: &mut [Event], input: &Input<'_>) {
    for at in 0..events.len() {
        let event = &events[at];
        let grounded = GROUNDED.contains(&event.leaf.event_type);
        let is_spot = event.leaf.subtype != "war";
        if !grounded || !is_spot || !event.places.is_empty() || !is_told(event) {
            continue;
        }
        let here = sentence(event, input);
        let place = police(here..here + 1, input)
            .or_else(|| before(events, at, input))
            .or_else(|| police(here.saturating_sub(REACH)..here, input))
            .or_else(|| headline(input))
            .or_else(|| dateline(event, input));
        let Some(place) = place.filter(|place| !is_told_there(events, at, place)) else {
            continue;
        };
        events[at].places = vec![place];
    }
}

/// Whether another event of the type is at a place.
fn is_told_there(events: &[Event], at: usize, place: &EventPlace) -> bool {
    events.iter().enumerate().any(|(other, event)| {
        other != at
            && event.leaf.event_type == events[at].leaf.event_type
            && event
                .places
                .iter()
                .any(|one| one.place.id == place.place.id)
    })
}

/// The index of an event's sentence.
fn sentence(event: &Event, input: &Input<'_>) -> usize {
    let starts = |sentence: &crate::text::Sentence| sentence.span.start <= event.trigger.start;
    input
        .text
        .sentences
        .partition_point(starts)
        .saturating_sub(1)
}

/// The place of what was told just before.
fn before(events: &[Event], at: usize, input: &Input<'_>) -> Option<EventPlace> {
    let here = sentence(&events[at], input);
    let told = events[..at].iter().rev().filter(|event| {
        GROUNDED.contains(&event.leaf.event_type) && sentence(event, input) + REACH >= here
    });
    let mut told = told.filter(|event| !event.places.is_empty());
    let told = told.next()?;
    let [place] = told.places.as_slice() else {
        return None;
    };
    // "The government deported mediators in March", behind a rally last Friday.
    if let (Some(one), Some(other)) = (&told.date, &events[at].date)
        && (is_long_before(&one.range, &other.range) || is_long_before(&other.range, &one.range))
    {
        return None;
    }
    let is_spot = matches!(place.role, PlaceRole::At | PlaceRole::Near)
        && place.place.precision <= PlacePrecision::Settlement;
    if !is_spot {
        return None;
    }
    Some(EventPlace {
        role: PlaceRole::At,
        confidence: place.confidence * BEFORE,
        reason: format!("place of what was told before; {}", place.reason),
        ..place.clone()
    })
}

/// Days between what belongs to one story, at most.
const ONE_STORY_DAYS: i32 = 14;

fn is_long_before(one: &DateRange, other: &DateRange) -> bool {
    let gap = one.end.until(other.start);
    gap.is_ok_and(|gap| gap.get_days() > ONE_STORY_DAYS)
}

/// The town whose police or firefighters some sentences name: "Tulsa police are investigating after".
fn police(sentences: std::ops::Range<usize>, input: &Input<'_>) -> Option<EventPlace> {
    let sentences = &input.text.sentences[sentences];
    let span = sentences.first()?.span.cover(sentences.last()?.span);
    let town = input.toponyms.iter().rev().find(|toponym| {
        let next = input.text.tokens_in(toponym.span).end;
        let is_town = |place: &crate::place::Place| {
            matches!(
                place.precision,
                PlacePrecision::Settlement | PlacePrecision::Admin2
            )
        };
        span.contains(toponym.span)
            && toponym.place.as_ref().is_some_and(is_town)
            && next < input.text.tokens.len()
            && LOCAL_SERVICES.contains(&input.text.word(next).to_lowercase().as_str())
    });
    of_toponym(town?, POLICE, "the town of the police")
}

/// The only place of the headline.
fn headline(input: &Input<'_>) -> Option<EventPlace> {
    let heads = input.text.sentences.iter();
    let heads: Vec<_> = heads.filter(|one| one.kind != SentenceKind::Body).collect();
    let mut named = input.toponyms.iter().filter(|toponym| {
        let inside = heads.iter().any(|head| head.span.contains(toponym.span));
        inside && toponym.mention_type == MentionType::Literal && toponym.place.is_some()
    });
    let only = named.next().filter(|_| named.next().is_none())?;
    of_toponym(only, HEADLINE, "the place in the headline")
}

/// The town of the dateline, for the first sentences; capitals are where agencies have their desks.
fn dateline(event: &Event, input: &Input<'_>) -> Option<EventPlace> {
    let span = input.text.dateline.as_ref()?.span;
    let body = input.text.sentences.iter();
    let body = body.filter(|one| one.kind == SentenceKind::Body);
    let lead = body.take(LEAD).last()?;
    if event.trigger.start >= lead.span.end {
        return None;
    }
    let town = input
        .toponyms
        .iter()
        .find(|toponym| span.contains(toponym.span))?;
    if town.place.as_ref()?.feature_code == "PPLC" {
        return None;
    }
    of_toponym(town, DATELINE, "the town of the dateline")
}

fn of_toponym(
    toponym: &crate::analysis::Toponym,
    confidence: f64,
    reason: &str,
) -> Option<EventPlace> {
    Some(EventPlace {
        place: toponym.place.clone()?,
        role: PlaceRole::At,
        region: None,
        area: None,
        span: toponym.span,
        confidence: toponym.confidence * confidence,
        reason: format!("{reason}; {}", toponym.reason),
    })
}
