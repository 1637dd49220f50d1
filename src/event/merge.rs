//! Merging: one happening told twice is one event.

use super::counts;
use super::ontology::{self, Leaf};
use super::places::holds;
use super::view::View;
use super::{Draft, HISTORICAL_AFTER_DAYS, is_told};
use crate::analysis::{Event, EventPlace, PlaceRole, Status};
use crate::place::CountryCode;
use crate::syntax::Relation;

/// Words apart in the tree at which an outcome still belongs to what caused it.
const OUTCOME_REACH: usize = 6;

/// Types whose events have casualties.
const CAUSES: &[&str] = &[
    "ASSAULT", "DISASTER", "ACCIDENT", "CRIME", "HEALTH", "PROTEST", "COERCE",
];

fn can_cause(draft: &Draft) -> bool {
    let leaf = draft.event.leaf;
    CAUSES.contains(&leaf.event_type) && !is_of_law(leaf)
}

/// Whether it is a deed of a court, of which nobody dies: what it is for is told with it.
pub(super) fn is_of_law(leaf: &Leaf) -> bool {
    matches!(leaf.subtype, "conviction" | "charge")
}

/// Steps between two nodes of the tree.
pub(super) fn tree_distance(view: &View<'_>, a: usize, b: usize) -> usize {
    let path = |from: usize| {
        let mut nodes = vec![from];
        while let Some(head) = view.head(*nodes.last().unwrap_or(&from)) {
            nodes.push(head);
        }
        nodes
    };
    let (left, right) = (path(a), path(b));
    let met = left.iter().enumerate().find_map(|(up, node)| {
        right
            .iter()
            .position(|other| other == node)
            .map(|down| up + down)
    });
    met.unwrap_or(left.len() + right.len())
}

/// Puts outcomes into their causes, and a verb together with the noun it only carries.
pub(super) fn within_sentence(view: &View<'_>, drafts: Vec<Draft>) -> Vec<Draft> {
    let (outcomes, mut kept): (Vec<Draft>, Vec<Draft>) =
        drafts.into_iter().partition(|draft| draft.outcome);
    for outcome in outcomes {
        let reach = |draft: &Draft| {
            tree_distance(view, draft.predicate, outcome.predicate).min(tree_distance(
                view,
                draft.node,
                outcome.node,
            ))
        };
        let cause = kept
            .iter_mut()
            .filter(|draft| draft.outcome || can_cause(draft))
            .filter(|draft| reach(draft) <= OUTCOME_REACH && !is_apart(view, draft, &outcome))
            .filter(|draft| !are_elsewhere(&draft.event.places, &outcome.event.places))
            .min_by_key(|draft| (reach(draft), draft.event.trigger));
        match cause {
            Some(cause) => absorb(&mut cause.event, outcome.event),
            None => kept.push(outcome),
        }
    }
    kept.sort_by_key(|draft| draft.event.trigger);
    let kept = without_consequences(view, kept);
    let kept = without_announcements(without_signed(view, without_victims(view, kept)));
    carried_nouns(view, kept)
}

/// "6,500 people were displaced after mortar fire": those who leave are an event of their own, unless
/// the cause is what displaces them.
fn is_apart(view: &View<'_>, cause: &Draft, outcome: &Draft) -> bool {
    let displaces = view.head(cause.node) == Some(outcome.node)
        && matches!(
            view.relation(cause.node),
            Relation::Nsubj | Relation::OblAgent
        );
    outcome.event.leaf.subtype == "displacement" && !displaces
}

/// "ambushed an aid convoy": what is attacked tells no event of its own.
fn without_victims(view: &View<'_>, mut drafts: Vec<Draft>) -> Vec<Draft> {
    let attacks: Vec<usize> = drafts
        .iter()
        .filter(|draft| draft.verb && draft.event.leaf.event_type == "ASSAULT")
        .map(|draft| draft.node)
        .collect();
    drafts.retain(|draft| {
        let object = matches!(
            view.relation(draft.node),
            Relation::Obj | Relation::NsubjPass
        );
        let of_attack = view
            .head(draft.node)
            .is_some_and(|head| object && attacks.contains(&head));
        let moves = matches!(
            draft.event.leaf.event_type,
            "AID" | "MOBILIZE" | "RETREAT" | "CONSULT"
        );
        draft.verb || !(of_attack && moves)
    });
    drafts
}

