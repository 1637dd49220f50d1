//! Time: expressions and the days they mean.
//!
//! The text is scanned once into a `tape` of words, numbers and marks; only words of the
//! `vocabulary` and numbers can start an expression, so that other text costs one table
//! look-up a word. The `grammar` says what an expression says ("the Friday before"), and
//! `resolve` puts it on the calendar: against the document creation time in news, against
//! the dates told before in a narrative.

mod expression;
mod grammar;
mod resolve;
mod tape;
mod value;
mod vocabulary;

use crate::analysis::Timex;
use crate::text::Text;
use expression::{Base, Expr, Phrase, YearRef};
use jiff::civil::Date;
use resolve::Resolver;
use tape::Tape;

/// The time expressions of a text in order, resolved against the document creation time.
///
/// Without a `dct` only absolute dates have a range, and those that count from one.
///
/// Invariants: spans lie on character boundaries, are in order and do not overlap.
///
/// Complexity: O(text).
pub fn find_timexes(text: &Text<'_>, dct: Option<Date>) -> Vec<Timex> {
    find(text.raw, dct)
}

/// [`find_timexes`] on a text that was not cut into tokens.
///
/// ```
/// let dct = jiff::civil::date(2025, 4, 10);
/// let found = dateline::time::find("A convoy left Aleppo last Friday.", Some(dct));
/// assert_eq!(found[0].value, "2025-04-04");
/// ```
pub fn find(raw: &str, dct: Option<Date>) -> Vec<Timex> {
    let tape = Tape::new(raw);
    let phrases = grammar::phrases(&tape);
    let mut resolver = Resolver::new(&tape, dct, is_narrative(&phrases, dct));
    phrases
        .iter()
        .map(|phrase| resolver.resolve(phrase))
        .collect()
}

/// How many dates of other years make a history, not a news article with background.
const NARRATIVE_DATES: usize = 6;

/// How many years from the document creation time a year must lie to count as another time.
const NARRATIVE_YEARS: u16 = 2;

/// Whether a text tells a history: many dates in years long past, and few expressions that
/// count from the day of writing.
fn is_narrative(phrases: &[Phrase], dct: Option<Date>) -> bool {
    let distant = phrases
        .iter()
        .filter_map(|phrase| given_year(&phrase.expr))
        .filter(|year| dct.is_none_or(|dct| dct.year().abs_diff(*year) >= NARRATIVE_YEARS))
        .count();
    let deictic = phrases
        .iter()
        .filter(|phrase| is_deictic(&phrase.expr))
        .count();
    distant >= NARRATIVE_DATES && distant > 2 * deictic
}

fn given_year(expr: &Expr) -> Option<i16> {
    match expr {
        Expr::Year(year)
        | Expr::Day {
            year: YearRef::Is(year),
            ..
        }
        | Expr::Month {
            year: YearRef::Is(year),
            ..
        }
        | Expr::Season {
            year: YearRef::Is(year),
            ..
        } => Some(*year),
        _ => None,
    }
}

fn is_deictic(expr: &Expr) -> bool {
    matches!(
        expr,
        Expr::Weekday { .. }
            | Expr::DayShift(_)
            | Expr::Overnight
            | Expr::Weekend
            | Expr::Stretch { .. }
            | Expr::Period {
                base: Base::Dct,
                ..
            }
            | Expr::Away {
                base: Base::Dct,
                ..
            }
    )
}
