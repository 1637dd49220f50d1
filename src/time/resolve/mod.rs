//! From expressions to days, in the order of the text.

mod anchor;
mod block;
mod narrow;
mod tense;
mod year;

use super::expression::{Amount, Base, Clock, Expr, Part, Phrase, Which, YearRef};
use super::tape::Tape;
use super::value;
use super::vocabulary::{DayPart, Term, Unit};
use crate::analysis::{DateRange, Timex, TimexKind};
use crate::span::Span;
use anchor::Anchors;
use block::{Block, monday, plus, plus_days, precision};
use jiff::civil::Date;
use tense::{Tense, tense};

/// Resolves expressions one after another.
pub(super) struct Resolver<'a, 't> {
    tape: &'a Tape<'t>,
    dct: Option<Date>,
    /// Dates count from each other, not from the document creation time.
    narrative: bool,
    anchors: Anchors,
}

/// An expression being resolved, with what its context says.
struct Scene<'p> {
    phrase: &'p Phrase,
    tense: Tense,
    since: bool,
}

impl<'a, 't> Resolver<'a, 't> {
    pub fn new(tape: &'a Tape<'t>, dct: Option<Date>, narrative: bool) -> Resolver<'a, 't> {
        Resolver {
            tape,
            dct,
            narrative,
            anchors: Anchors::default(),
        }
    }

    /// The time expression that `phrase` is.
    pub fn resolve(&mut self, phrase: &Phrase) -> Timex {
        // "the deadliest since March, when two buses collided": what is told was in March.
        let is_point =
            self.tape.is_mark(phrase.end, ',') && self.tape.word(phrase.end + 1) == "when";
        let since = self.tape.term_before(phrase.start) == Some(Term::Since) && !is_point;
        let scene = Scene {
            phrase,
            tense: match since {
                true => Tense::Past,
                false => self.tense(phrase),
            },
            since,
        };
        let mut timex = self.meaning(&scene);
        if since && let (Some(range), Some(dct)) = (timex.range.as_mut(), self.dct) {
            range.end = range.end.max(dct);
        }
        timex.since = since;
        timex.until = self.tape.term_before(phrase.start) == Some(Term::Until);
        timex
    }

    /// Reads the clause only where the answer can matter.
    fn tense(&self, phrase: &Phrase) -> Tense {
        let open = match &phrase.expr {
            Expr::Day { year, .. }
            | Expr::Month { year, .. }
            | Expr::Season { year, .. }
            | Expr::Quarter { year, .. }
            | Expr::Half { year, .. }
            | Expr::Thanksgiving { year }
            | Expr::WeekOfMonth { year, .. } => *year == YearRef::Open,
            Expr::Weekday { which, .. } => matches!(which, Which::Open | Which::This),
            Expr::Period { base, shift, .. } => *base == Base::Dct && *shift == 0,
            Expr::Length { inside, .. } => *inside,
            Expr::Weekend | Expr::Range(..) => true,
            _ => false,
        };
        match open {
            true => tense(self.tape, phrase.start, phrase.end),
            false => Tense::Unknown,
        }
    }

    fn meaning(&mut self, scene: &Scene<'_>) -> Timex {
        match &scene.phrase.expr {
            Expr::Length {
                amount,
                unit,
                inside,
            } => self.length(scene, *amount, *unit, *inside),
            Expr::Set(set) => self.timex(scene, set.clone(), None, TimexKind::Set),
            Expr::Reference(name) => self.timex(scene, (*name).to_string(), None, TimexKind::Date),
            Expr::Stretch {
                amount,
                unit,
                forward,
            } => {
                let range = self.stretch(*amount, *unit, *forward);
                let value = value::amount(*amount, *unit);
                self.timex(scene, value, range, TimexKind::Duration)
            }
            Expr::Range(first, last) => self.range(scene, first, last),
            Expr::Overnight => self.overnight(scene),
            expr => self.dated(scene, expr),
        }
    }

    fn timex(
        &self,
        scene: &Scene<'_>,
        value: String,
        range: Option<DateRange>,
        kind: TimexKind,
    ) -> Timex {
        let (first, last) = (scene.phrase.start, scene.phrase.end - 1);
        let lexemes = &self.tape.lexemes;
        Timex {
            span: Span::new(lexemes[first].start, lexemes[last].end),
            value,
            range,
            kind,
            since: false,
            until: false,
            anchored: value::is_anchored(&scene.phrase.expr),
        }
    }

    /// A duration, or a point to come: "will meet in two weeks".
    fn length(&mut self, scene: &Scene<'_>, amount: Amount, unit: Unit, inside: bool) -> Timex {
        let exact = matches!(amount, Amount::Exact(_));
        if inside && exact && unit >= Unit::Day && scene.tense == Tense::Future {
            let point = Expr::Away {
                amount,
                unit,
                base: Base::Dct,
                forward: true,
            };
            return self.dated(scene, &point);
        }
        self.timex(
            scene,
            value::amount(amount, unit),
            None,
            TimexKind::Duration,
        )
    }

