//! Syntax: part of speech, lemma and dependency parse of one sentence.

use crate::text::{Sentence, Text};

/// The syntax of one sentence.
#[derive(Clone, Debug)]
pub struct Parse {
    /// Index in [`Text::tokens`] of the first node's token; node `i` is token `first_token + i`.
    pub first_token: usize,
    /// One node a token.
    pub nodes: Vec<Node>,
}

/// A token's place in the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Universal part of speech.
    pub upos: Upos,
    /// Penn Treebank tag, which tells verb forms and number: `VBD`, `VBN`, `NNS`.
    pub xpos: Xpos,
    /// Dictionary form, lower case but for proper nouns.
    pub lemma: String,
    /// Index of the head node; `None` for the root.
    pub head: Option<usize>,
    /// Relation to the head.
    pub relation: Relation,
}

/// Universal part of speech (universaldependencies.org).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Upos {
    Adj,
    Adp,
    Adv,
    Aux,
    Cconj,
    Det,
    Intj,
    Noun,
    Num,
    Part,
    Pron,
    Propn,
    Punct,
    Sconj,
    Sym,
    Verb,
    X,
}

/// Penn Treebank tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Xpos(pub u8);

/// Universal dependency relation with the English subtypes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Relation(pub u8);

/// Parses one sentence.
pub fn parse(_text: &Text<'_>, _sentence: &Sentence) -> Parse {
    todo!("syntax helper")
}
