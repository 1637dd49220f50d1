//! Datelines: "OUAGADOUGOU, Oct. 18 (Wire) —" at the head of a dispatch.

use super::line::Block;
use super::{Dateline, Shape, Token};
use crate::span::Span;
use std::ops::Range;

/// Bytes between the start of a dateline and the start of its dash.
const MAX_BYTES: usize = 90;
/// Bytes of the place words.
const MAX_PLACE_BYTES: usize = 60;
/// Tokens of an agency in brackets or between slashes: "(AP via Example News)".
const MAX_AGENCY_TOKENS: usize = 8;
/// Lower-case words inside place names.
const INNER_WORDS: &[&str] = &[
    "of", "de", "del", "la", "el", "al", "the", "and", "upon", "da",
];
/// Beginnings of month and weekday names.
const DATE_WORDS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "sept",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// Finds the dateline at the start of `block`, whose tokens are `range` of `tokens`.
pub(super) fn find(
    raw: &str,
    tokens: &[Token],
    block: &Block,
    range: Range<usize>,
) -> Option<Dateline> {
    let reader = Reader {
        raw,
        tokens: &tokens[range.clone()],
    };
    let place = reader.place_end();
    let date = reader.date_end(place);
    let agency = reader.agency_end(date);
    let dash = reader.comma_end(agency);
    let end = reader.terminator_end(dash, place, agency > place)?;
    let span = Span::new(block.span.start, reader.tokens[end - 1].span.end);
    if span.len() > MAX_BYTES || end == reader.tokens.len() {
        return None;
    }
    let place = reader.trimmed_place(place);
    (place.len() <= MAX_PLACE_BYTES).then_some(Dateline {
        span,
        tokens: range.start..range.start + end,
        place,
    })
}

struct Reader<'t> {
    raw: &'t str,
    /// The block's tokens.
    tokens: &'t [Token],
}

impl Reader<'_> {
    fn word(&self, at: usize) -> &str {
        self.tokens
            .get(at)
            .map_or("", |token| token.span.of(self.raw))
    }

    fn shape(&self, at: usize) -> Option<Shape> {
        self.tokens.get(at).map(|token| token.shape)
    }

    /// Whether blanks stand before token `at`.
    fn gap_before(&self, at: usize) -> bool {
        at > 0 && self.tokens[at - 1].span.end < self.tokens[at].span.start
    }

    /// One past the place words: capitalised words with commas, hyphens and slashes between.
    fn place_end(&self) -> usize {
        let mut at = 0;
        while at < self.tokens.len() {
            let word = self.word(at);
            let goes_on = match self.tokens[at].shape {
                Shape::Capitalized | Shape::Upper | Shape::Mixed => !is_date_word(word),
                Shape::Lower => at > 0 && INNER_WORDS.contains(&word),
                Shape::Mark => match word {
                    "," | "'" | "’" => at > 0,
                    "-" | "–" => at > 0 && !self.gap_before(at),
                    "/" => at > 0 && !self.gap_before(at),
                    _ => false,
                },
                Shape::Caseless | Shape::Number => false,
            };
            if !goes_on {
                break;
            }
            at += 1;
        }
        at
    }

    /// One past the date after the place.
    fn date_end(&self, from: usize) -> usize {
        let mut at = from;
        while is_date_word(self.word(at))
            || self.shape(at) == Some(Shape::Number)
            || at > from && matches!(self.word(at), "," | ".")
        {
            at += 1;
        }
        at
    }

    /// One past "(Reuters)" or "/PRNewswire/".
    fn agency_end(&self, from: usize) -> usize {
        let close = match self.word(from) {
            "(" => ")",
            "[" => "]",
            "/" => "/",
            _ => return from,
        };
        let last = (from + 1..=from + MAX_AGENCY_TOKENS).find(|&at| self.word(at) == close);
        last.map_or(from, |at| at + 1)
    }

    fn comma_end(&self, from: usize) -> usize {
        from + usize::from(self.word(from) == ",")
    }

    /// One past the mark that ends the dateline at `at`.
    ///
    /// Place words alone (`marked` false: neither date nor agency) are a dateline only
    /// when they are upper case, hold a comma, or are few and a capital follows the dash.
    fn terminator_end(&self, at: usize, place: usize, marked: bool) -> Option<usize> {
        let mark = self.word(at);
        let is_long_dash = matches!(mark, "—" | "–" | "―" | "--" | "---");
        let is_short_dash = matches!(mark, "-" | "_") && at > 0 && self.gap_before(at);
        let is_slash_stop = mark == "." && self.word(at.wrapping_sub(1)) == "/";
        let upper = self.shape(0) == Some(Shape::Upper);
        let capital_next = matches!(
            self.shape(at + 1),
            Some(Shape::Capitalized | Shape::Upper | Shape::Mixed | Shape::Mark | Shape::Number)
        );
        let accepted = if marked {
            is_long_dash || is_short_dash || is_slash_stop || mark == ":"
        } else if place == 0 {
            false
        } else if upper && mark == ":" {
            capital_next && place <= 3
        } else if is_long_dash || is_short_dash {
            let has_comma = (0..place).any(|at| self.word(at) == ",");
            capital_next && (upper || has_comma || is_long_dash && place <= 3)
        } else {
            false
        };
        accepted.then_some(at + 1)
    }

    /// The place words without marks at their end; empty at the start when there are none.
    fn trimmed_place(&self, mut end: usize) -> Span {
        while end > 0 && self.tokens[end - 1].shape == Shape::Mark {
            end -= 1;
        }
        let start = self.tokens[0].span.start;
        Span::new(
            start,
            end.checked_sub(1)
                .map_or(start, |at| self.tokens[at].span.end),
        )
    }
}

/// A month or weekday, whole or cut to three letters or more, with or without a full stop.
fn is_date_word(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    word.is_ascii()
        && word.len() >= 3
        && DATE_WORDS.iter().any(|name| {
            let cut = word.len() == 3 || word.len() == name.len();
            cut && name[..word.len()].eq_ignore_ascii_case(word)
        })
}
