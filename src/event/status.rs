//! Status: whether an event really happened, by the scope it stands in.
//!
//! The predicate's own auxiliaries and negation are read first, then everything that governs
//! it is climbed: a verb or noun of planning, threatening, asking, denying or claiming puts
//! what is below it into its own light.

use super::trigger::Trigger;
use super::view::View;
use crate::analysis::Status;
use crate::syntax::{Relation as R, Upos, Xpos};

/// How far above the predicate a governing word is looked for.
const STEPS: usize = 7;

const PLANNING: &[&str] = &[
    "plan",
    "intend",
    "prepare",
    "expect",
    "schedule",
    "aim",
    "want",
    "hope",
    "seek",
    "due",
    "set",
    "ready",
    "consider",
    "discuss",
    "propose",
    "agree",
    "promise",
    "pledge",
    "decide",
    "slate",
    "poise",
    "proposal",
    "decision",
    "prospect",
    "forecast",
    "likely",
    "preparation",
    "bid",
    "effort",
    "attempt",
    "try",
    "bound",
    "could",
    "predict",
    "offer",
];
const THREATENING: &[&str] = &["threaten", "threat", "vow", "warn", "ultimatum", "warning"];
const DEMANDING: &[&str] = &[
    "demand", "urge", "call", "ask", "request", "appeal", "insist", "press", "plead", "must",
    "should", "petition", "want",
];
const DENYING: &[&str] = &[
    "deny", "refute", "denial", "fail", "refuse", "foil", "thwart", "without", "reject", "rule",
    "abandon", "decline",
];
/// What these govern is feared, not told.
const AVERTING: &[&str] = &[
    "avoid",
    "refrain",
    "abstain",
    "desist",
    "prevent",
    "avert",
    "prevention",
    "deter",
    "fear",
    "risk",
    "danger",
    "intention",
    "possibility",
];
const CLAIMING: &[&str] = &[
    "allege",
    "claim",
    "allegation",
    "suspect",
    "suspicion",
    "rumour",
    "rumor",
    "accuse",
    "accusation",
    "reportedly",
    "allegedly",
    "purportedly",
    "unconfirmed",
    "blame",
    "charge",
    "believe",
];
const CONTINUING: &[&str] = &[
    "continue", "remain", "persist", "rage", "keep", "go on", "ongoing", "underway", "still",
];
const FUTURE_WORDS: &[&str] = &[
    "plan",
    "planned",
    "scheduled",
    "proposed",
    "upcoming",
    "next",
    "possible",
    "future",
    "forthcoming",
    "expected",
    "imminent",
    "potential",
];

/// What the text says of an event; `None` when it is only supposed ("if", "unless").
pub(super) fn status_of(view: &View<'_>, trigger: &Trigger) -> Option<Status> {
    if let Some(status) = own_modifiers(view, trigger.node) {
        return Some(status);
    }
    // "The talks ended without agreement."
    if view.preposition(trigger.node).as_deref() == Some("without") {
        return Some(Status::Denied);
    }
    let mut here = trigger.node;
    let mut status = None;
    let mut finite = false;
    for step in 0..STEPS {
        if supposed(view, here) || feared(view, here) {
            return None;
        }
        if !finite {
            status = status.or_else(|| inflection(view, here, step));
        }
        finite |= is_finite(view, here);
        let Some(head) = view.head(here) else {
            break;
        };
        let is_governed = governs(view, here, head);
        if stands_alone(view, here) && !is_governed {
            break;
        }
        let governed = is_governed.then(|| governor(view, here, head)).flatten();
        match (governed, status) {
            (Some(Status::Denied), _) => return Some(Status::Denied),
            (Some(governed), None) => status = Some(governed),
            (Some(governed), Some(Status::Planned)) => status = Some(governed),
            _ => {}
        }
        here = head;
    }
    Some(status.unwrap_or(Status::Occurred))
}

