//! Expressions that count from another day: "last week", "the next day", "this March".

use super::{Parsed, amount, calendar, period, weekday};
use crate::time::expression::{Amount, Base, Clock, Expr, Which, YearRef};
use crate::time::tape::{Kind, Tape};
use crate::time::vocabulary::{DayPart, Term, Unit};

/// An expression that starts with "last", "this", "next" and the like, without an article.
pub(super) fn relative(tape: &Tape<'_>, at: usize) -> Parsed {
    let next = at + 1;
    match tape.term(at)? {
        Term::Last => selected(tape, next, -1, Which::Last, YearRef::Last)
            .or_else(|| stretch(tape, next, false)),
        Term::Next => selected(tape, next, 1, Which::Next, YearRef::Next)
            .or_else(|| stretch(tape, next, true)),
        Term::Coming => selected(tape, next, 1, Which::Coming, YearRef::Next)
            .or_else(|| stretch(tape, next, true)),
        Term::This => this(tape, next),
        Term::Current => unit_at(tape, next, Base::Dct, 0),
        Term::That => unit_at(tape, tape.skip_term(next, Term::Same), Base::Anchor, 0),
        Term::Recent => match tape.term(next)? {
            Term::Units(unit) => Some((length(unit), next + 1)),
            _ => None,
        },
        Term::These if tape.is(next, Term::Units(Unit::Day)) => {
            Some((Expr::Reference("PRESENT_REF"), next + 1))
        }
        _ => None,
    }
}

fn length(unit: Unit) -> Expr {
    Expr::Length {
        amount: Amount::Vague,
        unit,
        inside: false,
    }
}

/// "this week", "this Friday", "this coming Friday", "this past week".
fn this(tape: &Tape<'_>, at: usize) -> Parsed {
    match tape.term(at)? {
        Term::Coming => selected(tape, at + 1, 1, Which::Coming, YearRef::Next),
        Term::Past | Term::Last => selected_by_name(tape, at + 1, Which::Last, YearRef::Last)
            .or_else(|| stretch(tape, at + 1, false)),
        _ => selected(tape, at, 0, Which::This, YearRef::Shift(Base::Dct, 0)),
    }
}

/// A unit, weekday, month or season chosen by the word before.
fn selected(tape: &Tape<'_>, at: usize, shift: i32, which: Which, year: YearRef) -> Parsed {
    unit_at(tape, at, Base::Dct, shift).or_else(|| selected_by_name(tape, at, which, year))
}

fn selected_by_name(tape: &Tape<'_>, at: usize, which: Which, year: YearRef) -> Parsed {
    match tape.term(at)? {
        Term::Weekday(_) | Term::WeekdayShort(_) => weekday::weekday(tape, at, which),
        Term::Month(..) => calendar::month_first(tape, at, false),
        Term::Season(season) => period::season(tape, at, season, true),
        _ => None,
    }
    .map(|(expr, end)| (in_year(expr, year), end))
}

/// Gives an open year.
fn in_year(expr: Expr, year: YearRef) -> Expr {
    match expr {
        Expr::Day {
            year: YearRef::Open,
            month,
            day,
        } => Expr::Day { year, month, day },
        Expr::Month {
            year: YearRef::Open,
            month,
        } => Expr::Month { year, month },
        Expr::Season {
            year: YearRef::Open,
            season,
        } => Expr::Season { year, season },
        other => other,
    }
}

/// A singular unit of at least a day.
fn unit_at(tape: &Tape<'_>, at: usize, base: Base, shift: i32) -> Parsed {
    match tape.term(at)? {
        // "last day", "this day" and "next day" count from no publication date.
        Term::Unit(Unit::Day) if base == Base::Dct => None,
        Term::Unit(unit) if unit >= Unit::Day => {
            let followed = tape.is_mark(at + 1, '-');
            (!followed).then_some((Expr::Period { unit, base, shift }, at + 1))
        }
        _ => None,
    }
}

/// "(the past) two weeks", "(the next) month".
fn stretch(tape: &Tape<'_>, at: usize, forward: bool) -> Parsed {
    let (amount, unit, end) = match tape.term(at) {
        Some(Term::Unit(unit)) => (Amount::Exact(1), unit, at + 1),
        Some(Term::Units(unit)) => (Amount::Vague, unit, at + 1),
        _ => amount::quantity(tape, at)?,
    };
    Some((
        Expr::Stretch {
            amount,
            unit,
            forward,
        },
        end,
    ))
}

