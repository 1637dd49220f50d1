//! Documents in and out of a store.

use super::correction::Corrections;
use super::merge::Affected;
use super::{Store, StoreError, merge};
use crate::analysis::Analysis;
use crate::digest;
use crate::document::Document;
use crate::gazetteer::Gazetteer;
use crate::incident::Sketch;
use crate::layers::{self, Feature};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior};

/// A document with what was found in it.
pub struct Entry {
    /// The document.
    pub document: Document,
    /// What was found, not yet corrected.
    pub analysis: Analysis,
    /// What the result depends on: [`fingerprint`].
    pub fingerprint: String,
    /// How it was analysed, to do it again when it is corrected.
    pub options: String,
}

/// What became of documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Added {
    /// Not there before.
    pub new: u64,
    /// There with other content, and replaced.
    pub replaced: u64,
    /// There already.
    pub unchanged: u64,
}

/// What the rows of a document depend on, as 32 hexadecimal digits: its content, the program, the
/// gazetteer, and the options of the analysis.
pub fn fingerprint(document: &Document, gazetteer: &str, options: &str) -> String {
    let published = document.published.map(|day| day.to_string());
    let parts = [
        Some(env!("CARGO_PKG_VERSION")),
        Some(gazetteer),
        Some(options),
        document.title.as_deref(),
        document.url.as_deref(),
        published.as_deref(),
        document.language.as_deref(),
        Some(&document.text),
    ];
    digest::of_parts(&parts)
}

impl Store {
    /// Whether a document is there with just this content.
    pub fn holds(&self, doc_id: &str, fingerprint: &str) -> Result<bool, StoreError> {
        let known = known(&self.connection, doc_id).map_err(|error| self.failed(error))?;
        Ok(known.as_deref() == Some(fingerprint))
    }

    /// Adds documents in one transaction: all of them or none.
    ///
    /// Corrections are applied, incidents brought up to date.
    pub fn add(&mut self, entries: Vec<Entry>, gazetteer: &Gazetteer) -> Result<Added, StoreError> {
        self.put(entries, gazetteer, false)
    }

    /// The same; `again` also replaces what has not changed, because its corrections have.
    pub(super) fn put(
        &mut self,
        entries: Vec<Entry>,
        gazetteer: &Gazetteer,
        again: bool,
    ) -> Result<Added, StoreError> {
        let mut added = Added::default();
        self.change(|store, connection, affected| {
            let corrections = Corrections::read(connection)?;
            for mut entry in entries {
                let known = known(connection, &entry.document.id)?;
                match &known {
                    Some(known) if *known == entry.fingerprint && !again => {
                        added.unchanged += 1;
                        continue;
                    }
                    Some(_) => added.replaced += 1,
                    None => added.new += 1,
                }
                store.remove(connection, &entry.document.id, affected)?;
                corrections.apply(&entry.document, &mut entry.analysis, gazetteer);
                store.insert(connection, &entry, affected)?;
            }
            Ok(())
        })?;
        Ok(added)
    }

    /// Removes a document with all its rows; whether it was there.
    pub fn forget(&mut self, doc_id: &str) -> Result<bool, StoreError> {
        let mut there = false;
        self.change(|store, connection, affected| {
            there = known(connection, doc_id)?.is_some();
            store.remove(connection, doc_id, affected)
        })?;
        Ok(there)
    }

    /// A transaction, at the end of which the incidents are brought up to date.
    fn change(
        &mut self,
        work: impl FnOnce(&Parts<'_>, &Connection, &mut Affected) -> rusqlite::Result<()>,
    ) -> Result<(), StoreError> {
        let Store {
            path,
            connection,
            layers,
        } = self;
        let parts = Parts { layers };
        let mut affected = Affected::default();
        connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .and_then(|transaction| {
                work(&parts, &transaction, &mut affected)?;
                merge::update(&transaction, &parts, affected)?;
                transaction.commit()
            })
            .map_err(|error| super::failed(path, error))
    }
}

/// The layers of a store, apart from its connection.
pub struct Parts<'s> {
    layers: &'s [super::Layer],
}

fn known(connection: &Connection, doc_id: &str) -> rusqlite::Result<Option<String>> {
    connection
        .prepare_cached("SELECT fingerprint FROM documents WHERE doc_id = ?")?
        .query_row([doc_id], |row| row.get(0))
        .optional()
}

