//! Events: who did what to whom, where, when, how many, and whether it really happened.
//!
//! A sentence is parsed when it may hold a trigger. Each trigger yields an event: its
//! participants, date, places, counts and status are read off the parse, each by its own
//! module. Then what tells one happening twice is merged, within the sentence and over the
//! document, and events without a place look back for one.

mod about;
mod antecedent;
mod counts;
mod dates;
mod fallback;
pub mod frames;
mod guard;
mod known;
mod lexicon;
mod merge;
pub mod ontology;
mod participants;
pub mod places;
mod sense;
mod speech;
mod status;
#[cfg(test)]
mod tests;
mod trigger;
mod view;

pub use counts::count_text;

use crate::analysis::{
    Area, CountKind, Event, EventDate, EventPlace, MentionType, PlaceRole, Status, Timex, Toponym,
};
use crate::digest;
use crate::document::Document;
use crate::gazetteer::Gazetteer;
use crate::place::CountryCode;
use crate::span::Span;
use crate::syntax::Relation;
use crate::text::{SentenceKind, Text};
use about::About;
use antecedent::Antecedents;
use jiff::ToSpan;
use jiff::civil::Date;
use ontology::Leaf;
use places::Places;
use trigger::Trigger;
use view::View;

/// What events are read from.
pub struct Input<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its text, cut.
    pub text: &'a Text<'a>,
    /// Its toponyms, resolved.
    pub toponyms: &'a [Toponym],
    /// Its areas.
    pub areas: &'a [Area],
    /// Its time expressions.
    pub timexes: &'a [Timex],
    /// The gazetteer they were resolved with.
    pub gazetteer: &'a Gazetteer,
}

/// Days before publication after which an event is background (`shared/gold/README.md`).
const HISTORICAL_AFTER_DAYS: i64 = 31;

/// An event being made, with what merging needs to know of it.
#[derive(Debug)]
pub(crate) struct Draft {
    event: Event,
    /// Index of its sentence.
    sentence: usize,
    /// Outcome of another event ("killing 14").
    outcome: bool,
    /// Told by a verb, not a noun.
    verb: bool,
    /// A deed of words.
    said: bool,
    /// A mention of what was told before.
    refers_back: bool,
    /// Told before, if anything of its kind was.
    is_known: bool,
    /// Node of its trigger and its predicate.
    node: usize,
    predicate: usize,
}

/// The events of a document, in text order.
pub fn code_events(input: &Input<'_>) -> Vec<Event> {
    let places = Places {
        toponyms: input.toponyms,
        areas: input.areas,
        gazetteer: input.gazetteer,
        focus: focus(input.toponyms),
        weights: places::Weights::embedded(),
    };
    let mut drafts: Vec<Draft> = Vec::new();
    let about = About::of(input.text);
    let mut antecedents = Antecedents::new(input, &about);
    for index in coded_sentences(input.text) {
        let tagged = view::tag(input, index);
        if !trigger::may_tell(&tagged) {
            antecedents.pass(index);
            continue;
        }
        let view = View::of(input, index, &about, tagged.parse());
        let found = code_sentence(input, &places, &view, &antecedents);
        antecedents.advance(&view);
        drafts.extend(look_back(input, &drafts, found, &view));
    }
    let mut events = merge::over_document(drafts, about.classes.meets(*lexicon::CONFLICT));
    fallback::place_rest(&mut events, input);
    for event in &mut events {
        finish(event, input);
    }
    events
}

/// Running text; headlines only when there is nothing else, as they repeat it.
fn coded_sentences(text: &Text<'_>) -> Vec<usize> {
    let body: Vec<usize> = (0..text.sentences.len())
        .filter(|index| text.sentences[*index].kind == SentenceKind::Body)
        .collect();
    if body.is_empty() {
        (0..text.sentences.len()).collect()
    } else {
        body
    }
}

/// The country most literal mentions are in; ties go to the first in the alphabet.
fn focus(toponyms: &[Toponym]) -> Option<CountryCode> {
    let mut countries: Vec<CountryCode> = toponyms
        .iter()
        .filter(|toponym| toponym.mention_type == MentionType::Literal)
        .filter_map(|toponym| toponym.place.as_ref()?.country)
        .collect();
    countries.sort_unstable();
    countries
        .chunk_by(|a, b| a == b)
        .max_by_key(|group| (group.len(), std::cmp::Reverse(group[0])))
        .map(|group| group[0])
}

