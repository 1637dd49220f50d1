//! When a feed is polled next.

use super::config::Feed;
use jiff::Timestamp;
use std::time::Duration;

/// Time between two polls of a feed of which nothing is known.
const UNKNOWN: Duration = Duration::from_secs(15 * 60);
/// Arrivals of new items that are remembered.
pub const REMEMBERED: usize = 9;

/// What is known of how often a feed changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signs<'s> {
    /// What the feed asks for: `ttl`, or `updatePeriod` by `updateFrequency`.
    pub asked: Option<Duration>,
    /// How long its server says that an answer holds.
    pub holds: Option<Duration>,
    /// When items came, the earliest first.
    pub arrivals: &'s [Timestamp],
}

/// Time from a poll that went well to the next.
///
/// `every` of the file wins. Else the longer of what the feed and its server say; where they say
/// nothing, half of the mean time between the arrivals of items that were seen; and between `min`
/// and `max`.
pub fn interval(feed: &Feed, signs: &Signs<'_>) -> Duration {
    if let Some(every) = feed.every {
        return every;
    }
    let said = signs.asked.max(signs.holds).filter(|said| !said.is_zero());
    let interval = said.or_else(|| observed(signs.arrivals)).unwrap_or(UNKNOWN);
    interval.clamp(feed.min, feed.max)
}

fn observed(arrivals: &[Timestamp]) -> Option<Duration> {
    let (first, last) = (arrivals.first()?, arrivals.last()?);
    let gaps = u32::try_from(arrivals.len() - 1).ok()?;
    let span = Duration::try_from(last.duration_since(*first)).ok()?;
    (gaps > 0).then(|| span / gaps / 2)
}

/// Time from the failure that is the `errors`th in a row to the next poll: doubled each time, up
/// to `max`; not shorter than what the server asked for.
pub fn after_failure(
    feed: &Feed,
    interval: Duration,
    errors: u32,
    asked: Option<Duration>,
) -> Duration {
    let doubled = interval.saturating_mul(2u32.saturating_pow(errors.min(20)));
    let backed_off = doubled.min(feed.max.max(interval));
    backed_off.max(asked.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn feed(every: Option<u64>) -> Feed {
        Feed {
            url: "https://a.example/".to_string(),
            name: "A".to_string(),
            every: every.map(Duration::from_secs),
            min: Duration::from_secs(300),
            max: Duration::from_secs(21600),
            follow: false,
            outlet: None,
        }
    }

    #[test]
    fn what_is_said_counts_and_then_what_was_seen() {
        let at = |minute: i64| Timestamp::from_second(minute * 60).expect("a time");
        let hourly = [at(0), at(60), at(120)];
        let rare = [at(0), at(100_000)];
        let seconds = |seconds| Some(Duration::from_secs(seconds));
        for (every, asked, holds, arrivals, expected) in [
            (None, None, None, &[][..], 900),
            (None, None, None, &hourly[..1], 900),
            (None, None, None, &hourly[..], 1800),
            (None, None, None, &rare[..], 21600),
            (None, seconds(1200), None, &hourly[..], 1200),
            (None, seconds(1200), seconds(2400), &[], 2400),
            (None, seconds(1200), seconds(60), &[], 1200),
            (None, None, seconds(0), &hourly[..], 1800),
            (None, None, seconds(60), &[], 300),
            (None, seconds(1_000_000), None, &[], 21600),
            (Some(10), seconds(1200), seconds(60), &hourly[..], 10),
        ] {
            let signs = Signs {
                asked,
                holds,
                arrivals,
            };
            assert_eq!(
                interval(&feed(every), &signs).as_secs(),
                expected,
                "{signs:?}"
            );
        }
    }

    #[test]
    fn failures_double_the_time_up_to_the_longest() {
        let base = Duration::from_secs(600);
        let times: Vec<u64> = (1..8)
            .map(|errors| after_failure(&feed(None), base, errors, None).as_secs())
            .collect();
        assert_eq!(times, [1200, 2400, 4800, 9600, 19200, 21600, 21600]);
        let asked = Some(Duration::from_secs(100_000));
        assert_eq!(
            after_failure(&feed(None), base, 1, asked).as_secs(),
            100_000
        );
        let day = Duration::from_secs(86400);
        assert_eq!(after_failure(&feed(Some(86400)), day, 3, None), day);
        assert!(after_failure(&feed(None), base, u32::MAX, None).as_secs() == 21600);
    }
}
