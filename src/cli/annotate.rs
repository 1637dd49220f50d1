//! `dateline annotate`: articles to annotations, one a line.

use super::Outcome;
use super::args::AnnotateArgs;
use super::input;
use super::interrupt::Watch;
use super::report::written;
use crate::gazetteer::Gazetteer;
use crate::layers::{Found, annotation};
use crate::pipeline::{Analyzer, Options};
use miette::{IntoDiagnostic, WrapErr};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use tempfile::NamedTempFile;

/// Writes annotations in input order.
pub fn run(args: &AnnotateArgs, gazetteer: &Gazetteer) -> miette::Result<Outcome> {
    match &args.output {
        None => annotate(args, gazetteer, &mut io::stdout().lock()),
        Some(path) if is_stream(path) => {
            let file = File::options().write(true).open(path);
            let file = file.into_diagnostic().wrap_err_with(|| cannot(path))?;
            annotate(args, gazetteer, &mut BufWriter::new(file))
        }
        Some(path) => whole(args, gazetteer, path),
    }
}

/// Whether a path is a pipe or a device, which a file renamed to it would replace.
fn is_stream(path: &Path) -> bool {
    path.metadata()
        .is_ok_and(|there| !there.is_file() && !there.is_dir())
}

fn whole(args: &AnnotateArgs, gazetteer: &Gazetteer, path: &Path) -> miette::Result<Outcome> {
    let mut file = aside(path)?;
    let watch = Watch::over(file.path())?;
    let outcome = annotate(args, gazetteer, &mut BufWriter::new(file.as_file_mut()))?;
    watch
        .finish(|| file.persist(path))
        .map_err(|error| error.error)
        .into_diagnostic()
        .wrap_err_with(|| format!("cannot put {} in place", path.display()))?;
    Ok(outcome)
}

fn cannot(path: &Path) -> String {
    format!(
        "cannot write {}: choose another place with -o",
        path.display()
    )
}

/// A file beside the one asked for, renamed when it is whole.
fn aside(path: &Path) -> miette::Result<NamedTempFile> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let mut builder = tempfile::Builder::new();
    builder.prefix(".dateline-");
    readable(&mut builder);
    builder
        .tempfile_in(folder.unwrap_or(Path::new(".")))
        .into_diagnostic()
        .wrap_err_with(|| cannot(path))
}

/// Lets the umask decide who may read the file; temporary files are the owner's alone.
#[cfg(unix)]
fn readable(builder: &mut tempfile::Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(std::fs::Permissions::from_mode(0o666));
}

#[cfg(not(unix))]
fn readable(_: &mut tempfile::Builder<'_, '_>) {}

fn annotate(
    args: &AnnotateArgs,
    gazetteer: &Gazetteer,
    out: &mut dyn Write,
) -> miette::Result<Outcome> {
    let options = Options {
        given_mentions: args.given_mentions,
        ..input::analysis_options(&args.input.names, gazetteer)?
    };
    let analyzer = Analyzer::new(gazetteer, options);
    let mut found = false;
    let read = input::for_each(&args.input, false, &analyzer, |document, analysis| {
        found |= !analysis.toponyms.is_empty() || !analysis.events.is_empty();
        // A line at once: standard output looks for line ends in each piece that it is given.
        let line = serde_json::to_vec(&annotation(&Found::new(document, analysis)));
        let line = line.map_err(io::Error::from);
        written(line.and_then(|mut line| {
            line.push(b'\n');
            out.write_all(&line)
        }))
    })?;
    written(out.flush())?;
    Ok(match (read.errors, found) {
        (1.., _) => Outcome::Failed,
        (0, false) => Outcome::NothingFound,
        (0, true) => Outcome::Done,
    })
}
