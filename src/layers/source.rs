//! Layers read back: GeoJSON and GeoJSON sequences, a feature at a time.

use super::columns::Kind;
use super::feature::{Feature, Field, Layout, Shape};
use super::values::{days, milliseconds};
use geojson::Geometry;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, de};
use serde_json::{Map, Value};
use std::fmt;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

/// Extensions of files with one FeatureCollection.
pub const COLLECTIONS: [&str; 2] = ["geojson", "json"];
/// Extensions of files with a feature a line, or between record separators.
pub const SEQUENCES: [&str; 2] = ["geojsonl", "geojsons"];

/// A layer's file, with what its features turned out to be like.
#[derive(Debug)]
pub struct Source {
    path: PathBuf,
    /// What the layer is like.
    pub layout: Layout,
    /// The names of the properties, in the order of the layout.
    properties: Vec<String>,
}

/// A layer that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {problem}")]
pub struct SourceError {
    path: String,
    problem: String,
}

/// A feature as it stands in a file.
#[derive(Deserialize)]
struct Raw {
    r#type: String,
    id: Option<Value>,
    geometry: Option<Geometry>,
    properties: Option<Map<String, Value>>,
}

impl Source {
    /// Reads a file once to learn its columns: those of a layer that dateline writes have their
    /// types, of others the values tell. `known` are the layouts of dateline's layers.
    ///
    /// Errors: the file cannot be read, is no GeoJSON, or has another ending.
    pub fn open(path: &Path, known: &[Layout]) -> Result<Source, SourceError> {
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let known = known.iter().find(|layout| layout.name == name);
        let mut learned = Learned::default();
        each(path, &mut |raw| {
            learned.add(&raw);
            Ok(())
        })
        .map_err(|problem| SourceError {
            path: path.display().to_string(),
            problem: problem.to_string(),
        })?;
        let columns = learned.columns.iter();
        Ok(Source {
            path: path.to_path_buf(),
            properties: columns.clone().map(|(name, _)| name.clone()).collect(),
            layout: Layout {
                name: name.into_owned(),
                shape: learned.shape(known),
                fields: columns
                    .map(|(name, kind)| Field {
                        name: name.clone(),
                        kind: settled(*kind, known, name),
                    })
                    .collect(),
            },
        })
    }

    /// Reads the file again and gives out its features.
    pub fn features(
        &self,
        take: &mut dyn FnMut(&Feature) -> io::Result<()>,
    ) -> Result<(), SourceError> {
        let mut number = 0_u64;
        each(&self.path, &mut |raw| {
            number += 1;
            take(&self.feature(raw, number))
        })
        .map_err(|problem| SourceError {
            path: self.path.display().to_string(),
            problem: problem.to_string(),
        })
    }

    fn feature(&self, raw: Raw, number: u64) -> Feature {
        let mut properties = raw.properties.unwrap_or_default();
        let id = raw.id.or_else(|| properties.get("id").cloned());
        let values = self.properties.iter();
        Feature {
            id: match id {
                Some(Value::String(id)) => id,
                Some(Value::Null) | None => number.to_string(),
                Some(other) => other.to_string(),
            },
            geometry: raw.geometry.map(|geometry| geometry.value),
            values: values
                .map(|name| properties.get_mut(name).map_or(Value::Null, Value::take))
                .collect(),
        }
    }
}

/// What the features of a file have in common.
#[derive(Default)]
struct Learned {
    columns: Vec<(String, Option<Kind>)>,
    shape: Option<Shape>,
}

impl Learned {
    fn add(&mut self, raw: &Raw) {
        if let Some(geometry) = &raw.geometry {
            let shape = Shape::of(&geometry.value);
            self.shape = Some(self.shape.map_or(shape, |known| known.with(shape)));
        }
        for (index, (name, value)) in raw.properties.iter().flatten().enumerate() {
            // Features mostly have their properties in the same order.
            let at = match self.columns.get(index) {
                Some((known, _)) if known == name => Some(index),
                _ => self.columns.iter().position(|(known, _)| known == name),
            };
            match at {
                Some(at) => self.columns[at].1 = joined(self.columns[at].1, kind(value)),
                None => self.columns.push((name.clone(), kind(value))),
            }
        }
    }

    fn shape(&self, known: Option<&Layout>) -> Shape {
        match (self.shape, known) {
            (None, Some(known)) => known.shape,
            (shape, _) => shape.unwrap_or(Shape::Any),
        }
    }
}

/// The type of a value; a null has none.
fn kind(value: &Value) -> Option<Kind> {
    Some(match value {
        Value::Null => return None,
        Value::Bool(_) => Kind::Boolean,
        Value::Number(number) if number.is_i64() => Kind::Integer,
        Value::Number(_) => Kind::Number,
        Value::String(text) if days(text).is_some() => Kind::Date,
        Value::String(text) if milliseconds(text).is_some() => Kind::DateTime,
        Value::String(_) | Value::Array(_) | Value::Object(_) => Kind::Text,
    })
}

