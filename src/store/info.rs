//! What a store holds.

use super::{Store, StoreError};

/// A store in numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Info {
    /// Documents.
    pub documents: u64,
    /// Days of publication of the first and the latest, where any is known.
    pub published: Option<(String, String)>,
    /// Features by layer, in order.
    pub layers: Vec<(String, u64)>,
    /// Events and place names without a place.
    pub unplaced: u64,
    /// Incidents that several independent sources report.
    pub confirmed: u64,
    /// Corrections.
    pub corrections: u64,
    /// Size of the file, with its log.
    pub bytes: u64,
}

/// Something that is corrected, and how often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frequent {
    /// What was corrected: a place name, an event type.
    pub what: String,
    /// What it was taken for, and what it became.
    pub change: String,
    /// How often.
    pub times: u64,
}

impl Store {
    /// What it holds.
    pub fn info(&self) -> Result<Info, StoreError> {
        let count = |sql: &str| {
            let count = self
                .connection
                .query_row(sql, [], |row| row.get::<_, i64>(0));
            count.map(|count| count as u64)
        };
        let read = || {
            let layers = self.layers.iter().map(|layer| {
                let rows = count(&format!("SELECT count(*) FROM {}", layer.name()))?;
                Ok((layer.name().to_string(), rows))
            });
            let days: (Option<String>, Option<String>) = self.connection.query_row(
                "SELECT min(published), max(published) FROM documents",
                [],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?;
            Ok(Info {
                documents: count("SELECT count(*) FROM documents")?,
                published: days.0.zip(days.1),
                layers: layers.collect::<rusqlite::Result<_>>()?,
                unplaced: count("SELECT count(*) FROM dateline_unplaced")?,
                confirmed: count("SELECT count(*) FROM incidents WHERE source_count > 1")?,
                corrections: count("SELECT count(*) FROM corrections")?,
                bytes: size(&self.path),
            })
        };
        read().map_err(|error| self.failed(error))
    }
}

fn size(path: &std::path::Path) -> u64 {
    let mut log = path.as_os_str().to_os_string();
    log.push("-wal");
    let size = |path: &std::path::Path| std::fs::metadata(path).map_or(0, |file| file.len());
    size(path) + size(log.as_ref())
}
