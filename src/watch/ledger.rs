//! What is known of the items of each feed, from one run to the next.

use super::rhythm::REMEMBERED;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

/// Version of the file.
const VERSION: u32 = 1;
/// How long an item is remembered that its feed no longer has.
const MEMORY: SignedDuration = SignedDuration::from_hours(90 * 24);

/// The items of all feeds, by the address of the feed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ledger {
    version: u32,
    feeds: BTreeMap<String, Items>,
}

/// The items of a feed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Items {
    /// By what identifies them.
    pub items: BTreeMap<String, Known>,
    /// When items came, the earliest first.
    pub arrivals: Vec<Timestamp>,
}

/// An item that is known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Known {
    /// Its document.
    pub doc_id: String,
    /// Hash of the item as it was last given on.
    pub hash: Option<String>,
    /// How often its page will still be asked for.
    #[serde(default)]
    pub tries_left: u32,
    /// When its feed had it last.
    pub listed: Timestamp,
    /// Whether its feed still has it.
    pub is_listed: bool,
}

impl Default for Ledger {
    fn default() -> Ledger {
        Ledger {
            version: VERSION,
            feeds: BTreeMap::new(),
        }
    }
}

impl Ledger {
    /// Reads a ledger; an empty one where there is none or it is damaged: then items are looked
    /// at again, and the store knows those that it has.
    pub fn load(path: &Path) -> Ledger {
        let bytes = std::fs::read(path).unwrap_or_default();
        serde_json::from_slice(&bytes)
            .ok()
            .filter(|ledger: &Ledger| ledger.version == VERSION)
            .unwrap_or_default()
    }

    /// Writes it aside and renames it.
    pub fn save(&self, path: &Path) -> io::Result<()> {
        write_aside(path, &serde_json::to_vec(self)?)
    }

    /// The items of a feed.
    pub fn of(&self, url: &str) -> Items {
        self.feeds.get(url).cloned().unwrap_or_default()
    }

    /// Replaces the items of a feed.
    pub fn set(&mut self, url: &str, items: Items) {
        self.feeds.insert(url.to_string(), items);
    }
}

impl Items {
    /// Notes that items came.
    pub fn arrived(&mut self, now: Timestamp) {
        self.arrivals.push(now);
        let surplus = self.arrivals.len().saturating_sub(REMEMBERED);
        self.arrivals.drain(..surplus);
    }

    /// Marks what the feed no longer has, forgets what it has not had for long, and counts those
    /// that it had until now.
    pub fn sweep(&mut self, now: Timestamp) -> u64 {
        let mut removed = 0;
        for known in self.items.values_mut() {
            if known.is_listed && known.listed < now {
                known.is_listed = false;
                removed += 1;
            }
        }
        self.items
            .retain(|_, known| known.is_listed || now.duration_since(known.listed) < MEMORY);
        removed
    }
}

/// Writes a file beside its place and renames it.
pub fn write_aside(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut builder = tempfile::Builder::new();
    builder.prefix(".dateline-");
    readable(&mut builder);
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// Lets the umask decide who may read the file; temporary files are the owner's alone.
#[cfg(unix)]
fn readable(builder: &mut tempfile::Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(std::fs::Permissions::from_mode(0o666));
}

#[cfg(not(unix))]
fn readable(_: &mut tempfile::Builder<'_, '_>) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ledger_comes_back_and_a_damaged_one_is_empty() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("ledger.json");
        let now = Timestamp::from_second(1_000_000_000).expect("a time");
        let mut items = Items::default();
        let known = |listed| Known {
            doc_id: "d".to_string(),
            hash: Some("h".to_string()),
            tries_left: 0,
            listed,
            is_listed: true,
        };
        let before = now - SignedDuration::from_hours(1);
        items.items.insert("stays".to_string(), known(now));
        items.items.insert("goes".to_string(), known(before));
        assert_eq!(items.sweep(now), 1);
        assert_eq!(items.sweep(now), 0);
        let mut ledger = Ledger::default();
        ledger.set("https://a.example/", items);
        ledger.save(&path).expect("saved");
        assert_eq!(Ledger::load(&path), ledger);
        let much_later = now + SignedDuration::from_hours(100 * 24);
        let mut items = ledger.of("https://a.example/");
        assert_eq!(items.sweep(much_later), 1);
        assert!(items.items.is_empty());
        std::fs::write(&path, "{\"version\":").expect("written");
        assert_eq!(Ledger::load(&path), Ledger::default());
    }
}
