//! What a time expression says, before it is put on the calendar.

use super::vocabulary::{DayPart, Season, Unit};

/// A time expression and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Phrase {
    /// First lexeme.
    pub start: usize,
    /// One past the last lexeme.
    pub end: usize,
    pub expr: Expr,
    /// "early", "late": narrows the expression.
    pub part: Option<Part>,
    /// The time of day.
    pub clock: Option<Clock>,
}

/// What relative expressions count from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Base {
    /// The document creation time: "last week".
    Dct,
    /// The date mentioned before: "the next day".
    Anchor,
}

/// The year of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum YearRef {
    /// Not given: "in March".
    Open,
    Is(i16),
    /// "March last year".
    Shift(Base, i16),
    /// "last March".
    Last,
    /// "next March".
    Next,
}

/// Which of its kind a weekday is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// "on Friday".
    Open,
    Last,
    /// "this Friday".
    This,
    /// "next Friday": in the week after.
    Next,
    /// "this coming Friday".
    Coming,
    /// "Friday last week".
    InWeek(i32),
}

/// How many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Amount {
    Exact(u32),
    /// "several", bare plurals.
    Vague,
    /// "half a year".
    Half,
}

/// The meaning of an expression.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Expr {
    Day {
        year: YearRef,
        month: i8,
        day: i8,
    },
    Month {
        year: YearRef,
        month: i8,
    },
    Season {
        year: YearRef,
        season: Season,
    },
    Quarter {
        year: YearRef,
        quarter: i8,
    },
    Half {
        year: YearRef,
        half: i8,
    },
    /// "Thanksgiving": the fourth Thursday of November.
    Thanksgiving {
        year: YearRef,
    },
    /// "the first week of May"; −1 is the last.
    WeekOfMonth {
        week: i8,
        year: YearRef,
        month: i8,
    },
    Year(i16),
    /// "490 BC".
    YearBefore(u32),
    /// Its first year.
    Decade(i16),
    /// Its first two digits: the 20th century is 19.
    Century(i16),
    Weekday {
        day: i8,
        which: Which,
    },
    /// Days from the document creation time.
    DayShift(i32),
    /// The night that ends on the day of the document creation time.
    Overnight,
    /// A calendar unit counted from a base: "last week", "the next day".
    Period {
        unit: Unit,
        base: Base,
        shift: i32,
    },
    /// "the weekend".
    Weekend,
    /// A point some units away: "two days ago", "a week later".
    Away {
        amount: Amount,
        unit: Unit,
        base: Base,
        forward: bool,
    },
    /// A stretch that ends or begins now: "the past two weeks".
    Stretch {
        amount: Amount,
        unit: Unit,
        forward: bool,
    },
    /// A duration; `inside` after "in", which may point forwards: "in two weeks".
    Length {
        amount: Amount,
        unit: Unit,
        inside: bool,
    },
    /// A repeated time, as its TIMEX3 value.
    Set(String),
    /// Only a time of day.
    Clock,
    /// `PRESENT_REF` and its like.
    Reference(&'static str),
    Range(Box<Expr>, Box<Expr>),
}

/// The part of a period that is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// "early", "the beginning of".
    Early,
    Mid,
    /// "late", "the end of".
    Late,
    /// "earlier": up to now.
    Earlier,
    /// "later": from now on.
    Later,
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Clock {
    Part(DayPart),
    At { hour: u32, minute: u32 },
}

impl Clock {
    /// The suffix of a TIMEX3 value: `T09:30`, `TMO`.
    pub fn value(self) -> String {
        match self {
            Clock::Part(DayPart::Morning) => "TMO".into(),
            Clock::Part(DayPart::Afternoon) => "TAF".into(),
            Clock::Part(DayPart::Evening) => "TEV".into(),
            Clock::Part(DayPart::Night) => "TNI".into(),
            Clock::Part(DayPart::Noon) => "T12:00".into(),
            Clock::Part(DayPart::Midnight) => "T24:00".into(),
            Clock::At { hour, minute } => format!("T{hour:02}:{minute:02}"),
        }
    }
}