/// "when he meets leaders later this month": the present tells what is to come, with a date that has not
/// passed.
pub(super) fn is_present(view: &View<'_>, node: usize) -> bool {
    matches!(view.parse.nodes[node].xpos, Xpos::Vbz | Xpos::Vbp)
        && view.child(node, &[R::Aux, R::AuxPass]).is_none()
}

/// "a planned offensive", "no attack", "the alleged killing".
fn own_modifiers(view: &View<'_>, node: usize) -> Option<Status> {
    for child in view.children_with(node, &[R::Amod, R::Det, R::Advmod, R::Compound]) {
        let word = view.word(child).to_lowercase();
        let lemma = view.lemma(child);
        if matches!(
            word.as_str(),
            "no" | "not" | "never" | "n't" | "n’t" | "neither" | "nobody"
        ) {
            return Some(Status::Denied);
        }
        if matches!(
            word.as_str(),
            "alleged" | "suspected" | "allegedly" | "reportedly" | "unconfirmed"
        ) {
            return Some(Status::Alleged);
        }
        if matches!(view.relation(child), R::Amod) && FUTURE_WORDS.contains(&word.as_str()) {
            return Some(Status::Planned);
        }
        if lemma == "threatened" && view.relation(child) == R::Amod {
            return Some(Status::Threatened);
        }
        if matches!(word.as_str(), "ongoing" | "continuing" | "continued") {
            return Some(Status::Ongoing);
        }
    }
    None
}

/// "if", "unless", "in case": nothing is said to have happened.
fn supposed(view: &View<'_>, node: usize) -> bool {
    view.children_with(node, &[R::Mark]).any(|mark| {
        matches!(
            view.word(mark).to_lowercase().as_str(),
            "if" | "unless" | "whether" | "lest"
        )
    })
}

/// "to avoid a conflict", "no intention to attack", "fears of a war": nobody says it happened.
fn feared(view: &View<'_>, node: usize) -> bool {
    let governed = matches!(
        view.relation(node),
        R::Obj | R::Ccomp | R::Xcomp | R::Acl | R::Nmod | R::Obl | R::Compound | R::NsubjPass
    );
    // "marched to protest raids", "a rally against the war"
    let opposed = |head: usize| match view.relation(node) {
        R::Obj => matches!(view.lemma(head), "protest" | "oppose" | "decry"),
        R::Obl | R::Nmod => {
            matches!(
                view.lemma(head),
                "protest" | "rally" | "march" | "demonstrate" | "demonstration" | "campaign"
            ) && view.preposition(node).as_deref() == Some("against")
        }
        _ => false,
    };
    let head = view.head(node);
    governed && head.is_some_and(|head| AVERTING.contains(&view.lemma(head)))
        || head.is_some_and(opposed)
}

/// A verb with tense: what stands above it does not change its own.
fn is_finite(view: &View<'_>, node: usize) -> bool {
    let auxiliaries = [R::Aux, R::AuxPass, R::Cop];
    view.is_verb(node)
        && matches!(
            view.parse.nodes[node].xpos,
            Xpos::Vbd | Xpos::Vbp | Xpos::Vbz
        )
        || view.children_with(node, &auxiliaries).any(|child| {
            view.upos(child) == Upos::Aux && !view.word(child).eq_ignore_ascii_case("being")
        })
}

