//! Plain text: one document a file.

use super::decode::{Decoded, decode};
use super::hashing::Hashed;
use super::inputs::Input;
use super::{Item, ProblemKind, ReadProblem, Source};
use crate::document::Document;
use std::collections::VecDeque;
use std::io::{self, Read};

/// A plain text file.
pub struct Plain {
    name: String,
    id: String,
    bytes: Hashed,
    limit: usize,
}

impl Plain {
    /// A file whose text may have up to `limit` bytes.
    pub fn new(input: &Input, bytes: Hashed, limit: usize) -> Plain {
        Plain {
            name: input.name.clone(),
            id: input.id.clone(),
            bytes,
            limit,
        }
    }

    fn document(&mut self, out: &mut VecDeque<Item>) -> Result<Document, ProblemKind> {
        let bytes = self.all_bytes()?;
        let Decoded { text, notes } = decode(&bytes);
        out.extend(notes.into_iter().map(|note| Err(self.problem(note))));
        if text.trim().is_empty() {
            return Err(ProblemKind::EmptyText);
        }
        Ok(Document {
            id: self.id.clone(),
            text: unix_lines(text),
            ..Document::default()
        })
    }

    fn all_bytes(&mut self) -> Result<Vec<u8>, ProblemKind> {
        let mut bytes = Vec::new();
        let limit = self.limit as u64;
        let read = (&mut self.bytes).take(limit + 1).read_to_end(&mut bytes);
        if read.map_err(ProblemKind::Unreadable)? as u64 <= limit {
            return Ok(bytes);
        }
        // The run record names the hash of the whole file, read or refused.
        io::copy(&mut self.bytes, &mut io::sink()).map_err(ProblemKind::Unreadable)?;
        Err(ProblemKind::TooLarge { limit: self.limit })
    }

    fn problem(&self, kind: ProblemKind) -> ReadProblem {
        ReadProblem::new(&self.name, kind)
    }
}

impl Source for Plain {
    fn read(&mut self, out: &mut VecDeque<Item>) -> bool {
        let document = self.document(out);
        out.push_back(document.map_err(|kind| self.problem(kind)));
        false
    }

    fn digest(&mut self) -> (u64, String) {
        self.bytes.digest()
    }
}

/// Line ends as the sentence splitter knows them.
fn unix_lines(text: String) -> String {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text
    }
}
