//! What goes through a sink: layouts, which say what a layer is like, and features.

use super::columns::{Column, Kind, Rows};
use geojson::GeometryValue;
use serde_json::Value;

/// What a layer is like; known before its first feature.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// Its name, which is also the name of its file or table: `events`.
    pub name: String,
    /// The geometries of its features.
    pub shape: Shape,
    /// Its columns, in order.
    pub fields: Vec<Field>,
}

/// The geometries a layer may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Point.
    Point,
    /// LineString and MultiLineString.
    Line,
    /// Polygon and MultiPolygon.
    Area,
    /// All kinds mixed.
    Any,
}

/// A column as a format sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// The type of its values.
    pub kind: Kind,
}

/// A row of a layer.
#[derive(Clone, Debug, PartialEq)]
pub struct Feature {
    /// Unique in the layer.
    pub id: String,
    /// Where it is.
    pub geometry: Option<GeometryValue>,
    /// A value for each field of the layout, in its order.
    pub values: Vec<Value>,
}

impl Layout {
    /// The index of a column.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.name == name)
    }
}

impl Shape {
    /// The shape that holds both.
    pub fn with(self, other: Shape) -> Shape {
        if self == other { self } else { Shape::Any }
    }

    /// The shape a geometry belongs to.
    pub fn of(geometry: &GeometryValue) -> Shape {
        match geometry {
            GeometryValue::Point { .. } => Shape::Point,
            GeometryValue::LineString { .. } | GeometryValue::MultiLineString { .. } => Shape::Line,
            GeometryValue::Polygon { .. } | GeometryValue::MultiPolygon { .. } => Shape::Area,
            GeometryValue::MultiPoint { .. } | GeometryValue::GeometryCollection { .. } => {
                Shape::Any
            }
        }
    }
}

/// The fields of columns.
pub fn fields<R: Rows>(columns: &[Column<R>]) -> impl Iterator<Item = Field> + '_ {
    columns.iter().map(|column| Field {
        name: column.name.to_string(),
        kind: column.kind,
    })
}

/// The values of a row, in the order of the columns.
pub fn values<R: Rows>(columns: &[Column<R>], row: &R::Row<'_>) -> Vec<Value> {
    columns.iter().map(|column| (column.value)(row)).collect()
}
