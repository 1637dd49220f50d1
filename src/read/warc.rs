//! Web archives (WARC, ISO 28500): every page and feed in them, in the order of the file.
//!
//! Of the kinds of records, `response` and `resource` hold what was fetched and `conversion` the
//! text made of it; the others are about fetching and are passed over.

use super::compressed::{Compression, expand};
use super::form;
use super::hashing::{Stream, stream};
use super::part::{self, Part};
use super::{Format, Item, ProblemKind, ReadOptions, ReadProblem, Source};
use std::collections::VecDeque;
use std::io::{self, BufRead, Cursor, Read};

/// A WARC file.
pub struct Warc {
    name: String,
    id: String,
    depth: usize,
    options: ReadOptions,
    bytes: Stream,
    record: usize,
    inner: Option<Box<dyn Source>>,
}

/// Largest head of a record or of an HTTP response, in bytes.
const MAX_HEAD: usize = 64 << 10;

impl Warc {
    /// A web archive.
    pub fn new(part: Part, options: &ReadOptions) -> Warc {
        Warc {
            name: part.name,
            id: part.id,
            depth: part.depth,
            options: options.inside(),
            bytes: part.bytes,
            record: 0,
            inner: None,
        }
    }

    /// Reads the next record. `false` when there is none, or none can be found any more.
    fn next_record(&mut self, out: &mut VecDeque<Item>) -> bool {
        self.record += 1;
        let head = match read_head(&mut self.bytes) {
            Ok(Some(head)) => head,
            Ok(None) => return false,
            Err(kind) => return self.problem(kind, false, out),
        };
        let length = head
            .get("content-length")
            .and_then(|length| length.parse::<u64>().ok());
        let Some(length) = length.filter(|_| head.first.starts_with("WARC/")) else {
            let what = "no WARC record with a length where one should begin";
            return self.problem(ProblemKind::BadArchive(what.to_string()), false, out);
        };
        let kind = head.get("warc-type").unwrap_or_default();
        let is_content = matches!(kind, "response" | "resource" | "conversion");
        let limit = (self.options.max_document_bytes + MAX_HEAD) as u64;
        let fetched = match self.block(length, if is_content { limit } else { 0 }) {
            Ok(block) => block,
            Err(kind) => return self.problem(kind, false, out),
        };
        let Some(fetched) = fetched else {
            let limit = self.options.max_document_bytes;
            let kind = ProblemKind::TooLarge { limit };
            return !is_content || self.problem(kind, true, out);
        };
        match self.open(&head, fetched) {
            Ok(inner) => self.inner = inner,
            Err(kind) => out.push_back(Err(self.in_record(kind))),
        }
        true
    }

    /// A record's block; nothing when it is longer than `limit`.
    fn block(&mut self, length: u64, limit: u64) -> Result<Option<Vec<u8>>, ProblemKind> {
        let mut block = (&mut self.bytes).take(length);
        let mut bytes = Vec::new();
        let read = if length > limit {
            io::copy(&mut block, &mut io::sink())
        } else {
            block.read_to_end(&mut bytes).map(|read| read as u64)
        };
        if read.map_err(ProblemKind::Unreadable)? < length {
            let what = "the file ends in the middle of a record";
            return Err(ProblemKind::BadArchive(what.to_string()));
        }
        Ok((length <= limit).then_some(bytes))
    }

    /// Opens what a record holds; nothing when it is about fetching.
    fn open(&self, head: &Head, block: Vec<u8>) -> Result<Option<Box<dyn Source>>, ProblemKind> {
        let record_type = head.get("content-type").unwrap_or_default();
        let (content_type, bytes) = if head.get("warc-type") != Some("response") {
            (record_type.to_string(), block)
        } else if record_type.starts_with("application/http") {
            content_of_response(block, self.options.max_document_bytes)?
        } else {
            return Ok(None);
        };
        let (hint, encoding) = form::of_content_type(&content_type);
        let proven = form::proven(&bytes[..bytes.len().min(form::HEAD_BYTES)]);
        let is_conversion = head.get("warc-type") == Some("conversion");
        match proven.or(hint) {
            Some(Format::Html | Format::Feed) => {}
            Some(Format::Text) if is_conversion => {}
            _ => return Err(ProblemKind::NoPage(shown_type(&content_type))),
        }
        let url = head.get("warc-target-uri");
        let url = url.map(|url| url.trim_matches(['<', '>']).to_string());
        let id = match &url {
            Some(url) => url.clone(),
            None => format!("{}:{}", self.id, self.record),
        };
        let name = format!("{}!{id}", self.name);
        let part = Part {
            hint,
            encoding,
            url,
            depth: self.depth,
            ..Part::new(&name, &id, stream(Cursor::new(bytes)))
        };
        part::open(part, &self.options)
            .map(Some)
            .map_err(|problem| problem.kind)
    }

    fn in_record(&self, kind: ProblemKind) -> ReadProblem {
        let item = self.record;
        let kind = Box::new(kind);
        ReadProblem::new(&self.name, ProblemKind::InItem { item, kind })
    }

