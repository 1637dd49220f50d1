//! Syntax: part of speech, lemma and dependency parse of one sentence.
//!
//! A greedy tagger (`tagger`) gives each token its tags, and `mend` mends those that news has
//! otherwise; rules with learnt exceptions (`lemma`) give its dictionary form, and a greedy
//! transition parser (`parser`) its head and relation. Speakers beside what they say (`aside`) and
//! clauses between commas (`relative`) are parsed apart, and `repair` mends what cannot be. The
//! weights are averaged perceptrons over hashed features (`linear`), trained by `train` on UD
//! English EWT and GUM and compiled into the program (`model`).

mod aside;
mod lemma;
mod linear;
mod mend;
mod model;
mod parser;
mod relative;
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
pub(crate) use word::{is_ordinal, is_side};

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

/// A sentence whose words have their tags and lemmas, and no tree yet: enough to tell whether it is
/// worth one.
#[derive(Debug)]
pub struct Tagged<'t> {
    forms: Vec<Form<'t>>,
    words: Vec<Word>,
    /// Numbers of the joint tags.
    tags: Vec<u8>,
    /// With neither heads nor relations.
    parse: Parse,
}

/// Whether all nodes hang from one root.
fn is_tree(nodes: &[Node]) -> bool {
    let mut reaches = vec![false; nodes.len()];
    let mut path = Vec::new();
    let mut roots = 0;
    for start in 0..nodes.len() {
        let mut at = start;
        path.clear();
        while !reaches[at] {
            path.push(at);
            match nodes[at].head {
                Some(head) if path.len() <= nodes.len() => at = head,
                Some(_) => return false,
                None => {
                    roots += 1;
                    break;
                }
            }
        }
        path.iter().for_each(|at| reaches[*at] = true);
    }
    roots == 1 || nodes.is_empty()
}

/// Buffers that parsing one sentence leaves for the next.
#[derive(Default)]
struct Workspace {
    part: Part,
    state: parser::State,
}

/// Some tokens of a sentence, as the parser sees them.
#[derive(Default)]
struct Part {
    tokens: Vec<usize>,
    words: Vec<Word>,
    tags: Vec<u8>,
}

impl Part {
    fn fill(&mut self, tokens: impl Iterator<Item = usize>, words: &[Word], tags: &[u8]) {
        self.tokens.clear();
        self.tokens.extend(tokens);
        self.words.clear();
        self.words.extend(self.tokens.iter().map(|at| words[*at]));
        self.tags.clear();
        self.tags.extend(self.tokens.iter().map(|at| tags[*at]));
    }
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
    tag(text, sentence, names).parse()
}

/// The first half of [`parse`]: tags and lemmas.
pub fn tag<'t>(text: &Text<'t>, sentence: &Sentence, names: &[Span]) -> Tagged<'t> {
    let tokens = after_dateline(text, sentence);
    let first = tokens.start;
    let forms = forms(text, tokens);
    let is_name = |node: usize| {
        let token = &text.tokens[first + node];
        let capital = token.span.of(text.raw).starts_with(char::is_uppercase);
        capital && names.iter().any(|name| name.contains(token.span))
    };
    Tagged::new(Model::embedded(), forms, first, is_name)
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

/// What begins a clause that tells when or why.
const TIME_MARKS: &[&str] = &[
    "after", "before", "when", "while", "as", "since", "until", "because",
];

/// Days of the week, which stand in news without a preposition.
const DAYS: &[&str] = &[
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

impl<'t> Tagged<'t> {
    fn new(
        model: &Model<'_>,
        forms: Vec<Form<'t>>,
        first_token: usize,
        is_name: impl Fn(usize) -> bool,
    ) -> Tagged<'t> {
        let (mut words, mut tags) = (Vec::new(), Vec::new());
        word::words(&forms, &mut words);
        model.tagger().tag(&words, is_name, &mut tags);
        mend::mend(&model.classes, &forms, &words, &mut tags);
        let mut parse = Parse {
            first_token,
            nodes: Vec::with_capacity(forms.len()),
            lemmas: String::with_capacity(forms.len() * 6),
            lemma_ends: Vec::with_capacity(forms.len()),
        };
        for (form, tag) in forms.iter().zip(&tags) {
            let (upos, xpos) = model.classes[usize::from(*tag)];
            parse.nodes.push(Node {
                upos,
                xpos,
                head: None,
                relation: Relation::Root,
            });
            model.lemmas.push(form.text, upos, xpos, &mut parse.lemmas);
            parse.lemma_ends.push(parse.lemmas.len() as u32);
        }
        Tagged {
            forms,
            words,
            tags,
            parse,
        }
    }

    /// The number of words.
    pub fn len(&self) -> usize {
        self.forms.len()
    }

    /// Whether it has no word.
    pub fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }

    /// A word as it is written.
    pub fn word(&self, i: usize) -> &'t str {
        self.forms[i].text
    }

    /// Dictionary form of word `i`, as [`Parse::lemma`] gives it.
    pub fn lemma(&self, i: usize) -> &str {
        self.parse.lemma(i)
    }

    /// The second half of [`parse`]: the tree.
    pub fn parse(self) -> Parse {
        WORKSPACE.with_borrow_mut(|workspace| self.parse_with(Model::embedded(), workspace))
    }

    fn parse_with(self, model: &Model<'_>, workspace: &mut Workspace) -> Parse {
        let Workspace { part, state } = workspace;
        let Tagged {
            forms,
            words,
            tags,
            mut parse,
        } = self;
        let xpos = |at: usize| parse.nodes[at].xpos;
        let aside = aside::find(&forms, xpos);
        let clauses: Vec<Range<usize>> = relative::find(&forms, xpos)
            .into_iter()
            .filter(|clause| {
                let said = aside.as_ref().map_or(0..0, |aside| aside.tokens.clone());
                clause.end <= said.start || said.end <= clause.start
            })
            .collect();
        // What is parsed apart: the words around, what is said beside, and each clause.
        let mut parts = vec![0; forms.len()];
        if let Some(aside) = &aside {
            parts[aside.tokens.clone()].fill(1);
        }
        for (at, clause) in clauses.iter().enumerate() {
            parts[clause.clone()].fill(at + 2);
        }
        for number in 0..clauses.len() + 2 {
            let tokens = (0..forms.len()).filter(|at| parts[*at] == number);
            part.fill(tokens, &words, &tags);
            parser::parse(
                &model.moves,
                &model.relations,
                &part.words,
                &part.tags,
                state,
            );
            for (at, item) in part.tokens.iter().zip(&state.items) {
                parse.nodes[*at].head = part.tokens.get(item.head).copied();
                parse.nodes[*at].relation = Relation::ALL[usize::from(item.relation)];
            }
        }
        for clause in &clauses {
            relative::join(clause, &mut parse.nodes);
        }
        if let Some(aside) = aside {
            aside.join(&mut parse.nodes);
        }
        let asked: Vec<repair::Word> = (0..forms.len())
            .map(|at| repair::Word {
                past: verbs::is_past(words[at].verb),
                say: parse.lemma(at) == "say",
                intransitive: repair::is_intransitive(parse.lemma(at)),
                day: DAYS.contains(&forms[at].text),
                place: forms[at].text == "where",
                time: TIME_MARKS.contains(&forms[at].text),
            })
            .collect();
        // Rules that meet in a way nobody thought of must not make a loop of a tree.
        let unrepaired = parse.nodes.clone();
        repair::repair(&mut parse.nodes, &asked);
        if !is_tree(&parse.nodes) {
            parse.nodes = unrepaired;
        }
        parse
    }
}
