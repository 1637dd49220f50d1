//! `dateline store`: documents kept over many runs; and what `map --store` does with them.

use super::args::{ExportArgs, InputArgs, NameArgs, StoreCommand, Whether};
use super::input::{self, Read};
use super::report::{print, say, written};
use super::{Outcome, output};
use crate::document::Document;
use crate::gazetteer::Gazetteer;
use crate::layers::{
    Format, LayerCount, Origin, Output, PageOptions, Run, Staging, Tally, write_run,
};
use crate::pipeline::{self, Analyzer};
use crate::read::InputRecord;
use crate::store::{Added, Entry, Info, Store, fingerprint};
use jiff::civil::Date;
use miette::{IntoDiagnostic, WrapErr, miette};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::io;
use std::path::Path;

/// Runs a command on a store.
pub fn run(command: &StoreCommand) -> miette::Result<Outcome> {
    match command {
        StoreCommand::Info { store, json } => info(store, *json),
        StoreCommand::Vacuum { store } => vacuum(store),
        StoreCommand::Export(args) => export_all(args),
        StoreCommand::Forget { store, documents } => forget(store, documents),
    }
}

/// How a document is analysed, as its row in the store says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Names {
    nested: bool,
    demonyms: bool,
    outlet: Option<String>,
}

impl Names {
    /// What the arguments ask for.
    pub fn of(args: &NameArgs) -> Names {
        Names {
            nested: args.nested == Whether::Yes,
            demonyms: args.demonyms,
            outlet: args.outlet.clone(),
        }
    }

    /// As a row has it.
    pub fn to_json(&self) -> String {
        json!(self).to_string()
    }

    /// The options of the analysis that a row tells.
    pub fn options(row: &str, gazetteer: &Gazetteer) -> miette::Result<pipeline::Options> {
        let names: Names = serde_json::from_str(row)
            .into_diagnostic()
            .wrap_err("the store tells no options of the analysis")?;
        let args = NameArgs {
            nested: match names.nested {
                true => Whether::Yes,
                false => Whether::No,
            },
            demonyms: names.demonyms,
            outlet: names.outlet,
        };
        input::analysis_options(&args, gazetteer)
    }
}

/// Adds all documents that are not there yet, in transactions of as many as are analysed together.
pub fn fill(
    store: &mut Store,
    args: &InputArgs,
    gazetteer: &Gazetteer,
) -> miette::Result<(Read, Added, Tally)> {
    let analyzer = Analyzer::new(gazetteer, input::analysis_options(&args.names, gazetteer)?);
    let (options, id) = (Names::of(&args.names).to_json(), gazetteer.id());
    let fingerprint = |document: &Document| fingerprint(document, &id, &options);
    let (mut sum, mut there) = (Added::default(), 0);
    let mut tally = Tally::default();
    // Both closures of the run look into the store, one after the other.
    let store = std::cell::RefCell::new(store);
    let read = input::for_each_chunk(
        args,
        true,
        &analyzer,
        |document| {
            let store = store.borrow();
            let holds = store.holds(&document.id, &fingerprint(document));
            let holds = holds.into_diagnostic()?;
            there += u64::from(holds);
            Ok(!holds)
        },
        |chunk| {
            let entries = chunk.into_iter().map(|(document, analysis)| {
                tally.add(&document, &analysis);
                Entry {
                    fingerprint: fingerprint(&document),
                    options: options.clone(),
                    document,
                    analysis,
                }
            });
            let added = store.borrow_mut().add(entries.collect(), gazetteer);
            let added = added.into_diagnostic()?;
            sum.new += added.new;
            sum.replaced += added.replaced;
            sum.unchanged += added.unchanged;
            Ok(())
        },
    )?;
    sum.unchanged += there;
    Ok((read, sum, tally))
}

/// Leaves the store as one whole file, with the QGIS project that opens it beside it.
pub fn settle(store: &Store) -> miette::Result<()> {
    let folder = match store.path().parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let mut staging = Staging::new(folder).into_diagnostic()?;
    store.write_project(&mut staging).into_diagnostic()?;
    staging.commit().into_diagnostic()?;
    store.settle().into_diagnostic()
}

/// Whether nothing was found in any document.
pub fn is_empty(store: &Store) -> miette::Result<bool> {
    let info = store.info().into_diagnostic()?;
    Ok(info.unplaced == 0 && info.layers.iter().all(|(_, rows)| *rows == 0))
}

/// What was read before layers are written, for their record.
#[derive(Default)]
pub struct Reading<'a> {
    /// The inputs.
    pub inputs: &'a [InputRecord],
    /// Publication date of documents that bring none of their own.
    pub published: Option<Date>,
    /// What was found in the documents that were new.
    pub tally: Tally,
}

/// Writes the layers of a store to a folder, and the record of the run.
pub fn export(
    store: &Store,
    folder: &Path,
    request: &Output,
    reading: &Reading<'_>,
) -> miette::Result<Vec<LayerCount>> {
    let (mut staging, watch) = output::open(folder)?;
    let counts =
        stage(store, &mut staging, request, reading).wrap_err_with(|| output::writing(folder))?;
    output::commit(staging, &watch)?;
    Ok(counts)
}

