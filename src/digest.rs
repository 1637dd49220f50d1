//! Hashes as text: ids, fingerprints, hashes of inputs.

use sha2::{Digest, Sha256};
use std::fmt::Write;

/// Bytes as hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The first `bytes` bytes of a text's SHA-256, as hexadecimal digits.
pub fn short(text: &str, bytes: usize) -> String {
    hex(&Sha256::digest(text)[..bytes])
}

/// Tells lists of parts apart: 32 hexadecimal digits of SHA-256. No part can stand for two, and one
/// that is not there is another than an empty one.
pub fn of_parts(parts: &[Option<&str>]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        let length = part.map_or(u64::MAX, |part| part.len() as u64);
        hash.update(length.to_le_bytes());
        hash.update(part.unwrap_or_default());
    }
    hex(&hash.finalize()[..16])
}
