//! Pages kept on disk: one file each, a line of JSON and the body.
//!
//! A file is written beside its place and renamed. What is not whole, or not what its first line
//! says, is as good as not there: the page is asked for again and the file written over.

use super::headers::Validators;
use crate::digest::hex;
use jiff::Timestamp;
use reqwest::Url;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::io::{self, Write};
use std::path::PathBuf;
use std::time::Duration;

/// Version of the files.
const VERSION: u32 = 1;

/// A folder of pages.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
}

/// A page that is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// All but the body.
    pub head: Head,
    /// The body.
    pub body: Vec<u8>,
}

/// What is known of a kept page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Head {
    /// Version of the file.
    pub dateline_cache: u32,
    /// The address that was asked for.
    pub url: String,
    /// The address it came from after redirects.
    pub final_url: String,
    /// The `Content-Type`.
    pub content_type: Option<String>,
    /// What to ask for changes with.
    pub validators: Validators,
    /// When the server last said that this is the page.
    pub checked: Timestamp,
    /// How long that holds, in seconds.
    pub fresh_seconds: u64,
    /// SHA-256 of the body in hexadecimal.
    pub sha256: String,
}

impl Head {
    /// A head for a body.
    pub fn new(url: &Url, final_url: &Url, body: &[u8]) -> Head {
        Head {
            dateline_cache: VERSION,
            url: url.as_str().to_owned(),
            final_url: final_url.as_str().to_owned(),
            content_type: None,
            validators: Validators::default(),
            checked: Timestamp::UNIX_EPOCH,
            fresh_seconds: 0,
            sha256: hash(body),
        }
    }

    /// Whether the page need not be asked for.
    pub fn is_fresh(&self, now: Timestamp) -> bool {
        // A clock that was put back makes nothing fresh.
        let age = Duration::try_from(now.duration_since(self.checked));
        age.is_ok_and(|age| age < Duration::from_secs(self.fresh_seconds))
    }
}

impl Cache {
    /// A cache in a folder, which is made.
    ///
    /// Errors: the folder cannot be made.
    pub fn open(folder: PathBuf) -> io::Result<Cache> {
        std::fs::create_dir_all(&folder)?;
        Ok(Cache { folder })
    }

    fn path(&self, url: &Url) -> PathBuf {
        let hash = hash(url.as_str().as_bytes());
        self.folder.join(&hash[..2]).join(format!("{hash}.page"))
    }

    /// The page of an address, if it is there and whole.
    pub fn load(&self, url: &Url) -> Option<Entry> {
        let mut bytes = std::fs::read(self.path(url)).ok()?;
        let end = bytes.iter().position(|byte| *byte == b'\n')?;
        let head: Head = serde_json::from_slice(&bytes[..end]).ok()?;
        let body = bytes.split_off(end + 1);
        let is_right = head.dateline_cache == VERSION
            && head.url == url.as_str()
            && head.sha256 == hash(&body);
        is_right.then_some(Entry { head, body })
    }

    /// Keeps a page.
    ///
    /// Errors: it cannot be written; what was kept of the address stays.
    pub fn save(&self, url: &Url, entry: &Entry) -> io::Result<()> {
        let path = self.path(url);
        let folder = path.parent().unwrap_or(&self.folder);
        std::fs::create_dir_all(folder)?;
        let mut file = tempfile::Builder::new()
            .prefix(".dateline-")
            .tempfile_in(folder)?;
        serde_json::to_writer(&mut file, &entry.head)?;
        file.write_all(b"\n")?;
        file.write_all(&entry.body)?;
        file.persist(path).map_err(|error| error.error)?;
        Ok(())
    }
}

fn hash(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(url: &Url) -> Entry {
        let body = b"Shells hit\nKharkiv.".to_vec();
        Entry {
            head: Head::new(url, url, &body),
            body,
        }
    }

    #[test]
    fn a_page_comes_back_and_a_damaged_one_does_not() {
        let folder = tempfile::tempdir().expect("a folder");
        let cache = Cache::open(folder.path().join("a/b")).expect("a cache");
        let url = Url::parse("http://news.example/a").expect("a URL");
        assert_eq!(cache.load(&url), None);
        let entry = entry(&url);
        cache.save(&url, &entry).expect("saved");
        assert_eq!(cache.load(&url), Some(entry.clone()));

        let whole = std::fs::read(cache.path(&url)).expect("the file");
        for length in 0..whole.len() {
            std::fs::write(cache.path(&url), &whole[..length]).expect("written");
            assert_eq!(cache.load(&url), None, "{length} bytes");
        }
        let mut changed = whole.clone();
        *changed.last_mut().expect("a byte") ^= 1;
        std::fs::write(cache.path(&url), changed).expect("written");
        assert_eq!(cache.load(&url), None);
        cache.save(&url, &entry).expect("saved");
        assert_eq!(cache.load(&url), Some(entry));
    }

    #[test]
    fn fresh_until_its_time_is_over() {
        let url = Url::parse("http://news.example/a").expect("a URL");
        let mut head = Head::new(&url, &url, b"");
        head.checked = "2025-04-10T12:00:00Z".parse().expect("a time");
        head.fresh_seconds = 60;
        for (now, expected) in [
            ("2025-04-10T12:00:00Z", true),
            ("2025-04-10T12:00:59Z", true),
            ("2025-04-10T12:01:00Z", false),
            ("2025-04-10T11:59:59Z", false),
        ] {
            assert_eq!(head.is_fresh(now.parse().expect(now)), expected, "{now}");
        }
    }
}