/// Writes the layers of a store and the record of the run aside.
pub fn stage(
    store: &Store,
    staging: &mut Staging,
    request: &Output,
    reading: &Reading<'_>,
) -> miette::Result<Vec<LayerCount>> {
    let counts = store.export(staging, request).into_diagnostic()?;
    let run = Run {
        command: &request.origin.command,
        gazetteer: request.origin.gazetteer.as_deref().unwrap_or_default(),
        published: reading.published,
        inputs: reading.inputs,
        tally: &reading.tally,
        layers: &counts,
    };
    write_run(staging, &run).into_diagnostic()?;
    Ok(counts)
}

/// A GeoPackage with the layers must not be written over the store.
pub fn apart(store: &Path, folder: &Path, formats: &[Format]) -> miette::Result<()> {
    match crate::store::clashes(store, folder, formats) {
        true => Err(miette!(
            "--format gpkg would write over the store {}: the store is a GeoPackage with all layers; \
             leave gpkg out, or choose another folder with -o",
            store.display()
        )),
        false => Ok(()),
    }
}

fn info(path: &Path, as_json: bool) -> miette::Result<Outcome> {
    let store = Store::open_existing(path).into_diagnostic()?;
    let info = store.info().into_diagnostic()?;
    match as_json {
        true => print(&to_json(&info).to_string())?,
        false => print(&in_words(&info))?,
    }
    Ok(match info.documents {
        0 => Outcome::NothingFound,
        _ => Outcome::Done,
    })
}

fn to_json(info: &Info) -> serde_json::Value {
    let layers = info.layers.iter();
    let layers = layers.map(|(name, rows)| (name.clone(), json!(rows)));
    let published = info.published.as_ref();
    json!({
        "documents": info.documents,
        "first_published": published.map(|days| &days.0),
        "latest_published": published.map(|days| &days.1),
        "features": layers.collect::<serde_json::Map<_, _>>(),
        "unplaced": info.unplaced,
        "incidents_of_several_sources": info.confirmed,
        "corrections": info.corrections,
        "bytes": info.bytes,
    })
}

fn in_words(info: &Info) -> String {
    let mut lines = vec![format!("{:>9}  documents", info.documents)];
    if let Some((first, latest)) = &info.published {
        lines[0].push_str(&format!(", published {first} to {latest}"));
    }
    for (name, rows) in &info.layers {
        let several = match name.as_str() {
            "incidents" => format!(", {} of several sources", info.confirmed),
            _ => String::new(),
        };
        lines.push(format!("{rows:>9}  {name}{several}"));
    }
    lines.push(format!("{:>9}  unplaced", info.unplaced));
    lines.push(format!("{:>9}  corrections", info.corrections));
    lines.push(format!("{:>9.1}  MB", info.bytes as f64 / 1e6));
    lines.join("\n")
}

fn vacuum(path: &Path) -> miette::Result<Outcome> {
    let store = Store::open_existing(path).into_diagnostic()?;
    let before = store.info().into_diagnostic()?.bytes;
    store.vacuum().into_diagnostic()?;
    let after = store.info().into_diagnostic()?.bytes;
    print(&format!(
        "{:.1} MB, {:.1} MB before",
        after as f64 / 1e6,
        before as f64 / 1e6
    ))?;
    Ok(Outcome::Done)
}

fn forget(path: &Path, documents: &[String]) -> miette::Result<Outcome> {
    let mut store = Store::open_existing(path).into_diagnostic()?;
    let mut gone = 0;
    for doc_id in documents {
        match store.forget(doc_id).into_diagnostic()? {
            true => gone += 1,
            false => say(&format!("{doc_id}: no such document in the store")),
        }
    }
    settle(&store)?;
    print(&format!("{gone} documents removed"))?;
    Ok(match gone {
        0 => Outcome::NothingFound,
        _ => Outcome::Done,
    })
}

fn export_all(args: &ExportArgs) -> miette::Result<Outcome> {
    apart(&args.store, &args.output, &args.format)?;
    let store = Store::open_existing(&args.store).into_diagnostic()?;
    let formats: Vec<_> = args.format.iter().map(|format| format.name()).collect();
    let request = Output {
        formats: args.format.clone(),
        append: false,
        stem: "dateline".to_string(),
        origin: Origin {
            command: ["store", "export", "--format", &formats.join(",")]
                .map(str::to_string)
                .to_vec(),
            gazetteer: None,
        },
        page: PageOptions {
            title: args.title.clone(),
            basemap: None,
        },
    };
    let counts = export(&store, &args.output, &request, &Reading::default())?;
    written(output::tell(
        &mut io::stdout().lock(),
        &counts,
        &args.output,
    ))?;
    Ok(match counts.iter().all(|count| count.features == 0) {
        true => Outcome::NothingFound,
        false => Outcome::Done,
    })
}
