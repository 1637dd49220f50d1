//! gzip and zstd around any other format, and how much anything packed may expand.

use super::ProblemKind;
use super::hashing::{Stream, stream};
use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

/// How a file is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compression {
    /// RFC 1952, one member or several.
    Gzip,
    /// RFC 8878.
    Zstd,
}

/// The compression that the first bytes prove.
pub fn proven(head: &[u8]) -> Option<Compression> {
    if head.starts_with(b"\x1f\x8b\x08") {
        Some(Compression::Gzip)
    } else if head.starts_with(b"\x28\xb5\x2f\xfd") {
        Some(Compression::Zstd)
    } else {
        None
    }
}

/// The bytes that are compressed in `bytes`.
pub fn expand(bytes: Stream, compression: Compression) -> Result<Stream, ProblemKind> {
    let budget = Budget::default();
    let counted = Counting {
        bytes,
        budget: budget.clone(),
    };
    let expanded: Box<dyn Read> = match compression {
        Compression::Gzip => Box::new(flate2::read::MultiGzDecoder::new(counted)),
        Compression::Zstd => {
            Box::new(zstd::stream::read::Decoder::new(counted).map_err(ProblemKind::Unreadable)?)
        }
    };
    Ok(stream(Expanding::new(expanded, budget)))
}

/// Bytes that anything packed may expand to, whatever its size.
const FREE: u64 = 64 << 20;

/// How many times its size anything packed may expand to beyond that: text shrinks to a third
/// or a tenth, logs to a fiftieth; bombs to a thousandth and less.
const TIMES: u64 = 200;

/// Packed bytes read, and bytes that came of them, of one archive or compressed file.
#[derive(Clone, Default)]
pub struct Budget {
    packed: Rc<Cell<u64>>,
    expanded: Rc<Cell<u64>>,
}

impl Budget {
    /// The budget of an archive of `packed` bytes.
    pub fn of(packed: u64) -> Budget {
        let budget = Budget::default();
        budget.packed.set(packed);
        budget
    }

    /// Whether more came out than may.
    pub fn is_spent(&self) -> bool {
        self.expanded.get() > FREE.saturating_add(self.packed.get().saturating_mul(TIMES))
    }
}

/// Packed bytes on their way to the decoder.
struct Counting {
    bytes: Stream,
    budget: Budget,
}

impl Read for Counting {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.bytes.read(buffer)?;
        let packed = &self.budget.packed;
        packed.set(packed.get() + read as u64);
        Ok(read)
    }
}

/// Bytes that come out of a decoder, while its budget lasts.
pub struct Expanding<R> {
    bytes: R,
    budget: Budget,
}

impl<R: Read> Expanding<R> {
    /// Bytes that a decoder gives, charged to `budget`.
    pub fn new(bytes: R, budget: Budget) -> Expanding<R> {
        Expanding { bytes, budget }
    }
}

impl<R: Read> Read for Expanding<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.budget.is_spent() {
            return Err(io::Error::new(
                io::ErrorKind::InvalidData,
                format!("it expands to more than {TIMES} times its size"),
            ));
        }
        let read = self.bytes.read(buffer)?;
        let expanded = &self.budget.expanded;
        expanded.set(expanded.get() + read as u64);
        Ok(read)
    }
}
