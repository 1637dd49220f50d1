//! `dateline annotate`: articles to annotations, one a line.

use super::Outcome;
use super::args::AnnotateArgs;
use super::input;
use crate::gazetteer::Gazetteer;
use crate::layers::{Found, annotation};
use crate::pipeline::{Analyzer, Options};
use miette::{IntoDiagnostic, WrapErr};
use std::io::{self, BufWriter, Write};
use std::path::Path;
use tempfile::NamedTempFile;

/// Writes annotations in input order.
pub fn run(args: &AnnotateArgs, gazetteer: &Gazetteer) -> miette::Result<Outcome> {
    match &args.output {
        None => annotate(args, gazetteer, &mut io::stdout().lock()),
        Some(path) => {
            let mut file = aside(path)?;
            let outcome = annotate(args, gazetteer, &mut BufWriter::new(file.as_file_mut()))?;
            file.persist(path)
                .map_err(|error| error.error)
                .into_diagnostic()
                .wrap_err_with(|| format!("cannot put {} in place", path.display()))?;
            Ok(outcome)
        }
    }
}

/// A file beside the one asked for, renamed when it is whole.
fn aside(path: &Path) -> miette::Result<NamedTempFile> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))
        .into_diagnostic()
        .wrap_err_with(|| {
            format!(
                "cannot write {}: choose another place with -o",
                path.display()
            )
        })
}

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
    let read = input::for_each(&args.input, false, analyzer, |document, analysis| {
        found |= !analysis.toponyms.is_empty() || !analysis.events.is_empty();
        serde_json::to_writer(&mut *out, &annotation(&Found::new(document, analysis)))
            .map_err(io::Error::from)
            .and_then(|()| out.write_all(b"\n"))
            .into_diagnostic()
    })?;
    out.flush().into_diagnostic()?;
    Ok(match (read.errors, found) {
        (1.., _) => Outcome::Failed,
        (0, false) => Outcome::NothingFound,
        (0, true) => Outcome::Done,
    })
}