    /// The days of "the past two weeks": back from the document creation time.
    fn stretch(&self, amount: Amount, unit: Unit, forward: bool) -> Option<DateRange> {
        let dct = self.dct?;
        let count = match (amount, unit) {
            (Amount::Exact(hours), Unit::Hour) => hours.div_ceil(24),
            (Amount::Exact(count), _) => count,
            _ => return None,
        };
        let unit = if unit == Unit::Hour { Unit::Day } else { unit };
        let count = i32::try_from(count).ok()?;
        let (start, end) = match forward {
            true => (dct, plus(dct, count, unit)?),
            false => (plus(dct, count.checked_neg()?, unit)?, dct),
        };
        Some(DateRange {
            start,
            end,
            precision: precision(unit),
        })
    }

    fn overnight(&mut self, scene: &Scene<'_>) -> Timex {
        let night = self.dct.and_then(|dct| Some((plus_days(dct, -1)?, dct)));
        let Some((start, end)) = night else {
            return self.timex(scene, "XXXX-XX-XXTNI".into(), None, TimexKind::Time);
        };
        self.anchors.note(&Block::day(start), self.narrative);
        let range = DateRange {
            start,
            end,
            precision: precision(Unit::Day),
        };
        self.timex(scene, format!("{start}TNI"), Some(range), TimexKind::Time)
    }

    /// An expression that names one block of the calendar.
    fn dated(&mut self, scene: &Scene<'_>, expr: &Expr) -> Timex {
        let clock = scene.phrase.clock;
        let kind = match clock {
            Some(_) => TimexKind::Time,
            None => TimexKind::Date,
        };
        let Some(block) = self.block(scene, expr) else {
            let value = match expr {
                Expr::Away {
                    amount: Amount::Vague | Amount::Half,
                    forward,
                    ..
                } => if *forward { "FUTURE_REF" } else { "PAST_REF" }.to_string(),
                expr => with_clock(value::underspecified(expr), clock),
            };
            return self.timex(scene, value, None, kind);
        };
        let range = self.days(scene, expr, &block);
        if !scene.since || self.narrative {
            self.anchors.note(&block, self.narrative);
        }
        self.timex(scene, with_clock(block.value, clock), Some(range), kind)
    }

    /// The days of a block that are meant.
    fn days(&self, scene: &Scene<'_>, expr: &Expr, block: &Block) -> DateRange {
        let now = match value::is_anchored(expr) {
            true => self.anchors.for_unit(Unit::Day),
            false => self.dct,
        };
        if let Some(part) = scene.phrase.part {
            let part = match (part, expr) {
                // "later in March", "earlier in 2014" when that is not now.
                (Part::Later, _) if now.is_some_and(|now| now > block.end) => Part::Late,
                (part, _) => part,
            };
            return narrow::narrow(block, part, now);
        }
        match expr {
            Expr::Period {
                base: Base::Dct,
                shift: 0,
                unit,
            } if *unit >= Unit::Week => match scene.tense {
                Tense::Future => narrow::cut(block, self.dct, None),
                _ => narrow::cut(block, None, self.dct),
            },
            _ => block.range(),
        }
    }

    /// The block of the calendar that an expression names.
    fn block(&self, scene: &Scene<'_>, expr: &Expr) -> Option<Block> {
        match *expr {
            Expr::Year(year) => Block::year(year),
            Expr::Decade(first) => Block::decade(first),
            Expr::Century(digits) => Block::century(digits),
            Expr::Weekday { day, which } => self.weekday(scene.tense, day, which),
            Expr::DayShift(days) => Some(Block::day(plus_days(self.dct?, days)?)),
            Expr::Period { unit, base, shift } => self.period(scene, unit, base, shift),
            Expr::Weekend => self.weekend(scene.tense),
            Expr::Away {
                amount: Amount::Exact(count),
                unit,
                base,
                forward,
            } => {
                let count = i32::try_from(count).ok()?;
                self.away(if forward { count } else { -count }, unit, base)
            }
            Expr::Clock => Some(Block::day(self.anchors.for_unit(Unit::Day).or(self.dct)?)),
            _ => self.in_year(scene, expr),
        }
    }

    fn weekday(&self, tense: Tense, day: i8, which: Which) -> Option<Block> {
        let base = match (self.narrative, which) {
            (true, Which::Open) => return self.narrated_weekday(day),
            _ => self.dct?,
        };
        let offset = i32::from(day) - 1;
        let in_week = |weeks: i32| plus_days(monday(base)?, 7 * weeks + offset);
        let here = in_week(0)?;
        let week = match which {
            Which::InWeek(weeks) => weeks,
            Which::Next => 1,
            Which::Last => -i32::from(here >= base),
            Which::Coming => i32::from(here <= base),
            Which::This => match tense {
                Tense::Future => i32::from(here < base),
                Tense::Past => -i32::from(here > base),
                Tense::Unknown => 0,
            },
            Which::Open => match tense {
                Tense::Future => i32::from(here < base),
                _ => -i32::from(here > base),
            },
        };
        Some(Block::day(in_week(week)?))
    }

