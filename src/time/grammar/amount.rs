//! Amounts of time: durations, "two days ago", "a week later".

use super::{Parsed, repeated};
use crate::time::expression::{Amount, Base, Expr};
use crate::time::tape::{Form, Kind, Tape};
use crate::time::vocabulary::{Term, Unit};

/// An amount: "two", "a", "several", "a few", "twenty-five", "half a".
pub(super) fn amount(tape: &Tape<'_>, at: usize) -> Option<(Amount, usize)> {
    match tape.term(at) {
        Some(Term::Half) => {
            let end = tape.skip_term(tape.skip(at + 1, '-'), Term::Article);
            Some((Amount::Half, end))
        }
        Some(Term::Vague) => Some((Amount::Vague, tape.skip_term(at + 1, Term::Of))),
        Some(Term::Article) => after_article(tape, at + 1),
        Some(Term::Count(_)) => count(tape, at),
        _ => figures(tape, at),
    }
}

fn after_article(tape: &Tape<'_>, at: usize) -> Option<(Amount, usize)> {
    match tape.term(at) {
        Some(Term::Vague | Term::Count(_)) => {
            amount(tape, at).map(|(it, end)| (it, tape.skip_term(end, Term::Of)))
        }
        _ => Some((Amount::Exact(1), at)),
    }
}

fn figures(tape: &Tape<'_>, at: usize) -> Option<(Amount, usize)> {
    let number = tape.number(at)?;
    match number.form {
        Form::Plain => Some((Amount::Exact(number.value), at + 1)),
        Form::Other => grouped(tape.word(at)).map(|value| (Amount::Exact(value), at + 1)),
        _ => None,
    }
}

/// "1,460".
fn grouped(word: &str) -> Option<u32> {
    word.replace(',', "").parse().ok()
}

/// A number in words.
fn count(tape: &Tape<'_>, at: usize) -> Option<(Amount, usize)> {
    let mut total = 0;
    let mut end = at;
    while let Some(Term::Count(value)) = tape.term(end) {
        total = match value {
            100 | 1000 if total > 0 => total * value,
            _ => total + value,
        };
        end = match (tape.is_mark(end + 1, '-'), tape.term(end + 2)) {
            (true, Some(Term::Count(_))) => end + 2,
            _ => end + 1,
        };
    }
    Some((Amount::Exact(total), tape.skip_term(end, Term::Of)))
}

/// An amount, the unit it counts and the index after both.
pub(super) fn quantity(tape: &Tape<'_>, at: usize) -> Option<(Amount, Unit, usize)> {
    let (amount, end) = amount(tape, at)?;
    let next = tape.skip_term(
        tape.skip_term(tape.skip(end, '-'), Term::Filler),
        Term::Filler,
    );
    let unit = match tape.term(next)? {
        Term::Unit(unit) | Term::Units(unit) => unit,
        // "second" is an ordinal, "seconds" a unit.
        _ => return None,
    };
    Some((amount, unit, next + 1))
}

/// The index after an age ("61-year-old", "three years old") that starts at `at`.
pub(super) fn age_end(tape: &Tape<'_>, at: usize) -> Option<usize> {
    let (_, _, end) = quantity(tape, at)?;
    let old = tape.skip(end, '-');
    tape.is(old, Term::Old).then_some(old + 1)
}

/// An expression that starts with an amount of time.
pub(super) fn measured(tape: &Tape<'_>, at: usize) -> Parsed {
    if tape.is_glued(at) && matches!(tape.kind(at - 1), Kind::Other | Kind::Mark('.' | ':' | '$')) {
        return None;
    }
    let (amount, unit, end) = quantity(tape, at)?;
    if age_end(tape, at).is_some() {
        return None;
    }
    let singular = tape.is(at, Term::Article) && amount == Amount::Exact(1);
    if let Some(away) = away(tape, amount, unit, end, singular) {
        return Some(away);
    }
    if singular {
        return after_a(tape, at, unit, end);
    }
    let hyphen = tape.is_mark(end, '-') && tape.is(end + 1, Term::Long);
    let end = if hyphen { end + 2 } else { end };
    length(tape, at, amount, unit, end)
}