/// What tense, mood and negation of a predicate say; `step` counts from the trigger.
fn inflection(view: &View<'_>, node: usize, step: usize) -> Option<Status> {
    if !view.is_verb(node) && view.child(node, &[R::Cop, R::Aux]).is_none() {
        return None;
    }
    let auxiliaries: Vec<String> = view
        .children_with(node, &[R::Aux, R::AuxPass, R::Cop])
        .map(|child| view.word(child).to_lowercase())
        .collect();
    let has = |words: &[&str]| auxiliaries.iter().any(|aux| words.contains(&aux.as_str()));
    if step == 0 && negated(view, node) {
        return Some(Status::Denied);
    }
    // "Gunfire could be heard": what is heard happens.
    if is_perceived(view, node) && has(&["could", "can"]) {
        return None;
    }
    if has(&[
        "will", "shall", "'ll", "’ll", "would", "could", "may", "might", "can", "wo", "ca",
    ]) {
        return Some(Status::Planned);
    }
    if has(&["must", "should"]) {
        return Some(Status::Demanded);
    }
    let progressive = view.parse.nodes[node].xpos == Xpos::Vbg;
    let going_on = view
        .children_with(node, &[R::Advmod])
        .any(|child| matches!(view.lemma(child), "still" | "currently" | "now"));
    let present = has(&["is", "are", "'s", "’s", "'re", "’re", "has", "have", "been"]);
    if step <= 1 && ((progressive && present) || (going_on && !has(&["was", "were", "had"]))) {
        return Some(Status::Ongoing);
    }
    infinitive(view, node).filter(|_| step <= 1)
}

fn is_perceived(view: &View<'_>, node: usize) -> bool {
    matches!(view.lemma(node), "hear" | "see" | "feel" | "smell")
}

pub(super) fn negated(view: &View<'_>, node: usize) -> bool {
    view.children(node).iter().any(|child| {
        matches!(
            view.word(*child).to_lowercase().as_str(),
            "not" | "never" | "n't" | "n’t" | "nobody"
        )
    })
}

/// What is "forced to flee" flees: verbs whose infinitive tells what came true.
const IMPLYING: &[&str] = &[
    "force", "compel", "oblige", "cause", "lead", "drive", "manage", "help", "begin", "start",
    "continue", "get", "go on",
];

/// "are to meet", "a plan to meet", "to ask for help": not yet done, unless what governs it is past.
fn infinitive(view: &View<'_>, node: usize) -> Option<Status> {
    let marked = view
        .children_with(node, &[R::Mark, R::Aux])
        .any(|child| view.upos(child) == Upos::Part && view.word(child).eq_ignore_ascii_case("to"));
    let comes_true = view.relation(node) == R::Xcomp
        && view
            .head(node)
            .is_some_and(|head| IMPLYING.contains(&view.lemma(head)));
    // "forcing nearly 900 residents to evacuate", read as a clause of the residents
    let is_forced = view.relation(node) == R::Acl
        && view.head(node).is_some_and(|who| {
            view.relation(who) == R::Obj
                && view
                    .head(who)
                    .is_some_and(|head| matches!(view.lemma(head), "force" | "compel" | "oblige"))
        });
    (marked && !comes_true && !is_forced).then_some(Status::Planned)
}

/// "wants to arrest the man who shot five", "discussed the truce, agreed in October": what is told of a
/// noun holds, whatever is said of the noun.
fn stands_alone(view: &View<'_>, node: usize) -> bool {
    let is_set_off = || node > 0 && view.word(node - 1) == ",";
    match view.relation(node) {
        R::AclRelcl => {
            let is_claimed = view
                .head(node)
                .is_some_and(|head| is_content(view, node, head));
            is_finite(view, node) && !is_claimed
        }
        R::Acl => is_reduced(view, node) && is_set_off(),
        _ => false,
    }
}

/// "the claims that it has withdrawn": what is claimed, be it taken for a relative clause.
fn is_content(view: &View<'_>, node: usize, noun: usize) -> bool {
    let that = noun + 1;
    let claims = [CLAIMING, THREATENING, DEMANDING, PLANNING, DENYING]
        .iter()
        .any(|words| words.contains(&view.lemma(noun)));
    claims
        && that < node
        && view.word(that) == "that"
        && view
            .children_with(node, &[R::Nsubj, R::NsubjPass])
            .any(|subject| subject != that)
}

