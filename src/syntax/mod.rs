//! Syntax: part of speech, lemma and dependency parse of one sentence.
//!
//! A greedy tagger (`tagger`) gives each token its tags, a greedy transition parser
//! (`parser`) its head and relation, `repair` mends what cannot be, and rules with learnt exceptions (`lemma`) its
//! dictionary form. The weights are averaged perceptrons over hashed features (`linear`),
//! trained by `train` on UD English EWT and GUM and compiled into the program (`model`).

mod lemma;
mod linear;
mod model;
mod parser;
mod repair;
mod sparse;
mod tagger;
mod tags;
#[cfg(test)]
mod tests;
pub mod train;
mod verbs;
mod word;

pub use tags::{Relation, Upos, Xpos};

use crate::span::Span;
use crate::text::{Sentence, Text};
use model::Model;
use std::cell::RefCell;
use std::ops::Range;
use word::{Form, Word};

/// The syntax of one sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parse {
    /// Index in [`Text::tokens`] of the first node's token; node `i` is token `first_token + i`.
    pub first_token: usize,
    /// One node a token.
    pub nodes: Vec<Node>,
    /// All lemmas, one after the other.
    lemmas: String,
    /// Where each lemma ends in `lemmas`.
    lemma_ends: Vec<u32>,
}

/// A token's place in the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    /// Universal part of speech.
    pub upos: Upos,
    /// Penn Treebank tag, which tells verb forms and number: `VBD`, `VBN`, `NNS`.
    pub xpos: Xpos,
    /// Index of the head node; `None` for the root.
    pub head: Option<usize>,
    /// Relation to the head.
    pub relation: Relation,
}

impl Parse {
    /// Dictionary form of node `i`, lower case but for proper nouns.
    pub fn lemma(&self, i: usize) -> &str {
        let start = i.checked_sub(1).map_or(0, |before| self.lemma_ends[before]);
        &self.lemmas[start as usize..self.lemma_ends[i] as usize]
    }

    /// The node without a head; `None` only when there is no node.
    pub fn root(&self) -> Option<usize> {
        self.nodes.iter().position(|node| node.head.is_none())
    }

    /// The dependents of node `i`, in text order.
    ///
    /// Complexity: O(nodes).
    pub fn children(&self, i: usize) -> impl Iterator<Item = usize> + '_ {
        (0..self.nodes.len()).filter(move |&node| self.nodes[node].head == Some(i))
    }

    /// The dependents of node `i` with that relation or a subtype of it, in text order.
    ///
    /// `Nsubj` gives `nsubj:pass` too; ask for `NsubjPass` to have it alone.
    pub fn children_with(&self, i: usize, relation: Relation) -> impl Iterator<Item = usize> + '_ {
        self.children(i)
            .filter(move |&node| self.nodes[node].relation.is_kind_of(relation))
    }

    /// The head of node `i`, the head's head and so on up to the root.
    pub fn ancestors(&self, i: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.nodes[i].head, |&node| self.nodes[node].head)
    }

    /// From the first to the last node that is `i` or below it.
    ///
    /// The trees are projective: every node in between is below `i` too.
    ///
    /// Complexity: O(nodes in the subtree × depth).
    pub fn subtree_span(&self, i: usize) -> Range<usize> {
        let is_below = |&node: &usize| self.ancestors(node).any(|ancestor| ancestor == i);
        let before = (0..i).rev().take_while(is_below).count();
        let after = (i + 1..self.nodes.len()).take_while(is_below).count();
        i - before..i + 1 + after
    }
}

/// Buffers that parsing one sentence leaves for the next.
#[derive(Default)]
struct Workspace {
    words: Vec<Word>,
    tags: Vec<u8>,
    state: parser::State,
}

thread_local! {
    static WORKSPACE: RefCell<Workspace> = RefCell::default();
}

/// Parses one sentence, without the dateline that may stand at its head.
///
/// `names`: spans known to be names; their capitalised words are proper nouns.
///
/// Complexity: O(tokens × names in the sentence).
pub fn parse(text: &Text<'_>, sentence: &Sentence, names: &[Span]) -> Parse {
    let tokens = after_dateline(text, sentence);
    let first = tokens.start;
    let forms = forms(text, tokens);
    let is_name = |node: usize| {
        let token = &text.tokens[first + node];
        let capital = token.span.of(text.raw).starts_with(char::is_uppercase);
        capital && names.iter().any(|name| name.contains(token.span))
    };
    WORKSPACE.with_borrow_mut(|workspace| {
        parse_forms(Model::embedded(), &forms, first, is_name, workspace)
    })
}

/// The tokens of a sentence that belong to its syntax.
fn after_dateline(text: &Text<'_>, sentence: &Sentence) -> Range<usize> {
    let tokens = sentence.tokens.clone();
    match &text.dateline {
        Some(dateline) if tokens.contains(&dateline.tokens.start) => {
            dateline.tokens.end.min(tokens.end)..tokens.end
        }
        _ => tokens,
    }
}

/// The tokens of a sentence as the models see them.
fn forms<'d>(text: &Text<'d>, tokens: Range<usize>) -> Vec<Form<'d>> {
    let tokens = &text.tokens[tokens];
    let mut end = usize::MAX;
    tokens
        .iter()
        .map(|token| {
            let glued = token.span.start == end;
            end = token.span.end;
            Form {
                text: token.span.of(text.raw),
                shape: token.shape,
                glued,
            }
        })
        .collect()
}

fn parse_forms(
    model: &Model<'_>,
    forms: &[Form<'_>],
    first_token: usize,
    is_name: impl Fn(usize) -> bool,
    workspace: &mut Workspace,
) -> Parse {
    let Workspace { words, tags, state } = workspace;
    word::words(forms, words);
    tagger::tag(&model.tagger, &model.classes, words, is_name, tags);
    parser::parse(&model.moves, &model.relations, words, tags, state);
    let mut parse = Parse {
        first_token,
        nodes: Vec::with_capacity(forms.len()),
        lemmas: String::with_capacity(forms.len() * 6),
        lemma_ends: Vec::with_capacity(forms.len()),
    };
    for ((form, &tag), item) in forms.iter().zip(&*tags).zip(&state.items) {
        let (upos, xpos) = model.classes[usize::from(tag)];
        parse.nodes.push(Node {
            upos,
            xpos,
            head: (item.head < forms.len()).then_some(item.head),
            relation: Relation::ALL[usize::from(item.relation)],
        });
        model.lemmas.push(form.text, upos, xpos, &mut parse.lemmas);
        parse.lemma_ends.push(parse.lemmas.len() as u32);
    }
    let intransitive: Vec<bool> = (0..parse.nodes.len())
        .map(|node| repair::is_intransitive(parse.lemma(node)))
        .collect();
    let is_past = |node: usize| verbs::is_past(words[node].verb);
    repair::repair(&mut parse.nodes, is_past, &intransitive);
    parse
}
