//! Triggers: which words of a sentence tell an event, and in which sense.

use super::dates::REPORTING;
use super::frames::{self, Condition, Frame, Pattern, Slot, Valency, Word};
use super::lexicon::{self, ClassSet};
use super::view::View;
use crate::span::Span;
use crate::syntax::{Relation as R, Tagged, Upos, Xpos};

/// Words a gap may cover.
const GAP: usize = 5;

/// The words that tell an event.
#[derive(Clone, Debug)]
pub(super) struct Trigger {
    pub frame: &'static Frame,
    /// The node that stands for it in the tree.
    pub node: usize,
    /// All its nodes, in order.
    pub nodes: Vec<usize>,
    /// The predicate it is told by: itself when it is a verb, for a noun the verb it depends on.
    pub predicate: usize,
    pub span: Span,
}

/// The triggers of a sentence in text order; they share no word.
pub(super) fn find_triggers(view: &View<'_>) -> Vec<Trigger> {
    let mut found: Vec<Trigger> = Vec::new();
    let mut taken = vec![false; view.len()];
    let mut starts: Vec<(usize, &'static Pattern)> = Vec::new();
    for node in 0..view.len() {
        let patterns = patterns_of(view.lemma(node), view.word(node));
        starts.extend(patterns.iter().map(|pattern| (node, pattern)));
    }
    starts.sort_by_key(|(node, pattern)| (std::cmp::Reverse(pattern.words.len()), *node));
    for (node, pattern) in starts {
        if taken[node] {
            continue;
        }
        let Some(trigger) = match_pattern(view, node, pattern) else {
            continue;
        };
        if trigger.nodes.iter().any(|node| taken[*node])
            || describes_speaker(view, trigger.node)
            || !guard_holds(view, &trigger)
        {
            continue;
        }
        for node in &trigger.nodes {
            taken[*node] = true;
        }
        found.push(trigger);
    }
    found.sort_by_key(|trigger| trigger.span);
    found
}

/// "an armed group fighting the junta said": what tells who speaks tells no event.
fn describes_speaker(view: &View<'_>, node: usize) -> bool {
    let describes = matches!(
        view.relation(node),
        R::Acl | R::Amod | R::Compound | R::Nmod | R::NmodDesc
    );
    view.head(node).is_some_and(|speaker| {
        let speaks = view.head(speaker).is_some_and(|verb| is_report(view, verb));
        describes && speaks && view.relation(speaker) == R::Nsubj
    })
}

fn patterns_of(lemma: &str, word: &str) -> &'static [Pattern] {
    let patterns = frames::patterns(lemma);
    if patterns.is_empty() {
        if word.contains(char::is_uppercase) {
            frames::patterns(&word.to_lowercase())
        } else {
            frames::patterns(word)
        }
    } else {
        patterns
    }
}

/// Whether a sentence has the words of some trigger, whatever its tree may say of them.
pub(super) fn may_tell(sentence: &Tagged<'_>) -> bool {
    let is_word = |at: usize, lemma: &str| is_form(sentence.lemma(at), sentence.word(at), lemma);
    (0..sentence.len()).any(|at| {
        patterns_of(sentence.lemma(at), sentence.word(at))
            .iter()
            .any(|pattern| words_of(pattern, at, sentence.len(), is_word).is_some())
    })
}

/// Where the words of a pattern are that begins at `start` of `count` words.
fn words_of(
    pattern: &Pattern,
    start: usize,
    count: usize,
    is_word: impl Fn(usize, &str) -> bool,
) -> Option<Vec<usize>> {
    let mut found = vec![start];
    let mut gap = 0;
    for word in &pattern.words[1..] {
        match word {
            Word::Gap => gap = GAP,
            Word::Lemma(lemma) => {
                let next = *found.last()? + 1;
                let end = (next + gap + 1).min(count);
                found.push((next..end).find(|at| is_word(*at, lemma))?);
                gap = 0;
            }
        }
    }
    Some(found)
}

