//! Ranges: "April 3-5", "from March 1 to 5", "between 2014 and 2016".

use super::{Parsed, base, calendar, year, year_tail};
use crate::time::expression::{Expr, YearRef};
use crate::time::tape::{Form, Kind, Tape};
use crate::time::vocabulary::Term;

/// The range that `first` opens, when its other end follows.
pub(super) fn to_end(tape: &Tape<'_>, start: usize, first: &Expr, end: usize) -> Parsed {
    let link = Link::at(tape, start, end)?;
    match first {
        Expr::Day { year, month, .. } => same_month(tape, first, *year, *month, end + 1)
            .or_else(|| like(tape, first, link, end + 1)),
        Expr::Year(year) => years(tape, *year, end + 1),
        Expr::Month { .. } | Expr::Weekday { .. } => like(tape, first, link, end + 1),
        _ => None,
    }
}

/// What joins the two ends.
#[derive(Clone, Copy, PartialEq)]
enum Link {
    Dash,
    /// "to" without "from": joins numbers only.
    Loose,
    /// "from … to", "between … and".
    Framed,
}

impl Link {
    fn at(tape: &Tape<'_>, start: usize, end: usize) -> Option<Link> {
        let before = match tape.term_before(start) {
            Some(Term::The) if start > 1 => tape.term_before(start - 1),
            term => term,
        };
        match (tape.kind(end), before) {
            (Kind::Mark('-'), _) => Some(Link::Dash),
            (Kind::Term(Term::To | Term::Until | Term::Through), Some(Term::From)) => {
                Some(Link::Framed)
            }
            (Kind::Term(Term::And), Some(Term::Between)) => Some(Link::Framed),
            (Kind::Term(Term::To | Term::Through), _) => Some(Link::Loose),
            _ => None,
        }
    }
}

/// "April 3-5, 2025": the second day shares the month.
fn same_month(tape: &Tape<'_>, first: &Expr, year: YearRef, month: i8, at: usize) -> Parsed {
    let at = tape.skip_term(at, Term::The);
    let number = tape.number(at)?;
    let day = calendar::day_number(tape, at)?;
    let clock = tape.is_mark(at + 1, ':') || matches!(tape.term(at + 1), Some(Term::Am | Term::Pm));
    let counted = matches!(tape.term(at + 1), Some(Term::Month(..) | Term::Units(_)));
    if clock || counted || number.form == Form::Plural {
        return None;
    }
    let (tail, end) = year_tail(tape, at + 1);
    let year = if tail == YearRef::Open { year } else { tail };
    let last = Expr::Day { year, month, day };
    Some((range(first.clone(), last), end))
}

/// "1939-1945", "1939-45".
fn years(tape: &Tape<'_>, first: i16, at: usize) -> Parsed {
    let last = match year::four_digits(tape, at) {
        Some(year) => year,
        None => {
            let number = tape.number(at)?;
            let short = number.form == Form::Plain && number.digits == 2 && tape.is_glued(at);
            short.then_some(first - first % 100 + number.value as i16)?
        }
    };
    (last > first).then(|| (range(Expr::Year(first), Expr::Year(last)), at + 1))
}

/// A second expression of the same kind as the first.
fn like(tape: &Tape<'_>, first: &Expr, link: Link, at: usize) -> Parsed {
    let (last, end) = base(tape, at, true)?;
    let same = std::mem::discriminant(first) == std::mem::discriminant(&last);
    (same && link != Link::Loose).then(|| (range(first.clone(), last), end))
}

/// "3-5 April", "the 13th to the 15th of July".
pub(super) fn days_first(tape: &Tape<'_>, at: usize) -> Parsed {
    let first = calendar::day_number(tape, at)?;
    match tape.kind(at + 1) {
        Kind::Mark('-') | Kind::Term(Term::To | Term::And) => {}
        _ => return None,
    }
    let second = tape.skip_term(at + 2, Term::The);
    let (last, end) = calendar::day_first(tape, second)?;
    let Expr::Day { year, month, day } = last else {
        return None;
    };
    (day > first).then(|| {
        let first = Expr::Day {
            year,
            month,
            day: first,
        };
        (range(first, last), end)
    })
}

fn range(first: Expr, last: Expr) -> Expr {
    Expr::Range(Box::new(first), Box::new(last))
}