/// "A crash closed the motorway": what only follows from an event told beside it.
fn without_consequences(view: &View<'_>, mut drafts: Vec<Draft>) -> Vec<Draft> {
    let causes: Vec<usize> = drafts
        .iter()
        .filter(|draft| matches!(draft.event.leaf.event_type, "ACCIDENT" | "DISASTER"))
        .map(|draft| draft.node)
        .collect();
    drafts.retain(|draft| {
        let subject = view.subject(draft.node).map(|subject| subject.node);
        let follows = subject.is_some_and(|subject| causes.contains(&subject));
        draft.event.leaf.subtype != "closure" || !follows
    });
    drafts
}

/// "an agreement was signed": the signing, once.
fn without_signed(view: &View<'_>, mut drafts: Vec<Draft>) -> Vec<Draft> {
    let signings: Vec<usize> = drafts
        .iter()
        .filter(|draft| draft.event.leaf.subtype == "signing")
        .map(|draft| draft.node)
        .collect();
    drafts.retain(|draft| {
        let signed = view
            .head(draft.node)
            .is_some_and(|head| signings.contains(&head));
        draft.verb || draft.event.leaf.subtype != "agreement" || !signed
    });
    drafts
}

/// "threatened to impose a curfew in Kisumu": the words are no event beside the deed they are
/// about when both have the same places.
fn without_announcements(drafts: Vec<Draft>) -> Vec<Draft> {
    let about: Vec<Vec<EventPlace>> = drafts
        .iter()
        .filter(|draft| !draft.said && draft.event.status != Status::Occurred)
        .map(|draft| draft.event.places.clone())
        .collect();
    let same = |a: &[EventPlace], b: &[EventPlace]| {
        a.iter()
            .all(|place| b.iter().any(|other| other.span == place.span))
    };
    drafts
        .into_iter()
        .filter(|draft| {
            !draft.said
                || !about
                    .iter()
                    .any(|places| !places.is_empty() && same(&draft.event.places, places))
        })
        .collect()
}

/// "host a conference", "launched an attack": one event of one type, not two.
fn carried_nouns(view: &View<'_>, drafts: Vec<Draft>) -> Vec<Draft> {
    let mut kept: Vec<Draft> = Vec::new();
    for draft in drafts {
        if let Some(whole) = kept.iter_mut().find(|other| is_one_disaster(other, &draft)) {
            let more = draft.event.places.iter().filter(|place| {
                let held = |own: &EventPlace| {
                    own.place.id == place.place.id || holds(&place.place, &own.place)
                };
                !whole.event.places.iter().any(held)
            });
            let more: Vec<EventPlace> = more.cloned().collect();
            whole.event.places.extend(more);
            absorb(&mut whole.event, draft.event);
            continue;
        }
        let twin = kept.iter_mut().find(|other| {
            other.event.leaf.event_type == draft.event.leaf.event_type
                && (other.predicate == draft.predicate
                    || other.verb != draft.verb && tree_distance(view, other.node, draft.node) <= 1
                    || follows_from(view, other, &draft))
                && same_places(&other.event.places, &draft.event.places)
        });
        match twin {
            Some(twin) => {
                // "In a separate attack, a missile hit": the verb says what kind it was.
                if twin.event.leaf.subtype == "attack" {
                    twin.event.leaf = draft.event.leaf;
                }
                absorb(&mut twin.event, draft.event);
            }
            None => kept.push(draft),
        }
    }
    kept
}

/// "tornadoes crossed Alabama, flattening a park outside Florence": one disaster, all its places.
fn is_one_disaster(whole: &Draft, part: &Draft) -> bool {
    let disaster =
        whole.event.leaf.event_type == "DISASTER" && part.event.leaf.event_type == "DISASTER";
    disaster
        && whole.event.status == part.event.status
        && (whole.event.leaf == part.event.leaf || part.event.leaf.subtype == "weather_damage")
}

/// "a prisoner exchange, with 250 released": a deed with no place of its own that the sentence
/// tells as part of another.
fn follows_from(view: &View<'_>, whole: &Draft, part: &Draft) -> bool {
    part.event.places.is_empty()
        && whole.event.leaf != part.event.leaf
        && tree_distance(view, whole.node, part.node) <= 4
}

