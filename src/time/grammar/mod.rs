//! From words to expressions: one file a family, dispatched on the first word.
//!
//! A parser takes the tape and the index of a lexeme and yields what stands there with the
//! index after it. None looks at the document creation time: that is for [`super::resolve`].

mod amount;
mod calendar;
mod clock;
mod holiday;
mod period;
mod range;
mod relative;
mod repeated;
mod weekday;
mod year;

use super::expression::{Base, Clock, Expr, Part, Phrase, Which, YearRef};
use super::tape::{Kind, Tape};
use super::vocabulary::{Term, Unit};

/// An expression and the index after it.
type Parsed = Option<(Expr, usize)>;

/// All expressions of a text, in order and without overlap.
pub(super) fn phrases(tape: &Tape<'_>) -> Vec<Phrase> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tape.lexemes.len() {
        match phrase(tape, at) {
            Some(phrase) => {
                at = phrase.end.max(at + 1);
                found.push(phrase);
            }
            None => at = after_unread(tape, at),
        }
    }
    found
}

/// The lexeme to go on from when nothing starts at `at`: ages and counts are passed whole.
fn after_unread(tape: &Tape<'_>, at: usize) -> usize {
    match tape.kind(at) {
        Kind::Number(_) | Kind::Term(Term::Count(_)) => amount::age_end(tape, at).unwrap_or(at + 1),
        _ => at + 1,
    }
}

/// The expression that starts at `at`, with its modifiers.
fn phrase(tape: &Tape<'_>, at: usize) -> Option<Phrase> {
    match tape.kind(at) {
        Kind::Term(_) | Kind::Number(_) => {}
        Kind::Mark('\'') => return shape(year::short_year(tape, at)?, at, None, None),
        _ => return None,
    }
    narrowed(tape, at)
        .or_else(|| part_of_known_day(tape, at))
        .or_else(|| part_of_day_first(tape, at))
        .or_else(|| clock_first(tape, at))
        .or_else(|| with_tail(tape, at, None))
}

fn shape(
    parsed: (Expr, usize),
    start: usize,
    part: Option<Part>,
    clock: Option<Clock>,
) -> Option<Phrase> {
    let (expr, end) = parsed;
    Some(Phrase {
        start,
        end,
        expr,
        part,
        clock,
    })
}

/// "early March", "the end of last year", "later on Friday".
fn narrowed(tape: &Tape<'_>, start: usize) -> Option<Phrase> {
    let at = tape.skip_term(start, Term::The);
    let part = match tape.term(at)? {
        Term::Early => Part::Early,
        Term::Mid => Part::Mid,
        Term::Late => Part::Late,
        Term::Earlier => Part::Earlier,
        Term::Later => Part::Later,
        Term::Start => Part::Early,
        Term::From if tape.word(at).eq_ignore_ascii_case("beginning") => Part::Early,
        Term::End => Part::Late,
        _ => return None,
    };
    let mut next = tape.skip(at + 1, '-');
    if let Some(Term::In | Term::On | Term::Of) = tape.term(next) {
        next += 1;
    }
    let phrase = in_the_unit(tape, next)
        .and_then(|parsed| shape(parsed, start, None, None))
        .or_else(|| part_of_known_day(tape, next))
        .or_else(|| part_of_day_first(tape, next))
        .or_else(|| with_tail(tape, next, Some(part)))?;
    matches_part(&phrase).then_some(Phrase {
        start,
        part: Some(part),
        ..phrase
    })
}

/// Whether "early" or "late" can be said of it.
fn matches_part(phrase: &Phrase) -> bool {
    !matches!(
        phrase.expr,
        Expr::Length { .. } | Expr::Set(_) | Expr::Reference(_) | Expr::Stretch { .. }
    )
}

/// "(later in) the day", "(the end of) the year": the current or the anchor's unit.
fn in_the_unit(tape: &Tape<'_>, at: usize) -> Parsed {
    if !tape.is(at, Term::The) {
        return None;
    }
    let Some(Term::Unit(unit)) = tape.term(at + 1) else {
        return None;
    };
    let base = if unit == Unit::Day {
        Base::Anchor
    } else {
        Base::Dct
    };
    (unit >= Unit::Day).then_some((
        Expr::Period {
            unit,
            base,
            shift: 0,
        },
        at + 2,
    ))
}

/// "tonight", "last night", "the next morning".
fn part_of_known_day(tape: &Tape<'_>, start: usize) -> Option<Phrase> {
    let (expr, clock, end) = relative::part_of_day(tape, start)?;
    shape((expr, end), start, None, Some(clock))
}

/// "the night of 20 June 1791", "in the morning", "at dawn on Friday".
fn part_of_day_first(tape: &Tape<'_>, start: usize) -> Option<Phrase> {
    let at = tape.skip_term(start, Term::The);
    let Some(Term::DayPart(part)) = tape.term(at) else {
        return None;
    };
    let clock = Some(Clock::Part(part));
    if let Some(Term::Of | Term::On) = tape.term(at + 1)
        && let Some(day) = with_tail(tape, at + 2, None)
        && is_day(&day.expr)
    {
        return Some(Phrase {
            start,
            clock,
            ..day
        });
    }
    clock::stands_for_a_time(tape, start, at)
        .then(|| shape((Expr::Clock, at + 1), start, None, clock))?
}

/// "11:30 pm Thursday", "at 9 a.m. on April 5".
fn clock_first(tape: &Tape<'_>, start: usize) -> Option<Phrase> {
    let (clock, end) = clock::time(tape, start)?;
    let next = tape.skip_term(tape.skip(end, ','), Term::On);
    match with_tail(tape, next, None) {
        Some(day) if is_day(&day.expr) && day.clock.is_none() => Some(Phrase {
            start,
            clock: Some(clock),
            ..day
        }),
        _ => shape((Expr::Clock, end), start, None, Some(clock)),
    }
}

