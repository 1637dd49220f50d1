//! Holidays with a fixed place in the calendar.

use super::{Parsed, year_tail};
use crate::time::expression::{Expr, YearRef};
use crate::time::tape::{Kind, Tape};
use crate::time::vocabulary::{Holiday, Term, Unit};

/// "May Day".
pub(super) fn may_day(tape: &Tape<'_>, at: usize) -> Parsed {
    (tape.word(at) == "May" && tape.word(at + 1) == "Day").then(|| on(tape, 5, 1, at + 2))
}

/// "Christmas Eve", "New Year's Day", "Boxing Day", "Thanksgiving".
pub(super) fn holiday(tape: &Tape<'_>, at: usize) -> Parsed {
    if !tape.is_capital(at) {
        return None;
    }
    match tape.term(at)? {
        Term::New => new_year(tape, at),
        Term::Boxing => day_after_name(tape, at + 1).map(|end| on(tape, 12, 26, end)),
        Term::Valentine => {
            day_after_name(tape, possessive(tape, at + 1)).map(|end| on(tape, 2, 14, end))
        }
        Term::Holiday(holiday) => one_word(tape, at, holiday),
        _ => None,
    }
}

fn one_word(tape: &Tape<'_>, at: usize, holiday: Holiday) -> Parsed {
    let eve = tape.is(at + 1, Term::Eve);
    let end = day_after_name(tape, at + 1).unwrap_or(at + 1 + usize::from(eve));
    // "Christmas Island"
    if tape.kind(end) == Kind::Other && tape.is_capital(end) {
        return None;
    }
    match holiday {
        Holiday::Christmas => Some(on(tape, 12, if eve { 24 } else { 25 }, end)),
        Holiday::Halloween => Some(on(tape, 10, 31, end)),
        Holiday::Thanksgiving => {
            let (year, end) = year_tail(tape, end);
            Some((Expr::Thanksgiving { year }, end))
        }
    }
}

/// "New Year", not "Lunar New Year".
fn new_year(tape: &Tape<'_>, at: usize) -> Parsed {
    let named = at
        .checked_sub(1)
        .is_some_and(|i| tape.kind(i) == Kind::Other && tape.is_capital(i));
    if named || !tape.is(at + 1, Term::Unit(Unit::Year)) || !tape.is_capital(at + 1) {
        return None;
    }
    let end = possessive(tape, at + 2);
    if tape.is(end, Term::Eve) {
        return Some(on(tape, 12, 31, end + 1));
    }
    match day_after_name(tape, end) {
        Some(end) => Some(on(tape, 1, 1, end)),
        None => Some(on(tape, 1, 1, at + 2)),
    }
}

fn possessive(tape: &Tape<'_>, at: usize) -> usize {
    let quote = tape.skip(at, '\'');
    quote + usize::from(quote > at && tape.word(quote) == "s")
}

/// The index after "Day".
fn day_after_name(tape: &Tape<'_>, at: usize) -> Option<usize> {
    tape.is(at, Term::Unit(Unit::Day)).then_some(at + 1)
}

fn on(tape: &Tape<'_>, month: i8, day: i8, end: usize) -> (Expr, usize) {
    let (year, end) = match year_tail(tape, end) {
        (YearRef::Open, _) => (YearRef::Open, end),
        given => given,
    };
    (Expr::Day { year, month, day }, end)
}
