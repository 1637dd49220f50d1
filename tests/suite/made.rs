//! Committed files that a test can re-make: `REMAKE=1 cargo test --test suite`.

use super::run::root;
use std::fs;

/// Compares the committed file at `path` with `made`, or writes it when asked to re-make.
pub fn same_or_remake(path: &str, made: &[u8]) {
    let file = root().join(path);
    if std::env::var_os("REMAKE").is_some() {
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(file, made).expect("a file");
        return;
    }
    let committed = fs::read(&file).unwrap_or_default();
    if committed != made {
        let line = first_difference(&committed, made);
        panic!(
            "{path}, line {line}, is not what is made today: if the change is meant, re-make it \
             with `REMAKE=1 cargo test --test suite` and look at the difference"
        );
    }
}

/// The same for text.
pub fn same_text_or_remake(path: &str, made: &str) {
    same_or_remake(path, made.as_bytes());
}

fn first_difference(a: &[u8], b: &[u8]) -> usize {
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    1 + a[..same].iter().filter(|byte| **byte == b'\n').count()
}