fn is_day(expr: &Expr) -> bool {
    matches!(
        expr,
        Expr::Day { .. }
            | Expr::Weekday { .. }
            | Expr::DayShift(_)
            | Expr::Period {
                unit: Unit::Day,
                ..
            }
    )
}

/// A base expression with what follows it: a range's end, a part of the day, a clock time.
/// `part` tells that a modifier led to it, so that an unsure month is believed.
fn with_tail(tape: &Tape<'_>, start: usize, part: Option<Part>) -> Option<Phrase> {
    let (expr, end) = base(tape, start, part.is_some())?;
    if let Some((range, end)) = range::to_end(tape, start, &expr, end) {
        return shape((range, end), start, part, None);
    }
    let (clock, end) = match is_day(&expr) {
        true => day_tail(tape, end),
        false => (None, end),
    };
    shape((expr, end), start, part, clock)
}

/// "night" after "Friday", "at 9 a.m." after "April 5".
fn day_tail(tape: &Tape<'_>, end: usize) -> (Option<Clock>, usize) {
    let at = match (tape.term(end), tape.term(end + 1)) {
        (Some(Term::Early | Term::Late), Some(Term::DayPart(_))) => end + 1,
        _ => end,
    };
    if let Some(Term::DayPart(part)) = tape.term(at) {
        return (Some(Clock::Part(part)), at + 1);
    }
    match clock::time(tape, tape.skip_term(tape.skip(end, ','), Term::At)) {
        Some((clock, end)) => (Some(clock), end),
        None => (None, end),
    }
}

/// An expression without modifiers. `led`: a modifier stands before it.
fn base(tape: &Tape<'_>, at: usize, led: bool) -> Parsed {
    match tape.kind(at) {
        Kind::Number(_) => number_first(tape, at),
        Kind::Term(term) => word_first(tape, at, term, led),
        _ => None,
    }
}

fn number_first(tape: &Tape<'_>, at: usize) -> Parsed {
    calendar::numeric(tape, at)
        .or_else(|| range::days_first(tape, at))
        .or_else(|| calendar::day_first(tape, at))
        .or_else(|| amount::measured(tape, at))
        .or_else(|| period::ordinal(tape, at))
        .or_else(|| year::bare(tape, at))
}

fn word_first(tape: &Tape<'_>, at: usize, term: Term, led: bool) -> Parsed {
    match term {
        Term::Month(..) => {
            holiday::may_day(tape, at).or_else(|| calendar::month_first(tape, at, led))
        }
        Term::Weekday(_) | Term::WeekdayShort(_) => weekday::weekday(tape, at, Which::Open),
        Term::Weekdays(day) => Some((Expr::Set(format!("XXXX-WXX-{day}")), at + 1)),
        Term::The => after_the(tape, at),
        Term::Article | Term::Count(_) | Term::Vague | Term::Half => {
            amount::measured(tape, at).or_else(|| year::spoken(tape, at))
        }
        Term::Units(_) => amount::bare_plural(tape, at),
        Term::Ordinal(_) => calendar::day_first(tape, at).or_else(|| period::ordinal(tape, at)),
        Term::Season(season) => period::season(tape, at, season, led),
        Term::Decade(_) => period::named_decade(tape, at),
        Term::DayShift(days) => relative::day_shift(tape, at, days),
        Term::Overnight => Some((Expr::Overnight, at + 1)),
        Term::Reference(value) => Some((Expr::Reference(value), at + 1)),
        Term::Every | Term::Per | Term::Frequency(_) => repeated::repeated(tape, at),
        Term::Holiday(_) | Term::New | Term::Boxing | Term::Valentine => holiday::holiday(tape, at),
        _ => relative::relative(tape, at),
    }
}

/// What can follow "the".
fn after_the(tape: &Tape<'_>, start: usize) -> Parsed {
    let at = start + 1;
    range::days_first(tape, at)
        .or_else(|| calendar::day_first(tape, at))
        .or_else(|| relative::day_beside(tape, at))
        .or_else(|| relative::relative_after_the(tape, at))
        .or_else(|| period::ordinal(tape, at))
        .or_else(|| period::decade(tape, at))
        .or_else(|| period::named_decade(tape, at))
        .or_else(|| relative::the_weekend(tape, at))
        .or_else(|| match tape.term(at)? {
            Term::Season(season) => period::season(tape, at, season, true),
            Term::FutureNoun => Some((Expr::Reference("FUTURE_REF"), at + 1)),
            _ => None,
        })
        .or_else(|| year::modifier(tape, at))
}

/// The year given after a month or season: "2014", "of 2014", "last year", "this year".
fn year_tail(tape: &Tape<'_>, end: usize) -> (YearRef, usize) {
    let comma = tape.skip(end, ',');
    if let Some(year) = year::four_digits(tape, comma) {
        return (YearRef::Is(year), comma + 1);
    }
    let at = match tape.term(end) {
        Some(Term::Of | Term::In) => end + 1,
        _ => end,
    };
    if at > end
        && let Some(year) = year::four_digits(tape, at)
    {
        return (YearRef::Is(year), at + 1);
    }
    match relative::relative(tape, at) {
        Some((
            Expr::Period {
                unit: Unit::Year,
                base,
                shift,
            },
            end,
        )) => (YearRef::Shift(base, shift as i16), end),
        _ => (YearRef::Open, end),
    }
}
