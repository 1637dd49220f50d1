//! Annotated documents: JSON Lines with `toponyms` that carry coordinates.
//!
//! `{doc_id, text, title?, url?, published?, meta?: {title, url, domain}, toponyms: [{start, end,
//! lat, lon, geonameid?, type?, subtype?, modifier?, feature_code?, country?, kind?, patched_lat?,
//! patched_lon?}]}`; offsets count Unicode code points, `lat: null` means annotated without a
//! place. Members of other names are left alone.

use crate::document::Document;
use crate::place::{CountryCode, LonLat};
use crate::span::{CodePoints, Span};
use serde::Deserialize;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// Why a file of annotated documents cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum CorpusError {
    /// It is absent or unreadable.
    #[error("cannot read {path}: {source}; give a JSON Lines file of annotated documents")]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A line is not an annotated document.
    #[error("{path}, line {line}: {message}")]
    Line {
        /// The file.
        path: PathBuf,
        /// Counted from 1.
        line: usize,
        /// What is wrong and what was expected.
        message: String,
    },
    /// There is no document in it.
    #[error("{path} holds no document; expected one JSON object a line")]
    Empty {
        /// The file.
        path: PathBuf,
    },
}

/// A file of annotated documents.
#[derive(Clone, Debug)]
pub struct Corpus {
    /// The file's name without its ending.
    pub name: String,
    /// The documents, in order.
    pub documents: Vec<Annotated>,
}

/// A document with its right answers.
#[derive(Clone, Debug)]
pub struct Annotated {
    /// The document; its given mentions are the annotated spans.
    pub document: Document,
    /// The annotated place names, in text order.
    pub toponyms: Vec<GoldToponym>,
}

/// An annotated place name.
#[derive(Clone, Debug, PartialEq)]
pub struct GoldToponym {
    /// The words.
    pub span: Span,
    /// Where it is; empty when annotated without a place. Any of them is right.
    pub points: Vec<LonLat>,
    /// Number at geonames.org.
    pub geonames: Option<u64>,
    /// `literal`, `associative`, `mixed`, as annotated.
    pub usage: Option<String>,
    /// The annotation's own finer type.
    pub subtype: Option<String>,
    /// Whether the annotation says that it is an adjective.
    pub adjective: bool,
    /// GeoNames feature code, where annotated.
    pub feature_code: Option<String>,
    /// Its country, when the annotation gives the code and says that the place is a country.
    pub whole_country: Option<CountryCode>,
}

impl Corpus {
    /// Reads a file.
    ///
    /// Errors: an unreadable file, a line that is no annotated document, no document at all.
    pub fn read(path: &Path) -> Result<Corpus, CorpusError> {
        let text = fs::read_to_string(path).map_err(|source| CorpusError::Read {
            path: path.to_path_buf(),
            source,
        })?;
        let mut documents = Vec::new();
        for (index, line) in text.lines().enumerate() {
            if line.trim().is_empty() {
                continue;
            }
            let annotated = Annotated::parse(line).map_err(|message| CorpusError::Line {
                path: path.to_path_buf(),
                line: index + 1,
                message,
            })?;
            documents.push(annotated);
        }
        if documents.is_empty() {
            return Err(CorpusError::Empty {
                path: path.to_path_buf(),
            });
        }
        let stem = path.file_stem().unwrap_or_default();
        Ok(Corpus {
            name: stem.to_string_lossy().into_owned(),
            documents,
        })
    }
}

#[derive(Deserialize)]
struct Line {
    doc_id: Option<String>,
    title: Option<String>,
    url: Option<String>,
    published: Option<String>,
    text: String,
    #[serde(default)]
    meta: Meta,
    toponyms: Vec<LineToponym>,
}

#[derive(Deserialize, Default)]
struct Meta {
    title: Option<String>,
    url: Option<String>,
    domain: Option<String>,
}

#[derive(Deserialize)]
struct LineToponym {
    start: usize,
    end: usize,
    lat: Option<f64>,
    lon: Option<f64>,
    patched_lat: Option<f64>,
    patched_lon: Option<f64>,
    /// A number, or a string in some annotations.
    geonameid: Option<Value>,
    r#type: Option<String>,
    subtype: Option<String>,
    modifier: Option<String>,
    feature_code: Option<String>,
    country: Option<String>,
    kind: Option<String>,
}

