//! What the headers of an answer say: how long it holds, when to come back, what it is.

use super::clock::until;
use jiff::Timestamp;
use jiff::fmt::rfc2822;
use reqwest::header::{
    AGE, CACHE_CONTROL, CONTENT_TYPE, DATE, ETAG, EXPIRES, HeaderMap, HeaderName, LAST_MODIFIED,
    RETRY_AFTER,
};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// What tells one version of a page from another.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Validators {
    /// The `ETag` as it came.
    pub etag: Option<String>,
    /// The `Last-Modified` as it came.
    pub last_modified: Option<String>,
}

/// How long an answer holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lifetime {
    /// It is not to be kept.
    NotKept,
    /// So long.
    For(Duration),
    /// The server does not say.
    Unsaid,
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok()
}

impl Validators {
    /// Those of an answer; what is not plain text is none.
    pub fn of(headers: &HeaderMap) -> Validators {
        let owned = |name| text(headers, name).map(str::to_owned);
        Validators {
            etag: owned(ETAG),
            last_modified: owned(LAST_MODIFIED),
        }
    }
}

/// The `Content-Type` as it came.
pub fn content_type(headers: &HeaderMap) -> Option<String> {
    text(headers, CONTENT_TYPE).map(str::to_owned)
}

/// The `charset` of a `Content-Type`.
pub fn charset(content_type: &str) -> Option<&str> {
    content_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']);
        (name.trim().eq_ignore_ascii_case("charset") && !value.is_empty()).then_some(value)
    })
}

/// How long an answer of `now` holds, by `Cache-Control` or `Expires`.
pub fn lifetime(headers: &HeaderMap, now: Timestamp) -> Lifetime {
    let control = headers.get_all(CACHE_CONTROL).iter();
    let directives: Vec<String> = control
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(|directive| directive.trim().to_ascii_lowercase())
        .collect();
    let has = |name: &str| directives.iter().any(|directive| directive == name);
    if has("no-store") {
        return Lifetime::NotKept;
    }
    if has("no-cache") {
        return Lifetime::For(Duration::ZERO);
    }
    let max_age = directives.iter().find_map(|directive| {
        let seconds = directive.strip_prefix("max-age=")?;
        seconds.trim_matches('"').parse::<u64>().ok()
    });
    let age = text(headers, AGE).and_then(|age| age.trim().parse::<u64>().ok());
    if let Some(seconds) = max_age {
        return Lifetime::For(Duration::from_secs(
            seconds.saturating_sub(age.unwrap_or(0)),
        ));
    }
    match text(headers, EXPIRES) {
        None => Lifetime::Unsaid,
        // A date that is none, as `0`, is past.
        Some(date) => Lifetime::For(http_date(date).map_or(Duration::ZERO, |expires| {
            let sent = text(headers, DATE).and_then(http_date).unwrap_or(now);
            until(sent, expires)
        })),
    }
}

/// The `Retry-After` as it came.
pub fn retry_after(headers: &HeaderMap) -> Option<String> {
    text(headers, RETRY_AFTER).map(str::to_owned)
}

/// How long a `Retry-After` asks to wait: seconds or a date.
pub fn wait(retry_after: &str, now: Timestamp) -> Option<Duration> {
    let value = retry_after.trim();
    match value.parse::<u64>() {
        Ok(seconds) => Some(Duration::from_secs(seconds)),
        Err(_) => Some(until(now, http_date(value)?)),
    }
}

/// A date of HTTP: `Sun, 06 Nov 1994 08:49:37 GMT`.
pub fn http_date(text: &str) -> Option<Timestamp> {
    rfc2822::DateTimeParser::new()
        .relaxed_weekday(true)
        .parse_timestamp(text.trim())
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(lines: &[(&'static str, &str)]) -> HeaderMap {
        let pairs = lines.iter().map(|(name, value)| {
            let name = HeaderName::from_static(name);
            (name, value.parse().expect("a value"))
        });
        pairs.collect()
    }

    fn now() -> Timestamp {
        "2025-04-10T12:00:00Z".parse().expect("a time")
    }

    #[test]
    fn lifetimes() {
        let seconds = |seconds| Lifetime::For(Duration::from_secs(seconds));
        let date = ("date", "Thu, 10 Apr 2025 11:00:00 GMT");
        let expires = |text| ("expires", text);
        for (lines, expected) in [
            (&[][..], Lifetime::Unsaid),
            (&[("cache-control", "public, max-age=300")], seconds(300)),
            (
                &[("cache-control", "Max-Age=300"), ("age", "100")],
                seconds(200),
            ),
            (
                &[("cache-control", "max-age=9"), ("age", "100")],
                seconds(0),
            ),
            (&[("cache-control", "no-cache, max-age=9")], seconds(0)),
            (
                &[("cache-control", "max-age=9, no-store")],
                Lifetime::NotKept,
            ),
            (&[("cache-control", "max-age=soon")], Lifetime::Unsaid),
            (&[expires("Thu, 10 Apr 2025 13:00:00 GMT")], seconds(3600)),
            (
                &[expires("Thu, 10 Apr 2025 13:00:00 GMT"), date],
                seconds(7200),
            ),
            (&[expires("0")], seconds(0)),
        ] {
            assert_eq!(lifetime(&headers(lines), now()), expected, "{lines:?}");
        }
    }

    #[test]
    fn times_to_come_back() {
        for (value, expected) in [
            ("120", Some(120)),
            (" 0", Some(0)),
            ("Thu, 10 Apr 2025 12:01:30 GMT", Some(90)),
            ("Thu, 10 Apr 2025 11:00:00 GMT", Some(0)),
            ("soon", None),
            ("-5", None),
        ] {
            assert_eq!(
                wait(value, now()),
                expected.map(Duration::from_secs),
                "{value}"
            );
        }
    }

    #[test]
    fn charsets() {
        for (content_type, expected) in [
            ("text/html", None),
            ("text/html; charset=windows-1251", Some("windows-1251")),
            ("text/html;Charset=\"utf-8\"; x=y", Some("utf-8")),
            ("text/html; charset=", None),
        ] {
            assert_eq!(charset(content_type), expected, "{content_type}");
        }
    }
}