/// Merges what several sentences tell of one event.
pub(super) fn over_document(drafts: Vec<Draft>, in_conflict: bool) -> Vec<Event> {
    let mut kept: Vec<Draft> = Vec::new();
    for mut draft in drafts {
        if draft.refers_back
            && let Some(told) = kept.iter_mut().rev().find(|other| is_meant(other, &draft))
        {
            draft.event.places.clear();
            absorb(&mut told.event, draft.event);
            continue;
        }
        if draft.is_known
            && let Some(told) = last_told_on(&mut kept, &draft)
        {
            sharpen(&mut told.event.places, &mut draft.event.places);
            absorb(&mut told.event, draft.event);
            continue;
        }
        // "investigate the death" without an event told before that it could be.
        let is_vague = draft.event.places.is_empty() || draft.event.leaf.subtype == "deaths";
        if draft.refers_back && is_vague {
            continue;
        }
        if draft.event.leaf.subtype == "deaths" {
            take_cause(&kept, &mut draft, in_conflict);
        }
        match kept
            .iter_mut()
            .find(|other| same_event(&other.event, &draft.event))
        {
            Some(other) => absorb(&mut other.event, draft.event),
            None => kept.push(draft),
        }
    }
    kept.into_iter().map(|draft| draft.event).collect()
}

/// Whether a mention of a known event can mean one told before.
fn is_meant(told: &Draft, mention: &Draft) -> bool {
    could_mean(&told.event, &mention.event) && told.event.status != Status::Historical
}

/// Whether a noun of one kind can mean what was told as another: "the attack" a shelling, but "the war"
/// no single attack.
fn could_mean(told: &Event, mention: &Event) -> bool {
    let is_war = |event: &Event| event.leaf.subtype == "war";
    told.leaf.event_type == mention.leaf.event_type && is_war(told) == is_war(mention)
}

/// Sentences back to which "the strike" can point.
const KNOWN_REACH: usize = 3;

/// What "the strike" means: the last that was told of just that kind, else of its type.
fn last_told_on<'d>(told: &'d mut [Draft], mention: &Draft) -> Option<&'d mut Draft> {
    let fits = |other: &Draft| is_told_on(other, mention);
    let exact = |other: &Draft| fits(other) && other.event.leaf == mention.event.leaf;
    let at = told
        .iter()
        .rposition(exact)
        .or_else(|| told.iter().rposition(fits))?;
    told.get_mut(at)
}

/// Whether "the strike" of a sentence can be one told shortly before.
fn is_told_on(told: &Draft, mention: &Draft) -> bool {
    let (a, b) = (&told.event, &mention.event);
    could_mean(a, b)
        && told.sentence + KNOWN_REACH >= mention.sentence
        && told.sentence < mention.sentence
        && a.status == b.status
        && dates_agree(a, b)
        && counts_agree(a, b)
        && could_be_one(&a.places, &b.places)
}

/// Takes the places of a second mention where they say more exactly where it was.
fn sharpen(places: &mut Vec<EventPlace>, second: &mut Vec<EventPlace>) {
    let is_finer = |second: &EventPlace| {
        places.iter().all(|first| {
            let same = first.place.id == second.place.id;
            holds(&first.place, &second.place) || same && second.area.is_some()
        })
    };
    if second.iter().any(is_finer) {
        std::mem::swap(places, second);
    }
}

/// Deaths whose cause the sentence does not tell are of the last cause told near their place: of
/// what has happened, or of a storm that was only expected when it was named.
fn take_cause(before: &[Draft], draft: &mut Draft, in_conflict: bool) {
    // "More than 51,000 have been killed since October 2023": in no one attack.
    let is_toll = draft.event.date.as_ref().is_some_and(|date| {
        let days = date.range.start.until(date.range.end);
        days.is_ok_and(|span| i64::from(span.get_days()) > HISTORICAL_AFTER_DAYS)
    });
    let cause = before.iter().rev().find(|other| {
        !(is_toll && matches!(other.event.leaf.event_type, "ASSAULT" | "ACCIDENT"))
            && CAUSES.contains(&other.event.leaf.event_type)
            && (is_told(&other.event) || other.event.leaf.event_type == "DISASTER")
            && !matches!(other.event.leaf.event_type, "COERCE" | "PROTEST")
            && !matches!(
                other.event.leaf.subtype,
                "deaths" | "prison_break" | "interception" | "incursion" | "capture"
            )
            && could_be_one(&other.event.places, &draft.event.places)
    });
    let leaf = match cause {
        Some(cause) => Some(cause.event.leaf),
        None => ontology::leaf("killing").filter(|_| in_conflict),
    };
    draft.event.leaf = leaf.unwrap_or(draft.event.leaf);
}

