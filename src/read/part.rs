//! One thing to read: a file, standard input, a member of an archive, a record, bytes in memory.

use super::form::{self, HEAD_BYTES};
use super::hashing::Stream;
use super::{Format, Item, ProblemKind, ReadOptions, ReadProblem, Source};
use super::{feed, html, json_lines, plain, table};
use crate::document::Document;
use encoding_rs::Encoding;
use std::collections::VecDeque;
use std::io::{BufRead, Read};
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

    /// The format: what the first bytes prove, else what was asked for, else what the name says,
    /// else what the bytes look like.
    fn format(&mut self, options: &ReadOptions) -> Result<Format, ProblemKind> {
        let head = self.bytes.fill_buf().map_err(ProblemKind::Unreadable)?;
        let proven = form::proven(&head[..head.len().min(HEAD_BYTES)]);
        Ok(options
            .format
            .or(proven)
            .or(self.hint)
            .unwrap_or_else(|| form::looks_like(head)))
    }
}

/// Opens a part with the reader of its format.
pub fn open(mut part: Part, options: &ReadOptions) -> Result<Box<dyn Source>, ReadProblem> {
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
