//! Fetching: addresses of pages and feeds become bytes, politely and safely.
//!
//! The simple version is `reqwest::blocking::get`. What departs from it:
//!
//! - `address.rs` keeps requests out of networks that are not public: every name is checked where
//!   it is resolved for the connection, every redirect is followed here and checked as well;
//! - `robots.rs` reads robots.txt, which is asked for once a day and host;
//! - `gates.rs` lets one request at a time to a host, and makes the next wait;
//! - `retry.rs` says how long to wait after a failure, `Retry-After` included;
//! - `headers.rs` reads how long an answer holds, and what to ask for changes with;
//! - `cache.rs` keeps pages on disk, so that a run that is repeated asks only for what is missing,
//!   and pages that have not changed are not sent again;
//! - `exchange.rs` sends one request, with limits on time and size;
//! - `ahead.rs` fetches a list of addresses from several hosts at once, in order;
//! - `problem.rs` says why a page did not come, and what to do;
//! - `clock.rs` is the time, which tests let pass as they like.

mod address;
mod ahead;
mod cache;
mod clock;
mod exchange;
mod gates;
mod headers;
mod problem;
mod retry;
mod robots;

pub use address::is_public;
pub use ahead::Ahead;
pub use clock::{Clock, StoppableClock, SystemClock};
pub use headers::charset;
pub use problem::{FetchError, FetchProblem};

pub(crate) use clock::{later, until};

use address::literal;
use cache::{Cache, Entry, Head};
use exchange::{Answer, Exchange, Failure, Limit};
use gates::Gates;
use headers::{Lifetime, Validators};
use jiff::Timestamp;
use reqwest::Url;
use reqwest::header::HeaderMap;
use robots::Robots;
use rustc_hash::FxHashMap;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The name that robots.txt knows this program by.
const PRODUCT: &str = env!("CARGO_PKG_NAME");
/// What servers are told is asking.
pub const USER_AGENT: &str = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));
/// How long a robots.txt holds; RFC 9309 has a day at most.
const ROBOTS_HOLD: Duration = Duration::from_secs(24 * 3600);
/// How long it holds that there was none to be had.
const NO_ROBOTS_HOLD: Duration = Duration::from_secs(3600);
/// Redirects of a robots.txt that are followed; RFC 9309 asks for five at least.
const ROBOTS_REDIRECTS: u32 = 5;

/// How pages are fetched.
#[derive(Clone, Debug, PartialEq)]
pub struct FetchOptions {
    /// Whether addresses of networks that are not public are asked too.
    pub allow_private: bool,
    /// Hosts whose address is given here: they are not looked up, and not checked.
    pub known_hosts: Vec<(String, SocketAddr)>,
    /// Folder of the pages that are kept.
    pub cache: Option<PathBuf>,
    /// Pause between the beginnings of two requests to a host.
    pub gap: Duration,
    /// Requests to a host at the same time.
    pub at_once: usize,
    /// Longest time for one answer, from the first byte sent to the last received.
    pub timeout: Duration,
    /// Largest body in bytes, decompressed.
    pub max_bytes: usize,
    /// Redirects that are followed.
    pub max_redirects: u32,
    /// How often a page is asked for before giving up, the first time included.
    pub attempts: u32,
    /// Longest `Retry-After` that is waited for.
    pub longest_wait: Duration,
    /// How long a page is taken for fresh whose server does not say: long enough to repeat a
    /// run that broke off.
    pub unsaid_lifetime: Duration,
}

impl Default for FetchOptions {
    fn default() -> FetchOptions {
        FetchOptions {
            allow_private: false,
            known_hosts: Vec::new(),
            cache: None,
            gap: Duration::from_secs(1),
            at_once: 1,
            timeout: Duration::from_secs(60),
            max_bytes: crate::read::MAX_DOCUMENT_BYTES,
            max_redirects: 10,
            attempts: 3,
            longest_wait: Duration::from_secs(120),
            unsaid_lifetime: Duration::from_secs(3600),
        }
    }
}

/// A page as it came.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// Its address after redirects.
    pub url: String,
    /// Its `Content-Type`, with the charset.
    pub content_type: Option<String>,
    /// Its bytes, decompressed.
    pub body: Vec<u8>,
    /// Where it came from.
    pub came: Came,
    /// How long the server says it holds.
    pub holds_for: Option<Duration>,
    /// Why it could not be kept in the cache.
    pub not_kept: Option<String>,
}

/// Where a page came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Came {
    /// Its server sent it.
    Loaded,
    /// It was in the cache, and its server says that it has not changed.
    Unchanged,
    /// It was in the cache and still fresh; nobody was asked.
    Kept,
}