    fn problem(&self, kind: ProblemKind, goes_on: bool, out: &mut VecDeque<Item>) -> bool {
        out.push_back(Err(self.in_record(kind)));
        goes_on
    }
}

impl Source for Warc {
    fn read(&mut self, out: &mut VecDeque<Item>) -> bool {
        match &mut self.inner {
            Some(inner) => {
                if !inner.read(out) {
                    self.inner = None;
                }
                true
            }
            None => self.next_record(out),
        }
    }
}

/// The head of a record or response: a first line, and fields with names in lower case.
struct Head {
    first: String,
    fields: Vec<(String, String)>,
}

impl Head {
    fn of(lines: &[u8]) -> Head {
        let text = String::from_utf8_lossy(lines);
        let mut lines = text.lines();
        let first = lines.next().unwrap_or_default().trim().to_string();
        let fields = lines
            .filter_map(|line| line.split_once(':'))
            .map(|(name, value)| (name.trim().to_ascii_lowercase(), value.trim().to_string()));
        Head {
            first,
            fields: fields.collect(),
        }
    }

    fn get(&self, name: &str) -> Option<&str> {
        let field = self.fields.iter().find(|(there, _)| there == name);
        field.map(|(_, value)| value.as_str())
    }
}

/// Reads a head up to its blank line, past blank lines before it.
fn read_head(bytes: &mut Stream) -> Result<Option<Head>, ProblemKind> {
    let mut lines = Vec::new();
    loop {
        let start = lines.len();
        let room = (MAX_HEAD - start) as u64;
        let read = bytes
            .take(room)
            .read_until(b'\n', &mut lines)
            .map_err(ProblemKind::Unreadable)?;
        let is_blank = lines[start..].trim_ascii().is_empty();
        match (read, is_blank) {
            (0, _) if start == 0 => return Ok(None),
            (0, _) => {
                let what = "a record's head without an end";
                return Err(ProblemKind::BadArchive(what.to_string()));
            }
            (_, true) if start == 0 => lines.clear(),
            (_, true) => return Ok(Some(Head::of(&lines))),
            (_, false) => {}
        }
    }
}

/// The content type and the content of an HTTP response.
fn content_of_response(block: Vec<u8>, limit: usize) -> Result<(String, Vec<u8>), ProblemKind> {
    let (head, body) = split_head(&block);
    let head = Head::of(head);
    let status = head.first.split_whitespace().nth(1).unwrap_or_default();
    if !status.starts_with('2') {
        return Err(ProblemKind::NoPage(format!("HTTP status {status}")));
    }
    let is_chunked = head
        .get("transfer-encoding")
        .is_some_and(|coding| coding.eq_ignore_ascii_case("chunked"));
    // Some crawlers keep the field and store the content whole.
    let body = match is_chunked.then(|| joined_chunks(body)).flatten() {
        Some(joined) => joined,
        None => body.to_vec(),
    };
    let content_type = head.get("content-type").unwrap_or_default().to_string();
    let coding = head.get("content-encoding").unwrap_or_default();
    Ok((content_type, decoded(body, coding, limit)?))
}

fn split_head(block: &[u8]) -> (&[u8], &[u8]) {
    for end in [&b"\r\n\r\n"[..], b"\n\n"] {
        if let Some(at) = block.windows(end.len()).position(|window| window == end) {
            return (&block[..at], &block[at + end.len()..]);
        }
    }
    (block, &[])
}

/// The chunks of a body, joined; nothing when it is not in chunks.
fn joined_chunks(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut joined = Vec::new();
    loop {
        let end = body.iter().position(|byte| *byte == b'\n')?;
        let size = std::str::from_utf8(&body[..end]).ok()?;
        let size = size.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        body = &body[end + 1..];
        if size == 0 {
            return Some(joined);
        }
        joined.extend(body.get(..size)?);
        body = past_line_end(&body[size..]);
    }
}

/// What comes after one line end.
fn past_line_end(bytes: &[u8]) -> &[u8] {
    let rest = bytes.strip_prefix(b"\r").unwrap_or(bytes);
    rest.strip_prefix(b"\n").unwrap_or(rest)
}

/// A body as it was before it was compressed for the way.
fn decoded(body: Vec<u8>, coding: &str, limit: usize) -> Result<Vec<u8>, ProblemKind> {
    let compression = match coding.to_ascii_lowercase().as_str() {
        "gzip" | "x-gzip" => Compression::Gzip,
        "zstd" => Compression::Zstd,
        "" | "identity" => return Ok(body),
        // Crawlers that store the content decoded keep the field.
        _ if form::proven(&body).is_some() => return Ok(body),
        other => {
            return Err(ProblemKind::BadArchive(format!(
                "content encoding {other} is not read"
            )));
        }
    };
    if super::compressed::proven(&body) != Some(compression) {
        return Ok(body);
    }
    let bytes = stream(Cursor::new(body));
    Part::new("", "", expand(bytes, compression)?).all_bytes(limit)
}

/// A content type without its parameters.
fn shown_type(content_type: &str) -> String {
    match content_type.split(';').next().unwrap_or_default().trim() {
        "" => "no content type".to_string(),
        kind => kind.to_string(),
    }
}
