//! Any bytes are opened as a gazetteer or refused, never a panic; an index of which any byte was
//! changed, or that was cut short, is refused.
#![no_main]

use dateline::gazetteer::Gazetteer;
use dateline::gazetteer::import::{Request, build};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

/// Places of a small index.
const ROWS: &str = "\
1\tAleppo\tAleppo\tHalab,حلب\t36.2\t37.2\tP\tPPLA\tSY\t\t09\t\t\t\t1602264\t\t1\tAsia\t2025\n\
2\tAleppo Governorate\t\t\t36.1\t37.5\tA\tADM1\tSY\t\t09\t\t\t\t5\t\t1\tAsia\t2025\n\
3\tAl Bab\tAl Bab\t\t36.3\t37.5\tP\tPPL\tSY\t\t09\t\t\t\t130745\t\t1\tAsia\t2025\n\
4\tSyria\tSyria\t\t35\t38\tA\tPCLI\tSY\t\t00\t\t\t\t16906283\t\t1\tAsia\t2025\n";

static INDEX: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder");
    let (input, output) = (folder.path().join("SY.txt"), folder.path().join("a.dlg"));
    std::fs::write(&input, ROWS).expect("a disk");
    let request = Request {
        name: "fuzz".to_owned(),
        inputs: vec![input],
        overlays: Vec::new(),
        boundaries: Vec::new(),
        base: None,
        unwanted_sources: Vec::new(),
    };
    build(&request, &output, &mut |_, _| {}).expect("the rows are sound");
    std::fs::read(&output).expect("it is there")
});

fn use_it(gazetteer: &Gazetteer) {
    for name in ["Aleppo", "Alepo", "al"] {
        for found in gazetteer.search(name, None, 3) {
            gazetteer.place(found.place);
        }
    }
    gazetteer.info();
}

fuzz_target!(|bytes: &[u8]| {
    if let Ok(gazetteer) = Gazetteer::from_bytes(bytes.to_vec()) {
        use_it(&gazetteer);
    }
    // The first byte says how many bytes are cut off; changes follow: where, and what is added.
    let Some((cut, changes)) = bytes.split_first() else {
        return;
    };
    let mut index = INDEX.clone();
    for change in changes.chunks_exact(4) {
        let at = u32::from_le_bytes([change[0], change[1], change[2], 0]) as usize;
        let length = index.len();
        index[at % length] ^= change[3];
    }
    index.truncate(index.len() - usize::from(*cut));
    let is_whole = index == *INDEX;
    match Gazetteer::from_bytes(index) {
        Ok(gazetteer) => {
            assert!(is_whole, "a damaged index was opened");
            use_it(&gazetteer);
        }
        Err(error) => assert!(!is_whole, "a sound index was refused: {error}"),
    }
});
