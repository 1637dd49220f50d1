//! Participants: who acts in an event, and on whom.

use super::antecedent::{self, Antecedents};
use super::dates::REPORTING;
use super::frames::{self, Valency};
use super::known::ABOUT_KNOWN;
use super::lexicon;
use super::trigger::Trigger;
use super::view::View;
use crate::analysis::{MentionType, Participant, Toponym};
use crate::syntax::{Relation as R, Upos, is_ordinal, is_side};

/// Actors and targets of one event.
#[derive(Debug, Default)]
pub(super) struct Participants {
    pub actors: Vec<Participant>,
    pub targets: Vec<Participant>,
    /// The nodes that head the targets' phrases, for counting.
    pub target_nodes: Vec<usize>,
}

/// `triggers`: all of the sentence, as what tells an event takes no part in another, but for
/// what is said of it ("condemned the attack").
pub(super) fn find_participants(
    view: &View<'_>,
    trigger: &Trigger,
    triggers: &[Trigger],
    toponyms: &[Toponym],
    antecedents: &Antecedents<'_>,
) -> Participants {
    let (actors, targets) = if trigger.frame.verb {
        of_verb(view, trigger)
    } else {
        of_noun(view, trigger)
    };
    let name = |nodes: &[usize], places: bool| -> Vec<Participant> {
        let mut named: Vec<Participant> = nodes
            .iter()
            .filter_map(|node| named_or_meant(view, *node, places, toponyms, antecedents))
            .collect();
        named.dedup_by(|a, b| a.span == b.span);
        named
    };
    // "Shells hit Goma", "strong winds fanned the blaze": what is fired or blows is not who acts.
    let is_fired = |node: &usize| {
        let classes = view.classes[*node];
        classes.meets(*lexicon::FIRED | *lexicon::NATURE) && !classes.meets(*lexicon::PERSON)
    };
    let is_told = |node: &usize| {
        let told = triggers.iter().any(|other| other.nodes.contains(node));
        told && !view.classes[*node].meets(*lexicon::PERSON)
    };
    let takes_part = |node: &usize| {
        let own = trigger.nodes.contains(node);
        !own && !is_time(view, *node) && (trigger.frame.roles.said || !is_told(node))
    };
    let actors: Vec<usize> = actors
        .into_iter()
        .filter(|node| !is_fired(node) && takes_part(node) && !is_told(node))
        .collect();
    let targets: Vec<usize> = targets.into_iter().filter(takes_part).collect();
    Participants {
        // Whoever speaks is no place, however it is named: "Albania denounced".
        actors: name(&actors, trigger.frame.roles.said),
        targets: name(&targets, false),
        target_nodes: targets,
    }
}

fn of_verb(view: &View<'_>, trigger: &Trigger) -> (Vec<usize>, Vec<usize>) {
    let node = trigger.node;
    let object = view
        .child(node, &[R::Obj])
        .filter(|object| !trigger.nodes.contains(object));
    let subject = view.subject(node);
    let (agent, patient) = match subject {
        Some(subject) if subject.passive => (agent_of(view, node), Some(subject.node)),
        Some(subject) => (Some(subject.node), object),
        None => (agent_of(view, node), object),
    };
    match trigger.frame.roles.valency {
        Valency::Act => (each(view, agent), each(view, patient)),
        Valency::Undergo => undergone(view, agent, patient, subject.is_some_and(|s| s.passive)),
        Valency::Reciprocal => {
            let mut together = each(view, agent.or(patient));
            if agent.is_some() {
                together.extend(each(view, patient));
            }
            together.extend(partners(view, node));
            (together, Vec::new())
        }
    }
}

/// "Three people died" has a target; "the blast killed three" has one too; "rebels killed three"
/// has an actor as well.
fn undergone(
    view: &View<'_>,
    agent: Option<usize>,
    patient: Option<usize>,
    passive: bool,
) -> (Vec<usize>, Vec<usize>) {
    match (agent, patient) {
        (Some(agent), Some(patient)) => {
            let acts = passive || view.classes[agent].meets(*lexicon::PERSON | *lexicon::COUNTRY);
            let actors = if acts {
                each(view, Some(agent))
            } else {
                Vec::new()
            };
            (actors, each(view, Some(patient)))
        }
        (agent, patient) => (Vec::new(), each(view, patient.or(agent))),
    }
}

