//! Days as pages, feeds, mails and tables write them.

use super::published::parse_published;
use jiff::civil::Date;

/// The day that a date names, as it was where it was written: `2025-04-10T21:30:00-05:00`,
/// `2025-04-10 21:30`, `2025/04/10`, `20250410`, `Thu, 10 Apr 2025 21:30:00 GMT`,
/// `April 10, 2025`.
///
/// `04/10/2025` is none: it is April in one half of the world and October in the other.
pub fn day_of(text: &str) -> Option<Date> {
    let text = text.trim();
    parse_published(text)
        .ok()
        .or_else(|| year_first(text))
        .or_else(|| with_month_name(text))
}

/// `2025-4-10`, `2025/04/10`, `20250410`, each with anything behind that begins no digit.
fn year_first(text: &str) -> Option<Date> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    match digits(text) {
        8 | 14 => date(&text[..4], &text[4..6], &text[6..8]),
        4 => {
            let (year, rest) = text.split_at(4);
            let separator = rest.chars().next().filter(|c| "-/.".contains(*c))?;
            let (month, rest) = rest[1..].split_once(separator)?;
            date(year, month, &rest[..digits(rest)])
        }
        _ => None,
    }
}

fn date(year: &str, month: &str, day: &str) -> Option<Date> {
    let short = |text: &str| text.parse().ok().filter(|_| text.len() <= 2);
    Date::new(year.parse().ok()?, short(month)?, short(day)?).ok()
}

/// A day, the name of a month and a year, in any order; RFC 5322 and what people write.
fn with_month_name(text: &str) -> Option<Date> {
    let (mut day, mut month, mut year) = (None, None, None);
    let words = text
        .split(|c: char| c.is_whitespace() || c == ',' || c == '-')
        .filter(|word| !word.is_empty());
    for word in words {
        let number = word.trim_end_matches(|c: char| "stndrh.".contains(c));
        if month.is_none() && month_of(word).is_some() {
            month = month_of(word);
        } else if let Ok(value) = number.parse::<i16>() {
            match number.len() {
                1 | 2 if day.is_none() => day = i8::try_from(value).ok(),
                2 if month.is_some() && year.is_none() => year = Some(2000 + value),
                4 if year.is_none() => year = Some(value),
                _ => {}
            }
        }
        if let (Some(day), Some(month), Some(year)) = (day, month, year) {
            return Date::new(year, month, day).ok();
        }
    }
    None
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The month that an English word names, in full or by its first three letters.
fn month_of(word: &str) -> Option<i8> {
    let word = word.trim_end_matches('.').to_ascii_lowercase();
    let index = match word.as_str() {
        "sept" => Some(8),
        short if short.len() < 3 => None,
        _ => MONTHS.iter().position(|month| month.starts_with(&word)),
    };
    index.and_then(|index| i8::try_from(index + 1).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_as_written() {
        let tenth = Some(jiff::civil::date(2025, 4, 10));
        for text in [
            "2025-04-10",
            "2025-04-10T23:30:00-05:00",
            "2025-04-10T23:30:00+0300",
            "2025-04-10 23:30",
            "2025-4-10",
            "2025/04/10 23:30",
            "20250410",
            "20250410T233000Z",
            "20250410233000",
            "Thu, 10 Apr 2025 23:30:00 -0500",
            "Thursday, 10 April 2025 23:30 EST",
            "10 Apr 25 23:30 GMT",
            "April 10, 2025",
            "Apr. 10th, 2025 at 11:30 p.m.",
            "10-Apr-2025",
        ] {
            assert_eq!(day_of(text), tenth, "{text}");
        }
        assert_eq!(day_of("Sept. 9, 2024"), Some(jiff::civil::date(2024, 9, 9)));
    }

    #[test]
    fn what_is_no_day() {
        for text in [
            "",
            "yesterday",
            "04/10/2025",
            "10.04.2025",
            "2025-13-01",
            "1744300000",
            "April 2025",
            "31 April 2025",
            "März 10, 2025",
            "2025-é",
        ] {
            assert_eq!(day_of(text), None, "{text}");
        }
    }
}
