//! Making corrections, and looking at them.

use super::add::{Entry, fingerprint};
use super::correction::{COLUMNS, Correction};
use super::info::Frequent;
use super::{Store, StoreError};
use crate::analysis::Analysis;
use crate::document::Document;
use crate::gazetteer::Gazetteer;
use crate::place::{LonLat, PlaceId};
use rusqlite::{OptionalExtension, named_params};

/// What a person asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// An `event_id`, or the `id` of a feature of `events` or `mentions`.
    pub subject: String,
    /// What is to become of it; `None` takes an earlier correction back.
    pub change: Option<Change>,
    /// Why.
    pub note: Option<String>,
    /// Who says so.
    pub made_by: String,
    /// When: `2025-04-10T09:30:00Z`.
    pub made_at: String,
}

/// What is to become of an event or mention.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Change {
    /// It is at this place of the gazetteer.
    pub place: Option<PlaceId>,
    /// It is at this point.
    pub point: Option<LonLat>,
    /// The point is called this.
    pub place_name: Option<String>,
    /// It is of this type, a leaf of the ontology.
    pub subtype: Option<&'static str>,
    /// It is none.
    pub dropped: bool,
}

/// What a correction has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Corrected {
    /// The document that was analysed again.
    pub doc_id: String,
}

/// What is there of a subject.
#[derive(Default)]
struct Subject {
    doc_id: String,
    surface: Option<String>,
    subtype: Option<String>,
    place_id: Option<String>,
}

impl Store {
    /// Keeps a correction and applies it: the document is analysed again by `analyze`, which gets
    /// the options it was analysed with.
    ///
    /// Errors: nothing has this id.
    pub fn correct(
        &mut self,
        request: Request,
        gazetteer: &Gazetteer,
        analyze: impl Fn(&Document, &str) -> Analysis,
    ) -> Result<Corrected, StoreError> {
        let subject = self
            .subject(&request.subject)
            .map_err(|error| self.failed(error))?
            .ok_or_else(|| StoreError::NoSubject(request.subject.clone()))?;
        let doc_id = subject.doc_id.clone();
        self.keep(request, subject)
            .map_err(|error| self.failed(error))?;
        if let Some((document, options)) =
            self.document(&doc_id).map_err(|error| self.failed(error))?
        {
            let entry = Entry {
                analysis: analyze(&document, &options),
                fingerprint: fingerprint(&document, &gazetteer.id(), &options),
                options,
                document,
            };
            self.put(vec![entry], gazetteer, true)?;
        }
        Ok(Corrected { doc_id })
    }

    /// All corrections, the oldest first.
    pub fn corrections(&self) -> Result<Vec<Correction>, StoreError> {
        let read = || {
            let sql = format!("SELECT {COLUMNS} FROM corrections ORDER BY made_at, subject");
            let mut statement = self.connection.prepare(&sql)?;
            let corrections = statement.query_map([], Correction::read)?;
            corrections.collect::<rusqlite::Result<Vec<_>>>()
        };
        read().map_err(|error| self.failed(error))
    }

