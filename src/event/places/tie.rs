//! How the tree ties a place to a trigger, and the role its preposition gives.

use super::named::{Named, is_stage};
use crate::analysis::PlaceRole;
use crate::event::dates::REPORTING;
use crate::event::frames::{Roles, Valency};
use crate::event::lexicon;
use crate::event::trigger::Trigger;
use crate::event::view::View;
use crate::place::PlacePrecision;
use crate::syntax::{Relation as R, Upos};

/// The other triggers of the sentence.
pub(super) struct Others {
    /// Their predicates, without the event's own.
    predicates: Vec<usize>,
    /// The nodes of those that are nouns.
    nouns: Vec<usize>,
}

impl Others {
    /// Those beside one of a sentence's triggers.
    pub fn beside(triggers: &[Trigger], own: usize) -> Others {
        let own = &triggers[own];
        Others {
            predicates: triggers
                .iter()
                .map(|trigger| trigger.predicate)
                .filter(|predicate| *predicate != own.predicate)
                .collect(),
            nouns: triggers
                .iter()
                .filter(|other| !other.frame.verb && other.node != own.node)
                .map(|other| other.node)
                .collect(),
        }
    }
}

/// How strongly the tree ties a place to a trigger; less is closer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tie {
    /// Within the trigger's own phrase.
    Phrase,
    /// In the trigger's clause.
    Clause,
    /// In the phrase of who acts.
    Actor,
    /// In a clause that the trigger's clause belongs to or is coordinated with.
    Shared,
    /// In its sentence, and tied by no tree.
    Beside,
}

impl Tie {
    /// Probability that a described place tied like this is the event's: share of right links
    /// by tie on `shared/gold` (`.ci/score_gold.py`, 12 articles), rounded to 0.05.
    pub fn confidence(self) -> f64 {
        match self {
            Tie::Phrase => 0.9,
            Tie::Clause => 0.85,
            Tie::Actor => 0.65,
            Tie::Shared => 0.6,
            Tie::Beside => 0.0,
        }
    }

    pub fn words(self) -> &'static str {
        match self {
            Tie::Phrase => "in the phrase of the trigger",
            Tie::Clause => "in the clause of the trigger",
            Tie::Actor => "in the phrase of the actor",
            Tie::Shared => "in a clause that shares its place",
            Tie::Beside => "in the sentence of the trigger",
        }
    }
}

