//! Any bytes of a layer, a table or a review become features, rows and decisions or an error,
//! never a panic.
#![no_main]

use dateline::geocode::{Decisions, Table};
use dateline::layers::Source;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for name in ["a.geojson", "a.geojsonl", "a.csv", "a.parquet", "a.gpkg"] {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("a file in the temporary folder");
        if let Ok(source) = Source::open(&path, &[]) {
            let _ = source.features(&mut |_| Ok(()));
        }
        let _ = Table::read(&path).map_err(|problem| problem.to_string());
        let _ = Decisions::default().read(&path);
    }
});
