//! Repairs: what a greedy parser builds and no English sentence is.

use super::Node;
use super::tags::{Relation as R, Upos, Xpos};

/// Verbs of news that have no passive.
const INTRANSITIVE: &[&str] = &[
    "agree",
    "appear",
    "apologise",
    "apologize",
    "arrive",
    "collapse",
    "come",
    "cooperate",
    "demonstrate",
    "die",
    "emerge",
    "erupt",
    "escape",
    "fall",
    "flee",
    "go",
    "happen",
    "march",
    "occur",
    "protest",
    "rally",
    "resign",
    "retreat",
    "riot",
    "rise",
    "speak",
    "surrender",
    "talk",
    "travel",
    "vote",
    "withdraw",
];

/// Whether a verb has no passive.
pub(super) fn is_intransitive(lemma: &str) -> bool {
    INTRANSITIVE.contains(&lemma)
}

/// Repairs the tree of a sentence; `is_past` tells which words can be a past tense,
/// `intransitive` which have no passive.
pub(super) fn repair(nodes: &mut [Node], is_past: impl Fn(usize) -> bool, intransitive: &[bool]) {
    name_subjects(nodes);
    find_main_verb(nodes, is_past);
    free_participles(nodes);
    for (verb, intransitive) in intransitive.iter().enumerate() {
        make_active(nodes, verb, *intransitive);
        coordinate_subjects(nodes, verb);
    }
}

/// "Fires broke out": a subject in "-s" is a noun.
fn name_subjects(nodes: &mut [Node]) {
    for node in nodes {
        if matches!(node.relation, R::Nsubj | R::NsubjPass) && node.xpos == Xpos::Vbz {
            (node.upos, node.xpos) = (Upos::Noun, Xpos::Nns);
        }
    }
}

/// "…, killing 12 people": an "-ing" form behind a comma is no auxiliary or attribute but tells
/// what else the main verb did.
fn free_participles(nodes: &mut [Node]) {
    let Some(root) = nodes.iter().position(|node| node.head.is_none()) else {
        return;
    };
    for at in root + 2..nodes.len() {
        let node = nodes[at];
        let misread = matches!(node.relation, R::Aux | R::AuxPass | R::Cop | R::Amod);
        if misread
            && node.xpos == Xpos::Vbg
            && nodes[at - 1].xpos == Xpos::Comma
            && has_child(nodes, at, &[R::Obj])
        {
            nodes[at].head = Some(root);
            nodes[at].relation = R::Advcl;
        }
    }
}

fn has_child(nodes: &[Node], head: usize, relations: &[R]) -> bool {
    nodes
        .iter()
        .any(|node| node.head == Some(head) && relations.contains(&node.relation))
}

/// "A convoy carrying food left Adre", "A helicopter crashed.": a participle with an object is no
/// reduced relative but the verb that the sentence lacks, and so is one without that a full stop
/// follows.
fn find_main_verb(nodes: &mut [Node], is_past: impl Fn(usize) -> bool) {
    let Some(root) = nodes.iter().position(|node| node.head.is_none()) else {
        return;
    };
    let nominal = matches!(nodes[root].upos, Upos::Noun | Upos::Propn | Upos::Num);
    if !nominal || has_child(nodes, root, &[R::Cop, R::Aux, R::Nsubj]) {
        return;
    }
    let is_whole = nodes.last().is_some_and(|last| last.xpos == Xpos::Stop);
    let is_verb = |at: usize| {
        let node = &nodes[at];
        node.relation == R::Acl
            && matches!(node.xpos, Xpos::Vbd | Xpos::Vbn)
            && is_past(at)
            && (is_whole && !has_child(nodes, at, &[R::OblAgent])
                || has_child(nodes, at, &[R::Obj]))
            && !has_child(
                nodes,
                at,
                &[R::AuxPass, R::Aux, R::Nsubj, R::NsubjPass, R::Mark],
            )
    };
    let Some(verb) = (root + 1..nodes.len()).find(|at| is_verb(*at)) else {
        return;
    };
    nodes[verb].head = None;
    nodes[verb].relation = R::Root;
    nodes[verb].xpos = Xpos::Vbd;
    nodes[root].head = Some(verb);
    nodes[root].relation = R::Nsubj;
    for node in &mut nodes[verb + 1..] {
        if node.head.is_some_and(|head| head < verb) {
            node.head = Some(verb);
            node.relation = match node.relation {
                R::Nmod => R::Obl,
                R::Acl | R::AclRelcl => R::Advcl,
                relation => relation,
            };
        }
    }
}

/// "Forces seized weapons", "Thousands marched": what has an object, or can have none, is no passive
/// without an auxiliary.
fn make_active(nodes: &mut [Node], verb: usize, intransitive: bool) {
    let passive = has_child(nodes, verb, &[R::NsubjPass]);
    if !passive
        || !(intransitive || has_child(nodes, verb, &[R::Obj]))
        || has_child(nodes, verb, &[R::AuxPass, R::Aux])
    {
        return;
    }
    if nodes[verb].xpos == Xpos::Vbn {
        nodes[verb].xpos = Xpos::Vbd;
    }
    for node in nodes.iter_mut() {
        if node.head == Some(verb) && node.relation == R::NsubjPass {
            node.relation = R::Nsubj;
        }
    }
}

/// "The army and the police left": two subjects with "and" between are one; so are two names side
/// by side.
fn coordinate_subjects(nodes: &mut [Node], verb: usize) {
    let is_subject =
        |node: &Node| node.head == Some(verb) && matches!(node.relation, R::Nsubj | R::NsubjPass);
    let Some(first) = nodes.iter().position(is_subject) else {
        return;
    };
    for next in first + 1..nodes.len() {
        if !is_subject(&nodes[next]) {
            continue;
        }
        let joins = |cc: usize| {
            nodes[cc].relation == R::Cc && [Some(next), Some(verb)].contains(&nodes[cc].head)
        };
        let is_name = |at: usize| nodes[at].upos == Upos::Propn;
        let relation = if (first + 1..next).any(joins) {
            R::Conj
        } else if is_name(next) && (first..next).all(is_name) {
            R::Flat
        } else {
            continue;
        };
        nodes[next].head = Some(first);
        nodes[next].relation = relation;
    }
}
