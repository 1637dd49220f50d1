//! One poll of a feed: what it has, what is new of it, and the articles that makes.

use super::config::Feed;
use super::ledger::{Items, Known};
use crate::digest;
use crate::document::Document;
use crate::fetch::{Clock, FetchProblem, Fetcher, Page, is_address};
use crate::read::{self, FeedItem, ReadOptions, Severity};
use jiff::Timestamp;
use std::time::Duration;

/// Polls at which the page of an item is asked for in vain before that is given up.
const TRIES: u32 = 3;

/// An article for the store.
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    /// It.
    pub document: Document,
    /// Whether its item was there before, with another content.
    pub is_change: bool,
    /// What a reader of the log should know of it.
    pub note: Option<String>,
}

/// What a poll saw.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// Items of the feed.
    pub items: u64,
    /// Those that were not there before.
    pub new: u64,
    /// Those that were there with other content.
    pub changed: u64,
    /// Those that were there before and are no longer.
    pub removed: u64,
    /// Those without a text, of which nothing can be made.
    pub empty: u64,
    /// Time between polls that the feed asks for.
    pub asked: Option<Duration>,
    /// How long its server says that the answer holds.
    pub holds: Option<Duration>,
}

/// Why a poll failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What to tell.
    pub reason: String,
    /// How long the server wants to be left alone.
    pub asked: Option<Duration>,
}

/// Polls `feed`, brings `items` up to date, and gives each article to `take`, the earliest item
/// of the feed first.
///
/// An item that was given is noted in `items`; whoever takes must have kept it before `items` is
/// saved. Stops early, and sees less, when the clock is stopped.
///
/// Errors: the feed cannot be had or is none.
pub fn poll(
    feed: &Feed,
    fetcher: &Fetcher,
    clock: &dyn Clock,
    items: &mut Items,
    take: &mut dyn FnMut(Article),
) -> Result<Seen, Failure> {
    let page = fetcher.poll(&feed.url).map_err(|error| Failure {
        asked: match &error.problem {
            FetchProblem::Wait { wait, .. } => Some(*wait),
            _ => None,
        },
        reason: error.to_string(),
    })?;
    let content = read::feed_items(&page.body).map_err(|reason| Failure {
        reason,
        asked: None,
    })?;
    let now = clock.now();
    let mut seen = Seen {
        items: content.items.len() as u64,
        asked: content
            .ttl_minutes
            .map(|minutes| Duration::from_secs(u64::from(minutes) * 60)),
        holds: page.holds_for,
        ..Seen::default()
    };
    // Feeds have their newest item first.
    for item in content.items.iter().rev() {
        if clock.is_stopped() {
            return Ok(seen);
        }
        let mut visit = Visit {
            feed,
            fetcher,
            page: &page,
            now,
            seen: &mut seen,
        };
        if let Some(article) = visit.item(item, items) {
            take(article);
        }
    }
    if seen.new > 0 {
        items.arrived(now);
    }
    seen.removed = items.sweep(now);
    Ok(seen)
}

/// A poll at one item.
struct Visit<'v> {
    feed: &'v Feed,
    fetcher: &'v Fetcher,
    page: &'v Page,
    now: Timestamp,
    seen: &'v mut Seen,
}

