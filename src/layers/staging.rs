//! Files written aside, then renamed together: whole files or none.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Why the files of a run could not be put in place.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {error}")]
pub struct StagingError {
    /// The file or directory it is about.
    pub path: String,
    /// What the system says.
    pub error: io::Error,
}

impl StagingError {
    fn at(path: &Path) -> impl FnOnce(io::Error) -> StagingError {
        let path = path.display().to_string();
        move |error| StagingError { path, error }
    }
}

/// A hidden directory inside the output directory, on the same file system, where files grow
/// until they are whole.
///
/// Call order: [`Staging::create`] for each file, then [`Staging::commit`] once when all are
/// written and flushed. Dropped without a commit it leaves nothing behind.
pub struct Staging {
    directory: PathBuf,
    aside: TempDir,
    /// Dropped after `aside`, which is in them.
    _made: Made,
    files: Vec<String>,
}

impl Staging {
    /// Makes `directory` where it is not there.
    ///
    /// Errors: it cannot be made or written to.
    pub fn new(directory: &Path) -> Result<Staging, StagingError> {
        let made = Made::missing(directory);
        fs::create_dir_all(directory).map_err(StagingError::at(directory))?;
        let aside = tempfile::Builder::new()
            .prefix(".dateline-")
            .tempdir_in(directory)
            .map_err(StagingError::at(directory))?;
        Ok(Staging {
            directory: directory.to_path_buf(),
            aside,
            _made: made,
            files: Vec::new(),
        })
    }

    /// Where files grow: whoever ends the process early removes it.
    pub fn aside(&self) -> &Path {
        self.aside.path()
    }

    /// Where the files will be: those of an earlier run are there.
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// Where to write a file that will be called `name`, for writers that open it themselves;
    /// it must be there at the commit.
    pub fn reserve(&mut self, name: &str) -> PathBuf {
        self.files.push(name.to_string());
        self.aside.path().join(name)
    }

    /// A new file that will be called `name`.
    pub fn create(&mut self, name: &str) -> io::Result<Box<dyn Write + Send>> {
        let file = File::create(self.reserve(name))?;
        Ok(Box::new(BufWriter::with_capacity(1 << 16, file)))
    }

    /// Puts all files in place, over those of an earlier run.
    ///
    /// What can fail is done before the first rename, so that the files of an earlier run are
    /// left alone when something is wrong.
    pub fn commit(self) -> Result<(), StagingError> {
        for name in &self.files {
            let path = self.directory.join(name);
            if path.is_dir() {
                let taken =
                    io::Error::new(io::ErrorKind::IsADirectory, "a directory is in the way");
                return Err(StagingError::at(&path)(taken));
            }
            let file = File::options()
                .write(true)
                .open(self.aside.path().join(name));
            file.and_then(|file| file.sync_all())
                .map_err(StagingError::at(&path))?;
        }
        for name in &self.files {
            let path = self.directory.join(name);
            fs::rename(self.aside.path().join(name), &path).map_err(StagingError::at(&path))?;
        }
        self.aside
            .close()
            .map_err(StagingError::at(&self.directory))?;
        sync_directory(&self.directory)
    }
}

/// Directories made for a run, innermost first: those that are empty in the end go again.
struct Made(Vec<PathBuf>);

impl Made {
    /// The directories that have to be made for `directory` to be there.
    fn missing(directory: &Path) -> Made {
        let missing = directory
            .ancestors()
            .take_while(|path| !path.as_os_str().is_empty() && !path.exists());
        Made(missing.map(Path::to_path_buf).collect())
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        for directory in &self.0 {
            // Not empty: the run was committed, or somebody else uses it.
            if fs::remove_dir(directory).is_err() {
                break;
            }
        }
    }
}

/// Makes the renames last through a power cut, where a directory can be opened.
fn sync_directory(directory: &Path) -> Result<(), StagingError> {
    if cfg!(unix) {
        let opened = File::open(directory).and_then(|open| open.sync_all());
        opened.map_err(StagingError::at(directory))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(directory: &Path) -> Vec<String> {
        let entries = fs::read_dir(directory).unwrap();
        let mut names: Vec<_> = entries
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    fn write(staging: &mut Staging, name: &str, content: &str) {
        let mut file = staging.create(name).unwrap();
        file.write_all(content.as_bytes()).unwrap();
        file.flush().unwrap();
    }

    #[test]
    fn commit_puts_all_files_in_place() {
        let home = tempfile::tempdir().unwrap();
        let output = home.path().join("new/output");
        let mut staging = Staging::new(&output).unwrap();
        write(&mut staging, "a", "1");
        write(&mut staging, "b", "2");
        staging.commit().unwrap();
        assert_eq!(names(&output), ["a", "b"]);
        assert_eq!(fs::read_to_string(output.join("b")).unwrap(), "2");
    }

    #[test]
    fn without_commit_nothing_changes() {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join("a"), "old").unwrap();
        let mut staging = Staging::new(home.path()).unwrap();
        write(&mut staging, "a", "new");
        drop(staging);
        assert_eq!(names(home.path()), ["a"]);
        assert_eq!(fs::read_to_string(home.path().join("a")).unwrap(), "old");
    }

    #[test]
    fn without_commit_no_directory_is_left() {
        let home = tempfile::tempdir().unwrap();
        let mut staging = Staging::new(&home.path().join("new/output")).unwrap();
        write(&mut staging, "a", "new");
        drop(staging);
        assert!(names(home.path()).is_empty());
    }

    #[test]
    fn a_directory_in_the_way_leaves_the_old_files() {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join("a"), "old").unwrap();
        fs::create_dir(home.path().join("b")).unwrap();
        let mut staging = Staging::new(home.path()).unwrap();
        write(&mut staging, "a", "new");
        write(&mut staging, "b", "new");
        let error = staging.commit().unwrap_err().to_string();
        assert!(error.contains("a directory is in the way"), "{error}");
        assert_eq!(names(home.path()), ["a", "b"]);
        assert_eq!(fs::read_to_string(home.path().join("a")).unwrap(), "old");
    }

    #[test]
    fn a_file_where_the_directory_should_be() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("file");
        fs::write(&file, "").unwrap();
        assert!(Staging::new(&file.join("output")).is_err());
        assert!(Staging::new(&file).is_err());
    }
}
