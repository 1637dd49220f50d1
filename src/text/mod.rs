//! Text: tokens, sentences, datelines and headlines, with exact offsets.

mod abbreviation;
mod chars;
mod dateline;
mod line;
mod sentence;
#[cfg(test)]
mod tests;
mod token;

use crate::span::Span;
use std::ops::Range;

/// Blocks at the head of a text that can hold its dateline: headline, subtitle, byline, date,
/// and the first two paragraphs.
const DATELINE_BLOCKS: usize = 6;
/// A block of more bytes is running text, not a headline or byline.
const RUNNING_TEXT: usize = 250;

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
    ///
    /// Invariants: tokens start and end on character boundaries, are not empty and cover
    /// everything but blanks; sentences cover all tokens.
    ///
    /// Complexity: O(text).
    pub fn new(raw: &'d str) -> Text<'d> {
        let mut text = Text {
            raw,
            tokens: token::tokenize(raw),
            sentences: Vec::new(),
            dateline: None,
        };
        text.split_sentences();
        text
    }

    fn split_sentences(&mut self) {
        let mut start = 0;
        let mut leading = DATELINE_BLOCKS;
        for block in line::blocks(self.raw) {
            let inside = |token: &Token| token.span.start < block.span.end;
            let end = start
                + self.tokens[start..]
                    .iter()
                    .take_while(|t| inside(t))
                    .count();
            if start == end {
                continue;
            }
            let mut from = start;
            if leading > 0 {
                leading -= 1;
                self.dateline = dateline::find(self.raw, &self.tokens, &block, start..end);
                if let Some(dateline) = &self.dateline {
                    from = dateline.tokens.end;
                    leading = 0;
                }
            }
            let sentences = &mut self.sentences;
            sentence::split(self.raw, &self.tokens, &block, start..end, from, sentences);
            // Running text without a dateline at its head has none further on.
            if block.span.len() > RUNNING_TEXT {
                leading = 0;
            }
            start = end;
        }
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