/// Fetches pages. Threads share one, which is what keeps them from asking a host together.
pub struct Fetcher {
    options: FetchOptions,
    clock: Arc<dyn Clock>,
    exchange: Exchange,
    cache: Option<Cache>,
    gates: Gates,
    /// Pages that are polled, by their address, where there is no cache.
    polled: Mutex<FxHashMap<String, Entry>>,
    robots: Mutex<FxHashMap<String, Arc<Mutex<Option<Verdict>>>>>,
}

/// What is known of a host's robots.txt.
#[derive(Clone)]
struct Verdict {
    holds_until: Timestamp,
    rules: Result<Robots, FetchProblem>,
}

/// An address that answered, and what.
struct Reached {
    url: Url,
    answer: Answer,
}

/// How a request is made.
#[derive(Clone, Copy)]
struct Manner<'m> {
    /// Whether robots.txt is followed.
    obeys: bool,
    limit: Limit,
    max_redirects: u32,
    /// What is kept of the page.
    held: Option<&'m Head>,
}

impl Fetcher {
    /// A fetcher by the machine's clock.
    ///
    /// Errors: says why the cache's folder cannot be made or connections not be prepared.
    pub fn new(options: FetchOptions) -> Result<Fetcher, String> {
        Fetcher::with_clock(options, Arc::new(SystemClock))
    }

    /// A fetcher by another clock.
    ///
    /// Errors: as [`Fetcher::new`].
    pub fn with_clock(options: FetchOptions, clock: Arc<dyn Clock>) -> Result<Fetcher, String> {
        let cache = match options.cache.clone() {
            None => None,
            Some(folder) => Some(Cache::open(folder.clone()).map_err(|error| {
                format!("the cache {} cannot be used: {error}", folder.display())
            })?),
        };
        Ok(Fetcher {
            exchange: Exchange::new(&options)
                .map_err(|error| format!("cannot prepare connections: {error}"))?,
            gates: Gates::new(options.at_once),
            polled: Mutex::default(),
            robots: Mutex::default(),
            clock,
            cache,
            options,
        })
    }

    /// How it fetches.
    pub fn options(&self) -> &FetchOptions {
        &self.options
    }

    /// A page, from the cache where it is fresh.
    ///
    /// Errors: why it did not come.
    pub fn fetch(&self, address: &str) -> Result<Page, FetchError> {
        let url = parse(address).map_err(FetchError::of)?;
        let held = self.held(&url);
        match held {
            Some(entry) if entry.head.is_fresh(self.clock.now()) => {
                Ok(page_of(entry, Came::Kept, None))
            }
            held => Ok(self.load(&url, held)?.0),
        }
    }

    /// A page as it is now: its server is asked whether it changed, fresh or not.
    ///
    /// Errors: why it did not come.
    pub fn check(&self, address: &str) -> Result<Page, FetchError> {
        let url = parse(address).map_err(FetchError::of)?;
        let held = self.held(&url);
        Ok(self.load(&url, held)?.0)
    }

    /// A page that is asked for again and again, as a feed is: as [`Fetcher::check`], and without
    /// a cache it is kept in memory, so that it is sent only when it changed.
    ///
    /// Errors: why it did not come.
    pub fn poll(&self, address: &str) -> Result<Page, FetchError> {
        if self.cache.is_some() {
            return self.check(address);
        }
        let url = parse(address).map_err(FetchError::of)?;
        let held = self.polled().get(url.as_str()).cloned();
        let (page, head) = self.load(&url, held)?;
        let body = page.body.clone();
        self.polled().insert(url.to_string(), Entry { head, body });
        Ok(page)
    }

    fn polled(&self) -> MutexGuard<'_, FxHashMap<String, Entry>> {
        self.polled.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn held(&self, url: &Url) -> Option<Entry> {
        self.cache.as_ref()?.load(url)
    }

    /// Asks the server, and keeps what comes; with what is to be known to ask for changes.
    fn load(&self, url: &Url, held: Option<Entry>) -> Result<(Page, Head), FetchError> {
        let manner = Manner {
            obeys: true,
            limit: Limit::Refuse(self.options.max_bytes),
            max_redirects: self.options.max_redirects,
            held: held.as_ref().map(|entry| &entry.head),
        };
        let reached = self.follow(url, manner)?;
        match (reached.answer, held) {
            (Answer::Page { headers, body }, _) => {
                let mut head = Head::new(url, &reached.url, &body);
                head.content_type = headers::content_type(&headers);
                head.validators = Validators::of(&headers);
                Ok(self.keep(url, Entry { head, body }, &headers, Came::Loaded))
            }
            (Answer::NotModified(headers), Some(entry)) => {
                Ok(self.keep(url, entry, &headers, Came::Unchanged))
            }
            // `follow` ends at pages, and asks for changes only of what is held.
            (Answer::NotModified(_) | Answer::Redirect(_), _) => {
                Err(FetchError::of(FetchProblem::Status { status: 304 }))
            }
        }
    }

