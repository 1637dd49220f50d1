//! GeoNames' files from its server, into a folder.
//!
//! A file is loaded beside its place and renamed when it is whole. What was loaded of it stays
//! when the connection breaks, and the next attempt, or the next run, goes on from there by range
//! if the server still has the same file. A file that is there already is asked for with its
//! ETag and date, and loaded again only when it changed.

#[cfg(test)]
mod tests;
mod transfer;

use std::io;
use std::path::PathBuf;
use std::time::Duration;
use transfer::Transfer;

/// Where GeoNames publishes its files.
pub const GEONAMES: &str = "https://download.geonames.org/export/dump";

/// What must be said of the data.
pub const ATTRIBUTION: &str = "Contains data from GeoNames (geonames.org), licensed under CC BY \
                               4.0; say so where you show or pass on what you make of it";

/// What is to be fetched, and how patiently.
#[derive(Clone, Debug)]
pub struct FetchRequest {
    /// Where the files are: an address that file names are put behind.
    pub base_url: String,
    /// Names on the server.
    pub files: Vec<RemoteFile>,
    /// Folder to put them in.
    pub folder: PathBuf,
    /// Attempts at a file, the first included; an attempt that brings bytes does not count.
    pub attempts: u32,
    /// Pause before the second attempt; doubled each time.
    pub pause: Duration,
    /// Longest wait for a connection or for the next bytes.
    pub patience: Duration,
}

/// A file of the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemoteFile {
    /// Its path behind the base address.
    pub path: String,
    /// Its name in the folder.
    pub name: String,
}

impl RemoteFile {
    fn new(path: &str) -> RemoteFile {
        RemoteFile {
            path: path.to_owned(),
            name: path.to_owned(),
        }
    }
}

/// The files for all of GeoNames.
pub fn all_files() -> Vec<RemoteFile> {
    let mut files = vec![
        RemoteFile::new("allCountries.zip"),
        RemoteFile::new("alternateNamesV2.zip"),
    ];
    files.extend(common_files());
    files
}

/// The files for some countries.
pub fn country_files(codes: &[String]) -> Vec<RemoteFile> {
    let names = |code: &String| RemoteFile {
        path: format!("alternatenames/{code}.zip"),
        name: format!("alternateNames-{code}.zip"),
    };
    let mut files: Vec<RemoteFile> = codes
        .iter()
        .flat_map(|code| [RemoteFile::new(&format!("{code}.zip")), names(code)])
        .collect();
    files.extend(common_files());
    files
}

fn common_files() -> Vec<RemoteFile> {
    [
        "admin1CodesASCII.txt",
        "admin2Codes.txt",
        "countryInfo.txt",
        "hierarchy.zip",
    ]
    .map(RemoteFile::new)
    .to_vec()
}

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fetched {
    /// It was loaded.
    Loaded {
        /// Its bytes.
        bytes: u64,
    },
    /// The one in the folder is the server's.
    UpToDate,
}

/// Why a file could not be fetched.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// The server does not have it.
    #[error("{url}: the server has no such file (404); is the country code right?")]
    NotFound {
        /// Its address.
        url: String,
    },
    /// The server says something that repeating does not change.
    #[error("{url}: the server answers {status}")]
    Refused {
        /// Its address.
        url: String,
        /// Status of the answer.
        status: u16,
    },
    /// All attempts failed; what was loaded is kept.
    #[error(
        "{url}: gave up after {attempts} attempts: {reason}; what was loaded is kept, run the \
         command again to go on"
    )]
    GaveUp {
        /// Its address.
        url: String,
        /// How many.
        attempts: u32,
        /// What the last one failed on.
        reason: String,
    },
    /// The folder cannot be written to.
    #[error("{path}: {error}")]
    Disk {
        /// The file.
        path: String,
        /// What the system says.
        error: io::Error,
    },
    /// No connection can be made at all.
    #[error("cannot prepare connections: {0}")]
    Client(String),
}

/// Called with a file's name, the bytes there are of it, and all of its bytes when known.
pub type FetchProgress<'p> = &'p mut dyn FnMut(&str, u64, Option<u64>);

/// Fetches the files one after the other; returns what became of each, in their order.
///
/// Errors: see [`FetchError`]; files fetched before stay.
pub fn fetch(
    request: &FetchRequest,
    progress: FetchProgress<'_>,
) -> Result<Vec<(String, Fetched)>, FetchError> {
    std::fs::create_dir_all(&request.folder).map_err(|error| FetchError::Disk {
        path: request.folder.display().to_string(),
        error,
    })?;
    let client = transfer::client(request.patience)?;
    request
        .files
        .iter()
        .map(|file| {
            let fetched = Transfer::new(request, &client, file).run(progress)?;
            Ok((file.name.clone(), fetched))
        })
        .collect()
}
