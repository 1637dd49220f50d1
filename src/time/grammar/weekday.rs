//! Weekdays: "Friday", "Friday last week", "Wednesday, April 9".

use super::{Parsed, calendar, relative};
use crate::time::expression::{Expr, Which};
use crate::time::tape::{Kind, Tape};
use crate::time::vocabulary::{Term, Unit};

/// A weekday at `at`, of the week that `which` or the words after it say.
pub(super) fn weekday(tape: &Tape<'_>, at: usize, which: Which) -> Parsed {
    let (day, end) = name(tape, at)?;
    if is_proper_name(tape, at, end) {
        return None;
    }
    Some(dated(tape, end).unwrap_or_else(|| in_week(tape, day, which, end)))
}

/// The weekday and the index after it. Abbreviations must look like dates.
fn name(tape: &Tape<'_>, at: usize) -> Option<(i8, usize)> {
    match tape.term(at)? {
        Term::Weekday(day) => Some((day, at + 1)),
        Term::WeekdayShort(day) if tape.is_capital(at) => {
            let end = tape.skip(at + 1, '.');
            let lead = matches!(
                tape.term_before(at),
                Some(Term::On | Term::Last | Term::Next | Term::This | Term::Since | Term::Until)
            );
            let next = tape.skip(end, ',');
            let date =
                calendar::day_first(tape, next).or_else(|| calendar::month_first(tape, next, true));
            (lead || date.is_some() || tape.is_alone(at, at + 1)).then_some((day, end))
        }
        _ => None,
    }
}

/// "Sunday Times", "Bloody Sunday", "Wednesday Addams".
fn is_proper_name(tape: &Tape<'_>, at: usize, end: usize) -> bool {
    if !tape.is_capital(at) {
        return false;
    }
    let paper = (tape.is(end, Term::Press) || tape.is(end, Term::Rate)) && tape.is_capital(end);
    let before = at.checked_sub(1);
    let titled = before.is_some_and(|i| tape.is(i, Term::DayName) && tape.is_capital(i));
    paper || titled
}

/// The date right after a weekday: "(Wednesday,) April 9".
fn dated(tape: &Tape<'_>, end: usize) -> Option<(Expr, usize)> {
    let at = tape.skip_term(tape.skip(end, ','), Term::The);
    match tape.kind(at) {
        Kind::Number(_) => calendar::day_first(tape, at),
        Kind::Term(Term::Month(..)) => calendar::month_first(tape, at, false),
        _ => None,
    }
    .filter(|(expr, _)| matches!(expr, Expr::Day { .. }))
}

/// "Friday (of) last week".
fn in_week(tape: &Tape<'_>, day: i8, which: Which, end: usize) -> (Expr, usize) {
    let at = tape.skip_term(end, Term::Of);
    match relative::relative(tape, at) {
        Some((
            Expr::Period {
                unit: Unit::Week,
                shift,
                ..
            },
            end,
        )) => {
            let which = Which::InWeek(shift);
            (Expr::Weekday { day, which }, end)
        }
        _ => (Expr::Weekday { day, which }, end),
    }
}
