//! Named periods: seasons, quarters, halves, decades, centuries, weeks of a month.

use super::{Parsed, year_tail};
use crate::time::expression::{Expr, YearRef};
use crate::time::tape::{Form, Kind, Tape};
use crate::time::vocabulary::{Season, Term, Unit};

/// A season: with a year, or where only a time can stand. `chosen`: "last", "the" or a
/// modifier stands before it.
pub(super) fn season(tape: &Tape<'_>, at: usize, season: Season, chosen: bool) -> Parsed {
    let (year, end) = year_tail(tape, at + 1);
    if year != YearRef::Open {
        return Some((Expr::Season { year, season }, end));
    }
    let the = tape.term_before(at) == Some(Term::The);
    let lead = match the {
        true => tape.term_before(at - 1),
        false => tape.term_before(at),
    };
    let timely = lead.is_some_and(|term| leads_to_season(term, the)) || chosen && !the;
    let named = tape.kind(end) == Kind::Other && tape.is_capital(end);
    (timely && !named && !tape.is(end, Term::Of) && !tape.is_mark(end, '-'))
        .then_some((Expr::Season { year, season }, end))
}

fn leads_to_season(term: Term, the: bool) -> bool {
    let always = matches!(
        term,
        Term::In
            | Term::During
            | Term::Since
            | Term::Until
            | Term::By
            | Term::Early
            | Term::Late
            | Term::Mid
    );
    always || the && matches!(term, Term::Of | Term::Over | Term::From | Term::Through)
}

/// "first quarter of 2025", "second half", "20th century", "first week of May".
pub(super) fn ordinal(tape: &Tape<'_>, at: usize) -> Parsed {
    let number = ordinal_value(tape, at)?;
    let next = tape.skip(at + 1, '-');
    let end = next + 1;
    match tape.term(next)? {
        Term::Unit(Unit::Quarter) if (1..=4).contains(&number) => {
            let (year, end) = year_tail(tape, end);
            let quarter = number as i8;
            Some((Expr::Quarter { year, quarter }, end))
        }
        Term::Half if (1..=2).contains(&number) => {
            let half = number as i8;
            match year_tail(tape, end) {
                (YearRef::Open, _) => None,
                (year, end) => Some((Expr::Half { year, half }, end)),
            }
        }
        Term::Unit(Unit::Century) if (1..=21).contains(&number) => {
            Some((Expr::Century(number as i16 - 1), end))
        }
        Term::Unit(Unit::Week) if (1..=4).contains(&number) => week_of(tape, end, number as i8),
        _ => None,
    }
}

fn ordinal_value(tape: &Tape<'_>, at: usize) -> Option<u32> {
    match tape.kind(at) {
        Kind::Term(Term::Ordinal(value)) => Some(value),
        Kind::Number(number) if number.form == Form::Ordinal => Some(number.value),
        _ => None,
    }
}

/// "of August 2024" after "the first week"; `at` is the index of "of".
pub(super) fn week_of(tape: &Tape<'_>, at: usize, week: i8) -> Parsed {
    if !tape.is(at, Term::Of) {
        return None;
    }
    match super::calendar::month_first(tape, at + 1, true)? {
        (Expr::Month { year, month }, end) => Some((Expr::WeekOfMonth { week, year, month }, end)),
        _ => None,
    }
}

/// "1990s", "80s".
pub(super) fn decade(tape: &Tape<'_>, at: usize) -> Parsed {
    let number = tape.number(at)?;
    let start = match (number.form, number.digits) {
        (Form::Plural, 4) => number.value as i16,
        (Form::Plural, 2) if number.value >= 20 => 1900 + number.value as i16,
        _ => return None,
    };
    let round = start % 10 == 0 && (1500..=2090).contains(&start);
    round.then_some((Expr::Decade(start), at + 1))
}

/// "nineties" after "the": elsewhere it is an age.
pub(super) fn named_decade(tape: &Tape<'_>, at: usize) -> Parsed {
    let Some(Term::Decade(decade)) = tape.term(at) else {
        return None;
    };
    let led = matches!(
        tape.term_before(at),
        Some(Term::The | Term::Early | Term::Late | Term::Mid)
    );
    led.then_some((Expr::Decade(1900 + decade), at + 1))
}
