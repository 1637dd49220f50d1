//! Deeds of words: what kind of deed a speech is, where it was held, and who says that
//! something happened.

use super::dates::REPORTING;
use super::ontology::{self, Leaf};
use super::trigger::Trigger;
use super::view::View;
use crate::analysis::EventPlace;
use crate::syntax::Relation as R;

/// What "told reporters" turns into, by a word of what was said; the first that fits.
const KINDS: &[(&str, &[&str])] = &[
    (
        "threat",
        &["threaten", "retaliate", "warn", "punish", "revenge"],
    ),
    (
        "accusation",
        &[
            "accuse", "violate", "breach", "break", "blame", "commit", "meddle",
        ],
    ),
    ("condemnation", &["condemn", "denounce", "deplore"]),
    ("rejection", &["reject", "refuse"]),
    (
        "expression_of_support",
        &["support", "praise", "welcome", "back", "stand"],
    ),
    ("appeal", &["urge", "appeal", "call", "need", "ask", "must"]),
];

/// The leaf of a trigger: for a briefing, that of what is said in it.
pub(super) fn leaf_of(view: &View<'_>, trigger: &Trigger) -> &'static Leaf {
    let leaf = trigger.frame.leaf;
    if leaf.subtype != "briefing" {
        return leaf;
    }
    let Some(said) = view.child(trigger.node, &[R::Ccomp, R::Advcl, R::Xcomp]) else {
        return leaf;
    };
    let nodes = view.subtree(said, &|_| false);
    let conditional = nodes.iter().any(|node| view.lemma(*node) == "would")
        && nodes.iter().any(|node| view.word(*node) == "if");
    let named = KINDS
        .iter()
        .find(|(_, lemmas)| nodes.iter().any(|node| lemmas.contains(&view.lemma(*node))));
    let kind = if conditional {
        Some("threat")
    } else {
        named.map(|(kind, _)| *kind)
    };
    kind.and_then(ontology::leaf).unwrap_or(leaf)
}

/// Whether a place is where the words were spoken: "in" or "at" it, not what they are about.
pub(super) fn is_scene(view: &View<'_>, trigger: &Trigger, place: &EventPlace) -> bool {
    let Some(node) = view.nodes_in(place.span).next_back() else {
        return false;
    };
    let mut here = node;
    for _ in 0..6 {
        let spoken = matches!(view.preposition(here).as_deref(), Some("in" | "at" | "on"));
        let Some(head) = view.head(here) else {
            return false;
        };
        if spoken && (trigger.nodes.contains(&head) || view.relation(here) == R::Obl) {
            return true;
        }
        here = head;
    }
    false
}

/// Who says that the event happened: the subject of the reporting verb above it.
pub(super) fn attribution(view: &View<'_>, trigger: &Trigger) -> Option<String> {
    let mut here = trigger.predicate;
    for _ in 0..8 {
        if let Some(speaker) = reporting_child(view, here).and_then(|verb| speaker(view, verb)) {
            return Some(speaker);
        }
        let Some(head) = view.head(here) else {
            break;
        };
        let reported = matches!(
            view.relation(here),
            R::Ccomp | R::Parataxis | R::Xcomp | R::Obj
        );
        if reported && is_reporting(view, head) {
            return speaker(view, head);
        }
        here = head;
    }
    let clause = view.clause(trigger.predicate);
    let beside = (0..view.len()).find(|node| {
        let is_aside = view.relation(*node) == R::Parataxis && is_reporting(view, *node);
        is_aside
            && view
                .head(*node)
                .is_some_and(|head| view.clause(head) == clause)
    });
    beside.and_then(|verb| speaker(view, verb))
}

/// Whether a node is of somebody who reports: "a spokesman in Baghdad said".
pub(super) fn is_of_reporter(view: &View<'_>, node: usize) -> bool {
    let mut here = node;
    while let Some(head) = view.head(here) {
        if view.relation(here) == R::Nsubj && REPORTING.contains(&view.lemma(head)) {
            return true;
        }
        here = head;
    }
    false
}

pub(super) fn is_reporting(view: &View<'_>, node: usize) -> bool {
    view.is_verb(node) && REPORTING.contains(&view.lemma(node))
}

/// ", officials said": the report hangs below what it reports.
fn reporting_child(view: &View<'_>, node: usize) -> Option<usize> {
    view.children_with(node, &[R::Parataxis])
        .find(|child| is_reporting(view, *child))
}

fn speaker(view: &View<'_>, verb: usize) -> Option<String> {
    let subject = view.child(verb, &[R::Nsubj])?;
    let skip = |node: usize| {
        matches!(
            view.relation(node),
            R::AclRelcl | R::Appos | R::Parataxis | R::Punct | R::Acl
        )
    };
    let nodes = view.subtree(subject, &skip);
    // "residents and a source said", of which the parse has lost the first
    let is_lead = |node: &usize| matches!(view.relation(*node), R::Cc);
    let first = nodes.iter().copied().find(|node| !is_lead(node))?;
    let last = *nodes.last()?;
    let words = view.span(first).cover(view.span(last)).of(view.text.raw);
    let words: Vec<&str> = words.split_whitespace().collect();
    (words.len() <= 12).then(|| words.join(" "))
}
