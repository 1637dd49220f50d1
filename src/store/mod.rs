//! The store: one GeoPackage that holds all documents of many runs, their layers, and incidents.
//!
//! The simple version is `map --format gpkg --append`: a run copies the file and adds to it. What
//! departs from it:
//!
//! - the file is written in place, in transactions with a write-ahead log, so that a run that is
//!   killed leaves the documents it had finished, and two processes can add at once;
//! - a document is known by its id and a fingerprint of its content: the same one costs a look-up,
//!   a changed one replaces its rows (`add.rs`);
//! - incidents are kept up to date with each batch: only what the batch is linked to is merged
//!   again (`merge.rs`), with the same result as all at once;
//! - the R-trees are kept by the triggers that the standard gives a GeoPackage, whose functions
//!   `functions.rs` brings, so that QGIS may edit the file too;
//! - layers are read back (`rows.rs`) and written in any format (`export.rs`);
//! - what a person corrects is kept apart and applied whenever a document is added
//!   (`correction.rs`).

mod add;
mod correct;
mod correction;
mod export;
mod functions;
mod info;
mod layer;
mod merge;
mod rows;

pub use add::{Added, Entry, fingerprint};
pub use correct::{Change, Corrected, Request};
pub use correction::{Correction, Corrections};
pub use export::clashes;
pub use info::{Frequent, Info};

use crate::layers::{Layers, Layout};
use layer::Layer;
use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What cannot be done with a store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no such file.
    #[error("{0}: no such store; `dateline map … --store {0}` makes one")]
    Missing(String),
    /// The file is something else.
    #[error("{path}: not a store of dateline ({found}); choose another file for --store")]
    NotAStore {
        /// Its path.
        path: String,
        /// What it is instead.
        found: String,
    },
    /// The file is of another version of the program.
    #[error(
        "{path}: a store of version {found}, and this program writes version {VERSION}; \
         use the program that made it, or fill a new store"
    )]
    Version {
        /// Its path.
        path: String,
        /// Its version.
        found: i64,
    },
    /// Somebody else has been writing for longer than one waits.
    #[error("{0}: another program has been writing to it for a minute; try again")]
    Busy(String),
    /// SQLite's own words.
    #[error("{path}: {error}")]
    Sqlite {
        /// The store.
        path: String,
        /// What SQLite says.
        error: rusqlite::Error,
    },
    /// A correction of what is not there.
    #[error("{0}: no event or mention has this id; they are in the columns event_id and id")]
    NoSubject(String),
    /// Writing layers failed.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

/// The version of the tables; a store of another one is refused.
const VERSION: i64 = 1;
/// How long a process waits for another one that writes: a batch takes well under a second.
const PATIENCE: Duration = Duration::from_secs(60);

/// An open store.
pub struct Store {
    path: PathBuf,
    connection: Connection,
    layers: Vec<Layer>,
}

impl Store {
    /// Opens a store, and makes it where there is none.
    ///
    /// Errors: the file is no store, or one of another version; it cannot be written.
    pub fn open(path: &Path) -> Result<Store, StoreError> {
        let connection = Connection::open(path);
        Store::prepare(path, connection, true)
    }

