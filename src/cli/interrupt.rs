//! Ctrl-C and the request to end: what is half written goes, what an earlier run wrote stays.

use super::report::say;
use miette::{IntoDiagnostic, WrapErr};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// Exit code of a process that Ctrl-C ended, as shells have it: 128 + SIGINT.
const STOPPED: i32 = 130;

/// Watches for Ctrl-C as long as something is half written.
pub struct Watch(Arc<Mutex<Option<PathBuf>>>);

impl Watch {
    /// Removes `aside`, a file or folder, when the process is asked to end.
    ///
    /// Errors: signals cannot be watched for.
    pub fn over(aside: &Path) -> miette::Result<Watch> {
        let half_written = Arc::new(Mutex::new(Some(aside.to_path_buf())));
        let shared = Arc::clone(&half_written);
        ctrlc::set_handler(move || stop(&shared))
            .into_diagnostic()
            .wrap_err("cannot watch for Ctrl-C")?;
        Ok(Watch(half_written))
    }

    /// Runs `finish`, which puts what was written in place: Ctrl-C waits for it.
    pub fn finish<T>(&self, finish: impl FnOnce() -> T) -> T {
        let mut half_written = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *half_written = None;
        finish()
    }
}

fn stop(half_written: &Mutex<Option<PathBuf>>) {
    let half_written = half_written.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(aside) = &*half_written {
        let _ = match aside.is_dir() {
            true => std::fs::remove_dir_all(aside),
            false => std::fs::remove_file(aside),
        };
        say("stopped; nothing was written");
    }
    std::process::exit(STOPPED);
}
