//! Sentences: where they end inside a block, and which of them are headlines.

use super::abbreviation::{Ending, ending, is_starter, is_time_word};
use super::chars::{is_closer, is_opener, is_terminal};
use super::line::{Block, ends_sentence};
use super::{Sentence, SentenceKind, Shape, Token};
use crate::span::Span;
use std::ops::Range;

/// Longest headline at the head of a text, in bytes.
const HEADLINE_MAX: usize = 200;
/// Longest line inside a text that is taken for a heading, in bytes.
const HEADING_MAX: usize = 100;
/// Longest sentence, in tokens, closing marks not counted: what is longer is a table, a list or
/// noise, and is cut, so that work which grows faster than a sentence stays bounded. The longest
/// sentence of the Universal Dependencies English that the parser is trained on has 159 tokens.
const SENTENCE_MAX: usize = 240;
/// Most marks close after a full stop that belong to its sentence: ".”)[12]" has five.
const CLOSERS_MAX: usize = 8;
/// Verbs that follow a quotation which ends with "!" or "?".
const SAYING: &[&str] = &[
    "said", "says", "asked", "asks", "told", "shouted", "added", "wrote", "cried", "replied",
];

/// Cuts the tokens `range` of one block into sentences and appends them to `sentences`.
///
/// No sentence ends before token `from`, the first after a dateline.
pub(super) fn split(
    raw: &str,
    tokens: &[Token],
    block: &Block,
    range: Range<usize>,
    from: usize,
    sentences: &mut Vec<Sentence>,
) {
    let kind = kind(raw, block, sentences.is_empty(), from > range.start);
    let splitter = Splitter { raw, tokens };
    let mut start = range.start;
    let mut at = from.max(start);
    while at < range.end {
        at += 1;
        let end = match splitter.ends_after(start, at, range.end) {
            Some(end) => end,
            None if at == range.end => at,
            None if at - start == SENTENCE_MAX => splitter.pause(start, at),
            None => continue,
        };
        sentences.push(Sentence {
            span: Span::new(tokens[start].span.start, tokens[end - 1].span.end),
            tokens: start..end,
            kind,
        });
        start = end;
        at = end;
    }
}

fn kind(raw: &str, block: &Block, first: bool, dateline: bool) -> SentenceKind {
    let line = block.span.of(raw);
    let max = if first { HEADLINE_MAX } else { HEADING_MAX };
    let is_open = !ends_sentence(line) || first && line.ends_with(['?', '!', '…']);
    let runs_on = line.ends_with([',', ';', ':']);
    if line.len() <= max && is_open && !runs_on && !block.bullet && !dateline {
        SentenceKind::Headline
    } else {
        SentenceKind::Body
    }
}

struct Splitter<'t> {
    raw: &'t str,
    tokens: &'t [Token],
}

impl Splitter<'_> {
    fn word(&self, at: usize) -> &str {
        self.tokens[at].span.of(self.raw)
    }

    fn gap_before(&self, at: usize) -> bool {
        self.tokens[at - 1].span.end < self.tokens[at].span.start
    }

    /// One past the last comma, semicolon or other mark in the second half of `start..end`, where
    /// a text without full stops is best cut.
    fn pause(&self, start: usize, end: usize) -> usize {
        let half = start.midpoint(end);
        let is_mark = |token: &Token| token.shape == Shape::Mark;
        let mark = self.tokens[half..end].iter().rposition(is_mark);
        mark.map_or(end, |mark| half + mark + 1)
    }

    /// Whether the sentence from `start` ends with token `at - 1` and the closing marks
    /// after it; then one past them.
    fn ends_after(&self, start: usize, at: usize, limit: usize) -> Option<usize> {
        let last = self.word(at - 1);
        if !last.ends_with(is_terminal) {
            return None;
        }
        let end = self.closers_end(at, limit);
        if end == limit {
            return Some(end);
        }
        let next = self.opened(end, limit);
        let goes_on = if let Some(ending) = ending(last) {
            !self.abbreviation_ends(ending, end, next)
        } else if last == "." {
            self.stop_goes_on(start, at, end, next)
        } else {
            self.exclamation_goes_on(last, at, end, next, limit)
        };
        (!goes_on).then_some(end)
    }

    /// One past the quotation marks, brackets and footnote numbers close after `at`.
    fn closers_end(&self, at: usize, limit: usize) -> usize {
        let limit = limit.min(at + CLOSERS_MAX);
        let mut end = at;
        while end < limit && !self.gap_before(end) {
            let word = self.word(end);
            if word.starts_with(is_closer) && self.tokens[end].shape == Shape::Mark {
                end += 1;
            } else if word == "[" && end + 2 < limit && self.word(end + 2) == "]" {
                end += 3;
            } else {
                break;
            }
        }
        end
    }

    /// The first token from `at` on that does not open a quotation or bracket.
    fn opened(&self, at: usize, limit: usize) -> usize {
        let opens = |&next: &usize| self.word(next).starts_with(is_opener);
        let skipped = (at..limit).take_while(opens).count();
        (at + skipped).min(limit - 1)
    }

    fn abbreviation_ends(&self, ending: Ending, end: usize, next: usize) -> bool {
        let word = self.word(next);
        if !is_upper_start(self.tokens[next].shape) || !self.gap_before(end) {
            return false;
        }
        match ending {
            Ending::Never => false,
            Ending::BeforeStarter => is_starter(word),
            Ending::BeforeCapital => !is_time_word(word),
        }
    }

    /// A full stop that ends no sentence: a list number, or a small letter after it.
    fn stop_goes_on(&self, start: usize, at: usize, end: usize, next: usize) -> bool {
        let enumerates = at == start + 2 && self.word(start).len() <= 2;
        let shape = self.tokens[next].shape;
        if !self.gap_before(end) {
            // "ended.The": a blank is missing.
            return !(shape == Shape::Capitalized && at >= 2 && self.word(at - 2).len() > 1);
        }
        enumerates || shape == Shape::Lower
    }

    fn exclamation_goes_on(
        &self,
        last: &str,
        at: usize,
        end: usize,
        next: usize,
        limit: usize,
    ) -> bool {
        let shape = self.tokens[next].shape;
        let is_ideographic = !last.is_ascii() && last != "…";
        if is_ideographic {
            return false;
        }
        if shape == Shape::Lower || !self.gap_before(end) {
            return true;
        }
        // "“Stop!” Smith said": the quotation is part of the sentence.
        let quoted = end > at;
        quoted && (end..limit.min(end + 5)).any(|word| SAYING.contains(&self.word(word)))
    }
}

fn is_upper_start(shape: Shape) -> bool {
    matches!(shape, Shape::Capitalized | Shape::Upper | Shape::Mixed)
}