fn of_noun(view: &View<'_>, trigger: &Trigger) -> (Vec<usize>, Vec<usize>) {
    let node = trigger.node;
    let mut actors = Vec::new();
    let mut targets = Vec::new();
    for child in view.children_with(node, &[R::NmodPoss]) {
        actors.extend(each(view, Some(child)));
    }
    for child in view.children_with(node, &[R::Nmod, R::Obl]) {
        match view.preposition(child).as_deref() {
            Some("by") => actors.extend(each(view, Some(child))),
            Some("between" | "with" | "among") => actors.extend(each(view, Some(child))),
            Some("against" | "on" | "targeting") => targets.extend(each(view, Some(child))),
            Some("of") => match trigger.frame.roles.valency {
                Valency::Undergo => targets.extend(each(view, Some(child))),
                Valency::Act if is_of_object(view, node) => targets.extend(each(view, Some(child))),
                Valency::Reciprocal | Valency::Act => actors.extend(each(view, Some(child))),
            },
            _ => {}
        }
    }
    if targets.is_empty() {
        targets.extend(targeted(view, trigger));
    }
    if actors.is_empty() {
        actors.extend(adjective_actor(view, node));
    }
    if actors.is_empty() && trigger.predicate != node {
        actors.extend(light_verb_subject(view, trigger));
    }
    (actors, targets)
}

/// "the siege of a train", "the shelling of Goma": nouns whose "of" names what is acted on.
fn is_of_object(view: &View<'_>, node: usize) -> bool {
    let lemma = view.lemma(node);
    lemma.ends_with("ing")
        || matches!(
            lemma,
            "siege"
                | "seizure"
                | "bombardment"
                | "invasion"
                | "blockade"
                | "hijacking"
                | "massacre"
                | "rape"
                | "crackdown"
        )
}

/// "strikes targeting bases": the object of the participle says what is hit.
fn targeted(view: &View<'_>, trigger: &Trigger) -> Vec<usize> {
    [trigger.node, trigger.predicate]
        .iter()
        .flat_map(|node| view.children_with(*node, &[R::Acl, R::Advcl, R::Conj, R::Amod]))
        .filter(|child| matches!(view.lemma(*child), "target" | "hit" | "strike"))
        .find_map(|child| view.child(child, &[R::Obj]))
        .map_or_else(Vec::new, |object| each(view, Some(object)))
}

/// "Israeli strikes": the adjective names who acts.
fn adjective_actor(view: &View<'_>, node: usize) -> Option<usize> {
    view.children_with(node, &[R::Amod, R::Compound])
        .find(|child| view.country[*child].is_some())
}

/// "Israel carried out strikes", "Israel hit the port with a strike": the subject of the verb
/// whose object or means the noun is.
fn light_verb_subject(view: &View<'_>, trigger: &Trigger) -> Vec<usize> {
    let means = || {
        view.relation(trigger.node) == R::Obl
            && view.preposition(trigger.node).as_deref() == Some("with")
    };
    let direct = view.head(trigger.node) == Some(trigger.predicate)
        && (view.relation(trigger.node) == R::Obj || means());
    // "condemned the attack"
    let verb = view.lemma(trigger.predicate);
    // "condemned the attack", "confirmed an outbreak"
    let speaks = ABOUT_KNOWN.contains(&verb) || REPORTING.contains(&verb);
    // "killed 15, prompting a curfew": what brings a deed about does not do it.
    let prompts = matches!(
        verb,
        "prompt" | "trigger" | "spark" | "cause" | "provoke" | "ignite"
    );
    match view.subject(trigger.predicate) {
        Some(subject)
            if direct && !subject.passive && !speaks && !prompts && !is_own_deed(trigger, verb) =>
        {
            each(view, Some(subject.node))
        }
        _ => Vec::new(),
    }
}

