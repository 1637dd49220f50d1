//! Publication dates as documents and the command line give them.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};

/// The day of a date (`2025-04-10`) or an RFC 3339 date and time (`2025-04-10T21:30:00-05:00`).
///
/// Of a date and time the day counts as it was where it was written, not in UTC: "today" in an
/// article means the author's day.
///
/// Errors: says what was got and what is expected.
pub fn parse_published(text: &str) -> Result<Date, String> {
    let wrong = || format!("`{text}` is not a date; expected 2025-04-10 or 2025-04-10T21:30:00Z");
    let day = text.get(..10).ok_or_else(wrong)?;
    let dashed = day.as_bytes()[4] == b'-' && day.as_bytes()[7] == b'-';
    let date: Date = day.parse().map_err(|_| wrong())?;
    let time_is_right = match text.as_bytes().get(10) {
        None => true,
        Some(b'T' | b't' | b' ') => {
            text.parse::<Timestamp>().is_ok() || text.parse::<DateTime>().is_ok()
        }
        Some(_) => false,
    };
    (dashed && time_is_right).then_some(date).ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_as_written() {
        let tenth = date(2025, 4, 10);
        for text in [
            "2025-04-10",
            "2025-04-10T23:30:00Z",
            "2025-04-10T23:30:00-05:00",
            "2025-04-10 08:00:00+03:00",
            "2025-04-10T08:00:00",
            "2025-04-10T08:00:00.123Z",
        ] {
            assert_eq!(parse_published(text), Ok(tenth), "{text}");
        }
    }

    #[test]
    fn everything_else_is_refused() {
        for text in [
            "",
            "2025",
            "2025-04",
            "2025-13-01",
            "2025-02-30",
            "20250410",
            "10.04.2025",
            "2025-04-10Tmorning",
            "2025-04-10x",
            "April 10, 2025",
            "２０２５-04-10",
        ] {
            assert!(parse_published(text).is_err(), "{text}");
        }
    }
}
