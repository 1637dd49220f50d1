//! Repairs: what a greedy parser builds and no English sentence is.

use super::Node;
use super::tags::{Relation as R, Upos, Xpos};

/// Repairs the tree of a sentence.
pub(super) fn repair(nodes: &mut [Node]) {
    find_main_verb(nodes);
    for verb in 0..nodes.len() {
        make_active(nodes, verb);
    }
}

fn has_child(nodes: &[Node], head: usize, relations: &[R]) -> bool {
    nodes
        .iter()
        .any(|node| node.head == Some(head) && relations.contains(&node.relation))
}

/// "A convoy carrying food left Adre": a participle with an object is no reduced relative but the
/// verb that the sentence lacks.
fn find_main_verb(nodes: &mut [Node]) {
    let Some(root) = nodes.iter().position(|node| node.head.is_none()) else {
        return;
    };
    let nominal = matches!(nodes[root].upos, Upos::Noun | Upos::Propn | Upos::Num);
    if !nominal || has_child(nodes, root, &[R::Cop, R::Aux, R::Nsubj]) {
        return;
    }
    let is_verb = |at: usize| {
        let node = &nodes[at];
        node.relation == R::Acl
            && matches!(node.xpos, Xpos::Vbd | Xpos::Vbn)
            && has_child(nodes, at, &[R::Obj])
            && !has_child(nodes, at, &[R::AuxPass, R::Aux, R::Nsubj, R::NsubjPass, R::Mark])
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

/// "Forces seized weapons": what has an object and no auxiliary is no passive.
fn make_active(nodes: &mut [Node], verb: usize) {
    let passive = has_child(nodes, verb, &[R::NsubjPass]);
    if !passive
        || !has_child(nodes, verb, &[R::Obj])
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
