//! `dateline evaluate`: how well annotated documents are understood.

use super::Outcome;
use super::args::{EvaluateArgs, GroupBy};
use super::input;
use crate::evaluate::corpus::Corpus;
use crate::evaluate::{By, evaluate};
use crate::gazetteer::Gazetteer;
use crate::pipeline::{Analyzer, Options};
use miette::{IntoDiagnostic, WrapErr};
use std::io::{self, Write};

/// Prints the figures, and the worst mistakes when asked for.
pub fn run(args: &EvaluateArgs, gazetteer: &Gazetteer) -> miette::Result<Outcome> {
    let corpora = args
        .files
        .iter()
        .map(|path| Corpus::read(path))
        .collect::<Result<Vec<_>, _>>()
        .into_diagnostic()?;
    let options = Options {
        given_mentions: args.given_mentions,
        ..input::analysis_options(&args.names, gazetteer)?
    };
    let by = match args.by {
        GroupBy::Corpus => By::Corpus,
        GroupBy::Type => By::Type,
        GroupBy::Class => By::Class,
    };
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(args.threads.unwrap_or(0))
        .build()
        .into_diagnostic()
        .wrap_err("cannot start the threads asked for")?;
    let analyzer = Analyzer::new(gazetteer, options);
    let report = pool.install(|| evaluate(&corpora, &analyzer, gazetteer, args.given_mentions, by));
    let page = report.print(args.errors).into_diagnostic()?;
    io::stdout()
        .lock()
        .write_all(page.as_bytes())
        .into_diagnostic()?;
    Ok(Outcome::Done)
}
