//! A list of addresses fetched from several hosts at once, handed out in the list's order.

use super::{FetchError, Fetcher, Page};
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// Threads that fetch: they wait for servers most of the time.
const THREADS: usize = 8;
/// Pages fetched and not yet taken, at most: what keeps memory small.
const WINDOW: usize = 32;

type Fetched = Result<Page, FetchError>;

/// Pages on their way. What has not been asked for when it is dropped is not asked for.
pub struct Ahead {
    shared: Arc<Shared>,
}

struct Shared {
    fetcher: Arc<Fetcher>,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    /// Addresses nobody has begun with, in order.
    waiting: VecDeque<(usize, String)>,
    /// Hosts that a thread is at.
    busy: Vec<String>,
    done: BTreeMap<usize, Fetched>,
    /// Pages handed out.
    taken: usize,
    is_over: bool,
}

impl Ahead {
    /// Begins to fetch.
    pub fn start(fetcher: Arc<Fetcher>, addresses: Vec<String>) -> Ahead {
        let threads = addresses.len().min(THREADS);
        let state = State {
            waiting: addresses.into_iter().enumerate().collect(),
            ..State::default()
        };
        let shared = Arc::new(Shared {
            fetcher,
            state: Mutex::new(state),
            changed: Condvar::new(),
        });
        for _ in 0..threads {
            let shared = Arc::clone(&shared);
            std::thread::spawn(move || shared.work());
        }
        Ahead { shared }
    }

    /// Whether the next page can be had without waiting.
    pub fn is_ready(&self) -> bool {
        let state = self.shared.state();
        state.done.contains_key(&state.taken)
    }

    /// The next page of the list, which must not be at its end.
    pub fn take(&self) -> Fetched {
        let mut state = self.shared.state();
        loop {
            let next = state.taken;
            if let Some(fetched) = state.done.remove(&next) {
                state.taken += 1;
                self.shared.changed.notify_all();
                return fetched;
            }
            state = self.shared.wait(state);
        }
    }
}

impl Drop for Ahead {
    fn drop(&mut self) {
        self.shared.state().is_over = true;
        self.shared.changed.notify_all();
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'s>(&self, state: MutexGuard<'s, State>) -> MutexGuard<'s, State> {
        self.changed
            .wait(state)
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn work(&self) {
        let mut state = self.state();
        while !state.is_over && !state.waiting.is_empty() {
            let Some((number, address, host)) = state.next() else {
                state = self.wait(state);
                continue;
            };
            state.busy.push(host.clone());
            drop(state);
            let fetched = self.fetcher.fetch(&address);
            state = self.state();
            state.done.insert(number, fetched);
            if let Some(at) = state.busy.iter().position(|busy| *busy == host) {
                state.busy.swap_remove(at);
            }
            self.changed.notify_all();
        }
    }
}

impl State {
    /// The first address near enough whose host no other thread is at.
    fn next(&mut self) -> Option<(usize, String, String)> {
        let end = self.taken + WINDOW;
        let at = self.waiting.iter().position(|(number, address)| {
            *number < end && !self.busy.iter().any(|busy| busy == host(address))
        })?;
        let (number, address) = self.waiting.remove(at)?;
        let host = host(&address).to_owned();
        Some((number, address, host))
    }
}

/// The part of an address that is its host, roughly: two threads at one host wait for each
/// other at its gate.
fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or(rest)
}