fn code_sentence(
    input: &Input<'_>,
    places: &Places<'_>,
    view: &View<'_>,
    antecedents: &Antecedents<'_>,
) -> Vec<Draft> {
    let triggers = trigger::find_triggers(view);
    let linked = places.link(view, &triggers);
    let mut counts = counts::find_counts(view, input.timexes);
    let mut drafts = Vec::new();
    for (trigger, mut linked) in triggers.iter().zip(linked) {
        let Some(status) = status::status_of(view, trigger) else {
            continue;
        };
        if trigger.frame.roles.outcome && status == Status::Denied {
            continue;
        }
        // "walked off the job to demand pay": words for which a deed is done.
        if status == Status::Planned && is_purpose(view, trigger) {
            continue;
        }
        if status == Status::Alleged && is_ground(view, trigger, &triggers) {
            continue;
        }
        if trigger.frame.roles.said {
            linked.retain(|place| {
                place.role == PlaceRole::At && speech::is_scene(view, trigger, place)
            });
        }
        let participants =
            participants::find_participants(view, trigger, &triggers, input.toponyms, antecedents);
        // Words have no place of their own but need somebody who says them.
        if trigger.frame.roles.said && linked.is_empty() && participants.actors.is_empty() {
            continue;
        }
        counts.extend(
            participants
                .target_nodes
                .iter()
                .filter_map(|node| counts::single(view, *node, trigger.node)),
        );
        let sentence = view.text.sentences[view.index].span;
        let date = dates::date_of(view, trigger, input.timexes)
            .filter(|date| !is_past_plan(status, date, input.document.published));
        let status = match status {
            Status::Occurred if is_to_come(input, view, trigger, date.as_ref()) => Status::Planned,
            status => status,
        };
        drafts.push(Draft {
            event: Event {
                id: String::new(),
                leaf: in_context(view, &triggers, speech::leaf_of(view, trigger)),
                trigger: trigger.span,
                sentence,
                actors: participants.actors,
                targets: participants.targets,
                date,
                places: linked,
                counts: Vec::new(),
                status,
                attribution: speech::attribution(view, trigger),
                confidence: 0.0,
                unplaced_reason: String::new(),
                corrected: false,
            },
            sentence: view.index,
            outcome: trigger.frame.roles.outcome,
            verb: trigger.frame.verb,
            said: trigger.frame.roles.said,
            refers_back: known::refers_back(view, trigger),
            is_known: known::is_known(view, trigger),
            node: trigger.node,
            predicate: trigger.predicate,
        });
    }
    share_counts(view, &mut drafts, counts::summed(view, counts));
    merge::within_sentence(view, drafts)
}

/// Whether a verb is what another deed is for.
fn is_purpose(view: &View<'_>, trigger: &Trigger) -> bool {
    let node = trigger.node;
    let asks = match trigger.frame.leaf.event_type {
        "REQUEST" => trigger.frame.roles.said,
        "PROTEST" => trigger.frame.verb,
        _ => false,
    };
    let to = |child: usize| view.word(child).eq_ignore_ascii_case("to");
    asks && matches!(view.relation(node), Relation::Advcl | Relation::Acl)
        && view.children_with(node, &[Relation::Mark]).any(to)
}

/// "arrested a man suspected of an attack": what an arrest or trial is for is told with it.
fn is_ground(view: &View<'_>, trigger: &Trigger, triggers: &[Trigger]) -> bool {
    let mut above = std::iter::successors(view.head(trigger.node), |node| view.head(*node));
    above.any(|node| {
        triggers.iter().any(|other| {
            let law = matches!(other.frame.leaf.subtype, "arrest" | "charge");
            law && other.node == node
        })
    })
}

/// Whether something to come would have been before publication: the date is another event's.
fn is_past_plan(status: Status, date: &EventDate, published: Option<Date>) -> bool {
    status == Status::Planned && published.is_some_and(|published| date.range.end < published)
}

