-- What a store has besides its layers. Documents and corrections are tables a person may look
-- into; the others serve the program.
CREATE TABLE documents (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  doc_id TEXT NOT NULL UNIQUE,
  title TEXT,
  url TEXT,
  published DATE,
  language TEXT,
  text TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  options TEXT NOT NULL,
  sketch BLOB NOT NULL
);
CREATE TABLE corrections (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  subject TEXT NOT NULL UNIQUE,
  doc_id TEXT NOT NULL,
  surface TEXT,
  event_subtype TEXT,
  new_subtype TEXT,
  place_id TEXT,
  new_place_id TEXT,
  new_place_name TEXT,
  lat DOUBLE,
  lon DOUBLE,
  dropped BOOLEAN NOT NULL,
  note TEXT,
  made_by TEXT NOT NULL,
  made_at DATETIME NOT NULL
);
INSERT INTO gpkg_contents (table_name, data_type, identifier, last_change, srs_id) VALUES
  ('documents', 'attributes', 'documents', '1970-01-01T00:00:00.000Z', 0),
  ('corrections', 'attributes', 'corrections', '1970-01-01T00:00:00.000Z', 0);
-- Lines of unplaced.jsonl, by document and in order.
CREATE TABLE dateline_unplaced (
  doc_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  line TEXT NOT NULL,
  PRIMARY KEY (doc_id, number)
) WITHOUT ROWID;
-- Which incident an event belongs to, and the keys it is found under.
CREATE TABLE dateline_reports (
  event_id TEXT NOT NULL PRIMARY KEY,
  doc_id TEXT NOT NULL,
  incident_id TEXT
) WITHOUT ROWID;
CREATE INDEX dateline_reports_document ON dateline_reports (doc_id);
CREATE INDEX dateline_reports_incident ON dateline_reports (incident_id);
CREATE TABLE dateline_keys (
  key INTEGER NOT NULL,
  event_id TEXT NOT NULL,
  PRIMARY KEY (key, event_id)
) WITHOUT ROWID;
CREATE INDEX dateline_keys_event ON dateline_keys (event_id);
CREATE TABLE dateline_store (
  version INTEGER NOT NULL
);
