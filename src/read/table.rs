//! CSV and TSV: one document a row, the first row names the columns.

use super::columns::{Columns, Roles};
use super::decode::{Guess, Notes, narrow};
use super::hashing::Stream;
use super::part::Part;
use super::{Item, ProblemKind, ReadOptions, ReadProblem, Source};
use crate::document::Document;
use csv::{ByteRecord, ErrorKind, Reader, ReaderBuilder};
use std::cell::Cell;
use std::collections::VecDeque;
use std::io::{self, BufRead, Read};
use std::rc::Rc;

/// A table of separated values.
pub struct Separated {
    name: String,
    id: String,
    state: State,
    columns: Columns,
    limit: usize,
    guess: Guess,
    notes: Notes,
}

enum State {
    Unopened(Option<Stream>, u8),
    Open(Box<Open>),
}

struct Open {
    rows: Reader<Allowance>,
    left: Rc<Cell<usize>>,
    roles: Roles,
    record: ByteRecord,
}

impl Separated {
    /// A table with this delimiter; where that is a comma, a semicolon or a bar may turn out to
    /// be it.
    pub fn new(part: Part, delimiter: u8, options: &ReadOptions) -> Separated {
        Separated {
            name: part.name,
            id: part.id,
            state: State::Unopened(Some(part.bytes), delimiter),
            columns: options.columns.clone(),
            limit: options.max_document_bytes,
            guess: Guess::of(part.encoding),
            notes: Notes::default(),
        }
    }

    fn open(
        &mut self,
        bytes: Stream,
        delimiter: u8,
        out: &mut VecDeque<Item>,
    ) -> Result<Open, ProblemKind> {
        let (mut bytes, wide) = narrow(bytes).map_err(ProblemKind::Unreadable)?;
        if let Some(encoding) = wide {
            let encoding = encoding.name();
            let note = ProblemKind::Converted { encoding };
            out.push_back(Err(ReadProblem::new(&self.name, note)));
        }
        let head = bytes.fill_buf().map_err(ProblemKind::Unreadable)?;
        let delimiter = match delimiter {
            b',' => likely_delimiter(head),
            other => other,
        };
        let left = Rc::new(Cell::new(self.allowance()));
        let mut rows = ReaderBuilder::new()
            .delimiter(delimiter)
            .from_reader(Allowance {
                bytes,
                left: left.clone(),
            });
        let names = rows.byte_headers().map_err(|error| self.fatal(&error))?;
        let names = names.clone();
        let there: Vec<String> = names
            .iter()
            .map(|name| self.guess.decode(name.to_vec()).text.trim().to_string())
            .collect();
        Ok(Open {
            rows,
            left,
            roles: Roles::find(&self.columns, &there)?,
            record: ByteRecord::new(),
        })
    }

    /// Bytes that a row may have: the text and as much again for the rest.
    fn allowance(&self) -> usize {
        self.limit.saturating_mul(2).saturating_add(1 << 16)
    }

    fn fatal(&self, error: &csv::Error) -> ProblemKind {
        match error.kind() {
            ErrorKind::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => {
                ProblemKind::LargeRow {
                    limit: self.allowance(),
                }
            }
            ErrorKind::Io(error) => {
                ProblemKind::Unreadable(io::Error::new(error.kind(), error.to_string()))
            }
            _ => ProblemKind::BadLine(error.to_string()),
        }
    }

    /// Reads a row. `false` when there is none, or none can be read any more.
    fn row(&mut self, open: &mut Open, out: &mut VecDeque<Item>) -> bool {
        open.left.set(self.allowance());
        let start = open.rows.position().line();
        match open.rows.read_byte_record(&mut open.record) {
            Ok(false) => false,
            Ok(true) => {
                let line = open.record.position().map_or(0, csv::Position::line);
                let document = self.document(open, line, out);
                out.push_back(document.map_err(|kind| ReadProblem::at(&self.name, line, kind)));
                true
            }
            Err(error) => {
                let (line, kind, goes_on) = match error.kind() {
                    ErrorKind::UnequalLengths {
                        pos,
                        expected_len,
                        len,
                    } => {
                        let line = pos.as_ref().map_or(start, csv::Position::line);
                        let what = format!("{len} cells where the header has {expected_len}");
                        (line, ProblemKind::BadLine(what), true)
                    }
                    _ => (start, self.fatal(&error), false),
                };
                out.push_back(Err(ReadProblem::at(&self.name, line, kind)));
                goes_on
            }
        }
    }

    fn document(
        &mut self,
        open: &Open,
        line: u64,
        out: &mut VecDeque<Item>,
    ) -> Result<Document, ProblemKind> {
        let mut cells: Vec<(usize, String)> = Vec::new();
        for column in open.roles.used() {
            let bytes = open.record.get(column).unwrap_or_default().to_vec();
            let decoded = self.guess.decode(bytes);
            self.notes.give(&self.name, line, decoded.notes, out);
            cells.push((column, decoded.text));
        }
        let cell = |column| {
            let found = cells.iter().find(|(there, _)| *there == column);
            found.map(|(_, text)| text.clone()).unwrap_or_default()
        };
        let default_id = || format!("{}:{line}", self.id);
        open.roles.document(cell, default_id, self.limit)
    }
}

impl Source for Separated {
    fn read(&mut self, out: &mut VecDeque<Item>) -> bool {
        let state = std::mem::replace(&mut self.state, State::Unopened(None, b','));
        let mut open = match state {
            State::Open(open) => open,
            State::Unopened(None, _) => return false,
            State::Unopened(Some(bytes), delimiter) => match self.open(bytes, delimiter, out) {
                Ok(open) => Box::new(open),
                Err(kind) => {
                    out.push_back(Err(ReadProblem::new(&self.name, kind)));
                    return false;
                }
            },
        };
        let more = self.row(&mut open, out);
        self.state = State::Open(open);
        more
    }
}

/// The delimiter that the first line has most of, outside of quotes.
fn likely_delimiter(head: &[u8]) -> u8 {
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0), (b'|', 0)];
    let mut quoted = false;
    for byte in head {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            _ if quoted => {}
            _ => {
                for (delimiter, count) in &mut counts {
                    *count += usize::from(byte == delimiter);
                }
            }
        }
    }
    // The first of equals, so the comma.
    let mut best = counts[0];
    for candidate in counts {
        if candidate.1 > best.1 {
            best = candidate;
        }
    }
    best.0
}

/// Bytes of which only so many may be read before the allowance is renewed: a quote that is
/// never closed would otherwise take the rest of the file into memory as one cell.
struct Allowance {
    bytes: Stream,
    left: Rc<Cell<usize>>,
}

impl Read for Allowance {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.left.get();
        if left == 0 {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let room = buffer.len().min(left);
        let read = self.bytes.read(&mut buffer[..room])?;
        self.left.set(left - read);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_tells_the_delimiter() {
        let cases: [(&[u8], u8); 5] = [
            (b"title,text\n", b','),
            (b"title;text\na,b,c,d", b';'),
            (b"\"a,b,c\"|text\n", b'|'),
            (b"a\tb\tc\n", b'\t'),
            (b"text", b','),
        ];
        for (head, delimiter) in cases {
            assert_eq!(likely_delimiter(head), delimiter);
        }
    }
}
