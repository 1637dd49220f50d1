//! How the feeds are doing: `watch.json`.

use super::poll::{Failure, Seen};
use jiff::Timestamp;
use serde::Serialize;
use std::time::Duration;

/// The whole watch.
#[derive(Clone, Debug, Serialize)]
pub struct Health {
    /// Version of the program.
    pub version: &'static str,
    /// When it began.
    pub started: Timestamp,
    /// When this was written.
    pub written: Timestamp,
    /// Whether it goes on.
    pub status: Status,
    /// Articles put into the store since it began.
    pub articles: u64,
    /// When the layers were last written.
    pub layers_written: Option<Timestamp>,
    /// The feeds, in the order of their file.
    pub feeds: Vec<FeedHealth>,
}

/// What the watch is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It polls.
    Running,
    /// It has come to its end.
    Stopped,
}

/// One feed. Counts are since the watch began.
#[derive(Clone, Debug, Serialize)]
pub struct FeedHealth {
    /// What it is called.
    pub name: String,
    /// Its address.
    pub url: String,
    /// How the last poll went.
    pub status: FeedStatus,
    /// When it was polled last.
    pub last_poll: Option<Timestamp>,
    /// When it will be polled next.
    pub next_poll: Option<Timestamp>,
    /// Seconds from the last poll to the next.
    pub interval_seconds: Option<u64>,
    /// Polls.
    pub polls: u64,
    /// Polls that failed since the last that went well.
    pub consecutive_errors: u32,
    /// What the last failure was; it stays when the feed is well again.
    pub last_error: Option<String>,
    /// Items of the feed at the last poll that went well.
    pub items: u64,
    /// Items that came.
    pub new: u64,
    /// Items that changed.
    pub changed: u64,
    /// Items that went; their documents stay in the store.
    pub removed: u64,
    /// Items without a text.
    pub empty: u64,
    /// Articles put into the store.
    pub articles: u64,
}

/// How a poll went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FeedStatus {
    /// There was none yet.
    Waiting,
    /// Well.
    Ok,
    /// Not well.
    Error,
}

impl FeedHealth {
    /// A feed that was not polled yet.
    pub fn new(name: &str, url: &str) -> FeedHealth {
        FeedHealth {
            name: name.to_string(),
            url: url.to_string(),
            status: FeedStatus::Waiting,
            last_poll: None,
            next_poll: None,
            interval_seconds: None,
            polls: 0,
            consecutive_errors: 0,
            last_error: None,
            items: 0,
            new: 0,
            changed: 0,
            removed: 0,
            empty: 0,
            articles: 0,
        }
    }

    /// Counts a poll.
    pub fn polled(&mut self, now: Timestamp, outcome: &Result<Seen, Failure>) {
        self.polls += 1;
        self.last_poll = Some(now);
        match outcome {
            Ok(seen) => {
                self.status = FeedStatus::Ok;
                self.consecutive_errors = 0;
                self.items = seen.items;
                self.new += seen.new;
                self.changed += seen.changed;
                self.removed += seen.removed;
                self.empty += seen.empty;
            }
            Err(failure) => {
                self.status = FeedStatus::Error;
                self.consecutive_errors += 1;
                self.last_error = Some(failure.reason.clone());
            }
        }
    }

    /// Notes when the next poll is.
    pub fn next(&mut self, at: Timestamp, interval: Duration) {
        self.next_poll = Some(at);
        self.interval_seconds = Some(interval.as_secs());
    }
}
