//! Watching: feeds are polled, and what is new in them goes into a store.
//!
//! The simple version polls one feed after the other, for ever. What departs from it:
//!
//! - `config.rs` reads the file of feeds, and says where it is wrong;
//! - `rhythm.rs` polls each feed as often as it changes, and one that fails less and less often;
//! - `poll.rs` runs on threads that wait for servers, so that a feed that is slow or broken holds
//!   nobody up; articles come to one thread, which analyses and stores them ([`Desk`]);
//! - `ledger.rs` remembers which items are known, across restarts. An item is noted only after its
//!   article is in the store: whoever kills the watch loses nothing;
//! - `health.rs` is what `watch.json` tells of all this.
//!
//! Nothing here prints: a [`Desk`] is told, and the command line decides.

mod config;
mod health;
mod ledger;
mod poll;
mod rhythm;

pub use config::{ConfigError, Feed, read};
pub use health::{FeedHealth, FeedStatus, Health, Status};
pub use ledger::{Items, Known, Ledger};
pub use poll::{Article, Failure, Seen, poll};
pub use rhythm::{Signs, after_failure, interval};

use crate::fetch::{Clock, Fetcher, later, until};
use jiff::Timestamp;
use std::io;
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Threads that wait for servers.
const THREADS: usize = 8;
/// Articles on their way from the threads to the store, at most: what keeps memory small.
const ON_THE_WAY: usize = 64;
/// How long no article must have come before the layers are written.
const LULL: Duration = Duration::from_secs(2);
/// Longest time that layers stay behind the store while articles keep coming.
const BEHIND: Duration = Duration::from_secs(30);
/// Times as long as layers take to write that they are left alone afterwards: of a large store they
/// take seconds, and articles must not wait for them most of the time.
const REST: u32 = 10;
/// Longest sleep of the loop, so that a machine that slept itself catches up.
const NAP: Duration = Duration::from_secs(60);

/// Where articles go. All its methods are called from one thread.
pub trait Desk {
    /// What stops the watch: the store or the disk fails.
    type Error: From<io::Error>;

    /// Analyses an article of a feed and keeps it; whether that changed anything.
    fn article(&mut self, feed: &Feed, article: Article) -> Result<bool, Self::Error>;

    /// Writes the layers.
    fn layers(&mut self) -> Result<(), Self::Error>;

    /// A poll failed; `next` is the time to the next.
    fn failed(&mut self, feed: &Feed, failure: &Failure, next: Duration);
}

/// A watch over feeds.
pub struct Watch<'w> {
    /// The feeds.
    pub feeds: Vec<Feed>,
    /// What fetches them.
    pub fetcher: Arc<Fetcher>,
    /// The time; when it is stopped, so is the watch.
    pub clock: Arc<dyn Clock>,
    /// File of what is known.
    pub ledger: PathBuf,
    /// File to write the health to.
    pub health: PathBuf,
    /// Whether each feed is polled once and no more.
    pub once: bool,
    /// Woken when the clock is stopped.
    pub wake: &'w Wake,
}

/// Wakes a watch that waits.
pub struct Wake {
    sender: mpsc::SyncSender<Message>,
    receiver: Mutex<Option<Receiver<Message>>>,
}

impl Default for Wake {
    fn default() -> Wake {
        let (sender, receiver) = mpsc::sync_channel(ON_THE_WAY);
        Wake {
            sender,
            receiver: Mutex::new(Some(receiver)),
        }
    }
}

impl Wake {
    /// Something that wakes the watch; it does nothing while the watch is awake anyway.
    pub fn waker(&self) -> impl Fn() + Send + 'static {
        let sender = self.sender.clone();
        move || {
            // A full channel wakes as well, and one without a watch needs nothing.
            let _ = sender.try_send(Message::Woken);
        }
    }
}

enum Message {
    Article(usize, Box<Article>),
    Polled(usize, Items, Result<Seen, Failure>),
    Woken,
}

/// A poll for a thread to do.
struct Job {
    number: usize,
    feed: Feed,
    items: Items,
}