impl Parts<'_> {
    /// A layer by its name.
    pub fn layer(&self, name: &str) -> &super::Layer {
        let mut layers = self.layers.iter();
        layers
            .find(|layer| layer.name() == name)
            .unwrap_or(&self.layers[0])
    }

    fn remove(
        &self,
        connection: &Connection,
        doc_id: &str,
        affected: &mut Affected,
    ) -> rusqlite::Result<()> {
        merge::remove(connection, doc_id, affected)?;
        recount(connection, doc_id)?;
        for layer in self.layers {
            if layer.layout.column("doc_id").is_some() {
                layer.remove(connection, "doc_id", doc_id)?;
            }
        }
        for table in ["dateline_unplaced", "documents"] {
            let sql = format!("DELETE FROM {table} WHERE doc_id = ?");
            connection.prepare_cached(&sql)?.execute([doc_id])?;
        }
        Ok(())
    }

    fn insert(
        &self,
        connection: &Connection,
        entry: &Entry,
        affected: &mut Affected,
    ) -> rusqlite::Result<()> {
        let Entry {
            document, analysis, ..
        } = entry;
        let sketch = Sketch::of(&document.text);
        let insert = "INSERT INTO documents
             (doc_id, title, url, published, language, text, fingerprint, options, sketch)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
        connection.prepare_cached(insert)?.execute((
            &document.id,
            &document.title,
            &document.url,
            document.published.map(|day| day.to_string()),
            &document.language,
            &document.text,
            &entry.fingerprint,
            &entry.options,
            sketch.to_bytes(),
        ))?;
        let (features, unplaced) = layers::features_of(document, analysis).map_err(outer)?;
        for (layer, features) in self.layers.iter().zip(&features) {
            match layer.name() {
                "places" => features
                    .iter()
                    .try_for_each(|place| self.count(connection, layer, place))?,
                _ => features
                    .iter()
                    .try_for_each(|feature| layer.insert(connection, feature))?,
            }
            if layer.name() == "events" {
                merge::insert(
                    connection,
                    layer,
                    &document.id,
                    features,
                    sketch.clone(),
                    affected,
                )?;
            }
        }
        let mut insert =
            connection.prepare_cached("INSERT INTO dateline_unplaced VALUES (?, ?, ?)")?;
        for (number, line) in unplaced.iter().enumerate() {
            insert.execute((&document.id, number as i64, line))?;
        }
        Ok(())
    }

    /// Adds what a document counts of a place.
    fn count(
        &self,
        connection: &Connection,
        layer: &super::Layer,
        place: &Feature,
    ) -> rusqlite::Result<()> {
        let value = |name: &str| {
            let at = layer.layout.column(name);
            at.and_then(|at| place.values[at].as_i64()).unwrap_or(0)
        };
        let update = "UPDATE places SET mentions = mentions + ?,
             literal_mentions = literal_mentions + ?, documents = documents + ?,
             events = events + ? WHERE place_id = ?";
        let counted = connection.prepare_cached(update)?.execute((
            value("mentions"),
            value("literal_mentions"),
            value("documents"),
            value("events"),
            &place.id,
        ))?;
        if counted == 0 {
            layer.insert(connection, place)?;
        }
        Ok(())
    }
}

/// Takes what a document counts off its places; a place no document is left of goes.
fn recount(connection: &Connection, doc_id: &str) -> rusqlite::Result<()> {
    let counted = "SELECT place_id, sum(mentions), sum(literal), sum(events) FROM (
           SELECT place_id, count(*) AS mentions, sum(type = 'literal') AS literal, 0 AS events
           FROM mentions WHERE doc_id = ?1 GROUP BY place_id
           UNION ALL
           SELECT place_id, 0, 0, count(DISTINCT event_id)
           FROM events WHERE doc_id = ?1 GROUP BY place_id
         ) GROUP BY place_id";
    let mut statement = connection.prepare_cached(counted)?;
    let places = statement.query_map([doc_id], |row| {
        let place: String = row.get(0)?;
        Ok((place, row.get(1)?, row.get(2)?, row.get(3)?))
    })?;
    let places: Vec<(String, i64, i64, i64)> = places.collect::<rusqlite::Result<_>>()?;
    let update = "UPDATE places SET mentions = mentions - ?,
         literal_mentions = literal_mentions - ?, documents = documents - 1,
         events = events - ? WHERE place_id = ?";
    for (place, mentions, literal, events) in places {
        connection
            .prepare_cached(update)?
            .execute((mentions, literal, events, &place))?;
        connection
            .prepare_cached("DELETE FROM places WHERE place_id = ? AND documents <= 0")?
            .execute([&place])?;
    }
    Ok(())
}

/// An error of ours on its way through SQLite's.
fn outer(error: std::io::Error) -> rusqlite::Error {
    rusqlite::Error::ToSqlConversionFailure(Box::new(error))
}
