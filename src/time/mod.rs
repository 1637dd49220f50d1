//! Time: expressions and the days they mean.

use crate::analysis::Timex;
use crate::text::Text;
use jiff::civil::Date;

/// The time expressions of a text in order, resolved against the document creation time.
pub fn find_timexes(_text: &Text<'_>, _dct: Option<Date>) -> Vec<Timex> {
    todo!("time helper")
}
