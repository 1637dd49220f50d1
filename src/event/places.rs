//! Places: where an event is.
//!
//! Every place in the sentence is weighed by how the tree ties it to the trigger: in its own
//! phrase, in its clause, in a clause it shares, elsewhere. The preposition tells the role.
//! Descriptions ("the city", "there", "the Libyan capital") stand for the place they point
//! back to. A place that holds another chosen place is dropped.

use super::frames::Roles;
use super::lexicon;
use super::trigger::Trigger;
use super::view::View;
use crate::analysis::{Area, AreaKind, EventPlace, MentionType, PlaceRole, Toponym};
use crate::gazetteer::{FeatureClass, Gazetteer};
use crate::place::{CountryCode, Place, PlacePrecision};
use crate::span::Span;
use crate::syntax::{Relation as R, Upos};

/// What places are linked against.
pub(super) struct Places<'a> {
    pub toponyms: &'a [Toponym],
    pub areas: &'a [Area],
    pub gazetteer: &'a Gazetteer,
    /// The country most places of the document are in.
    pub focus: Option<CountryCode>,
}

/// A place that a sentence names or points to.
#[derive(Clone, Debug)]
pub(super) struct Named {
    pub node: usize,
    pub place: Place,
    pub toponym: Option<usize>,
    /// The area it is narrowed or widened to, as an index.
    pub area: Option<usize>,
    pub span: Span,
    pub reason: &'static str,
}

/// The other triggers of the sentence.
pub(super) struct Others<'a> {
    /// Their predicates, without the event's own.
    pub predicates: &'a [usize],
    /// The nodes of those that are nouns.
    pub nouns: &'a [usize],
}

/// How strongly the tree ties a place to a trigger; less is closer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Tie {
    /// Within the trigger's own phrase.
    Phrase,
    /// In the trigger's clause.
    Clause,
    /// In the phrase of who acts.
    Actor,
    /// In a clause that the trigger's clause belongs to or is coordinated with.
    Shared,
    /// The only place of the sentence.
    Sentence,
}

impl Tie {
    /// Probability that a place tied like this is the event's: share of right links by tie
    /// on `shared/gold` (`.ci/score_gold.py`, 12 articles), rounded to 0.05.
    fn confidence(self) -> f64 {
        match self {
            Tie::Phrase => 0.9,
            Tie::Clause => 0.85,
            Tie::Actor => 0.65,
            Tie::Shared => 0.6,
            Tie::Sentence => 0.45,
        }
    }

    fn words(self) -> &'static str {
        match self {
            Tie::Phrase => "in the phrase of the trigger",
            Tie::Clause => "in the clause of the trigger",
            Tie::Actor => "in the phrase of the actor",
            Tie::Shared => "in a clause that shares its place",
            Tie::Sentence => "the only place of the sentence",
        }
    }
}

struct Link<'n> {
    named: &'n Named,
    tie: Tie,
    role: PlaceRole,
}