/// "police dispersed a march": whether the verb tells a deed of its own, of another type.
fn is_own_deed(trigger: &Trigger, verb: &str) -> bool {
    frames::patterns(verb).iter().any(|pattern| {
        let frame = frames::frame(pattern.frame);
        pattern.words.len() == 1
            && frame.verb
            && frame.leaf.event_type != trigger.frame.leaf.event_type
    })
}

fn partners(view: &View<'_>, node: usize) -> Vec<usize> {
    view.children_with(node, &[R::Obl, R::Nmod])
        .filter(|child| {
            matches!(
                view.preposition(*child).as_deref(),
                Some("with" | "between")
            )
        })
        .flat_map(|child| each(view, Some(child)))
        .collect()
}

/// A phrase and those it is coordinated with, when their heads are of one kind.
fn each(view: &View<'_>, node: Option<usize>) -> Vec<usize> {
    let Some(node) = node else {
        return Vec::new();
    };
    let people = *lexicon::PERSON | *lexicon::COUNTRY;
    let is_one = |node: usize| view.classes[node].meets(people);
    let mut nodes = vec![node];
    nodes.extend(
        view.children_with(node, &[R::Conj])
            .filter(|child| !view.is_verb(*child) && is_one(*child) == is_one(node)),
    );
    nodes
}

/// A participant as the text names it; for a pronoun, whom it stands for.
fn named_or_meant(
    view: &View<'_>,
    node: usize,
    places: bool,
    toponyms: &[Toponym],
    antecedents: &Antecedents<'_>,
) -> Option<Participant> {
    if !antecedent::is_pronoun(view, node) {
        return participant_of(view, node, places, toponyms);
    }
    match antecedent::within_sentence(view, node) {
        // A place that does something is a government: "Sudan said it had".
        Some(meant) => participant_of(view, meant, true, toponyms),
        None => antecedents
            .before(view, node)
            .or_else(|| participant_of(view, node, places, toponyms)),
    }
}

/// What "a total of 18 fighters" and "dozens of people" are about.
fn counted_head(view: &View<'_>, node: usize) -> usize {
    let quantity = matches!(
        view.lemma(node),
        "total"
            | "number"
            | "dozen"
            | "score"
            | "hundred"
            | "thousand"
            | "handful"
            | "couple"
            | "series"
            | "majority"
            | "half"
            | "most"
            | "many"
            | "some"
            | "several"
            | "few"
            | "all"
            | "rest"
            | "estimate"
            | "quantity"
            | "amount"
    );
    let of = |child: &usize| view.preposition(*child).as_deref() == Some("of");
    view.children_with(node, &[R::Nmod])
        .find(of)
        .filter(|_| quantity)
        .unwrap_or(node)
}

/// A participant as the text names it; none for a literal place or a word that names nobody.
pub(super) fn participant(
    view: &View<'_>,
    node: usize,
    toponyms: &[Toponym],
) -> Option<Participant> {
    participant_of(view, node, false, toponyms)
}

/// The same; `places` tells whether a literal place may be one.
fn participant_of(
    view: &View<'_>,
    node: usize,
    places: bool,
    toponyms: &[Toponym],
) -> Option<Participant> {
    let node = counted_head(view, node);
    let literal = !places
        && view.in_toponym[node]
            .is_some_and(|index| toponyms[index].mention_type == MentionType::Literal);
    let word = view.word(node);
    let is_direction = is_side(word) && view.child(node, &[R::Nmod]).is_some();
    let says_nothing = literal
        || is_ordinal(word)
        || is_direction
        || matches!(
            view.upos(node),
            Upos::Verb | Upos::Punct | Upos::Sym | Upos::Adp | Upos::Pron | Upos::Det
        ) && !is_indefinite(view, node);
    if says_nothing {
        return None;
    }
    let nodes = phrase(view, node);
    let span = view.span(*nodes.first()?).cover(view.span(*nodes.last()?));
    let country = nodes.iter().find_map(|node| {
        view.country[*node].or_else(|| {
            let place = toponyms[view.in_toponym[*node]?].place.as_ref()?;
            place.country
        })
    });
    Some(Participant {
        span,
        name: tidy(span.of(view.text.raw)),
        country,
    })
}

