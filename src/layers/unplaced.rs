//! `unplaced.jsonl`: events and toponyms without a point, with the reason.

use super::columns::properties;
use super::mention::{MentionRow, SOURCE, TOPONYM};
use super::staging::Staging;
use super::{Found, LayerCount, annotation};
use serde_json::{Map, Value, json};
use std::io::{self, Write};

const FILE: &str = "unplaced.jsonl";

/// The layer, which is a table: one JSON object a line.
pub struct Unplaced {
    out: Box<dyn Write>,
    lines: u64,
}

impl Unplaced {
    /// Starts the file.
    pub fn create(staging: &mut Staging) -> io::Result<Unplaced> {
        let out = staging.create(FILE)?;
        Ok(Unplaced { out, lines: 0 })
    }

    /// Writes the lines of a document.
    pub fn document(&mut self, found: &Found<'_>) -> io::Result<()> {
        for line in lines(found) {
            self.line(&serde_json::to_string(&line)?)?;
        }
        Ok(())
    }

    /// Writes one line.
    pub fn line(&mut self, line: &str) -> io::Result<()> {
        self.lines += 1;
        writeln!(self.out, "{line}")
    }

    /// Ends the file.
    pub fn finish(mut self) -> io::Result<LayerCount> {
        self.out.flush()?;
        Ok(LayerCount {
            file: FILE.to_string(),
            layer: None,
            features: self.lines,
        })
    }
}

/// The lines of a document.
pub fn lines<'f>(found: &'f Found<'_>) -> impl Iterator<Item = Map<String, Value>> + 'f {
    let events = found.analysis.events.iter();
    let events = events
        .filter(|event| event.places.is_empty())
        .map(|event| line("event", annotation::event(found, event)));
    let toponyms = found.analysis.toponyms.iter();
    let toponyms = toponyms
        .filter(|toponym| toponym.place.is_none())
        .map(|toponym| {
            let row = MentionRow { found, toponym };
            let mut members = properties(TOPONYM, &row);
            members.extend(properties(SOURCE, &row));
            line("toponym", members)
        });
    events.chain(toponyms)
}

fn line(kind: &str, members: Map<String, Value>) -> Map<String, Value> {
    let mut line = Map::new();
    line.insert("kind".to_string(), json!(kind));
    line.extend(members);
    line
}
