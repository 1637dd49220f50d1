//! Years.

use super::Parsed;
use crate::time::expression::Expr;
use crate::time::tape::{Form, Kind, Tape};
use crate::time::vocabulary::Term;

/// The years that four digits after a month may mean.
const YEARS: std::ops::RangeInclusive<u32> = 1000..=2199;

/// The years believed without a month: lower numbers are mostly counts.
const BARE_YEARS: std::ops::RangeInclusive<u32> = 1500..=2099;

/// A year of four digits, in a place where a year is expected.
pub(super) fn four_digits(tape: &Tape<'_>, at: usize) -> Option<i16> {
    let number = tape.number(at)?;
    (number.form == Form::Plain && number.digits == 4 && YEARS.contains(&number.value))
        .then_some(number.value as i16)
}

/// A year by itself: "in 2014", "(1939-1945)", "a 2017 murder".
pub(super) fn bare(tape: &Tape<'_>, at: usize) -> Parsed {
    if let Some(era) = before_christ(tape, at) {
        return Some(era);
    }
    if let Some(decade) = super::period::decade(tape, at) {
        return Some(decade);
    }
    let year = four_digits(tape, at)?;
    (BARE_YEARS.contains(&u32::from(year as u16)) && is_expected(tape, at) && !is_count(tape, at))
        .then_some((Expr::Year(year), at + 1))
}

/// A year after "the" or an article: "the 2003 invasion".
pub(super) fn modifier(tape: &Tape<'_>, at: usize) -> Parsed {
    let at = match tape.word(at) {
        word if word.eq_ignore_ascii_case("year") => at + 1,
        _ => at,
    };
    let year = four_digits(tape, at)?;
    (BARE_YEARS.contains(&u32::from(year as u16)) && !is_count(tape, at))
        .then_some((Expr::Year(year), at + 1))
}

/// "490 BC".
fn before_christ(tape: &Tape<'_>, at: usize) -> Parsed {
    let value = tape.plain(at).filter(|value| *value <= 9999)?;
    let end = match tape.word(at + 1) {
        "BC" | "BCE" => at + 2,
        "B" if tape.word(at + 3) == "C" => tape.skip(at + 4, '.'),
        _ => return None,
    };
    Some((Expr::YearBefore(value), end))
}

/// Whether a year may stand here by what is before it.
fn is_expected(tape: &Tape<'_>, at: usize) -> bool {
    if tape.is_glued(at) && !matches!(tape.kind(at - 1), Kind::Mark('(' | '-' | '"' | '[')) {
        return false;
    }
    let hyphenated = tape.is_mark(at + 1, '-') && tape.is_glued(at + 1);
    match at.checked_sub(1).map(|before| tape.kind(before)) {
        None | Some(Kind::Break) => tape.is_alone(at, at + 1) || tape.is_mark(at + 1, ','),
        Some(Kind::Mark('(' | '[')) => true,
        Some(Kind::Mark('-')) => at.checked_sub(2).is_some_and(|i| is_time_word(tape, i)),
        Some(Kind::Mark('\'')) => false,
        Some(Kind::Term(term)) => leads_to_year(term) && !hyphenated,
        Some(Kind::Other) => {
            // "Ukraine's 2014 revolution": a possessive leaves its s before the year.
            tape.word(at - 1) == "s" && tape.is_glued(at - 1)
                || matches!(
                    tape.word(at - 1),
                    "their" | "its" | "his" | "her" | "fiscal"
                )
        }
        _ => false,
    }
}

fn is_time_word(tape: &Tape<'_>, at: usize) -> bool {
    four_digits(tape, at).is_some()
        || matches!(tape.term(at), Some(Term::Mid | Term::Late | Term::Early))
}

fn leads_to_year(term: Term) -> bool {
    matches!(
        term,
        Term::In
            | Term::Since
            | Term::Until
            | Term::By
            | Term::From
            | Term::To
            | Term::Through
            | Term::Between
            | Term::And
            | Term::After
            | Term::Before
            | Term::During
            | Term::Of
            | Term::For
            | Term::Around
            | Term::Early
            | Term::Late
            | Term::Mid
            | Term::Article
            | Term::Boundary
            | Term::Over
            | Term::Ago
    )
}

/// Whether the number counts what follows: "in 1945 houses", "2014 percent".
fn is_count(tape: &Tape<'_>, at: usize) -> bool {
    match tape.kind(at + 1) {
        Kind::Term(term) => {
            matches!(
                term,
                Term::CountedNoun | Term::Units(_) | Term::Zone | Term::Filler
            )
        }
        Kind::Mark('%' | '/') => true,
        _ => false,
    }
}

/// "'99" in front of nothing else.
pub(super) fn short_year(tape: &Tape<'_>, at: usize) -> Parsed {
    let number = tape.number(at + 1)?;
    let lead = matches!(
        tape.term_before(at),
        Some(
            Term::In
                | Term::Since
                | Term::Of
                | Term::Until
                | Term::By
                | Term::Month(..)
                | Term::Season(_)
        )
    );
    let short = number.form == Form::Plain && number.digits == 2 && tape.is_glued(at + 1);
    (lead && short && !tape.is_glued(at)).then(|| {
        let century = if number.value < 50 { 2000 } else { 1900 };
        (Expr::Year(century + number.value as i16), at + 2)
    })
}

/// "nineteen ninety-six".
pub(super) fn spoken(tape: &Tape<'_>, at: usize) -> Parsed {
    let century = match tape.term(at)? {
        Term::Count(18) => 1800,
        Term::Count(19) => 1900,
        Term::Count(20) => 2000,
        _ => return None,
    };
    let tens = match tape.term(at + 1)? {
        Term::Count(tens @ 10..=90) => tens as i16,
        _ => return None,
    };
    let next = tape.skip(at + 2, '-');
    match tape.term(next) {
        Some(Term::Count(ones @ 1..=9)) if tens >= 20 => {
            Some((Expr::Year(century + tens + ones as i16), next + 1))
        }
        _ => Some((Expr::Year(century + tens), at + 2)),
    }
}
