//! `dateline convert`: layers from one format to others.

use super::args::ConvertArgs;
use super::report::written;
use super::{Outcome, output};
use crate::layers::{Layers, Origin, Output, PageOptions, Sinks, Source, is_layer};
use miette::{IntoDiagnostic, WrapErr, miette};
use std::io;
use std::path::{Path, PathBuf};

/// Reads every layer twice: for its columns, then for its features.
pub fn run(args: &ConvertArgs) -> miette::Result<Outcome> {
    let known = Layers::layouts();
    let paths = paths(&args.layers)?;
    let sources = paths.iter().map(|path| Source::open(path, &known));
    let sources: Vec<Source> = sources.collect::<Result<_, _>>().into_diagnostic()?;
    distinct(&sources)?;
    let layouts: Vec<_> = sources.iter().map(|source| source.layout.clone()).collect();
    let (mut staging, watch) = output::open(&args.output)?;
    let request = Output {
        formats: args.format.clone(),
        append: args.append,
        stem: "dateline".to_string(),
        origin: Origin {
            command: command(args, &paths),
            gazetteer: None,
        },
        page: PageOptions::default(),
    };
    let mut sinks = Sinks::create(&mut staging, &request, &layouts)
        .into_diagnostic()
        .wrap_err_with(|| output::writing(&args.output))?;
    for (number, source) in sources.iter().enumerate() {
        source
            .features(&mut |feature| sinks.feature(number, feature))
            .into_diagnostic()?;
    }
    let counts = sinks
        .finish(&mut staging)
        .into_diagnostic()
        .wrap_err_with(|| output::writing(&args.output))?;
    output::commit(staging, &watch)?;
    let mut out = io::stdout().lock();
    written(output::tell(&mut out, &counts, &args.output))?;
    Ok(match counts.iter().all(|count| count.features == 0) {
        true => Outcome::NothingFound,
        false => Outcome::Done,
    })
}

/// The files meant; of a folder all layers in it, in order of their names.
fn paths(given: &[PathBuf]) -> miette::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for path in given {
        if path.is_dir() {
            paths.extend(in_folder(path)?);
        } else {
            paths.push(path.clone());
        }
    }
    Ok(paths)
}

fn in_folder(folder: &Path) -> miette::Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let entries = entries
        .into_diagnostic()
        .wrap_err_with(|| format!("cannot read {}", folder.display()))?;
    let mut layers: Vec<PathBuf> = entries
        .into_iter()
        .map(|entry| entry.path())
        .filter(|path| is_layer(path) && path.file_name().is_some_and(|name| name != "run.json"))
        .collect();
    if layers.is_empty() {
        let folder = folder.display();
        return Err(miette!("{folder} holds no layers (.geojson, .geojsonl)"));
    }
    layers.sort();
    Ok(layers)
}

/// Layers are told apart by the names of their files.
fn distinct(sources: &[Source]) -> miette::Result<()> {
    let mut names: Vec<&str> = sources.iter().map(|source| &*source.layout.name).collect();
    names.sort_unstable();
    match names.windows(2).find(|pair| pair[0] == pair[1]) {
        Some(pair) => Err(miette!(
            "two layers are called {}: rename a file or convert them apart",
            pair[0]
        )),
        None => Ok(()),
    }
}

/// The command with the names of its files, not with this machine's folders.
fn command(args: &ConvertArgs, paths: &[PathBuf]) -> Vec<String> {
    let names = paths.iter().filter_map(|path| path.file_name());
    let formats: Vec<_> = args.format.iter().map(|format| format.name()).collect();
    ["convert".to_string()]
        .into_iter()
        .chain(names.map(|name| name.to_string_lossy().into_owned()))
        .chain(["--format".to_string(), formats.join(",")])
        .collect()
}
