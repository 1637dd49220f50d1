//! Reading: files, directories, patterns, standard input and pages of the web become documents.
//!
//! The simple version is `fs::read_to_string` on each argument. What departs from it:
//!
//! - `inputs.rs` turns arguments into an ordered list of inputs, and `form.rs` says which format
//!   an input has;
//! - `part.rs` opens anything that can be read (a file, a member of an archive, bytes in memory)
//!   with the reader of its format, a `Source` that turns bytes into documents as they come, so
//!   that a file larger than memory can be read;
//! - `plain.rs`, `json_lines.rs`, `html.rs`, `feed.rs`, `table.rs`, `rows.rs` (Parquet), `mail.rs`
//!   are the formats; `archive.rs` (zip) and `warc.rs` open what is inside of them with `part.rs`
//!   again, and `compressed.rs` undoes gzip and zstd before a format is looked for;
//! - `page.rs` reads what a page says of itself, `markup.rs` makes text of markup, `columns.rs`
//!   knows what a column is for, `dates.rs` reads days as people write them;
//! - `remote.rs` brings pages of the web, which `fetch` fetches;
//! - `decode.rs` turns bytes that are not UTF-8 into text;
//! - `hashing.rs` counts and hashes every byte read, for the run record;
//! - `problem.rs` says what could not be read, where, and what to do about it.
//!
//! Nothing here prints: a problem is an item of the iterator, and the command line decides.

mod archive;
mod columns;
mod compressed;
mod dates;
mod decode;
mod feed;
mod form;
mod hashing;
mod html;
mod inputs;
mod json_lines;
mod mail;
mod markup;
mod memory;
mod page;
mod part;
mod plain;
mod problem;
mod published;
mod remote;
mod rows;
mod table;
mod warc;

pub use columns::Columns;
pub use feed::{Feed, FeedItem, feed_items};
pub use memory::documents;
pub use problem::{ProblemKind, ReadProblem, Severity};
pub use published::parse_published;

use crate::document::Document;
use crate::fetch::Fetcher;
use hashing::Digest;
use inputs::{Input, Place};
use jiff::civil::Date;
use part::Part;
use remote::Pages;
use rustc_hash::FxHashMap;
use std::collections::VecDeque;
use std::io::{Cursor, Read};
use std::path::PathBuf;
use std::sync::Arc;

/// A way of writing documents down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One document, its text.
    Text,
    /// One JSON object a line, each a document.
    JsonLines,
    /// A page, one document.
    Html,
    /// RSS, Atom or JSON Feed, each item a document.
    Feed,
    /// Values separated by commas, each row a document.
    Csv,
    /// Values separated by tabs, each row a document.
    Tsv,
    /// A table by columns, each row a document.
    Parquet,
    /// A web archive, each page and each item of a feed a document.
    Warc,
    /// An archive, each member read as what it is.
    Zip,
    /// A mail, one document.
    Eml,
    /// Pages as they are printed; they are refused with a remedy.
    Pdf,
}

/// How inputs are read.
#[derive(Clone, Debug)]
pub struct ReadOptions {
    /// Publication date of documents that bring none of their own.
    pub published: Option<Date>,
    /// Format of every input; by default the file extension or the first bytes tell.
    pub format: Option<Format>,
    /// Largest text file, page, mail, line or text of a row or item that is read, in bytes.
    pub max_document_bytes: usize,
    /// Which columns of tables are what.
    pub columns: Columns,
    /// Whether a `doc_id` that came before is made unique, because event ids derive from it.
    pub unique_ids: bool,
    /// Files with an address (http, https) a line, read after the other inputs.
    pub url_lists: Vec<PathBuf>,
}

/// Largest document read by default, in bytes: a news article has about 5 kB, a book 1 MB, and
/// its analysis takes about 140 times its size of memory (measured on a text of 4 MB).
pub const MAX_DOCUMENT_BYTES: usize = 8 << 20;

impl Default for ReadOptions {
    fn default() -> ReadOptions {
        ReadOptions {
            published: None,
            format: None,
            max_document_bytes: MAX_DOCUMENT_BYTES,
            columns: Columns::default(),
            unique_ids: true,
            url_lists: Vec::new(),
        }
    }
}

impl ReadOptions {
    /// Options for what is inside of an archive, whose own format they may name.
    fn inside(&self) -> ReadOptions {
        let inside = |format: &Format| !matches!(format, Format::Zip | Format::Warc);
        ReadOptions {
            format: self.format.filter(inside),
            ..self.clone()
        }
    }
}

/// What a reader yields: a document, or what is wrong.
pub type Item = Result<Document, ReadProblem>;

/// A format being read.
///
/// Call order: [`Source::read`] until it answers `false`.
trait Source {
    /// Reads the next document and pushes what came of it: any number of problems and at most
    /// one document. `false` at the end of the input.
    fn read(&mut self, out: &mut VecDeque<Item>) -> bool;

    /// Whether the next document can be had without waiting for whoever writes the input.
    fn is_ready(&self) -> bool {
        true
    }
}

/// One input as the run record tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputRecord {
    /// Its path or address as given, `-` for standard input.
    pub input: String,
    /// Its length.
    pub bytes: u64,
    /// Hash of its bytes, in hexadecimal.
    pub sha256: String,
    /// Documents it gave.
    pub documents: u64,
    /// Documents it should have given and did not.
    pub skipped: u64,
}

/// Documents of all inputs in order, as an iterator of [`Item`].
pub struct Reader {
    options: ReadOptions,
    inputs: VecDeque<Input>,
    pages: Pages,
    current: Option<Current>,
    waiting: VecDeque<Item>,
    records: Vec<InputRecord>,
    ids: FxHashMap<String, u64>,
}

