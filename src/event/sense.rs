//! Whether the words of a trigger, where they stand in the tree, tell that something happened.

use super::frames::Frame;
use super::lexicon;
use super::speech;
use super::trigger;
use super::view::View;
use crate::syntax::{Relation as R, Upos, Xpos};

/// "an armed group fighting the junta said": what tells who speaks tells no event.
pub(super) fn describes_speaker(view: &View<'_>, node: usize) -> bool {
    let describes = matches!(
        view.relation(node),
        R::Acl | R::Amod | R::Compound | R::Nmod | R::NmodDesc
    );
    view.head(node).is_some_and(|speaker| {
        let speaks = view
            .head(speaker)
            .is_some_and(|verb| speech::is_reporting(view, verb));
        describes && speaks && view.relation(speaker) == R::Nsubj
    })
}

/// Whether a verb tells something that happened.
pub(super) fn tells_verb(view: &View<'_>, node: usize) -> bool {
    view.upos(node) == Upos::Verb
        && (view.relation(node) != R::Amod || lacks_verb(view))
        && view.relation(node) != R::Compound
        && view.in_toponym[node].is_none()
        && !asks_for_silence(view, node)
        && !is_what_they_do(view, node)
}

/// "a group fighting the junta said", "which has fought alongside the army": what a party is known for.
fn is_what_they_do(view: &View<'_>, node: usize) -> bool {
    let fights = matches!(view.lemma(node), "fight" | "battle");
    let describes = view.relation(node) == R::Acl && view.parse.nodes[node].xpos == Xpos::Vbg;
    let beside = |child: usize| {
        view.lemma(child) == "alongside" || {
            view.preposition(child).as_deref() == Some("alongside")
        }
    };
    fights && (describes || view.children(node).iter().any(|child| beside(*child)))
}

/// "who asked not to be named": about the report, and nothing that happened.
fn asks_for_silence(view: &View<'_>, node: usize) -> bool {
    view.children_with(node, &[R::Xcomp, R::Ccomp, R::Advcl])
        .any(|child| {
            matches!(view.lemma(child), "name" | "identify" | "quote") && view.lemma(node) == "ask"
        })
}

/// Whether the parse found no verb to stand on: then a participle before a noun is the likeliest
/// verb ("jets bombed launch sites", read as sites that were bombed).
fn lacks_verb(view: &View<'_>) -> bool {
    view.parse
        .root()
        .is_some_and(|root| !view.is_verb(root) && view.child(root, &[R::Cop]).is_none())
}

/// Whether a noun does.
pub(super) fn tells_noun(view: &View<'_>, node: usize, nodes: &[usize], frame: &Frame) -> bool {
    let named = nodes.iter().any(|node| view.upos(*node) == Upos::Propn);
    let disaster = matches!(frame.leaf.event_type, "DISASTER" | "HEALTH");
    // "a quake of magnitude 5.9 struck", read as a kind of struck: nothing is modified past an "of".
    let next = node + 1;
    let ends_phrase = next < view.len() && view.upos(next) == Upos::Adp;
    let modifies = matches!(view.relation(node), R::Compound | R::Amod | R::Flat)
        && !ends_phrase
        && view.head(node).is_some_and(|head| head > node)
        && trigger::storm_name(view, node, frame).is_none();
    let nominal = match view.upos(node) {
        Upos::Noun | Upos::Propn => true,
        // "launched an offensive", "a blast at": an adjective's form in a noun's place.
        Upos::Adj => {
            let is_argument = matches!(
                view.relation(node),
                R::Obj | R::Nsubj | R::NsubjPass | R::Obl
            );
            let has_article = node > 0 && view.upos(node - 1) == Upos::Det;
            is_argument || ends_phrase && has_article
        }
        _ => false,
    };
    let cited = view.preposition(node).as_deref() == Some("according to");
    nominal
        && !cited
        && !is_of_people(view, node)
        && !is_over(view, node)
        && !is_general(view, node)
        && !is_helped(view, node, frame)
        && !is_depicted(view, node)
        && !is_manner(view, node)
        && !says_what_it_is(view, node)
        && (!named || disaster || nodes.len() > 1)
        && !modifies
        && nodes.iter().all(|node| view.in_toponym[*node].is_none())
}

/// "riot police", whatever the tree makes of them.
pub(super) fn is_of_police(view: &View<'_>, node: usize) -> bool {
    let next = node + 1;
    view.lemma(node).eq_ignore_ascii_case("riot")
        && next < view.len()
        && (view.classes[next].meets(*lexicon::POLICE)
            || matches!(view.lemma(next), "gear" | "shield" | "squad" | "control"))
}

/// "prisoners of war", "victims of violence": a kind of people.
fn is_of_people(view: &View<'_>, node: usize) -> bool {
    let bare = view
        .child(node, &[R::Det, R::NmodPoss, R::Amod, R::Nummod])
        .is_none();
    let people = |head: usize| view.classes[head].meets(*lexicon::PERSON);
    bare && view.relation(node) == R::Nmod
        && view.preposition(node).as_deref() == Some("of")
        && view.head(node).is_some_and(people)
}