    /// Opens a store that is there.
    ///
    /// Errors: as [`Store::open`]; there is none.
    pub fn open_existing(path: &Path) -> Result<Store, StoreError> {
        if !path.exists() {
            return Err(StoreError::Missing(path.display().to_string()));
        }
        let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE);
        Store::prepare(path, connection, false)
    }

    fn prepare(
        path: &Path,
        connection: rusqlite::Result<Connection>,
        make: bool,
    ) -> Result<Store, StoreError> {
        let error = |error| failed(path, error);
        let mut connection = connection.map_err(error)?;
        connection.busy_timeout(PATIENCE).map_err(error)?;
        connection.set_prepared_statement_cache_capacity(256);
        write_ahead(&connection).map_err(error)?;
        connection
            .execute_batch("PRAGMA synchronous = NORMAL; PRAGMA cache_size = -32768;")
            .map_err(error)?;
        functions::register(&connection).map_err(error)?;
        let layouts = Layers::layouts();
        let transaction = connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(error)?;
        if is_empty(&transaction).map_err(error)? && make {
            create(&transaction, &layouts)?;
        }
        check(path, &transaction)?;
        transaction.commit().map_err(error)?;
        Ok(Store {
            path: path.to_path_buf(),
            connection,
            layers: layouts.into_iter().map(Layer::of).collect(),
        })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Gives back the space of what was removed, and lets the file stand alone, without its log.
    pub fn vacuum(&self) -> Result<(), StoreError> {
        self.connection
            .execute_batch(
                "PRAGMA wal_checkpoint(TRUNCATE); VACUUM; PRAGMA wal_checkpoint(TRUNCATE);",
            )
            .map_err(|error| self.failed(error))
    }

    /// Writes the log into the file, so that what reads only the file sees all of it.
    pub fn settle(&self) -> Result<(), StoreError> {
        // Whoever reads at the moment holds parts of the log back, which does no harm.
        self.connection
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
            .map_err(|error| self.failed(error))
    }

    fn failed(&self, error: rusqlite::Error) -> StoreError {
        failed(&self.path, error)
    }
}

fn failed(path: &Path, error: rusqlite::Error) -> StoreError {
    let path = path.display().to_string();
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy(path),
        Some(ErrorCode::NotADatabase) => StoreError::NotAStore {
            path,
            found: "no SQLite file".to_string(),
        },
        _ => StoreError::Sqlite { path, error },
    }
}

/// Turns the write-ahead log on. SQLite does not wait for another process that does the same at
/// the same moment, so this does.
fn write_ahead(connection: &Connection) -> rusqlite::Result<()> {
    const PAUSE: Duration = Duration::from_millis(20);
    let mut left = PATIENCE;
    loop {
        let turned = connection.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()));
        let busy = turned.as_ref().is_err_and(|error| {
            matches!(
                error.sqlite_error_code(),
                Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked)
            )
        });
        if !busy || left.is_zero() {
            return turned;
        }
        std::thread::sleep(PAUSE);
        left = left.saturating_sub(PAUSE);
    }
}

fn is_empty(connection: &Connection) -> rusqlite::Result<bool> {
    let tables: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get(0))?;
    Ok(tables == 0)
}

fn create(connection: &Connection, layouts: &[Layout]) -> Result<(), StoreError> {
    crate::layers::gpkg::create(connection, layouts)?;
    let sql = include_str!("schema.sql");
    connection
        .execute_batch(sql)
        .and_then(|()| {
            connection.execute("INSERT INTO dateline_store VALUES (?)", [VERSION])?;
            layer::index(connection, layouts)
        })
        .map_err(|error| StoreError::Io(std::io::Error::other(error)))
}

fn check(path: &Path, connection: &Connection) -> Result<(), StoreError> {
    let found = |table: &str| {
        let query = "SELECT count(*) FROM sqlite_master WHERE name = ?";
        let count: i64 = connection.query_row(query, [table], |row| row.get(0))?;
        Ok(count > 0)
    };
    let error = |error| failed(path, error);
    if !found("dateline_store").map_err(error)? {
        let found = match found("gpkg_contents").map_err(error)? {
            true => "a GeoPackage without documents",
            false => "another SQLite database",
        };
        return Err(StoreError::NotAStore {
            path: path.display().to_string(),
            found: found.to_string(),
        });
    }
    let version: i64 = connection
        .query_row("SELECT version FROM dateline_store", [], |row| row.get(0))
        .map_err(error)?;
    if version != VERSION {
        return Err(StoreError::Version {
            path: path.display().to_string(),
            found: version,
        });
    }
    Ok(())
}