/// What a watch came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Watched {
    /// Articles put into the store.
    pub articles: u64,
    /// Feeds whose last poll failed.
    pub failing: usize,
}

impl Watch<'_> {
    /// Watches until the clock is stopped; with `once`, until each feed was polled.
    ///
    /// The article at hand is finished and the layers are written before it returns.
    ///
    /// Errors: those of the desk; the ledger or the health cannot be written.
    pub fn run<D: Desk>(self, desk: &mut D) -> Result<Watched, D::Error> {
        let receiver = self.wake.receiver.lock();
        let receiver = receiver.unwrap_or_else(PoisonError::into_inner).take();
        let Some(receiver) = receiver else {
            return Err(io::Error::other("a watch is running already").into());
        };
        let jobs = self.start_threads();
        Run::new(self, jobs, desk).run(&receiver)
    }

    /// Starts the threads that poll; they end when the sender of jobs is dropped.
    fn start_threads(&self) -> Sender<Job> {
        let (sender, jobs) = mpsc::channel::<Job>();
        let jobs = Arc::new(Mutex::new(jobs));
        for _ in 0..self.feeds.len().min(THREADS) {
            let (jobs, messages) = (Arc::clone(&jobs), self.wake.sender.clone());
            let (fetcher, clock) = (Arc::clone(&self.fetcher), Arc::clone(&self.clock));
            std::thread::spawn(move || {
                loop {
                    let job = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok(job) = job else { return };
                    if !work(job, &fetcher, &*clock, &messages) {
                        return;
                    }
                }
            });
        }
        sender
    }
}

/// Does a poll; whether anybody still wants to know.
fn work(
    mut job: Job,
    fetcher: &Fetcher,
    clock: &dyn Clock,
    messages: &mpsc::SyncSender<Message>,
) -> bool {
    let number = job.number;
    let mut take = |article| {
        // Where nobody takes it the ledger is not saved either.
        let _ = messages.send(Message::Article(number, Box::new(article)));
    };
    let outcome = poll(&job.feed, fetcher, clock, &mut job.items, &mut take);
    messages
        .send(Message::Polled(number, job.items, outcome))
        .is_ok()
}

/// A watch on its way.
struct Run<'r, 'w, D: Desk> {
    watch: Watch<'w>,
    desk: &'r mut D,
    jobs: Sender<Job>,
    ledger: Ledger,
    health: Health,
    /// When each feed is due; never while it is being polled, or after its one poll.
    due: Vec<Option<Timestamp>>,
    in_flight: usize,
    /// When the first and the last article came that the layers do not have.
    behind: Option<(Timestamp, Timestamp)>,
    /// When the layers may be written again.
    rested: Timestamp,
}

impl<'r, 'w, D: Desk> Run<'r, 'w, D> {
    fn new(watch: Watch<'w>, jobs: Sender<Job>, desk: &'r mut D) -> Run<'r, 'w, D> {
        let now = watch.clock.now();
        let feeds = watch.feeds.iter();
        Run {
            ledger: Ledger::load(&watch.ledger),
            health: Health {
                version: env!("CARGO_PKG_VERSION"),
                started: now,
                written: now,
                status: Status::Running,
                articles: 0,
                layers_written: None,
                feeds: feeds
                    .map(|feed| FeedHealth::new(&feed.name, &feed.url))
                    .collect(),
            },
            due: vec![Some(now); watch.feeds.len()],
            in_flight: 0,
            behind: None,
            rested: now,
            watch,
            desk,
            jobs,
        }
    }

