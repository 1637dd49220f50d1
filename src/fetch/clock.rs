//! Time as the fetcher sees it, so that a test can let it pass.

use jiff::Timestamp;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// What tells the time and waits.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Timestamp;

    /// Waits; returns early when [`Clock::is_stopped`].
    fn pause(&self, length: Duration);

    /// Whether nothing more is to be asked of any server.
    fn is_stopped(&self) -> bool {
        false
    }
}

/// The machine's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn pause(&self, length: Duration) {
        std::thread::sleep(length);
    }
}

/// The machine's clock, until it is stopped.
#[derive(Debug, Default)]
pub struct StoppableClock {
    is_stopped: Mutex<bool>,
    changed: Condvar,
}

impl StoppableClock {
    /// Ends all pauses, and those to come at once.
    pub fn stop(&self) {
        *self.state() = true;
        self.changed.notify_all();
    }

    fn state(&self) -> MutexGuard<'_, bool> {
        self.is_stopped
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

impl Clock for StoppableClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn pause(&self, length: Duration) {
        // Woken by nothing but the stop or the end of the time, or looks again.
        let _woken = self
            .changed
            .wait_timeout_while(self.state(), length, |is_stopped| !*is_stopped);
    }

    fn is_stopped(&self) -> bool {
        *self.state()
    }
}

/// `from` and a length of time; the end of time where that is past it.
pub(crate) fn later(from: Timestamp, length: Duration) -> Timestamp {
    from.checked_add(length).unwrap_or(Timestamp::MAX)
}

/// How long it is from one time to another; nothing when the other is past.
pub(crate) fn until(from: Timestamp, to: Timestamp) -> Duration {
    Duration::try_from(to.duration_since(from)).unwrap_or(Duration::ZERO)
}