impl Places<'_> {
    /// The places a sentence names or points to, in text order.
    pub fn named(&self, view: &View<'_>) -> Vec<Named> {
        let dateline = view.text.dateline.as_ref().map(|dateline| dateline.span);
        (0..view.len())
            .filter(|node| dateline.is_none_or(|span| !span.contains(view.span(*node))))
            .filter_map(|node| {
                if let Some(area) = self.nameless_area(view.span(node)) {
                    return self.area_at(view, node, area);
                }
                self.toponym_at(view, node)
                    .or_else(|| self.described(view, node))
            })
            .collect()
    }

    /// The area around some words in which no place is named: "the Turkish border", "the
    /// country's south".
    fn nameless_area(&self, words: Span) -> Option<usize> {
        let names = |area: &Area| {
            area.toponyms
                .iter()
                .any(|toponym| area.span.contains(self.toponyms[*toponym].span))
        };
        self.areas
            .iter()
            .position(|area| area.span.contains(words) && !names(area))
    }

    /// Such an area, at the word that heads it.
    fn area_at(&self, view: &View<'_>, node: usize, index: usize) -> Option<Named> {
        let area = &self.areas[index];
        let nodes: Vec<usize> = view.nodes_in(area.span).collect();
        (view.head_of(&nodes) == Some(node)).then(|| Named {
            node,
            place: area.place.clone(),
            toponym: None,
            area: Some(index),
            span: area.span,
            reason: "described",
        })
    }

    fn toponym_at(&self, view: &View<'_>, node: usize) -> Option<Named> {
        let index = view.toponym[node]?;
        let toponym = &self.toponyms[index];
        let area = self
            .areas
            .iter()
            .position(|area| area.toponyms.contains(&index) && area.span.contains(toponym.span));
        // A name in an area is about ground, whatever governs it.
        let place = toponym.place.clone().filter(|_| {
            toponym.mention_type == MentionType::Literal || area.is_some() || is_stage(view, node)
        })?;
        Some(Named {
            node,
            place,
            toponym: Some(index),
            area,
            span: toponym.span,
            reason: "named",
        })
    }

    /// "the city", "there", "the Libyan capital".
    fn described(&self, view: &View<'_>, node: usize) -> Option<Named> {
        if view.in_toponym[node].is_some() || self.has_toponym_below(view, node) {
            return None;
        }
        let span = view.span(node);
        let lemma = view.lemma(node).to_lowercase();
        let definite = view.child(node, &[R::Det]).is_some_and(|det| {
            matches!(
                view.word(det).to_lowercase().as_str(),
                "the" | "that" | "this"
            )
        });
        let (place, reason) = match lemma.as_str() {
            "there" | "here" if view.upos(node) == Upos::Adv => (
                self.last_before(span.start, |_| true)?,
                "\"there\" points back to it",
            ),
            "capital" if definite => (self.capital(view, node)?, "the capital meant"),
            "city" | "town" | "village" | "port" if definite => (
                self.last_before(span.start, |place| {
                    place.precision == PlacePrecision::Settlement
                })?,
                "the last town named before",
            ),
            "province" | "region" | "governorate" | "county" | "state" | "district" if definite => {
                (
                    self.last_before(span.start, |place| {
                        matches!(
                            place.precision,
                            PlacePrecision::Admin1 | PlacePrecision::Admin2
                        ) || lemma == "region" && place.precision == PlacePrecision::Region
                    })?,
                    "the last division named before",
                )
            }
            "country" if definite => (
                self.last_before(span.start, |place| {
                    place.precision == PlacePrecision::Country
                })?,
                "the last country named before",
            ),
            "island" | "camp" | "airport" | "base" | "strait" | "dam" | "lake" | "river"
                if definite =>
            {
                (
                    self.last_feature(span.start, &lemma)?,
                    "the last feature of this kind named before",
                )
            }
            _ => return None,
        };
        Some(Named {
            node,
            place,
            toponym: None,
            area: None,
            span,
            reason,
        })
    }

    fn has_toponym_below(&self, view: &View<'_>, node: usize) -> bool {
        let words = [R::Compound, R::Nmod, R::Appos, R::Flat, R::NmodPoss];
        view.children_with(node, &words)
            .any(|child| view.in_toponym[child].is_some())
    }

    fn capital(&self, view: &View<'_>, node: usize) -> Option<Place> {
        let country = view
            .children_with(node, &[R::Amod, R::Compound, R::NmodPoss])
            .find_map(|child| view.country[child])
            .or(self.focus)?;
        let index = self.gazetteer.capital_of(country)?;
        Some(self.gazetteer.place(index))
    }

    /// The last place named before an offset that is of the kind asked for.
    fn last_before(&self, offset: usize, fits: impl Fn(&Place) -> bool) -> Option<Place> {
        self.toponyms
            .iter()
            .rev()
            .filter(|toponym| toponym.span.end <= offset)
            .filter(|toponym| toponym.mention_type == MentionType::Literal)
            .filter_map(|toponym| toponym.place.as_ref())
            .find(|place| fits(place))
            .cloned()
    }

    fn last_feature(&self, offset: usize, generic: &str) -> Option<Place> {
        let codes: &[&str] = match generic {
            "island" => &["ISL", "ISLS"],
            "camp" => &["CMPRF", "CMP"],
            "airport" | "base" => &["AIRP", "AIRB", "AIRF", "MILB", "NVB", "INSM"],
            "strait" => &["STRT", "CHN"],
            "dam" => &["DAM"],
            "lake" => &["LK", "RSV"],
            _ => &["STM", "CNL"],
        };
        self.last_before(offset, |place| codes.contains(&place.feature_code.as_str()))
    }

    /// The places of an event among those its sentence names.
    pub fn link(
        &self,
        view: &View<'_>,
        trigger: &Trigger,
        named: &[Named],
        others: &Others<'_>,
    ) -> Vec<EventPlace> {
        let mut links: Vec<Link<'_>> = named
            .iter()
            .filter_map(|named| {
                let (tie, role) = tie(view, trigger, named, others)?;
                Some(Link { named, tie, role })
            })
            .collect();
        if links.is_empty() {
            links.extend(lone(view, trigger, named));
        }
        let Some(closest) = links.iter().map(|link| link.tie).min() else {
            return Vec::new();
        };
        let within = if closest <= Tie::Clause {
            Tie::Clause
        } else {
            closest
        };
        links.retain(|link| link.tie <= within || directed(link.role) && link.tie == Tie::Shared);
        let kept: Vec<&Link<'_>> = links
            .iter()
            .filter(|link| {
                !links.iter().any(|other| {
                    holds(&link.named.place, &other.named.place)
                        && (link.role == other.role || !directed(link.role))
                        && !are_coordinated(view, link.named.node, other.named.node)
                })
            })
            // "the border between Sudan and Chad" is one place.
            .filter(|link| {
                link.named.area.is_none()
                    || links
                        .iter()
                        .find(|other| other.named.area == link.named.area)
                        .is_some_and(|first| first.named.node == link.named.node)
            })
            .collect();
        kept.into_iter()
            .map(|link| self.event_place(link))
            .collect()
    }

    fn event_place(&self, link: &Link<'_>) -> EventPlace {
        let named = link.named;
        let area = named.area;
        let kind = area.map(|area| self.areas[area].kind);
        // "south of" and "between" are in the area already.
        let settled = matches!(
            kind,
            Some(AreaKind::Offset | AreaKind::Around | AreaKind::Between)
        );
        let role = match link.role {
            PlaceRole::Near if settled => PlaceRole::At,
            role => role,
        };
        let resolved = named
            .toponym
            .map_or(0.7, |index| self.toponyms[index].confidence);
        let reason = match named.toponym {
            Some(index) => format!("{}; {}", link.tie.words(), self.toponyms[index].reason),
            None => format!("{}; {}", named.reason, link.tie.words()),
        };
        EventPlace {
            place: named.place.clone(),
            role,
            region: area.map(|area| self.areas[area].modifier.clone()),
            area,
            span: named.span,
            confidence: link.tie.confidence() * resolved,
            reason,
        }
    }
}