/// How a place is tied to a trigger, and its role; `None` when it is another event's place.
pub(super) fn tie(
    view: &View<'_>,
    trigger: &Trigger,
    named: &Named,
    others: &Others,
) -> Option<(Tie, PlaceRole)> {
    let roles = trigger.frame.roles;
    if is_told_of(view, trigger, named) {
        return Some((Tie::Phrase, PlaceRole::At));
    }
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
                preposition.as_deref(),
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
        if is_topic(view, here, named.node)
            || origin
            || is_neighbour(view, head)
            || is_home(view, head)
            || leads_there(view, named)
        {
            return None;
        }
        if is_above(view, head, trigger.predicate) {
            return shared(view, trigger, named, here, head, preposition.as_deref());
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

/// "Dak Lak province, where 27 people died", "Panama City, Florida, where a man drowned".
fn is_told_of(view: &View<'_>, trigger: &Trigger, named: &Named) -> bool {
    let coordinated = |node: &usize| view.head(*node).filter(|_| view.relation(*node) == R::Conj);
    let clause = std::iter::successors(Some(trigger.predicate), coordinated)
        .find(|node| view.relation(*node) == R::AclRelcl);
    let is_where = |child: usize| view.lemma(child) == "where";
    let noun = clause
        .filter(|clause| view.children_with(*clause, &[R::Advmod]).any(is_where))
        .and_then(|clause| view.head(clause));
    noun.is_some_and(|noun| {
        let below = matches!(
            view.relation(named.node),
            R::Compound | R::Flat | R::Appos | R::NmodDesc
        ) && view.head(named.node) == Some(noun);
        let container = view.head(noun) == Some(named.node)
            && matches!(view.relation(noun), R::NmodUnmarked | R::Appos);
        noun == named.node || below || container
    })
}

/// Whether a place is the subject of another verb, and so acts: "Washington demanded a truce".
pub(super) fn is_party(view: &View<'_>, node: usize) -> bool {
    let subject = match view.relation(node) {
        R::Conj => view.head(node).unwrap_or(node),
        _ => node,
    };
    view.relation(subject) == R::Nsubj && view.preposition(node).is_none()
}

/// "against the war in Chechnya": where the topic of a deed is, not the deed.
fn is_topic(view: &View<'_>, here: usize, place: usize) -> bool {
    let talked_of = || {
        view.head(here).is_some_and(|head| {
            matches!(
                view.lemma(head),
                "talk" | "discussion" | "negotiation" | "debate" | "vote" | "agreement" | "deal"
            )
        })
    };
    here != place
        && match view.preposition(here).as_deref() {
            Some(
                "against" | "about" | "over" | "because of" | "despite" | "as" | "like" | "without",
            ) => true,
            Some("on") => talked_of(),
            _ => false,
        }
}

/// "the Kurram district bordering Afghanistan": what only borders on the place.
fn is_neighbour(view: &View<'_>, head: usize) -> bool {
    matches!(
        view.lemma(head),
        "border" | "neighbour" | "neighbor" | "adjoin"
    ) && view.is_verb(head)
}

/// "blocked the main highway to Tanzania": another country that a road leads to.
pub(super) fn leads_there(view: &View<'_>, named: &Named) -> bool {
    let is_way = |head: usize| {
        matches!(
            view.lemma(head),
            "road"
                | "highway"
                | "motorway"
                | "railway"
                | "route"
                | "line"
                | "pipeline"
                | "corridor"
        )
    };
    named.place.precision >= PlacePrecision::Country
        && view.preposition(named.node).as_deref() == Some("to")
        && view.head(named.node).is_some_and(is_way)
}

/// Whether a place belongs to a report: "his office announced in Yerevan".
pub(super) fn is_of_report(view: &View<'_>, node: usize) -> bool {
    view.relation(node) == R::Obl
        && view.head(node).is_some_and(|verb| {
            verb < node && view.is_verb(verb) && REPORTING.contains(&view.lemma(verb))
        })
}

/// "Infineon, based in Munich", "an architect born in Beirut": where somebody is from.
fn is_home(view: &View<'_>, head: usize) -> bool {
    matches!(
        view.lemma(head),
        "base" | "bear" | "headquarter" | "locate" | "raise" | "educate" | "train"
    ) && view.relation(head) == R::Acl
        && view.is_participle(head)
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
    preposition: Option<&str>,
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
            let scene = is_stage(view, named.node);
            let own = named.node_is_argument(view, trigger);
            (scene || !own || roles.valency == Valency::Undergo)
                .then_some((if own { base } else { Tie::Actor }, PlaceRole::At))
        }
        R::Nsubj => {
            let role = role(view, preposition, roles, named.node, trigger)?;
            Some((Tie::Actor, role))
        }
        _ => {
            let role = role(view, preposition, roles, named.node, trigger)?;
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
    preposition: Option<&str>,
) -> Option<(Tie, PlaceRole)> {
    // "In Rakhine state, the army said it had": a division in front holds for what is said.
    let fronted = named.place.precision > PlacePrecision::Settlement
        && view
            .child(above, &[R::Nsubj])
            .is_some_and(|subject| branch < subject);
    let reported = REPORTING.contains(&view.lemma(above)) && !fronted;
    let adverbial = matches!(view.relation(branch), R::Obl | R::Advmod | R::Nmod | R::Obj);
    if reported || !adverbial {
        return None;
    }
    let role = role(view, preposition, trigger.frame.roles, named.node, trigger)?;
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
        if view.relation(here) == R::Nmod
            && view.classes[head].meets(*lexicon::PERSON)
            && !view.classes[head].meets(*lexicon::FACTION)
        {
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
        // "a storm moved towards Vietnam": not there yet.
        Some("toward" | "towards") if roles.valency == Valency::Undergo => return None,
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

/// "reinforcements from Butembo": where something else came from.
pub(super) fn is_left(view: &View<'_>, trigger: &Trigger, node: usize) -> bool {
    let roles = trigger.frame.roles;
    view.preposition(node).as_deref() == Some("from") && !roles.moves && !roles.aims
}

/// "the village of Novopavlivka in the Donetsk region": whether the text puts a place in a wider one.
pub(super) fn is_within(view: &View<'_>, inner: &Named, outer: &Named) -> bool {
    let wider = outer.place.precision > inner.place.precision
        && outer.place.precision > PlacePrecision::Settlement;
    let in_it = matches!(view.preposition(outer.node).as_deref(), Some("in" | "of"))
        || view
            .head(outer.node)
            .is_some_and(|head| view.preposition(head).as_deref() == Some("in"));
    let up = std::iter::successors(Some(outer.node), |node| {
        let nominal = matches!(view.relation(*node), R::Nmod | R::Compound | R::NmodPoss);
        view.head(*node).filter(|_| nominal)
    });
    // "Croydon, south London"
    let gap = inner.node + 1..outer.node;
    let follows = gap.len() == 2
        && view.word(gap.start) == ","
        && ["north", "south", "east", "west"]
            .iter()
            .any(|side| view.word(gap.start + 1).starts_with(side))
        && view.text.raw[view.span(outer.node).end..].starts_with([',', '.']);
    follows
        || wider
            && in_it
            && up
                .skip(1)
                .any(|node| node == inner.node || view.head(inner.node) == Some(node))
}

/// The role that a preposition gives a place which the tree does not tie to the trigger.
pub(super) fn loose_role(view: &View<'_>, trigger: &Trigger, node: usize) -> PlaceRole {
    let preposition = view.preposition(node);
    let roles = trigger.frame.roles;
    match preposition.as_deref() {
        Some("from") if roles.moves => PlaceRole::From,
        preposition => role(view, preposition, roles, node, trigger).unwrap_or(PlaceRole::At),
    }
}
