//! One thing to read: a file, standard input, a member of an archive, a record, bytes in memory.

use super::compressed::{self, Compression};
use super::form::{self, HEAD_BYTES};
use super::hashing::Stream;
use super::{Format, Item, ProblemKind, ReadOptions, ReadProblem, Source};
use super::{archive, feed, html, json_lines, mail, plain, rows, table, warc};
use crate::document::Document;
use encoding_rs::Encoding;
use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufRead, Read, Seek};
use std::path::PathBuf;

/// Bytes to read, with what is known of them.
pub struct Part {
    /// What problems call it: the path as given, `news.zip!page.html`.
    pub name: String,
    /// Id of a document that brings none, and first part of the ids of lines and rows.
    pub id: String,
    /// The bytes.
    pub bytes: Stream,
    /// The file they are in, where they are exactly a file.
    pub file: Option<PathBuf>,
    /// The format that its name or its sender tells.
    pub hint: Option<Format>,
    /// The encoding that its sender tells.
    pub encoding: Option<&'static Encoding>,
    /// Where it was fetched from.
    pub url: Option<String>,
    /// Whether somebody may be writing it while it is read.
    pub interactive: bool,
    /// Archives and compressed files it is inside of.
    pub depth: usize,
}

impl Part {
    /// Bytes of which nothing else is known.
    pub fn new(name: &str, id: &str, bytes: Stream) -> Part {
        Part {
            name: name.to_string(),
            id: id.to_string(),
            bytes,
            file: None,
            hint: None,
            encoding: None,
            url: None,
            interactive: false,
            depth: 0,
        }
    }

    /// A problem with the part as a whole.
    pub fn problem(&self, kind: ProblemKind) -> ReadProblem {
        ReadProblem::new(&self.name, kind)
    }

    /// All bytes.
    ///
    /// Errors: they are more than `limit`, or cannot be read.
    pub fn all_bytes(&mut self, limit: usize) -> Result<Vec<u8>, ProblemKind> {
        let mut bytes = Vec::new();
        let read = (&mut self.bytes)
            .take(limit as u64 + 1)
            .read_to_end(&mut bytes);
        if read.map_err(ProblemKind::Unreadable)? <= limit {
            Ok(bytes)
        } else {
            Err(ProblemKind::TooLarge { limit })
        }
    }

    /// All bytes as a file that can be read from anywhere.
    pub fn into_file(mut self) -> io::Result<File> {
        if let Some(path) = &self.file
            && path.is_file()
        {
            return File::open(path);
        }
        let mut file = tempfile::tempfile()?;
        io::copy(&mut self.bytes, &mut file)?;
        file.rewind()?;
        Ok(file)
    }

    /// The part without its compression, if it has one.
    fn expanded(mut self) -> Result<Part, ReadProblem> {
        while let Some(compression) = self.compression()? {
            if self.depth >= MAX_DEPTH {
                return Err(self.problem(ProblemKind::TooDeep { limit: MAX_DEPTH }));
            }
            let expanded = compressed::expand(self.bytes, compression);
            self.bytes = match expanded {
                Ok(bytes) => bytes,
                Err(kind) => return Err(ReadProblem::new(&self.name, kind)),
            };
            self.depth += 1;
            self.file = None;
            self.interactive = false;
        }
        Ok(self)
    }

    fn compression(&mut self) -> Result<Option<Compression>, ReadProblem> {
        match self.bytes.fill_buf() {
            Ok(head) => Ok(compressed::proven(head)),
            Err(error) => Err(ReadProblem::new(&self.name, ProblemKind::Unreadable(error))),
        }
    }

    /// The format: that of an archive, else what was asked for, else what the first bytes prove,
    /// else what the name says, else what the bytes look like.
    fn format(&mut self, options: &ReadOptions) -> Result<Format, ProblemKind> {
        let head = self.bytes.fill_buf().map_err(ProblemKind::Unreadable)?;
        let proven = form::proven(&head[..head.len().min(HEAD_BYTES)]);
        if form::is_tar(head) {
            return Err(ProblemKind::Tar);
        }
        Ok(proven
            .filter(|format| *format == Format::Zip)
            .or(options.format)
            .or(proven)
            .or(self.hint)
            .unwrap_or_else(|| form::looks_like(head)))
    }
}

/// How many archives and compressed files may be inside of each other: pages in a zip, feeds in
/// compressed files in a zip.
pub const MAX_DEPTH: usize = 2;

/// Opens a part with the reader of its format.
pub fn open(part: Part, options: &ReadOptions) -> Result<Box<dyn Source>, ReadProblem> {
    let mut part = part.expanded()?;
    let format = match part.format(options) {
        Ok(format) => format,
        Err(kind) => return Err(part.problem(kind)),
    };
    let limit = options.max_document_bytes;
    Ok(match format {
        Format::Text => Box::new(Whole::new(part, limit, plain::document)),
        Format::Html => Box::new(Whole::new(part, limit, html::document)),
        Format::JsonLines => Box::new(json_lines::JsonLines::new(part, limit)),
        Format::Feed => Box::new(feed::FeedFile::new(part, limit)),
        Format::Csv => Box::new(table::Separated::new(part, b',', options)),
        Format::Tsv => Box::new(table::Separated::new(part, b'\t', options)),
        Format::Parquet => Box::new(rows::Rows::new(part, options)?),
        Format::Warc => Box::new(warc::Warc::new(part, options)),
        Format::Zip if part.depth >= MAX_DEPTH => {
            return Err(part.problem(ProblemKind::TooDeep { limit: MAX_DEPTH }));
        }
        Format::Zip => Box::new(archive::Archive::new(part, options)?),
        Format::Eml => Box::new(Whole::new(part, limit, mail::document)),
        Format::Pdf => return Err(part.problem(ProblemKind::Pdf)),
    })
}

/// Makes a document of all bytes of a part, and notes on the way.
type Make = fn(&Part, &[u8], &mut Vec<ProblemKind>) -> Result<Document, ProblemKind>;

/// A format in which a file is one document.
pub struct Whole {
    part: Part,
    limit: usize,
    make: Make,
}

impl Whole {
    /// A file of up to `limit` bytes.
    pub fn new(part: Part, limit: usize, make: Make) -> Whole {
        Whole { part, limit, make }
    }
}

impl Source for Whole {
    fn read(&mut self, out: &mut VecDeque<Item>) -> bool {
        let mut notes = Vec::new();
        let document = self
            .part
            .all_bytes(self.limit)
            .and_then(|bytes| (self.make)(&self.part, &bytes, &mut notes));
        out.extend(notes.into_iter().map(|note| Err(self.part.problem(note))));
        out.push_back(document.map_err(|kind| self.part.problem(kind)));
        false
    }
}
