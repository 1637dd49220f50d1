//! One sentence as the coder sees it: its parse with the places, times and classes on it.

use super::Input;
use super::about::About;
use super::lexicon::{self, ClassSet};
use crate::analysis::{MentionType, Timex, Toponym};
use crate::gazetteer::Gazetteer;
use crate::gazetteer::fold::fold;
use crate::place::{CountryCode, PlacePrecision};
use crate::span::Span;
use crate::syntax::{self, Parse, Relation, Tagged, Upos, Xpos};
use crate::text::Text;
use std::borrow::Cow;

/// A sentence with everything found in it.
pub(super) struct View<'a> {
    pub text: &'a Text<'a>,
    /// Index into [`Text::sentences`].
    pub index: usize,
    pub parse: Parse,
    /// The children of all nodes, those of one after those of the other.
    children: Vec<usize>,
    /// Where the children of each node begin, and where the last ones end.
    first_child: Vec<usize>,
    /// The toponym whose last word a node is, as an index into the analysis.
    pub toponym: Vec<Option<usize>>,
    /// The toponym that a node is a word of.
    pub in_toponym: Vec<Option<usize>>,
    /// The country a node names, be it as a toponym or as an adjective.
    pub country: Vec<Option<CountryCode>>,
    /// Whether a node is a word of a time expression.
    pub in_timex: Vec<bool>,
    /// Classes of each node.
    pub classes: Vec<ClassSet>,
    /// Classes of all nodes together.
    pub present: ClassSet,
    /// Classes of the document.
    pub document: ClassSet,
}

