//! Zip archives: every member that is a kind of file that is read, in the order of the archive.

use super::compressed::{Budget, Expanding};
use super::form;
use super::hashing::stream;
use super::part::{self, Part};
use super::{Item, ProblemKind, ReadOptions, ReadProblem, Source};
use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufRead, Seek};
use std::path::Path;
use tempfile::SpooledTempFile;
use zip::ZipArchive;
use zip::result::ZipError;

/// A zip archive.
pub struct Archive {
    name: String,
    id: String,
    depth: usize,
    options: ReadOptions,
    file: Option<File>,
    archive: Option<ZipArchive<File>>,
    budget: Budget,
    next: usize,
    read: usize,
    inner: Option<Box<dyn Source>>,
}

impl Archive {
    /// An archive; it is needed as a file, because the list of members is at its end.
    pub fn new(part: Part, options: &ReadOptions) -> Result<Archive, ReadProblem> {
        let (name, id, depth) = (part.name.clone(), part.id.clone(), part.depth);
        let unreadable = |error| ReadProblem::new(&name, ProblemKind::Unreadable(error));
        let file = part.into_file().map_err(unreadable)?;
        let length = file.metadata().map_err(unreadable)?.len();
        Ok(Archive {
            name,
            id,
            depth,
            options: options.inside(),
            file: Some(file),
            archive: None,
            budget: Budget::of(length),
            next: 0,
            read: 0,
            inner: None,
        })
    }

    /// Opens the next member that is to be read. `false` when there is none.
    fn open_next(&mut self, out: &mut VecDeque<Item>) -> bool {
        if let Some(file) = self.file.take() {
            match ZipArchive::new(file) {
                Ok(archive) => self.archive = Some(archive),
                Err(error) => return self.refuse(broken(error), out),
            }
        }
        let Some(archive) = &mut self.archive else {
            return false;
        };
        if self.next == archive.len() {
            if self.read == 0 {
                self.refuse(ProblemKind::EmptyArchive, out);
            }
            return false;
        }
        let index = self.next;
        self.next += 1;
        let member = match member_name(archive, index) {
            Some(member) if is_visible(&member) => member,
            _ => return true,
        };
        let name = format!("{}!{member}", self.name);
        match self.open(index, &member, &name) {
            Ok(source) => {
                self.read += 1;
                self.inner = Some(source);
            }
            Err(problem) => {
                self.read += usize::from(!matches!(problem.kind, ProblemKind::OtherFile));
                out.push_back(Err(problem));
            }
        }
        if self.budget.is_spent() {
            self.archive = None;
        }
        true
    }

    fn refuse(&mut self, kind: ProblemKind, out: &mut VecDeque<Item>) -> bool {
        out.push_back(Err(ReadProblem::new(&self.name, kind)));
        false
    }

    fn open(
        &mut self,
        index: usize,
        member: &str,
        name: &str,
    ) -> Result<Box<dyn Source>, ReadProblem> {
        let problem = |kind| ReadProblem::new(name, kind);
        let hint = form::of_name(Path::new(member));
        let mut bytes = stream(self.unpack(index).map_err(problem)?);
        if hint.is_none() {
            let head = bytes
                .fill_buf()
                .map_err(|error| problem(ProblemKind::Unreadable(error)))?;
            if !form::proven(head).is_some_and(form::is_taken_unnamed) {
                return Err(problem(ProblemKind::OtherFile));
            }
        }
        let part = Part {
            hint,
            depth: self.depth + 1,
            ..Part::new(name, &format!("{}!{member}", self.id), bytes)
        };
        part::open(part, &self.options)
    }

    /// A member, unpacked to memory or, when it is large, to a file without a name.
    fn unpack(&mut self, index: usize) -> Result<SpooledTempFile, ProblemKind> {
        let Some(archive) = &mut self.archive else {
            return Err(ProblemKind::EmptyArchive);
        };
        let packed = archive.by_index(index).map_err(broken)?;
        let mut unpacked = SpooledTempFile::new(IN_MEMORY);
        io::copy(
            &mut Expanding::new(packed, self.budget.clone()),
            &mut unpacked,
        )
        .and_then(|_| unpacked.rewind())
        .map_err(ProblemKind::Unreadable)?;
        Ok(unpacked)
    }
}

/// Largest member that is unpacked to memory, in bytes.
const IN_MEMORY: usize = 4 << 20;

/// The name of a member; nothing for a folder.
fn member_name(archive: &ZipArchive<File>, index: usize) -> Option<String> {
    let name = match archive.name_for_index(index)? {
        Ok(name) => name.replace('\\', "/"),
        Err(_) => format!("member {}", index + 1),
    };
    (!name.ends_with('/')).then_some(name)
}

/// Whether no part of a path is hidden, or what macOS adds.
fn is_visible(member: &str) -> bool {
    !member
        .split('/')
        .any(|part| part.starts_with('.') || part == "__MACOSX")
}

fn broken(error: ZipError) -> ProblemKind {
    match error {
        ZipError::Io(error) => ProblemKind::Unreadable(error),
        other => ProblemKind::BadArchive(other.to_string()),
    }
}

impl Source for Archive {
    fn read(&mut self, out: &mut VecDeque<Item>) -> bool {
        match &mut self.inner {
            Some(inner) => {
                if !inner.read(out) {
                    self.inner = None;
                }
                true
            }
            None => self.open_next(out),
        }
    }
}
