//! One request at a time to a host, and a pause between two.

use super::clock::{Clock, later, until};
use jiff::Timestamp;
use rustc_hash::FxHashMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The gates of all hosts.
pub struct Gates {
    at_once: usize,
    hosts: Mutex<FxHashMap<String, Arc<Gate>>>,
}

/// The gate of one host.
struct Gate {
    state: Mutex<State>,
    freed: Condvar,
}

struct State {
    inside: usize,
    /// When the next request may begin.
    next: Timestamp,
}

/// Leave to ask a host, until it is dropped.
pub struct Pass(Arc<Gate>);

impl Gates {
    /// Gates that let `at_once` requests to a host run together.
    pub fn new(at_once: usize) -> Gates {
        Gates {
            at_once: at_once.max(1),
            hosts: Mutex::default(),
        }
    }

    fn gate(&self, host: &str) -> Arc<Gate> {
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        let gate = hosts.entry(host.to_owned()).or_insert_with(|| {
            Arc::new(Gate {
                state: Mutex::new(State {
                    inside: 0,
                    next: Timestamp::MIN,
                }),
                freed: Condvar::new(),
            })
        });
        Arc::clone(gate)
    }

    /// Waits for a turn at a host; the turn after it begins `gap` later.
    pub fn enter(&self, host: &str, gap: Duration, clock: &dyn Clock) -> Pass {
        let gate = self.gate(host);
        let mut state = gate.state();
        while state.inside >= self.at_once {
            state = gate
                .freed
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
        state.inside += 1;
        let now = clock.now();
        let start = state.next.max(now);
        state.next = later(start, gap);
        drop(state);
        // From here on the place inside is given back on every way out.
        let pass = Pass(gate);
        let wait = until(now, start);
        if !wait.is_zero() {
            clock.pause(wait);
        }
        pass
    }

    /// Lets nobody ask a host before `time`.
    pub fn hold(&self, host: &str, time: Timestamp) {
        let gate = self.gate(host);
        let mut state = gate.state();
        state.next = state.next.max(time);
    }
}

impl Gate {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Pass {
    fn drop(&mut self) {
        self.0.state().inside -= 1;
        self.0.freed.notify_one();
    }
}
