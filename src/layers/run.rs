//! `run.json`: what made the layers, without a clock and without this machine's paths, so that
//! the same input gives the same bytes.

use super::{LayerCount, Staging, Tally};
use crate::read::InputRecord;
use jiff::civil::Date;
use serde_json::{Value, json};
use std::io::{self, Write};

/// What a run was asked for.
pub struct Run<'a> {
    /// The command with what its result depends on: neither threads nor the output directory.
    pub command: &'a [String],
    /// Identity of the gazetteer.
    pub gazetteer: &'a str,
    /// Publication date of documents that bring none of their own.
    pub published: Option<Date>,
    /// The inputs read, in order.
    pub inputs: &'a [InputRecord],
    /// What was found.
    pub tally: &'a Tally,
    /// Size of each layer.
    pub layers: &'a [LayerCount],
}

/// Writes `run.json`.
pub fn write_run(staging: &mut Staging, run: &Run<'_>) -> io::Result<()> {
    let mut out = staging.create("run.json")?;
    serde_json::to_writer_pretty(&mut out, &record(run))?;
    out.write_all(b"\n")?;
    out.flush()
}

fn record(run: &Run<'_>) -> Value {
    let inputs = run.inputs.iter().map(|input| {
        json!({
            "path": input.input,
            "bytes": input.bytes,
            "sha256": input.sha256,
            "documents": input.documents,
            "skipped": input.skipped,
        })
    });
    let layers = run.layers.iter();
    let layers = layers.map(|layer| (layer.label(), json!(layer.features)));
    let (placed, unplaced) = run
        .tally
        .events
        .values()
        .fold((0, 0), |(placed, unplaced), tally| {
            (placed + tally.placed, unplaced + tally.unplaced)
        });
    json!({
        "program": "dateline",
        "version": env!("CARGO_PKG_VERSION"),
        "command": run.command,
        "gazetteer": run.gazetteer,
        "options": { "published": run.published.map(|day| day.to_string()) },
        "documents": run.tally.documents,
        "skipped": run.inputs.iter().map(|input| input.skipped).sum::<u64>(),
        "undated_documents": run.tally.undated_documents,
        "mentions": { "resolved": run.tally.resolved, "unresolved": run.tally.unresolved },
        "events": { "placed": placed, "unplaced": unplaced },
        "features": layers.collect::<serde_json::Map<_, _>>(),
        "inputs": inputs.collect::<Vec<_>>(),
    })
}
