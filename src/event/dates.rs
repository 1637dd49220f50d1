//! Dates: which time expression tells when an event was.
//!
//! An event takes the date of its own clause; else that of the clause it is coordinated
//! with or subordinate to, as long as that clause is no report ("said on Thursday"); else the only
//! date of the sentence that is no report's.

use super::trigger::Trigger;
use super::view::View;
use crate::analysis::{EventDate, Timex};
use crate::syntax::{Relation as R, Upos};

/// Lemmas of reporting verbs, whose date is the report's.
pub(super) const REPORTING: &[&str] = &[
    "say", "tell", "report", "announce", "add", "state", "claim", "inform", "write", "note",
    "confirm", "warn", "deny", "accuse", "assure", "explain", "reveal", "admit", "declare",
    "describe", "insist", "argue", "estimate", "show", "think", "believe",
];

pub(super) fn date_of(view: &View<'_>, trigger: &Trigger, timexes: &[Timex]) -> Option<EventDate> {
    let sentence = view.text.sentences[view.index].span;
    let dateline = view.text.dateline.as_ref().map(|dateline| dateline.span);
    // What such a clause tells has only the dates inside it.
    let clause = std::iter::successors(Some(trigger.predicate), |node| view.head(*node))
        .find(|node| is_long_after(view, *node));
    let inside = |timex: &&Timex| {
        clause.is_none_or(|clause| {
            let nodes = view.nodes_in(timex.span);
            let span = view.parse.subtree_span(clause);
            span.contains(&nodes.start)
        })
    };
    // "was remanded until December 1": when it ends, not when it was.
    let told: Vec<&Timex> = timexes
        .iter()
        .filter(|timex| sentence.contains(timex.span) && timex.range.is_some() && !timex.until)
        .filter(|timex| dateline.is_none_or(|span| !span.contains(timex.span)))
        .filter(inside)
        .collect();
    let nearest = told
        .iter()
        .filter_map(|timex| {
            let gap = trigger.span.distance(timex.span);
            Some((cost(view, trigger, timex)?, gap, *timex))
        })
        .min_by_key(|(cost, gap, timex)| (*cost, *gap, timex.span))
        .map(|(_, _, timex)| timex);
    let mut others = told
        .iter()
        .copied()
        .filter(|timex| !is_aside(view, trigger, timex));
    let only = || others.next().filter(|_| others.next().is_none());
    let timex = nearest.or_else(only)?;
    Some(EventDate {
        range: timex.range?,
        text: timex.span.of(view.text.raw).to_string(),
    })
}

/// How far a time expression is from the event in the tree; `None` when it dates something else.
fn cost(view: &View<'_>, trigger: &Trigger, timex: &Timex) -> Option<u32> {
    let nodes: Vec<usize> = view.nodes_in(timex.span).collect();
    let node = view.head_of(&nodes)?;
    if dates_other_noun(view, node, trigger) {
        return None;
    }
    let dated = governing_clause(view, node, trigger);
    if dated == trigger.node || trigger.nodes.contains(&dated) {
        return Some(0);
    }
    if dated == trigger.predicate || dated == view.clause(trigger.node) {
        return Some(1);
    }
    // "a fire that killed 78 people in January last year"
    if view.relation(dated) == R::AclRelcl && view.head(dated) == Some(trigger.node) {
        return Some(0);
    }
    if REPORTING.contains(&view.lemma(dated)) {
        return None;
    }
    above(view, trigger, dated).or_else(|| below(view, trigger, dated))
}

/// Whether a time expression dates a report, or what a subordinate clause tells ("after it had been
/// closed in 2024").
fn is_aside(view: &View<'_>, trigger: &Trigger, timex: &Timex) -> bool {
    let nodes: Vec<usize> = view.nodes_in(timex.span).collect();
    view.head_of(&nodes).is_none_or(|node| {
        let dated = governing_clause(view, node, trigger);
        REPORTING.contains(&view.lemma(dated))
            || view.child(dated, &[R::Mark]).is_some()
            || dates_other_noun(view, node, trigger)
            || is_relative(view, dated, trigger)
    })
}

/// "a 2016 peace deal", beside another event: a time before a noun is that noun's.
fn dates_other_noun(view: &View<'_>, node: usize, trigger: &Trigger) -> bool {
    let attribute = matches!(
        view.relation(node),
        R::Nummod | R::Compound | R::Amod | R::NmodPoss | R::NmodDesc
    );
    // "In 1994 militias massacred"
    let governed = node
        .checked_sub(1)
        .is_some_and(|before| view.upos(before) == Upos::Adp);
    !governed
        && view.head(node).is_some_and(|head| {
            let noun = matches!(view.upos(head), Upos::Noun) && !view.in_timex[head];
            attribute && noun && head > node && !trigger.nodes.contains(&head)
        })
}

/// "a programme that expires in December": what a relative clause tells of a noun of another clause.
fn is_relative(view: &View<'_>, clause: usize, trigger: &Trigger) -> bool {
    let pronoun = |child: &usize| matches!(view.lemma(*child), "that" | "which" | "who");
    let inside = view.parse.subtree_span(clause).contains(&trigger.node);
    // "discussed the truce, agreed in October"
    let is_reduced = view.relation(clause) == R::Acl && clause > 0 && view.word(clause - 1) == ",";
    let is_told = view.relation(clause) == R::AclRelcl && view.children(clause).iter().any(pronoun);
    !inside && (is_told || is_reduced)
}

/// What a time expression dates: the first trigger word or clause above it.
fn governing_clause(view: &View<'_>, node: usize, trigger: &Trigger) -> usize {
    let mut here = node;
    while let Some(head) = view.head(here) {
        if trigger.nodes.contains(&head) {
            return head;
        }
        if view.heads_clause(head) {
            return head;
        }
        here = head;
    }
    here
}

/// The date of a clause above holds for what is coordinated with it or depends on it.
fn above(view: &View<'_>, trigger: &Trigger, dated: usize) -> Option<u32> {
    let mut here = trigger.predicate;
    for steps in 2..8 {
        let passes = matches!(
            view.relation(here),
            R::Conj
                | R::Advcl
                | R::Xcomp
                | R::Acl
                | R::Obl
                | R::Nmod
                | R::Obj
                | R::Nsubj
                | R::NsubjPass
                | R::Parataxis
                | R::Ccomp
                | R::Appos
        );
        let head = view.head(here).filter(|_| passes)?;
        if head == dated {
            return Some(steps);
        }
        if REPORTING.contains(&view.lemma(head)) {
            return None;
        }
        here = head;
    }
    None
}

/// "on Sunday to mark a year since the roof collapsed", "days after the parties signed": a clause of
/// another time.
fn is_long_after(view: &View<'_>, clause: usize) -> bool {
    view.children_with(clause, &[R::Mark])
        .any(|mark| match view.lemma(mark) {
            "since" => true,
            "after" | "before" => mark.checked_sub(1).is_some_and(|before| {
                matches!(
                    view.lemma(before),
                    "day" | "week" | "month" | "year" | "decade"
                )
            }),
            _ => false,
        })
}

/// The date of a clause below holds for the event when that clause tells how or when it was.
fn below(view: &View<'_>, trigger: &Trigger, dated: usize) -> Option<u32> {
    let mut here = dated;
    for steps in 3..8 {
        let passes = matches!(view.relation(here), R::Advcl | R::Xcomp | R::Conj);
        let head = view.head(here).filter(|_| passes)?;
        if head == trigger.predicate || head == trigger.node {
            return Some(steps);
        }
        here = head;
    }
    None
}