/// Whether the present tense and a date after publication tell what is to come.
fn is_to_come(
    input: &Input<'_>,
    view: &View<'_>,
    trigger: &Trigger,
    date: Option<&EventDate>,
) -> bool {
    let later = date.zip(input.document.published);
    later.is_some_and(|(date, published)| date.range.end > published)
        && status::is_present(view, trigger.predicate)
}

/// Where no armed parties are and nobody protests, shootings and killings are crimes.
fn in_context(view: &View<'_>, triggers: &[Trigger], leaf: &'static Leaf) -> &'static Leaf {
    let official = *lexicon::FORCES | *lexicon::POLICE;
    let protest = |trigger: &Trigger| trigger.frame.leaf.event_type == "PROTEST";
    if view.document.meets(*lexicon::CONFLICT)
        || view.present.meets(official)
        || triggers.iter().any(protest)
    {
        return leaf;
    }
    let crime = match leaf.subtype {
        "shooting" => "criminal_shooting",
        "killing" => "murder",
        _ => return leaf,
    };
    ontology::leaf(crime).unwrap_or(leaf)
}

/// Each count goes to the event nearest in the tree to the word that says what happened.
fn share_counts(view: &View<'_>, drafts: &mut [Draft], counted: Vec<counts::Counted>) {
    for counted in counted {
        let of_law = |draft: &Draft| merge::is_of_law(draft.event.leaf);
        let is_harm = matches!(counted.count.kind, CountKind::Killed | CountKind::Injured);
        let deeds = drafts
            .iter_mut()
            .filter(|draft| !(draft.said || is_harm && of_law(draft)));
        let nearest = deeds.min_by_key(|draft| {
            let to_node = merge::tree_distance(view, draft.node, counted.outcome);
            let to_predicate = merge::tree_distance(view, draft.predicate, counted.outcome);
            (to_node.min(to_predicate), to_node, draft.event.trigger)
        });
        if let Some(draft) = nearest {
            draft.event.counts.push(counted.count);
        }
    }
    for draft in drafts {
        draft.event.counts = counts::one_of_each(std::mem::take(&mut draft.event.counts));
    }
}

/// Gives events without a place in their sentence the place of what was told just before,
/// the country of what they hit, or the dateline's, each with little confidence.
fn look_back(
    input: &Input<'_>,
    before: &[Draft],
    mut found: Vec<Draft>,
    view: &View<'_>,
) -> Vec<Draft> {
    // Where a speaker is at home, and what has no place, leave it open.
    let tells_place = |node: usize| {
        view.toponym[node].is_some_and(|index| {
            let toponym = &input.toponyms[index];
            toponym.mention_type == MentionType::Literal && toponym.place.is_some()
        }) && !speech::is_of_reporter(view, node)
    };
    let names_place = (0..view.len()).any(tells_place);
    let is_placed = found.iter().any(|draft| !draft.event.places.is_empty());
    for draft in &mut found {
        if draft.said || !draft.event.places.is_empty() {
            continue;
        }
        let before = || {
            before
                .iter()
                .rev()
                .take_while(|told| told.sentence + 1 >= view.index)
                .filter(|told| told.event.leaf.event_type == draft.event.leaf.event_type)
                .find(|told| !told.event.places.is_empty())
        };
        let is_open = !is_placed && !names_place && is_told(&draft.event);
        draft.event.places = match target_country(input, &draft.event) {
            Some(place) => vec![place],
            None => is_open
                .then(before)
                .flatten()
                .map_or_else(Vec::new, |told| carry(&told.event.places)),
        };
    }
    found
}

/// Whether an event happened, so that it happened somewhere.
fn is_told(event: &Event) -> bool {
    matches!(
        event.status,
        Status::Occurred | Status::Ongoing | Status::Historical | Status::Alleged
    )
}

/// Probability left to a place carried over from the sentence before: the share right on
/// `shared/gold` (`.ci/score_gold.py`), rounded.
const CARRIED: f64 = 0.4;

fn carry(places: &[EventPlace]) -> Vec<EventPlace> {
    let stays = |place: &&EventPlace| place.role != PlaceRole::From;
    places
        .iter()
        .filter(stays)
        .map(|place| EventPlace {
            role: PlaceRole::At,
            confidence: place.confidence * CARRIED,
            reason: format!("place of the event told just before; {}", place.reason),
            ..place.clone()
        })
        .collect()
}

