//! TIMEX3 values of durations and of expressions that no date could be found for.

use super::expression::{Amount, Base, Expr, YearRef};
use super::vocabulary::{Season, Unit};

/// `P3W`, `PT2H`.
pub(super) fn length(count: u32, unit: Unit) -> String {
    pattern(&count.to_string(), unit)
}

/// The value of an amount of time; X stands for an unknown number.
pub(super) fn amount(amount: Amount, unit: Unit) -> String {
    match (amount, unit) {
        (Amount::Exact(count), Unit::Fortnight) => length(count.saturating_mul(2), Unit::Week),
        (Amount::Exact(count), _) => length(count, unit),
        (Amount::Vague, _) => pattern("X", unit),
        (Amount::Half, Unit::Hour) => length(30, Unit::Minute),
        (Amount::Half, Unit::Day) => length(12, Unit::Hour),
        (Amount::Half, Unit::Year) => length(6, Unit::Month),
        (Amount::Half, Unit::Decade) => length(5, Unit::Year),
        (Amount::Half, Unit::Century) => length(50, Unit::Year),
        (Amount::Half, _) => pattern("0.5", unit),
    }
}

fn pattern(count: &str, unit: Unit) -> String {
    match unit {
        Unit::Second => format!("PT{count}S"),
        Unit::Minute => format!("PT{count}M"),
        Unit::Hour => format!("PT{count}H"),
        Unit::Day => format!("P{count}D"),
        Unit::Weekend => format!("P{count}WE"),
        Unit::Week | Unit::Fortnight => format!("P{count}W"),
        Unit::Month => format!("P{count}M"),
        Unit::Quarter => format!("P{count}Q"),
        Unit::Year => format!("P{count}Y"),
        Unit::Decade => format!("P{count}DE"),
        Unit::Century => format!("P{count}CE"),
    }
}

/// `SP`, `SU`, `FA`, `WI`.
pub(super) fn season(season: Season) -> &'static str {
    match season {
        Season::Spring => "SP",
        Season::Summer => "SU",
        Season::Autumn => "FA",
        Season::Winter => "WI",
    }
}

/// What is known of an expression that could not be put on the calendar.
pub(super) fn underspecified(expr: &Expr) -> String {
    match expr {
        Expr::Day { year, month, day } => format!("{}-{month:02}-{day:02}", open_year(*year)),
        Expr::Month { year, month } | Expr::WeekOfMonth { year, month, .. } => {
            format!("{}-{month:02}", open_year(*year))
        }
        Expr::Season { year, season: name } => format!("{}-{}", open_year(*year), season(*name)),
        Expr::Quarter { year, quarter } => format!("{}-Q{quarter}", open_year(*year)),
        Expr::Half { year, half } => format!("{}-H{half}", open_year(*year)),
        Expr::Thanksgiving { year } => format!("{}-11-XX", open_year(*year)),
        Expr::Weekday { day, .. } => format!("XXXX-WXX-{day}"),
        Expr::YearBefore(year) => format!("BC{year:04}"),
        Expr::Period { unit, .. } | Expr::Away { unit, .. } => unknown(*unit).to_string(),
        Expr::Weekend => unknown(Unit::Weekend).to_string(),
        Expr::Range(first, last) => {
            format!("{}/{}", underspecified(first), underspecified(last))
        }
        _ => unknown(Unit::Day).to_string(),
    }
}

fn open_year(year: YearRef) -> String {
    match year {
        YearRef::Is(year) => format!("{year:04}"),
        _ => "XXXX".to_string(),
    }
}

fn unknown(unit: Unit) -> &'static str {
    match unit {
        Unit::Week | Unit::Fortnight => "XXXX-WXX",
        Unit::Weekend => "XXXX-WXX-WE",
        Unit::Month => "XXXX-XX",
        Unit::Quarter => "XXXX-QX",
        Unit::Year => "XXXX",
        Unit::Decade => "XXX",
        Unit::Century => "XX",
        _ => "XXXX-XX-XX",
    }
}

/// Whether the expression counts from a date mentioned before.
pub(super) fn is_anchored(expr: &Expr) -> bool {
    let base = match expr {
        Expr::Clock => return true,
        Expr::Period { base, .. } | Expr::Away { base, .. } => *base,
        Expr::Day { year, .. } | Expr::Month { year, .. } | Expr::Season { year, .. } => {
            return matches!(year, YearRef::Shift(Base::Anchor, _));
        }
        _ => return false,
    };
    base == Base::Anchor
}
