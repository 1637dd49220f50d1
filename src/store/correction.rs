//! What a person corrects, and how it changes an analysis.

use crate::analysis::{Analysis, Event, EventPlace};
use crate::document::Document;
use crate::event::ontology;
use crate::gazetteer::Gazetteer;
use crate::place::{IdSource, LonLat, Place, PlaceId, PlacePrecision};
use crate::span::CodePoints;
use rusqlite::{Connection, Row};
use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

/// A correction of one event, one place of an event, or one mention.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Correction {
    /// What is corrected: an `event_id`, or the `id` of a feature of `events` or `mentions`.
    pub subject: String,
    /// The document it is in.
    pub doc_id: String,
    /// The words of the place name that is corrected, where there is one.
    pub surface: Option<String>,
    /// The type it had.
    pub event_subtype: Option<String>,
    /// The type it gets.
    pub new_subtype: Option<String>,
    /// The place it had.
    pub place_id: Option<String>,
    /// The place it gets, of the gazetteer.
    pub new_place_id: Option<String>,
    /// The name of the place it gets.
    pub new_place_name: Option<String>,
    /// The point it gets.
    pub point: Option<LonLat>,
    /// It is none.
    pub dropped: bool,
    /// Why.
    pub note: Option<String>,
    /// Who says so.
    pub made_by: String,
    /// When: `2025-04-10T09:30:00Z`.
    pub made_at: String,
}

/// The columns of a correction's row, in the order of [`Correction::read`].
pub(super) const COLUMNS: &str = "subject, doc_id, surface, event_subtype, new_subtype, place_id,
     new_place_id, new_place_name, lat, lon, dropped, note, made_by, made_at";

/// All corrections of a store.
#[derive(Debug, Default)]
pub struct Corrections(FxHashMap<String, Correction>);

impl Correction {
    pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Correction> {
        let (lat, lon): (Option<f64>, Option<f64>) = (row.get(8)?, row.get(9)?);
        Ok(Correction {
            subject: row.get(0)?,
            doc_id: row.get(1)?,
            surface: row.get(2)?,
            event_subtype: row.get(3)?,
            new_subtype: row.get(4)?,
            place_id: row.get(5)?,
            new_place_id: row.get(6)?,
            new_place_name: row.get(7)?,
            point: lat.zip(lon).and_then(|(lat, lon)| LonLat::new(lon, lat)),
            dropped: row.get(10)?,
            note: row.get(11)?,
            made_by: row.get(12)?,
            made_at: row.get(13)?,
        })
    }

    /// The place it gives.
    pub fn place(&self, gazetteer: &Gazetteer) -> Option<Place> {
        let known = self.new_place_id.as_deref().and_then(PlaceId::parse);
        let known = known.and_then(|id| gazetteer.by_id(id));
        match (known, self.point) {
            (Some(index), _) => Some(gazetteer.place(index)),
            (None, Some(point)) => Some(self.at(point, gazetteer)),
            (None, None) => None,
        }
    }

    /// A place that no gazetteer has: its country and division are those of the next settlement.
    fn at(&self, point: LonLat, gazetteer: &Gazetteer) -> Place {
        let next = gazetteer.nearest_settlement(point);
        let next = next.map(|(index, _)| gazetteer.place(index));
        let key = format!("{:.6} {:.6}", point.lat, point.lon);
        let hash = Sha256::digest(key);
        let number = hash[..6]
            .iter()
            .fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
        let name = self.new_place_name.clone().or(self.surface.clone());
        Place {
            id: PlaceId {
                source: IdSource::Overlay,
                number,
            },
            name: name.unwrap_or_else(|| format!("{:.4}, {:.4}", point.lat, point.lon)),
            point,
            feature_code: String::new(),
            country: next.as_ref().and_then(|next| next.country),
            admin1: next.and_then(|next| next.admin1),
            population: None,
            precision: PlacePrecision::Exact,
            radius_km: 0.0,
        }
    }

    fn reason(&self) -> String {
        match &self.note {
            Some(note) => format!("corrected by {}: {note}", self.made_by),
            None => format!("corrected by {}", self.made_by),
        }
    }
}