/// The type that holds both.
fn joined(one: Option<Kind>, other: Option<Kind>) -> Option<Kind> {
    match (one, other) {
        (None, kind) | (kind, None) => kind,
        (Some(one), Some(other)) if one == other => Some(one),
        (Some(Kind::Integer | Kind::Number), Some(Kind::Integer | Kind::Number)) => {
            Some(Kind::Number)
        }
        _ => Some(Kind::Text),
    }
}

/// The type of a column: that of dateline's own column, if the values fit it.
fn settled(seen: Option<Kind>, known: Option<&Layout>, name: &str) -> Kind {
    let own = known.and_then(|layout| {
        let field = layout.fields.iter().find(|field| field.name == name);
        field.map(|field| field.kind)
    });
    match (own, seen) {
        (Some(own), None) => own,
        (Some(own @ (Kind::Number | Kind::Share)), Some(Kind::Integer | Kind::Number)) => own,
        (Some(Kind::Text | Kind::OneOf(_)), Some(_)) => Kind::Text,
        (_, seen) => seen.unwrap_or(Kind::Text),
    }
}

/// Gives out every feature of a file.
fn each(path: &Path, take: &mut dyn FnMut(Raw) -> io::Result<()>) -> io::Result<()> {
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    let file = BufReader::with_capacity(1 << 18, File::open(path)?);
    if SEQUENCES.contains(&&*extension) {
        let features = serde_json::Deserializer::from_reader(Separators(file)).into_iter::<Raw>();
        for raw in features {
            take(checked(raw?)?)?;
        }
        Ok(())
    } else if COLLECTIONS.contains(&&*extension) {
        let mut failed = None;
        let mut json = serde_json::Deserializer::from_reader(file);
        let read = json.deserialize_map(Collection {
            take,
            failed: &mut failed,
        });
        match failed {
            Some(error) => Err(error),
            None => Ok(read.and_then(|()| json.end())?),
        }
    } else {
        let endings = [COLLECTIONS, SEQUENCES].concat().join(", .");
        Err(io::Error::other(format!(
            "not a layer: files end in .{endings}"
        )))
    }
}

fn checked(raw: Raw) -> io::Result<Raw> {
    if raw.r#type == "Feature" {
        Ok(raw)
    } else {
        let got = raw.r#type;
        Err(io::Error::other(format!(
            "a Feature is expected, not a {got}"
        )))
    }
}

/// A sequence whose record separators (RFC 8142) are read as spaces.
struct Separators<R>(R);

impl<R: Read> Read for Separators<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.0.read(buffer)?;
        for byte in &mut buffer[..read] {
            if *byte == 0x1E {
                *byte = b' ';
            }
        }
        Ok(read)
    }
}

/// Reads a FeatureCollection without holding it.
struct Collection<'t> {
    take: &'t mut dyn FnMut(Raw) -> io::Result<()>,
    failed: &'t mut Option<io::Error>,
}

impl<'de> Visitor<'de> for Collection<'_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a FeatureCollection")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut members: A) -> Result<(), A::Error> {
        let mut features = false;
        while let Some(name) = members.next_key::<String>()? {
            if name == "features" {
                members.next_value_seed(Features(&mut self))?;
                features = true;
            } else {
                members.next_value::<IgnoredAny>()?;
            }
        }
        features
            .then_some(())
            .ok_or_else(|| de::Error::custom("no FeatureCollection: it has no features"))
    }
}

struct Features<'c, 't>(&'c mut Collection<'t>);

impl<'de> DeserializeSeed<'de> for Features<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, features: D) -> Result<(), D::Error> {
        features.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Features<'_, '_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an array of features")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut features: A) -> Result<(), A::Error> {
        while let Some(raw) = features.next_element::<Raw>()? {
            if let Err(error) = checked(raw).and_then(&mut *self.0.take) {
                *self.0.failed = Some(error);
                return Err(de::Error::custom("stopped"));
            }
        }
        Ok(())
    }
}

/// Whether a file's name says that it holds a layer.
pub fn is_layer(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    [COLLECTIONS, SEQUENCES].concat().contains(&&*extension)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn types_of_columns() {
        let cases = [
            (vec![json!(1), json!(null), json!(2)], Kind::Integer),
            (vec![json!(1), json!(2.5)], Kind::Number),
            (vec![json!("2025-04-09"), json!("2025-04-10")], Kind::Date),
            (vec![json!("2025-04-09"), json!("April")], Kind::Text),
            (vec![json!("2025-04-09T00:00:00Z")], Kind::DateTime),
            (vec![json!(true)], Kind::Boolean),
            (vec![json!(true), json!(1)], Kind::Text),
            (vec![json!(null)], Kind::Text),
        ];
        for (values, expected) in cases {
            let seen = values.iter().map(kind).fold(None, joined);
            assert_eq!(settled(seen, None, "x"), expected, "{values:?}");
        }
    }
}
