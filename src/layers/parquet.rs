//! GeoParquet 1.1: WKB geometries, a `bbox` column with statistics for each row group, dates
//! and instants as such.
//!
//! Rows are held until a row group is full, so that memory does not grow with the run.

use super::columns::Kind;
use super::feature::{Feature, Field, Layout, Shape};
use super::sink::LayerFile;
use super::staging::Staging;
use super::values::{Typed, names_beside};
use super::wkb::{around, bounds, wkb};
use parquet::basic::{
    Compression, LogicalType, Repetition, TimeUnit, TimestampType, Type as Physical,
};
use parquet::data_type::{
    BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type,
};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::{Type, TypePtr};
use serde_json::json;
use std::io::{self, Write};
use std::sync::Arc;

/// Rows of a row group: about 20 MB of events, and small enough for a reader to skip by `bbox`.
const GROUP: usize = 16_384;

/// Corners of the `bbox` column, in its order.
const CORNERS: [&str; 4] = ["xmin", "ymin", "xmax", "ymax"];

/// The file of one layer.
pub struct Columns {
    writer: SerializedFileWriter<Box<dyn Write + Send>>,
    shape: Shape,
    fields: Vec<Field>,
    ids: Vec<ByteArray>,
    columns: Vec<Column>,
    geometries: Optional<ByteArray>,
    corners: [Optional<f64>; 4],
    types: Vec<&'static str>,
    bounds: Option<[f64; 4]>,
}

/// The values of a column that may be null, as Parquet takes them: those that are there, and
/// which are.
struct Optional<T> {
    values: Vec<T>,
    levels: Vec<i16>,
}

enum Column {
    Text(Optional<ByteArray>),
    Integer(Optional<i64>),
    Number(Optional<f64>),
    Boolean(Optional<bool>),
    Date(Optional<i32>),
    DateTime(Optional<i64>),
}

impl<T> Default for Optional<T> {
    fn default() -> Optional<T> {
        Optional {
            values: Vec::new(),
            levels: Vec::new(),
        }
    }
}

impl<T> Optional<T> {
    fn push(&mut self, value: Option<T>) {
        self.levels.push(i16::from(value.is_some()));
        self.values.extend(value);
    }

    fn write<D: DataType<T = T>>(&mut self, group: &mut Group<'_>) -> Result<(), ParquetError> {
        let mut column = group
            .next_column()?
            .ok_or_else(|| ParquetError::General("more columns than the schema has".into()))?;
        let levels = Some(self.levels.as_slice());
        column
            .typed::<D>()
            .write_batch(&self.values, levels, None)?;
        self.values.clear();
        self.levels.clear();
        column.close()
    }
}

type Group<'a> = SerializedRowGroupWriter<'a, Box<dyn Write + Send>>;

impl Column {
    fn new(kind: Kind) -> Column {
        match kind {
            Kind::Text | Kind::OneOf(_) => Column::Text(Optional::default()),
            Kind::Integer => Column::Integer(Optional::default()),
            Kind::Number | Kind::Share => Column::Number(Optional::default()),
            Kind::Boolean => Column::Boolean(Optional::default()),
            Kind::Date => Column::Date(Optional::default()),
            Kind::DateTime => Column::DateTime(Optional::default()),
        }
    }

    fn push(&mut self, value: &Typed<'_>) {
        match (self, value) {
            (Column::Text(column), Typed::Text(text)) => column.push(Some(bytes(text))),
            (Column::Integer(column), Typed::Integer(number)) => column.push(Some(*number)),
            (Column::Number(column), Typed::Number(number)) => column.push(Some(*number)),
            (Column::Boolean(column), Typed::Boolean(yes)) => column.push(Some(*yes)),
            (Column::Date(column), Typed::Date(_, days)) => column.push(Some(*days)),
            (Column::DateTime(column), Typed::DateTime(_, instant)) => column.push(Some(*instant)),
            (column, _) => column.push_null(),
        }
    }

    fn push_null(&mut self) {
        match self {
            Column::Text(column) => column.push(None),
            Column::Integer(column) | Column::DateTime(column) => column.push(None),
            Column::Number(column) => column.push(None),
            Column::Boolean(column) => column.push(None),
            Column::Date(column) => column.push(None),
        }
    }

    fn write(&mut self, group: &mut Group<'_>) -> Result<(), ParquetError> {
        match self {
            Column::Text(column) => column.write::<ByteArrayType>(group),
            Column::Integer(column) | Column::DateTime(column) => column.write::<Int64Type>(group),
            Column::Number(column) => column.write::<DoubleType>(group),
            Column::Boolean(column) => column.write::<BoolType>(group),
            Column::Date(column) => column.write::<Int32Type>(group),
        }
    }
}

impl Columns {
    fn write_group(&mut self) -> Result<(), ParquetError> {
        let mut group = self.writer.next_row_group()?;
        if let Some(mut column) = group.next_column()? {
            column
                .typed::<ByteArrayType>()
                .write_batch(&self.ids, None, None)?;
            column.close()?;
        }
        self.ids.clear();
        for column in &mut self.columns {
            column.write(&mut group)?;
        }
        self.geometries.write::<ByteArrayType>(&mut group)?;
        for corner in &mut self.corners {
            corner.write::<DoubleType>(&mut group)?;
        }
        group.close()?;
        Ok(())
    }

