//! RSS, Atom and JSON Feed: one document an item.

use super::dates::day_of;
use super::decode::{Decoded, decode, decode_as};
use super::html::declared;
use super::markup::{check_depth, fragment_text};
use super::part::Part;
use super::{Item, ProblemKind, ReadProblem, Source};
use crate::document::Document;
use crate::fetch::is_address;
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use encoding_rs::Encoding;
use feed_rs::model::{Entry, Link};
use feed_rs::parser;
use jiff::civil::Date;
use std::collections::VecDeque;

/// Largest feed that is read, in bytes: a feed of a thousand whole articles has some 10 MB.
const MAX_FEED_BYTES: usize = 64 << 20;

/// A feed: what it says of itself, and its items in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Feed {
    /// Its name.
    pub title: Option<String>,
    /// The page it is of.
    pub link: Option<String>,
    /// Its language as a BCP 47 tag.
    pub language: Option<String>,
    /// Minutes after which it asks to be loaded again: `ttl`, or `updatePeriod` by
    /// `updateFrequency`.
    pub ttl_minutes: Option<u32>,
    /// Its items.
    pub items: Vec<FeedItem>,
}

/// An item of a feed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeedItem {
    /// Its guid or id, as the feed has it.
    pub guid: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// Its page.
    pub link: Option<String>,
    /// The day it was published, as it was where it was written; else the day of its change.
    pub published: Option<Date>,
    /// Its summary as text.
    pub summary: Option<String>,
    /// Its whole content as text, where the feed has it.
    pub content: Option<String>,
    /// Its language, else that of the feed.
    pub language: Option<String>,
}

impl FeedItem {
    /// What identifies it: the guid, else the link.
    pub fn id(&self) -> Option<&str> {
        self.guid.as_deref().or(self.link.as_deref())
    }

    /// What names its document: the guid where that is an address, else `link`, the address of
    /// its page, so that an item of two feeds is one document; else the guid.
    pub fn doc_id<'i>(&'i self, link: Option<&'i str>) -> Option<&'i str> {
        let guid = self.guid.as_deref();
        guid.filter(|guid| is_address(guid)).or(link).or(guid)
    }
}

/// The items of a feed: RSS 0.9 to 2.0, Atom, JSON Feed.
///
/// Errors: says why the bytes are no feed.
pub fn feed_items(bytes: &[u8]) -> Result<Feed, String> {
    parse(bytes, None, None, &mut Vec::new()).map_err(|kind| kind.to_string())
}

fn parse(
    bytes: &[u8],
    encoding: Option<&'static Encoding>,
    url: Option<&str>,
    notes: &mut Vec<ProblemKind>,
) -> Result<Feed, ProblemKind> {
    let Decoded { text, notes: made } = decode_feed(bytes, encoding);
    notes.extend(made);
    let text = without_declaration(&text);
    check_depth(text)?;
    let parser = parser::Builder::new()
        .base_uri(url)
        .sanitize_content(false)
        .timestamp_parser(midnight)
        // An id that the parser would make up is none.
        .id_generator(|_, _, _| String::new())
        .build();
    let feed = parser
        .parse(text.as_bytes())
        .map_err(|error| ProblemKind::BadFeed(error.to_string()))?;
    let language = feed.language.filter(|language| !language.is_empty());
    let items = feed.entries.into_iter();
    Ok(Feed {
        title: feed.title.and_then(|title| reduced(&title.content)),
        link: page_link(&feed.links),
        ttl_minutes: feed.ttl.or_else(|| update_period(text)),
        items: items
            .map(|entry| item(entry, language.as_deref()))
            .collect(),
        language,
    })
}

/// Decodes a feed as its sender or its declaration says; JSON is UTF-8.
fn decode_feed(bytes: &[u8], sender: Option<&'static Encoding>) -> Decoded {
    let told = declared(bytes).or(sender);
    match told {
        Some(encoding)
            if Encoding::for_bom(bytes).is_none() && std::str::from_utf8(bytes).is_err() =>
        {
            let mut decoded = decode_as(encoding, bytes);
            let is_news = |note: &ProblemKind| !matches!(note, ProblemKind::Converted { .. });
            decoded.notes.retain(is_news);
            decoded
        }
        _ => decode(bytes),
    }
}

/// XML without the declaration, whose encoding is no longer right.
fn without_declaration(text: &str) -> &str {
    let text = text.trim_start();
    match text.strip_prefix("<?xml") {
        Some(rest) => rest.split_once("?>").map_or(text, |(_, rest)| rest),
        None => text,
    }
}

/// The day of a date as the parser takes it. It keeps points in time, in UTC; what is wanted is
/// the day where it was written, so that day's midnight stands for it.
fn midnight(text: &str) -> Option<DateTime<Utc>> {
    let day = day_of(text)?;
    let (month, day_of_month) = (day.month().try_into().ok()?, day.day().try_into().ok()?);
    let day = NaiveDate::from_ymd_opt(day.year().into(), month, day_of_month)?;
    Some(day.and_hms_opt(0, 0, 0)?.and_utc())
}

