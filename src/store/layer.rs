//! A layer's table in a store.

use super::rows;
use crate::layers::gpkg::Rows;
use crate::layers::{Feature, Layout};
use rusqlite::{Connection, Params};

/// A layer with the statements that read and write it.
pub struct Layer {
    /// What it is like.
    pub layout: Layout,
    rows: Rows,
    select: String,
}

impl Layer {
    /// The layer of a layout, whose table is there.
    pub fn of(layout: Layout) -> Layer {
        Layer {
            rows: Rows::of(&layout),
            select: format!("SELECT {} FROM {}", rows::columns(&layout), layout.name),
            layout,
        }
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.layout.name
    }

    /// Puts a feature in; the triggers keep the R-tree.
    pub fn insert(&self, connection: &Connection, feature: &Feature) -> rusqlite::Result<()> {
        self.rows.insert(connection, feature)
    }

    /// The features that `clause` asks for, in its order.
    pub fn select(
        &self,
        connection: &Connection,
        clause: &str,
        values: impl Params,
    ) -> rusqlite::Result<Vec<Feature>> {
        let sql = format!("{} {clause}", self.select);
        let mut statement = connection.prepare_cached(&sql)?;
        let features = statement.query_map(values, |row| rows::feature(&self.layout, row))?;
        features.collect()
    }

    /// Gives every feature to `take`, in the order of `clause`.
    pub fn each<E: From<rusqlite::Error>>(
        &self,
        connection: &Connection,
        clause: &str,
        mut take: impl FnMut(&Feature) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut statement = connection.prepare(&format!("{} {clause}", self.select))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            take(&rows::feature(&self.layout, row)?)?;
        }
        Ok(())
    }

    /// Removes the rows of a document or of another key.
    pub fn remove(&self, connection: &Connection, column: &str, key: &str) -> rusqlite::Result<()> {
        let sql = format!("DELETE FROM {} WHERE {column} = ?", self.name());
        connection.prepare_cached(&sql)?.execute([key])?;
        Ok(())
    }
}

/// Indexes over what rows are looked for by.
pub fn index(connection: &Connection, layouts: &[Layout]) -> rusqlite::Result<()> {
    for layout in layouts {
        for column in ["id", "event_id", "doc_id", "place_id"] {
            if column == "id" || layout.column(column).is_some() {
                let table = &layout.name;
                connection.execute_batch(&format!(
                    "CREATE INDEX {table}_{column} ON {table} ({column})"
                ))?;
            }
        }
    }
    Ok(())
}
