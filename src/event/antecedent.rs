//! Antecedents: whom a pronoun stands for, when that is near.
//!
//! A pronoun takes the nearest subject before it in its sentence that it can stand for, else
//! the subject of the clause its own clause leads up to ("As he visited Rome, Scholz said"),
//! else a subject of the sentence before. One that finds none stands for nobody.

use super::lexicon;
use super::view::{View, is_acronym};
use crate::analysis::Participant;
use crate::syntax::{Relation as R, Upos, Xpos};

/// What a pronoun can stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// "he", "her".
    One,
    /// "they", "their".
    Many,
    /// "it", "its".
    Thing,
    /// "the group", "the militia".
    Group,
}

/// A subject that a pronoun of the next sentence may stand for.
#[derive(Clone, Debug)]
struct Subject {
    participant: Participant,
    kinds: Kinds,
}

/// Which pronouns can stand for a phrase.
#[derive(Clone, Copy, Debug)]
struct Kinds {
    one: bool,
    many: bool,
    thing: bool,
    group: bool,
}

impl Kinds {
    fn has(self, kind: Kind) -> bool {
        match kind {
            Kind::One => self.one,
            Kind::Many => self.many,
            Kind::Thing => self.thing,
            Kind::Group => self.group,
        }
    }
}

/// The subjects of the sentence before, in text order.
#[derive(Debug, Default)]
pub(super) struct Antecedents {
    subjects: Vec<Subject>,
}

impl Antecedents {
    /// Takes over the subjects of a sentence, named by `name`, for the one that follows it.
    pub fn advance(&mut self, view: &View<'_>, name: impl Fn(usize) -> Option<Participant>) {
        let found: Vec<Subject> = (0..view.len())
            .filter(|node| is_subject(view, *node) && kind_of(view, *node).is_none())
            .filter_map(|node| {
                Some(Subject {
                    participant: name(node)?,
                    kinds: kinds_of(view, node),
                })
            })
            .collect();
        if !found.is_empty() {
            self.subjects = found;
        }
    }

    /// A subject of the sentence before that the pronoun can stand for.
    pub fn before(&self, view: &View<'_>, pronoun: usize) -> Option<Participant> {
        let kind = kind_of(view, pronoun)?;
        let subject = self.subjects.iter().find(|one| one.kinds.has(kind))?;
        Some(subject.participant.clone())
    }
}

/// Whether a node is a pronoun of the third person, or "the group".
pub(super) fn is_pronoun(view: &View<'_>, node: usize) -> bool {
    kind_of(view, node).is_some()
}

/// The node of the same sentence that a pronoun stands for.
pub(super) fn within_sentence(view: &View<'_>, pronoun: usize) -> Option<usize> {
    let kind = kind_of(view, pronoun)?;
    // "Israel rejected it": a subject does nothing to itself.
    let is_own_subject = |node: usize| {
        let object = matches!(view.relation(pronoun), R::Obj | R::Iobj | R::Obl);
        object && view.head(node) == view.head(pronoun)
    };
    let fits = |node: &usize| {
        !is_own_subject(*node)
            && is_subject(view, *node)
            && kind_of(view, *node).is_none()
            && kinds_of(view, *node).has(kind)
    };
    let before = (0..pronoun).rev().find(fits);
    before.or_else(|| led_up_to(view, pronoun).filter(fits))
}

/// The subject of the main clause that a leading subordinate clause belongs to.
fn led_up_to(view: &View<'_>, pronoun: usize) -> Option<usize> {
    let clause = view.clause(pronoun);
    let main = view.head(clause).filter(|head| *head > pronoun)?;
    (view.relation(clause) == R::Advcl)
        .then(|| view.child(main, &[R::Nsubj, R::NsubjPass]))
        .flatten()
}

/// A name of a party: "Rapid Support Forces", "PKK", "M23 rebels".
fn is_faction(view: &View<'_>, node: usize) -> bool {
    let is_name = |node: usize| view.upos(node) == Upos::Propn && view.in_toponym[node].is_none();
    let armed = view.classes[node].meets(*lexicon::PARTIES);
    let named = view
        .children_with(node, &[R::Compound, R::Flat, R::NmodDesc])
        .any(is_name);
    is_acronym(view.word(node)) || armed && (is_name(node) || named)
}

/// "the group", "the militia", and nothing more.
fn is_bare_group(view: &View<'_>, node: usize) -> bool {
    let noun = matches!(
        view.lemma(node),
        "group" | "militia" | "movement" | "organisation" | "organization" | "faction"
    );
    let bare = view.children(node).iter().all(|child| {
        let the = view.relation(*child) == R::Det && view.lemma(*child) == "the";
        the || matches!(view.relation(*child), R::Case | R::Punct)
    });
    noun && bare && view.child(node, &[R::Det]).is_some()
}

fn kind_of(view: &View<'_>, node: usize) -> Option<Kind> {
    if is_bare_group(view, node) {
        return Some(Kind::Group);
    }
    if view.upos(node) != Upos::Pron {
        return None;
    }
    match view.word(node).to_lowercase().as_str() {
        "he" | "she" | "him" | "her" | "his" | "hers" => Some(Kind::One),
        "they" | "them" | "their" | "theirs" => Some(Kind::Many),
        "it" | "its" => Some(Kind::Thing),
        _ => None,
    }
}

fn is_subject(view: &View<'_>, node: usize) -> bool {
    matches!(view.relation(node), R::Nsubj | R::NsubjPass)
        && matches!(view.upos(node), Upos::Noun | Upos::Propn | Upos::Pron)
}

fn kinds_of(view: &View<'_>, node: usize) -> Kinds {
    let classes = view.classes[node];
    let group = classes.meets(*lexicon::GROUP) || view.country[node].is_some();
    let plural = matches!(view.parse.nodes[node].xpos, Xpos::Nns | Xpos::Nnps)
        || view.child(node, &[R::Conj]).is_some();
    let person = classes.meets(*lexicon::PERSON) && !is_acronym(view.word(node));
    Kinds {
        one: person && !plural && !group,
        many: plural || group || is_acronym(view.word(node)),
        thing: !plural && (!person || group),
        group: is_faction(view, node),
    }
}