/// What stands after "the": "past week", "next day", "last week of August".
pub(super) fn relative_after_the(tape: &Tape<'_>, at: usize) -> Parsed {
    let next = at + 1;
    match tape.term(at)? {
        Term::Last => last_week_of(tape, at).or_else(|| last_stretch(tape, at)),
        Term::Past => stretch(tape, next, false),
        Term::Next => unit_at(tape, next, Base::Anchor, 1)
            .or_else(|| stretch(tape, next, true))
            .or_else(|| selected_by_name(tape, next, Which::Next, YearRef::Next)),
        Term::Coming => unit_at(tape, next, Base::Dct, 1).or_else(|| stretch(tape, next, true)),
        Term::Following => unit_at(tape, next, Base::Anchor, 1).or_else(|| plural(tape, next)),
        Term::Previous => unit_at(tape, next, Base::Anchor, -1).or_else(|| plural(tape, next)),
        Term::Same => unit_at(tape, next, Base::Anchor, 0),
        Term::Current => unit_at(tape, next, Base::Dct, 0),
        _ => None,
    }
}

/// "(the) last two weeks", "(in the) last year", but not "(the) last day of the trial".
fn last_stretch(tape: &Tape<'_>, at: usize) -> Parsed {
    let (expr, end) = stretch(tape, at + 1, false)?;
    let led = matches!(
        tape.term_before(at - 1),
        Some(Term::In | Term::Over | Term::During | Term::Within | Term::For)
    );
    let many = !matches!(tape.term(at + 1), Some(Term::Unit(_)));
    ((led || many) && !tape.is(end, Term::Of)).then_some((expr, end))
}

/// "(the following) two years": a length with no place of its own.
fn plural(tape: &Tape<'_>, at: usize) -> Parsed {
    let (amount, unit, end) = match tape.term(at) {
        Some(Term::Units(unit)) => (Amount::Vague, unit, at + 1),
        _ => amount::quantity(tape, at)?,
    };
    Some((
        Expr::Length {
            amount,
            unit,
            inside: false,
        },
        end,
    ))
}

/// "(the) last week of August".
fn last_week_of(tape: &Tape<'_>, at: usize) -> Parsed {
    if !tape.is(at + 1, Term::Unit(Unit::Week)) {
        return None;
    }
    period::week_of(tape, at + 2, -1)
}

/// "day before yesterday", "day after tomorrow", "year before".
pub(super) fn day_beside(tape: &Tape<'_>, at: usize) -> Parsed {
    let Some(Term::Unit(unit)) = tape.term(at) else {
        return None;
    };
    let sign = match tape.term(at + 1)? {
        Term::Before => -1,
        Term::After => 1,
        _ => return None,
    };
    match tape.term(at + 2) {
        Some(Term::DayShift(days)) if unit == Unit::Day && days == sign => {
            Some((Expr::DayShift(2 * sign), at + 3))
        }
        _ => (unit >= Unit::Day && amount::is_clause_end(tape, at + 2)).then_some((
            Expr::Period {
                unit,
                base: Base::Anchor,
                shift: sign,
            },
            at + 2,
        )),
    }
}

/// "the weekend".
pub(super) fn the_weekend(tape: &Tape<'_>, at: usize) -> Parsed {
    let of = tape.is(at + 1, Term::Of);
    (tape.is(at, Term::Unit(Unit::Weekend)) && !of).then_some((Expr::Weekend, at + 1))
}

/// "yesterday", "today"; not "USA Today".
pub(super) fn day_shift(tape: &Tape<'_>, at: usize, days: i32) -> Parsed {
    let paper = tape.is_capital(at)
        && at
            .checked_sub(1)
            .is_some_and(|i| tape.kind(i) == Kind::Other && tape.is_capital(i));
    (!paper).then_some((Expr::DayShift(days), at + 1))
}

/// A part of a day that is named by its relation: "tonight", "last night", "this morning",
/// "that night", "the next morning", "the night before".
pub(super) fn part_of_day(tape: &Tape<'_>, start: usize) -> Option<(Expr, Clock, usize)> {
    if tape.is(start, Term::Tonight) {
        return Some((Expr::DayShift(0), Clock::Part(DayPart::Night), start + 1));
    }
    let the = tape.is(start, Term::The);
    let at = tape.skip_term(start, Term::The);
    if the && let Some(Term::DayPart(part)) = tape.term(at) {
        let before = tape.is(at + 1, Term::Before) && amount::is_clause_end(tape, at + 2);
        return before.then(|| (anchored(-1), Clock::Part(part), at + 2));
    }
    let day = match tape.term(at)? {
        Term::Last if !the => Expr::DayShift(-1),
        Term::This if !the => Expr::DayShift(0),
        Term::That | Term::Same => anchored(0),
        Term::Next if the => anchored(1),
        Term::Following => anchored(1),
        Term::Previous => anchored(-1),
        _ => return None,
    };
    let at = tape.skip_term(at + 1, Term::Same);
    match tape.term(at)? {
        Term::DayPart(part) => Some((day, Clock::Part(part), at + 1)),
        _ => None,
    }
}

fn anchored(shift: i32) -> Expr {
    Expr::Period {
        unit: Unit::Day,
        base: Base::Anchor,
        shift,
    }
}