/// The place that a sentence with only one names after "in", "at" or "near": parses go wrong more
/// often than such places belong to nothing in the sentence.
fn lone<'n>(view: &View<'_>, trigger: &Trigger, named: &'n [Named]) -> Option<Link<'n>> {
    let [named] = named else {
        return None;
    };
    if is_reporters(view, named.node) {
        return None;
    }
    let preposition = view.preposition(named.node);
    let scene = matches!(
        preposition.as_deref(),
        Some("in" | "at" | "near" | "outside")
    );
    let roles = trigger.frame.roles;
    let role = role(view, preposition.as_deref(), roles, named.node, trigger)?;
    (scene && named.toponym.is_some()).then_some(Link {
        named,
        tie: Tie::Sentence,
        role,
    })
}

/// Verbs whose subject is where something happens.
const STAGING: &[&str] = &["witness", "see", "experience", "host", "suffer"];

/// "Aleppo witnessed an exchange": the place, whoever else it may stand for.
fn is_stage(view: &View<'_>, node: usize) -> bool {
    view.relation(node) == R::Nsubj
        && view
            .head(node)
            .is_some_and(|head| STAGING.contains(&view.lemma(head)))
}

/// Whether a place is that of somebody who reports: "a spokesman in Baghdad said".
fn is_reporters(view: &View<'_>, node: usize) -> bool {
    let mut here = node;
    while let Some(head) = view.head(here) {
        if view.relation(here) == R::Nsubj && super::dates::REPORTING.contains(&view.lemma(head)) {
            return true;
        }
        here = head;
    }
    false
}