impl Annotated {
    /// Reads one line.
    ///
    /// Errors, in words: not an object of this form, or a span that is none of the text.
    pub fn parse(line: &str) -> Result<Annotated, String> {
        let line: Line = serde_json::from_str(line).map_err(|error| {
            format!("{error}; expected {{doc_id, text, toponyms: [{{start, end, lat, lon}}]}}")
        })?;
        let points = CodePoints::new(&line.text);
        let mut toponyms = Vec::with_capacity(line.toponyms.len());
        for toponym in &line.toponyms {
            let span = points
                .to_bytes(toponym.start, toponym.end)
                .filter(|span| !span.is_empty())
                .ok_or_else(|| {
                    format!(
                        "start {}, end {} is no span of the text; offsets count code points",
                        toponym.start, toponym.end
                    )
                })?;
            toponyms.push(toponym.gold(span));
        }
        toponyms.sort_by_key(|toponym| toponym.span);
        let domain = line.meta.domain.map(|domain| format!("http://{domain}/"));
        Ok(Annotated {
            document: Document {
                id: line.doc_id.unwrap_or_default(),
                title: line.title.or(line.meta.title),
                url: line.url.or(line.meta.url).or(domain),
                published: line.published.and_then(|date| date.parse().ok()),
                language: None,
                given_mentions: Some(toponyms.iter().map(|toponym| toponym.span).collect()),
                text: line.text,
            },
            toponyms,
        })
    }
}

impl LineToponym {
    fn gold(&self, span: Span) -> GoldToponym {
        let point = |lat: Option<f64>, lon: Option<f64>| LonLat::new(lon?, lat?);
        let own = point(self.lat, self.lon);
        let patched = point(self.patched_lat, self.patched_lon);
        let is_country = self.kind.as_deref() == Some("country");
        let code = self.country.as_deref().and_then(CountryCode::new);
        GoldToponym {
            span,
            points: own.into_iter().chain(patched).collect(),
            geonames: self.geonameid.as_ref().and_then(number),
            usage: self.r#type.clone(),
            subtype: self.subtype.clone(),
            adjective: self.modifier.as_deref() == Some("Adjective"),
            feature_code: self.feature_code.clone(),
            whole_country: code.filter(|_| is_country),
        }
    }
}

fn number(value: &Value) -> Option<u64> {
    value
        .as_u64()
        .or_else(|| value.as_str()?.parse().ok())
        .filter(|number| *number > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read() {
        let line = r#"{"doc_id":"a","text":"Zürich, Homs","meta":{"domain":"x.org"},"toponyms":[
            {"start":8,"end":12,"lat":null,"lon":null},
            {"start":0,"end":6,"lat":47.0,"lon":8.0,"patched_lat":47.4,"patched_lon":8.5,"geonameid":"2657896","type":"literal"}]}"#;
        let read = Annotated::parse(line).unwrap();
        let words: Vec<&str> = read
            .toponyms
            .iter()
            .map(|toponym| toponym.span.of(&read.document.text))
            .collect();
        assert_eq!(words, ["Zürich", "Homs"]);
        assert_eq!(read.toponyms[0].points.len(), 2);
        assert_eq!(read.toponyms[0].geonames, Some(2_657_896));
        assert!(read.toponyms[1].points.is_empty());
        assert_eq!(read.document.url.as_deref(), Some("http://x.org/"));
    }

    #[test]
    fn bad_lines_say_what_is_wrong() {
        for (line, words) in [
            ("{}", "missing field `text`"),
            (
                r#"{"text":"a","toponyms":[{"start":0,"end":9}]}"#,
                "no span",
            ),
            (
                r#"{"text":"a","toponyms":[{"start":1,"end":1}]}"#,
                "no span",
            ),
        ] {
            let message = Annotated::parse(line).unwrap_err();
            assert!(message.contains(words), "{message}");
        }
    }
}
