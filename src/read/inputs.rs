//! Arguments become an ordered list of inputs.

use super::compressed;
use super::form;
use super::{Format, ProblemKind, ReadProblem};
use crate::fetch::is_address;
use rustc_hash::{FxHashMap, FxHashSet};
use std::io::Read;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// An input to open.
#[derive(Clone, Debug)]
pub struct Input {
    /// Its path or address as given, `-` for standard input.
    pub name: String,
    /// Document id of a plain text or page, and first part of the ids of lines without one.
    pub id: String,
    /// Where its bytes are.
    pub place: Place,
    /// The format that its name tells.
    pub hint: Option<Format>,
}

/// Where bytes are.
#[derive(Clone, Debug)]
pub enum Place {
    /// Standard input.
    Stdin,
    /// A file, pipe or device.
    File(PathBuf),
    /// A page of the web.
    Url(String),
}

/// All inputs that arguments lead to.
#[derive(Default)]
pub struct Discovery {
    /// In the order of the arguments, directories in the order of their paths.
    pub inputs: Vec<Input>,
    /// Arguments and files that lead to none.
    pub problems: Vec<ReadProblem>,
}

/// Finds the inputs of `arguments` and of lists of addresses; where a format is asked for
/// (`format_given`), a named file may have any name.
///
/// A file or page that two arguments lead to is read once, where it comes first.
pub fn discover(arguments: &[String], lists: &[PathBuf], format_given: bool) -> Discovery {
    let mut finder = Finder {
        format_given,
        seen: FxHashSet::default(),
        found: Discovery::default(),
    };
    for argument in arguments {
        finder.argument(argument);
    }
    for list in lists {
        finder.list(list);
    }
    name_apart(&mut finder.found.inputs);
    finder.found
}

struct Finder {
    format_given: bool,
    seen: FxHashSet<PathBuf>,
    found: Discovery,
}

impl Finder {
    fn argument(&mut self, argument: &str) {
        let path = Path::new(argument);
        if argument == "-" {
            self.stdin();
        } else if is_address(argument) {
            self.page(argument);
        } else if path.exists() {
            self.path(path);
        } else if argument.contains(['*', '?', '[']) {
            self.pattern(argument);
        } else {
            self.problem(argument, ProblemKind::Missing);
        }
    }

    fn stdin(&mut self) {
        if self.seen.insert(PathBuf::from("-")) {
            self.found.inputs.push(Input {
                name: "-".to_string(),
                id: "stdin".to_string(),
                place: Place::Stdin,
                hint: None,
            });
        }
    }

    fn page(&mut self, address: &str) {
        if self.seen.insert(PathBuf::from(address)) {
            self.found.inputs.push(Input {
                name: address.to_string(),
                id: address.to_string(),
                place: Place::Url(address.to_string()),
                hint: None,
            });
        }
    }

    /// A file with an address a line; empty lines and lines that begin with `#` say nothing.
    fn list(&mut self, list: &Path) {
        let bytes = match std::fs::read(list) {
            Ok(bytes) => bytes,
            Err(error) => {
                return self.problem(&shown(list), ProblemKind::Unreadable(error));
            }
        };
        let text = String::from_utf8_lossy(&bytes);
        for (number, line) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
            match line.trim() {
                line if line.is_empty() || line.starts_with('#') => {}
                line if is_address(line) => self.page(line),
                line => {
                    let problem = ProblemKind::BadAddress(line.to_string());
                    let problem = ReadProblem::at(&shown(list), number, problem);
                    self.found.problems.push(problem);
                }
            }
        }
    }

    fn pattern(&mut self, pattern: &str) {
        let paths = match glob::glob(pattern) {
            Ok(paths) => paths,
            Err(error) => return self.problem(pattern, ProblemKind::BadPattern(error.to_string())),
        };
        let mut none = true;
        for path in paths {
            none = false;
            match path {
                Ok(path) if path.is_dir() => self.directory(&path),
                Ok(path) => self.member(&path),
                Err(error) => {
                    let name = shown(error.path());
                    self.problem(&name, ProblemKind::Unreadable(error.into()));
                }
            }
        }
        if none {
            self.problem(pattern, ProblemKind::NoMatch);
        }
    }

    fn path(&mut self, path: &Path) {
        if path.is_dir() {
            return self.directory(path);
        }
        // A pipe from a shell (`<(…)`) has no extension: its first bytes tell when it is opened.
        match form::of_name(path) {
            None if path.extension().is_some() && !self.format_given && !is_readable(path) => {
                self.problem(&shown(path), ProblemKind::UnknownFormat)
            }
            hint => self.file(path, hint),
        }
    }

    fn directory(&mut self, directory: &Path) {
        let before = self.found.inputs.len();
        let entries = WalkDir::new(directory)
            .follow_links(true)
            .sort_by_file_name()
            .into_iter()
            .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry));
        for entry in entries {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) => self.member(entry.path()),
                Err(error) => self.unwalkable(directory, error),
            }
        }
        if self.found.inputs.len() == before {
            self.problem(&shown(directory), ProblemKind::EmptyDirectory);
        }
    }

    /// A file that nobody named: of another kind it is left out, which is no error.
    fn member(&mut self, path: &Path) {
        let is_page = || {
            let proven = head_of(path).and_then(|head| form::proven(&head));
            proven.is_some_and(form::is_taken_unnamed)
        };
        match form::of_name(path) {
            None if !is_page() => self.problem(&shown(path), ProblemKind::OtherFile),
            hint => self.file(path, hint),
        }
    }

    fn file(&mut self, path: &Path, hint: Option<Format>) {
        let identity = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
        if self.seen.insert(identity) {
            self.found.inputs.push(Input {
                name: shown(path),
                id: String::new(),
                place: Place::File(path.to_path_buf()),
                hint,
            });
        }
    }

    fn unwalkable(&mut self, directory: &Path, error: walkdir::Error) {
        let name = shown(error.path().unwrap_or(directory));
        self.problem(&name, ProblemKind::Unreadable(error.into()));
    }

    fn problem(&mut self, name: &str, kind: ProblemKind) {
        self.found.problems.push(ReadProblem::new(name, kind));
    }
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().to_string_lossy().starts_with('.')
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// Whether the first bytes of a file prove what it is.
fn is_readable(path: &Path) -> bool {
    head_of(path)
        .is_some_and(|head| form::proven(&head).is_some() || compressed::proven(&head).is_some())
}

