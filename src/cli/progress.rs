//! Progress on standard error, when it is a terminal and the run is long.

use super::report::say;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;

/// Something that goes on, shown only on a terminal.
pub fn spinner() -> ProgressBar {
    let target = match std::io::stderr().is_terminal() {
        true => ProgressDrawTarget::stderr_with_hz(8),
        false => ProgressDrawTarget::hidden(),
    };
    ProgressBar::with_draw_target(None, target)
}

/// Bytes of a file, shown only on a terminal.
pub fn bytes() -> ProgressBar {
    let template = "{msg} {bytes}/{total_bytes} {bar:30} {bytes_per_sec} {eta}";
    let style = ProgressStyle::with_template(template);
    spinner().with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// A counter of documents that shows itself only on a terminal.
pub struct Progress(ProgressBar);

impl Progress {
    /// Shown from the first chunk on.
    pub fn start() -> Progress {
        let bar = spinner();
        let style = ProgressStyle::with_template("{spinner} {pos} articles, {per_sec}, {elapsed}");
        Progress(bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner())))
    }

    /// So many more documents are done.
    pub fn advance(&self, documents: usize) {
        self.0.inc(documents as u64);
    }

    /// A line on standard error that does not tear the bar.
    pub fn say(&self, line: &str) {
        self.0.suspend(|| say(line));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
