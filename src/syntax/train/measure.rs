//! Figures on the development files.

use super::conllu::{Gold, GoldToken};
use crate::syntax::model::Model;
use crate::syntax::tags::Relation;
use crate::syntax::{Parse, Tagged, Workspace};
use crate::text::Text;
use std::collections::BTreeMap;
use std::fmt;

/// How well a model does. Shares are between 0 and 1.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    /// On gold tokens and sentences.
    pub gold: Scores,
    /// On raw text, cut into tokens and sentences here: F1 over tokens.
    pub raw: Scores,
    /// F1 of tokens on raw text.
    pub tokens: f64,
    /// F1 of sentences on raw text.
    pub sentences: f64,
    /// Share of right lemmas, on gold tokens.
    pub lemmas: f64,
    /// By relation: gold arcs, predicted arcs, arcs right in head and relation; gold tokens.
    pub relations: BTreeMap<Relation, [usize; 3]>,
}

/// Shares of right answers.
#[derive(Clone, Copy, Debug, Default)]
pub struct Scores {
    /// Universal part of speech.
    pub upos: f64,
    /// Penn tag.
    pub xpos: f64,
    /// Head.
    pub uas: f64,
    /// Head and relation.
    pub las: f64,
}

impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Scores {
            upos,
            xpos,
            uas,
            las,
        } = self;
        write!(f, "UPOS {upos:.4} XPOS {xpos:.4} UAS {uas:.4} LAS {las:.4}")
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "gold tokens: {} lemma {:.4}", self.gold, self.lemmas)?;
        write!(f, "raw text:    {} ", self.raw)?;
        writeln!(
            f,
            "token F1 {:.4} sentence F1 {:.4}",
            self.tokens, self.sentences
        )?;
        for (relation, &[gold, predicted, right]) in &self.relations {
            let f1 = f1(right, gold, predicted);
            writeln!(f, "{relation:14} {gold:5} gold  F1 {f1:.3}")?;
        }
        Ok(())
    }
}

/// Right answers, counted.
#[derive(Default)]
struct Counts {
    upos: usize,
    xpos: usize,
    uas: usize,
    las: usize,
}

impl Counts {
    fn add(&mut self, gold: &GoldToken, parse: &Parse, node: usize, same_head: bool) {
        let node = &parse.nodes[node];
        self.upos += usize::from(node.upos == gold.upos);
        self.xpos += usize::from(node.xpos == gold.xpos);
        self.uas += usize::from(same_head);
        self.las += usize::from(same_head && node.relation == gold.relation);
    }

    fn scores(&self, gold: usize, predicted: usize) -> Scores {
        let share = |right| f1(right, gold, predicted);
        Scores {
            upos: share(self.upos),
            xpos: share(self.xpos),
            uas: share(self.uas),
            las: share(self.las),
        }
    }
}

fn f1(right: usize, gold: usize, predicted: usize) -> f64 {
    if right == 0 {
        return 0.0;
    }
    2.0 * right as f64 / (gold + predicted) as f64
}

/// All figures of `model` on `sentences`.
pub(super) fn figures(model: &Model<'_>, sentences: &[Gold]) -> Figures {
    let mut figures = Figures::default();
    on_gold_tokens(model, sentences, &mut figures);
    on_raw_text(model, sentences, &mut figures);
    figures
}

fn on_gold_tokens(model: &Model<'_>, sentences: &[Gold], figures: &mut Figures) {
    let mut workspace = Workspace::default();
    let mut counts = Counts::default();
    let (mut total, mut lemmas) = (0, 0);
    for gold in sentences {
        let tagged = Tagged::new(model, gold.forms(), 0, |_| false);
        let parse = tagged.parse_with(model, &mut workspace);
        for (at, token) in gold.tokens.iter().enumerate() {
            let node = &parse.nodes[at];
            let same_head = node.head.unwrap_or(gold.tokens.len()) == token.head;
            counts.add(token, &parse, at, same_head);
            let right = same_head && node.relation == token.relation;
            figures.relations.entry(token.relation).or_default()[0] += 1;
            figures.relations.entry(node.relation).or_default()[1] += 1;
            figures.relations.entry(node.relation).or_default()[2] += usize::from(right);
            lemmas += usize::from(parse.lemma(at).eq_ignore_ascii_case(&token.lemma));
        }
        total += gold.tokens.len();
    }
    figures.gold = counts.scores(total, total);
    figures.lemmas = lemmas as f64 / total as f64;
}

/// The gold sentences as one text: blanks between sentences, a blank line between paragraphs.
fn raw_text(sentences: &[Gold]) -> (String, Vec<Vec<(usize, usize)>>) {
    let mut raw = String::new();
    let mut spans = Vec::new();
    for gold in sentences {
        raw += if gold.starts_paragraph { "\n\n" } else { " " };
        let span = |token: &GoldToken| {
            if !token.glued && !raw.ends_with([' ', '\n']) {
                raw.push(' ');
            }
            let start = raw.len();
            raw += &token.form;
            (start, raw.len())
        };
        spans.push(gold.tokens.iter().map(span).collect());
    }
    (raw, spans)
}

/// Token and arc scores as in the CoNLL 2018 shared task: a token is right when its
/// characters are, a head when it is the same token.
fn on_raw_text(model: &Model<'_>, sentences: &[Gold], figures: &mut Figures) {
    let (raw, spans) = raw_text(sentences);
    let text = Text::new(&raw);
    let mut workspace = Workspace::default();
    let mut nodes: BTreeMap<(usize, usize), (usize, usize)> = BTreeMap::new();
    let mut parses = Vec::new();
    for sentence in &text.sentences {
        let forms = crate::syntax::forms(&text, sentence.tokens.clone());
        let tagged = Tagged::new(model, forms, sentence.tokens.start, |_| false);
        let parse = tagged.parse_with(model, &mut workspace);
        for (at, index) in sentence.tokens.clone().enumerate() {
            let span = text.tokens[index].span;
            nodes.insert((span.start, span.end), (parses.len(), at));
        }
        parses.push(parse);
    }
    let span_of = |parse: &Parse, node: usize| {
        let span = text.tokens[parse.first_token + node].span;
        (span.start, span.end)
    };
    let mut counts = Counts::default();
    let (mut gold_tokens, mut right_tokens) = (0, 0);
    for (gold, spans) in sentences.iter().zip(&spans) {
        gold_tokens += spans.len();
        for (token, span) in gold.tokens.iter().zip(spans) {
            let Some(&(parse, at)) = nodes.get(span) else {
                continue;
            };
            let parse = &parses[parse];
            right_tokens += 1;
            let head = parse.nodes[at].head.map(|head| span_of(parse, head));
            counts.add(token, parse, at, head == spans.get(token.head).copied());
        }
    }
    let predicted = text.tokens.len();
    figures.raw = counts.scores(gold_tokens, predicted);
    figures.tokens = f1(right_tokens, gold_tokens, predicted);
    let ends = |first: &(usize, usize), last: &(usize, usize)| (first.0, last.1);
    let gold_ends: Vec<_> = spans
        .iter()
        .filter_map(|spans| Some(ends(spans.first()?, spans.last()?)))
        .collect();
    let is_gold = |sentence: &&crate::text::Sentence| {
        gold_ends
            .binary_search(&(sentence.span.start, sentence.span.end))
            .is_ok()
    };
    let right = text.sentences.iter().filter(is_gold).count();
    figures.sentences = f1(right, gold_ends.len(), text.sentences.len());
}