/// What "a day", "a week" without "ago" or "later" can be.
fn after_a(tape: &Tape<'_>, at: usize, unit: Unit, end: usize) -> Parsed {
    if repeated::is_rate(tape, at) {
        return Some((Expr::Set(repeated::value(unit)?), end));
    }
    let before = tape.term_before(at);
    let lead = matches!(
        before,
        Some(
            Term::For
                | Term::In
                | Term::Within
                | Term::Over
                | Term::Around
                | Term::During
                | Term::After
                | Term::Half
        )
    );
    let relation = matches!(tape.term(end), Some(Term::After | Term::Before));
    let long = tape.is_mark(end, '-');
    (lead && !long || relation || tape.is_alone(at, end))
        .then(|| length(tape, at, Amount::Exact(1), unit, end))?
}

fn length(tape: &Tape<'_>, at: usize, amount: Amount, unit: Unit, end: usize) -> Parsed {
    let before = tape.term_before(at);
    // "in two weeks' time" is a point, "in two weeks" may be one.
    let inside = before == Some(Term::In);
    let possessive = tape.is_mark(end, '\'');
    let s = end + 1 + usize::from(tape.word(end + 1) == "s");
    if inside && possessive && tape.is(s, Term::Time) {
        return Some((point(amount, unit, Base::Dct, true), s + 1));
    }
    Some((
        Expr::Length {
            amount,
            unit,
            inside,
        },
        end,
    ))
}

/// "ago", "later", "earlier", "from now" after an amount.
fn away(tape: &Tape<'_>, amount: Amount, unit: Unit, end: usize, singular: bool) -> Parsed {
    let next = if singular { tape.skip(end, '-') } else { end };
    let (base, forward) = match tape.term(next)? {
        Term::Ago => (Base::Dct, false),
        Term::Hence => (Base::Dct, true),
        Term::From if tape.word(next + 1) == "now" => {
            return Some((point(amount, unit, Base::Dct, true), next + 2));
        }
        Term::Earlier => (Base::Anchor, false),
        Term::Previous if tape.word(next) == "prior" && !tape.is(next + 1, Term::To) => {
            (Base::Anchor, false)
        }
        Term::Reference("PAST_REF") if tape.word(next) == "previously" => (Base::Anchor, false),
        Term::Later => (Base::Anchor, true),
        Term::Before if is_clause_end(tape, next + 1) => (Base::Anchor, false),
        Term::After if is_clause_end(tape, next + 1) => (Base::Anchor, true),
        _ => return None,
    };
    Some((point(amount, unit, base, forward), next + 1))
}

fn point(amount: Amount, unit: Unit, base: Base, forward: bool) -> Expr {
    Expr::Away {
        amount,
        unit,
        base,
        forward,
    }
}

/// Whether nothing follows that "before" or "after" could govern.
pub(super) fn is_clause_end(tape: &Tape<'_>, at: usize) -> bool {
    matches!(
        tape.kind(at),
        Kind::Break | Kind::Mark('.' | ',' | ';' | ')' | '"' | '!' | '?')
    )
}

/// "weeks" in "for weeks", "years ago".
pub(super) fn bare_plural(tape: &Tape<'_>, at: usize) -> Parsed {
    let Some(Term::Units(unit)) = tape.term(at) else {
        return None;
    };
    if let Some(away) = away(tape, Amount::Vague, unit, at + 1, false) {
        return Some(away);
    }
    let lead = matches!(
        tape.term_before(at),
        Some(Term::For | Term::In | Term::Within | Term::After | Term::Over)
    );
    let long = tape.is_mark(at + 1, '-') && !tape.is(at + 2, Term::Long);
    (lead && !long && !tape.is(at + 1, Term::Of) || tape.is_alone(at, at + 1)).then_some((
        Expr::Length {
            amount: Amount::Vague,
            unit,
            inside: false,
        },
        at + 1,
    ))
}