/// "an end to the war", "violated the truce": what is to be no more, or is not kept.
fn is_over(view: &View<'_>, node: usize) -> bool {
    let governed = matches!(view.preposition(node).as_deref(), Some("to" | "of"));
    let ends = |head: usize| {
        matches!(
            view.lemma(head),
            "end" | "halt" | "cessation" | "stop" | "violation" | "breach"
        )
    };
    let breaks = |head: usize| matches!(view.lemma(head), "violate" | "breach" | "flout");
    let object = matches!(view.relation(node), R::Obj | R::NsubjPass);
    let head = view.head(node);
    governed && head.is_some_and(ends) || object && head.is_some_and(breaks)
}

/// "sentenced to death", "stabbed to death": how it ends, or is to end.
fn is_manner(view: &View<'_>, node: usize) -> bool {
    view.lemma(node) == "death"
        && view.preposition(node).as_deref() == Some("to")
        && view.child(node, &[R::Det, R::NmodPoss]).is_none()
}

/// "an opera about the siege of Leningrad": what a work is about.
fn is_depicted(view: &View<'_>, node: usize) -> bool {
    let preposition = view.preposition(node);
    matches!(
        preposition.as_deref(),
        Some("about" | "on" | "of" | "depicting")
    ) && view.relation(node) == R::Nmod
        && view
            .head(node)
            .is_some_and(|head| view.classes[head].meets(*lexicon::WORK))
}

/// "sent to help with relief operations": what a deed is to serve is no other.
fn is_helped(view: &View<'_>, node: usize, frame: &Frame) -> bool {
    let helps = |head: usize| {
        matches!(
            view.lemma(head),
            "help"
                | "assist"
                | "support"
                | "aid"
                | "coordinate"
                | "hamper"
                | "hinder"
                | "impede"
                | "complicate"
                | "facilitate"
        )
    };
    frame.leaf.event_type == "AID" && view.head(node).is_some_and(helps)
}

/// "Accidents are common on the road": no event, but what often happens.
fn is_general(view: &View<'_>, node: usize) -> bool {
    let often = |head: usize| {
        matches!(
            view.lemma(head),
            "common" | "frequent" | "rare" | "widespread" | "routine" | "commonplace"
        )
    };
    // "a pattern of violence", "recorded 4,619 homicides"
    let sums_up = |head: usize| match view.relation(node) {
        R::Nmod => {
            matches!(
                view.lemma(head),
                "pattern" | "cycle" | "climate" | "culture" | "level" | "rate"
            ) && view.preposition(node).as_deref() == Some("of")
        }
        R::Obj => matches!(view.lemma(head), "record" | "register" | "log" | "tally"),
        _ => false,
    };
    // "the city's 51st homicide of the year"
    let is_tallied = view
        .children_with(node, &[R::Nmod])
        .any(|year| view.lemma(year) == "year" && view.preposition(year).as_deref() == Some("of"))
        && view
            .children_with(node, &[R::Amod])
            .any(|number| view.word(number).starts_with(|c: char| c.is_ascii_digit()));
    let head = view.head(node);
    view.relation(node) == R::Nsubj && head.is_some_and(often)
        || head.is_some_and(sums_up)
        || is_tallied
}

/// "It was a coup attempt", "called it a massacre": a judgement of what was told before.
fn says_what_it_is(view: &View<'_>, node: usize) -> bool {
    let called = view.head(node).is_some_and(|head| {
        let calls = matches!(
            view.lemma(head),
            "call" | "label" | "brand" | "term" | "dub"
        );
        calls
            && view
                .children_with(head, &[R::Obj, R::NsubjPass])
                .any(|other| other < node)
    });
    // "described the sell-off as a storm in a teacup"
    let as_one = view.preposition(node).as_deref() == Some("as")
        && view.head(node).is_some_and(|head| {
            matches!(
                view.lemma(head),
                "describe" | "label" | "brand" | "see" | "regard" | "characterise" | "characterize"
            )
        });
    if called && view.relation(node) != R::Advcl || as_one {
        return true;
    }
    // "The killing is the city's 51st homicide"
    let is_known = |subject: usize| {
        let the = |det: usize| matches!(view.lemma(det), "the" | "this");
        matches!(view.lemma(subject), "it" | "this" | "that")
            || view.children_with(subject, &[R::Det]).any(the)
                && view.upos(subject) == Upos::Noun
                && view
                    .child(node, &[R::Amod, R::Nummod, R::NmodPoss])
                    .is_some()
    };
    let subject = view.child(node, &[R::Nsubj]);
    view.child(node, &[R::Cop]).is_some() && subject.is_some_and(is_known)
}
