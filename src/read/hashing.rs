//! Bytes counted and hashed as they are read.

use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read, Result};

/// Bytes asked for at once: what a Linux pipe holds, several times over.
const BUFFER_BYTES: usize = 256 << 10;

/// A buffered input that remembers the hash of all it gave.
pub struct Hashed {
    inner: BufReader<Counted>,
}

struct Counted {
    bytes: Box<dyn Read>,
    hash: Sha256,
    length: u64,
}

impl Hashed {
    /// Starts at the first byte.
    pub fn new(bytes: Box<dyn Read>) -> Hashed {
        let counted = Counted {
            bytes,
            hash: Sha256::new(),
            length: 0,
        };
        Hashed {
            inner: BufReader::with_capacity(BUFFER_BYTES, counted),
        }
    }

    /// Bytes already read and not yet given.
    pub fn buffered(&self) -> &[u8] {
        self.inner.buffer()
    }

    /// Length and SHA-256 in hexadecimal of all bytes read.
    pub fn digest(&mut self) -> (u64, String) {
        let counted = self.inner.get_mut();
        (counted.length, hexadecimal(&counted.hash.finalize_reset()))
    }
}

impl Read for Hashed {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        self.inner.read(buffer)
    }
}

impl BufRead for Hashed {
    fn fill_buf(&mut self) -> Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.inner.consume(amount);
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

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hash_and_length_of_all_bytes() {
        let mut input = Hashed::new(Box::new(&b"abc"[..]));
        input.read_to_end(&mut Vec::new()).unwrap();
        // FIPS 180-2, appendix B.1.
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(input.digest(), (3, abc.to_string()));
    }
}