/// Leaves that are done from afar, so that what is hit tells where.
const REMOTE: &[&str] = &[
    "air_strike",
    "drone_strike",
    "missile_strike",
    "shelling",
    "bombing",
    "war",
];

/// "strikes targeting Syrian military infrastructure": the country of what was hit.
fn target_country(input: &Input<'_>, event: &Event) -> Option<EventPlace> {
    if !REMOTE.contains(&event.leaf.subtype) {
        return None;
    }
    let target = event
        .targets
        .iter()
        .find(|target| target.country.is_some())?;
    let index = input.gazetteer.country_by_code(target.country?)?;
    Some(EventPlace {
        place: input.gazetteer.place(index),
        role: PlaceRole::At,
        region: None,
        area: None,
        span: target.span,
        confidence: 0.3,
        reason: "country of what was hit".to_string(),
    })
}

fn finish(event: &mut Event, input: &Input<'_>) {
    event.id = event_id(&input.document.id, event.trigger, event.leaf.subtype);
    event.status = dated_status(event, input);
    event.places = distinct(std::mem::take(&mut event.places));
    event.confidence = event
        .places
        .iter()
        .map(|place| place.confidence)
        .fold(0.0, f64::max);
    if event.places.is_empty() {
        event.unplaced_reason = "the text ties no place to it".to_string();
    }
}

/// Each place once, as it is surest; where something went from and to are two places.
fn distinct(places: Vec<EventPlace>) -> Vec<EventPlace> {
    // "in Portland, the deployment of troops to the city"
    let is_still =
        |place: &EventPlace| matches!(place.role, PlaceRole::At | PlaceRole::Near | PlaceRole::To);
    let mut kept: Vec<EventPlace> = Vec::new();
    for place in places {
        let twin = kept.iter_mut().find(|other| {
            other.place.id == place.place.id
                && other.region == place.region
                && (other.role == place.role || is_still(other) && is_still(&place))
        });
        match twin {
            Some(other) if place.confidence > other.confidence => *other = place,
            Some(_) => {}
            None => kept.push(place),
        }
    }
    kept
}

/// A hash of document id, trigger span and type: 16 hexadecimal digits of SHA-256.
fn event_id(document: &str, trigger: Span, subtype: &str) -> String {
    let key = format!("{document}\0{}\0{}\0{subtype}", trigger.start, trigger.end);
    digest::short(&key, 8)
}

/// The status by the dates, where they tell: long past is background, future is a plan.
fn dated_status(event: &Event, input: &Input<'_>) -> Status {
    let lasting = event.leaf.subtype == "war" && lasts_years(event, input.timexes);
    let open = event.date.as_ref().is_some_and(|date| runs_on(date, input));
    match (event.status, event.date.as_ref(), input.document.published) {
        (Status::Occurred, Some(_), _) if open => Status::Ongoing,
        (Status::Occurred | Status::Ongoing, Some(date), Some(published)) => {
            by_date(event.status, date, published)
        }
        (Status::Occurred | Status::Ongoing, None, _) if lasting => Status::Historical,
        (Status::Threatened | Status::Demanded, _, _) if is_natural(event) => Status::Planned,
        (status, _, _) => status,
    }
}

/// Warned of, but threatened by nobody.
fn is_natural(event: &Event) -> bool {
    matches!(event.leaf.event_type, "DISASTER" | "ACCIDENT" | "HEALTH")
}

/// "since February": a time that runs on to the publication date.
fn runs_on(date: &EventDate, input: &Input<'_>) -> bool {
    input
        .timexes
        .iter()
        .any(|timex| timex.since && timex.range == Some(date.range))
}

fn by_date(status: Status, date: &EventDate, published: Date) -> Status {
    let horizon = published.saturating_sub(HISTORICAL_AFTER_DAYS.days());
    if date.range.end < horizon {
        Status::Historical
    } else if date.range.start > published {
        Status::Planned
    } else {
        status
    }
}

/// "its nearly 40-year campaign": a duration of years in the sentence.
fn lasts_years(event: &Event, timexes: &[Timex]) -> bool {
    timexes
        .iter()
        .filter(|timex| event.sentence.contains(timex.span))
        .any(|timex| {
            timex.value.starts_with('P')
                && timex.value.ends_with('Y')
                && !timex.value.contains("PAST")
        })
}
