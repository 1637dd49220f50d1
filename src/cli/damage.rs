//! A gazetteer file with bytes changed since it was written. Opening checks its header only, so
//! that it takes no time; the rest is checked while the work goes on.

use super::Outcome;
use crate::gazetteer::check_file;
use miette::IntoDiagnostic;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::sync::{Arc, OnceLock};
use std::thread;

/// How far the file is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Check {
    /// All of it, beside the work: for work on many documents.
    All,
    /// Only when the work breaks down or finds nothing: for one look, which is done before all of
    /// a large file is read.
    OnFailure,
}

/// Runs `work`, which uses the gazetteer file at `path`.
///
/// Errors: those of the work, and a damaged file; a panic that a damaged file has led to becomes
/// that error, any other goes on.
pub fn guarded(
    path: &Path,
    check: Check,
    work: impl FnOnce() -> miette::Result<Outcome>,
) -> miette::Result<Outcome> {
    let beside = (check == Check::All).then(|| {
        let path = path.to_owned();
        thread::spawn(move || check_file(&path))
    });
    let is_damaged = {
        let (path, known) = (path.to_owned(), Arc::new(OnceLock::new()));
        move || *known.get_or_init(|| check_file(&path).is_err())
    };
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |panicked| {
        if !is_damaged() {
            usual(panicked);
        }
    }));
    let done = match panic::catch_unwind(AssertUnwindSafe(work)) {
        Ok(done) => done?,
        Err(panicked) => {
            check_file(path).into_diagnostic()?;
            panic::resume_unwind(panicked)
        }
    };
    match beside.map(thread::JoinHandle::join) {
        // Nothing may be there because it is damaged.
        None if done == Outcome::NothingFound => check_file(path).map(|()| done).into_diagnostic(),
        None => Ok(done),
        Some(Ok(checked)) => checked.map(|()| done).into_diagnostic(),
        Some(Err(panicked)) => panic::resume_unwind(panicked),
    }
}
