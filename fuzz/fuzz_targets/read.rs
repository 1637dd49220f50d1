//! Any bytes of a file become documents and problems, never a panic.
#![no_main]

use dateline::read::{Format, ReadOptions, Reader};
use libfuzzer_sys::fuzz_target;
use std::io::Write;

fuzz_target!(|bytes: &[u8]| {
    let mut file = tempfile::NamedTempFile::new().expect("a temporary file");
    file.write_all(bytes)
        .expect("a file in the temporary folder");
    let path = file.path().to_string_lossy().into_owned();
    for format in [Format::Text, Format::JsonLines] {
        let options = ReadOptions {
            format: Some(format),
            ..ReadOptions::default()
        };
        for item in Reader::open(std::slice::from_ref(&path), options) {
            let _ = item.map_err(|problem| problem.to_string());
        }
    }
});