fn directed(role: PlaceRole) -> bool {
    matches!(role, PlaceRole::From | PlaceRole::To)
}

fn is_water(place: &Place) -> bool {
    FeatureClass::of(&place.feature_code) == FeatureClass::Water
}

/// "from Aleppo and Tishrin Dam": two places, whatever holds the other.
fn are_coordinated(view: &View<'_>, a: usize, b: usize) -> bool {
    let joined = |left: usize, right: usize| {
        view.relation(right) == R::Conj
            && view.head(right) == Some(left)
            && view.child(right, &[R::Cc]).is_some()
    };
    joined(a, b) || joined(b, a)
}

/// Whether `outer` is a container of `inner` (and not the same place).
pub(super) fn holds(outer: &Place, inner: &Place) -> bool {
    if outer.id == inner.id || outer.precision <= inner.precision {
        return false;
    }
    match outer.precision {
        PlacePrecision::Country => outer.country.is_some() && outer.country == inner.country,
        PlacePrecision::Admin1 => {
            outer.country == inner.country && inner.admin1.as_ref() == Some(&outer.name)
        }
        PlacePrecision::Admin2 => {
            outer.country == inner.country
                && outer.point.distance_km(inner.point) < outer.radius_km.max(30.0)
        }
        // Not rivers and seas: what lies on them is not in them.
        PlacePrecision::Region if !is_water(outer) => {
            outer.point.distance_km(inner.point) < outer.radius_km
        }
        _ => false,
    }
}

/// How a place is tied to a trigger, and its role; `None` when it is another event's place.
fn tie(
    view: &View<'_>,
    trigger: &Trigger,
    named: &Named,
    others: &Others<'_>,
) -> Option<(Tie, PlaceRole)> {
    let roles = trigger.frame.roles;
    let mut here = named.node;
    let mut preposition = view.preposition(here);
    let mut through_actor = false;
    let mut through_event = false;
    let mut crossed = 0;
    for _ in 0..14 {
        if here == trigger.node || trigger.nodes.contains(&here) {
            let role = role(view, preposition.as_deref(), roles, named.node, trigger)?;
            return Some((Tie::Phrase, role));
        }
        let head = view.head(here)?;
        let relation = view.relation(here);
        let at_predicate = head == trigger.predicate;
        through_event |= others.nouns.contains(&here);
        if trigger.nodes.contains(&head) || at_predicate {
            let base = if trigger.nodes.contains(&head) {
                Tie::Phrase
            } else {
                Tie::Clause
            };
            let (tie, role) = finish(
                view,
                trigger,
                named,
                relation,
                preposition,
                base,
                through_actor,
                crossed,
            )?;
            let tie = if through_event { Tie::Shared } else { tie };
            return Some((tie, role));
        }
        if crosses(view, here) {
            crossed += 1;
            let own = others.predicates.contains(&here);
            if own || crossed > 1 || matches!(relation, R::Ccomp | R::Parataxis) {
                return None;
            }
        }
        if others.predicates.contains(&head) && !is_above(view, head, trigger.predicate) {
            return None;
        }
        let origin = is_origin(view, here, head) && !roles.moves;
        if is_topic(view, here, named.node) || origin {
            return None;
        }
        if is_above(view, head, trigger.predicate) {
            return shared(view, trigger, named, here, head, preposition);
        }
        if matches!(relation, R::Nsubj | R::NmodPoss) {
            through_actor = true;
        }
        let border = matches!(view.lemma(head), "border" | "frontier");
        if border || inner_preposition(preposition.as_deref()) {
            preposition = view.preposition(head).or(preposition);
        }
        here = head;
    }
    None
}

