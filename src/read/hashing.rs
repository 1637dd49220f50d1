//! Bytes counted and hashed as they are read.

use crate::digest::hex;
use sha2::{Digest as _, Sha256};
use std::cell::RefCell;
use std::io::{self, BufReader, Read, Result};
use std::rc::Rc;

/// Bytes asked for at once: what a Linux pipe holds, several times over.
const BUFFER_BYTES: usize = 256 << 10;

/// Bytes that a format reads.
pub type Stream = BufReader<Box<dyn Read>>;

/// A buffered stream of `bytes`.
pub fn stream(bytes: impl Read + 'static) -> Stream {
    BufReader::with_capacity(BUFFER_BYTES, Box::new(bytes))
}

/// The hash of an input: it sees every byte that the input's stream gives.
pub struct Digest(Rc<RefCell<Counted>>);

struct Counted {
    bytes: Box<dyn Read>,
    hash: Sha256,
    length: u64,
}

struct Tap(Rc<RefCell<Counted>>);

impl Digest {
    /// The digest of an input that starts here, and the stream to read it from.
    pub fn of(bytes: Box<dyn Read>) -> (Digest, Stream) {
        let hash = Sha256::new();
        let length = 0;
        let counted = Rc::new(RefCell::new(Counted {
            bytes,
            hash,
            length,
        }));
        (Digest(counted.clone()), stream(Tap(counted)))
    }

    /// Length and SHA-256 in hexadecimal of the whole input; what nobody has read is read now,
    /// because the run record names the whole of it.
    pub fn finish(self) -> (u64, String) {
        let mut counted = self.0.borrow_mut();
        // A file that cannot be read on has been told of; the hash is of what there was.
        let _ = io::copy(&mut *counted, &mut io::sink());
        (counted.length, hex(&counted.hash.finalize_reset()))
    }
}

impl Read for Tap {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        self.0.borrow_mut().read(buffer)
    }
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        let read = self.bytes.read(buffer)?;
        self.hash.update(&buffer[..read]);
        self.length += read as u64;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // FIPS 180-2, appendix B.1.
    const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    #[test]
    fn hash_and_length_of_all_bytes() {
        let (digest, mut input) = Digest::of(Box::new(&b"abc"[..]));
        input.read_to_end(&mut Vec::new()).unwrap();
        assert_eq!(digest.finish(), (3, ABC.to_string()));
    }

    #[test]
    fn bytes_that_nobody_read_count() {
        let (digest, _) = Digest::of(Box::new(&b"abc"[..]));
        assert_eq!(digest.finish(), (3, ABC.to_string()));
    }
}