    /// What is corrected, the most frequent first: names with their places, types of event.
    pub fn frequent_corrections(&self) -> Result<Vec<Frequent>, StoreError> {
        let sql = "SELECT what, change, count(*) AS times FROM (
             SELECT coalesce(surface, 'events without a place') AS what,
               coalesce(place_id, 'no place') || ' → ' || CASE WHEN dropped THEN 'no place'
                 ELSE coalesce(new_place_id, printf('%.4f, %.4f', lat, lon)) END AS change
             FROM corrections
             WHERE new_place_id IS NOT NULL OR lat IS NOT NULL OR (dropped AND event_subtype IS NULL)
             UNION ALL
             SELECT coalesce(event_subtype, 'event'), coalesce(event_subtype, 'event') || ' → ' ||
               CASE WHEN dropped THEN 'no event' ELSE new_subtype END
             FROM corrections
             WHERE new_subtype IS NOT NULL OR (dropped AND event_subtype IS NOT NULL)
           ) GROUP BY what, change ORDER BY times DESC, what, change";
        let read = || {
            let mut statement = self.connection.prepare(sql)?;
            let rows = statement.query_map([], |row| {
                Ok(Frequent {
                    what: row.get(0)?,
                    change: row.get(1)?,
                    times: row.get::<_, i64>(2)? as u64,
                })
            })?;
            rows.collect::<rusqlite::Result<Vec<_>>>()
        };
        read().map_err(|error| self.failed(error))
    }

    /// What has an id, among events, mentions and earlier corrections.
    fn subject(&self, id: &str) -> rusqlite::Result<Option<Subject>> {
        let queries = [
            // An earlier correction first: it knows what there was before it.
            "SELECT doc_id, surface, event_subtype, place_id FROM corrections WHERE subject = ?",
            "SELECT doc_id, place_name, event_subtype, place_id FROM events
             WHERE event_id = ?1 OR id = ?1 ORDER BY id LIMIT 1",
            "SELECT doc_id, surface, NULL, place_id FROM mentions WHERE id = ?",
            "SELECT doc_id, NULL, line ->> '$.event_subtype', NULL FROM dateline_unplaced
             WHERE line ->> '$.event_id' = ?",
        ];
        for query in queries {
            let found = self.connection.query_row(query, [id], |row| {
                Ok(Subject {
                    doc_id: row.get(0)?,
                    surface: row.get(1)?,
                    subtype: row.get(2)?,
                    place_id: row.get(3)?,
                })
            });
            if let Some(subject) = found.optional()? {
                return Ok(Some(subject));
            }
        }
        Ok(None)
    }

    fn keep(&self, request: Request, subject: Subject) -> rusqlite::Result<()> {
        let Some(change) = request.change else {
            let delete = "DELETE FROM corrections WHERE subject = ?";
            self.connection.execute(delete, [&request.subject])?;
            return Ok(());
        };
        self.connection.execute(
            "INSERT OR REPLACE INTO corrections (subject, doc_id, surface, event_subtype,
               new_subtype, place_id, new_place_id, new_place_name, lat, lon, dropped, note,
               made_by, made_at)
             VALUES (:subject, :doc_id, :surface, :event_subtype, :new_subtype, :place_id,
               :new_place_id, :new_place_name, :lat, :lon, :dropped, :note, :made_by, :made_at)",
            named_params! {
                ":subject": request.subject,
                ":doc_id": subject.doc_id,
                ":surface": subject.surface,
                ":event_subtype": subject.subtype,
                ":new_subtype": change.subtype,
                ":place_id": subject.place_id,
                ":new_place_id": change.place.map(|place| place.to_string()),
                ":new_place_name": change.place_name,
                ":lat": change.point.map(|point| point.lat),
                ":lon": change.point.map(|point| point.lon),
                ":dropped": change.dropped,
                ":note": request.note,
                ":made_by": request.made_by,
                ":made_at": request.made_at,
            },
        )?;
        Ok(())
    }

    /// A document as it was added, and the options of its analysis.
    fn document(&self, doc_id: &str) -> rusqlite::Result<Option<(Document, String)>> {
        let sql = "SELECT doc_id, title, url, published, language, text, options
             FROM documents WHERE doc_id = ?";
        let row = self.connection.query_row(sql, [doc_id], |row| {
            let published: Option<String> = row.get(3)?;
            Ok((
                Document {
                    id: row.get(0)?,
                    title: row.get(1)?,
                    url: row.get(2)?,
                    published: published.and_then(|day| day.parse().ok()),
                    language: row.get(4)?,
                    text: row.get(5)?,
                    given_mentions: None,
                },
                row.get(6)?,
            ))
        });
        row.optional()
    }
}
