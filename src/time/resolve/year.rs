//! The year of dates that do not say it, or say it by relation.

use super::block::Block;
use super::tense::Tense;
use super::{Resolver, Scene};
use crate::time::expression::{Expr, YearRef};
use crate::time::vocabulary::Unit;
use jiff::civil::Date;

/// How far ahead a day without a year may lie when nothing tells past from future, in days.
/// News gives the year of days further away.
const AHEAD: i32 = 60;

/// How an expression gives its year; `None` for those that have none to give.
pub(super) fn of(expr: &Expr) -> Option<YearRef> {
    match expr {
        Expr::Day { year, .. }
        | Expr::Month { year, .. }
        | Expr::Season { year, .. }
        | Expr::Quarter { year, .. }
        | Expr::Half { year, .. }
        | Expr::Thanksgiving { year }
        | Expr::WeekOfMonth { year, .. } => Some(*year),
        _ => None,
    }
}

/// The expression with its year, where that is open.
pub(super) fn set(expr: &Expr, given: YearRef) -> Expr {
    let mut expr = expr.clone();
    if let Expr::Day { year, .. }
    | Expr::Month { year, .. }
    | Expr::Season { year, .. }
    | Expr::Quarter { year, .. }
    | Expr::Half { year, .. }
    | Expr::Thanksgiving { year }
    | Expr::WeekOfMonth { year, .. } = &mut expr
        && *year == YearRef::Open
    {
        *year = given;
    }
    expr
}

/// The block in a given year.
fn in_given_year(expr: &Expr, year: i16) -> Option<Block> {
    match *expr {
        Expr::Day { month, day, .. } => Some(Block::day(Date::new(year, month, day).ok()?)),
        Expr::Month { month, .. } => Block::month(year, month),
        Expr::Season { season, .. } => Block::season(year, season),
        Expr::Quarter { quarter, .. } => Block::quarter(year, quarter),
        Expr::Half { half, .. } => Block::half(year, half),
        Expr::Thanksgiving { .. } => Block::thanksgiving(year),
        Expr::WeekOfMonth { week, month, .. } => Block::week_of_month(year, month, week),
        _ => None,
    }
}

impl Resolver<'_, '_> {
    /// The block of an expression that repeats every year.
    pub(super) fn in_year(&self, scene: &Scene<'_>, expr: &Expr) -> Option<Block> {
        let blocks = |from: i16| (from - 1..=from + 1).filter_map(|it| in_given_year(expr, it));
        match of(expr)? {
            YearRef::Is(year) => in_given_year(expr, year),
            YearRef::Shift(base, years) => {
                let base = self.base(Unit::Year, base)?;
                in_given_year(expr, base.year().checked_add(years)?)
            }
            YearRef::Last => {
                let dct = self.dct?;
                blocks(dct.year()).rfind(|block| block.end < dct)
            }
            YearRef::Next => {
                let dct = self.dct?;
                blocks(dct.year()).find(|block| block.start > dct)
            }
            YearRef::Open if self.narrative => {
                let anchor = self.anchors.latest()?;
                blocks(anchor.year()).min_by_key(|block| narrated_distance(block, anchor))
            }
            YearRef::Open => {
                let dct = self.dct?;
                let past = || blocks(dct.year()).rfind(|block| block.start <= dct);
                match scene.tense {
                    Tense::Future => blocks(dct.year()).find(|block| block.end >= dct),
                    Tense::Past => past(),
                    Tense::Unknown => blocks(dct.year())
                        .find(|block| block.unit == Unit::Day && is_near(block, dct))
                        .or_else(past),
                }
            }
        }
    }
}

/// Whether a day is the document creation time or not long after.
fn is_near(block: &Block, dct: Date) -> bool {
    (0..=AHEAD).contains(&days_between(dct, block.start))
}

/// A narrative goes forwards: a step back counts double.
fn narrated_distance(block: &Block, anchor: Date) -> i32 {
    match days_between(anchor, block.start) {
        ahead @ 0.. => ahead,
        back if block.end >= anchor => -back,
        back => -2 * back,
    }
}

fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(i32::MAX / 4, |span| span.get_days())
}