impl Visit<'_> {
    /// The article of an item, if it is new or changed.
    fn item(&mut self, item: &FeedItem, items: &mut Items) -> Option<Article> {
        let link = item.link.as_deref().and_then(|link| self.absolute(link));
        let own = own_text(item);
        let hash = hash(item);
        let key = match item.id() {
            Some(id) => id.to_string(),
            None => hash.clone(),
        };
        let known = items.items.get_mut(&key);
        let is_first = known.is_none();
        let mut known = match known {
            Some(known) => known.clone(),
            None => Known {
                doc_id: self.doc_id(item, &key, link.as_deref()),
                hash: None,
                tries_left: 0,
                listed: self.now,
                is_listed: true,
            },
        };
        let is_change = known.hash.is_some();
        let is_same = known.hash.as_ref() == Some(&hash);
        (known.listed, known.is_listed) = (self.now, true);
        self.seen.new += u64::from(is_first);
        self.seen.changed += u64::from(is_change && !is_same);
        if !is_same {
            (known.hash, known.tries_left) = (Some(hash), TRIES);
        }
        let article = match (self.feed.follow, is_same) {
            (true, _) if known.tries_left > 0 => self.page(item, own, link, &mut known, is_same),
            (_, true) => None,
            (_, false) => self.own(item, own, link, &known.doc_id, None),
        };
        items.items.insert(key, known);
        article.map(|article| Article {
            is_change,
            ..article
        })
    }

    /// The article of the item's page. Where the page is not to be had, the item's own text stands
    /// for it, and unless the failure is for good it is asked for again at the next poll.
    fn page(
        &mut self,
        item: &FeedItem,
        own: Option<String>,
        link: Option<String>,
        known: &mut Known,
        has_own: bool,
    ) -> Option<Article> {
        let Some(address) = &link else {
            known.tries_left = 0;
            return self.own(item, own, link, &known.doc_id, None);
        };
        let failure = match self.follow(address, &known.doc_id) {
            Ok(document) => {
                known.tries_left = 0;
                return Some(Article {
                    document: completed(document, item, &known.doc_id),
                    is_change: false,
                    note: None,
                });
            }
            Err(failure) => failure,
        };
        known.tries_left = match failure.is_passing {
            true => known.tries_left - 1,
            false => 0,
        };
        if has_own {
            return None;
        }
        let note = format!("the item's own text: {}", failure.text);
        self.own(item, own, link, &known.doc_id, Some(note))
    }

    /// The article that the item itself is.
    fn own(
        &mut self,
        item: &FeedItem,
        own: Option<String>,
        link: Option<String>,
        doc_id: &str,
        note: Option<String>,
    ) -> Option<Article> {
        let Some(text) = own else {
            self.seen.empty += 1;
            return None;
        };
        let document = Document {
            text,
            url: link,
            ..Document::default()
        };
        Some(Article {
            document: completed(document, item, doc_id),
            is_change: false,
            note,
        })
    }

    /// The article of a page.
    fn follow(&self, link: &str, doc_id: &str) -> Result<Document, NotFollowed> {
        // The item is new or has changed, and so may be its page.
        let page = self.fetcher.check(link).map_err(|error| NotFollowed {
            is_passing: error.problem.is_passing()
                || matches!(
                    error.problem,
                    FetchProblem::Wait { .. } | FetchProblem::NoRobots(_) | FetchProblem::Stopped
                ),
            text: error.to_string(),
        })?;
        let options = ReadOptions {
            max_document_bytes: self.fetcher.options().max_bytes,
            ..ReadOptions::default()
        };
        let content_type = page.content_type.as_deref();
        let items = read::documents(doc_id, Some(&page.url), content_type, page.body, &options);
        let mut reason = "there is no article on the page".to_string();
        for item in items {
            match item {
                Ok(document) => return Ok(document),
                Err(problem) if problem.severity() != Severity::Note => {
                    reason = problem.kind.to_string();
                }
                Err(_) => {}
            }
        }
        Err(NotFollowed {
            is_passing: false,
            text: reason,
        })
    }

    /// The id of an item's document; that of an item without an address is one in its feed alone.
    fn doc_id(&self, item: &FeedItem, key: &str, link: Option<&str>) -> String {
        match item.doc_id(link) {
            Some(id) if is_address(id) => id.to_string(),
            _ => format!("{}#{key}", self.feed.name),
        }
    }

    /// A link as an address; links may be relative to their feed.
    fn absolute(&self, link: &str) -> Option<String> {
        let base = reqwest::Url::parse(&self.page.url).ok()?;
        Some(base.join(link).ok()?.to_string())
    }
}

/// Why a page is no article.
struct NotFollowed {
    is_passing: bool,
    text: String,
}

/// The longer of content and summary, else the headline.
fn own_text(item: &FeedItem) -> Option<String> {
    let texts = [&item.content, &item.summary].into_iter().flatten();
    let longest = texts
        .filter(|text| !text.trim().is_empty())
        .max_by_key(|text| text.len());
    longest.or(item.title.as_ref()).cloned()
}

/// The document with what the item says where the page does not.
fn completed(document: Document, item: &FeedItem, doc_id: &str) -> Document {
    let title = document.title.or_else(|| item.title.clone());
    Document {
        id: doc_id.to_string(),
        // A headline that is all of the text is not said twice.
        title: title.filter(|title| *title != document.text),
        published: document.published.or(item.published),
        language: document.language.or_else(|| item.language.clone()),
        ..document
    }
}

/// A hash of all that an item says.
fn hash(item: &FeedItem) -> String {
    let published = item.published.map(|day| day.to_string());
    let parts = [
        item.title.as_deref(),
        item.link.as_deref(),
        published.as_deref(),
        item.summary.as_deref(),
        item.content.as_deref(),
    ];
    digest::of_parts(&parts)
}