struct Current {
    source: Box<dyn Source>,
    digest: Digest,
    record: InputRecord,
}

impl Reader {
    /// A reader of `arguments`: paths of files or directories, patterns, addresses, or `-`.
    ///
    /// Arguments that lead to nothing become problems of the iteration.
    pub fn open(arguments: &[String], options: ReadOptions) -> Reader {
        let format_given = options.format.is_some();
        let found = inputs::discover(arguments, &options.url_lists, format_given);
        Reader {
            pages: Pages::of(found.inputs.iter()),
            options,
            inputs: found.inputs.into(),
            current: None,
            waiting: found.problems.into_iter().map(Err).collect(),
            records: Vec::new(),
            ids: FxHashMap::default(),
        }
    }

    /// Fetches pages with `fetcher` instead of one by the defaults.
    pub fn fetching_with(mut self, fetcher: Arc<Fetcher>) -> Reader {
        self.pages.fetch_with(fetcher);
        self
    }

    /// Inputs not read to their end yet.
    pub fn inputs_left(&self) -> usize {
        self.inputs.len() + usize::from(self.current.is_some())
    }

    /// Whether the next item can be had without waiting for whoever writes the input.
    pub fn is_ready(&self) -> bool {
        if !self.waiting.is_empty() {
            return true;
        }
        match (&self.current, self.inputs.front()) {
            (Some(current), _) => current.source.is_ready(),
            (None, Some(input)) => !matches!(input.place, Place::Url(_)) || self.pages.is_ready(),
            (None, None) => true,
        }
    }

    /// The inputs read so far, in order; complete when the iteration has ended.
    pub fn into_records(self) -> Vec<InputRecord> {
        self.records
    }

    fn open_next(&mut self) -> bool {
        let Some(input) = self.inputs.pop_front() else {
            return false;
        };
        match self.open_input(&input) {
            Ok((source, digest)) => {
                let record = InputRecord {
                    input: input.name,
                    bytes: 0,
                    sha256: String::new(),
                    documents: 0,
                    skipped: 0,
                };
                self.current = Some(Current {
                    source,
                    digest,
                    record,
                });
            }
            Err(problem) => self.waiting.push_back(Err(problem)),
        }
        true
    }

    /// Opens an input, and the digest of its bytes.
    fn open_input(&mut self, input: &Input) -> Result<(Box<dyn Source>, Digest), ReadProblem> {
        let mut page = None;
        let bytes: Box<dyn Read> = match &input.place {
            Place::Stdin => Box::new(std::io::stdin()),
            Place::File(path) => {
                let file = std::fs::File::open(path).map_err(|error| {
                    ReadProblem::new(&input.name, ProblemKind::Unreadable(error))
                })?;
                Box::new(file)
            }
            Place::Url(_) => {
                let fetched = self.pages.next(input, &self.options, &mut self.waiting)?;
                let fetched = page.insert(fetched);
                Box::new(Cursor::new(std::mem::take(&mut fetched.body)))
            }
        };
        let (digest, bytes) = Digest::of(bytes);
        let mut part = Part::new(&input.name, &input.id, bytes);
        part.hint = input.hint;
        part.interactive = matches!(input.place, Place::Stdin);
        if let Place::File(path) = &input.place {
            part.file = Some(path.clone());
        }
        if let Some(page) = page {
            let content_type = page.content_type.as_deref();
            (part.hint, part.encoding) = content_type.map_or((None, None), form::of_content_type);
            part.url = Some(page.url);
        }
        Ok((part::open(part, &self.options)?, digest))
    }

    fn read_current(&mut self) {
        let Some(current) = &mut self.current else {
            return;
        };
        let more = current.source.read(&mut self.waiting);
        for item in &self.waiting {
            current.record.count(item);
        }
        if !more && let Some(mut current) = self.current.take() {
            drop(current.source);
            (current.record.bytes, current.record.sha256) = current.digest.finish();
            self.records.push(current.record);
        }
    }

    /// Completes a document with the options; the note goes before it.
    fn complete(&mut self, mut document: Document) -> Item {
        document.published = document.published.or(self.options.published);
        if !self.options.unique_ids {
            return Ok(document);
        }
        let seen = self.ids.entry(document.id.clone()).or_default();
        *seen += 1;
        if *seen == 1 {
            return Ok(document);
        }
        let again = format!("{}#{seen}", document.id);
        let note = ProblemKind::RenamedDocument {
            id: std::mem::replace(&mut document.id, again.clone()),
            renamed: again,
        };
        let problem = ReadProblem::new(self.last_input(), note);
        self.waiting.push_front(Ok(document));
        Err(problem)
    }

    fn last_input(&self) -> &str {
        match (&self.current, self.records.last()) {
            (Some(current), _) => &current.record.input,
            (None, Some(record)) => &record.input,
            (None, None) => "-",
        }
    }
}

impl InputRecord {
    fn count(&mut self, item: &Item) {
        match item {
            Ok(_) => self.documents += 1,
            Err(problem) if problem.severity() != Severity::Note => self.skipped += 1,
            Err(_) => {}
        }
    }
}

impl Iterator for Reader {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            match self.waiting.pop_front() {
                Some(Ok(document)) => return Some(self.complete(document)),
                Some(problem) => return Some(problem),
                None if self.current.is_some() => self.read_current(),
                None if self.open_next() => {}
                None => return None,
            }
        }
    }
}
