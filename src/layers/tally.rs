//! What a run found, counted.

use crate::analysis::{Analysis, MentionType};
use crate::document::Document;
use std::collections::BTreeMap;

/// Counts of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Documents analysed.
    pub documents: u64,
    /// Documents without a publication date.
    pub undated_documents: u64,
    /// Mentions with a place.
    pub resolved: u64,
    /// Of these the ones that mean the physical place.
    pub literal: u64,
    /// Mentions without a place.
    pub unresolved: u64,
    /// Areas.
    pub areas: u64,
    /// Time expressions.
    pub timexes: u64,
    /// Events by type.
    pub events: BTreeMap<&'static str, TypeTally>,
}

/// Events of one type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TypeTally {
    /// With a place.
    pub placed: u64,
    /// Without one.
    pub unplaced: u64,
}

impl Tally {
    /// Counts a document.
    pub fn add(&mut self, document: &Document, analysis: &Analysis) {
        self.documents += 1;
        self.undated_documents += u64::from(document.published.is_none());
        self.areas += analysis.areas.len() as u64;
        self.timexes += analysis.timexes.len() as u64;
        for toponym in &analysis.toponyms {
            let resolved = toponym.place.is_some();
            self.resolved += u64::from(resolved);
            self.unresolved += u64::from(!resolved);
            let literal = toponym.mention_type == MentionType::Literal;
            self.literal += u64::from(resolved && literal);
        }
        for event in &analysis.events {
            let tally = self.events.entry(event.leaf.event_type).or_default();
            tally.placed += u64::from(!event.places.is_empty());
            tally.unplaced += u64::from(event.places.is_empty());
        }
    }

    /// Whether there is neither a place nor an event.
    pub fn is_empty(&self) -> bool {
        self.resolved == 0 && self.events.is_empty()
    }
}
