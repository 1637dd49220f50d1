//! Text: tokens, sentences, datelines and headlines, with exact offsets.

use crate::span::Span;
use std::ops::Range;

/// A text cut into sentences and tokens.
#[derive(Clone, Debug)]
pub struct Text<'d> {
    /// The text itself.
    pub raw: &'d str,
    /// All tokens in order; they never overlap.
    pub tokens: Vec<Token>,
    /// All sentences in order; each token belongs to exactly one.
    pub sentences: Vec<Sentence>,
    /// The place and date at the head of a dispatch, when there is one.
    pub dateline: Option<Dateline>,
}

/// A word, number or mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it is.
    pub span: Span,
    /// What its letters look like.
    pub shape: Shape,
}

/// What the letters of a token look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// "convoy"
    Lower,
    /// "Aleppo"
    Capitalized,
    /// "SDF", "ALEPPO" (two letters or more)
    Upper,
    /// "PhD", "iPhone", "McAllen"
    Mixed,
    /// Letters of a script without case.
    Caseless,
    /// "250", "4th", "1,000", "3.5"
    Number,
    /// Punctuation and symbols.
    Mark,
}

/// A sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// From its first to its last token.
    pub span: Span,
    /// Its tokens, as indices into [`Text::tokens`].
    pub tokens: Range<usize>,
    /// Whether it is a headline or running text.
    pub kind: SentenceKind,
}

/// What a sentence is in the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SentenceKind {
    /// A first line, or a short line alone, without a full stop.
    Headline,
    /// Running text.
    Body,
}

/// "OUAGADOUGOU, Oct. 18 (Wire) —": part of the first sentence of running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dateline {
    /// All of it, dash included.
    pub span: Span,
    /// Its tokens, as indices into [`Text::tokens`].
    pub tokens: Range<usize>,
    /// The words before the date or agency: the place, with containers ("SAN JOSE, Costa Rica").
    pub place: Span,
}

impl<'d> Text<'d> {
    /// Cuts `raw` into tokens and sentences.
    pub fn new(_raw: &'d str) -> Text<'d> {
        todo!("text helper")
    }

    /// The words of a token.
    pub fn word(&self, token: usize) -> &'d str {
        self.tokens[token].span.of(self.raw)
    }

    /// Index of the sentence that holds byte `offset`, or the one before it.
    pub fn sentence_at(&self, offset: usize) -> usize {
        self.sentences
            .partition_point(|sentence| sentence.span.start <= offset)
            .saturating_sub(1)
    }

    /// Index of the first token that starts at or after byte `offset`.
    pub fn token_at(&self, offset: usize) -> usize {
        self.tokens
            .partition_point(|token| token.span.start < offset)
    }

    /// Indices of the tokens that overlap `span`.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let start = self
            .tokens
            .partition_point(|token| token.span.end <= span.start);
        let end = self
            .tokens
            .partition_point(|token| token.span.start < span.end);
        start..end.max(start)
    }
}
