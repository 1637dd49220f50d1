//! A gazetteer mapped from disk.

use super::format::{FormatError, Layout};
use super::{Data, Gazetteer};
use memmap2::{Advice, Mmap};
use std::fs::File;
use std::io;
use std::path::Path;

/// Why a file is not opened as a gazetteer.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// It cannot be read.
    #[error("{path}: {error}")]
    Unreadable {
        /// The file.
        path: String,
        /// What the system says.
        error: io::Error,
    },
    /// It is no index that this program reads.
    #[error("{path}: {error}")]
    Format {
        /// The file.
        path: String,
        /// What is wrong with it.
        error: FormatError,
    },
}

/// A read-only map of a file.
pub(super) struct Mapped(Mmap);

impl Mapped {
    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }

    #[allow(unsafe_code)]
    fn new(file: &File) -> io::Result<Mapped> {
        // SAFETY: the map is read-only and private to this process's view of the file; what it
        // shows could change only if another process wrote into the file while it is open.
        // `gazetteer build` never does: it writes another file and renames it, which leaves the
        // mapped one whole. No reference into it is taken for anything but bytes, of which all
        // values are valid, and text is checked for UTF-8 where it is read.
        let map = unsafe { Mmap::map(file)? };
        map.advise(Advice::Random)?;
        Ok(Mapped(map))
    }
}

/// Checks all of an index file, which [`Gazetteer::open`] does not: it is read from front to back,
/// outside the map, so that no more memory than a buffer is resident for it.
///
/// Errors: a file that cannot be read, or that was changed since it was written.
pub fn check_file(path: &Path) -> Result<(), OpenError> {
    let unreadable = |error| OpenError::Unreadable {
        path: path.display().to_string(),
        error,
    };
    let gazetteer = Gazetteer::open(path)?;
    let file = File::open(path).map_err(unreadable)?;
    let checked = gazetteer.layout.verify(file).map_err(unreadable)?;
    checked.map_err(|error| OpenError::Format {
        path: path.display().to_string(),
        error,
    })
}

impl Gazetteer {
    /// Maps an index file and checks its header.
    ///
    /// The sections are not read: [`check_file`] checks them all.
    ///
    /// Errors: a file that cannot be read, or whose header does not fit: see [`FormatError`].
    ///
    /// Complexity: reads 1 kB; the rest is read where and when it is used, and shared with other
    /// processes that use the same file.
    pub fn open(path: &Path) -> Result<Gazetteer, OpenError> {
        let unreadable = |error| OpenError::Unreadable {
            path: path.display().to_string(),
            error,
        };
        let format = |error| OpenError::Format {
            path: path.display().to_string(),
            error,
        };
        let file = File::open(path).map_err(unreadable)?;
        let length = file.metadata().map_err(unreadable)?.len();
        if length == 0 {
            // An empty file cannot be mapped.
            return Err(format(FormatError::NotAnIndex));
        }
        let mapped = Mapped::new(&file).map_err(unreadable)?;
        let layout = Layout::read(mapped.bytes()).map_err(format)?;
        Ok(Gazetteer::over(Data::Mapped(mapped), layout))
    }
}