/// The first bytes of a file; of a pipe or device none are taken.
fn head_of(path: &Path) -> Option<Vec<u8>> {
    let file = std::fs::File::open(path).ok()?;
    if !file.metadata().ok()?.is_file() {
        return None;
    }
    let mut head = Vec::new();
    let limit = form::HEAD_BYTES as u64;
    file.take(limit).read_to_end(&mut head).ok()?;
    Some(head)
}

/// Gives each file the shortest end of its path that no other file has: `a`, or `north/a` and
/// `south/a`, or `a.txt` and `a.text`.
fn name_apart(inputs: &mut [Input]) {
    for style in 0.. {
        let mut same: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (index, input) in inputs.iter_mut().enumerate() {
            if let (Place::File(path), true) = (&input.place, input.id.is_empty()) {
                input.id = id_of(path, style);
            }
            same.entry(input.id.clone()).or_default().push(index);
        }
        let mut again = false;
        for index in same.into_values().filter(|same| same.len() > 1).flatten() {
            let input = &mut inputs[index];
            if let Place::File(path) = &input.place
                && id_of(path, style + 1) != input.id
            {
                input.id.clear();
                again = true;
            }
        }
        if !again {
            return;
        }
    }
}

/// Id of a file: its stem with `parents` folders before it; past the last folder, the whole path.
fn id_of(path: &Path, parents: usize) -> String {
    let folders: Vec<_> = path
        .parent()
        .into_iter()
        .flat_map(Path::components)
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    if parents > folders.len() {
        return shown(path);
    }
    let name = form::without_compression(path);
    let stem = name.file_stem().unwrap_or(path.as_os_str());
    let mut parts = folders[folders.len() - parents..].to_vec();
    parts.push(stem.to_string_lossy());
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(paths: &[&str]) -> Vec<String> {
        let mut inputs: Vec<Input> = paths
            .iter()
            .map(|path| Input {
                name: path.to_string(),
                id: String::new(),
                place: Place::File(PathBuf::from(path)),
                hint: None,
            })
            .collect();
        name_apart(&mut inputs);
        inputs.into_iter().map(|input| input.id).collect()
    }

    #[test]
    fn stems_that_clash_get_their_folder() {
        let cases: [(&[&str], &[&str]); 7] = [
            (&["n/a.jsonl.gz"], &["a"]),
            (&["a.txt", "b.txt"], &["a", "b"]),
            (
                &["north/a.txt", "south/a.txt", "b.txt"],
                &["north/a", "south/a", "b"],
            ),
            (&["x/n/a.txt", "y/n/a.txt"], &["x/n/a", "y/n/a"]),
            (&["a.txt", "a.text"], &["a.txt", "a.text"]),
            (&["n/a.txt", "n/a.text"], &["n/a.txt", "n/a.text"]),
            (&["a.txt", "n/a.txt"], &["a.txt", "n/a"]),
        ];
        for (paths, expected) in cases {
            assert_eq!(ids(paths), expected, "{paths:?}");
        }
    }
}
