//! Explicit dates: "April 9, 2025", "9 April", "2025-04-09", "April 2025".

use super::{Parsed, year, year_tail};
use crate::time::expression::{Expr, YearRef};
use crate::time::tape::{Form, Kind, Tape};
use crate::time::vocabulary::{Spelling, Term};

/// A date that starts with its month, or a month alone.
pub(super) fn month_first(tape: &Tape<'_>, at: usize, led: bool) -> Parsed {
    let Some(Term::Month(month, spelling)) = tape.term(at) else {
        return None;
    };
    let dotted = match spelling {
        Spelling::Short => tape.skip(at + 1, '.'),
        _ => at + 1,
    };
    if let Some((day, end)) = month_day(tape, dotted) {
        let (year, end) = year_tail(tape, end);
        return Some((Expr::Day { year, month, day }, end));
    }
    let (year, end) = year_tail(tape, dotted);
    let sure = matches!(year, YearRef::Is(_)) || stands_for_month(tape, at, spelling, led);
    sure.then_some((Expr::Month { year, month }, end))
}

/// The day after a month: "9", "9th", "the 9th".
fn month_day(tape: &Tape<'_>, at: usize) -> Option<(i8, usize)> {
    let the = tape.skip_term(at, Term::The);
    let day = day_number(tape, the)?;
    let ordinal = tape.number(the).is_none_or(|it| it.form == Form::Ordinal);
    // "March 10:30" is a clock time, "March 5.30" no date; "the" needs an ordinal.
    let clock = tape.is_mark(the + 1, ':') && tape.is_glued(the + 1);
    let allowed = (the == at || ordinal) && !clock && !counts_people(tape, the);
    allowed.then_some((day, the + 1))
}

/// "In March 20 people were killed": a number followed by what it counts.
fn counts_people(tape: &Tape<'_>, at: usize) -> bool {
    tape.is(at + 1, Term::CountedNoun)
        || matches!(
            tape.word(at + 1),
            "soldiers" | "civilians" | "troops" | "members" | "men" | "women" | "children"
        )
}

/// A day of the month as a number or ordinal.
pub(super) fn day_number(tape: &Tape<'_>, at: usize) -> Option<i8> {
    let day = match tape.kind(at) {
        Kind::Number(number)
            if number.digits <= 2 && matches!(number.form, Form::Plain | Form::Ordinal) =>
        {
            number.value
        }
        Kind::Term(Term::Ordinal(day)) => day,
        _ => return None,
    };
    (1..=31).contains(&day).then_some(day as i8)
}

/// A date that starts with its day: "9 April 2025", "9th of April".
pub(super) fn day_first(tape: &Tape<'_>, at: usize) -> Parsed {
    let day = day_number(tape, at)?;
    let of = tape.skip_term(at + 1, Term::Of);
    let month_at = match tape.is_mark(of, '-') && tape.is_glued(of) {
        true => of + 1,
        false => of,
    };
    let Some(Term::Month(month, spelling)) = tape.term(month_at) else {
        return None;
    };
    if spelling != Spelling::Plain && !tape.is_capital(month_at) {
        return None;
    }
    let end = match spelling {
        Spelling::Short => tape.skip(month_at + 1, '.'),
        _ => month_at + 1,
    };
    let end = match tape.is_mark(end, '-') && year::four_digits(tape, end + 1).is_some() {
        true => end + 1,
        false => end,
    };
    let (year, end) = year_tail(tape, end);
    Some((Expr::Day { year, month, day }, end))
}

/// Whether a month name without day and year means the month.
fn stands_for_month(tape: &Tape<'_>, at: usize, spelling: Spelling, led: bool) -> bool {
    let before = tape.term_before(at);
    let preposed = led || before.is_some_and(|term| leads_to_month(term, tape.word(at)));
    match spelling {
        Spelling::Short => preposed && tape.is_capital(at) && tape.is_mark(at + 1, '.'),
        Spelling::Homograph => tape.is_capital(at) && (preposed || tape.is_alone(at, at + 1)),
        Spelling::Plain => preposed || !is_name(tape, at),
    }
}

fn leads_to_month(term: Term, month: &str) -> bool {
    let sure = matches!(
        term,
        Term::In
            | Term::Since
            | Term::Until
            | Term::By
            | Term::During
            | Term::Last
            | Term::Next
            | Term::This
            | Term::Coming
            | Term::Past
            | Term::Earlier
            | Term::Between
            | Term::Through
    );
    let unless_may = matches!(
        term,
        Term::From | Term::To | Term::Of | Term::Before | Term::After | Term::Around | Term::And
    );
    sure || unless_may && month != "May"
}

/// Whether a month is a person's name or part of one: "April Jones", "Miss June".
fn is_name(tape: &Tape<'_>, at: usize) -> bool {
    let other_capital = |i: usize| tape.kind(i) == Kind::Other && tape.is_capital(i);
    let after = other_capital(at + 1);
    let before = at.checked_sub(1).is_some_and(other_capital);
    tape.is_capital(at) && (after || before)
}

/// Dates in figures: "2025-04-09", "2025/04/09", "13/04/2025"; day and month of the last form
/// must tell themselves apart.
pub(super) fn numeric(tape: &Tape<'_>, at: usize) -> Parsed {
    if tape.is_glued(at) && matches!(tape.kind(at - 1), Kind::Other | Kind::Mark('-' | '/' | '.')) {
        return None;
    }
    let mark = match tape.kind(at + 1) {
        Kind::Mark(mark @ ('-' | '/')) if tape.is_glued(at + 1) && tape.is_glued(at + 2) => mark,
        _ => return None,
    };
    if tape.plain(at) == Some(9) && tape.plain(at + 2) == Some(11) && !tape.is_mark(at + 3, '/') {
        return day(2001, 9, 11, at + 3);
    }
    let closed = tape.is_mark(at + 3, mark) && tape.is_glued(at + 3) && tape.is_glued(at + 4);
    let first = tape.plain(at)?;
    let second = tape.plain(at + 2)?;
    if !closed {
        return year_month(tape, at);
    }
    if let Some(year) = year::four_digits(tape, at) {
        return day(year, second, tape_day(tape, at + 4)?, at + 5);
    }
    let year = year::four_digits(tape, at + 4)?;
    match (first, second) {
        (13.., 1..=12) => day(year, second, first, at + 5),
        (1..=12, 13..) => day(year, first, second, at + 5),
        (a, b) if a == b => day(year, a, b, at + 5),
        _ => None,
    }
}

/// The last number of an ISO date; "09T10" leaves a T behind.
fn tape_day(tape: &Tape<'_>, at: usize) -> Option<u32> {
    tape.plain(at)
}

/// "2025-04": a year and a month of two digits, which a span of years never has.
fn year_month(tape: &Tape<'_>, at: usize) -> Parsed {
    let year = year::four_digits(tape, at)?;
    let month = tape.number(at + 2).filter(|it| it.digits == 2)?;
    let dashed = tape.is_mark(at + 1, '-');
    (dashed && (1..=12).contains(&month.value)).then_some((
        Expr::Month {
            year: YearRef::Is(year),
            month: month.value as i8,
        },
        at + 3,
    ))
}

fn day(year: i16, month: u32, day: u32, end: usize) -> Parsed {
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some((
        Expr::Day {
            year: YearRef::Is(year),
            month: month as i8,
            day: day as i8,
        },
        end,
    ))
}
