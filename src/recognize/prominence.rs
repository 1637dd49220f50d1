//! What the places of a name are at most, before one of them is chosen.

use crate::gazetteer::{FeatureClass, Gazetteer, Named};

/// The best that the candidates offer.
#[derive(Clone, Copy, Debug, Default)]
pub struct Prominence {
    /// One is a country or territory.
    pub is_country: bool,
    /// One is a first-order division.
    pub is_division: bool,
    /// One is the seat of a country.
    pub is_capital: bool,
    /// One is a region, water, range or continent.
    pub is_named_area: bool,
    /// Inhabitants of the largest.
    pub population: u64,
    /// Whether the word before is a demonym ("Iraqi Kurdistan").
    pub demonym_before: bool,
}
