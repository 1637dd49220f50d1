//! Blocks of the calendar: a day, a week, a month and so on, with its TIMEX3 value.

use crate::analysis::{DatePrecision, DateRange};
use crate::time::value;
use crate::time::vocabulary::{Season, Unit};
use jiff::civil::{Date, ISOWeekDate, Weekday};
use jiff::{Span, ToSpan};

/// A block of whole days.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Block {
    pub start: Date,
    pub end: Date,
    /// Its size.
    pub unit: Unit,
    pub value: String,
}

impl Block {
    fn new(start: Date, end: Date, unit: Unit, value: String) -> Block {
        Block {
            start,
            end,
            unit,
            value,
        }
    }

    /// The block of a unit that holds `date`.
    pub fn of(unit: Unit, date: Date) -> Option<Block> {
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Some(Block::day(date)),
            Unit::Week | Unit::Fortnight => Block::week(date),
            Unit::Weekend => Block::weekend(date),
            Unit::Month => Block::month(date.year(), date.month()),
            Unit::Quarter => Block::quarter(date.year(), (date.month() - 1) / 3 + 1),
            Unit::Year => Block::year(date.year()),
            Unit::Decade => Block::decade(date.year() - date.year().rem_euclid(10)),
            Unit::Century => Block::century(date.year().div_euclid(100)),
        }
    }

    pub fn day(date: Date) -> Block {
        Block::new(date, date, Unit::Day, date.to_string())
    }

    /// Monday to Sunday.
    pub fn week(date: Date) -> Option<Block> {
        let monday = monday(date)?;
        let value = week_value(monday);
        Some(Block::new(monday, plus_days(monday, 6)?, Unit::Week, value))
    }

    /// Saturday and Sunday of the week that holds `date`.
    pub fn weekend(date: Date) -> Option<Block> {
        let monday = monday(date)?;
        let value = format!("{}-WE", week_value(monday));
        let (start, end) = (plus_days(monday, 5)?, plus_days(monday, 6)?);
        Some(Block::new(start, end, Unit::Weekend, value))
    }

    pub fn month(year: i16, month: i8) -> Option<Block> {
        let start = Date::new(year, month, 1).ok()?;
        let value = format!("{year:04}-{month:02}");
        Some(Block::new(start, start.last_of_month(), Unit::Month, value))
    }

    /// A week of a month in sevenths days; −1 is the last seven days.
    pub fn week_of_month(year: i16, month: i8, week: i8) -> Option<Block> {
        let whole = Block::month(year, month)?;
        let start = match week {
            -1 => plus_days(whole.end, -6)?,
            _ => plus_days(whole.start, 7 * (i32::from(week) - 1))?,
        };
        Some(Block {
            start,
            end: plus_days(start, 6)?,
            unit: Unit::Week,
            ..whole
        })
    }

    pub fn quarter(year: i16, quarter: i8) -> Option<Block> {
        months(
            year,
            quarter * 3 - 2,
            3,
            Unit::Quarter,
            format!("{year:04}-Q{quarter}"),
        )
    }

    pub fn half(year: i16, half: i8) -> Option<Block> {
        months(
            year,
            half * 6 - 5,
            6,
            Unit::Year,
            format!("{year:04}-H{half}"),
        )
    }

    /// Three months; winter runs from December of `year`.
    pub fn season(year: i16, season: Season) -> Option<Block> {
        let first = match season {
            Season::Spring => 3,
            Season::Summer => 6,
            Season::Autumn => 9,
            Season::Winter => 12,
        };
        let value = format!("{year:04}-{}", value::season(season));
        months(year, first, 3, Unit::Quarter, value)
    }

    pub fn year(year: i16) -> Option<Block> {
        months(year, 1, 12, Unit::Year, format!("{year:04}"))
    }

    /// Ten years from `first`.
    pub fn decade(first: i16) -> Option<Block> {
        let value = format!("{:03}", first.div_euclid(10));
        months(first, 1, 120, Unit::Decade, value)
    }

    /// A hundred years from `first_digits` with two noughts.
    pub fn century(first_digits: i16) -> Option<Block> {
        let first = first_digits.checked_mul(100)?;
        months(first, 1, 1200, Unit::Century, format!("{first_digits:02}"))
    }

    /// The fourth Thursday of November.
    pub fn thanksgiving(year: i16) -> Option<Block> {
        let november = Date::new(year, 11, 1).ok()?;
        let day = november.nth_weekday_of_month(4, Weekday::Thursday).ok()?;
        Some(Block::day(day))
    }

    pub fn range(&self) -> DateRange {
        DateRange {
            start: self.start,
            end: self.end,
            precision: precision(self.unit),
        }
    }
}

/// How exact a date is that is given in `unit`. The days of a weekend are known days.
pub(super) fn precision(unit: Unit) -> DatePrecision {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day | Unit::Weekend => DatePrecision::Day,
        Unit::Week | Unit::Fortnight => DatePrecision::Week,
        Unit::Month => DatePrecision::Month,
        _ => DatePrecision::Year,
    }
}

fn months(year: i16, first: i8, count: i32, unit: Unit, value: String) -> Option<Block> {
    let start = Date::new(year, first, 1).ok()?;
    let end = plus_days(start.checked_add(count.months()).ok()?, -1)?;
    Some(Block::new(start, end, unit, value))
}

fn week_value(monday: Date) -> String {
    let week: ISOWeekDate = monday.iso_week_date();
    format!("{:04}-W{:02}", week.year(), week.week())
}

/// The Monday of the week that holds `date`.
pub(super) fn monday(date: Date) -> Option<Date> {
    plus_days(date, -i32::from(date.weekday().to_monday_zero_offset()))
}

/// `days` later; `None` beyond the calendar.
pub(super) fn plus_days(date: Date, days: i32) -> Option<Date> {
    date.checked_add(Span::new().try_days(days).ok()?).ok()
}

/// `count` units later; `None` beyond the calendar. Hours and less do not leave the day.
pub(super) fn plus(date: Date, count: i32, unit: Unit) -> Option<Date> {
    let span = match unit {
        Unit::Second | Unit::Minute | Unit::Hour => Ok(Span::new()),
        Unit::Day => Span::new().try_days(count),
        Unit::Week | Unit::Weekend => Span::new().try_weeks(count),
        Unit::Fortnight => Span::new().try_weeks(count.checked_mul(2)?),
        Unit::Month => Span::new().try_months(count),
        Unit::Quarter => Span::new().try_months(count.checked_mul(3)?),
        Unit::Year => Span::new().try_years(count),
        Unit::Decade => Span::new().try_years(count.checked_mul(10)?),
        Unit::Century => Span::new().try_years(count.checked_mul(100)?),
    };
    date.checked_add(span.ok()?).ok()
}
