//! Whether the guard of a frame holds: what takes part tells the sense of a trigger.

use super::frames::{Condition, Slot};
use super::lexicon::{self, ClassSet};
use super::participants::{agent_of, undergoer};
use super::speech;
use super::trigger::Trigger;
use super::view::View;
use crate::syntax::Relation as R;

/// Whether all conditions of a trigger's frame are met.
pub(super) fn guard_holds(view: &View<'_>, trigger: &Trigger) -> bool {
    trigger
        .frame
        .guard
        .iter()
        .all(|condition| holds(view, trigger, condition))
}

fn holds(view: &View<'_>, trigger: &Trigger, condition: &Condition) -> bool {
    let classes = match condition.slot {
        Slot::Any => others_present(view, trigger),
        Slot::Document => view.document,
        Slot::Subject => subject_classes(view, trigger),
        Slot::Object => object_classes(view, trigger),
        Slot::Of => of_classes(view, trigger),
    };
    classes.meets(condition.classes) != condition.negated
}

/// Classes of the sentence without the trigger's own words and those who report it ("police said").
fn others_present(view: &View<'_>, trigger: &Trigger) -> ClassSet {
    let reports = |verb: &usize| *verb != trigger.predicate && speech::is_reporting(view, *verb);
    let subjects = |verb| view.children_with(verb, &[R::Nsubj]);
    let speakers: Vec<usize> = (0..view.len())
        .filter(reports)
        .flat_map(subjects)
        .flat_map(|subject| view.parse.subtree_span(subject))
        .collect();
    (0..view.len())
        .filter(|node| !trigger.nodes.contains(node) && !speakers.contains(node))
        .fold(ClassSet::NONE, |all, node| all | view.classes[node])
}

fn subject_classes(view: &View<'_>, trigger: &Trigger) -> ClassSet {
    let agent = match view.subject(trigger.predicate) {
        Some(subject) if !subject.passive => Some(subject.node),
        _ => agent_of(view, trigger.predicate).or_else(|| undergoer(view, trigger)),
    };
    match agent {
        Some(node) => phrase_classes(view, node),
        None => *lexicon::UNKNOWN,
    }
}

fn object_classes(view: &View<'_>, trigger: &Trigger) -> ClassSet {
    let object = view
        .child(trigger.node, &[R::Obj])
        .or_else(|| {
            view.subject(trigger.node)
                .filter(|s| s.passive)
                .map(|s| s.node)
        })
        .or_else(|| particle_object(view, trigger))
        .or_else(|| state_subject(view, trigger));
    object.map_or(ClassSet::NONE, |node| phrase_classes(view, node))
}

/// The object of a verb whose trigger ends in a preposition ("fall to", "seize control of").
fn particle_object(view: &View<'_>, trigger: &Trigger) -> Option<usize> {
    let last = *trigger.nodes.last()?;
    let head = view
        .head(last)
        .filter(|head| !trigger.nodes.contains(head))?;
    (view.relation(last) == R::Case).then_some(head)
}

/// "leaving 11 people injured": who is in the state that the verb leaves them in.
fn state_subject(view: &View<'_>, trigger: &Trigger) -> Option<usize> {
    let state = view.child(trigger.node, &[R::Ccomp])?;
    view.child(state, &[R::Nsubj, R::NsubjPass])
}

fn of_classes(view: &View<'_>, trigger: &Trigger) -> ClassSet {
    // "Israeli fire"
    let is_of_country =
        |child: &usize| view.relation(*child) != R::Amod || view.country[*child].is_some();
    view.children_with(trigger.node, &[R::Nmod, R::NmodPoss, R::Compound, R::Amod])
        .filter(is_of_country)
        .filter(|child| {
            !matches!(
                view.preposition(*child).as_deref(),
                Some("in" | "at" | "on" | "by")
            )
        })
        .fold(ClassSet::NONE, |all, child| {
            all | phrase_classes(view, child)
        })
}

/// What tells what somebody is: "rebel fighters", "President Museveni".
const PARTS: [R; 6] = [
    R::Conj,
    R::Compound,
    R::Amod,
    R::Appos,
    R::Flat,
    R::NmodDesc,
];

/// Classes of a phrase: its head, what the head is coordinated with, and its modifiers.
fn phrase_classes(view: &View<'_>, node: usize) -> ClassSet {
    let mut classes = view.classes[node];
    for child in view.children_with(node, &PARTS) {
        classes |= view.classes[child];
    }
    for child in view.children_with(node, &[R::Nmod]) {
        if view.preposition(child).as_deref() == Some("of") {
            classes |= view.classes[child];
        }
    }
    classes
}
