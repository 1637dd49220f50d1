//! `dateline map`: articles to layers.

use super::args::{MapArgs, Whether};
use super::input::{self, Read};
use super::report::{say, written};
use super::store::{self, Reading};
use super::{Outcome, output};
use crate::gazetteer::Gazetteer;
use crate::layers::{
    Format, LayerCount, Layers, Origin, Output, PageOptions, Run, Tally, write_run,
};
use crate::pipeline::Analyzer;
use crate::store::Store;
use comfy_table::{CellAlignment, Table, presets};
use miette::{IntoDiagnostic, WrapErr, miette};
use std::io::{self, Write};
use std::path::Path;

/// Writes the layers and says what is in them; with a store, those of all its documents.
pub fn run(args: &MapArgs, gazetteer: &Gazetteer) -> miette::Result<Outcome> {
    match (&args.store, &args.output) {
        (Some(store), output) => into_store(args, store, output.as_deref(), gazetteer),
        (None, Some(output)) => into_folder(args, output, gazetteer),
        (None, None) => Err(miette!("say where to write the layers to with -o")),
    }
}

/// What the layers are to be like.
fn request(args: &MapArgs, gazetteer: &Gazetteer) -> Output {
    Output {
        formats: args.format.clone(),
        append: args.append,
        stem: "dateline".to_string(),
        origin: Origin {
            command: command(args),
            gazetteer: Some(gazetteer.id()),
        },
        page: PageOptions {
            title: args.title.clone(),
            basemap: args.basemap.clone(),
        },
    }
}

/// Adds the documents to a store, then writes the layers of all it holds.
fn into_store(
    args: &MapArgs,
    path: &Path,
    folder: Option<&Path>,
    gazetteer: &Gazetteer,
) -> miette::Result<Outcome> {
    if let Some(folder) = folder {
        store::apart(path, folder, &args.format)?;
    }
    let mut store = Store::open(path).into_diagnostic()?;
    let (read, added, tally) = store::fill(&mut store, &args.input, gazetteer)?;
    if read.documents == 0 && read.errors > 0 {
        return Ok(Outcome::Failed);
    }
    store::settle(&store)?;
    let mut out = io::stdout().lock();
    written(writeln!(
        out,
        "{} articles: {} new, {} replaced, {} there before",
        read.documents, added.new, added.replaced, added.unchanged
    ))?;
    if let Some(folder) = folder {
        let request = request(args, gazetteer);
        let reading = Reading {
            inputs: &read.records,
            published: args.input.published,
            tally,
        };
        let counts = store::export(&store, folder, &request, &reading)?;
        written(output::tell(&mut out, &counts, folder))?;
    }
    Ok(match read.errors {
        0 if store::is_empty(&store)? => Outcome::NothingFound,
        0 => Outcome::Done,
        _ => Outcome::Failed,
    })
}

/// Writes the layers of a run.
fn into_folder(args: &MapArgs, folder: &Path, gazetteer: &Gazetteer) -> miette::Result<Outcome> {
    let request = request(args, gazetteer);
    let (mut staging, watch) = output::open(folder)?;
    let mut layers = Layers::create(&mut staging, &request)
        .into_diagnostic()
        .wrap_err_with(|| output::writing(folder))?;
    let analyzer = Analyzer::new(
        gazetteer,
        input::analysis_options(&args.input.names, gazetteer)?,
    );
    let read = input::for_each(&args.input, true, &analyzer, |document, analysis| {
        layers
            .document(document, analysis)
            .into_diagnostic()
            .wrap_err_with(|| output::writing(folder))
    })?;
    let (tally, counts) = layers
        .finish(&mut staging)
        .into_diagnostic()
        .wrap_err_with(|| output::writing(folder))?;
    if read.documents == 0 && read.errors > 0 {
        return Ok(Outcome::Failed);
    }
    let run = Run {
        command: &command(args),
        gazetteer: &gazetteer.id(),
        published: args.input.published,
        inputs: &read.records,
        tally: &tally,
        layers: &counts,
    };
    write_run(&mut staging, &run)
        .into_diagnostic()
        .wrap_err_with(|| output::writing(folder))?;
    output::commit(staging, &watch)?;
    written(tell(&read, &tally, &counts, folder))?;
    Ok(outcome(&read, &tally))
}

/// The command with what its result depends on.
fn command(args: &MapArgs) -> Vec<String> {
    let mut command = vec!["map".to_string()];
    command.extend(args.input.inputs.iter().cloned());
    for list in &args.input.web.urls {
        command.extend(["--urls".to_string(), list.display().to_string()]);
    }
    if let Some(published) = args.input.published {
        command.extend(["--published".to_string(), published.to_string()]);
    }
    if args.input.names.nested == Whether::No {
        command.extend(["--nested".to_string(), "no".to_string()]);
    }
    if let Some(outlet) = &args.input.names.outlet {
        command.extend(["--outlet".to_string(), outlet.clone()]);
    }
    if args.input.names.demonyms {
        command.push("--demonyms".to_string());
    }
    if args.format != [Format::GeoJson] {
        let names: Vec<_> = args.format.iter().map(|format| format.name()).collect();
        command.extend(["--format".to_string(), names.join(",")]);
    }
    if args.format.contains(&Format::Html) {
        command.extend(["--title".to_string(), args.title.clone()]);
        if let Some(basemap) = &args.basemap {
            command.extend(["--basemap".to_string(), basemap.address().to_string()]);
        }
    }
    command
}

fn outcome(read: &Read, tally: &Tally) -> Outcome {
    if read.errors > 0 {
        Outcome::Failed
    } else if tally.is_empty() {
        Outcome::NothingFound
    } else {
        Outcome::Done
    }
}

/// What was found and where it is, on standard output.
fn tell(read: &Read, tally: &Tally, counts: &[LayerCount], folder: &Path) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "{} articles, {} place names ({} without a place)",
        tally.documents,
        tally.resolved + tally.unresolved,
        tally.unresolved
    )?;
    if !tally.events.is_empty() {
        writeln!(out, "{}", event_table(tally))?;
    }
    output::tell(&mut out, counts, folder)?;
    if read.errors + read.skipped > 0 {
        say(&format!(
            "{} errors, {} skipped; see above",
            read.errors, read.skipped
        ));
    }
    out.flush()
}

fn event_table(tally: &Tally) -> Table {
    let mut table = Table::new();
    table
        .load_preset(presets::NOTHING)
        .set_header(["events", "on the map", "unplaced"]);
    for (name, events) in &tally.events {
        table.add_row([
            (*name).to_string(),
            events.placed.to_string(),
            events.unplaced.to_string(),
        ]);
    }
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table
}
