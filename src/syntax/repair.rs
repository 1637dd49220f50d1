//! Repairs: what a greedy parser builds and no English sentence is.

use super::Node;
use super::tags::{Relation as R, Upos, Xpos};

/// Verbs of news that have no passive, in order.
const INTRANSITIVE: &[&str] = &[
    "agree",
    "appear",
    "apologise",
    "apologize",
    "arrive",
    "burst",
    "collapse",
    "come",
    "cooperate",
    "crash",
    "demonstrate",
    "die",
    "emerge",
    "erupt",
    "escape",
    "explode",
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
    INTRANSITIVE.binary_search(&lemma).is_ok()
}

/// What repairs ask of a word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    /// Whether it can be a past tense.
    pub past: bool,
    /// Whether it is a form of "say".
    pub say: bool,
    /// Whether it is a verb that has no passive.
    pub intransitive: bool,
    /// Whether it is a day of the week.
    pub day: bool,
    /// Whether it is "where".
    pub place: bool,
    /// Whether it begins a clause of time or cause.
    pub time: bool,
}

/// Repairs the tree of a sentence.
pub(super) fn repair(nodes: &mut [Node], words: &[Word]) {
    name_subjects(nodes);
    free_days(nodes, words);
    hang_relative_adverbs(nodes, words);
    find_main_verb(nodes, words);
    free_participles(nodes);
    free_time_clauses(nodes, words);
    free_dated_clauses(nodes, words);
    free_intransitives(nodes, words);
    free_clauses(nodes, words);
    find_said_subjects(nodes, words);
    free_results(nodes);
    join_participles(nodes);
    let mut has_subject = vec![false; nodes.len()];
    for node in nodes.iter() {
        if let (R::Nsubj | R::NsubjPass, Some(head)) = (node.relation, node.head) {
            has_subject[head] = true;
        }
    }
    for verb in (0..nodes.len()).filter(|at| has_subject[*at]) {
        make_active(nodes, verb, words[verb].intransitive);
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

/// "shook southern Peru early Sunday", "met in Paris Tuesday": a name before a bare day of the week is no
/// part of it.
fn free_days(nodes: &mut [Node], words: &[Word]) {
    for day in 1..nodes.len() {
        let Some(head) = nodes[day].head.filter(|head| words[day].day && *head < day) else {
            continue;
        };
        let is_name = |at: &usize| {
            nodes[*at].head == Some(day)
                && nodes[*at].upos == Upos::Propn
                && matches!(nodes[*at].relation, R::Compound | R::Flat | R::NmodDesc)
        };
        let Some(name) = (head + 1..day).rev().find(is_name) else {
            continue;
        };
        let governed = has_child(nodes, day, &[R::Case]);
        for node in &mut nodes[head + 1..name] {
            if node.head == Some(day) {
                node.head = Some(name);
            }
        }
        let adjective = nodes[name - 1];
        if name - 1 > head && adjective.upos == Upos::Adj && adjective.head == Some(head) {
            (nodes[name - 1].head, nodes[name - 1].relation) = (Some(name), R::Amod);
        }
        let relation = match nodes[day].relation {
            _ if governed => nodes[day].relation,
            _ if nodes[head].upos == Upos::Verb && !has_child(nodes, head, &[R::Obj]) => R::Obj,
            relation => relation,
        };
        (nodes[name].head, nodes[name].relation) = (Some(head), relation);
        nodes[day].relation = R::OblUnmarked;
    }
}

/// "Dak Lak province, where 27 people died": what is told of a place is no second main clause.
fn hang_relative_adverbs(nodes: &mut [Node], words: &[Word]) {
    for adverb in 2..nodes.len() {
        let node = nodes[adverb];
        let is_adverb = words[adverb].place && nodes[adverb - 1].xpos == Xpos::Comma;
        let Some(verb) = node.head.filter(|verb| is_adverb && *verb > adverb) else {
            continue;
        };
        if !matches!(
            nodes[verb].relation,
            R::Conj | R::Parataxis | R::Advcl | R::Acl
        ) {
            continue;
        }
        let is_nominal = |at: usize| matches!(nodes[at].upos, Upos::Noun | Upos::Propn);
        let mut noun = adverb - 2;
        if !is_nominal(noun) {
            continue;
        }
        // "the provincial capital, where"
        while let Some(head) = nodes[noun].head {
            let is_part = matches!(nodes[noun].relation, R::Compound | R::Flat);
            if !is_part || head > adverb {
                break;
            }
            noun = head;
        }
        // "In Aleppo, where fighting raged", of which the tree makes the place one of the fighting.
        let is_below = std::iter::successors(Some(noun), |at| nodes[*at].head).any(|at| at == verb);
        if !is_below && nodes[verb].head.is_some_and(|head| head < adverb) {
            (nodes[verb].head, nodes[verb].relation) = (Some(noun), R::AclRelcl);
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

/// "charged with murder after 11 people were stabbed": a clause of time with a subject of its own belongs
/// to the verb.
fn free_time_clauses(nodes: &mut [Node], words: &[Word]) {
    for clause in 2..nodes.len() {
        let is_clause = nodes[clause].relation == R::Acl
            && has_child(nodes, clause, &[R::Nsubj, R::NsubjPass])
            && (0..clause).any(|at| {
                let mark = nodes[at];
                words[at].time && mark.head == Some(clause) && mark.relation == R::Mark
            });
        let mut above = std::iter::successors(nodes[clause].head, |at| nodes[*at].head);
        let verb = above.find(|at| nodes[*at].upos == Upos::Verb);
        if let Some(verb) = verb.filter(|verb| is_clause && *verb < clause) {
            (nodes[clause].head, nodes[clause].relation) = (Some(verb), R::Advcl);
        }
    }
}

/// "seven years after a fire destroyed its roof": what is after so long is the clause, and not its subject.
fn free_dated_clauses(nodes: &mut [Node], words: &[Word]) {
    for after in 1..nodes.len() {
        let time = after - 1;
        let is_case = words[after].time && nodes[after].relation == R::Case;
        let (Some(noun), Some(verb)) = (nodes[after].head, nodes[time].head) else {
            continue;
        };
        let is_misread = is_case
            && nodes[time].relation == R::Nsubj
            && nodes[time].xpos == Xpos::Nns
            && nodes[noun].head == Some(time)
            && nodes[verb].upos == Upos::Verb
            && verb > noun;
        if !is_misread {
            continue;
        }
        (nodes[noun].head, nodes[noun].relation) = (Some(verb), R::Nsubj);
        (nodes[after].head, nodes[after].relation) = (Some(verb), R::Mark);
        nodes[time].relation = R::OblUnmarked;
        if nodes[verb].relation == R::Conj {
            nodes[verb].relation = R::Advcl;
        }
    }
}

/// "when a helicopter sent to help with operations crashed": what has no passive is no participle of a
/// noun but the verb, and the participle before it is one of the subject.
fn free_intransitives(nodes: &mut [Node], words: &[Word]) {
    for verb in 2..nodes.len() {
        let node = nodes[verb];
        let is_misread = node.relation == R::Acl
            && matches!(node.xpos, Xpos::Vbd | Xpos::Vbn)
            && words[verb].intransitive
            && !has_child(nodes, verb, &[R::AuxPass, R::Aux, R::Nsubj, R::Mark]);
        if !is_misread {
            continue;
        }
        let mut above = std::iter::successors(node.head, |at| nodes[*at].head);
        let is_participle = |at: &usize| {
            *at < verb
                && nodes[*at].xpos == Xpos::Vbn
                && !has_child(nodes, *at, &[R::AuxPass, R::Aux])
        };
        let Some(first) = above.find(is_participle) else {
            continue;
        };
        let is_subject = |at: &usize| {
            nodes[*at].head == Some(first) && matches!(nodes[*at].relation, R::Nsubj | R::NsubjPass)
        };
        let Some(subject) = (0..first).find(is_subject) else {
            continue;
        };
        (nodes[verb].head, nodes[verb].relation) = (nodes[first].head, nodes[first].relation);
        nodes[verb].xpos = Xpos::Vbd;
        (nodes[first].head, nodes[first].relation) = (Some(subject), R::Acl);
        (nodes[subject].head, nodes[subject].relation) = (Some(verb), R::Nsubj);
        for node in &mut nodes[..subject] {
            if node.head == Some(first) {
                node.head = Some(verb);
            }
        }
    }
}

/// "said a block caught fire", "…, and guns shot down drones": a participle with an object of its own,
/// on a noun that is said or coordinated, is a verb with that noun for its subject.
fn free_clauses(nodes: &mut [Node], words: &[Word]) {
    for verb in 1..nodes.len() {
        let node = nodes[verb];
        let last = node
            .head
            .filter(|noun| *noun < verb && node.relation == R::Acl);
        // "a block in the district caught fire"
        let outer = |at: &usize| nodes[*at].head.filter(|_| nodes[*at].relation == R::Nmod);
        let Some(noun) = std::iter::successors(last, outer).last() else {
            continue;
        };
        let Some(above) = nodes[noun].head else {
            continue;
        };
        let is_active = matches!(node.xpos, Xpos::Vbd | Xpos::Vbn)
            && words[verb].past
            && has_child(nodes, verb, &[R::Obj])
            && !has_child(
                nodes,
                verb,
                &[R::AuxPass, R::Aux, R::OblAgent, R::Nsubj, R::Mark],
            );
        if !is_active {
            continue;
        }
        let (head, relation) = match nodes[noun].relation {
            R::Obj if words[above].say => (above, R::Ccomp),
            R::Conj => {
                let up = std::iter::successors(Some(above), |at| nodes[*at].head);
                match up.into_iter().find(|at| nodes[*at].upos == Upos::Verb) {
                    Some(clause) => (clause, R::Conj),
                    None => continue,
                }
            }
            _ => continue,
        };
        (nodes[verb].head, nodes[verb].relation) = (Some(head), relation);
        nodes[verb].xpos = Xpos::Vbd;
        (nodes[noun].head, nodes[noun].relation) = (Some(verb), R::Nsubj);
        for node in &mut nodes[verb + 1..] {
            if node.head == Some(noun) {
                node.head = Some(verb);
                node.relation = if node.relation == R::Nmod {
                    R::Obl
                } else {
                    node.relation
                };
            }
        }
    }
}

/// "killing five people and wounding dozens": behind "and", a participle like the one before it is
/// no attribute but tells what else was done.
fn join_participles(nodes: &mut [Node]) {
    for second in 2..nodes.len() {
        let node = nodes[second];
        let is_attribute = node.relation == R::Amod
            && matches!(node.xpos, Xpos::Vbg | Xpos::Vbn | Xpos::Vbd)
            && nodes[second - 1].relation == R::Cc;
        let Some(noun) = node.head.filter(|noun| is_attribute && *noun > second) else {
            continue;
        };
        let Some(list) = nodes[noun].head.filter(|_| nodes[noun].relation == R::Conj) else {
            continue;
        };
        let Some(first) = nodes[list].head.filter(|_| nodes[list].relation == R::Obj) else {
            continue;
        };
        let is_participle = nodes[second].xpos == Xpos::Vbg;
        let is_alike = (nodes[first].xpos == Xpos::Vbg) == is_participle;
        if nodes[first].upos != Upos::Verb || !is_alike {
            continue;
        }
        (nodes[second].head, nodes[second].relation) = (Some(first), R::Conj);
        nodes[second].upos = Upos::Verb;
        (nodes[noun].head, nodes[noun].relation) = (Some(second), R::Obj);
        nodes[second - 1].head = Some(second);
    }
}

/// "said bakeries in the town had reopened": nothing is said but clauses, so that the noun is the subject
/// of the clause that has none.
fn find_said_subjects(nodes: &mut [Node], words: &[Word]) {
    for noun in 1..nodes.len() {
        let Some(say) = nodes[noun]
            .head
            .filter(|head| *head < noun && words[*head].say)
        else {
            continue;
        };
        if nodes[noun].relation != R::Obj {
            continue;
        }
        let is_clause = |at: &usize| {
            nodes[*at].head == Some(say)
                && nodes[*at].relation == R::Ccomp
                && !has_child(nodes, *at, &[R::Nsubj, R::NsubjPass, R::Mark])
        };
        if let Some(clause) = (noun + 1..nodes.len()).find(is_clause) {
            let passive = has_child(nodes, clause, &[R::AuxPass]);
            nodes[noun].head = Some(clause);
            nodes[noun].relation = if passive { R::NsubjPass } else { R::Nsubj };
        }
    }
}

/// "were killed at a mine, prompting a curfew": an "-ing" form with an object behind a comma tells what
/// the clause brought about, and is said of no noun but a subject.
fn free_results(nodes: &mut [Node]) {
    for at in 2..nodes.len() {
        let node = nodes[at];
        let is_result = node.relation == R::Acl
            && node.xpos == Xpos::Vbg
            && nodes[at - 1].xpos == Xpos::Comma
            && has_child(nodes, at, &[R::Obj]);
        let Some(noun) = node.head.filter(|noun| is_result && *noun < at) else {
            continue;
        };
        let is_argument = matches!(
            nodes[noun].relation,
            R::Obl | R::Nmod | R::Conj | R::Appos | R::Obj | R::Compound | R::Flat
        );
        let mut above = std::iter::successors(nodes[noun].head, |up| nodes[*up].head);
        let clause = above.find(|up| nodes[*up].upos == Upos::Verb);
        if let Some(clause) = clause.filter(|clause| is_argument && *clause < at) {
            (nodes[at].head, nodes[at].relation) = (Some(clause), R::Advcl);
        }
    }
}

fn has_child(nodes: &[Node], head: usize, relations: &[R]) -> bool {
    nodes
        .iter()
        .any(|node| node.head == Some(head) && relations.contains(&node.relation))
}

/// What heads the main clause, or what is said where that is a report behind it.
fn main(nodes: &[Node]) -> Option<usize> {
    let root = nodes.iter().position(|node| node.head.is_none())?;
    let said =
        (0..root).find(|at| nodes[*at].head == Some(root) && nodes[*at].relation == R::Ccomp);
    Some(said.unwrap_or(root))
}

/// "A convoy carrying food left Adre", "A helicopter crashed.": a participle with an object is no
/// reduced relative but the verb that the sentence lacks, and so is one without that a full stop
/// follows.
fn find_main_verb(nodes: &mut [Node], words: &[Word]) {
    let Some(root) = main(nodes) else {
        return;
    };
    let nominal = matches!(nodes[root].upos, Upos::Noun | Upos::Propn | Upos::Num);
    if !nominal || has_child(nodes, root, &[R::Cop, R::Aux]) {
        return;
    }
    // "Egyptian, Qatari and Turkish mediators met": a noun without a copula has no subject.
    let is_name =
        |at: &usize| nodes[*at].head == Some(root) && nodes[*at].relation == R::Nsubj && *at < root;
    let subject = (0..root).find(is_name);
    if subject.is_some_and(|at| nodes[at].upos != Upos::Propn)
        || (root + 1..nodes.len())
            .any(|at| nodes[at].head == Some(root) && nodes[at].relation == R::Nsubj)
    {
        return;
    }
    let is_whole = nodes.last().is_some_and(|last| last.xpos == Xpos::Stop);
    let is_verb = |at: usize| {
        let node = &nodes[at];
        // "Another twister, which touched down before midnight, injured 31 people."
        let joined = node.relation == R::Conj
            && node.xpos == Xpos::Vbd
            && node.head.is_some_and(|head| nodes[head].upos != Upos::Verb);
        // "A court on Monday sentenced the minister": a relative clause has a pronoun or a subject.
        let bare = node.relation == R::AclRelcl;
        (node.relation == R::Acl || joined || bare)
            && matches!(node.xpos, Xpos::Vbd | Xpos::Vbn)
            && words[at].past
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
    (nodes[verb].head, nodes[verb].relation) = (nodes[root].head, nodes[root].relation);
    nodes[verb].xpos = Xpos::Vbd;
    nodes[root].head = Some(verb);
    nodes[root].relation = R::Nsubj;
    if let Some(subject) = subject {
        nodes[subject].relation = R::Compound;
    }
    let end = nodes[verb]
        .head
        .map_or(nodes.len(), |head| head.max(verb + 1));
    for node in &mut nodes[verb + 1..end] {
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
        } else if is_set_off(nodes, first, next) {
            nodes[first].relation = R::OblUnmarked;
            return;
        } else {
            continue;
        };
        nodes[next].head = Some(first);
        nodes[next].relation = relation;
    }
}

/// "Hours earlier, security forces said": whether an adverb and a comma part a first noun from the subject.
fn is_set_off(nodes: &[Node], first: usize, subject: usize) -> bool {
    let adverb = first + 1;
    let is_own = nodes[adverb].head == Some(first) || nodes[adverb].head == nodes[first].head;
    adverb + 1 < subject
        && nodes[adverb].upos == Upos::Adv
        && is_own
        && nodes[adverb + 1].xpos == Xpos::Comma
}
