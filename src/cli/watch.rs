//! `dateline watch`: feeds into a store, and its layers kept up to date.

use super::args::WatchArgs;
use super::input::{self, fetch_options};
use super::report::say;
use super::store::{self, Names, Reading};
use super::{Outcome, output};
use crate::analysis::Analysis;
use crate::document::Document;
use crate::fetch::{Fetcher, StoppableClock};
use crate::gazetteer::Gazetteer;
use crate::layers::{Origin, Output, PageOptions, Staging};
use crate::pipeline::Analyzer;
use crate::store::{Entry, Store, fingerprint};
use crate::watch::{self, Article, Desk, Failure, Feed, Wake, Watch};
use jiff::Timestamp;
use miette::{IntoDiagnostic, WrapErr, miette};
use rustc_hash::FxHashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// Health, in the output folder.
const HEALTH: &str = "watch.json";

/// Watches until it is asked to end.
pub fn run(args: &WatchArgs, gazetteer: &Gazetteer) -> miette::Result<Outcome> {
    let feeds = watch::read(&args.feeds).into_diagnostic()?;
    store::apart(&args.store, &args.output, &args.format)?;
    let clock = Arc::new(StoppableClock::default());
    let options = fetch_options(&args.fetch, args.max_document_bytes);
    let fetcher =
        Fetcher::with_clock(options, clock.clone()).map_err(|reason| miette!("{reason}"))?;
    let mut desk = StoreDesk::open(args, &feeds, gazetteer)?;
    let wake = Wake::default();
    let (waker, stopped) = (wake.waker(), Arc::clone(&clock));
    ctrlc::set_handler(move || {
        stopped.stop();
        waker();
    })
    .into_diagnostic()
    .wrap_err("cannot watch for Ctrl-C")?;
    let watched = Watch {
        feeds,
        fetcher: Arc::new(fetcher),
        clock,
        ledger: ledger_of(&args.store),
        health: args.output.join(HEALTH),
        once: args.once,
        wake: &wake,
    }
    .run(&mut desk)
    .map_err(|Stopped(report)| report)?;
    store::settle(&desk.store)?;
    say(&format!(
        "{} articles; {} of the feeds failing",
        watched.articles, watched.failing
    ));
    Ok(match (args.once, watched.failing) {
        (true, 1..) => Outcome::Failed,
        _ => Outcome::Done,
    })
}

/// The file beside a store that tells which items are in it.
fn ledger_of(store: &Path) -> PathBuf {
    let mut name = store.as_os_str().to_os_string();
    name.push(".feeds.json");
    PathBuf::from(name)
}

/// What ends a watch before its time.
struct Stopped(miette::Report);

impl From<io::Error> for Stopped {
    fn from(error: io::Error) -> Stopped {
        Stopped(miette!("writing failed: {error}; is the disk full?"))
    }
}

impl From<miette::Report> for Stopped {
    fn from(report: miette::Report) -> Stopped {
        Stopped(report)
    }
}

/// Puts articles into a store and writes its layers.
struct StoreDesk<'g> {
    store: Store,
    gazetteer: &'g Gazetteer,
    id: String,
    /// An analyzer a feed, by its address, with its options as a row has them.
    analyzers: FxHashMap<String, (Analyzer<'g>, String)>,
    folder: PathBuf,
    output: Output,
}

impl<'g> StoreDesk<'g> {
    fn open(
        args: &WatchArgs,
        feeds: &[Feed],
        gazetteer: &'g Gazetteer,
    ) -> miette::Result<StoreDesk<'g>> {
        let mut analyzers = FxHashMap::default();
        for feed in feeds {
            let mut names = args.names.clone();
            names.outlet = feed.outlet.clone().or(names.outlet);
            let options = input::analysis_options(&names, gazetteer)
                .wrap_err_with(|| format!("{}, feed {}", args.feeds.display(), feed.name))?;
            let options = (
                Analyzer::new(gazetteer, options),
                Names::of(&names).to_json(),
            );
            analyzers.insert(feed.url.clone(), options);
        }
        // Made first, or the store could not be put into it.
        std::fs::create_dir_all(&args.output)
            .into_diagnostic()
            .wrap_err_with(|| output::writing(&args.output))?;
        Ok(StoreDesk {
            store: Store::open(&args.store).into_diagnostic()?,
            gazetteer,
            id: gazetteer.id(),
            analyzers,
            folder: args.output.clone(),
            output: Output {
                formats: args.format.clone(),
                append: false,
                stem: "dateline".to_string(),
                origin: Origin {
                    command: vec!["watch".to_string(), args.feeds.display().to_string()],
                    gazetteer: Some(gazetteer.id()),
                },
                page: PageOptions::default(),
            },
        })
    }
}

impl Desk for StoreDesk<'_> {
    type Error = Stopped;

    fn article(&mut self, feed: &Feed, article: Article) -> Result<bool, Stopped> {
        let Some((analyzer, options)) = self.analyzers.get(&feed.url) else {
            return Err(Stopped(miette!("{}: no such feed", feed.url)));
        };
        let document = article.document;
        let fingerprint = fingerprint(&document, &self.id, options);
        if self
            .store
            .holds(&document.id, &fingerprint)
            .into_diagnostic()?
        {
            return Ok(false);
        }
        let analysis = analyzer.analyze(&document);
        let line = line(feed, &document, &analysis, article.is_change, article.note);
        let entry = Entry {
            document,
            analysis,
            fingerprint,
            options: options.clone(),
        };
        self.store
            .add(vec![entry], self.gazetteer)
            .into_diagnostic()?;
        say(&line);
        Ok(true)
    }

    fn layers(&mut self) -> Result<(), Stopped> {
        let mut staging = Staging::new(&self.folder)
            .into_diagnostic()
            .wrap_err_with(|| output::writing(&self.folder))?;
        store::stage(&self.store, &mut staging, &self.output, &Reading::default())
            .wrap_err_with(|| output::writing(&self.folder))?;
        staging
            .commit()
            .into_diagnostic()
            .wrap_err("the layers could not be put in place")?;
        Ok(())
    }

    fn failed(&mut self, feed: &Feed, failure: &Failure, next: Duration) {
        say(&format!(
            "{} error {}: {}; next try in {} s",
            now(),
            feed.name,
            failure.reason,
            next.as_secs()
        ));
    }
}

/// What is said of an article.
fn line(
    feed: &Feed,
    document: &Document,
    analysis: &Analysis,
    is_change: bool,
    note: Option<String>,
) -> String {
    let word = if is_change { "changed" } else { "new" };
    let title = document.title.as_deref().unwrap_or(&document.id);
    // What a feed writes must not move the cursor of a terminal.
    let title = title.replace(char::is_control, " ");
    let note = note.map_or(String::new(), |note| format!(" ({note})"));
    format!(
        "{} {word} {}: {title} [{} place names, {} events]{note}",
        now(),
        feed.name,
        analysis.toponyms.len(),
        analysis.events.len()
    )
}

/// The time, to the second.
fn now() -> Timestamp {
    let now = Timestamp::now();
    Timestamp::from_second(now.as_second()).unwrap_or(now)
}
