//! Messages on standard error, and what to make of output that cannot be written.

use std::io::{self, Write};

/// Writes a line on standard error; nobody has to be there to read it.
pub fn say(line: &str) {
    // Where standard error is closed there is no one left to tell.
    let _ = writeln!(io::stderr(), "{line}");
}

/// Output that could not be written.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
#[error("the output cannot be written")]
struct Unwritten(#[source] io::Error);

/// What came of writing output, as a command reports it.
pub fn written<T>(result: io::Result<T>) -> miette::Result<T> {
    result.map_err(|error| Unwritten(error).into())
}

/// Writes a line on standard output.
pub fn print(line: &str) -> miette::Result<()> {
    written(writeln!(io::stdout(), "{line}"))
}

/// Whether a command failed because who read its output has had enough, which is no failure.
pub fn is_broken_pipe(report: &miette::Report) -> bool {
    let unwritten = report.downcast_ref::<Unwritten>();
    unwritten.is_some_and(|unwritten| unwritten.0.kind() == io::ErrorKind::BrokenPipe)
}
