//! One file: conditions, ranges, attempts, and the check that it is whole.

use super::{FetchError, FetchProgress, FetchRequest, Fetched, RemoteFile};
use reqwest::StatusCode;
use reqwest::blocking::{Client, Response};
use reqwest::header::{
    CONTENT_RANGE, ETAG, HeaderMap, IF_MODIFIED_SINCE, IF_NONE_MATCH, IF_RANGE, LAST_MODIFIED,
    RANGE,
};
use serde::{Deserialize, Serialize};
use std::fs::{File, OpenOptions};
use std::io::{self, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A client that waits no longer than `patience` for a connection or for bytes.
pub(super) fn client(patience: Duration) -> Result<Client, FetchError> {
    // Fails only when a provider is installed already, which serves as well.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::builder()
        .user_agent(concat!("dateline/", env!("CARGO_PKG_VERSION")))
        // A file that is gone on with by range is counted in the bytes of the server.
        .no_gzip()
        .no_deflate()
        .connect_timeout(patience)
        .timeout(patience)
        .build()
        .map_err(|error| FetchError::Client(error.to_string()))
}

/// What the server said of the version of a file that is on disk.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Version {
    etag: Option<String>,
    last_modified: Option<String>,
}

impl Version {
    fn of(headers: &HeaderMap) -> Version {
        let text = |name| Some(headers.get(name)?.to_str().ok()?.to_owned());
        Version {
            etag: text(ETAG),
            last_modified: text(LAST_MODIFIED),
        }
    }

    /// What tells this version from others in `If-Range`: weak tags do not.
    fn validator(&self) -> Option<&str> {
        let strong = self.etag.as_deref().filter(|tag| !tag.starts_with("W/"));
        strong.or(self.last_modified.as_deref())
    }

    fn load(path: &Path) -> Option<Version> {
        serde_json::from_slice(&std::fs::read(path).ok()?).ok()
    }

    fn save(&self, path: &Path) -> io::Result<()> {
        std::fs::write(path, serde_json::to_vec(self)?)
    }
}

/// A file on its way.
pub(super) struct Transfer<'t> {
    request: &'t FetchRequest,
    client: &'t Client,
    name: &'t str,
    url: String,
    target: PathBuf,
    part: PathBuf,
    target_version: PathBuf,
    part_version: PathBuf,
}

/// How an attempt ended.
enum Attempt {
    Whole(u64),
    UpToDate,
    /// To be tried again; whether bytes came.
    Broken {
        reason: String,
        advanced: bool,
    },
}