/// "against the war in Chechnya": where the topic of a deed is, not the deed.
fn is_topic(view: &View<'_>, here: usize, place: usize) -> bool {
    here != place
        && matches!(
            view.preposition(here).as_deref(),
            Some(
                "against" | "about" | "over" | "because of" | "despite" | "as" | "like" | "without"
            )
        )
}

/// "a doctor from Norway", "Almaas, 18, of Oslo": where somebody is from.
fn is_origin(view: &View<'_>, here: usize, head: usize) -> bool {
    view.relation(here) == R::Nmod
        && view.classes[head].meets(*lexicon::PERSON)
        && !view.classes[head].meets(*lexicon::GROUP)
        && matches!(view.preposition(here).as_deref(), Some("of" | "from"))
}

/// "of Aleppo" in "in the city of Aleppo", and names without a preposition, take the outer one.
fn inner_preposition(preposition: Option<&str>) -> bool {
    matches!(preposition, None | Some("of" | "'s" | "’s"))
}

/// Whether going up from a node leaves a clause of its own.
fn crosses(view: &View<'_>, node: usize) -> bool {
    matches!(
        view.relation(node),
        R::Advcl | R::AclRelcl | R::Acl | R::Ccomp | R::Xcomp | R::Parataxis
    ) || view.relation(node) == R::Conj && view.is_verb(node)
}

fn is_above(view: &View<'_>, node: usize, below: usize) -> bool {
    let mut here = below;
    while let Some(head) = view.head(here) {
        if head == node {
            return true;
        }
        here = head;
    }
    false
}

#[allow(clippy::too_many_arguments)]
fn finish(
    view: &View<'_>,
    trigger: &Trigger,
    named: &Named,
    relation: R,
    preposition: Option<String>,
    base: Tie,
    through_actor: bool,
    crossed: usize,
) -> Option<(Tie, PlaceRole)> {
    let roles = trigger.frame.roles;
    let bare = preposition.is_none();
    match relation {
        R::Obj if bare && roles.moves && reaches(view, trigger) => Some((base, PlaceRole::To)),
        R::Obj if bare && roles.moves && leaves(view, trigger) => Some((base, PlaceRole::From)),
        R::Obj | R::NsubjPass if bare => {
            let object = roles
                .object
                .or((relation == R::Obj || roles.aims).then_some(PlaceRole::At));
            let own = named.node_is_argument(view, trigger);
            Some((base, if own { object? } else { PlaceRole::At }))
        }
        R::Nsubj if bare => {
            let scene = STAGING.contains(&view.lemma(trigger.predicate));
            let own = named.node_is_argument(view, trigger);
            (scene || !own || roles.valency == super::frames::Valency::Undergo)
                .then_some((if own { base } else { Tie::Actor }, PlaceRole::At))
        }
        R::Nsubj => {
            let role = role(view, preposition.as_deref(), roles, named.node, trigger)?;
            Some((Tie::Actor, role))
        }
        _ => {
            let role = role(view, preposition.as_deref(), roles, named.node, trigger)?;
            let tie = if through_actor || crossed > 0 {
                Tie::Actor.max(base)
            } else {
                base
            };
            Some((tie, role))
        }
    }
}

