//! Any bytes are opened as a gazetteer or refused, never a panic.
#![no_main]

use dateline::gazetteer::Gazetteer;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(gazetteer) = Gazetteer::from_bytes(bytes.to_vec()) {
        let _ = gazetteer.search("Aleppo", None, 3);
    }
});
