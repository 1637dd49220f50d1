//! Any bytes are imported, reported or refused, never a panic; what is built is sound.
//!
//! The first byte says what the rest is given as.
#![no_main]

use dateline::gazetteer::Gazetteer;
use dateline::gazetteer::import::{Request, build};
use libfuzzer_sys::fuzz_target;

/// A row that makes every input a gazetteer.
const ROW: &str =
    "1\tAleppo\tAleppo\tHalab\t36.2\t37.2\tP\tPPL\tSY\t\t09\t\t\t\t5\t\t1\tAsia\t2025\n";

fuzz_target!(|bytes: &[u8]| {
    let Some((kind, bytes)) = bytes.split_first() else {
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let names = [
        "XX.txt",
        "XX.zip",
        "alternateNames.txt",
        "admin1Codes.txt",
        "countryInfo.txt",
        "hierarchy.txt",
        "own.csv",
        "own.geojson",
        "own.fgb",
    ];
    let name = names[usize::from(*kind) % names.len()];
    let main = folder.path().join("SY.txt");
    let other = folder.path().join(name);
    std::fs::write(&main, ROW).expect("a disk");
    std::fs::write(&other, bytes).expect("a disk");
    let mut request = Request {
        name: "fuzz".to_owned(),
        inputs: vec![main],
        overlays: Vec::new(),
        boundaries: Vec::new(),
        base: None,
        unwanted_sources: Vec::new(),
    };
    match name.starts_with("own") {
        true => request.overlays.push(other),
        false => request.inputs.push(other),
    }
    let output = folder.path().join("fuzz.dlg");
    if build(&request, &output, &mut |_, _| {}).is_ok() {
        let gazetteer = Gazetteer::open(&output).expect("it is opened");
        gazetteer.verify().expect("the checksums fit");
    }
});
