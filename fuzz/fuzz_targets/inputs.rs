//! Any bytes as any kind of input become documents and problems, never a panic: pages, feeds,
//! tables, mails, archives.
#![no_main]

use dateline::read::{Format, ReadOptions, documents, feed_items};
use libfuzzer_sys::fuzz_target;

const FORMATS: [Option<Format>; 10] = [
    None,
    Some(Format::Html),
    Some(Format::Feed),
    Some(Format::Csv),
    Some(Format::Tsv),
    Some(Format::Parquet),
    Some(Format::Warc),
    Some(Format::Zip),
    Some(Format::Eml),
    Some(Format::Pdf),
];

fuzz_target!(|bytes: &[u8]| {
    for format in FORMATS {
        let options = ReadOptions {
            format,
            max_document_bytes: 1 << 16,
            ..ReadOptions::default()
        };
        for item in documents("input", None, None, bytes.to_vec(), &options) {
            let _ = item.map_err(|problem| problem.to_string());
        }
    }
    let _ = feed_items(bytes);
});
