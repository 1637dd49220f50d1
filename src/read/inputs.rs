//! Arguments become an ordered list of inputs.

use super::hashing::Hashed;
use super::{Format, ProblemKind, ReadProblem};
use rustc_hash::{FxHashMap, FxHashSet};
use std::io::{self, BufRead};
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// An input to open.
#[derive(Clone, Debug)]
pub struct Input {
    /// Its path as given, `-` for standard input.
    pub name: String,
    /// Document id of a plain text, and first part of the ids of lines without one.
    pub id: String,
    /// Where its bytes are.
    pub place: Place,
    /// Its format; `None` when its first bytes have to tell.
    pub format: Option<Format>,
}

/// Where bytes are.
#[derive(Clone, Debug)]
pub enum Place {
    /// Standard input.
    Stdin,
    /// A file, pipe or device.
    File(PathBuf),
}

/// All inputs that arguments lead to.
#[derive(Default)]
pub struct Discovery {
    /// In the order of the arguments, directories in the order of their paths.
    pub inputs: Vec<Input>,
    /// Arguments and files that lead to none.
    pub problems: Vec<ReadProblem>,
}

/// Finds the inputs of `arguments`, read as `format` where it is given.
///
/// A file that two arguments lead to is read once, where it comes first.
pub fn discover(arguments: &[String], format: Option<Format>) -> Discovery {
    let mut finder = Finder {
        format,
        seen: FxHashSet::default(),
        found: Discovery::default(),
    };
    for argument in arguments {
        finder.argument(argument);
    }
    name_apart(&mut finder.found.inputs);
    finder.found
}

struct Finder {
    format: Option<Format>,
    seen: FxHashSet<PathBuf>,
    found: Discovery,
}

impl Finder {
    fn argument(&mut self, argument: &str) {
        let path = Path::new(argument);
        if argument == "-" {
            self.stdin();
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
                format: self.format,
            });
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
        // A pipe from a shell (`<(…)`) has no extension: its first bytes tell.
        match self.format.or_else(|| format_of(path)) {
            None if path.extension().is_some() => {
                self.problem(&shown(path), ProblemKind::UnknownFormat)
            }
            format => self.file(path, format),
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
        match format_of(path) {
            Some(format) => self.file(path, Some(self.format.unwrap_or(format))),
            None => self.problem(&shown(path), ProblemKind::OtherFile),
        }
    }

    fn file(&mut self, path: &Path, format: Option<Format>) {
        let identity = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
        if self.seen.insert(identity) {
            self.found.inputs.push(Input {
                name: shown(path),
                id: String::new(),
                place: Place::File(path.to_path_buf()),
                format,
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

fn format_of(path: &Path) -> Option<Format> {
    match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "txt" | "text" => Some(Format::Text),
        "jsonl" | "ndjson" => Some(Format::JsonLines),
        _ => None,
    }
}

/// The format that the first bytes tell: JSON Lines when a line begins with `{`.
///
/// Looking at more than the first line keeps a broken first line from turning JSON Lines into
/// one strange article.
pub fn sniff(bytes: &mut Hashed) -> io::Result<Format> {
    let head = bytes.fill_buf()?;
    let is_object = |line: &[u8]| line.trim_ascii_start().starts_with(b"{");
    Ok(if head.split(|byte| *byte == b'\n').any(is_object) {
        Format::JsonLines
    } else {
        Format::Text
    })
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
    let stem = path.file_stem().unwrap_or(path.as_os_str());
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
                format: None,
            })
            .collect();
        name_apart(&mut inputs);
        inputs.into_iter().map(|input| input.id).collect()
    }

    #[test]
    fn stems_that_clash_get_their_folder() {
        let cases: [(&[&str], &[&str]); 6] = [
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

    #[test]
    fn first_bytes_tell_the_format() {
        let cases: [(&[u8], Format); 5] = [
            (b"", Format::Text),
            (b"KYIV \xe2\x80\x94 Shells fell.", Format::Text),
            (b"  {\"text\": \"a\"}\n", Format::JsonLines),
            (b"broken\n{\"text\": \"a\"}\n", Format::JsonLines),
            (b"a {b}\nc", Format::Text),
        ];
        for (bytes, format) in cases {
            let mut input = Hashed::new(Box::new(bytes));
            assert_eq!(sniff(&mut input).unwrap(), format, "{bytes:?}");
        }
    }
}
