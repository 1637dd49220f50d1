//! Times of day.

use crate::time::expression::Clock;
use crate::time::tape::{Kind, Tape};
use crate::time::vocabulary::{DayPart, Term};

/// A clock time: "9 a.m.", "11:30 pm", "14:00 GMT", "at 10:15".
pub(super) fn time(tape: &Tape<'_>, at: usize) -> Option<(Clock, usize)> {
    let number = tape.number(at)?;
    tape.plain(at)?;
    if tape.is_glued(at) && matches!(tape.kind(at - 1), Kind::Other | Kind::Mark(':' | '.' | '-')) {
        return None;
    }
    let (hour, minute, end, colon) = figures(tape, at, number.value, number.digits)?;
    if let Some((afternoon, end)) = meridiem(tape, end) {
        let hour = twelve_hours(hour, afternoon)?;
        return Some((Clock::At { hour, minute }, zone(tape, end)));
    }
    let zoned = zone(tape, end);
    let led = matches!(
        tape.term_before(at),
        Some(Term::At | Term::Around | Term::By)
    );
    let sure = match number.digits {
        4 => zoned > end,
        _ => colon && (zoned > end || led) || tape.is(end, Term::OClock),
    };
    sure.then_some((
        Clock::At { hour, minute },
        zoned.max(tape.skip_term(end, Term::OClock)),
    ))
}

/// Hour, minute, the index after them and whether a colon parts them.
fn figures(
    tape: &Tape<'_>,
    at: usize,
    value: u32,
    digits: usize,
) -> Option<(u32, u32, usize, bool)> {
    let parted = tape.is_mark(at + 1, ':') && tape.is_glued(at + 1) && tape.is_glued(at + 2);
    let minutes = tape.number(at + 2).filter(|it| parted && it.digits == 2);
    let (hour, minute, end) = match (digits, minutes) {
        (1 | 2, Some(minutes)) => (value, minutes.value, at + 3),
        (1 | 2, None) => (value, 0, at + 1),
        (4, None) => (value / 100, value % 100, at + 1),
        _ => return None,
    };
    (hour <= 24 && minute < 60).then_some((hour, minute, end, minutes.is_some()))
}

/// "a.m.", "pm": whether it is the afternoon, and the index after it.
fn meridiem(tape: &Tape<'_>, at: usize) -> Option<(bool, usize)> {
    match tape.term(at) {
        Some(Term::Am) => return Some((false, at + 1)),
        Some(Term::Pm) => return Some((true, at + 1)),
        _ => {}
    }
    let dotted = tape.is_mark(at + 1, '.') && tape.word(at + 2).eq_ignore_ascii_case("m");
    let afternoon = match tape.word(at) {
        "a" | "A" => false,
        "p" | "P" => true,
        _ => return None,
    };
    dotted.then(|| (afternoon, tape.skip(at + 3, '.')))
}

fn twelve_hours(hour: u32, afternoon: bool) -> Option<u32> {
    match (hour, afternoon) {
        (12, false) => Some(0),
        (12, true) => Some(12),
        (1..=11, false) => Some(hour),
        (1..=11, true) => Some(hour + 12),
        _ => None,
    }
}

/// The index after a time zone, "local time" or "hours".
fn zone(tape: &Tape<'_>, at: usize) -> usize {
    match tape.term(at) {
        Some(Term::Zone) if tape.word(at).bytes().all(|b| b.is_ascii_uppercase()) => at + 1,
        Some(Term::Local) if tape.is(at + 1, Term::Time) => at + 2,
        _ => at,
    }
}

/// Whether a part of the day by itself is a time: "in the morning", "at dawn", "before midnight".
pub(super) fn stands_for_a_time(tape: &Tape<'_>, start: usize, at: usize) -> bool {
    let before = tape.term_before(start);
    let Some(Term::DayPart(part)) = tape.term(at) else {
        return false;
    };
    if at > start {
        return matches!(before, Some(Term::In | Term::During))
            && matches!(
                part,
                DayPart::Morning | DayPart::Afternoon | DayPart::Evening | DayPart::Night
            );
    }
    let point = matches!(part, DayPart::Noon | DayPart::Midnight)
        || matches!(
            tape.word(at),
            "dawn" | "daybreak" | "sunrise" | "dusk" | "sunset" | "nightfall"
        );
    let led = matches!(
        before,
        Some(
            Term::At
                | Term::Before
                | Term::After
                | Term::Around
                | Term::By
                | Term::Since
                | Term::Until
        )
    );
    point && led
}