impl Named {
    /// Whether the place itself, not a phrase it stands in, is an argument of the trigger.
    fn node_is_argument(&self, view: &View<'_>, trigger: &Trigger) -> bool {
        view.head(self.node)
            .is_some_and(|head| head == trigger.predicate || trigger.nodes.contains(&head))
    }
}

/// A place of a clause above: shared unless it is an argument of another deed there.
fn shared(
    view: &View<'_>,
    trigger: &Trigger,
    named: &Named,
    branch: usize,
    above: usize,
    preposition: Option<String>,
) -> Option<(Tie, PlaceRole)> {
    let reported = super::dates::REPORTING.contains(&view.lemma(above));
    let adverbial = matches!(view.relation(branch), R::Obl | R::Advmod | R::Nmod | R::Obj);
    if reported || !adverbial {
        return None;
    }
    let role = role(
        view,
        preposition.as_deref(),
        trigger.frame.roles,
        named.node,
        trigger,
    )?;
    Some((Tie::Shared, role))
}

/// Verbs whose object is where the motion starts.
fn leaves(view: &View<'_>, trigger: &Trigger) -> bool {
    matches!(
        view.lemma(trigger.predicate),
        "leave" | "depart" | "flee" | "evacuate"
    )
}

/// Verbs whose object is where the motion ends.
fn reaches(view: &View<'_>, trigger: &Trigger) -> bool {
    matches!(view.lemma(trigger.predicate), "reach" | "enter")
}

/// Verbs whose place is where the motion ends.
fn arrives(view: &View<'_>, trigger: &Trigger) -> bool {
    matches!(
        view.lemma(trigger.predicate),
        "arrive" | "land" | "dock" | "return"
    )
}

/// Whether "from" a place says where a deed starts, not where somebody is from.
fn departs(view: &View<'_>, roles: Roles, node: usize, trigger: &Trigger) -> bool {
    let mut here = node;
    for _ in 0..8 {
        let Some(head) = view.head(here) else {
            return false;
        };
        if head == trigger.predicate || trigger.nodes.contains(&head) {
            return roles.moves || roles.aims || view.relation(here) != R::Nmod;
        }
        if view.relation(here) == R::Nmod && view.classes[head].meets(*lexicon::PERSON) {
            return false;
        }
        here = head;
    }
    false
}

/// The role a preposition gives; `None` when it makes the place no place of the event.
fn role(
    view: &View<'_>,
    preposition: Option<&str>,
    roles: Roles,
    node: usize,
    trigger: &Trigger,
) -> Option<PlaceRole> {
    let role = match preposition {
        Some("in" | "at" | "on") if roles.moves && arrives(view, trigger) => PlaceRole::To,
        None if roles.moves && view.upos(node) == Upos::Adv => PlaceRole::To,
        None => roles
            .object
            .filter(|_| view.head(node) == Some(trigger.node))
            .unwrap_or(PlaceRole::At),
        Some("from" | "out of" | "out" | "off from") => {
            return departs(view, roles, node, trigger).then_some(PlaceRole::From);
        }
        Some("to" | "into" | "toward" | "towards" | "for" | "onto") if roles.moves => PlaceRole::To,
        Some("to" | "into" | "toward" | "towards" | "onto") => PlaceRole::At,
        Some(
            "near" | "outside" | "off" | "around" | "beside" | "by" | "close to" | "along"
            | "between" | "nearby" | "next to" | "alongside" | "south of" | "north of" | "east of"
            | "west of",
        ) => PlaceRole::Near,
        Some("via" | "through") if roles.moves => PlaceRole::Via,
        Some(
            "with" | "about" | "like" | "than" | "as" | "despite" | "for" | "without"
            | "because of",
        ) => return None,
        Some(_) => PlaceRole::At,
    };
    Some(role)
}
