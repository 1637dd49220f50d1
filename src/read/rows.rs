//! Parquet: one document a row.

use super::columns::Roles;
use super::part::Part;
use super::{Item, ProblemKind, ReadOptions, ReadProblem, Source};
use crate::document::Document;
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::reader::RowIter;
use parquet::record::{Field, Row};
use parquet::schema::types::Type;
use std::collections::VecDeque;
use std::fs::File;

/// A Parquet file.
pub struct Rows {
    name: String,
    id: String,
    limit: usize,
    roles: Roles,
    /// The columns that are read, by their place in the table.
    used: Vec<usize>,
    rows: RowIter<'static>,
    row: u64,
}

impl Rows {
    /// A table; it is needed as a file, because what says where columns are is at its end.
    pub fn new(part: Part, options: &ReadOptions) -> Result<Rows, ReadProblem> {
        let (name, id) = (part.name.clone(), part.id.clone());
        let problem = |kind| ReadProblem::new(&name, kind);
        let file = part
            .into_file()
            .map_err(|error| problem(ProblemKind::Unreadable(error)))?;
        let (roles, rows) = open(file, options).map_err(problem)?;
        Ok(Rows {
            name,
            id,
            limit: options.max_document_bytes,
            used: roles.used(),
            roles,
            rows,
            row: 0,
        })
    }

    fn document(&self, row: &Row) -> Result<Document, ProblemKind> {
        let cells: Vec<&Field> = row.get_column_iter().map(|(_, field)| field).collect();
        let cell = |column: usize| {
            let place = self.used.iter().position(|used| *used == column);
            let field = place.and_then(|place| cells.get(place));
            field.map(|field| words(field)).unwrap_or_default()
        };
        let default_id = || format!("{}:{}", self.id, self.row);
        self.roles.document(cell, default_id, self.limit)
    }
}

fn open(file: File, options: &ReadOptions) -> Result<(Roles, RowIter<'static>), ProblemKind> {
    let reader = SerializedFileReader::new(file).map_err(damaged)?;
    let schema = reader.metadata().file_metadata().schema();
    let there: Vec<String> = schema
        .get_fields()
        .iter()
        .map(|field| field.name().to_string())
        .collect();
    let roles = Roles::find(&options.columns, &there)?;
    let wanted = roles.used().into_iter();
    let wanted = wanted.map(|column| schema.get_fields()[column].clone());
    let projection = Type::group_type_builder(schema.name())
        .with_fields(wanted.collect())
        .build()
        .map_err(damaged)?;
    let rows = RowIter::from_file_into(Box::new(reader)).project(Some(projection));
    Ok((roles, rows.map_err(damaged)?))
}

fn damaged(error: ParquetError) -> ProblemKind {
    ProblemKind::BadTable(error.to_string())
}

/// A cell in words.
fn words(field: &Field) -> String {
    match field {
        Field::Null => String::new(),
        Field::Str(text) => text.replace('\0', "\u{FFFD}"),
        Field::Bytes(bytes) => super::decode::decode(bytes.data()).text,
        other => other.to_string(),
    }
}

impl Source for Rows {
    fn read(&mut self, out: &mut VecDeque<Item>) -> bool {
        self.row += 1;
        let item = match self.rows.next() {
            None => return false,
            Some(Ok(row)) => self.document(&row),
            Some(Err(error)) => {
                let kind = damaged(error);
                out.push_back(Err(ReadProblem::at(&self.name, self.row, kind)));
                return false;
            }
        };
        let item = item.map_err(|kind| ReadProblem::at(&self.name, self.row, kind));
        out.push_back(item);
        true
    }
}