/// "someone", "nobody": unnamed, but people.
fn is_indefinite(view: &View<'_>, node: usize) -> bool {
    matches!(
        view.lemma(node),
        "someone" | "somebody" | "everyone" | "everybody" | "anyone" | "others"
    )
}

/// Nouns of time.
const TIMES: &[&str] = &[
    "minute", "hour", "day", "night", "morning", "week", "month", "year", "decade",
];

/// "killed Friday", "tomorrow", "Jan 7": when, not who.
fn is_time(view: &View<'_>, node: usize) -> bool {
    view.in_timex[node] || TIMES.contains(&view.lemma(node))
}

/// "rebels near Goma", "12 people in a raid", "the mayor on Tuesday", "the region for weeks": where,
/// when and how, not who.
fn is_setting(view: &View<'_>, node: usize) -> bool {
    let place_or_time = matches!(
        view.preposition(node).as_deref(),
        Some(
            "in" | "at"
                | "on"
                | "near"
                | "outside"
                | "off"
                | "around"
                | "over"
                | "since"
                | "during"
                | "after"
                | "amid"
                | "across"
                | "along"
                | "to"
        )
    );
    place_or_time
        || view.preposition(node).is_some()
            && (TIMES.contains(&view.lemma(node)) || matches!(view.lemma(node), "home"))
}

/// The words of a phrase: no clauses, appositions, coordination, dates or places after it,
/// no article before it, cut to the unbroken run around its head.
fn phrase(view: &View<'_>, node: usize) -> Vec<usize> {
    let skip = |child: usize| {
        let below = view.head(child) == Some(node);
        match view.relation(child) {
            R::AclRelcl | R::Appos | R::Parataxis | R::Punct | R::Cop | R::Advmod => true,
            R::Cc => !joins_adjectives(view, child),
            R::Nsubj | R::Advcl | R::Mark | R::Aux | R::AuxPass => true,
            // "a 50-year-old man"
            R::OblUnmarked => child + 1 >= view.len() || view.word(child + 1) != "-",
            R::Acl => below && view.is_verb(child),
            R::Conj | R::Case | R::Det | R::DetPredet => below,
            R::Nmod => is_setting(view, child),
            R::Obl => true,
            _ => false,
        }
    };
    let nodes = view.subtree(node, &skip);
    let at = nodes.iter().position(|here| *here == node).unwrap_or(0);
    let glued = |left: usize, right: usize| (left + 1..right).all(|gap| joins(view, gap));
    let mut first = at;
    while first > 0 && glued(nodes[first - 1], nodes[first]) {
        first -= 1;
    }
    // "at least seven people"
    let says_how_exact = |node: usize| {
        let word = view.word(node).to_lowercase();
        view.upos(node) == Upos::Adp
            || matches!(word.as_str(), "least" | "most" | "more" | "than" | "dead")
    };
    while first < at && says_how_exact(nodes[first]) {
        first += 1;
    }
    let mut last = at;
    while last + 1 < nodes.len() && glued(nodes[last], nodes[last + 1]) {
        last += 1;
    }
    nodes[first..=last].to_vec()
}

/// "Thai and Cambodian soldiers": "and" inside a phrase.
fn joins_adjectives(view: &View<'_>, cc: usize) -> bool {
    let second = view.head(cc).filter(|node| view.relation(*node) == R::Conj);
    let first = second.and_then(|node| view.head(node));
    first.is_some_and(|node| matches!(view.relation(node), R::Amod | R::Compound))
}

/// Marks that belong inside a name: "PKK/YPG", "US-backed", "President's".
fn joins(view: &View<'_>, node: usize) -> bool {
    matches!(
        view.word(node),
        "/" | "-" | "'s" | "’s" | "." | "“" | "”" | "\""
    )
}

fn tidy(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let joined = words.join(" ");
    let name = joined.trim_matches([',', ';', ' ']);
    let led = ["and ", "or "]
        .iter()
        .find_map(|lead| name.strip_prefix(lead));
    led.unwrap_or(name).to_string()
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
