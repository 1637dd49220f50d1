//! A gazetteer file with bytes changed since it was written. Opening checks its header only, so
//! that it takes no time; the rest is checked while the work goes on.

use super::Outcome;
use super::report::say;
use crate::gazetteer::check_file;
use miette::IntoDiagnostic;
use std::panic;
use std::path::Path;
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
/// Errors: those of the work, and a damaged file. A panic that a damaged file has led to ends the
/// process with that error and exit code 2; any other goes on.
pub fn guarded(
    path: &Path,
    check: Check,
    work: impl FnOnce() -> miette::Result<Outcome>,
) -> miette::Result<Outcome> {
    let beside = (check == Check::All).then(|| {
        let path = path.to_owned();
        thread::spawn(move || check_file(&path))
    });
    let usual = panic::take_hook();
    let suspect = path.to_owned();
    // A panic aborts the released program, so there is no later moment to look.
    panic::set_hook(Box::new(move |panicked| {
        match check_file(&suspect).into_diagnostic() {
            Ok(()) => usual(panicked),
            Err(damage) => {
                say(&format!("{damage:?}"));
                std::process::exit(2);
            }
        }
    }));
    let done = work()?;
    match beside.map(thread::JoinHandle::join) {
        // Nothing may be there because it is damaged.
        None if done == Outcome::NothingFound => check_file(path).map(|()| done).into_diagnostic(),
        None => Ok(done),
        Some(Ok(checked)) => checked.map(|()| done).into_diagnostic(),
        Some(Err(panicked)) => panic::resume_unwind(panicked),
    }
}
