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

    fn line(&mut self, kind: &str, members: Map<String, Value>) -> io::Result<()> {
        let mut line = Map::new();
        line.insert("kind".to_string(), json!(kind));
        line.extend(members);
        serde_json::to_writer(&mut self.out, &line)?;
        self.lines += 1;
        self.out.write_all(b"\n")
    }

    /// Writes the lines of a document.
    pub fn document(&mut self, found: &Found<'_>) -> io::Result<()> {
        for event in &found.analysis.events {
            if event.places.is_empty() {
                self.line("event", annotation::event(found, event))?;
            }
        }
        for toponym in &found.analysis.toponyms {
            if toponym.place.is_none() {
                let row = MentionRow { found, toponym };
                let mut members = properties(TOPONYM, &row);
                members.extend(properties(SOURCE, &row));
                self.line("toponym", members)?;
            }
        }
        Ok(())
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
