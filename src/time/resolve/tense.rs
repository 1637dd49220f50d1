//! Whether the clause around an expression tells of the past or of something to come.

use crate::time::tape::{Kind, Tape};
use crate::time::vocabulary::Term;

/// Where a clause points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
    Unknown,
}

/// How many lexemes are looked at on each side: a long clause of news.
const REACH: usize = 40;

/// How far into its sentence an expression may stand for its verb to come after it:
/// "On Friday, ...", "But early on Friday ...".
const OPENING: usize = 4;

/// The tense of the clause that holds the lexemes `start..end`.
pub(super) fn tense(tape: &Tape<'_>, start: usize, end: usize) -> Tense {
    match before(tape, start) {
        (Tense::Unknown, opening) => {
            let after = match opening {
                true => after(tape, end),
                false => Tense::Unknown,
            };
            match after {
                Tense::Unknown => leaning(tape, start),
                tense => tense,
            }
        }
        (tense, _) => tense,
    }
}

/// "until Friday", "by Friday", "from Friday" look forwards when no verb says otherwise.
fn leaning(tape: &Tape<'_>, start: usize) -> Tense {
    match tape.term_before(start) {
        Some(Term::Until | Term::By | Term::From) => Tense::Future,
        _ => Tense::Unknown,
    }
}

/// The nearest cue before, and whether the expression opens its sentence.
fn before(tape: &Tape<'_>, start: usize) -> (Tense, bool) {
    let mut regular_past = false;
    for at in (start.saturating_sub(REACH)..start).rev() {
        if ends_sentence(tape, at) {
            return (past_if(regular_past), start - at <= OPENING);
        }
        if tape.is(at, Term::Boundary) && regular_past {
            return (Tense::Past, false);
        }
        match cue(tape, at) {
            Some(Cue::Future) => return (Tense::Future, false),
            Some(Cue::Past) => return (Tense::Past, false),
            Some(Cue::RegularPast) => regular_past = true,
            None => {}
        }
    }
    (past_if(regular_past), start <= OPENING)
}

fn past_if(past: bool) -> Tense {
    if past { Tense::Past } else { Tense::Unknown }
}

/// The first cue after.
fn after(tape: &Tape<'_>, end: usize) -> Tense {
    for at in end..end + REACH {
        if at >= tape.lexemes.len() || ends_sentence(tape, at) {
            return Tense::Unknown;
        }
        match cue(tape, at) {
            Some(Cue::Future) => return Tense::Future,
            Some(_) => return Tense::Past,
            None => {}
        }
    }
    Tense::Unknown
}

/// What a word says about tense.
#[derive(Clone, Copy, PartialEq)]
enum Cue {
    Future,
    Past,
    /// A regular past form, which may as well be an attribute: "armed groups".
    RegularPast,
}

fn cue(tape: &Tape<'_>, at: usize) -> Option<Cue> {
    match tape.kind(at) {
        Kind::Term(Term::Modal | Term::Plan) => Some(Cue::Future),
        // "to" ends the cue: "vowed to", "is to meet", "warned of".
        Kind::Term(Term::To | Term::For | Term::That | Term::Of) => {
            promised(tape, at).then_some(Cue::Future)
        }
        Kind::Term(Term::Month(5, _)) if !tape.is_capital(at) => Some(Cue::Future),
        Kind::Term(Term::PastVerb) => (!is_base_form(tape, at)).then_some(Cue::Past),
        Kind::Term(Term::Promise) if tape.word(at).ends_with("ed") => Some(Cue::RegularPast),
        Kind::Other if is_regular_past(tape, at) => Some(Cue::RegularPast),
        _ => None,
    }
}

/// Whether "to", "for" or "that" at `at` follows a word that promises something.
fn promised(tape: &Tape<'_>, at: usize) -> bool {
    match tape.term_before(at) {
        Some(Term::Promise) => true,
        Some(Term::Be) => tape.is(at, Term::To),
        _ => false,
    }
}

/// "will hit", "to put", "be held": the same letters, but no past tense.
fn is_base_form(tape: &Tape<'_>, at: usize) -> bool {
    matches!(
        tape.term_before(at),
        Some(Term::Modal | Term::To | Term::BeBase)
    )
}

fn is_regular_past(tape: &Tape<'_>, at: usize) -> bool {
    let word = tape.word(at);
    word.len() > 4
        && word.ends_with("ed")
        && !word.ends_with("eed")
        && !tape.is_capital(at)
        && !matches!(tape.term_before(at), Some(Term::BeBase))
}

/// Whether the lexeme closes a sentence or an independent clause.
fn ends_sentence(tape: &Tape<'_>, at: usize) -> bool {
    match tape.kind(at) {
        Kind::Break | Kind::Mark(';' | '!' | '?') => true,
        Kind::Mark('.') => !tape.is_glued(at + 1) && !closes_abbreviation(tape, at),
        _ => false,
    }
}

/// Whether a full stop belongs to "Dec.", "U.S.", "Gen.".
fn closes_abbreviation(tape: &Tape<'_>, at: usize) -> bool {
    if !tape.is_capital(at + 1) && !tape.is_mark(at + 1, '"') {
        return true;
    }
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    let word = tape.word(before);
    word.len() == 1
        || matches!(
            word,
            "Mr" | "Mrs"
                | "Ms"
                | "Dr"
                | "Gen"
                | "Col"
                | "Lt"
                | "Sgt"
                | "Maj"
                | "Capt"
                | "Gov"
                | "Sen"
                | "Rep"
                | "St"
                | "Sheikh"
                | "No"
        )
}
