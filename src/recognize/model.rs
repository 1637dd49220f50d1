//! The trained weights of recognition: their file, and the copy inside the program.
//!
//! The file is a magic number and two tables of [`ROWS`] little-endian 16-bit numbers: of the
//! model that decides which candidates are names, and of the one that decides how they are used.

use std::sync::LazyLock;

/// First bytes of the file: format and version.
const MAGIC: &[u8; 8] = b"DLTOPO01";
/// Weights of a table; a feature's high bits name its row.
pub const ROWS: usize = 1 << 17;
/// A weight of 1 in the file's units.
const UNIT: f32 = 1024.0;

/// The model compiled into the program; made by `examples/train_toponyms.rs`.
static EMBEDDED: LazyLock<Model> = LazyLock::new(|| {
    Model::read(include_bytes!("../../models/toponyms.bin"))
        .expect("models/toponyms.bin is a model of this version; re-make it with train_toponyms")
});

/// The two models of recognition.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// Which candidates are names.
    pub names: Table,
    /// Whether a name is used associatively.
    pub usage: Table,
}

impl Model {
    /// The model of the program itself.
    pub fn embedded() -> &'static Model {
        &EMBEDDED
    }

    /// Reads a model file; `None` when it is not one of this version.
    pub fn read(bytes: &[u8]) -> Option<Model> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let (names, usage) = rest.split_at_checked(ROWS * 2)?;
        Some(Model {
            names: Table::read(names)?,
            usage: Table::read(usage)?,
        })
    }

    /// The bytes of the file.
    pub fn write(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        for table in [&self.names, &self.usage] {
            bytes.extend(table.rows.iter().flat_map(|weight| weight.to_le_bytes()));
        }
        bytes
    }
}

/// Weights of hashed features.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    rows: Vec<i16>,
}

impl Table {
    fn read(bytes: &[u8]) -> Option<Table> {
        let (pairs, rest) = bytes.as_chunks::<2>();
        let rows: Vec<i16> = pairs.iter().map(|pair| i16::from_le_bytes(*pair)).collect();
        (rest.is_empty() && rows.len() == ROWS).then_some(Table { rows })
    }

    /// The table of weights, rounded to the file's units.
    pub(super) fn rounded(weights: &[f64]) -> Table {
        let limit = f64::from(i16::MAX);
        let round = |weight: &f64| (weight * f64::from(UNIT)).round().clamp(-limit, limit) as i16;
        Table {
            rows: weights.iter().map(round).collect(),
        }
    }

    /// The sum of the weights of features: the logarithm of the odds.
    pub fn score(&self, features: &[u32]) -> f32 {
        let sum: i32 = features
            .iter()
            .map(|feature| i32::from(self.rows[row(*feature)]))
            .sum();
        sum as f32 / UNIT
    }
}

/// The row of a feature.
pub(super) fn row(feature: u32) -> usize {
    (feature >> (u32::BITS - ROWS.trailing_zeros())) as usize
}
