//! Repeated times: "every Friday", "daily", "20,000 doses a day".

use super::{Parsed, amount};
use crate::time::expression::{Amount, Expr};
use crate::time::tape::{Kind, Tape};
use crate::time::vocabulary::{DayPart, Term, Unit};

/// "every", "per" or a word such as "weekly".
pub(super) fn repeated(tape: &Tape<'_>, at: usize) -> Parsed {
    let (value, end) = match tape.term(at)? {
        Term::Frequency(unit) => (frequency(tape, at, unit)?, at + 1),
        Term::Per => (unit_value(tape, at + 1)?, at + 2),
        Term::Every => every(tape, at + 1)?,
        _ => return None,
    };
    Some((Expr::Set(value), end))
}

/// "weekly", unless it is the name of a paper.
fn frequency(tape: &Tape<'_>, at: usize, unit: Unit) -> Option<String> {
    let paper = tape.is_capital(at) && tape.is_capital(at + 1);
    value(unit).filter(|_| !paper)
}

fn every(tape: &Tape<'_>, at: usize) -> Option<(String, usize)> {
    if let Some(value) = unit_value(tape, at) {
        return Some((value, at + 1));
    }
    match tape.term(at)? {
        Term::Weekday(day) => return Some((format!("XXXX-WXX-{day}"), at + 1)),
        Term::DayPart(part) => return Some((part_value(part).to_string(), at + 1)),
        _ => {}
    }
    match amount::quantity(tape, at)? {
        (Amount::Exact(count), unit, end) => Some((super::super::value::length(count, unit), end)),
        _ => None,
    }
}

fn unit_value(tape: &Tape<'_>, at: usize) -> Option<String> {
    match tape.term(at)? {
        Term::Unit(unit) => value(unit),
        _ => None,
    }
}

fn part_value(part: DayPart) -> &'static str {
    match part {
        DayPart::Morning => "XXXX-XX-XXTMO",
        DayPart::Afternoon => "XXXX-XX-XXTAF",
        DayPart::Evening => "XXXX-XX-XXTEV",
        DayPart::Night => "XXXX-XX-XXTNI",
        DayPart::Noon => "XXXX-XX-XXT12:00",
        DayPart::Midnight => "XXXX-XX-XXT24:00",
    }
}

/// The TIMEX3 value of "every" with a unit.
pub(super) fn value(unit: Unit) -> Option<String> {
    let value = match unit {
        Unit::Hour => "XXXX-XX-XXTXX",
        Unit::Day => "XXXX-XX-XX",
        Unit::Week => "XXXX-WXX",
        Unit::Weekend => "XXXX-WXX-WE",
        Unit::Month => "XXXX-XX",
        Unit::Quarter => "XXXX-QX",
        Unit::Year => "XXXX",
        _ => return None,
    };
    Some(value.to_string())
}

/// Whether "a day" at `at` is a rate: "once a day", "24 hours a day", "20,000 doses a day".
pub(super) fn is_rate(tape: &Tape<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    let counted = |i: usize| matches!(tape.kind(i), Kind::Number(_) | Kind::Term(Term::Count(_)));
    match tape.kind(before) {
        Kind::Number(_) | Kind::Term(Term::Rate | Term::Units(_)) => true,
        Kind::Other | Kind::Term(Term::CountedNoun) => before.checked_sub(1).is_some_and(counted),
        _ => false,
    }
}
