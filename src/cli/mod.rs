//! The command line: arguments in, exit code out.
//!
//! Data goes to standard output, everything else to standard error. Exit codes: 0 done,
//! 1 nothing found, 2 error.

mod annotate;
mod args;
mod convert;
mod correct;
mod damage;
mod evaluate;
mod explain;
mod fetch;
mod gazetteer;
mod geocode;
mod input;
mod interrupt;
mod map;
mod output;
mod progress;
mod report;
mod store;
mod watch;

use crate::gazetteer::Gazetteer;
use args::{Args, Command, GazetteerCommand};
use clap::{CommandFactory, Parser};
use clap_complete::Shell;
use damage::Check;
use std::io::{self, Write};
use std::process::ExitCode;

/// What a command ends with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Done,
    NothingFound,
    Failed,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> ExitCode {
        match outcome {
            Outcome::Done => ExitCode::SUCCESS,
            Outcome::NothingFound => ExitCode::from(1),
            Outcome::Failed => ExitCode::from(2),
        }
    }
}

/// Runs the command that the arguments ask for.
pub fn run() -> ExitCode {
    match dispatch(Args::parse()) {
        Ok(outcome) => outcome.into(),
        Err(report) if report::is_broken_pipe(&report) => ExitCode::SUCCESS,
        Err(report) => {
            report::say(&format!("{report:?}"));
            ExitCode::from(2)
        }
    }
}

fn dispatch(args: Args) -> miette::Result<Outcome> {
    let Some(path) = args.gazetteer else {
        return command(args.command, Gazetteer::embedded());
    };
    let places = gazetteer::open(&path)?;
    let check = match &args.command {
        Command::Explain(_)
        | Command::Convert(_)
        | Command::Store(_)
        | Command::Completions { .. } => Check::OnFailure,
        Command::Gazetteer(args) => match args.command {
            GazetteerCommand::Build(_) | GazetteerCommand::Fetch(_) => Check::All,
            _ => Check::OnFailure,
        },
        _ => Check::All,
    };
    damage::guarded(&path, check, || command(args.command, places))
}

fn command(command: Command, places: &'static Gazetteer) -> miette::Result<Outcome> {
    match command {
        Command::Map(args) => map::run(&args, places),
        Command::Store(args) => store::run(&args.command),
        Command::Watch(args) => watch::run(&args, places),
        Command::Correct(args) => correct::run(&args, places),
        Command::Corrections(args) => correct::look(&args.command, places),
        Command::Convert(args) => convert::run(&args),
        Command::Geocode(args) => geocode::run(&args, places),
        Command::Annotate(args) => annotate::run(&args, places),
        Command::Explain(args) => explain::run(&args, places),
        Command::Evaluate(args) => evaluate::run(&args, places),
        Command::Gazetteer(args) => match args.command {
            GazetteerCommand::Search(args) => gazetteer::search(&args, places),
            GazetteerCommand::Info(args) => gazetteer::info(&args, places),
            GazetteerCommand::Build(args) => gazetteer::build(&args, places),
            GazetteerCommand::Fetch(args) => fetch::run(&args, places),
            GazetteerCommand::Diff(args) => gazetteer::diff(&args),
        },
        Command::Completions { shell } => completions(shell),
    }
}

fn completions(shell: Shell) -> miette::Result<Outcome> {
    // Into memory first: the generator panics when its output ends early.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "dateline", &mut script);
    report::written(io::stdout().write_all(&script))?;
    Ok(Outcome::Done)
}