fn day(midnight: DateTime<Utc>) -> Option<Date> {
    let (year, month, day) = (midnight.year(), midnight.month(), midnight.day());
    Date::new(
        year.try_into().ok()?,
        month.try_into().ok()?,
        day.try_into().ok()?,
    )
    .ok()
}

fn item(entry: Entry, language: Option<&str>) -> FeedItem {
    let guid = entry.id.trim();
    FeedItem {
        guid: (!guid.is_empty()).then(|| guid.to_string()),
        title: entry
            .title
            .and_then(|title| reduced(&title.content))
            .map(|title| title.split_whitespace().collect::<Vec<_>>().join(" ")),
        link: page_link(&entry.links),
        published: entry.published.or(entry.updated).and_then(day),
        summary: entry.summary.and_then(|summary| reduced(&summary.content)),
        content: entry
            .content
            .and_then(|content| content.body)
            .and_then(|body| reduced(&body)),
        language: entry.language.or_else(|| language.map(str::to_string)),
    }
}

/// Markup as text; nothing for none, and for what is nested without end.
fn reduced(markup: &str) -> Option<String> {
    let text = fragment_text(markup).ok()?;
    (!text.is_empty()).then_some(text)
}

/// The link to the page, before links to other things.
fn page_link(links: &[Link]) -> Option<String> {
    let page = links
        .iter()
        .find(|link| matches!(link.rel.as_deref(), None | Some("alternate")));
    page.map(|link| link.href.clone())
}

/// Minutes of RSS's syndication module: `<sy:updatePeriod>`, `<sy:updateFrequency>`.
fn update_period(text: &str) -> Option<u32> {
    let content = |name: &str| {
        let (_, rest) = text.split_once(&format!(":{name}>"))?;
        Some(rest.split('<').next()?.trim())
    };
    let minutes = match content("updatePeriod")? {
        "hourly" => 60,
        "daily" => 24 * 60,
        "weekly" => 7 * 24 * 60,
        "monthly" => 30 * 24 * 60,
        "yearly" => 365 * 24 * 60,
        _ => return None,
    };
    let times = content("updateFrequency").and_then(|times| times.parse().ok());
    Some(minutes / times.unwrap_or(1u32).max(1))
}

/// A feed as a file: its items as documents.
pub struct FeedFile {
    part: Part,
    limit: usize,
    items: Option<VecDeque<(usize, FeedItem)>>,
}

impl FeedFile {
    /// A feed whose items may have up to `limit` bytes of text.
    pub fn new(part: Part, limit: usize) -> FeedFile {
        FeedFile {
            part,
            limit,
            items: None,
        }
    }

    fn parse(&mut self, out: &mut VecDeque<Item>) -> VecDeque<(usize, FeedItem)> {
        let mut notes = Vec::new();
        let url = self.part.url.clone();
        let feed = self
            .part
            .all_bytes(MAX_FEED_BYTES)
            .and_then(|bytes| parse(&bytes, self.part.encoding, url.as_deref(), &mut notes));
        out.extend(notes.into_iter().map(|note| Err(self.part.problem(note))));
        match feed {
            Ok(feed) => (1..).zip(feed.items).collect(),
            Err(kind) => {
                out.push_back(Err(self.part.problem(kind)));
                VecDeque::new()
            }
        }
    }

    fn document(&self, number: usize, item: FeedItem) -> Result<Document, ReadProblem> {
        let id = match item.doc_id(item.link.as_deref()) {
            Some(id) => id.to_string(),
            None => format!("{}:{number}", self.part.id),
        };
        let problem = |kind| {
            let kind = ProblemKind::InItem {
                item: number,
                kind: Box::new(kind),
            };
            Err(self.part.problem(kind))
        };
        // A feed with whole articles has the summary twice; of two texts the longer is whole.
        let texts = [item.content, item.summary];
        let longest = texts.into_iter().flatten().max_by_key(String::len);
        let Some(text) = longest.or_else(|| item.title.clone()) else {
            return problem(ProblemKind::EmptyText);
        };
        if text.len() > self.limit {
            return problem(ProblemKind::TooLarge { limit: self.limit });
        }
        Ok(Document {
            id,
            title: item.title.filter(|title| *title != text),
            url: item.link,
            published: item.published,
            language: item.language,
            text,
            given_mentions: None,
        })
    }
}

impl Source for FeedFile {
    fn read(&mut self, out: &mut VecDeque<Item>) -> bool {
        let mut items = match self.items.take() {
            Some(items) => items,
            None => self.parse(out),
        };
        let next = items.pop_front();
        self.items = Some(items);
        match next {
            Some((number, item)) => {
                out.push_back(self.document(number, item));
                true
            }
            None => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn update_hints() {
        let hint = |text: &str| update_period(text);
        assert_eq!(
            hint("<sy:updatePeriod> hourly </sy:updatePeriod>"),
            Some(60)
        );
        let twice =
            "<s:updatePeriod>daily</s:updatePeriod><s:updateFrequency>2</s:updateFrequency>";
        assert_eq!(hint(twice), Some(720));
        assert_eq!(hint("<rss/>"), None);
    }
}
