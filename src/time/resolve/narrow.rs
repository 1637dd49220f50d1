//! Parts of periods: "early", "mid-", "late", "earlier this", "later this".

use super::block::{Block, plus_days, precision};
use crate::analysis::{DatePrecision, DateRange};
use crate::time::expression::Part;
use crate::time::vocabulary::Unit;
use jiff::civil::Date;

/// The days of `part` of a block; `now` divides "earlier" from "later".
pub(super) fn narrow(block: &Block, part: Part, now: Option<Date>) -> DateRange {
    match part {
        Part::Earlier => cut(block, None, now),
        Part::Later => cut(block, now, None),
        _ => third(block, part).unwrap_or_else(|| block.range()),
    }
}

/// A block from one day or to another, where these lie inside.
pub(super) fn cut(block: &Block, from: Option<Date>, to: Option<Date>) -> DateRange {
    let inside = |day: &Date| (block.start..=block.end).contains(day);
    DateRange {
        start: from.filter(inside).unwrap_or(block.start),
        end: to.filter(inside).unwrap_or(block.end),
        precision: precision(block.unit),
    }
}

/// The first, middle or last part: of a month ten days (precision: week), of a year a quarter
/// (the middle: May to August), of a week three or four days.
fn third(block: &Block, part: Part) -> Option<DateRange> {
    match block.unit {
        Unit::Week => {
            let (from, to) = pick(part, [(0, 2), (2, 4), (3, 6)]);
            days(block, from, to, DatePrecision::Week)
        }
        Unit::Month => {
            let (from, to) = pick(part, [(0, 9), (10, 19), (20, 30)]);
            days(block, from, to, DatePrecision::Week)
        }
        Unit::Year => {
            let (from, to) = pick(part, [(1, 3), (5, 8), (10, 12)]);
            Some(DateRange {
                start: Date::new(block.start.year(), from, 1).ok()?,
                end: Date::new(block.start.year(), to, 1).ok()?.last_of_month(),
                precision: DatePrecision::Year,
            })
        }
        Unit::Decade => {
            let (from, to) = pick(part, [(0, 3), (4, 6), (7, 9)]);
            Some(DateRange {
                start: Date::new(block.start.year() + from, 1, 1).ok()?,
                end: Date::new(block.start.year() + to, 12, 31).ok()?,
                precision: DatePrecision::Year,
            })
        }
        _ => None,
    }
}

fn pick<T: Copy>(part: Part, thirds: [(T, T); 3]) -> (T, T) {
    match part {
        Part::Early | Part::Earlier => thirds[0],
        Part::Mid => thirds[1],
        Part::Late | Part::Later => thirds[2],
    }
}

fn days(block: &Block, from: i32, to: i32, precision: DatePrecision) -> Option<DateRange> {
    Some(DateRange {
        start: plus_days(block.start, from)?,
        end: plus_days(block.start, to)?.min(block.end),
        precision,
    })
}