    /// In a narrative a weekday is the next one from the date mentioned before.
    fn narrated_weekday(&self, day: i8) -> Option<Block> {
        let base = self.anchors.for_unit(Unit::Day)?;
        let ahead =
            (i32::from(day) - 1 - i32::from(base.weekday().to_monday_zero_offset())).rem_euclid(7);
        Some(Block::day(plus_days(base, ahead)?))
    }

    fn period(&self, scene: &Scene<'_>, unit: Unit, base: Base, shift: i32) -> Option<Block> {
        let date = self.base(unit, base)?;
        let early = unit == Unit::Weekend && shift == 0 && scene.tense == Tense::Past;
        let block = Block::of(unit, plus(first_day(unit, date)?, shift, unit)?)?;
        match early && block.start > date {
            true => Block::of(unit, plus_days(date, -7)?),
            false => Some(block),
        }
    }

    /// The date that a relative expression counts from.
    fn base(&self, unit: Unit, base: Base) -> Option<Date> {
        match base {
            Base::Dct => self.dct,
            Base::Anchor => self
                .anchors
                .for_unit(unit)
                .or_else(|| self.dct.filter(|_| unit >= Unit::Month && !self.narrative)),
        }
    }

    /// "the weekend": the one to come, or the last one that has begun.
    fn weekend(&self, tense: Tense) -> Option<Block> {
        let dct = self.dct?;
        let weekend = Block::weekend(dct)?;
        match tense != Tense::Future && weekend.start > dct {
            true => Block::weekend(plus_days(dct, -7)?),
            false => Some(weekend),
        }
    }

    /// "two days ago", "a week later". Weeks from a known day lead to a day.
    fn away(&self, count: i32, unit: Unit, base: Base) -> Option<Block> {
        let date = match base {
            Base::Dct => self.dct?,
            Base::Anchor => match self.anchors.for_unit(unit) {
                Some(date) => date,
                None if self.narrative => return None,
                None => self.dct?,
            },
        };
        let there = plus(date, count, unit)?;
        match (base, unit) {
            (Base::Anchor, Unit::Week | Unit::Fortnight) => Some(Block::day(there)),
            _ => Block::of(unit, there),
        }
    }

    /// Two ends; a year that one of them lacks is the other's.
    fn range(&mut self, scene: &Scene<'_>, first: &Expr, last: &Expr) -> Timex {
        let ends = self.ends(scene, first, last);
        let Some((first, last)) = ends else {
            let value = value::underspecified(&scene.phrase.expr);
            return self.timex(scene, value, None, TimexKind::Date);
        };
        self.anchors.note(&last, self.narrative);
        let value = format!("{}/{}", first.value, last.value);
        let range = DateRange {
            start: first.start,
            end: last.end,
            precision: precision(first.unit.max(last.unit)),
        };
        self.timex(scene, value, Some(range), TimexKind::Date)
    }

    fn ends(&self, scene: &Scene<'_>, first: &Expr, last: &Expr) -> Option<(Block, Block)> {
        if year::of(first) == Some(YearRef::Open) && year::of(last) != Some(YearRef::Open) {
            let last = self.block(scene, last)?;
            let year = last.end.year();
            let begin = |year| self.block(scene, &year::set(first, YearRef::Is(year)));
            let first = begin(year)
                .filter(|it| it.start <= last.end)
                .or_else(|| begin(year - 1))?;
            return Some((first, last));
        }
        let first = self.block(scene, first)?;
        let year = first.start.year();
        let finish = |year| self.block(scene, &year::set(last, YearRef::Is(year)));
        let last = match last {
            Expr::Weekday { day, .. } => {
                let ahead = (i32::from(*day)
                    - 1
                    - i32::from(first.start.weekday().to_monday_zero_offset()))
                .rem_euclid(7);
                Block::day(plus_days(first.start, ahead)?)
            }
            _ => finish(year)
                .filter(|it| it.end >= first.start)
                .or_else(|| finish(year + 1))?,
        };
        (first.start <= last.end).then_some((first, last))
    }
}

/// The first day of the unit, from which shifting by whole units is safe.
fn first_day(unit: Unit, date: Date) -> Option<Date> {
    match unit {
        Unit::Month | Unit::Quarter | Unit::Year | Unit::Decade | Unit::Century => {
            Some(Block::of(unit, date)?.start)
        }
        _ => Some(date),
    }
}

/// `2025-04-09T09:30`, or the block's own value when it is no single day.
fn with_clock(value: String, clock: Option<Clock>) -> String {
    match clock {
        Some(Clock::Part(DayPart::Midnight)) => format!("{value}T24:00"),
        Some(clock) => value + &clock.value(),
        None => value,
    }
}