/// "the truce agreed in October": a participle without auxiliaries.
fn is_reduced(view: &View<'_>, node: usize) -> bool {
    view.is_participle(node) && view.child(node, &[R::Aux, R::AuxPass, R::Mark]).is_none()
}

/// Whether a head puts what is below it into its own light: not so for coordination, for
/// subjects of plain verbs, or for clauses of time ("accused Rwanda of declaring war" is none).
fn governs(view: &View<'_>, node: usize, head: usize) -> bool {
    match view.relation(node) {
        R::Conj | R::Parataxis | R::Appos => false,
        // "the claims that it withdrew" is often taken for a relative clause.
        R::AclRelcl => {
            !view.is_verb(head)
                && (view.child(node, &[R::Mark]).is_some() || is_content(view, node, head))
        }
        R::Acl if stands_alone(view, node) => false,
        R::Nsubj => {
            matches!(
                view.lemma(head),
                "continue" | "remain" | "persist" | "rage" | "likely"
            ) || view.child(head, &[R::Cop]).is_some()
        }
        R::Advcl => view
            .child(node, &[R::Mark])
            .is_some_and(|mark| matches!(view.word(mark), "to" | "of")),
        _ => true,
    }
}

fn governor(view: &View<'_>, node: usize, head: usize) -> Option<Status> {
    let lemma = view.lemma(head);
    let refused = negated(view, head);
    let is = |list: &[&str]| list.contains(&lemma);
    let clausal = match view.relation(node) {
        R::Ccomp | R::Xcomp | R::Acl | R::AclRelcl | R::Advcl => true,
        R::Obl | R::Nmod => matches!(
            view.preposition(node).as_deref(),
            Some("of" | "for" | "about" | "to" | "on" | "against" | "with")
        ),
        _ => false,
    };
    let passive = view.relation(node) == R::NsubjPass;
    let object = view.relation(node) == R::Obj;
    let status = if is(THREATENING) && (clausal || object) {
        Status::Threatened
    } else if matches!(lemma, "block" | "bar" | "veto") && object
        || is(DENYING) && (clausal || object || passive)
    {
        Status::Denied
    } else if matches!(
        lemma,
        "cancel" | "postpone" | "delay" | "schedule" | "expect" | "plan" | "hold" | "set"
    ) && passive
    {
        return planned_passive(view, head, lemma);
    } else if object && matches!(lemma, "cancel" | "postpone" | "delay" | "shelve" | "scrap") {
        return Some(Status::Planned);
    } else if is(DEMANDING) && asks_for(view, node, head) && !said_to_have(view, node) {
        Status::Demanded
    } else if is(CLAIMING) && (clausal || object || passive) {
        Status::Alleged
    } else if is(CONTINUING) {
        Status::Ongoing
    } else if is(PLANNING) && (clausal || object || passive) && !said_to_have(view, node) {
        Status::Planned
    } else {
        return None;
    };
    Some(if refused && status != Status::Denied {
        Status::Denied
    } else {
        status
    })
}

/// "called for a strike", "urged them to leave"; not "called it an attack", "asked about a raid".
fn asks_for(view: &View<'_>, node: usize, head: usize) -> bool {
    match view.relation(node) {
        R::Obl | R::Nmod => view.preposition(node).as_deref() == Some("for"),
        R::Obj => !matches!(view.lemma(head), "call" | "ask" | "press"),
        R::Ccomp | R::Xcomp | R::Acl | R::Advcl => true,
        _ => false,
    }
}

/// "was expected", "has been cancelled": still a plan; "was held" is none.
fn planned_passive(view: &View<'_>, head: usize, lemma: &str) -> Option<Status> {
    if lemma != "hold" {
        return Some(Status::Planned);
    }
    inflection(view, head, 1)
}

/// "is believed to have met": a perfect infinitive tells the past.
fn said_to_have(view: &View<'_>, node: usize) -> bool {
    view.children_with(node, &[R::Aux])
        .any(|child| view.lemma(child) == "have")
}
