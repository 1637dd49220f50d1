//! What the rules see of each token: its folded form, its cues, whether it can be part of a name.

use super::words::{Cues, Word, hash, word_of};
use crate::gazetteer::fold::fold_into;
use crate::span::Span;
use crate::text::{Shape, Text};
use std::ops::Range;

/// A sentence is loud when at least this share of its words of [`LOUD_LETTERS`] letters or more
/// begins with a capital: then a capital says nothing.
const LOUD_SHARE: (usize, usize) = (7, 10);
const LOUD_LETTERS: usize = 4;
/// A sentence of fewer such words is never loud: "Aleppo fell."
const LOUD_WORDS: usize = 3;

/// A text with what is known of its tokens.
pub struct Marks<'t> {
    /// The text.
    pub text: &'t Text<'t>,
    folded: String,
    ends: Vec<u32>,
    words: Vec<Word>,
    flags: Vec<u8>,
}

const NAME: u8 = 1;
const FIRST: u8 = 2;
const LOUD: u8 = 4;
const GLUED: u8 = 8;
const DATELINE: u8 = 16;

impl<'t> Marks<'t> {
    /// Marks every token.
    pub fn new(text: &'t Text<'t>) -> Marks<'t> {
        let count = text.tokens.len();
        let mut marks = Marks {
            text,
            folded: String::with_capacity(text.raw.len()),
            ends: Vec::with_capacity(count),
            words: Vec::with_capacity(count),
            flags: vec![0; count],
        };
        marks.mark_tokens();
        marks.mark_sentences();
        marks
    }

    fn mark_tokens(&mut self) {
        let mut end = usize::MAX;
        for (i, token) in self.text.tokens.iter().enumerate() {
            let start = self.folded.len();
            fold_into(token.span.of(self.text.raw), &mut self.folded);
            self.ends.push(self.folded.len() as u32);
            let word = match token.shape {
                Shape::Mark => Word {
                    cues: Cues::NONE,
                    id: hash(token.span.of(self.text.raw).as_bytes()),
                },
                Shape::Number => Word::default(),
                _ => word_of(&self.folded[start..]),
            };
            self.words.push(word);
            if token.span.start == end {
                self.flags[i] |= GLUED;
            }
            if is_name_shape(token.shape, token.span.of(self.text.raw)) {
                self.flags[i] |= NAME;
            }
            end = token.span.end;
        }
    }

    fn mark_sentences(&mut self) {
        let dateline = self.text.dateline.as_ref();
        for sentence in &self.text.sentences {
            let mut tokens = sentence.tokens.clone();
            if let Some(dateline) = dateline.filter(|d| sentence.span.overlaps(d.span)) {
                for i in dateline.tokens.clone() {
                    self.flags[i] |= DATELINE;
                }
                tokens.start = dateline.tokens.end.clamp(tokens.start, tokens.end);
            }
            let first = tokens
                .clone()
                .find(|&i| self.text.tokens[i].shape != Shape::Mark);
            if let Some(first) = first {
                self.flags[first] |= FIRST;
            }
            self.mark_after_openings(tokens.clone());
            if self.is_loud_range(tokens.clone()) {
                tokens.for_each(|i| self.flags[i] |= LOUD);
            }
        }
    }

    /// A quotation or a clause after a colon begins with a capital too.
    fn mark_after_openings(&mut self, tokens: Range<usize>) {
        for i in tokens.clone().skip(1) {
            let opens = matches!(self.raw(i - 1), "“" | "\"" | "‘" | ":" | "''" | "``" | "•");
            if opens && i > tokens.start {
                self.flags[i] |= FIRST;
            }
        }
    }

    fn is_loud_range(&self, tokens: Range<usize>) -> bool {
        let mut words = 0;
        let mut capitals = 0;
        for i in tokens {
            let token = &self.text.tokens[i];
            if token.span.len() >= LOUD_LETTERS
                && !matches!(token.shape, Shape::Mark | Shape::Number)
            {
                words += 1;
                capitals += usize::from(self.flags[i] & NAME != 0);
            }
        }
        words >= LOUD_WORDS && capitals * LOUD_SHARE.1 >= words * LOUD_SHARE.0
    }

    /// The number of tokens.
    pub fn len(&self) -> usize {
        self.ends.len()
    }
    /// The words of a token.
    pub fn raw(&self, token: usize) -> &'t str {
        self.text.tokens[token].span.of(self.text.raw)
    }

    /// The token as names are compared; empty for a mark.
    pub fn folded(&self, token: usize) -> &str {
        let start = token.checked_sub(1).map_or(0, |i| self.ends[i] as usize);
        &self.folded[start..self.ends[token] as usize]
    }

    /// The token's cues; none outside the text.
    pub fn cues(&self, token: usize) -> Cues {
        self.words.get(token).map_or(Cues::NONE, |word| word.cues)
    }

    /// A number for the word, its capital and its kind; names that no table of words has are all
    /// one, and so are numbers.
    pub fn tag(&self, token: usize) -> u32 {
        let Some(word) = self.words.get(token) else {
            return 1;
        };
        let capital = u32::from(self.is_name(token));
        match word.id {
            0 => 2 + 2 * self.shape(token) as u32 + capital,
            id => id ^ capital << 31,
        }
    }

    /// The token's cues when it is written in lower case.
    pub fn lower_cues(&self, token: usize) -> Cues {
        if self.is_lower(token) {
            self.cues(token)
        } else {
            Cues::NONE
        }
    }

    /// Its shape; a mark outside the text.
    pub fn shape(&self, token: usize) -> Shape {
        self.text
            .tokens
            .get(token)
            .map_or(Shape::Mark, |token| token.shape)
    }

    /// Whether it is in lower case.
    pub fn is_lower(&self, token: usize) -> bool {
        self.shape(token) == Shape::Lower
    }

    /// Whether it begins with a capital.
    pub fn is_name(&self, token: usize) -> bool {
        self.has(token, NAME)
    }

    /// Whether a sentence or quotation begins with it.
    pub fn is_first(&self, token: usize) -> bool {
        self.has(token, FIRST)
    }

    /// Whether its sentence has capitals throughout (a headline).
    pub fn is_loud(&self, token: usize) -> bool {
        self.has(token, LOUD)
    }

    /// Whether no blank parts it from the token before.
    pub fn is_glued(&self, token: usize) -> bool {
        self.has(token, GLUED)
    }

    /// Whether it is part of the dateline.
    pub fn is_dateline(&self, token: usize) -> bool {
        self.has(token, DATELINE)
    }

    fn has(&self, token: usize, flag: u8) -> bool {
        self.flags.get(token).is_some_and(|flags| flags & flag != 0)
    }

    /// Whether the token is `mark`.
    pub fn is_mark(&self, token: usize, mark: &str) -> bool {
        token < self.len() && self.raw(token) == mark
    }

    /// Whether the token is a hyphen glued on both sides.
    pub fn is_hyphen(&self, token: usize) -> bool {
        token < self.len()
            && matches!(self.raw(token), "-" | "–" | "‐")
            && self.is_glued(token)
            && self.is_glued(token + 1)
    }

    /// Whether the token is "'s" or the bare apostrophe of a plural.
    pub fn is_possessive(&self, token: usize) -> bool {
        token < self.len()
            && self.is_glued(token)
            && matches!(self.raw(token), "'s" | "’s" | "'S" | "’S" | "'" | "’")
    }

    /// From the first to the last of some tokens.
    pub fn span(&self, tokens: &Range<usize>) -> Span {
        let first = self.text.tokens[tokens.start].span;
        first.cover(self.text.tokens[tokens.end - 1].span)
    }

    /// The tokens of the sentence that holds a token.
    pub fn sentence(&self, token: usize) -> Range<usize> {
        let offset = self.text.tokens[token].span.start;
        self.text
            .sentences
            .get(self.text.sentence_at(offset))
            .map_or(token..token + 1, |sentence| sentence.tokens.clone())
    }
}

fn is_name_shape(shape: Shape, word: &str) -> bool {
    match shape {
        Shape::Capitalized | Shape::Upper => true,
        Shape::Mixed => word.starts_with(char::is_uppercase),
        _ => false,
    }
}