    fn run(mut self, messages: &Receiver<Message>) -> Result<Watched, D::Error> {
        // Whoever looks finds layers, of an empty store too.
        self.write_layers()?;
        self.write_health()?;
        while !self.watch.clock.is_stopped() {
            self.send_due();
            if self.watch.once && self.in_flight == 0 {
                break;
            }
            match messages.recv_timeout(self.nap()) {
                Ok(Message::Article(number, article)) => self.article(number, *article)?,
                Ok(Message::Polled(number, items, outcome)) => {
                    self.polled(number, items, outcome)?
                }
                Ok(Message::Woken) | Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
            self.catch_up()?;
        }
        self.finish()
    }

    fn finish(mut self) -> Result<Watched, D::Error> {
        if self.behind.is_some() {
            self.write_layers()?;
        }
        self.health.status = Status::Stopped;
        self.write_health()?;
        let failing = |feed: &&FeedHealth| feed.status == FeedStatus::Error;
        Ok(Watched {
            articles: self.health.articles,
            failing: self.health.feeds.iter().filter(failing).count(),
        })
    }

    /// Gives the feeds that are due to the threads.
    fn send_due(&mut self) {
        let now = self.watch.clock.now();
        for number in 0..self.due.len() {
            if self.due[number].is_some_and(|due| due <= now) {
                let feed = self.watch.feeds[number].clone();
                let items = self.ledger.of(&feed.url);
                self.due[number] = None;
                let job = Job {
                    number,
                    feed,
                    items,
                };
                self.in_flight += usize::from(self.jobs.send(job).is_ok());
            }
        }
    }

    /// Time until something has to be done that no message tells of.
    fn nap(&self) -> Duration {
        let now = self.watch.clock.now();
        let due = self.due.iter().flatten().copied();
        let layers = self.layers_due();
        let next = due.chain(layers).min();
        next.map_or(NAP, |next| until(now, next).min(NAP))
    }

    fn article(&mut self, number: usize, article: Article) -> Result<(), D::Error> {
        if self.desk.article(&self.watch.feeds[number], article)? {
            let now = self.watch.clock.now();
            let first = self.behind.map_or(now, |(first, _)| first);
            self.behind = Some((first, now));
            self.health.articles += 1;
            self.health.feeds[number].articles += 1;
        }
        Ok(())
    }

    fn polled(
        &mut self,
        number: usize,
        items: Items,
        outcome: Result<Seen, Failure>,
    ) -> Result<(), D::Error> {
        self.in_flight -= 1;
        let feed = &self.watch.feeds[number];
        let now = self.watch.clock.now();
        let health = &mut self.health.feeds[number];
        health.polled(now, &outcome);
        let (asked, holds) = match &outcome {
            Ok(seen) => (seen.asked, seen.holds),
            Err(_) => (None, None),
        };
        let signs = Signs {
            asked,
            holds,
            arrivals: &items.arrivals,
        };
        let mut interval = interval(feed, &signs);
        if let Err(failure) = &outcome {
            interval = after_failure(feed, interval, health.consecutive_errors, failure.asked);
            self.desk.failed(feed, failure, interval);
        }
        let next = later(now, interval);
        if !self.watch.once {
            health.next(next, interval);
            self.due[number] = Some(next);
        }
        self.ledger.set(&feed.url, items);
        self.ledger.save(&self.watch.ledger)?;
        self.write_health()
    }

    /// When layers that are behind are written: in a lull, or after a while, and rested from the
    /// last time.
    fn layers_due(&self) -> Option<Timestamp> {
        let (first, last) = self.behind?;
        let due = later(last, LULL).min(later(first, BEHIND));
        Some(due.max(self.rested))
    }

    fn catch_up(&mut self) -> Result<(), D::Error> {
        let now = self.watch.clock.now();
        if self.layers_due().is_none_or(|due| now < due) {
            return Ok(());
        }
        self.write_layers()?;
        self.write_health()
    }

    fn write_layers(&mut self) -> Result<(), D::Error> {
        let began = self.watch.clock.now();
        self.desk.layers()?;
        let now = self.watch.clock.now();
        self.behind = None;
        self.rested = later(now, until(began, now) * REST);
        self.health.layers_written = Some(now);
        Ok(())
    }

    fn write_health(&mut self) -> Result<(), D::Error> {
        self.health.written = self.watch.clock.now();
        let mut json = serde_json::to_vec_pretty(&self.health).map_err(io::Error::from)?;
        json.push(b'\n');
        ledger::write_aside(&self.watch.health, &json)?;
        Ok(())
    }
}
