//! The file of feeds: which feeds, how often, and what is done with their items.

use crate::fetch::is_address;
use rustc_hash::FxHashSet;
use serde::de::{Deserialize, Deserializer, Error as _};
use std::path::Path;
use std::time::Duration;
use toml::Spanned;

/// Shortest time between two polls of a feed that names no other.
const MIN: Duration = Duration::from_secs(5 * 60);
/// Longest time between two polls of a feed that names no other.
const MAX: Duration = Duration::from_secs(6 * 3600);

/// A feed to watch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    /// Its address.
    pub url: String,
    /// What it is called in messages and ids.
    pub name: String,
    /// Time between two polls, whatever the feed says.
    pub every: Option<Duration>,
    /// Shortest time between two polls.
    pub min: Duration,
    /// Longest time between two polls, after failures too.
    pub max: Duration,
    /// Whether the pages of items are fetched, instead of taking the text of the items.
    pub follow: bool,
    /// Where the outlet is at home, as in "Paris, Texas".
    pub outlet: Option<String>,
}

/// What is wrong with a file of feeds.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}{}{}: {reason}", at_line(*line), at_key(key.as_deref()))]
pub struct ConfigError {
    /// The file.
    pub file: String,
    /// The line, counted from 1, where it is about one.
    pub line: Option<usize>,
    /// The key on that line.
    pub key: Option<String>,
    /// What was got, and what is expected.
    pub reason: String,
}

fn at_line(line: Option<usize>) -> String {
    line.map_or(String::new(), |line| format!(", line {line}"))
}

fn at_key(key: Option<&str>) -> String {
    key.map_or(String::new(), |key| format!(", key `{key}`"))
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    min: Option<Length>,
    max: Option<Length>,
    #[serde(default)]
    follow: bool,
    outlet: Option<String>,
    #[serde(default)]
    feed: Vec<Table>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    url: Spanned<Address>,
    name: Option<Spanned<String>>,
    every: Option<Length>,
    min: Option<Spanned<Length>>,
    max: Option<Spanned<Length>>,
    follow: Option<bool>,
    outlet: Option<String>,
}

/// A length of time: `90s`, `10m`, `6h`, `1d`.
#[derive(Clone, Copy)]
struct Length(Duration);

impl<'de> Deserialize<'de> for Length {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Length, D::Error> {
        let text = String::deserialize(deserializer)?;
        let wrong = || {
            D::Error::custom(format!(
                "`{text}` is no length of time; expected \"90s\", \"10m\", \"6h\" or \"1d\""
            ))
        };
        let (number, unit) = text
            .char_indices()
            .last()
            .map(|(at, _)| text.split_at(at))
            .ok_or_else(wrong)?;
        let seconds = match unit {
            "s" => 1,
            "m" => 60,
            "h" => 3600,
            "d" => 24 * 3600,
            _ => return Err(wrong()),
        };
        let number: u32 = number.trim().parse().map_err(|_| wrong())?;
        match number {
            0 => Err(wrong()),
            number => Ok(Length(Duration::from_secs(u64::from(number) * seconds))),
        }
    }
}

/// An address of http or https.
struct Address(String);

impl<'de> Deserialize<'de> for Address {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Address, D::Error> {
        let text = String::deserialize(deserializer)?;
        match is_address(&text) {
            true => Ok(Address(text)),
            false => Err(D::Error::custom(format!(
                "`{text}` is no address of a feed; expected \"https://…\""
            ))),
        }
    }
}

/// Reads a file of feeds.
///
/// Errors: the file cannot be read; what is wrong in it, with line and key.
pub fn read(path: &Path) -> Result<Vec<Feed>, ConfigError> {
    let file = path.display().to_string();
    let error = |reason: String| ConfigError {
        file: file.clone(),
        line: None,
        key: None,
        reason,
    };
    let text = std::fs::read_to_string(path).map_err(|cause| error(cause.to_string()))?;
    parse(&text).map_err(|wrong| match wrong {
        Wrong::At(start, reason) => ConfigError {
            line: Some(text[..start].matches('\n').count() + 1),
            key: key_at(&text, start),
            ..error(reason)
        },
        Wrong::Everywhere(reason) => error(reason),
    })
}

/// What is wrong, and at which byte.
enum Wrong {
    At(usize, String),
    Everywhere(String),
}

fn parse(text: &str) -> Result<Vec<Feed>, Wrong> {
    let file: File = toml::from_str(text).map_err(|error| {
        let reason = error.message().to_string();
        match error.span() {
            Some(span) => Wrong::At(span.start.min(text.len()), reason),
            None => Wrong::Everywhere(reason),
        }
    })?;
    if file.feed.is_empty() {
        let reason = "no feed in it; write [[feed]] and below it url = \"https://…\"";
        return Err(Wrong::Everywhere(reason.to_string()));
    }
    let mut seen = FxHashSet::default();
    let mut feeds = Vec::new();
    for table in &file.feed {
        feeds.push(feed(&file, table, &mut seen)?);
    }
    Ok(feeds)
}