fn match_pattern(view: &View<'_>, start: usize, pattern: &Pattern) -> Option<Trigger> {
    let is_word = |at: usize, lemma: &str| is_form(view.lemma(at), view.word(at), lemma);
    let mut nodes = words_of(pattern, start, view.len(), is_word)?;
    let frame = frames::frame(pattern.frame);
    let node = if frame.verb {
        start
    } else {
        view.head_of(&nodes)?
    };
    let tells = !is_of_police(view, node)
        && if frame.verb {
            tells_verb(view, node)
        } else {
            tells_noun(view, node, &nodes, frame)
        };
    let span = view.span(start).cover(view.span(*nodes.last()?));
    // "Typhoon Kalmaegi": the name heads the phrase.
    let node = storm_name(view, node, frame).unwrap_or(node);
    if !nodes.contains(&node) {
        nodes.push(node);
    }
    tells.then(|| Trigger {
        frame,
        node,
        predicate: predicate_of(view, node, frame),
        nodes,
        span,
    })
}

/// The name that a kind of disaster stands before.
fn storm_name(view: &View<'_>, node: usize, frame: &Frame) -> Option<usize> {
    let is_kind = matches!(
        view.relation(node),
        R::Compound | R::NmodDesc | R::Flat | R::Amod
    );
    // "the China Earthquake Networks Center" is none.
    let is_storm = view.classes[node].meets(*lexicon::STORM);
    let disaster = frame.leaf.event_type == "DISASTER" && !frame.verb && is_kind && is_storm;
    view.head(node)
        .filter(|head| disaster && *head > node && view.upos(*head) == Upos::Propn)
}

/// Whether a word with its own lemma is a form of another one.
fn is_form(own: &str, word: &str, lemma: &str) -> bool {
    let singular = word.strip_suffix('s').unwrap_or(word);
    own == lemma || word.eq_ignore_ascii_case(lemma) || singular.eq_ignore_ascii_case(lemma)
}