impl Corrections {
    /// All corrections of a store.
    pub fn read(connection: &Connection) -> rusqlite::Result<Corrections> {
        let sql = format!("SELECT {COLUMNS} FROM corrections");
        let mut statement = connection.prepare_cached(&sql)?;
        let corrections = statement.query_map([], Correction::read)?;
        let pairs = corrections.map(|correction| {
            let correction = correction?;
            Ok((correction.subject.clone(), correction))
        });
        Ok(Corrections(pairs.collect::<rusqlite::Result<_>>()?))
    }

    /// Changes an analysis as persons have corrected it; ids stay as they are.
    pub fn apply(&self, document: &Document, analysis: &mut Analysis, gazetteer: &Gazetteer) {
        if self.0.values().all(|one| one.doc_id != document.id) {
            return;
        }
        self.apply_to_mentions(document, analysis, gazetteer);
        analysis.events.retain_mut(|event| {
            self.apply_to_places(event, gazetteer);
            self.0
                .get(&event.id)
                .is_none_or(|correction| apply_to_event(correction, event, gazetteer))
        });
    }

    /// A mention takes the events at it along.
    fn apply_to_mentions(
        &self,
        document: &Document,
        analysis: &mut Analysis,
        gazetteer: &Gazetteer,
    ) {
        let points = CodePoints::new(&document.text);
        let Analysis {
            toponyms, events, ..
        } = analysis;
        for toponym in toponyms {
            let (start, end) = points.span(toponym.span);
            let Some(correction) = self.0.get(&format!("{}:{start}-{end}", document.id)) else {
                continue;
            };
            toponym.place = correction.place(gazetteer).filter(|_| !correction.dropped);
            toponym.confidence = f64::from(u8::from(toponym.place.is_some()));
            toponym.reason = correction.reason();
            toponym.corrected = true;
            for event in events.iter_mut() {
                let here = |place: &EventPlace| place.span == toponym.span;
                event.corrected |= event.places.iter().any(here);
                match &toponym.place {
                    Some(place) => event
                        .places
                        .iter_mut()
                        .filter(|place| here(place))
                        .for_each(|old| put(old, place, correction)),
                    None => leave(event, correction, here),
                }
            }
        }
    }

    /// Places of an event by themselves: `event_id-1`, `event_id-2`.
    fn apply_to_places(&self, event: &mut Event, gazetteer: &Gazetteer) {
        let corrections: Vec<Option<&Correction>> = (1..=event.places.len())
            .map(|number| self.0.get(&format!("{}-{number}", event.id)))
            .collect();
        for (place, correction) in event.places.iter_mut().zip(&corrections) {
            if let Some(correction) = correction
                && let Some(new) = correction.place(gazetteer)
            {
                put(place, &new, correction);
                event.corrected = true;
            }
        }
        let dropped = |correction: &Option<&Correction>| {
            correction.is_some_and(|correction| correction.dropped)
        };
        for (number, correction) in corrections.iter().enumerate().rev() {
            if let (true, Some(correction)) = (dropped(correction), correction) {
                let span = event.places[number].span;
                event.corrected = true;
                leave(event, correction, |place| place.span == span);
            }
        }
    }
}

/// Whether the event stays.
fn apply_to_event(correction: &Correction, event: &mut Event, gazetteer: &Gazetteer) -> bool {
    event.corrected = true;
    let leaf = correction.new_subtype.as_deref().and_then(ontology::leaf);
    event.leaf = leaf.unwrap_or(event.leaf);
    if let Some(place) = correction.place(gazetteer) {
        match event.places.first_mut() {
            Some(first) => put(first, &place, correction),
            None => event.places.push(placed(event.trigger, place, correction)),
        }
        event.places.truncate(1);
        event.unplaced_reason.clear();
    }
    !correction.dropped
}

fn put(old: &mut EventPlace, place: &Place, correction: &Correction) {
    old.place = place.clone();
    old.area = None;
    old.region = None;
    old.confidence = 1.0;
    old.reason = correction.reason();
}

fn placed(span: crate::span::Span, place: Place, correction: &Correction) -> EventPlace {
    EventPlace {
        place,
        role: crate::analysis::PlaceRole::At,
        region: None,
        area: None,
        span,
        confidence: 1.0,
        reason: correction.reason(),
    }
}

fn leave(event: &mut Event, correction: &Correction, gone: impl Fn(&EventPlace) -> bool) {
    let before = event.places.len();
    event.places.retain(|place| !gone(place));
    if event.places.is_empty() && before > 0 {
        event.unplaced_reason = correction.reason();
    }
}
