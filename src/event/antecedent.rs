//! Antecedents: whom a pronoun stands for, when that is near.
//!
//! A pronoun takes the nearest subject before it in its sentence that it can stand for, else
//! the subject of the clause its own clause leads up to ("As he visited Rome, Scholz said"),
//! else a subject of the sentence before. One that finds none stands for nobody.

use super::Input;
use super::about::About;
use super::lexicon;
use super::participants::participant;
use super::view::{View, is_acronym};
use crate::analysis::Participant;
use crate::syntax::{Relation as R, Upos, Xpos};
use std::cell::OnceCell;

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

/// The subjects that pronouns of the next sentence may stand for, in text order.
pub(super) struct Antecedents<'a> {
    input: &'a Input<'a>,
    about: &'a About<'a>,
    /// Those of the last sentence that was seen and has any.
    subjects: Vec<Subject>,
    /// The sentences since then that were passed over. They are parsed when a pronoun asks.
    passed: Vec<usize>,
    /// The subjects of the last of them that has any.
    of_passed: OnceCell<Vec<Subject>>,
}

impl<'a> Antecedents<'a> {
    pub fn new(input: &'a Input<'a>, about: &'a About<'a>) -> Antecedents<'a> {
        Antecedents {
            input,
            about,
            subjects: Vec::new(),
            passed: Vec::new(),
            of_passed: OnceCell::new(),
        }
    }

    /// Goes on past a sentence that tells nothing.
    pub fn pass(&mut self, sentence: usize) {
        self.passed.push(sentence);
        self.of_passed = OnceCell::new();
    }

    /// Goes on past a sentence that was looked at.
    pub fn advance(&mut self, view: &View<'_>) {
        let found = self.subjects_of(view);
        if !found.is_empty() {
            self.subjects = found;
            self.passed.clear();
            self.of_passed = OnceCell::new();
        }
    }

    /// A subject of the sentence before that the pronoun can stand for.
    pub fn before(&self, view: &View<'_>, pronoun: usize) -> Option<Participant> {
        let kind = kind_of(view, pronoun)?;
        let of_passed = self.of_passed.get_or_init(|| {
            let backwards = self.passed.iter().rev();
            backwards
                .map(|sentence| self.subjects_of(&View::new(self.input, *sentence, self.about)))
                .find(|subjects| !subjects.is_empty())
                .unwrap_or_default()
        });
        let nearest = if of_passed.is_empty() {
            &self.subjects
        } else {
            of_passed
        };
        let subject = nearest.iter().find(|one| one.kinds.has(kind))?;
        Some(subject.participant.clone())
    }

    fn subjects_of(&self, view: &View<'_>) -> Vec<Subject> {
        (0..view.len())
            .filter(|node| is_subject(view, *node) && kind_of(view, *node).is_none())
            .filter_map(|node| {
                Some(Subject {
                    participant: participant(view, node, self.input.toponyms)?,
                    kinds: kinds_of(view, node),
                })
            })
            .collect()
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