fn tells_verb(view: &View<'_>, node: usize) -> bool {
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

fn tells_noun(view: &View<'_>, node: usize, nodes: &[usize], frame: &Frame) -> bool {
    let named = nodes.iter().any(|node| view.upos(*node) == Upos::Propn);
    let disaster = matches!(frame.leaf.event_type, "DISASTER" | "HEALTH");
    // "a quake of magnitude 5.9 struck", read as a kind of struck: nothing is modified past an "of".
    let next = node + 1;
    let ends_phrase = next < view.len() && view.upos(next) == Upos::Adp;
    let modifies = matches!(view.relation(node), R::Compound | R::Amod | R::Flat)
        && !ends_phrase
        && view.head(node).is_some_and(|head| head > node)
        && storm_name(view, node, frame).is_none();
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
fn is_of_police(view: &View<'_>, node: usize) -> bool {
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

/// Verbs whose object is known from what was told before, when it is definite.
pub(super) const ABOUT_KNOWN: &[&str] = &[
    "condemn",
    "denounce",
    "deplore",
    "decry",
    "criticise",
    "criticize",
    "investigate",
    "probe",
    "mourn",
    "witness",
    "survive",
    "blame",
    "praise",
    "welcome",
    "claim",
];

/// "condemned the attack", "claimed responsibility for the attack", "hours after the attack": an
/// event told before.
pub(super) fn refers_back(view: &View<'_>, trigger: &Trigger) -> bool {
    let node = trigger.node;
    let definite = view
        .child(node, &[R::Det])
        .is_some_and(|det| matches!(view.lemma(det), "the" | "this" | "that" | "these" | "those"))
        || view
            .child(node, &[R::DetPredet, R::Det])
            .is_some_and(|det| view.lemma(det) == "both");
    if trigger.frame.verb || !definite {
        return false;
    }
    let Some(head) = view.head(node) else {
        return false;
    };
    let preposition = view.preposition(node);
    let is_for = preposition.as_deref() == Some("for");
    // "hours after the quake", "those behind the attack".
    let bare = view
        .child(node, &[R::Nmod, R::AclRelcl, R::Acl, R::Nummod])
        .is_none();
    let is_beside = matches!(
        preposition.as_deref(),
        Some("after" | "before" | "since" | "during" | "following" | "behind" | "despite")
    );
    if bare && is_beside {
        return true;
    }
    let known =
        ABOUT_KNOWN.contains(&view.lemma(head)) || matches!(view.lemma(head), "describe" | "call");
    // "an inquiry into the killings"
    let is_looked_into = matches!(
        view.lemma(head),
        "inquiry" | "investigation" | "probe" | "inquest" | "report"
    ) && matches!(preposition.as_deref(), Some("into" | "of" | "on"));
    is_looked_into
        || matches!(view.relation(node), R::Obj | R::NsubjPass) && known
        || is_for && (known || matches!(view.lemma(head), "responsibility" | "blame" | "credit"))
}

/// "after the March earthquake", "despite a truce": an event that only sets the scene of another, and
/// does not share its place.
pub(super) fn sets_scene(view: &View<'_>, trigger: &Trigger) -> bool {
    // "after a series of coups"
    let whole = view.head(trigger.node).filter(|head| {
        matches!(
            view.lemma(*head),
            "series" | "string" | "wave" | "spate" | "number"
        ) && view.preposition(trigger.node).as_deref() == Some("of")
    });
    let scene = matches!(
        view.preposition(whole.unwrap_or(trigger.node)).as_deref(),
        Some("after" | "since" | "before" | "despite" | "following" | "ahead of")
    );
    !trigger.frame.verb && scene
}

/// "The strike also wounded a civilian": the subject of its sentence, known from what was told before.
pub(super) fn is_known(view: &View<'_>, trigger: &Trigger) -> bool {
    let node = trigger.node;
    let definite = view
        .child(node, &[R::Det])
        .is_some_and(|det| matches!(view.lemma(det), "the" | "this"));
    // "The strike in Kyauktaw hit": where it was is told with it.
    let is_place = |child: usize| view.in_toponym[child].is_some() || holds_place(view, child);
    let bare = view
        .children_with(
            node,
            &[R::Nmod, R::AclRelcl, R::Acl, R::Nummod, R::NmodPoss],
        )
        .all(|child| {
            view.relation(child) == R::Nmod
                && view.preposition(child).as_deref() == Some("in")
                && is_place(child)
        });
    !trigger.frame.verb
        && definite
        && bare
        && matches!(view.relation(node), R::Nsubj | R::NsubjPass)
}

fn holds_place(view: &View<'_>, node: usize) -> bool {
    view.children_with(node, &[R::Compound, R::Nmod, R::Appos, R::Flat])
        .any(|child| view.in_toponym[child].is_some())
}

/// The verb that a noun trigger is an argument of, or the trigger itself.
fn predicate_of(view: &View<'_>, node: usize, frame: &Frame) -> usize {
    if frame.verb {
        return node;
    }
    let mut here = node;
    while let Some(head) = view.head(here) {
        match view.relation(here) {
            R::Obj | R::NsubjPass | R::Nsubj | R::Obl | R::OblAgent => return head,
            R::Conj | R::Appos | R::Nmod => here = head,
            _ => break,
        }
    }
    node
}

fn guard_holds(view: &View<'_>, trigger: &Trigger) -> bool {
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
    let reports = |verb: &usize| *verb != trigger.predicate && is_report(view, *verb);
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

fn is_report(view: &View<'_>, verb: usize) -> bool {
    view.is_verb(verb) && REPORTING.contains(&view.lemma(verb))
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

/// "a boat overturned on the river", read as one that somebody overturned: what the participle is
/// said of, for verbs whose subject undergoes.
pub(super) fn undergoer(view: &View<'_>, trigger: &Trigger) -> Option<usize> {
    let undergoes = trigger.frame.roles.valency == Valency::Undergo;
    let is_participle = view.relation(trigger.node) == R::Acl;
    view.head(trigger.node)
        .filter(|_| undergoes && is_participle)
}

/// The agent of a passive ("by rebels").
pub(super) fn agent_of(view: &View<'_>, predicate: usize) -> Option<usize> {
    view.child(predicate, &[R::OblAgent]).or_else(|| {
        view.children_with(predicate, &[R::Obl, R::Nmod])
            .find(|child| view.preposition(*child).as_deref() == Some("by"))
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