fn feed(file: &File, table: &Table, seen: &mut FxHashSet<String>) -> Result<Feed, Wrong> {
    let url = &table.url.get_ref().0;
    let (name, named_at) = match &table.name {
        Some(name) => (name.get_ref().clone(), name.span().start),
        None => (name_of(url), table.url.span().start),
    };
    if !seen.insert(url.clone()) {
        let reason = format!("the feed {url} comes twice");
        return Err(Wrong::At(table.url.span().start, reason));
    }
    if !seen.insert(name.clone()) {
        let reason = format!("two feeds are called `{name}`; give one of them another name");
        return Err(Wrong::At(named_at, reason));
    }
    let length = |own: &Option<Spanned<Length>>, all: Option<Length>, default| {
        let own = own.as_ref().map(|length| *length.get_ref());
        own.or(all).map_or(default, |length| length.0)
    };
    let min = length(&table.min, file.min, MIN);
    let max = length(&table.max, file.max, MAX);
    if min > max {
        let place = table.min.as_ref().or(table.max.as_ref());
        let reason = format!(
            "the shortest time between polls ({} s) is longer than the longest ({} s)",
            min.as_secs(),
            max.as_secs()
        );
        return Err(match place {
            Some(place) => Wrong::At(place.span().start, reason),
            None => Wrong::Everywhere(reason),
        });
    }
    Ok(Feed {
        name,
        every: table.every.map(|length| length.0),
        min,
        max,
        follow: table.follow.unwrap_or(file.follow),
        outlet: table.outlet.clone().or_else(|| file.outlet.clone()),
        url: url.clone(),
    })
}

/// The host and path of an address, which tell a feed from others well enough.
fn name_of(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.trim_start_matches("www.").trim_end_matches('/');
    rest.to_string()
}

/// The key of the line that a byte is on.
fn key_at(text: &str, at: usize) -> Option<String> {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let line = text[start..].lines().next()?;
    let key = line.split_once('=')?.0.trim();
    (!key.is_empty() && !key.starts_with(['#', '['])).then(|| key.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> Result<Vec<Feed>, String> {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("feeds.toml");
        std::fs::write(&path, text).expect("a file");
        read(&path).map_err(|error| {
            let folder = format!("{}/", folder.path().display());
            error.to_string().replace(&folder, "")
        })
    }

    #[test]
    fn feeds_with_what_they_share() {
        let feeds = read_text(
            "min = \"1m\"\nfollow = true\n[[feed]]\nurl = \"https://www.a.example/rss/\"\n\
             every = \"90s\"\n[[feed]]\nurl = \"https://b.example/\"\nname = \"B\"\n\
             follow = false\nmax = \"1d\"\noutlet = \"Paris, Texas\"\n",
        )
        .expect("feeds");
        assert_eq!(feeds[0].name, "a.example/rss");
        assert_eq!(feeds[0].every, Some(Duration::from_secs(90)));
        assert_eq!((feeds[0].min.as_secs(), feeds[0].max), (60, MAX));
        assert!(feeds[0].follow && !feeds[1].follow);
        assert_eq!(feeds[1].max.as_secs(), 24 * 3600);
        assert_eq!(feeds[1].outlet.as_deref(), Some("Paris, Texas"));
    }

    #[test]
    fn errors_name_file_line_and_key() {
        let one = "[[feed]]\nurl = \"https://a.example/\"\n";
        for (text, expected) in [
            (
                "",
                "feeds.toml: no feed in it; write [[feed]] and below it url = \"https://…\"",
            ),
            (
                "[[feed]]\nurl = \"ftp://a.example\"\n",
                "feeds.toml, line 2, key `url`: `ftp://a.example` is no address of a feed; \
                 expected \"https://…\"",
            ),
            (
                "[[feed]]\nurl = \"https://a.example/\"\nevry = \"10m\"\n",
                "feeds.toml, line 3, key `evry`: unknown field `evry`, expected one of `url`, \
                 `name`, `every`, `min`, `max`, `follow`, `outlet`",
            ),
            (
                "[[feed]]\nurl = \"https://a.example/\"\nevery = \"0m\"\n",
                "feeds.toml, line 3, key `every`: `0m` is no length of time; expected \"90s\", \
                 \"10m\", \"6h\" or \"1d\"",
            ),
            (
                "[[feed]]\nurl = \"https://a.example/\"\nevery = 10\n",
                "feeds.toml, line 3, key `every`: invalid type: integer `10`, expected a string",
            ),
            (
                &format!("{one}{one}"),
                "feeds.toml, line 4, key `url`: the feed https://a.example/ comes twice",
            ),
            (
                &format!(
                    "{one}name = \"A\"\n[[feed]]\nurl = \"https://b.example/\"\nname = \"A\"\n"
                ),
                "feeds.toml, line 6, key `name`: two feeds are called `A`; give one of them \
                 another name",
            ),
            (
                &format!("{one}min = \"2h\"\nmax = \"1h\"\n"),
                "feeds.toml, line 3, key `min`: the shortest time between polls (7200 s) is \
                 longer than the longest (3600 s)",
            ),
        ] {
            assert_eq!(read_text(text), Err(expected.to_string()), "{text}");
        }
        let broken = read_text("[[feed]]\nurl = \"https://a.example/\n").expect_err("no string");
        assert!(
            broken.starts_with("feeds.toml, line 2, key `url`: "),
            "{broken}"
        );
        let missing = read(Path::new("no-such.toml")).expect_err("no file");
        assert!(
            missing.to_string().starts_with("no-such.toml: "),
            "{missing}"
        );
    }
}
