//! The dates mentioned so far, which "the next day" and "a year earlier" count from.

use super::block::Block;
use crate::time::vocabulary::Unit;
use jiff::civil::Date;

/// The last dates mentioned, by how exact they were.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Anchors {
    day: Option<Date>,
    month: Option<Date>,
    year: Option<Date>,
}

impl Anchors {
    /// Notes a mentioned date. In a narrative a coarser date opens a new scene, so that the
    /// days before it no longer count; news comes back to its day after background.
    pub fn note(&mut self, block: &Block, narrative: bool) {
        let fresh = Some(block.start);
        match block.unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => {
                *self = Anchors {
                    day: fresh,
                    month: fresh,
                    year: fresh,
                }
            }
            Unit::Weekend | Unit::Week | Unit::Fortnight | Unit::Month => {
                self.month = fresh;
                self.year = fresh;
            }
            _ => self.year = fresh,
        }
        if narrative && block.unit > Unit::Weekend {
            self.day = None;
            if block.unit > Unit::Month {
                self.month = None;
            }
        }
    }

    /// The date that a shift by `unit` counts from.
    pub fn for_unit(&self, unit: Unit) -> Option<Date> {
        match unit {
            Unit::Year | Unit::Decade | Unit::Century => self.year,
            Unit::Month | Unit::Quarter => self.month,
            _ => self.day,
        }
    }

    /// The last date mentioned, however exact.
    pub fn latest(&self) -> Option<Date> {
        self.day.or(self.month).or(self.year)
    }
}
