//! Keys: what two reports must share to be compared at all.
//!
//! A key is a hash of family, place and day. A place is a cell of a grid for settlements, looked
//! for in the cells around it too; a division for what is known no better; a country for the
//! rest. A report is posted under the keys of its own days and looked for a day to either side.

use super::report::{Report, Site, Window};
use jiff::ToSpan;
use jiff::civil::Date;
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};

/// Side of a cell in degrees: about 28 km, more than what two pins of one town lie apart.
const CELL: f64 = 0.25;
/// Longest window, in days, that is compared by its days; longer ones only with their equals.
const LONG: i64 = 7;

/// What a report is posted under and looked for under.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keys {
    /// Where others find it.
    pub posted: Vec<u64>,
    /// Where it finds others.
    pub probed: Vec<u64>,
}

/// A place as a key has it.
#[derive(Hash, Clone, Copy)]
enum Where<'a> {
    Cell(i32, i32),
    /// A division, of those that are known to it and of those that are known better.
    Division(&'a str, &'a str, bool),
    Country(&'a str),
}

/// A time as a key has it.
#[derive(Hash, Clone, Copy)]
enum When {
    Day(i16, i8, i8),
    /// Exactly these days.
    Span(i16, i16, i16, i16),
    Never,
}

impl Keys {
    /// The keys of a report.
    pub fn of(report: &Report) -> Keys {
        let (own, near) = times(report.window);
        let family = report.family();
        let mut keys = Keys::default();
        for site in &report.sites {
            let (posted, probed) = places(site);
            add(&mut keys.posted, family, &posted, &own);
            add(&mut keys.probed, family, &probed, &near);
        }
        for list in [&mut keys.posted, &mut keys.probed] {
            list.sort_unstable();
            list.dedup();
        }
        keys
    }
}

fn add(out: &mut Vec<u64>, family: &str, places: &[Where<'_>], times: &[When]) {
    for place in places {
        for time in times {
            // Seeded with nothing, the hash is the same in every process.
            let mut hasher = FxHasher::default();
            (family, place, time).hash(&mut hasher);
            out.push(hasher.finish());
        }
    }
}

/// Where a site is posted, and where it is looked for.
fn places(site: &Site) -> (Vec<Where<'_>>, Vec<Where<'_>>) {
    let country = site.country.as_deref().unwrap_or_default();
    let division = site.admin1.as_deref().unwrap_or_default();
    let rough = Where::Division(country, division, true);
    let fine = Where::Division(country, division, false);
    if site.is_settlement() {
        let (x, y) = cell(site);
        let around = (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (x + dx, y + dy)));
        let around = around.map(|(x, y)| Where::Cell(x.rem_euclid(COLUMNS), y));
        (
            vec![Where::Cell(x, y), fine],
            around.chain([rough]).collect(),
        )
    } else if division.is_empty() {
        let country = Where::Country(country);
        (vec![country], vec![country])
    } else {
        (vec![rough], vec![rough, fine])
    }
}

/// Cells around the Earth.
const COLUMNS: i32 = (360.0 / CELL) as i32;

fn cell(site: &Site) -> (i32, i32) {
    let number = |degrees: f64| (degrees / CELL).floor() as i32;
    (
        number(site.point.lon + 180.0).rem_euclid(COLUMNS),
        number(site.point.lat + 90.0),
    )
}

/// The times of a window: its own, and its own with those next to it.
fn times(window: Option<Window>) -> (Vec<When>, Vec<When>) {
    let Some(window) = window else {
        return (vec![When::Never], vec![When::Never]);
    };
    if window.days() > LONG {
        let Window { start, end, .. } = window;
        let span = When::Span(
            start.year(),
            start.day_of_year(),
            end.year(),
            end.day_of_year(),
        );
        return (vec![span], vec![span]);
    }
    let day = |offset: i64| {
        let day = window.start.checked_add(offset.days()).ok();
        day.map(|day: Date| When::Day(day.year(), day.month(), day.day()))
    };
    (
        (0..window.days()).filter_map(day).collect(),
        (-1..window.days() + 1).filter_map(day).collect(),
    )
}