    /// The `geo` entry of the file.
    fn geo(&self) -> serde_json::Value {
        let corners = CORNERS.map(|corner| (corner.to_string(), json!(["bbox", corner])));
        let mut geometry = json!({
            "encoding": "WKB",
            "geometry_types": self.types,
            "covering": { "bbox": corners.into_iter().collect::<serde_json::Map<_, _>>() },
        });
        if let Some(bounds) = self.bounds {
            geometry["bbox"] = json!(bounds);
        }
        json!({
            "version": "1.1.0",
            "primary_column": "geometry",
            "columns": { "geometry": geometry },
        })
    }
}

impl LayerFile for Columns {
    const ENDING: &'static str = "parquet";

    /// Starts the file.
    fn create(staging: &mut Staging, name: &str, layout: &Layout) -> io::Result<Columns> {
        let out = staging.create(name)?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .build();
        let schema = schema(layout).map_err(io::Error::other)?;
        let writer = SerializedFileWriter::new(out, schema, Arc::new(properties));
        Ok(Columns {
            writer: writer.map_err(io::Error::other)?,
            shape: layout.shape,
            fields: layout.fields.clone(),
            ids: Vec::new(),
            columns: layout
                .fields
                .iter()
                .map(|field| Column::new(field.kind))
                .collect(),
            geometries: Optional::default(),
            corners: std::array::from_fn(|_| Optional::default()),
            types: Vec::new(),
            bounds: None,
        })
    }

    fn feature(&mut self, feature: &Feature) -> io::Result<()> {
        self.ids.push(bytes(&feature.id));
        for (column, (field, value)) in self
            .columns
            .iter_mut()
            .zip(self.fields.iter().zip(&feature.values))
        {
            column.push(&Typed::of(field.kind, value));
        }
        let geometry = feature.geometry.as_ref();
        let multi = self.shape != Shape::Any;
        self.geometries
            .push(geometry.map(|geometry| ByteArray::from(wkb(geometry, multi))));
        let bounds = geometry.and_then(bounds);
        for (index, corner) in self.corners.iter_mut().enumerate() {
            corner.push(bounds.map(|bounds| bounds[index]));
        }
        self.bounds = bounds.map(|new| around(self.bounds, new)).or(self.bounds);
        if let Some(name) = geometry.map(|geometry| type_name(self.shape, geometry))
            && !self.types.contains(&name)
        {
            self.types.push(name);
        }
        if self.ids.len() == GROUP {
            self.write_group().map_err(io::Error::other)?;
        }
        Ok(())
    }

    fn finish(mut self) -> io::Result<()> {
        if !self.ids.is_empty() {
            self.write_group().map_err(io::Error::other)?;
        }
        let geo = KeyValue::new("geo".to_string(), self.geo().to_string());
        self.writer.append_key_value_metadata(geo);
        self.writer.close().map_err(io::Error::other)?;
        Ok(())
    }
}

fn bytes(text: &str) -> ByteArray {
    ByteArray::from(text.as_bytes().to_vec())
}

/// The type as it is written: lines and polygons are multi-geometries.
fn type_name(shape: Shape, geometry: &geojson::GeometryValue) -> &'static str {
    match shape {
        Shape::Line => "MultiLineString",
        Shape::Area => "MultiPolygon",
        Shape::Point | Shape::Any => geometry.type_name(),
    }
}

fn schema(layout: &Layout) -> Result<TypePtr, ParquetError> {
    let optional = |name: &str, physical: Physical, logical: Option<LogicalType>| {
        Type::primitive_type_builder(name, physical)
            .with_repetition(Repetition::OPTIONAL)
            .with_logical_type(logical)
            .build()
            .map(Arc::new)
    };
    let id = Type::primitive_type_builder("id", Physical::BYTE_ARRAY)
        .with_repetition(Repetition::REQUIRED)
        .with_logical_type(Some(LogicalType::String))
        .build()?;
    let mut columns = vec![Arc::new(id)];
    let names = names_beside(&["id", "geometry", "bbox"], &layout.fields);
    for (name, field) in names.iter().zip(&layout.fields) {
        let (physical, logical) = types(field.kind);
        columns.push(optional(name, physical, logical)?);
    }
    columns.push(optional("geometry", Physical::BYTE_ARRAY, None)?);
    let corner = |name| {
        Type::primitive_type_builder(name, Physical::DOUBLE)
            .with_repetition(Repetition::REQUIRED)
            .build()
            .map(Arc::new)
    };
    let corners = CORNERS.into_iter().map(corner).collect::<Result<_, _>>()?;
    let bbox = Type::group_type_builder("bbox")
        .with_repetition(Repetition::OPTIONAL)
        .with_fields(corners)
        .build()?;
    columns.push(Arc::new(bbox));
    let root = Type::group_type_builder("schema").with_fields(columns);
    root.build().map(Arc::new)
}

fn types(kind: Kind) -> (Physical, Option<LogicalType>) {
    match kind {
        Kind::Text | Kind::OneOf(_) => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Kind::Integer => (Physical::INT64, None),
        Kind::Number | Kind::Share => (Physical::DOUBLE, None),
        Kind::Boolean => (Physical::BOOLEAN, None),
        Kind::Date => (Physical::INT32, Some(LogicalType::Date)),
        Kind::DateTime => (
            Physical::INT64,
            Some(LogicalType::Timestamp(TimestampType {
                is_adjusted_to_u_t_c: true,
                unit: TimeUnit::MILLIS,
            })),
        ),
    }
}