/// Whether two events of a document are one: same leaf, a place in common (or one of them
/// without), no contradiction in date, count or status.
fn same_event(a: &Event, b: &Event) -> bool {
    a.leaf == b.leaf
        && parties_agree(a, b)
        && same_places(&a.places, &b.places)
        && same_ways(&a.places, &b.places)
        && dates_agree(a, b)
        && counts_agree(a, b)
        && a.status == b.status
}

/// Distance beyond which deaths are not of the same cause, in kilometres: a region's extent.
const ONE_CAUSE_KM: f64 = 300.0;

/// Whether places could be of one happening: near each other, or one in the other.
fn could_be_one(a: &[EventPlace], b: &[EventPlace]) -> bool {
    let near = |a: &EventPlace, b: &EventPlace| {
        a.place.point.distance_km(b.place.point) < ONE_CAUSE_KM
            || holds(&a.place, &b.place)
            || holds(&b.place, &a.place)
    };
    a.is_empty() || b.is_empty() || a.iter().any(|a| b.iter().any(|b| near(a, b)))
}

/// "killed five in Hodeidah and bombed a hospital in Saada": places of which none is, holds or adjoins
/// one of the others.
fn are_elsewhere(a: &[EventPlace], b: &[EventPlace]) -> bool {
    let joins = |a: &EventPlace, b: &EventPlace| {
        a.place.point.distance_km(b.place.point) < ADJOINING_KM
            || holds(&a.place, &b.place)
            || holds(&b.place, &a.place)
    };
    let settled = |places: &[EventPlace]| {
        !places.is_empty() && places.iter().all(|place| place.confidence > SURE_PLACE)
    };
    settled(a) && settled(b) && !a.iter().any(|a| b.iter().any(|b| joins(a, b)))
}

/// Kilometres within which two names can be of one place: a city and its outskirts.
const ADJOINING_KM: f64 = 30.0;
/// Confidence above which a place parts an outcome from its cause: what only the sentence ties is below.
const SURE_PLACE: f64 = 0.6;

fn same_places(a: &[EventPlace], b: &[EventPlace]) -> bool {
    a.is_empty()
        || b.is_empty()
        || a.iter().any(|place| {
            b.iter().any(|other| {
                let is_still = |role: PlaceRole| matches!(role, PlaceRole::At | PlaceRole::Near);
                let same_role =
                    place.role == other.role || is_still(place.role) && is_still(other.role);
                place.place.id == other.place.id && same_role && offset(place) == offset(other)
            })
        })
}

/// "40 km southwest of": at so far from it, a place is another one.
fn offset(place: &EventPlace) -> Option<&str> {
    let region = place.region.as_deref();
    region.filter(|region| region.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether two events are not said to be deeds of different countries: "Hungary summoned the
/// ambassador" and "the Czech Republic expelled two diplomats" are two.
fn parties_agree(a: &Event, b: &Event) -> bool {
    let countries = |event: &Event| -> Vec<CountryCode> {
        let actors = event.actors.iter();
        actors.filter_map(|actor| actor.country).collect()
    };
    let (a, b) = (countries(a), countries(b));
    a.is_empty() || b.is_empty() || a.iter().any(|country| b.contains(country))
}

/// Whether both tell a destination, or neither: "withdrew from Aleppo" is told of many that went
/// somewhere.
fn same_ways(a: &[EventPlace], b: &[EventPlace]) -> bool {
    let leads = |places: &[EventPlace]| places.iter().any(|place| place.role == PlaceRole::To);
    a.is_empty() || b.is_empty() || leads(a) == leads(b)
}

fn dates_agree(a: &Event, b: &Event) -> bool {
    match (&a.date, &b.date) {
        (Some(a), Some(b)) => a.range.start == b.range.start && a.range.end == b.range.end,
        _ => true,
    }
}

fn counts_agree(a: &Event, b: &Event) -> bool {
    a.counts.iter().all(|count| {
        b.counts
            .iter()
            .all(|other| count.kind != other.kind || count.value == other.value)
    })
}

/// Takes over what the other tells and the first leaves open.
fn absorb(event: &mut Event, other: Event) {
    if event.date.is_none() {
        event.date = other.date;
    }
    if event.actors.is_empty() {
        event.actors = other.actors;
    }
    if event.targets.is_empty() {
        event.targets = other.targets;
    }
    if event.places.is_empty() {
        event.places = other.places;
    }
    if event.attribution.is_none() {
        event.attribution = other.attribution;
    }
    let mut all = std::mem::take(&mut event.counts);
    all.extend(other.counts);
    event.counts = counts::one_of_each(all);
}