impl<'a> View<'a> {
    pub fn new(input: &Input<'a>, index: usize, about: &About<'_>) -> View<'a> {
        View::of(input, index, about, tag(input, index).parse())
    }

    /// The view of a sentence that is parsed.
    pub fn of(input: &Input<'a>, index: usize, about: &About<'_>, parse: Parse) -> View<'a> {
        let Input {
            text,
            toponyms,
            timexes,
            gazetteer,
            ..
        } = *input;
        let count = parse.nodes.len();
        let mut children: Vec<usize> = (0..count)
            .filter(|node| parse.nodes[*node].head.is_some())
            .collect();
        children.sort_by_key(|child| parse.nodes[*child].head);
        let mut first_child = vec![0; count + 1];
        for head in parse.nodes.iter().filter_map(|node| node.head) {
            first_child[head + 1] += 1;
        }
        for node in 0..count {
            first_child[node + 1] += first_child[node];
        }
        let mut view = View {
            text,
            index,
            parse,
            children,
            first_child,
            toponym: vec![None; count],
            in_toponym: vec![None; count],
            country: vec![None; count],
            in_timex: vec![false; count],
            classes: vec![ClassSet::NONE; count],
            present: ClassSet::NONE,
            document: about.classes,
        };
        view.lay_toponyms(toponyms);
        view.lay_times(timexes);
        view.lay_countries(gazetteer);
        view.lay_classes(toponyms, &about.storms);
        view
    }

    fn lay_toponyms(&mut self, toponyms: &[Toponym]) {
        let span = self.text.sentences[self.index].span;
        let first = toponyms.partition_point(|toponym| toponym.span.end <= span.start);
        for (index, toponym) in toponyms.iter().enumerate().skip(first) {
            if toponym.span.start >= span.end {
                break;
            }
            let nodes: Vec<usize> = self.nodes_in(toponym.span).collect();
            for &node in &nodes {
                self.in_toponym[node] = Some(index);
                if let Some(place) = &toponym.place
                    && place.precision == PlacePrecision::Country
                {
                    self.country[node] = place.country;
                }
            }
            if let Some(head) = self.head_of(&nodes) {
                self.toponym[head] = Some(index);
            }
        }
    }

    fn lay_times(&mut self, timexes: &[Timex]) {
        let span = self.text.sentences[self.index].span;
        for timex in timexes.iter().filter(|timex| span.contains(timex.span)) {
            for node in self.nodes_in(timex.span) {
                self.in_timex[node] = true;
            }
        }
    }

    fn lay_countries(&mut self, gazetteer: &Gazetteer) {
        for node in 0..self.len() {
            if self.country[node].is_none() && self.word(node).starts_with(char::is_uppercase) {
                let folded = fold(self.word(node));
                self.country[node] = gazetteer.demonym(&folded).find_map(|form| form.country);
            }
        }
    }

    fn lay_classes(&mut self, toponyms: &[Toponym], storms: &[&str]) {
        for node in 0..self.len() {
            let mut classes = lexicon::classes_of(self.parse.lemma(node));
            if classes.is_empty() {
                let word = lower(self.word(node));
                if word != self.parse.lemma(node) {
                    classes = lexicon::classes_of(&word);
                }
                if let Some(singular) = word.strip_suffix('s') {
                    classes |= lexicon::classes_of(singular);
                }
                if let Some(first) = word.strip_suffix("men") {
                    classes |= lexicon::classes_of(&format!("{first}man"));
                }
            }
            if storms.contains(&self.word(node)) {
                classes |= *lexicon::STORM;
            }
            if self.is_past_or_participle(node) {
                classes = classes.without(*lexicon::PARTIES);
            }
            if self.country[node].is_some() {
                classes |= *lexicon::COUNTRY;
            }
            match self.in_toponym[node].map(|index| toponyms[index].mention_type) {
                Some(MentionType::Literal) => classes |= *lexicon::PLACE,
                Some(MentionType::Associative) => classes |= *lexicon::COUNTRY,
                None if self.is_organisation(node) => {
                    classes |= *lexicon::PERSON | *lexicon::FACTION;
                }
                None if self.is_person(node) => classes |= *lexicon::PERSON,
                None => {}
            }
            self.classes[node] = classes;
            self.present |= classes;
        }
    }

    /// "forced", "piloting": what somebody does and not who.
    fn is_past_or_participle(&self, node: usize) -> bool {
        let node = &self.parse.nodes[node];
        node.upos == Upos::Verb && matches!(node.xpos, Xpos::Vbd | Xpos::Vbn | Xpos::Vbg)
    }

    /// "PKK", "SDF", "PKK/YPG": an acronym that is a name.
    fn is_organisation(&self, node: usize) -> bool {
        let word = self.word(node);
        matches!(self.upos(node), Upos::Propn | Upos::Noun) && is_acronym(word)
    }

    fn is_person(&self, node: usize) -> bool {
        match self.upos(node) {
            Upos::Propn => true,
            Upos::Pron => !matches!(self.parse.lemma(node), "it" | "this" | "that" | "which"),
            // "31 were rescued"
            Upos::Num => {
                let is_argument = matches!(
                    self.relation(node),
                    Relation::Nsubj | Relation::NsubjPass | Relation::Obj
                );
                is_argument && !self.in_timex[node] && self.child(node, &[Relation::Nmod]).is_none()
            }
            _ => false,
        }
    }

    /// Whether a noun names people by their country: "Kenyans", "Palestinians".
    pub fn country_people(&self, node: usize) -> bool {
        self.country[node].is_some() && self.in_toponym[node].is_none()
    }

    /// The number of nodes.
    pub fn len(&self) -> usize {
        self.parse.nodes.len()
    }

    pub fn upos(&self, node: usize) -> Upos {
        self.parse.nodes[node].upos
    }

    pub fn relation(&self, node: usize) -> Relation {
        self.parse.nodes[node].relation
    }

    pub fn head(&self, node: usize) -> Option<usize> {
        self.parse.nodes[node].head
    }

    pub fn lemma(&self, node: usize) -> &str {
        self.parse.lemma(node)
    }

    pub fn children(&self, node: usize) -> &[usize] {
        &self.children[self.first_child[node]..self.first_child[node + 1]]
    }

    /// The first child with one of the relations.
    pub fn child(&self, node: usize, relations: &[Relation]) -> Option<usize> {
        self.children_with(node, relations).next()
    }

    pub fn children_with(
        &self,
        node: usize,
        relations: &[Relation],
    ) -> impl Iterator<Item = usize> {
        self.children(node)
            .iter()
            .copied()
            .filter(move |child| relations.contains(&self.relation(*child)))
    }

    /// Where a node's word is in the text.
    pub fn span(&self, node: usize) -> Span {
        self.text.tokens[self.parse.first_token + node].span
    }

    pub fn word(&self, node: usize) -> &'a str {
        self.span(node).of(self.text.raw)
    }

    /// The nodes whose words overlap a span.
    pub fn nodes_in(&self, span: Span) -> std::ops::Range<usize> {
        let tokens = self.text.tokens_in(span);
        let first = self.parse.first_token;
        let clamp = |token: usize| token.saturating_sub(first).min(self.len());
        clamp(tokens.start)..clamp(tokens.end)
    }

    /// Of some neighbouring nodes, the one whose head lies outside them; where the parse has taken them
    /// apart, the highest such.
    pub fn head_of(&self, nodes: &[usize]) -> Option<usize> {
        nodes
            .iter()
            .copied()
            .filter(|node| self.head(*node).is_none_or(|head| !nodes.contains(&head)))
            .min_by_key(|node| self.parse.ancestors(*node).count())
    }

    /// The preposition that governs a nominal, lower case; several words joined by a space.
    pub fn preposition(&self, node: usize) -> Option<Cow<'a, str>> {
        let case = self.child(node, &[Relation::Case])?;
        let mut words = lower(self.word(case));
        for fixed in self.children_with(case, &[Relation::Fixed]) {
            words += " ";
            words += lower(self.word(fixed));
        }
        Some(words)
    }

    /// Whether a node is a finite or non-finite verb (or heads a clause).
    pub fn is_verb(&self, node: usize) -> bool {
        matches!(self.upos(node), Upos::Verb | Upos::Aux)
    }

    /// A node and everything below it, in text order, without the branches that `skip` names.
    pub fn subtree(&self, node: usize, skip: &dyn Fn(usize) -> bool) -> Vec<usize> {
        let mut nodes = vec![node];
        let mut at = 0;
        while at < nodes.len() {
            let here = nodes[at];
            nodes.extend(
                self.children(here)
                    .iter()
                    .copied()
                    .filter(|child| !skip(*child)),
            );
            at += 1;
        }
        nodes.sort_unstable();
        nodes
    }

    /// The clause a node belongs to: the nearest node at or above it that heads a clause.
    pub fn clause(&self, node: usize) -> usize {
        let mut here = node;
        while !self.heads_clause(here) {
            match self.head(here) {
                Some(head) => here = head,
                None => break,
            }
        }
        here
    }

    /// Whether a node heads a clause: a verb that is no attribute, or a predicate with a copula.
    pub fn heads_clause(&self, node: usize) -> bool {
        use Relation as R;
        if self.head(node).is_none() {
            return true;
        }
        match self.relation(node) {
            R::Acl | R::AclRelcl | R::Advcl | R::Ccomp | R::Xcomp | R::Parataxis | R::Csubj => true,
            R::Conj => self.is_verb(node),
            _ => self.child(node, &[R::Cop]).is_some(),
        }
    }

    /// The subject of a predicate, looked for through coordination, control and participles.
    pub fn subject(&self, predicate: usize) -> Option<Subject> {
        self.subject_within(predicate, 6)
    }

    fn subject_within(&self, predicate: usize, steps: usize) -> Option<Subject> {
        use Relation as R;
        if let Some(node) = self.child(predicate, &[R::Nsubj, R::Csubj]) {
            return Some(Subject {
                node: self.antecedent(node, predicate),
                passive: false,
            });
        }
        if let Some(node) = self.child(predicate, &[R::NsubjPass]) {
            return Some(Subject {
                node: self.antecedent(node, predicate),
                passive: true,
            });
        }
        let head = self.head(predicate).filter(|_| steps > 0)?;
        let passive = self.is_participle(predicate);
        match self.relation(predicate) {
            R::Conj => {
                let subject = self.subject_within(head, steps - 1)?;
                let passive = self.is_passive_form(predicate)
                    || (subject.passive && self.is_participle(predicate));
                Some(Subject { passive, ..subject })
            }
            R::Acl | R::AclRelcl | R::Amod => Some(Subject {
                node: head,
                // "a quake struck Taiwan": what has an object is no passive.
                passive: passive && self.child(predicate, &[R::Obj]).is_none(),
            }),
            R::Xcomp | R::Advcl | R::Ccomp => {
                let node = self
                    .child(head, &[R::Obj])
                    .filter(|_| self.relation(predicate) == R::Xcomp)
                    .or_else(|| self.subject_within(head, steps - 1).map(|s| s.node))?;
                Some(Subject {
                    node,
                    passive: passive && self.child(predicate, &[R::Obj]).is_none(),
                })
            }
            _ => None,
        }
    }

    /// "who" and "which" stand for the noun that their clause belongs to.
    fn antecedent(&self, node: usize, predicate: usize) -> usize {
        let relative = matches!(self.lemma(node), "who" | "which" | "that" | "whom");
        match (relative, self.relation(predicate), self.head(predicate)) {
            (true, Relation::AclRelcl, Some(noun)) => noun,
            _ => node,
        }
    }

    /// Whether a predicate is passive by its own form.
    pub fn is_passive_form(&self, node: usize) -> bool {
        self.child(node, &[Relation::AuxPass, Relation::NsubjPass])
            .is_some()
    }

    /// Whether a verb is a past participle.
    pub fn is_participle(&self, node: usize) -> bool {
        self.parse.nodes[node].xpos == syntax::Xpos::Vbn
    }
}

/// A subject and whether it undergoes the predicate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Subject {
    pub node: usize,
    pub passive: bool,
}

/// A sentence with tags and lemmas.
pub(super) fn tag<'a>(input: &Input<'a>, index: usize) -> Tagged<'a> {
    let sentence = &input.text.sentences[index];
    syntax::tag(
        input.text,
        sentence,
        &names_in(sentence.span, input.toponyms),
    )
}

/// A word in lower case.
fn lower(word: &str) -> Cow<'_, str> {
    if word.contains(char::is_uppercase) {
        word.to_lowercase().into()
    } else {
        word.into()
    }
}

/// The spans of the toponyms in a sentence.
fn names_in(sentence: Span, toponyms: &[Toponym]) -> Vec<Span> {
    toponyms
        .iter()
        .map(|toponym| toponym.span)
        .filter(|span| sentence.contains(*span))
        .collect()
}

/// Several capitals and no small letter.
pub(super) fn is_acronym(word: &str) -> bool {
    word.chars().filter(char::is_ascii_uppercase).count() > 1 && !word.contains(char::is_lowercase)
}