    /// Puts a page that just came, or was said to be unchanged, into the cache.
    fn keep(&self, url: &Url, mut entry: Entry, headers: &HeaderMap, came: Came) -> (Page, Head) {
        let now = self.clock.now();
        let lifetime = headers::lifetime(headers, now);
        let said = match lifetime {
            Lifetime::For(length) => Some(length),
            Lifetime::NotKept | Lifetime::Unsaid => None,
        };
        let fresh = said.unwrap_or(self.options.unsaid_lifetime);
        entry.head.checked = now;
        entry.head.fresh_seconds = fresh.as_secs();
        let not_kept = match &self.cache {
            Some(cache) if lifetime != Lifetime::NotKept => cache.save(url, &entry).err(),
            _ => None,
        };
        let head = entry.head.clone();
        let page = Page {
            not_kept: not_kept.map(|error| error.to_string()),
            ..page_of(entry, came, said)
        };
        (page, head)
    }

    /// Goes to an address and where it redirects, each checked before it is asked.
    fn follow(&self, start: &Url, manner: Manner<'_>) -> Result<Reached, FetchError> {
        let mut url = start.clone();
        let mut seen = vec![url.clone()];
        loop {
            let failed = |(problem, attempts)| FetchError {
                redirected_to: (url != *start).then(|| url.to_string()),
                attempts,
                problem,
            };
            let answer = self.permitted(&url, manner).map_err(|problem| (problem, 1));
            let answer = answer
                .and_then(|gap| self.persist(&url, gap, manner))
                .map_err(failed)?;
            let Answer::Redirect(target) = answer else {
                return Ok(Reached { url, answer });
            };
            let problem = if seen.contains(&target) {
                Some(FetchProblem::RedirectLoop)
            } else if seen.len() > manner.max_redirects as usize {
                Some(FetchProblem::TooManyRedirects {
                    limit: manner.max_redirects,
                })
            } else {
                None
            };
            url = target;
            seen.push(url.clone());
            if let Some(problem) = problem {
                return Err(FetchError {
                    redirected_to: Some(url.to_string()),
                    attempts: 1,
                    problem,
                });
            }
        }
    }

    /// Whether an address may be asked, and the pause that its host wants.
    fn permitted(&self, url: &Url, manner: Manner<'_>) -> Result<Duration, FetchProblem> {
        check_scheme(url)?;
        if let Some(address) = literal(url)
            && !self.options.allow_private
            && !is_public(address)
        {
            return Err(FetchProblem::Private(address));
        }
        if !manner.obeys {
            return Ok(self.options.gap);
        }
        let robots = self.robots(url)?;
        let path = match url.query() {
            Some(query) => format!("{}?{query}", url.path()),
            None => url.path().to_owned(),
        };
        // robots.txt itself may always be asked for.
        if url.path() != "/robots.txt" && !robots.allows(&path) {
            return Err(FetchProblem::Robots);
        }
        Ok(robots.delay.unwrap_or_default().max(self.options.gap))
    }

    /// The rules of a host; other threads that want them wait.
    fn robots(&self, url: &Url) -> Result<Robots, FetchProblem> {
        let slot = {
            let mut robots = self.robots.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(robots.entry(host_of(url)).or_default())
        };
        let mut verdict = slot.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(verdict) = verdict.as_ref()
            && self.clock.now() < verdict.holds_until
        {
            return verdict.rules.clone();
        }
        let rules = self.load_robots(url);
        let hold = match rules {
            Ok(_) => ROBOTS_HOLD,
            Err(FetchProblem::NoRobots(_)) => NO_ROBOTS_HOLD,
            // The host itself cannot be reached, which the next page may find otherwise.
            Err(_) => Duration::ZERO,
        };
        *verdict = Some(Verdict {
            holds_until: later(self.clock.now(), hold),
            rules: rules.clone(),
        });
        rules
    }