impl<'t> Transfer<'t> {
    pub(super) fn new(
        request: &'t FetchRequest,
        client: &'t Client,
        file: &'t RemoteFile,
    ) -> Transfer<'t> {
        let at = |ending: &str| request.folder.join(format!("{}{ending}", file.name));
        Transfer {
            request,
            client,
            name: &file.name,
            url: format!("{}/{}", request.base_url.trim_end_matches('/'), file.path),
            target: at(""),
            part: at(".part"),
            target_version: at(".version"),
            part_version: at(".part.version"),
        }
    }

    /// Tries until the file is there and whole.
    pub(super) fn run(&self, progress: FetchProgress<'_>) -> Result<Fetched, FetchError> {
        let mut failures = 0;
        loop {
            let (reason, advanced) = match self.attempt(progress)? {
                Attempt::UpToDate => return Ok(Fetched::UpToDate),
                Attempt::Broken { reason, advanced } => (reason, advanced),
                Attempt::Whole(bytes) => match check_zip(&self.part) {
                    Ok(()) => {
                        self.put_in_place()?;
                        return Ok(Fetched::Loaded { bytes });
                    }
                    Err(error) => {
                        self.forget_part();
                        (format!("not a whole zip file: {error}"), false)
                    }
                },
            };
            failures = if advanced { 1 } else { failures + 1 };
            if failures >= self.request.attempts {
                return Err(FetchError::GaveUp {
                    url: self.url.clone(),
                    attempts: failures,
                    reason,
                });
            }
            std::thread::sleep(self.request.pause * 2u32.pow((failures - 1).min(10)));
        }
    }

    /// Bytes there are, when the server can go on from them.
    fn held(&self) -> Option<(u64, Version)> {
        let length = self.part.metadata().ok()?.len();
        let version = Version::load(&self.part_version)?;
        version.validator()?;
        (length > 0).then_some((length, version))
    }

    fn attempt(&self, progress: FetchProgress<'_>) -> Result<Attempt, FetchError> {
        let held = self.held();
        let mut ask = self.client.get(&self.url);
        if let Some((length, version)) = &held {
            ask = ask
                .header(RANGE, format!("bytes={length}-"))
                .header(IF_RANGE, version.validator().unwrap_or_default());
        } else if self.target.is_file()
            && let Some(version) = Version::load(&self.target_version)
        {
            if let Some(etag) = version.etag {
                ask = ask.header(IF_NONE_MATCH, etag);
            } else if let Some(date) = version.last_modified {
                ask = ask.header(IF_MODIFIED_SINCE, date);
            }
        }
        let answer = match ask.send() {
            Ok(answer) => answer,
            Err(error) => {
                return Ok(Attempt::Broken {
                    reason: causes(&error),
                    advanced: false,
                });
            }
        };
        match answer.status() {
            StatusCode::NOT_MODIFIED => Ok(Attempt::UpToDate),
            StatusCode::OK => self.receive(answer, 0, progress),
            StatusCode::PARTIAL_CONTENT => {
                let from = held.map_or(0, |(length, _)| length);
                match content_range(answer.headers()) {
                    Some((start, _)) if start == from => self.receive(answer, from, progress),
                    _ => Ok(self.start_over("the server sent another range than asked for")),
                }
            }
            StatusCode::RANGE_NOT_SATISFIABLE => {
                Ok(self.start_over("the server has less of the file than was loaded"))
            }
            StatusCode::NOT_FOUND => Err(FetchError::NotFound {
                url: self.url.clone(),
            }),
            status if is_passing(status) => Ok(Attempt::Broken {
                reason: format!("the server answers {status}"),
                advanced: false,
            }),
            status => Err(FetchError::Refused {
                url: self.url.clone(),
                status: status.as_u16(),
            }),
        }
    }

    fn start_over(&self, reason: &str) -> Attempt {
        self.forget_part();
        Attempt::Broken {
            reason: reason.to_owned(),
            advanced: false,
        }
    }

    fn forget_part(&self) {
        // They may not be there; what cannot be removed is written over.
        let _ = std::fs::remove_file(&self.part);
        let _ = std::fs::remove_file(&self.part_version);
    }

    /// Writes the body behind the first `from` bytes.
    fn receive(
        &self,
        mut answer: Response,
        from: u64,
        progress: FetchProgress<'_>,
    ) -> Result<Attempt, FetchError> {
        let expected = match content_range(answer.headers()) {
            Some((_, total)) if from > 0 => total,
            _ => answer.content_length().map(|length| from + length),
        };
        let disk = |error| FetchError::Disk {
            path: self.part.display().to_string(),
            error,
        };
        let mut file = OpenOptions::new()
            .create(true)
            .write(true)
            .append(from > 0)
            .truncate(from == 0)
            .open(&self.part)
            .map_err(disk)?;
        Version::of(answer.headers())
            .save(&self.part_version)
            .map_err(disk)?;
        let mut length = from;
        let mut buffer = vec![0; 1 << 16];
        let broken = loop {
            match answer.read(&mut buffer) {
                Ok(0) => break None,
                Ok(read) => {
                    file.write_all(&buffer[..read]).map_err(disk)?;
                    length += read as u64;
                    progress(self.name, length, expected);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => break Some(causes(&error)),
            }
        };
        file.flush().map_err(disk)?;
        let short = expected.filter(|expected| *expected != length);
        Ok(match (broken, short) {
            (None, None) => Attempt::Whole(length),
            (broken, short) => Attempt::Broken {
                reason: broken.unwrap_or_else(|| {
                    let expected = short.unwrap_or_default();
                    format!("{length} bytes came, {expected} were announced")
                }),
                advanced: length > from,
            },
        })
    }

    fn put_in_place(&self) -> Result<(), FetchError> {
        let disk = |error| FetchError::Disk {
            path: self.target.display().to_string(),
            error,
        };
        std::fs::rename(&self.part, &self.target).map_err(disk)?;
        std::fs::rename(&self.part_version, &self.target_version).map_err(disk)
    }
}

/// Whether it may be over the next time.
fn is_passing(status: StatusCode) -> bool {
    status.is_server_error()
        || status == StatusCode::TOO_MANY_REQUESTS
        || status == StatusCode::REQUEST_TIMEOUT
}

/// First byte and length of the whole, from `bytes 100-199/1000`.
fn content_range(headers: &HeaderMap) -> Option<(u64, Option<u64>)> {
    let text = headers.get(CONTENT_RANGE)?.to_str().ok()?;
    let (range, total) = text.strip_prefix("bytes ")?.split_once('/')?;
    let (start, _) = range.split_once('-')?;
    Some((start.parse().ok()?, total.parse().ok()))
}

/// An error with what caused it, on one line.
fn causes(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}

/// Reads a zip file through, which compares its contents with their checksums; other files pass.
fn check_zip(path: &Path) -> io::Result<()> {
    let is_zip = |name: &str| name.ends_with(".zip.part");
    if !path.to_str().is_some_and(is_zip) {
        return Ok(());
    }
    let mut archive = zip::ZipArchive::new(BufReader::new(File::open(path)?))?;
    for number in 0..archive.len() {
        io::copy(&mut archive.by_index(number)?, &mut io::sink())?;
    }
    Ok(())
}