    /// Asks for robots.txt: there is none where the server says so, and where the server is ill
    /// nothing is allowed.
    fn load_robots(&self, url: &Url) -> Result<Robots, FetchProblem> {
        let mut address = url.clone();
        address.set_path("/robots.txt");
        address.set_query(None);
        let manner = Manner {
            obeys: false,
            limit: Limit::Cut(robots::MAX_BYTES),
            max_redirects: ROBOTS_REDIRECTS,
            held: None,
        };
        let error = match self.follow(&address, manner) {
            Ok(Reached {
                answer: Answer::Page { body, .. },
                ..
            }) => return Ok(Robots::parse(&body, PRODUCT)),
            Ok(_) => return Ok(Robots::default()),
            Err(error) => error,
        };
        match (&error.problem, &error.redirected_to) {
            (
                FetchProblem::Status {
                    status: 429 | 500..,
                },
                _,
            )
            | (FetchProblem::Garbled(_), _) => Err(FetchProblem::NoRobots(error.to_string())),
            (
                FetchProblem::Private(_)
                | FetchProblem::UnknownHost(_)
                | FetchProblem::Timeout(_)
                | FetchProblem::Broken(_)
                | FetchProblem::Wait { .. }
                | FetchProblem::Stopped,
                None,
            ) => Err(error.problem),
            (
                FetchProblem::Timeout(_) | FetchProblem::Broken(_) | FetchProblem::Wait { .. },
                Some(_),
            ) => Err(FetchProblem::NoRobots(error.to_string())),
            _ => Ok(Robots::default()),
        }
    }

    /// Asks until there is an answer, or no hope of one; the error comes with the attempts made.
    fn persist(
        &self,
        url: &Url,
        gap: Duration,
        manner: Manner<'_>,
    ) -> Result<Answer, (FetchProblem, u32)> {
        let of_this = |head: &&Head| head.final_url == url.as_str();
        let validators = manner.held.filter(of_this).map(|head| &head.validators);
        let host = host_of(url);
        let mut attempt = 1;
        loop {
            let asked = {
                let _pass = self.gates.enter(&host, gap, &*self.clock);
                match self.clock.is_stopped() {
                    true => Err(FetchProblem::Stopped.into()),
                    false => self.exchange.ask(url, validators, manner.limit),
                }
            };
            let failure = match asked {
                Ok(answer) => return Ok(answer),
                Err(failure) => failure,
            };
            if !failure.problem.is_passing() || attempt >= self.options.attempts {
                return Err((self.final_problem(failure), attempt));
            }
            self.wait(url, &host, attempt, failure)
                .map_err(|problem| (problem, attempt))?;
            attempt += 1;
        }
    }

    fn asked_wait(&self, failure: &Failure) -> Option<Duration> {
        headers::wait(failure.retry_after.as_deref()?, self.clock.now())
    }

    /// The last failure; where its server says when to come back, so does it.
    fn final_problem(&self, failure: Failure) -> FetchProblem {
        match (&failure.problem, self.asked_wait(&failure)) {
            (FetchProblem::Status { status }, Some(wait)) if !wait.is_zero() => {
                FetchProblem::Wait {
                    status: *status,
                    wait,
                }
            }
            _ => failure.problem,
        }
    }

    /// Waits before the next attempt: as long as the server says, everybody who wants something
    /// of the host; else longer each time.
    fn wait(
        &self,
        url: &Url,
        host: &str,
        attempt: u32,
        failure: Failure,
    ) -> Result<(), FetchProblem> {
        let now = self.clock.now();
        match self.asked_wait(&failure) {
            Some(wait) if wait > self.options.longest_wait => Err(self.final_problem(failure)),
            Some(wait) => {
                self.gates.hold(host, later(now, wait));
                Ok(())
            }
            None => {
                self.clock.pause(retry::pause(url.as_str(), attempt));
                Ok(())
            }
        }
    }
}

fn page_of(entry: Entry, came: Came, holds_for: Option<Duration>) -> Page {
    Page {
        url: entry.head.final_url,
        content_type: entry.head.content_type,
        body: entry.body,
        came,
        holds_for,
        not_kept: None,
    }
}

/// Whether a text is the address of a page, as against the path of a file.
pub fn is_address(text: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| {
        text.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })
}

/// An address of http or https.
fn parse(address: &str) -> Result<Url, FetchProblem> {
    let mut url =
        Url::parse(address.trim()).map_err(|error| FetchProblem::BadAddress(error.to_string()))?;
    check_scheme(&url)?;
    url.set_fragment(None);
    Ok(url)
}

fn check_scheme(url: &Url) -> Result<(), FetchProblem> {
    match url.scheme() {
        "http" | "https" => Ok(()),
        other => Err(FetchProblem::Scheme(other.to_owned())),
    }
}

/// Scheme, name and port: what a robots.txt is for.
fn host_of(url: &Url) -> String {
    url.origin().ascii_serialization()
}
